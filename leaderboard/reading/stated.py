"""What the user says where a file is silent: ``--set``, ``--column``, ``--table``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from leaderboard.board.names import fold, split_of
from leaderboard.errors import UsageError, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = (
    *("network", "dataset", "metric", "score", "split", "better", "unit"),
    *("variant", "test_time", "extra_data", "resolution", "protocol", "device"),
    *("spread", "spread_of", "runs", "run", "date", "evidence", "source", "note"),
)
"""What can be stated of scores, under the names of the columns of ``results.csv``."""

_IN_COLUMNS = (*ROLES, "ignore", "year", "venue", "title", "paper", "code")
"""What a column can be named for; ``ignore`` is a column that holds nothing of interest."""

PLACEHOLDERS = ("name", "stem", "parent", "parent2", "parent3")
"""What stands for a part of a file's path: its name, the name without suffix, and the folders it is in."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Stated:
    """What the user says of a file; it fills what the file itself leaves open."""

    said: Mapping[str, str] = field(default_factory=dict)
    """By their roles: ``dataset``, ``metric``, ``split``, …"""
    better: Mapping[str, str] = field(default_factory=dict)
    """``higher`` or ``lower`` by the folded name of a metric; under ``""`` for all others."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Roles by the folded titles of columns."""
    table: str | None = None
    """The only table of the file to read: its number from 1, or its name where it has one."""

    @classmethod
    def parsed(
        cls, values: tuple[str, ...] = (), columns: tuple[str, ...] = (), *, table: str | None = None
    ) -> Stated:
        """Take what was typed: *values* like ``dataset=CULane``, *columns* like ``network=Modell``.

        Raises:
            UsageError: It is not of that form, or names no role.
        """
        said: dict[str, str] = {}
        better: dict[str, str] = {}
        for text in values:
            role, value = _pair("--set", "ROLE=VALUE", text)
            whole, _, metric = role.partition(".")
            if fold(whole) == "better":
                better[fold(metric)] = _direction(value)
            else:
                said[_role("--set", role, ROLES)] = _template(value)
        if "split" in said:
            said["split"] = split_of(said["split"]) or said["split"].casefold()
        roles = {}
        for text in columns:
            role, title = _pair("--column", "ROLE=TITLE", text)
            roles[fold(title)] = _role("--column", role, _IN_COLUMNS)
        return cls(said, better, roles, table)

    def direction(self, metric: str) -> str:
        """Return what is said to be better of a metric: ``higher``, ``lower`` or nothing."""
        return self.better.get(fold(metric)) or self.better.get("", "")

    @property
    def is_of_paths(self) -> bool:
        """Whether something is said of each file by its path."""
        return any(map(_PLACEHOLDER.search, self.said.values()))

    def of_file(self, path: str) -> Stated:
        """Return what is said of the file at a *path*: ``{parent}`` is the folder that it stands in."""
        if not self.is_of_paths:
            return self
        return replace(self, said={role: filled(value, path) for role, value in self.said.items()})

    def __getitem__(self, role: str) -> str:
        """Return what is stated for a role, or nothing."""
        return self.said.get(role, "")


def _pair(option: str, form: str, text: str) -> tuple[str, str]:
    role, _, value = text.partition("=")
    if not role.strip() or not value.strip():
        raise UsageError(f"{option} takes {form}, such as dataset=CULane, not {quoted(text)}")
    return role.strip(), value.strip()


def filled(template: str, path: str) -> str:
    """Write what the *path* of a file says in the place of ``{parent}``, ``{stem}``, …; nothing it lacks."""
    if "{" not in template:
        return template
    file = PurePath(path if path == "stdin" else Path(path).absolute())
    name = file.name.removesuffix(".gz")
    folders = [folder.name for folder in file.parents]
    said = dict(zip(PLACEHOLDERS, (file.name, PurePath(name).stem, *folders, "", "", ""), strict=False))
    return _PLACEHOLDER.sub(lambda found: said[found[1]], template).strip()


def _template(value: str) -> str:
    """Take a value, which may have placeholders.

    Raises:
        UsageError: One of them stands for nothing.
    """
    unknown = next((one for one in _PLACEHOLDER.findall(value) if one not in PLACEHOLDERS), None)
    if unknown is not None:
        known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
        raise UsageError(f"--set knows no {quoted(f'{{{unknown}}}')} of a file's path; there are {known}")
    return value


def _role(option: str, typed: str, roles: tuple[str, ...]) -> str:
    found = next((role for role in roles if fold(role) == fold(typed)), None)
    if found is None:
        raise UsageError(f"{option} knows no role {quoted(typed)}; use one of {', '.join(roles)}")
    return found


def _direction(value: str) -> str:
    word = value.casefold()
    if word not in {"higher", "lower"}:
        raise UsageError(f"--set better is higher or lower, not {quoted(value)}")
    return word
