"""What cannot be used: a cell is reported with its place and the rest is read; a file of nothing else is an error."""

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

HEADER = "network,dataset,miou,note\n"

both_ways = pytest.mark.usefixtures("way")


def problem_with(path: Path) -> str:
    """Read a file that cannot be used, and return what stands behind its name."""
    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    text = str(caught.value)
    assert caught.value.exit_code == 1
    assert "\n" not in text
    assert text.startswith(f"{path}:")
    return text.removeprefix(f"{path}:")


@both_ways
@pytest.mark.parametrize(
    ("score", "shown"),
    [
        ("good", "'good'"),
        ("inf", "'inf'"),
        ("-Infinity", "'-Infinity'"),
        ("1e400", "'1e400'"),
        ("1_000", "'1_000'"),
        ("0x50", "'0x50'"),
        ("80,1", "'80,1'"),
        ("8\n0", "'8 0'"),
        ("\x1b[31m80", r"'\x1b[31m80'"),
        ("-5", "-5"),
        ("101", "101"),
        ("100.0000001", "100.0000001"),
        ("1e308", "1e308"),
        ("9" * 300 + "x", f"'{'9' * 59}…'"),
    ],
)
def test_a_score_that_is_none_is_reported_on_its_line(write: Write, score: str, shown: str) -> None:
    """Scores are finite decimals in the range of their unit; the others of the file are read."""
    path = write(f'{HEADER}A,cityscapes,80,\nB,cityscapes,"{score}",\nC,cityscapes,70,\n')

    board = leaderboard.load(path)

    assert list(board.results_table["network"]) == ["A", "C"]
    (unusable,) = board.unusable
    assert unusable.place == f"{path}:3"
    assert unusable.reason.startswith(f"{shown} is ")


@both_ways
@pytest.mark.parametrize("score", ["", "  ", "nan", "NaN", "."])
def test_a_score_that_is_not_reported_is_no_mistake(write: Write, score: str) -> None:
    """Nothing is said of it, and nothing is made up."""
    board = leaderboard.load(write(f'{HEADER}A,cityscapes,80,\nB,cityscapes,"{score}",\n'))

    assert list(board.results_table["network"]) == ["A"]
    assert board.unusable == ()


@both_ways
def test_the_range_of_a_unit_holds_only_where_it_is_the_unit(write: Write) -> None:
    """A bare score may be anything finite."""
    path = write("network,dataset,score\nA,mine,-5\nB,mine,1e308\nC,cityscapes,80\n")

    assert list(leaderboard.load(path, stated={"better": "higher"}).top("mine")["score"]) == [1e308, -5.0]


@both_ways
@pytest.mark.parametrize(
    ("row", "missing"), [(",x,81,", "network"), (" ,x,81,", "network"), ("B,,81,", "dataset")]
)
def test_a_score_belongs_to_a_network_and_a_dataset(write: Write, row: str, missing: str) -> None:
    """One of which either is not named is reported."""
    path = write(f"{HEADER}A,x,80,\n{row}\n")

    board = leaderboard.load(path)

    assert list(board.results_table["network"]) == ["A"]
    (unusable,) = board.unusable
    assert unusable.place == f"{path}:3"
    assert f"no {missing} is named" in unusable.reason


@both_ways
@pytest.mark.parametrize("row", ["B,x", ",,,"])
def test_a_row_without_a_score_is_no_mistake(write: Write, row: str) -> None:
    """It may be shorter than the header, or empty."""
    board = leaderboard.load(write(f"{HEADER}A,x,80,\n{row}\n"))

    assert list(board.results_table["network"]) == ["A"]
    assert board.unusable == ()


@both_ways
@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("network,dataset\nA,x\n", 1, "'network', 'dataset'"),
        ("\n\nnetwork,dataset,date\nA,x,1\n", 3, "'date'"),
        ("dataset,miou\nx,80\n", 1, "--column network="),
        (f"{HEADER},cityscapes,80,\n", 1, "--column network="),
        (f"{HEADER}A,x,bad,\n", 1, "'bad'"),
        ("h" * 200_000 + "\nA\n", 1, f"'{'h' * 59}…'"),
    ],
    ids=["no score", "below blank lines", "no network", "network empty", "no number", "long title"],
)
def test_a_file_without_a_score_to_use_is_an_error(write: Write, text: str, line: int, found: str) -> None:
    """The message says on which line, and what is there or mends it."""
    problem = problem_with(write(text))

    assert found in problem
    assert problem.startswith(f"{line}: ") or f".csv:{line}:" in problem
    assert len(problem) < 300


@both_ways
@pytest.mark.parametrize("content", [HEADER, HEADER.strip(), f"{HEADER}\n\n", f'"a\nb",{HEADER}'])
def test_a_header_alone_is_an_error(write: Write, content: str) -> None:
    """There is nothing to rank."""
    assert problem_with(write(content)).startswith(" no score")


@pytest.mark.parametrize("title", ["miou,miou", "mIoU,MIOU"])
def test_scores_in_columns_that_say_the_same_are_all_kept(write: Write, title: str) -> None:
    """Neither is preferred."""
    board = leaderboard.load(write(f"network,dataset,{title}\nA,x,1,2\n"))

    assert list(board.results_table["score_text"]) == ["1", "2"]


@pytest.mark.parametrize("content", ["\x00\x00\n", f"{HEADER}A,x,80,\x00\n"])
def test_what_is_no_text_is_an_error(write: Write, content: str) -> None:
    """Characters that no text holds say so, wherever they stand."""
    assert problem_with(write(content)).startswith(" not a text file")


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
    problem = problem_with(write("nothing of note", "own.txt"))

    assert {".csv", ".md", ".json"} <= set(problem.replace(",", " ").split())


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
