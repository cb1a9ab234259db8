"""Rules for ``datasets.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.columns import DATASETS
from leaderboard.board.names import fold, several
from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import address_problem, list_problem
from leaderboard.checks.cells import columns
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules(columns(DATASETS, required=["dataset"]))

_ID = re.compile(r"[a-z0-9]+([-_.+][a-z0-9]+)*")
_PERCENT = ("percent", "per cent", "pct", "procent")


@RULES.error
def missing_dataset(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Each row is about one."""
    if "dataset" in sheet.header:
        yield from sheet.column("dataset").told(lambda name: None if name else "no dataset; give it an id")


@RULES.error
def repeated_dataset(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """One row describes it."""
    first: dict[str, int] = {}
    for row, one in enumerate(tables.datasets):
        name = one["dataset"]
        if name and first.setdefault(name, row) != row:
            yield Finding(
                row, f"{quoted(name)} is described in line {sheet.line(first[name])}, too; keep one row"
            )


@RULES.warning
def dataset_id(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """An id can be typed anywhere."""
    yield from sheet.column("dataset").told(
        lambda name: (
            f"the id {quoted(name)} is hard to type; use small letters, digits and hyphens, and put"
            " this name among the aliases"
            if name and not _ID.fullmatch(name)
            else None
        )
    )


@RULES.warning
def ambiguous_alias(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A name that leads to two datasets leads to neither."""
    first: dict[str, int] = {}
    for row, one in enumerate(tables.datasets):
        for name in (one["dataset"], one["title"], *several(one["aliases"])):
            owner = first.setdefault(fold(name), row) if name else row
            if owner != row and tables.datasets[owner]["dataset"] != one["dataset"]:
                yield Finding(
                    row,
                    f"{quoted(name)} is also a name of {quoted(tables.datasets[owner]['dataset'])}"
                    f" (line {sheet.line(owner)}); leave it to one of them",
                )


@RULES.warning
def untidy_list(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Names are joined by ``;`` alone."""
    yield from sheet.column("aliases").told(lambda text: list_problem("aliases", text))


@RULES.error
def direction(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Which scores are good has to be known; without a word, the higher ones are."""
    yield from sheet.column("better").told(
        lambda text: (
            None
            if text in {"higher", "lower", ""}
            else f"better is 'higher' or 'lower', not {quoted(text)}; write one of them"
        )
    )


@RULES.warning
def unit(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Only the sign tells that scores are between 0 and 100."""
    yield from sheet.column("unit").told(
        lambda text: f"the unit {quoted(text)} is written '%'" if text.casefold() in _PERCENT else None
    )


@RULES.warning
def missing_split(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A board is a dataset on a split."""
    for row, one in enumerate(tables.datasets):
        if "split" in sheet.header and not one["split"]:
            yield Finding(row, "no split; write the one that is ranked, such as 'test' or 'val'")


@RULES.error
def bad_address(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """An address can be followed."""
    yield from sheet.column("url").told(lambda text: address_problem(text) if text else None)
