"""HTML: a page that stands alone, to send around or to publish."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from leaderboard.exporters import _documents, _numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Column, Fact, Table

HOLDS: Holds = "document"
SUFFIXES = (".html", ".htm")
STAMP = '<meta name="generator" content="leaderboard">'

_MARKS = {"": "{}", "best": "<b>{}</b>", "second": "<u>{}</u>"}

# What a number lacks behind its decimal point (see _numbers.lacking) follows it
# invisibly, so that points line up while the text of the cell stays the number.
_STYLE = """\
:root {
  color-scheme: light dark;
  --line: light-dark(#d8dee4, #30363d);
  --faint: light-dark(#59636e, #9198a1);
  --accent: light-dark(#0b57d0, #8ab4f8);
  --best: light-dark(#116329, #56d364);
}
body {
  margin: 2.5rem auto;
  padding: 0 1.25rem;
  max-width: max-content;
  font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1f2328, #e6edf3);
  background: light-dark(#fff, #0d1117);
}
section + section { margin-top: 3.5rem }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; overflow-wrap: anywhere }
a { color: var(--accent); text-decoration: none }
a:hover, a:focus-visible { text-decoration: underline }
b, b a { color: var(--best) }
u { text-underline-offset: .2em }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 1.25rem 0 }
dt, p { color: var(--faint) }
dd { margin: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .4rem .75rem; text-align: left; vertical-align: top }
td { white-space: nowrap }
th { border-bottom: 2px solid var(--line); font-size: .875rem; color: var(--faint); vertical-align: bottom }
td { border-bottom: 1px solid var(--line) }
tbody tr:hover { background: light-dark(#f6f8fa, #161b22) }
.right, .number { text-align: right }
.number[data-lacking]::after { content: attr(data-lacking); visibility: hidden }
.wraps { min-width: 16rem; white-space: normal; overflow-wrap: anywhere }
p { margin: .75rem 0 0; font-size: .875rem }
@media (min-width: 60rem) {
  .scroll { overflow: visible }
  thead th { position: sticky; top: 0; background: light-dark(#fff, #0d1117) }
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
    return _PAGE.format(stamp=STAMP, title=escape(title), style=_STYLE, body=body)


def is_earlier_edition(old: str, new: str) -> bool:  # noqa: ARG001 - the stamp says it all
    """Say whether the head of the page names this program as its generator."""
    return STAMP in old.partition("</head>")[0]


def _section(table: Table) -> Iterator[str]:
    yield "<section>"
    if table.title:
        yield f"<h1>{escape(table.title)}</h1>"
    yield from _facts(table.facts)
    if table.columns:
        yield from ('<div class="scroll">', "<table>", *_rows(table), "</table>", "</div>")
    yield from _facts(table.sources)
    yield from (f"<p>{escape(note)}</p>" for note in table.notes)
    yield "</section>"


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield from ("<dl>", *map(_fact, facts), "</dl>")


def _fact(fact: Fact) -> str:
    return f"<dt>{escape(fact.label)}</dt><dd>{_content(fact.cell)}</dd>"


def _rows(table: Table) -> Iterator[str]:
    cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    classes = [_class(column, those) for column, those in zip(table.columns, cells, strict=True)]
    heads = (
        f'<th scope="col"{style}>{escape(column.title)}</th>'
        for column, style in zip(table.columns, classes, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    columns = map(_cells, table.columns, cells, classes)
    yield from (f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    yield "</tbody>"


def _cells(column: Column, cells: Sequence[Cell], style: str) -> Iterable[str]:
    if column.align != "number":
        return [f"<td{style}>{_content(cell)}</td>" for cell in cells]
    lacking = _numbers.lacking([cell.text for cell in cells], [cell.signs for cell in cells])
    return [
        f"<td{style}{_lacks(rest)}>{_content(cell)}</td>" for cell, rest in zip(cells, lacking, strict=True)
    ]


def _class(column: Column, cells: Sequence[Cell]) -> str:
    classes = [column.align] * (column.align != "left") + ["wraps"] * _documents.wraps(column, cells)
    return f' class="{" ".join(classes)}"' if classes else ""


def _lacks(rest: str) -> str:
    return f' data-lacking="{escape(rest)}"' if rest else ""


def _content(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.url:
        text = f'<a href="{escape(cell.url)}" rel="noopener">{text}</a>'
    return _MARKS[cell.mark].format(text) + escape(cell.signs) if text else ""
