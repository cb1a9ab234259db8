"""Running the program in a real pseudo-terminal."""

import errno
import os
import re
import struct
import subprocess
import sys

import pytest

# Tests that need what stands here are skipped where there are no pseudo-terminals, as on Windows.
fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

LEADERBOARD = [sys.executable, "-m", "leaderboard"]
LEFT_OUT = {"CI", "LESS", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LEADERBOARD_DATA"}
SETTINGS = {"TERM": "xterm-256color", "PAGER": "cat"}
CONTROL = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def environment(**changes: str) -> dict[str, str]:
    """Return the environment without what changes how the program writes, and without a pager."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, **SETTINGS, **changes}


def on_terminal(*words: str, width: int, height: int = 50, **changes: str) -> str:
    """Run the program in a terminal of so many columns and lines, and return what remains on it."""
    text, status = written_on_terminal([*LEADERBOARD, *words], width=width, height=height, **changes)
    assert status == 0, text
    return "".join(f"{line.rstrip()}\n" for line in remains(text).splitlines())


def written_on_terminal(
    command: list[str], *, width: int = 80, height: int = 50, **changes: str
) -> tuple[str, int]:
    """Run a command in a terminal; return all that it wrote there, and its exit status."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**changes)
    ) as process:
        os.close(theirs)
        written = b""
        while chunk := read_terminal(ours):
            written += chunk
    os.close(ours)
    return written.decode().replace("\r\n", "\n"), process.returncode


def remains(text: str) -> str:
    r"""Return what of a text is on the screen in the end: ``\r\x1b[K`` empties the line that it stands on.

    The line of progress, which only a slow or busy machine draws, is emptied that way.
    """
    return re.sub(r"[^\n]*\r\x1b\[K", "", text)


def read_terminal(descriptor: int) -> bytes:
    """Return what was written in the terminal since, and nothing once its other end is closed."""
    try:
        return os.read(descriptor, 65536)
    except OSError as error:  # how Linux says that the other end is closed
        if error.errno != errno.EIO:
            raise
        return b""


IN_CHARGE = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where it is ignored
os.execv(sys.executable, [sys.executable, "-m", "leaderboard", *sys.argv[1:]])
"""
"""Runs the program as the one that gets what keys like Ctrl-C send."""


def typing(*answers: str, words: list[str], status: int = 0) -> str:
    """Run the program in a terminal, type each answer when it asks, and return what remains there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", IN_CHARGE, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            seen = b""
            waiting = list(answers)
            while chunk := read_terminal(ours):
                seen += chunk
                assert waiting or not seen.endswith(b": "), seen
                if waiting and seen.endswith(b": "):
                    os.write(ours, waiting.pop(0).encode())
        finally:
            os.close(ours)  # which ends a process that goes on asking
    assert process.returncode == status, seen
    assert waiting == []
    return remains(seen.decode().replace("\r\n", "\n"))
