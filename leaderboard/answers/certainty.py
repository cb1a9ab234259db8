"""How sure a place is: whether two scores can be told apart, given their spreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]

_NORMAL = 1.96
"""Standard errors on either side that hold 95 % of a normal distribution."""

# The 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom, as printed in
# Abramowitz and Stegun, "Handbook of Mathematical Functions", table 26.10.
_STUDENT = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
_MOST = 5_000
"""Scores with a spread that are compared with each other."""


def standard_errors(scores: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the standard error of each score, and its degrees of freedom; NaN where they are not known.

    A standard deviation is divided by the root of the number of runs; without that number, as
    where it is not said what a spread is, nothing is known. A ``ci95`` is half of an interval
    of 95 %. Standard errors whose runs are not said count as those of many runs.
    """
    import numpy as np

    spread = scores["spread"].to_numpy(dtype="float64")
    kind = scores["spread_of"].astype("str").to_numpy()
    runs = scores["runs"].astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
    error = np.full(len(scores), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        deviation = spread / np.sqrt(runs)
    error = np.where((kind == "std") & (runs > 1), deviation, error)
    error = np.where(kind == "stderr", spread, error)
    error = np.where(kind == "ci95", spread / _NORMAL, error)
    freedom = np.where(runs > 1, runs - 1, np.where(kind == "std", np.nan, np.inf))
    return error, freedom


def not_separable_from(scores: pd.DataFrame) -> pd.Series[int]:
    """Say from which better place a network cannot be told apart: the best such place.

    Args:
        scores: The rows of one board from the best to the worst, with ``place``, ``score``,
            ``spread``, ``spread_of`` and ``runs``.

    Two scores are not separable where they differ by no more than 1.96 standard errors of their
    difference; with few runs, Student's t takes the place of 1.96, with the degrees of freedom of
    Welch ("The generalization of Student's problem", Biometrika 34, 1947). Missing where a score is
    separable, or nothing is known of that.
    """
    import numpy as np
    import pandas as pd

    found = np.zeros(len(scores), dtype="int64")
    rows = np.flatnonzero(scores["spread"].notna())
    index, scores = scores.index, scores.iloc[rows]
    error, freedom = standard_errors(scores)
    score = scores["score"].to_numpy(dtype="float64")
    place = scores["place"].astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
    known = np.flatnonzero(np.isfinite(error) & np.isfinite(place))[:_MOST]
    for at, row in enumerate(known):
        better = known[:at][place[known[:at]] < place[row]]
        if not len(better):
            continue
        variances = error[better] ** 2, np.full(len(better), error[row] ** 2)
        limit = _quantiles(variances, (freedom[better], np.full(len(better), freedom[row])))
        close = np.abs(score[better] - score[row]) <= limit * np.sqrt(variances[0] + variances[1])
        if close.any():
            found[rows[row]] = int(place[better[close]].min())
    return pd.Series(pd.arrays.IntegerArray(found, mask=found == 0), index=index)


def _quantiles(variances: tuple[Floats, Floats], freedoms: tuple[Floats, Floats]) -> Floats:
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        parts = variances[0] ** 2 / freedoms[0] + variances[1] ** 2 / freedoms[1]
        freedom = (variances[0] + variances[1]) ** 2 / parts
    table = np.array([*_STUDENT, _NORMAL])
    whole = np.clip(np.nan_to_num(np.floor(freedom), nan=1e9, posinf=1e9), 1, len(_STUDENT) + 1).astype(
        "int64"
    )
    limits: Floats = table[whole - 1]
    return limits
