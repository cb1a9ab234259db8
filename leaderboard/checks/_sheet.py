"""One table as it stands in its file: every cell as text, and the lines of its rows."""

from __future__ import annotations

import csv
import io
import re
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.checks._column import Column
from leaderboard.checks._rules import FILE
from leaderboard.errors import DataError
from leaderboard.importers._text import HEADER, UNCLOSED, read_header, records
from leaderboard.reading.text_file import mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import pandas as pd

    from leaderboard.importers._text import Record

_REPEATED = ("network", "dataset", "split", "variant", "testtime", "extradata", "evidence")
"""Columns in which the same words come again and again: the parser counts them faster than anything else."""

_SPACED = re.compile(r"\A |, ")
"""What a record has somewhere if there is a space before one of its cells."""

_LONE_RETURN = re.compile(rb"\r(?!\n)")
"""A line end of old, which is also rare."""


@dataclass(frozen=True)
class Sheet:
    """A table: its cells as text, and what is odd about how they are written."""

    path: Path
    cells: pd.DataFrame
    marks: frozenset[str] = frozenset()
    """``byte-order mark``, ``Windows line ends``, ``no final line end``."""
    begins: Sequence[int] | None = None
    """The line of each row; None where the lines have yet to be counted."""
    first: int = 1
    """The line of the header, if the others are known."""
    too_long: dict[int, int] = field(default_factory=dict)
    """The rows with more cells than the header, and how many those are."""
    spaced: tuple[int, ...] = ()
    """Rows with a space after a comma, which reading leaves out."""

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return list(self.cells.columns)

    def written(self, name: str) -> Column:
        """Return a column as it is written."""
        if name not in self._written:
            self._written[name] = Column.of(self.cells[name])
        return self._written[name]

    def column(self, name: str) -> Column:
        """Return a column without spaces around its texts; empty if there is no such column."""
        if name not in self.cells.columns:
            return Column.empty(len(self))
        if name not in self._tidy:
            self._tidy[name] = self.written(name).changed(str.strip)
        return self._tidy[name]

    @cached_property
    def _written(self) -> dict[str, Column]:
        return {}

    @cached_property
    def _tidy(self) -> dict[str, Column]:
        return {}

    def rows(self, names: Sequence[str]) -> list[dict[str, str]]:
        """Return some columns row by row."""
        columns = [self.column(name) for name in names]
        return [
            dict(zip(names, (column[row] for column in columns), strict=True)) for row in range(len(self))
        ]

    def lines(self, rows: Sequence[int] | np.ndarray) -> list[int | None]:
        """Return the lines on which rows begin; a whole file has none."""
        first, begins = self._counted
        return [None if row == FILE else first if row == HEADER else begins[row] for row in map(int, rows)]

    def line(self, row: int) -> int | None:
        """Return the line on which one row begins."""
        return self.lines([row])[0]

    @cached_property
    def _counted(self) -> tuple[int, Sequence[int]]:
        if self.begins is not None:
            return self.first, self.begins
        with records(self.path) as found:
            first, *others = (record.begins for record in found)
        return first, others


def read(path: Path) -> Sheet:
    """Read a table, even one whose rows have too many cells.

    Raises:
        DataError: The file cannot be read at all: it is empty, not UTF-8, its header names a
            column twice, or a quotation mark is never closed.
    """
    header = read_header(path)
    with mistakes(path):
        data = path.read_bytes()
        marks = {
            "byte-order mark": data.startswith(b"\xef\xbb\xbf"),
            "Windows line ends": b"\r" in data,
            "no final line end": not data.endswith(b"\n"),
        }
        odd = frozenset(name for name, found in marks.items() if found)
        cells = _at_once(path, data, header)
        if cells is None:
            return _by_record(path, header, odd)
    return Sheet(path, cells, odd, _rows_as_lines(data, len(cells)))


def _rows_as_lines(data: bytes, rows: int) -> range | None:
    """Return the lines of the rows if each row, like the header, is one line."""
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    return range(2, rows + 2) if lines == rows + 1 else None


def _at_once(path: Path, data: bytes, header: list[str]) -> pd.DataFrame | None:
    """Read a file without oddities as fast as the parser can, spaces included."""
    import pandas as pd

    # The parser leaves out spaces at the beginning of a line.
    if data[:1] in b" \t" or b"\n " in data or b"\n\t" in data or _LONE_RETURN.search(data):
        return None

    def parse(**how: object) -> pd.DataFrame:
        return pd.read_csv(  # type: ignore[call-overload, no-any-return]
            path, names=header, header=0, na_filter=False, index_col=False, low_memory=False, **how
        )

    kinds = {name: "category" if fold(name) in _REPEATED else "str" for name in header}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            cells = parse(dtype=kinds)
            # Words that look like numbers are made numbers by pandas: "007" is 7 then.
            changed = [
                name
                for name, kind in kinds.items()
                if kind == "category" and cells[name].cat.categories.dtype != "str"
            ]
            if changed:
                cells = cells.assign(**parse(dtype="str", usecols=changed))
    except (pd.errors.ParserWarning, pd.errors.ParserError):
        return None
    return None if b', "' in data and _has_spaced_quotes(cells) else cells


def _has_spaced_quotes(cells: pd.DataFrame) -> bool:
    """Whether a cell begins with a space and a quotation mark, and so is meant to be a quoted one."""
    return any(
        text[:1] == " " and text.lstrip(" ")[:1] == '"'
        for name in cells.columns
        for text in Column.of(cells[name]).texts
    )


def _by_record(path: Path, header: list[str], marks: frozenset[str]) -> Sheet:
    """Read a file record by record, and note what is odd about them."""
    import pandas as pd

    begins, rows, spaced = [], [], []
    too_long: dict[int, int] = {}
    with records(path) as found:
        record = next(found)
        first, width = record.begins, len(record.cells)
        for row, record in enumerate(found):
            begins.append(record.begins)
            rows.append((record.cells + [""] * len(header))[: len(header)])
            if len(record.cells) > width or any(record.cells[len(header) :]):
                too_long[row] = len(record.cells)
            if _SPACED.search(record.text) and any(cell.startswith(" ") for cell in _as_written(record)):
                spaced.append(row)
    if record.is_open:
        raise DataError(path, f"{UNCLOSED}; close it, or double it inside a cell", line=record.begins)
    cells = pd.DataFrame(rows, columns=header, dtype="str")
    return Sheet(path, cells, marks, begins, first, too_long, tuple(spaced))


def _as_written(record: Record) -> list[str]:
    """Return the cells with the spaces that stand before them."""
    return next(csv.reader(io.StringIO(record.text, newline="")), [])
