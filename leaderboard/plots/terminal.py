"""The plot in a terminal: every score a point, those marked a line of steps, with their names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from leaderboard.plots import _ticks, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plotille import Canvas  # type: ignore[import-untyped]

    from leaderboard.plots import Chart, Point

# plotille (MIT, Python alone, no dependencies) sets the dots: a character of a terminal
# holds two by four of them. It is asked for no axes, which it labels with any number.

_DOTS = (2, 4)
_ALONE = ("◆", "•")
_SIGNS = (("◆", "◇"), ("▲", "△"), ("■", "□"), ("●", "○"), ("▼", "▽"), ("★", "☆"))
_PLAIN = ("\N{MULTIPLICATION SIGN}", "·")
"""The signs of marked and of other points: of a single kind, of each of several, and of those
that are plain."""

_COLORS = ("green", "yellow", "cyan", "magenta", "bright_blue", "bright_red")
_DIM = "bright_black"
_LEAST = 24
"""No plot is narrower, whatever the terminal."""

_NO_DOTS = "\N{BRAILLE PATTERN BLANK}"

_PLACES = ((1, 0), (0, 2), (2, 0), (1, -1), (-1, -2), (-2, -2), (0, -2))
"""Where a label may stand, the best first: lines towards better scores, and columns away from
the line, to the nearest character of the label. Those below 0 are on the side of the line."""
_NEAR = 5
"""So many of them are near enough for a chart of several lines."""


def draw(chart: Chart, *, width: int, color: bool) -> str:
    """Return the plot within *width* columns; with *color*, codes for a terminal.

    Where there is no room for the name of a marked point, it is left out.

    Raises:
        LeaderboardError: plotille is not installed.
    """
    grid = _Grid(chart, width)
    canvas = _canvas(grid.columns, grid.rows)
    shades = _COLORS if color else (None,) * len(_COLORS)
    dim = _DIM if color else None
    taken = set()
    for kind, line in chart.lines.items():
        corners = [grid.dot(*corner) for corner in line]
        for start, end in pairwise(corners):
            canvas.line(*start, *end, color=shades[kind])
        taken |= _cells_of(corners)
    signs = _signs_of(chart)
    for points in (chart.others, chart.marked):
        for point in points:
            marked, other = signs[point.kind]
            sign, shade = (marked, shades[point.kind]) if point.label else (other, dim)
            canvas.text(*grid.dot(point.across, point.score), sign, color=shade)
            taken.add(grid.cell(point))
    for point in reversed(chart.marked):
        for column, row in _room_for(point, grid, taken, chart):
            canvas.text(column * _DOTS[0], row * _DOTS[1], point.label)
            taken |= {(column + place, row) for place in range(-1, len(point.label) + 1)}
    rows = canvas.plot(linesep="\n").replace(_NO_DOTS, " ").split("\n")
    lines = [f" {_title(chart)}", "", *grid.framed(rows), *grid.titled(chart), "", *_legend(chart, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _title(chart: Chart) -> str:
    return f"{chart.title} · {chart.scale}" + (f" by {chart.axis.words}" if chart.axis.titled else "")


def _signs_of(chart: Chart) -> list[tuple[str, str]]:
    """Return the signs of each kind."""
    if not chart.all_kinds:
        return [_ALONE]
    return [*_SIGNS[: len(chart.kinds)], *((sign, sign) for sign in _PLAIN[: len(chart.plain)])]


def _legend(chart: Chart, width: int) -> Iterator[str]:
    """Say what the signs are, in lines of up to *width* columns."""
    axis = chart.axis
    signs = _signs_of(chart)
    if not chart.all_kinds:
        ((marked, other),) = signs
        entries = [f"{marked} {axis.marked}", f"{other} {axis.other}"]
    else:
        entries = [
            f"{''.join(dict.fromkeys(pair))} {name}"
            for pair, name in zip(signs, chart.all_kinds, strict=True)
        ]
        entries += [axis.filled] if chart.kinds else []
    line = ""
    for entry in entries:
        if line and len(line) + len(entry) + 3 > width:
            yield line
            line = ""
        line += f"{'  ' if line else ''} {entry}"
    yield line


def _canvas(columns: int, rows: int) -> Canvas:
    """Return a canvas whose coordinates are its dots."""
    try:
        from plotille import Canvas
    except ImportError:
        raise missing("plotille") from None
    return Canvas(columns, rows, 0, 0, columns * _DOTS[0], rows * _DOTS[1])


class _Grid:
    """Where scores stand among the columns and rows of characters."""

    def __init__(self, chart: Chart, width: int) -> None:
        self.first, self.last = chart.span(0.04)
        self.lowest, self.highest = _ticks.around_scores(*chart.scores, 0.1)
        width = max(width, _LEAST)
        self.rows = max(10, min(20, width // 4))
        self.scores = _ticks.of_scores(self.lowest, self.highest, self.rows // 3)
        self.margin = max(len(label) for _, label in self.scores) + 4
        self.columns = width - self.margin
        self.ticks = chart.axis.ticks(self.first, self.last, self.columns // 9)

    def dot(self, place: float, score: float) -> tuple[int, int]:
        """Return the dot that stands for a score at a place of the axis."""
        across = (place - self.first) / (self.last - self.first)
        upward = (score - self.lowest) / (self.highest - self.lowest)
        return round(across * (self.columns * _DOTS[0] - 1)), round(upward * (self.rows * _DOTS[1] - 1))

    def cell(self, point: Point) -> tuple[int, int]:
        """Return the column and row of the character in which a point is."""
        across, upward = self.dot(point.across, point.score)
        return across // _DOTS[0], upward // _DOTS[1]

    def framed(self, rows: list[str]) -> Iterator[str]:
        """Put axes to the left of the rows, which come from the top, and below them."""
        labels = {self.dot(self.first, score)[1] // _DOTS[1]: label for score, label in self.scores}
        for row, text in zip(reversed(range(self.rows)), rows, strict=True):
            label = labels.get(row, "")
            yield f"{label:>{self.margin - 2}} {'┤' if label else '│'}{text}"
        rule, below = ["─"] * self.columns, [" "] * (self.columns + self.margin)
        for place, label in self.ticks:
            column = self.dot(place, self.lowest)[0] // _DOTS[0]
            rule[column] = "┬"
            begin = max(0, min(self.margin + column - len(label) // 2, len(below) - len(label)))
            below[begin : begin + len(label)] = label
        yield f"{'└':>{self.margin}}{''.join(rule)}"
        yield "".join(below)

    def titled(self, chart: Chart) -> Iterator[str]:
        """Put the title of the axis below it, if it has one."""
        if chart.axis.titled:
            yield f"{'':{self.margin}}{chart.axis.words:^{self.columns}}"


def _cells_of(corners: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the characters through which the line of steps goes."""
    cells = set()
    for (left, start), (right, end) in pairwise(corners):
        for across in range(left, right + 1):
            for upward in range(min(start, end), max(start, end) + 1):
                cells.add((across // _DOTS[0], upward // _DOTS[1]))
    return cells


def _room_for(
    point: Point, grid: _Grid, taken: set[tuple[int, int]], chart: Chart
) -> Iterator[tuple[int, int]]:
    """Give the place where the label of a marked point begins, if there is one.

    A label with characters that are not one column wide has none.
    """
    from rich.cells import cell_len

    length = len(point.label)
    if cell_len(point.label) != length:
        return
    column, row = grid.cell(point)
    for better, away in _PLACES[: _NEAR if chart.all_kinds else None]:
        after = chart.axis.more_is_better == (away >= 0)
        begin = column + abs(away) if after else column - abs(away) - length + 1
        at = row + (better if chart.rising else -better)
        cells = {(begin + place, at) for place in range(-1, length + 1)}
        fits = begin >= 0 and begin + length <= grid.columns and 0 <= at < grid.rows
        if fits and cells.isdisjoint(taken - {(column, row)}):
            yield begin, at
            return
