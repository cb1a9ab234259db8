"""The labels of a figure, where there is room for them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.plots._room import DOT, LINE, Box, Room, around, spots

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from leaderboard.plots import Chart
    from leaderboard.plots._sheet import Shades

_SMALL = 9
_TINY = 8
"""The size of names of points that are not marked and of signs, in points."""
_BESIDE, _BEYOND = 4, 2
"""From a point to its signs."""


class Look(NamedTuple):
    """The *size* of labels in points, and the colors of the figure."""

    size: int
    shades: Shades


def place(axes: Axes, chart: Chart, look: Look) -> int:
    """Label the marked points, and then name the others; some find no room.

    Of a line that goes on, the end comes first. As matplotlib draws them,
    no label meets another, a point or a line. One that stands apart gets a lead, a thin line
    to its point; that of a point that is not marked is small, and never stands apart.

    Returns how many of the marked points are labelled.
    """
    from matplotlib.patheffects import withStroke

    unit = 72 / axes.get_figure(root=True).dpi  # type: ignore[union-attr]

    def place_of(place: float, score: float) -> tuple[float, float]:
        across, upward = axes.transData.transform((place, score)) * unit
        return across, upward

    lines = [[place_of(*corner) for corner in line] for line in chart.lines.values()]
    # What is not marked has its signs at its point, unless its name finds room: that has them, too.
    signs = {
        number: Box(at[0] + _BESIDE, at[1] + _BEYOND, at[0] + _BESIDE + 5 * len(point.signs), at[1] + 10)
        for number, point in enumerate(chart.points)
        if point.signs and not point.label
        for at in [place_of(point.across, point.score)]
    }
    room = Room(
        Box(*(edge * unit for edge in axes.get_window_extent().extents)),
        [around(ends, LINE) for corners in lines for ends in pairwise(corners)],
        [*(around((place_of(point.across, point.score),), DOT) for point in chart.points), *signs.values()],
        crossing=chart.axis.every_name,
    )
    labelled = 0
    unsigned = dict(signs)
    numbers = {id(point): number for number, point in enumerate(chart.points)}
    marked = reversed(chart.marked) if chart.until is not None else chart.marked
    for point in (*marked, *(point for point in chart.others if point.name)):
        text = axes.annotate(
            point.label or point.name,
            (point.across, point.score),
            (0, 0),
            textcoords="offset points",
            size=look.size if point.label else min(look.size, _SMALL),
            color=look.shades.ink if point.label else look.shades.faint,
            va="bottom",
            parse_math=False,
            path_effects=[withStroke(linewidth=4, foreground=look.shades.ground)],
            zorder=5,
        )
        at = place_of(point.across, point.score)
        extent = text.get_window_extent()
        spot, has_lead = room.take(
            at, spots(at, extent.width * unit, extent.height * unit, chart, is_marked=bool(point.label))
        )
        if spot is None:
            text.remove()
            continue
        text.set_position((spot.left - at[0], spot.bottom - at[1]))
        if has_lead:
            near = axes.transData.inverted().transform([place / unit for place in spot.nearest(*at)])
            across, scores = zip((point.across, point.score), near, strict=True)
            axes.plot(across, scores, color=look.shades.ink, linewidth=0.8, alpha=0.5, zorder=1.5)
        labelled += bool(point.label)
        unsigned.pop(numbers[id(point)], None)
    for number in unsigned:
        point = chart.points[number]
        axes.annotate(
            point.signs,
            (point.across, point.score),
            (_BESIDE, _BEYOND),
            textcoords="offset points",
            size=_TINY,
            color=look.shades.faint,
            parse_math=False,
            zorder=3.5,
        )
    return labelled
