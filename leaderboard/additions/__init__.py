"""One more score: from what was given to the rows that go into the tables, checked as in reading."""

from __future__ import annotations

from leaderboard.additions.addition import Addition, Checked, checked
from leaderboard.additions.tables import Tables

__all__ = ["Addition", "Checked", "Tables", "checked"]
