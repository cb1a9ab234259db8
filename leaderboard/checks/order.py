"""Which rows stand out of order: as few as explain it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from leaderboard.checks.problems import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from leaderboard.checks.written import Written

Rank = TypeVar("Rank", bound="Any")


def out_of_order(
    table: Written, ranks: Sequence[Rank], rule: str, name: Callable[[int], str]
) -> Iterator[Finding]:
    """Find the rows that have to move so that *ranks* do not fall.

    As many rows as possible stay: those of a longest sequence that does not fall (patience
    sorting). *rule* says what the order is, *name* what a row is about.
    """
    stay = rising(ranks)
    kept = [ranks[row] for row in stay]
    for row in sorted(set(range(len(ranks))).difference(stay)):
        place = bisect_right(kept, ranks[row])
        beside = stay[place - 1] if place else stay[0]
        where = f"{'after' if place else 'before'} line {table.line(beside)} ({name(beside)})"
        yield Finding(row, f"out of order; {rule}: move it {where}")


def rising(ranks: Sequence[Rank]) -> list[int]:
    """Return the places of a longest sequence that does not fall."""
    ends: list[Rank] = []
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
    found = rows[-1:]
    while found and before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return found[::-1]
