"""Making columns fit the width of a terminal without cutting a name or a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 2
"""A Chinese character takes two places."""


@dataclass(frozen=True)
class Space:
    """The space a column takes, in characters of a terminal, or in any other unit."""

    natural: int
    """So that nothing is broken into lines."""
    narrow: int
    """So that only titles, and text that is meant to wrap, are broken, and between words."""
    least: int
    """So that text is broken between words alone, and numbers not at all."""
    expendable: int = 0
    """0 is never left out; of the others the highest goes first, and of equals the last."""


def fit(columns: Sequence[Space], room: int, gap: int, *, whole_words: bool = False) -> dict[int, int]:
    """Return the width of each column that is shown, by its place.

    First text that wraps becomes narrower, then expendable columns are left out, then
    all text wraps between words. If that is not enough, words are broken as well, unless they have
    to stay whole; without that, *room* is exceeded only if it cannot hold a character of each column.
    """
    shown = dict(enumerate(columns))
    while _total([space.narrow for space in shown.values()], gap) > room:
        worst = max(reversed(shown), key=lambda place: shown[place].expendable, default=None)
        if worst is None or not shown[worst].expendable:
            break
        del shown[worst]
    spaces = shown.values()
    widths = [space.natural for space in spaces]
    floors = [[s.narrow for s in spaces], [s.least for s in spaces], [_LEAST] * len(shown)]
    for least in floors[:2] if whole_words else floors:
        widths = _squeezed(widths, least, room - _total([0] * len(shown), gap))
    return dict(zip(shown, widths, strict=True))


def fits(columns: Sequence[Space], room: int, gap: int) -> bool:
    """Say whether all columns can be shown as they are."""
    return _total([space.natural for space in columns], gap) <= room


def _total(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * max(len(widths) - 1, 0)


def _squeezed(widths: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Take from the widest again and again, down to its floor, until all have room."""
    squeezed = list(widths)
    while sum(squeezed) > room:
        above = [place for place, width in enumerate(squeezed) if width > floors[place]]
        if not above:
            break
        squeezed[max(above, key=squeezed.__getitem__)] -= 1
    return squeezed
