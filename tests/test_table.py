from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from leaderboard.table import Cell, Column, Fact, Table, Value, visible, web_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("two\nlines", r"two\nlines"),
        ("tab\there", r"tab\there"),
        ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
        ("abc\u202edef", r"abc\u202edef"),
        ("line\u2028end", r"line\u2028end"),
        ("\ud800", r"\ud800"),
        ("\ufffe\U0001ffff", r"\ufffe\U0001ffff"),
        ("[bold]|&<b>", "[bold]|&<b>"),
        ("шрифт 中文 עברית 👩\u200d🔬", "шрифт 中文 עברית 👩\u200d🔬"),
    ],
)
def test_only_what_steers_is_made_visible(text: str, shown: str) -> None:
    """Controls are written the way Python does; letters of any script stay as they are."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error::x"),
        (" \u00a0::error::x", " \u00a0\\x3a:error::x"),
        ("::", r"\x3a:"),
        ("a\n::error::x", r"a\n::error::x"),
        ("a ##[add-mask]x", r"a \x23#[add-mask]x"),
        ("##vso[x]##TeamCity[x]", r"\x23#vso[x]\x23#TeamCity[x]"),
        ("std::vector", "std::vector"),
        (": :", ": :"),
        ("## heading [x]", "## heading [x]"),
    ],
)
def test_no_text_is_a_command_of_a_ci_system(text: str, shown: str) -> None:
    """Where they read commands one is spelled out, and nowhere else; to programs it is as it was."""
    assert visible(text) == shown
    assert Cell(text).text == shown
    assert Cell(text).value == text.replace("\n", r"\n")


def test_an_address_is_no_command_of_a_ci_system() -> None:
    """A number sign behind another is encoded, as it has to be."""
    assert web_address("https://example.org/##[add-mask]x") == "https://example.org/#%23[add-mask]x"


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "HTTPS://EXAMPLE.ORG", "https://[::1]/"],
)
def test_addresses_of_the_web_stay(address: str) -> None:
    """They are what a browser can safely be sent to."""
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "example.org",
        "https://",
        "https:///path",
        "https://exa mple.org",
        "https://example.org/\n",
        "https://example.org/\x1b",
        "https://example.org:port",
        "https://[::1",
        " https://example.org",
    ],
)
def test_other_addresses_are_dropped(address: str) -> None:
    """Scripts, files, addresses without a host, and those with spaces or controls lead nowhere."""
    assert web_address(address) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("DPC", "DPC"),
        (3, "3"),
        (82.7, "82.7"),
        (True, "yes"),
        (False, "no"),
        (("a", "b"), "a, b"),
        ((), ""),
        ("a\nb", r"a\nb"),
    ],
)
def test_a_cell_makes_its_text_of_its_value(value: Value, text: str) -> None:
    """A text that is not given follows from the value."""
    assert Cell(value).text == text


def test_a_text_that_is_given_counts_even_if_it_is_empty() -> None:
    """A gap of zero can be shown as nothing."""
    assert Cell(0.0, "").text == ""
    assert Cell(72.0, "72.00").text == "72.00"


def test_a_cell_lets_no_control_and_no_script_through() -> None:
    """Value, text and address are all made safe."""
    cell = Cell(("a\x1b",), "b\r", url="javascript:alert(1)")

    assert cell == Cell((r"a\x1b",), r"b\r", url="")


def test_all_text_around_the_rows_is_made_visible() -> None:
    """Titles, notes, labels and keys come from the data too."""
    table = Table(
        "a\n", (Column("b\n", "c\n"),), ((Cell("x"),),), (Fact("d\n", Cell("e\n")),), notes=("f\n",)
    )

    assert table.title == r"a\n"
    assert (table.columns[0].key, table.columns[0].title) == (r"b\n", r"c\n")
    assert (table.facts[0].label, table.facts[0].cell.text) == (r"d\n", r"e\n")
    assert table.notes == (r"f\n",)


def test_an_incomplete_row_is_a_bug_and_says_so() -> None:
    """A command that lays out too few cells is found at once."""
    with pytest.raises(ValueError, match=r"^a row of 1 cells in a table of 2 columns$"):
        Table("", (Column("a"), Column("b")), ((Cell(1),),))


def test_columns_can_be_left_out_with_their_cells() -> None:
    """The others keep their order; the table itself stays as it was."""
    table = Table("", (Column("a"), Column("b"), Column("c")), ((Cell(1), Cell(2), Cell(3)),))

    shorter = table.without(["b"])

    assert [column.key for column in shorter.columns] == ["a", "c"]
    assert shorter.rows == ((Cell(1), Cell(3)),)
    assert len(table.columns) == 3


def test_people_and_programs_see_their_own_columns() -> None:
    """A column is for both unless it says otherwise."""
    table = Table(
        "",
        (Column("a"), Column("b", view="document"), Column("c", view="data")),
        ((Cell(1), Cell(2), Cell(3)),),
    )

    assert [column.key for column in table.seen_by("document").columns] == ["a", "b"]
    assert [column.key for column in table.seen_by("data").columns] == ["a", "c"]


def test_a_finished_table_does_not_change() -> None:
    """Exporters can share it."""
    with pytest.raises(FrozenInstanceError):
        Table("", (), ()).title = "other"  # type: ignore[misc]
