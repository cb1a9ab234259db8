"""What stands between the axes of a figure: points, lines, and what the axes say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.plots import _shapes, _ticks
from leaderboard.plots._drawing import SIZE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from leaderboard.plots import Chart, Point
    from leaderboard.plots._rows import Block
    from leaderboard.plots._sheet import Shades, Sheet

BELOW, BELOW_TITLED = 26.0, 46.0
"""What the labels of an axis take, without its title and with it."""
_HEADROOM = 40.0
"""Free room beyond the best score, for names."""


def chart_axes(
    sheet: Sheet, chart: Chart, box: tuple[float, float, float, float], size: float = SIZE
) -> Axes:
    """Draw a chart without its names in a *box* (left, top, right, bottom), with letters of a *size*."""
    left, top, right, bottom = box
    axes = sheet.axes(*box)
    first, last = chart.span(0.035)
    lowest, highest = chart.heights(min(_HEADROOM * size / SIZE / (bottom - top), 0.5))
    axes.set(xlim=(first, last), ylim=(lowest, highest))
    across = chart.axis.ticks(first, last, max(2, int((right - left) / (5 * size))))
    scores = _ticks.of_scores(lowest, highest, max(2, int((bottom - top) / 40)))
    axes.set_xticks([place for place, _ in across], [label for _, label in across])
    axes.set_yticks([score for score, _ in scores], [label for _, label in scores])
    faint = sheet.shades.faint
    axes.tick_params(length=0, pad=7, labelsize=size, labelcolor=faint)
    axes.tick_params(axis="x", length=5, color=faint)
    axes.grid(axis="y", color=sheet.shades.rule, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.spines["bottom"].set_color(faint)
    if chart.axis.titled:
        axes.set_xlabel(chart.axis.words, size=size, color=faint, labelpad=5, parse_math=False)
        axes.set_ylabel(chart.scale, size=size, color=faint, labelpad=5, parse_math=False)
    _plot_lines(axes, chart, sheet.shades)
    _plot(axes, chart, sheet.shades)
    return axes


def _plot(axes: Axes, chart: Chart, shades: Shades) -> None:
    """Draw the points, those that are marked above the others; of several kinds, they are filled."""
    for point in chart.points:
        # Of two at the same place, both can be seen: the smaller is above.
        layer = (4 if point.label else 3) + point.kind / 10
        axes.scatter(point.across, point.score, zorder=layer, **_settings(chart, point, shades))


def _plot_lines(axes: Axes, chart: Chart, shades: Shades) -> None:
    width = 1.8 if chart.all_kinds else 2.5
    for kind, corners in chart.lines.items():
        across, scores = zip(*corners, strict=True)
        (line,) = axes.plot(across, scores, color=shades.kinds[kind], linewidth=width, zorder=2)
        dashes = tuple(length / width for length in _shapes.DASHES[kind])
        line.set(linestyle=(0, dashes) if dashes else "solid", solid_joinstyle="miter")


def _settings(chart: Chart, point: Point, shades: Shades) -> dict[str, Any]:
    filled = {"edgecolors": shades.ground, "linewidths": 1.2}
    if not chart.all_kinds:
        size, color = (80, shades.kinds[0]) if point.label else (45, shades.other)
        return {"s": size, "color": color, **filled}
    if point.kind >= len(chart.kinds):
        shape = _shapes.PLAIN[point.kind - len(chart.kinds)]
        return {"s": 40, "marker": shape.marker, "color": shades.faint, "linewidths": 1.2, "alpha": 0.7}
    shape, color = _shapes.KINDS[point.kind], shades.kinds[point.kind]
    if point.label:
        return {"s": 110 - 15 * point.kind, "marker": shape.marker, "color": color, **filled}
    open_ = {"facecolors": shades.ground, "edgecolors": color, "linewidths": 1.1}
    return {"s": 36, "marker": shape.marker, **open_}


def plot_rows(sheet: Sheet, block: Block) -> None:
    """Draw the rows of one scale on axes whose scores go across; upward they count points from the top."""
    left, bottom, right, top = block.frame
    shades = sheet.shades
    axes = sheet.axes(left, top, right, bottom)
    axes.set(xlim=(block.first, block.last), ylim=(bottom, top))
    axes.axis("off")
    over: dict[str, Any] = {"clip_on": False, "solid_capstyle": "round"}
    rule: dict[str, Any] = {"color": shades.rule, "linewidth": 1, "zorder": 1}
    axes.vlines([value for value, _ in block.ticks], top, bottom, **rule)
    axes.hlines(block.middles, block.first, block.last, **rule)
    for low, high, middle in block.spans:
        axes.plot((low, high), (middle, middle), color=shades.other, linewidth=1.5, zorder=2, **over)
    for dot in block.dots:
        shape, color = _shapes.KINDS[dot.kind], shades.kinds[dot.kind]
        if dot.low < dot.high:
            ends, middles = (dot.low, dot.high), (dot.middle, dot.middle)
            axes.plot(ends, middles, color=color, linewidth=3, alpha=0.55, zorder=3, **over)
        axes.scatter(
            dot.at, dot.middle, s=80, marker=shape.marker, color=color, linewidths=0, zorder=4, clip_on=False
        )
