"""The table for people: within the width of a terminal, or elsewhere as wide as it needs to be."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING, Literal

from leaderboard.exporters import _documents, _editions, _fitting, _plain
from leaderboard.exporters._plain import GAP, INDENT, MARGIN, width_of
from leaderboard.exporters._rows import Rows, cut, styled
from leaderboard.table import Column, Fact

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from rich.console import Console, RenderableType

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Table

# rich is imported where it is needed, because that takes longer than many a command.
# All text is made a rich Text: in plain strings, rich would take [brackets] for markup.

HOLDS: Holds = "document"
SUFFIXES = (".txt",)
STAMP = ""

is_earlier_edition = _editions.same_title

_GAPS = (GAP, 2)
"""Between columns: the second where the first leaves too little room."""


def render(tables: Sequence[Table]) -> str:
    """Return the tables as plain text, in which no line is ever cut or broken."""
    parts = [part for table in tables for part in _plain.parts(_documents.seen(table))]
    return "\n".join("".join(f"{line.rstrip(' ')}\n" for line in part) for part in parts)


def draw(tables: Sequence[Table], file: IO[str], *, color: bool, width: int | None = None) -> None:
    """Print the tables within the width of the terminal, without cutting a name or a number.

    What is no terminal has a *width* of its own, and none of the columns that only a terminal shows.

    With *color*, the best result is bold and green, the second underlined, and cells
    lead to their addresses. Without it, the text has no control codes at all.
    """
    from rich.console import Console, ConsoleDimensions

    colors: Literal["standard"] | None = "standard" if color else None
    console = Console(file=file, force_terminal=color, color_system=colors)
    if width is not None:
        console.size = ConsoleDimensions(width, console.height)  # of a width alone, TERM=dumb takes none
    seen = [_documents.seen(table, "terminal" if width is None else "document") for table in tables]
    _print(seen, console)


def _print(tables: Sequence[Table], console: Console) -> None:
    """Print the parts of the tables with blank lines between them."""
    parts = [part for table in tables for part in _parts(table, console.width)]
    for place, part in enumerate(parts):
        if place:
            console.print()
        console.print(part, crop=False)


def _parts(table: Table, width: int) -> Iterator[RenderableType]:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    notes = table.lines_below
    if table.title:
        yield Padding(Text(table.title, "bold"), (0, 0, 0, MARGIN), expand=False)
    if table.facts:
        yield Group(*_facts(table.facts, width - MARGIN))
    if table.whole and not _has_room(table, width - INDENT):
        for row in table.rows:
            yield Group(*_facts(_listed(table, row), width - MARGIN))
    elif table.columns:
        rows, left_out = _rows(_without_extras(table, width - INDENT), width - INDENT)
        yield rows
        notes += left_out
    below = list(_facts(table.sources, width - MARGIN))
    if notes:
        below.append(Padding(Group(*(Text(note, "dim") for note in notes)), (0, 0, 0, MARGIN), expand=False))
    if below:
        yield Group(*below)


def _facts(facts: Sequence[Fact], room: int) -> Iterator[RenderableType]:
    """Lay out labels and values in two columns; what is too long goes on below itself.

    An address stays in one piece, to be copied or clicked: what fits on a line of its own
    is given one, and what does not is left for the terminal to break.
    """
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    label = _space(Column("label"), [fact.label for fact in facts])
    widest = width_of([fact.cell.whole for fact in facts])
    legible = min(widest, Column("value").legible)
    value = _fitting.Space(widest, legible, legible)
    widths = list(_fitting.fit([label, value], room, _GAPS[0]).values())

    for fact in facts:
        said = styled(fact.cell, fact.cell.whole)
        if fact.cell.url == fact.cell.text and fact.cell.url and len(said) > widths[1]:
            margin = " " * MARGIN
            head = Text(margin + fact.label.ljust(widths[0] + _GAPS[0]), "dim")
            if len(said) <= room:
                head = Text(f"{margin}{fact.label}\n{margin}", "dim")
            yield Text.assemble(head, said, no_wrap=True, overflow="ignore")
            continue
        grid = Grid.grid(padding=(0, _GAPS[0], 0, 0))
        for width in widths:
            grid.add_column(width=width, overflow="fold")
        grid.add_row(Text(fact.label, "dim"), said)
        yield Padding(grid, (0, 0, 0, MARGIN), expand=False)


def _spaces(table: Table) -> list[_fitting.Space]:
    return [_space(column, _plain.texts(table, place)) for place, column in enumerate(table.columns)]


def _has_room(table: Table, room: int) -> bool:
    """Say whether all columns fit beside each other, none broken into lines that are hard to read."""
    spaces = [replace(space, natural=space.narrow) for space in _spaces(table)]
    return _fitting.fits(spaces, room, _GAPS[-1])


def _without_extras(table: Table, room: int) -> Table:
    """Leave out what only a terminal with room for everything shows, where there is none."""
    extras = [column.key for column in table.columns if column.view == "terminal"]
    if not extras or _fitting.fits(_spaces(table), room, _GAPS[-1]):
        return table
    return table.without(extras)


def _listed(table: Table, row: Sequence[Cell]) -> list[Fact]:
    """Return a row as lines of its own, without what is empty."""
    return [Fact(column.title, cell) for column, cell in zip(table.columns, row, strict=True) if cell.text]


def _rows(table: Table, room: int) -> tuple[Rows, list[str]]:
    """Lay out the rows in *room*; return them, and a note if columns had to be left out."""
    texts = [_plain.texts(table, place) for place in range(len(table.columns))]
    spaces = [_space(column, shown) for column, shown in zip(table.columns, texts, strict=True)]
    gap = next((gap for gap in _GAPS if _fitting.fits(spaces, room, gap)), _GAPS[-1])
    widths = _fitting.fit(spaces, room, gap)
    for place, width in widths.items():
        if table.columns[place].shortened:
            texts[place] = [cut(text, width) for text in texts[place]]
        if table.columns[place].align == "number":
            lead = " " * (width - width_of(texts[place]))
            texts[place] = [lead + text for text in texts[place]]
    return Rows(table, texts, widths, gap), _left_out(table, widths)


def _left_out(table: Table, shown: Container[int]) -> list[str]:
    names = [column.title or column.key for place, column in enumerate(table.columns) if place not in shown]
    return (
        [f"left out for width: {', '.join(names)} (use --format csv, or a wider terminal)"] if names else []
    )


def _space(column: Column, texts: Sequence[str]) -> _fitting.Space:
    widest = width_of(texts)
    title_word = _longest_word([column.title])
    if column.align == "number":
        narrow = least = widest
    else:
        least = min(_longest_word(texts), column.legible) if column.shortened else _longest_word(texts)
        narrow = min(widest, max(least, column.legible)) if column.wraps else widest
    return _fitting.Space(
        natural=max(widest, width_of([column.title])),
        narrow=max(narrow, _in_two_lines(column.title)),
        least=max(least, title_word),
        expendable=column.expendable,
    )


def _in_two_lines(title: str) -> int:
    """Return how wide a title is that is broken once, if at all."""
    words = title.split(" ")
    breaks = (width_of([" ".join(words[:at]), " ".join(words[at:])]) for at in range(1, len(words)))
    return min(breaks, default=width_of([title]))


def _longest_word(texts: Sequence[str]) -> int:
    return width_of([word for text in texts for word in text.split()])
