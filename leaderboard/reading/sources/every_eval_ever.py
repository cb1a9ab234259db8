"""Every Eval Ever, schema 0.2 and 0.3: a record of a model with its results, as JSON or as JSON Lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.board import metrics
from leaderboard.board.columns import SPLITS
from leaderboard.board.names import fold, split_of
from leaderboard.errors import DataError, quoted
from leaderboard.reading.json_text import parsed
from leaderboard.reading.json_values import (
    day_of,
    is_number,
    number_of,
    object_in,
    rounded,
    source_of,
    text_in,
    text_of,
)
from leaderboard.reading.measurements import SHARE, Collector
from leaderboard.reading.tasks import Measured, collect, tell_own_metrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json", ".jsonl")

_VERSION = re.compile(r'"schema_version"\s*:')
_KEYS = [
    re.compile(rf'"{key}"\s*:')
    for key in ("evaluation_id", "retrieved_timestamp", "evaluation_results", "source_metadata")
]
_READ = re.compile(r"0\.[23](?:\.\d+.*)?")
"""Versions of the schema that are read."""

_ON = re.compile(r"(?P<metric>\S.{0,79}?) on (?P<dataset>\S.*?)(?: for scorer (?P<scorer>\S.*))?")
_FILTER = re.compile(r"(?P<metric>\S.{0,79}?) \(filter: (?P<filter>[^()]+)\)")
"""What converters write of a metric, its dataset, and which of several ways to find an answer it is."""
_MOST_WORDS = 4
"""Words of a description that is no more than the name of a metric."""

_PERCENT = {"%", "percent", "percentage", "pct"}
_SHARES = {"proportion", "fraction", "share", "ratio", "probability"}
_UNITS = {"milliseconds": "ms", "seconds": "s", "minutes": "min", "hours": "h"}
_RANKS = {"rank", "position"}
"""Kinds and units of numbers that are no scores."""
_WORDS = re.compile(r"[a-z]+")
_COUNTED = {"param", "params", "parameter", "parameters"}
_SCALES = {"billion": " (B)", "billions": " (B)", "b": " (B)", "million": " (M)", "millions": " (M)"}

_CONDITIONS = ("variant", "test_time", "extra_data", "run", "resolution", "protocol")
_BESIDE = ("spread", "spread_of", "runs", "date", "evidence", "source", "note")
"""What the schema has no place for, as this program writes it into the details of settings and scores."""

_EVIDENCE = {"first_party": "authors", "third_party": "reproduced"}
"""How a score is known, by what its evaluators are to the model."""


def recognises(start: Start) -> float:
    """Look for a record of an evaluation, or of a sample of one."""
    begins = start.first in {"{", "["}
    said = sum(bool(one.search(start.text)) for one in _KEYS)
    return 0.95 if begins and said + bool(_VERSION.search(start.text)) > 1 else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read the results of all records."""
    found = Collector()
    values: list[Measured] = []
    for place, record in _records(path, name, found):
        try:
            values += _of_record(place, record, source_of(name), found)
        except DataError as error:
            if place == name:
                raise
            found.refuse(place, error.problem)
    collect(values, found)
    tell_own_metrics(values, found)
    return found.measurements()


def _records(path: Path, name: str, found: Collector) -> Iterator[tuple[str, Any]]:
    """Give the records with their places; of JSON Lines, a damaged one does not spoil the others."""
    text = text_in(path, name)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and lines[0][1].lstrip().startswith("{") and lines[0][1].rstrip().endswith("}"):
        for number, line in lines:
            try:
                yield f"{name}:{number}", parsed(name, line, line=number)
            except DataError as error:
                found.refuse(f"{name}:{number}", error.problem)
        return
    whole = parsed(name, text)
    if isinstance(whole, list):
        yield from ((f"{name}: record {number}", one) for number, one in enumerate(whole, 1))
    else:
        yield name, whole


def _of_record(place: str, record: Any, source: str, found: Collector) -> Iterator[Measured]:
    """Give the results of a record.

    Raises:
        DataError: It is none, or of a version that is not read.
    """
    if not isinstance(record, dict):
        raise DataError(place, "no record of an evaluation")
    if "sample_id" in record and "evaluation_results" not in record:
        return  # what was answered to one question: the results stand in a file of their own
    version = text_of(record.get("schema_version"))
    if not _READ.fullmatch(version):
        stated = f"version {quoted(version)}" if version else "no version"
        raise DataError(place, f"{stated} of the schema of Every Eval Ever; 0.2 and 0.3 can be read")
    model, about = object_in(record, "model_info"), object_in(record, "source_metadata")
    network = text_of(model.get("id")) or text_of(model.get("name"))
    results = record.get("evaluation_results")
    if not isinstance(results, list) or not results:
        raise DataError(place, f"a record without results{f' ({network})' if network else ''}")
    for key, value in object_in(model, "additional_details").items():
        if network and is_number(value) and (title := _parameters(key)):
            found.score(place, network, "", title, value)
    relation = text_of(about.get("evaluator_relationship"))
    is_listed = text_of(object_in(about, "additional_details").get("source_role")) == "aggregator"
    said = {
        "evidence": "aggregator" if is_listed else _EVIDENCE.get(relation, ""),
        "source": text_of(about.get("source_name")) or source,
        "date": day_of(record.get("evaluation_timestamp")),
    }
    is_document = text_of(about.get("source_type")) == "documentation"
    for number, result in enumerate(results, 1):
        where = f"{place}, result {number}" if place.count(":") else f"{place}: result {number}"
        yield from _of_result(where, network, result, said, found, is_document=is_document)


def _of_result(
    place: str, network: str, result: Any, said: dict[str, str], found: Collector, *, is_document: bool
) -> Iterator[Measured]:
    config, details = object_in(result, "metric_config"), object_in(result, "score_details")
    data, named = object_in(result, "source_data"), _names(object_in(result))
    if not named.dataset:
        found.refuse(place, "no evaluation is named")
        return
    if {text_of(config.get("metric_kind")), text_of(config.get("metric_unit"))} & _RANKS:
        return
    score = details.get("score")
    if not is_number(score) or (config.get("has_unknown_level") is True and float(score) == -1):
        found.refuse(place, f"no score is given ({network} on {named.dataset})")
        return
    unit = _unit(config)
    if unit.get("in_unit") == SHARE and abs(float(score)) > 1:
        found.refuse(place, f"{score} is not between its bounds, which are those of a share of 1")
        return
    address = next(filter(_is_address, map(text_of, _listed(data.get("url")))), "") if is_document else ""
    split = split_of(text_of(data.get("hf_split")))
    beside = object_in(details, "details")
    conditions = object_in(result, "generation_config", "additional_details")
    lower = config.get("lower_is_better")
    uncertainty = object_in(details, "uncertainty")
    more = {
        "split": split if split in SPLITS else "",
        "better": {True: "lower", False: "higher"}[lower] if isinstance(lower, bool) else "",
        "date": day_of(object_in(result).get("evaluation_timestamp")) or said["date"],
        "source": address or said["source"],
        "note": _dropped(uncertainty, data),
    }
    more |= unit | _spread(float(score), uncertainty)
    more |= {column: text for column in _CONDITIONS if (text := text_of(conditions.get(column)))}
    more |= {column: text for column in _BESIDE if (text := text_of(beside.get(column)))}
    if part := text_of(object_in(data, "additional_details").get("split")):
        more["split"] = split_of(part) or part.casefold()
    yield Measured(place, network, named.dataset, named.metric, score, "", {**said, **more})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_address(text: str) -> bool:
    return "://" in text


def _parameters(key: str) -> str:
    """Return a title for a number of parameters, with its scale; nothing for what counts something else."""
    words = set(_WORDS.findall(key.casefold()))
    if not words & _COUNTED or "active" in words:
        return ""
    return "params" + next((scale for word, scale in _SCALES.items() if word in words), "")


class _Named(NamedTuple):
    """What a result is of; a metric that is not named is empty."""

    dataset: str
    metric: str


def _names(result: Mapping[str, Any]) -> _Named:
    """Find the dataset and the metric of a result, which stand in one of several places each."""
    config = object_in(result, "metric_config")
    dataset = evaluation = text_of(result.get("evaluation_name"))
    data = text_of(object_in(result, "source_data").get("dataset_name"))
    name, description = (text_of(config.get(key)) for key in ("metric_name", "evaluation_description"))
    way, scorer = "", ""
    if (said := _ON.fullmatch(evaluation)) and (said["scorer"] or fold(said["dataset"]) == fold(data)):
        dataset, scorer = said["dataset"].rpartition("/")[2], said["scorer"] or ""
        name = name or said["metric"]
    elif data and evaluation.startswith(f"{data}/"):
        dataset, way = data, evaluation.removeprefix(f"{data}/")
    if said := _FILTER.fullmatch(description):
        description, way = said["metric"], said["filter"]
    elif (said := _ON.fullmatch(description)) and fold(said["dataset"]) in {fold(dataset), fold(data)}:
        description = said["metric"]
    elif len(description.split()) > _MOST_WORDS:
        description = ""
    dataset = dataset or data
    other = (text_of(config.get("metric_kind")), text_of(config.get("metric_id")).rpartition("/")[2])
    taken = {"", fold(dataset), fold(data), fold(evaluation)}
    metric = next((one for one in (name, description, *other) if fold(one) not in taken), "")
    if scorer and fold(scorer) not in fold(metric):
        metric = scorer if fold(metric) == "mean" else f"{scorer} {metric}"
    return _Named(dataset, f"{metric} ({way})" if metric and way and way not in metric else metric)


def _unit(config: Mapping[str, Any]) -> dict[str, str]:
    """Say whether a score is in percent or a share of 1: by its unit, or by its bounds where it has none."""
    stated = text_of(config.get("metric_unit")).casefold()
    low, high = number_of(config.get("min_score")), number_of(config.get("max_score"))
    if stated in _PERCENT or (not stated and low is not None and high == 100):  # noqa: PLR2004 - percent
        return {"unit": "%", "in_unit": "%"}
    if stated in _SHARES or (not stated and low is not None and high == 1):
        return {"in_unit": SHARE}
    return {"unit": _UNITS.get(stated, "") or metrics.unit_of(stated)}


def _spread(score: float, uncertainty: Mapping[str, Any]) -> dict[str, str]:
    """Return the standard error, half of an interval around the score, or the standard deviation."""
    error = object_in(uncertainty, "standard_error").get("value")
    if is_number(error):
        return {"spread": rounded(error), "spread_of": "stderr"}
    # What is around it by a fixed amount can be said; another interval is noted.
    interval = object_in(uncertainty, "confidence_interval")
    low, high = number_of(interval.get("lower")), number_of(interval.get("upper"))
    level = number_of(interval.get("confidence_level"))
    if low is not None and high is not None and low < high and level in {None, 0.95, 95.0}:
        half = (high - low) / 2
        if abs(score - (low + half)) <= half / 10:
            return {"spread": f"{half:.6g}", "spread_of": "ci95" if level else ""}
        return {"note": f"interval from {interval['lower']} to {interval['upper']}"}
    deviation = uncertainty.get("standard_deviation")
    if is_number(deviation):
        return {"spread": rounded(deviation), "spread_of": "std"}
    return {}


def _dropped(uncertainty: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Say where a score is of fewer samples than the dataset has."""
    measured, all_ = number_of(uncertainty.get("num_samples")), number_of(data.get("samples_number"))
    if measured is None or all_ is None or not 0 < measured < all_:
        return ""
    return f"Doubtful: measured on {measured:,.0f} of {all_:,.0f} samples"
