"""Putting rows into a CSV file and leaving every other byte as it is."""

from __future__ import annotations

import csv
import io
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from leaderboard.board.names import fold
from leaderboard.errors import DataError, quoted
from leaderboard.storage.csv_file import CsvFile, Row, long_cells
from leaderboard.storage.journal import replace_together

Order: TypeAlias = Callable[[Row], Any]
"""Gives what the rows of a table are sorted by, or None for a row that has no place in the order."""

_LARGE = 1_000_000
"""Bytes; below, taking every row apart is no matter."""

_SAMPLES = 64
"""So many rows of a large file have to be in order before a place is looked for."""


@dataclass(frozen=True)
class Written:
    """One line that was put into a file, or taken out of it: its number, from 1, and its text."""

    path: Path
    line: int
    text: str
    removed: bool = False


class Change(Protocol):
    """What is to be done to a file; nothing is written yet."""

    @property
    def file(self) -> CsvFile:
        """The file as it was read."""

    def parts(self) -> Iterator[bytes]:
        """Give the content of the new file."""

    def written(self) -> list[Written]:
        """Return the lines that come and go."""


@dataclass(frozen=True)
class Insertion:
    """Rows that fit a file; nothing is written yet."""

    file: CsvFile
    lines: tuple[tuple[int, int, bytes], ...]
    """Each with the byte that it goes before and the number of the line that it will be, from 1."""

    def parts(self) -> Iterator[bytes]:
        """Give the content of the new file: the rows in their places, and every other byte as it was."""
        at = 0
        for place, _, line in self.lines:
            yield from (self.file.content[at:place], line)
            at = place
        yield self.file.content[at:]

    def written(self) -> list[Written]:
        """Return the rows as they are in the new file."""
        return [Written(self.file.path, line, text.decode().strip("\r\n")) for _, line, text in self.lines]


def write(insertions: Sequence[Change]) -> list[Written]:
    """Write files with their changes: all of a folder or none, see :mod:`leaderboard.storage.journal`.

    Where symbolic links lead to several folders, these are written one after the other. The
    lock is to be held (:func:`leaderboard.storage.locked`) since before the files were read.

    Raises:
        Changed: Something without the lock has changed one of them since it was read, and it
            is as that left it.
        LeaderboardError: One cannot be written. None of its folder is, or the text says that
            the next writer completes it.
    """
    for _, together in groupby(insertions, lambda one: Path(os.path.realpath(one.file.path)).parent):
        replace_together(
            [(one.file.path, one.parts(), b"" if one.file.is_new else one.file.content) for one in together]
        )
    return [line for one in insertions for line in one.written()]


def insert_rows(
    path: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    order: Order | None = None,
    roles: Mapping[str, int] | None = None,
    columns: Sequence[str] = (),
) -> list[Written]:
    """Put *rows* into a CSV file, or begin one with these *columns*; the lock is to be held."""
    is_new = columns and not path.exists()
    file = CsvFile.new(path, columns) if is_new else CsvFile.read(path, roles)
    return write([insertion(file, rows, order=order)])


def insertion(file: CsvFile, rows: Sequence[Mapping[str, str]], *, order: Order | None = None) -> Insertion:
    """Fit *rows* into a CSV file.

    Args:
        file: The file as it was read, or a new one.
        rows: What stands in its columns, by their names as people type them; what is not
            named is empty.
        order: What the rows of the file are sorted by. A row goes behind the last one
            that does not come after it; at the end if the file is not sorted so, and
            without an order.

    Raises:
        DataError: The file lacks a column for something that is to be written.
    """
    lines = [_line(file, row) for row in rows]
    places = [file.end] * len(lines)
    if order is not None:
        keys = [order(Row((fold(name), cell) for name, cell in row.items())) for row in rows]
        known = sorted((place for place, key in enumerate(keys) if key is not None), key=keys.__getitem__)
        found = _places(file, [keys[row] for row in known], order)
        for row, place in zip(known, found, strict=True):
            places[row] = place
        rest = [row for row, key in enumerate(keys) if key is None]
        lines, places = ([some[row] for row in (*known, *rest)] for some in (lines, places))  # type: ignore[assignment]
    return Insertion(file, _numbered(file, sorted(zip(places, lines, strict=True), key=lambda one: one[0])))


def _line(file: CsvFile, row: Mapping[str, str]) -> bytes:
    cells: dict[int, str] = {}
    for name, text in row.items():
        place = file.place_of(name)
        if place is not None:
            cells[place] = text
        elif text:
            problem = f"no column {quoted(name)} for {quoted(text)}"
            raise DataError(file.path, f"{problem}; the columns are {', '.join(map(quoted, file.header))}")
    return file.line(cells)


def _places(file: CsvFile, keys: Sequence[Any], order: Order) -> list[int]:
    """Find the bytes that rows with these *keys*, in their order, go before: all at the end if in doubt."""
    look = _among_all if len(file.content) <= _LARGE else _by_halves
    return look(file, keys, order) or [file.end] * len(keys)


def _among_all(file: CsvFile, keys: Sequence[Any], order: Order) -> list[int]:
    begins, there = [], []
    for place, row in file.rows():
        begins.append(place)
        there.append(order(row))
    if not _ascend(there):
        return []
    return [[*begins, file.end][bisect_right(there, key)] for key in keys]


def _by_halves(file: CsvFile, keys: Sequence[Any], order: Order) -> list[int]:
    """Look among the lines of a large file, without taking more than a few of them apart.

    A line may be no row by itself, if a cell runs over several: see :func:`_numbered`.
    """
    step = max((file.end - file.body) // _SAMPLES, 1)
    if not _ascend([_key_at(file, at, order) for at in range(file.body, file.end, step)]):
        return []
    places = []
    for key in keys:
        low, high = file.body, file.end
        while low < high:
            begins, ends = file.line_around((low + high) // 2)
            there = _key_at(file, begins, order)
            if there is None:
                return []
            if there <= key:
                low = ends
            else:
                high = begins
        places.append(low)
    return places


def _key_at(file: CsvFile, at: int, order: Order) -> Any:
    row = file.parsed(*file.line_around(at))
    return None if row is None else order(row)


def _ascend(keys: Sequence[Any]) -> bool:
    return None not in keys and all(before <= after for before, after in pairwise(keys))


def _numbered(file: CsvFile, lines: list[tuple[int, bytes]]) -> tuple[tuple[int, int, bytes], ...]:
    """Say which lines the new ones will be, and see that none is put into the middle of a cell.

    In the middle of a cell there is an odd number of quotation marks before. The places
    among all rows of a small file are known better than that: there a mark may be just text.
    """
    numbered: list[tuple[int, int, bytes]] = []
    at = marks = 0
    number = 1
    for place, line in lines:
        ends, found = file.counts(at, place)
        number, marks = number + ends, marks + found
        if marks % 2 and place == file.end:
            _refuse_open_end(file)
        elif marks % 2 and len(file.content) > _LARGE:
            return _numbered(file, [(file.end, moved) for _, moved in lines])
        unended = place > at and file.content[place - 1 : place] != b"\n"
        numbered.append((place, number + unended, file.newline * unended + line))
        number += (file.newline * unended + line).count(b"\n")
        at = place
    return tuple(numbered)


def _refuse_open_end(file: CsvFile) -> None:
    """See that what is put at the end does not end up inside of a cell that was never closed."""
    begins = max((begins for begins, _ in file.rows()), default=file.body)
    # A cell that is still open takes in whatever is put behind it.
    lines = io.StringIO(f"{file.content[begins:].decode()}\nanother row", newline="")
    with long_cells():
        rows = list(csv.reader(lines, delimiter=file.delimiter, skipinitialspace=True))
    if len(rows) == 1:
        problem = "a quotation mark is opened and never closed"
        raise DataError(file.path, problem, line=file.line_number(begins))
