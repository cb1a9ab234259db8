"""Where the labels of the records stand in a figure: near them, and over nothing else."""

from __future__ import annotations

from itertools import pairwise, product
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from leaderboard.plots import Chart

# Distances are in points, of which an inch has 72.
_SIZE = 13
_LINE = 2.0
_DOT = 5.0
_AIR = 3.0
"""Half the width of a line, the radius of a dot, and what is left free around a label."""

_BESIDE = (0, 8, 16, 28, 44, 64, 90, 120, 160)
_BEYOND = (8, 16, 28, 42, 58, 76, 96, 120, 150)
"""From a record to the nearest edges of its label."""

_SIDES = ((True, True, 0.0), (False, True, 10.0), (False, False, 30.0))
"""Where a label may stand: before the record or after it, beyond it or on the side of worse
scores; and how much nearer it must be there than at the best place."""

_LEVEL = 12.0
"""From a record to a label before it at its own height, where the line rises steeply."""

_LEAST_LEAD = 16
"""A label that is nearer needs no line that leads to its record."""


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


def place(axes: Axes, chart: Chart, last: float, *, color: str) -> list[Annotation]:
    """Label the records, the latest first; those that find no room stay without.

    As matplotlib draws them, no label meets another, a point or the line of the record,
    which ends in the month *last*. One that stands apart gets a line to its record.
    """
    from matplotlib.patheffects import withStroke

    unit = 72 / axes.get_figure(root=True).dpi  # type: ignore[union-attr]

    def place_of(month: float, score: float) -> tuple[float, float]:
        across, upward = axes.transData.transform((month, score)) * unit
        return across, upward

    corners = [place_of(*corner) for corner in chart.steps(last)]
    drawn = [_around(ends, _LINE) for ends in pairwise(corners)]
    drawn += [_around((place_of(point.month, point.score),), _DOT) for point in chart.points]
    room = Box(*(edge * unit for edge in axes.get_window_extent().extents))
    labels: list[Box] = []
    leads: list[Box] = []
    placed = []
    for record in reversed(chart.records):
        text = axes.annotate(
            record.label,
            (record.month, record.score),
            (0, 0),
            textcoords="offset points",
            size=_SIZE,
            color=color,
            va="bottom",
            parse_math=False,
            path_effects=[withStroke(linewidth=4, foreground="white")],
            zorder=5,
        )
        at = place_of(record.month, record.score)
        extent = text.get_window_extent()
        spots = _spots(at, extent.width * unit, extent.height * unit, rising=chart.rising)
        within = [spot for spot in spots if spot.is_within(room)]
        for spot in _free(within, [*drawn, *labels, *leads]):
            lead = _lead(at, spot)
            if len(list(_free(lead, [*drawn, *labels]))) == len(lead):
                break
        else:
            text.remove()
            continue
        labels.append(spot)
        leads += lead
        text.set_position((spot.left - at[0], spot.bottom - at[1]))
        if lead:
            near = axes.transData.inverted().transform([place / unit for place in spot.nearest(*at)])
            months, scores = zip((record.month, record.score), near, strict=True)
            axes.plot(months, scores, color=color, linewidth=0.8, alpha=0.5, zorder=1.5)
        placed.append(text)
    return placed


def _spots(at: tuple[float, float], width: float, height: float, *, rising: bool) -> list[Box]:
    """Return the places where a label may stand, the best first.

    Beyond a record, where scores are better, there is nothing before it.
    """
    across, upward = at
    down = height if rising else 0
    spots = [
        (_LEVEL, across - _LEVEL - width, upward - height / 2),
        (_LEVEL + 1, across - _LEVEL - width, upward - down),
    ]
    for beside, beyond in product(_BESIDE, _BEYOND):
        for before, better, cost in _SIDES:
            left = across - beside - width if before else across + beside
            bottom = upward + beyond if better == rising else upward - beyond - height
            spots.append((hypot(beside, beyond) + cost, left, bottom))
    return [Box(left, bottom, left + width, bottom + height) for _, left, bottom in sorted(spots)]


def _lead(at: tuple[float, float], spot: Box) -> list[Box]:
    """Return what the line from a record to its label covers beyond the record, piece by piece.

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
