"""Disks that end: a file may only grow so far, and as root, a disk that is as good as full."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torture.outcome import Plan

_PAGE = 4096


def disk(plan: Plan) -> Outcome:
    """Let each command that writes meet the end of a disk, at every place."""
    outcome = Outcome("disk")
    for writer in writing.writers(plan.place):
        bench = writing.Bench(writer, plan.place / "board")
        for most in range(0, 700, 100 if plan.is_short else 5):
            first = program.answer(bench.words(), partial(program.limit, resource.RLIMIT_FSIZE, most))
            _look(outcome, bench, first, f"files of {most} bytes")
        with _small_disk(plan.place / "disk") as small:
            if not small:
                outcome.saw("no disks can be mounted here")
                continue
            bench = writing.Bench(writer, small / "board")
            for free in range(0, 12, 3 if plan.is_short else 1):
                words = bench.words()
                _fill(small / "filler", free * _PAGE)
                first = program.answer(words)
                (small / "filler").unlink()
                _look(outcome, bench, first, f"{free} free pages")
    return outcome


def _look(outcome: Outcome, bench: writing.Bench, first: program.Answer, limit: str) -> None:
    outcome.tries += 1
    stopped = bench.looked_at(first)
    outcome.saw(f"{bench.writer.name}: {stopped.state}")
    outcome.failures += [f"{bench.writer.name}, {limit}: {one}" for one in stopped.wrong]
    # Nobody was killed: whoever fails tidies up, and has changed nothing, or says what is left to do.
    if first.status and stopped.state != "old" and "named" not in stopped.state:
        outcome.failures.append(f"{bench.writer.name}, {limit}: failed, and left {stopped.state}")


def _fill(file: Path, free: int) -> None:
    """Take all space of a disk but *free* bytes."""
    there = os.statvfs(file.parent)
    file.write_bytes(b"x" * max(0, there.f_bavail * there.f_frsize - free))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a disk of 256 kB, if that can be done."""
    folder.mkdir(exist_ok=True)
    mount, umount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if (
        not (mount and umount)
        or subprocess.run([mount, *options], capture_output=True, check=False).returncode
    ):
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run([umount, str(folder)], check=True)
