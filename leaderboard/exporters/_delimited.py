"""What CSV and TSV have in common."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from leaderboard.exporters import _values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.table import Cell, Table


def render(tables: Sequence[Table], delimiter: str) -> str:
    """Return the keys of the columns and then the rows of all tables.

    Fields are quoted where they must be (RFC 4180). Lines end with a bare newline
    rather than the RFC's pair, as files in git do. What is not reported is empty, a
    list is joined with ``;``, and yes and no are ``true`` and ``false``.
    """
    if not tables:
        return ""
    seen = [table.seen_by("data") for table in tables]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(column.key for column in seen[0].columns)
    writer.writerows(map(_field, row) for table in seen for row in table.rows)
    return text.getvalue()


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
