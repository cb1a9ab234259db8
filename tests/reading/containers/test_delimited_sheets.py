"""Tables in CSV and its kin: small files and large ones give the same, with the line of each row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading import text_file
from leaderboard.reading.containers import delimited

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard.reading.sheet import Sheet

HEADER = "network,dataset,miou,note\n"


@pytest.fixture(params=["careful", "fast"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take even small files for large ones in every second run."""
    if request.param == "fast":
        monkeypatch.setattr(delimited, "_LARGE", -1)


def sheet_of(write: Write, content: str | bytes) -> Sheet:
    """Read the table of a file."""
    (sheet,) = delimited.sheets(write(content))
    return sheet


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        pytest.param("A,x,80,\nB,x,81,\n", 3, id="plain"),
        pytest.param("\n\nA,x,80,\n\nB,x,81,\n", 6, id="blank lines"),
        pytest.param("  \nA,x,80,\n\t\nB,x,81,\n", 5, id="lines of spaces"),
        pytest.param('A,x,80,"two\nlines"\nB,x,81,\n', 4, id="quoted break"),
        pytest.param('A,x,80,"two\r\nlines"\r\nB,x,81,\r\n', 4, id="windows"),
        pytest.param('A,x,80,"two\rlines"\rB,x,81,\r', 4, id="old mac"),
        pytest.param('A,x,80,"\n\n\n"\n\nB,x,81,"\n\n"\n', 7, id="many breaks"),
        pytest.param('A,x,80,"' + "x" * 200_000 + '"\nB,x,81,\n', 3, id="long cell"),
        pytest.param('A,x,80,"a ""quoted"" word"\nB,x,81,\n', 3, id="quotes"),
        pytest.param("A,x,80,\u2028\x0b\x0c\x85\nB,x,81,\n", 3, id="other line separators"),
    ],
)
def test_the_line_is_the_one_that_an_editor_shows(write: Write, rows: str, line: int) -> None:
    """It is where the row begins, whatever stands above it."""
    sheet = sheet_of(write, f"{HEADER}{rows}")

    assert list(sheet.rows[0]) == ["A", "B"]
    assert list(sheet.rows[2]) == ["80", "81"]
    assert sheet.line(1) == line


@pytest.mark.parametrize(
    ("rows", "loose"),
    [
        ("A,x,80,,\nB,x,81,\n", {}),
        ("A,x,80,,5\nB,x,81,\n", {2: "'5'"}),
        ('A,x,80,"a\nb"\n\nB,x,81,,5,6\n', {5: "'5 6'"}),
    ],
)
def test_cells_beyond_the_header_are_reported_and_the_rest_is_read(
    write: Write, rows: str, loose: dict[int, str]
) -> None:
    """Most often a comma was not quoted; nothing is lost by one at the end."""
    sheet = sheet_of(write, f"{HEADER}{rows}")

    assert list(sheet.rows[2]) == ["80", "81"]
    assert [line for line, _ in sheet.loose] == list(loose)
    assert all(problem.startswith(loose[line or 0]) for line, problem in sheet.loose)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'{HEADER}A,x,80,"open\nB,x,81,\n', 2),
        (f'{HEADER}A,x,80,"a\nb"\n\nB,x,81,"open\nC,x,82,\n', 5),
        (f'{HEADER}A,x,80,"' + "x\n" * 100_000, 2),
        (f'{HEADER}"A"b,x,80,"open\nB,x,81,\n', 2),
        ('network,dataset,"miou\nA,x,80\n', 1),
    ],
    ids=["first row", "later row", "long rest", "after stray quotes", "header"],
)
def test_a_quotation_mark_that_is_never_closed_is_an_error(write: Write, text: str, line: int) -> None:
    """The line is that of the row with the mark, not the end of the file: rows would be lost in a cell."""
    with pytest.raises(DataError, match="quotation mark") as caught:
        delimited.sheets(write(text))

    assert caught.value.line == line


@pytest.mark.parametrize("text", [HEADER, HEADER.strip(), f"{HEADER}\n\n", "one title\n" * 59 + HEADER])
def test_a_header_alone_is_a_table_without_rows(write: Write, text: str) -> None:
    """However large the file is."""
    sheet = sheet_of(write, text)

    assert len(sheet.header) == 4
    assert sheet.rows.empty


def test_a_header_far_down_has_its_rows(write: Write) -> None:
    """It may be the last line that is looked at."""
    sheet = sheet_of(write, "one title\n" * 59 + f"{HEADER}A,x,80,\n")

    assert (sheet.header[0], list(sheet.rows[0]), sheet.line(0)) == ("network", ["A"], 61)


@pytest.mark.parametrize("content", [",,\n,,\n", '""\n'])
def test_a_file_without_titles_is_an_error(write: Write, content: str) -> None:
    """Commas alone are no table."""
    with pytest.raises(DataError, match="header") as caught:
        delimited.sheets(write(content))

    assert caught.value.line == 1


@pytest.mark.parametrize("content", ["", "\n", "\r\n\r\n", "  \n", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_an_error(write: Write, content: str) -> None:
    """Blank lines and a byte-order mark are nothing."""
    path = write(content)
    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value) == f"{path}: the file is empty"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{HEADER}A,x,80,\nB,x,81,caf\xe9\n".encode("latin-1"), 3),
        (HEADER.encode() + b"A,x,80,\n" * 100_000 + b"B,x,81,\xc3\n", 100_002),
        (HEADER.encode() + b"A,x,80,\xed\xa0\x80\n", 2),
        (b"\x89PNG\r\n\x1a\n", 1),
    ],
    ids=["latin-1", "far down", "surrogate", "picture"],
)
def test_a_file_in_another_encoding_is_an_error_on_its_line(write: Write, content: bytes, line: int) -> None:
    """It is not guessed which one it is."""
    with pytest.raises(DataError, match="not UTF-8") as caught:
        delimited.sheets(write(content))

    assert caught.value.line == line


def test_utf_16_that_says_so_is_read(write: Write) -> None:
    """Spreadsheets write it."""
    assert list(sheet_of(write, f"{HEADER}\xc4,x,80,\n".encode("utf-16")).rows[0]) == ["\xc4"]


def test_reading_leaves_the_settings_of_the_csv_module_alone(write: Write) -> None:
    """A program that uses the library may depend on them."""
    before = csv.field_size_limit()

    sheet_of(write, f'{HEADER}A,x,80,"{"x" * 200_000}"\n')

    assert csv.field_size_limit() == before


@pytest.mark.parametrize("chunk", [1, 7, 8, 9, 1 << 20])
@pytest.mark.parametrize("before", [0, 1, 3])
def test_marks_of_a_merge_are_found_wherever_they_stand(
    write: Write, monkeypatch: pytest.MonkeyPatch, chunk: int, before: int
) -> None:
    """At the beginning of a line, and not within one."""
    monkeypatch.setattr(text_file, "_CHUNK", chunk)
    rows = [f"A{number},x,80,<<<<<<< HEAD\n" for number in range(before)]

    with pytest.raises(DataError, match="a merge left two versions here") as raised:
        sheet_of(write, "".join([HEADER, *rows, "<<<<<<< HEAD\nB,x,81,\n"]))

    assert raised.value.line == before + 2
    assert len(sheet_of(write, "".join([HEADER, "C,x,80,\n", *rows])).rows) == before + 1
