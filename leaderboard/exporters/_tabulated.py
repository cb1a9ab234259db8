"""The formats of the tabulate library, under the names it gives them.

They hold the rows alone, without title, facts and notes, and look the way tabulate
draws them. Where a format is a language, names are escaped so that they read as typed.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from leaderboard.exporters import _grid, latex, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leaderboard.table import Table

SUFFIXES = {".rst": "rst", ".org": "orgtbl", ".adoc": "asciidoc", ".textile": "textile"}


def names() -> list[str]:
    """Return tabulate's names, alphabetically."""
    from tabulate import tabulate_formats

    return sorted(tabulate_formats)


def render(tables: Sequence[Table], name: str) -> str:
    """Return the rows of the tables in tabulate's format *name*, one table below another."""
    escape = _ESCAPES.get(name, str)
    drawn = [
        _grid.draw(table.seen_by("document"), name, escape, lambda cell: escape(cell.whole))
        for table in tables
    ]
    return "\n\n".join(drawn) + "\n" if any(drawn) else ""


def _restructured_text(text: str) -> str:
    """Escape inline markup, and then a beginning that would make a list, a rule or a comment.

    An escaped space is invisible, and what follows it does not begin the text.
    """
    escaped = re.sub(r"[\\*`|]|_(?![^\W_])|(?<=:):$", r"\\\g<0>", text)
    return re.sub(r"^(?=[-+.:/>=(\u2022\u2023\u2043]|(\w+|#)[.)](\s|$)|[^\w\s]{4})", r"\\ ", escaped)


def _escaping(characters: str) -> Callable[[str], str]:
    table = str.maketrans({character: f"\\{character}" for character in characters})
    return lambda text: text.translate(table)


def _with_entities(text: str) -> str:
    return html.escape(text).replace("|", "&#124;")


_ESCAPES: dict[str, Callable[[str], str]] = {
    "asciidoc": _escaping("|"),
    "github": markdown.escape,
    "jira": _escaping("|*[]{}"),
    "latex_raw": latex.escape,
    "mediawiki": _with_entities,
    "moinmoin": _with_entities,
    "orgtbl": lambda text: text.replace("|", r"\vert{}"),
    "pipe": markdown.escape,
    "rst": _restructured_text,
    "textile": _with_entities,
    "unsafehtml": html.escape,
    "youtrack": _escaping("|"),
}
