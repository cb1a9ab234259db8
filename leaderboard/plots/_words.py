"""What stands above and below the drawing of a picture: its title and legend, a key, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leaderboard.plots._drawing import EDGE, SIZE, element, group, line_of_text, number
from leaderboard.plots._text import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TITLE = 18.0
LINE_HEIGHT = 18.0
"""From one line of text to the next."""


class Entry(NamedTuple):
    """An entry of a legend: *words*, and before them a sign, a path around its middle, in a *color*."""

    words: str
    color: str = ""
    path: str = ""
    is_open: bool = False


def head(title: str, legend: Iterable[Entry], room: float) -> tuple[list[str], float]:
    """Return the title and the legend, and how far down they reach."""
    found, top = [], EDGE
    titles = []
    for line in wrapped(title, _TITLE, room - 2 * EDGE, bold=True):
        top += _TITLE * 1.2
        titles.append(line_of_text(line, EDGE, top - 4))
    found.append(group(*titles, color="ink", font_size=_TITLE, font_weight="bold"))
    left, top = EDGE, top + 4
    words = []
    for text, color, path, is_open in legend:
        sign = 14.0 if path else 0.0
        lines = list(wrapped(text, SIZE, room - 2 * EDGE - sign))
        wide = sign + max(width(line, SIZE) for line in lines)
        if left > EDGE and left + wide > room - EDGE:
            left, top = EDGE, top + LINE_HEIGHT
        if path:
            dot = f"M{number(left + 5)} {number(top + 8)}{path}"
            stroke = {"fill": "none", "stroke": "currentColor"} if is_open else {}
            found.append(group(element("path", d=dot, **stroke), color=color))
        for place, line in enumerate(lines):
            top += LINE_HEIGHT if place else 0
            words.append(line_of_text(line, left + sign, top + 12.5))
        left += wide + 16
    found.append(group(*words, color="faint"))
    return found, top + LINE_HEIGHT + 10


def key(texts: Sequence[str], room: float, top: float) -> tuple[list[str], float]:
    """Return what the numbers stand for, in columns, and how far down it reaches."""
    if not texts:
        return [], top
    inner = room - 2 * EDGE
    digits = width(f"{len(texts)}", SIZE) + 8
    wide = min(inner, digits + max(width(text, SIZE) for text in texts) + 20)
    columns = max(1, int((inner + 20) / wide))
    rows = -(-len(texts) // columns)
    counts, names, end = [], [], top
    for column in range(columns):
        left, baseline = EDGE + column * wide, top + 4
        for count in range(column * rows, min((column + 1) * rows, len(texts))):
            lines = list(wrapped(texts[count], SIZE, wide - digits))
            counts.append(
                line_of_text(f"{count + 1}", left + digits - 8, baseline + LINE_HEIGHT, text_anchor="end")
            )
            for line in lines:
                baseline += LINE_HEIGHT
                names.append(line_of_text(line, left + digits, baseline))
        end = max(end, baseline + 4)
    return [group(*counts, color="ink", font_weight="bold"), group(*names, color="ink")], end


def notes(meanings: Iterable[str], room: float, top: float) -> tuple[list[str], float]:
    """Return what the signs in the picture mean, and how far down it reaches."""
    lines = [line for meaning in meanings for line in wrapped(meaning, SIZE, room - 2 * EDGE)]
    if not lines:
        return [], top
    texts = [line_of_text(line, EDGE, top + 4 + place * LINE_HEIGHT) for place, line in enumerate(lines, 1)]
    return [group(*texts, color="faint")], top + 8 + len(lines) * LINE_HEIGHT
