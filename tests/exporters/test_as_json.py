from __future__ import annotations

import json
from dataclasses import replace

import pytest
from awkward import AWKWARD, any_text
from hypothesis import given

from leaderboard import exporters
from leaderboard.table import Cell, Column, Table, printable


def test_json_is_one_object_a_line_with_published_digits(board: Table) -> None:
    """Differences of the data are differences of lines, and numbers are numbers."""
    text = exporters.get("json").render([board.without(["gap"])])

    assert text == (
        "[\n"
        '  {"place": 1, "network": "DPC", "score": 82.70, "tags": ["search", "encoder"], "has_code": true},\n'
        '  {"place": 2, "network": "GFF", "score": 82.3, "tags": null, "has_code": false},\n'
        '  {"place": 3, "network": "FCN-8s", "score": 65.0, "tags": ["real-time"], "has_code": null}\n'
        "]\n"
    )


def test_awkward_texts_come_back_as_typed(awkward: Table) -> None:
    """Whatever a name contains, a reader gets it back."""
    objects = json.loads(exporters.get("json").render([awkward]))

    assert [item["text"] for item in objects] == [*map(printable, AWKWARD), None]


@given(text=any_text)
def test_any_text_comes_back_as_typed(text: str) -> None:
    """Keys, texts and lists survive any text."""
    table = Table("", (Column("a"), Column("b")), ((Cell(text), Cell((text, "end"))),))

    objects = json.loads(exporters.get("json").render([table]))

    assert objects == [{"a": printable(text), "b": [printable(text), "end"]}]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_is_null(value: float) -> None:
    """JSON has no other numbers, and programs that meet them fail."""
    text = exporters.get("json").render([Table("", (Column("a"),), ((Cell(value),),))])

    assert text == '[\n  {"a": null}\n]\n'


def test_the_rows_of_several_tables_are_one_list(board: Table) -> None:
    """Data is one list, whatever number of tables."""
    objects = json.loads(exporters.get("json").render([board, replace(board, rows=board.rows[:1])]))

    assert [item["network"] for item in objects] == ["DPC", "GFF", "FCN-8s", "DPC"]


def test_no_rows_are_an_empty_list(board: Table) -> None:
    """An empty result is a list, for programs that go through it."""
    assert exporters.get("json").render([replace(board, rows=())]) == "[]\n"
    assert exporters.get("json").render([]) == "[]\n"


@pytest.mark.parametrize("old", ["[]", '[{"a": 9}]', '[{"a": null}, {"a": "x"}]'])
def test_objects_with_the_same_keys_are_an_earlier_edition(old: str) -> None:
    """A list of such objects, or an empty list, was made by an earlier run."""
    new = '[{"a": 1}]'

    assert exporters.get("json").is_earlier_edition(old, new)
    assert exporters.get("json").is_earlier_edition(old, "[]")


@pytest.mark.parametrize(
    "old",
    [
        pytest.param("[" * 100_000, id="nested too deeply"),
        '[{"b": 9}]',
        '[{"a": 1, "b": 9}]',
        '[{"a": 1}, {"b": 1}]',
        '{"a": 1}',
        "[1, 2]",
        "{",
        '"a"',
    ],
)
def test_any_other_json_is_someone_elses(old: str) -> None:
    """Settings, other objects, and what is not JSON are not replaced."""
    new = '[{"a": 1}]'

    assert not exporters.get("json").is_earlier_edition(old, new)
