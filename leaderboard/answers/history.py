"""Who held the record on a board, since when, and for how long.

The rules, for every function here:

- Time goes by months: the month in which a network's paper first appeared (``date``).
- A record is a score strictly better than all of earlier months on its board. Of one
  month the better score holds it; networks that reach the same one in the same month
  share it. A score without a month is none.
- The dataset says whether higher or lower is better, and its own split counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import difference, rank, with_facts
from leaderboard.errors import LeaderboardError

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from leaderboard.board.board import Board

_MONTH = r"^(\d{4}-(?:0[1-9]|1[0-2]))(?:-|$)"
"""``2018-02``, or a day of that month."""


def timeline(board: Board) -> pd.DataFrame:
    """Put the scores of every board in the order of time.

    Returns one row per score, boards in the order of the datasets, then by month (those
    without one last), then from the best. The columns are those of
    :func:`leaderboard.answers.ranking.rank` and:

    - ``date``: the month of first appearance, ``YYYY-MM``; empty if it is not known.
    - ``record``: whether the score was a record in its month.
    """
    import numpy as np
    import pandas as pd

    scores = rank(board)
    scores = scores[scores["own"]].assign(dataset=scores["dataset"].astype("str"))
    months = board.network_times["date"].str.extract(_MONTH, expand=False)
    dates = scores["network"].map(months).astype("str").fillna("")
    # Within a month, scores stay as they are ranked.
    order = np.lexsort((dates.replace("", "9999").to_numpy("U7"), pd.factorize(scores["dataset"])[0]))
    scores = scores.assign(date=dates).take(order).reset_index(drop=True)
    return scores.assign(record=_were_records(scores, board))


def _were_records(scores: pd.DataFrame, board: Board) -> pd.Series[bool]:
    """Say which scores were records; they stand in the order of time, each month from the best."""
    better = board.datasets_table.set_index("dataset")["better"]
    merit = scores["score"].where(scores["dataset"].map(better) != "lower", -scores["score"])
    months = [scores["dataset"], scores["date"]]
    best = merit.groupby(months).transform("first")
    earlier = merit.groupby(scores["dataset"]).cummax().groupby(scores["dataset"]).shift()
    begins = ~scores.duplicated(["dataset", "date"])
    surpasses = (earlier.isna() | (merit > earlier)) & begins
    once = ~scores.duplicated(["dataset", "date", "network"])
    return surpasses.groupby(months).transform("any") & (merit == best) & once & (scores["date"] != "")


def history(board: Board) -> pd.DataFrame:
    """Give the records of every board, each in the order of time.

    Returns one row per record; one that is shared has a row for each network that holds it:

    - ``date``: the month in which it was reached, ``YYYY-MM``.
    - ``network``, ``score`` (unit of the dataset) and ``score_text``.
    - ``gain``: the distance to the record before, with its sign; missing for the first.
    - ``months``: for how many months it stood; missing while it stands.
    - ``until``: the month in which it fell, ``YYYY-MM``; empty while it stands.

    and dataset, split, variant, test_time, extra_data, evidence, source, note, and the
    other columns of :data:`leaderboard.board.columns.FACTS`.
    """
    import pandas as pd

    scores = timeline(board)
    records = scores[scores["record"]]
    steps = records.drop_duplicates(["dataset", "date"])
    boards = steps.groupby("dataset")
    steps = steps[["dataset", "date"]].assign(
        before=boards["score"].shift(), until=boards["date"].shift(-1).astype("str").fillna("")
    )
    records = records.merge(steps, on=["dataset", "date"])
    gains = map(difference, records["score"], records["before"])
    months = map(months_between, records["date"], records["until"])
    records = records.assign(
        gain=pd.Series(list(gains), dtype="float64"), months=pd.Series(list(months), dtype="Int64")
    )
    leading = ["date", "network", "score", "gain", "months", "until", "score_text", "dataset", "split"]
    return with_facts(records, board, leading)


def records(board: Board, today: date) -> pd.DataFrame:
    """Give the record that stands on every board, and its age.

    Returns one row per board and network that holds its record, in the order of the
    datasets: dataset, split, network, score (unit of the dataset), date (the month it was
    reached, ``YYYY-MM``), age (in months, as of *today*), score_text, gain, and the rest of
    the columns of :func:`history`. A board on which no score has a month is left out.
    """
    standing = history(board)
    standing = standing[standing["until"] == ""].reset_index(drop=True)
    this_month = f"{today:%Y-%m}"
    standing["age"] = [months_between(month, this_month) for month in standing["date"]]
    standing = standing.astype({"age": "Int64"}).drop(columns=["months", "until"])
    leading = ["dataset", "split", "network", "score", "date", "age", "score_text", "gain"]
    return standing[[*leading, *(name for name in standing.columns if name not in leading)]]


def no_dates(title: str = "") -> LeaderboardError:
    """Return the error that says that no score, of the dataset of this *title*, has a month."""
    where = f" on {title!r}" if title else ""
    return LeaderboardError(f"no score{where} has a date: its paper needs a 'date' such as 2018-02")


def months_between(first: str, last: str) -> int | None:
    """Count the months from one ``YYYY-MM`` to another; None if there is no other."""
    return month_number(last) - month_number(first) if last else None


def month_number(month: str) -> int:
    """Count the months from the beginning of our era to ``YYYY-MM``."""
    return int(month[:4]) * 12 + int(month[5:]) - 1
