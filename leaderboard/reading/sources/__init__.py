"""What is nested: from a file of somebody's format to measurements, one file (or folder) here per format.

The folder is the registry, as with the containers of tables.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start


class Source(Protocol):
    """One nested format."""

    SUFFIXES: tuple[str, ...]

    def recognises(self, start: Start) -> float:
        """Say from 0 to 1 how sure it is that a file that starts so is of this format."""

    def measurements(self, path: Path, name: str) -> Measurements:
        """Read a file or folder, which is called *name* in messages, or raise a DataError."""


@runtime_checkable
class FolderSource(Source, Protocol):
    """One nested format of which many files may be one source."""

    def recognises_folder(self, folder: Path) -> bool:
        """Say whether a folder as a whole is of this format."""


def sources() -> list[Source]:
    """Return all nested formats."""
    return [cast("Source", import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__)]
