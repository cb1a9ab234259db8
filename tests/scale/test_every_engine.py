"""Every engine takes the same rows, and the answers are those of all rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from engines import same, table
from hypothesis import given, settings
from hypothesis import strategies as st

import leaderboard
from leaderboard.api import Leaderboard

pytestmark = pytest.mark.apart

ROWS = 100_000
TODAY = date(2026, 1, 1)
NAMES = ("007", "ß-Net", "网络")


@cache
def columns(*, seeds: bool) -> dict[str, list[str | None]]:
    """Make the table once."""
    return table(ROWS if not seeds else 20_000, seeds=seeds)


@pytest.fixture(scope="module", params=[False, True], ids=["scores", "seeds"])
def all_rows(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bool, Leaderboard]:
    """Read all rows of the table as ever: nothing is left out."""
    path: Path = tmp_path_factory.mktemp("rows") / "scores.csv"
    pd.DataFrame(columns(seeds=request.param)).to_csv(path, index=False)
    return request.param, leaderboard.load(path)


def test_an_engine_answers_as_all_rows_do(
    engine: Callable[..., Any], all_rows: tuple[bool, Leaderboard]
) -> None:
    """Missing and odd cells, ties, seeds and lower-is-better included."""
    seeds, everything = all_rows
    board = leaderboard.load(engine(columns(seeds=seeds)))

    same_for_all(board, everything)
    same(board.records(today=TODAY), everything.records(today=TODAY))
    other = leaderboard.load(engine(columns(seeds=seeds)))
    for dataset, metric in (("one", None), ("Cityscapes", "perplexity")):
        same(other.top(dataset, metric=metric), everything.top(dataset, metric=metric))
    same(other.show(*NAMES), everything.show(*NAMES))
    same(other.compare(*NAMES), everything.compare(*NAMES))
    same(other.history("two"), everything.history("two"))


def test_a_cluster_answers_as_all_rows_do(cluster: Callable[..., Any], tmp_path: Path) -> None:
    """Though the rows are in several processes; each question takes seconds, so that few rows are asked."""
    data = table(10_000)
    path = tmp_path / "scores.csv"
    pd.DataFrame(data).to_csv(path, index=False)
    board = leaderboard.load(cluster(data))

    everything = leaderboard.load(path)
    same_for_all(board, everything)
    same(leaderboard.load(cluster(data)).top("one"), everything.top("one"))


def same_for_all(board: Leaderboard, everything: Leaderboard) -> None:
    """Ask about all networks on all datasets."""
    same(board.top(), everything.top())
    same(board.overall(min_datasets=1), everything.overall(min_datasets=1))
    same(board.datasets(), everything.datasets())
    same(board.table(), everything.table())


@pytest.mark.parametrize(
    "said",
    [
        {"split": "val"},
        {"evidence": ["paper"]},
        {"without_extra_data": True},
        {"networks": ["007", "Ünet"]},
    ],
    ids=lambda said: next(iter(said)),
)
def test_filters_choose_what_they_choose_of_all_rows(
    engine: Callable[..., Any], said: dict[str, Any], tmp_path: Path
) -> None:
    """By split, evidence, extra data and network."""
    data = table(5_000)
    path = tmp_path / "scores.csv"
    pd.DataFrame(data).to_csv(path, index=False)
    board, everything = leaderboard.load(engine(data)), leaderboard.load(path)

    same(board.where(**said).top("one"), everything.where(**said).top("one"))
    same(board.on("one").where(**said).table(), everything.on("one").where(**said).table())


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_neither_order_nor_parts_matter(chance: random.Random, parts: int) -> None:
    """Rows may stand anywhere."""
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    data = table(500)
    order = list(range(500))
    chance.shuffle(order)
    shuffled = {name: [texts[place] for place in order] for name, texts in data.items()}
    frames = [polars.DataFrame(shuffled)[number::parts] for number in range(parts)]

    board = leaderboard.load(polars.concat(frames, rechunk=False))

    expected = leaderboard.load(polars.DataFrame(data))
    for answer in ("table", "rank", "datasets"):
        one, other = getattr(board, answer)(), getattr(expected, answer)()
        same(one.drop(columns="row", errors="ignore"), other.drop(columns="row", errors="ignore"))
