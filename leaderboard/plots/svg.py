"""The plot as a picture for the web: SVG, written without a library.

A picture is light or dark as the page or the system is, and needs nothing from elsewhere. What is
marked has its name beside it, or a number that is explained below. Every point says all that is
known of it where somebody points at it or touches it, and the marked ones also where somebody
walks over them with the Tab key.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board import trust
from leaderboard.plots import _drawing, _ticks
from leaderboard.plots._drawing import STYLE, element, group, line_of_text, number
from leaderboard.plots._room import DOT, LINE, Box, Room, around, spots
from leaderboard.plots._text import cut, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaderboard.plots import Chart, Point

__all__ = ["NARROW", "STYLE", "SUFFIX", "WIDE", "Size", "document", "picture", "spark", "was_made_here"]

SUFFIX = ".svg"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by leaderboard -->\n'


class Size(NamedTuple):
    """The width and the height of a picture, in pixels."""

    width: float
    height: float


WIDE = Size(960, 480)
NARROW = Size(360, 400)
"""For a screen, and for a phone."""
_CARD = Size(120, 28)

_EDGE = 16.0
_TITLE, _SMALL = 18.0, 11.0
_SIZE = _drawing.SIZE
_LINE_HEIGHT = 18.0
_BELOW, _BELOW_TITLED = 24.0, 46.0
"""What the labels of the axis take, without its title and with it."""
_LEAST_HEIGHT = 160.0
"""Of the room between the axes: a picture becomes higher than asked for, if need be."""
_MOST_NAMED = 400
"""If there are more points that are not marked, these are only drawn."""

_CIRCLE = "m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"
_CROSS = "m-{r}-{r}l{d} {d}m0-{d}l-{d} {d}"
_SHAPES = (
    _CIRCLE,
    "m-{r}-{r}h{d}v{d}h-{d}z",
    "m0-{r}l{r} {d}h-{d}z",
    "m0-{q}l{q} {q}l-{q} {q}l-{q}-{q}z",
    "m0 {r}l-{r}-{d}h{d}z",
    "m-{t}-{r}h{u}v{u}h{u}v{u}h-{u}v{u}h-{u}v-{u}h-{u}v-{u}h{u}z",
)
_PLAIN = (_CROSS, _CIRCLE)
_DASHES = (None, "7 3", "7 2 2 2", "2 2", "11 3 3 3", "4 2")
"""Shapes of points by their kinds, and of those that are plain; how their lines are broken."""


def document(chart: Chart, size: Size = WIDE) -> bytes:
    """Return a picture as a file; the same chart gives the same bytes."""
    return f"{_HEADER}{picture(chart, size)}\n".encode()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a picture that this program made."""
    return content.replace(b"\r\n", b"\n").startswith(_HEADER.encode())


def picture(chart: Chart, size: Size = WIDE) -> str:
    """Draw a chart as an ``<svg>`` element, for a page or a file.

    It is as wide as asked for, and higher where what is marked needs a key below. All text is within
    it and, by widths that are estimated, no label meets another.
    """
    return _Picture(chart, size).draw()


def spark(chart: Chart, size: Size = _CARD) -> str:
    """Draw the line of what is marked as a small ``<svg>`` element, in the color of the text around.

    It has no text and says nothing to those who have pages read to them: a card has the record in words.
    """
    corners = chart.lines.get(0) or [(point.across, point.score) for point in chart.marked[:1]]
    edge = 3.0
    first, lowest = (min(values) for values in zip(*corners, strict=True)) if corners else (0.0, 0.0)
    last, highest = (max(values) for values in zip(*corners, strict=True)) if corners else (0.0, 0.0)

    def at(place: float, score: float) -> str:
        across = (place - first) / ((last - first) or 1)
        upward = (score - lowest) / (highest - lowest) if highest > lowest else 0.5
        left = edge + across * (size.width - 2 * edge)
        return f"{number(left)} {number(size.height - edge - upward * (size.height - 2 * edge))}"

    drawn = []
    if corners:
        line = "L".join(at(*corner) for corner in corners)
        drawn.append(element("path", d=f"M{line}", stroke_width="1.5"))
        drawn.append(element("path", d=f"M{at(*corners[-1])}h0", stroke_width="5", stroke_linecap="round"))
    return element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_="lb-spark",
        aria_hidden="true",
        viewBox=f"0 0 {number(size.width)} {number(size.height)}",
        width=size.width,
        height=size.height,
        fill="none",
        stroke="currentColor",
    )


class _Label(NamedTuple):
    """A text and its rectangle, which is upward, and the place of its point, which it may be led to."""

    text: str
    box: Box
    size: float
    at: tuple[float, float]
    has_lead: bool


class _Picture:
    """A chart as it is laid out in a picture."""

    def __init__(self, chart: Chart, size: Size) -> None:
        self.chart, self.size = chart, size
        self.head, top = _head(chart, size.width)
        axis = chart.axis
        self.lowest, self.highest = _ticks.around_scores(*chart.scores, 0.1)
        self.below = _BELOW_TITLED if axis.titled else _BELOW
        top += 18 if axis.titled else 0
        bottom = max(size.height - _EDGE - self.below, top + _LEAST_HEIGHT)
        self.scores = _ticks.of_scores(self.lowest, self.highest, max(2, int((bottom - top) / 50)))
        left = _EDGE + max((width(label, _SIZE) for _, label in self.scores), default=0.0) + 8
        self.frame = Box(left, bottom, max(size.width - _EDGE, left + _EDGE), top)
        """Downward: its bottom has the larger number."""
        self.first, self.last = chart.span(0.035)
        self.ticks = axis.ticks(self.first, self.last, max(2, int((self.frame.right - left) / 72)))
        self.places = [self.at(point.across, point.score) for point in chart.points]

    def at(self, place: float, score: float) -> tuple[float, float]:
        """Return where a score stands, from the left and from the top."""
        frame = self.frame
        across = (place - self.first) / (self.last - self.first)
        upward = (score - self.lowest) / (self.highest - self.lowest)
        return (
            frame.left + across * (frame.right - frame.left),
            frame.bottom - upward * (frame.bottom - frame.top),
        )

    def draw(self) -> str:
        """Return the picture."""
        names, numbers, faint, numbered = self.labels()
        key, end = _key(numbered, self.size.width, self.frame.bottom + self.below)
        notes, end = _notes(self.chart, self.size.width, end)
        return _drawing.svg(
            self.size.width,
            max(self.size.height, end + _EDGE),
            self.chart.title,
            _description(self.chart),
            group(
                *self.head,
                *self.axes(),
                *self.lines(),
                *self.dots(),
                _leads([*names, *numbers]),
                group(*_texts(faint), color="faint", class_="halo", **_drawing.HALO),
                group(*_texts(numbers), color="ink", class_="halo", font_weight="bold", **_drawing.HALO),
                group(*_texts(names), color="ink", class_="halo", **_drawing.HALO),
                *key,
                *notes,
                aria_hidden="true",
            ),
            group(*self.hits(), class_="hits", opacity="0", pointer_events="all", color="ink"),
        )

    def axes(self) -> Iterator[str]:
        """Give the rules and the labels of both axes."""
        left, bottom, right, top = self.frame
        rules = [
            f"M{number(left)} {number(self.at(0, score)[1])}H{number(right)}" for score, _ in self.scores
        ]
        ticks = [f"M{number(self.at(place, 0)[0])} {number(bottom)}v5" for place, _ in self.ticks]
        line = f"M{number(left)} {number(bottom)}H{number(right)}"
        yield group(element("path", d="".join(rules), stroke="currentColor"), color="rule")
        texts = [
            line_of_text(label, left - 8, self.at(0, score)[1] + 4.5, text_anchor="end")
            for score, label in self.scores
        ]
        end = 0.0
        for place, label in self.ticks:
            half = width(label, _SIZE) / 2
            middle = min(max(self.at(place, 0)[0], half), self.size.width - half)
            if middle - half > end:
                texts.append(line_of_text(label, middle, bottom + 20, text_anchor="middle"))
                end = middle + half + 6
        if self.chart.axis.titled:
            room = self.size.width - 2 * _EDGE
            words = cut(self.chart.axis.words, _SIZE, room)
            texts.append(line_of_text(words, right, bottom + 42, text_anchor="end"))
            texts.append(line_of_text(cut(self.chart.scale, _SIZE, room), _EDGE, top - 10))
        path = element("path", d="".join([line, *ticks]), stroke="currentColor")
        yield group(path, *texts, color="faint")

    def lines(self) -> Iterator[str]:
        """Give the lines of steps."""
        for kind, corners in self.chart.lines.items():
            path = "L".join(" ".join(map(number, self.at(*corner))) for corner in corners)
            line = element(
                "path",
                d=f"M{path}",
                fill="none",
                stroke="currentColor",
                stroke_width=1.6 if self.chart.all_kinds else 2.2,
                stroke_dasharray=_DASHES[kind],
            )
            yield group(line, color=f"kind{kind}")

    def dots(self) -> Iterator[str]:
        """Give the points, all of a kind as one path, those that are marked above the others."""
        chart = self.chart
        kinds = [*enumerate(_SHAPES[: max(1, len(chart.kinds))])]
        plain = [*enumerate(_PLAIN[: len(chart.plain)], len(chart.kinds))]
        for kind, shape in plain:
            yield self._dots(kind, shape, marked=False, color="faint", is_open=shape is _CROSS)
        for kind, shape in kinds:
            color = f"kind{kind}" if chart.all_kinds else "other"
            yield self._dots(kind, shape, marked=False, color=color, is_open=bool(chart.all_kinds))
        signs = {
            (place[0] // 4, place[1] // 4): line_of_text(point.signs, place[0] + 4, place[1] - 4)
            for point, place in zip(chart.points, self.places, strict=True)
            if point.signs and not point.label
        }
        yield group(*signs.values(), color="faint", font_size=_SMALL)
        for kind, shape in kinds:
            yield self._dots(kind, shape, marked=True, color=f"kind{kind}", is_open=False)

    def _dots(self, kind: int, shape: str, *, marked: bool, color: str, is_open: bool) -> str:
        places = {
            f"M{number(place[0])} {number(place[1])}": None
            for point, place in zip(self.chart.points, self.places, strict=True)
            if point.kind == kind and bool(point.label) == marked
        }
        if not places:
            return ""
        one = _shape(shape, 5.5 if marked else 4.0)
        path = element(
            "path",
            d="".join(f"{place}{one}" for place in places),
            class_=None if is_open else "halo",
            fill="none" if is_open else None,
            stroke="currentColor" if is_open else _drawing.GROUND.light,
            stroke_width=None if is_open else 1.2,
        )
        return group(path, color=color)

    def hits(self) -> Iterator[str]:
        """Give a ring around every point, which can be pointed at or focused, with what is said of it."""
        pairs = list(zip(self.chart.points, self.places, strict=True))
        others = [pair for pair in pairs if not pair[0].label]
        for point, place in others if len(others) <= _MOST_NAMED else []:
            yield group(*self._hit(point, place), class_="hit", tabindex="-1", aria_hidden="true")
        for point, place in (pair for pair in pairs if pair[0].label):
            yield group(
                *self._hit(point, place), class_="hit", tabindex="0", role="img", aria_label=_about(point)
            )

    def _hit(self, point: Point, place: tuple[float, float]) -> tuple[str, str]:
        shown = cut(_about(point), _SIZE, self.size.width - 2 * _EDGE)
        half = width(shown, _SIZE) / 2
        middle = min(max(place[0], _EDGE + half), self.size.width - _EDGE - half)
        baseline = place[1] + (26 if place[1] < self.frame.top + 24 else -14)
        ring = element("circle", cx=place[0], cy=place[1], r=9.0, fill="none")
        return ring, line_of_text(shown, middle, baseline)

    def labels(self) -> tuple[list[_Label], list[_Label], list[_Label], list[tuple[int, Point]]]:
        """Find places for what is written between the axes.

        Returns the names of marked points, numbers for those whose names have no room, other names,
        and the points that have a number. Some numbers have no room either.
        """
        chart = self.chart
        room = self._room()
        pairs = list(zip(chart.points, self.places, strict=True))
        marked = [pair for pair in pairs if pair[0].label]
        names, lacking = {}, []
        for place, (point, at) in (
            reversed([*enumerate(marked)]) if chart.until is not None else enumerate(marked)
        ):
            if label := self._placed(point, point.label, _SIZE, at, room):
                names[place] = label
            else:
                lacking.append(place)
        numbers, numbered = [], []
        for count, place in enumerate(sorted(lacking), 1):
            point, at = marked[place]
            numbered.append((count, point))
            if label := self._placed(point, f"{count}", _SMALL, at, room):
                numbers.append(label)
        others = [pair for pair in pairs if pair[0].name and not pair[0].label]
        faint = [
            label
            for point, at in others[:_MOST_NAMED]
            if (label := self._placed(point, point.name, _SMALL, at, room))
        ]
        return list(names.values()), numbers, faint, numbered

    def _room(self) -> Room:
        """Return the room between the axes, with what is drawn there."""
        frame = self.frame
        lines = [[_upward(self.at(*corner)) for corner in line] for line in self.chart.lines.values()]
        dots = {Box(*map(round, around([_upward(at)], DOT))): None for at in self.places}
        signs = {
            Box(
                *map(round, (at[0] + 3, -at[1] + 2, at[0] + 4 + width(point.signs, _SMALL), -at[1] + 14))
            ): None
            for point, at in zip(self.chart.points, self.places, strict=True)
            if point.signs and not point.label
        }
        return Room(
            Box(frame.left, -frame.bottom, frame.right, -frame.top),
            [around(ends, LINE) for corners in lines for ends in pairwise(corners)],
            [*dots, *signs],
            crossing=self.chart.axis.every_name,
        )

    def _placed(
        self, point: Point, text: str, size: float, at: tuple[float, float], room: Room
    ) -> _Label | None:
        begin = _upward(at)
        found = spots(begin, width(text, size), size * 1.2, self.chart, is_marked=bool(point.label))
        spot, has_lead = room.take(begin, found)
        return None if spot is None else _Label(text, spot, size, begin, has_lead)


def _upward(at: tuple[float, float]) -> tuple[float, float]:
    return at[0], -at[1]


def _about(point: Point) -> str:
    return point.about or point.label or point.name


def _leads(labels: Iterable[_Label]) -> str:
    """Return the thin lines from points to labels that stand apart."""
    path = []
    for label in labels:
        if label.has_lead:
            near = label.box.nearest(*label.at)
            path.append(f"M{number(label.at[0])} {number(-label.at[1])}L{number(near[0])} {number(-near[1])}")
    return group(
        element("path", d="".join(path), stroke="currentColor"), color="faint", stroke_width=0.8
    ) * bool(path)


def _texts(labels: Iterable[_Label]) -> Iterator[str]:
    for label in labels:
        box = label.box
        # Where a font is narrower than estimated, the end that is near the point stays there.
        is_before = box.right <= label.at[0]
        yield line_of_text(
            label.text,
            box.right if is_before else box.left,
            -box.bottom - 0.25 * label.size,
            text_anchor="end" if is_before else None,
            font_size=None if label.size == _SIZE else label.size,
        )


def _head(chart: Chart, room: float) -> tuple[list[str], float]:
    """Return the title and the legend, and how far down they reach."""
    found, top = [], _EDGE
    titles = []
    for line in wrapped(chart.title, _TITLE, room - 2 * _EDGE, bold=True):
        top += _TITLE * 1.2
        titles.append(line_of_text(line, _EDGE, top - 4))
    found.append(group(*titles, color="ink", font_size=_TITLE, font_weight="bold"))
    left, top = _EDGE, top + 4
    words = []
    for color, shape, text in _legend(chart):
        sign = 14.0 if shape else 0.0
        lines = list(wrapped(text, _SIZE, room - 2 * _EDGE - sign))
        wide = sign + max(width(line, _SIZE) for line in lines)
        if left > _EDGE and left + wide > room - _EDGE:
            left, top = _EDGE, top + _LINE_HEIGHT
        if shape:
            dot = f"M{number(left + 5)} {number(top + 8)}{_shape(shape, 4.5)}"
            is_open = shape is _CROSS
            stroke = {"fill": "none", "stroke": "currentColor"} if is_open else {}
            found.append(group(element("path", d=dot, **stroke), color=color))
        for place, line in enumerate(lines):
            top += _LINE_HEIGHT if place else 0
            words.append(line_of_text(line, left + sign, top + 12.5))
        left += wide + 16
    found.append(group(*words, color="faint"))
    return found, top + _LINE_HEIGHT + 10


def _legend(chart: Chart) -> Iterator[tuple[str, str, str]]:
    """Give what stands below the title: a color and a shape, which may be empty, and words."""
    axis = chart.axis
    if not axis.titled:
        yield "", "", f"{chart.scale} by {axis.words}"
    if not chart.all_kinds:
        yield "kind0", _CIRCLE, axis.marked
        yield "other", _CIRCLE, axis.other
        return
    for kind, name in enumerate(chart.kinds):
        yield f"kind{kind}", _SHAPES[kind], name
    for shape, name in zip(_PLAIN, chart.plain, strict=False):
        yield "faint", shape, name
    if chart.kinds:
        yield "", "", axis.filled


def _key(numbered: list[tuple[int, Point]], room: float, top: float) -> tuple[list[str], float]:
    """Return what the numbers stand for, in columns, and how far down it reaches."""
    if not numbered:
        return [], top
    inner = room - 2 * _EDGE
    digits = width(f"{len(numbered)}", _SIZE) + 8
    wide = min(inner, digits + max(width(point.label, _SIZE) for _, point in numbered) + 20)
    columns = max(1, int((inner + 20) / wide))
    rows = -(-len(numbered) // columns)
    counts, names, end = [], [], top
    for column in range(columns):
        left, baseline = _EDGE + column * wide, top + 4
        for count, point in numbered[column * rows : (column + 1) * rows]:
            lines = list(wrapped(point.label, _SIZE, wide - digits))
            counts.append(
                line_of_text(f"{count}", left + digits - 8, baseline + _LINE_HEIGHT, text_anchor="end")
            )
            for line in lines:
                baseline += _LINE_HEIGHT
                names.append(line_of_text(line, left + digits, baseline))
        end = max(end, baseline + 4)
    return [group(*counts, color="ink", font_weight="bold"), group(*names, color="ink")], end


def _notes(chart: Chart, room: float, top: float) -> tuple[list[str], float]:
    """Return what the signs in the picture mean, and how far down it reaches."""
    lines = [
        line
        for sign in chart.signs
        for line in wrapped(f"{sign} {trust.SIGNS[sign]}", _SIZE, room - 2 * _EDGE)
    ]
    if not lines:
        return [], top
    texts = [line_of_text(line, _EDGE, top + 4 + place * _LINE_HEIGHT) for place, line in enumerate(lines, 1)]
    return [group(*texts, color="faint")], top + 8 + len(lines) * _LINE_HEIGHT


def _description(chart: Chart) -> str:
    """Say in words what is marked."""
    marked = "; ".join(map(_about, chart.marked))
    words = f"{chart.scale} by {chart.axis.words}, {len(chart.points)} points."
    return f"{words} {chart.axis.marked}: {marked}." if marked else words


def _shape(shape: str, radius: float) -> str:
    sizes = {"r": 1, "d": 2, "q": 1.25, "t": 1 / 3, "u": 2 / 3}
    return shape.format(**{name: number(share * radius) for name, share in sizes.items()})
