"""Who held the record on a board, since when, and for how long.

The rules, for every function here:

- Time goes by months: the month of the score's own date (``date``), or else the one in which its
  network's paper first appeared.
- A record is a score strictly better than all of earlier months on its board. Of one
  month the better score holds it; networks that reach the same one in the same month
  share it. A score without a month is none.
- Each dataset counts on its own board, whose metric says whether higher or lower is better. A board of
  which that is not known has no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.certainty import not_separable_from
from leaderboard.answers.ranking import difference, rank, with_facts
from leaderboard.board.board import kept
from leaderboard.board.dates import month_of
from leaderboard.errors import LeaderboardError

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from leaderboard.board.board import Board

_BOARD = ["dataset", "split", "metric"]
_TEXTS = ["score_text", "from_text"]


def timeline(board: Board, *, every_board: bool = False) -> pd.DataFrame:
    """Put the scores of every dataset's own board in the order of time, or those of *every board*.

    Returns one row per score, boards in the order of the datasets, then by month (those
    without one last), then from the best. The columns are those of
    :func:`leaderboard.answers.ranking.rank` and:

    - ``date``: the month of first appearance, ``YYYY-MM``; empty if it is not known.
    - ``record``: whether the score was a record in its month.
    """
    import numpy as np
    import pandas as pd

    scores = rank(board)
    chosen = (scores["group"] == "") if every_board else scores["own"]
    scores = scores[chosen & (scores["better"] != "")].astype(dict.fromkeys(_BOARD, "str"))
    dates = months_of(board, scores).astype("str")
    # Within a month, scores stay as they are ranked.
    boards = scores.groupby(_BOARD, sort=False).ngroup().to_numpy()
    order = np.lexsort((dates.replace("", "9999").to_numpy("U7"), boards))
    scores = scores.assign(date=dates).take(order).reset_index(drop=True)
    return scores.assign(record=_were_records(scores, pd.Series(boards[order], name="board")))


def _were_records(scores: pd.DataFrame, boards: pd.Series[int]) -> pd.Series[bool]:
    """Say which scores were records; they stand board by board in time, each month from the best."""
    merit = scores["score"].where(scores["better"] != "lower", -scores["score"])
    months = [boards, scores["date"]]
    best = merit.groupby(months).transform("first")
    earlier = merit.groupby(boards).cummax().groupby(boards).shift()
    begins = ~scores.duplicated([*_BOARD, "date"])
    surpasses = (earlier.isna() | (merit > earlier)) & begins
    once = ~scores.duplicated([*_BOARD, "date", "network"])
    return surpasses.groupby(months).transform("any") & (merit == best) & once & (scores["date"] != "")


def curve(board: Board, network: str) -> pd.DataFrame:
    """Give the scores of one network, as people type it, on every board in the order of time, the falls too.

    Returns one row per score that has a month: date (``YYYY-MM``), network, score (unit of the metric),
    change (from the one before, with its sign; missing for the first, as is ``from_text``, the text of the
    one before) and the other columns of
    :func:`history`.

    Raises:
        UnknownName: There is no such network.
    """
    import pandas as pd

    name = board.network_names.find(network)
    scores = timeline(board)
    scores = scores[(scores["network"] == name) & (scores["date"] != "")].reset_index(drop=True)
    before = scores.groupby("dataset")["score"].shift()
    changes = [
        difference(*pair) if pair[1] == pair[1] else None
        for pair in zip(scores["score"], before, strict=True)
    ]
    scores = scores.assign(
        change=pd.Series(changes, dtype="float64"), from_text=scores.groupby("dataset")["score_text"].shift()
    )
    return with_facts(scores, board, ["date", "network", "score", "change", *_TEXTS, *_BOARD, "record"])


def history(board: Board) -> pd.DataFrame:
    """Give the records of every board, each in the order of time.

    Returns one row per record; one that is shared has a row for each network that holds it:

    - ``date``: the month in which it was reached, ``YYYY-MM``.
    - ``network``, ``score`` (unit of the dataset) and ``score_text``.
    - ``gain``: the distance to the record before, with its sign, and ``from_text``: the text of that;
      both are missing for the first.
    - ``months``: for how many months it stood; missing while it stands.
    - ``until``: the month in which it fell, ``YYYY-MM``; empty while it stands.
    - ``within_spread``: whether it cannot be told apart from the record before it, given their spreads.

    and dataset, split, variant, test_time, extra_data, evidence, source, note, and the
    other columns of :data:`leaderboard.board.columns.FACTS`.
    """
    import pandas as pd

    scores = timeline(board)
    records = scores[scores["record"]]
    steps = records.drop_duplicates(["dataset", "date"])
    steps = steps.assign(within_spread=_within_spread(steps))
    boards = steps.groupby("dataset")
    steps = steps[["dataset", "date", "within_spread"]].assign(
        before=boards["score"].shift(),
        from_text=boards["score_text"].shift(),
        until=boards["date"].shift(-1).astype("str").fillna(""),
    )
    records = records.drop(columns="from_text").merge(steps, on=["dataset", "date"])
    gains = map(difference, records["score"], records["before"])
    months = map(months_between, records["date"], records["until"])
    records = records.assign(
        gain=pd.Series(list(gains), dtype="float64"), months=pd.Series(list(months), dtype="Int64")
    )
    leading = ["date", "network", "score", "gain", "months", "until", *_TEXTS, *_BOARD, "within_spread"]
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
    leading = ["dataset", "split", "network", "score", "date", "age", *_TEXTS, "gain"]
    return standing[[*leading, *(name for name in standing.columns if name not in leading)]]


def newest_month(board: Board) -> str:
    """Return the newest month of a score or a paper, ``YYYY-MM``; empty if none has one."""
    dates = {*board.results_table["date"].unique(), *board.papers_table["date"].unique()}
    return max((month_of(str(date)) for date in dates), default="")


def newest_score(board: Board) -> str:
    """Return the newest month of a score on the boards that are ranked; empty if none has one."""
    scores = rank(board)
    months = months_of(board, kept(scores, scores["own"]))
    return str(months.max()) if len(months) else ""


def months_of(board: Board, scores: pd.DataFrame) -> pd.Series[str]:
    """Return the month of each of some scores, its own or else its paper's, ``YYYY-MM``; empty if unknown.

    They are a few categories in the order of time, the empty one first, since there may be very many scores.
    """
    import numpy as np
    import pandas as pd

    papers = board.first_dates
    date, dates = pd.factorize(scores["date"])
    network, networks = pd.factorize(scores["network"])
    of_papers = [papers.get(name, "") for name in networks.tolist()]
    of_scores = dates.tolist()
    month = {text: month_of(text) for text in {*of_papers, *of_scores}}
    months = sorted({"", *month.values()})
    standing = {text: number for number, text in enumerate(months)}
    of_texts = {text: standing[said] for text, said in month.items()}
    own = np.array([of_texts[text] for text in of_scores], dtype="int32")[date]
    theirs = np.array([of_texts[text] for text in of_papers], dtype="int32")[network]
    found = pd.Categorical.from_codes(np.where(own == 0, theirs, own), pd.Index(months), ordered=True)
    return pd.Series(found, index=scores.index)


def _within_spread(records: pd.DataFrame) -> list[bool]:
    """Say which records, in the order of time, cannot be told apart from the one before on their board."""
    found = []
    for number in range(len(records)):
        pair = records.iloc[max(number - 1, 0) : number + 1].iloc[::-1]
        same_board = number > 0 and pair["dataset"].iloc[0] == pair["dataset"].iloc[-1]
        placed = pair.assign(place=range(1, len(pair) + 1))
        found.append(bool(same_board and not_separable_from(placed).notna().iloc[-1]))
    return found


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
