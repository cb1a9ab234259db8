"""Runs: several measurements that differ in nothing but a seed, a run or a fold are one score."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from leaderboard.board.columns import KEY

if TYPE_CHECKING:
    from typing import Literal

    import pandas as pd

_APART = [name for name in KEY if name != "run"]
_OF_RUNS = ("score", "score_text", "spread", "spread_text", "spread_of", "runs", "run")
_RUNS = _OF_RUNS.index("runs")
_FINEST = 12
"""Digits behind the point of a mean at most."""


def averaged(
    results: pd.DataFrame, metrics_table: pd.DataFrame, how: Literal["mean", "best", "each"]
) -> pd.DataFrame:
    """Take the runs of each score together.

    Runs are rows of the *results* that say a ``run`` and agree in everything that tells
    scores apart. A run that stands there twice counts once: with the better score, if there
    are two.

    What else is said of them is what the first says, by the name of the run, wherever it stands.
    Their mean counts, ``spread`` is the sample standard deviation (of n - 1) and ``runs``
    their number; or the ``best`` of them counts with the same spread; or ``each`` is a score.
    The mean has one digit more than the runs. Rows without a run are returned as they are.
    """
    import numpy as np
    import pandas as pd

    if how == "each" or not len(results):
        return results
    run = results["run"]
    said = run != ""
    if not said.any():
        return results
    keys = pd.DataFrame({name: pd.factorize(results[name])[0] for name in KEY}, index=results.index)
    lower = _lower(metrics_table)
    rows = _by_content(results[said])
    rows = rows[~_again(rows, keys.loc[rows.index], lower)]
    group = keys.loc[rows.index].groupby(_APART, sort=False).ngroup().to_numpy()
    order = np.argsort(group, kind="stable")
    begins = np.flatnonzero(np.diff(group[order], prepend=-1))
    chunks = np.split(order, begins[1:])
    texts, scores = rows["score_text"].tolist(), rows["score"].to_numpy()
    datasets, measured = rows["dataset"].tolist(), rows["metric"].tolist()
    kept: list[int] = []
    said_of: dict[str, list[object]] = {name: [] for name in _OF_RUNS}
    for chunk in chunks:
        first = int(chunk[0])
        if len(chunk) == 1:
            row = rows.iloc[first]
            values = [row[name] for name in said_of]
            if pd.isna(row["runs"]):
                values[_RUNS] = 1
        else:
            decimals = [Decimal(str(texts[number])) for number in chunk]
            mean, deviation, digits = _moments(decimals)
            if how == "best":
                pick = min if (datasets[first], measured[first]) in lower else max
                first = pick(chunk.tolist(), key=lambda number: scores[number])
                score, text = scores[first], texts[first]
            else:
                score, text = float(mean), _written(mean, digits + 1)
            values = [
                score,
                text,
                deviation,
                _written(Decimal(repr(deviation)), digits + 1),
                "std",
                len(chunk),
                "",
            ]
        kept.append(first)
        for column, value in zip(said_of.values(), values, strict=True):
            column.append(value)
    taken = rows.take(kept)
    text = {
        name: pd.Series(said_of[name], index=taken.index, dtype="str")
        for name in ("score_text", "spread_text", "spread_of", "run")
    }
    taken = taken.assign(
        score=pd.Series(said_of["score"], index=taken.index, dtype="float64"),
        spread=pd.Series(said_of["spread"], index=taken.index, dtype="float64"),
        runs=pd.Series(said_of["runs"], index=taken.index, dtype="Int64"),
        **text,
    )
    others = results[~said].astype(dict.fromkeys(text, "str"))
    return pd.concat([others, taken]).sort_index(kind="stable")


_CONTENT = ("run", "date", "evidence", "source", "note", "score_text", "spread_text")
"""What says which run is the first, of which all is taken that is no number; no order of a file does."""


def _by_content(rows: pd.DataFrame) -> pd.DataFrame:
    """Put rows in an order that depends on what they say alone."""
    import numpy as np
    import pandas as pd

    keys = []
    for name in reversed(_CONTENT):
        codes, texts = pd.factorize(rows[name])
        standing = np.empty(len(texts), dtype="int64")
        standing[np.argsort(np.array(list(map(str, texts)), dtype="object"))] = np.arange(len(texts))
        keys.append(standing[codes])
    return rows.take(np.lexsort(keys))


def _again(rows: pd.DataFrame, keys: pd.DataFrame, lower: set[tuple[str, str]]) -> pd.Series[bool]:
    """Say which rows are of a run that another row is of, which is as good or better."""
    import numpy as np

    again = keys.duplicated(keep=False)
    if again.any():
        several = rows[again]
        boards = zip(several["dataset"], several["metric"], strict=True)
        sign = np.where([board in lower for board in boards], -1, 1)
        best_first = np.argsort(-sign * several["score"].to_numpy(), kind="stable")
        kept = keys[again].take(best_first).drop_duplicates().index
        again[kept] = False
    return again


def _moments(values: list[Decimal]) -> tuple[Decimal, float, int]:
    """Return the mean, the sample standard deviation, and how many digits the values have."""
    number = len(values)
    mean = sum(values, Decimal(0)) / number
    variance = sum(((value - mean) ** 2 for value in values), Decimal(0)) / (number - 1)
    digits = max(max(0, -int(value.as_tuple().exponent)) for value in values)
    return round(mean, _FINEST), float(variance.sqrt()), min(digits, _FINEST - 1)


def _written(number: Decimal, digits: int) -> str:
    text = f"{number:.{digits}f}"
    exact = text.rstrip("0")
    # A digit more than the runs have says nothing if it is 0.
    return text[:-1] if text.endswith("0") and len(exact) < len(text) and digits > 1 else text


def _lower(metrics_table: pd.DataFrame) -> set[tuple[str, str]]:
    rows = metrics_table.loc[metrics_table["better"] == "lower", ["dataset", "metric"]]
    return set(rows.itertuples(index=False, name=None))
