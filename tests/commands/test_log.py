"""``leaderboard log``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from repository import commit, git

from leaderboard.reading import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

BEFORE = "network,dataset,miou,split,source\nAlpha,streets,82.0,test,one\nBeta,streets,81.0,test,one\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of tables with a history of four revisions, and work in its repository."""
    folder = tmp_path / "repo" / "data"
    folder.mkdir(parents=True)
    texts = (
        ("Begin", BEFORE),
        ("A new leader", BEFORE + "Gamma,streets,83.5,test,two\n"),
        ("Another board", BEFORE + "Gamma,streets,83.5,test,two\nGamma,rooms,50.0,val,two\n"),
        (
            "Correct Alpha",
            BEFORE.replace("82.0", "80.5") + "Gamma,streets,83.5,test,two\nGamma,rooms,50.0,val,two\n",
        ),
    )
    for number, (subject, text) in enumerate(texts, start=1):
        (folder / "results.csv").write_text(text, encoding="utf-8")
        commit(folder.parent, subject, day=f"2026-01-0{number}")
    monkeypatch.chdir(folder.parent)
    return folder


def told(answer: Result) -> list[tuple[str, str, str]]:
    """Return the subject, the kind and the network of each change."""
    return [(row["subject"], row["change"], row["network"]) for row in json.loads(answer.stdout)]


def test_the_history_has_the_newest_first(run: Callable[..., Result], data: Path) -> None:
    """What began is said in one line."""
    lines = [line.split() for line in run("log", "--data", data).stdout.splitlines()]

    assert [line[:1] + line[2:] for line in lines if line and line[0].startswith("2026")] == [
        "2026-01-04 streets test corrected Alpha 82.0 → 80.5 2 → 3 Correct Alpha".split(),
        "2026-01-03 rooms val new Gamma 50.0 1 Another board".split(),
        "2026-01-02 streets test new Gamma 83.5 1 won A new leader".split(),
        "2026-01-01 new everything is new: 2 scores of 2 networks on 1 board Begin".split(),
    ]


def test_every_change_is_told_to_programs(run: Callable[..., Result], data: Path) -> None:
    """One row for each, with its commit."""
    answer = run("log", "--data", data, "--format", "json")

    assert told(answer) == [
        ("Correct Alpha", "corrected", "Alpha"),
        ("Another board", "new", "Gamma"),
        ("A new leader", "new", "Gamma"),
        ("A new leader", "moved", "Alpha"),
        ("Begin", "new", "Alpha"),
        ("Begin", "new", "Beta"),
    ]
    assert json.loads(answer.stdout)[0]["commit"] == git(data, "rev-parse", "HEAD")
    assert json.loads(answer.stdout)[0]["date"].startswith("2026-01-04T12:00:00")


def test_one_dataset_and_so_many_revisions(run: Callable[..., Result], data: Path) -> None:
    """A revision that did nothing there does not count."""
    answer = run("log", "--data", data, "-d", "streets", "-n", 2, "-f", "json")

    assert {subject for subject, *_ in told(answer)} == {"Correct Alpha", "A new leader"}
    assert told(run("log", "--data", data, "-d", "rooms", "-f", "json")) == [
        ("Another board", "new", "Gamma")
    ]
    assert run("log", "--data", data, "-d", "nope", exit_code=1).stderr == "error: no dataset named 'nope'\n"


def test_the_history_may_end_at_a_revision(run: Callable[..., Result], data: Path) -> None:
    """As that of git."""
    assert told(run("log", "--data", data, "--rev", "HEAD~3", "-f", "json")) == [
        ("Begin", "new", "Alpha"),
        ("Begin", "new", "Beta"),
    ]


def test_a_folder_that_was_moved_is_followed(run: Callable[..., Result], data: Path) -> None:
    """The move itself is no change of the board."""
    git(data.parent, "mv", "data", "board")
    commit(data.parent, "Move")

    assert len(told(run("log", "--data", "board", "-f", "json"))) == 6


def test_a_merge_counts_once(run: Callable[..., Result], data: Path) -> None:
    """What came on a branch came when that was merged."""
    root = data.parent
    git(root, "checkout", "--quiet", "-b", "branch")
    with (data / "results.csv").open("a", encoding="utf-8") as file:
        file.write("Delta,streets,70.0,test,two\n")
    commit(root, "Delta")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge it", "branch")

    assert told(run("log", "--data", data, "-n", 2, "-f", "json")) == [
        ("Merge it", "new", "Delta"),
        ("Correct Alpha", "corrected", "Alpha"),
    ]


def test_a_revision_that_cannot_be_read_is_passed_over(run: Callable[..., Result], data: Path) -> None:
    """What is before and behind it is compared."""
    good = (data / "results.csv").read_text(encoding="utf-8")
    (data / "results.csv").write_text(good + "<<<<<<< HEAD\n", encoding="utf-8")
    commit(data.parent, "Damage")
    (data / "results.csv").write_text(good.replace("81.0", "81.5"), encoding="utf-8")
    commit(data.parent, "Mend")

    answer = run("log", "--data", data, "-n", 3, "-f", "json")

    assert [one[:2] for one in told(answer)] == [
        ("Mend", "corrected"),
        ("Damage", "unreadable"),
        ("Correct Alpha", "corrected"),
    ]


def test_the_end_of_a_shallow_clone_is_said(run: Callable[..., Result], data: Path, tmp_path: Path) -> None:
    """Its oldest revision is not where everything began."""
    git(tmp_path, "clone", "--quiet", "--depth", "2", data.parent.as_uri(), "clone")

    answer = run("log", "--data", tmp_path / "clone" / "data", "-f", "json")

    assert told(answer) == [("Correct Alpha", "corrected", "Alpha")]
    assert "git fetch --unshallow" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_feed_is_atom(run: Callable[..., Result], data: Path, tmp_path: Path) -> None:
    """With the same names each time, so that no reader sees an entry twice."""
    (data / "results.csv").write_text(BEFORE.replace("Alpha", "<b>\x01&"), encoding="utf-8")
    commit(data.parent, "Hostile <i>\x1b[31m")
    name = "{http://www.w3.org/2005/Atom}"

    text = run("log", "--data", data, "-f", "atom").stdout
    run("log", "--data", data, "-f", "atom", "-o", tmp_path / "log.xml")
    run("log", "--data", data, "-f", "atom", "-o", tmp_path / "log.xml")

    feed = ET.fromstring(text)  # noqa: S314 - it was made here
    assert (tmp_path / "log.xml").read_text(encoding="utf-8") == text
    entries = feed.findall(f"{name}entry")
    assert len(entries) == 5
    assert len({entry.findtext(f"{name}id") for entry in entries}) == 5
    assert entries[-1].findtext(f"{name}updated", "").startswith("2026-01-01T12:00:00")
    assert "Alpha on streets test" in entries[1].findtext(f"{name}title", "")
    for tag in ("id", "title", "updated", "author", "content"):
        assert all(entry.find(f"{name}{tag}") is not None for entry in entries)


def test_data_of_other_formats_has_a_history(run: Callable[..., Result], tmp_path: Path) -> None:
    """A file, read as it is elsewhere."""
    for score in (70, 71):
        (tmp_path / "README.md").write_text(
            f"| Network | Cityscapes |\n|---|---|\n| A | {score}.0 |\n", encoding="utf-8"
        )
        commit(tmp_path, f"Say {score}")

    assert told(run("log", "--data", tmp_path / "README.md", "-f", "json")) == [
        ("Say 71", "corrected", "A"),
        ("Say 70", "new", "A"),
    ]


@pytest.mark.usefixtures("data")
def test_there_is_nothing_to_tell(run: Callable[..., Result]) -> None:
    """One line, which says where was looked."""
    answer = run("log", "--data", "elsewhere", exit_code=1)
    assert answer.stderr == (
        "error: HEAD:elsewhere: there is no such file or folder, and there never was in this history\n"
    )


@pytest.mark.apart
def test_a_hundred_revisions_take_ten_times_a_board(tmp_path: Path) -> None:
    """Of the shipped data: CPU time, that of git included, beside `top`; the best of three on a busy machine."""
    shutil.copytree(shipped(), tmp_path / "data")
    table = tmp_path / "data" / "results.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    stream = []
    commit(tmp_path, "Begin")
    for number in range(99):
        row = lines[number + 1].split(",")
        row[2] = f"{float(row[2]) + 0.1:.2f}" if row[2].replace(".", "").isdigit() else row[2]
        lines[number + 1] = ",".join(row)
        blob = "".join(lines).encode()
        head = f"commit refs/heads/main\ncommitter A <a@b> {1767225600 + number} +0000\ndata 1\nx\n"
        begins = "from refs/heads/main^0\n" if number == 0 else ""
        stream.append(
            f"{head}{begins}M 100644 inline data/results.csv\ndata {len(blob)}\n".encode() + blob + b"\n"
        )
    git(tmp_path, "fast-import", "--quiet", given=b"".join(stream))

    def measured(*words: str) -> tuple[float, str]:
        begins = os.times()
        answer = subprocess.run(
            [sys.executable, "-m", "leaderboard", *words, "--data", str(tmp_path / "data"), "-f", "json"],
            capture_output=True,
            text=True,
            check=True,
        )
        ends = os.times()
        used = ends.children_user + ends.children_system - begins.children_user - begins.children_system
        return used, answer.stdout

    _, said = measured("log")
    assert len({row["commit"] for row in json.loads(said)}) > 90
    assert any(measured("log")[0] <= 10 * measured("top", "-d", "cityscapes")[0] for _ in range(3))
