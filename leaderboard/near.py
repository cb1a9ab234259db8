"""Names that are near to one that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

NEAR = 60
"""How much of a name is the same, in percent, if it is worth a hint."""

_LONGEST = 128
"""Longer names are not compared: the time that takes grows with their length, and nobody mistypes one."""


def nearest(typed: str, known: Collection[str], *, alike: int = NEAR, limit: int) -> list[str]:
    """Return up to *limit* of the *known* names that are most like what was typed, the nearest first.

    How much two names are alike is the share of their letters that stand in the same order
    in both, in percent; *alike* is the least of it. Of two that are equally alike, the nearer
    needs fewer slips, and two letters in each other's place are one slip. Upper and lower
    case differ. Nothing is near to a name of more than 128 letters.
    """
    from rapidfuzz import distance, fuzz, process

    if len(typed) > _LONGEST:
        return []
    found = process.extract(typed, list(known), scorer=fuzz.ratio, score_cutoff=alike, limit=None)
    found.sort(key=lambda one: (-one[1], distance.OSA.distance(typed, one[0])))
    return [name for name, _, _ in found[:limit]]
