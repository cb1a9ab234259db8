"""Rows that say the same in several columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from leaderboard.checks._column import Column


def combined(columns: Sequence[Column]) -> np.ndarray:
    """Number the rows so that those have the same number that say the same in all *columns*."""
    import numpy as np
    import pandas as pd

    ids = np.zeros(len(columns[0].codes), dtype="int64")
    count = 1
    for column in columns:
        if len(column.texts) <= 1:
            continue
        if count * len(column.texts) > np.iinfo("int64").max:
            ids, unique = pd.factorize(ids)
            count = len(unique)
        ids = ids * len(column.texts) + column.codes
        count *= len(column.texts)
    return ids


def shared(ids: np.ndarray, chosen: np.ndarray) -> list[list[int]]:
    """Return the *chosen* rows that have the same number as another of them, together."""
    import numpy as np
    import pandas as pd

    rows = np.flatnonzero(chosen)
    rows = rows[pd.Series(ids[rows]).duplicated(keep=False).to_numpy()]
    groups: dict[int, list[int]] = {}
    for row, number in zip(rows.tolist(), ids[rows].tolist(), strict=True):
        groups.setdefault(number, []).append(row)
    return list(groups.values())
