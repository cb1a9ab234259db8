"""Tasks as Papers with Code nests them: the tables of results on their datasets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaderboard.board.names import fold
from leaderboard.errors import quoted
from leaderboard.reading.json_values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaderboard.reading.measurements import Collector


@dataclass
class Table:
    """The results on one dataset within one task."""

    task: str
    dataset: str
    metrics: list[str]
    """The first is the one that ranks."""
    rows: list[Any]
    place: str


def tables_of(found: Collector, name: str, tasks: Iterable[Any]) -> Iterator[Table]:
    """Find the tables that have rows, in the order of the file called *name*."""
    ahead: list[tuple[str, str, Any]] = [("", "", task) for task in reversed(list(tasks))]
    while ahead:
        task, dataset, one = ahead.pop()
        if not isinstance(one, dict):
            found.refuse(_place(name, task, dataset), f"{shown(one)} where a task or dataset belongs")
            continue
        if "task" in one or "subtasks" in one:
            task, dataset = text_of(one.get("task")), ""
        elif own := text_of(one.get("dataset")) or text_of(one.get("subdataset")):
            dataset = own if fold(dataset) in fold(own) else f"{dataset} {own}"
        else:
            dataset = ""
        place = _place(name, task, dataset)
        if (table := _table(found, place, task, dataset, one.get("sota"))) is not None:
            yield table
        below = [
            (task, dataset, part)
            for key in ("subdatasets", "datasets", "subtasks")
            for part in _list(found, place, key, one.get(key))
        ]
        ahead += reversed(below)


def _table(found: Collector, place: str, task: str, dataset: str, sota: Any) -> Table | None:
    if sota is None:
        return None
    if not isinstance(sota, dict):
        found.refuse(place, f"{shown(sota)} where a table of results belongs")
        return None
    rows = _list(found, place, "rows", sota.get("rows"))
    if not rows:
        return None
    listed = _list(found, place, "metrics", sota.get("metrics"))
    metrics = list(dict.fromkeys(one for one in listed if text_of(one)))
    if not dataset or not metrics:
        lacking = "metric" if dataset else "dataset"
        for row in range(len(rows)):
            found.refuse(f"{place}, row {row + 1}", f"no {lacking} is named for this table")
        return None
    return Table(task, dataset, metrics, rows, place)


def once(tables: Iterable[Table]) -> tuple[list[Table], list[Table]]:
    """Return the tables, and apart those that stand there again: a task may be a part of several others."""
    alike: dict[tuple[str, str, str], list[Table]] = {}
    for table in tables:
        alike.setdefault((table.task, table.dataset, table.metrics[0]), []).append(table)
    first: list[Table] = []
    repeated: list[Table] = []
    for group in alike.values():
        seen: set[str] = set()
        for table in group:
            rows = json.dumps(table.rows, sort_keys=True) if len(group) > 1 else ""
            (repeated if rows in seen else first).append(table)
            seen.add(rows)
    return first, repeated


def _place(name: str, task: str, dataset: str) -> str:
    where = " / ".join(filter(None, (task, dataset)))
    return f"{name}: {where}" if where else name


def _list(found: Collector, place: str, key: str, value: Any) -> list[Any]:
    if value is None or isinstance(value, list):
        return value or []
    found.refuse(place, f"{quoted(key)} is {shown(value)}, not a list")
    return []


def shown(value: Any) -> str:
    """Name what stands in the wrong place, in a few words."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else quoted(str(value))
