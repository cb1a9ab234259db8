"""Reading: from a path to a Leaderboard, one file of this folder per input format.

The folder is the registry. What a file of it offers is :class:`Importer`; it names in its
errors the file and the line. Modules that start with an underscore are common parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from leaderboard.errors import DataError

if TYPE_CHECKING:
    from os import PathLike

    from leaderboard.board.board import Leaderboard


@dataclass(frozen=True)
class Hints:
    """What the user says of a file that it may not say itself."""

    table: int | None = None
    """Which of several tables to read, from 1."""
    better: Literal["higher", "lower"] | None = None
    """What is better on datasets of which that is not known."""
    dataset: str | None = None
    """The only dataset that is asked for, as people type it; a file of thousands may leave out others."""
    brief: bool = False
    """Whether only boards are asked for, and of papers no more than their years."""


class Importer(Protocol):
    """One input format."""

    SUFFIXES: tuple[str, ...]

    def recognises(self, start: str) -> bool:
        """Say whether a file that starts so is of this format."""

    def read(self, path: Path, hints: Hints) -> Leaderboard:
        """Read what is at *path*, or raise a DataError."""


def load(
    path: str | PathLike[str] | None = None,
    *,
    table: int | None = None,
    better: Literal["higher", "lower"] | None = None,
    dataset: str | None = None,
    brief: bool = False,
) -> Leaderboard:
    """Read a leaderboard.

    Args:
        path: A folder with ``results.csv`` (and, if there are any, ``papers.csv``,
            ``links.csv``, ``datasets.csv`` and ``speeds.csv``), or one file of scores: a
            CSV that is long (``network,dataset,miou``) or wide (``network`` and one column per dataset), or
            a file in one of the other formats of this folder. It may be packed with gzip;
            ``-`` is standard input. Without a path, the board that comes with the program.
        table: Which table of a file with several to read, from 1.
        better: ``higher`` or ``lower``: what is better on datasets of which the data does
            not tell.
        dataset: The only one that will be asked for, which makes large files of Papers with
            Code quicker to read; others may be left out.
        brief: Only boards will be asked for, and of papers no more than their years.

    Raises:
        DataError: There is nothing to read, or it cannot be used; the text starts with
            the file, and the line where there is one.
    """
    from leaderboard.reading import packed

    place = shipped() if path is None else Path(path)
    hints = Hints(table, better, dataset, brief)
    try:
        if place.is_dir():
            return _folder(place, hints)
        if str(place) != packed.STDIN and not place.exists():
            raise DataError(place, "no such file or folder")
        plain = packed.plain(place)
        if plain == place:
            return importer_of(place).read(place, hints)
        return _unpacked_board(place, plain, hints)
    except OSError as error:
        raise DataError(place, (error.strerror or str(error)).lower()) from None


def _folder(place: Path, hints: Hints) -> Leaderboard:
    """Read a folder of tables, or else one that another format lays out in a folder."""
    from leaderboard.importers import folder

    if (place / "results.csv").exists():
        return folder.read(place, hints)
    for importer in _importers():
        reads = getattr(importer, "recognises_folder", None)
        if reads and reads(place):
            return importer.read(place, hints)
    raise DataError(
        place, "nothing in this folder can be read: no results.csv, and no files of another format"
    )


def _unpacked_board(place: Path, plain: Path, hints: Hints) -> Leaderboard:
    """Read a copy, and name in messages what it is a copy of."""
    name = "stdin" if str(place) == "-" else str(place)
    try:
        board = importer_of(plain).read(plain, hints)
    except DataError as error:
        raise DataError(name, error.problem.replace(str(plain), name), line=error.line) from None
    return replace(
        board,
        remarks=tuple(remark.replace(str(plain), name) for remark in board.remarks),
        unusable=tuple(replace(one, place=one.place.replace(str(plain), name)) for one in board.unusable),
    )


def shipped() -> Path:
    """Return the folder of the board that comes with the program.

    It is inside the package when installed from a wheel, and beside it in a clone.
    """
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def _importers() -> list[Importer]:
    from pkgutil import iter_modules

    names = [module.name for module in iter_modules(__path__)]
    return [
        cast("Importer", import_module(f"{__name__}.{name}"))
        for name in names
        if not name.startswith("_") and name != "folder"
    ]


def importer_of(path: Path) -> Importer:
    """Return the format of a file: by what it starts with, or where that fits none or several, by its suffix.

    Raises:
        DataError: It is of no format that can be read.
        OSError: It cannot be opened.
    """
    from leaderboard.importers._text import start_of

    start = start_of(path)
    if not start.strip():
        raise DataError(path, "the file is empty")
    importers = _importers()
    fitting = [importer for importer in importers if importer.recognises(start)]
    named = [importer for importer in fitting or importers if path.suffix.casefold() in importer.SUFFIXES]
    if found := named or fitting:
        return found[0]
    if "\0" in start:
        raise DataError(path, "not a text file, and in no format that can be read")
    known = dict.fromkeys(suffix for importer in importers for suffix in importer.SUFFIXES)
    raise DataError(path, f"cannot read files of this kind; a folder of tables or one of: {', '.join(known)}")
