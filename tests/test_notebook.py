"""In a notebook: what a board and its answers show of themselves, and the worked notebook of the documents."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hostile import HOSTILE
from worked_notebook import executed, stored

from leaderboard import load
from leaderboard.errors import LeaderboardError
from leaderboard.exporters import html
from leaderboard.table import Cell, Column, Table

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard


class Page(HTMLParser):
    """The elements of a part of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words += [data.strip()] if data.strip() else []


# A board


def test_a_board_says_in_one_line_what_it_is(board: Leaderboard, write: Write) -> None:
    """Not all of its frames."""
    assert repr(board) == "<Leaderboard: 15 scores of 6 networks on 3 datasets>"
    assert (
        repr(load(write("network,dataset,miou\nA,d,70\n")))
        == "<Leaderboard: 1 score of 1 network on 1 dataset>"
    )


def test_a_board_shows_its_leaders(shipped: Leaderboard) -> None:
    """As the command does, with links."""
    page = Page(shipped._repr_html_())

    assert page.words[:2] == [repr(shipped).removeprefix("<Leaderboard: ").removesuffix(">"), "Leaders"]
    assert "VLTSeg" in page.words
    assert [tag for tag, _ in page.elements].count("a") > 5


def test_a_board_of_many_datasets_shows_the_first(write: Write) -> None:
    """And says how many there are."""
    rows = "".join(f"A,d{number},70\n" for number in range(50))
    page = Page(load(write(f"network,dataset,miou\n{rows}"))._repr_html_())

    assert [tag for tag, _ in page.elements].count("tr") == 21
    assert any(words.startswith("20 of 50 rows") for words in page.words)


# Views

ASKED: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("top", (), {}),
    ("top", ("cityscapes",), {"limit": 3, "since": 2019, "with_code": True}),
    ("show", ("DeepLabv3+", "PSPNet"), {}),
    ("compare", ("DeepLabv3+", "PSPNet"), {"all_datasets": True}),
    ("overall", (), {"datasets": "voc,cityscapes,ade", "limit": 3}),
    ("history", (), {}),
    ("history", ("camvid",), {}),
    ("tradeoff", ("cityscapes",), {"device": "1080"}),
    ("datasets", ("voc",), {}),
    ("papers", ("context",), {"limit": 3}),
]


@pytest.mark.parametrize(
    ("name", "words", "options"), ASKED, ids=[" ".join((name, *words)) for name, words, _ in ASKED]
)
def test_a_view_is_what_the_command_shows(
    shipped: Leaderboard, name: str, words: tuple[str, ...], options: dict[str, Any]
) -> None:
    """In every format that a notebook asks for, without hints at what to type."""
    shown = getattr(shipped.view, name)(*words, **options)

    assert shown.tables
    assert not [table.hints for table in shown.tables if table.hints]
    assert repr(shown) == shown.to("table").rstrip("\n")
    assert shown._repr_markdown_() == shown.to("markdown")
    assert r"\begin{tabular}" in shown._repr_latex_() or r"\begin{longtable}" in shown._repr_latex_()
    page = Page(shown._repr_html_())
    assert {tag for tag, _ in page.elements} <= set(
        "div p strong table thead tbody tr th td a b u br".split()
    )
    seen = shown.tables[0].seen_by("document")
    for cell in (cell for row in seen.rows for cell in row if cell.text and not cell.mark):
        assert f"{cell.text}{cell.signs}".split()[0] in " ".join(page.words)


def test_filters_are_those_of_the_command(shipped: Leaderboard) -> None:
    """A word alone stands for a list of one."""
    found = shipped.view.top("cityscapes", evidence="paper", since=2019)

    column = [column.key for column in found.tables[0].columns].index("evidence")
    assert {row[column].value for row in found.tables[0].rows} == {"paper"}


def test_what_a_command_does_not_know_is_an_error(shipped: Leaderboard) -> None:
    """As is what is not on the board."""
    with pytest.raises(TypeError, match="top has no option 'sinse'"):
        shipped.view.top("cityscapes", sinse=2019)
    with pytest.raises(LeaderboardError, match="did you mean 'cityscapes'"):
        shipped.view.top("citscapes")


# The markup


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """In titles, cells, heads and notes."""
    table = Table(text, (Column("a", text),), ((Cell(text, signs=text),),), notes=(text,))
    page = Page(html.fragment([table]))

    assert {tag for tag, _ in page.elements} <= set("div p strong table thead tbody tr th td".split())
    assert {name for _, attributes in page.elements for name in attributes} <= {"style", "align"}


def test_what_it_says_does_not_hang_on_its_style() -> None:
    """Links, bold and sides stay where a page takes styles away; what lines up numbers is no digit."""
    cells = (Cell(82.15, "82.15", "best"),), (Cell(9.0, "9", signs="†", url="https://a.example/"),), (Cell(),)
    written = html.fragment([Table("T", (Column("score", "Score", "number"),), cells)])
    bare = re.sub(r' style="[^"]*"', "", written)

    assert '<td align="right"><b>82.15</b>\N{FIGURE SPACE}</td>' in bare
    assert (
        '<a href="https://a.example/" rel="noopener">9</a>†\N{PUNCTUATION SPACE}\N{FIGURE SPACE}\N{FIGURE SPACE}</td>'
        in bare
    )
    assert '<td align="right"></td>' in bare
    assert "<style" not in written


def test_a_table_in_a_document_stands_where_it_is_asked_for(shipped: Leaderboard) -> None:
    """It does not float, and its title is no caption, which makers of PDFs take away; a long one is broken."""
    short, long = (shipped.view.top("cityscapes", limit=number)._repr_latex_() for number in (2, 50))

    assert short.startswith("\\begin{center}\n  \\textbf{Cityscapes test $\\cdot$ mIoU (\\%)}\\par\n")
    assert long.startswith("\\textbf{Cityscapes test $\\cdot$ mIoU (\\%)}\\par\n")
    assert r"\begin{longtable}" in long
    for text in (short, long, shipped._repr_latex_()):
        assert r"\begin{table" not in text
        assert r"\caption" not in text


def test_a_figure_shows_itself(shipped: Leaderboard) -> None:
    """Also where no notebook was told of matplotlib."""
    assert shipped.plot_top("camvid", limit=2)._repr_png_().startswith(b"\x89PNG")


# The worked notebook


@pytest.mark.apart
def test_the_worked_notebook_answers_what_stands_in_it() -> None:
    """It is run from the top; figures are not compared, which differ with matplotlib."""
    for library in ("nbclient", "ipykernel"):
        pytest.importorskip(library, reason=f"{library} is not installed, which runs notebooks")

    for before, after in zip(stored().cells, executed().cells, strict=True):
        assert _answers(after) == _answers(before), before["source"]


def _answers(cell: Any) -> list[Any]:
    """Return what a cell shows besides figures."""
    return [
        output.get("text")
        or {kind: text for kind, text in output["data"].items() if kind in {"text/html", "text/latex"}}
        for output in cell.get("outputs", ())
    ]


def test_the_worked_notebook_is_small() -> None:
    """Its answers are kept in git."""
    pytest.importorskip("nbformat", reason="nbformat is not installed, which reads notebooks")
    from worked_notebook import NOTEBOOK

    assert NOTEBOOK.stat().st_size < 400_000
    assert all(cell.get("outputs") for cell in stored().cells if cell["cell_type"] == "code")
