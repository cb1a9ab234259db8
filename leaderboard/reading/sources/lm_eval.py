"""lm-evaluation-harness: ``results_*.json``, a file for each evaluation of a model.

A task is a dataset. Tasks that are a group of others stand among them: what is measured of
them is kept apart, since it follows from the others. Of a metric that is found in several
ways, each way, which is a filter, is a metric of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, few_of
from leaderboard.reading.console_tables import GROUP, metric_of
from leaderboard.reading.json_text import parsed
from leaderboard.reading.json_values import (
    day_of,
    folders_of,
    is_number,
    number_of,
    object_in,
    objects_in,
    rounded,
    source_of,
    text_in,
    text_of,
)
from leaderboard.reading.measurements import Collector
from leaderboard.reading.tasks import Measured, collect, tell_own_metrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_RESULTS = re.compile(r'"results"\s*:\s*\{')
_MEASURED = re.compile(
    r'"[\w@.-]+,[\w-]+"\s*:|"\w+_stderr"\s*:|"(?:lm_eval_version|group_subtasks|n-shot)"\s*:'
)
_CONFIGS = [re.compile(rf'"{key}"\s*:') for key in ("doc_to_text", "doc_to_target", "metric_list")]
"""What the settings of tasks hold, which stand above the results where the keys were sorted."""
_OTHER = re.compile(r'"config_general"\s*:')
"""In the files of another harness, which has the same words."""
_SAMPLE = re.compile(r'\s*\{\s*"doc_id"\s*:')
"""How a file begins that holds what was answered, a line for each question."""

_NO_METRICS = {"alias", "name", "samples", "sample_len", "sample_count"}
"""What stands beside the metrics of a task."""
_ERROR = "_stderr"

_SETTINGS = ("revision", "subfolder", "gguf_file", "quantization", "load_in_4bit", "load_in_8bit")
"""Arguments of a model that tell two of one name apart."""
_NAMES = ("peft", "delta", "pretrained", "model", "path", "engine")
"""Arguments that name the model, where nothing else does; the first counts."""
_DEFAULTS = {"", "main", "None", "False"}


def recognises(start: Start) -> float:
    """Look for tasks with metrics, or for samples of one."""
    text = start.text
    if start.first != "{":
        return 0.0
    if _SAMPLE.match(text):
        return 0.95 if '"filtered_resps"' in text else 0.0
    keys = [_RESULTS, _MEASURED] if _RESULTS.search(text) else _CONFIGS
    return 0.95 if all(one.search(text) for one in keys) and not _OTHER.search(text) else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read what was measured on all tasks."""
    text = text_in(path, name)
    if _SAMPLE.match(text):
        return Collector().measurements()  # the results stand in a file of their own
    whole = object_in(parsed(name, text))
    results = object_in(whole, "results")
    if not results:
        raise DataError(name, "results of lm_eval without any task")
    found = Collector()
    config = object_in(whole, "config")
    arguments = _arguments(config.get("model_args"))
    said = {
        "run": _seeds(config),
        "date": day_of(whole.get("date")),
        "source": source_of(name),
        "protocol": ", ".join(
            what
            for what, key in (("chat template", "chat_template"), ("system prompt", "system_instruction"))
            if text_of(whole.get(key))
        ),
    }
    network = text_of(whole.get("model_name"))
    network = network or next((arguments[key] for key in _NAMES if arguments.get(key)), "")
    network = network or text_of(config.get("model"))
    if not network and "__" in (folder := folders_of(path, name)[0]):
        network, said["around"] = folder.replace("__", "/", 1), "network"
    settings = [f"{key} {arguments[key]}" for key in _SETTINGS if arguments.get(key, "") not in _DEFAULTS]
    values: list[Measured] = []
    for task in results:
        about = {**said, **_about(whole, task, settings)}
        values += _of_task(name, task, whole, about, network=network, found=found)
    for variant in dict.fromkeys(value.said["variant"] for value in values):
        if is_number(config.get("model_num_parameters")):
            found.score(name, network, "", "params", config["model_num_parameters"], variant=variant)
    collect(values, found)
    for group, tasks in object_in(whole, "group_subtasks").items():
        if isinstance(tasks, list) and tasks:
            found.tell(group, note=f"over {few_of(list(map(text_of, tasks)))}")
    tell_own_metrics(values, found)
    return found.measurements()


def _of_task(
    name: str, task: str, whole: Mapping[str, Any], said: Mapping[str, str], *, network: str, found: Collector
) -> Iterator[Measured]:
    """Give the values of a task, each with the error that stands beside it."""
    results = object_in(whole, "results", task)
    is_group = task in object_in(whole, "groups") or bool(object_in(whole, "group_subtasks").get(task))
    metrics = [
        key
        for key in results
        if key.strip() and key not in _NO_METRICS and not _parts(key)[0].endswith(_ERROR)
    ]
    for key in metrics:
        metric, way = _parts(key)
        place = f"{name}: {task}, {key}"
        cell = results[key]
        if not is_number(cell):
            found.refuse(place, f"no score is given ({network} on {task})")
            continue
        error = results.get(f"{metric}{_ERROR}" + key[len(metric) :])
        spread = {"spread": rounded(error), "spread_of": "stderr"} if is_number(error) else {}
        more = {"better": _better(whole, task, metric), "group": GROUP if is_group else ""}
        yield Measured(place, network, task, metric_of(metric, way), cell, "", {**said, **more, **spread})
    if not metrics and not is_group:
        found.refuse(f"{name}: {task}", "a task without a metric")


def _parts(key: str) -> tuple[str, str]:
    """Return the metric and the filter that a key names: ``acc,none``, or ``acc`` in older files."""
    metric, _, way = key.partition(",")
    return metric.strip(), way.strip()


def _better(whole: Mapping[str, Any], task: str, metric: str) -> str:
    """Return what is said to be better, of the whole or, in older files, in the settings of the task."""
    said = object_in(whole, "higher_is_better", task).get(metric)
    for one in objects_in(object_in(whole, "configs", task).get("metric_list")):
        if said is None and one.get("metric") == metric:
            said = one.get("higher_is_better")
    return {True: "higher", False: "lower"}[said] if isinstance(said, bool) else ""


def _about(whole: Mapping[str, Any], task: str, settings: list[str]) -> dict[str, str]:
    """Say what holds of all scores on a task: how many examples were shown, and of how many samples."""
    config = object_in(whole, "configs", task)
    shots = text_of(object_in(whole, "n-shot").get(task)) or text_of(config.get("num_fewshot"))
    samples = object_in(whole, "n-samples", task)
    measured, all_ = number_of(samples.get("effective")), number_of(samples.get("original"))
    limit = text_of(object_in(whole, "config").get("limit"))
    note = ""
    if measured is not None and all_ is not None:
        note = f"measured on {measured:,.0f} of {all_:,.0f} samples" if measured < all_ else ""
    elif limit:
        note = f"measured on no more than {limit.removesuffix('.0')} samples"
    return {
        "variant": ", ".join([*settings, f"n-shot {shots}"] if is_number(shots) else settings),
        "note": f"Doubtful: {note}" if note else "",
    }


def _arguments(given: Any) -> dict[str, str]:
    """Return the arguments of a model, which older files have in one text: ``pretrained=gpt2,dtype=half``."""
    if isinstance(given, str):
        pairs = (part.partition("=") for part in given.split(","))
        return {key.strip(): value.strip() for key, _, value in pairs}
    return {
        key: str(value) if isinstance(value, bool) else text_of(value)
        for key, value in object_in(given).items()
    }


def _seeds(config: Mapping[str, Any]) -> str:
    """Return what tells one run from others: its seeds, each once."""
    seeds = (text_of(config.get(f"{one}_seed")) for one in ("random", "numpy", "torch", "fewshot"))
    return ",".join(dict.fromkeys(filter(None, seeds)))
