"""Which rows stand out of order: as few as explain it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol

from leaderboard.checks._rules import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np


class Lines(Protocol):
    """A table whose rows stand on lines."""

    def line(self, row: int) -> int | None:
        """Return the line on which a row stands."""


def out_of_order(
    table: Lines, ranks: Sequence[int] | np.ndarray, rule: str, name: Callable[[int], str]
) -> Iterator[Finding]:
    """Find the rows that have to move so that *ranks* do not fall.

    As many rows as possible stay: those of a longest sequence that does not fall (patience
    sorting). *rule* says what the order is, *name* what a row is about.
    """
    import numpy as np

    ranks = np.asarray(ranks)
    if (ranks[1:] >= ranks[:-1]).all():
        return
    stay = _longest_rise(ranks.tolist())
    kept = [int(ranks[row]) for row in stay]
    for row in np.setdiff1d(np.arange(len(ranks)), stay).tolist():
        place = bisect_right(kept, int(ranks[row]))
        beside = stay[place - 1] if place else stay[0]
        where = f"{'after' if place else 'before'} line {table.line(beside)} ({name(beside)})"
        yield Finding(row, f"out of order; {rule}: move it {where}")


def _longest_rise(ranks: list[int]) -> list[int]:
    """Return the places of a longest sequence that does not fall."""
    ends: list[int] = []
    rows: list[int] = []
    before: list[int] = []
    for row, rank in enumerate(ranks):
        length = bisect_right(ends, rank)
        before.append(rows[length - 1] if length else -1)
        if length == len(ends):
            ends.append(rank)
            rows.append(row)
        else:
            ends[length], rows[length] = rank, row
    found = [rows[-1]]
    while before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return found[::-1]
