"""Reading: from a path to a Leaderboard, one file of this folder per input format.

Each of them offers ``read(path) -> Leaderboard`` and ``SUFFIXES``, and names in its
errors the file and the line. Modules that start with an underscore are their common parts.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from leaderboard.errors import DataError

if TYPE_CHECKING:
    from os import PathLike

    from leaderboard.board import Leaderboard


class Importer(Protocol):
    """One input format."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Leaderboard:
        """Read what is at *path*, or raise a DataError."""


def load(path: str | PathLike[str] | None = None) -> Leaderboard:
    """Read a leaderboard.

    Args:
        path: A folder with ``results.csv`` (and, if there are any, ``papers.csv``,
            ``links.csv`` and ``datasets.csv``), or one file of scores: a CSV that is long
            (``network,dataset,miou``) or wide (``network`` and one column per dataset).
            Without a path, the board that comes with the program.

    Raises:
        DataError: There is nothing to read, or it cannot be used; the text starts with
            the file, and the line where there is one.
    """
    place = shipped() if path is None else Path(path)
    try:
        if place.is_dir():
            from leaderboard.importers import folder

            return folder.read(place)
        if not place.exists():
            raise DataError(place, "no such file or folder")
        return _importer_for(place).read(place)
    except OSError as error:
        raise DataError(place, (error.strerror or str(error)).lower()) from None


def shipped() -> Path:
    """Return the folder of the board that comes with the program.

    It is inside the package when installed from a wheel, and beside it in a clone.
    """
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def _importer_for(path: Path) -> Importer:
    from pkgutil import iter_modules

    known: list[str] = []
    for module in iter_modules(__path__):
        if not module.name.startswith("_") and module.name != "folder":
            importer = cast("Importer", import_module(f"{__name__}.{module.name}"))
            if path.suffix.casefold() in importer.SUFFIXES:
                return importer
            known += importer.SUFFIXES
    raise DataError(path, f"cannot read files of this kind; a folder of tables or one of: {', '.join(known)}")
