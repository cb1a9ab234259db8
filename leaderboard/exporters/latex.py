"""LaTeX: a floating table for a paper, ruled by booktabs; one that is too long for a page is broken.

Tables over several pages are those of the longtable package, which need a single column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import quote

from leaderboard.exporters import _documents, _editions, _numbers, _widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.exporters import Holds
    from leaderboard.table import Cell, Column, Fact, Table

HOLDS: Holds = "document"
SUFFIXES = (".tex",)
STAMP = "% made by leaderboard"

is_earlier_edition = _editions.begins_with(STAMP, r"^ *\\caption\{(.*)\}")

_COMMANDS = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\`{}",
        '"': r"\textquotedbl{}",
        "\N{MIDDLE DOT}": r"$\cdot$",
        "\N{HORIZONTAL ELLIPSIS}": r"\dots{}",
        "\N{EN DASH}": r"\textendash{}",
        "\N{EM DASH}": r"\textemdash{}",
        "\N{CHECK MARK}": r"\checkmark{}",
        "\N{BLACK DIAMOND}": r"$\blacklozenge$",
        "\N{DAGGER}": r"$\dagger$",
        "\N{DOUBLE DAGGER}": r"$\ddagger$",
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

_NEEDS = {
    "booktabs": "",
    "longtable": r"\{longtable\}",
    "pdflscape": r"\{landscape\}",
    "array": r"\\arraybackslash",
    "graphicx": r"\\resizebox",
    "[T1]{fontenc}": r"\\textquotedbl",
    "lmodern": r"\\textquotedbl|[^\x00-\x7f]",  # without it, some letters are pictures
    "amssymb": r"\\checkmark|\\blacklozenge",
    "[hidelinks]{hyperref}": r"\\href",
}
"""What the preamble needs, and for what in the text (a regular expression)."""

_BEYOND_PDFLATEX = re.compile("[^\x00-\u017f\u2018-\u201d]")
"""What pdflatex does not know without further packages."""

_ON_A_PAGE = 40
"""So many rows fit, with what stands around them."""
_IN_A_COLUMN = 5
"""Columns of a table that stands in one column of a page; more take the whole width of it."""

_MARKS = {"": "{}", "best": r"\textbf{{{}}}", "second": r"\underline{{{}}}"}


def render(tables: Sequence[Table]) -> str:
    """Return one ``table`` or ``longtable`` per table, below comments that say which packages they need."""
    floats = _floats(tables)
    return (
        "\n".join([STAMP, *(f"% {line}" for line in _preamble(floats))]) + f"\n\n{floats}" if floats else ""
    )


def document(tables: Sequence[Table]) -> str:
    """Return a document that compiles, with the tables in it."""
    floats = _floats(tables)
    lines = [STAMP, r"\documentclass{article}", *_preamble(floats)]
    return "\n".join([*lines, r"\begin{document}", "", floats, r"\end{document}"]) + "\n"


def here(tables: Sequence[Table]) -> str:
    """Return the tables for the very place where they stand, such as below the cell of a notebook.

    What floats would go elsewhere, and what makes PDFs of notebooks takes captions away.
    """
    return "\n".join("\n".join(_in_place(_on_paper(table))) + "\n" for table in tables)


def _in_place(table: Table) -> Iterator[str]:
    title = rf"\textbf{{{escape(table.title)}}}\par" if table.title else ""
    if len(table.rows) > _ON_A_PAGE:
        yield from filter(None, [title])
        yield from _over_pages(replace(table, title=""), "")
        return
    layout = _widths.layout(table, _widths.PAGE)
    yield r"\begin{center}"
    yield from (f"  {line}" for line in filter(None, [title]))
    yield from _on_a_page(layout)
    yield r"\end{center}"


def _on_a_page(layout: _widths.Layout) -> Iterator[str]:
    """Return what stands below the title of a table: its facts, its rows and its notes."""
    yield from map(_fact, layout.table.facts)
    if layout.table.columns:
        yield r"  \smallskip"
        yield from _tabular(layout)
        yield r"  \par\smallskip"
    yield from _below(layout.table)


def _floats(tables: Sequence[Table]) -> str:
    labels: set[str] = set()
    return "\n".join("\n".join(_lines(_on_paper(table), labels)) + "\n" for table in tables)


def _on_paper(table: Table) -> Table:
    """Return what is printed: no columns in which nothing stands but links."""
    seen = _documents.seen(table)
    return seen.without(column.key for column in seen.columns if column.view == "screen")


def escape(text: str) -> str:
    """Return the LaTeX that reads as *text*; letters of any script stay as they are."""
    return _LIGATURE.sub("{}", text.translate(_COMMANDS))


def without_arguments(row: str) -> str:
    r"""Begin a row, or each of several lines, so that the end of the one before takes nothing from it.

    Behind a rule, and behind ``\\\\``, a bracket or a star would be their argument.
    """
    return re.sub(r"^(?=[ \t]*[\[*])", "{}", row, flags=re.MULTILINE)


def _preamble(floats: str) -> Iterator[str]:
    for package, sign in _NEEDS.items():
        if re.search(sign, floats):
            yield rf"\usepackage{package if '{' in package else f'{{{package}}}'}"
    if _BEYOND_PDFLATEX.search(floats):
        yield "% compile with xelatex or lualatex, and a font that has all the characters"


def _lines(table: Table, labels: set[str]) -> Iterator[str]:
    label = _label(table.title, labels)
    if len(table.rows) > _ON_A_PAGE:
        yield from _over_pages(table, label)
        return
    kind, room = ("table", _widths.COLUMN) if len(table.columns) <= _IN_A_COLUMN else ("table*", _widths.PAGE)
    layout = _widths.layout(table, room)
    yield rf"\begin{{{kind}}}"
    yield r"  \centering"
    yield from (f"  {line}" for line in _caption(table, label))
    yield from _on_a_page(layout)
    yield rf"\end{{{kind}}}"


def _over_pages(table: Table, label: str) -> Iterator[str]:
    """Return a table over several pages, which lie on their side if it does not fit otherwise."""
    layout = _widths.layout(table, _widths.PAGE)
    begin, end = r"\begingroup", r"\endgroup"
    if not layout.fits:
        layout = _widths.layout(table, _widths.TURNED)
        begin, end = r"\begin{landscape}", r"\end{landscape}"
    yield begin
    yield r"  \footnotesize"
    yield from map(_fact, table.facts)
    yield from _longtable(layout, label)
    yield from _below(layout.table)
    yield end


def _label(title: str, labels: set[str]) -> str:
    """Return a name for references that no other table has, made of the title."""
    plain = "-".join(re.findall("[a-z0-9]+", title.casefold()))
    names = chain([plain], (f"{plain}-{number}" for number in count(2)))
    name = next(name for name in names if name not in labels)
    labels.add(name)
    return name


def _caption(table: Table, label: str) -> Iterator[str]:
    if table.title:
        yield rf"\caption{{{escape(table.title)}}}"
        if label:
            yield rf"\label{{tab:{label}}}"


def _below(table: Table) -> Iterator[str]:
    yield from map(_fact, table.sources)
    for note in table.notes:
        yield rf"  {{\footnotesize {_breaking(note)}\par}}"


def _fact(fact: Fact) -> str:
    return rf"  {{\footnotesize {escape(fact.label)}: {_cell(fact.cell, breaks=True)}\par}}"


def _tabular(layout: _widths.Layout) -> Iterator[str]:
    head, *body = _rows(layout)
    opening, closing = ("", "") if layout.fits else (r"\resizebox{\linewidth}{!}{", "}")
    yield from (f"  {line}" for line in layout.before)
    yield rf"  {opening}\begin{{tabular}}{{{layout.letters}}}"
    yield r"    \toprule"
    yield f"    {head}"
    yield r"    \midrule"
    yield from (f"    {row}" for row in body)
    yield r"    \bottomrule"
    yield rf"  \end{{tabular}}{closing}"


def _longtable(layout: _widths.Layout, label: str) -> Iterator[str]:
    """Return a table whose head stands on each of its pages."""
    head, *body = _rows(layout)
    yield from (f"  {line}" for line in layout.before)
    yield rf"  \begin{{longtable}}{{{layout.letters}}}"
    caption = " ".join(_caption(layout.table, label))
    if caption:
        yield rf"    {caption} \\"
    yield r"    \toprule"
    yield f"    {head}"
    yield r"    \midrule"
    yield r"    \endhead"
    yield r"    \bottomrule"
    yield r"    \endfoot"
    yield from (f"    {row}" for row in body)
    yield r"  \end{longtable}"


def _rows(layout: _widths.Layout) -> Iterator[str]:
    """Return the head and the rows of a table, lined up so that the source can be read."""
    places = range(len(layout.table.columns))
    columns = [list(_column(layout.table, place, breaks=place in layout.broken)) for place in places]
    widths = [max(map(len, texts)) for texts in columns]
    for row in zip(*columns, strict=True):
        line = " & ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield without_arguments(line) + r" \\"


def _column(table: Table, place: int, *, breaks: bool) -> Iterator[str]:
    column = table.columns[place]
    cells = [row[place] for row in table.rows]
    yield _title(column)
    if column.align != "number":
        yield from (_cell(cell, breaks=breaks) for cell in cells)
        return
    for cell, rest in zip(
        cells, _numbers.lacking([cell.text for cell in cells], [cell.signs for cell in cells]), strict=True
    ):
        yield _cell(cell) + (rf"\phantom{{{escape(rest)}}}" if rest else "")


def _title(column: Column) -> str:
    lines = _widths.stack(column)
    if len(lines) <= 1:
        return escape(column.title)
    stack = r" \\ ".join(without_arguments(escape(line)) for line in lines)
    return rf"\shortstack[r]{{{stack}}}"


def _cell(cell: Cell, *, breaks: bool = False) -> str:
    """Write a cell; one that *breaks* may do so behind the signs in its words."""
    text = _breaking(cell.text) if breaks else escape(cell.text)
    if not text:
        return ""
    if cell.url and not cell.cite:
        text = rf"\href{{{_address(cell.url)}}}{{{text}}}"
    cited = rf"{' ' if breaks else '~'}\cite{{{cell.cite}}}" if cell.cite else ""
    return _MARKS[cell.mark].format(text) + escape(cell.signs) + cited


def _breaking(text: str) -> str:
    """Write a text whose words may be broken where :func:`_widths.parts` says so.

    Behind a hyphen TeX does so by itself.
    """
    marked = [r"\allowbreak{}".join(map(escape, _widths.parts(word))) for word in text.split(" ")]
    return " ".join(marked).replace(r"-\allowbreak{}", "-")


def _address(url: str) -> str:
    """Return the address so that it survives being an argument of other commands.

    What hyperref cannot take even behind a backslash is percent-encoded.
    """
    return re.sub("[%#&_]", r"\\\g<0>", quote(url, safe="%#&:/?[]@!'()*+,;=-._"))
