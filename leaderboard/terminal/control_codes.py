"""Where control codes may be written: colours, links, and the line of progress that is taken back.

What asks for plain text or for colours is obeyed in this order, the first that is there:

1. ``--no-color``, or ``NO_COLOR`` with any text: plain;
2. ``FORCE_COLOR`` or ``CLICOLOR_FORCE`` with any text but 0: colours, also in a pipe or a file;
3. ``TERM=dumb``: plain;
4. a terminal gets colours, and anything else plain text.

A text that is kept in memory, for a document, is plain whatever is forced.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_DUMB = {"dumb", "unknown"}
"""What ``TERM`` is where the terminal would show the codes in place of doing what they say."""

_FORCING = ("FORCE_COLOR", "CLICOLOR_FORCE")


def are_wanted(stream: TextIO, *, no_color: bool = False) -> bool:
    """Say whether what is written to *stream* has colours; *no_color* is the option of that name."""
    if _is_plain(no_color=no_color):
        return False
    is_forced = any(os.environ.get(name, "0") not in {"", "0"} for name in _FORCING)
    return _takes_them(stream) or (is_forced and not isinstance(stream, io.StringIO))


def can_be_taken_back(stream: TextIO, *, no_color: bool = False) -> bool:
    """Say whether *stream* is a terminal on which a line may be written again, which nothing forces."""
    return not _is_plain(no_color=no_color) and _takes_them(stream)


def _is_plain(*, no_color: bool) -> bool:
    return no_color or bool(os.environ.get("NO_COLOR"))


def _takes_them(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") not in _DUMB
