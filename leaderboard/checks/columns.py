"""Rules for the header of each of our tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.board.columns import RESULTS
from leaderboard.board.names import Names
from leaderboard.checks.problems import Finding, Rules
from leaderboard.checks.results import score_title
from leaderboard.checks.texts import likely
from leaderboard.errors import quoted
from leaderboard.reading import own
from leaderboard.reading.sheet import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()


@RULES.warning
def unused_column(table: Written, folder: Folder) -> Iterator[Finding]:
    """A column that means nothing in this table may be a slip of the pen."""
    known = _titles(table, folder)
    absent = Names("column", {one: () for one in known if one not in table.header})
    for title in table.header:
        if title and title not in known:
            meant = likely(title, absent)
            mend = f"did you mean {quoted(meant)}?" if meant else "remove it"
            yield Finding(HEADER, f"the column {quoted(title)} is not one of this table; {mend}")


def _titles(table: Written, folder: Folder) -> tuple[str, ...]:
    """Return what the columns of a table can be called."""
    name = Path(table.path).stem
    if name == "results":
        return (*(one for one in RESULTS if not one.endswith("_text")), score_title(table, folder))
    return (*own.TABLES[name][0], *(("note",) if name == "links" else ()))
