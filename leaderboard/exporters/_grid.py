"""Tables drawn with characters by the tabulate library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.exporters import _numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.table import Cell, Column, Table


def draw(table: Table, name: str, title: Callable[[str], str], cell: Callable[[Cell], str]) -> str:
    """Draw the columns and rows of a table in tabulate's format *name*.

    *title* and *cell* turn titles of columns and cells into the language of the format.
    The text does not end with a newline; without columns it is empty.
    """
    # Imported here because it takes as long as the rest of the program.
    from tabulate import tabulate

    columns = [
        _texts(column, [cell(row[place]) for row in table.rows]) for place, column in enumerate(table.columns)
    ]
    drawn = tabulate(
        list(zip(*columns, strict=True)),
        headers=[title(column.title) for column in table.columns],
        tablefmt=name,
        colalign=["left" if column.align == "left" else "right" for column in table.columns],
        # What looks like a number would be written anew, without its last zeros.
        disable_numparse=True,
        # The spaces around numbers line them up.
        preserve_whitespace=True,
    )
    return str(drawn)


def _texts(column: Column, texts: list[str]) -> list[str]:
    return _numbers.padded(texts) if column.align == "number" else texts
