r"""How wide a table is when TeX sets it, and how it is made to fit on its page.

TeX alone knows how wide letters are; what is here is a little wider than what they are in Computer
Modern, so that what is thought to fit does fit. Widths are in em of the letters of the table.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.exporters import _fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.table import Cell, Column, Table

COLUMN = 225
"""In points: a column of a page with two, in the narrowest of the usual classes, less a little."""
PAGE = 338
"""In points: the line of a page with one column, likewise."""
TURNED = 540
"""In points: the line of such a page that lies on its side."""

_NORMAL = 10.0
_SMALL = 8.5
"""In points: an em of normal letters, and of those of a footnote."""
_BETWEEN = 12
_CLOSE = 8
"""In points: what lies between two columns, as it is and where room is short."""

_NARROW = re.compile(r"[ il.,:;'|!jtfrI()\[\]-]")
_WIDE = re.compile(r"[A-HJ-Z%&+=~<>#mw@\N{EM DASH}]|[^\x00-\u017f\u2010-\u2027]")
_LEGIBLE = 6.0
"""In em: no text is broken into shorter lines."""
_STACKED = 8
"""In characters: a title above numbers that is longer is broken between words."""
_SIGN = r"(?:[/_+:;-]|[.,](?!\d))"
_PART = re.compile(rf"(?:(?!{_SIGN}).){{1,20}}{_SIGN}*|{_SIGN}+")
"""What of a word stays together: it may be broken behind signs, and anywhere if it is very long."""


@dataclass(frozen=True)
class Layout:
    """How a *table* is set, without the columns for which there is no room."""

    table: Table
    letters: str
    """How each column is set."""
    before: tuple[str, ...] = ()
    """What makes everything smaller."""
    broken: frozenset[int] = frozenset()
    """The places of the columns whose texts are broken into lines."""
    fits: bool = True


def layout(table: Table, points: float) -> Layout:
    """Return how a table fits into so many *points*.

    It is set as it is if there is room for it; else in small letters, else with its longest texts
    broken into lines, else without its expendable columns, which a note names.
    """
    plain = ["l" if column.align == "left" else "r" for column in table.columns]
    columns = [_space(table, place) for place in range(len(plain))]
    if _fitting.fits(columns, _tenths(points / _NORMAL), _tenths(_BETWEEN / _NORMAL)):
        return Layout(table, _joined(plain))
    room, gap = _tenths(points / _SMALL), _tenths(_CLOSE / _SMALL)
    widths = _fitting.fit(columns, room, gap, whole_words=True)
    out = [column for place, column in enumerate(table.columns) if place not in widths]
    note = f"left out for width: {', '.join(column.title for column in out)}"
    seen = table.without(column.key for column in out)
    broken = {place for place, width in widths.items() if width < columns[place].natural}
    return Layout(
        replace(seen, notes=(*seen.notes, note)) if out else seen,
        _joined([_paragraph(width) if place in broken else plain[place] for place, width in widths.items()]),
        (r"\footnotesize", rf"\setlength{{\tabcolsep}}{{{_CLOSE // 2}pt}}"),
        frozenset(new for new, place in enumerate(widths) if place in broken),
        sum(widths.values()) + gap * (len(widths) - 1) <= room,
    )


def stack(column: Column) -> list[str]:
    """Return the lines of a title; above numbers, which are narrow, a long one has several."""
    if column.align != "number":
        return [column.title]
    return textwrap.wrap(column.title, _STACKED, break_long_words=False, break_on_hyphens=False)


def _space(table: Table, place: int) -> _fitting.Space:
    """Return the room that a column takes, in tenths of an em."""
    column, cells = table.columns[place], [row[place] for row in table.rows]
    natural = max([*map(ems, stack(column)), *map(_width, cells)], default=0.0)
    least = natural
    if column.align == "left":
        words = {word for text in [column.title, *(cell.whole for cell in cells)] for word in text.split()}
        least = min(natural, max([_LEGIBLE, *(ems(part) for word in words for part in parts(word))]))
    return _fitting.Space(_tenths(natural), _tenths(least), _tenths(least), column.expendable)


def _tenths(ems: float) -> int:
    return round(ems * 10)


def _paragraph(tenths: int) -> str:
    return rf">{{\raggedright\arraybackslash}}p{{{tenths / 10}em}}"


def parts(word: str) -> list[str]:
    """Return what of a word stays together: what is between signs, as far as it fits into a line."""
    return _PART.findall(word)


def ems(text: str) -> float:
    """Return how wide a text is."""
    narrow, wide = len(_NARROW.findall(text)), len(_WIDE.findall(text))
    return narrow * 0.36 + wide * 0.8 + (len(text) - narrow - wide) * 0.52


def _width(cell: Cell) -> float:
    return ems(cell.whole) * (1.15 if cell.mark == "best" else 1) + (3 if cell.cite else 0)


def _joined(letters: Sequence[str]) -> str:
    return f"@{{}}{''.join(letters)}@{{}}"
