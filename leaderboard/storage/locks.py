"""One writer at a time.

The lock of a table is the file ``.leaderboard.lock`` beside it. It lies there, and not in
a folder of the user or of the machine, because that is the one place that everybody who
can write the table shares; and one lock serves a whole folder, so that a folder and a file
in it cannot be written at once. Whoever is done removes it while still holding it, so
``git status`` has nothing to show; whoever then gets the removed one tries again.

The operating system holds the lock, not the file: that of a killed process is free at
once, and the file it leaves behind is taken over, and removed, by the next writer. So are
the drafts that it leaves, and what it had begun to write as one is completed first.
"""

from __future__ import annotations

import errno
import os
import socket
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leaderboard.errors import Changed, LeaderboardError, readable, reason_of
from leaderboard.storage import drafts, journal
from leaderboard.storage.whole_files import cannot_write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from filelock import BaseFileLock

Result = TypeVar("Result")

NAME = ".leaderboard.lock"

PATIENCE = 10.0
"""Seconds to wait for one writer; while writers come and go, waiting goes on."""

_ATTEMPTS = 5

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
"""What systems say where files cannot be locked."""

_EVERYBODY = 0o666
"""Who may lock what lies in a folder is for the folder to say."""


@contextmanager
def locked(path: Path) -> Iterator[tuple[Path, ...]]:
    """Hold the lock of a folder of tables, or of a single file, while the block runs.

    Reads that decide what is written belong inside. The lock is not for use twice at a
    time by one process. What an earlier writer could not complete is completed first; the
    block is given the files that were still to be written for that.

    Raises:
        LeaderboardError: Another process has held it for :data:`PATIENCE` seconds, and
            who that is; the folder cannot be written to, or files in it cannot be locked;
            or what was begun there cannot be completed.
    """
    try:
        folders = _folders(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(_one(folder, path))
        completed = [file for folder in folders for file in journal.complete(folder)]
        for folder in folders:
            drafts.sweep(folder, locked=True)
        yield tuple(completed)


def afresh(attempt: Callable[[], Result]) -> Result:
    """Read, decide and write, and start over where somebody without the lock has written meanwhile.

    Raises:
        Changed: Again and again; nothing was written.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(Changed):
            return attempt()
    return attempt()


def unfinished(path: Path) -> dict[Path, tuple[Path, ...]]:
    """Return what was to be written as one by commands that were stopped: the files, by the journal of each.

    Raises:
        DataError: What is in a journal was not written by this program, or the folder cannot be read.
    """
    with readable(path):
        journals = [folder / journal.NAME for folder in _folders(path)]
    return {one: tuple(step.target for step in steps) for one in journals if (steps := journal.steps_of(one))}


def _folders(path: Path) -> list[Path]:
    """Return where the tables really are, in an order that everybody takes; links may lead elsewhere."""
    tables = [path]
    if os.path.isdir(path):  # noqa: PTH112 - no error where a folder may not be entered
        tables = [path / "results.csv", *path.glob("*.csv")]
    return sorted({Path(os.path.realpath(table)).parent for table in tables})


@contextmanager
def _one(folder: Path, path: Path) -> Iterator[None]:
    from filelock import FileLock

    place = folder / NAME
    ours: list[os.stat_result] = []

    def sign(descriptor: int) -> None:
        ours.append(os.fstat(descriptor))
        _sign(descriptor)

    if not os.path.lexists(folder):  # the library would make one
        raise LeaderboardError(f"cannot write {path}: there is no folder {str(folder)!r}")
    lock = FileLock(place, mode=_EVERYBODY, on_acquired=sign)
    _acquire(lock, place, path)
    try:
        yield
    finally:
        # Somebody may have removed the file and begun another, which is not ours to remove.
        with suppress(OSError):
            if os.path.samestat(ours[0], place.stat()):
                place.unlink()
        with suppress(OSError):  # it cannot be let go of; it ends with the process
            lock.release()


def _acquire(lock: BaseFileLock, place: Path, path: Path) -> None:
    """Wait for the lock as long as its holders change, and for each of them so long."""
    from filelock import Timeout

    holder = _holder(place)
    was_there = os.path.lexists(place)
    while True:
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            earlier, holder = holder, _holder(place)
            if holder == earlier:
                mend = f"try again, or remove {place} if that process is gone"
                raise LeaderboardError(f"{path} is being written by {holder}; {mend}") from None
        except OSError as error:
            if not was_there:  # the file may have been made all the same; nobody has signed it
                with suppress(OSError):
                    if not place.lstat().st_size:
                        place.unlink()
            raise _cannot_lock(place, path, error) from None
        else:
            return


def _cannot_lock(place: Path, path: Path, error: OSError) -> LeaderboardError:
    """Say what is in the way: no locks, a lock that cannot be opened, or a folder that cannot be written."""
    reason = reason_of(error)
    if error.errno in _NO_LOCKS:
        problem = f"its lock {place} cannot be held: {reason}"
        return LeaderboardError(
            f"cannot write {path}: {problem}; move it to a disk where files can be locked"
        )
    if os.path.lexists(place):
        problem = f"its lock {place} cannot be opened: {reason}"
        return LeaderboardError(f"cannot write {path}: {problem}; remove that if nobody is writing")
    return cannot_write(path, error)


def _sign(descriptor: int) -> None:
    """Write into the lock who holds it, and since when."""
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    text = f"process {os.getpid()} on {socket.gethostname()}, since {since}\n"
    with suppress(OSError):  # a disk may be full; the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode())


def _holder(place: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return place.read_text(encoding="utf-8").strip() or "another process"
    return "another process"
