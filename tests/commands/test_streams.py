"""Pipes, closed streams, a folder that is gone, and files that are cut: an answer, or one line and a status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading.containers import delimited

pytestmark = [
    pytest.mark.apart,
    pytest.mark.skipif(os.name == "nt", reason="the shell that is used"),
]

CSV = "network,dataset,miou\nA,voc12,80.1\nB,voc12,70\n"
PROGRAM = f"'{sys.executable}' -m leaderboard"


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which ``leaderboard`` is the program."""
    root = str(Path(leaderboard.__file__).parents[1])
    return subprocess.run(
        [shutil.which("bash") or "bash", "-c", line.replace("leaderboard ", f"{PROGRAM} ")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.csv").write_text(CSV, encoding="utf-8")
    block = "<!-- leaderboard: top -d voc12 -->\n<!-- /leaderboard -->\n\n"
    (tmp_path / "r.md").write_text(f"x\n\n{block}{block}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "leaderboard top -d voc12 --data <(cat d.csv)",
        "leaderboard top -d voc12 --data <(gzip -c d.csv)",
        "leaderboard check <(cat d.csv)",
        "leaderboard import <(cat d.csv) --data d.csv",
        "leaderboard sync r.md --data <(cat d.csv)",
        "cat d.csv | leaderboard sync r.md --data -",
        "mkfifo p; cat d.csv > p & leaderboard top -d voc12 --data p",
    ],
)
def test_what_is_piped_in_is_read_once(folder: Path, line: str) -> None:
    """However often a command asks for it."""
    done = shell(line, folder)

    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "empty" not in done.stderr


def test_a_score_cannot_be_added_to_a_pipe(folder: Path) -> None:
    """There is nothing to write to."""
    done = shell(
        "leaderboard add --data <(cat d.csv) --network X -d voc12 --score 1 --source https://x.example",
        folder,
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


@pytest.mark.parametrize("words", ["top -d voc12", "--help", "top --help", "--version", "export", "papers"])
@pytest.mark.parametrize("stream", [">&-", "> /dev/full"])
def test_output_that_goes_nowhere_is_an_error(folder: Path, words: str, stream: str) -> None:
    """A closed one as well as a full one."""
    if "full" in stream and not Path("/dev/full").exists():
        pytest.skip("there is none here")

    done = shell(f"leaderboard {words} {stream}", folder)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith("error: cannot write to the output: ")


def test_a_closed_stdin_is_an_error_where_it_is_read(folder: Path) -> None:
    """And is none where it is not."""
    read, unread = (
        shell("leaderboard datasets --data - <&-", folder),
        shell("leaderboard datasets <&-", folder),
    )
    asked = shell("leaderboard add --data d.csv <&-", folder)

    assert (read.returncode, read.stderr.count("\n")) == (1, 1), read.stderr
    assert (unread.returncode, unread.stderr) == (0, "")
    assert (asked.returncode, asked.stderr.count("\n")) == (2, 1), asked.stderr


def test_a_closed_stderr_hinders_nothing(folder: Path) -> None:
    """What is said there is lost, also into the file that would have its number."""
    done = shell("leaderboard export out.csv --data d.csv --force <&- 2>&-", folder)

    assert done.returncode == 0
    assert (folder / "out.csv").read_text(encoding="utf-8").startswith("network")


@pytest.mark.parametrize(
    ("words", "status"),
    [("top -d voc12", 0), ("check", 0), ("check .", 1), ("top --data d.csv", 1), ("export out.csv", 1)],
)
def test_a_working_directory_may_be_deleted(folder: Path, words: str, status: int) -> None:
    """What does not need it works; what does is an error of one line."""
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; leaderboard {words}", folder)

    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("rows", [2, 60_000])
def test_a_file_that_is_cut_while_it_is_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """A part of a table is not taken for the whole, however it is read."""
    path = tmp_path / "own.csv"
    path.write_text("network,dataset,miou\n" + "A,voc12,80.1\n" * rows, encoding="utf-8")
    headed = delimited.headed

    def cutting(found: list[list[str]]) -> object:
        os.truncate(path, 40)
        return headed(found)

    monkeypatch.setattr(delimited, "headed", cutting)

    with pytest.raises(DataError, match="became shorter while it was read"):
        leaderboard.load(path)
