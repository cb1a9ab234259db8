"""Containers of tables: from a file to its sheets, one file (or folder) here per format.

The folder is the registry. A container knows nothing of scores: it says how well it
recognises a file, and gives its tables as text.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start


class Container(Protocol):
    """One format that holds tables."""

    SUFFIXES: tuple[str, ...]
    """What files of it are called, in lower case: ``.md``."""

    def recognises(self, start: Start) -> float:
        """Say from 0 to 1 how sure it is that a file that starts so is of this format."""

    def sheets(self, path: Path) -> list[Sheet]:
        """Read the tables of a file, or raise a DataError."""


def containers() -> list[Container]:
    """Return all containers."""
    return [
        cast("Container", import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__)
    ]
