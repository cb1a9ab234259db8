"""One CSV or TSV file as a frame of text, with its mistakes found and placed."""

from __future__ import annotations

import csv
import warnings
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, quoted
from leaderboard.reading.text_file import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

UNCLOSED = "a quotation mark is opened and never closed"
"""What is wrong with a file that ends inside a cell."""

_START = 100_000
"""Bytes that are looked at to tell what a file is."""

HEADER = -1
"""Where the header stands, for :func:`line_of`."""


class Record(NamedTuple):
    """One record of a file."""

    begins: int
    """The line it begins on, from 1."""
    cells: list[str]
    text: str
    """What stands in the file, line ends included."""
    is_open: bool
    """Whether the file ends before the quotation mark of its last cell is closed."""


def start_of(path: Path) -> str:
    """Return what a file starts with, to tell what it is; its encoding need not be right.

    Raises:
        OSError: It cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(_START).decode("utf-8-sig", errors="replace")


def read_header(path: Path) -> list[str]:
    """Read the names of the columns of a CSV file; what it raises is as in :func:`read_text`."""
    with mistakes(path):
        return _names(path, _header(path))


def read_text(path: Path, *, required: Sequence[str] = ()) -> pd.DataFrame:
    """Read a CSV file: every cell as the text that stands there, empty where nothing does.

    A byte-order mark, Windows line ends, quoted line breaks and a space after a comma are
    fine. The columns are those of the header.

    Raises:
        DataError: The file is missing, empty, not UTF-8 or not a CSV table; a column is
            named twice; one of the *required* columns is missing.
    """
    with mistakes(path):
        cells = _header(path)
        header = _names(path, cells)
        missing = [name for name in required if name not in header]
        if missing:
            problem = f"no column {_quoted(missing)}; the columns are {_quoted(header)}"
            raise DataError(path, problem, line=line_of(path, HEADER))
        return _body(path, header, unnamed=len(cells) - len(header))


def line_of(path: Path, row: int) -> int | None:
    """Return the line on which a row begins, if there is one; rows count from 0 after the header.

    Lines and rows differ where cells contain line breaks or lines are empty, so this
    reads the file again; only errors pay for it.
    """
    with records(path) as found:
        return next((record.begins for record in islice(found, row - HEADER, None)), None)


@contextmanager
def records(path: Path) -> Iterator[Iterator[Record]]:
    """Give the records of a file; like pandas, skip blank lines and spaces after a comma."""
    taken: list[str] = []
    has_ended = False

    def lines() -> Iterator[str]:
        nonlocal has_ended
        for line in file:
            taken.append(line)
            yield line
        has_ended = True
        yield "\n"  # blank, but a cell that is still open takes it in

    def found() -> Iterator[Record]:
        begins = 1
        for cells in csv.reader(lines(), delimiter=separator, skipinitialspace=True):
            text = "".join(taken)
            if text.strip(" \t\r\n"):
                yield Record(begins, cells, text, has_ended)
            begins += len(taken)
            taken.clear()

    separator = delimiter(path)
    limit = csv.field_size_limit(2**31 - 1)  # as pandas, which has none
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield found()
    finally:
        csv.field_size_limit(limit)


def delimiter(path: Path) -> str:
    """Return what stands between the cells of a file."""
    with path.open("rb") as file:
        return delimiter_of_line(file.readline().decode(errors="replace"))


def delimiter_of_line(header: str) -> str:
    """Return what stands between the names of columns: tabs, if there are no fewer than commas."""
    return "\t" if "\t" in header and header.count("\t") >= header.count(",") else ","


MOST_COLUMNS = 10_000

LONGEST_LINE = 1_000_000
"""Bytes of a line that is read for certain; one that is twice as long is no row of a table."""


def _refuse_endless_line(path: Path) -> None:
    """Raise a DataError for a line that would take all memory, without reading it as one."""
    line = 1
    with path.open("rb") as file:
        while some := file.read(LONGEST_LINE):
            if len(some) == LONGEST_LINE and b"\n" not in some and b"\r" not in some:
                problem = f"a line of more than {LONGEST_LINE // 1_000_000} MB is no row of a table"
                raise DataError(path, problem, line=line)
            line += some.count(b"\n")


def _header(path: Path) -> list[str]:
    _refuse_endless_line(path)
    with records(path) as found:
        header = next(found, None)
    if header is None:
        raise DataError(path, "the file is empty")
    if header.is_open:
        raise DataError(path, UNCLOSED, line=header.begins)
    return header.cells


def _names(path: Path, header: list[str]) -> list[str]:
    names = [name.strip() for name in header]
    while names and not names[-1]:  # spreadsheets leave such columns behind
        names.pop()
    if not names:
        raise DataError(path, "the header names no column", line=line_of(path, HEADER))
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DataError(path, f"the column {quoted(name)} stands there twice", line=line_of(path, HEADER))
        seen.add(name)
    if len(names) > MOST_COLUMNS:
        problem = f"{len(names)} columns, of which {MOST_COLUMNS} are read at most"
        raise DataError(path, problem, line=line_of(path, HEADER))
    return names


def _body(path: Path, header: list[str], *, unnamed: int) -> pd.DataFrame:
    """Read what is below the header; the *unnamed* columns after those of the header are to be empty."""
    import pandas as pd

    beyond = [f" {number}" for number in range(unnamed)]  # no name begins with a space
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            rows = pd.read_csv(
                path,
                names=[*header, *beyond],
                header=0,
                dtype="str",
                na_filter=False,
                index_col=False,
                skipinitialspace=True,
                encoding="utf-8",
                sep=delimiter(path),
                low_memory=False,
            )
    except (pd.errors.ParserWarning, pd.errors.ParserError) as error:
        raise _placed(path, str(error), width=len(header) + unnamed) from None
    for name in beyond:
        if (rows[name] != "").any():
            row = int((rows[name] != "").to_numpy().argmax())
            raise DataError(path, "a cell stands in a column without a name", line=line_of(path, row))
    return rows[header] if beyond else rows


def _placed(path: Path, problem: str, *, width: int) -> DataError:
    """Say what pandas found in the words of this program, and where: it counts records, not lines."""
    with records(path) as found:
        for record in found:
            number = len(record.cells)
            if number > width:
                return DataError(path, f"{number} cells where the header has {width}", line=record.begins)
            if record.is_open:
                return DataError(path, UNCLOSED, line=record.begins)
    return DataError(path, f"not a CSV table: {problem.strip()}")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(map(quoted, names))
