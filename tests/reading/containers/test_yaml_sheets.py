"""Tables in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import DataError
from leaderboard.reading.containers import yaml
from leaderboard.reading.start import Start

CONTAINER = yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.reading.sheet import Sheet

    Read = Callable[[str], list[Sheet]]


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_a_list_of_records_is_a_table(read: Read) -> None:
    """Text stays as it is written, and rows know their lines."""
    (sheet,) = read("# c\n- {m: A, f1: 72.0}\n- m: no\n  f1: 3.21±0.15\n  tags: [x, y]\n")
    assert (sheet.header, rows(sheet)) == (
        ("m", "f1", "tags"),
        [["A", "72.0", ""], ["no", "3.21±0.15", "x;y"]],
    )
    assert [sheet.line(0), sheet.line(1)] == [2, 3]


def test_records_under_names_are_a_table(read: Read) -> None:
    """Also below a key, with the lines of the names."""
    (sheet,) = read("results:\n  A:\n    f1: 1\n  B:\n    f1: 2\n")
    assert (sheet.header, rows(sheet), sheet.line(1)) == (("model", "f1"), [["A", "1"], ["B", "2"]], 4)


def test_every_document_is_read(read: Read) -> None:
    """Each has a table of its own."""
    one, two = read("- {m: A, f1: 1}\n---\n- {m: B, f1: 2}\n")
    assert (rows(one), rows(two), two.line(0)) == ([["A", "1"]], [["B", "2"]], 3)


def test_what_holds_no_table_is_refused(read: Read) -> None:
    """As is what is no YAML."""
    for text, problem in [("just text\n", "no table"), ("- a: [1\n", "not YAML"), ("", "no table")]:
        with pytest.raises(DataError, match=problem):
            read(text)


def test_yaml_is_recognised_less_surely_where_it_is_nested() -> None:
    """Those files have readers of their own."""
    assert yaml.recognises(Start(b"- m: A\n", ".yml")) == 0.8
    assert yaml.recognises(Start(b"# c\n- m: A\n", ".txt")) > 0
    assert yaml.recognises(Start(b"Models:\n- Name: x\n", ".yml")) < 0.5
    assert yaml.recognises(Start(b"- a point\n- another\n", ".md")) == 0
