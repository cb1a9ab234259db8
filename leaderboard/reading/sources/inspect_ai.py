"""Inspect: logs of evaluations, as JSON or as ``.eval``, which is a packed folder.

A task is a dataset. Each scorer has metrics, of which those of errors are spreads of the
others. A run that did not end well has no scores, whatever it reached.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.errors import DataError, quoted
from leaderboard.reading.json_text import parsed
from leaderboard.reading.json_values import (
    day_of,
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
from leaderboard.reading.tasks import Measured, collect, tell_own_metrics
from leaderboard.reading.zips import member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".eval", ".json")

_ZIP = b"PK\x03\x04"
_HEADER = "header.json"
_BEGINNING = "_journal/start.json"
_STATUS = re.compile(r'"status"\s*:\s*"(?:started|success|cancelled|error)"')
_EVAL = re.compile(r'"eval"\s*:\s*\{')
_SPEC = re.compile(r'"task_(?:id|file|args)"\s*:')
"""What stands below that, also where the keys were sorted and the status stands behind the samples."""

_NEWEST = 3
"""The newest version of a log that is read."""

_ERRORS = {"stderr": "stderr", "bootstrap_stderr": "stderr", "std": "std", "var": ""}
"""Metrics that say how far others may be off; the first that is there counts."""
_OVER_SAMPLES = {"mean", "accuracy"}
"""Metrics that these errors are of; beside others they are of a metric that stands alone."""
_PLAIN = {"", "mean"}
"""Ways to make one score of the epochs of a sample that are not named: a mean is what everybody expects."""
_ALL = {"all", "overall"}


class _Value(NamedTuple):
    """A value of a scorer."""

    scorer: str
    metric: str
    cell: Any
    group: str
    errors: dict[str, str]


def recognises(start: Start) -> float:
    """Look for what a packed log begins with, or for a status and what was evaluated."""
    if start.data.startswith(_ZIP):
        return (
            0.95
            if start.suffix == ".eval"
            or any(one.encode() in start.data[:200] for one in (_HEADER, _BEGINNING))
            else 0.0
        )
    is_object = start.first == "{"
    text = start.text
    found = is_object and _EVAL.search(text) and (_STATUS.search(text) or _SPEC.search(text))
    return 0.95 if found else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read the scores of one log; the samples in it are not looked at."""
    found = Collector()
    log = _log(path, name)
    spec, results = object_in(log, "eval"), object_in(log, "results")
    task, network = text_of(spec.get("task")).rpartition("/")[2], text_of(spec.get("model"))
    if not task and not network:
        raise DataError(name, "a log that names neither a task nor a model")
    version = number_of(log.get("version"))
    if version is not None and version > _NEWEST:
        raise DataError(name, f"version {version:g} of the logs of Inspect; up to {_NEWEST} can be read")
    status = text_of(log.get("status"))
    if status != "success":
        found.refuse(
            name,
            f"the run is {quoted(status or 'unfinished')}, so that it has no scores ({network} on {task})",
        )
        return found.measurements()
    said = {
        "run": text_of(spec.get("eval_id")) or text_of(spec.get("run_id")),
        "date": day_of(spec.get("created")),
        "source": source_of(name),
        "variant": ", ".join(_settings(spec)),
        "note": _doubt(log, spec, results),
        "runs": epochs if (epochs := text_of(object_in(spec, "config").get("epochs"))) != "1" else "",
    }
    values = list(_values(name, results, found))
    names = _names(values)
    measured = []
    for number, (value, metric) in enumerate(zip(values, names, strict=True), 1):
        place = f"{name}: score {number}"
        if is_number(value.cell):
            more = {**said, "group": value.group, **value.errors}
            measured.append(Measured(place, network, task, metric, value.cell, "", more))
        else:
            found.refuse(place, f"no score is given ({network} on {task}, {metric})")
    if not values:
        found.refuse(name, f"a task without a metric ({network} on {task})")
    collect(measured, found)
    tell_own_metrics(measured, found)
    return found.measurements()


def _log(path: Path, name: str) -> dict[str, Any]:
    """Return a log; of a packed one what stands in it beside the samples.

    Raises:
        DataError: It is damaged, or too large; or it is packed in a way that cannot be unpacked here.
    """
    with path.open("rb") as file:
        is_packed = file.read(len(_ZIP)) == _ZIP
    if not is_packed:
        return object_in(value_in(path, name))
    for wanted in (_HEADER, _BEGINNING):
        data = member(path, wanted, name, extra="inspect")
        if data is not None:
            try:
                log = object_in(parsed(name, data.decode("utf-8-sig")))
            except UnicodeDecodeError:
                raise DataError(name, f"{wanted} in it is not UTF-8 text") from None
            # The header is written last: what only began was not finished.
            return log if wanted == _HEADER else {**log, "status": "started"}
    raise DataError(name, f"a zip without {_HEADER}, so that it is no log of Inspect")


def _settings(spec: Mapping[str, Any]) -> Iterator[str]:
    """Give what was asked for and tells two evaluations apart: another solver, arguments of the task."""
    for key, value in object_in(spec, "task_args_passed").items():
        text = str(value) if isinstance(value, bool) else text_of(value)
        if text:
            yield f"{key} {text}"
    if solver := text_of(spec.get("solver")):
        yield f"solver {solver.rpartition('/')[2]}"


def _doubt(log: Mapping[str, Any], spec: Mapping[str, Any], results: Mapping[str, Any]) -> str:
    """Say what speaks against the scores: samples that were left out, or found to be wrong."""
    if log.get("invalidated") is True:
        return "Doubtful: some of its samples were found to be invalid"
    epochs = number_of(object_in(spec, "config").get("epochs")) or 1
    there = number_of(object_in(spec, "dataset").get("samples"))
    total, completed = (number_of(results.get(f"{one}_samples")) for one in ("total", "completed"))
    if total and completed is not None and completed < total:
        return f"Doubtful: {completed:g} of {total:g} samples were completed"
    if there and total and total < there * epochs:
        return f"Doubtful: measured on {total / epochs:g} of {there:g} samples"
    return ""


# Scores


def _values(name: str, results: Mapping[str, Any], found: Collector) -> Iterator[_Value]:
    """Give the values of all scorers; the oldest logs have one, beside its metrics."""
    scores = results.get("scores")
    if "scorer" in results:
        scores = [{**object_in(results, "scorer"), "metrics": results.get("metrics")}]
    listed = list(objects_in(scores))
    filled = {text_of(one.get("scorer")) for one in listed if object_in(one, "metrics")}
    for score in listed:
        label = text_of(score.get("name")) or text_of(score.get("scorer"))
        metrics = {
            text_of(object_in(one).get("name")) or key: object_in(one)
            for key, one in object_in(score, "metrics").items()
        }
        if not metrics and text_of(score.get("scorer")) not in filled:
            found.refuse(f"{name}: {label}", "a scorer without a metric")
        reducer = text_of(score.get("reducer"))
        way = "" if reducer.partition("_")[0] in _PLAIN else f" ({reducer})"
        errors = _errors(metrics)
        others = [key for key in metrics if key not in _ERRORS]
        for key in others:
            metric, group = _called(key, metrics[key])
            is_theirs = (metric in _OVER_SAMPLES or len(others) == 1) and not group
            yield _Value(
                label, f"{metric}{way}", metrics[key].get("value"), group, errors if is_theirs else {}
            )


def _errors(metrics: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the spread that the metrics of a scorer say of its others."""
    for key, kind in _ERRORS.items():
        value = object_in(metrics, key).get("value")
        if kind and is_number(value):
            return {"spread": rounded(value), "spread_of": kind}
    return {}


def _called(key: str, metric: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a metric is called and, where it is measured on a part of the samples, what gathers it."""
    if not text_of(metric.get("group")):
        return key, ""
    parameters = object_in(metric, "params")
    base = text_of(object_in(parameters, "metric").get("name")) or text_of(metric.get("group"))
    if key in _ALL:
        return base, ""
    by = text_of(parameters.get("group_key"))
    return f"{base} {key}", f"{base} by {by}" if by else base


def _names(values: list[_Value]) -> list[str]:
    """Name the metrics: after their scorers where these have metrics of one name, or only a mean."""
    times = Counter(value.metric for value in values)
    return [
        value.metric.replace("mean", value.scorer, 1)
        if value.metric.partition(" ")[0] == "mean"
        else f"{value.scorer} {value.metric}"
        if times[value.metric] > 1
        else value.metric
        for value in values
    ]
