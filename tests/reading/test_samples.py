"""Files that tools really wrote, which stay out of the repository: ``LEADERBOARD_SAMPLES`` names their folder.

Its ``expected.toml`` says what must be read of each file: see :func:`problems`. What this
repository holds of the same shapes is in ``tools.toml``.
"""

from __future__ import annotations

import json
import math
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from leaderboard.cli import app

SAMPLES = Path(os.environ.get("LEADERBOARD_SAMPLES", ""))
EXPECTED = SAMPLES / "expected.toml"
FILES = (
    tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["file"]
    if os.environ.get("LEADERBOARD_SAMPLES") and EXPECTED.is_file()
    else []
)

Row = dict[str, Any]


@pytest.mark.skipif(not FILES, reason="LEADERBOARD_SAMPLES names no folder with an expected.toml")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_what_a_tool_wrote_is_read(file: Row) -> None:
    """Every board that is asked for is there, with its ranking; what must not be one is none."""
    assert problems(file) == []


def problems(file: Row) -> list[str]:
    """Compare what is read of a file with what is expected of it; say what differs."""
    options = ["--data", str(SAMPLES / file["path"]), *file.get("options", [])]
    answer = CliRunner().invoke(app, ["datasets", "-f", "json", *options])
    if answer.exit_code:
        said = answer.stderr.strip()
        is_as_right = "or_error" in file and file["or_error"] in said and "\n" not in said
        return [] if is_as_right else [f"error: {said}"]
    boards = json.loads(answer.stdout)
    found, seen = [], []
    for wanted in file["boards"]:
        fits = [board for board in boards if is_meant(board, wanted)]
        if fits:
            seen += fits
            differing = [differences(fit, wanted, file, options) for fit in fits]
            found += min(differing, key=len)
        else:
            found.append(f"no board {named(wanted)}")
    if not file.get("others"):
        found += [f"one too many: {named(board)}" for board in boards if board not in seen]
    found += [
        f"no metric: {board['metric']}"
        for board in boards
        if alike(board["metric"]) in {alike(one) for one in file.get("never_metrics", [])}
    ]
    if len(unused(answer.stderr)) < file.get("unused", 0):
        found.append(f"nothing is said of {file['unused']} unused: {answer.stderr.strip()[:300]}")
    return found


def unused(stderr: str) -> list[str]:
    """Return what is said to be not used, without the columns that hold something else."""
    lines = [line for line in stderr.splitlines() if "not used: " in line]
    return [line for line in lines if "not used: the columns" not in line]


def is_meant(board: Row, wanted: Row) -> bool:
    """Say whether a board is the one that is wanted, under one of its names."""
    datasets = [wanted["dataset"], *wanted.get("or_dataset", [])]
    metrics = [wanted["metric"], *wanted.get("also", [])]
    splits = [wanted["split"], *wanted.get("or_split", [])]
    return (
        {alike(board["dataset"]), alike(board["title"])} & {alike(one) for one in datasets} != set()
        and alike(board["metric"]) in {alike(one) for one in metrics}
        and (board["split"] or "") in splits
    )


def differences(board: Row, wanted: Row, file: Row, options: list[str]) -> list[str]:
    """Compare a board with what is wanted."""
    which = ["-d", board["dataset"], "--metric", board["metric"]]
    which += ["--split", board["split"]] if board["split"] else []
    answer = CliRunner().invoke(app, ["top", "-f", "json", *which, *options])
    if answer.exit_code:
        return [f"{named(wanted)}: {answer.stderr.strip()[-300:]}"]
    rows = json.loads(answer.stdout)
    found = []
    if board["better"] != wanted["better"]:
        found.append(f"{named(wanted)}: {board['better']} is better, not {wanted['better']}")
    aka = {alike(other): name for name, others in file.get("aka", {}).items() for other in others}
    ranked = [[aka.get(alike(row["network"]), row["network"]), row["score"]] for row in rows]
    rankings = [wanted["ranking"], *([wanted["or_ranking"]] if "or_ranking" in wanted else [])]
    if not any(same_ranking(ranked, one) for one in rankings):
        found.append(f"{named(wanted)}: {ranked}, not {wanted['ranking']}")
    by_name = {alike(name): row for (name, _), row in zip(ranked, rows, strict=True)}
    for column in ("runs", "spread"):
        for network, value in wanted.get(column, {}).items():
            read = by_name.get(alike(network), {}).get(column)
            # Spreads are written there with six digits behind the point.
            if read is None or not (same_number(read, value) or math.isclose(read, value, abs_tol=1e-6)):
                found.append(f"{named(wanted)}: {column} of {network} is {read}, not {value}")
            of = by_name.get(alike(network), {}).get("spread_of")
            if column == "spread" and of != wanted["spread_of"]:
                found.append(f"{named(wanted)}: the spread of {network} is {of}")
    never = {alike(one) for one in file.get("never_networks", [])}
    return [*found, *(f"no network: {name}" for name, _ in ranked if alike(name) in never)]


def same_ranking(found: list[Any], wanted: list[Any]) -> bool:
    """Say whether two rankings are one; ties may stand in any order."""
    if len(found) != len(wanted):
        return False
    if not all(same_number(one[1], other[1]) for one, other in zip(found, wanted, strict=True)):
        return False
    scores = {alike(name): score for name, score in found}
    return all(alike(name) in scores and same_number(scores[alike(name)], score) for name, score in wanted)


def same_number(one: float, other: float) -> bool:
    """Compare two numbers to four significant digits."""
    return math.isclose(one, other, rel_tol=5e-4, abs_tol=1e-12)


def alike(name: str | None) -> str:
    """Return what of a name does not depend on how it is typed."""
    return (name or "").casefold().translate(dict.fromkeys(map(ord, " -_")))


def named(board: Row) -> str:
    """Write which board it is."""
    return " ".join(filter(None, (board["dataset"], board["split"], board["metric"])))
