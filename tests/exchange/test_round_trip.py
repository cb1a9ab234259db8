"""What is written for other programs and read again is the same board, less what the notes name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from awkward import AWKWARD
from boards import FACTS, boards, full, named, rows, written
from hostile import HOSTILE

from leaderboard import exchange
from leaderboard.api import Leaderboard, load
from leaderboard.board.columns import RESULTS
from leaderboard.table import printable

if TYPE_CHECKING:
    from pathlib import Path

OF_MEADOWS = ["hub.meadow test=lab/meadow:test", "hub.meadow val=lab/meadow:val", "hub.bog=lab/bog:test"]

FORMATS = pytest.mark.parametrize("name", exchange.names())

HELD = {
    "eval-results": (),
    "every-eval-ever": tuple(name for name in RESULTS if name not in {"score", "spread"}),
    "model-index": ("split", "variant", "test_time"),
    "papers-with-code": ("split",),
    "parquet": tuple(name for name in RESULTS if name not in {"score", "spread"}),
}
"""What comes back of each score beside network, dataset, metric and digits."""

LABELS = {
    "spread_of": "kind of spread",
    "spread_text": "spread",
    "runs": "number of runs",
    "run": "single runs",
    "dataset": "datasets",
    "metric": "metrics",
}
"""How notes call the columns that they do not call by their names."""


def read_again(name: str, board: Leaderboard, folder: Path, said: list[str] | None = None) -> Leaderboard:
    """Write a board and read what was written."""
    again = load(written(name, board, folder / f"written.{name}", said))
    if name != "every-eval-ever":
        return again
    networks = again.results_table["network"].astype("str").str.removeprefix("someone/")  # as a note says
    return replace(again, results_table=again.results_table.assign(network=networks))


def notes(name: str, board: Leaderboard, said: list[str]) -> str:
    """Return what is said of what the files of a board do not hold."""
    writer = exchange.get(name)
    assert writer is not None
    return "\n".join(writer.write(board, said).notes)


@FORMATS
def test_the_shipped_board_comes_back(name: str, tmp_path: Path) -> None:
    """With the same scores, digits, places and directions."""
    board = load()

    again = read_again(name, board, tmp_path)

    assert (again.remarks, again.unusable) == ((), ())
    assert boards(again) == boards(board)
    columns = ("network", "dataset", "metric", "score_text", *HELD[name])
    assert rows(again, *columns) == rows(board, *columns)


@FORMATS
def test_what_does_not_come_back_is_named(name: str, tmp_path: Path) -> None:
    """Of a board where something stands in every column, with several metrics and runs."""
    board = full(tmp_path)
    said = OF_MEADOWS if name == "eval-results" else FACTS[name]

    again = read_again(name, board, tmp_path, said)

    text = notes(name, board, said)
    there = set(rows(again, "network", "score_text"))
    assert (
        set(rows(board, "network", "score_text")) == there or "other metrics than that which ranks (2" in text
    )
    for column in RESULTS:
        if column not in {"score", "spread"}:
            before, after = (
                Counter(row for row in rows(one, "network", "score_text", column) if row[:2] in there)
                for one in (board, again)
            )
            assert after == before or LABELS.get(column, column.replace("_", " ")) in text, column


@pytest.mark.parametrize("name", ["model-index", "parquet"])
def test_several_metrics_and_runs_come_back(name: str, tmp_path: Path) -> None:
    """Each with its unit and direction, also where nobody but the board describes them."""
    board = full(tmp_path)

    again = read_again(name, board, tmp_path)

    assert again.unusable == ()
    columns = ("network", "dataset", "metric", "score_text", *HELD[name])
    assert rows(again, *columns) == rows(board, *columns)
    for one in (board, again):
        about = one.metrics_table[["dataset", "metric", "unit", "better"]].itertuples(index=False, name=None)
        assert sorted(about) == [
            ("bog", "wer", "%", "lower"),
            ("meadow", "accuracy", "%", "higher"),
            ("meadow", "error", "%", "lower"),
            ("meadow", "latency", "ms", "lower"),
        ]


@FORMATS
@pytest.mark.parametrize("names", [AWKWARD, HOSTILE], ids=["awkward", "hostile"])
def test_every_name_comes_back(name: str, names: tuple[str, ...], tmp_path: Path) -> None:
    """As it is shown, on one line; where it is that of a folder, as that is called."""
    board = named(tmp_path, names)
    said = ["hub=someone/cityscapes:val"] if name == "eval-results" else FACTS[name]

    again = read_again(name, board, tmp_path, said)

    assert len(again.scores) == len(names)
    expected = {" ".join(printable(one).split()) for one in names}
    if name in {"eval-results", "every-eval-ever"}:
        assert again.scores["network"].nunique() == len(expected)
        text = notes(name, board, said)
        assert "networks that no folder can be called after" in text or "networks have ids" in text
    else:
        assert set(again.scores["network"]) == expected


def test_means_of_runs_have_the_digits_that_are_shown(tmp_path: Path) -> None:
    """And no more."""
    board = full(tmp_path)

    again = read_again("papers-with-code", board, tmp_path)

    (mean,) = (row for row in rows(again, "network", "score_text", "spread_text") if row[0] == "Sedge")
    assert mean == ("Sedge", "7.20", "0.141")


def test_a_board_of_runs_comes_back_run_by_run(tmp_path: Path) -> None:
    """In Parquet, which holds what tells runs apart."""
    board = full(tmp_path)

    again = read_again("parquet", board, tmp_path)

    runs = again.results_table[again.results_table["network"] == "Sedge"]
    assert list(runs["run"]) == ["1", "2"]
    assert list(runs["score_text"]) == ["7.10", "7.30"]
