"""Files that cannot be used: one line with the place of the mistake, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from wording import of_system

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from conftest import Write

pytestmark = pytest.mark.usefixtures("way")

HEADER = "network,dataset,miou,note\n"


def problem_with(path: Path) -> str:
    """Read a file that cannot be used, and return what stands behind its name."""
    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    text = str(caught.value)
    assert caught.value.exit_code == 1
    assert "\n" not in text
    assert text.startswith(f"{path}:")
    return text.removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("score", "problem"),
    [
        ("good", "the score 'good' is not a finite number"),
        ("", "the score is empty"),
        ("  ", "the score is empty"),
        ("nan", "the score 'nan' is not a finite number"),
        ("NaN", "the score 'NaN' is not a finite number"),
        ("inf", "the score 'inf' is not a finite number"),
        ("-Infinity", "the score '-Infinity' is not a finite number"),
        ("1e400", "the score '1e400' is not a finite number"),
        ("1_000", "the score '1_000' is not a finite number"),
        ("٨٠", "the score '٨٠' is not a finite number"),
        ("８０", "the score '８０' is not a finite number"),  # noqa: RUF001 - full-width digits
        ("80%", "the score '80%' is not a finite number"),
        ("0x50", "the score '0x50' is not a finite number"),
        ("80,1", "the score '80,1' is not a finite number"),
        (".", "the score '.' is not a finite number"),
        ("8\x000", r"the score '8\x000' is not a finite number"),
        ("8\n0", r"the score '8\n0' is not a finite number"),
        ("\x1b[31m80", r"the score '\x1b[31m80' is not a finite number"),
        ("-5", "the score is not between 0 and 100 %"),
        ("101", "the score is not between 0 and 100 %"),
        ("100.0000001", "the score is not between 0 and 100 %"),
        ("1e308", "the score is not between 0 and 100 %"),
        ("9" * 300 + "x", f"the score '{'9' * 59}…' is not a finite number"),
    ],
)
def test_a_score_that_is_none_is_an_error_on_its_line(write: Write, score: str, problem: str) -> None:
    """Scores are finite decimals in the range of their unit, and nothing that merely looks so."""
    path = write(f'{HEADER}A,cityscapes,80,\nB,cityscapes,"{score}",\n')

    assert problem_with(path) == f"3: {problem}"


def test_the_range_of_a_unit_holds_only_where_it_is_the_unit(write: Write) -> None:
    """A bare score may be anything finite."""
    board = leaderboard.load(
        write("network,dataset,score\nA,mine,-5\nB,mine,1e308\nC,cityscapes,80\n"), better="higher"
    )

    assert list(board.top("mine")["score"]) == [1e308, -5.0]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (",cityscapes,80,\n", "2: no network is named"),
        (" ,cityscapes,80,\n", "2: no network is named"),
        ("\t,cityscapes,80,\n", "2: no network is named"),
        ("A,,80,\n", "2: no dataset is named"),
        ("A,x,80,\n,,,\n", "3: no network is named"),
        ("A,x,80,\nB,x\n", "3: the score is empty"),
    ],
)
def test_a_score_belongs_to_a_network_and_a_dataset(write: Write, rows: str, problem: str) -> None:
    """Both are named."""
    assert problem_with(write(f"{HEADER}{rows}")) == problem


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("A,x,80,\nB,x,bad,\n", 3),
        ("\n\nA,x,80,\n\nB,x,bad,\n", 6),
        ("  \nA,x,80,\n\t\nB,x,bad,\n", 5),
        ('A,x,80,"two\nlines"\nB,x,bad,\n', 4),
        ('A,x,80,"two\r\nlines"\r\nB,x,bad,\r\n', 4),
        ('A,x,80,"two\rlines"\rB,x,bad,\r', 4),
        ('A,x,80,"\n\n\n"\n\nB,x,bad,"\n\n"\n', 7),
        ('A,x,80,"' + "x" * 200_000 + '"\nB,x,bad,\n', 3),
        ('A,x,80,"a ""quoted"" word"\nB,x,bad,\n', 3),
        ("A,x,80,\x00\nB,x,bad,\n", 3),
        ("A,x,80,\u2028\x0b\x0c\x85\nB,x,bad,\n", 3),
    ],
    ids=[
        *("plain", "blank lines", "lines of spaces", "quoted break", "windows", "old mac", "many breaks"),
        *("long cell", "quotes", "NUL", "other line separators"),
    ],
)
def test_the_line_is_the_one_that_an_editor_shows(write: Write, rows: str, line: int) -> None:
    """It is where the row begins, whatever stands above it."""
    assert problem_with(write(f"{HEADER}{rows}")) == f"{line}: the score 'bad' is not a finite number"


@pytest.mark.parametrize("way", ["careful"], indirect=True)
def test_a_comma_too_many_is_an_error(write: Write) -> None:
    """Even if nothing stands behind it; in a large file it may stand, as nothing is lost by it."""
    assert problem_with(write(f"{HEADER}A,x,80,,\n")) == "2: 5 cells where the header has 4"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("A,x,80,,5\n", "2: 5 cells where the header has 4"),
        ("A,x,80,\nB,x,81,,5,6\n", "3: 6 cells where the header has 4"),
        ('A,x,80,"a\nb"\n\nB,x,81,,5\n', "5: 5 cells where the header has 4"),
    ],
)
def test_a_row_with_more_cells_than_the_header_is_an_error(write: Write, rows: str, problem: str) -> None:
    """Most often a comma was not quoted."""
    assert problem_with(write(f"{HEADER}{rows}")) == problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'{HEADER}A,x,80,"open\nB,x,81,\n', 2),
        (f'{HEADER}A,x,80,"a\nb"\n\nB,x,81,"open\nC,x,82,\n', 5),
        (f'{HEADER}A,x,80,"' + "x\n" * 100_000, 2),
        ('network,dataset,"miou\nA,x,80\n', 1),
    ],
)
def test_a_quotation_mark_that_is_never_closed_is_an_error(write: Write, text: str, line: int) -> None:
    """The line is that of the row with the mark, not the end of the file."""
    assert problem_with(write(text)) == f"{line}: a quotation mark is opened and never closed"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("network,data\nA,x\n", "1: no column of scores: it needs 'dataset' and 'miou'"),
        ("network,dataset\nA,x\n", "1: no column 'miou' (or 'score'); the columns are 'network', 'dataset'"),
        ("dataset,miou\nx,80\n", "1: no column 'network'; the columns are 'dataset', 'miou'"),
        ("\n\nnetwork,dataset,date\nA,x,1\n", "3: no column 'miou' (or 'score'); the columns are"),
        ("network,dataset,miou,miou\nA,x,1,1\n", "1: the column 'miou' stands there twice"),
        ("network,dataset,mIoU,MIOU\nA,x,1,1\n", "1: the columns 'mIoU' and 'MIOU' say the same"),
        ("network,dataset,miou,score\nA,x,1,1\n", "1: the columns 'miou' and 'score' say the same"),
        ("network,data-set,dataset,miou\nA,x,x,1\n", "1: the columns 'data-set' and 'dataset' say the same"),
        ("network,,,miou\nA,x,x,1\n", "1: the column '' stands there twice"),
        (",,,\nA,x,1,\n", "1: the header names no column"),
        ('""\nA\n', "1: the header names no column"),
        ("network,dataset,miou,\nA,x,1,\nB,x,1,note\n", "3: a cell stands in a column without a name"),
        ("network;dataset;miou\nA;x;80\n", "1: no column 'network'; the columns are 'network;dataset;miou'"),
        ("h" * 200_000 + "\nA\n", f"1: no column 'network'; the columns are '{'h' * 59}…'"),
        ("\x00\x00\n", r"1: no column 'network'; the columns are '\x00\x00'"),
    ],
)
def test_a_header_that_cannot_be_used_is_an_error_on_its_line(write: Write, text: str, problem: str) -> None:
    """The message says what is missing and what is there instead."""
    assert problem_with(write(text)).startswith(problem)


@pytest.mark.parametrize("content", ["", "\n", "\r\n\r\n", "  \n", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_an_error(write: Write, content: str) -> None:
    """Blank lines and a byte-order mark are nothing."""
    assert problem_with(write(content)) == " the file is empty"


@pytest.mark.parametrize("content", [HEADER, HEADER.strip(), f"{HEADER}\n\n", f'"a\nb",{HEADER}'])
def test_a_header_alone_is_an_error(write: Write, content: str) -> None:
    """There is nothing to rank."""
    assert problem_with(write(content)) == " there are no scores below the header"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{HEADER}A,x,80,\nB,x,81,caf\xe9\n".encode("latin-1"), 3),
        (b"\xff\xfe" + HEADER.encode("utf-16-le"), 1),
        (HEADER.encode() + b"A,x,80,\n" * 100_000 + b"B,x,81,\xc3\n", 100_002),
        (HEADER.encode() + b"A,x,80,\xed\xa0\x80\n", 2),
        (b"\x89PNG\r\n\x1a\n", 1),
    ],
    ids=["latin-1", "utf-16", "far down", "surrogate", "picture"],
)
def test_a_file_in_another_encoding_is_an_error_on_its_line(write: Write, content: bytes, line: int) -> None:
    """It is not guessed which one it is."""
    assert problem_with(write(content)) == f"{line}: not UTF-8 text; save the file with that encoding"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.csv", " no such file or folder"),
        ("missing/own.csv", " no such file or folder"),
        (f"{'x' * 300}.csv", f" {of_system(errno.ENAMETOOLONG)}"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path, name: str, problem: str) -> None:
    """Whatever the reason."""
    assert problem_with(tmp_path / name) == problem


def test_a_file_of_another_kind_is_an_error(write: Write) -> None:
    """The message says what can be read."""
    problem = problem_with(write("nothing of note", "own.xlsx"))

    assert problem.startswith(" cannot read files of this kind; a folder of tables or one of: .csv")


def test_a_folder_in_the_place_of_a_table_is_an_error(tmp_path: Path) -> None:
    """The system's words are told, and which file it was."""
    (tmp_path / "results.csv").mkdir()

    with pytest.raises(DataError) as caught:
        leaderboard.load(tmp_path)

    assert str(caught.value) == f"{tmp_path / 'results.csv'}: {of_system(errno.EISDIR)}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(write: Write) -> None:
    """Permissions are told in the system's words."""
    path = write(f"{HEADER}A,x,80,\n")
    path.chmod(0)

    assert problem_with(path) == f" {of_system(errno.EACCES)}"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no such file")
def test_a_file_that_fails_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    """Opening it is no promise."""
    path = tmp_path / "own.csv"
    path.symlink_to("/proc/self/mem")

    assert problem_with(path) == f" {of_system(errno.EIO)}"


def test_reading_leaves_the_settings_of_the_csv_module_alone(write: Write) -> None:
    """A program that uses the library may depend on them."""
    import csv

    before = csv.field_size_limit()

    problem_with(write(f"{HEADER}A,x,bad,\n"))

    assert csv.field_size_limit() == before
