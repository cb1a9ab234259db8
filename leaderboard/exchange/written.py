"""What a writer makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Written:
    """The files of a board in some format."""

    files: Mapping[str, bytes]
    """What stands in each, by its path within the folder; a format of one file has it under an empty path."""
    notes: tuple[str, ...] = ()
    """Sentences about what the files do not hold."""
