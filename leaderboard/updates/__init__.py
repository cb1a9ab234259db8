"""More scores: from what was given or found to the rows that go into the tables, checked as in reading."""

from __future__ import annotations

from leaderboard.updates.addition import Addition, Checked, checked, dataset_of
from leaderboard.updates.corrections import Correction, Which, corrected, removed
from leaderboard.updates.tables import Tables, own_place, path_of
from leaderboard.updates.taking_in import Taken, is_begun, opened, take_in

__all__ = [
    "Addition",
    "Checked",
    "Correction",
    "Tables",
    "Taken",
    "Which",
    "checked",
    "corrected",
    "dataset_of",
    "is_begun",
    "opened",
    "own_place",
    "path_of",
    "removed",
    "take_in",
]
