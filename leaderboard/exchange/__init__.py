"""Boards for other programs: from a board to files, one module of this folder per format.

The folder is the registry, as with the exporters: a module ``<name>.py`` is the format ``<name>``,
with ``-`` for ``_``, and what it must offer is :class:`Format`. Each of these formats has a reader in
:mod:`leaderboard.reading`, which gives the same board again, less what the notes of a writer name.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from leaderboard.exchange.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from leaderboard.board.board import Board
    from leaderboard.exchange.written import Written

_COMMON = {"facts", "losses", "rows", "texts", "written"}
"""Modules that are no formats, but what these have in common."""


class Format(Protocol):
    """What a module of this folder offers."""

    IS_FOLDER: bool
    """Whether it is many files in a folder."""
    NEEDS_FILE: bool
    """Whether it is nothing to be seen on a screen."""
    SUFFIXES: tuple[str, ...]
    """The suffixes of files that are of this format and of no other."""
    ASKS: Mapping[str, str]
    """What it asks for beside the data: the names of facts, each with what is to be typed for it."""

    def write(self, board: Board, facts: Facts) -> Written:
        """Return the files of a board, or raise a UsageError that asks for what is missing."""

    def is_ours(self, old: bytes, new: bytes) -> bool:
        """Say whether *old*, which is not blank, was made by this program like *new*."""


@dataclass(frozen=True)
class Writer:
    """One format, ready for use."""

    name: str
    format: Format

    def write(self, board: Board, said: Sequence[str] = ()) -> Written:
        """Return the files that a *board* becomes, and notes of what they do not hold.

        The same board gives the same bytes. *said* is what the user says where the data is
        silent: ``task=Semantic Segmentation``, ``developer.DeepLab=google``.

        Raises:
            UsageError: A fact is missing, is not asked for, or makes no sense.
        """
        return self.format.write(board, Facts(self.name, self.format.ASKS, said))


def names() -> list[str]:
    """Return the names of the formats."""
    found = {module.name for module in iter_modules(__path__) if not module.name.startswith("_")}
    return sorted(name.replace("_", "-") for name in found - _COMMON)


def get(name: str) -> Writer | None:
    """Return the format that is called *name*, in whatever case, or ``None``."""
    wanted = name.casefold()
    if wanted not in names():
        return None
    return Writer(wanted, cast("Format", import_module(f"{__name__}.{wanted.replace('-', '_')}")))


def by_suffix(path: str | PathLike[str]) -> Writer | None:
    """Return the format that belongs to the suffix of *path*, or ``None``."""
    suffix = PurePath(path).suffix.casefold()
    found = filter(None, map(get, names()))
    return next((one for one in found if suffix in one.format.SUFFIXES), None)
