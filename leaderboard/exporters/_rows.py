"""The rows of a table on a terminal: what fits into its column is padded, what does not goes on below itself.

A table of rich's would measure every cell again, several times; of very many cells that takes minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from leaderboard.exporters._plain import INDENT, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, JustifyMethod
    from rich.segment import Segment
    from rich.style import Style
    from rich.text import Text

    from leaderboard.table import Cell, Column, Table

_MARKS = {"": "", "best": "bold green", "second": "underline"}


@dataclass(frozen=True)
class Rows:
    """The titles and the rows of a *table*, for rich to print."""

    table: Table
    texts: Sequence[Sequence[str]]
    """What stands in the cells of each column, numbers lined up."""
    widths: Mapping[int, int]
    """The width of each column that is shown, by its place."""
    gap: int
    """Between columns."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Give the lines, with a style where there is one; their widths were found before."""
        from rich.text import Text

        shown = [(self.table.columns[place], width) for place, width in self.widths.items()]
        titles = [
            _folded(Text.styled(column.title, "bold", justify=_side(column)), width, console)
            for column, width in shown
        ]
        yield from self._broken(titles, sink=True)
        texts = [self.texts[place] for place in self.widths]
        padded = [_padded(*one, those) for one, those in zip(shown, texts, strict=True)]

        @cache  # where all is broken, most texts stand there often
        def folded(text: str, width: int, side: JustifyMethod) -> list[list[Segment]]:
            return _folded(Text(text, justify=side), width, console)

        for number, (row, line) in enumerate(zip(self.table.rows, zip(*padded, strict=True), strict=True)):
            cells = [row[place] for place in self.widths]
            if None not in line:
                yield from self._line(cells, line)
                continue
            parts = []
            for cell, those, (column, width) in zip(cells, texts, shown, strict=True):
                side: JustifyMethod = "right" if column.align == "right" else "left"
                if cell.mark or cell.url:
                    whole = styled(cell, those[number])
                    whole.justify = side
                    parts.append(_folded(whole, width, console))
                else:
                    parts.append(folded(those[number], width, side))
            yield from self._broken(parts)

    def _line(self, cells: Sequence[Cell], texts: Sequence[str]) -> Iterator[Segment]:
        """Give a row in which every text has room."""
        from rich.segment import Segment

        plain = [" " * INDENT]
        for cell, text in zip(cells, texts, strict=True):
            if cell.mark or cell.url:
                begin, end = _span(cell, text)
                yield Segment("".join([*plain, text[:begin]]))
                yield Segment(text[begin:end], _style(cell))
                plain = [text[end:]]
            else:
                plain.append(text)
            plain.append(" " * self.gap)
        plain[-1] = "\n"
        yield Segment("".join(plain))

    def _broken(self, parts: Sequence[list[list[Segment]]], *, sink: bool = False) -> Iterator[Segment]:
        """Give a row in which some text takes several lines; shorter ones *sink* to the last of them."""
        from rich.segment import Segment

        widths = self.widths.values()
        height = max(map(len, parts), default=0)
        for number in range(height):
            before = " " * INDENT
            for lines, width in zip(parts, widths, strict=True):
                yield Segment(before)
                at = number - (height - len(lines) if sink else 0)
                if 0 <= at < len(lines):
                    yield from lines[at]
                else:
                    yield Segment(" " * width)
                before = " " * self.gap
            yield Segment("\n")


def _folded(text: Text, width: int, console: Console) -> list[list[Segment]]:
    """Break a text into lines of a *width*."""
    lines = text.wrap(console, width, overflow="fold")
    return [[one for one in line.render(console) if one.text] for line in lines]


def styled(cell: Cell, shown: str) -> Text:
    """Return *shown*, the text of a cell amid the spaces that line it up, with its mark and link."""
    from rich.text import Text

    text = Text(shown)
    if cell.mark or cell.url:
        text.stylize(_style(cell), *_span(cell, shown))
    return text


def cut(text: str, width: int) -> str:
    """Return a text shortened to a *width*, with an ellipsis at its end."""
    from rich.cells import set_cell_size

    return text if width_of([text]) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"


def _span(cell: Cell, shown: str) -> tuple[int, int]:
    """Return where in its cell the text begins and ends, without spaces and signs."""
    return len(shown) - len(shown.lstrip(" ")), len(shown.rstrip(" ")) - len(cell.signs)


def _style(cell: Cell) -> Style:
    from rich.style import Style

    return Style.parse(_MARKS[cell.mark]) + Style(link=cell.url or None)


def _side(column: Column) -> JustifyMethod:
    return "left" if column.align == "left" else "right"


def _padded(column: Column, width: int, texts: Sequence[str]) -> list[str | None]:
    """Return the texts of a column, all of its width; None where one has to be broken."""
    lacking = (width - width_of([text]) for text in texts)
    if column.align == "right":
        return [" " * room + text if room >= 0 else None for room, text in zip(lacking, texts, strict=True)]
    return [text + " " * room if room >= 0 else None for room, text in zip(lacking, texts, strict=True)]
