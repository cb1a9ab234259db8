"""Processes that add at once, into a folder and into a file: every row has to be there, once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from torture.outcome import Plan


def adds(plan: Plan) -> Outcome:
    """Start a crowd at once into a folder, and another into a file."""
    outcome = Outcome("adds")
    each = plan.number(30, 300)
    _into(writing.lay_out(plan.place / "folder", writing.OLD), "results.csv", each, outcome)
    single = writing.lay_out(plan.place / "single", writing.SINGLE)
    _into(single / "own.csv", "own.csv", each, outcome)
    return outcome


def _into(data: Path, name: str, number: int, outcome: Outcome) -> None:
    folder = data if data.is_dir() else data.parent
    before = (folder / name).read_text()
    networks = [f"Network{one}" for one in range(number)]
    with_papers = [
        ["--paper", f"https://arxiv.org/abs/2101.{one:05}"] * data.is_dir() for one in range(number)
    ]
    commands = [
        writing.adding(*both, *more)
        for both, more in zip(((one, data) for one in networks), with_papers, strict=True)
    ]
    runs = [program.Run(words) for words in commands]
    answers = [run.ended() for run in runs]
    outcome.tries += number
    for network, answer in zip(networks, answers, strict=True):
        if answer.status:
            outcome.failures.append(f"{network} was not added: {answer.told.strip().splitlines()[-1:]}")
    lines = (folder / name).read_text().splitlines()
    if not (folder / name).read_text().startswith(before.splitlines(keepends=True)[0]):
        outcome.failures.append(f"{name}: the header is broken")
    rows = [line.split(",")[0] for line in lines[1:]]
    expected = [line.split(",")[0] for line in before.splitlines()[1:]] + networks
    outcome.failures += [
        f"{one} is there {rows.count(one)} times" for one in expected if rows.count(one) != 1
    ]
    outcome.failures += [f"{one!r} was never added" for one in sorted(set(rows) - set(expected))]
    outcome.failures += [f"left behind: {one}" for one in writing.litter(folder)]
    checked = program.answer(["check", folder])
    outcome.failures += writing.problems("check", checked)
    for table in ("papers.csv", "links.csv"):
        if (folder / table).exists():
            added = len((folder / table).read_text().splitlines()) - 2
            if added != number:
                outcome.failures.append(f"{table} has {added} new rows, not {number}")
    outcome.details[f"rows in {os.path.basename(data)}"] = len(rows)  # noqa: PTH119
