"""pytest-benchmark: ``--benchmark-json`` and what it keeps in ``.benchmarks``.

A group of benchmarks is a dataset, or else a test with parameters, or else a file of tests. The
network is the parameter that names one, or the only parameter, or the test. The mean is the
score, in seconds; what else is said of the times are parts of it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.board.names import fold
from leaderboard.errors import DataError
from leaderboard.reading.json_values import (
    day_of,
    is_number,
    object_in,
    rounded,
    source_of,
    text_of,
    value_in,
)
from leaderboard.reading.measurements import Collector
from leaderboard.reading.tasks import Measured, collect, tell_own_metrics
from leaderboard.reading.vocabulary import COUNTED_FIRST, COUNTED_LAST, MEANINGS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_KEYS = [re.compile(rf'"{key}"\s*:') for key in ("benchmarks", "fullname", "stats", "min_rounds")]
_ABOUT = [re.compile(rf'"{key}"\s*:') for key in ("machine_info", "commit_info")]
_WORDS = re.compile(r"[^\W_]+")

_PARTS = ("median", "min", "max")
"""What is said of the times beside their mean."""


class _Names(NamedTuple):
    """What a benchmark is called: its dataset and network, and the parameters beside those."""

    dataset: str
    network: str
    variant: str = ""


def recognises(start: Start) -> float:
    """Look for benchmarks, or for what stands above them."""
    text = start.text
    is_object = start.first == "{"
    found = all(one.search(text) for one in _KEYS) or all(one.search(text) for one in _ABOUT)
    return 0.95 if is_object and found else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read how long each test took."""
    whole = object_in(value_in(path, name))
    benchmarks = whole.get("benchmarks")
    if not isinstance(benchmarks, list):
        raise DataError(name, "it holds no benchmarks")
    found = Collector()
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for number, one in enumerate(benchmarks, 1):
        place = f"{name}: benchmark {number}"
        if is_number(_stats(one).get("mean")) and text_of(object_in(one).get("name")):
            rows.append((place, one))
        else:
            found.refuse(place, "no test with the mean of its times")
    said = {
        "date": day_of(whole.get("datetime")),
        "source": source_of(name),
        "note": _machine(object_in(whole, "machine_info")),
    }
    names = _told_apart([_names(one) for _, one in rows], [text_of(one["name"]) for _, one in rows])
    values = [
        value
        for (place, one), named in zip(rows, names, strict=True)
        for value in _of_benchmark(place, named, one, said)
    ]
    collect(values, found)
    tell_own_metrics(values, found)
    return found.measurements()


def _stats(benchmark: Any) -> dict[str, Any]:
    """Return the figures of a benchmark, which stand beside its name where it was written flat."""
    return object_in(benchmark, "stats") or object_in(benchmark)


def _of_benchmark(
    place: str, named: _Names, benchmark: Mapping[str, Any], said: Mapping[str, str]
) -> Iterator[Measured]:
    stats = _stats(benchmark)
    said = {**said, "variant": named.variant}
    times = {"unit": "s", "better": "lower"}
    deviation = stats.get("stddev")
    spread = {"spread": rounded(deviation), "spread_of": "std"} if is_number(deviation) else {}
    spread["runs"] = text_of(stats.get("rounds"))

    def measured(metric: str, cell: str, **more: str) -> Measured:
        return Measured(place, named.network, named.dataset, metric, cell, "", {**said, **more})

    yield measured("mean", stats["mean"], **times, **spread)
    for part in _PARTS:
        if is_number(stats.get(part)):
            yield measured(part, stats[part], **times, group="times")
    if is_number(stats.get("ops")):
        yield measured("ops/s", stats["ops"], better="higher", group="times")
    for metric, value in object_in(benchmark, "extra_info").items():
        if is_number(value) and _is_score(metric):
            yield measured(metric, value)


def _is_score(title: str) -> bool:
    """Say whether a number that a test wrote down may be a score: no count, no setting, no seed."""
    words = _WORDS.findall(title.casefold())
    counted = bool(words) and (words[-1] in COUNTED_LAST or words[0] in COUNTED_FIRST)
    return not counted and MEANINGS.get(fold(title), "score") == "score"


# Names


def _names(benchmark: Mapping[str, Any]) -> _Names:
    """Say what a benchmark is called, as if no other were called so."""
    test, group = text_of(benchmark["name"]), text_of(benchmark.get("group"))
    file, _, _ = text_of(benchmark.get("fullname")).partition("::")
    parameters = {
        key: text for key, value in object_in(benchmark, "params").items() if (text := _shown(value))
    }
    dataset = group or (test.partition("[")[0] if parameters else file) or test
    naming = sorted((NAMES[fold(key)], key) for key in parameters if fold(key) in NAMES)
    if naming or len(parameters) == 1:
        key = naming[0][1] if naming else next(iter(parameters))
        others = ", ".join(f"{other} {text}" for other, text in parameters.items() if other != key)
        return _Names(dataset, parameters[key], others)
    return _Names(dataset, test)


def _told_apart(named: list[_Names], tests: list[str]) -> list[_Names]:
    """Call benchmarks after their tests where several of a dataset would be called the same."""
    times = Counter(named)
    return [
        one._replace(network=test) if times[one] > 1 else one for one, test in zip(named, tests, strict=True)
    ]


def _shown(value: Any) -> str:
    """Write a parameter as the ids of pytest do."""
    if isinstance(value, bool) or value is None:
        return str(value)
    return text_of(value)


def _machine(about: Mapping[str, Any]) -> str:
    """Say on what machine it was measured, and with which Python: the one does not compare with another."""
    python = " ".join(
        filter(None, (text_of(about.get(f"python_{one}")) for one in ("implementation", "version")))
    )
    cpu = text_of(object_in(about, "cpu").get("brand_raw")) or text_of(about.get("processor"))
    system = " ".join(filter(None, (text_of(about.get(one)) for one in ("system", "machine"))))
    said = ", ".join(filter(None, (cpu, system, python)))
    return f"measured on {said}" if said else ""
