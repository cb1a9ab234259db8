"""One way in: from a file to a board, whatever format it is in.

A container gives the sheets of a file; columns, titles and cells are understood in one place; what
is nested gives measurements at once. :func:`read` is the door.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import AmbiguousName, DataError, reason_of
from leaderboard.reading import addresses
from leaderboard.reading.addresses import Address, PathOrAddress, place_of
from leaderboard.reading.known import Known, shipped
from leaderboard.reading.stated import Stated
from leaderboard.reading.text_file import whole

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.reading.at_revision import AtRevision
    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.wanted import Wanted

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


def read(
    path: PathOrAddress | None = None, stated: Stated | None = None, known: Known | None = None
) -> Board:
    """Read a board.

    Args:
        path: A folder of our tables, a file of any format or its address, a folder of such files,
            or ``-`` for standard input; any file or folder as it was at a revision of git; without it,
            the board that comes with the program.
        stated: What the user says where the file is silent.
        known: The datasets and metrics that are known; by default those of the program.

    Raises:
        DataError: There is nothing to read, or nothing in it can be used; the text starts with the
            file, and the line where there is one.
    """
    return with_places(path, stated, known).board


def with_places(
    path: PathOrAddress | None = None,
    stated: Stated | None = None,
    known: Known | None = None,
    wanted: Wanted | None = None,
) -> Sorted:
    """Read a board as :func:`read` does, and keep in view where each score stands.

    Where it is said what is *wanted*, what is large is left to an engine, which takes only that.
    """
    from leaderboard.reading import own
    from leaderboard.reading.boards import sorted_out

    place = shipped() if path is None else path
    stated = stated or Stated()
    if not isinstance(place, Path | Address):
        return _at_revision(place, stated, known)
    try:
        if isinstance(place, Path) and place.is_dir() and own.is_own(place):
            return own.read(place, stated.of_file(str(place / "results.csv")))
    except OSError as error:
        raise DataError(str(place), reason_of(error)) from None
    known = known or Known()
    if isinstance(place, Path) and (found := _of_large(place, stated, known, wanted)):
        return found
    return sorted_out(measurements_of(place, stated, known), _name(place), known, stated)


def _of_large(place: Path, stated: Stated, known: Known, wanted: Wanted | None) -> Sorted | None:
    """Read what is large by an engine; None where a place is read as ever, as nearly always."""
    from leaderboard.reading import large_files

    try:
        if (
            place.is_file()
            and place.stat().st_size < large_files.SMALLEST
            and not large_files.is_duckdb(place)
        ):
            return None
        return large_files.read(place, stated, known, wanted)
    except OSError as error:
        raise DataError(_name(place), reason_of(error)) from None


def measurements_of(place: PathOrAddress, stated: Stated, known: Known) -> Measurements:
    """Read the measurements of a file, of a folder of files, of an address, or of standard input.

    Raises:
        DataError: There is nothing to read, or it cannot be read.
    """
    from leaderboard.reading import many, packed

    if isinstance(place, Address):
        return _of_address(place, stated, known)
    if not isinstance(place, Path):
        return _at_revision(place, stated, known).found
    try:
        if place.is_dir():
            return many.of_folder(place, stated, known)
        if str(place) != packed.STDIN and not place.exists():
            raise DataError(place, "no such file or folder")
        return _of_file(packed.plain(place), _name(place), stated, known)
    except OSError as error:
        raise DataError(_name(place), reason_of(error)) from None


def _name(place: PathOrAddress) -> str:
    return "stdin" if str(place) == "-" else str(place)


def _at_revision(place: AtRevision, stated: Stated, known: Known | None) -> Sorted:
    from leaderboard.reading.at_revision import board_named, copied

    with copied(place) as copy:
        found = with_places(copy, stated, known)
    return found._replace(board=board_named(found.board, copy, place))


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
    from leaderboard.reading import formats
    from leaderboard.reading.measurements import with_stated
    from leaderboard.reading.understanding import understood

    try:
        container, source = formats.format_of(path)
        with whole(path):
            if source is not None:
                return with_stated(source.measurements(path, name), stated.of_file(name))
            sheets = formats.sheets_of(path, name, container, stated.table) if container else []
        return understood(sheets, name, stated, known)
    except DataError as error:
        raise DataError(name, error.problem.replace(str(path), name), line=error.line) from None
    except AmbiguousName as error:
        raise DataError(name, error.mend) from None
