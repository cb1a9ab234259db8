"""CSV and its kin: cells between commas, semicolons or tabs.

Cells are text. Of a file with cells too many in some row, the rest is read, and those are reported.
"""

from __future__ import annotations

import csv
import io
import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import SEEK_END
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError
from leaderboard.reading import limits
from leaderboard.reading.cells import has_decimal_commas
from leaderboard.reading.header import beyond, headed, joined
from leaderboard.reading.limits import MOST_COLUMNS
from leaderboard.reading.sheet import HEADER, Sheet, sheet_of
from leaderboard.reading.text_file import mistakes, refuse_conflict, refuse_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from leaderboard.reading.start import Start

SUFFIXES = (".csv", ".tsv", ".tab", ".psv")

LARGE = 25_000_000
"""Bytes from which on a file is left to an engine, which gains more than its start takes."""

UNCLOSED = "a quotation mark is opened and never closed"
"""What is wrong with a file that ends inside a cell."""

_DELIMITERS = ",;\t|"
_HEAD = 60
"""Records that are looked at to find the header."""
_LINES = 20
"""Lines that are looked at to find what stands between cells."""
_UNDER = 8
"""Rows below the header that may be rows of titles, too, and those that tell that they are."""
_LARGE = 500_000
"""Bytes of a file from which on pandas' parser is quicker."""
_SAMPLE = 5_000
"""Rows in which decimal commas are looked for."""

_BEGINNING = 1_000_000
"""Bytes that tell how a large file is written."""

LONGEST_LINE = 1_000_000
"""Bytes of a line that is read for certain; one that is twice as long is no row of a table."""


def recognises(start: Start) -> float:
    """Trust the suffix of a text; without it, lines that have equally many cells."""
    text = start.text.lstrip()
    if not start.is_text or not text or text[0] in "{[<":
        return 0
    if start.suffix in SUFFIXES:
        return 0.7
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]
    delimiter = delimiter_of(lines)
    with _long_cells():
        counts = {len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines[:-1]}
    return 0.5 if len(lines) > 1 and len(counts) == 1 and max(counts) > 1 and delimiter != "|" else 0


def sheets(path: Path) -> list[Sheet]:
    """Read the one table of a file.

    A byte-order mark, UTF-16 with one, Windows line ends, quoted line breaks, a line ``sep=;``, titles
    above the header and empty rows are fine.

    Raises:
        DataError: The file is empty, not text, not a table, or a quotation mark is never closed.
    """
    with mistakes(path), path.open("rb") as file:
        refuse_pointer(path, file.read(100))
        file.seek(0)
        table = Table.of(path, file)
        file.seek(0)
        refuse_conflict(path, file)
        return [table.sheet(file)]


class Layout(NamedTuple):
    """How a file of plain rows below one header is written."""

    titles: tuple[str, ...]
    delimiter: str
    skipped: int
    """Lines before the first row."""
    decimal_comma: bool


def layout(path: Path) -> Layout | None:
    """Look at how a file begins; None if only all of it tells how it is read: words above the table, UTF-16.

    Raises:
        DataError: It is not a table.
    """
    with mistakes(path), path.open("rb") as file:
        start = file.read(_BEGINNING)
        refuse_pointer(path, start)
        start = start[: start.rfind(b"\n") + 1] if len(start) == _BEGINNING else start
        if not start:
            return None
        beginning = io.BytesIO(start)
        table = Table.of(path, beginning)
        with table.records(beginning) as found:
            head = list(islice(found, _HEAD + _UNDER))
    below = headed([record.cells for record in head[:_HEAD]])
    if below is None or below.titles or table.encoding == "utf-16":
        return None
    header, under = joined(below.header, below.rows[:_UNDER])
    first, titles = below.first + under, tuple(title.strip() for title in header)
    if first >= len(head) or len(set(titles)) < len(titles) or "" in titles:
        return None
    cells = [cell for record in head[first:] for cell in record.cells]
    commas = table.delimiter in ";\t" and has_decimal_commas(cells)
    return Layout(titles, table.delimiter, head[first].begins - 1, commas)


class Record(NamedTuple):
    """One record of a file."""

    begins: int
    """The line it begins on, from 1."""
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A delimited file: how it is written."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int
    """Lines before the first record: a line such as ``sep=;``."""

    @classmethod
    def of(cls, path: Path, file: IO[bytes]) -> Table:
        """Look at how a *file* that is open is written.

        Raises:
            DataError: It is empty, or a line is longer than any row.
        """
        _refuse_endless_line(path, file)
        encoding = "utf-16" if _begins(file, 2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        with _as_text(file, encoding) as text:
            lines = [line for line in islice(text, 10 * _LINES) if line.strip()][:_LINES]
        if not lines:
            raise DataError(path, "the file is empty")
        first = lines[0].strip().strip('"')
        if first.casefold().startswith("sep=") and len(first) == len("sep=") + 1:
            return cls(path, encoding, first[-1], 1)
        return cls(path, encoding, delimiter_of(lines), 0)

    @contextmanager
    def records(self, file: IO[bytes] | None = None) -> Iterator[Iterator[Record]]:
        """Give the records of the file; like pandas, skip blank lines and spaces after a delimiter."""

        def lines() -> Iterator[str]:
            for line in text:
                taken.append(line)
                yield line

        def found() -> Iterator[Record]:
            begins = 1
            for _ in range(self.skipped):
                begins += bool(next(text, ""))
            for cells in csv.reader(lines(), delimiter=self.delimiter, skipinitialspace=True):
                if "".join(taken).strip(self._blank):
                    yield Record(begins, cells)
                begins += len(taken)
                taken.clear()

        taken: list[str] = []
        with ExitStack() as stack:
            opened = file or stack.enter_context(self.path.open("rb"))
            text = stack.enter_context(_as_text(opened, self.encoding))
            stack.enter_context(_long_cells())
            yield found()

    @property
    def _blank(self) -> str:
        """The characters of which blank lines are made."""
        return " \t\r\n".replace(self.delimiter, "")

    def begins(self) -> list[int]:
        """Return the line on which each record begins: of many, quicker than to read what stands there."""
        blank, found = self._blank, []
        with self.path.open("rb") as file, _as_text(file, self.encoding) as text, _long_cells():
            lines = enumerate(text, 1)
            for number, line in islice(lines, self.skipped, None):
                if line.strip(blank):
                    found.append(number)
                if '"' in line:  # a record may go on, over as many lines as the reader takes
                    more = chain([line], (one for _, one in lines))
                    next(csv.reader(more, delimiter=self.delimiter, skipinitialspace=True), None)
        return found

    def sheet(self, file: IO[bytes]) -> Sheet:
        """Read the table from a *file* that is open.

        A small one is read record by record, a large one by pandas' parser, which gives the same text.

        Raises:
            DataError: It is not a table; with the line.
        """
        is_large = file.seek(0, SEEK_END) > _LARGE
        with self.records(file) as found:
            head = list(islice(found, _HEAD + _UNDER) if is_large else found)
        table = headed([record.cells for record in head[:_HEAD]])
        if not head or table is None:
            raise DataError(self.path, "the header names no column", line=head[0].begins if head else None)
        if len(table.header) > limits.most(MOST_COLUMNS):
            begins = head[table.first - 1].begins
            raise limits.too_much(self.path, f"a table of {len(table.header):,} columns", line=begins)
        header, under = joined(table.header, table.rows[:_UNDER])
        first = table.first + under
        has_rows = first < len(head)
        rows = self._parsed(file, head, first, len(header)) if is_large and has_rows else None
        known = None if is_large else [record.begins for record in head]
        lines = Lines(self, table.first - 1, first, known)
        loose: tuple[tuple[int | None, str], ...] = ()
        if rows is None:
            if is_large:
                with self.records(file) as found:
                    head = list(found) or head
            self._refuse_unclosed(head, file)
            cells = [record.cells for record in head[first:]]
            sheet = sheet_of(header, cells)
            rows, loose = sheet.rows, tuple(beyond(cells, len(header), lines))
        commas = self.delimiter in ";\t" and has_decimal_commas(
            [text for number in rows.columns for text in rows[number].iloc[:_SAMPLE].tolist()]
        )
        titles = tuple(title.strip() for title in header)
        return Sheet(titles, rows, lines, context=table.titles, loose=loose, decimal_comma=commas)

    def _parsed(self, file: IO[bytes], head: Sequence[Record], first: int, width: int) -> pd.DataFrame | None:
        """Read the rows from the record *first* on, or None where some have cells beyond the header.

        Raises:
            DataError: A quotation mark is never closed.
        """
        import pandas as pd

        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pd.errors.ParserWarning)
                return pd.read_csv(
                    file,
                    names=list(range(width)),
                    header=None,
                    skiprows=head[first].begins - 1,
                    dtype="object",
                    na_filter=False,
                    index_col=False,
                    skipinitialspace=True,
                    encoding="utf-8" if self.encoding == "utf-8-sig" else self.encoding,
                    sep=self.delimiter,
                )
        except (pd.errors.ParserWarning, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            if "EOF inside string" in str(error):
                raise DataError(self.path, UNCLOSED, line=self.begins()[-1]) from None
            return None

    def _refuse_unclosed(self, records: Sequence[Record], file: IO[bytes]) -> None:
        """Raise a DataError if the file ends within the quotation marks of its last record."""
        last = records[-1].begins
        with _as_text(file, self.encoding) as text:
            rest = list(islice(text, last - 1, None))
        after = ["a record of its own"]
        with _long_cells():
            found = list(csv.reader([*rest, *after], delimiter=self.delimiter, skipinitialspace=True))
        if found[-1] != after:
            raise DataError(self.path, UNCLOSED, line=last)


@contextmanager
def _as_text(file: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    """Give a file that is open as text from its beginning on, and leave it open."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _begins(file: IO[bytes], number: int) -> bytes:
    file.seek(0)
    return file.read(number)


@dataclass(frozen=True)
class Lines:
    """Finds the lines on which rows begin, which are counted when the first is asked for."""

    table: Table
    header: int
    """Which record is the header."""
    first: int
    """Which record is the first row."""
    known: Sequence[int] | None = None
    """The line of each record, where they have been counted."""

    def __call__(self, row: int) -> int | None:
        """Return the line of a row, or of the header."""
        begins = self.begins
        number = self.header if row == HEADER else self.first + row
        return begins[number] if number < len(begins) else None

    @cached_property
    def begins(self) -> Sequence[int]:
        """The line of each record."""
        return self.table.begins() if self.known is None else self.known


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as they are: pandas has no limit, either."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def delimiter_of(lines: Sequence[str]) -> str:
    """Return what stands between the cells of some lines: what parts most of them into equally many cells."""
    best, delimiter = (0, 0), ","
    for candidate in _DELIMITERS:
        with _long_cells():
            counts = [len(cells) for cells in csv.reader(lines, delimiter=candidate) if cells]
        widest = max(counts, default=1)
        if widest > 1:
            common = max(set(counts), key=lambda count: (counts.count(count) if count > 1 else 0, count))
            found = (counts.count(common), common)
            if found > best:
                best, delimiter = found, candidate
    return delimiter


def _refuse_endless_line(path: Path, file: IO[bytes]) -> None:
    """Raise a DataError for a line that would take all memory, without reading it as one."""
    file.seek(0)
    while some := file.read(LONGEST_LINE):
        if len(some) == LONGEST_LINE and b"\n" not in some and b"\r" not in some:
            problem = f"a line of more than {LONGEST_LINE // 1_000_000} MB is no row of a table"
            before = _begins(file, file.tell() - LONGEST_LINE)
            raise DataError(path, problem, line=before.count(b"\n") + 1)
