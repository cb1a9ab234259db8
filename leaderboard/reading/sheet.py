"""A table as it stands in a file: text only, of which nothing is understood yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias

from leaderboard.board.unusable import Unusable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["HEADER", "Lines", "Link", "Sheet", "Unusable", "Words", "joined", "sheet_of", "with_digits"]

HEADER = -1
"""The header, where the number of a row is meant."""

Lines: TypeAlias = Callable[[int], int | None]
"""Gives the line on which a row begins, from 1, where the file has lines; rows count from 0."""

Link: TypeAlias = tuple[str, str]
"""The text of a link, and its address."""


@dataclass(frozen=True)
class Words:
    """Words that stand around a table."""

    kind: Literal["caption", "bold", "sentence", "heading", "below"]
    text: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file.

    Nothing in it is interpreted: cells are the text that people see, without spaces at its
    ends, and empty where nothing stands.
    """

    header: tuple[str, ...]
    """The titles of the columns; a title may be empty, and may stand there twice."""
    rows: pd.DataFrame
    """Text (of the dtype object) in columns that are numbered from 0, rows numbered from 0."""
    line: Lines = lambda _: None
    """Finds the line of a row, or of the :data:`HEADER`."""
    part: str = ""
    """Which part of a file with several it is, where lines do not tell: ``sheet 'May'``."""
    context: tuple[Words, ...] = ()
    """What stands around it, the nearest first."""
    links: Mapping[tuple[int, int], Sequence[Link]] = field(default_factory=dict)
    """Where cells lead to, by row and column."""
    loose: tuple[tuple[int | None, str], ...] = ()
    """What looks like a part of the table and is none: its line, and what is wrong with it."""
    keyed: bool = False
    """Whether the first column holds keys, whose title is no word of the file."""
    under: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Titles that were put together of two keys, one under the other: ``pass@1 mbpp``."""
    decimal_comma: bool = False
    """Whether ``81,2`` is a number in it."""
    placed: bool = True
    """Whether its rows are numbered as those of the file; else the file alone says where they stand."""
    files: tuple[tuple[str, Sheet], ...] = ()
    """The sheets of several files, with their names, that stand one below the other: see :func:`joined`."""

    def place(self, name: str, row: int) -> str:
        """Return where a row of it stands, in the file called *name*."""
        if self.files:
            number = max(bisect_right(self._begins, row) - 1, 0)
            (name, sheet), begin = self.files[number], self._begins[number]
            return sheet.place(name, row if row == HEADER else row - begin)
        line = self.line(row)
        if line is not None:
            return f"{name}:{line}"
        if not self.placed:
            return name
        where = ", ".join(filter(None, [self.part, "header" if row == HEADER else f"row {row + 1}"]))
        return f"{name}: {where}"

    @cached_property
    def _begins(self) -> list[int]:
        """The first row of each of its files."""
        return [0, *accumulate(len(sheet.rows) for _, sheet in self.files[:-1])]


def joined(sheets: Sequence[tuple[str, Sheet]]) -> Sheet:
    """Put sheets of several files, with the names of these, one below the other: their headers are one."""
    import numpy as np
    import pandas as pd

    if len(sheets) == 1:
        return sheets[0][1]
    first = sheets[0][1]
    cells = np.concatenate([sheet.rows.to_numpy(dtype="object") for _, sheet in sheets])
    return replace(
        first,
        rows=pd.DataFrame(cells, dtype="object"),
        line=lambda row: first.line(HEADER) if row == HEADER else None,
        files=tuple(sheets),
    )


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[str]], **about: object) -> Sheet:
    """Make a sheet of rows of text; rows that are too short are filled up, what is too much is left out.

    *about* are the other fields of :class:`Sheet`.
    """
    import numpy as np
    import pandas as pd

    width = len(header)
    cells = np.full((len(rows), width), "", dtype="object")
    for number, row in enumerate(rows):
        cells[number, : len(row)] = row[:width]
    return Sheet(tuple(header), pd.DataFrame(cells, dtype="object"), **about)  # type: ignore[arg-type]


_WITH_TEXT = {"score_text": "score", "spread_text": "spread"}
"""Columns that hold the digits of numbers that stand in another column, as in files of ours."""


def with_digits(sheet: Sheet) -> Sheet:
    """Return a sheet whose scores have the digits that a column beside them says: ``72.0``, not ``72``.

    A file of numbers, such as Parquet, has no digits of its own. A column that does not say the
    same numbers is none of that kind.
    """
    import pandas as pd

    def same(text: int, number: int) -> bool:
        said = sheet.rows[text] != ""
        values = (pd.to_numeric(sheet.rows[one][said], errors="coerce") for one in (text, number))
        return bool(next(values).eq(next(values)).all())

    pairs = [
        (sheet.header.index(text), sheet.header.index(number))
        for text, number in _WITH_TEXT.items()
        if sheet.header.count(text) == sheet.header.count(number) == 1
    ]
    pairs = [] if sheet.links else [pair for pair in pairs if same(*pair)]
    if not pairs:
        return sheet
    rows = sheet.rows.copy()
    for text, number in pairs:
        rows[number] = rows[text].where(rows[text] != "", rows[number])
    left = [column for column in range(len(sheet.header)) if column not in dict(pairs)]
    header = tuple(sheet.header[column] for column in left)
    return replace(sheet, header=header, rows=rows[left].set_axis(range(len(left)), axis="columns"))
