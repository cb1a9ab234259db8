"""Excel: the sheets of a workbook, by the values that are stored; formats and formulas do not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, how_to_install, quoted, said_by
from leaderboard.reading import limits
from leaderboard.reading.header import beyond, headed, joined
from leaderboard.reading.limits import MOST_COLUMNS
from leaderboard.reading.sheet import Words, sheet_of
from leaderboard.reading.zips import UnreadableZip, opened, unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".xlsx", ".xlsm")

MOST = 500_000_000
"""Bytes that are unpacked at most."""

_ZIP = b"PK\x03\x04"
_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'<c\s[^<>]{0,100}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_UNNAMED = re.compile(
    r"(?:(?:work)?sheet|tabelle|feuil|feuille|hoja|foglio|planilha|blad|ark|arkusz|list|лист)\s?\d*",
    re.IGNORECASE,
)
"""What programs call a sheet that nobody named."""


def recognises(start: Start) -> float:
    """A packed file that holds the parts of a workbook."""
    if not start.data.startswith(_ZIP):
        return 0.0
    return 1.0 if b"xl/work" in start.data or start.suffix in SUFFIXES else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read every sheet that has a header and something below it."""
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise DataError(path, f"reading Excel takes python-calamine: {how_to_install('excel')}") from None
    try:
        _bounded(path)
        with load_workbook(path) as book:
            found = [_sheet(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, UnreadableZip) as error:
        raise DataError(path, f"not a workbook that can be read: {said_by(error)}") from None
    if not any(found):
        raise DataError(path, "there is no table in it")
    return [sheet for sheet in found if sheet is not None]


def _bounded(path: Path) -> None:
    """See that the workbook can be unpacked, since a few bytes can say any size.

    Raises:
        DataError: It is too large.
    """
    with opened(path) as book:
        most = limits.most_unpacked(path.stat().st_size, MOST)
        if sum(part.file_size for part in book.infolist()) > most:
            raise limits.too_much(path, f"more than {limits.size_of(most)} when unpacked")
        room = limits.most_cells(sum(part.file_size for part in book.infolist()))
        for part in book.infolist():
            if _PART.fullmatch(part.filename):
                cells = set(_CELL.findall(unpacked(book, part, most)))
                columns = max((_number(column) for column, _ in cells), default=0)
                rows = max((int(row) for _, row in cells), default=0)
                room -= columns * rows
                if columns > limits.most(MOST_COLUMNS) or room < 0:
                    raise limits.too_many_cells(path)


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet(name: str, values: list[list[Any]]) -> Sheet | None:
    found = headed([[_text(value) for value in row] for row in values])
    if found is None:
        return None
    header, more = joined(found.header, found.rows)
    rows = found.rows[more:]
    if not rows:
        return None
    named = () if _UNNAMED.fullmatch(name.strip()) else (Words("heading", name.strip()),)
    return sheet_of(
        header,
        rows,
        part=f"sheet {quoted(name)}",
        context=(*found.titles, *named),
        loose=tuple(beyond(rows, len(header), lambda _: None)),
    )


def _text(value: Any) -> str:
    """Write a value as people read it: a whole number without a fraction, a day without an hour."""
    from datetime import datetime, time

    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else " ".join(str(value).split())
