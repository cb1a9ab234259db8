"""Which texts are earlier editions of a text: those that this program made of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def identical(old: str, new: str) -> bool:
    """Say whether nothing would change: all that can be told of a format without any mark."""
    return old == new


def same_first_line(old: str, new: str) -> bool:
    """Say whether the first lines that are not blank agree: the same header, or the same title."""
    return _first_line(old) == _first_line(new)


def begins_with(stamp: str) -> Callable[[str, str], bool]:
    """Return the rule that an earlier edition begins with *stamp*."""

    def begins_with_stamp(old: str, new: str) -> bool:  # noqa: ARG001 - the stamp says it all
        return _first_line(old) == stamp

    return begins_with_stamp


def _first_line(text: str) -> str:
    # Editors on Windows put a byte order mark first and a carriage return last.
    return next((line.strip() for line in text.lstrip("\ufeff").split("\n") if line.strip()), "")
