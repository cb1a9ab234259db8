"""A CSV file as it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.checks.problems import FILE, Place
from leaderboard.reading.coded import Cells
from leaderboard.reading.containers import delimited

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from leaderboard.reading.sheet import Sheet


@dataclass(frozen=True, eq=False)
class Written:
    """The sheet of a CSV file: its cells, and its bytes."""

    path: str
    sheet: Sheet
    _columns: dict[str, Cells] = field(default_factory=dict)
    _standing: dict[int, Cells] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, sheet: Sheet) -> Written | None:
        """Take a sheet and the path of its file; None if that is no CSV file."""
        return cls(path, sheet) if isinstance(sheet.line, delimited.Lines) else None

    def __len__(self) -> int:
        return len(self.sheet.rows)

    @property
    def header(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return self.sheet.header

    @cached_property
    def lines(self) -> delimited.Lines:
        """Where its rows stand, and how the file is written."""
        if not isinstance(self.sheet.line, delimited.Lines):
            raise TypeError
        return self.sheet.line

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.lines.table.path.read_bytes()

    def column(self, title: str) -> Cells:
        """Return a column without spaces around its texts; empty if there is no such column."""
        if title not in self._columns:
            found = self.sheet.rows[self.header.index(title)] if title in self.header else None
            self._columns[title] = Cells.empty(len(self)) if found is None else Cells.of(found)
        return self._columns[title]

    def as_it_stands(self, number: int) -> Cells:
        """Return the texts of a column with the spaces at their ends."""
        import pandas as pd

        if number not in self._standing:
            codes, texts = pd.factorize(self.sheet.rows[number].to_numpy(dtype="object"))
            self._standing[number] = Cells(codes.astype("int32"), list(texts))
        return self._standing[number]

    def rows(self, titles: Sequence[str]) -> list[dict[str, str]]:
        """Return some columns row by row."""
        columns = [self.column(title).expanded().tolist() for title in titles]
        return [dict(zip(titles, row, strict=True)) for row in zip(*columns, strict=True)]

    def line(self, row: int) -> int | None:
        """Return the line on which a row begins; a whole file has none."""
        return None if row == FILE else self.sheet.line(row)

    def places(self, rows: Sequence[int] | np.ndarray) -> list[Place]:
        """Return where rows stand."""
        return [Place(self.path, self.line(int(row))) for row in rows]
