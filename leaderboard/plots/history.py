"""The scores of a board over time, and the record as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.history import month_number, no_dates, timeline
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Axis, Point, _ticks, chart_of
from leaderboard.table import visible

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.plots import Chart

MONTHS = Axis(
    _ticks.around_months,
    _ticks.of_months,
    words="month of first appearance",
    marked="record",
    other="other score",
    endless=True,
)
"""Months counted from the beginning of our era."""


def chart(board: Board) -> Chart:
    """Gather what a plot of one board shows, as :meth:`Board.on` gives it.

    Points come in the order of time; records are marked. Networks that share a record share
    a label.

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
    points: list[Point] = []
    rows = dated[["date", "score", "score_text", "network", "record"]].itertuples(index=False)
    for date, score, text, network, record in rows:
        month = month_number(date)
        if record and points and points[-1].label and points[-1].across == month:
            # The label of one that is shared ends with the same score.
            label = f"{points.pop().label.removesuffix(f' {text}')}, {visible(network)} {text}"
        else:
            label = f"{visible(network)} {text}" if record else ""
        points.append(Point(month, score, label))
    return chart_of(about, points, MONTHS)
