from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from awkward import AWKWARD, any_text
from hypothesis import given
from pylatexenc import latex2text, latexwalker
from pylatexenc.macrospec import MacroSpec

from leaderboard import exporters
from leaderboard.errors import UsageError
from leaderboard.exporters import latex
from leaderboard.table import Cell, Column, Table, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

SPELLINGS = {
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "`": "`",
    "allowbreak": "",
    "checkmark": "✓",
    "footnotesize": "",
    "phantom": "",
    "centering": "",
}


def walker(source: str) -> latexwalker.LatexWalker:
    """Read LaTeX strictly: every brace and environment must be closed."""
    known = latexwalker.get_default_latex_context_db()
    known.add_context_category("packages", [MacroSpec("href", "{{"), MacroSpec("phantom", "{")], prepend=True)
    return latexwalker.LatexWalker(source, latex_context=known, tolerant_parsing=False)


def plain(nodes: list[Any]) -> str:
    """Return what a reader of the printed page sees."""
    known = latex2text.get_default_latex_context_db()
    spelled = [latex2text.MacroTextSpec(name, text, discard=False) for name, text in SPELLINGS.items()]
    known.add_context_category(
        "packages", [*spelled, latex2text.MacroTextSpec("href", "%(2)s")], prepend=True
    )
    reader = latex2text.LatexNodes2Text(latex_context=known, math_mode="text", strict_latex_spaces=True)
    return " ".join(reader.nodelist_to_text(nodes).split())


def environments(nodes: list[Any], name: str) -> Iterator[Any]:
    """Return the environments of one name, wherever they are."""
    for node in nodes:
        if node.isNodeType(latexwalker.LatexEnvironmentNode):
            if node.environmentname == name:
                yield node
            yield from environments(node.nodelist, name)


def rows(source: str) -> list[list[str]]:
    """Return the cells of all tabulars, the heads among them."""
    nodes, _, _ = walker(source).get_latex_nodes()
    found: list[list[str]] = []
    for tabular in environments(nodes, "tabular"):
        row: list[str] = []
        cell: list[Any] = []
        for node in tabular.nodelist:
            ends_row = node.isNodeType(latexwalker.LatexMacroNode) and node.macroname == "\\"
            if ends_row:
                # An argument would be a name that was taken for one.
                assert node.nodeargd.argnlist == [None, None]
            if ends_row or (node.isNodeType(latexwalker.LatexSpecialsNode) and node.specials_chars == "&"):
                row.append(plain(cell))
                cell = []
            else:
                cell.append(node)
            if ends_row:
                found.append(row)
                row = []
    return found


def one_spaced(text: str) -> str:
    """Return the text as TeX sets it: with one space where there are several."""
    return " ".join(visible(text).split())


def test_a_table_for_a_paper(board: Table) -> None:
    """The packages are named, the best is bold, the second underlined, and points line up."""
    text = exporters.get("latex").render([board.without(["network", "code"])])

    assert (
        text
        == r"""% made by leaderboard
% \usepackage{booktabs}
% \usepackage[hidelinks]{hyperref}

\begin{table}
  \centering
  \caption{Cityscapes test $\cdot$ mIoU (\%)}
  \label{tab:cityscapes-test-miou}
  {\footnotesize Split: test\par}
  {\footnotesize Paper: \href{https://example.org/c}{Cityscapes}\par}
  \smallskip
  \begin{tabular}{@{}rrrl@{}}
    \toprule
    \#           & mIoU                              & Gap     & Tags            \\
    \midrule
    1\phantom{=} & \textbf{82.70}\phantom{(64.2)}    &         & search, encoder \\
    2=           & \underline{82.3}\phantom{ (64.2)} & $-$0.4  &                 \\
    3\phantom{=} & 65.0 (64.2)                       & $-$17.7 & real-time       \\
    \bottomrule
  \end{tabular}
  \par\smallskip
  {\footnotesize 3 of 22 networks\par}
\end{table}
"""
    )


def test_awkward_texts_come_back_as_typed(awkward: Table) -> None:
    """A LaTeX parser sees the texts, and as many cells as there are."""
    source = exporters.get("latex").render([awkward])

    shown = [one_spaced(text) for text in AWKWARD]
    assert rows(source) == [
        ["[Text] #_%", "*Link*"],
        *([text, text] for text in shown),
        ["", "no link"],
    ]


def test_awkward_text_around_the_rows_comes_back_as_typed(awkward: Table) -> None:
    """Title, facts and notes are text, and never commands."""
    source = exporters.get("latex").render([awkward])

    nodes, _, _ = walker(source).get_latex_nodes()
    float_ = next(environments(nodes, "table"))
    lines = [plain([node]) for node in float_.nodelist if node.isNodeType(latexwalker.LatexGroupNode)]
    shown = [one_spaced(text) for text in AWKWARD]
    assert lines == [
        visible(awkward.title),
        *(f"Fact: {text}" for text in shown),
        *shown,
    ]


@given(text=any_text)
def test_any_text_is_one_cell(text: str) -> None:
    """No text breaks out of its cell, or takes a command with it."""
    table = Table("", (Column("a", "A"), Column("b", "B")), ((Cell(text), Cell("end")),))

    source = exporters.get("latex").render([table])

    assert [row[1] for row in rows(source)] == ["B", "end"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("\N{MINUS SIGN}0.4", "$-$0.4"),
        ("✓", r"\checkmark{}"),
        ("a--b", "a-{}-b"),
        ("a---b", "a-{}-{}-b"),
        ("''", "'{}'"),
        ("≥ 80", r"$\geq$ 80"),
        ("DeepLabv3+", "DeepLabv3+"),
        ("naïve", "naïve"),
        ("中文", "中文"),
    ],
)
def test_signs_are_written_as_tex_knows_them(text: str, source: str) -> None:
    """Signs that pdflatex lacks become commands, dashes stay apart, and letters stay as they are."""
    assert latex.escape(text) == source


@pytest.mark.parametrize("start", ["[bold]", "*star"])
def test_a_row_may_begin_with_a_bracket_or_a_star(start: str) -> None:
    """The end of the row before does not take them for an argument of its own."""
    table = Table("", (Column("a", start),), ((Cell(start),),))

    source = exporters.get("latex").render([table])

    assert source.count("    {}" + start) == 2


def test_addresses_survive_as_arguments() -> None:
    """What is special is escaped or percent-encoded, so that hyperref gets the address."""
    cell = Cell("x", url="https://example.org/a_b%20c?d=1&e={f}^~\\#g")

    source = exporters.get("latex").render([Table("", (Column("a"),), ((cell,),))])

    assert r"\href{https://example.org/a\_b\%20c?d=1\&e=\%7Bf\%7D\%5E~\%5C\#g}{x}" in source


@pytest.mark.parametrize(("text", "said"), [("中文", True), ("Ω-Net", True), ("naïve “x” … ✓ ≥", False)])
def test_letters_beyond_pdflatex_are_announced(text: str, said: bool) -> None:  # noqa: FBT001
    """A comment says when the table needs an engine that knows all letters."""
    source = exporters.get("latex").render([Table("", (Column("a"),), ((Cell(text),),))])

    assert ("xelatex" in source) is said


def test_a_table_too_long_for_a_page_is_broken() -> None:
    """Its head stands on each page; forty rows still fit on one."""
    rows = tuple((Cell(f"Net {number}"),) for number in range(41))

    long, short = (
        exporters.get("latex").render([Table("All", (Column("network", "Network"),), those, notes=("all",))])
        for those in (rows, rows[:40])
    )

    assert r"\begin{longtable}{@{}l@{}}" in long
    assert r"    \caption{All} \label{tab:all} \\" in long
    assert long.count(r"    \endhead") == 1
    assert r"% \usepackage{longtable}" in long
    assert r"\begin{table}" not in long
    assert "longtable" not in short


def test_a_long_title_above_numbers_is_stacked() -> None:
    """The numbers below are narrow, and a page is not wide."""
    columns = (Column("name", "A long title of names"), Column("score", "PASCAL VOC [2012]", align="number"))

    text = exporters.get("latex").render([Table("", columns, ())])

    assert r"A long title of names & \shortstack[r]{PASCAL \\ VOC \\ {}[2012]} \\" in text


def letters_of(*columns: Column, rows: int = 1, text: str = "text " * 30) -> str:
    """Return how the columns of a table are set whose texts are all the same."""
    table = Table("", columns, ((Cell(text.strip()),) * len(columns),) * rows)
    return exporters.get("latex").render([table]).partition(r"{tabular}")[2].partition("\n")[0]


def test_texts_are_as_wide_as_they_are_where_there_is_room() -> None:
    """Nothing is stretched over the line, and nothing is smaller than it need be."""
    source = exporters.get("latex").render([Table("", (Column("a", "A"),), ((Cell("short"),),))])

    assert letters_of(Column("a"), Column("b"), text="short") == "{@{}ll@{}}"
    assert "footnotesize" not in source
    assert "tabcolsep" not in source


def test_long_texts_share_the_line() -> None:
    """They are broken between words, and numbers never."""
    (one, two) = re.findall(
        r"p\{([\d.]+)em\}", letters_of(Column("a"), Column("n", align="number"), Column("b"))
    )

    assert abs(float(one) - float(two)) < 0.2
    assert 10 < float(one) + float(two) < 26.5


@pytest.mark.parametrize(("columns", "kind"), [(5, "table"), (6, "table*")])
def test_a_table_of_many_columns_is_as_wide_as_the_page(columns: int, kind: str) -> None:
    """Others stand in one column of it."""
    table = Table("", tuple(Column(f"c{number}", "C") for number in range(columns)), ())

    source = exporters.get("latex").render([table])

    assert rf"\begin{{{kind}}}" in source
    assert rf"\end{{{kind}}}" in source


def test_what_is_expendable_is_left_out_where_there_is_no_room_and_said() -> None:
    """The most expendable first."""
    columns = (
        Column("network", "Network"),
        *(Column(f"e{number}", f"E{number}", expendable=number) for number in (1, 2, 3)),
    )
    long = Cell("Averyverylongword")

    source = exporters.get("latex").render([Table("", columns, ((long,) * 4,))])

    assert "left out for width: E2, E3" in source
    assert "Network" in source
    assert "E1 " in source


def test_what_cannot_be_narrower_is_smaller_or_lies_on_its_side() -> None:
    """Numbers are neither broken nor left out."""
    columns = tuple(Column(f"n{number}", f"{number}", align="number") for number in range(14))
    row = (Cell(82.125, "82.1250"),) * 14

    short, long = (exporters.get("latex").render([Table("", columns, (row,) * rows)]) for rows in (1, 50))

    assert r"\resizebox{\linewidth}{!}{\begin{tabular}" in short
    assert r"% \usepackage{graphicx}" in short
    assert r"\begin{landscape}" in long
    assert r"% \usepackage{pdflscape}" in long


def test_labels_are_made_of_titles_and_differ() -> None:
    """Two tables of one title can both be referred to."""
    tables = [Table(title, (Column("a"),), ()) for title in ("A·B c", "A·B c", "–")]

    source = exporters.get("latex").render(tables)

    assert re.findall(r"\\label\{(.*?)\}", source) == ["tab:a-b-c", "tab:a-b-c-2"]


def test_what_only_leads_elsewhere_is_not_printed() -> None:
    """A tick that is a link says nothing on paper, and who is cited needs no link."""
    columns = (Column("network", "Network"), Column("code", "Code", view="screen"))
    row = (Cell("A", url="https://a.example/", cite="a2020"), Cell("✓", url="https://a.example/code"))

    source = exporters.get("latex").render([Table("", columns, (row,))])

    assert r"A~\cite{a2020}" in source
    assert "href" not in source
    assert "Code" not in source


def test_a_document_stands_alone() -> None:
    """Its preamble has what the table needs; only LaTeX is asked for one."""
    table = Table("T", (Column("a"),), ((Cell("x", url="https://a.example/"),),))

    source = exporters.get("latex").standalone().render([table])

    assert source.startswith(latex.STAMP + "\n\\documentclass")
    assert "\n\\usepackage{booktabs}\n" in source
    assert source.index("hyperref") < source.index(r"\begin{document}") < source.index(r"\begin{table}")
    assert source.endswith("\\end{document}\n")
    with pytest.raises(UsageError, match=r"^--standalone is for latex, not for csv$"):
        exporters.get("csv").standalone()
