"""Large files, opened with the engine that comes with the extra.

The engine sees the files that are named and nothing else: it reaches no network, loads no extension, and
what a database says of other files is not followed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, LeaderboardError, few_of, how_to_install, quoted
from leaderboard.scale.frames import asking, frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import narwhals as nw

ENGINE = "DuckDB"

_LONGEST = 2_000_000
"""Bytes of a line that is read."""

_KEPT = 200_000_000
"""Bytes of text files up to which the engine keeps their cells: else it reads the files for each question."""


@dataclass(frozen=True)
class Delimited:
    """A text file of cells: how it is written."""

    path: Path
    titles: tuple[str, ...]
    delimiter: str
    skipped: int
    """Lines up to and with the header."""


@dataclass(frozen=True)
class Opened:
    """A table that the engine has opened."""

    frame: nw.LazyFrame[Any]
    _connection: Any
    remarks: tuple[str, ...] = ()
    """What is said of its files."""

    def settled(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Compute a small frame that is made of it once, and keep it in the engine.

        Else the engine would keep all that a text file holds, since it is asked for twice.
        """
        name = f"settled{next(_numbers)}"
        with asking(ENGINE):
            self._connection.execute(f"create temp table {name} as {frame.to_native().sql_query()}")
            return frame_of(self._connection.table(name))


_numbers = count(1)


def needs(path: Path | str) -> None:
    """See that the extra is installed, without importing it.

    Raises:
        DataError: It is not.
    """
    if not is_installed():
        raise DataError(path, f"reading this takes DuckDB: {how_to_install('scale')}")


def is_installed() -> bool:
    """Say whether the extra is installed, without importing it."""
    from importlib.util import find_spec

    return all(map(find_spec, ("duckdb", "narwhals")))


def of_delimited(files: Sequence[Delimited], memory: str | None, spill: str) -> Opened:
    """Open text files as one frame of texts; columns are united by their titles."""
    connection = _connected([one.path for one in files], memory, spill)
    alike: dict[tuple[tuple[str, ...], str, int], list[str]] = {}
    for one in files:
        alike.setdefault((one.titles, one.delimiter, one.skipped), []).append(str(one.path))
    with asking(ENGINE):
        parts = [
            connection.sql(
                f"select * from read_csv({_list(paths)}, header = false, auto_detect = false,"
                f" skip = {skipped},"
                f" delim = {_literal(delimiter)}, quote = '\"', escape = '\"', null_padding = true,"
                f" strict_mode = true, max_line_size = {_LONGEST}, columns = {_columns(titles)})"
            )
            for (titles, delimiter, skipped), paths in alike.items()
        ]
        opened = _opened(connection, parts)
        if sum(one.path.stat().st_size for one in files) <= _KEPT:
            return replace(opened, frame=opened.settled(opened.frame))
        return opened


def of_parquet(paths: Sequence[Path], memory: str | None, spill: str) -> Opened:
    """Open Parquet files as one frame; columns are united by their names."""
    connection = _connected(paths, memory, spill)
    columns = "list(concat_ws(' ', name, type, converted_type, logical_type) order by name)"
    with asking(ENGINE):
        alike = connection.execute(
            f"select list(file_name order by file_name) from (select file_name, {columns} as columns"
            f" from parquet_schema({_list(list(map(str, paths)))}) group by file_name)"
            " group by columns order by 1"
        ).fetchall()
        return _opened(
            connection, [connection.sql(f"select * from read_parquet({_list(files)})") for (files,) in alike]
        )


def of_database(path: Path, table: str | None, memory: str | None, spill: str) -> Opened:
    """Open a table of a DuckDB file, by its name or number; a single one need not be named.

    Raises:
        DataError: There is no such table, or several and none is named.
    """
    connection = _connected([], memory, spill, database=path)
    with asking(ENGINE):
        rows = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_catalog = current_database() order by all"
        ).fetchall()
    named = [name for _, name in rows]
    fitting = [row for row in rows if row[1] == table]
    if not fitting and table is not None and table.isdigit() and 1 <= int(table) <= len(rows):
        fitting = [rows[int(table) - 1]]
    if table is None:
        fitting = rows
    if not rows:
        raise DataError(path, "there is no table in it")
    if not fitting:
        raise DataError(path, f"no table {quoted(table or '')}: it has {few_of(list(map(quoted, named)))}")
    if len(fitting) > 1:
        raise DataError(path, f"name one of its tables with --table: {few_of(list(map(quoted, named)))}")
    schema, name = fitting[0]
    with asking(ENGINE):
        return Opened(frame_of(connection.table(".".join(map(_identifier, (schema, name))))), connection)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_literal, texts))}]"


def _columns(titles: Sequence[str]) -> str:
    return "{" + ", ".join(f"{_literal(title)}: 'VARCHAR'" for title in titles) + "}"


def _connected(paths: Sequence[Path], memory: str | None, spill: str, *, database: Path | None = None) -> Any:
    """Start an engine that may read some files, spill to a folder, and do nothing else.

    Raises:
        LeaderboardError: It takes no such amount of memory.
    """
    import duckdb

    settings: Mapping[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "temp_directory": spill,
    }
    with asking(ENGINE):
        connection = duckdb.connect(
            ":memory:" if database is None else str(database),
            read_only=database is not None,
            config=dict(settings),
        )
        if memory is not None:
            try:
                connection.execute("set memory_limit = ?", [memory])
            except duckdb.Error:
                raise LeaderboardError(
                    f"--memory takes an amount such as 4GB or 500MB, not {quoted(memory)}"
                ) from None
        # No text file says how long it is: the small side of a join is the one that is written there.
        connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        connection.execute("set enable_progress_bar = false")  # which is drawn where data is written
        connection.execute("set allowed_paths = ?", [[str(path) for path in paths]])
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


def _opened(connection: Any, parts: Sequence[Any]) -> Opened:
    """Put relations one below the other; a column that one lacks is null there.

    One that is of several types is of text, since no digit of any of them may be lost.
    """
    if len(parts) == 1:
        return Opened(frame_of(parts[0]), connection)
    types: dict[str, set[str]] = {}
    for part in parts:
        for title, kind in zip(part.columns, part.types, strict=True):
            types.setdefault(title, set()).add(str(kind))
    mixed = [title for title, kinds in types.items() if len(kinds) > 1]
    names = []
    for number, part in enumerate(parts):
        names.append(f"part{number}")
        part.create_view(names[-1])
    remarks = []
    if len({frozenset(part.columns) for part in parts}) > 1:
        remarks.append("its files have different columns, which are united by their titles")
    if mixed:
        remarks.append(f"its files have different types of {few_of(list(map(quoted, mixed)))}, read as text")
    selected = []
    for name, part in zip(names, parts, strict=True):
        theirs = [_identifier(title) for title in mixed if title in part.columns]
        texts = ", ".join(f"cast({title} as varchar) as {title}" for title in theirs)
        selected.append(f"select *{f' replace ({texts})' if texts else ''} from {name}")
    frame = frame_of(connection.sql(" union all by name ".join(selected)))
    return Opened(frame, connection, tuple(remarks))
