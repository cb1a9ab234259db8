"""What CSV and TSV have in common."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.exporters import _editions, _values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leaderboard.table import Cell, Table

# Signs that begin a formula, in the width of Chinese writing, too. A spreadsheet that divides a
# line elsewhere than we do finds beginnings of cells inside of ours.
_FORMULA = re.compile(r"(?:^|(?<=[;,\t]))(?=\s*[-=+@\t\r\uff0b\uff0d\uff1d\uff20])")


def render(tables: Sequence[Table], delimiter: str) -> str:
    """Return the keys of the columns and then the rows of all tables, empty where a table lacks a column.

    Fields are quoted where they must be (RFC 4180). Lines end with a bare newline
    rather than the RFC's pair, as files in git do. What is not reported is empty, a
    list is joined with ``;``, and yes and no are ``true`` and ``false``.

    A line that begins with ``::`` would be a command in the log of a CI system; there, all
    fields are quoted.
    """
    if not tables:
        return ""
    seen = [table.seen_by("data") for table in tables]
    text = io.StringIO()
    usual = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    quoted = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for fields in _records(seen):
        is_command = delimiter.join(fields).lstrip().startswith("::")
        (quoted if is_command else usual).writerow(fields)
    return text.getvalue()


def is_earlier_edition(old: str, new: str, *, delimiter: str) -> bool:
    """Say whether *old* has the header of *new*, and a board in common with it."""
    if not _editions.same_first_line(old, new):
        return False
    texts = (text.lstrip("\ufeff") for text in (old, new))
    try:
        rows = [list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)) for text in texts]
    except csv.Error:
        return False
    return _editions.has_board_in_common(*rows)


def without_formulas(table: Table) -> Table:
    """Put an apostrophe before all in a table that a spreadsheet would calculate.

    It is what spreadsheets themselves mark text with, and other programs read it as a part of the
    name. Numbers are left alone: a negative one is no formula.
    """
    columns = (replace(column, key=_as_text(column.key)) for column in table.columns)
    rows = (
        tuple(
            replace(cell, value=_as_text(_field(cell))) if isinstance(cell.value, str | tuple) else cell
            for cell in row
        )
        for row in table.rows
    )
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _as_text(field: str) -> str:
    return _FORMULA.sub("'", field)


def _records(tables: Sequence[Table]) -> Iterable[list[str]]:
    keys = list(dict.fromkeys(column.key for table in tables for column in table.columns))
    yield keys
    for table in tables:
        places = {column.key: place for place, column in enumerate(table.columns)}
        order = [places.get(key) for key in keys]
        yield from (["" if place is None else _field(row[place]) for place in order] for row in table.rows)


def _field(cell: Cell) -> str:
    match cell.value:
        case bool() as truth:
            return "true" if truth else "false"
        case tuple() as names:
            return ";".join(names)
        case str() as text:
            return text
        case _:
            return _values.number(cell)
