from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from wording import of_system

from leaderboard.errors import Changed, LeaderboardError
from leaderboard.storage import afresh, locked, locks, unfinished

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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no rights of groups")
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


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_where_files_cannot_be_locked_nothing_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Some file systems of networks have no locks; the message says what is the matter, and where."""
    fcntl = pytest.importorskip("fcntl")

    def refused(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", refused)

    with pytest.raises(LeaderboardError) as caught, locked(folder):
        pass

    told = (
        f"cannot write {folder}: its lock {folder / '.leaderboard.lock'} cannot be held: {of_system(error)}"
    )
    assert str(caught.value) == f"{told}; move it to a disk where files can be locked"
    assert [path.name for path in folder.iterdir()] == ["results.csv"]


def test_a_lock_that_cannot_be_let_go_of_is_no_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was to be written is written by then; the system lets go of it when the process ends."""
    fcntl = pytest.importorskip("fcntl")
    flock = fcntl.flock

    def failing(file: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", failing)

    with locked(folder):
        pass

    assert [path.name for path in folder.iterdir()] == ["results.csv"]


def test_a_folder_that_cannot_be_looked_through_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that fails."""

    def failing(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "glob", failing)

    with pytest.raises(LeaderboardError) as writing, locked(folder):
        pass
    with pytest.raises(LeaderboardError) as reading:
        unfinished(folder)

    assert str(writing.value) == f"cannot write {folder}: {of_system(errno.EIO)}"
    assert str(reading.value) == f"{folder}: {of_system(errno.EIO)}"


def test_without_locks_that_of_somebody_else_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks can be short for a moment; then the file may be one that is held."""
    fcntl = pytest.importorskip("fcntl")

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with holding(folder) as process:
        monkeypatch.setattr(fcntl, "flock", refused)
        with pytest.raises(LeaderboardError, match="cannot be held"), locked(folder):
            pass
        is_there = (folder / ".leaderboard.lock").exists()
        process.communicate("\n")

    assert is_there


def test_a_lock_that_cannot_be_opened_is_named(folder: Path) -> None:
    """With what helps; here it is a folder, elsewhere the file of a user who lets nobody else open it."""
    place = folder / ".leaderboard.lock"
    place.mkdir()

    with pytest.raises(LeaderboardError) as caught, locked(folder):
        pass

    assert str(caught.value).startswith(f"cannot write {folder}: its lock {place} cannot be opened: ")
    assert str(caught.value).endswith("; remove that if nobody is writing")


def test_what_killed_writers_left_is_removed(folder: Path) -> None:
    """What was made under the lock is in use by nobody while it is held; the rest is somebody's own."""
    others = [".leaderboard-0123abcd.draft~", ".leaderboard-xyz.draft", "x.draft"]
    for name in (".leaderboard-0123abcd.draft", ".leaderboard-89abcdef.tmp", *others):
        (folder / name).touch()

    with locked(folder):
        pass

    assert sorted(path.name for path in folder.iterdir()) == sorted(["results.csv", *others])


def test_what_was_changed_meanwhile_is_read_afresh() -> None:
    """As often as it takes, within reason."""
    left = [Changed("a"), Changed("a")]

    def attempt() -> str:
        if left:
            raise left.pop()
        return "written"

    assert afresh(attempt) == "written"


def test_what_is_changed_all_the_time_is_an_error() -> None:
    """Nothing waits for ever."""

    def attempt() -> None:
        raise Changed("a.csv")

    with pytest.raises(Changed, match=r"a\.csv was changed"):
        afresh(attempt)
