"""Where control codes may be written: colours, links, and the line of progress that is taken back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_DUMB = {"dumb", "unknown"}
"""What ``TERM`` is where the terminal would show the codes in place of doing what they say."""


def are_wanted(stream: TextIO, *, no_color: bool = False) -> bool:
    """Say whether *stream* is a terminal that takes control codes, and nobody asked for plain text.

    ``NO_COLOR`` asks for it, and so does *no_color*, the option of that name.
    """
    is_plain = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") in _DUMB
    return stream.isatty() and not is_plain
