"""Markdown as HTML that knows from which lines it comes."""

from __future__ import annotations

import re
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_DELIMITERS = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
_BEFORE_ROW = re.compile(r"[\s>]*+\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n?|\n")

_SWALLOWS = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)\b)", re.IGNORECASE
)
"""Tags that would hide what follows; GitHub shows them as text."""


class Page(NamedTuple):
    """A Markdown file as HTML."""

    html: str
    lines: list[int]
    """The line of the file from which each line of the HTML comes."""
    loose: list[tuple[int, str]]
    """Lines of the file that look like parts of tables and are none, and what is wrong with them."""

    def line(self, number: int) -> int:
        """Return the line of the file from which a line of the HTML comes, both from 1."""
        return self.lines[number - 1]


def rendered(text: str) -> Page:
    """Make HTML of Markdown as GitHub does: tables in code and in comments are none."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    source = _without_front_matter(_LINE_END.split(text))
    environment: dict[str, object] = {}
    tokens = markdown.parse("\n".join(source), environment)
    pieces: list[str] = []
    lines: list[int] = []
    begins = 0
    for token in tokens:
        begins = token.map[0] if token.map else begins
        for one in (token, *(token.children or ())):
            if one.type.startswith("html_"):
                one.content = _SWALLOWS.sub("&lt;", one.content)
        some = markdown.renderer.render([token], markdown.options, environment).rstrip("\n").split("\n")
        pieces += some
        lines += [begins + 1 + (line if token.type == "html_block" else 0) for line in range(len(some))]
    return Page("\n".join(pieces), lines, list(_loose(tokens, source)))


def _without_front_matter(lines: list[str]) -> list[str]:
    """Empty the lines in which YAML describes the file, above the text."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=2):
            if line.rstrip() in {"---", "..."}:
                return [""] * number + lines[number:]
    return lines


def _loose(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Find what was meant for a table, or for a part of one."""
    width, end = 0, -1
    for token, inside in pairwise(tokens):
        begins = token.map[0] if token.map else -1
        if token.type == "table_open":
            width, end = 0, token.map[1] if token.map else -1
        elif token.type == "th_open":
            width += 1
        elif token.type == "tr_open" and width and (cells := _beyond(source[begins], width)):
            yield begins + 1, f"{quoted(cells)} stands beyond the last column"
        elif token.type == "paragraph_open":
            yield from _in_paragraph(inside.content.split("\n"), begins, goes_on=begins == end)


def _beyond(line: str, width: int) -> str:
    """Return what stands on a line behind so many cells."""
    begin = _BEFORE_ROW.match(line)
    cells = _PIPE.split(line[begin.end() if begin else 0 :])
    return " ".join(filter(None, (cell.strip() for cell in cells[width:])))


def _in_paragraph(lines: Sequence[str], begins: int, *, goes_on: bool) -> Iterator[tuple[int, str]]:
    """Find lines of tables in a paragraph; *goes_on* if it stands right behind a table."""
    for (above, line), number in zip(pairwise(["", *lines]), count(begins), strict=False):
        if "|" in line and "|" in above and _DELIMITERS.fullmatch(line):
            yield number, "no table, since the header has not as many cells as the line of dashes below it"
        elif goes_on and "|" in line:
            yield number + 1, "a row that is no part of its table, which lacks too many cells"
