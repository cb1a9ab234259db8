from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from awkward import AWKWARD
from wcwidth import wcswidth

from leaderboard import exporters
from leaderboard.exporters import table as terminal
from leaderboard.table import Cell, Column, Fact, Note, Table, visible

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that draws tables on a terminal of some width."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def drawn(*tables: Table, width: int, color: bool = False) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        written = io.StringIO()
        terminal.draw(tables, written, color=color)
        return written.getvalue()

    return drawn


def test_the_table_as_text(board: Table) -> None:
    """Title, facts, rows and notes, lined up, without a line that ends in spaces."""
    text = exporters.get("table").render([board])

    assert text == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        " Split   test\n"
        " Paper   Cityscapes\n"
        "\n"
        "   #   Network          mIoU     Gap   Tags              Code\n"
        "  1    DPC       82.70                 search, encoder   ✓\n"
        "  2=   GFF       82.3           −0.4\n"
        "  3    FCN-8s    65.0 (64.2)   −17.7   real-time\n"
        "\n"
        " 3 of 22 networks\n"
    )


TITLES = (
    Column("title", "Title", wraps=True, legible=12, shortened=True),
    Column("network", "Network"),
)


def test_a_title_is_shortened_on_a_terminal_alone(draw: Callable[..., str]) -> None:
    """To what room there is; in a pipe it is whole, and so are names."""
    rows = ((Cell("Attention is all you need"), Cell("Transformer")), (Cell("Short"), Cell("S")))
    table = Table("", TITLES, rows)

    assert [line.rstrip() for line in draw(table, width=32).splitlines()] == [
        "  Title              Network",
        "  Attention is all…  Transformer",
        "  Short              S",
    ]
    assert "…" not in draw(table, width=80)
    assert "  Attention is all you need   Transformer\n" in exporters.get("table").render([table])


def test_what_is_for_terminals_with_room_is_nowhere_else(draw: Callable[..., str]) -> None:
    """It goes without a word before anything is broken, and stands in no document and no data."""
    columns = (Column("a", "A", wraps=True), Column("drawn", "Drawn", expendable=9, view="terminal"))
    table = Table("", columns, ((Cell("some words that wrap"), Cell(text="──●──")),))

    assert "──●──" in draw(table, width=40)
    assert draw(table, width=26) == "  A                   \n  some words that wrap\n"
    for name in exporters.names():
        assert "──●──" not in exporters.get(name).render([table])


def test_no_column_of_a_whole_table_is_left_out(draw: Callable[..., str]) -> None:
    """Where they have no room beside each other, each row is a list, without what is empty."""
    columns = tuple(Column(f"column_{number}", expendable=number) for number in range(4))
    rows = tuple(tuple(Cell(f"{row}{place} {'x' * 8}" * place) for place in range(4)) for row in "ab")
    table = Table("", columns, rows).only([column.key for column in columns])

    assert [line.rstrip() for line in draw(table, width=44).splitlines()] == [
        " Column 1   a1 xxxxxxxx",
        " Column 2   a2 xxxxxxxxa2 xxxxxxxx",
        " Column 3   a3 xxxxxxxxa3 xxxxxxxxa3",
        "            xxxxxxxx",
        "",
        " Column 1   b1 xxxxxxxx",
        " Column 2   b2 xxxxxxxxb2 xxxxxxxx",
        " Column 3   b3 xxxxxxxxb3 xxxxxxxxb3",
        "            xxxxxxxx",
    ]


def test_a_hint_stands_beside_its_note_on_a_terminal_alone(draw: Callable[..., str]) -> None:
    """What is said in a document is the note."""
    table = Table("T", (Column("a", "A"),), ((Cell("1"),),), notes=(Note("1 of 2", "-n 2 shows all"), "Else"))

    assert [line.rstrip() for line in draw(table, width=40).splitlines()][-2:] == [
        " 1 of 2 · -n 2 shows all",
        " Else",
    ]
    for name in ("markdown", "latex", "html"):
        text = exporters.get(name).render([table])
        assert "1 of 2" in text
        assert "shows all" not in text


def test_in_a_pipe_nothing_is_cut_or_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a text is, it is on one line, whatever the terminal says."""
    monkeypatch.setenv("COLUMNS", "40")
    long = "word " * 1000 + "end"
    table = Table(long, (Column("a", "A", wraps=True),), ((Cell(long),),), (Fact("F", Cell(long)),), (long,))

    text = exporters.get("table").render([table])

    assert text == f" {long}\n\n F   {long}\n\n  A\n  {long}\n\n {long}\n"


def test_awkward_texts_are_text(awkward: Table) -> None:
    """Square brackets are no markup, colons no emoji, numbers not coloured."""
    text = exporters.get("table").render([replace(awkward, notes=("[bold]x[/bold] :smile: [/x]",))])

    lines = text.splitlines()
    assert " [bold]x[/bold] :smile: [/x]" in lines
    for typed in AWKWARD:
        shown = visible(typed)
        assert any(line.startswith(f"  {shown} ") and line.endswith(f" {shown}") for line in lines)


def test_wide_characters_take_two_places() -> None:
    """Columns line up in a terminal though a Chinese character is wider."""
    table = Table(
        "", (Column("a", "A"), Column("b", "B")), ((Cell("中文"), Cell("x")), (Cell("DPC"), Cell("y")))
    )

    text = exporters.get("table").render([table])

    assert text == "  A      B\n  中文   x\n  DPC    y\n"


def test_text_on_the_right_is_set_on_the_right() -> None:
    """A column can be set flush right without lining up points."""
    table = Table("", (Column("a", "Year", align="right"),), ((Cell("x"),),))

    text = exporters.get("table").render([table])

    assert text == "  Year\n     x\n"


def test_tables_are_divided_by_blank_lines(board: Table) -> None:
    """One table ends before the next begins."""
    text = exporters.get("table").render([board, board])

    assert " 3 of 22 networks\n\n Cityscapes test" in text


def test_another_title_is_another_file(board: Table) -> None:
    """A file with another title is not replaced."""
    exporter = exporters.get("table")
    old = exporter.render([replace(board, title="ADE20K val")])

    assert not exporter.is_earlier_edition(old, exporter.render([board]))


@pytest.fixture
def wide() -> Table:
    """Return a table of 130 columns of text, with a column of every kind."""
    columns = (
        Column("place", "#", align="number"),
        Column("network", "Network"),
        Column("score", "mIoU", align="number"),
        Column("paper", "Paper", wraps=True, expendable=1),
        Column("published", "Published", expendable=2),
        Column("code", "Code", expendable=3),
    )
    paper = "Encoder-Decoder with Atrous Separable Convolution for Semantic Image Segmentation"
    row = (Cell(1), Cell("DeepLabv3+"), Cell(82.1), Cell(paper), Cell("ECCV 2018"), Cell("✓"))
    notes = ("5 of 22 networks · best published score of each, as read in the papers",)
    return Table("Cityscapes test · mIoU (%)", columns, (row,), notes=notes)


def test_on_a_wide_terminal_everything_is_on_one_line(draw: Callable[..., str], wide: Table) -> None:
    """Where there is room, it looks as in a pipe."""
    text = draw(wide, width=200)

    assert [line.rstrip() for line in text.splitlines()] == exporters.get("table").render([wide]).splitlines()


def test_text_that_wraps_does_so_before_a_column_is_left_out(draw: Callable[..., str], wide: Table) -> None:
    """At 80 columns the paper takes more lines, and everything else stays."""
    text = draw(wide, width=80)

    assert [line.rstrip() for line in text.splitlines()] == [
        " Cityscapes test · mIoU (%)",
        "",
        "  #  Network     mIoU  Paper                                     Published  Code",
        "  1  DeepLabv3+  82.1  Encoder-Decoder with Atrous Separable     ECCV 2018  ✓",
        "                       Convolution for Semantic Image",
        "                       Segmentation",
        "",
        " 5 of 22 networks · best published score of each, as read in the papers",
    ]


def test_what_is_left_out_for_width_is_named(draw: Callable[..., str], wide: Table) -> None:
    """At 36 columns the least important columns go, and a note says which."""
    text = draw(wide, width=36)

    assert [line.rstrip() for line in text.splitlines()] == [
        " Cityscapes test · mIoU (%)",
        "",
        "  #  Network     mIoU",
        "  1  DeepLabv3+  82.1",
        "",
        " 5 of 22 networks · best published",
        " score of each, as read in the",
        " papers",
        " left out for width: Paper,",
        " Published, Code (use --format csv,",
        " or a wider terminal)",
    ]


@pytest.mark.parametrize("width", [200, 80, 40, 20])
def test_no_line_is_wider_than_the_terminal(
    draw: Callable[..., str], board: Table, awkward: Table, wide: Table, width: int
) -> None:
    """Whatever is drawn fits."""
    text = draw(board, awkward, wide, width=width)

    assert max(map(wcswidth, text.splitlines())) <= width


@pytest.mark.parametrize("width", [200, 80, 40])
def test_no_name_and_no_number_is_cut(
    draw: Callable[..., str], board: Table, wide: Table, width: int
) -> None:
    """Names and numbers are whole, at any width a person works at."""
    text = draw(board, wide, width=width)

    for shown in ("DPC", "GFF", "FCN-8s", "DeepLabv3+", "82.70", "82.3", "65.0 (64.2)", "82.1"):
        assert shown in text


def test_a_title_of_several_words_wraps_before_a_column_is_left_out(draw: Callable[..., str]) -> None:
    """Numbers under a long title stay, with the title on two lines."""
    columns = (Column("n", "Network"), Column("s", "VOC 2012 with COCO", align="number", expendable=1))
    table = Table("", columns, ((Cell("DeepLabv3+"), Cell(89.0)),))

    text = draw(table, width=24)

    assert [line.rstrip() for line in text.splitlines()] == [
        "                VOC 2012",
        "  Network      with COCO",
        "  DeepLabv3+        89.0",
    ]


def test_long_values_of_facts_go_on_below_themselves(draw: Callable[..., str]) -> None:
    """A value that is too long for its line is indented like its beginning."""
    table = Table("", (), (), facts=(Fact("Paper", Cell("Encoder-Decoder with Atrous Convolution")),))

    text = draw(table, width=30)

    assert [line.rstrip() for line in text.splitlines()] == [
        " Paper   Encoder-Decoder with",
        "         Atrous Convolution",
    ]


def test_long_labels_of_facts_are_not_cut_either(draw: Callable[..., str]) -> None:
    """A label that is too long for the terminal goes on below itself, too."""
    table = Table("", (), (), facts=(Fact("Published at the conference", Cell("ECCV")),))

    text = draw(table, width=20)

    assert "ECCV" in text
    assert "".join(text.replace("ECCV", "").split()) == "Publishedattheconference"


def test_without_color_there_are_no_control_codes(
    draw: Callable[..., str], board: Table, awkward: Table
) -> None:
    """A terminal without colour gets text alone, links and emphasis left out."""
    text = draw(board, awkward, width=80, color=False)

    assert "\x1b" not in text


def test_with_color_the_best_stands_out_and_names_are_links(draw: Callable[..., str], board: Table) -> None:
    """The best is bold and green, the second underlined, and neither are the spaces around them."""
    text = draw(board, width=80, color=True)

    assert "\x1b[1;32m82.70\x1b[0m" in text
    assert "\x1b[4m82.3\x1b[0m" in text
    assert ";https://arxiv.org/abs/1809.04184\x1b\\DPC\x1b]8;;\x1b\\" in text


def test_with_color_the_text_is_the_same(draw: Callable[..., str], board: Table) -> None:
    """Colour adds nothing but control codes."""
    plain = draw(board, width=80)
    colored = draw(board, width=80, color=True)

    assert re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", colored) == plain


def test_a_column_without_a_title_is_named_by_its_key(draw: Callable[..., str]) -> None:
    """The note about what was left out always names something."""
    table = Table("", (Column("a", "A"), Column("code", expendable=1)), ((Cell("x" * 15), Cell("y" * 9)),))

    text = draw(table, width=20)

    assert "left out for width:\n code" in text.replace(" \n", "\n")
