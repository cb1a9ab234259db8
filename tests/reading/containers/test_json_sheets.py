"""Tables in JSON and JSON Lines."""

from __future__ import annotations

import json as standard
from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import DataError
from leaderboard.reading.containers import json
from leaderboard.reading.sheet import Words
from leaderboard.reading.start import Start

CONTAINER = json

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.reading.sheet import Sheet

    Read = Callable[[str], list[Sheet]]


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_a_list_of_objects_is_a_table(read: Read) -> None:
    """Numbers keep their digits, and rows know their lines; what is missing is empty."""
    (sheet,) = read('[\n{"model": "A", "f1": 72.0},\n\n{"model": "B", "x": null, "ok": true}]')
    assert sheet.header == ("model", "f1", "x", "ok")
    assert rows(sheet) == [["A", "72.0", "", ""], ["B", "", "", "true"]]
    assert [sheet.line(0), sheet.line(1)] == [2, 4]


def test_json_lines_are_a_table(read: Read) -> None:
    """Whatever the file is called."""
    (sheet,) = read('{"m": "A", "f1": 1}\n\n{"m": "B", "f1": 2}\n')
    assert (sheet.header, rows(sheet), sheet.line(1)) == (("m", "f1"), [["A", "1"], ["B", "2"]], 3)


def test_nested_objects_and_lists_are_flattened(read: Read) -> None:
    """Titles are joined, names parted by semicolons; a list of objects has no cell and is reported."""
    (sheet,) = read('[\n{"m": "A", "mnist": {"acc": 1.0, "f1": 2}, "tags": ["x", "y"], "parts": [{"a": 1}]}]')
    assert (sheet.header, rows(sheet)) == (("m", "mnist acc", "mnist f1", "tags"), [["A", "1.0", "2", "x;y"]])
    assert sheet.loose == ((2, "'parts' holds a list of more than names and numbers"),)


def test_a_list_under_a_key_is_a_table(read: Read) -> None:
    """What is said of it beside it is a heading, and so is a key that says more than that."""
    (sheet,) = read('{"dataset": "Meadow", "n": 5, "results": [\n{"m": "A", "f1": 1}]}')
    assert (rows(sheet), sheet.line(0), sheet.context) == ([["A", "1"]], 2, (Words("heading", "Meadow"),))
    one, two = read('{"Meadow": [{"m": "A", "f1": 1}],\n "Marsh": [{"m": "B", "f1": 2}]}')
    assert [one.context, two.context] == [(Words("heading", "Meadow"),), (Words("heading", "Marsh"),)]
    assert (rows(two), two.line(0)) == ([["B", "2"]], 2)


def test_objects_under_names_are_a_table(read: Read) -> None:
    """The names are networks, unless the objects name these; other values beside them are none."""
    (sheet,) = read('{"time": "now",\n"A": {"f1": 1},\n"B": {"f1": 2}}')
    assert (sheet.header, rows(sheet), sheet.line(1)) == (("model", "f1"), [["A", "1"], ["B", "2"]], 3)
    (sheet,) = read('{"results": {"first": {"model": "A", "f1": 1},\n"second": {"model": "B", "f1": 2}}}')
    assert (sheet.header, rows(sheet)[0], sheet.line(1)) == (("", "model", "f1"), ["first", "A", "1"], 2)


def test_an_object_alone_is_a_row(read: Read) -> None:
    """It may hold objects."""
    (sheet,) = read('{"model": "A", "metrics": {"f1": 1, "acc": 2}, "setup": {"lr": 0.1}}')
    assert (sheet.header, len(sheet.rows)) == (("model", "metrics f1", "metrics acc", "setup lr"), 1)


@pytest.mark.parametrize("orientation", ["records", "index", "dict", "split", "tight", "table", "list"])
def test_frames_of_pandas_are_read(read: Read, orientation: str) -> None:
    """With an untitled index in front, where it is written."""
    import pandas as pd

    frame = pd.DataFrame({"model": ["A", "B"], "f1": [1.5, 2.5]})
    if orientation == "table":
        text = frame.to_json(orient="table")
    else:
        text = standard.dumps(frame.to_dict(orient=orientation))
    (sheet,) = read(text)
    assert [title for title in sheet.header if title not in {"", "index"}] == ["model", "f1"]
    assert [row[-2:] for row in rows(sheet)] == [["A", "1.5"], ["B", "2.5"]]


@pytest.mark.parametrize("orientation", ["index", "dict", "split", "tight"])
def test_an_index_of_networks_is_titled(read: Read, orientation: str) -> None:
    """It is what the rows are of."""
    import pandas as pd

    frame = pd.DataFrame({"f1": [1.5, 2.5], "rmse": [3.5, 4.5]}, index=["A", "B"])
    (sheet,) = read(standard.dumps(frame.to_dict(orient=orientation)))
    assert sheet.header == ("model", "f1", "rmse")
    assert rows(sheet) == [["A", "1.5", "3.5"], ["B", "2.5", "4.5"]]


def test_lists_under_a_list_of_titles_are_rows(read: Read) -> None:
    """As JavaScript writes tables."""
    (sheet,) = read('[["m", "f1"],\n["A", 1.0],\n["B", 2, "x"]]')
    assert (sheet.header[:2], rows(sheet)[0][:2], sheet.line(0)) == (("m", "f1"), ["A", "1.0"], 2)


def test_what_is_no_object_in_a_list_is_reported(read: Read) -> None:
    """The rest is read."""
    (sheet,) = read('[{"m": "A", "f1": 1},\n5,\n{"m": "B", "f1": 2}]')
    assert (rows(sheet), sheet.line(1)) == ([["A", "1"], ["B", "2"]], 3)
    assert sheet.loose == ((2, "item 2 is no object with a network and a score"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[\n{"m": "A",\n"f1": 1', "json:3: the JSON is cut off"),
        ('{"m": "A"}\n{"m": "B"\n{"m": "C"}', "json:2: "),
        (
            '[{"a": {"m": 1, "x": 2}, "m": 1,\n"f1": 1, "m": 2}]',
            "json:2: the key 'm' stands in an object twice",
        ),
        ('{"m": 1}\n{"m": 1, "m": 2}\n', "json:2: the key 'm'"),
        ('[{"m": ' + '{"x": ' * 150 + "1" + "}" * 150 + "}]", "nested"),
        ("[" * 100_000 + "]" * 100_000, "nested"),
        ("[1, 2]", "no table"),
        ("[]", "no table"),
        ('"text"', "no table"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(read: Read, text: str, problem: str) -> None:
    """With the line, where there is one."""
    with pytest.raises(DataError, match=problem):
        read(text)


def test_too_many_columns_are_refused(read: Read) -> None:
    """Every object has keys of its own."""
    with pytest.raises(DataError, match="10,000 columns"):
        read(standard.dumps([{str(number): 1} for number in range(10_001)]))


def test_json_is_recognised_by_how_it_begins() -> None:
    """Whatever it is called."""
    assert json.recognises(Start(b'\n [ {"m": 1}]', ".csv")) > 0.5
    assert json.recognises(Start(b'{"m": 1}', ".json")) > 0.7
    assert json.recognises(Start(b"[Link](x) {a}", ".md")) == 0
    assert json.recognises(Start(b"[" * 50_000, ".txt")) == 0
