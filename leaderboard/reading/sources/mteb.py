"""MTEB: the results of an embedding model on a task, a file each, in a folder for each model.

The model stands in the name of that folder alone, with ``__`` for ``/``; the folder below is
its revision. A task has a ``main_score``, which is better when higher, as all of its scores
are; where the task has several subsets, mostly languages, the mean over them is the score.
"""

from __future__ import annotations

import re
from decimal import Decimal
from statistics import stdev
from typing import TYPE_CHECKING, Any

from leaderboard.board.names import split_of
from leaderboard.errors import DataError, few_of
from leaderboard.reading.json_values import (
    folders_of,
    is_number,
    number_of,
    object_in,
    objects_in,
    rounded,
    source_of,
    text_of,
    value_in,
)
from leaderboard.reading.measurements import Collector
from leaderboard.reading.tasks import Measured, collect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_RESULTS = [
    re.compile(rf'"{key}"\s*:')
    for key in ("dataset_revision", "(?:task_name|mteb_dataset_name|mteb_version)")
]
_MODEL = [re.compile(rf'"{key}"\s*:') for key in ("n_parameters", "embed_dim", "similarity_fn_name")]

MAIN = "main_score"

_REVISION = re.compile(r"[0-9a-f]{40}|external|no_revision\w*")
"""Folders below that of a model whose name has no ``__``."""
_UNKNOWN = "no_revision"
_AUTHORS = "external"
"""The folder of scores that were taken from the model's own card."""
_SETTINGS = "experiments"
"""The folder of the settings that a model was run with, a folder each."""
_WHOLE = "default"
"""The subset of a task that has no others."""

_ABSTAINING = "nauc_"
"""How well the model knows when to abstain: parts, of which each retrieval task has dozens."""


def recognises(start: Start) -> float:
    """Look for a task with its revision, or for what is said of a model beside its results."""
    is_object = start.first == "{"
    found = any(all(one.search(start.text) for one in keys) for keys in (_RESULTS, _MODEL))
    return 0.95 if is_object and found else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read the results on a task, or the number of parameters that a ``model_meta.json`` says."""
    read = object_in(value_in(path, name))
    found = Collector()
    if "n_parameters" in read and "scores" not in read:
        network, parameters = text_of(read.get("name")), text_of(read.get("n_parameters"))
        if network and is_number(parameters):
            found.score(name, network, "", "params", parameters)
        return found.measurements()
    scores = read.get("scores")
    if not isinstance(scores, dict):
        if "mteb_dataset_name" in read:
            raise DataError(
                name,
                "results of MTEB before version 1.11, which have no main_score; a newer mteb converts them",
            )
        raise DataError(name, "results of MTEB without scores")
    network, said = _about(path, name)
    task = text_of(read.get("task_name")) or text_of(read.get("mteb_dataset_name")) or path.stem
    values = []
    for split, subsets in scores.items():
        place = f"{name}: {split}"
        here = [one for one in objects_in(subsets) if any(is_number(value) for value in one.values())]
        if not here:
            found.refuse(place, "no scores on this split")
        for metric, cell, more in _of_split(here):
            on = {**said, "split": split_of(split) or split.casefold(), "better": "higher", **more}
            values.append(Measured(place, network, task, metric, cell, "", on))
        if lacking := [_called(one) for one in here if not is_number(one.get(MAIN))]:
            found.refuse(place, f"no {MAIN} on {few_of(lacking)}, so that there is none of the whole")
    collect(values, found)
    found.tell(task, metric=MAIN)
    return found.measurements()


def _about(path: Path, name: str) -> tuple[str, dict[str, str]]:
    """Return the model that the folders of a file name, and what else they say."""
    folders = folders_of(path, name)
    said = {"source": source_of(name), "around": "network"}
    if len(folders) > 1 and folders[1] == _SETTINGS:
        said["variant"] = folders[0].replace("_", " ")
        folders = folders[2:]
    below = next((number for number, folder in enumerate(folders[:2]) if "__" in folder), None)
    if below is None:
        below = int(len(folders) > 1 and bool(_REVISION.fullmatch(folders[0])))
    model = folders[below] if len(folders) > below else ""
    revision = folders[0] if below else ""
    if revision == _AUTHORS:
        said |= {"evidence": "authors", "note": "from the model's own card"}
    elif revision and not revision.startswith(_UNKNOWN):
        said["note"] = f"revision {revision[:12]}"
    return model.replace("__", "/", 1), said


def _of_split(subsets: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Give metrics, cells, and what is said of them: of all subsets, then of each if there are several."""
    keys = dict.fromkeys(key for one in subsets for key, value in one.items() if is_number(value))
    metrics = [
        key for key in keys if key == MAIN or not (key.endswith("_std") and key.removesuffix("_std") in keys)
    ]
    for metric in sorted(metrics, key=lambda one: one != MAIN):
        cells = [one[metric] for one in subsets if is_number(one.get(metric))]
        group = {"group": "nauc"} if metric.startswith(_ABSTAINING) else {}
        if len(subsets) == 1:
            named = _called(subsets[0])
            more = {} if named == _WHOLE else {"protocol": f"subset {named}"}
            yield metric, cells[0], group | more | _experiments(subsets[0], metric)
            continue
        if len(cells) == len(subsets):
            yield metric, _mean(cells), group | {"protocol": f"mean of {len(subsets)} subsets"}
        if metric == MAIN:
            for one in subsets:
                if is_number(one.get(MAIN)):
                    yield f"{MAIN} {_called(one)}", one[MAIN], {"group": "subsets", **_experiments(one, MAIN)}


def _called(subset: Mapping[str, Any]) -> str:
    languages = subset.get("languages")
    named = text_of(subset.get("hf_subset"))
    return named or ", ".join(map(text_of, languages if isinstance(languages, list) else ())) or _WHOLE


def _mean(cells: Sequence[str]) -> str:
    """Return a mean with one digit more than the finest of the cells, and no more than a double has."""
    values = [Decimal(cell) for cell in cells]
    digits = min(max(max(0, -int(value.as_tuple().exponent)) for value in values), 16) + 1
    return f"{sum(values) / len(values):.{digits}f}"


def _experiments(subset: Mapping[str, Any], metric: str) -> dict[str, str]:
    """Return how far the experiments lie apart of which a score is the mean, or what stands there of it.

    Which metric the main score is does not stand there; its value tells.
    """
    if metric == MAIN:
        metric = next((key for key, value in subset.items() if key != MAIN and value == subset[MAIN]), MAIN)
    runs = [number_of(one.get(metric)) for one in objects_in(subset.get("scores_per_experiment"))]
    numbers = [one for one in runs if one is not None]
    if len(numbers) > 1 and len(numbers) == len(runs):
        return {"spread": f"{stdev(numbers):.6f}", "spread_of": "std", "runs": str(len(runs))}
    spread = subset.get(f"{metric}_std")
    return {"spread": rounded(spread), "spread_of": "std"} if is_number(spread) else {}
