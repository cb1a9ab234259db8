"""Tables of SQLite."""

from __future__ import annotations

import sqlite3 as library
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import DataError
from leaderboard.reading import limits
from leaderboard.reading.containers import sqlite
from leaderboard.reading.sheet import Words
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet

RUNS = "CREATE TABLE runs (model, f1); INSERT INTO runs VALUES ('A', 91.0), (' B ', NULL), (x'00', 2);"


def database(path: Path, script: str) -> Path:
    with closing(library.connect(path)) as connection:
        connection.executescript(script)
    return path


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_every_table_and_view_is_read(tmp_path: Path) -> None:
    """With its name above it; empty ones are none."""
    script = (
        f'{RUNS} CREATE VIEW "best ""one""" AS SELECT model, f1 FROM runs WHERE f1 > 50; CREATE TABLE e (x);'
    )
    one, two = sqlite.sheets(database(tmp_path / "a ?#b.db", script))
    assert (one.header, rows(one)) == (("model", "f1"), [["A", "91.0"], ["B", ""], ["", "2"]])
    assert (one.context, one.place("b", 0)) == ((Words("heading", "runs"),), "b: table 'runs', row 1")
    assert (rows(two), two.part) == ([["A", "91.0"]], "view 'best \"one\"'")


def test_what_cannot_be_read_does_not_cost_the_rest(tmp_path: Path) -> None:
    """It is reported."""
    (sheet,) = sqlite.sheets(database(tmp_path / "b.db", f"{RUNS} CREATE VIEW bad AS SELECT * FROM gone;"))
    assert [problem.partition(":")[0] for _, problem in sheet.loose] == ["view 'bad' cannot be read"]


def test_a_view_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little it gives."""
    monkeypatch.setattr(sqlite, "MOST_STEPS", 2)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(x) AS x FROM n"
    (sheet,) = sqlite.sheets(database(tmp_path / "b.db", f"{RUNS} CREATE VIEW endless AS {endless};"))
    assert len(sheet.loose) == 1


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view can give any number; they are counted as they come."""
    monkeypatch.setattr(limits, "MOST_CELLS", 4)
    with pytest.raises(DataError, match="table 'runs' holds far more than the file"):
        sqlite.sheets(database(tmp_path / "b.db", RUNS))


def test_a_view_that_gives_long_texts_is_refused(tmp_path: Path) -> None:
    """A few words say any number of letters."""
    long = "SELECT 'A' AS m, 1 AS acc, hex(zeroblob(20000000)) AS t UNION ALL SELECT 'B', 2, hex(zeroblob(20000000))"
    with pytest.raises(DataError, match="view 'long' holds far more than the file"):
        sqlite.sheets(database(tmp_path / "b.db", f"{RUNS} CREATE VIEW long AS {long};"))


def test_a_database_is_not_touched(tmp_path: Path) -> None:
    """Not even where it could not be written; what is not yet written into it is told of."""
    path = database(tmp_path / "b.db", RUNS)
    before = path.read_bytes()
    tmp_path.joinpath("b.db-wal").touch()
    (sheet,) = sqlite.sheets(path)
    assert (path.read_bytes(), len(list(tmp_path.iterdir()))) == (before, 2)
    assert ["b.db-wal is not read" in problem for _, problem in sheet.loose] == [True]


def test_what_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    """Damaged, or empty."""
    path = tmp_path / "b.db"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(DataError, match="not a database"):
        sqlite.sheets(path)
    with pytest.raises(DataError, match="no table"):
        sqlite.sheets(database(tmp_path / "c.db", "CREATE TABLE e (x);"))
    path = database(tmp_path / "d.db", RUNS)
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE ", b"CREATE T\xbcBLE "))
    with pytest.raises(DataError, match="not a database"):
        sqlite.sheets(path)


def test_a_database_is_recognised_by_how_it_begins() -> None:
    """Whatever it is called."""
    assert sqlite.recognises(Start(b"SQLite format 3\0...", ".csv")) == 1
    assert sqlite.recognises(Start(b"m,f1\n", ".db")) == 0
