"""One way in: from a file to a board, whatever format it is in.

A container gives the sheets of a file; columns, titles and cells are understood in one place; what
is nested gives measurements at once. :func:`read` is the door.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import AmbiguousName, DataError
from leaderboard.reading import addresses, limits
from leaderboard.reading.addresses import Address, PathOrAddress, place_of
from leaderboard.reading.known import Known, shipped
from leaderboard.reading.sheet import Unusable
from leaderboard.reading.stated import Stated
from leaderboard.reading.text_file import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.board.board import Board
    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.containers import Container
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.sources import Source

__all__ = [
    "Address",
    "Known",
    "PathOrAddress",
    "Stated",
    "measurements_of",
    "place_of",
    "read",
    "shipped",
    "with_places",
]

MOST_TABLES = 2_000
"""Tables of a file that are read."""
MOST_FILES = 5_000
"""Files of a folder that are read."""


class OfNoFormat(DataError):
    """A file of no format that can be read."""


def read(
    path: PathOrAddress | None = None, stated: Stated | None = None, known: Known | None = None
) -> Board:
    """Read a board.

    Args:
        path: A folder of our tables, a file of any format or its address, a folder of such files,
            or ``-`` for standard input; without it, the board that comes with the program.
        stated: What the user says where the file is silent.
        known: The datasets and metrics that are known; by default those of the program.

    Raises:
        DataError: There is nothing to read, or nothing in it can be used; the text starts with the
            file, and the line where there is one.
    """
    return with_places(path, stated, known).board


def with_places(
    path: PathOrAddress | None = None, stated: Stated | None = None, known: Known | None = None
) -> Sorted:
    """Read a board as :func:`read` does, and keep in view where each score stands."""
    from leaderboard.reading import own
    from leaderboard.reading.boards import sorted_out

    place = shipped() if path is None else path
    stated = stated or Stated()
    try:
        if isinstance(place, Path) and place.is_dir() and own.is_own(place):
            return own.read(place, stated)
    except OSError as error:
        raise DataError(str(place), (error.strerror or str(error)).lower()) from None
    known = known or Known()
    return sorted_out(measurements_of(place, stated, known), _name(place), known, stated)


def measurements_of(place: PathOrAddress, stated: Stated, known: Known) -> Measurements:
    """Read the measurements of a file, of a folder of files, of an address, or of standard input.

    Raises:
        DataError: There is nothing to read, or it cannot be read.
    """
    from leaderboard.reading import packed

    if isinstance(place, Address):
        return _of_address(place, stated, known)
    try:
        if place.is_dir():
            return _of_folder(place, stated, known)
        if str(place) != packed.STDIN and not place.exists():
            raise DataError(place, "no such file or folder")
        return _of_file(packed.plain(place), _name(place), stated, known)
    except OSError as error:
        raise DataError(_name(place), (error.strerror or str(error)).lower()) from None


def _name(place: PathOrAddress) -> str:
    return "stdin" if str(place) == "-" else str(place)


def _of_address(address: Address, stated: Stated, known: Known) -> Measurements:
    """Read a file at an address, which is the source of what names none."""
    from leaderboard.reading import packed

    copy, remark = addresses.copy_of(address)
    with addresses.named(address, copy):
        path = packed.plain(copy)
    stated = replace(stated, said={"source": str(address), **stated.said})
    found = _of_file(path, str(address), stated, known)
    return replace(found, remarks=(remark, *found.remarks)) if remark else found


def _of_file(path: Path, name: str, stated: Stated, known: Known) -> Measurements:
    """Read a file that is called *name* in messages."""
    from leaderboard.reading.measurements import with_stated
    from leaderboard.reading.understanding import understood

    try:
        container, source = format_of(path)
        with whole(path):
            if source is not None:
                return with_stated(source.measurements(path, name), stated)
            sheets = container.sheets(path) if container else []
        if len(sheets) > limits.most(MOST_TABLES):
            raise limits.too_much(name, f"more than {limits.most(MOST_TABLES):,} tables")
        return understood(_chosen(path, sheets, stated.table), name, stated, known)
    except DataError as error:
        raise DataError(name, error.problem.replace(str(path), name), line=error.line) from None
    except AmbiguousName as error:
        raise DataError(name, error.mend) from None


def _chosen(path: Path, sheets: list[Sheet], table: str | None) -> list[Sheet]:
    """Keep the table that is asked for: by its number, or by its name.

    Raises:
        DataError: There is none.
    """
    if table is None:
        return sheets
    named = [sheet for sheet in sheets if fold(table) == fold(sheet.part.partition(" ")[2].strip("'"))]
    if named:
        return named
    if table.isdigit() and 1 <= int(table) <= len(sheets):
        return [sheets[int(table) - 1]]
    parts = [sheet.part for sheet in sheets if sheet.part]
    tables = "1 table" if len(sheets) == 1 else f"{len(sheets)} tables"
    raise DataError(path, f"no table {table}: it has {', '.join(parts) if parts else tables}")


def format_of(path: Path) -> tuple[Container | None, Source | None]:
    """Return the container or the nested format of a file: what recognises it best.

    Raises:
        OfNoFormat: It is of no format that can be read.
        DataError: It is empty.
        OSError: It cannot be opened.
    """
    from leaderboard.reading.containers import containers
    from leaderboard.reading.sources import sources
    from leaderboard.reading.start import Start

    start = Start.of(path)
    if not start.text.strip():
        raise DataError(path, "the file is empty")
    formats: list[Container | Source] = [*containers(), *sources()]
    sure = [(one.recognises(start), one) for one in formats]
    best, found = max(sure, key=lambda pair: pair[0])
    if best <= 0:
        if not start.is_text:
            raise OfNoFormat(path, "not a text file, and in no format that can be read")
        known = dict.fromkeys(suffix for one in formats for suffix in one.SUFFIXES)
        raise OfNoFormat(
            path, f"cannot read files of this kind; a folder of tables or one of: {', '.join(known)}"
        )
    return (found, None) if hasattr(found, "sheets") else (None, found)  # type: ignore[return-value]


# Folders


def _of_folder(folder: Path, stated: Stated, known: Known) -> Measurements:
    """Read a folder that is one source as a whole, or every file in it that can be read."""
    from leaderboard.reading import folders
    from leaderboard.reading.measurements import with_stated
    from leaderboard.reading.sources import sources

    aside = folders.not_looked_at(folder)
    for source in sources():
        if source.recognises_folder(folder):
            found = with_stated(source.measurements(folder, str(folder)), stated)
            break
    else:
        found = _of_files(folder, stated, known, aside)
    return replace(found, remarks=(*found.remarks, f"{folder}: {aside}")) if aside else found


def _of_files(folder: Path, stated: Stated, known: Known, aside: str) -> Measurements:
    """Read every file in a folder that can be read; *aside* says what is not even looked at."""
    from leaderboard.reading.measurements import together

    found, bad = [], []
    for file in _files(folder):
        try:
            one = _of_file(file, str(file), stated, known)
        except OfNoFormat:
            continue
        except DataError as error:
            bad.append(Unusable(error.place, error.problem, whole=True))
        except OSError as error:
            bad.append(Unusable(str(file), (error.strerror or str(error)).lower(), whole=True))
        else:
            found.append(one)
            if one.scores.empty and one.nearest:
                line = f":{one.nearest_line}" if one.nearest_line else ""
                bad.append(Unusable(f"{file}{line}", one.nearest))
    if all(one.scores.empty for one in found):
        more = "".join(
            f"; {reason}" for reason in (bad and f"{bad[0].place}: {bad[0].reason}", aside) if reason
        )
        raise DataError(
            folder, f"nothing in this folder can be read: no results.csv, and no file with scores{more}"
        )
    both = together(found)
    return replace(both, unusable=(*both.unusable, *bad))


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of those below in order, if they are not too many."""
    from leaderboard.reading import folders

    most = limits.most(MOST_FILES)
    for number, file in enumerate(folders.files_in(folder)):
        if number == most:
            raise limits.too_much(folder, f"a folder of more than {most:,} files")
        yield file
