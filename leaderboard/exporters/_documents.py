"""What the documents have in common: what people see of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaderboard.table import Table


def seen(table: Table) -> Table:
    """Return the table with the columns that people see.

    Without rows that is none at all if there are facts: the head of an empty table
    says nothing beside the facts about a single network.
    """
    table = table.seen_by("document")
    return replace(table, columns=()) if table.facts and not table.rows else table
