"""What is written in a picture: texts and signs with their places, above and below the drawing.

Both the SVG and the figure take their places from here, so that they are the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leaderboard.plots._drawing import EDGE, HALO, SIZE, SMALL, element, group, line_of_text, number, shape
from leaderboard.plots._shapes import CIRCLE, KINDS, PLAIN
from leaderboard.plots._text import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaderboard.plots import Chart, Panels
    from leaderboard.plots._shapes import Shape

_TITLE = 18.0
LINE_HEIGHT = 18.0
"""From one line of text to the next."""
_IN_WORDS = 4.5
"""The radius of a sign among words."""


class Text(NamedTuple):
    """A line of text: where it begins, is in the middle or ends, and how it looks."""

    words: str
    left: float
    baseline: float
    color: str = "ink"
    size: float = SIZE
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    halo: bool = False
    """Whether it has some ground around it, since it may stand over lines."""


class Sign(NamedTuple):
    """A sign among words: its shape, its middle, and how it looks."""

    shape: Shape
    across: float
    middle: float
    color: str


Item: TypeAlias = Text | Sign


class Entry(NamedTuple):
    """An entry of a legend: *words*, and before them a sign in a *color*."""

    words: str
    color: str = ""
    shape: Shape | None = None


def head(title: str, legend: Iterable[Entry], room: float) -> tuple[list[Item], float]:
    """Return the title and the legend, and how far down they reach."""
    found: list[Item] = []
    top = EDGE
    for line in wrapped(title, _TITLE, room - 2 * EDGE, bold=True):
        top += _TITLE * 1.2
        found.append(Text(line, EDGE, top - 4, size=_TITLE, bold=True))
    left, top = EDGE, top + 4
    for words, color, sign in legend:
        before = 14.0 if sign else 0.0
        lines = list(wrapped(words, SIZE, room - 2 * EDGE - before))
        wide = before + max(width(line, SIZE) for line in lines)
        if left > EDGE and left + wide > room - EDGE:
            left, top = EDGE, top + LINE_HEIGHT
        if sign:
            found.append(Sign(sign, left + 5, top + 8, color))
        for place, line in enumerate(lines):
            top += LINE_HEIGHT if place else 0
            found.append(Text(line, left + before, top + 12.5, "faint"))
        left += wide + 16
    return found, top + LINE_HEIGHT + 10


def legend(chart: Chart) -> Iterator[Entry]:
    """Give what stands below the title of a chart: what is measured, and what the points are."""
    axis = chart.axis
    if not axis.titled:
        yield Entry(f"{chart.scale} by {axis.words}")
    if not chart.all_kinds:
        yield Entry(axis.marked, "kind0", CIRCLE)
        yield Entry(axis.other, "other", CIRCLE)
        return
    for kind, name in enumerate(chart.kinds):
        yield Entry(name, f"kind{kind}", KINDS[kind])
    yield from (Entry(name, "faint", shape) for shape, name in zip(PLAIN, chart.plain, strict=False))
    if chart.kinds:
        yield Entry(axis.filled)


def legend_of_panels(chart: Panels) -> Iterator[Entry]:
    """Give what is true of all charts side by side."""
    axis = chart.charts[0].axis
    yield Entry(f"{chart.charts[0].scale} by {axis.words}")
    yield Entry(f"{axis.marked} of its device", "kind0", CIRCLE)
    yield Entry(axis.other, "other", CIRCLE)


def key(texts: Sequence[str], room: float, top: float) -> tuple[list[Item], float]:
    """Return what the numbers stand for, in columns, and how far down it reaches."""
    if not texts:
        return [], top
    inner = room - 2 * EDGE
    digits = width(f"{len(texts)}", SIZE) + 8
    wide = min(inner, digits + max(width(text, SIZE) for text in texts) + 20)
    columns = max(1, int((inner + 20) / wide))
    rows = -(-len(texts) // columns)
    found: list[Item] = []
    end = top
    for column in range(columns):
        left, baseline = EDGE + column * wide, top + 4
        for count in range(column * rows, min((column + 1) * rows, len(texts))):
            lines = list(wrapped(texts[count], SIZE, wide - digits))
            found.append(
                Text(f"{count + 1}", left + digits - 8, baseline + LINE_HEIGHT, anchor="end", bold=True)
            )
            for line in lines:
                baseline += LINE_HEIGHT
                found.append(Text(line, left + digits, baseline))
        end = max(end, baseline + 4)
    return found, end


def notes(meanings: Iterable[str], caption: str, room: float, top: float) -> tuple[list[Item], float]:
    """Return what signs mean, and in small letters the *caption*; and how far down they reach."""
    found: list[Item] = []
    for meaning in meanings:
        for line in wrapped(meaning, SIZE, room - 2 * EDGE):
            found.append(Text(line, EDGE, top + 4 + (len(found) + 1) * LINE_HEIGHT, "faint"))
    top += 8 + len(found) * LINE_HEIGHT if found else 0
    for line in wrapped(caption, SMALL, room - 2 * EDGE) if caption else ():
        top += LINE_HEIGHT
        found.append(Text(line, EDGE, top, "faint", SMALL))
    return found, top + (4 if caption else 0)


def elements(items: Iterable[Item]) -> list[str]:
    """Return texts and signs as elements of SVG, those that look alike together."""
    alike: dict[tuple[str, float, bool, bool], list[str]] = {}
    for item in items:
        if isinstance(item, Sign):
            dot = f"M{number(item.across)} {number(item.middle)}{shape(item.shape.path, _IN_WORDS)}"
            stroke = {"fill": "none", "stroke": "currentColor"} if item.shape.is_open else {}
            alike.setdefault((item.color, SIZE, False, False), []).append(element("path", d=dot, **stroke))
        else:
            anchor = None if item.anchor == "start" else item.anchor
            line = line_of_text(item.words, item.left, item.baseline, text_anchor=anchor)
            alike.setdefault((item.color, item.size, item.bold, item.halo), []).append(line)
    return [
        group(
            *content,
            color=color,
            font_size=None if size == SIZE else size,
            font_weight="bold" if bold else None,
            **({"class_": "halo", **HALO} if halo else {}),
        )
        for (color, size, bold, halo), content in alike.items()
    ]
