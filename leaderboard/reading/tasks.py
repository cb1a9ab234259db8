"""Datasets on which several tasks are measured.

The AP of key points is not that of boxes: where two tasks measure the same metric on a
dataset, each has a dataset of its own, called ``COCO (Object Detection)``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board.metrics import plain
from leaderboard.board.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leaderboard.reading.measurements import Collector

_LONGEST = 300
"""Characters of a name at most."""


class Measured(NamedTuple):
    """One value that was measured in a task."""

    place: str
    network: str
    dataset: str
    metric: str
    cell: str
    task: str
    said: Mapping[str, str]
    """Others of :data:`leaderboard.reading.measurements.MEASURED`."""


def collect(values: Iterable[Measured], found: Collector) -> None:
    """Hand *values* over; those with names without end are refused."""
    usable: list[Measured] = []
    for value in values:
        if max(map(len, (value.network, value.dataset, value.metric, value.task))) > _LONGEST:
            found.refuse(value.place, f"a name of more than {_LONGEST} characters")
        else:
            usable.append(value)
    names = names_by_task((value.dataset, value.task, [value.metric]) for value in usable)
    for value in usable:
        name = names[value.dataset, value.task]
        if name != value.dataset:
            found.tell(name, metric=value.metric, aliases=value.dataset)
        found.score(value.place, value.network, name, value.metric, value.cell, **value.said)


def tell_own_metrics(values: Iterable[Measured], found: Collector) -> None:
    """Say that each dataset is ranked by what a tool writes first of it, and never by a part of that."""
    first: dict[str, str] = {}
    for value in values:
        if value.metric and not value.said.get("group"):
            first.setdefault(value.dataset, value.metric)
    for dataset, metric in first.items():
        found.tell(dataset, metric=metric)


def names_by_task(uses: Iterable[tuple[str, str, Sequence[str]]]) -> dict[tuple[str, str], str]:
    """Name each dataset in each task, given what is measured: a dataset, a task and the metrics."""
    tasks: dict[tuple[str, str], set[str]] = {}
    measured: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for dataset, task, metrics in uses:
        folded = fold(dataset)
        boards = {(folded, _measure(metric)) for metric in metrics}
        measured.setdefault((dataset, task), set()).update(boards)
        for board in boards if task else ():
            tasks.setdefault(board, set()).add(fold(task))
    return {
        (dataset, task): f"{dataset} ({task})"
        if task and any(len(tasks[board]) > 1 for board in boards)
        else dataset
        for (dataset, task), boards in measured.items()
    }


@cache
def _measure(metric: str) -> str:
    return fold(plain(metric))
