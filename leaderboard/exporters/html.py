"""HTML: a page that stands alone, to send around or to publish.

The tables of the published site are drawn here, too: :func:`markup`, and :data:`STYLE` for it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from leaderboard.exporters import _documents, _editions, _numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Column, Fact, Table

HOLDS: Holds = "document"
SUFFIXES = (".html", ".htm")
STAMP = '<meta name="generator" content="leaderboard">'

_TITLE = re.compile("<title>(.*)</title>")
_MARKS = {"": "{}", "best": "<b>{}</b>", "second": "<u>{}</u>"}

_NAMES = ("network", "title", "dataset")
"""The columns that say what a row is about; the one that stands first is the head of the rows."""

# What a number lacks behind its decimal point (see _numbers.lacking) follows it
# invisibly, so that points line up while the text of the cell stays the number.
STYLE = """\
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6edf3);
  --ground: light-dark(#fff, #0d1117);
  --raised: light-dark(#f6f8fa, #161b22);
  --line: light-dark(#d8dee4, #30363d);
  --faint: light-dark(#59636e, #9198a1);
  --accent: light-dark(#0b57d0, #8ab4f8);
  --best: light-dark(#116329, #56d364);
}
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground) }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; overflow-wrap: anywhere }
a { color: var(--accent); text-decoration: none }
a:hover, a:focus-visible { text-decoration: underline }
b, b a { color: var(--best) }
u { text-underline-offset: .2em }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 1.25rem 0 }
dt, .note { color: var(--faint) }
dd { margin: 0; overflow-wrap: anywhere }
.note { margin: .75rem 0 0; font-size: .875rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .4rem .75rem; text-align: left; vertical-align: top; white-space: nowrap }
thead th { border-bottom: 2px solid var(--line); font-size: .875rem; color: var(--faint) }
thead th { vertical-align: bottom }
tbody th { font-weight: inherit }
tbody th, td { border-bottom: 1px solid var(--line) }
tbody tr:hover { background: var(--raised) }
.right, .number { text-align: right }
.number[data-lacking]::after { content: attr(data-lacking); visibility: hidden }
.wraps { min-width: 16rem; white-space: normal; overflow-wrap: anywhere }
"""
"""How a table looks, in light and dark."""

_PAGE_STYLE = """\
body { margin: 2.5rem auto; padding: 0 1.25rem; max-width: max-content }
section + section { margin-top: 3.5rem }
@media (min-width: 60rem) {
  .scroll { overflow: visible }
  thead th { position: sticky; top: 0; background: var(--ground) }
}
"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{stamp}
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
{body}</body>
</html>
"""


def render(tables: Sequence[Table]) -> str:
    """Return one page with a section for each table; its title is that of the first."""
    title = next((table.title for table in tables if table.title), "Leaderboard")
    lines = [line for table in tables for line in _section(_documents.seen(table))]
    body = "".join(f"{line}\n" for line in lines)
    return _PAGE.format(stamp=STAMP, title=escape(title), style=STYLE + _PAGE_STYLE, body=body)


_CELL = "white-space:{space};text-align:{align};padding:.25em .7em;border-bottom:1px solid #8884"
_HEAD = "white-space:nowrap;text-align:{align};padding:.25em .7em;border-bottom:2px solid #8888"
_BESIDE = "margin:.5em 0;max-width:60em;opacity:.75;font-size:.9em"
"""The style of cells and notes where no stylesheet can be: gray shows on a light and on a dark ground."""


def fragment(tables: Sequence[Table]) -> str:
    """Return the tables as a part of somebody else's page, such as a notebook.

    It needs no stylesheet, and makes sense where even its style is taken away: what is bold or a link is
    so by its elements, and what lines up numbers is no digit.
    """
    return "".join(f"{line}\n" for table in tables for line in _part(_documents.seen(table)))


def _part(table: Table) -> Iterator[str]:
    yield '<div style="overflow-x:auto">'
    if table.title:
        yield f'<p style="margin:.5em 0"><strong>{escape(table.title)}</strong></p>'
    yield from (f'<div style="{_BESIDE}">{_inline_fact(fact)}</div>' for fact in table.facts)
    if table.columns:
        yield '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums">'
        yield from _inline_rows(table)
        yield "</table>"
    beside = [*map(_inline_fact, table.sources), *map(escape, table.notes)]
    yield from (f'<div style="{_BESIDE}">{line}</div>' for line in ["<br>".join(beside)] if beside)
    yield "</div>"


def _inline_fact(fact: Fact) -> str:
    return f"{escape(fact.label)}: {_content(fact.cell, fact.cell.url)}"


def _inline_rows(table: Table) -> Iterator[str]:
    aligns = ["left" if column.align == "left" else "right" for column in table.columns]
    styles = [
        _CELL.format(align=align, space="normal" if column.wraps else "nowrap")
        for align, column in zip(aligns, table.columns, strict=True)
    ]
    heads = (
        f'<th align="{align}" style="{_HEAD.format(align=align)}">{escape(column.title)}</th>'
        for column, align in zip(table.columns, aligns, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    columns = [
        [
            f'<td align="{align}" style="{style}">{_content(cell, cell.url)}{rest}</td>'
            for cell, rest in zip(cells, _filled(column, cells), strict=True)
        ]
        for column, cells, align, style in zip(table.columns, _by_column(table), aligns, styles, strict=True)
    ]
    yield from (f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    yield "</tbody>"


def _by_column(table: Table) -> list[list[Cell]]:
    return [[row[place] for row in table.rows] for place in range(len(table.columns))]


def _filled(column: Column, cells: Sequence[Cell]) -> Iterable[str]:
    """Return the spaces behind numbers that line up their decimal points."""
    if column.align != "number":
        return [""] * len(cells)
    lacking = _numbers.lacking([cell.text for cell in cells], [cell.signs for cell in cells])
    return ["".join(_space(character) for character in rest) for rest in lacking]


def _space(character: str) -> str:
    return "\N{PUNCTUATION SPACE}" if character in ".," else "\N{FIGURE SPACE}"


def is_earlier_edition(old: str, new: str) -> bool:
    """Say whether the head of the page names this program as its generator, and has the same title."""
    return STAMP in old.partition("</head>")[0] and _editions.has_same(_TITLE, old, new)


def markup(
    table: Table,
    *,
    attributes: str = "",
    caption: str = "",
    leads: Callable[[int, str, Cell], str] | None = None,
    rows: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the lines of a table element.

    Args:
        table: Its columns and rows, all of which are drawn.
        attributes: Those of the element, escaped, each with a space before it.
        caption: What stands above it, for those who do not see the page.
        leads: Says where a cell leads instead of to its own address, given the number of its row,
            the key of its column and the cell; an address within the same site, which is taken as it is.
        rows: The attributes of each row, likewise.
    """
    yield f"<table{attributes}>"
    if caption:
        yield f"<caption>{escape(caption)}</caption>"
    yield from _rows(table, leads, rows)
    yield "</table>"


def facts(those: Sequence[Fact]) -> Iterator[str]:
    """Yield the lines of a list of facts, if there are any."""
    if those:
        yield from ("<dl>", *map(_fact, those), "</dl>")


def _section(table: Table) -> Iterator[str]:
    yield "<section>"
    if table.title:
        yield f"<h1>{escape(table.title)}</h1>"
    yield from facts(table.facts)
    if table.columns:
        yield from ('<div class="scroll">', *markup(table), "</div>")
    yield from facts(table.sources)
    yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)
    yield "</section>"


def _fact(fact: Fact) -> str:
    return f"<dt>{escape(fact.label)}</dt><dd>{_content(fact.cell, fact.cell.url)}</dd>"


def _rows(
    table: Table, leads: Callable[[int, str, Cell], str] | None, attributes: Sequence[str]
) -> Iterator[str]:
    cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    classes = [_class(column, those) for column, those in zip(table.columns, cells, strict=True)]
    heads = (
        f'<th scope="col"{style}>{escape(column.title)}</th>'
        for column, style in zip(table.columns, classes, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    keys = [column.key for column in table.columns]
    head = next((key for key in keys if key in _NAMES), "")
    columns = [
        _cells(column, those, style, leads, is_head=column.key == head)
        for column, those, style in zip(table.columns, cells, classes, strict=True)
    ]
    for number, row in enumerate(zip(*columns, strict=True)):
        yield f"<tr{attributes[number] if attributes else ''}>{''.join(row)}</tr>"
    yield "</tbody>"


def _cells(
    column: Column,
    cells: Sequence[Cell],
    style: str,
    leads: Callable[[int, str, Cell], str] | None,
    *,
    is_head: bool,
) -> Iterable[str]:
    tag, scope = ("th", ' scope="row"') if is_head else ("td", "")
    inside = [leads(number, column.key, cell) if leads else "" for number, cell in enumerate(cells)]
    contents = [_content(cell, address or cell.url) for cell, address in zip(cells, inside, strict=True)]
    if column.align != "number":
        return [f"<{tag}{scope}{style}>{content}</{tag}>" for content in contents]
    lacking = _numbers.lacking([cell.text for cell in cells], [cell.signs for cell in cells])
    return [
        f"<{tag}{scope}{style}{_lacks(rest)}>{content}</{tag}>"
        for content, rest in zip(contents, lacking, strict=True)
    ]


def _class(column: Column, cells: Sequence[Cell]) -> str:
    classes = [column.align] * (column.align != "left") + ["wraps"] * _documents.wraps(column, cells)
    return f' class="{" ".join(classes)}"' if classes else ""


def _lacks(rest: str) -> str:
    return f' data-lacking="{escape(rest)}"' if rest else ""


def _content(cell: Cell, address: str) -> str:
    text = escape(cell.text)
    if address and text:
        rel = ' rel="noopener"' if address == cell.url else ""
        text = f'<a href="{escape(address)}"{rel}>{text}</a>'
    return _MARKS[cell.mark].format(text) + escape(cell.signs) if text else ""
