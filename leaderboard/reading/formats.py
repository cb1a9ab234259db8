"""Which format a file is in, and its sheets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import DataError
from leaderboard.reading import limits

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.containers import Container
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.sources import Source

MOST_TABLES = 2_000
"""Tables of a file that are read."""


class OfNoFormat(DataError):
    """A file of no format that can be read."""


def sheets_of(path: Path, name: str, container: Container, table: str | None) -> list[Sheet]:
    """Read the tables of a file, or the one that is asked for.

    Raises:
        DataError: They cannot be read, are too many, or there is no such table.
    """
    sheets = container.sheets(path)
    if len(sheets) > limits.most(MOST_TABLES):
        raise limits.too_much(name, f"more than {limits.most(MOST_TABLES):,} tables")
    return _chosen(path, sheets, table)


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


@cache
def formats() -> tuple[Container | Source, ...]:
    """Return all formats."""
    from leaderboard.reading.containers import containers
    from leaderboard.reading.sources import sources

    return (*containers(), *sources())


@cache
def suffixes() -> dict[str, None]:
    """Return how files of some format are called."""
    return dict.fromkeys(suffix for one in formats() for suffix in one.SUFFIXES)


def format_of(path: Path) -> tuple[Container | None, Source | None]:
    """Return the container or the nested format of a file: what recognises it best.

    Raises:
        OfNoFormat: It is of no format that can be read.
        DataError: It is empty.
        OSError: It cannot be opened.
    """
    from leaderboard.reading.start import Start
    from leaderboard.reading.text_file import refuse_pointer

    start = Start.of(path)
    refuse_pointer(path, start.data)
    if not start.text.strip():
        raise (DataError if start.suffix in suffixes() else OfNoFormat)(path, "the file is empty")
    best, found = max(((one.recognises(start), one) for one in formats()), key=lambda pair: pair[0])
    if best <= 0:
        if not start.is_text:
            raise OfNoFormat(path, "not a text file, and in no format that can be read")
        raise OfNoFormat(
            path, f"cannot read files of this kind; a folder of tables or one of: {', '.join(suffixes())}"
        )
    return (found, None) if hasattr(found, "sheets") else (None, found)  # type: ignore[return-value]
