"""Commands that are given an address in place of a file."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result
    from web import Web

SCORES = "network,dataset,miou,code\nBigNet,rooms,80.2,https://code.example/big\nTinyNet,rooms,71.4,\n"


@pytest.fixture
def address(web: Web) -> str:
    """Return the address of a table of scores."""
    web["/scores.csv"] = SCORES
    return f"{web.address}/scores.csv"


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


def test_data_may_be_an_address(
    run: Callable[..., Result], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So may the variable that stands for the option."""
    typed = run("top", "-d", "rooms", "--data", address)
    monkeypatch.setenv("LEADERBOARD_DATA", address)

    assert "BigNet" in typed.stdout
    assert run("top", "-d", "rooms").stdout == typed.stdout
    assert run("open", "BigNet", "--code", "--print").stdout == "https://code.example/big\n"


def test_a_file_at_an_address_is_checked(run: Callable[..., Result], web: Web, address: str) -> None:
    """Its problems stand in it."""
    web["/scores.csv"] = SCORES + "Bad,rooms,lost,\n"

    answer = run("check", address, "-f", "json", exit_code=1)

    (problem,) = json.loads(answer.stdout)
    assert (problem["path"], problem["line"]) == (address, 4)
    assert answer.stderr == f"1 error in {address}\n"


def test_what_stands_at_an_address_is_taken_in_with_its_source(
    run: Callable[..., Result], address: str, board: Path
) -> None:
    """Beside files, as many as there are; twice changes nothing."""
    run("import", address, "--data", board, "--write", "--set", "split=val")
    before = (board / "results.csv").read_bytes()

    again = run("import", address, "--data", board, "--write", "--set", "split=val")

    assert f"BigNet,rooms,80.2,val,,,,,{address},".encode() in before.splitlines()
    assert again.stderr == f"{board}: nothing new · 2 there already\n"
    assert (board / "results.csv").read_bytes() == before


def test_one_of_several_addresses_that_has_nothing_is_left_out(
    run: Callable[..., Result], web: Web, address: str, board: Path
) -> None:
    """As a file is that cannot be read."""
    answer = run("import", address, f"{web.address}/gone", "--data", board, "--write", exit_code=3)

    assert f"note: left out: {web.address}/gone: the server answers 404 not found" in answer.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["add", "--network", "A", "-d", "rooms", "--miou", "40", "--source", "x"],
        ["import", "missing.csv"],
        ["import", "missing.csv", "--write"],
    ],
)
def test_an_address_cannot_be_written_to(
    run: Callable[..., Result], web: Web, address: str, words: list[str]
) -> None:
    """It is not even asked."""
    answer = run(*words, "--data", address, exit_code=1)

    assert answer.stderr == (
        f"error: {address}: an address cannot be written to; name a folder or file with --data\n"
    )
    assert web.asked == []


def test_a_document_asks_an_address_once(
    run: Callable[..., Result], web: Web, address: str, tmp_path: Path
) -> None:
    """However many of its blocks need it."""
    path = tmp_path / "README.md"
    blocks = [
        f"<!-- leaderboard: {words} -->\n<!-- /leaderboard -->\n" for words in ("top -d rooms", "show BigNet")
    ]
    path.write_text("\n".join(blocks))

    answer = run("sync", path, "--data", f"{address}?token=abc", exit_code=1)

    web["/scores.csv?token=abc"] = SCORES
    run("sync", path, "--data", f"{address}?token=abc")
    assert web.asked == 2 * ["/scores.csv?token=abc"]
    stale = path.read_text()
    path.write_text(stale.replace("BigNet", "Big"))
    assert (
        "abc"
        not in answer.output
        + run("sync", "--check", path, "--data", f"{address}?token=abc", exit_code=1).output
    )
    assert "abc" not in stale


def test_a_marker_fetches_nothing(run: Callable[..., Result], web: Web, address: str, tmp_path: Path) -> None:
    """Whoever writes a pull request writes markers."""
    path = tmp_path / "README.md"
    path.write_text(f"<!-- leaderboard: top -d rooms --data {address} -->\n<!-- /leaderboard -->\n")

    answer = run("sync", path, exit_code=1)

    assert "is not in the repository; a marker reads nothing else" in answer.stderr
    assert web.asked == []


def test_a_copy_that_had_to_serve_is_said_on_stderr(
    run: Callable[..., Result], web: Web, address: str
) -> None:
    """By the commands that read names only, too."""
    run("top", "--data", address)
    web.close()

    for words in (["top"], ["open", "BigNet", "--code", "--print"]):
        answer = run(*words, "--data", address)
        assert answer.stderr.startswith(f"note: {address}: cannot be reached: ")
        assert answer.stderr.count("\n") == 1
