"""What stands in nested JSON, and what it may be taken for; a file of others may hold anything anywhere.

Numbers are the text that stands in the file, as :mod:`leaderboard.reading.json_text` gives them.
"""

from __future__ import annotations

import re
from math import isfinite
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeGuard

from leaderboard.reading import limits
from leaderboard.reading.cells import NUMBER
from leaderboard.reading.json_text import parsed
from leaderboard.reading.text_file import text_of as file_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?:[T ].*)?", re.ASCII)
_MOST_DIGITS = 6
"""Digits of an error that are kept; of a score all are."""
_MOST_SECONDS = 10_000_000_000
"""Later than any day that is written in seconds: these are milliseconds, or no time."""


def text_in(path: Path, name: str) -> str:
    """Return the text of the file at *path*, which is called *name* in messages.

    Raises:
        DataError: It cannot be read, is no text, or is too large.
    """
    return file_text(path, limits.most(limits.MOST_BYTES), name)


def value_in(path: Path, name: str) -> Any:
    """Return what the JSON at *path* holds.

    Raises:
        DataError: It cannot be read, or is no JSON; with the line.
    """
    return parsed(name, text_in(path, name))


def object_in(value: Any, *keys: str) -> dict[str, Any]:
    """Return the object that some keys lead to; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """Give the objects of a list."""
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def text_of(value: Any) -> str:
    """Return a text or a number on one line; anything else is no text."""
    if not isinstance(value, str):
        return ""
    tidy = " ".join(value.split())
    return value if tidy == value else tidy  # which is no second copy


def is_number(value: Any) -> TypeGuard[str]:
    """Say whether a value is the text of a finite number."""
    return isinstance(value, str) and bool(NUMBER.fullmatch(value)) and isfinite(float(value))


def number_of(value: Any) -> float | None:
    """Return a value as a number, or None where it is none."""
    return float(value) if is_number(value) else None


def rounded(error: str) -> str:
    """Write an error without the digits of which a computer has many and none says anything."""
    digits = error.casefold().partition("e")[0].replace(".", "").strip("+-0")
    return error if len(digits) <= _MOST_DIGITS else f"{float(error):.{_MOST_DIGITS}g}"


def day_of(value: Any) -> str:
    """Return the day of a time: of one in words as it stands there, of seconds since 1970 in UTC."""
    text = text_of(value)
    if written := _DAY.fullmatch(text):
        return written[1]
    seconds = number_of(text)
    if seconds is None or not 0 < seconds < _MOST_SECONDS:
        return ""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def source_of(name: str) -> str:
    """Return the file that is called *name* in messages as a source: not where it lies on this machine."""
    plain = PurePath(name)
    return plain.name if plain.is_absolute() else plain.as_posix()


def folders_of(path: Path, name: str) -> list[str]:
    """Return the names of the folders that the file called *name* lies in, the nearest first.

    A packed file is read from a copy at *path*, which lies somewhere else.
    """
    place = Path(name)
    return [folder.name for folder in (place if place.is_file() else path).resolve().parents]
