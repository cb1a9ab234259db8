from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import LeaderboardError
from leaderboard.storage import locked, locks

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from leaderboard.storage import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until it is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a table."""
    (tmp_path / "results.csv").write_text("network,dataset,miou\n")
    return tmp_path


def test_nothing_is_left_behind(folder: Path) -> None:
    """Such folders are kept in git, which is to show what was added and no more."""
    with locked(folder):
        during = sorted(path.name for path in folder.iterdir())

    assert during == [".leaderboard.lock", "results.csv"]
    assert [path.name for path in folder.iterdir()] == ["results.csv"]


def test_a_lock_that_is_held_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In vain after some time: then the error says who has it."""
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    with holding(folder) as process:
        with pytest.raises(LeaderboardError) as caught, locked(folder):
            pass
        process.communicate("\n")

    told = f"{folder} is being written by process {process.pid} on {socket.gethostname()}, since 2"
    assert str(caught.value).startswith(told)
    assert str(caught.value).endswith(
        f"; try again, or remove {folder / '.leaderboard.lock'} if that process is gone"
    )


def test_a_file_and_its_folder_are_not_written_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same table."""
    monkeypatch.setattr(locks, "PATIENCE", 0.05)

    with holding(folder / "results.csv") as process:
        with pytest.raises(LeaderboardError, match=f"process {process.pid} "), locked(folder):
            pass
        process.communicate("\n")


def test_a_link_is_locked_where_it_leads(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes another way meets the same lock."""
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    link = tmp_path_factory.mktemp("elsewhere") / "results.csv"
    link.symlink_to(folder / "results.csv")

    with holding(link.parent) as process:
        with pytest.raises(LeaderboardError, match=f"process {process.pid} "), locked(folder):
            pass
        process.communicate("\n")


def test_the_lock_of_a_killed_process_is_free(folder: Path) -> None:
    """The system holds it, not the file; the file goes with the next writer."""
    with holding(folder) as process:
        process.kill()
    left = (folder / ".leaderboard.lock").exists()

    with locked(folder):
        pass

    assert left
    assert not (folder / ".leaderboard.lock").exists()


def test_the_lock_of_somebody_else_is_not_removed(folder: Path) -> None:
    """Where the file was removed by hand, another writer may have begun a new one."""
    place = folder / ".leaderboard.lock"

    with locked(folder):
        place.unlink()
        place.write_text("another's")

    assert place.read_text() == "another's"


def test_the_mask_of_one_user_does_not_keep_out_others(folder: Path) -> None:
    """Who may write in the folder may lock it, whoever left a lock there."""
    before = os.umask(0o077)
    try:
        with locked(folder):
            mode = (folder / ".leaderboard.lock").stat().st_mode
    finally:
        os.umask(before)

    assert mode & 0o777 == 0o666


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    """It is an error, as in reading."""
    with pytest.raises(LeaderboardError, match="there is no folder"), locked(tmp_path / "no" / "results.csv"):
        pass

    assert list(tmp_path.iterdir()) == []


def test_an_error_inside_releases_the_lock(folder: Path) -> None:
    """The next writer need not wait for it."""
    with pytest.raises(ZeroDivisionError), locked(folder):
        raise ZeroDivisionError

    with locked(folder):
        pass
    assert not (folder / ".leaderboard.lock").exists()
