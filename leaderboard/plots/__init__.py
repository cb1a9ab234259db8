"""Plots of the scores of a board: in a terminal, as a picture for the web, or as a figure for a slide.

This module is what all have in common. ``history``, ``tradeoff`` and ``overall`` gather what is drawn.
``svg`` draws it without a library; ``terminal`` and ``figure`` each with the one that they import when used.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from leaderboard.board import trust
from leaderboard.errors import LeaderboardError, how_to_install
from leaderboard.plots._ticks import around_scores
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_NAMED = 6
"""So many kinds of points can be told apart by their shapes."""


@dataclass(frozen=True, slots=True)
class Point:
    """One score: where it stands *across* the chart, and who reached it.

    A point with a *label* is marked: the line goes through it. The *name* of another stands
    beside it where there is room. *kind* is its place among the kinds of the chart, those
    that are plain being the last. *signs* say how far its scores are to be trusted
    (see :mod:`leaderboard.board.trust`); a label has them, too. *about* is all that is said
    of the point where somebody points at it.
    """

    across: float
    score: float
    label: str = ""
    name: str = ""
    kind: int = 0
    signs: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """What goes across a chart."""

    around: Callable[[float, float, float], tuple[float, float]]
    """Widens a range by a share of it on both sides."""
    ticks: Callable[[float, float, int], list[tuple[float, str]]]
    """Gives up to so many places within a range, each with its label."""
    words: str
    """What is said of it: below the title, or at the axis if it is *titled*."""
    marked: str
    other: str
    """What marked and other points are."""
    filled: str = ""
    """What marked points are where there are several kinds: they are filled, and others are not."""
    titled: bool = False
    more_is_better: bool = False
    """So that the line falls from the best score, and has nothing behind it."""
    room: float = 0.0
    """A share of the range that is left free for names, on the side away from the line."""
    every_name: bool = False
    """Whether all that is marked is named in a figure, if need be in smaller letters, in a
    higher figure, and with leads across lines."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The scores of one board, and how they are marked.

    *rising* says that higher is better, *scale* what is measured (``mIoU (%)``). Points are
    of several *kinds*, or of one that needs no name. Of each kind, those that are marked
    stand in the order of the axis and have a line of their own; of a *plain* kind none is.
    The line goes on *until* a place that is not before the last point, if there is one.
    """

    title: str
    scale: str
    points: tuple[Point, ...]
    axis: Axis
    rising: bool = True
    kinds: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    until: float | None = None

    @property
    def marked(self) -> tuple[Point, ...]:
        """The points that have a label."""
        return tuple(point for point in self.points if point.label)

    @property
    def others(self) -> tuple[Point, ...]:
        """The points that have none."""
        return tuple(point for point in self.points if not point.label)

    @property
    def all_kinds(self) -> tuple[str, ...]:
        """The names of all kinds, those that are plain behind the others; empty if there is but one."""
        return (*self.kinds, *self.plain)

    def span(self, share: float) -> tuple[float, float]:
        """Return where the axis begins and ends, with a *share* of it around the points."""
        places = [point.across for point in self.points]
        places += [] if self.until is None else [self.until]
        first, last = self.axis.around(min(places), max(places), share)
        room = self.axis.room * (last - first)
        return (first, last + room) if self.axis.more_is_better else (first - room, last)

    @property
    def scores(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        scores = [point.score for point in self.points]
        return min(scores), max(scores)

    def heights(self, beyond: float) -> tuple[float, float]:
        """Return the scores at the lower and the upper edge, with a share *beyond* the best for names."""
        lowest, highest = around_scores(*self.scores, 0.1)
        room = (highest - lowest) * beyond / (1 - beyond)
        return (lowest, highest + room) if self.rising else (lowest - room, highest)

    @property
    def signs(self) -> str:
        """The signs that some of the points have."""
        return "".join(sign for sign in trust.SIGNS if any(sign in point.signs for point in self.points))

    @property
    def lines(self) -> dict[int, list[tuple[float, float]]]:
        """The corners of the line of steps of each kind."""
        found = {}
        for kind in range(max(1, len(self.kinds))):
            marked = [point for point in self.marked if point.kind == kind]
            corners = []
            for point, following in pairwise(marked):
                turn = point if self.axis.more_is_better else following
                low = following if self.axis.more_is_better else point
                corners += [(point.across, point.score), (turn.across, low.score)]
            corners += [(point.across, point.score) for point in marked[-1:]]
            if self.until is not None:
                corners += [(self.until, point.score) for point in marked[-1:] if point.across < self.until]
            if len(corners) > 1:
                found[kind] = corners
        return found


@dataclass(frozen=True, slots=True)
class Range:
    """A network in a ranking: its *place*, the *best* and the *worst* it could have, and its *score*."""

    network: str
    place: int
    best: int
    worst: int
    score: str
    signs: str = ""
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Ranges:
    """The places of networks, the first ones first, and what the score and the range of each are.

    *notes* say what the signs behind the scores mean, and which networks are shown.
    """

    title: str
    scale: str
    words: str
    rows: tuple[Range, ...]
    notes: tuple[str, ...] = ()


def chart_of(
    about: Mapping[Any, Any], points: Iterable[Point], axis: Axis, *, where: str = "", **kinds: Any
) -> Chart:
    """Make the chart of a board: *about* is its row of the datasets, *where* adds to its title."""
    split = f" {about['split']}" if about["split"] else ""
    unit = f" ({about['unit']})" if about["unit"] else ""
    return Chart(
        visible(f"{about['title']}{split}{where}"),
        visible(f"{about['metric']}{unit}"),
        tuple(points),
        axis,
        rising=about["better"] != "lower",
        **kinds,
    )


def missing(library: str) -> LeaderboardError:
    """Return the error that says how to install what is needed to draw."""
    return LeaderboardError(f"drawing needs {library}, which is not installed: {how_to_install('plot')}")
