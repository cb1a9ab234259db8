"""Pairs of texts in two columns, such as the dataset and the metric of each score."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Ints: TypeAlias = npt.NDArray[np.int64]

_SIGNS = {"higher": 1, "lower": -1, "": 0}


def pairs_of(rows: pd.DataFrame, first: str, second: str) -> tuple[Ints, list[tuple[str, str]]]:
    """Return the different pairs of two columns, and which of them stands in each row."""
    import pandas as pd

    one, ones = pd.factorize(rows[first])
    two, twos = pd.factorize(rows[second])
    width = max(len(twos), 1)
    codes, unique = pd.factorize(one.astype("int64") * width + two)
    named, others = list(map(str, ones)), list(map(str, twos))  # to index one by one is slow
    pairs = [(named[code // width], others[code % width]) for code in unique.tolist()]
    return codes.astype("int64"), pairs


def signs_of(rows: pd.DataFrame, metrics_table: pd.DataFrame) -> Ints:
    """Return for each score 1 where higher is better, -1 where lower is, and 0 where that is not known."""
    import numpy as np

    described = metrics_table[["dataset", "metric", "better"]].itertuples(index=False, name=None)
    better = {(dataset, metric): _SIGNS[one] for dataset, metric, one in described}
    codes, pairs = pairs_of(rows, "dataset", "metric")
    signs: Ints = np.array([better.get(pair, 0) for pair in pairs], dtype="int64")[codes]
    return signs
