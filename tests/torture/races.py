"""An editor that saves while a command writes: what it saved is there in the end (Linux, strace)."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from torture.outcome import Plan

DELAY = 40_000
"""Microseconds that each fsync takes longer."""


def races(plan: Plan) -> Outcome:
    """Save a file at a random moment after a command has begun to write."""
    outcome = Outcome("races")
    if not program.has_strace():
        outcome.skipped = "strace is not here, or may not trace"
        return outcome
    writers = [one for one in writing.writers(plan.place) if one.before and "to no" not in one.name]
    delay = f"inject=fsync,fdatasync:delay_enter={DELAY}"
    for writer in writers:
        bench = writing.Bench(writer, plan.place / "board")
        for number in range(-(-plan.number(15, 300) // len(writers))):
            chance = plan.chance("races", writer.name, number)
            words = bench.words()
            name = chance.choice([name for name in writer.before if bench.new[name] != writer.before[name]])
            run = program.TracedRun(words, plan.place / "log", "-e", "trace=fsync,fdatasync", "-e", delay)
            program.wait_for(partial(_has_begun, bench.folder), run)
            time.sleep(chance.uniform(0, chance.choice((1, 1, 6)) * DELAY / 1e6))
            saved = _save(bench.folder / name, f"{number}", is_renamed=chance.random() < 0.5)
            answer = run.ended()
            outcome.tries += 1
            there = (bench.folder / name).read_text()
            what = f"{writer.name}, save {number} of {name}"
            outcome.failures += [f"{what}: {one}" for one in writing.problems("it", answer)]
            outcome.saw(f"{writer.name}: {_state(there, saved, answer)}")
            if saved not in there:
                outcome.failures.append(f"{what} is lost: {there}")
    return outcome


def _has_begun(folder: Path) -> bool:
    return any(folder.glob(".leaderboard-*"))


def _state(there: str, saved: str, answer: program.Answer) -> str:
    both = "saved" if saved in there else "LOST"
    return f"{both}, status {answer.status}"


def _save(path: Path, text: str, *, is_renamed: bool) -> str:
    """Add a line at the end, as editors do: in place, or by another file; return it."""
    old = path.read_text()
    line = {
        "results.csv": f"Saved{text},rooms,30.1,test,e,\n",
        "papers.csv": f"saved{text},Saved{text},,S,,,2019,2019-01,,,,,\n",
        "links.csv": f"alpha,code,,https://s{text}.example/\n",
        "datasets.csv": f"saved{text},S{text},,mIoU,%,higher,test,,,,,\n",
        "own.csv": f"Saved{text},rooms,30.1,e\n",
    }.get(path.name, f"Saved {text}\n")
    if is_renamed:
        other = path.with_name("editor.swp")
        other.write_text(old + line)
        other.replace(path)
    else:
        with path.open("a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    return line
