"""YAML: lists of records, and records under names."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading.objects import object_sheets
from leaderboard.reading.yaml_text import Mapping, Sequence, Text, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.objects import Keys
    from leaderboard.reading.sheet import Lines, Sheet
    from leaderboard.reading.start import Start
    from leaderboard.reading.yaml_text import Value

SUFFIXES = (".yaml", ".yml")

_NESTED = re.compile(
    r"^(?:- +)?(?:models|collections|model-index|import|dataset):", re.MULTILINE | re.IGNORECASE
)
_RECORDS = re.compile(r"(?:#[^\n]*\n|---[ \r]*\n)*+- +(?:\{ *)?[\w\"'][^\n:]*: ")


def recognises(start: Start) -> float:
    """A list of records tells it, and its name; what is nested in the way of somebody has its own reader."""
    if start.suffix in SUFFIXES:
        return 0.3 if _NESTED.search(start.text) else 0.8
    return 0.4 if _RECORDS.match(start.text) else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read the tables of all documents in the file."""
    found = [
        sheet
        for document in read_yaml(path)
        if isinstance(document, Mapping | Sequence)
        for sheet in object_sheets(path, document, partial(_lines, document))
    ]
    if not found:
        raise DataError(path, "there is no table in it: no list of records, each with a network and a score")
    return found


def _lines(value: Value, keys: Keys) -> Lines:
    for key in keys:
        value = value[Text(key)] if isinstance(value, Mapping) else value
    items = value if isinstance(value, Mapping | Sequence) else ()  # the keys of a mapping know their lines
    return [one.line for one in items].__getitem__
