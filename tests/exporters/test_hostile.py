"""What strangers write into a table does nothing, in whatever format it leaves the program.

The languages were tried with their own parsers: Asciidoctor, docutils, and pandoc for Org, Jira,
MediaWiki and LaTeX. Here it is seen that what would mean something there stands in no cell.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hostile import HOSTILE
from markdown_it import MarkdownIt
from pylatexenc import latexwalker

from leaderboard import exporters
from leaderboard.errors import UsageError
from leaderboard.table import Cell, Column, Table, printable, visible

every_format = pytest.mark.parametrize("name", exporters.all_names())


def written(name: str, text: str) -> str:
    """Return the line of a table that holds a *text* in its first column."""
    table = Table("", (Column("a", "H"), Column("b", "K")), ((Cell(text), Cell("the end")),))
    return next(line for line in exporters.get(name).render([table]).splitlines() if "the end" in line)


@every_format
def test_no_line_is_a_command_of_a_ci_system(name: str, hostile: Table) -> None:
    """GitHub reads commands behind spaces, too, and old ones anywhere in a line."""
    text = exporters.get(name).render([hostile])

    assert [line for line in re.split("[\r\n\x85\u2028\u2029]", text) if line.lstrip().startswith("::")] == []
    if name not in {"csv", "tsv"}:  # which have no way to write it otherwise
        assert not re.search(r"##\w*\[", text)


@every_format
def test_nothing_steers_a_terminal_or_cannot_be_encoded(name: str, hostile: Table) -> None:
    """Neither control characters, nor what turns the direction of writing, nor half a character."""
    text = exporters.get(name).render([hostile])

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", text)
    text.encode()


@pytest.mark.parametrize(
    "name",
    [
        *("html", "unsafehtml", "json", "markdown", "github", "pipe"),
        *("asciidoc", "jira", "mediawiki", "moinmoin", "textile", "youtrack"),
    ],
)
def test_no_tag_of_the_data_passes_where_a_page_would_read_it(name: str, hostile: Table) -> None:
    """JSON stands in pages, too, and Markdown has a backslash before the sign."""
    text = exporters.get(name).render([hostile])

    assert not re.search(r"(?<!\\)</?(script|b>|!-- x|!\[CDATA)", text)


def test_html_holds_no_element_but_ours(hostile: Table) -> None:
    """As a browser reads it, strictly."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)

    page = parser.parse(exporters.get("html").render([hostile]))

    assert {element.tag for element in page.find("body").iter()} == {
        *("body", "section", "h1", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td", "p")
    }
    assert [cell.text for cell in page.iter("td")][1::3] == list(map(visible, HOSTILE))


def test_the_html_of_tabulate_is_well_formed(hostile: Table) -> None:
    """Even as XML."""
    table = ET.fromstring(exporters.get("unsafehtml").render([hostile]))  # noqa: S314 - our own

    assert {element.tag for element in table.iter()} == {"table", "thead", "tbody", "tr", "th", "td"}


def test_json_comes_back_as_it_was(hostile: Table) -> None:
    """Whatever else its text is kept from doing."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    rows = json.loads(exporters.get("json").render([hostile]), parse_constant=refuse)

    assert [row["text"] for row in rows] == list(map(printable, HOSTILE))
    assert list(rows[0])[2:-1] == list(map(printable, HOSTILE))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_comes_back_as_it_was(name: str, delimiter: str, hostile: Table) -> None:
    """Names are data, and what would calculate elsewhere stays as it is."""
    text = exporters.get(name).render([hostile])

    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    assert head[2:-1] == list(map(printable, HOSTILE))
    assert [row[1] for row in rows] == list(map(printable, HOSTILE))
    assert rows[0][2:-1] == list(map(printable, HOSTILE))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a, -b", "a,' -b"),
        ("'=1", "'=1"),
        ("U-Net", "U-Net"),
        ("DeepLabv3+", "DeepLabv3+"),
        ("a = b", "a = b"),
        ("\t=1", r"\t=1"),
    ],
)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_spreadsheets_can_be_kept_from_calculating(name: str, text: str, safe: str) -> None:
    """Where a cell begins, or would where a spreadsheet divides lines at other signs; and in titles."""
    table = Table("", (Column("n"), Column(text)), ((Cell(-0.4, "-0.4"), Cell(text)),))

    written = exporters.get(name).for_spreadsheets().render([table])

    delimiter = {"csv": ",", "tsv": "\t"}[name]
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True))
    assert rows == [["n", safe], ["-0.4", safe]]


def test_lists_are_kept_from_calculating_name_by_name() -> None:
    """A spreadsheet may divide at the semicolon."""
    table = Table("", (Column("n"),), ((Cell(("=1", "b", "-2")),),))

    assert exporters.get("csv").for_spreadsheets().render([table]) == "n\n'=1;b;'-2\n"


@pytest.mark.parametrize("name", [name for name in exporters.all_names() if name not in {"csv", "tsv"}])
def test_other_formats_are_not_for_spreadsheets(name: str) -> None:
    """Who asks for it is told, since nothing would be different."""
    with pytest.raises(UsageError, match=f"^--spreadsheet-safe is for csv and tsv, not for {name}$"):
        exporters.get(name).for_spreadsheets()


@pytest.mark.parametrize("name", ["markdown", "pipe", "github"])
def test_markdown_holds_text_and_nothing_else(name: str, hostile: Table) -> None:
    """No cell, note or title has an element in it but those of the table."""
    source = exporters.get(name).render([replace(hostile, columns=hostile.columns)])

    kinds = {
        child.type
        for token in MarkdownIt("commonmark").enable("table").parse(source)
        for child in token.children or ()
    }

    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}


@pytest.mark.parametrize("name", ["latex", "latex_raw", "latex_booktabs", "latex_longtable"])
def test_latex_holds_no_command_of_the_data(name: str, hostile: Table) -> None:
    """Read strictly, it is made of our commands alone, and no row takes another for its argument."""
    source = exporters.get(name).render([hostile])
    found: set[str] = set()

    def visit(nodes: list[object]) -> None:
        for node in nodes:
            if isinstance(node, latexwalker.LatexMacroNode):
                found.add(node.macroname)
                if node.macroname == "\\" and node.nodeargd:
                    assert node.nodeargd.argnlist == [None, None]
            for inside in (
                getattr(node, "nodelist", None),
                getattr(node.nodeargd, "argnlist", None) if getattr(node, "nodeargd", None) else None,
            ):
                visit([one for one in inside or () if one])

    visit(latexwalker.LatexWalker(source, tolerant_parsing=False).get_latex_nodes()[0])

    assert {one for one in found if one.isalpha()} <= {
        *("caption", "centering", "smallskip", "par", "footnotesize", "linewidth", "shortstack", "phantom"),
        *("begingroup", "endgroup", "endhead", "endfoot", "hline", "label", "setlength", "tabcolsep"),
        *("allowbreak", "raggedright", "arraybackslash"),
        *("toprule", "midrule", "bottomrule", "textbackslash", "textasciitilde", "textasciicircum"),
        *("textless", "textgreater", "textbar", "textasciigrave", "textquotedbl", "ensuremath"),
    }  # fmt: skip
    assert "^^" not in source


MEANS = {
    "asciidoc": r"(?<!\\)\||[\[\]{}`*^~<>:=]|(?<!\w)\+|&(?!#)|(?<!\w)[-_./]|[-_/](?!\w)",
    "jira": r"(?<!\\)[|*\[\]{}]|[!?^~<>:`=@%]|&(?!#)|(?<!\w)[-_+./]",
    "mediawiki": r"[\[\]{}`*^~<>:=|]|''|&(?!#|lt;|gt;|amp;)|(?<!\w)[-_/]",
    "moinmoin": r"[\[\]{}`*^~<>:=|]|''|&(?!#|lt;|gt;|amp;)|(?<!\w)[-_/]",
    "textile": r"[\[\]{}`*^~<>:=|@%!\"(]|&(?!#|lt;|gt;|amp;)|(?<!\w)[-_+/.]",
    "youtrack": r"(?<!\\)\||[\[\]{}`*^~<>:=]|&(?!#)|(?<!\w)[-_/]",
    "orgtbl": r"[\[@](?!\u200b|$)|[|=~$<>^]|\w_(?!\u200b)|\w:\S|\\(?!\w+\{\})|(?:^| )[*/+]",
    "rst": r"(?<!\\)[`|*@]|^\.\.|\w:[^\s:]|_(?!\w)(?<!\\_)",
}
"""What means something in a language, as a pattern for the text of a cell."""


@pytest.mark.parametrize("name", MEANS)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_means_something_in_the_language_of_a_format(name: str, text: str) -> None:
    """Signs are written in the way of each language that takes their meaning."""
    line = written(name, text).strip()

    cell = re.fullmatch(r"(?:\|\|?(?:<\.)?)? *(.*?) *(?:\|+(?:<\.)?)? +the end *(?:\|\|?)?", line)
    assert cell
    assert not re.search(MEANS[name], cell[1]), cell[1]


@pytest.mark.parametrize(
    ("name", "text", "cell"),
    [
        ("asciidoc", "DeepLabv3+ x.y, (z)", "DeepLabv3+ x.y, &#40;z)"),
        ("asciidoc", "<<a,b>>", "&#60;&#60;a,b&#62;&#62;"),
        ("jira", "!x.png!", "&#33;x.png&#33;"),
        ("mediawiki", "[[x]]", "&#91;&#91;x&#93;&#93;"),
        ("textile", '"x":y', "&#34;x&#34;&#58;y"),
        ("orgtbl", "=1+1", r"\equal{}1+1"),
        ("orgtbl", "U-Net a_b C:x", "U-Net a_\u200bb C\u200b:x"),
        ("rst", "javascript:x", r"javascript\:x"),
        ("rst", "x@y.example", r"x\@y.example"),
        ("rst", "==", r"\ =="),
        ("latex_booktabs", "[x]", "{} [x]"),
        ("plain", "::x", r"\x3a:x"),
        ("csv", "::x", '"::x"'),
    ],
)
def test_signs_are_written_so(name: str, text: str, cell: str) -> None:
    """To be seen by eye."""
    assert cell in written(name, text)
