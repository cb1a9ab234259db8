"""Writing: from tables to text, one file of this folder per output format.

The folder is the registry: a file ``<name>.py`` is the format ``<name>``, and help,
completion and ``--output`` know it as soon as it is there. What it must offer is
:class:`Format`. Modules that start with an underscore are common parts.

Besides these, every format of the tabulate library can be had under its own name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast

from leaderboard.errors import UnknownName, UsageError
from leaderboard.exporters import _editions
from leaderboard.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from leaderboard.table import Table

Holds: TypeAlias = Literal["document", "data"]
"""Whether a format is for people to read or for programs; it decides which columns are seen."""

_ORDER = ("table", "markdown", "csv", "tsv", "json", "latex", "html")
_CALCULATED = ("csv", "tsv")
_ALIASES = {"md": "markdown", "tex": "latex"}


class Format(Protocol):
    """What a file of this folder offers."""

    HOLDS: Holds
    SUFFIXES: tuple[str, ...]
    STAMP: str
    """What stands at the top of files to say who made them; empty where there are no comments."""

    def render(self, tables: Sequence[Table]) -> str:
        """Return the text of the tables, which ends with one newline."""

    def is_earlier_edition(self, old: str, new: str) -> bool:
        """Say whether *old*, which is not blank, was made by this program like *new*."""


@dataclass(frozen=True)
class Exporter:
    """One output format, ready for use."""

    name: str
    holds: Holds
    render: Callable[[Sequence[Table]], str]
    """Return the text of the tables: it ends with one newline, or is empty if there is nothing to say."""
    stamp: str
    resembles: Callable[[str, str], bool]

    def stamped(self, text: str) -> str:
        """Return a rendered text as it belongs into a file: with the mark that says who made it."""
        return text if self.stamp in text else f"{self.stamp}\n\n{text}"

    def is_earlier_edition(self, old: str, new: str) -> bool:
        """Say whether a file that holds *old* may become *new* without asking.

        It may if it is blank, or if an earlier run of this program made it of the same thing: documents
        carry a mark and the same title, data has the same columns and a board in common.
        """
        return not old.strip() or self.resembles(old, new)

    def for_spreadsheets(self) -> Exporter:
        """Return this format as people open it in a spreadsheet: no text in it is calculated.

        Raises:
            UsageError: It is not what spreadsheets take for formulas.
        """
        if self.name not in _CALCULATED:
            raise UsageError(f"--spreadsheet-safe is for {' and '.join(_CALCULATED)}, not for {self.name}")
        from leaderboard.exporters import _delimited

        def render(tables: Sequence[Table]) -> str:
            return self.render([_delimited.without_formulas(table) for table in tables])

        return replace(self, render=render)

    def standalone(self) -> Exporter:
        """Return this format as a document that compiles by itself.

        Raises:
            UsageError: It is not LaTeX.
        """
        if self.name != "latex":
            raise UsageError(f"--standalone is for latex, not for {self.name}")
        from leaderboard.exporters import latex

        return replace(self, render=latex.document)


def names() -> list[str]:
    """Return the names of the formats of this folder, the most used first."""
    found = {module.name for module in iter_modules(__path__) if not module.name.startswith("_")}
    return [name for name in _ORDER if name in found] + sorted(found.difference(_ORDER))


def all_names() -> list[str]:
    """Return the names of all formats, tabulate's own after those of this folder."""
    from leaderboard.exporters import _tabulated

    own = names()
    return own + [name for name in _tabulated.names() if name not in own]


def get(name: str) -> Exporter:
    """Return the format that is called *name*, in whatever case.

    Raises:
        UsageError: There is no such format; the text says which have similar names.
    """
    wanted = _ALIASES.get(name.casefold(), name.casefold())
    if wanted in names():
        own = _load(wanted)
        return Exporter(wanted, own.HOLDS, own.render, own.STAMP, own.is_earlier_edition)
    if wanted in all_names():
        from leaderboard.exporters import _tabulated

        return Exporter(wanted, "document", partial(_tabulated.render, name=wanted), "", _editions.identical)
    raise unknown(name)


def exists(name: str) -> bool:
    """Say whether a format is called *name*, in whatever case."""
    wanted = _ALIASES.get(name.casefold(), name.casefold())
    return wanted in names() or wanted in all_names()


def by_suffix(path: str | PathLike[str]) -> Exporter | None:
    """Return the format that belongs to the suffix of *path*, or ``None``."""
    name = _by_suffix().get(PurePath(path).suffix.casefold())
    return get(name) if name else None


def unknown_suffix(path: str | PathLike[str]) -> UsageError:
    """Return the error that says that the suffix of *path* names no format, and which do."""
    suffix = PurePath(path).suffix
    problem = f"no format belongs to the suffix {suffix!r}" if suffix else f"'{path}' has no suffix to go by"
    return UsageError(f"{problem}; use one of {', '.join(_by_suffix())}, or say --format")


def _load(name: str) -> Format:
    return cast("Format", import_module(f"{__name__}.{name}"))


def _by_suffix() -> dict[str, str]:
    from leaderboard.exporters import _tabulated

    own = {suffix: name for name in names() for suffix in _load(name).SUFFIXES}
    return own | _tabulated.SUFFIXES


def unknown(name: str, others: Sequence[str] = ()) -> UsageError:
    """Return the error that says that no format is called *name*, and which are, *others* included."""
    near = nearest(name.casefold(), [*all_names(), *_ALIASES, *others], limit=3)
    problem = str(UnknownName("format", name, near))
    return UsageError(problem if near else f"{problem}; use one of {', '.join([*names(), *others])}")
