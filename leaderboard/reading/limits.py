"""How much is read of a file that somebody else made: never more than its size lets expect.

Each format has its own bounds, which stand where it is read. Here is what they share: how all of
them are raised together, what may be made of so many bytes, and what is said of a file beyond.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from leaderboard.errors import DataError, UsageError, how_to_install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 1_000_000_000
"""Bytes of a file that are read at most, once it is unpacked."""

MOST_CELLS = 20_000_000
"""Cells of one table that are read at most, where a file can have more of them than bytes."""

MOST_COLUMNS = 10_000
"""Columns that are read at most."""

MOST_NETWORKS = 2_000_000
"""Networks that one table may name: where every row names another, they take most of the memory."""

HIGHEST = 100
"""How many times as much is read at most, if somebody asks for it."""

_ANY_FILE = 50_000_000
"""Bytes that any packed file may become, however small it is."""

_UNPACKED = 100
"""Bytes that a byte of a packed file may become; tables become 3 to 50."""

_ANY_TABLE = 1_000_000
"""Cells that any table may have, however small its file is."""

_memory: ContextVar[str | None] = ContextVar("memory", default=None)

_times: ContextVar[int] = ContextVar("times", default=1)


@contextmanager
def raised(times: int | None) -> Iterator[None]:
    """Read so many times as much as else within this context; with None, as much as outside of it.

    Raises:
        UsageError: It is less than 1, or more than :data:`HIGHEST`.
    """
    if times is not None and not 1 <= times <= HIGHEST:
        raise UsageError(f"limits are raised 1 to {HIGHEST} times, not {times}")
    before = _times.set(_times.get() if times is None else times)
    try:
        yield
    finally:
        _times.reset(before)


@contextmanager
def memory_of(amount: str | None) -> Iterator[None]:
    """Let an engine take so much memory within this context, such as ``4GB``; with None, as outside."""
    before = _memory.set(_memory.get() if amount is None else amount)
    try:
        yield
    finally:
        _memory.reset(before)


def memory() -> str | None:
    """Return how much memory an engine may take here, if that was said."""
    return _memory.get()


def most(limit: int) -> int:
    """Return what a limit is here."""
    return limit * _times.get()


def most_unpacked(packed: int, limit: int = MOST_BYTES) -> int:
    """Return how many bytes may become of so many *packed* ones, and not more than a *limit*."""
    return most(min(limit, max(_ANY_FILE, _UNPACKED * packed)))


def most_cells(size: int) -> int:
    """Return how many cells a table in so many bytes may have, where cells can be left out or repeated."""
    return most(min(MOST_CELLS, _ANY_TABLE + size))


def too_many_cells(path: Path | str, *, line: int | None = None, is_large: bool = False) -> DataError:
    """Say that a table is too wide, or has more cells than a file of its size lets expect."""
    what = f"a table of more than {most(MOST_COLUMNS):,} columns, or of far more cells than the file holds"
    return too_much(path, what, line=line, is_large=is_large)


def size_of(number: int) -> str:
    """Write a number of bytes as people do: ``20 MB``."""
    return f"{number // 1_000_000} MB"


def too_much(path: Path | str, what: str, *, line: int | None = None, is_large: bool = False) -> DataError:
    """Say that a file is not read since there is *what* in it, and how to have it read.

    One that *is large* is left to the engine, where that is installed.
    """
    from leaderboard.scale.sources import is_installed

    more = min(10 * _times.get(), HIGHEST)
    how = f"; --raise-limits {more} reads more" if more > _times.get() else ""
    if is_large and not is_installed():
        how += f"; an engine takes the best scores of any size: {how_to_install('scale')}"
    return DataError(path, f"{what}, which is not read{how}", line=line)
