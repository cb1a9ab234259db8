"""LaTeX: a floating table for a paper, ruled by booktabs; one that is too long for a page is broken.

Tables over several pages are those of the longtable package, which need a single column.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING
from urllib.parse import quote

from leaderboard.exporters import _documents, _editions, _numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Column, Fact, Table

HOLDS: Holds = "document"
SUFFIXES = (".tex",)
STAMP = "% made by leaderboard"

is_earlier_edition = _editions.begins_with(STAMP)

_COMMANDS = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        '"': r"\textquotedbl{}",
        "\N{MIDDLE DOT}": r"\textperiodcentered{}",
        "\N{HORIZONTAL ELLIPSIS}": r"\dots{}",
        "\N{EN DASH}": r"\textendash{}",
        "\N{EM DASH}": r"\textemdash{}",
        "\N{CHECK MARK}": r"\checkmark{}",
        "\N{BLACK DIAMOND}": r"$\blacklozenge$",
        "\N{DAGGER}": r"\textdagger{}",
        "\N{DOUBLE DAGGER}": r"\textdaggerdbl{}",
        "\N{MINUS SIGN}": "$-$",
        "\N{PLUS-MINUS SIGN}": r"$\pm$",
        "\N{MULTIPLICATION SIGN}": r"$\times$",
        "\N{LESS-THAN OR EQUAL TO}": r"$\leq$",
        "\N{GREATER-THAN OR EQUAL TO}": r"$\geq$",
        "\N{ALMOST EQUAL TO}": r"$\approx$",
        "\N{RIGHTWARDS ARROW}": r"$\rightarrow$",
    }
)

_LIGATURE = re.compile("(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
"""Between signs that TeX would join: ``--`` is a dash, ``''`` and ``,,`` are quotation marks."""

_NEEDS = (
    ("", r"\usepackage{booktabs}"),
    (r"{longtable}", r"\usepackage{longtable}"),
    (r"\textquotedbl", r"\usepackage[T1]{fontenc}"),
    (r"\checkmark", r"\usepackage{amssymb}"),
    (r"\blacklozenge", r"\usepackage{amssymb}"),
    (r"\href", r"\usepackage{hyperref}"),
)
"""What stands in the text, and what the preamble needs for it."""

_BEYOND_PDFLATEX = re.compile("[^\x00-\u017f\u2018-\u201d]")
"""What pdflatex does not know without further packages."""

_ON_A_PAGE = 40
"""So many rows fit, with what stands around them."""
_STACKED = 10
"""In characters: a title above numbers that is longer is broken between words."""

_MARKS = {"": "{}", "best": r"\textbf{{{}}}", "second": r"\underline{{{}}}"}


def render(tables: Sequence[Table]) -> str:
    """Return one ``table`` or ``longtable`` per table, below comments that say which packages they need."""
    floats = "\n".join("\n".join(_lines(_documents.seen(table))) + "\n" for table in tables)
    return "\n".join([STAMP, *_preamble(floats)]) + f"\n\n{floats}" if floats else ""


def escape(text: str) -> str:
    """Return the LaTeX that reads as *text*; letters of any script stay as they are."""
    return _LIGATURE.sub("{}", text.translate(_COMMANDS))


def without_arguments(row: str) -> str:
    r"""Begin a row, or each of several lines, so that the end of the one before takes nothing from it.

    Behind a rule, and behind ``\\\\``, a bracket or a star would be their argument.
    """
    return re.sub(r"^(?=[ \t]*[\[*])", "{}", row, flags=re.MULTILINE)


def _preamble(floats: str) -> Iterator[str]:
    for sign, package in _NEEDS:
        if sign in floats:
            yield f"% {package}"
    if _BEYOND_PDFLATEX.search(floats):
        yield "% compile with xelatex or lualatex, and a font that has all the characters"


def _lines(table: Table) -> Iterator[str]:
    if len(table.rows) > _ON_A_PAGE:
        yield r"\begingroup"
        yield r"  \footnotesize"
        yield from map(_fact, table.facts)
        yield from _longtable(table)
        yield from _below(table)
        yield r"\endgroup"
        return
    yield r"\begin{table}"
    yield r"  \centering"
    if table.title:
        yield rf"  \caption{{{escape(table.title)}}}"
    yield from map(_fact, table.facts)
    if table.columns:
        yield r"  \smallskip"
        yield from _tabular(table)
        yield r"  \par\smallskip"
    yield from _below(table)
    yield r"\end{table}"


def _below(table: Table) -> Iterator[str]:
    yield from map(_fact, table.sources)
    for note in table.notes:
        yield rf"  {{\footnotesize {escape(note)}\par}}"


def _fact(fact: Fact) -> str:
    return rf"  {{\footnotesize {escape(fact.label)}: {_cell(fact.cell)}\par}}"


def _tabular(table: Table) -> Iterator[str]:
    head, *body = _rows(table)
    yield rf"  \begin{{tabular}}{{{_letters(table)}}}"
    yield r"    \toprule"
    yield f"    {head}"
    yield r"    \midrule"
    yield from (f"    {row}" for row in body)
    yield r"    \bottomrule"
    yield r"  \end{tabular}"


def _longtable(table: Table) -> Iterator[str]:
    """Return a table whose head stands on each of its pages."""
    head, *body = _rows(table)
    yield rf"  \begin{{longtable}}{{{_letters(table)}}}"
    if table.title:
        yield rf"    \caption{{{escape(table.title)}}} \\"
    yield r"    \toprule"
    yield f"    {head}"
    yield r"    \midrule"
    yield r"    \endhead"
    yield r"    \bottomrule"
    yield r"    \endfoot"
    yield from (f"    {row}" for row in body)
    yield r"  \end{longtable}"


def _letters(table: Table) -> str:
    """Return how each column is set; those of long texts share the larger part of the line."""
    wrapped = [
        _documents.wraps(column, [row[place] for row in table.rows])
        for place, column in enumerate(table.columns)
    ]
    share = {1: ".4", 2: ".3"}.get(sum(wrapped), ".2")
    return "".join(
        rf"p{{{share}\linewidth}}" if wraps else "l" if column.align == "left" else "r"
        for column, wraps in zip(table.columns, wrapped, strict=True)
    )


def _rows(table: Table) -> Iterator[str]:
    """Return the head and the rows of a table, lined up so that the source can be read."""
    columns = [list(_column(table, place)) for place in range(len(table.columns))]
    widths = [max(map(len, texts)) for texts in columns]
    for row in zip(*columns, strict=True):
        line = " & ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield without_arguments(line) + r" \\"


def _column(table: Table, place: int) -> Iterator[str]:
    column = table.columns[place]
    cells = [row[place] for row in table.rows]
    yield _title(column)
    if column.align != "number":
        yield from map(_cell, cells)
        return
    for cell, rest in zip(
        cells, _numbers.lacking([cell.text for cell in cells], [cell.signs for cell in cells]), strict=True
    ):
        yield _cell(cell) + (rf"\phantom{{{escape(rest)}}}" if rest else "")


def _title(column: Column) -> str:
    """Return the title; above numbers, which are narrow, a long one is stacked."""
    lines = textwrap.wrap(column.title, _STACKED) if column.align == "number" else []
    if len(lines) <= 1:
        return escape(column.title)
    stack = r" \\ ".join(without_arguments(escape(line)) for line in lines)
    return rf"\shortstack[r]{{{stack}}}"


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    if not text:
        return ""
    if cell.url:
        text = rf"\href{{{_address(cell.url)}}}{{{text}}}"
    cited = rf"~\cite{{{cell.cite}}}" if cell.cite else ""
    return _MARKS[cell.mark].format(text) + escape(cell.signs) + cited


def _address(url: str) -> str:
    """Return the address so that it survives being an argument of other commands.

    What hyperref cannot take even behind a backslash is percent-encoded.
    """
    return re.sub("[%#&_]", r"\\\g<0>", quote(url, safe="%#&:/?[]@!'()*+,;=-._"))
