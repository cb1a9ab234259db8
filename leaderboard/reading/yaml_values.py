"""Looking into what was read from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.reading.yaml_text import Mapping, Sequence, Text

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.yaml_text import Value


def at(path: Path, value: Value) -> str:
    """Return the place of a value."""
    return f"{path}:{value.line}"


def everything(mapping: Mapping, key: str) -> list[Value]:
    """Return the values under a key, in whatever case it is written."""
    return [value for name, value in mapping.items() if name.casefold() == key]


def value_of(mapping: Mapping, key: str) -> Value | None:
    """Return the first value under a key, in whatever case it is written."""
    return next(iter(everything(mapping, key)), None)


def text_of(mapping: Mapping, key: str) -> str:
    """Return the text under a key, on one line, or nothing."""
    value = value_of(mapping, key)
    return " ".join(value.split()) if isinstance(value, Text) else ""


def listed(value: Value | None) -> list[Value]:
    """Return the items of a list, or what stands in place of one."""
    if value is None or (isinstance(value, Text) and not value):
        return []
    return list(value) if isinstance(value, Sequence) else [value]
