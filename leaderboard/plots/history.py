"""The scores of a board over time, and the record as a line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.answers.history import month_number, newest_month, no_dates, timeline
from leaderboard.board import trust
from leaderboard.board.dates import in_words
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Axis, Point, _ticks, chart_of
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.plots import Chart

MONTHS = Axis(
    _ticks.around_months,
    _ticks.of_months,
    words="month of first appearance",
    marked="record",
    other="other score",
)
"""Months counted from the beginning of our era."""


def chart(board: Board) -> Chart:
    """Gather what a plot of one board shows, as :meth:`Board.on` gives it.

    Points come in the order of time; records are marked. Networks that share a record share
    a label. The line of the records goes on to the newest month of the data.

    Raises:
        LeaderboardError: No score of the board has a month.
    """
    about = board.about
    scores = timeline(board)
    dated = scores[scores["date"] != ""]
    if scores.empty:
        raise LeaderboardError(f"nothing to draw: no score on {about['title']!r} fits")
    if dated.empty:
        raise no_dates(about["title"])
    return chart_of_scores(about, dated, until=month_number(newest_month(board)))


def chart_of_scores(about: Mapping[Any, Any], dated: pd.DataFrame, *, until: int) -> Chart:
    """Gather what a plot shows of the scores of a board that have months, as a timeline gives them.

    The line of the records goes on *until* a month: see :func:`leaderboard.answers.history.timeline`.
    """
    names = ("date", "score", "score_text", "network", "evidence", "note", "protocol", "record")
    rows = (
        _Score(date, score, text, visible(network), trust.signs(evidence, note, protocol), record)
        for date, score, text, network, evidence, note, protocol, record in zip(
            *(dated[name].tolist() for name in names), strict=True
        )
    )
    return chart_of(about, _points(rows), MONTHS, until=until)


class _Score(NamedTuple):
    date: str
    score: float
    text: str
    network: str
    signs: str
    record: bool


def _points(rows: Iterable[_Score]) -> Iterator[Point]:
    """Give a point for every score, and one for all that share a record."""
    for (date, record), group in groupby(rows, lambda row: (row.date, row.record)):
        scores = list(group)
        for those in [scores] if record else [[one] for one in scores]:
            words = _words(those)
            signs = "".join(sign for sign in trust.SIGNS if any(sign in one.signs for one in those))
            yield Point(
                month_number(date),
                those[0].score,
                words if record else "",
                signs=signs,
                about=f"{words} · {in_words(date)}",
            )


def _words(scores: list[_Score]) -> str:
    """Return the names with the score: once, behind the last, unless there are several ways to write it."""
    names = [one.network for one in scores]
    texts = [f"{one.text}{one.signs}" for one in scores]
    if len(set(texts)) == 1:
        return f"{', '.join(names)} {texts[0]}"
    return ", ".join(map(" ".join, zip(names, texts, strict=True)))
