"""JSON: a list of objects, one per row and line, so that differences can be read.

Several tables with names are an object with a list for each.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from leaderboard.exporters import _editions, _values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Table

HOLDS: Holds = "data"
SUFFIXES = (".json",)
STAMP = ""

_ELSEWHERE = re.compile(r"[<>]|#(?=#[a-z]*\[)", re.IGNORECASE)
"""What means something in a page, and in the log of a CI system; JSON can escape any character."""


def render(tables: Sequence[Table]) -> str:
    """Return the rows of all tables, each an object under the keys of the columns.

    Numbers have the digits they were published with; what is not reported, or is not
    a finite number, is ``null``; a list of names is a list. Tables with names stay apart.
    """
    if tables and all(table.name for table in tables):
        parts = (f"  {_literal(table.name)}: {_list([table], '  ')}" for table in tables)
        return "{\n" + ",\n".join(parts) + "\n}\n"
    return f"{_list(tables)}\n"


def _list(tables: Sequence[Table], indent: str = "") -> str:
    rows = [f"{indent}  {text}" for table in tables for text in _objects(table.seen_by("data"))]
    return "[\n" + ",\n".join(rows) + f"\n{indent}]" if rows else "[]"


def is_earlier_edition(old: str, new: str) -> bool:
    """Say whether *old* has the keys of *new* and a board in common: lists of objects, or one object.

    An empty list may become any other.
    """
    try:
        was, becomes = json.loads(old), json.loads(new)
    except (ValueError, RecursionError):
        return False
    if isinstance(becomes, dict):
        return isinstance(was, dict) and list(was) == list(becomes)
    if not isinstance(was, list) or not all(isinstance(item, dict) for item in was):
        return False
    if was and becomes and _keys(was) != _keys(becomes):
        return False
    return _editions.has_board_in_common(was, becomes)


def _keys(objects: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    return {tuple(item) for item in objects}


def _objects(table: Table) -> Iterator[str]:
    keys = [f"{_literal(column.key)}: " for column in table.columns]
    said: dict[str, str] = {}  # texts come again and again, and are written once
    for row in table.rows:
        values = []
        for key, cell in zip(keys, row, strict=True):
            value = cell.value
            if isinstance(value, str):
                values.append(key + (said.get(value) or said.setdefault(value, _literal(value))))
            else:
                values.append(key + _value(cell))
        yield f"{{{', '.join(values)}}}"


def _value(cell: Cell) -> str:
    if cell.value is None or isinstance(cell.value, str | bool | tuple):
        return _literal(cell.value)
    return _values.number(cell) or "null"


def _literal(value: str | bool | tuple[str, ...] | None) -> str:  # noqa: FBT001 - a value like any other
    r"""Write a value so that it means nothing else where it is shown: the same text, with some ``\u003c``."""
    return _ELSEWHERE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
