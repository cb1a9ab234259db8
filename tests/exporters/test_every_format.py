"""What holds for every format; a new file of the folder is tested here as soon as it is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from awkward import any_text
from hypothesis import given
from hypothesis import strategies as st

from leaderboard import exporters
from leaderboard.table import Cell, Column, Fact, Table, View

every_format = pytest.mark.parametrize("name", exporters.all_names())
every_own_format = pytest.mark.parametrize("name", exporters.names())
every_document = pytest.mark.parametrize(
    "name", [name for name in exporters.names() if exporters.get(name).holds == "document"]
)
every_data_format = pytest.mark.parametrize(
    "name", [name for name in exporters.names() if exporters.get(name).holds == "data"]
)

COMMENTED = pytest.mark.parametrize("name", ["markdown", "latex", "html"])


@every_format
def test_the_text_ends_with_one_newline(name: str, board: Table) -> None:
    """A rendered text is a file that ends as text files end."""
    text = exporters.get(name).render([board])

    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@every_format
def test_the_same_tables_give_the_same_text(name: str, awkward: Table) -> None:
    """Rendering is pure: nothing but the tables decides the text."""
    first = exporters.get(name).render([awkward])

    second = exporters.get(name).render([awkward])

    assert first == second


@every_format
def test_no_control_character_passes(name: str, awkward: Table) -> None:
    """Texts that would steer a terminal are written visibly."""
    text = exporters.get(name).render([awkward])

    assert "\x1b" not in text
    assert "x1b" in text


@every_own_format
def test_only_addresses_of_the_web_become_links(name: str, awkward: Table) -> None:
    """Scripts in addresses are left out of every format."""
    text = exporters.get(name).render([awkward])

    assert "javascript" not in text


@every_format
def test_published_digits_are_kept(name: str, board: Table) -> None:
    """A zero that was published stays; no format writes numbers anew."""
    text = exporters.get(name).render([board])

    assert "82.70" in text
    assert "65.0" in text


@every_document
def test_documents_show_title_facts_rows_and_notes_in_this_order(name: str, board: Table) -> None:
    """People read what a table is about before the rows, and remarks after them."""
    # The style of the page comes first, and looks like anything.
    text = exporters.get(name).render([board]).rpartition("</style>")[2]

    places = [text.index(part) for part in ("Cityscapes test", "Split", "DPC", "3 of 22 networks")]
    assert places == sorted(places)


@every_document
def test_documents_leave_out_columns_for_programs(name: str, board: Table) -> None:
    """A column that only programs see is not in documents, and one that people see is."""
    text = exporters.get(name).render([replace(board, columns=(*board.columns[:6], _for("data")))])

    assert "Secret" not in text
    assert "Code" in text


@every_data_format
def test_data_formats_leave_out_columns_for_people(name: str, board: Table) -> None:
    """A column that only people see is not in data, and one that programs see is."""
    text = exporters.get(name).render([board])

    assert "has_code" in text
    assert '"code"' not in text
    assert "✓" not in text


@every_document
def test_documents_put_tables_one_below_another(name: str, board: Table) -> None:
    """Several tables stand in one document, each with its title."""
    text = exporters.get(name).render([board, replace(board, title="ADE20K val")])

    assert text.index("Cityscapes test") < text.index("DPC") < text.index("ADE20K val") < text.rindex("DPC")


@every_own_format
def test_a_table_without_rows_keeps_what_surrounds_them(name: str, board: Table) -> None:
    """An empty result is a document of its kind: with title, head and notes, or the keys, or no objects."""
    text = exporters.get(name).render([replace(board, rows=(), facts=())])

    if exporters.get(name).holds == "document":
        assert "Cityscapes test" in text
        assert "Network" in text
        assert "3 of 22 networks" in text
    else:
        assert "DPC" not in text
        assert text.endswith("\n")


@every_document
def test_a_network_without_scores_is_shown_without_an_empty_grid(name: str, board: Table) -> None:
    """Where there are facts but no rows, the head of the rows is left out."""
    text = exporters.get(name).render([replace(board, rows=())])

    assert "Split" in text
    assert "3 of 22 networks" in text
    assert "Network" not in text


@every_format
def test_tables_without_anything_are_no_problem(name: str) -> None:
    """Neither no table nor an empty one raises."""
    exporter = exporters.get(name)

    text = exporter.render([Table("", (), ())])

    assert text == "" or text.endswith("\n")
    assert exporter.render([]) == "" or exporter.render([]).endswith("\n")


@every_format
@given(texts=st.lists(any_text, min_size=5, max_size=5), mark=st.sampled_from(["", "best", "second"]))
def test_no_text_raises(name: str, texts: list[str], mark: Literal["", "best", "second"]) -> None:
    """Whatever is in the data, it can be written."""
    cells = (Cell(texts[0], mark=mark), Cell(texts[1], mark=mark, url="https://example.org"))
    columns = (Column("a", "A", wraps=True), Column("b", "B", align="number"))
    table = Table(texts[2], columns, (cells,), facts=(Fact("Fact", Cell(texts[3])),), notes=(texts[4],))

    text = exporters.get(name).render([table])

    assert text.endswith("\n")


@every_format
def test_a_blank_file_may_become_anything(name: str, board: Table) -> None:
    """An empty file was made by nobody."""
    exporter = exporters.get(name)

    assert exporter.is_earlier_edition("", exporter.render([board]))
    assert exporter.is_earlier_edition(" \n", exporter.render([board]))


@every_format
def test_a_file_may_become_itself(name: str, board: Table) -> None:
    """What this program wrote it may write again."""
    exporter = exporters.get(name)
    text = exporter.stamped(exporter.render([board]))

    assert exporter.is_earlier_edition(text, text)


@every_own_format
def test_a_file_may_become_the_same_table_with_other_rows(name: str, board: Table) -> None:
    """An export can be repeated when the data has changed."""
    exporter = exporters.get(name)
    old = exporter.stamped(exporter.render([replace(board, rows=board.rows[:1])]))
    new = exporter.stamped(exporter.render([board]))

    assert exporter.is_earlier_edition(old, new)


@every_format
def test_a_file_of_someone_else_may_not_be_replaced(name: str, board: Table) -> None:
    """A text that this program did not make is no earlier edition."""
    exporter = exporters.get(name)
    new = exporter.stamped(exporter.render([board]))

    assert not exporter.is_earlier_edition("# My notes\n\nDPC is good.\n", new)


@COMMENTED
def test_documents_with_comments_say_who_made_them(name: str, board: Table) -> None:
    """A file carries a mark, once, and a text that has it is not marked again."""
    exporter = exporters.get(name)

    stamped = exporter.stamped(exporter.render([board]))

    assert stamped.count(exporter.stamp) == 1
    assert exporter.stamped(stamped) == stamped


@COMMENTED
def test_a_mark_in_the_middle_of_a_file_does_not_count(name: str, board: Table) -> None:
    """A text that only mentions the mark is someone else's."""
    exporter = exporters.get(name)
    old = f"</head> My notes\n{exporter.stamp}\n"

    assert not exporter.is_earlier_edition(old, exporter.render([board]))


@pytest.mark.parametrize("name", ["table", "csv", "tsv", "json", "grid"])
def test_formats_without_comments_are_not_marked(name: str, board: Table) -> None:
    """Where a mark would be data, the file is the text."""
    exporter = exporters.get(name)
    text = exporter.render([board])

    assert exporter.stamped(text) == text


def _for(view: View) -> Column:
    return Column("secret", "Secret", view=view)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("table", " [1] paper   https://a.example/x\n"),
        ("markdown", "- **\\[1\\] paper**: [https://a.example/x](https://a.example/x)\n"),
        ("html", '<dt>[1] paper</dt><dd><a href="https://a.example/x" rel="noopener">https://a.example/x</a></dd>\n'),
        ("latex", r"[1] paper: \href{https://a.example/x}{https://\allowbreak{}a."),
    ],
)  # fmt: skip
def test_sources_stand_below_the_rows(name: str, line: str) -> None:
    """Above the notes, and with their addresses."""
    source = Fact("[1] paper", Cell(text="https://a.example/x", url="https://a.example/x"))
    table = Table("T", (Column("a", "A"),), ((Cell("row"),),), sources=(source,), notes=("a note",))

    text = exporters.get(name).render([table])

    assert line in text
    assert text.index("row") < text.index(line) < text.index("a note")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("table", "82.1†?"),
        ("markdown", "**82.1**†?"),
        ("html", "<b>82.1</b>†?</td>"),
        ("latex", r"\textbf{82.1}$\dagger$?"),
        ("grid", "82.1†?"),
        ("csv", "82.1\n"),
        ("tsv", "82.1\n"),
        ("json", "82.1}"),
    ],
)
def test_signs_stand_behind_the_text_and_never_in_data(name: str, cell: str) -> None:
    """They are no part of the number, nor of what is best about it."""
    table = Table("T", (Column("a", "A", "number"),), ((Cell(82.1, "82.1", "best", signs="†?"),),))

    text = exporters.get(name).render([table])

    assert cell in text
    assert ("†" in text or "dagger" in text) == (exporters.get(name).holds == "document")
