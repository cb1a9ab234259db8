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
from conftest import table
from hypothesis import given, settings
from hypothesis import strategies as st

import leaderboard
from leaderboard.api import Leaderboard

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


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """See that two frames have the same cells, to the last bit."""
    one, other = (
        frame.astype({name: "object" for name, kind in frame.dtypes.items() if kind == "category"})
        for frame in (one, other)
    )
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_an_engine_answers_as_all_rows_do(
    engine: tuple[str, Callable[..., Any]], all_rows: tuple[bool, Leaderboard]
) -> None:
    """Missing and odd cells, ties, seeds and lower-is-better included."""
    name, frame = engine
    seeds, everything = all_rows
    if seeds and name in {"spark", "dask"}:
        pytest.skip("once is enough where a cluster is started for it")
    board = leaderboard.load(frame(columns(seeds=seeds)))

    same(board.top(), everything.top())
    same(board.overall(min_datasets=1), everything.overall(min_datasets=1))
    same(board.datasets(), everything.datasets())
    same(board.table(), everything.table())
    same(board.records(today=TODAY), everything.records(today=TODAY))
    if name in {"dask", "spark"}:  # where each question takes seconds, what was asked is enough
        return
    other = leaderboard.load(frame(columns(seeds=seeds)))
    for dataset, metric in (("one", None), ("Cityscapes", "perplexity")):
        same(other.top(dataset, metric=metric), everything.top(dataset, metric=metric))
    same(other.show(*NAMES), everything.show(*NAMES))
    same(other.compare(*NAMES), everything.compare(*NAMES))
    same(other.history("two"), everything.history("two"))


def test_filters_choose_what_they_choose_of_all_rows(
    engine: tuple[str, Callable[..., Any]], all_rows: tuple[bool, Leaderboard]
) -> None:
    """By split, evidence, extra data and network."""
    name, frame = engine
    seeds, everything = all_rows
    if seeds or name in {"spark", "dask"}:
        pytest.skip("tried with the engines that start fast")
    board = leaderboard.load(frame(columns(seeds=False)))

    for said in (
        {"split": "val"},
        {"evidence": ["paper"]},
        {"without_extra_data": True},
        {"networks": ["007", "Ünet"]},
    ):
        same(board.where(**said).top("one"), everything.where(**said).top("one"))
    same(board.on("one").where(split="val").table(), everything.on("one").where(split="val").table())


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
