"""The table for people as plain text, as wide as it needs to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.exporters import _numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaderboard.table import Column, Fact, Table

MARGIN = 1
"""Before the text around the rows."""
INDENT = 2
"""Before the rows."""
GAP = 3
"""Between columns, where there is room."""


def parts(table: Table) -> Iterator[list[str]]:
    """Give the lines of each part of a table: title, facts, rows and notes."""
    if table.title:
        yield _indented([table.title], MARGIN)
    if table.facts:
        yield _indented(_facts(table.facts), MARGIN)
    if table.columns:
        columns = [_column(column, texts(table, place)) for place, column in enumerate(table.columns)]
        yield _indented(map((" " * GAP).join, zip(*columns, strict=True)), INDENT)
    if below := [*_facts(table.sources), *table.lines_below]:
        yield _indented(below, MARGIN)


def texts(table: Table, place: int) -> list[str]:
    """Return what stands in a column, numbers lined up."""
    found = [row[place].whole for row in table.rows]
    return _numbers.padded(found) if table.columns[place].align == "number" else found


def width_of(texts: Iterable[str]) -> int:
    """Return the width of the widest text in a terminal, where Chinese characters take two places."""
    return max(map(_width, texts), default=0)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _column(column: Column, texts: list[str]) -> list[str]:
    """Return the lines of a column, its title first, all of one width."""
    numbers = width_of(texts)
    width = max(numbers, _width(column.title))
    if column.align == "number":
        lead = " " * (width - numbers)
        texts = [lead + text for text in texts]
    if column.align == "left":
        return [text + " " * (width - _width(text)) for text in (column.title, *texts)]
    title = " " * (width - _width(column.title)) + column.title
    if column.align == "right":
        return [title, *(" " * (width - _width(text)) + text for text in texts)]
    return [title, *(text + " " * (width - _width(text)) for text in texts)]


def _facts(facts: Sequence[Fact]) -> list[str]:
    labels = width_of(fact.label for fact in facts)
    return [f"{fact.label}{' ' * (labels - _width(fact.label) + GAP)}{fact.cell.text}" for fact in facts]


def _indented(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]
