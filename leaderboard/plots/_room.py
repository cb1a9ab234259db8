"""Where the labels of marked points stand: near them, and over nothing else.

Distances are in points or pixels, which differ little here; what is higher has the larger number.
"""

from __future__ import annotations

from itertools import product
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from leaderboard.plots import Chart

    Floats: TypeAlias = npt.NDArray[np.float64]
    Bools: TypeAlias = npt.NDArray[np.bool_]

LINE = 2.0
DOT = 5.0
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


class Room:
    """What is free of the room between the axes."""

    def __init__(self, edges: Box, lines: list[Box], dots: list[Box], *, crossing: bool) -> None:
        """Take what is drawn; with *crossing*, leads may go across lines if there is no other way."""
        self._edges = edges
        self._drawn = _rows([*lines, *dots])
        self._walls = [self._drawn, _rows(dots)] if crossing else [self._drawn]
        self._labels = _rows(())
        self._leads = _rows(())

    def take(self, at: tuple[float, float], spots: Iterable[Box]) -> tuple[Box | None, bool]:
        """Take the first of the *spots* that is free for the label of a point; say if it has a lead."""
        import numpy as np

        within = [spot for spot in spots if spot.is_within(self._edges)]
        taken = np.concatenate([self._drawn, self._labels, self._leads])
        meets = _meets(_rows(within), taken)
        free = [spot for spot, met in zip(within, meets, strict=True) if not met]
        for wall, spot in product(self._walls, free):
            lead = _lead(at, spot)
            if not (_meets(lead, wall).any() or _meets(lead, self._labels).any()):
                self._labels = np.concatenate([self._labels, _rows([spot])])
                self._leads = np.concatenate([self._leads, lead])
                return spot, len(lead) > 0
        return None, False


def spots(
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


def _lead(at: tuple[float, float], spot: Box) -> Floats:
    """Return what the line from a point to its label covers beyond the point, a row for each piece.

    A label that is near has no such line.
    """
    import numpy as np

    end = spot.nearest(*at)
    length = hypot(end[0] - at[0], end[1] - at[1])
    if length <= _LEAST_LEAD:
        return _rows(())
    pieces = int(length / LINE)
    shares = np.arange(pieces + 1) / pieces
    shares = shares[shares > (2 * DOT + _AIR) / length]
    across, upward = at[0] + (end[0] - at[0]) * shares, at[1] + (end[1] - at[1]) * shares
    half = LINE / 2
    return np.column_stack([across - half, upward - half, across + half, upward + half])


def around(places: Iterable[tuple[float, float]], distance: float) -> Box:
    across, upward = zip(*places, strict=True)
    return Box(min(across) - distance, min(upward) - distance, max(across) + distance, max(upward) + distance)


def _rows(boxes: Iterable[Box]) -> Floats:
    """Return boxes as the rows of an array."""
    import numpy as np

    return np.array([*boxes], dtype="float64").reshape(-1, 4)


def _meets(boxes: Floats, others: Floats) -> Bools:
    """Say which boxes have too little air between them and one of the others."""
    left, bottom, right, top = boxes.T[:, :, None]
    their_left, their_bottom, their_right, their_top = others.T
    meets = (left < their_right + _AIR) & (their_left < right + _AIR)
    meets &= (bottom < their_top + _AIR) & (their_bottom < top + _AIR)
    found: Bools = meets.any(axis=1)
    return found
