"""What a rule is: a function that finds rows with one kind of problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import pandas as pd

Severity: TypeAlias = Literal["error", "warning"]

FILE = -2
"""Stands for the whole file where a row is meant; ``HEADER`` of the importers stands for its header."""

_KINDS = {"path": "str", "line": "Int64", "severity": "str", "rule": "str", "problem": "str"}
"""The columns of what has been found."""


class Finding(NamedTuple):
    """Rows with a problem."""

    rows: int | Sequence[int] | np.ndarray
    """One row or several, counted from 0 after the header."""
    problem: str | Sequence[str]
    """What it is, and what to do: one line for all rows, or one for each."""


class Subject(Protocol):
    """What rules are about: a table whose rows stand on lines of a file."""

    @property
    def path(self) -> Path:
        """The file."""

    def lines(self, rows: Sequence[int] | np.ndarray) -> list[int | None]:
        """Return the lines on which rows begin."""


class Rule(NamedTuple):
    """One kind of problem."""

    name: str
    severity: Severity
    find: Callable[[Any, Any], Iterator[Finding]]
    """Takes what the rule is about and all tables."""


@dataclass(frozen=True)
class Rules:
    """The rules for one table; a function becomes one, named as it is, when it is decorated.

    An *error* is what cannot be right. A *warning* is what is likely a slip, or is not written as
    the other rows are.
    """

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


class Problems:
    """What has been found."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, list[Any]] = {name: [] for name in _KINDS}

    def add(self, path: Path, line: int | None, severity: Severity, rule: str, problem: str) -> None:
        """Note one problem."""
        self._note(path, [line], severity, rule, [problem])

    def apply(self, rules: Rules, subject: Subject, tables: Any) -> None:
        """Note what *rules* find in the *subject*."""
        for rule in rules.listed:
            for finding in rule.find(subject, tables):
                rows = [finding.rows] if isinstance(finding.rows, int) else finding.rows
                said = finding.problem
                problems = [said] * len(rows) if isinstance(said, str) else said
                self._note(subject.path, subject.lines(rows), rule.severity, rule.name, problems)

    def _note(
        self, path: Path, lines: list[int | None], severity: Severity, rule: str, problems: Sequence[str]
    ) -> None:
        same = (str(path), severity, rule)
        for name, text in zip(("path", "severity", "rule"), same, strict=True):
            self._found[name] += [text] * len(lines)
        self._found["line"] += lines
        self._found["problem"] += problems

    def frame(self) -> pd.DataFrame:
        """Return all problems, ordered by path and line; what is of a whole file comes first."""
        import pandas as pd

        columns = {name: pd.Series(self._found[name], dtype=kind) for name, kind in _KINDS.items()}
        return pd.DataFrame(columns).sort_values(
            ["path", "line"], na_position="first", kind="stable", ignore_index=True
        )
