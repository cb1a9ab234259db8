"""What is being done, in a line at the foot of the terminal, once it takes longer than a second.

The line is on stderr, and only if that is a terminal that takes control codes. It is
gone while anything else is written: whoever writes does so inside :func:`set_aside`.
The cursor is never hidden, so nothing has to be restored however the program ends.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

from leaderboard.reading import counting
from leaderboard.table import visible
from leaderboard.terminal import control_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

DELAY = 1.0
"""In seconds: what is over sooner needs no explanation."""
TICK = 0.1
"""In seconds, between two states of the line."""

_EMPTY_LINE = "\r\x1b[K"


@contextmanager
def doing(what: str, *, no_color: bool = False) -> Iterator[None]:
    """Say *what* is being done while it takes; inside another of these it is a step of that one.

    With *no_color* nothing is written, by the steps inside neither.
    """
    line = _SHOWN.get()
    if line:
        with line.step(what):
            yield
        return
    line = _Line(sys.stderr)
    is_drawn = control_codes.can_be_taken_back(sys.stderr, no_color=no_color)
    token = _SHOWN.set(line)
    try:
        with line.step(what), line.drawn() if is_drawn else nullcontext(), counting.told(line.count):
            yield
    finally:
        _SHOWN.reset(token)


@contextmanager
def set_aside() -> Iterator[None]:
    """Leave the terminal to something else: what is printed, a question, another program."""
    line = _SHOWN.get()
    if line:
        with line.aside():
            yield
    else:
        yield


class _Line:
    """The line, and the thread that draws it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._steps: list[str] = []
        self._how_far = ""
        self._asides = 0
        self._is_visible = False
        self._ended = threading.Event()
        self._lock = threading.Lock()

    @contextmanager
    def drawn(self) -> Iterator[None]:
        threading.Thread(target=self._draw_until_the_end, name="progress", daemon=True).start()
        try:
            yield
        finally:
            self._ended.set()
            with self._lock:
                self._clear()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        with self._lock:
            self._steps.append(visible(what))
        try:
            yield
        finally:
            with self._lock:
                self._steps.pop()
                self._how_far = ""

    def count(self, how_far: str) -> None:
        """Say how far the last step has come."""
        self._how_far = how_far

    @contextmanager
    def aside(self) -> Iterator[None]:
        with self._lock:
            self._asides += 1
            self._clear()
        try:
            yield
        finally:
            with self._lock:
                self._asides -= 1

    def _draw_until_the_end(self) -> None:
        if self._ended.wait(DELAY):
            return
        from rich.cells import cell_len, set_cell_size

        wheel = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" if "utf" in (self._stream.encoding or "").casefold() else "|/-\\"
        with suppress(OSError, ValueError):  # the terminal is gone: there is nobody to be told
            while not self._ended.wait(TICK):
                seconds = time.monotonic() - self._began
                elapsed = f" · {seconds:.0f} s"
                with self._lock:
                    if self._asides or self._ended.is_set():
                        continue
                    steps = " · ".join(filter(None, (*self._steps, self._how_far)))
                    what = f"{wheel[int(10 * seconds) % len(wheel)]} {steps}"
                    room = max(_width(self._stream) - 1 - len(elapsed), 2)
                    if cell_len(what) > room:
                        what = set_cell_size(what, room - 1) + "…"
                    self._write(f"{_EMPTY_LINE}{what}{elapsed}")
                    self._is_visible = True

    def _clear(self) -> None:
        if self._is_visible:
            with suppress(OSError, ValueError):
                self._write(_EMPTY_LINE)
            self._is_visible = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


_SHOWN: ContextVar[_Line | None] = ContextVar("the line that is shown", default=None)


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
