"""How many files have been read, for whoever waits for many of them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOLD: ContextVar[Callable[[str], None] | None] = ContextVar("who is told", default=None)


@contextmanager
def told(tell: Callable[[str], None]) -> Iterator[None]:
    """Tell within this context how far reading has come: ``312 of 10,000 files``."""
    token = _TOLD.set(tell)
    try:
        yield
    finally:
        _TOLD.reset(token)


def count(number: int, of: int) -> None:
    """Say that so many files of a folder have been read."""
    if tell := _TOLD.get():
        tell(f"{number:,} of {of:,} files")
