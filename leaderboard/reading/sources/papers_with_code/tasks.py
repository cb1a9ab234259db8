"""Tasks as Papers with Code nests them: the tables of results on their datasets, and what to call those."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaderboard.board.names import fold
from leaderboard.errors import quoted
from leaderboard.importers._datasets import Descriptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from leaderboard.importers._finds import Finds


@dataclass
class Table:
    """The results on one dataset within one task."""

    task: str
    dataset: str
    metrics: list[Any]
    """The first, which is text, is the one that ranks."""
    rows: list[Any]
    place: str
    name: str
    """What the board is called."""


def tables_of(finds: Finds, tasks: Iterable[Any]) -> Iterator[Table]:
    """Find the tables that have rows, in the order of the file."""
    ahead: list[tuple[str, str, Any]] = [("", "", task) for task in reversed(list(tasks))]
    while ahead:
        task, dataset, one = ahead.pop()
        if not isinstance(one, dict):
            finds.refuse(_place(finds.path, task, dataset), f"{shown(one)} where a task or dataset belongs")
            continue
        if "task" in one or "subtasks" in one:
            task, dataset = text_of(one.get("task")), ""
        elif own := text_of(one.get("dataset")) or text_of(one.get("subdataset")):
            dataset = own if fold(dataset) in fold(own) else f"{dataset} {own}"
        else:
            dataset = ""
        place = _place(finds.path, task, dataset)
        if (table := _table(finds, task, dataset, one.get("sota"))) is not None:
            yield table
        below = [
            (task, dataset, part)
            for key in ("subdatasets", "datasets", "subtasks")
            for part in _list(finds, place, key, one.get(key))
        ]
        ahead += reversed(below)


def _table(finds: Finds, task: str, dataset: str, sota: Any) -> Table | None:
    place = _place(finds.path, task, dataset)
    if sota is None:
        return None
    if not isinstance(sota, dict):
        finds.refuse(place, f"{shown(sota)} where a table of results belongs")
        return None
    rows = _list(finds, place, "rows", sota.get("rows"))
    if not rows:
        return None
    named = _list(finds, place, "metrics", sota.get("metrics"))
    if not dataset or not named or not text_of(named[0]):
        lacking = "metric" if dataset else "dataset"
        for row in range(len(rows)):
            finds.refuse(f"{place}, row {row + 1}", f"no {lacking} is named for this table")
        return None
    return Table(task, dataset, named, rows, place, dataset)


def named(tables: list[Table]) -> tuple[list[Table], list[Table]]:
    """Give every board a name of its own; return the tables, and those that stand there once more."""
    several: dict[str, list[Table]] = {}
    for table in tables:
        several.setdefault(table.dataset, []).append(table)
    once: list[Table] = []
    repeated: list[Table] = []
    known = Descriptions()
    for dataset, group in several.items():
        kept: dict[tuple[str, str], list[Table]] = {}
        for table in group:
            same = kept.setdefault((table.task, table.metrics[0]), [])
            (repeated if any(other.rows == table.rows for other in same) else same).append(table)
        for (task, metric), tables_of_it in kept.items():
            once += tables_of_it
            if len(kept) > 1 and known.board(dataset, metric) is None:
                metrics = [other for of, other in kept if of == task]
                within = f"{task}, {text_of(metric)}" if len(metrics) > 1 else task
                for table in tables_of_it:
                    table.name = f"{dataset} ({within})"
    return once, repeated


def _place(path: Path, task: str, dataset: str) -> str:
    where = " / ".join(filter(None, (task, dataset)))
    return f"{path}: {where}" if where else f"{path}"


def text_of(value: Any) -> str:
    """Return text on one line; what is none is not given."""
    if not isinstance(value, str):
        return ""
    tidy = " ".join(value.split())
    return value if tidy == value else tidy  # which is no second copy


def _list(finds: Finds, place: str, key: str, value: Any) -> list[Any]:
    if value is None or isinstance(value, list):
        return value or []
    finds.refuse(place, f"{quoted(key)} is {shown(value)}, not a list")
    return []


def shown(value: Any) -> str:
    """Name what stands in the wrong place, in a few words."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else quoted(str(value))
