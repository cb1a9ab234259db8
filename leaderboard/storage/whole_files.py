"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from leaderboard.errors import LeaderboardError, OverwriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNLOCKED, _LOCKED = ".tmp", ".draft"
"""How the names of temporary files end: apart from each other, so that whoever holds the
lock knows that drafts other than its own were left behind."""


def save(path: Path, content: bytes, *, is_ours: Callable[[bytes], bool], force: bool) -> None:
    """Write a file, whole or not at all, unless somebody else's would be lost.

    Args:
        path: The file.
        content: What will be in it.
        is_ours: Says of what is in the file now whether this program made it.
        force: Replace it, whoever made it.

    Raises:
        OverwriteRefused: The file exists, is not blank and not ours, and *force* is off.
        LeaderboardError: The file cannot be written.
    """
    try:
        # What is no ordinary file, such as /dev/stdout, has nothing to be lost.
        if path.is_file() and not force:
            old = path.read_bytes()
            if old.strip() and not is_ours(old):
                raise OverwriteRefused(path)
        write_bytes(path, content)
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> LeaderboardError:
    """Say why a file cannot be written, in the words of the system."""
    reason = (error.strerror or str(error)).lower()
    if not path.parent.is_dir():
        reason = f"there is no folder {str(path.parent)!r}"
    return LeaderboardError(f"cannot write {path}: {reason}")


def write_bytes(path: Path, content: bytes) -> None:
    """Write *content* to a file, whole or not at all, as in :func:`drafted`.

    What is no ordinary file, such as ``/dev/stdout``, is written to directly.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with drafted(path) as file:
        file.write(content)


@contextmanager
def drafted(path: Path, *, locked: bool = False) -> Iterator[IO[bytes]]:
    """Give a new file to write to, which takes the place of the one at *path* when all is written.

    It lies in the same folder, is brought to the disk, and replaces the old file in one
    step; whatever happens before that, the old file is the one that is there. Permissions
    stay, as does the owner where that is allowed; a symbolic link stays one. With the lock
    held (*locked*), what killed writers left behind is removed.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    if locked:
        _sweep(target)
    suffix = _LOCKED if locked else _UNLOCKED
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=suffix)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            _take_after(target, draft)
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _bring_to_disk(target.parent)


def _sweep(target: Path) -> None:
    """Remove the drafts of writers that were killed: the lock is held here, so none of them is in use."""
    left = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}{re.escape(_LOCKED)}")
    for path in target.parent.iterdir():
        if left.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _take_after(target: Path, draft: Path) -> None:
    """Give the draft the owner and the permissions of the file, or those that a new file gets."""
    try:
        old = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        return
    with suppress(OSError, AttributeError):  # only root may give files away, and not every system has owners
        os.chown(draft, old.st_uid, old.st_gid)
    draft.chmod(old.st_mode & 0o7777)


def _bring_to_disk(folder: Path) -> None:
    """Make the replacement itself last through a power failure, where folders can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
