"""Saying under which conditions the scores that are shown were reached, where they differ in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leaderboard.board.conditions import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaderboard.commands._cells import Row

_LABELS = {
    "test_time": "tested",
    "extra_data": "extra data",
    "protocol": "protocol",
    "resolution": "resolution",
}

_FEW = 4
"""So many different words are counted one by one."""


def differing(rows: Iterable[Row]) -> list[str]:
    """Return the conditions, by their columns, in which some scores differ; not to say it differs, too."""
    rows = list(rows)
    return [name for name in _LABELS if len({row[name] for row in rows}) > 1]


def counted(rows: Iterable[Row]) -> Iterator[str]:
    """Count how scores were reached, a line for each condition in which they differ."""
    rows = list(rows)
    for name in differing(rows):
        counts = Counter(_word(name, row) for row in rows)
        silent = counts.pop("", 0)
        said = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        told = [f"{number} {word}" for word, number in said[:_FEW]]
        if len(said) > _FEW:
            told.append(f"{sum(number for _, number in said[_FEW:])} others")
        if silent:
            told.append(f"{silent} {'do' if silent > 1 else 'does'} not say")
        if len(told) > 1:
            yield f"{_LABELS[name]}: {', '.join(told)}"


def _word(name: str, row: Row) -> str:
    if name != "extra_data":
        return row[name] or ""
    if row[name] is None:
        return ""
    return NONE if row[name] == (NONE,) else "some"
