"""More scores: from what was given or found to the rows that go into the tables, checked as in reading."""

from __future__ import annotations

from leaderboard.additions.addition import Addition, Checked, checked
from leaderboard.additions.several import Taken, begun, take_in
from leaderboard.additions.tables import Tables, own_place

__all__ = ["Addition", "Checked", "Tables", "Taken", "begun", "checked", "own_place", "take_in"]
