"""Plots of the scores of a board over time: in a terminal, or as a figure for a slide.

This module is what both have in common; ``terminal`` and ``figure`` draw it, each with
the one library that it imports when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError
from leaderboard.history import month_number, no_dates, timeline
from leaderboard.table import visible

if TYPE_CHECKING:
    from leaderboard.board import Leaderboard

HOW_TO_INSTALL = "pip install 'leaderboard[plot]'"


@dataclass(frozen=True, slots=True)
class Point:
    """One score: its *month* (counted from the beginning of our era), and who reached it.

    A point with a *label* is a record.
    """

    month: int
    score: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """The scores of one board in the order of time.

    *rising* says that higher is better, *scale* what is measured (``mIoU (%)``).
    """

    title: str
    scale: str
    points: tuple[Point, ...]
    rising: bool = True

    @property
    def records(self) -> tuple[Point, ...]:
        """The records, each above the one before."""
        return tuple(point for point in self.points if point.label)

    @property
    def others(self) -> tuple[Point, ...]:
        """The scores that were no records."""
        return tuple(point for point in self.points if not point.label)

    @property
    def months(self) -> tuple[int, int]:
        """The months of the first and of the last score."""
        return self.points[0].month, self.points[-1].month

    @property
    def scores(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        scores = [point.score for point in self.points]
        return min(scores), max(scores)

    def steps(self, end: float) -> list[tuple[float, float]]:
        """Return the corners of the line that the record drew until the month *end*."""
        records = self.records
        return [
            (month, record.score)
            for record, following in zip(records, [*records[1:], None], strict=True)
            for month in (record.month, following.month if following else end)
        ]


def chart(board: Leaderboard) -> Chart:
    """Gather what a plot of one board shows, as :meth:`Leaderboard.on` gives it.

    Networks that share a record share a label.

    Raises:
        LeaderboardError: No score of the board has a month.
    """
    (about,) = board.datasets_table.to_dict("records")
    scores = timeline(board)
    dated = board.published(scores[scores["date"] != ""])
    if scores.empty:
        raise LeaderboardError(f"nothing to draw: no score on {about['title']!r} fits")
    if dated.empty:
        raise no_dates(about["title"])
    points: list[Point] = []
    rows = dated[["date", "score", "score_text", "network", "record"]].itertuples(index=False)
    for date, score, text, network, record in rows:
        month = month_number(date)
        if record and points and points[-1].label and points[-1].month == month:
            # The label of one that is shared ends with the same score.
            label = f"{points.pop().label.removesuffix(f' {text}')}, {visible(network)} {text}"
        else:
            label = f"{visible(network)} {text}" if record else ""
        points.append(Point(month, score, label))
    split = f" {about['split']}" if about["split"] else ""
    unit = f" ({about['unit']})" if about["unit"] else ""
    return Chart(
        visible(f"{about['title']}{split}"),
        visible(f"{about['metric']}{unit}"),
        tuple(points),
        rising=about["better"] != "lower",
    )


def missing(library: str) -> LeaderboardError:
    """Return the error that says how to install what is needed to draw."""
    return LeaderboardError(f"drawing needs {library}, which is not installed: {HOW_TO_INSTALL}")
