"""Every call that reaches the disk, killed or failing, in every command that writes (Linux, strace)."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

import leaderboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.outcome import Plan

CALLS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,/^rename,/^unlink,/^fchmod,/^chmod,flock"
"""Opening, writing, locking, replacing, and tidying up."""

REPLACING = "fsync,/^rename,/^unlink"
"""Those between which a folder changes."""

_OWN_FILES = (Path(leaderboard.__file__).parent, sys.prefix, sys.base_prefix)
"""Where the program lies itself: it is not asked to work without some of its parts."""

FAULTS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES")


def injections(plan: Plan) -> Outcome:
    """Try each call of each command with each fault; in the short form, those that replace, killed."""
    outcome = Outcome("injections")
    if not program.has_strace():
        outcome.skipped = "strace is not here, or may not trace"
        return outcome
    calls, faults = (REPLACING, FAULTS[:1]) if plan.is_short else (CALLS, FAULTS)
    for writer in writing.writers(plan.place):
        bench = writing.Bench(writer, plan.place / "board")
        for call, step, fault in _steps(bench, plan.place / "log", calls, faults):
            inject = f"inject={call}:{fault}:when={step}"
            first = program.traced(bench.words(), plan.place / "log", "-e", f"trace={call}", "-e", inject)
            if any(_is_of_own_file(line) for line in _lines(plan.place / "log") if "(INJECTED)" in line):
                continue  # it looked for its own parts once more, or once less, than before
            outcome.tries += 1
            stopped = bench.looked_at(first)
            outcome.saw(f"{writer.name}: {call} {fault}: {stopped.state}")
            outcome.failures += [f"{writer.name}, {inject}: {one}" for one in stopped.wrong]
    return outcome


def _steps(
    bench: writing.Bench, log: Path, calls: str, faults: tuple[str, ...]
) -> Iterator[tuple[str, int, str]]:
    """Give each call of a command that nobody disturbs, with each fault; its own files are as they are."""
    found = program.traced(bench.words(), log, "-e", f"trace={calls}")
    if found.status:
        raise RuntimeError(f"{bench.writer.name} fails under strace: {found}")
    counted: Counter[str] = Counter()
    for line in _lines(log):
        named = re.match(r"\d+ +(\w+)\(", line)
        if named:
            counted[named[1]] += 1
            if not _is_of_own_file(line):
                yield from ((named[1], counted[named[1]], fault) for fault in faults)


def _lines(log: Path) -> list[str]:
    return log.read_text(errors="replace").splitlines()


def _is_of_own_file(line: str) -> bool:
    return any(f'"{place}' in line for place in _OWN_FILES)
