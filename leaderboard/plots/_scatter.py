"""A chart as a picture: points, a line through those that are marked, and their names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from leaderboard.plots import _drawing, _ticks, _words, meanings
from leaderboard.plots._colors import GROUND
from leaderboard.plots._drawing import EDGE, SIZE, SMALL, Size, element, group, line_of_text, number
from leaderboard.plots._room import DOT, LINE, Box, Room, around, spots
from leaderboard.plots._shapes import DASHES, KINDS, PLAIN
from leaderboard.plots._text import cut, width, wrapped
from leaderboard.plots._words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leaderboard.plots import Chart, Panels, Point
    from leaderboard.plots._shapes import Shape
    from leaderboard.plots._words import Item

_BELOW, _BELOW_TITLED = 24.0, 46.0
"""What the labels of the axis take, without its title and with it."""
_LEAST_HEIGHT = 220.0
"""Of the room between the axes: a picture becomes higher than asked for, if need be."""
_LEAST_PANEL, _PANEL_HEIGHT, _BETWEEN = 340.0, 300.0, 8.0
"""The least width and the height of one of several charts side by side, and the gap between two rows."""
_ATTEMPTS = 5
"""After so many, all that is marked has a number."""
_MOST_LABELLED = 60
"""If more are marked, all of them have a number from the beginning."""
_NEAREST = 30
"""So many places are tried for a number first, which far from its point needs a lead."""
_HEADROOM = 44.0
"""Free room beyond the best score, for names."""
_MOST_NAMED = 400
"""If there are more points that are not marked, these are only drawn."""
_GRID = 3.0
"""So near to each other, in pixels, very many points are one."""
_MARKED, _OTHER = 5.5, 4.0
"""The radius of points."""


def draw(chart: Chart, size: Size) -> str:
    """Draw a chart as an ``<svg>`` element."""
    head = _words.head(chart.title, _words.legend(chart), size.width)
    _, after = _words.notes(chart.meanings, chart.caption, size.width, 0.0)
    picture = _Picture(chart, size, *head, after=after)
    content, end = picture.content()
    notes, end = _words.notes(chart.meanings, chart.caption, size.width, end)
    return _drawing.svg(
        size.width,
        max(size.height, end + EDGE),
        chart.title,
        _description(chart),
        group(*content, *_words.elements(notes), aria_hidden="true"),
        group(*picture.hits(), class_="hits", opacity="0", pointer_events="all", color="ink"),
    )


def draw_panels(panels: Panels, size: Size) -> str:
    """Draw charts side by side, as many as there is room for, as an ``<svg>`` element."""
    head, top = _words.head(panels.title, _words.legend_of_panels(panels), size.width)
    across = max(1, int(size.width / _LEAST_PANEL))
    wide = size.width / across
    drawn, hits = [], []
    for first in range(0, len(panels.charts), across):
        ends = []
        for place, chart in enumerate(panels.charts[first : first + across]):
            picture = _Picture(chart, Size(wide, _PANEL_HEIGHT), *_head_of_panel(chart, wide))
            content, end = picture.content()
            moved = f"translate({number(place * wide)} {number(top)})"
            drawn.append(group(*content, transform=moved))
            hits.append(group(*picture.hits(), transform=moved))
            ends.append(end)
        top += max(ends) + _BETWEEN
    signs = "".join(chart.signs for chart in panels.charts)
    notes, end = _words.notes(meanings(signs), panels.caption, size.width, top)
    return _drawing.svg(
        size.width,
        max(size.height, end + EDGE),
        panels.title,
        " ".join(f"{chart.title}: {_description(chart)}" for chart in panels.charts),
        group(*_words.elements(head), *drawn, *_words.elements(notes), aria_hidden="true"),
        group(*hits, class_="hits", opacity="0", pointer_events="all", color="ink"),
    )


def _head_of_panel(chart: Chart, wide: float) -> tuple[list[Item], float]:
    lines = list(wrapped(chart.title, SIZE, wide - 2 * EDGE, bold=True))
    texts: list[Item] = [
        Text(line, EDGE, 14 + place * _words.LINE_HEIGHT, bold=True) for place, line in enumerate(lines)
    ]
    return texts, 10 + len(lines) * _words.LINE_HEIGHT


class _Label(NamedTuple):
    """A text and its rectangle, which is upward, and the place of its point, which it may be led to."""

    text: str
    box: Box
    size: float
    at: tuple[float, float]
    has_lead: bool


_Labels: TypeAlias = "dict[int, _Label]"


class _Picture:
    """A chart as it is laid out in a picture."""

    def __init__(self, chart: Chart, size: Size, head: list[Item], top: float, *, after: float = 0.0) -> None:
        """Take what stands above it, how far down that reaches, and what is to be left free below."""
        self.chart, self.size, self.head = chart, size, head
        axis = chart.axis
        self.below = _BELOW_TITLED if axis.titled else _BELOW
        top += 18 if axis.titled else 0
        bottom = max(size.height - EDGE - self.below - after, top + _LEAST_HEIGHT)
        self.lowest, self.highest = chart.heights(_HEADROOM / (bottom - top))
        self.scores = _ticks.of_scores(self.lowest, self.highest, max(2, int((bottom - top) / 50)))
        left = EDGE + max((width(label, SIZE) for _, label in self.scores), default=0.0) + 8
        self.frame = Box(left, bottom, max(size.width - EDGE, left + EDGE), top)
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

    def content(self) -> tuple[list[str], float]:
        """Return what is seen at once, and how far down that reaches."""
        names, numbers, faint, numbered = self.labels()
        key, end = _words.key(numbered, self.size.width, self.frame.bottom + self.below)
        halo: dict[str, Any] = {"class_": "halo", **_drawing.HALO}
        return [
            *_words.elements(self.head),
            *self.axes(),
            *self.lines(),
            *self.dots(unsigned=faint),
            _leads([*names.values(), *numbers.values()]),
            group(*_texts(faint.values()), color="faint", **halo),
            group(*_texts(numbers.values()), color="ink", font_weight="bold", **halo),
            group(*_texts(names.values()), color="ink", **halo),
            *_words.elements(key),
        ], end

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
            half = width(label, SIZE) / 2
            middle = min(max(self.at(place, 0)[0], half), self.size.width - half)
            if middle - half > end:
                texts.append(line_of_text(label, middle, bottom + 20, text_anchor="middle"))
                end = middle + half + 6
        if self.chart.axis.titled:
            room = self.size.width - 2 * EDGE
            words = cut(self.chart.axis.words, SIZE, room)
            texts.append(line_of_text(words, right, bottom + 42, text_anchor="end"))
            texts.append(line_of_text(cut(self.chart.scale, SIZE, room), EDGE, top - 10))
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
                stroke_dasharray=" ".join(map(number, DASHES[kind])) or None,
            )
            yield group(line, color=f"kind{kind}")

    def dots(self, *, unsigned: _Labels) -> Iterator[str]:
        """Give the points, all of a kind as one path, those that are marked above the others.

        Signs stand beside them, unless they are *unsigned*: their names have them.
        """
        chart = self.chart
        kinds = [*enumerate(KINDS[: max(1, len(chart.kinds))])]
        plain = [*enumerate(PLAIN[: len(chart.plain)], len(chart.kinds))]
        for kind, shape in plain:
            yield self._dots(kind, shape, marked=False, color="faint", is_open=shape.is_open)
        for kind, shape in kinds:
            color = f"kind{kind}" if chart.all_kinds else "other"
            yield self._dots(kind, shape, marked=False, color=color, is_open=bool(chart.all_kinds))
        signs = {
            (place[0] // 4, place[1] // 4, point.signs): line_of_text(point.signs, place[0] + 4, place[1] - 4)
            for index, (point, place) in enumerate(zip(chart.points, self.places, strict=True))
            if point.signs and not point.label and index not in unsigned
        }
        yield group(*signs.values(), color="faint", font_size=SMALL)
        for kind, shape in kinds:
            yield self._dots(kind, shape, marked=True, color=f"kind{kind}", is_open=False)

    def _dots(self, kind: int, shape: Shape, *, marked: bool, color: str, is_open: bool) -> str:
        found = [
            place
            for point, place in zip(self.chart.points, self.places, strict=True)
            if point.kind == kind and bool(point.label) == marked
        ]
        # Of very many, those that cover each other are drawn once.
        grid = 0.1 if len(found) <= _MOST_NAMED else _GRID
        cells = dict.fromkeys((round(across / grid), round(down / grid)) for across, down in found)
        places = [f"M{number(across * grid)} {number(down * grid)}" for across, down in cells]
        if not places:
            return ""
        one = _drawing.shape(shape.path, _MARKED if marked else _OTHER)
        path = element(
            "path",
            d="".join(f"{place}{one}" for place in places),
            class_=None if is_open else "halo",
            fill="none" if is_open else None,
            stroke="currentColor" if is_open else GROUND.light,
            stroke_width=None if is_open else 1.2,
        )
        return group(path, color=color)

    def hits(self) -> Iterator[str]:
        """Give a ring around every point, which can be pointed at or focused, with what is said of it."""
        pairs = list(zip(self.chart.points, self.places, strict=True))
        others = [pair for pair in pairs if not pair[0].label]
        if len(others) <= _MOST_NAMED:
            rings = (group(*self._hit(*pair), class_="hit", tabindex="-1") for pair in others)
            yield group(*rings, aria_hidden="true")
        for point, place in (pair for pair in pairs if pair[0].label):
            yield group(
                *self._hit(point, place), class_="hit", tabindex="0", role="img", aria_label=_about(point)
            )

    def _hit(self, point: Point, place: tuple[float, float]) -> tuple[str, str]:
        shown = cut(_about(point), SIZE, self.size.width - 2 * EDGE)
        half = width(shown, SIZE) / 2
        middle = min(max(place[0], EDGE + half), self.size.width - EDGE - half)
        baseline = place[1] + (26 if place[1] < self.frame.top + 24 else -14)
        ring = element("circle", cx=place[0], cy=place[1], r=9.0, fill="none")
        return ring, line_of_text(shown, middle, baseline)

    def labels(self) -> tuple[_Labels, _Labels, _Labels, list[str]]:
        """Find places for what is written between the axes.

        Returns the names of marked points, numbers for those whose names have no room, other names,
        each by the place of its point among all, and the names that the numbers stand for. Some
        numbers may have no room either.
        """
        marked = [place for place, point in enumerate(self.chart.points) if point.label]
        order = marked[::-1] if self.chart.until is not None else marked
        numbered = set(marked) if len(marked) > _MOST_LABELLED else set()
        for attempt in range(_ATTEMPTS + 1):
            room = self._room()
            # Numbers come first: what has neither name nor number is hard to find in the key.
            counts = {place: f"{count}" for count, place in enumerate(sorted(numbered), 1)}
            numbers = self._placed(counts, SMALL, room, _NEAREST)
            named = {place: self.chart.points[place].label for place in order if place not in numbered}
            names = self._placed(named, SIZE, room)
            if len(names) == len(named):
                break
            numbered |= named.keys() - names.keys() if attempt < _ATTEMPTS - 1 else named.keys()
        if len(marked) <= _MOST_LABELLED:
            lost = {place: count for place, count in counts.items() if place not in numbers}
            numbers |= self._placed(lost, SMALL, room)
        others = {place: point.name for place, point in enumerate(self.chart.points) if point.name}
        faint = self._placed(dict([*others.items()][:_MOST_NAMED]), SMALL, room)
        key = [self.chart.points[place].label for place in sorted(numbered)]
        return names, numbers, faint, key

    def _room(self) -> Room:
        """Return the room between the axes, with what is drawn there."""
        frame = self.frame
        lines = [[_upward(self.at(*corner)) for corner in line] for line in self.chart.lines.values()]
        dots = {Box(*map(round, around([_upward(at)], DOT))): None for at in self.places}
        signs = {
            Box(
                *map(round, (at[0] + 3, -at[1] + 2, at[0] + 4 + width(point.signs, SMALL), -at[1] + 14))
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

    def _placed(self, texts: Mapping[int, str], size: float, room: Room, most: int | None = None) -> _Labels:
        """Find places for the texts of points, the most important first; those without one are left out.

        Only so many places as *most* are tried, the nearest first.
        """
        found = {}
        for place, text in texts.items():
            at = _upward(self.places[place])
            is_marked = bool(self.chart.points[place].label)
            near = spots(at, width(text, size), size * 1.2, self.chart, is_marked=is_marked)
            spot, has_lead = room.take(at, near[:most])
            if spot is not None:
                found[place] = _Label(text, spot, size, at, has_lead)
        return found


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
            font_size=None if label.size == SIZE else label.size,
        )


def _description(chart: Chart) -> str:
    """Say in words what is marked."""
    marked = "; ".join(map(_about, chart.marked))
    words = f"{chart.scale} by {chart.axis.words}, {len(chart.points)} points."
    return f"{words} {chart.axis.marked}: {marked}." if marked else words
