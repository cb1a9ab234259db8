"""HTML: the tables of a page, as a browser shows them, and as pandas writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading import limits
from leaderboard.reading.html_tables import html_sheets
from leaderboard.reading.text_file import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".html", ".htm", ".xhtml")

MOST = 20_000_000
"""Bytes that are read at most."""

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)

_NEAR = 1_000
"""Characters within which a page says that it is one."""


def recognises(start: Start) -> float:
    """A page says what it is at once; a part of one begins with a tag, and has a table."""
    text = start.text.lstrip()
    if text.startswith("<") and _PAGE.search(text, 0, _NEAR):
        return 1.0
    if text.startswith("<") and _TABLE.search(text):
        return 0.9 if start.suffix in SUFFIXES else 0.5
    return 0.3 if start.suffix in SUFFIXES and start.is_text else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read every table of the page."""
    found = html_sheets(path, text_of(path, limits.most(MOST)))
    if not found:
        raise DataError(path, "there is no table in it")
    return found
