"""Running the program many times: each run is a process of its own, forked from one that has imported everything.

Starting Python anew takes half a second, in which nothing happens that could go wrong. What is
forked runs the same code through the same entry, with the working directory, the limits, the user and
the exit status of a process.
"""

from __future__ import annotations

import ctypes
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUG = 70
"""The exit status of a run that ended in a traceback, which Python says is 1."""

_LET_ANYBODY_TRACE = 0x59616D61, -1
"""The call of Linux with which a process allows others of the same user to trace it."""


@dataclass(frozen=True)
class Answer:
    """What a process said, and how it ended: its exit status, or minus the signal that ended it."""

    status: int
    said: str
    told: str

    @property
    def is_proper(self) -> bool:
        """Whether it ended as the program promises: with 0, 1 or 2, and an error in one line."""
        lines = self.told.splitlines()
        is_explained = self.status != 2 or (bool(lines) and lines[-1].startswith("error: "))
        return self.status in {0, 1, 2} and is_explained and "Traceback" not in self.told


class Run:
    """A process that runs the program."""

    def __init__(self, words: Sequence[object], before: Callable[[], None] | None = None) -> None:
        """Start it with some words; *before* is called in the new process."""
        said, told = os.pipe(), os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            _become(words, said[1], told[1], before)
        os.close(said[1])
        os.close(told[1])
        self._streams = said[0], told[0]

    def kill(self) -> None:
        """Kill it, if it has not ended."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> Answer:
        """Wait for its end."""
        texts = []
        for stream in self._streams:
            with os.fdopen(stream, "rb") as file:
                texts.append(file.read().decode(errors="backslashreplace"))
        _, status = os.waitpid(self.pid, 0)
        return Answer(os.waitstatus_to_exitcode(status), *texts)


def answer(words: Sequence[object], before: Callable[[], None] | None = None) -> Answer:
    """Run the program with some words."""
    return Run(words, before).ended()


def warm_up() -> None:
    """Import all that the commands import."""
    ask = "from tests"
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "own.csv"
        table.write_text("network,dataset,miou,source\nA,mine,1,x\n")
        document = Path(folder) / "own.md"
        document.write_text("<!-- leaderboard: top -d mine -->\n<!-- /leaderboard -->\n")
        given = ["--network", "B", "-d", "mine", "--miou", "2", "--source", ask]
        for words in (
            ["add", "--data", table, *given],
            ["top", "--data", table],
            ["show", "A", "--data", table],
            ["compare", "A", "B", "--data", table],
            ["overall", "--data", table],
            ["history", "--data", table],
            ["datasets", "--data", table],
            ["check", table],
            ["cite", "DANet"],
            ["import", table, "--data", Path(folder) / "other", "--write"],
            ["export", Path(folder) / "own.html", "--data", table],
            ["sync", document, "--data", table],
        ):
            inside(words)


def inside(words: Sequence[object]) -> Answer:
    """Run the program in this process; what is no message of it is raised."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with redirect_stdout(said), redirect_stderr(told):
        try:
            app([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
    return Answer(status, _all_of(said), _all_of(told))


def _all_of(stream: io.TextIOWrapper) -> str:
    """Return what was written to a stream."""
    stream.flush()
    stream.seek(0)
    return stream.read()


def _become(
    words: Sequence[object], said: int, told: int, before: Callable[[], None] | None
) -> None:  # pragma: no cover - in a process of its own
    """Run the program, and end."""
    status = BUG
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(said, 1)
        os.dup2(told, 2)
        # As Python makes them when it starts; those of before know what they were written to then.
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
        if before:
            before()
        try:
            app([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        try:
            sys.stdout.flush()
        except OSError:  # what Python does then, as it ends
            status = 120
            traceback.print_exc()
    except BaseException:  # noqa: BLE001 - whatever it is, this process ends here
        traceback.print_exc()
        status = BUG
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(status)


def has_strace() -> bool:
    """Say whether calls of the system can be watched here."""
    strace = shutil.which("strace")
    if not strace:
        return False
    seen = subprocess.run(
        [strace, "-qq", "-e", "trace=none", sys.executable, "-S", "-c", ""], capture_output=True, check=False
    )
    return seen.returncode == 0


class TracedRun(Run):
    """A process that runs the program under strace."""

    def __init__(self, words: Sequence[object], log: Path, *trace: str) -> None:
        """Start it, let strace do what *trace* says, and go on."""
        ready, go = os.pipe()

        def wait() -> None:
            with suppress(AttributeError, OSError):
                ctypes.CDLL(None).prctl(*_LET_ANYBODY_TRACE)
            os.read(ready, 1)

        super().__init__(words, wait)
        options = [
            str(shutil.which("strace")),
            "-f",
            "-y",
            "-s",
            "0",
            "-o",
            str(log),
            *trace,
            "-p",
            str(self.pid),
        ]
        self._strace = subprocess.Popen(options, stderr=subprocess.PIPE, text=True)
        assert self._strace.stderr is not None
        self._notices = [self._strace.stderr.readline()]
        os.write(go, b"x")
        os.close(ready)
        os.close(go)

    def ended(self) -> Answer:
        """Wait for its end, and for that of strace."""
        found = super().ended()
        self._strace.communicate()
        return found


def traced(words: Sequence[object], log: Path, *trace: str) -> Answer:
    """Run the program with some words under strace."""
    return TracedRun(words, log, *trace).ended()


def limit(what: int, most: int) -> None:
    """Limit what this process may have."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def wait_for(is_there: Callable[[], bool], run: Run) -> bool:
    """Look again and again until something is there, or the process has ended; return whether it is there."""
    while not is_there():
        ended = os.waitid(os.P_PID, run.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            return is_there()
        time.sleep(0.001)
    return True
