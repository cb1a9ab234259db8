"""Experiments of DVC, as ``dvc exp show --json`` writes them: a table of parameters and metrics in objects.

It has the rows that ``dvc exp show --csv`` has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError
from leaderboard.reading import limits
from leaderboard.reading.json_text import parsed
from leaderboard.reading.objects import object_sheets
from leaderboard.reading.text_file import text_of

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
    read = parsed(path, text_of(path, limits.most(limits.MOST_BYTES)))
    rows = [_row(name, one) for name, one in _experiments(read)]
    committed = [row for row in rows if row["rev"] != _WORKSPACE]
    if not rows:
        raise DataError(path, "there is no experiment with metrics in it")
    return object_sheets(path, committed or rows, lambda _: lambda _: None)


def _experiments(read: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the experiments with their names: revisions, and the latest of what was tried from each."""
    for base in _objects(read):
        yield _text(base.get("name")), base
        for one in _objects(base.get("experiments")):
            latest = next(_objects(one.get("revs")), None)
            if latest is not None:
                yield (
                    _text(one.get("name")) or _text(latest.get("name")),
                    {**latest, "executor": one.get("executor")},
                )


def _row(name: str, experiment: dict[str, Any]) -> dict[str, Any]:
    data, executor = _object(experiment.get("data")), _object(experiment.get("executor"))
    state = "failed" if experiment.get("error") else _text(executor.get("state"))
    row = {
        "Experiment": name,
        "rev": _text(experiment.get("rev")),
        "State": state,
        "Created": data.get("timestamp"),
    }
    for kind in ("metrics", "params"):
        for file in _object(data.get(kind)).values():
            said = _object(_object(file).get("data"))
            row |= {key: value for key, value in said.items() if key not in row}
    return row


def _objects(value: object) -> Iterator[dict[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
