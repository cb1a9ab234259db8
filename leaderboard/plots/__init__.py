"""Plots of the scores of a board: in a terminal, as a picture for the web, or as a figure for a slide.

This module is what all have in common. ``history``, ``tradeoff``, ``top``,
``compare`` and ``overall`` gather what is drawn.
``svg`` draws it without a library; ``terminal`` and ``figure`` each with the one that they import when used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

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
    within: tuple[Point, ...] = ()
    """Other points for which the axes have room, too, so that several charts have the same."""
    caption: str = ""
    """What stands below in small letters."""

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
        places = [point.across for point in (*self.points, *self.within)]
        places += [] if self.until is None else [self.until]
        first, last = self.axis.around(min(places), max(places), share)
        room = self.axis.room * (last - first)
        return (first, last + room) if self.axis.more_is_better else (first - room, last)

    @property
    def scores(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        scores = [point.score for point in (*self.points, *self.within)]
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
    def meanings(self) -> tuple[str, ...]:
        """What these signs mean."""
        return meanings(self.signs)

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
class Panels:
    """Several charts side by side, on the same axes; each has its own title, and all have one."""

    title: str
    charts: tuple[Chart, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in a row: where it is *at*, perhaps with a line from *low* to *high*, and its *text*.

    *kind* is its place among the kinds of the picture; the *best* of the row is in bold.
    """

    at: float
    low: float
    high: float
    text: str
    signs: str = ""
    kind: int = 0
    best: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a picture: a *name*, perhaps with a *place* before it, and its numbers on the axis *scale*.

    *behind* is what is written behind the numbers.
    """

    name: str
    marks: tuple[Mark, ...]
    scale: str
    place: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of numbers, one below the other, those of one scale together.

    Of several *kinds*, each has a shape and a color. *line* says what the lines are, and *beside* what the
    texts of the numbers are, if that is something else.
    *notes* say what the signs mean, and what is left out. *ticks* and *around* are those of an axis.
    """

    title: str
    rows: tuple[Row, ...]
    ticks: Callable[[float, float, int], list[tuple[float, str]]]
    around: Callable[[float, float, float], tuple[float, float]]
    kinds: tuple[str, ...] = ()
    line: str = ""
    beside: str = ""
    notes: tuple[str, ...] = ()
    caption: str = ""

    @property
    def scales(self) -> list[str]:
        """The scales, in the order of the rows."""
        return list(dict.fromkeys(row.scale for row in self.rows))


Picture: TypeAlias = Chart | Panels | Rows
"""Whatever can be drawn."""


def dated(picture: Picture, newest: str, day: str = "") -> Picture:
    """Say below a picture of which month its *newest* score is, and of which *day* the data, where known."""
    said = (newest and f"newest score {newest}", day and f"data of {day}")
    return replace(picture, caption=" · ".join(filter(None, said)))


def chart_of(
    about: Mapping[Any, Any], points: Iterable[Point], axis: Axis, *, where: str = "", **kinds: Any
) -> Chart:
    """Make the chart of a board: *about* is its row of the datasets, *where* adds to its title."""
    return Chart(
        f"{title_of(about)}{visible(where)}",
        scale_of(about),
        tuple(points),
        axis,
        rising=about["better"] != "lower",
        **kinds,
    )


def title_of(about: Mapping[Any, Any]) -> str:
    """Name a board, of which *about* is the row of the datasets, by its dataset and split."""
    return visible(" ".join(filter(None, (about["title"], about["split"]))))


def scale_of(about: Mapping[Any, Any]) -> str:
    """Say what is measured on a board, such as ``mIoU (%)``."""
    return visible(f"{about['metric']} ({about['unit']})" if about["unit"] else f"{about['metric']}")


def meanings(signs: str) -> tuple[str, ...]:
    """Say what *signs* behind scores mean."""
    return tuple(f"{sign} {meaning}" for sign, meaning in trust.SIGNS.items() if sign in signs)


def mark_of_subject(picture: Picture) -> bytes:
    """Return what stands in the file of a picture to say what it is of: its title, whatever that counts.

    It is a digest, which is the same letters in every kind of file.
    """
    title = _COUNTED.sub("", picture.title)
    return f"subject-{sha256(title.encode(errors='replace')).hexdigest()[:16]}".encode()


def has_other_subject(content: bytes, mark: bytes) -> bool:
    """Say whether a file is of something else; one without any mark may be of anything."""
    found = _SUBJECT.search(content)
    return found is not None and found[0] != mark


_COUNTED = re.compile(r"\b\d+ (?=network|dataset)")
_SUBJECT = re.compile(rb"subject-[0-9a-f]{16}")


def missing(library: str) -> LeaderboardError:
    """Return the error that says how to install what is needed to draw."""
    return LeaderboardError(f"drawing needs {library}, which is not installed: {how_to_install('plot')}")
