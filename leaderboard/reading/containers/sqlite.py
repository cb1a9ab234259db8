"""SQLite: the tables and views of a database, which is never written to."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, quoted, said_by
from leaderboard.reading import limits
from leaderboard.reading.limits import MOST_COLUMNS
from leaderboard.reading.sheet import Words, sheet_of

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".db", ".sqlite", ".sqlite3")

MOST_STEPS = 100
"""How many million instructions the database may take, since a view can go on forever."""

_STEPS_BY_BYTE = 10
"""How many instructions a byte of the file may take beside them: a row takes two for each of its cells."""

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
    # What is wrong is told with the text of the file, which may be no text.
    damage = sqlite3.Error, UnicodeDecodeError
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            room = _Room.of(database, path.stat().st_size)
            for kind, name in database.execute(_TABLES).fetchall():
                try:
                    sheet = _sheet(path, database, kind, name, room)
                except damage as error:
                    loose.append((None, f"{kind} {quoted(name)} cannot be read: {said_by(error)}"))
                else:
                    found += [sheet] if len(sheet.rows) else []
    except damage as error:
        raise DataError(path, f"not a database that can be read: {said_by(error)}") from None
    if path.with_name(f"{path.name}-wal").exists():
        loose.append(
            (None, f"what stands in {path.name}-wal is not read; close the program that writes there")
        )
    return _with(path, found, loose)


@dataclass
class _Room:
    """What may still be read of a database: a view can hold any number of cells, of any length."""

    cells: int
    characters: int

    @classmethod
    def of(cls, database: Connection, size: int) -> _Room:
        """Bound what a *database* of so many bytes may do and give."""
        import sqlite3

        steps = count()
        most = limits.most(MOST_STEPS) + _STEPS_BY_BYTE * size // _MILLION
        database.set_progress_handler(lambda: next(steps) >= most, _MILLION)
        characters = limits.most_unpacked(size)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(characters, limits.MOST_BYTES))
        return cls(limits.most_cells(size), characters)

    def take(self, row: tuple[Any, ...]) -> bool:
        """Take a row; say whether there was room for it."""
        self.cells -= len(row)
        self.characters -= sum(len(value) for value in row if isinstance(value, str | bytes))
        return self.cells >= 0 and self.characters >= 0


def _sheet(path: Path, database: Connection, kind: str, name: str, room: _Room) -> Sheet:
    """Read a table or view, if there is *room* for it.

    Raises:
        DataError: It is too large.
        sqlite3.Error: It cannot be read.
    """
    table = name.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name can only be quoted
    titles = [str(column[0]).strip() for column in cursor.description]
    if len(titles) > limits.most(MOST_COLUMNS):
        raise limits.too_many_cells(path)
    cells = []
    for row in cursor:
        if not room.take(row):
            raise limits.too_much(path, f"{kind} {quoted(name)} holds far more than the file")
        cells.append([_text(value) for value in row])
    return sheet_of(titles, cells, part=f"{kind} {quoted(name)}", context=(Words("heading", name),))


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bytes) else " ".join(str(value).split())


def _with(path: Path, found: list[Sheet], loose: list[tuple[int | None, str]]) -> list[Sheet]:
    if not found:
        raise DataError(path, loose[0][1] if loose else "there is no table in it in which something stands")
    return [replace(found[0], loose=tuple(loose)), *found[1:]]
