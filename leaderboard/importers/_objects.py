"""Objects as a table: each is a row, and each key a column."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, quoted
from leaderboard.importers._sheet import Sheet
from leaderboard.importers._text import HEADER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def sheet_of(path: Path, objects: Sequence[dict[str, Any]], line: Callable[[int], int | None]) -> Sheet:
    """Make a sheet of objects whose numbers are text; *line* finds the line of one by its number.

    What is ``null`` or not there is empty, and a list of names is joined by ``;``.

    Raises:
        DataError: Something in an object is neither text, number, list of names nor nothing.
    """
    import pandas as pd

    keys = list(dict.fromkeys(key for one in objects for key in one))
    empty = Sheet(path, pd.DataFrame(), partial(_line, line))
    columns = {key: [one.get(key) for one in objects] for key in keys}
    for key, values in columns.items():
        if set(map(type, values)) != {str}:
            columns[key] = [
                value if type(value) is str else _text(empty, row, key, value)
                for row, value in enumerate(values)
            ]
    return Sheet(path, pd.DataFrame(columns, columns=keys, dtype="str"), empty.line)


def _line(line: Callable[[int], int | None], row: int) -> int | None:
    return None if row == HEADER else line(row)


def _text(sheet: Sheet, row: int, key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str | bool):
        return json.dumps(value) if isinstance(value, bool) else value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ";".join(value)
    kind = "an object" if isinstance(value, dict) else "a list of more than names"
    raise sheet.error(f"{quoted(key)} holds {kind}", row)


def line_in_list(path: Path, number: int) -> int | None:
    """Return the line on which an item of the list in a JSON file begins, by its number from 0."""
    lines = _lines_in_list(path)
    return lines[number] if number < len(lines) else None


@cache
def _lines_in_list(path: Path) -> list[int]:
    text = path.read_text(encoding="utf-8-sig")
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    place = text.find("[") + 1
    lines: list[int] = []
    line = 1 + text.count("\n", 0, place)
    while True:
        begins = place
        while text[place : place + 1] and text[place] in " \t\r\n,":
            place += 1
        line += text.count("\n", begins, place)
        if text[place : place + 1] in {"", "]"}:
            return lines
        lines.append(line)
        try:
            _, end = decoder.raw_decode(text, place)
        except ValueError:
            return lines
        line += text.count("\n", place, end)
        place = end


def only_objects(path: Path, found: list[Any], line: Callable[[int], int | None]) -> list[dict[str, Any]]:
    """Return the items of a list, which are to be objects.

    Raises:
        DataError: One is something else; with the line.
    """
    for number, one in enumerate(found):
        if not isinstance(one, dict):
            raise DataError(
                path, f"item {number + 1} is no object with a network and a score", line=line(number)
            )
    return found
