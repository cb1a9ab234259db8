"""What commands that write say of the files, besides what they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.errors import listed
from leaderboard.terminal import delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def note_completed(files: Sequence[Path]) -> None:
    """Say which files were still to be written for an earlier command, if any were."""
    if files:
        names, has = listed([str(file) for file in files]), "have" if len(files) > 1 else "has"
        delivery.note(f"an earlier command was stopped while it wrote; {names} now {has} what was missing")


def note_other_names(files: Iterable[Path]) -> None:
    """Say which files, that are about to be replaced, go on under other names as they are."""
    for file in files:
        if storage.has_other_names(file):
            delivery.note(f"{file} has another name (a hard link), which keeps what stood there before")
