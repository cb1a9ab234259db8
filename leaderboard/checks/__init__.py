"""Checking: from a path to every problem of the data there.

Reading takes what it can and goes on; here all that it met on the way is a problem with a place,
for every file that can be read, and beside that what is doubtful:

- What cannot be read, or cannot be used, is an error (``unreadable``, ``unusable``), in the words of
  reading. What it had to assume (that a board is called after its file, that scores are shares,
  that nothing tells what is better) and what it left aside is a warning (``remark``).
- Of scores in any file it is doubtful when they stand there twice without a run that tells
  them apart, when names differ only in spelling, or nearly are those of a known dataset.
- A write of several tables that was stopped half-way is an error (``unfinished``), until the next
  command that writes has completed it.
- A CSV file is looked at as it is written: characters that nobody sees, stray spaces, line ends.
- A folder of our tables is kept by several people, so that there is one way to write
  everything: each table has a file of rules here. A file of somebody else is left its own way:
  it needs no source, no order, none of our words.

An *error* is what cannot be right. A *warning* is what is likely a slip, or not written as the
rest is. A rule is one function, in the file of its table.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.checks import (
    addresses,
    columns,
    datasets,
    layout,
    links,
    metrics,
    papers,
    results,
    scores,
    speeds,
)
from leaderboard.checks.folder import Folder
from leaderboard.checks.placed import Placed
from leaderboard.checks.problems import Place, Problems
from leaderboard.checks.written import Written
from leaderboard.errors import AmbiguousName, DataError, few_of, readable
from leaderboard.reading import Address, Known, Stated, own, place_of, shipped, with_places
from leaderboard.reading.at_revision import copied
from leaderboard.reading.boards import NoScores
from leaderboard.reading.sheet import HEADER
from leaderboard.storage import COMPLETING, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from os import PathLike

    import pandas as pd

    from leaderboard.board.unusable import Unusable
    from leaderboard.checks.problems import Rules
    from leaderboard.reading import PathOrAddress
    from leaderboard.reading.at_revision import AtRevision
    from leaderboard.reading.boards import Sorted

RULES: dict[str, Rules] = {
    "results": results.RULES,
    "papers": papers.RULES,
    "links": links.RULES,
    "datasets": datasets.RULES,
    "metrics": metrics.RULES,
    "speeds": speeds.RULES,
}
"""The tables of a folder, and the rules for each."""


@dataclass(frozen=True)
class Report:
    """What a check has found."""

    problems: pd.DataFrame
    """With the columns ``path``, ``line``, ``severity``, ``rule`` and ``problem``; see :func:`check`."""
    counts: dict[str, int]
    """How many rows there are in each table that could be read."""
    notes: list[str]
    """What else is to be said."""


def check(
    path: str | PathLike[str] | None = None, *, today: date | None = None, stated: Stated | None = None
) -> pd.DataFrame:
    """Find every problem of the data at *path*.

    Args:
        path: What :func:`leaderboard.load` reads: a folder of tables, a file of scores or its address,
            a folder of such files, or nothing for the board that comes with the program.
        today: What is later is in the future.
        stated: What the user says where a file is silent.

    Returns one row per problem, ordered by path and line: ``path``, ``line`` (a nullable
    integer, from 1; missing where it is about a whole file), ``severity`` (``error`` or
    ``warning``), ``rule`` (its id) and ``problem`` (one line: what it is, and what to do).

    Raises:
        DataError: There is nothing at *path*.
    """
    return examine(path, today=today, stated=stated).problems


def examine(
    path: str | PathLike[str] | Address | AtRevision | None = None,
    *,
    today: date | None = None,
    stated: Stated | None = None,
    ask: addresses.Ask | None = None,
) -> Report:
    """Find every problem, as :func:`check` does, and count the rows that were looked at.

    With *ask*, such as :func:`leaderboard.reading.addresses.alive.answers`, it is asked what is at
    the addresses of the data.
    """
    if path is not None and not isinstance(path, str | os.PathLike | Address):
        with copied(path) as copy:
            return _named(examine(copy, today=today, stated=stated, ask=ask), copy, path)
    place = shipped() if path is None else path if isinstance(path, Address) else place_of(os.fspath(path))
    if isinstance(place, Path):
        with readable(place):
            if place.stem in own.TABLES and own.is_own(place.parent):
                place = place.parent  # these tables say nothing without the scores
            if str(place) != "-" and not place.exists():
                raise DataError(place, "no such file or folder")
            is_own = own.is_own(place)
    check_ = _Check(place, stated or Stated(), ask)
    if isinstance(place, Path) and is_own:
        check_.folder(place, today or datetime.now().astimezone().date())
    else:
        check_.file()
    return Report(check_.problems.frame(), check_.counts, check_.notes)


def _named(report: Report, copy: Path, place: AtRevision) -> Report:
    """Return a report on a copy as one on the place that the copy is of."""
    said = {
        name: [text.replace(str(copy), str(place)) for text in report.problems[name]]
        for name in ("path", "problem")
    }
    return replace(report, problems=report.problems.assign(**said))


class _Check:
    """Looks at a folder of our tables, or at anything else that can be read."""

    def __init__(self, place: PathOrAddress, stated: Stated, ask: addresses.Ask | None) -> None:
        self.problems = Problems()
        self.counts: dict[str, int] = {}
        self.notes: list[str] = []
        self._ask = ask
        self._place, self._stated = place, stated
        self._name = "stdin" if str(place) == "-" else str(place)

    def folder(self, place: Path, today: date) -> None:
        """Check tables together; what can be known without one that cannot be read is still found."""
        self._say_what_is_unfinished(place)
        sheets = {}
        for name in RULES:
            file = place / f"{name}.csv"
            try:
                sheet = own.table_sheet(file, name)
            except DataError as error:
                self.problems.add(Place(str(file), error.line), "error", "unreadable", error.problem)
                continue
            if sheet is not None:
                sheets[name] = sheet
        tables = {name: Written(str(place / f"{name}.csv"), sheet) for name, sheet in sheets.items()}
        folder = Folder(tables, today)
        for name, table in tables.items():
            self.counts[name] = len(table)
            for rules in (layout.RULES, columns.RULES, RULES[name]):
                self.problems.apply(rules, table, folder)
        if "results" in sheets:
            results_ = tables["results"]
            self._name = results_.path
            read = self._read(lambda: own.sorted_out_of(place, sheets, self._stated))
            if read is not None:
                # What is not used in the header is told by a rule, with what it may have been meant for.
                self._tell(read, but=Place(results_.path, results_.line(HEADER)))
                self.problems.apply(scores.RULES, Placed(read, self._name, folder.known), folder)
        if self._ask is not None:
            self.notes += addresses.tell(addresses.in_folder(folder), self.problems, self._ask)

    def _say_what_is_unfinished(self, place: Path) -> None:
        """Note that a command was stopped while it wrote several of the tables."""
        try:
            for journal, tables in unfinished(place).items():
                named = few_of([path.name for path in tables])
                problem = f"a command was stopped while it wrote {named}; {COMPLETING}"
                self.problems.add(Place(str(journal)), "error", "unfinished", problem)
        except DataError as error:
            self.problems.add(Place(str(error.path)), "error", "unreadable", error.problem)

    def file(self) -> None:
        """Check a file or a folder of files."""
        known = Known()
        read = self._read(lambda: with_places(self._place, self._stated, known))
        if read is None:
            return
        self._tell(read)
        self.counts["results"] = len(read.board.results_table)
        placed = Placed(read, self._name, known)
        self.problems.apply(scores.RULES, placed, None)
        if self._ask is not None:
            self.notes += addresses.tell(addresses.in_scores(placed), self.problems, self._ask)
        for name, sheet in (one for pair in read.found.sheets for one in pair[1].files or [pair]):
            if written := Written.of(name, sheet):
                self.problems.apply(layout.RULES, written, None)

    def _read(self, reading: Callable[[], Sorted]) -> Sorted | None:
        """Read a board; what hinders is a problem."""
        try:
            return reading()
        except NoScores as error:
            if error.unusable:
                self._refuse(error.unusable)
            else:
                self.problems.add(Place(self._name, error.line), "error", "unreadable", error.problem)
        except DataError as error:
            self.problems.add(Place(str(error.path), error.line), "error", "unreadable", error.problem)
        except AmbiguousName as error:
            self.problems.add(
                Place(self._name), "error", "ambiguous-dataset", f"{error}; write the id of one"
            )
        return None

    def _tell(self, read: Sorted, *, but: Place | None = None) -> None:
        """Note what reading says, *but* its remarks on one place."""
        self._refuse(read.board.unusable)
        for place, remark in self._remarks(read.board.remarks):
            if place != but:
                self.problems.add(place, "warning", "remark", remark)

    def _refuse(self, unusable: tuple[Unusable, ...]) -> None:
        for one in unusable:
            self.problems.add(Place.said(one.place, self._name), "error", "unusable", one.reason)

    def _remarks(self, remarks: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
        """Take the place of each remark from its text; one without a place is about the whole."""
        for remark in remarks:
            rest, colon, problem = remark.removeprefix(self._name).partition(": ")
            if remark.startswith(self._name) and colon:
                yield Place.said(f"{self._name}{rest}", self._name), problem
            else:
                yield Place(self._name), remark
