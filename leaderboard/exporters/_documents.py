"""What the documents have in common: what people see of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.table import Cell, Column, Table

_LONG = 40
"""In characters: what is not longer need not be broken into lines on paper, or on a page."""


def seen(table: Table, view: Literal["document", "terminal"] = "document") -> Table:
    """Return the table with the columns that people see, in a document or on a terminal.

    Without rows that is none at all if there are facts: the head of an empty table
    says nothing beside the facts about a single network.
    """
    table = table.seen_by(view)
    return replace(table, columns=()) if table.facts and not table.rows else table


def wraps(column: Column, cells: Sequence[Cell]) -> bool:
    """Say whether a column has to be broken into lines: it may be, and one of its cells is long."""
    return column.wraps and any(len(cell.text) > _LONG for cell in cells)
