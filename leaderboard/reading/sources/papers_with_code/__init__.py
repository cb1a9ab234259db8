"""Papers with Code: ``evaluation-tables.json``, of which copies and other people's dumps are about.

A list of tasks with their datasets; both may be nested. A table holds the results on a
dataset within a task in several metrics, of which the first ranks. Nothing says a unit or
what is better.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading.addresses import Address, place_of
from leaderboard.reading.json_values import value_in
from leaderboard.reading.measurements import Collector
from leaderboard.reading.sources.papers_with_code.results import Results
from leaderboard.reading.sources.papers_with_code.tasks import once, tables_of
from leaderboard.reading.tasks import names_by_task

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_TASK = re.compile(r'"(?:datasets|subdatasets|subtasks|sota)"\s*:\s*(?:\[|\{|null)')
_KEYS = ("datasets", "subtasks")


def recognises(start: Start) -> float:
    """Look for JSON that speaks of tasks and their datasets."""
    return 0.9 if start.text.lstrip()[:1] in {"[", "{"} and _TASK.search(start.text) else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read the results of all tasks, in all metrics."""
    read = value_in(path, name)
    tasks = read if isinstance(read, list) else [read]
    if not any(
        isinstance(one, dict) and any(isinstance(one.get(key), list) for key in _KEYS) for one in tasks
    ):
        raise DataError(name, "it holds no list of tasks with their datasets")
    found = Collector()
    try:
        tables, repeated = once(tables_of(found, name, tasks))
    except RecursionError:
        raise DataError(name, "nested too deeply to be scores") from None
    names = names_by_task((table.dataset, table.task, table.metrics) for table in tables)
    datasets = [names[table.dataset, table.task] for table in tables]
    results = Results(found, tables)
    source = name if isinstance(place_of(name), Address) else PurePath(name).name
    notes: dict[str, dict[str, None]] = {}
    for table, dataset, ranked in zip(tables, datasets, results.ranked(), strict=True):
        notes.setdefault(dataset, {})[table.task] = None
        if dataset != table.dataset and ";" not in table.dataset:
            found.tell(dataset, aliases=table.dataset)
        if ranked:
            found.tell(dataset, metric=ranked)
    for dataset, of_tasks in notes.items():
        found.tell(dataset, note="; ".join(filter(None, of_tasks)))
    if repeated:
        first = repeated[0].place.removeprefix(f"{name}: ")
        found.remarks.append(
            f"{name}: {len(repeated)} tables stand there twice and are read once, first {first}"
        )
    return replace(
        found.measurements(),
        scores=results.scores(datasets, source),
        papers=results.papers(),
        links=results.links(),
    )
