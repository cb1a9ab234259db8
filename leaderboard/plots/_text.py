"""How wide text is, without a font: by average widths of kinds of characters.

The widths are those of wide fonts (DejaVu Sans, Verdana), so that in others text is a little shorter.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_NARROW = frozenset("iljtfrI.,:;'|!()[]{}` /\\-·")
_SIGNS = frozenset("+=−<>~^#&")
_BROAD = frozenset("mwMW@%—…±")
_DOTS = "…"


@cache
def _share(character: str) -> float:
    """Return the width of a character as a share of the size of its font."""
    if combining(character):
        return 0.0
    if character in _NARROW:
        return 0.42
    if character in _BROAD or east_asian_width(character) in "WF":
        return 1.02
    if character in _SIGNS:
        return 0.84
    return 0.74 if character.isupper() else 0.64


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a line of text is, in the unit of its *size*."""
    return sum(map(_share, text)) * size * (1.1 if bold else 1.0)


def cut(text: str, size: float, room: float) -> str:
    """Shorten a line of text to what fits, with an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(text + _DOTS, size) > room:
        text = text[:-1]
    return text.rstrip() + _DOTS


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
    """Break text into lines that fit: at spaces, and within words that are too long for a line."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line, size, bold=bold) > room and len(line) > 1:
            number = max(
                1, next(n for n in range(1, len(line) + 1) if width(line[:n], size, bold=bold) > room) - 1
            )
            yield line[:number]
            line = line[number:]
    yield line
