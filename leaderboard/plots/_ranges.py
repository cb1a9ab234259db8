"""Places as a picture: a row for each network, its place a point on the line of those that it could have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.plots import _drawing, _words
from leaderboard.plots._drawing import CIRCLE, EDGE, SIZE, element, group, line_of_text, number
from leaderboard.plots._text import width, wrapped
from leaderboard.plots._words import LINE_HEIGHT, Entry

if TYPE_CHECKING:
    from leaderboard.plots import Range, Ranges
    from leaderboard.plots._drawing import Size

_ROW, _BARE_ROW = 30.0, 24.0
"""The height of a row, and of one whose name stands above it."""
_LEAST_WIDTH = 260.0
"""If less is left for the places, names stand above them."""
_GAP = 16.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def draw(chart: Ranges, size: Size) -> str:
    """Draw places as an ``<svg>`` element; rows share the height that is asked for, if that is enough."""
    point = _drawing.shape(CIRCLE, 4.5)
    legend = [
        Entry("place", "kind0", point),
        Entry(chart.words, "kind0", "m-5-1.5h10v3h-10z"),
        Entry(f"{chart.scale} beside the name"),
    ]
    head, top = _words.head(chart.title, legend, size.width)
    columns = _Columns(chart, size.width)
    wished = (size.height - top - 24 - EDGE) / len(chart.rows)
    rules, texts, faint, bars, dots, bottom = [], [], [], [], [], top + 4
    for row in chart.rows:
        lines = list(wrapped(row.network, SIZE, columns.room))
        above = LINE_HEIGHT * (len(lines) - (0 if columns.stacked else 1))
        height = max(min(wished, 40) - above, _BARE_ROW if columns.stacked else _ROW)
        middle = bottom + above + height / 2
        baseline = bottom + 13 if columns.stacked else middle + 4.5 - above
        place = f"{row.place}{'=' * row.tied}"
        faint.append(line_of_text(place, columns.place, baseline, text_anchor="end"))
        for line in lines:
            texts.append(line_of_text(line, columns.name, baseline))
            baseline += LINE_HEIGHT
        baseline -= LINE_HEIGHT
        faint.append(line_of_text(row.score, columns.score, baseline, text_anchor="end"))
        if row.signs:
            faint.append(line_of_text(row.signs, columns.score + 1, baseline))
        best, at, worst = (columns.at(place) for place in (row.best, row.place, row.worst))
        if row.best < row.worst:
            bars.append(f"M{number(best)} {number(middle)}H{number(worst)}")
        dots.append(f"M{number(at)} {number(middle)}{point}")
        faint.append(line_of_text(_range(row), worst + 12, middle + 4.5))
        bottom += above + height
    end, labels = 0.0, []
    for tick in columns.ticks():
        left, half = columns.at(tick), width(f"{tick}", SIZE) / 2
        rules.append(f"M{number(left)} {number(top)}V{number(bottom)}")
        if left - half > end:
            labels.append(line_of_text(f"{tick}", left, bottom + 18, text_anchor="middle"))
            end = left + half + 6
    bar = element(
        "path",
        d="".join(bars),
        stroke="currentColor",
        stroke_width=3.0,
        stroke_opacity="0.55",
        stroke_linecap="round",
    )
    notes, reached = _words.notes(chart.notes, size.width, bottom + 24)
    spoken = "; ".join(
        f"{row.place} {row.network}, {_range(row)}, {row.score}{row.signs}" for row in chart.rows
    )
    return _drawing.svg(
        size.width,
        max(size.height, reached + EDGE),
        chart.title,
        f"Places, {chart.words}, and {chart.scale}: {spoken}.",
        group(
            *head,
            group(element("path", d="".join(rules), stroke="currentColor"), color="rule"),
            group(*labels, *faint, color="faint"),
            group(*texts, color="ink"),
            group(bar, element("path", d="".join(dots)), color="kind0"),
            *notes,
            aria_hidden="true",
        ),
    )


def _range(row: Range) -> str:
    return f"{row.best}–{row.worst}" if row.best < row.worst else f"{row.place}"


class _Columns:
    """From the left: where places end, where names begin and scores end, and how places stand across."""

    def __init__(self, chart: Ranges, room: float) -> None:
        rows = chart.rows
        self.last = max(row.worst for row in rows)
        self.place = EDGE + max(width(f"{row.place}{'=' * row.tied}", SIZE) for row in rows)
        self.name = self.place + 8
        names = max(width(row.network, SIZE) for row in rows)
        scores = max(width(row.score, SIZE) for row in rows)
        ranges = max(width(_range(row), SIZE) for row in rows)
        right = room - EDGE - ranges - 12
        signs = max(width(row.signs, SIZE) for row in rows)
        self.stacked = right - (self.name + names + scores + signs + 2 * _GAP) < _LEAST_WIDTH
        self.score = room - EDGE - signs if self.stacked else self.name + names + _GAP + scores
        self.room = max(self.score - scores - _GAP - self.name, SIZE)
        self.edges = (EDGE + 8 if self.stacked else self.score + signs + _GAP + 8, right)

    def at(self, place: int) -> float:
        """Return where a place is, from the left."""
        left, right = self.edges
        return left + (place - 1) / max(self.last - 1, 1) * (right - left)

    def ticks(self) -> list[int]:
        """Return the places that are labelled: the first, and round ones."""
        left, right = self.edges
        most = max(2, int((right - left) / 40))
        step = next((step for step in _STEPS if self.last / step <= most), _STEPS[-1])
        return [1, *(place for place in range(step, self.last + 1, step) if place > 1)]
