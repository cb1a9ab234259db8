"""Rows as a picture: where everything in it stands, and the SVG of that.

From the left, a row has its place, its name, its numbers as texts and, on an axis, as points. Numbers
that are texts cannot cover each other, however near to each other the points are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.plots import _drawing, _words
from leaderboard.plots._drawing import EDGE, SIZE, Size, element, group, number
from leaderboard.plots._room import Box
from leaderboard.plots._shapes import BAR, CIRCLE, KINDS
from leaderboard.plots._text import width, wrapped
from leaderboard.plots._words import LINE_HEIGHT, Entry, Item, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaderboard.plots import Mark, Row, Rows

_ROW, _USUAL, _MOST = 20.0, 28.0, 40.0
"""The least height of a row, that where no height is asked for, and the most. Rows share the height
that is asked for."""
_APART, _MOST_APART = 9.0, 36.0
"""From the point of one kind to that of the next in the same row, if they are near to each other, and
from the first to the last of them."""
_NEAR = 14.0
_LEAST_WIDTH = 180.0
"""If less is left for the points, names stand above them."""
_MOST_NAME = 0.36
"""The share of the width that names take at most; longer ones are broken into lines."""
_GAP = 16.0
_BELOW, _BELOW_TITLED = 28.0, 46.0
"""What the labels of an axis take, without its scale and with it."""
_BETWEEN = 60.0
"""The least distance of two labels of an axis."""
RADIUS = 4.5


class Dot(NamedTuple):
    """A point: its number on the axis, how far down it is, its kind, and the ends of its line."""

    at: float
    middle: float
    kind: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one scale, and the room between its axes, whose bottom has the larger number."""

    frame: Box
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]
    middles: tuple[float, ...]
    """How far down the middle of each row is."""
    dots: tuple[Dot, ...]
    spans: tuple[tuple[float, float, float], ...]
    """From the first to the last point of a row that has several, and how far down that is."""

    def at(self, value: float) -> float:
        """Return where a number stands, from the left."""
        left, _, right, _ = self.frame
        return left + (value - self.first) / (self.last - self.first) * (right - left)


@dataclass(slots=True)
class Layout:
    """Where everything stands in a picture of this *size*."""

    size: Size
    end: float = 0.0
    """How far down what there is reaches."""
    items: list[Item] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def layout(chart: Rows, size: Size) -> Layout:
    """Say where everything stands; the picture is as wide as asked for, and as high at least."""
    found = Layout(size)
    head, top = _words.head(chart.title, _legend(chart), size.width)
    found.items += head
    columns = _Columns(chart, size.width)
    titled = len(chart.scales) > 1
    below = _BELOW_TITLED if titled else _BELOW
    notes, end = _words.notes(chart.notes, chart.caption, size.width, 0.0)
    wished = (size.height - top - EDGE - end - (4 + below) * len(chart.scales)) / len(chart.rows)
    for scale, rows in groupby(chart.rows, lambda row: row.scale):
        top = _add(found, chart, columns, list(rows), (top, wished))
        if titled:
            found.items.append(Text(scale, columns.right, top + 38, "faint", anchor="end"))
        top += below
    found.items += (note._replace(baseline=note.baseline + top) for note in notes if isinstance(note, Text))
    found.end = top + end + EDGE
    found.size = Size(size.width, max(size.height, found.end))
    return found


def _add(
    found: Layout, chart: Rows, columns: _Columns, rows: Sequence[Row], room: tuple[float, float]
) -> float:
    """Add the rows of one scale below what is there, and return how far down they reach."""
    top, wished = room
    numbers = [number for row in rows for mark in row.marks for number in (mark.low, mark.high)]
    first, last = chart.around(min(numbers), max(numbers), 0.05)
    ticks = chart.ticks(first, last, max(2, int((columns.right - columns.left) / _BETWEEN)))
    frame = Box(columns.left, top, columns.right, top)
    block = Block(frame, first, last, tuple(ticks), (), (), ())
    dots: list[Dot] = []
    spans, middles = [], []
    bottom = top + 4
    for row in rows:
        height, middle = columns.write(found, row, bottom, wished)
        middles.append(middle)
        those = _dots(row, middle, block)
        dots += those
        if len(row.marks) > 1:
            spans.append((min(dot.at for dot in those), max(dot.at for dot in those), middle))
        if row.behind:
            end = max(block.at(mark.high) for mark in row.marks)
            found.items.append(Text(row.behind, end + 12, middle + 4.5, "faint", halo=True))
        bottom += height
    frame = Box(columns.left, bottom, columns.right, top)
    found.blocks.append(Block(frame, first, last, tuple(ticks), tuple(middles), tuple(dots), tuple(spans)))
    end = 0.0
    for value, label in ticks:
        middle, half = block.at(value), width(label, SIZE) / 2
        if middle - half > end and middle + half < found.size.width:
            found.items.append(Text(label, middle, bottom + 18, "faint", anchor="middle"))
            end = middle + half + 6
    return bottom


def _dots(row: Row, middle: float, block: Block) -> list[Dot]:
    """Place the points of a row: those of several kinds one below the other where they are near."""
    marks = sorted(row.marks, key=lambda mark: mark.at)
    places = [block.at(mark.at) for mark in marks]
    near = any(after - before < _NEAR for before, after in pairwise(places))
    near |= len(marks) > 1 and any(mark.low < mark.high for mark in marks)
    steps = {mark.kind: step for step, mark in enumerate(sorted(marks, key=lambda mark: mark.kind))}
    shift = _apart(len(marks)) if near else 0.0
    return [
        Dot(
            mark.at,
            middle + (steps[mark.kind] - (len(marks) - 1) / 2) * shift,
            mark.kind,
            mark.low,
            mark.high,
        )
        for mark in marks
    ]


def natural(chart: Rows, width: float) -> Size:
    """Return the size that rows take where nobody asks for one: while they are few, each has some room."""
    least, rows = layout(chart, Size(width, 0)).size.height, len(chart.rows)
    wished = max(least + (_USUAL - _ROW) * rows, min(least + (_MOST - _ROW) * rows, width / 2))
    return Size(width, layout(chart, Size(width, wished)).end)


def _apart(number: int) -> float:
    """Return how far points in a row are apart, of which there are so many."""
    return min(_APART, _MOST_APART / max(number, 1))


class _Columns:
    """From the left: where places end, where names and numbers begin, and where the axis is."""

    def __init__(self, chart: Rows, room: float) -> None:
        rows = chart.rows
        places = max(width(row.place, SIZE) for row in rows)
        self.place = EDGE + places
        self.name = self.place + (8 if places else 0)
        names = max(width(row.name, SIZE, bold=_is_first(row)) for row in rows) + 1
        names = min(names, _MOST_NAME * room)
        self.numbers = [
            _Numbers([mark for row in rows for mark in row.marks if mark.kind == kind])
            for kind in range(max(1, len(chart.kinds)))
        ]
        self.wide = sum(one.wide + _GAP for one in self.numbers)
        behind = max(width(row.behind, SIZE) for row in rows)
        self.right = room - EDGE - 8 - (behind + 12 if behind else 0)
        self.stacked = self.right - (self.name + names + self.wide + 2 * _GAP) < _LEAST_WIDTH
        self.begin = room - EDGE - self.wide + _GAP if self.stacked else self.name + names + _GAP
        self.left = EDGE + 8 if self.stacked else self.begin + self.wide + 8
        self.room = max(self.begin - _GAP - self.name, 4 * SIZE) if self.stacked else names
        self.many = len(chart.kinds)

    def write(self, found: Layout, row: Row, top: float, wished: float) -> tuple[float, float]:
        """Write the texts of a row below *top*; return its height, and how far down its points are."""
        bold = _is_first(row)
        lines = list(wrapped(row.name, SIZE, self.room, bold=bold))
        above = LINE_HEIGHT * (len(lines) - (0 if self.stacked else 1))
        least = max(_ROW, _apart(self.many) * (self.many - 1) + 2 * RADIUS + 8) if self.many else _ROW
        height = max(min(wished, _MOST) - above, least)
        middle = top + above + height / 2
        baseline = top + 13 if self.stacked else middle + 4.5 - above
        if row.place:
            found.items.append(
                Text(row.place, self.place, baseline, "faint", anchor="end", bold=bold, halo=True)
            )
        for line in lines:
            found.items.append(Text(line, self.name, baseline, bold=bold, halo=True))
            baseline += LINE_HEIGHT
        left = self.begin
        for kind, numbers in enumerate(self.numbers):
            for mark in row.marks:
                if mark.kind == kind:
                    found.items.append(numbers.write(mark, left, baseline - LINE_HEIGHT))
            left += numbers.wide + _GAP
        return above + height, middle


def _is_first(row: Row) -> bool:
    return row.place in {"1", "1="}


class _Numbers:
    """A column of numbers, whose decimal points stand below each other; signs stand behind them."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        parts = [_parts(mark) for mark in marks]
        self.before = max((before for before, _ in parts), default=0.0)
        self.wide = self.before + max((after for _, after in parts), default=0.0)

    def write(self, mark: Mark, left: float, baseline: float) -> Text:
        """Return the text of a number."""
        begin = left + self.before - _parts(mark)[0]
        color = "ink" if mark.best else "faint"
        return Text(f"{mark.text}{mark.signs}", begin, baseline, color, bold=mark.best, halo=True)


def _parts(mark: Mark) -> tuple[float, float]:
    """Return how wide a number is before its decimal point, and from there on."""
    whole = len(mark.text) - len(mark.text.lstrip("-−0123456789"))
    text = f"{mark.text}{mark.signs}"
    before, after = (width(part, SIZE, bold=mark.best) for part in (text[:whole], text[whole:]))
    return before, after


def _legend(chart: Rows) -> Iterator[Entry]:
    """Give what stands below the title: what is measured, and what the points and lines are."""
    if len(chart.scales) == 1:
        yield Entry(chart.scales[0], *(() if chart.kinds else ("kind0", CIRCLE)))
    yield from (Entry(name, f"kind{kind}", KINDS[kind]) for kind, name in enumerate(chart.kinds))
    if chart.line:
        yield Entry(chart.line, "faint" if chart.kinds else "kind0", BAR)
    if chart.beside:
        yield Entry(f"{chart.beside} beside the name")


def draw(chart: Rows, size: Size) -> str:
    """Draw rows as an ``<svg>`` element."""
    found = layout(chart, size)
    drawn = [part for block in found.blocks for part in _drawn(block)]
    return _drawing.svg(
        found.size.width,
        found.size.height,
        chart.title,
        _description(chart),
        group(*drawn, *_words.elements(found.items), aria_hidden="true"),
    )


def _drawn(block: Block) -> Iterator[str]:
    left, bottom, right, top = block.frame
    rules = "".join(f"M{number(block.at(value))} {number(top)}V{number(bottom)}" for value, _ in block.ticks)
    rules += "".join(f"M{number(left)} {number(middle)}H{number(right)}" for middle in block.middles)
    yield group(element("path", d=rules, stroke="currentColor"), color="rule")
    spans = _lines(block, block.spans)
    if spans:
        yield group(element("path", d=spans, stroke="currentColor", stroke_width=1.5), color="other")
    for kind in sorted({dot.kind for dot in block.dots}):
        dots = [dot for dot in block.dots if dot.kind == kind]
        lines = _lines(block, [(dot.low, dot.high, dot.middle) for dot in dots if dot.low < dot.high])
        shape = _drawing.shape(KINDS[kind].path, RADIUS)
        points = "".join(f"M{number(block.at(dot.at))} {number(dot.middle)}{shape}" for dot in dots)
        bars = [
            element(
                "path",
                d=lines,
                stroke="currentColor",
                stroke_width=3.0,
                stroke_opacity="0.55",
                stroke_linecap="round",
            )
        ] * bool(lines)
        yield group(*bars, element("path", d=points), color=f"kind{kind}")


def _lines(block: Block, lines: Iterable[tuple[float, float, float]]) -> str:
    return "".join(
        f"M{number(block.at(low))} {number(middle)}H{number(block.at(high))}" for low, high, middle in lines
    )


def _description(chart: Rows) -> str:
    """Say all rows in words."""
    spoken = []
    for row in chart.rows:
        numbers = ", ".join(
            " ".join(
                filter(None, [chart.kinds[mark.kind] if chart.kinds else "", f"{mark.text}{mark.signs}"])
            )
            for mark in row.marks
        )
        name = " ".join(filter(None, [row.place, row.name]))
        spoken.append(", ".join(filter(None, [name, row.behind, numbers])))
    about = " and ".join(filter(None, [*chart.scales, chart.beside, chart.line]))
    return f"{about}: {'; '.join(spoken)}."
