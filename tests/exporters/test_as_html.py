from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from awkward import AWKWARD, LINK, any_text
from hypothesis import given

from leaderboard import exporters
from leaderboard.exporters import html
from leaderboard.table import Cell, Column, Fact, Table, visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def parse(page: str) -> Element:
    """Parse a page, and raise at the slightest offence against the standard."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(page)
    return root


def texts(root: Element, tag: str) -> list[str]:
    """Return what a reader sees in each element."""
    return ["".join(element.itertext()) for element in root.iter(tag)]


def test_a_page_stands_alone(board: Table) -> None:
    """The page says what it is, fits phones, and needs neither scripts nor other files."""
    page = exporters.get("html").render([board])

    root = parse(page)
    assert page.startswith("<!doctype html>\n")
    assert texts(root, "title") == ["Cityscapes test · mIoU (%)"]
    assert [element.attrib for element in root.iter("meta")] == [
        {"charset": "utf-8"},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "generator", "content": "leaderboard"},
    ]
    assert not list(root.iter("script"))
    assert not list(root.iter("link"))


def test_rows_have_marks_and_links(board: Table) -> None:
    """The best is bold, the second underlined, names lead to papers."""
    page = exporters.get("html").render([board])

    root = parse(page)
    assert texts(root, "b") == ["82.70"]
    assert texts(root, "u") == ["82.3"]
    assert '<a href="https://arxiv.org/abs/1809.04184" rel="noopener">DPC</a>' in page


def test_numbers_line_up_without_a_change_of_their_text(board: Table) -> None:
    """What a number lacks behind its point is style; the text of the cell stays the number."""
    page = exporters.get("html").render([board])

    assert '<td class="number" data-lacking="0 (64.2)"><u>82.3</u></td>' not in page
    assert '<td class="number" data-lacking=" (64.2)"><u>82.3</u></td>' in page
    assert '<td class="number">65.0 (64.2)</td>' in page
    assert '<td class="number"></td>' in page


def test_columns_are_set_as_they_ask(board: Table) -> None:
    """Text that wraps and text on the right have classes; plain text has none."""
    page = exporters.get("html").render([board])
    column = Column("a", "A", align="right", wraps=True)
    right = exporters.get("html").render([Table("", (column,), ((Cell("a long text " * 4),),))])

    assert '<th scope="col">Network</th>' in page
    assert '<th scope="col">Tags</th>' in page  # it may wrap, and is too short to do so
    assert '<th scope="col" class="right wraps">A</th>' in right


def test_awkward_texts_come_back_as_typed(awkward: Table) -> None:
    """An HTML parser sees the texts everywhere, and no element of theirs."""
    root = parse(exporters.get("html").render([awkward]))

    shown = [visible(text) for text in AWKWARD]
    assert texts(root, "td")[::2] == [*shown, ""]
    assert texts(root, "td")[1::2] == [*shown, "no link"]
    assert texts(root, "h1") == texts(root, "title") == [visible(awkward.title)]
    assert texts(root, "dd") == texts(root, "p") == shown
    assert {link.attrib["href"] for link in root.iter("a")} == {LINK}


@given(text=any_text)
def test_any_text_comes_back_as_typed(text: str) -> None:
    """No text breaks out of its element or attribute."""
    cells = (Cell(text, mark="best"), Cell(f"1{text}"), Cell("2"))
    columns = (Column("a"), Column("b", align="number"), Column("c", align="number"))
    table = Table(f"T{text}", columns, (cells,), facts=(Fact("Fact", Cell(text)),), notes=(text,))

    root = parse(exporters.get("html").render([table]))

    shown = visible(text)
    assert texts(root, "td") == [shown, f"1{shown}", "2"]
    assert texts(root, "h1") == [f"T{shown}"]
    assert texts(root, "dd") == texts(root, "p") == [shown]


@pytest.mark.parametrize("tables", [[], [Table("", (), ())]])
def test_a_page_without_a_title_has_one_nevertheless(tables: list[Table]) -> None:
    """The standard wants a title that is not empty."""
    root = parse(exporters.get("html").render(tables))

    assert texts(root, "title") == ["Leaderboard"]


def test_the_name_is_the_head_of_its_row(board: Table) -> None:
    """Who hears a cell of the table hears of which network it is."""
    root = parse(exporters.get("html").render([board]))

    heads = [element for element in root.iter("th") if element.get("scope") == "row"]
    assert ["".join(head.itertext()) for head in heads] == [
        cell.text
        for row in board.rows
        for cell, column in zip(row, board.columns, strict=True)
        if column.key == "network"
    ]


def test_cells_can_lead_elsewhere_in_a_site() -> None:
    """A site has pages of its own for what leads to papers on a page that stands alone."""
    table = Table("", (Column("network", "Network"),), ((Cell("A<b>", url="https://a.example"),),))

    lines = html.markup(
        table, caption="B & C", leads=lambda _, key, cell: f"../{key}/{len(cell.text)}.html", rows=[' id="a"']
    )

    assert "".join(lines) == (
        "<table><caption>B &amp; C</caption>"
        '<thead><tr><th scope="col">Network</th></tr></thead><tbody>'
        '<tr id="a"><th scope="row"><a href="../network/4.html">A&lt;b&gt;</a></th></tr></tbody></table>'
    )
