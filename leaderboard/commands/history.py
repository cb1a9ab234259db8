"""``leaderboard history``."""

from __future__ import annotations

from dataclasses import replace
from operator import methodcaller
from typing import TYPE_CHECKING

from leaderboard.answers.beside import named
from leaderboard.answers.history import curve, newest_score, no_dates, timeline
from leaderboard.answers.history import history as records_of
from leaderboard.answers.history import records as standing_records
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.commands._today import today
from leaderboard.errors import UsageError
from leaderboard.plots.history import chart
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def history(
    word: options.Word = None,
    dataset: options.Dataset = None,
    beside: options.Beside = None,
    plot: options.Plot = False,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Drawing,
    source: options.Input,
) -> None:
    """Show who held the record of a dataset, and for how long.

    Without --dataset, shows the current record of each; with one --network, its scores over time.

    A score counts from the month of its own date, or else from the first appearance of its
    paper. A file that ends in .svg, .png or .pdf becomes a picture.

    Examples:

        leaderboard history cityscapes
        leaderboard history -d ade20k --plot
        leaderboard history -d cityscapes --output history.png
    """
    dataset = options.said_once(word, dataset)
    output.check_plot("history", plot=plot)
    output.check_picture({"--with": beside, **shown.given})
    whole = source.read(dataset=dataset, networks=filters.networks or ())
    dataset = dataset or _cells.only_dataset(whole)
    if dataset is None and (plot or output.picture):
        raise UsageError("one dataset is drawn at a time: choose it with --dataset")
    names = shown.beside(whole, named(whole, options.named_list(beside)))
    board = filters.choose(whole)
    if dataset is None:
        table = standing(board, today(), beside=names, shown=shown)
        output.show(*shown.of(filters.noted(table, whole)), of=source.place)
        return
    on = methodcaller("on", dataset)
    chosen = on(board)
    if output.picture:
        output.save(chart(chosen), output.picture, of=source.place, newest=newest_score(chosen))
        return
    if filters.networks and len(filters.networks) == 1 and not plot:
        table = course(chosen, filters.networks[0], beside=names, shown=shown)
        output.show(*shown.of(filters.noted(table, whole, on)), of=source.place)
        return
    table = filters.noted(records(chosen, drawn=plot, beside=names, shown=shown), whole, on)
    drawn = output.drawing(chart(chosen)) if plot else ""
    output.show(*shown.of(table), above=drawn, of=source.place)


def course(
    chosen: Board, network: str, *, beside: Sequence[str] = (), shown: options.Fields | None = None
) -> Table:
    """Lay out the scores of one network on one board in the order of time."""
    about = chosen.about
    found = curve(chosen, network)
    rows, others = _cells.beside(chosen, found, beside)
    rows = rows if shown is None else shown.ordered(rows, _cells.better_of(chosen))
    columns, cells = _cells.lay_out(
        rows,
        [
            Shown(Column("date", "Date")),
            Shown(Column("score", about["metric"], "number"), _cells.plain_score),
            Shown(Column("change", "Change", "number"), _change),
            *others,
            *_cells.conditions("variant", "test_time", "extra_data"),
        ],
    )
    name = chosen.network_names.find(network)
    notes = [_cells.count(len(cells), "score") if cells else f"no score of {name} has a date"]
    notes += _trust.explained(_cells.rows_of(found))
    title = f"{name} on {_cells.board_title(about)} · {_cells.scale(about)}"
    return Table(title, columns, cells, notes=tuple(notes))


def _change(row: Row) -> Cell:
    return Cell() if row["change"] is None else _cells.gap({**row, "gap": row["change"]})


def records(
    chosen: Board, *, drawn: bool, beside: Sequence[str] = (), shown: options.Fields | None = None
) -> Table:
    """Lay out the records of one board in the order of time; if they are not *drawn*, hint how to."""
    about = chosen.about
    scores = timeline(chosen)
    if not scores.empty and not scores["date"].any():
        raise no_dates(about["title"])
    found = records_of(chosen)
    with_others, others = _cells.beside(chosen, found, beside)
    with_others = with_others if shown is None else shown.ordered(with_others, _cells.better_of(chosen))
    columns, rows = _cells.lay_out(
        with_others,
        [
            Shown(Column("date", "Since")),
            Shown(Column("network", "Network"), _cells.network),
            Shown(Column("score", about["metric"], "number"), _score),
            Shown(Column("gain", "Gain", "number"), _gain),
            *others,
            Shown(Column("within_spread", "Certainty", expendable=4), _within),
            Shown(Column("months", "Months", "number"), _stood),
            Shown(Column("published", "Published", expendable=3, view="document"), _cells.published),
            *_cells.conditions("variant", "extra_data"),
        ],
    )
    if found.empty:
        notes = ["no score fits"]
    else:
        number = _cells.count(chosen.number_of(scores["row"][scores["date"] != ""]), "score")
        notes = [
            _cells.fresh(
                f"{_cells.count(found['date'].nunique(), 'record')} among {number}", newest_score(chosen)
            ),
            *_trust.explained(_cells.rows_of(found)),
            *_left_out(chosen, scores),
        ]
    hints = [] if found.empty or drawn else ["--plot draws it"]
    return Table(
        f"{_cells.board_title(about)} · records · {_cells.scale(about)}",
        columns,
        rows,
        notes=tuple(notes),
        hints=(*hints, *_cells.other_boards(chosen)),
    )


def standing(
    board: Board, today: date, *, beside: Sequence[str] = (), shown: options.Fields | None = None
) -> Table:
    """Lay out the record that stands on every board, and its age."""
    scores = timeline(board)
    if not scores.empty and not scores["date"].any():
        raise no_dates()
    found = standing_records(board, today)
    dataset = _cells.title_of(board)
    with_others, others = _cells.beside(board, found, beside)
    with_others = with_others if shown is None else shown.ordered(with_others, _cells.better_of(board))
    columns, rows = _cells.lay_out(
        with_others,
        [
            Shown(Column("dataset", "Dataset"), dataset),
            Shown(Column("split", "Split", expendable=1)),
            *_cells.metric_column(found["metric"]),
            Shown(Column("network", "Record of"), _cells.network),
            Shown(Column("score", _cells.heading_of(found), "number"), _cells.plain_score),
            *others,
            Shown(Column("date", "Since")),
            Shown(Column("age", "Age", "number"), _age),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
        ],
    )
    if not rows:
        return Table("Records", columns, rows, notes=("no score fits",))
    notes = [_cells.fresh("the record that stands on each dataset, by month", newest_score(board))]
    notes += [*_trust.explained(_cells.rows_of(found), dataset), *_left_out(board, scores)]
    dated = set(found["dataset"])
    if without := [name for name in scores["dataset"].unique() if name not in dated]:
        titles = (dataset({"dataset": name}).text for name in without)
        notes.append(f"no score with a date: {', '.join(titles)}")
    return Table(
        "Records", columns, rows, notes=tuple(notes), hints=("--dataset NAME shows those before it",)
    )


def _left_out(board: Board, scores: pd.DataFrame) -> list[str]:
    """Say how many scores have no month, if there are any."""
    number = board.number_of(scores["row"][scores["date"] == ""])
    return [f"left out: {_cells.count(number, 'score')} without a date"] if number else []


def _score(row: Row) -> Cell:
    """The score; the one that stands is marked."""
    return replace(_cells.plain_score(row), mark="" if row["until"] else "best")


def _gain(row: Row) -> Cell:
    return Cell() if row["gain"] is None else _cells.gap({**row, "gap": row["gain"]})


def _within(row: Row) -> Cell:
    """Whether a record cannot be told apart from the one before."""
    return Cell(row["within_spread"], "not separable from the one before" if row["within_spread"] else "")


def _stood(row: Row) -> Cell:
    months = row["months"]
    return Cell(months, "still" if months is None else f"{months}")


def _age(row: Row) -> Cell:
    return Cell(row["age"], _cells.count(row["age"], "month"))
