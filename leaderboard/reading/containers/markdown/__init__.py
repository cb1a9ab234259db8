"""Markdown: its tables, with pipes or in HTML, as they are seen where it is shown.

It is made HTML first, so that there is one way to read cells, and what stands around a table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading import limits
from leaderboard.reading.containers.markdown.as_html import rendered
from leaderboard.reading.html_tables import html_sheets
from leaderboard.reading.sheet import HEADER
from leaderboard.reading.text_file import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.start import Start

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

MOST = 10_000_000
"""Bytes that are read at most: a list of papers has thousands."""

_DELIMITERS = re.compile(r"^[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+\|[ \t|:-]*+\r?$", re.MULTILINE)
_TABLE = re.compile(r"^ {0,3}<table\b", re.MULTILINE | re.IGNORECASE)


def recognises(start: Start) -> float:
    """A line of dashes as between the header of a table and its rows tells it, or a table in HTML."""
    has_table = bool(_DELIMITERS.search(start.text) or _TABLE.search(start.text))
    if start.suffix in SUFFIXES:
        return 0.93 if has_table else 0.5  # less than a model card, which may have tables, too
    return 0.8 if _DELIMITERS.search(start.text) else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read every table; what looks like a part of one and is none goes with the table above it."""
    page = rendered(text_of(path, limits.most(MOST)))
    found = html_sheets(path, page.html, page.line)
    if not found and page.loose:
        line, problem = page.loose[0]
        raise DataError(path, problem, line=line)
    if not found:
        raise DataError(path, "there is no table in it")
    begins = [sheet.line(HEADER) or 0 for sheet in found]
    for line, problem in page.loose:
        number = max(bisect_right(begins, line) - 1, 0)
        found[number] = replace(found[number], loose=(*found[number].loose, (line, problem)))
    return found
