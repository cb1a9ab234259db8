"""``--rev``: every command that reads, on data as it was."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from repository import commit, git

import leaderboard
from leaderboard.cli import READING
from leaderboard.errors import LeaderboardError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

WORDS = {
    "top": ["-d", "streets"],
    "show": ["AlphaNet"],
    "compare": ["AlphaNet", "Beta-Net"],
    "overall": ["--min-networks", "1"],
    "history": ["-d", "streets", "--network", "AlphaNet"],
    "tradeoff": ["-d", "streets"],
    "cite": ["AlphaNet"],
}
WITHOUT_REVISIONS = {"diff", "log"}
"""Commands with ways of their own to name revisions."""


@pytest.fixture
def data(tables: Path, tmp_path: Path) -> Path:
    """Return the small board in a repository, all of its scores changed since it was tagged."""
    folder = shutil.copytree(tables, tmp_path / "repo" / "data")
    speeds = "network,dataset,fps,device\nAlphaNet,streets,10,GTX\nBeta-Net,streets,20,GTX\n"
    (folder / "speeds.csv").write_text(speeds, encoding="utf-8")
    commit(folder.parent, "Begin")
    git(folder, "tag", "v1")
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("AlphaNet", "Other"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [name for name in READING if name not in WITHOUT_REVISIONS])
def test_what_is_read_is_what_was(
    run: Callable[..., Result], data: Path, command: str, tmp_path: Path
) -> None:
    """The same answer as from a folder with the tables of then."""
    then = tmp_path / "then"
    then.mkdir()
    for path in data.iterdir():
        (then / path.name).write_text(git(data, "show", f"v1:data/{path.name}") + "\n", encoding="utf-8")
    words = WORDS.get(command, [])

    there = run(command, *words, "--data", then)
    now = run(command, *words, "--data", data, "--rev", "v1")

    assert (now.stdout, now.stderr) == (there.stdout, there.stderr)
    assert "AlphaNet" in now.stdout or "able2018" in now.stdout


def test_open_and_check_and_publish_read_it_too(
    run: Callable[..., Result], data: Path, tmp_path: Path
) -> None:
    """Each in its way, and what they say names the revision."""
    address = run("open", "AlphaNet", "--print", "--data", data, "--rev", "v1").stdout
    problems = run("check", data, "--rev", "v1", "-f", "json", exit_code=1).stdout
    run("publish", tmp_path / "site", "--data", data, "--rev", "v1")

    assert address == "https://papers.example/alpha\n"
    assert all(row["path"].startswith("v1:data/") for row in json.loads(problems))
    assert (tmp_path / "site" / "data" / "results.csv").read_text(encoding="utf-8") == (
        git(data, "show", "v1:data/results.csv") + "\n"
    )
    assert git(data, "rev-parse", "v1")[:10] in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_what_could_not_be_used_is_named_at_its_revision(run: Callable[..., Result], tmp_path: Path) -> None:
    """No path of a copy is seen."""
    (tmp_path / "own.csv").write_text(
        "network,dataset,miou\nA,streets,80.1\nB,streets,lost\n", encoding="utf-8"
    )
    commit(tmp_path)
    (tmp_path / "own.csv").unlink()

    answer = run("top", "-d", "streets", "--data", tmp_path / "own.csv", "--rev", "HEAD")

    assert answer.stderr == "note: not used: HEAD:own.csv:3: 'lost' is no number (B on streets)\n"


def test_what_a_path_says_is_said_of_the_copy(run: Callable[..., Result], tmp_path: Path) -> None:
    """The folders above a file are those of the repository."""
    (tmp_path / "runs" / "mynet").mkdir(parents=True)
    (tmp_path / "runs" / "mynet" / "scores.json").write_text('{"mIoU": 71.5}', encoding="utf-8")
    commit(tmp_path)
    shutil.rmtree(tmp_path / "runs")

    words = ("--set", "network={parent}", "--set", "dataset=streets", "--rev", "HEAD", "-f", "csv")
    answer = run("top", "-d", "streets", "--data", tmp_path / "runs", *words)

    assert "mynet,71.5" in answer.stdout


@pytest.mark.parametrize(
    ("data_", "rev", "status", "problem"),
    [
        ("data", "nope", 1, "no revision 'nope' in "),
        ("data", "--help", 1, "no revision '--help' in "),
        ("data", "", 1, "no revision '' in "),
        ("more", "v1", 1, "v1:more: there is no such file or folder at this revision"),
        ("link.csv", "HEAD", 1, "HEAD:link.csv: a link at this revision"),
        ("-", "v1", 2, "only files and folders have revisions"),
        ("https://example.org/a.csv", "v1", 2, "only files and folders have revisions"),
    ],
)
def test_what_is_not_there_is_one_line(
    run: Callable[..., Result],
    data: Path,
    data_: str,
    rev: str,
    status: int,
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing else is read in its place."""
    monkeypatch.chdir(data.parent)
    blob = git(data, "hash-object", "-w", "--stdin", given=b"/etc/passwd")
    git(data, "update-index", "--add", "--cacheinfo", f"120000,{blob},link.csv")
    git(data, "commit", "--quiet", "--message", "Link")

    answer = run("top", "--data", data_, f"--rev={rev}", exit_code=status)

    assert answer.stderr.startswith(f"error: {problem}")
    assert len(answer.stderr.splitlines()) == 1


def test_links_out_of_a_folder_are_not_followed(
    run: Callable[..., Result], data: Path, tmp_path: Path
) -> None:
    """As in any folder; the copy of one is no exception."""
    (tmp_path / "secret.csv").write_text("network,dataset,miou\nSecret,streets,99.0\n", encoding="utf-8")
    (data / "results.csv").unlink()
    (data / "results.csv").symlink_to(tmp_path / "secret.csv")
    commit(data.parent)

    answer = run("top", "--data", data, "--rev", "HEAD", exit_code=1)

    assert answer.stderr == (
        "error: HEAD:data/results.csv: a link that leads out of its folder, which is not followed\n"
    )


def test_a_marker_may_name_a_revision(
    run: Callable[..., Result], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a README shows a frozen board."""
    monkeypatch.chdir(data.parent)
    readme = data.parent / "README.md"
    readme.write_text("<!-- leaderboard: top -d streets --data data --rev v1 -->\n<!-- /leaderboard -->\n")

    run("sync", "README.md")

    assert "AlphaNet" in readme.read_text(encoding="utf-8")


def test_python_reads_revisions_too(data: Path) -> None:
    """And compares them."""
    old, new = leaderboard.load(data, rev="v1"), leaderboard.load(data)

    assert "AlphaNet" in set(old.top("streets")["network"])
    assert set(leaderboard.diff(old, new)["change"]) == {"new", "removed"}
    with pytest.raises(LeaderboardError, match="no revision 'v2'"):
        leaderboard.load(data, rev="v2")
    with pytest.raises(UsageError):
        leaderboard.load("https://example.org/a.csv", rev="v1")
