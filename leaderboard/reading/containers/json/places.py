"""Where things stand in a JSON text, which is looked at only if somebody asks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]|[^\s"{}\[\]:,]++', re.DOTALL)


def lines_under(text: str, keys: Sequence[str]) -> list[int]:
    """Return the lines on which the items of a list or an object begin, by the keys that lead to it."""
    path: list[str] = []
    lines: list[int] = []
    inside, last = -1, ""
    for line, mark in _marks(text):
        if mark in "}]":
            path.pop()
            if len(path) < inside:
                break
        elif mark == ":":
            path[-1] = json.loads(last)
            if len(path) == inside:
                lines.pop()  # that was no item, but its key
        elif mark != ",":
            last = mark
            if len(path) == inside:
                lines.append(line)
            if mark in "{[":
                inside = len(path) + 1 if inside < 0 and path == list(keys) else inside
                path.append("")
    return lines


def repeated_key(text: str) -> tuple[int, str]:
    """Return the first key that stands in its object twice, after its line."""
    keys: list[set[str]] = []
    last = 1, ""
    for line, mark in _marks(text):
        if mark in "{[":
            keys.append(set())
        elif mark in "}]":
            keys.pop()
        elif mark == ":":
            key = json.loads(last[1])
            if key in keys[-1]:
                return last[0], key
            keys[-1].add(key)
        last = line, mark
    return last


def _marks(text: str) -> Iterator[tuple[int, str]]:
    line, place = 1, 0
    for found in _MARK.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        yield line, found[0]
