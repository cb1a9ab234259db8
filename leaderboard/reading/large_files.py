"""Which files are left to an engine, and how it opens them.

That are files that fit a pattern (``runs/**/*.parquet``), a DuckDB file, and CSV or Parquet that is large,
alone or in a folder. Where every score is asked for, files and folders are read as ever.
"""

from __future__ import annotations

import glob
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, few_of, quoted
from leaderboard.reading import folders, limits, own
from leaderboard.reading.containers import delimited, parquet
from leaderboard.reading.large import Damaged, Large, named
from leaderboard.scale import sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.known import Known
    from leaderboard.reading.stated import Stated
    from leaderboard.reading.wanted import Wanted

_SIGNS = "*?"
"""Of which one makes a pattern of a path that does not exist; brackets are in many names."""

_LARGE = {
    **dict.fromkeys(delimited.SUFFIXES, delimited.LARGE),
    **dict.fromkeys(parquet.SUFFIXES, parquet.LARGE),
}
"""Bytes from which on files are left to an engine."""

SMALLEST = min(_LARGE.values())
"""A smaller file is left to no engine, if it is none of DuckDB."""

_MAGIC, _AT = b"DUCK", 8
"""What stands where in every DuckDB file."""

_kept: list[TemporaryDirectory[str]] = []
"""Folders to spill to, which go when the program ends."""


class Lake(NamedTuple):
    """Files that an engine reads as one table."""

    files: tuple[Path, ...]
    kind: str
    """``csv``, ``parquet`` or ``duckdb``."""
    only: bool
    """Whether nothing else can read it."""


def lake_of(place: Path) -> Lake | None:
    """Say what of a place is left to an engine, if anything is.

    Raises:
        DataError: It can only be read by an engine, which is not installed; or a pattern fits no file, or
            files of several kinds.
    """
    if is_pattern(place):
        return _of_pattern(place)
    if place.is_dir():
        return _of_folder(place)
    if not place.is_file():
        return None
    if is_duckdb(place):
        sources.needs(place)
        return Lake((place,), "duckdb", only=True)
    return _of_files((place,))


def is_pattern(place: Path) -> bool:
    """Say whether a path names files by a pattern."""
    return any(sign in str(place) for sign in _SIGNS) and not place.exists()


def read(place: Path, stated: Stated, known: Known, wanted: Wanted | None) -> Sorted | None:
    """Read what is *wanted* of a place by an engine; None where the place is read as ever.

    Raises:
        DataError: Only an engine can read it, and it cannot, or every score is asked for.
    """
    if wanted is None:
        refuse(place)
        return None
    lake = lake_of(place)
    if lake is None:
        return None
    try:
        with named(str(place)):
            return opened(lake, str(place), stated, known).read(wanted)
    except (NotPlain, Damaged):
        if lake.only:
            raise
        return None  # what is wrong with it is told with its line


def refuse(place: Path) -> None:
    """Refuse what only an engine reads, where every score is asked for.

    Raises:
        DataError: It is a pattern, or a DuckDB file.
    """
    what = "a pattern of files" if is_pattern(place) else "a DuckDB file" if is_duckdb(place) else ""
    if what:
        raise DataError(
            place, f"every score is asked for, and of {what} only the best are taken; give a file or a folder"
        )


def opened(lake: Lake, name: str, stated: Stated, known: Known) -> Large:
    """Open files as one large table.

    Raises:
        DataError: They are damaged, of no format that is taken, or have no such table.
    """
    _kept.append(TemporaryDirectory(prefix="leaderboard-"))
    spill, memory = _kept[-1].name, limits.memory()
    commas = False
    if lake.kind == "duckdb":
        source = sources.of_database(lake.files[0], stated.table, memory, spill)
    elif lake.kind == "parquet":
        source = sources.of_parquet(lake.files, memory, spill)
    else:
        layouts = [(path, _layout(path)) for path in lake.files]
        files = [sources.Delimited(path, one.titles, one.delimiter, one.skipped) for path, one in layouts]
        commas = any(one.decimal_comma for _, one in layouts)
        source = sources.of_delimited(files, memory, spill)
    return Large(
        source.frame,
        name,
        stated,
        known,
        decimal_comma=commas,
        remarks=tuple(f"{name}: {remark}" for remark in source.remarks),
        settled=source.settled,
    )


class NotPlain(DataError):
    """How a file of text is written is told by all of it."""


def _layout(path: Path) -> delimited.Layout:
    found = delimited.layout(path)
    if found is None:
        raise NotPlain(
            path, "no plain table with one line of titles, in UTF-8, which a pattern of files takes"
        )
    return found


def _of_pattern(place: Path) -> Lake:
    root = _fixed(place)
    found = sorted(Path(path) for path in glob.iglob(str(place), recursive=True))  # noqa: PTH207 - hidden files stay out
    files = tuple(path for path in found if path.is_file() and not folders.leads_out(path, root))
    if not files:
        raise DataError(place, "no file fits this pattern")
    sources.needs(place)
    kinds = {kind for path in files if (kind := _kind(path))}
    strange = [quoted(path.name) for path in files if not _kind(path)]
    if strange:
        raise DataError(place, f"a pattern is of CSV or Parquet files, and fits {few_of(strange)}")
    if len(kinds) > 1:
        raise DataError(place, "it fits both CSV and Parquet files; a pattern is of one kind")
    return Lake(files, kinds.pop(), only=True)


def _fixed(place: Path) -> Path:
    """Return the folder that a pattern is in: what stands in front of its first sign."""
    parts = []
    for part in place.parts[:-1]:
        if any(sign in part for sign in (*_SIGNS, "[")):
            break
        parts.append(part)
    return Path(*parts) if parts else Path()


def _of_folder(folder: Path) -> Lake | None:
    if own.is_own(folder) or not sources.is_installed():
        return None
    files = tuple(folders.files_in(folder))
    return _of_files(files) if files and all(map(_kind, files)) else None


def _of_files(files: Sequence[Path]) -> Lake | None:
    kinds = {_kind(path) for path in files}
    if len(kinds) > 1 or "" in kinds:
        return None
    large = sum(path.stat().st_size for path in files) >= _LARGE[files[0].suffix.casefold()]
    return Lake(tuple(files), kinds.pop(), only=False) if large and sources.is_installed() else None


def _kind(path: Path) -> str:
    suffix = path.suffix.casefold()
    return "csv" if suffix in delimited.SUFFIXES else "parquet" if suffix in parquet.SUFFIXES else ""


def is_duckdb(path: Path) -> bool:
    """Say whether a path is that of a DuckDB file."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(_AT + len(_MAGIC))[_AT:] == _MAGIC
