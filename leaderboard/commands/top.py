"""``leaderboard top``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import top as best_of
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.table import Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board


@gathered
def top(
    dataset: options.Dataset = None,
    limit: options.Limit = None,
    every_score: options.EveryScore = False,
    *,
    filters: options.ScoreFilters,
    output: options.Output,
    source: options.Input,
) -> None:
    """Rank the networks of a dataset, or show the leader of each.

    Documents show the first 10 unless --limit or --all says otherwise; csv, tsv and
    json have them all.

    Examples:

        leaderboard top --dataset cityscapes
        leaderboard top -d ade20k --since 2018 --with-code -n 5
        leaderboard top -d voc --evidence paper,authors -f markdown
    """
    board = filters.choose(source.read(None if filters.networks else dataset))
    if dataset is None:
        output.show(filters.noted(leaders(board, limit=limit)))
    else:
        if limit is None and not every_score and output.exporter.holds == "document":
            limit = 10
        output.show(filters.noted(ranking(board, dataset, limit=limit, every_score=every_score)))


def ranking(board: Board, dataset: str, *, limit: int | None, every_score: bool) -> Table:
    """Lay out one board, best network first."""
    chosen = board.on(dataset)
    (about,) = _cells.rows_of(chosen.datasets_table)
    rows = best_of(chosen, limit=limit, every_score=every_score)
    shown = [
        Shown(Column("place", "#", "number"), _cells.place),
        Shown(Column("network", "Network"), _cells.network),
        Shown(Column("score", about["metric"], "number"), _cells.score),
        Shown(Column("gap", "Gap", "number", expendable=4), _cells.gap),
        Shown(Column("published", "Published", expendable=3, view="document"), _cells.published),
        Shown(Column("code", "Code", expendable=5, view="document"), _cells.code),
    ]
    apart = ("variant", "test_time", "extra_data") if every_score else ("extra_data",)
    columns, cells = _cells.lay_out(rows, [*shown, *_cells.conditions(*apart)])
    notes, hints = _remarks(chosen, rows, every_score=every_score)
    split = f" {about['split']}" if about["split"] else ""
    return Table(
        title=f"{about['title']}{split} · {_cells.scale([about])}",
        columns=columns,
        rows=cells,
        notes=notes,
        hints=hints,
    )


def _remarks(
    chosen: Board, rows: pd.DataFrame, *, every_score: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Note how many there are, what counts, and where else the dataset has scores; hint how to see it."""
    thing = "score" if every_score else "network"
    total = 0 if rows.empty else chosen.number_of_scores() if every_score else int(rows["of"].iloc[0])
    number = _cells.count(total, thing)
    notes, hints = [number], []
    if rows.empty:
        notes = [f"no {thing} fits"]
    elif len(rows) < total:
        notes = [f"{len(rows)} of {number}"]
        hints.append(f"-n {total} shows all")
    if not every_score and not rows.empty:
        notes[0] += " · best published score of each"
    notes += _trust.explained(_cells.rows_of(rows))
    other_notes, other_hints = _cells.other_boards(chosen)
    return (*notes, *other_notes), (*hints, *other_hints)


def leaders(board: Board, *, limit: int | None) -> Table:
    """Lay out the leader of every dataset."""
    found = board.top()[:limit]
    title = _cells.title_of(board)
    columns, cells = _cells.lay_out(
        found,
        [
            Shown(Column("dataset", "Dataset"), title),
            Shown(Column("split", "Split", expendable=1)),
            Shown(Column("network", "Leader"), _cells.network),
            Shown(
                Column("score", _cells.scale_of(board.datasets_table), "number"),
                _cells.plain_score,  # every one of them is the best of its board
            ),
            Shown(Column("of", "Networks", "number", expendable=3)),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
            Shown(Column("code", "Code", expendable=4, view="document"), _cells.code),
        ],
    )
    if not cells:
        return Table("Leaders", columns, cells, notes=("no score fits",))
    notes = ("best published score on each dataset", *_trust.explained(_cells.rows_of(found), title))
    return Table("Leaders", columns, cells, notes=notes, hints=("--dataset NAME shows its board",))
