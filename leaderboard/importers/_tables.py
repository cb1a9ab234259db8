"""The tables of a Markdown file: what stands in their cells, and on which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_ADDRESS = re.compile(r"https?://\S+")
_ANCHOR = re.compile(r"""<a\s[^>]*href\s*=\s*["']?(?P<url>[^"'\s>]+)""", re.IGNORECASE)
_RAISED = re.compile(r"<\s*(?P<end>/?)\s*su[pb]\b", re.IGNORECASE)
_BREAK = re.compile(r"<\s*/?\s*(br|p|div|li|td|tr|hr)\b", re.IGNORECASE)
_BEFORE_ROW = re.compile(r"[\s>]*\|?")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Cell:
    """What people see of a cell, and where its links lead."""

    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of each."""


@dataclass(frozen=True)
class Row:
    """One row."""

    line: int
    cells: Sequence[Cell]
    beyond: str = ""
    """What stands beyond the columns of the header, and is no part of the table."""


@dataclass(frozen=True)
class MarkdownTable:
    """One table."""

    header: Row
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()
    """What it stands under, the nearest heading first."""


@dataclass
class Tables:
    """The tables of a file, and lines that look like parts of tables and are none."""

    tables: list[MarkdownTable] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    """Line and problem of each."""


def tables_of(text: str) -> Tables:
    """Find the tables in the text of a Markdown file.

    Tables are what GitHub takes for them: in code, in comments and in HTML there are none.
    """
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Cells are few beside the rest of the text: only they are looked at word by word.
    markdown.disable("inline")
    environment: dict[str, object] = {}
    tokens = markdown.parse(text, environment)
    reader = _Reader(markdown, environment, text.split("\n"))
    found = Tables()
    headings: dict[int, str] = {}
    rows: list[Row] = []
    end = -1
    for token, next_one in pairwise(tokens):
        begins = token.map[0] if token.map else 0
        if token.type == "heading_open":
            level = int(token.tag[1:])
            headings = {above: words for above, words in headings.items() if above < level}
            headings[level] = reader.cell(next_one.content).text
        elif token.type == "table_open":
            rows, end = [], token.map[1] if token.map else -1
            under = tuple(headings[level] for level in sorted(headings, reverse=True))
        elif token.type == "tr_open":
            cells: list[Cell] = []
            rows.append(Row(begins + 1, cells, reader.beyond(begins, len(rows[0].cells)) if rows else ""))
        elif token.type in {"th_open", "td_open"}:
            cells.append(reader.cell(next_one.content))
        elif token.type == "tbody_close" or (token.type == "thead_close" and next_one.type == "table_close"):
            found.tables.append(MarkdownTable(rows[0], tuple(rows[1:]), under))
        elif token.type == "paragraph_open":
            found.loose += _loose(next_one.content.split("\n"), begins, goes_on=begins == end)
    return found


@dataclass(frozen=True)
class _Reader:
    """Reads cells, with the references that the file defines."""

    markdown: MarkdownIt
    environment: dict[str, object]
    lines: Sequence[str]

    def cell(self, content: str) -> Cell:
        if content.isalnum():  # as most are
            return Cell(content)
        tokens: list[Token] = []
        self.markdown.inline.parse(content, self.markdown, self.environment, tokens)
        text, links = "", []
        address, began = "", 0
        for kind, said in _pieces(tokens):
            if kind == "open":
                address, began = said, len(text)
            elif kind == "close":
                if address:
                    links.append((" ".join(text[began:].split()), address))
                address = ""
            else:
                text += said
        text = " ".join(text.split())
        bare = [("", url.rstrip(").,;")) for url in _ADDRESS.findall(text) if not links]
        return Cell(text, (*links, *bare))

    def beyond(self, line: int, width: int) -> str:
        """Return what stands on a *line* behind so many cells."""
        source = self.lines[line] if line < len(self.lines) else ""
        begin = _BEFORE_ROW.match(source)
        cells = _PIPE.split(source[begin.end() if begin else 0 :])
        return " ".join(filter(None, (cell.strip() for cell in cells[width:])))


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Give the text of a cell piece by piece, and where links begin and end."""
    for token in tokens:
        if token.type == "link_open":
            yield "open", str(token.attrGet("href") or "")
        elif token.type == "link_close":
            yield "close", ""
        elif token.type == "html_inline":
            yield from _html(token.content)
        elif token.type in {"text", "code_inline", "text_special"}:
            yield "text", token.content
        elif token.type == "image":
            yield "text", "".join(said for kind, said in _pieces(token.children or ()) if kind == "text")
        elif token.type in {"softbreak", "hardbreak"}:
            yield "text", " "


def _html(tag: str) -> Iterator[tuple[str, str]]:
    if anchor := _ANCHOR.match(tag):
        yield "open", anchor["url"]
    elif tag.casefold().startswith("</a"):
        yield "close", ""
    elif raised := _RAISED.match(tag):
        # 81.2<sup>1</sup> is not 81.21.
        yield "text", "]" if raised["end"] else "["
    elif _BREAK.match(tag):
        yield "text", " "


def _loose(lines: Sequence[str], begins: int, *, goes_on: bool) -> Iterator[tuple[int, str]]:
    """Find what was meant for a table in a paragraph; *goes_on* if it stands right behind a table."""
    for number, line in enumerate(lines):
        if number and "|" in line and _DELIMITERS.fullmatch(line) and "|" in lines[number - 1]:
            yield (
                begins + number,
                "no table, since the header has not as many cells as the line of dashes below it",
            )
        elif goes_on and "|" in line:
            yield begins + number + 1, "a row that is no part of its table, which lacks too many cells"
