"""What is said of files that are written, which of them are replaced, and answers that are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result


@pytest.mark.parametrize(
    ("words", "name", "holds"),
    [
        (["top", "-d", "camvid", "-n", "3"], "a.md", ": 3 rows"),
        (["top", "-d", "camvid", "-n", "1"], "a.csv", ": 1 row"),
        (["show", "PSPNet"], "a.html", ": 7 rows"),
        (["cite", "PSPNet"], "a.bib", ": 1 entry"),
        (["history", "-d", "camvid"], "a.svg", ""),
        (["export", "-d", "camvid", "-f", "papers-with-code", "--fact", "task=T"], "a.json", ": 40 scores"),
    ],
)
def test_a_file_that_is_written_is_named_on_stderr(
    run: Callable[..., Result], tmp_path: Path, words: list[str], name: str, holds: str
) -> None:
    """In one line, with what is in it; stdout stays empty."""
    answer = run(*words, "--output", tmp_path / name)

    assert f"wrote {tmp_path / name}{holds}\n" in answer.stderr
    assert answer.stdout == ""


@pytest.mark.parametrize("suffix", [".md", ".tex", ".html", ".txt", ".csv", ".tsv", ".json"])
def test_a_file_of_another_board_is_not_replaced(
    run: Callable[..., Result], tmp_path: Path, suffix: str
) -> None:
    """The same board may be written again, with other rows; another one needs --force."""
    path = tmp_path / f"board{suffix}"
    run("top", "-d", "ade20k", "-n", 3, "-o", path)
    run("top", "-d", "ade20k", "-n", 2, "--since", 2018, "-o", path)
    before = path.read_bytes()

    answer = run("top", "-d", "pascal-context", "-n", 2, "-o", path, exit_code=1)

    assert answer.stderr == f"error: {path} exists and holds something else; use --force to replace it\n"
    assert path.read_bytes() == before
    run("top", "-d", "pascal-context", "-n", 2, "-o", path, "--force")
    assert path.read_bytes() != before


@pytest.mark.parametrize("name", ["board.parquet", "board.json"])
def test_nor_is_what_another_program_reads_of_one(
    run: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    """The datasets in the file tell."""
    path = tmp_path / name
    words = [
        "export",
        path,
        *(["-f", "papers-with-code", "--fact", "task=T"] if name.endswith("json") else []),
    ]
    run(*words, "-d", "ade20k")

    answer = run(*words, "-d", "camvid", exit_code=1)

    assert answer.stderr.endswith(
        f"error: {path} exists and holds something else; use --force to replace it\n"
    )
    run(*words, "-d", "ade20k", "--since", 2018)


@pytest.mark.parametrize("words", [["export", "-n", "2"], ["overall", "-n", "2"]])
def test_a_table_of_all_may_count_others(
    run: Callable[..., Result], tmp_path: Path, words: list[str]
) -> None:
    """A board that has grown is the same board."""
    path = tmp_path / "all.md"

    run(*words, "-o", path)
    before = path.read_text(encoding="utf-8")
    run(*words, "--until", 2016, "-o", path)

    assert path.read_text(encoding="utf-8").splitlines()[2] != before.splitlines()[2]


@pytest.mark.parametrize(("answer", "status", "holds"), [("y\n", 0, "CamVid"), ("\n", 1, "ADE20K")])
def test_on_a_terminal_asks_before_it_replaces_another_board(
    run: Callable[..., Result],
    typing: Callable[..., str],
    tmp_path: Path,
    answer: str,
    status: int,
    holds: str,
) -> None:
    """Enter keeps what is there."""
    path = tmp_path / "board.md"
    run("top", "-d", "ade20k", "-n", 3, "-o", path)

    seen = typing(answer, words=["top", "-d", "camvid", "-o", str(path)], status=status)

    assert f"{path} exists and holds something else; replace it? [y/N]: " in seen
    assert f"**{holds} " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("top -d cityscapes", "no network fits"),
        ("top", "no score fits"),
        ("papers", "no paper fits"),
        ("overall", "no score fits"),
        ("history", "no score fits"),
        ("tradeoff -d cityscapes", "no score with frames per second fits"),
        ("export", "no score fits"),
    ],
)
def test_an_empty_answer_is_an_error_where_that_is_asked_for(
    run: Callable[..., Result], tmp_path: Path, words: str, problem: str
) -> None:
    """In one line, and nothing is written."""
    path = tmp_path / "empty.csv"
    words_ = [*words.split(), "--until", "1990"]

    answers = [
        run(*words_, "--fail-empty", exit_code=1),
        run(*words_, "--fail-empty", "-o", path, exit_code=1),
    ]

    assert [(answer.stdout, answer.stderr) for answer in answers] == [("", f"error: {problem}\n")] * 2
    assert not path.exists()
    assert run(*words_).stdout != ""


def test_an_answer_that_is_not_empty_is_none(run: Callable[..., Result]) -> None:
    """The option changes nothing then."""
    assert run("top", "--fail-empty").stdout == run("top").stdout
