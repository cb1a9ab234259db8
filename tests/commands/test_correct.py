import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from leaderboard import storage

AWKWARD = (
    b'\xef\xbb\xbf"Model","Dataset","Accuracy","Split","Variant","Source","Note","GPU hours"\r\n'
    b'"Big, Net","potholes","84.2","test","a ""small"" one","run 1","","12"\r\n'
    b'"OtherNet", "potholes","81.0","test","","run 2","two\r\nlines","7"\r\n'
    b"Plain,potholes,80,,,,,\r\n"
    b'"OtherNet","streets","71.0","val","","run 2","","7"'
)
"""As a spreadsheet of somebody else writes it."""


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


@pytest.fixture
def awkward(tmp_path: Path) -> Path:
    """Return a file with a mark, CRLF, all cells quoted and columns of its own."""
    path = tmp_path / "ours.csv"
    path.write_bytes(AWKWARD)
    return path


def differing(old: bytes, new: bytes) -> list[str]:
    """Return the lines that went and came, with their line ends."""
    lines = difflib.ndiff(
        old.decode("latin-1").splitlines(keepends=True), new.decode("latin-1").splitlines(keepends=True)
    )
    return [line for line in lines if line[:1] in "+-"]


def changed(board: Path, tables: Path, name: str = "results") -> list[str]:
    """Return the lines of a table that went and came."""
    return differing((tables / f"{name}.csv").read_bytes(), (board / f"{name}.csv").read_bytes())


def test_replaces_a_mistake_in_copying(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """The old value goes into the note, and both lines are shown."""
    answer = run("correct", "zeta", "--data", board, "-d", "rooms", "--miou", "43.1")

    assert changed(board, tables) == [
        "- Zeta,rooms,43.0,test,,,,list,,\n",
        "+ Zeta,rooms,43.1,test,,,,list,,Corrected from 43.0.\n",
    ]
    assert answer.stdout.splitlines() == [
        f"{board}/results.csv:13: - Zeta,rooms,43.0,test,,,,list,,",
        f"{board}/results.csv:13: + Zeta,rooms,43.1,test,,,,list,,Corrected from 43.0.",
    ]


def test_puts_the_figure_of_another_source_beside_the_first(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """It is never a silent overwrite; the two are told apart by their sources and a note."""
    run(
        *["correct", "AlphaNet", "--data", board, "-d", "streets", "--variant", "ResNet-101"],
        *["--miou", "81.7", "--source", "https://code.example/alpha"],
    )

    assert changed(board, tables) == [
        '+ AlphaNet,streets,81.7,,ResNet-101,multi-scale,COCO,authors,https://code.example/alpha,"81.5 is known, too"\n'
    ]
    assert "conflicting" not in run("check", board, "--format", "json", exit_code=1).stdout


def test_corrects_the_row_of_the_source_that_is_given(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """Of two figures of two sources, the one that is meant."""
    given = ["correct", "AlphaNet", "--data", board, "-d", "streets", "--variant", "ResNet-101"]
    run(*given, "--miou", "81.7", "--source", "https://b.example")
    run(*given, "--miou", "81.8", "--source", "https://b.example")

    (line,) = changed(board, tables)
    assert ",81.8," in line
    assert line.endswith('"81.5 is known, too; Corrected from 81.7."\n')


def test_two_addresses_of_a_paper_are_one_source(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """A mistake in copying from it is replaced."""
    given = ["correct", "Zeta", "--data", board, "-d", "rooms"]
    run(*given, "--source", "https://arxiv.org/abs/2101.00001v2")
    run(*given, "--miou", "43.1", "--source", "https://arxiv.org/pdf/2101.00001")

    assert changed(board, tables)[1:] == [
        "+ Zeta,rooms,43.1,test,,,,list,https://arxiv.org/pdf/2101.00001,Corrected from 43.0.\n"
    ]


def test_corrects_a_source_or_a_note_alone(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """What is empty is taken away."""
    run("correct", "Zeta", "--data", board, "-d", "rooms", "--source", "https://z.example")
    run("correct", "Zeta", "--data", board, "-d", "rooms", "--note", "Doubtful: read off a plot.")
    assert (
        changed(board, tables)[1]
        == "+ Zeta,rooms,43.0,test,,,,list,https://z.example,Doubtful: read off a plot.\n"
    )

    run("correct", "Zeta", "--data", board, "-d", "rooms", "--source", "", "--note", "")
    assert changed(board, tables) == []


def test_names_what_tells_several_rows_apart(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """In one line; nothing is written."""
    answer = run("correct", "AlphaNet", "--data", board, "-d", "streets", "--miou", "1.5", exit_code=1)

    assert answer.stderr.startswith(
        "error: 3 scores of 'AlphaNet' on 'streets' fit: line 2 (80.0 --split 'test'"
    )
    assert "--split, --variant, --test-time, --extra-data or --line" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert changed(board, tables) == []


@pytest.mark.parametrize(
    ("selectors", "score"),
    [
        (["--split", "val"], "83.0"),
        (["--variant", "", "--split", "test"], "80.0"),
        (["--variant", "resnet101"], "81.5"),
        (["--extra-data", "coco"], "81.5"),
        (["--line", "3"], "81.5"),
    ],
)
def test_finds_the_row_by_what_is_said_of_it(
    run: Callable[..., Result], board: Path, selectors: list[str], score: str
) -> None:
    """Spelling does not matter, and an empty text means that nothing is said."""
    answer = run("remove", "AlphaNet", "--data", board, "-d", "cs", *selectors)

    assert f"- AlphaNet,streets,{score}," in answer.stdout


@pytest.mark.parametrize(
    ("words", "problem", "status"),
    [
        (["Zeta", "-d", "rooms"], "nothing to correct", 2),
        (["Zeta", "--miou", "3"], "--dataset is missing", 2),
        (["Zeta", "-d", "rooms", "--miou", "104.9"], "'104.9' is not between 0 and 100 %", 1),
        (["Zeta", "-d", "rooms", "--miou", "0.43"], "write it in percent: 43", 1),
        (["Zeta", "-d", "rooms", "--miou", "much"], "not a finite number", 2),
        (["Zeta", "-d", "rooms", "--miou", ""], "'leaderboard remove'", 2),
        (["Zeta", "-d", "rooms", "--evidence", "hearsay"], "--evidence is list or", 2),
        (["Zeta", "-d", "rooms", "--note", "a\nb"], "line break", 2),
        (["Zeta", "-d", "rooms", "--runs", "3"], "no column 'runs'", 1),
        (
            ["Zeta", "-d", "rooms", "--variant", "big", "--miou", "3"],
            "fits --variant 'big'; there is line 13",
            1,
        ),
        (["Zeta", "-d", "empty", "--miou", "3"], "it has on 'streets', 'rooms', 'depth'", 1),
        (["Zetta", "-d", "rooms", "--miou", "3"], "did you mean 'Zeta'", 1),
        (["Zeta", "-d", "roms", "--miou", "3"], "did you mean 'rooms'", 1),
    ],
)
def test_refuses_what_cannot_be(
    run: Callable[..., Result], board: Path, tables: Path, words: list[str], problem: str, status: int
) -> None:
    """It is checked as a new score is, and nothing is written."""
    answer = run("correct", *words, "--data", board, exit_code=status)

    assert problem in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert changed(board, tables) == []


def test_says_that_there_is_nothing_to_do(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """A correction that is there already is no error."""
    answer = run("correct", "Zeta", "--data", board, "-d", "rooms", "--miou", "43.0")

    assert "results.csv:13 says so already; nothing is written" in answer.stderr
    assert changed(board, tables) == []


def test_refuses_what_stands_there_elsewhere(run: Callable[..., Result], board: Path) -> None:
    """The very same score of the same source is not written twice."""
    given = ["correct", "Zeta", "--data", board, "-d", "rooms"]
    run(*given, "--source", "https://a.example")
    run(*given, "--miou", "44", "--source", "https://b.example")
    run(*given, "--line", "14", "--source", "https://a.example")
    answer = run(*given, "--line", "14", "--miou", "43.0", exit_code=1)

    assert "results.csv:13 has 43.0 of that source already" in answer.stderr


def test_changes_only_what_is_meant_in_a_file_of_somebody_else(
    run: Callable[..., Result], awkward: Path
) -> None:
    """The mark, the line ends, the quotation and the other columns stay."""
    run("correct", "Big, Net", "--data", awkward, "-d", "potholes", "--score", "85.0")
    run("correct", "Plain", "--data", awkward, "-d", "potholes", "--score", "80.5", "--source", "run 3")
    run("correct", "OtherNet", "--data", awkward, "-d", "potholes", "--source", "run, 4")

    assert sorted(differing(AWKWARD, awkward.read_bytes())) == [
        '+ "Big, Net","potholes","85.0","test","a ""small"" one","run 1","Corrected from 84.2.","12"\r\n',
        '+ "OtherNet", "potholes","81.0","test","","run, 4","two\r\n',
        "+ Plain,potholes,80.5,,,run 3,Corrected from 80.,\r\n",
        '- "Big, Net","potholes","84.2","test","a ""small"" one","run 1","","12"\r\n',
        '- "OtherNet", "potholes","81.0","test","","run 2","two\r\n',
        "- Plain,potholes,80,,,,,\r\n",
    ]


def test_begins_a_row_behind_a_last_line_without_an_end(run: Callable[..., Result], awkward: Path) -> None:
    """The figure of another source goes onto a line of its own there, too."""
    run(
        *["correct", "OtherNet", "--data", awkward, "-d", "streets"],
        *["--score", "72", "--source", "run 9"],
    )

    assert awkward.read_bytes() == AWKWARD + b'\r\nOtherNet,streets,72,val,,run 9,"71.0 is known, too",'


def test_says_where_there_is_no_room_for_the_old_value(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """A file without notes gets no column."""
    path = own("network,score\nA,3.5\n")
    answer = run("correct", "A", "--data", path, "-d", "own", "--score", "3.6")

    assert path.read_text(encoding="utf-8") == "network,score\nA,3.6\n"
    assert "has no column 'note', so that 3.5 is in no note" in answer.stderr


def test_chooses_among_columns_of_scores(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """In a row with scores in several metrics, only one is put right or taken out."""
    path = own("network,dataset,accuracy,F1\nA,x,81.5,70.1\n")
    answer = run("correct", "A", "--data", path, "-d", "x", "--score", "3.6", exit_code=2)
    assert "say which with --metric" in answer.stderr

    run("correct", "A", "--data", path, "-d", "x", "--metric", "f1", "--score", "71")
    run("remove", "A", "--data", path, "-d", "x", "--metric", "accuracy")
    assert path.read_text(encoding="utf-8") == "network,dataset,accuracy,F1\nA,x,,71\n"


def test_removes_one_line(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """All others stay."""
    run("remove", "Zeta", "--data", board, "-d", "rooms")

    assert changed(board, tables) == ["- Zeta,rooms,43.0,test,,,,list,,\n"]


def test_says_that_a_paper_stays(run: Callable[..., Result], board: Path) -> None:
    """Of a network without scores there may be a paper, as of many others."""
    run("remove", "Omega", "--data", board, "-d", "depth")
    answer = run("remove", "Omega", "--data", board, "-d", "streets")

    assert "Omega has no other score; its paper stays in papers.csv" in answer.stderr


def test_removes_a_record_of_several_lines(run: Callable[..., Result], awkward: Path) -> None:
    """A cell may run over lines, and the last record may have no line end."""
    run("remove", "OtherNet", "--data", awkward, "-d", "potholes")
    run("remove", "OtherNet", "--data", awkward, "-d", "streets")

    lines = AWKWARD.split(b"\r\n")
    assert awkward.read_bytes() == b"\r\n".join([lines[0], lines[1], lines[4], b""])


def test_names_rows_that_nothing_but_their_line_tells_apart(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """What stands there twice can be taken out by its line."""
    path = own("network,dataset,score\nA,x,3\nA,x,3\n")
    answer = run("remove", "A", "--data", path, "-d", "x", exit_code=1)
    assert "line 2 (3), line 3 (3); say which with --line" in answer.stderr

    run("remove", "A", "--data", path, "-d", "x", "--line", "3")
    assert path.read_text(encoding="utf-8") == "network,dataset,score\nA,x,3\n"


def test_is_not_for_the_board_that_was_installed(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tables: Path
) -> None:
    """It would be overwritten, and belongs to nobody's repository."""
    package = tmp_path / "package"
    shutil.copytree(tables, package / "data")
    (package / "__init__.py").touch()
    monkeypatch.setattr("leaderboard.updates.tables.shipped", lambda: package / "data")
    for words in (["correct", "Zeta", "-d", "rooms", "--miou", "4"], ["remove", "Zeta", "-d", "rooms"]):
        answer = run(*words, "--data", package / "data", exit_code=1)
        assert "not yours to change" in answer.stderr


def test_waits_for_nobody_who_has_the_lock(
    run: Callable[..., Result], board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One writer at a time, as everywhere."""
    monkeypatch.setattr("leaderboard.storage.locks.PATIENCE", 0.0)
    with storage.locked(board):
        answer = run("remove", "Zeta", "--data", board, "-d", "rooms", exit_code=1)

    assert "is being written by" in answer.stderr
