"""What an answer needs of large data, of which everything would be too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.board.board import Board


@dataclass(frozen=True)
class Wanted:
    """What an answer needs of the data, as people type it; with nothing said, the best of everything."""

    dataset: str | None = None
    networks: tuple[str, ...] = ()
    """Networks of which every score is asked for, and not only the best."""
    part: Callable[[Board], Board] | None = None
    """What chooses the part that is asked for, and the columns that it looks at."""
    looked_at: tuple[str, ...] = ()
