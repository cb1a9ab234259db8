"""JSON and JSON Lines: lists of objects, objects of objects, and what pandas writes of a frame."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, quoted
from leaderboard.reading import limits
from leaderboard.reading.containers.json.places import lines_under, repeated_key
from leaderboard.reading.json_text import parsed
from leaderboard.reading.objects import object_sheets
from leaderboard.reading.text_file import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.objects import Keys
    from leaderboard.reading.sheet import Lines, Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".json", ".jsonl", ".ndjson")

MOST = limits.MOST_BYTES
"""Bytes that are read at most."""

_LINES = (".jsonl", ".ndjson")

_BEGINS = re.compile(r'\s*+(?:\[\s*+)*+(?:\{\s*+["}]|["\d\]-])')


def recognises(start: Start) -> float:
    """Lists and objects tell it; what is nested in the way of somebody has its own reader, which is surer."""
    begins = start.text.lstrip()[:1] in {"{", "["} and _BEGINS.match(start.text)
    if begins:
        return 0.8 if start.suffix in SUFFIXES else 0.6
    return 0.3 if start.suffix in SUFFIXES and start.is_text else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read the tables of the file; numbers keep their digits."""
    text = text_of(path, limits.most(MOST))
    if _is_lines(path, text):
        numbers = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        whole = [
            _value(path, line, number)
            for number, line in enumerate(text.split("\n"), start=1)
            if line.strip()
        ]
        return object_sheets(path, whole, lambda _: numbers.__getitem__)

    def lines(keys: Keys) -> Lines:
        found = cache(lambda: lines_under(text, keys))
        return lambda item: found()[item]

    return object_sheets(path, _value(path, text, 1), lines)


def _is_lines(path: Path, text: str) -> bool:
    """Whether every line is an object of its own, as far as the first tells."""
    first, _, rest = text.lstrip().partition("\n")
    whole = first.startswith("{") and first.rstrip().endswith("}")
    return whole and (path.suffix.casefold() in _LINES or rest.lstrip().startswith("{"))


def _value(path: Path, text: str, line: int) -> Any:
    try:
        return parsed(path, text, line=line, pairs=_object)
    except _RepeatedKeyError:
        place, key = repeated_key(text)
        raise DataError(
            path, f"the key {quoted(key)} stands in an object twice", line=line + place - 1
        ) from None


class _RepeatedKeyError(ValueError):
    """A key stands in an object twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedKeyError
    return found
