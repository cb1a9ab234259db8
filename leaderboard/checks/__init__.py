"""Checking: from a path to every problem of the data there.

Unlike an importer, which stops at the first mistake, this reads what it can and tells all.
There is a file of rules for each table; a rule is one function in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.checks import cells, datasets, links, papers, results, speeds
from leaderboard.checks._rules import Problems
from leaderboard.checks._scores import scores_of
from leaderboard.checks._sheet import read
from leaderboard.checks._tables import Tables
from leaderboard.errors import AmbiguousName, DataError
from leaderboard.importers import load, shipped
from leaderboard.importers._text import HEADER

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    import pandas as pd

    from leaderboard.checks._rules import Rules

RULES: dict[str, Rules] = {
    "results": results.RULES,
    "papers": papers.RULES,
    "links": links.RULES,
    "datasets": datasets.RULES,
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


def check(path: str | PathLike[str] | None = None, *, today: date | None = None) -> pd.DataFrame:
    """Find every problem of the data at *path*.

    Args:
        path: A folder of tables, one file of scores, or nothing for the board that comes
            with the program; as in :func:`leaderboard.load`.
        today: Months after this one are in the future.

    Returns one row per problem, ordered by path and line: ``path``, ``line`` (a nullable
    integer, from 1; missing where it is about a whole file), ``severity`` (``error`` or
    ``warning``), ``rule`` (its id) and ``problem`` (one line: what it is, and what to do).

    Raises:
        DataError: There is nothing at *path*.
    """
    return examine(path, today=today).problems


def examine(path: str | PathLike[str] | None = None, *, today: date | None = None) -> Report:
    """Find every problem, as :func:`check` does, and count the rows that were looked at."""
    place = shipped() if path is None else Path(path)
    if place.stem in RULES and place.name != "results.csv" and (place.parent / "results.csv").exists():
        place = place.parent  # these tables say nothing without the scores
    today = today or datetime.now().astimezone().date()
    if place.is_dir():
        files = {name: place / f"{name}.csv" for name in RULES}
        if not files["results"].exists():
            raise DataError(place, "this folder has no results.csv")
        return _tables({name: file for name, file in files.items() if file.exists()}, today, folder=True)
    if not place.exists():
        raise DataError(place, "no such file or folder")
    if place.suffix.casefold() == ".csv":
        return _tables({"results": place}, today, folder=False)
    return _other_format(place)


def _tables(files: dict[str, Path], today: date, *, folder: bool) -> Report:
    """Check tables together; what can be known without one that cannot be read is still found."""
    problems = Problems()
    sheets = {}
    for name, file in files.items():
        try:
            sheets[name] = read(file)
        except DataError as error:
            problems.add(file, error.line, "error", "unreadable", error.problem)
    tables = Tables(sheets, today, folder)
    counts = {}
    for name, sheet in sheets.items():
        problems.apply(cells.RULES, sheet, tables)
        counts[name] = len(sheet)
        try:
            subject = scores_of(sheet, tables) if name == "results" else sheet
        except DataError as error:
            problems.add(sheet.path, error.line, "error", "missing-column", error.problem)
        except AmbiguousName as error:
            problems.add(sheet.path, sheet.line(HEADER), "error", "ambiguous-dataset", str(error))
        else:
            counts[name] = len(subject)
            problems.apply(RULES[name], subject, tables)
    return Report(problems.frame(), counts)


def _other_format(path: Path) -> Report:
    """Check a file that is no table by reading it; what its importer remarks has no line."""
    problems = Problems()
    counts = {}
    try:
        board = load(path)
    except DataError as error:
        problems.add(path, error.line, "error", "unreadable", error.problem)
    except AmbiguousName as error:
        problems.add(path, None, "error", "ambiguous-dataset", str(error))
    else:
        counts["results"] = len(board.results_table)
        for one in board.unusable:
            stands, _, line = one.place.rpartition(":")
            known = line.isdigit() and stands == str(path)
            reason = one.reason if known else f"{one.place}: {one.reason}"
            problems.add(path, int(line) if known else None, "error", "unusable", reason)
        for remark in board.remarks:
            problems.add(path, None, "warning", "remark", remark.removeprefix(f"{path}: "))
    return Report(problems.frame(), counts)
