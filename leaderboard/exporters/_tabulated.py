"""The formats of the tabulate library, under the names it gives them.

They hold the rows alone, without title, facts and notes, and look the way tabulate
draws them. Where a format is a language, names are escaped so that they read as typed.
"""

from __future__ import annotations

import html
import re
from functools import partial
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
    if name.startswith("latex"):
        drawn = [latex.without_arguments(text) for text in drawn]
    return "\n\n".join(drawn) + "\n" if any(drawn) else ""


def _restructured_text(text: str) -> str:
    """Escape inline markup and addresses, and then a beginning that would make a list, a rule or a comment.

    An escaped space is invisible, and what follows it does not begin the text.
    """
    escaped = re.sub(r"[\\*`|@]|_(?![^\W_])|(?<=:):$|(?<=[^\W_]):(?=[^\s:])", r"\\\g<0>", text)
    begins = r"^(?=[-+.:/>=(\u2022\u2023\u2043]|(\w+|#)[.)](\s|$)|[^\w\s]{4}|[^\w\s]+$)"
    return re.sub(begins, r"\\ ", escaped)


def _with_references(text: str, apart: str = "") -> str:
    """Write signs by their numbers, as in HTML, and those *apart* behind a backslash."""
    return _SIGN.sub(lambda sign: f"\\{sign[0]}" if sign[0] in apart else f"&#{ord(sign[0])};", text)


def _with_entities(text: str) -> str:
    """Write signs by their numbers, and those of HTML by their names."""
    return _SIGN.sub(lambda sign: _IN_HTML.get(sign[0], f"&#{ord(sign[0])};"), text)


def _org(text: str) -> str:
    """Write signs by their names; what has none is divided, as Org advises, by a space of no width."""
    divided = re.sub(r"[\[{@](?=.)|(?<=\w)[_^](?=.)|(?<=\S)(?=:\S)", "\\g<0>\u200b", text)
    named = r"[|=~$<>\\]|[_^](?!\u200b)|(?<![^\s('\"{\u200b-])[*/+]"
    return re.sub(named, lambda sign: rf"\{_IN_ORG[sign[0]]}{{}}", divided)


_IN_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_ORG = {
    "|": "vert",
    "_": "under",
    "^": "asciicirc",
    "=": "equal",  # a cell that begins with it is a formula
    "~": "tilde",
    "$": "dollar",
    "<": "lt",
    ">": "gt",
    "\\": "setminus",
    "*": "ast",
    "/": "slash",
    "+": "plus",
}

_SIGN = re.compile(
    r"""
      (?<![^\W_]) [-_.,/+)]          # what can begin markup
    | [-_/] (?![^\W_])              # what can end it
    | [.,+)] (?! [^\W_] | \s | \Z)  # but for punctuation and DeepLabv3+
    | [!-(*:-@\[-^`{-~]             # all others of ASCII
    """,
    re.VERBOSE,
)
"""Signs that could mean something in one of the languages that have HTML's references."""

_ESCAPES: dict[str, Callable[[str], str]] = {
    "asciidoc": partial(_with_references, apart="|"),
    "github": markdown.escape,
    "jira": partial(_with_references, apart="|*[]{}"),
    "latex_raw": latex.escape,
    "mediawiki": _with_entities,
    "moinmoin": _with_entities,
    "orgtbl": _org,
    "pipe": markdown.escape,
    "rst": _restructured_text,
    "textile": _with_entities,
    "unsafehtml": html.escape,
    "youtrack": partial(_with_references, apart="|"),
}
