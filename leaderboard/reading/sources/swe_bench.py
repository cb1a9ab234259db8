"""SWE-bench: the reports of its harness, and ``results.json`` of a submission.

A report has the number of all instances, so that its score is a percentage. A submission only
lists those that were resolved: their number is its score. The network of both is what the
report, or the folder of the submission, is called.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError
from leaderboard.reading.json_values import text_of, value_in
from leaderboard.reading.measurements import Collector

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.start import Start

SUFFIXES: tuple[str, ...] = ()

_OF_REPORT = re.compile(r'\A\s*\{(?=.*"total_instances"\s*:)(?=.*"resolved_instances"\s*:)', re.DOTALL)
_OF_SUBMISSION = re.compile(r'\A\s*\{\s*"(?:resolved|no_generation|no_logs)"\s*:\s*\[')
_FOLDERS = {"results", "evaluation", "logs"}
"""Folders of a submission that are not called after it."""


def recognises(start: Start) -> float:
    """Their keys tell them."""
    return 0.95 if _OF_REPORT.match(start.text) or _OF_SUBMISSION.match(start.text) else 0.0


def measurements(path: Path, name: str) -> Measurements:
    """Read the score of a report or of a submission."""
    read = value_in(path, name)
    if not isinstance(read, dict):
        raise DataError(name, "there is no object in it")
    found = Collector()
    if "total_instances" in read:
        share = _percentage(read, name)
        network = text_of(read.get("model_name_or_path")) or PurePath(name).stem.partition(".")[0]
        found.score(name, network, "", "resolved", share, unit="%", better="higher", around="network")
        return found.measurements()
    if not isinstance(read.get("resolved"), list) or not all(
        isinstance(one, str) for one in read["resolved"]
    ):
        raise DataError(name, "there is no list of resolved instances in it")
    number = len(set(read["resolved"]))
    folders = [part for part in PurePath(name).parts[:-1] if part not in _FOLDERS]
    network = folders[-1] if folders else ""
    found.score(name, network, "", "resolved instances", f"{number}", better="higher", around="network")
    return found.measurements()


def _percentage(report: dict[str, Any], name: str) -> str:
    """Return how many of all instances were resolved, with two digits, as the pages of SWE-bench show it."""
    counts = [text_of(report.get(key)) for key in ("resolved_instances", "total_instances")]
    if not all(count.isdecimal() and len(count) < 10 for count in counts) or int(counts[1]) == 0:  # noqa: PLR2004
        raise DataError(name, "the numbers of resolved and of all instances are no whole numbers")
    share = Decimal(100 * int(counts[0])) / int(counts[1])
    return f"{share:.2f}"
