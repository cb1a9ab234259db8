"""``leaderboard history``."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from leaderboard.answers.history import no_dates, timeline
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.commands._drawing import Drawing, Plot
from leaderboard.errors import UsageError
from leaderboard.plots.history import chart
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def history(
    dataset: options.Dataset = None,
    plot: Plot = False,
    *,
    filters: options.ScoreFilters,
    output: Drawing,
    source: options.Input,
) -> None:
    """Show who held the record of a dataset, and for how long.

    Goes by the month in which a paper first appeared. Without --dataset, shows the record
    that stands on each. A file that ends in .png, .svg or .pdf becomes a figure.

    Examples:

        leaderboard history --dataset cityscapes
        leaderboard history -d ade20k --plot
        leaderboard history -d cityscapes --output history.png
    """
    _check(dataset, output, plot=plot)
    board = filters.choose(source.read(None if filters.networks else dataset))
    if dataset is None:
        output.show(filters.noted(standing(board, _today())))
        return
    chosen = board.on(dataset)
    if output.picture:
        output.save(chart(chosen), output.picture)
        return
    table = filters.noted(records(chosen, drawn=plot))
    output.show(table, above=output.drawing(chart(chosen)) if plot else "")


def _check(dataset: str | None, output: Drawing, *, plot: bool) -> None:
    if dataset is None and (plot or output.picture):
        raise UsageError("one dataset is drawn at a time: choose it with --dataset")
    output.check_plot("history", plot=plot)


def _today() -> date:
    """Return today, or the day for which reproducible-builds.org lets a builder ask."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def records(chosen: Board, *, drawn: bool) -> Table:
    """Lay out the records of one board in the order of time; if they are not *drawn*, hint how to."""
    (about,) = _cells.rows_of(chosen.datasets_table)
    scores = timeline(chosen)
    if not scores.empty and not scores["date"].any():
        raise no_dates(about["title"])
    found = chosen.history()
    columns, rows = _cells.lay_out(
        found,
        [
            Shown(Column("date", "Since")),
            Shown(Column("network", "Network"), _cells.network),
            Shown(Column("score", about["metric"], "number"), _score),
            Shown(Column("gain", "Gain", "number"), _gain),
            Shown(Column("months", "Months", "number"), _stood),
            Shown(Column("published", "Published", expendable=3, view="document"), _cells.published),
            *_cells.conditions("variant", "extra_data"),
        ],
    )
    if found.empty:
        notes = ["no score fits"]
    else:
        number = _cells.count(int((scores["date"] != "").sum()), "score")
        notes = [
            f"{_cells.count(found['date'].nunique(), 'record')} among {number}",
            *_trust.explained(_cells.rows_of(found)),
            *_left_out(scores),
        ]
    hints = [] if found.empty or drawn else ["--plot draws it"]
    other_notes, other_hints = _cells.other_boards(chosen)
    split = f" {about['split']}" if about["split"] else ""
    return Table(
        f"{about['title']}{split} · records · {_cells.scale([about])}",
        columns,
        rows,
        notes=(*notes, *other_notes),
        hints=(*hints, *other_hints),
    )


def standing(board: Board, today: date) -> Table:
    """Lay out the record that stands on every board, and its age."""
    scores = timeline(board)
    if not scores.empty and not scores["date"].any():
        raise no_dates()
    found = board.records(today=today)
    dataset = _cells.title_of(board)
    columns, rows = _cells.lay_out(
        found,
        [
            Shown(Column("dataset", "Dataset"), dataset),
            Shown(Column("split", "Split", expendable=1)),
            Shown(Column("network", "Record of"), _cells.network),
            Shown(Column("score", _cells.scale_of(board.datasets_table), "number"), _cells.plain_score),
            Shown(Column("date", "Since")),
            Shown(Column("age", "Age", "number"), _age),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
        ],
    )
    if not rows:
        return Table("Records", columns, rows, notes=("no score fits",))
    notes = ["the record that stands on each dataset, by month of first appearance"]
    notes += [*_trust.explained(_cells.rows_of(found), dataset), *_left_out(scores)]
    dated = set(found["dataset"])
    if without := [name for name in scores["dataset"].unique() if name not in dated]:
        titles = (dataset({"dataset": name}).text for name in without)
        notes.append(f"no score with a date: {', '.join(titles)}")
    return Table(
        "Records", columns, rows, notes=tuple(notes), hints=("--dataset NAME shows those before it",)
    )


def _left_out(scores: pd.DataFrame) -> list[str]:
    """Say how many scores have no month, if there are any."""
    number = int((scores["date"] == "").sum())
    return [f"left out: {_cells.count(number, 'score')} without a date"] if number else []


def _score(row: Row) -> Cell:
    """The score; the one that stands is marked."""
    return replace(_cells.plain_score(row), mark="" if row["until"] else "best")


def _gain(row: Row) -> Cell:
    return Cell() if row["gain"] is None else _cells.gap({**row, "gap": row["gain"]})


def _stood(row: Row) -> Cell:
    months = row["months"]
    return Cell(months, "still" if months is None else f"{months}")


def _age(row: Row) -> Cell:
    return Cell(row["age"], _cells.count(row["age"], "month"))
