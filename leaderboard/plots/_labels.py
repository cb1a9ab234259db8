"""Where the labels of marked points stand in a figure: near them, and over nothing else."""

from __future__ import annotations

from itertools import pairwise, product
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes

    from leaderboard.plots import Chart

# Distances are in points, of which an inch has 72.
_SMALL = 9
_LINE = 2.0
_DOT = 5.0
_AIR = 3.0
"""Half the width of a line, the radius of a dot, and what is left free around a label."""

_BESIDE = (0, 8, 16, 28, 44, 64, 90, 120, 160)
_BEYOND = (8, 16, 28, 42, 58, 76, 96, 120, 150)
"""From a point to the nearest edges of its label."""

_SIDES = ((True, True, 0.0), (False, True, 10.0), (False, False, 30.0))
"""Where a label may stand: on the side away from the line or not, beyond the point or on the
side of worse scores; and how much nearer it must be there than at the best place."""

_LEVEL = 12.0
"""From a point to a label away from the line at its own height, where the line is steep."""

_LEAST_LEAD = 16
"""A label that is nearer needs no line that leads to its point."""


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def is_within(self, other: Box) -> bool:
        """Say whether nothing of the rectangle is outside the *other*."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def nearest(self, across: float, upward: float) -> tuple[float, float]:
        """Return the point of the rectangle that is nearest to another point."""
        return min(max(across, self.left), self.right), min(max(upward, self.bottom), self.top)


class Look(NamedTuple):
    """The *size* in points and the *color* of labels, and the color of names that are *faint*."""

    size: int
    color: str
    faint: str


def place(axes: Axes, chart: Chart, last: float, look: Look) -> int:
    """Label the marked points, and then name the others; some find no room.

    Of an endless line, which ends at *last*, the end comes first. As matplotlib draws them,
    no label meets another, a point or a line. One that stands apart gets a lead, a thin line
    to its point; that of a point that is not marked is small, and never stands apart.

    Returns how many of the marked points are labelled.
    """
    from matplotlib.patheffects import withStroke

    unit = 72 / axes.get_figure(root=True).dpi  # type: ignore[union-attr]

    def place_of(place: float, score: float) -> tuple[float, float]:
        across, upward = axes.transData.transform((place, score)) * unit
        return across, upward

    lines = [[place_of(*corner) for corner in line] for line in chart.lines(last).values()]
    room = _Room(
        Box(*(edge * unit for edge in axes.get_window_extent().extents)),
        [_around(ends, _LINE) for corners in lines for ends in pairwise(corners)],
        [_around((place_of(point.across, point.score),), _DOT) for point in chart.points],
        crossing=chart.axis.every_name,
    )
    labelled = 0
    marked = reversed(chart.marked) if chart.axis.endless else chart.marked
    for point in (*marked, *(point for point in chart.others if point.name)):
        text = axes.annotate(
            point.label or point.name,
            (point.across, point.score),
            (0, 0),
            textcoords="offset points",
            size=look.size if point.label else _SMALL,
            color=look.color if point.label else look.faint,
            va="bottom",
            parse_math=False,
            path_effects=[withStroke(linewidth=4, foreground="white")],
            zorder=5,
        )
        at = place_of(point.across, point.score)
        extent = text.get_window_extent()
        spot, has_lead = room.take(
            at, _spots(at, extent.width * unit, extent.height * unit, chart, is_marked=bool(point.label))
        )
        if spot is None:
            text.remove()
            continue
        text.set_position((spot.left - at[0], spot.bottom - at[1]))
        if has_lead:
            near = axes.transData.inverted().transform([place / unit for place in spot.nearest(*at)])
            across, scores = zip((point.across, point.score), near, strict=True)
            axes.plot(across, scores, color=look.color, linewidth=0.8, alpha=0.5, zorder=1.5)
        labelled += bool(point.label)
    return labelled


class _Room:
    """What is free of the room between the axes."""

    def __init__(self, edges: Box, lines: list[Box], dots: list[Box], *, crossing: bool) -> None:
        """Take what is drawn; with *crossing*, leads may go across lines if there is no other way."""
        self._edges, self._drawn = edges, [*lines, *dots]
        self._walls = [self._drawn, dots] if crossing else [self._drawn]
        self._labels: list[Box] = []
        self._leads: list[Box] = []

    def take(self, at: tuple[float, float], spots: Iterable[Box]) -> tuple[Box | None, bool]:
        """Take the first of the *spots* that is free for the label of a point; say if it has a lead."""
        within = [spot for spot in spots if spot.is_within(self._edges)]
        free = list(_free(within, [*self._drawn, *self._labels, *self._leads]))
        for wall, spot in product(self._walls, free):
            lead = _lead(at, spot)
            if len(list(_free(lead, [*wall, *self._labels]))) == len(lead):
                self._labels.append(spot)
                self._leads += lead
                return spot, bool(lead)
        return None, False


def _spots(
    at: tuple[float, float], width: float, height: float, chart: Chart, *, is_marked: bool
) -> list[Box]:
    """Return the places where a label may stand, the best first.

    Beyond a marked point, where scores are better, there is nothing away from its line.
    """
    across, upward = at
    down = height if chart.rising else 0

    def left(beside: float, *, away: bool) -> float:
        """Give the left edge so far beside the point."""
        after = away == chart.axis.more_is_better
        return across + beside if after else across - beside - width

    spots = [
        (_LEVEL, left(_LEVEL, away=True), upward - height / 2),
        (_LEVEL + 1, left(_LEVEL, away=True), upward - down),
    ]
    if not is_marked:
        spots.append((_LEVEL + 2, left(_LEVEL, away=False), upward - height / 2))
    for beside, beyond in product(_BESIDE, _BEYOND):
        distance = hypot(beside, beyond)
        if is_marked or distance <= _LEVEL:
            for away, better, cost in _SIDES:
                bottom = upward + beyond if better == chart.rising else upward - beyond - height
                spots.append((distance + cost, left(beside, away=away), bottom))
    return [Box(left, bottom, left + width, bottom + height) for _, left, bottom in sorted(spots)]


def _lead(at: tuple[float, float], spot: Box) -> list[Box]:
    """Return what the line from a point to its label covers beyond the point, piece by piece.

    A label that is near has no such line.
    """
    end = spot.nearest(*at)
    length = hypot(end[0] - at[0], end[1] - at[1])
    if length <= _LEAST_LEAD:
        return []
    pieces = int(length / _LINE)
    begin = (2 * _DOT + _AIR) / length
    shares = [piece / pieces for piece in range(pieces + 1) if piece / pieces > begin]
    return [
        _around(((at[0] + (end[0] - at[0]) * share, at[1] + (end[1] - at[1]) * share),), _LINE / 2)
        for share in shares
    ]


def _around(places: Iterable[tuple[float, float]], distance: float) -> Box:
    across, upward = zip(*places, strict=True)
    return Box(min(across) - distance, min(upward) - distance, max(across) + distance, max(upward) + distance)


def _free(boxes: Sequence[Box], others: Sequence[Box]) -> Iterator[Box]:
    """Give the boxes with enough air between them and all the others."""
    import numpy as np

    if not boxes or not others:
        yield from boxes
        return
    left, bottom, right, top = np.array(boxes).T[:, :, None]
    their_left, their_bottom, their_right, their_top = np.array(others).T
    meets = (left < their_right + _AIR) & (their_left < right + _AIR)
    meets &= (bottom < their_top + _AIR) & (their_bottom < top + _AIR)
    yield from (box for box, met in zip(boxes, meets.any(axis=1), strict=True) if not met)
