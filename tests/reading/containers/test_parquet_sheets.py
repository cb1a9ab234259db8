"""Tables in Parquet."""

from __future__ import annotations

import base64
import sys
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet as written

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading.containers import parquet
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet


def column(path: Path, values: Any) -> list[str]:
    written.write_table(pa.table({"x": values}), path)
    (sheet,) = parquet.sheets(path)
    return list(sheet.rows[0])


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_a_named_index_stands_in_front(tmp_path: Path) -> None:
    """One without a name has no title."""
    import pandas as pd

    frame = pd.DataFrame({"f1": [1.5, None]}, index=pd.Index(["A", "B"], name="model"))
    frame.to_parquet(tmp_path / "t.parquet")
    (sheet,) = parquet.sheets(tmp_path / "t.parquet")
    assert (sheet.header, rows(sheet)) == (("model", "f1"), [["A", "1.5"], ["B", ""]])
    frame.rename_axis(None).to_parquet(tmp_path / "t.parquet")
    (sheet,) = parquet.sheets(tmp_path / "t.parquet")
    assert sheet.header == ("", "f1")


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([0.1, 92.0, None], pa.float64()), ["0.1", "92.0", ""]),
        (pa.array([0.1, 81.2, None], pa.float32()), ["0.1", "81.2", ""]),
        (pa.array([1, None], pa.int64()), ["1", ""]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([" A ", None, "B"]).dictionary_encode(), ["A", "", "B"]),
        (pa.array([Decimal("81.20"), None]), ["81.20", ""]),
        (pa.array([datetime(2026, 3, 1, tzinfo=UTC), None]), ["2026-03-01", ""]),
        (pa.array([datetime(2026, 3, 1, 12, 30, tzinfo=UTC)]), ["2026-03-01T12:30:00+00:00"]),
        (pa.array([["x", "y"], [], None]), ["x;y", "", ""]),
        (pa.array([None, None]), ["", ""]),
    ],
)
def test_values_are_written_as_text(tmp_path: Path, values: pa.Array, texts: list[str]) -> None:
    """With as few digits as tell numbers apart; nothing is empty."""
    assert column(tmp_path / "t.parquet", values) == texts


def test_objects_are_flattened_and_what_is_no_text_reported(tmp_path: Path) -> None:
    """The titles are joined."""
    table = pa.table({"m": ["A"], "mnist": [{"acc": 1.5, "f1": 2}], "raw": [b"x"]})
    written.write_table(table, tmp_path / "t.parquet")
    (sheet,) = parquet.sheets(tmp_path / "t.parquet")
    assert (sheet.header, rows(sheet)) == (("m", "mnist acc", "mnist f1"), [["A", "1.5", "2"]])
    assert sheet.loose == ((None, "'raw' holds binary, which is not read"),)


def test_more_than_a_file_can_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes can say any number of cells, or of bytes."""
    written.write_table(pa.table({"x": pa.repeat(1, 5_000_000)}), tmp_path / "t.parquet")
    with pytest.raises(DataError, match="far more cells than the file holds"):
        parquet.sheets(tmp_path / "t.parquet")
    monkeypatch.setattr(parquet, "MOST", 10)
    with pytest.raises(DataError, match="unpacked"):
        parquet.sheets(tmp_path / "t.parquet")


def test_what_cannot_be_read_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage, or the library that is missing, with what mends it."""
    path = tmp_path / "t.parquet"
    written.write_table(pa.table({"x": [1.5]}), path)
    whole = path.read_bytes()
    for damaged in (whole[:100], whole[:4], b"PAR1" + whole[90:], b"PAR1" + bytes(100) + b"PAR1"):
        path.write_bytes(damaged)
        with pytest.raises(DataError, match=r"not a Parquet file[^\n]*$"):
            parquet.sheets(path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DataError, match=r"pip install 'benchmark-leaderboard\[parquet\]'"):
        parquet.sheets(path)


def test_parquet_is_recognised_by_how_it_begins() -> None:
    """Whatever it is called."""
    assert parquet.recognises(Start(b"PAR1\0", ".csv")) == 1
    assert parquet.recognises(Start(b"m,f1\n", ".parquet")) == 0


@pytest.mark.parametrize("name", ["own.parquet", "own", "own.csv"])
def test_a_file_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    """Scores, and what is said of papers."""
    table = {"network": ["A", "B"], "dataset": ["Cityscapes", "cityscapes"], "miou": [81.25, 72.0]}
    about = {"year": [2019, None], "tags": [["x", "y"], None]}
    written.write_table(pa.table(table | about), tmp_path / name)

    board = leaderboard.load(tmp_path / name)

    assert list(board.results_table["score_text"]) == ["81.25", "72.0"]
    assert board.facts_of(["A"])[["year", "tags"]].to_numpy().tolist() == [[2019, "x;y"]]
    assert (board.remarks, board.unusable) == ((), ())


@pytest.mark.parametrize("score", ["bad", "inf", "101"])
def test_a_score_that_is_none_is_reported_with_its_row(tmp_path: Path, score: str) -> None:
    """There are no lines in such a file; the other rows are read."""
    path = tmp_path / "own.parquet"
    written.write_table(
        pa.table({"network": ["A", "B"], "dataset": ["cityscapes"] * 2, "miou": ["80", score]}), path
    )

    board = leaderboard.load(path)

    assert list(board.results_table["network"]) == ["A"]
    (unusable,) = board.unusable
    assert unusable.place == f"{path}: row 2"
    assert score in unusable.reason


@pytest.mark.parametrize("score", [[], [None], [float("inf")]])
def test_a_file_without_a_score_is_an_error(tmp_path: Path, score: list[float | None]) -> None:
    """It begins with the file."""
    path = tmp_path / "own.parquet"
    names = ["A"] * len(score)
    written.write_table(
        pa.table({"network": names, "dataset": names, "miou": pa.array(score, "float64")}), path
    )

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert caught.value.place == str(path)


ENDING = {
    "texts": (
        "UEFSMRUAFRYVFiwVAhUAFQYVBhw2ACgBQRgBQRERAAAAAgAAAAIBAQAAAEEVABUaFRosFQIVABUGFQYcNgAoAzEuNRgDMS41"
        "EREAAAACAAAAAgEDAAAAMS41FQQZPDUAGAZzY2hlbWEVBAAVDCUCGAVtb2RlbCUATBwAAAAVDCUCGANhY2MlAEwcAAAAFgIZ"
        "HBksJgAcFQwZJQYAGRgFbW9kZWwVABYCFlAWUCYIPDYAKAFBGAFBEREAGRwVABUAFQIAPBYCGQYZJgACAAAAJgAcFQwZJQYA"
        "GRgDYWNjFQAWAhZcFlwmWDw2ACgDMS41GAMxLjUREQAZHBUAFQAVAgA8FgYJBhkmAAIAAAAWrAEWAiYIFqwBACggcGFycXVl"
        "dC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZLBwAABwAAADpAAAAUEFSMQ=="
    ),
    "lists": (
        "UEFSMRUAFRYVFiwVAhUAFQYVBhw2ACgBQRgBQRERAAAAAgAAAAIBAQAAAEEVABUiFSIsFQIVABUGFQYcNgAoAXgYAXgREQAA"
        "AAIAAAACAAIAAAACAwEAAAB4FQAVGhUaLBUCFQAVBhUGHDYAKAMxLjUYAzEuNRERAAAAAgAAAAIBAwAAADEuNRUEGWw1ABgG"
        "c2NoZW1hFQYAFQwlAhgFbW9kZWwlAEwcAAAANQIYBHRhZ3MVAhUGTDwAAAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwc"
        "AAAAFQwlAhgDYWNjJQBMHAAAABYCGRwZPCYAHBUMGSUGABkYBW1vZGVsFQAWAhZQFlAmCDw2ACgBQRgBQRERABkcFQAVABUC"
        "ADwWAhkGGSYAAgAAACYAHBUMGSUGABk4BHRhZ3MEbGlzdAdlbGVtZW50FQAWAhZcFlwmWDw2ACgBeBgBeBERABkcFQAVABUC"
        "ADwWAhkmAgAZRgAAAAIAAAAmABwVDBklBgAZGANhY2MVABYCFlwWXCa0ATw2ACgDMS41GAMxLjUREQAZHBUAFQAVAgA8FgYJ"
        "BhkmAAIAAAAWiAIWAiYIFogCACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZPBwAABwAABwAAABpAQAAUEFS"
        "MQ=="
    ),
}
"""Files with one bit turned, about whose columns pyarrow says nothing but ends the process."""


@pytest.mark.parametrize("name", ENDING)
def test_what_a_damaged_file_says_of_its_columns_ends_no_process(name: str, tmp_path: Path) -> None:
    """It is read or refused, as the version of pyarrow can."""
    path = tmp_path / "table.parquet"
    path.write_bytes(base64.b64decode(ENDING[name]))

    with suppress(DataError):
        assert parquet.sheets(path)[0].header[0] == "model"


def test_lists_count_with_all_their_values(tmp_path: Path) -> None:
    """A row may hold more than fits."""
    path = tmp_path / "table.parquet"
    one = pa.array([[0] * 5_000_000])
    written.write_table(pa.table({"model": ["A"], "list": one, "acc": [1.0]}), path)

    with pytest.raises(DataError, match="far more cells than the file holds"):
        parquet.sheets(path)
