from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from awkward import AWKWARD, any_text
from hypothesis import given

from leaderboard import exporters
from leaderboard.table import Cell, Column, Table, printable

both = pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])


def read(text: str, delimiter: str) -> list[list[str]]:
    """Read the fields as any CSV reader does that follows the rules."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_csv_has_keys_values_and_published_digits(board: Table) -> None:
    """Programs get stable keys, numbers as published, lists with semicolons, and gaps for what is missing."""
    text = exporters.get("csv").render([board])

    assert text == (
        "place,network,score,gap,tags,has_code\n"
        "1,DPC,82.70,0.0,search;encoder,true\n"
        "2,GFF,82.3,-0.4,,false\n"
        "3,FCN-8s,65.0,-17.7,real-time,\n"
    )


def test_tsv_is_the_same_between_tabs(board: Table) -> None:
    """TSV is CSV with tabs."""
    text = exporters.get("tsv").render([board])

    assert text.splitlines()[1] == "1\tDPC\t82.70\t0.0\tsearch;encoder\ttrue"


@both
def test_awkward_texts_come_back_as_typed(name: str, delimiter: str, awkward: Table) -> None:
    """Whatever a name contains, a reader gets it back in one field."""
    rows = read(exporters.get(name).render([awkward]), delimiter)

    assert [row[0] for row in rows] == ["text", *map(printable, AWKWARD), ""]


@both
@given(text=any_text)
def test_any_text_comes_back_as_typed(name: str, delimiter: str, text: str) -> None:
    """No text breaks out of its field."""
    table = Table("", (Column("a"), Column("b")), ((Cell(text), Cell("end")),))

    rows = read(exporters.get(name).render([table]), delimiter)

    assert rows == [["a", "b"], [printable(text), "end"]]


@both
def test_an_empty_field_alone_is_a_row(name: str, delimiter: str) -> None:
    """A row of one field that is not reported is not a blank line, which readers skip."""
    table = Table("", (Column("a"),), ((Cell(),),))

    rows = read(exporters.get(name).render([table]), delimiter)

    assert rows == [["a"], [""]]


def test_the_rows_of_several_tables_follow_each_other(board: Table) -> None:
    """Data has one header, whatever number of tables."""
    text = exporters.get("csv").render([board, replace(board, rows=board.rows[:1])])

    assert [line.split(",")[:2] for line in text.splitlines()] == [
        ["place", "network"],
        ["1", "DPC"],
        ["2", "GFF"],
        ["3", "FCN-8s"],
        ["1", "DPC"],
    ]


def test_no_tables_are_an_empty_text() -> None:
    """Without a table there are no columns to name."""
    assert exporters.get("csv").render([]) == ""


def test_no_rows_are_the_header_alone(board: Table) -> None:
    """An empty result still says which columns it has."""
    text = exporters.get("csv").render([replace(board, rows=())])

    assert text == "place,network,score,gap,tags,has_code\n"


@both
def test_other_columns_are_another_file(name: str, delimiter: str, board: Table) -> None:
    """A file with other columns is not replaced, even if this program made it."""
    exporter = exporters.get(name)
    old = exporter.render([board.without(["gap"])])

    assert not exporter.is_earlier_edition(old, exporter.render([board]))
    assert delimiter in old


def test_a_file_saved_on_windows_is_still_an_earlier_edition(board: Table) -> None:
    """A byte order mark and other line ends do not hide who made a file."""
    exporter = exporters.get("csv")
    text = exporter.render([board])

    assert exporter.is_earlier_edition("\ufeff" + text.replace("\n", "\r\n"), text)
