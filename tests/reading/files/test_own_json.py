"""JSON and JSON Lines of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard import exporters
from leaderboard.commands import datasets, export, papers, show, top
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard
    from leaderboard.table import Table

READ = ["network", "dataset", "score_text", "split", "variant", "test_time", "extra_data", "evidence", "note"]


def written(*tables: Table) -> str:
    """Write tables as ``--format json`` does."""
    return exporters.get("json").render(tables)


def scores(board: Leaderboard, *columns: str) -> list[list[str]]:
    """Return what was read."""
    wanted = columns or ("network", "dataset", "score_text")
    return board.results_table[list(wanted)].astype(str).to_numpy().tolist()


@pytest.mark.parametrize("dataset", ["streets", "rooms", "depth"])
def test_a_board_is_read_back_without_loss(write: Write, board: Leaderboard, dataset: str) -> None:
    """Every score with its digits, how it was reached, its paper, and what is better."""
    before = board.top(dataset, every_score=True)

    read = leaderboard.load(
        write(written(top.ranking(board, dataset, limit=None, every_score=True)), "a.json")
    )

    after = read.top(dataset, every_score=True)
    assert after.astype(object).fillna("").equals(before.astype(object).fillna(""))


def test_the_shipped_boards_are_read_back_without_loss(write: Write, shipped: Leaderboard) -> None:
    """Portraits of all networks hold all scores."""
    names = list(shipped.results_table["network"].unique())

    read = leaderboard.load(write(written(*show.portraits(shipped, list(names))), "all.json"))

    splits = shipped.results_table.assign(split=shipped.counted_on())[[*READ, "source"]]
    assert sorted(scores(read, *READ, "source")) == sorted(splits.astype(str).to_numpy().tolist())
    # The date stands with the scores, where that of the paper counts for those without one.
    facts = shipped.facts_of(names).drop(columns="date").astype(object).fillna("")
    assert read.facts_of(names).drop(columns="date").astype(object).fillna("").equals(facts)
    assert read.remarks == ()


def test_the_whole_table_is_read_back_without_loss(write: Write, board: Leaderboard) -> None:
    """A column per dataset, several scores in a cell, and metrics of one's own."""
    text = written(export.whole(board, limit=None, every_score=True))

    read = leaderboard.load(write(text, "table.json"))

    assert by_network(written(export.whole(read, limit=None, every_score=True))) == by_network(text)
    assert read.top("depth")[["metric", "unit", "better"]].to_numpy().tolist()[0] == ["RMSE", "m", "lower"]


def by_network(text: str) -> dict[str, dict[str, object]]:
    """Return the rows of a table of all networks by their names; their dates stand with the scores once read."""
    rows = json.loads(text)
    return {row["network"]: {key: cell for key, cell in row.items() if key != "date"} for row in rows}


def test_what_holds_no_scores_is_an_error(write: Write, board: Leaderboard) -> None:
    """One line that says what is missing: counts name no networks, and are no scores."""
    bibliography = papers.bibliography(board, "", topic=None, limit=None)
    for table, problem in (
        (datasets.boards(board), "no column of networks"),
        (bibliography, "no column of scores"),
    ):
        with pytest.raises(DataError, match=problem):
            leaderboard.load(write(written(table), "other.json"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.json", '[{"network": "A", "dataset": "cityscapes", "miou": 80.10}]'),
        ("own", '\ufeff[\r\n{"Network": "A", "data set": "cityscapes", "mIoU": "80.10"}\r\n]'),
        ("own.json", '[{"network": "A", "Cityscapes": 80.10, "note": null}]'),
        ("own.json", '{"results": [{"network": "A", "dataset": "cityscapes", "score": 80.10}]}'),
        ("own.json", '{"network": "A", "dataset": "cityscapes", "score": 80.10}'),
        ("own.jsonl", '{"network": "A", "dataset": "cityscapes", "score": 80.10}\n\n'),
        (
            "own",
            '{"network": "A", "dataset": "cityscapes", "score": 80.10}\n{"network": "B", "dataset": "x", "score": 1}',
        ),
        ("own.ndjson", '{"network": "A", "cityscapes": 80.10}\r\n{"network": "B", "ade20k": 1}\r\n'),
    ],
)
def test_json_of_ones_own(write: Write, name: str, content: str) -> None:
    """Long or wide, in a list, in an object or a line each; keys as in a CSV, digits as they stand."""
    board = leaderboard.load(write(content, name))

    assert scores(board)[0] == ["A", "cityscapes", "80.10"]


def test_numbers_keep_their_digits(write: Write) -> None:
    """However many there are."""
    digits = "80.123456789012345678901234567890"

    board = leaderboard.load(
        write(f'[{{"network": "A", "dataset": "cityscapes", "miou": {digits}}}]', "a.json")
    )

    assert scores(board) == [["A", "cityscapes", digits]]


def test_a_dataset_has_a_board_for_each_metric(write: Write) -> None:
    """What is better is known by its name."""
    board = leaderboard.load(
        write(
            '{"network": "A", "dataset": "x", "metric": "FID", "score": 3}\n'
            '{"network": "A", "dataset": "x", "metric": "IS", "score": 9}\n',
            "a.jsonl",
        )
    )

    assert scores(board, "metric", "score_text") == [["FID", "3"], ["IS", "9"]]
    assert board.boards is not None
    assert board.boards.set_index("metric")["better"].to_dict() == {"FID": "lower", "IS": "higher"}


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [
        ("5", 3, "no object"),
        ('{"network": "B", "dataset": "cityscapes", "miou": "5O"}', 3, "'5O' is no number"),
        ('{"network": "B",\n"dataset": "cityscapes", "miou": 500}', 3, "500 is not between 0 and 100 %"),
        ('{"network": [[1]], "dataset": "cityscapes"}', 3, "'network' holds a list"),
        ('{"network": "", "dataset": "cityscapes", "miou": 5}', 3, "no network"),
        (f'{{"network": "B", "dataset": "cityscapes", "miou": {"9" * 5000}}}', 3, "no finite number"),
    ],
)
def test_what_cannot_be_used_is_kept_in_view_with_its_line(
    write: Write, row: str, line: int, problem: str
) -> None:
    """The rest is read."""
    path = write(f'[\n{{"network": "A", "dataset": "cityscapes", "miou": 80}},\n{row}]', "a.json")

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "80"]]
    (one,) = board.unusable
    assert one.place == f"{path}:{line}"
    assert problem in one.reason
    assert len(one.reason) < 200


def test_what_is_no_direction_is_remarked_on(write: Write) -> None:
    """The board is not ranked."""
    path = write('[{"network": "A", "dataset": "x", "score": 5, "better": "more"}]', "a.json")

    board = leaderboard.load(path)

    assert board.rank()["place"].isna().all()
    assert any(remark.startswith(f"{path}: ") and "'more'" in remark for remark in board.remarks)


def test_a_unit_beside_a_score_is_that_of_its_number(write: Write) -> None:
    """One percent is no share, though it is not more than 1."""
    board = leaderboard.load(
        write('[{"network": "A", "dataset": "cityscapes", "unit": "%", "score": 0.50}]', "a.json")
    )

    assert scores(board) == [["A", "cityscapes", "0.50"]]


def test_half_a_character_is_shown_as_it_was_escaped(write: Write) -> None:
    """Nothing could encode it."""
    board = leaderboard.load(write(r'[{"network": "A\ud800", "dataset": "x", "miou": 1}]', "a.json"))

    assert scores(board) == [["A\\ud800", "x", "1"]]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", '[\n{"network": "A",\n', ":2: the JSON is cut off: what is open here is never closed"),
        ("a.json", '[{"network": "A', ":1: the JSON is cut off"),
        ("a.json", '[{"network": "A",}]', ":1: not JSON: "),
        ("a.json", "nothing", ":1: not JSON: "),
        ("a.json", '[{"a": 1}] x', ":1: not JSON: "),
        ("a.json", "[" * 100_000, ": nested too deeply to be scores"),
        ("a.json", '{"a":' * 100_000, ": nested too deeply to be scores"),
        ("a.json", "[]", ": there is no table in it"),
        ("a.json", "5", ": there is no table in it"),
        ("a.json", '[{"network": "A"},\n\n5]', ": no column of scores"),
        ("a.json", '\n[{"a": 1, "a": 2}]', ":2: the key 'a' stands in an object twice"),
        ("a.jsonl", '{"a": 1}\n\n{"a": 1, "a": 2}', ":3: the key 'a' stands in an object twice"),
        ("a.jsonl", '{"a": 1}\n{"a": ', ":2: the JSON is cut off"),
        (
            "a.json",
            '[{"network": "A", "dataset": "x", "miou": ' + "9" * 5000 + "}]",
            ": no cell of the column 'miou'",
        ),
        ("a.json", b'[{"network": "\xe9"}]', ":1: not UTF-8 text"),
    ],
)
def test_json_that_cannot_be_used_is_an_error(
    write: Write, name: str, content: str | bytes, problem: str
) -> None:
    """One line with the place."""
    path = write(content, name)

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value).startswith(f"{path}{problem}")
    assert len(str(caught.value)) < len(str(path)) + 200


values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5)
keys = st.sampled_from(
    ["network", "dataset", "miou", "score", "cityscapes", "year", "paper", "metric", "better"]
)
things = st.recursive(
    values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys | st.text(max_size=3), inner),
    max_leaves=12,
)


@given(thing=things | st.lists(st.dictionaries(keys, values)))
def test_no_json_ends_in_a_traceback(thing: object, tmp_path: Path) -> None:
    """It is read, or refused with the name of the file."""
    path = tmp_path / "own.json"
    path.write_text(json.dumps(thing), encoding="utf-8")

    try:
        problem = f"{path}: {leaderboard.load(path).number_of_scores()}"
    except DataError as error:
        problem = str(error)

    assert problem.startswith(str(path))


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf", "Co")), min_size=1, max_size=4
)
numbers = st.decimals(0, 100, places=2).map(str)


@given(
    rows=st.lists(
        st.tuples(names, st.sampled_from(["cityscapes", "ade20k"]), numbers), min_size=1, max_size=8
    )
)
def test_scores_survive_the_way_through_json(rows: list[tuple[str, str, str]], tmp_path: Path) -> None:
    """Names and digits, whatever they are."""
    path = tmp_path / "own.json"
    keys = ("network", "dataset", "miou")
    objects = (
        ", ".join(f"{json.dumps(key)}: {json.dumps(text)}" for key, text in zip(keys, row, strict=True))
        for row in rows
    )
    path.write_text("[" + ", ".join(f"{{{one}}}" for one in objects) + "]", encoding="utf-8")
    board = leaderboard.load(path)

    again = tmp_path / "again.json"
    again.write_text(
        written(
            *(
                top.ranking(board, name, limit=None, every_score=True)
                for name in board.datasets_table["dataset"]
            )
        ),
        encoding="utf-8",
    )

    assert sorted(scores(leaderboard.load(again))) == sorted(scores(board))
