"""Rules for ``datasets.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.names import fold, several
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.texts import address_problem, list_problem, unit_problem
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()

_ID = re.compile(r"[a-z0-9]+([-_.+][a-z0-9]+)*")


@RULES.warning
def dataset_id(table: Written, _: Folder) -> Iterator[Finding]:
    """An id can be typed anywhere."""
    yield from told(
        table.column("dataset"),
        lambda name: (
            f"the id {quoted(name)} is hard to type; use small letters, digits and hyphens, and put"
            " this name among the aliases"
            if name and not _ID.fullmatch(name)
            else None
        ),
    )


@RULES.warning
def ambiguous_alias(table: Written, folder: Folder) -> Iterator[Finding]:
    """A name that leads to two datasets leads to neither."""
    first: dict[str, int] = {}
    for row, one in enumerate(folder.datasets):
        for name in (one["dataset"], one["title"], *several(one["aliases"])):
            owner = first.setdefault(fold(name), row) if name else row
            if owner != row and folder.datasets[owner]["dataset"] != one["dataset"]:
                yield Finding(
                    row,
                    f"{quoted(name)} is also a name of {quoted(folder.datasets[owner]['dataset'])}"
                    f" (line {table.line(owner)}); leave it to one of them",
                )


@RULES.warning
def untidy_list(table: Written, _: Folder) -> Iterator[Finding]:
    """Names are joined by ``;`` alone."""
    yield from told(table.column("aliases"), lambda text: list_problem("aliases", text))


@RULES.warning
def unit(table: Written, _: Folder) -> Iterator[Finding]:
    """Only the sign tells that scores are between 0 and 100."""
    yield from told(table.column("unit"), unit_problem)


@RULES.warning
def missing_split(table: Written, folder: Folder) -> Iterator[Finding]:
    """A board is a dataset on a split."""
    for row, one in enumerate(folder.datasets):
        if "split" in table.header and not one["split"]:
            yield Finding(row, "no split; write the one that is ranked, such as 'test' or 'val'")


@RULES.error
def bad_address(table: Written, _: Folder) -> Iterator[Finding]:
    """An address can be followed."""
    for title in ("url", "official"):
        yield from told(table.column(title), lambda text: address_problem(text) if text else None)
