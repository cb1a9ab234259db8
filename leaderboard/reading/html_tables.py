"""The tables of an HTML page as sheets: what people see in their cells, and where it stands."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.reading import limits
from leaderboard.reading.around import Block, contexts, paragraph
from leaderboard.reading.header import beyond, joined, stacked
from leaderboard.reading.limits import MOST_COLUMNS
from leaderboard.reading.sheet import HEADER, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from leaderboard.reading.sheet import Link, Sheet, Words

    Node = Any

_HEADINGS = {"title": 0, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LIKE_HEADING = re.compile(r"(?:card|panel|box|section|table)[-_]?(?:header|heading|title)\b", re.IGNORECASE)
"""Classes of what is a heading by its looks only: ``<div class="card-header">``."""
_LOWEST = 7
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer"),
    *("nav", "aside", "details", "summary", "blockquote", "figure", "figcaption", "center", "form", "body"),
    *("pre", "hr", "table", "caption", "tr", "td", "th", *_HEADINGS),
}
_UNSEEN = {"script", "style", "template", "noscript", "svg", "#comment", "!doctype"}
_BOLD = {"b", "strong", "summary"}
_AROUND_BOLD = " \t\r\n:.,;"
_RAISED = {"sup", "sub"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

_WIDEST = 1000
"""Columns that a cell spans at most, as in browsers."""

_MOST_HEADERS = 4
"""Rows of a header at most, where only what the cells of the first one span tells their number."""


class _Cell(NamedTuple):
    """What people see of a cell, and where its links lead."""

    text: str = ""
    links: tuple[Link, ...] = ()


class _Row(NamedTuple):
    """A row, in which what spans several columns stands in each of them."""

    line: int
    cells: list[_Cell]
    is_title: bool
    """Whether it is one cell over several columns."""
    in_header: bool
    depth: int
    """How many rows its deepest cell spans."""


def html_sheets(path: Path, html: str, line: Callable[[int], int] = int) -> list[Sheet]:
    """Find the tables of a page.

    Args:
        path: The file, for messages.
        html: The page, or a part of one.
        line: Gives the line of the file in which a line of *html* stands.

    Raises:
        DataError: A table is too large.
    """
    from justhtml import JustHTML

    blocks, tables = [], []
    room = limits.most_cells(len(html))
    for block, table in _blocks(JustHTML(html, sanitize=False, track_node_locations=True).root):
        if table is None:
            blocks.append(block)
        elif rows := _rows(path, table, line, room):
            room -= sum(len(row.cells) for row in rows)
            above = len(list(takewhile(lambda row: row.is_title, rows[:-1])))
            captions = [_caption(table), *(row.cells[0].text for row in reversed(rows[:above]))]
            blocks.append(block._replace(text=" ".join(filter(None, captions))))
            tables.append(rows[above:])
    return [_sheet(rows, words) for rows, words in zip(tables, contexts(blocks), strict=True)]


def _walk(root: Node, *, into_tables: bool = True) -> Iterator[tuple[bool, Node]]:
    """Give what stands in a node: texts, and elements when they begin (true) and when they end."""
    waiting = [(True, child) for child in reversed(root.children)]
    while waiting:
        begins, node = waiting.pop()
        if node.name in _UNSEEN or (node.name == "table" and not into_tables):
            continue
        yield begins, node
        if begins and node.name != "#text":
            waiting.append((False, node))
            waiting.extend((True, child) for child in reversed(node.children))


class _Text:
    """Gathers the text of a paragraph, and whether all of it is bold."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._plain, self._bold = False, 0

    def take(self, node: Node, *, begins: bool) -> None:
        if node.name == "#text":
            self._pieces.append(node.data)
            self._plain = self._plain or (not self._bold and bool(node.data.strip(_AROUND_BOLD)))
        elif node.name in {"img", "br"} and begins:
            self._pieces.append(node.attrs.get("alt") or " ")
            self._plain = self._plain or (not self._bold and node.name == "img")
        elif node.name in _BOLD:
            self._bold += 1 if begins else -1

    def taken(self) -> tuple[str, bool]:
        """Return the text, and whether it is bold, and begin anew."""
        found = _flat(self._pieces), not self._plain
        self._pieces, self._plain = [], False
        return found


def _blocks(root: Node) -> Iterator[tuple[Block, Node | None]]:
    """Give the blocks of a page, and of a table its node; within tables only titles and tables count."""
    paragraph_of, level, depth = _Text(), -1, 0
    for begins, node in _walk(root):
        if node.name in _BLOCKS:
            text, bold = paragraph_of.taken()
            if node.name == "pre" and not begins:
                yield Block("other"), None
            elif text and level >= 0:
                yield Block("heading", text, level), None
            elif text and not depth:
                yield paragraph(text, bold=bold), None
        paragraph_of.take(node, begins=begins)
        if node.name in _HEADINGS:
            level = _HEADINGS[node.name] if begins else -1
        elif node.name == "div" and not depth and _LIKE_HEADING.search(node.attrs.get("class") or ""):
            level = _LOWEST if begins else -1
        elif node.name == "table":
            depth += 1 if begins else -1
            if begins:
                yield Block("table"), node


def _caption(table: Node) -> str:
    return " ".join(_cell(child).text for child in table.children if child.name == "caption")


def _rows(path: Path, table: Node, line: Callable[[int], int], room: int) -> list[_Row]:
    """Return the rows of a table in which something stands; there is *room* for so many cells.

    Raises:
        DataError: They are too large.
    """
    rows, count = [], 0
    for section in table.children:
        spanned: dict[int, tuple[int, _Cell]] = {}
        for tr in (one for one in section.children or () if one.name == "tr"):
            cells = [cell for cell in tr.children if cell.name in {"td", "th"}]
            begins = line(next((node.origin_line for node in (tr, *cells) if node.origin_line), 1))
            is_title = len(cells) == 1 and not spanned and _span(cells[0], "colspan") > 1
            row = [_cell(cells[0])] if is_title else _spread(cells, spanned)
            count += len(row)
            if len(row) > limits.most(MOST_COLUMNS) or count > room:
                raise limits.too_many_cells(path, line=begins)
            in_header = section.name == "thead" or {cell.name for cell in cells} == {"th"}
            depth = max((_span(cell, "rowspan") for cell in cells), default=1)
            if any(cell.text for cell in row):
                rows.append(_Row(begins, row, is_title, in_header, depth))
    return rows


def _spread(cells: Sequence[Node], spanned: dict[int, tuple[int, _Cell]]) -> list[_Cell]:
    """Put cells into every column that they span; *spanned* are those that reach down from rows above."""
    row: list[_Cell] = []
    below: dict[int, tuple[int, _Cell]] = {}
    for node in (*cells, None):
        while len(row) in spanned or (node is None and any(column > len(row) for column in spanned)):
            left, cell = spanned.pop(len(row), (0, _Cell()))
            if left > 1:
                below[len(row)] = left - 1, cell
            row.append(cell)
        if node is not None and len(row) <= limits.most(MOST_COLUMNS):
            cell = _cell(node)
            for _ in range(_span(node, "colspan")):
                if (rows := _span(node, "rowspan")) > 1:
                    below[len(row)] = rows - 1, cell
                row.append(cell)
    spanned.update(below)
    return row


def _span(cell: Node, name: str) -> int:
    text = (cell.attrs.get(name) or "").strip()
    return min(max(int(text), 1), _WIDEST) if text.isdecimal() and len(text) < len(str(_WIDEST)) + 1 else 1


def _sheet(rows: list[_Row], words: tuple[Words, ...]) -> Sheet:
    number = len(list(takewhile(lambda row: row.in_header, rows)))
    if number in {0, len(rows)}:
        number = 1
    number = max(number, min(rows[0].depth, _MOST_HEADERS, len(rows) - 1))
    header = stacked([[cell.text for cell in row.cells] for row in rows[:number]])
    body = [[cell.text for cell in row.cells] for row in rows[number:]]
    header, more = joined(header, body)
    below = rows[number + more :]
    lines = [row.line for row in below]
    return sheet_of(
        header,
        body[more:],
        line=lambda row: rows[0].line if row == HEADER else lines[row],
        context=words,
        links={
            (number, column): cell.links
            for number, row in enumerate(below)
            for column, cell in enumerate(row.cells)
            if cell.links
        },
        loose=tuple(beyond(body[more:], len(header), lines.__getitem__)),
    )


def _cell(node: Node) -> _Cell:
    """Read a cell; tables within it are read on their own."""
    pieces: list[str] = []
    links: list[Link] = []
    raised, before, begun = None, pieces, 0
    for begins, one in _walk(node, into_tables=False):
        name = one.name
        if name == "#text":
            pieces.append(one.data)
        elif name in {"img", "br"}:
            pieces.append((one.attrs.get("alt") or " ") if begins else "")
        elif name in _BLOCKS:
            pieces.append(" ")
        elif name == "a" and begins:
            begun = len(pieces)
        elif name == "a" and (address := one.attrs.get("href")) and not address.startswith("#"):
            links.append((_flat(pieces[begun:]), address))
        elif name in _RAISED and begins and raised is None:
            raised, before, pieces = one, pieces, []
        elif one is raised:
            before.append(_beside(_last(before), _flat(pieces), name))
            raised, pieces = None, before
    text = _flat(pieces)
    if not links and "://" in text:
        links = [("", url.rstrip(").,;")) for url in _ADDRESS.findall(text)]
    return _Cell(text, tuple(links))


def _flat(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


def _last(pieces: Sequence[str]) -> str:
    """Return the last two characters of a text in pieces."""
    end = ""
    for piece in reversed(pieces):
        end = piece[-2:] + end
        if len(end) > 1:
            break
    return end[-2:]


def _beside(before: str, raised: str, tag: str) -> str:
    """Write what is raised or lowered beside what it follows.

    81.2<sup>1</sup> is not 81.21, but a number with a footnote; AP<sub>50</sub> and R<sup>2</sup>
    are names, and so are AP<sup>box</sup> and AP<sub>val</sub>, of two words.
    """
    if not before.strip() or not raised:
        return raised
    if raised[0] == "±":
        return f" {raised}"
    if not before[-1:].isalpha():
        return f"[{raised}]"
    if len(raised) > 1 and raised[:2].isalpha():
        return f" {raised}"
    is_name = tag == "sub" or (raised == "2" and not before[:-1].strip())
    return raised if is_name else f"[{raised}]"
