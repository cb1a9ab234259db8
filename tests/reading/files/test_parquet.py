"""Parquet."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import TYPE_CHECKING, Any

import numpy as np  # noqa: TID253 - tests may
import pandas as pd  # noqa: TID253 - tests may
import pytest

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard import Leaderboard

pyarrow = pytest.importorskip("pyarrow")


def written(path: Path, columns: dict[str, Any], index: str | None = None) -> Path:
    """Write columns as a file."""
    frame = pd.DataFrame(columns)
    (frame.set_index(index) if index else frame).to_parquet(path, engine="pyarrow")
    return path


def scores(board: Leaderboard) -> list[list[str]]:
    """Return what was read."""
    return board.results_table[["network", "dataset", "score_text"]].astype(str).to_numpy().tolist()


@pytest.mark.parametrize("name", ["own.parquet", "own.pq", "own", "own.csv"])
def test_one_score_a_row(tmp_path: Path, name: str) -> None:
    """With what is said of papers; whatever the file is called."""
    path = written(
        tmp_path / name,
        {
            "network": ["A", "B"],
            "dataset": ["Cityscapes", "cityscapes"],
            "miou": [81.25, 72.0],
            "year": [2019, None],
            "tags": [["x", "y"], None],
            "date": [dt.date(2019, 1, 2), None],
        },
    )

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "81.25"], ["B", "cityscapes", "72.0"]]
    assert board.facts_of(["A"])[["year", "date", "tags"]].to_numpy().tolist() == [
        [2019, "2019-01-02", "x;y"]
    ]
    assert board.remarks == ()


def test_one_column_per_dataset(tmp_path: Path) -> None:
    """What is missing is not reported; the index counts as a column."""
    path = written(
        tmp_path / "own.parquet",
        {"network": ["A", "B"], "Cityscapes": [81.5, None], "ADE20K": [45, 46]},
        "network",
    )

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "81.5"], ["A", "ade20k", "45"], ["B", "ade20k", "46"]]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (np.array([81.2, 72], dtype="float32"), ["81.2", "72.0"]),
        (np.array([81.2, 72], dtype="float64"), ["81.2", "72.0"]),
        ([81, 72], ["81", "72"]),
        (["81.20", "72"], ["81.20", "72"]),
        ([decimal.Decimal("81.20"), decimal.Decimal("72.00")], ["81.20", "72.00"]),
        (pd.Categorical(["81.2", "72"]), ["81.2", "72"]),
        (pd.array([81, 72], dtype="Int16"), ["81", "72"]),
    ],
)
def test_numbers_have_as_many_digits_as_tell_them_apart(
    tmp_path: Path, values: object, texts: list[str]
) -> None:
    """Floats of 32 bits have fewer."""
    path = written(tmp_path / "a.parquet", {"network": ["A", "B"], "dataset": ["x", "x"], "miou": values})

    assert list(leaderboard.load(path).results_table["score_text"]) == texts


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"network": ["A"], "dataset": ["x"], "miou": [None]}, "row 1: the score is empty"),
        (
            {"network": ["A", "B"], "dataset": ["x", "x"], "miou": ["1", "bad"]},
            "row 2: the score 'bad' is not a finite",
        ),
        (
            {"network": ["A"], "dataset": ["x"], "miou": [float("inf")]},
            "row 1: the score 'inf' is not a finite number",
        ),
        ({"network": ["A"], "dataset": ["x"], "miou": [101]}, "row 1: the score is not between 0 and 100 %"),
        (
            {"network": ["A"], "dataset": [{"a": 1}], "miou": [1]},
            "row 1: 'dataset' holds neither text, number nor",
        ),
        (
            {"model": ["A"], "dataset": ["x"], "miou": [1]},
            "no column 'network'; the columns are 'model', 'dataset'",
        ),
        ({"network": [], "dataset": [], "miou": []}, "there are no scores in it"),
        ({"network": ["A"], "network ": ["A"], "miou": [1]}, "the column 'network' stands there twice"),
    ],
)
def test_what_cannot_be_used_is_an_error_with_its_row(
    tmp_path: Path, columns: dict[str, Any], problem: str
) -> None:
    """There are no lines in such a file."""
    path = written(tmp_path / "own.parquet", columns)

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value).startswith(f"{path}: {problem}")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:100], lambda data: data[:4], lambda data: b"PAR1" + data[90:]]
)
def test_a_damaged_file_is_an_error(tmp_path: Path, damage: Any) -> None:
    """In the words of the library, on one line."""
    whole = written(tmp_path / "whole.parquet", {"network": ["A"], "dataset": ["x"], "miou": [1.5]})
    path = tmp_path / "own.parquet"
    path.write_bytes(damage(whole.read_bytes()))

    with pytest.raises(DataError, match=r"own\.parquet: not a Parquet file that can be read: ") as caught:
        leaderboard.load(path)

    assert "\n" not in str(caught.value)


def test_a_file_that_says_more_than_can_be_held_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few bytes can say any number of rows."""
    from leaderboard.importers import parquet

    monkeypatch.setattr(parquet, "MOST", 1_000_000)
    path = written(tmp_path / "own.parquet", {"network": ["A"] * 600_000, "cityscapes": [1] * 600_000})

    with pytest.raises(DataError, match=r"own\.parquet: more than 1 million cells, which are not read"):
        leaderboard.load(path)


def test_without_the_library_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra."""
    import sys

    path = written(tmp_path / "own.parquet", {"network": ["A"], "cityscapes": [1]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(
        DataError, match=r"reading Parquet takes pyarrow: pip install 'benchmark-leaderboard\[parquet\]'"
    ):
        leaderboard.load(path)
