"""What a rule is, what it finds, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import pandas as pd

    from leaderboard.checks.folder import Folder
    from leaderboard.reading.coded import Cells

Severity: TypeAlias = Literal["error", "warning"]

FILE = -2
"""Stands for the whole file where a row is meant; ``HEADER`` of the sheets stands for its header."""

_KINDS = {"path": "str", "line": "Int64", "severity": "str", "rule": "str", "problem": "str"}
"""The columns of what has been found."""


class Finding(NamedTuple):
    """Rows with a problem."""

    rows: int | Sequence[int] | np.ndarray
    """One row or several, counted from 0."""
    problem: str | Sequence[str]
    """What it is, and what to do: one line for all rows, or one for each."""


class Place(NamedTuple):
    """Where something stands."""

    path: str
    line: int | None = None
    part: str = ""
    """What finds it in a file without lines: ``sheet 'May', row 3``."""

    @classmethod
    def said(cls, text: str, name: str) -> Place:
        """Take what reading says apart: ``list.md:12``, ``book.xlsx: sheet 'May', row 3``.

        *name* is what the file or folder that was read is called.
        """
        path, _, line = text.rpartition(":")
        if line.isdecimal():
            return cls(path, int(line))
        known = name if text.startswith(name) else ""
        rest, _, part = text.removeprefix(known).partition(": ")
        return cls(f"{known}{rest}", None, part)


class Subject(Protocol):
    """What rules are about: rows that stand somewhere."""

    def places(self, rows: Sequence[int] | np.ndarray) -> list[Place]:
        """Return where rows stand."""


Find: TypeAlias = "Callable[[Any, Folder | None], Iterator[Finding]]"
"""Takes what a rule is about and, where that is a folder of our tables, all of them."""


class Rule(NamedTuple):
    """One kind of problem."""

    name: str
    severity: Severity
    find: Callable[[Any, Any], Iterator[Finding]]


@dataclass(frozen=True)
class Rules:
    """The rules for one table; a function becomes one, named as it is, when it is decorated."""

    listed: list[Rule] = field(default_factory=list)

    def error(self, find: Callable[[Any, Any], Iterator[Finding]]) -> Callable[[Any, Any], Iterator[Finding]]:
        """Make a function a rule whose findings are errors."""
        self.listed.append(Rule(find.__name__.replace("_", "-"), "error", find))
        return find

    def warning(
        self, find: Callable[[Any, Any], Iterator[Finding]]
    ) -> Callable[[Any, Any], Iterator[Finding]]:
        """Make a function a rule whose findings are warnings."""
        self.listed.append(Rule(find.__name__.replace("_", "-"), "warning", find))
        return find


def told(cells: Cells, problem: Callable[[str], str | None]) -> Iterator[Finding]:
    """Find the rows whose text has a *problem*; each different text is looked at once."""
    import numpy as np

    problems = [problem(text) for text in cells.texts]
    if any(problems):
        bad = np.fromiter((one is not None for one in problems), bool, len(problems))
        rows = np.flatnonzero(bad[cells.codes])
        yield Finding(rows, [problems[code] or "" for code in cells.codes[rows].tolist()])


def told_once(cells: Cells, problem: Callable[[str], str | None]) -> Iterator[Finding]:
    """Find, for each text with a *problem*, the first of its rows."""
    import numpy as np

    codes, rows = np.unique(cells.codes, return_index=True)
    for code, row in zip(codes.tolist(), rows.tolist(), strict=True):
        if said := problem(cells.texts[code]):
            yield Finding(row, said)


class Problems:
    """What has been found."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: list[tuple[str, int | None, Severity, str, str]] = []

    def add(self, place: Place, severity: Severity, rule: str, problem: str) -> None:
        """Note one problem."""
        problem = f"{place.part}: {problem}" if place.part else problem
        self._found.append((place.path, place.line, severity, rule, problem))

    def apply(self, rules: Rules, subject: Subject, folder: Folder | None) -> None:
        """Note what *rules* find in the *subject*."""
        for rule in rules.listed:
            rows: list[int] = []
            problems: list[str] = []
            for finding in rule.find(subject, folder):
                here = [finding.rows] if isinstance(finding.rows, int) else finding.rows
                rows.extend(here)
                said = finding.problem
                problems.extend([said] * len(here) if isinstance(said, str) else said)
            if rows:
                for place, problem in zip(subject.places(rows), problems, strict=True):
                    self.add(place, rule.severity, rule.name, problem)

    def frame(self) -> pd.DataFrame:
        """Return all problems once, ordered by path and line; what is of a whole file comes first."""
        import pandas as pd

        return (
            pd.DataFrame(self._found, columns=list(_KINDS), dtype="object")
            .astype(_KINDS)
            .drop_duplicates()
            .sort_values(["path", "line"], na_position="first", kind="stable", ignore_index=True)
        )
