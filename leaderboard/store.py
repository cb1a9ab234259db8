"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 *text* to a file, whole or not at all.

    The text goes to a temporary file in the same folder, is brought to the disk, and
    takes the place of the old file in one step. Permissions stay, and a symbolic link
    stays one. What is no ordinary file, such as ``/dev/stdout``, is written to directly.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", newline="")
        return
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
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
