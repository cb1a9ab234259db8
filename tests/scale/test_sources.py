"""Files that an engine opens: the same answers, or one clear line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from engines import same, table
from typer.testing import CliRunner

import leaderboard
from leaderboard.cli import app
from leaderboard.errors import LeaderboardError
from leaderboard.reading import large, large_files
from leaderboard.reading.containers import parquet

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("narwhals")

QUESTIONS = [
    "top -d one -n 5",
    "top",
    "show 007 ß-Net",
    "overall --min-datasets 1",
    "history -d two",
    "history",
    "compare 007 ß-Net",
    "datasets",
    "export --format csv",
    "top -d one --evidence paper",
    "export -d Cityscapes --format markdown",
]


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """Write a table of scores."""
    path = tmp_path / "scores.csv"
    pd.DataFrame(table(4_000)).to_csv(path, index=False)
    return path


def answer(words: str, data: object, *more: str) -> tuple[int, str, str]:
    """Ask the program, in this process."""
    found = CliRunner().invoke(app, [*words.split(), "--data", str(data), *more])
    return found.exit_code, found.stdout, found.stderr


def line(words: str, data: object, *more: str) -> str:
    """Return the one line of an error."""
    status, out, said = answer(words, data, *more)
    assert (status, out) == (1, "")
    errors = [one for one in said.splitlines() if "error: " in one]
    assert len(errors) == 1
    return errors[0].partition("error: ")[2]


@pytest.mark.apart
@pytest.mark.parametrize("words", QUESTIONS)
def test_text_is_that_of_all_rows(words: str, scores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one file, of files in folders, of Parquet and of a table of DuckDB."""
    status, expected, _ = answer(words, scores)
    assert (status, len(expected) > 50) == (0, True)
    frame = pd.read_csv(scores, dtype="str", keep_default_na=False)
    (scores.parent / "parts" / "more").mkdir(parents=True)
    frame[:1500].to_csv(scores.parent / "parts" / "a.csv", index=False)
    frame[1500:].to_csv(scores.parent / "parts" / "more" / "b.csv", index=False)
    base = scores.parent / "scores.duckdb"
    with duckdb.connect(str(base)) as connection:
        connection.execute("create table scores as select * from frame")
        connection.execute("create table other (a varchar)")
        connection.execute(f"copy scores to '{scores.parent / 'scores.parquet'}' (format parquet)")

    assert answer(words, scores.parent / "parts" / "**" / "*.csv")[1] == expected
    assert answer(words, scores.parent / "*.parquet")[1] == expected
    assert answer(words, base, "--table", "scores")[1] == expected
    monkeypatch.setitem(large_files._LARGE, ".csv", 0)  # noqa: SLF001 - what is large
    monkeypatch.setattr(large_files, "SMALLEST", 0)
    assert answer(words, scores)[1] == expected
    assert answer(words, scores.parent / "parts")[1] == expected


def test_a_wide_table_is_read_by_the_column_that_is_asked_for(tmp_path: Path) -> None:
    """Datasets may be columns."""
    text = "model,Cityscapes mIoU,ADE20K mIoU,seed\nA,80.1,45.10,1\nB,,46,1\nA,79,45.1,1\n"
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(text)

    status, found, _ = answer("top -d ade20k", tmp_path / "*.csv")

    assert (status, found) == (0, answer("top -d ade20k", tmp_path / "one.csv")[1])


def test_the_best_rows_are_a_parquet_file(scores: Path) -> None:
    """From there on everything else works on it."""
    best = scores.parent / "best.parquet"

    status, _, _ = answer(f"export {best}", scores.parent / "*.csv")

    assert status == 0
    assert answer("top -d one", best)[1] == answer("top -d one", scores)[1]


def test_columns_of_several_files_are_united_by_their_titles(tmp_path: Path) -> None:
    """And that is said."""
    (tmp_path / "a.csv").write_text("network,dataset,accuracy\nA,one,81.2\n")
    (tmp_path / "b.csv").write_text("dataset,network,accuracy,split\none,B,83.4,test\n")

    status, out, said = answer("top -d one -f csv", tmp_path / "*.csv")

    assert status == 0
    assert "its files have different columns, which are united by their titles" in said
    assert [row.split(",")[2] for row in out.splitlines()[1:]]


def test_a_pattern_that_fits_nothing_says_so(tmp_path: Path) -> None:
    """Nothing else is read in its place."""
    assert line("top", tmp_path / "*.csv").endswith("*.csv: no file fits this pattern")


def test_a_pattern_leads_nowhere_else(tmp_path: Path, scores: Path) -> None:
    """A link out of its folder is not followed."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.csv").symlink_to(scores)

    assert "no file fits this pattern" in line("top", inside / "*.csv")
    assert "no file fits this pattern" in line("top", inside / "x*" / ".." / ".." / "*.csv")


def test_a_pattern_is_of_tables_of_one_kind(tmp_path: Path) -> None:
    """Text beside CSV is no table."""
    (tmp_path / "a.csv").write_text("network,dataset,accuracy\nA,one,81.2\n")
    (tmp_path / "b.md").write_text("words")

    assert "a pattern is of CSV or Parquet files, and fits 'b.md'" in line("top", tmp_path / "*")


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    """Though an engine reads it."""
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")

    assert "DuckDB stopped: " in line("top", tmp_path / "*.parquet")
    assert "a.parquet" in line("top", tmp_path / "*.parquet")


def test_types_that_differ_from_file_to_file_are_text(tmp_path: Path) -> None:
    """So that no digit is lost, and that is said."""
    with duckdb.connect() as connection:
        for name, score in (("a", "79.40::decimal(4, 2)"), ("b", "'83.4 ± 0.2'"), ("c", "81.25::double")):
            connection.execute(
                f"copy (select 'net {name}' as network, 'one' as dataset, {score} as accuracy)"
                f" to '{tmp_path / name}.parquet' (format parquet)"
            )

    status, out, said = answer("top -d one -f csv", tmp_path / "*.parquet")

    assert status == 0
    assert [row.split(",")[1:3] for row in out.splitlines()[1:]] == [
        ["net b", "83.4"],
        ["net c", "81.25"],
        ["net a", "79.40"],
    ]
    assert "its files have different types of 'accuracy', read as text" in said


def test_what_needs_every_score_says_so(scores: Path) -> None:
    """The best are not all."""
    pattern = scores.parent / "*.csv"

    assert "every score is asked for" in line("top -d one --all", pattern)
    assert CliRunner().invoke(app, ["check", str(pattern)]).exit_code == 1


def test_a_database_runs_nothing_and_reads_nothing_else(tmp_path: Path, scores: Path) -> None:
    """A view of another file is not followed."""
    base = tmp_path / "scores.duckdb"
    with duckdb.connect(str(base)) as connection:
        connection.execute(f"create view scores as select * from read_csv('{scores}')")

    assert "Permission Error" in line("top", base)


def test_a_table_of_a_database_is_named_where_there_are_several(tmp_path: Path) -> None:
    """And one that is not there is none."""
    base = tmp_path / "scores.duckdb"
    with duckdb.connect(str(base)) as connection:
        connection.execute("create table one (a varchar); create table two (a varchar)")

    assert line("top", base).endswith("name one of its tables with --table: 'one', 'two'")
    assert line("top", base, "--table", "three").endswith("no table 'three': it has 'one', 'two'")


def test_memory_is_an_amount(scores: Path) -> None:
    """Something else is refused, and too little is said."""
    pattern = scores.parent / "*.csv"

    assert (
        line("top", pattern, "--memory", "much")
        == "--memory takes an amount such as 4GB or 500MB, not 'much'"
    )
    assert "no memory is left" in line("top", pattern, "--memory", "1KB")


def test_a_disk_that_is_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, with what gives it more."""
    path, connect = tmp_path / "scores.parquet", duckdb.connect
    connect().execute(
        "copy (select md5(i::varchar) as network, 'one' as dataset, '80.1' as accuracy"
        f" from range(300_000) rows(i)) to '{path}' (format parquet)"
    )

    def with_little_room(*said: object, config: dict[str, object], **more: object) -> object:
        return connect(*said, config=config | {"max_temp_directory_size": "1MB"}, **more)

    monkeypatch.setattr(duckdb, "connect", with_little_room)

    said = line("top", path, "--memory", "80MB")

    assert said.startswith(f"{path}: ")
    assert "no memory is left, and no room to spill to" in said


def test_more_rows_than_a_frame_takes_are_refused(scores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is said what to name."""
    monkeypatch.setattr(large, "MOST_ROWS", 10)

    assert "more than 10 rows are left" in line("top", scores.parent / "*.csv")


def test_without_the_extra_it_is_said_how_to_install_it(
    scores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line."""
    monkeypatch.setattr("leaderboard.scale.sources.is_installed", lambda: False)

    assert line("top", scores.parent / "*.csv").endswith(
        "reading this takes DuckDB: pip install 'benchmark-leaderboard[scale]'"
    )


def test_what_is_too_large_is_left_to_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, the error says how to."""
    monkeypatch.setattr("leaderboard.scale.sources.is_installed", lambda: False)
    monkeypatch.setattr(parquet, "LARGE", 0)
    monkeypatch.setattr(parquet, "_FEW", 0)
    monkeypatch.setattr(parquet, "_MOST_BY_BYTE", 0)
    path = tmp_path / "scores.parquet"
    pd.DataFrame(table(10)).to_parquet(path)

    assert line("top", path).endswith("pip install 'benchmark-leaderboard[scale]'")


def test_a_frame_without_networks_is_none() -> None:
    """One line says what is missing."""
    with pytest.raises(LeaderboardError, match="no column of networks") as raised:
        leaderboard.load(pd.DataFrame({"dataset": ["one"], "accuracy": ["80.1"]})).top()

    assert "\n" not in str(raised.value)


def test_a_connection_that_is_closed_is_said() -> None:
    """In one line."""
    connection = duckdb.connect()
    board = leaderboard.load(connection.sql("select 'A' network, 'one' dataset, '80.1' accuracy"))
    connection.close()

    with pytest.raises(LeaderboardError, match="stopped: ") as raised:
        board.top("one")

    assert "\n" not in str(raised.value)


def test_an_engine_that_stops_in_the_middle_is_said() -> None:
    """In one line, though the first rows are good."""
    frame = duckdb.sql(
        "select 'A' as network, 'one' as dataset,"
        " case when i < 9000 then '80.1' else error('the disk is gone') end as accuracy from range(9001) rows(i)"
    )
    board = leaderboard.load(frame)

    with pytest.raises(LeaderboardError, match="the disk is gone") as raised:
        board.top()

    assert "\n" not in str(raised.value)


def test_a_board_is_shown_as_text_without_reading_it() -> None:
    """It may be large."""
    board = leaderboard.load(duckdb.sql("select error('read') as network, 1 as dataset, 2 as accuracy"))

    assert repr(board.where(since=2024)).startswith("<Leaderboard: the frame")


@pytest.mark.parametrize("late", [" 81.2 ", "+81.2", "81.2\t", "8.12e1"])
def test_numbers_may_be_written_otherwise_than_in_the_first_rows(
    late: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the best, and counted, all the same."""
    data = {"network": ["A"] * 9, "dataset": ["one"] * 9, "accuracy": ["80.1"] * 6 + ["79.4", "80.0", late]}
    pd.DataFrame(data).to_csv(tmp_path / "scores.csv", index=False)
    everything = leaderboard.load(tmp_path / "scores.csv")
    monkeypatch.setattr(large, "_SAMPLE", 3)
    board = leaderboard.load(pd.DataFrame(data))

    same(board.top("one"), everything.top("one"))
    same(board.datasets(), everything.datasets())


def test_columns_may_have_any_title() -> None:
    """Even one that says what the engine counts."""
    data = {"copies": ["A", "A"], "dataset": ["one", "one"], "scores0": ["80.1", "81.2"], "key0": ["x", "y"]}
    said = {"network": "copies", "score": "scores0", "metric": "key0"}

    board = leaderboard.load(pd.DataFrame(data), columns=said)

    assert board.results_table[["network", "score_text"]].to_numpy().tolist() == [
        ["A", "80.1"],
        ["A", "81.2"],
    ]


def test_a_column_of_several_types_is_read_as_text() -> None:
    """Nothing of it is lost."""
    board = leaderboard.load(
        pd.DataFrame({"network": ["A", "B", 7], "dataset": "one", "accuracy": [80.5, "79.40", None]})
    )

    assert board.top("one")[["network", "score_text"]].to_numpy().tolist() == [["A", "80.5"], ["B", "79.40"]]
