"""The plot in a terminal: every score a point, the record a line of steps, with its holders."""

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
_RECORD, _SCORE = "◆", "•"
_GREEN, _DIM = "green", "bright_black"
_LEAST = 24
"""No plot is narrower, whatever the terminal."""

_NO_DOTS = "\N{BRAILLE PATTERN BLANK}"

_PLACES = ((1, 0), (0, -2), (2, 0), (1, 1), (-1, 2), (-2, 2), (0, 2))
"""Where a label may stand, the best first: lines towards better scores, and columns from
the record to the end of the label (if they are 0 or less) or to its beginning."""


def draw(chart: Chart, *, width: int, color: bool) -> str:
    """Return the plot within *width* columns; with *color*, codes for a terminal.

    Where there is no room for the name of a record, it is left out.

    Raises:
        LeaderboardError: plotille is not installed.
    """
    grid = _Grid(chart, width)
    canvas = _canvas(grid.columns, grid.rows)
    line, dim = (_GREEN, _DIM) if color else (None, None)
    corners = [grid.dot(month, score) for month, score in chart.steps(grid.last)]
    for start, end in pairwise(corners):
        canvas.line(*start, *end, color=line)
    taken = _cells_of(corners)
    for points, sign, shade in ((chart.others, _SCORE, dim), (chart.records, _RECORD, line)):
        for point in points:
            canvas.text(*grid.dot(point.month, point.score), sign, color=shade)
            taken.add(grid.cell(point))
    for point in reversed(chart.records):
        for column, row in _room_for(point, grid, taken, rising=chart.rising):
            canvas.text(column * _DOTS[0], row * _DOTS[1], point.label)
            taken |= {(column + place, row) for place in range(-1, len(point.label) + 1)}
    rows = canvas.plot(linesep="\n").replace(_NO_DOTS, " ").split("\n")
    legend = f"{_RECORD} record   {_SCORE} other score"
    lines = [f" {chart.title} · {chart.scale}", "", *grid.framed(rows), "", f" {legend}"]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _canvas(columns: int, rows: int) -> Canvas:
    """Return a canvas whose coordinates are its dots."""
    try:
        from plotille import Canvas
    except ImportError:
        raise missing("plotille") from None
    return Canvas(columns, rows, 0, 0, columns * _DOTS[0], rows * _DOTS[1])


class _Grid:
    """Where months and scores stand among the columns and rows of characters."""

    def __init__(self, chart: Chart, width: int) -> None:
        self.first, self.last = _ticks.around_months(*chart.months, 0.04)
        self.lowest, self.highest = _ticks.around_scores(*chart.scores, 0.1)
        width = max(width, _LEAST)
        self.rows = max(10, min(20, width // 4))
        self.scores = _ticks.of_scores(self.lowest, self.highest, self.rows // 3)
        self.margin = max(len(label) for _, label in self.scores) + 4
        self.columns = width - self.margin
        self.months = _ticks.of_months(self.first, self.last, self.columns // 9)

    def dot(self, month: float, score: float) -> tuple[int, int]:
        """Return the dot that stands for a score in a month."""
        across = (month - self.first) / (self.last - self.first)
        upward = (score - self.lowest) / (self.highest - self.lowest)
        return round(across * (self.columns * _DOTS[0] - 1)), round(upward * (self.rows * _DOTS[1] - 1))

    def cell(self, point: Point) -> tuple[int, int]:
        """Return the column and row of the character in which a point is."""
        across, upward = self.dot(point.month, point.score)
        return across // _DOTS[0], upward // _DOTS[1]

    def framed(self, rows: list[str]) -> Iterator[str]:
        """Put axes to the left of the rows, which come from the top, and below them."""
        labels = {self.dot(self.first, score)[1] // _DOTS[1]: label for score, label in self.scores}
        for row, text in zip(reversed(range(self.rows)), rows, strict=True):
            label = labels.get(row, "")
            yield f"{label:>{self.margin - 2}} {'┤' if label else '│'}{text}"
        rule, below = ["─"] * self.columns, [" "] * (self.columns + self.margin)
        for month, label in self.months:
            column = self.dot(month, self.lowest)[0] // _DOTS[0]
            rule[column] = "┬"
            begin = max(0, min(self.margin + column - len(label) // 2, len(below) - len(label)))
            below[begin : begin + len(label)] = label
        yield f"{'└':>{self.margin}}{''.join(rule)}"
        yield "".join(below)


def _cells_of(corners: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the characters through which the line of steps goes."""
    cells = set()
    for (left, start), (right, end) in pairwise(corners):
        for across in range(left, right + 1):
            for upward in range(min(start, end), max(start, end) + 1):
                cells.add((across // _DOTS[0], upward // _DOTS[1]))
    return cells


def _room_for(
    point: Point, grid: _Grid, taken: set[tuple[int, int]], *, rising: bool
) -> Iterator[tuple[int, int]]:
    """Give the place where the label of a record begins, if there is one.

    A label with characters that are not one column wide has none.
    """
    from rich.cells import cell_len

    length = len(point.label)
    if cell_len(point.label) != length:
        return
    column, row = grid.cell(point)
    for better, beside in _PLACES:
        begin = column + beside - (length - 1 if beside <= 0 else 0)
        at = row + (better if rising else -better)
        cells = {(begin + place, at) for place in range(-1, length + 1)}
        fits = begin >= 0 and begin + length <= grid.columns and 0 <= at < grid.rows
        if fits and cells.isdisjoint(taken - {(column, row)}):
            yield begin, at
            return
