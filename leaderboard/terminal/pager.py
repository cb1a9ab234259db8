"""Long answers a screen at a time, the way git shows them: on a terminal that they are too tall for."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import PurePath
from shutil import get_terminal_size, which

_USUAL = ("less", "more")

_HABITS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""What git tells pagers as well: leave what fits on the screen, keep colours; and that text is UTF-8."""

_CONTROL = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
"""Pagers know colours, but older ones print the codes of links."""


def is_wanted(text: str) -> bool:
    """Say whether *text* goes to a terminal that has somebody in front of it, and less room."""
    if not sys.stdout.isatty() or os.environ.get("TERM", "dumb") == "dumb" or os.environ.get("CI"):
        return False
    return bool(_pager()) and _is_taller(text)


def page(text: str) -> int:
    """Show *text* in the pager, until whoever reads it leaves; return the exit status of the pager.

    Raises:
        OSError: There is no such pager; nothing was shown.
    """
    # Ctrl-C is for the pager, which decides what becomes of it.
    handler = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(  # noqa: S603 - who sets PAGER means it
            _pager(), stdin=subprocess.PIPE, env={**_HABITS, **os.environ}
        ) as pager:
            # Python itself passes over a pager that was left before the end.
            pager.communicate(without_links(text).encode(errors="backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, handler)
    return pager.returncode


def without_links(text: str) -> str:
    """Return a text for what may know colours, but not links."""
    return _LINK.sub("", text)


def _pager() -> list[str]:
    """Return the command of the pager: the user's, or what is there; none if there is none to be used."""
    there = next(filter(None, map(which, _USUAL)), "")
    command = _words(os.environ.get("PAGER", there))
    if command and PurePath(command[0]).name == "less":
        command.append("-R")  # whatever LESS says, it is given colours
    return [] if command == ["cat"] else command


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quotation mark without another
        return [command]


def _is_taller(text: str) -> bool:
    """Say whether the text and a prompt behind it need more lines than the terminal has."""
    from rich.cells import cell_len

    width, height = get_terminal_size()
    lines = text.splitlines()
    if len(lines) >= height:
        return True
    widths = (cell_len(_CONTROL.sub("", line)) for line in lines)
    return sum(max(-(-needed // max(width, 1)), 1) for needed in widths) >= height
