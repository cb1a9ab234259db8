"""What an answer needs of large data, of which everything would be too much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What an answer needs of the data, as people type it; with nothing said, the best of everything."""

    dataset: str | None = None
    networks: tuple[str, ...] = ()
    """Networks of which every score is asked for, and not only the best."""
