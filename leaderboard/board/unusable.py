"""What a file holds and nobody can use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unusable:
    """Something in a file that looks like a score and could not be used."""

    place: str
    """Where it stands: file and line, or what else finds it."""
    reason: str
    whole: bool = False
    """Whether it is a file of which nothing could be read."""
