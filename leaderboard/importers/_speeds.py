"""What networks cost: from rows of text to numbers that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import SPEEDS
from leaderboard.errors import DataError, quoted
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._scores import numbers
from leaderboard.importers._text import line_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

WRITTEN = tuple(name for name in SPEEDS if not name.endswith("_text"))
"""The columns as they stand in a file."""

_MEASURED = tuple(name for name in SPEEDS if f"{name}_text" in SPEEDS)


def checked_speeds(path: Path, rows: pd.DataFrame, datasets: pd.DataFrame) -> pd.DataFrame:
    """Turn rows of text into the columns of :data:`leaderboard.board.columns.SPEEDS`.

    Args:
        path: Where they come from, for messages.
        rows: Text in the columns ``WRITTEN``.
        datasets: The descriptions of those that scores are on, whose names lead to their ids.

    Raises:
        DataError: A network or dataset has no name, or a measure is neither empty nor a
            finite number above 0; with the line.
    """
    import numpy as np

    rows = rows.copy()
    for name in ("network", "dataset"):
        for row, text in enumerate(rows[name]):
            if not text:
                raise DataError(path, f"no {name} is named", line=line_of(path, row))
    for name in _MEASURED:
        values = numbers(rows[name])
        bad = ~(values > 0) & (rows[name] != "").to_numpy()
        if bad.any():
            row = int(np.argmax(bad))
            problem = f"{name} {quoted(rows[name].iloc[row])} is not a finite number above 0"
            raise DataError(path, problem, line=line_of(path, row))
        rows[f"{name}_text"] = rows[name]
        rows[name] = values
    described = Descriptions(datasets)
    ids = {name: (described.find(name) or {"dataset": name})["dataset"] for name in rows["dataset"].unique()}
    rows["dataset"] = rows["dataset"].map(ids).astype("str")
    rows["split"] = rows["split"].str.casefold()
    return rows[list(SPEEDS)]
