"""What commands that write say of what earlier ones could not complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.errors import listed
from leaderboard.terminal import delivery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def note_completed(files: Sequence[Path]) -> None:
    """Say which files were still to be written for an earlier command, if any were."""
    if files:
        names, has = listed([str(file) for file in files]), "have" if len(files) > 1 else "has"
        delivery.note(f"an earlier command was stopped while it wrote; {names} now {has} what was missing")
