"""CSV: comma-separated values, for spreadsheets and programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leaderboard.exporters import _delimited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Table

HOLDS: Holds = "data"
SUFFIXES = (".csv",)
STAMP = ""

is_earlier_edition = partial(_delimited.is_earlier_edition, delimiter=",")


def render(tables: Sequence[Table]) -> str:
    """Return the keys of the columns and then the rows of all tables."""
    return _delimited.render(tables, ",")
