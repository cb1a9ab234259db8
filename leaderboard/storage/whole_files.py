"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, OverwriteRefused, reason_of
from leaderboard.storage import drafts, system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def save(path: Path, content: bytes, *, is_ours: Callable[[bytes], bool], force: bool) -> None:
    """Write a file, whole or not at all, unless somebody else's would be lost.

    Args:
        path: The file.
        content: What will be in it.
        is_ours: Says of what is in the file now whether this program made it.
        force: Replace it, whoever made it.

    Raises:
        OverwriteRefused: The file exists, is not blank and not ours, and *force* is off.
        Changed: Somebody has written to the file since it was looked at.
        LeaderboardError: The file cannot be written.
    """
    try:
        # What is no ordinary file, such as /dev/stdout, has nothing to be lost.
        old = None if force or (path.exists() and not path.is_file()) else content_of(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    if old is not None and old.strip() and not is_ours(old):
        raise OverwriteRefused(path)
    write_bytes(path, content, replacing=old)


def content_of(path: Path) -> bytes:
    """Return what is in a file; nothing, where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def write_bytes(path: Path, content: bytes, *, replacing: bytes | None = None) -> None:
    """Write *content* to a file, as :func:`write_parts` does."""
    write_parts(path, [content], replacing=replacing)


def write_parts(path: Path, parts: Iterable[bytes], *, replacing: bytes | None = None) -> None:
    """Write a file, whole or not at all.

    It is written beside the file, brought to the disk, and takes its place in one step;
    whatever happens before that, the old file is the one that is there. Who may do what with
    it stays (:func:`leaderboard.storage.system.take_after`), and a symbolic link stays one. What
    is no ordinary file, such as ``/dev/stdout``, is written to directly. What killed writers
    left in the folder is removed.

    Args:
        path: The file.
        parts: What will be in it, one after the other.
        replacing: What was read there, if that is to be there still; empty for no file.

    Raises:
        Changed: Something else is there by now; it stays.
        LeaderboardError: The file cannot be written; the old one is still there.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(parts)
            return
        folder = Path(os.path.realpath(path)).parent
        drafts.sweep(folder, locked=False)
        draft = drafts.written(path, parts, "tmp", replacing=replacing)
        try:
            draft.put()
        except BaseException:
            draft.discard()
            raise
        system.bring_to_disk(folder)
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> LeaderboardError:
    """Say why a file cannot be written, in the words of the system."""
    reason = reason_of(error)
    if not os.path.lexists(path.parent):
        reason = f"there is no folder {str(path.parent)!r}"
    return LeaderboardError(f"cannot write {path}: {reason}")
