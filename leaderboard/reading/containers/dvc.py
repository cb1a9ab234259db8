"""Experiments of DVC, as ``dvc exp show --json`` writes them: a table of parameters and metrics in objects.

It has the rows that ``dvc exp show --csv`` has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError
from leaderboard.reading.json_values import object_in, objects_in, text_of, value_in
from leaderboard.reading.objects import object_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES: tuple[str, ...] = ()

_BEGINS = re.compile(r"\s*\[\s*\{")
_KEYS = [re.compile(rf'"{key}"\s*:') for key in ("rev", "data", "params", "metrics", "deps", "experiments")]

_WORKSPACE = "workspace"
"""The revision of what is not committed, mostly a copy of the experiment that was applied last."""


def recognises(start: Start) -> float:
    """A list of revisions, each with parameters, metrics and experiments."""
    text = start.text
    return 0.95 if _BEGINS.match(text) and all(key.search(text) for key in _KEYS) else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read the experiments; those that failed have a state and no scores."""
    read = value_in(path, str(path))
    rows = [_row(name, one) for name, one in _experiments(read)]
    committed = [row for row in rows if row["rev"] != _WORKSPACE]
    if not rows:
        raise DataError(path, "there is no experiment with metrics in it")
    return object_sheets(path, committed or rows, lambda _: lambda _: None)


def _experiments(read: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the experiments with their names: revisions, and the latest of what was tried from each."""
    for base in objects_in(read):
        yield text_of(base.get("name")), base
        for one in objects_in(base.get("experiments")):
            latest = next(objects_in(one.get("revs")), None)
            if latest is not None:
                yield (
                    text_of(one.get("name")) or text_of(latest.get("name")),
                    {**latest, "executor": one.get("executor")},
                )


def _row(name: str, experiment: dict[str, Any]) -> dict[str, Any]:
    data, executor = object_in(experiment.get("data")), object_in(experiment.get("executor"))
    state = "failed" if experiment.get("error") else text_of(executor.get("state"))
    row = {
        "Experiment": name,
        "rev": text_of(experiment.get("rev")),
        "State": state,
        "Created": data.get("timestamp"),
    }
    for kind in ("metrics", "params"):
        for file in object_in(data.get(kind)).values():
            said = object_in(object_in(file).get("data"))
            row |= {key: value for key, value in said.items() if key not in row}
    return row
