"""What taking in scores would change, laid out, and what is to be asked before."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.errors import quoted
from leaderboard.table import Cell, Column, Table
from leaderboard.updates import merging

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


def overview(planned: pd.DataFrame, board: Board, found: Board, *, every: bool) -> Table:
    """Lay out what taking scores in would change; what is there already is counted, and listed on demand."""
    counts = planned["status"].value_counts()
    shown = planned if every else planned[planned["status"] != "same"]
    newcomers = planned.loc[planned["status"] == "new network", "network"].nunique()
    listed = [f"{status}: {counts[status]}" for status in merging.STATUSES if status in counts]
    notes = [" · ".join(listed) or "no score was found"]
    if newcomers:
        notes.append(f"{_cells.count(newcomers, 'network')} that the data does not have")
    return Table("Scores to take in", *_laid_out(shown, board, found), notes=tuple(notes))


def parts(
    planned: pd.DataFrame, board: Board, found: Board, files: Mapping[Path, int], *, with_conflicts: bool
) -> tuple[Table, ...]:
    """Lay a plan out for programs, by what becomes of the scores.

    ``new`` are those that --write takes in, ``same`` those that are there, ``left_out`` the others, each
    with its ``place`` and the ``reason``; ``files`` are those that were changed, and by how many ``rows``.
    """
    left = merging.left_out(planned, with_conflicts=with_conflicts)
    frames = {
        "new": merging.chosen(planned, with_conflicts=with_conflicts),
        "same": planned[planned["status"] == "same"],
        "left_out": left,
    }
    columns = (Column("path"), Column("rows"))
    changed = tuple((Cell(str(path)), Cell(rows)) for path, rows in files.items())
    return (
        *(Table("", *_laid_out(frame, board, found), name=name) for name, frame in frames.items()),
        Table("", columns, changed, name="files"),
    )


def _laid_out(
    shown: pd.DataFrame, board: Board, found: Board
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Lay out scores of a plan, in the order of their statuses."""
    order = shown["status"].map(merging.STATUSES.index)
    shown = shown.loc[order.sort_values(kind="stable").index]
    known = {row["dataset"]: row["title"] for row in _cells.rows_of(found.datasets_table)}
    known |= {row["dataset"]: row["title"] for row in _cells.rows_of(board.datasets_table)}
    return _cells.lay_out(
        shown,
        [
            Shown(Column("status", "Status")),
            Shown(Column("network", "Network")),
            Shown(
                Column("dataset", "Dataset"),
                lambda row: Cell(row["dataset"], known.get(row["dataset"] or "", "")),
            ),
            Shown(Column("split", "Split", expendable=3)),
            *_cells.metric_column(shown["metric"][shown["status"] != "unusable"], expendable=2),
            Shown(
                Column("score", "Score", "number"), lambda row: Cell(row["score"], row["score_text"] or "")
            ),
            Shown(
                Column("present", "In the data", "number", expendable=1),
                lambda row: Cell(_number(row["present"]), row["present"] or ""),
            ),
            *_cells.conditions("variant", "test_time", "extra_data"),
            Shown(Column("reason", "Why", wraps=True, expendable=1), _why),
        ],
    )


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _why(row: Row) -> Cell:
    """What is in the way of a score, for people."""
    if row["status"] == "unusable":
        return Cell(row["reason"], f"{row['place']}: {row['reason']}")
    if row["status"] == "undecided":
        return Cell(row["reason"], f"near {row['near'].replace(';', ', ')}")
    return Cell(row["reason"], "")


def questions(planned: pd.DataFrame) -> Iterator[str]:
    """Ask which networks are meant, and say how to answer."""
    for name, others in undecided(planned):
        says = " or ".join(f"--map {quote(f'{name}={other}')}" for other in (*others, name))
        meant = " or ".join(map(quoted, others))
        yield f"is {quoted(name)} the same as {meant}, or a network of its own? {says}"


def undecided(planned: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Return the networks of which it is open whether they are known, and those that they may be."""
    rows = planned.loc[planned["status"] == "undecided", ["found_network", "near"]].drop_duplicates()
    return [(name, near.split(";")) for name, near in rows.to_numpy().tolist()]
