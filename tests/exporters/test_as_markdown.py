from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from awkward import AWKWARD, LINK, any_text
from hypothesis import given
from markdown_it import MarkdownIt

from leaderboard import exporters
from leaderboard.exporters import markdown
from leaderboard.table import Cell, Column, Fact, Table, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


def parse(text: str) -> list[Token]:
    """Parse the way GitHub does: CommonMark with tables and deletions, and HTML let through."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def blocks(text: str, kind: str) -> list[str]:
    """Return what a reader sees in each paragraph, cell, … of a kind."""
    tokens = parse(text)
    return [
        seen(inline)
        for before, inline in pairwise(tokens)
        if before.type == f"{kind}_open" and inline.type == "inline"
    ]


def seen(inline: Token) -> str:
    """Return the text without its emphasis, links and tags."""
    return "".join(child.content for child in inline.children or () if child.type != "html_inline")


def links(text: str) -> Iterator[str]:
    """Return where the links lead."""
    for token in parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


def test_a_table_with_marks_and_links(board: Table) -> None:
    """The source is aligned, the best bold, the second underlined, names lead to papers."""
    text = exporters.get("markdown").render([board.without(["gap", "tags", "code"])])

    assert text == (
        "**Cityscapes test · mIoU (%)**\n"
        "\n"
        "- **Split**: test\n"
        "- **Paper**: [Cityscapes](https://example.org/c)\n"
        "\n"
        "|   # | Network                                 |           mIoU |\n"
        "|----:|:----------------------------------------|---------------:|\n"
        "|  1  | [DPC](https://arxiv.org/abs/1809.04184) |  **82.70**     |\n"
        "|  2= | GFF                                     | <u>82.3</u>    |\n"
        "|  3  | FCN-8s                                  |    65.0 (64.2) |\n"
        "\n"
        "3 of 22 networks\n"
    )


def test_awkward_cells_come_back_as_typed(awkward: Table) -> None:
    """A Markdown parser sees the texts, and as many cells as there are."""
    text = exporters.get("markdown").render([awkward])

    cells = blocks(text, "td")
    assert cells[::2] == [*map(visible, AWKWARD), ""]
    assert cells[1::2] == [*map(visible, AWKWARD), "no link"]
    assert blocks(text, "th") == ["[Text] #_%", "*Link*"]


def test_awkward_text_around_the_rows_comes_back_as_typed(awkward: Table) -> None:
    """Title, facts and notes are text, and never headings, lists or code."""
    text = exporters.get("markdown").render([awkward])

    shown = [visible(text) for text in AWKWARD]
    assert blocks(text, "paragraph") == [visible(awkward.title), *(f"Fact: {text}" for text in shown), *shown]


def test_links_lead_where_they_should(awkward: Table) -> None:
    """Brackets and ampersands of addresses survive, as they are or percent-encoded."""
    text = exporters.get("markdown").render([awkward])

    assert set(links(text)) == {"https://example.org/a_b/%20%28c%29?x=1&copy;=2#~d"}
    assert "(c)" in LINK


@given(text=any_text)
def test_any_text_comes_back_as_typed(text: str) -> None:
    """No text breaks out of its place, but for spaces around it, which Markdown drops."""
    cells = (Cell(text), Cell(text, mark="best", url=LINK), Cell(text, mark="second"), Cell("end"))
    columns = tuple(map(Column, "abcd"))
    table = Table(text, columns, (cells,), facts=(Fact("Fact", Cell(text)),), notes=(text, "end"))

    rendered = exporters.get("markdown").render([table])

    shown = visible(text).strip()
    assert blocks(rendered, "td") == [shown, shown, shown, "end"]
    paragraphs = [shown, f"Fact: {shown}".strip(), shown, "end"]
    assert blocks(rendered, "paragraph") == [text for text in paragraphs if text]


@pytest.mark.parametrize(
    "text", ["DeepLabv3+", "FCN-8s", "snake_case", "AT&T", "C:\\dir", "82.7 (81.2)", "#1", "a > b", "中文"]
)
def test_ordinary_text_is_not_escaped(text: str) -> None:
    """The source stays readable where nothing needs a backslash."""
    assert markdown.escape(text) == text


@pytest.mark.parametrize(
    ("note", "source"),
    [
        ("# heading", "\\# heading"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("12. item", "12\\. item"),
        ("1) item", "1\\) item"),
        ("> quotation", "\\> quotation"),
        ("---", "\\---"),
        ("22 networks", "22 networks"),
    ],
)
def test_notes_are_paragraphs(note: str, source: str) -> None:
    """What would begin a list, a heading, a quotation or a rule is escaped, and nothing else."""
    text = exporters.get("markdown").render([Table("", (), (), notes=(note,))])

    assert text == f"{source}\n"


def test_wide_characters_line_up_in_the_source() -> None:
    """Chinese characters take two places of an editor."""
    table = Table("", (Column("a", "Network"),), ((Cell("中文网络"),), (Cell("DPC"),)))

    text = exporters.get("markdown").render([table])

    assert text.splitlines()[2:] == ["| 中文网络  |", "| DPC       |"]


def test_files_begin_with_the_mark_and_pages_do_not(board: Table) -> None:
    """A table that goes into a README is not marked; a file is, in a comment."""
    exporter = exporters.get("markdown")
    text = exporter.render([board])

    assert exporter.stamped(text) == f"<!-- made by leaderboard -->\n\n{text}"
    assert "<!--" not in text
