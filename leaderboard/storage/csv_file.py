"""A CSV file as the bytes it is made of: what is not touched stays as it is.

Nothing here makes an object of every row of a large file; rows are looked for among the
bytes, and only those that are wanted are taken apart.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO, TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import DataError, quoted, reason_of, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_CHUNK = 1 << 18
"""Bytes to look at in one go: so many stay in the cache of a processor."""

_MARK = b"\xef\xbb\xbf"
"""The byte-order mark that spreadsheets begin UTF-8 with."""

_BLANK = (b" ", b"\t", b"\r", b"\n")

_TABBED = (".tsv", ".tab")


class Row(dict[str, str]):
    """A row by its folded columns; a name that is typed another way fits, and a missing column is empty."""

    def __missing__(self, name: str) -> str:
        return self.get(fold(name), "")


@dataclass(frozen=True)
class CsvFile:
    """A table as it is on the disk: its bytes, and what is to be known to put a row among them."""

    path: Path
    content: bytes
    header: tuple[str, ...]
    body: int
    """Where the rows begin: how many bytes the header takes."""
    newline: bytes
    """How its lines end."""
    is_new: bool = False
    """Whether there is no such file yet."""
    delimiter: str = ","
    """What stands between cells."""
    roles: tuple[tuple[str, int], ...] = ()
    """Which column is what, beside what the header says: other names, and where those columns stand."""

    @classmethod
    def read(
        cls, path: Path, roles: Mapping[str, int] | None = None, delimiter: str | None = None
    ) -> CsvFile:
        """Read the file at *path*; *roles* are other names of its columns, and where those stand.

        Without a *delimiter*, it is what is most frequent on the first line.

        Raises:
            DataError: It is not there, empty, not UTF-8 or not a CSV table; a column is named twice.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DataError(path, reason_of(error)) from None
        delimiter, given = delimiter or _delimiter_in(content, path), tuple((roles or {}).items())
        whole = cls(path, content, (), 0, b"\n", delimiter=delimiter)
        records = whole.records()
        _, cells = next(records, (0, None))
        if cells is None:
            raise DataError(path, "the file is empty")
        header = tuple(cell.strip() for cell in cells)
        repeated = [name for name in header if name and header.count(name) > 1]
        if repeated:
            raise DataError(path, f"the column {quoted(repeated[0])} stands there twice", line=1)
        below, _ = next(records, (len(content), None))
        body = below if below < len(content) else _end_of_rows(content)
        newline = b"\r\n" if content[:body].rstrip(b"\n").endswith(b"\r") else b"\n"
        return cls(path, content, header, body, newline, delimiter=delimiter, roles=given)

    @classmethod
    def new(cls, path: Path, columns: Sequence[str]) -> CsvFile:
        """Begin a table with these *columns* at *path*, where there is none yet."""
        delimiter = "\t" if path.suffix.casefold() in _TABBED else ","
        content = line_of(columns, delimiter, b"\n")
        return cls(path, content, tuple(columns), len(content), b"\n", is_new=True, delimiter=delimiter)

    def with_roles(self, roles: Mapping[str, int]) -> CsvFile:
        """Return the same file with other names for its columns: which each has, by number."""
        return replace(self, roles=tuple(roles.items()))

    @cached_property
    def columns(self) -> dict[str, int]:
        """Where each column stands, by its folded name, the last column first."""
        named = {fold(name): place for place, name in reversed([*enumerate(self.header)]) if name}
        return named | {fold(name): place for name, place in self.roles}

    @cached_property
    def end(self) -> int:
        """Where the rows end: behind the last one, before blank lines."""
        return max(_end_of_rows(self.content), self.body)

    @property
    def is_empty(self) -> bool:
        """Whether there is no row below the header."""
        return self.end <= self.body

    def row(self, cells: Sequence[str]) -> Row:
        """Name the cells of a row; those it lacks are empty."""
        return Row(
            (name, cells[place].strip() if place < len(cells) else "") for name, place in self.columns.items()
        )

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Give the cells of each record, the header first, with the byte that it begins at.

        Raises:
            DataError: It is not UTF-8, or not a CSV table; with the line.
        """
        begins = len(_MARK) if self.content[: len(_MARK)] == _MARK else 0
        at, number = begins, 0

        def lines() -> Iterator[str]:
            nonlocal at, number
            for line in self.lines(begins):
                number += 1
                at += len(line)
                yield line.decode()

        try:
            with long_cells():
                here = at
                for cells in csv.reader(lines(), delimiter=self.delimiter, skipinitialspace=True):
                    if any(map(str.strip, cells)):
                        yield here, cells
                    here = at
        except UnicodeDecodeError:
            problem = "not UTF-8 text; save the file with that encoding"
            raise DataError(self.path, problem, line=number) from None
        except csv.Error as error:
            raise DataError(self.path, f"not a CSV table: {said_by(error)}", line=number) from None

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Give every row with the byte that it begins at."""
        for begins, cells in self.records():
            if begins >= self.body:
                yield begins, self.row(cells)

    def parsed(self, begins: int, ends: int) -> Row | None:
        """Take one line apart; nothing if it is no row by itself."""
        try:
            text = self.content[begins:ends].decode()
            cells = next(csv.reader([text], delimiter=self.delimiter, skipinitialspace=True), [])
        except (UnicodeDecodeError, csv.Error):
            return None
        return self.row(cells) if any(map(str.strip, cells)) and len(cells) <= len(self.header) else None

    def line_around(self, at: int) -> tuple[int, int]:
        """Return where the line at a byte begins, and where the next one does."""
        begins = self.content.rfind(b"\n", self.body, at) + 1 or self.body
        return begins, self.content.find(b"\n", at) + 1 or len(self.content)

    def counts(self, begins: int, ends: int) -> tuple[int, int]:
        """Count the ends of lines and the marks of quotation between two bytes."""
        lines = marks = 0
        for at in range(begins, ends, _CHUNK):
            chunk = self.content[at : min(at + _CHUNK, ends)]
            lines += chunk.count(b"\n")
            marks += chunk.count(b'"') if b'"' in chunk else 0  # looking for one is quicker than counting
        return lines, marks

    def line_number(self, at: int) -> int:
        """Return the number of the line at a byte, from 1."""
        return self.counts(0, at)[0] + 1

    def lines(self, begins: int) -> IO[bytes]:
        """Give the lines from a byte on."""
        file = io.BytesIO(self.content)  # shares the bytes
        file.seek(begins)
        return file

    def line(self, cells: Mapping[int, str]) -> bytes:
        """Write a row: a cell per column, most of them empty."""
        return line_of(
            [cells.get(place, "") for place in range(len(self.header))], self.delimiter, self.newline
        )

    def place_of(self, name: str) -> int | None:
        """Return where the column stands that is called *name*."""
        return self.columns.get(fold(name))


def line_of(cells: Sequence[str], delimiter: str, newline: bytes) -> bytes:
    """Write one record, with quotation marks only where CSV needs them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n").encode() + newline


def _delimiter_in(content: bytes, path: Path) -> str:
    """Return what stands between the names of columns: what is most frequent on the header's line."""
    content = content.lstrip(b"\r\n")
    first = content[: content.find(b"\n") if b"\n" in content[:_CHUNK] else _CHUNK]
    counts = {mark: first.count(mark.encode()) for mark in ",;\t|"}
    most = max(counts, key=lambda mark: counts[mark])
    return most if counts[most] else "\t" if path.suffix.casefold() in _TABBED else ","


def _end_of_rows(content: bytes) -> int:
    at = len(content)
    while at and content[at - 1 : at] in _BLANK:
        at -= 1
    return content.find(b"\n", at) + 1 or len(content)


@contextmanager
def long_cells() -> Iterator[None]:
    """Let cells be as long as they are, as in reading."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
