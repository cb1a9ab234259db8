"""SQLite: the tables and views of a database, which is never written to."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, quoted
from leaderboard.reading.header import MOST_CELLS, MOST_COLUMNS
from leaderboard.reading.sheet import Words, sheet_of

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".db", ".sqlite", ".sqlite3")

MOST_STEPS = 1_000
"""How many million instructions the database may take for one table, since a view can go on forever."""

_TABLES = """
    SELECT type, name FROM sqlite_schema
    WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid
"""
_MAGIC = b"SQLite format 3\0"
_MILLION = 1_000_000


def recognises(start: Start) -> float:
    """Every database begins alike."""
    return 1.0 if start.data.startswith(_MAGIC) else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read every table and view in which something stands."""
    import sqlite3

    loose: list[tuple[int | None, str]] = []
    found = []
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            for kind, name in database.execute(_TABLES).fetchall():
                try:
                    sheet = _sheet(path, database, kind, name)
                except sqlite3.Error as error:
                    loose.append((None, f"{kind} {quoted(name)} cannot be read: {error}"))
                else:
                    found += [sheet] if len(sheet.rows) else []
    except sqlite3.Error as error:
        raise DataError(path, f"not a database that can be read: {error}") from None
    if path.with_name(f"{path.name}-wal").exists():
        loose.append(
            (None, f"what stands in {path.name}-wal is not read; close the program that writes there")
        )
    return _with(path, found, loose)


def _sheet(path: Path, database: Connection, kind: str, name: str) -> Sheet:
    """Read a table or view.

    Raises:
        DataError: It is too large.
        sqlite3.Error: It cannot be read.
    """
    steps = count()
    database.set_progress_handler(lambda: next(steps) >= MOST_STEPS, _MILLION)
    table = name.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name can only be quoted
    titles = [str(column[0]).strip() for column in cursor.description]
    most = MOST_CELLS // len(titles)
    rows = cursor.fetchmany(most + 1)
    if len(titles) > MOST_COLUMNS or len(rows) > most:
        problem = f"{kind} {quoted(name)} has more than {MOST_COLUMNS:,} columns or {MOST_CELLS:,} cells"
        raise DataError(path, f"{problem}, which are not read")
    cells = [[_text(value) for value in row] for row in rows]
    return sheet_of(titles, cells, part=f"{kind} {quoted(name)}", context=(Words("heading", name),))


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bytes) else " ".join(str(value).split())


def _with(path: Path, found: list[Sheet], loose: list[tuple[int | None, str]]) -> list[Sheet]:
    if not found:
        raise DataError(path, loose[0][1] if loose else "there is no table in it in which something stands")
    return [replace(found[0], loose=tuple(loose)), *found[1:]]
