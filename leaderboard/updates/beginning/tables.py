"""The tables that a board begins with: what was found elsewhere, taken in as importing does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from leaderboard import storage
from leaderboard.board.columns import DATASETS, LINKS, PAPERS
from leaderboard.reading import read
from leaderboard.reading.boards import nothing
from leaderboard.storage import CsvFile
from leaderboard.updates import merging
from leaderboard.updates.tables import Tables
from leaderboard.updates.taking_in import Taken, opened, results_header, take_in

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board


_BETWEEN = re.compile(r"[^a-z0-9.+_]+")
"""What no id has: all that is hard to type."""


class Begun(NamedTuple):
    """What the tables hold, what was *planned* for all that was found, and what is to be said of it."""

    board: Board
    planned: pd.DataFrame
    taken: Taken


def begin(place: Path, found: Board) -> Begun:
    """Make a folder of tables of what was *found*; each describes what it holds, and is there though empty.

    Raises:
        LeaderboardError: The tables have no room for something, or cannot be written.
    """
    found = _with_splits(_easy_to_type(found))
    planned = merging.plan(nothing(), found, all_new=True)
    chosen = merging.chosen(planned, with_conflicts=False)
    taken = Taken()
    if chosen.empty:
        place.mkdir()
        _begin_table(place / "results.csv", results_header(found))
    else:
        with opened(place, found):
            insertions, taken = take_in(Tables(place), chosen, found)
            storage.write(insertions)
    board = read(place)
    if not Tables(place).described and not chosen.empty:  # the program knows them, others who read it do not
        with_scores = board.datasets_table["dataset"].isin(set(board.results_table["dataset"]))
        described = board.datasets_table[with_scores]
        rows = [dict(zip(described.columns, row, strict=True)) for row in described.itertuples(index=False)]
        with storage.locked(place):
            storage.write([Tables(place).fitted("datasets", rows, DATASETS)])
        taken.counts["datasets"] = len(rows)
    for name, columns in (("datasets", DATASETS), ("papers", PAPERS), ("links", LINKS)):
        if not (place / f"{name}.csv").exists():
            _begin_table(place / f"{name}.csv", columns)
    return Begun(board, planned, taken)


def _with_splits(found: Board) -> Board:
    """Give a dataset that names no split the one on which all its scores are, if that is so."""
    results, datasets = found.results_table, found.datasets_table
    on: dict[str, set[str]] = {}
    for dataset, split in zip(results["dataset"].astype("str"), results["split"].astype("str"), strict=True):
        on.setdefault(dataset, set()).add(split)
    only = {dataset: min(splits) for dataset, splits in on.items() if len(splits) == 1}
    splits = [
        split or only.get(dataset, "")
        for dataset, split in zip(datasets["dataset"], datasets["split"], strict=True)
    ]
    return replace(found, datasets_table=datasets.assign(split=splits))


def _easy_to_type(found: Board) -> Board:
    """Give datasets short ids where others wrote a title; the title stays."""
    ids: dict[str, str] = {}
    for name in found.datasets_table["dataset"]:
        short = _BETWEEN.sub("-", name.casefold()).strip("-")
        ids[name] = short if short and short not in ids.values() else name
    tables = {
        table: getattr(found, table).astype({"dataset": "str"}).replace({"dataset": ids})
        for table in ("results_table", "datasets_table", "metrics_table")
    }
    return replace(found, **tables)


def _begin_table(path: Path, columns: tuple[str, ...] | list[str]) -> None:
    storage.write_bytes(path, CsvFile.new(path, columns).content)
