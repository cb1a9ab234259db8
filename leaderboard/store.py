"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, OverwriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable


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
        reason = (error.strerror or str(error)).lower()
        if not path.parent.is_dir():
            reason = f"there is no folder {str(path.parent)!r}"
        raise LeaderboardError(f"cannot write {path}: {reason}") from None


def write_bytes(path: Path, content: bytes) -> None:
    """Write *content* to a file, whole or not at all.

    It goes to a temporary file in the same folder, is brought to the disk, and
    takes the place of the old file in one step. Permissions stay, and a symbolic link
    stays one. What is no ordinary file, such as ``/dev/stdout``, is written to directly.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_permissions(target))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _permissions(target: Path) -> int:
    """Return those of the file, or for a new file what the user's mask leaves."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
