"""Markdown: tables for READMEs and issues (GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.exporters import _documents, _editions, _grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Fact, Table

HOLDS: Holds = "document"
SUFFIXES = (".md", ".markdown")
STAMP = "<!-- made by leaderboard -->"

is_earlier_edition = _editions.begins_with(STAMP, r"^\*\*(.+)\*\*$")

_SPECIAL = re.compile(
    r"""
      [|`*\[\]<~$]                    # always; the dollar begins a formula on GitHub
    | (?<![^\W_]) _ | _ (?![^\W_])    # an underscore, unless inside a word
    | & (?= \#?\w+; )                 # what would be an entity
    | \\ (?! [^\W_] | \s )            # a backslash, unless before what cannot be escaped
    """,
    re.VERBOSE,
)
_LEADING = re.compile(r"^(?=[-+>#=])|^[0-9]+(?=[.)])")
"""Where a backslash belongs so that a paragraph is no list, heading, quotation or rule."""

_MARKS = {"": "{}", "best": "**{}**", "second": "<u>{}</u>"}

_BREAKS_LINKS = {ord(character): f"%{ord(character):02X}" for character in "()<>`\\|"}


def render(tables: Sequence[Table]) -> str:
    """Return the tables, each with its title in bold above and its notes below."""
    blocks = [block for table in tables for block in _blocks(_documents.seen(table)) if block]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    r"""Return the Markdown that reads as *text* inside a line or a cell of a table.

    Only what would mean something is escaped, so that the source stays readable:
    ``snake_case``, ``AT&T`` and ``C:\dir`` stay as they are.
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _blocks(table: Table) -> Iterator[str]:
    title = escape(table.title.strip())
    yield f"**{title}**" if title else ""
    yield "\n".join(map(_item, table.facts))
    yield _grid.draw(table, "pipe", escape, _cell)
    yield "\n".join(map(_item, table.sources))
    yield from map(_paragraph, table.notes)


def _item(fact: Fact) -> str:
    return f"- **{escape(fact.label)}**: {_cell(fact.cell)}"


def _paragraph(text: str) -> str:
    return _LEADING.sub(r"\g<0>\\", escape(text.strip()))


def _cell(cell: Cell) -> str:
    text = escape(cell.text.strip())
    if not text:
        return ""
    if cell.url:
        text = f"[{text}]({_destination(cell.url)})"
    return _MARKS[cell.mark].format(text) + escape(cell.signs)


def _destination(url: str) -> str:
    return re.sub(r"&(?=#?\w+;)", "&amp;", url.translate(_BREAKS_LINKS))
