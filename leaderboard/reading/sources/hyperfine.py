"""hyperfine: ``--export-json``, which times commands. It says no dataset: the board is called after the file.

The mean is the score, in seconds; what else is said of the times are parts of it.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError
from leaderboard.reading.json_values import is_number, object_in, rounded, source_of, text_of, value_in
from leaderboard.reading.measurements import Collector
from leaderboard.reading.tasks import Measured, collect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_BEGINS = re.compile(r'\s*\{\s*"results"\s*:\s*\[\s*\{\s*"command"\s*:')
_TIMES = re.compile(r'"(?:mean|median|stddev)"\s*:')

PARTS = ("median", "min", "max", "user", "system")
"""What is said of the times beside their mean."""


def recognises(start: Start) -> float:
    """Look for results of commands."""
    return 0.95 if _BEGINS.match(start.text) and _TIMES.search(start.text) else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read how long each command took."""
    results = object_in(value_in(path, name)).get("results")
    if not isinstance(results, list):
        raise DataError(name, "it holds no results of commands")
    found = Collector()
    dataset = PurePath(name).name.partition(".")[0]
    values: list[Measured] = []
    for number, result in enumerate(results, 1):
        place = f"{name}: result {number}"
        command = text_of(object_in(result).get("command"))
        if not command or not is_number(result.get("mean")):
            found.refuse(place, "no command with the mean of its times")
            continue
        values += _of_command(place, dataset, command, result, source_of(name))
    collect(values, found)
    if values:
        found.remarks.append(
            f"{name}: no dataset is named, so the board is called {dataset!r} after the file;"
            " --set dataset=NAME names it"
        )
    return found.measurements()


def _of_command(
    place: str, dataset: str, command: str, result: Mapping[str, Any], source: str
) -> Iterator[Measured]:
    times = result.get("times")
    said = {
        "around": "dataset",
        "unit": "s",
        "better": "lower",
        "source": source,
        "note": _failed(result.get("exit_codes")),
    }
    deviation = result.get("stddev")  # of one run there is none
    spread = {"spread": rounded(deviation), "spread_of": "std"} if is_number(deviation) else {}
    spread["runs"] = str(len(times)) if isinstance(times, list) and times else ""
    yield Measured(place, command, dataset, "mean", result["mean"], "", said | spread)
    for part in PARTS:
        if is_number(result.get(part)):
            yield Measured(place, command, dataset, part, result[part], "", said | {"group": "times"})


def _failed(codes: Any) -> str:
    """Say how many of the runs ended with an error, which ``--ignore-failure`` counts all the same."""
    failed = sum(code != "0" for code in codes) if isinstance(codes, list) else 0
    return f"Doubtful: {failed} of {len(codes)} runs ended with an error" if failed else ""
