"""Runs: several measurements that differ in nothing but a seed, a run or a fold are one score."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leaderboard.board.columns import KEY
from leaderboard.board.pairs import signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    import numpy as np
    import pandas as pd

_APART = [name for name in KEY if name != "run"]
_OF_RUNS = ("score", "score_text", "spread", "spread_text", "spread_of", "runs", "run")
_NUMBERS: Mapping[str, Any] = {"score": "float64", "spread": "float64", "runs": "Int64"}
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
    rows = _by_content(results[said])
    score = rows["score"].to_numpy()
    merit = np.where(signs_of(rows, metrics_table) < 0, -score, score)
    first_said = ~_again(keys.loc[rows.index], merit)
    rows, merit = rows[first_said], merit[first_said]
    group = keys.loc[rows.index].groupby(_APART, sort=False).ngroup().to_numpy()
    order = np.argsort(group, kind="stable")
    taken = _taken_together(rows.take(order), group[order], merit[order], how)
    words = dict.fromkeys(set(_OF_RUNS) - set(_NUMBERS), "str")
    return pd.concat([results[~said].astype(words), taken]).sort_index(kind="stable")


def _taken_together(
    rows: pd.DataFrame, group: np.ndarray, merit: np.ndarray, how: Literal["mean", "best"]
) -> pd.DataFrame:
    """Make one row of the rows of each *group*, which stand one below the other."""
    import numpy as np
    import pandas as pd

    sizes = np.bincount(group)
    ends = np.cumsum(sizes)
    kept = ends - sizes
    several = np.flatnonzero(sizes > 1)
    means = _Means(rows["score_text"])
    found = [means.of(*part) for part in zip(kept[several].tolist(), ends[several].tolist(), strict=True)]
    if how == "best":
        best_first = np.lexsort((-merit, group))
        kept[several] = best_first[kept[several]]
    taken = rows.take(kept)
    said: dict[str, list[object]] = {name: taken[name].tolist() for name in _OF_RUNS}
    said["runs"] = taken["runs"].fillna(1).tolist()
    for place, size, (mean, text, deviation, spread_text) in zip(
        several.tolist(), sizes[several].tolist(), found, strict=True
    ):
        if how == "mean":
            said["score"][place], said["score_text"][place] = mean, text
        said["spread"][place], said["spread_text"][place] = deviation, spread_text
        said["spread_of"][place], said["runs"][place], said["run"][place] = "std", size, ""
    columns = {
        name: pd.Series(said[name], index=taken.index, dtype=_NUMBERS.get(name, "str")) for name in _OF_RUNS
    }
    return taken.assign(**columns)


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


def _again(keys: pd.DataFrame, merit: np.ndarray) -> np.ndarray:
    """Say which rows are of a run that another row is of, which is as good or better."""
    import numpy as np

    again: np.ndarray = keys.duplicated(keep=False).to_numpy(copy=True)
    several = np.flatnonzero(again)
    best_first = several[np.argsort(-merit[several], kind="stable")]
    again[best_first[~keys.take(best_first).duplicated().to_numpy()]] = False
    return again


class _Means:
    """Means and deviations of parts of a column of published numbers, in decimals."""

    def __init__(self, texts: pd.Series[str]) -> None:
        import pandas as pd

        codes, different = pd.factorize(texts)
        decimals = [Decimal(str(text)) for text in different]
        digits = [max(0, -int(one.as_tuple().exponent)) for one in decimals]
        self._values = [decimals[code] for code in codes.tolist()]
        self._digits = [digits[code] for code in codes.tolist()]

    def of(self, begin: int, end: int) -> tuple[float, str, float, str]:
        """Return the mean and the sample standard deviation of some rows, each with its text."""
        values, number = self._values[begin:end], end - begin
        mean = sum(values, Decimal(0)) / number
        variance = sum(((value - mean) ** 2 for value in values), Decimal(0)) / (number - 1)
        deviation = float(variance.sqrt())
        digits = min(max(self._digits[begin:end]), _FINEST - 1) + 1
        mean = round(mean, _FINEST)
        return float(mean), _written(mean, digits), deviation, _written(Decimal(repr(deviation)), digits)


def _written(number: Decimal, digits: int) -> str:
    text = f"{number:.{digits}f}"
    exact = text.rstrip("0")
    # A digit more than the runs have says nothing if it is 0.
    return text[:-1] if text.endswith("0") and len(exact) < len(text) and digits > 1 else text
