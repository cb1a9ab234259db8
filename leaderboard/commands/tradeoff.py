"""``leaderboard tradeoff``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import methodcaller
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import named
from leaderboard.answers.history import newest_score
from leaderboard.answers.tradeoff import (
    MEASURES,
    boards_measured,
    device_named,
    measure_of,
    measured,
    unscored,
    usual_device,
)
from leaderboard.answers.tradeoff import tradeoff as trade
from leaderboard.commands import _cells, _measurements, _trust
from leaderboard.commands._cells import Shown
from leaderboard.errors import LeaderboardError, UsageError
from leaderboard.plots.tradeoff import chart, picture
from leaderboard.table import Cell, Column, Mark, Table, View
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row

_TEXTS = tuple(f"{name}_text" for name in MEASURES)

_EXPENDABLE = {
    "fps": {"resolution": 1, "params": 2, "gflops": 3},
    "params": {"gflops": 1, "resolution": 2, "device": 3, "fps": 5},
    "gflops": {"resolution": 1, "params": 2, "device": 3, "fps": 5},
}
"""What is left out first where space is short, by what is traded; speeds before their devices."""


def _complete_measure() -> list[str]:
    return list(MEASURES)


@gathered
def tradeoff(
    word: options.Word = None,
    dataset: options.Dataset = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="MEASURE",
            help="Compare with fps, params, gflops or another metric.",
            autocompletion=_complete_measure,
        ),
    ] = "fps",
    device: Annotated[
        str | None,
        typer.Option(
            "--device",
            metavar="NAME",
            help="Use speeds on this device; a part of its name is enough.",
            autocompletion=options.completing("device"),
        ),
    ] = None,
    all_devices: Annotated[
        bool,
        typer.Option(
            "--all-devices",
            help="Show every device, not only the one measured most.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = False,
    front: Annotated[bool, typer.Option("--front", help="Show only the Pareto front.")] = False,
    limit: options.Limit = None,
    beside: options.Beside = None,
    *,
    plot: options.Plot = False,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Drawing,
    source: options.Input,
) -> None:
    """Show what a better score costs in speed or size.

    A network is on the Pareto front if no other is better in both.

    The front comes first. Frames per second on different devices do not compare: the device
    with most measurements is shown; csv, tsv and json have all. A file that ends in .svg, .png
    or .pdf becomes a picture.

    Examples:

        leaderboard tradeoff cityscapes --device 1080ti
        leaderboard tradeoff -d cityscapes --by params --output size.png
    """
    dataset = options.said_once(word, dataset)
    output.check_plot("tradeoff", plot=plot)
    output.check_picture({"--front": front, "--limit": limit, "--with": beside, **shown.given})
    if all_devices and device is not None:
        raise UsageError("--all-devices shows every device: say --device or --all-devices, not both")
    whole = source.read()
    by, _ = measure_of(whole, by)
    names = shown.beside(whole, named(whole, options.named_list(beside)))
    own = whole.on_split(filters.split).in_metric(filters.metric)
    dataset = _measured_dataset(own, dataset, by)
    chosen = filters.choose(whole).on(dataset)
    if device is not None:
        device = device_named(own.on(dataset), device, by=by)
    if output.picture:
        figure = picture(chosen, by=by, device=device)
        output.save(figure, output.picture, of=source.place, newest=newest_score(chosen))
        return
    if device is None and not all_devices and output.exporter.holds == "document":
        device = usual_device(chosen, by=by)
        shortened = device is not None
    else:
        shortened = False
    found = shown.ordered(trade(chosen, by=by, device=device), _cells.better_of(chosen))
    if shown.sort is None and output.exporter.holds == "document":
        found = found.sort_values("front", ascending=False, kind="stable", ignore_index=True)
    seen = Seen(names, limit, only_front=front, of_all=len(trade(chosen, by=by)) if shortened else None)
    table = layout(chosen, found, by=by, device=device, shown=seen, drawn=plot)
    if left := unscored(own.on(dataset), by=by):
        note = (
            f"left out: {_cells.count(left, 'measurement')} without a score of the same network and variant"
        )
        table = replace(table, notes=(*table.notes, note))
    drawn = output.drawing(chart(chosen, by=by, device=device)) if plot else ""
    table = filters.noted(table, whole, methodcaller("on", dataset))
    output.show(*shown.of(table), above=drawn, of=source.place)


@dataclass(frozen=True)
class Seen:
    """What of the measurements is seen: what stands *beside*, how many rows, and whether only the front."""

    beside: Sequence[str]
    limit: int | None
    only_front: bool
    of_all: int | None
    """How many measurements there are on all devices, if one was chosen that nobody named."""


def _measured_dataset(board: Board, typed: str | None, by: str) -> str:
    """Return the dataset that was meant, if it has what is asked for; without one, the only that has.

    Raises:
        UsageError: None is named, and several have it.
        LeaderboardError: None has it, or not the one that is named.
    """
    _, measure = measure_of(board, by)
    words = measure.words
    having = boards_measured(board, by=by)
    listed = " and ".join(map(repr, having))
    if typed is not None:
        name = board.on(typed).datasets_table["dataset"].iloc[0]
        if name in having:
            return str(name)
        about = board.on(name).about
        splits = measured(board.on(name), by=by)["split"].unique()
        where = [*(f"--split {quote(split)}" for split in splits), *([listed] if having else [])]
        mend = f"; they are on {' and '.join(where)}" if where else ""
        on = _cells.board_title(about)
        raise LeaderboardError(f"no {words} are known on {on!r}{mend}")
    if not having:
        raise LeaderboardError(f"no {words} are known: they stand in a speeds.csv, under {by!r}")
    if len(having) > 1:
        raise UsageError(
            f"one dataset is shown at a time: choose with --dataset; {words} are known on {listed}"
        )
    return having[0]


def layout(
    chosen: Board,
    found: pd.DataFrame,
    *,
    by: str,
    device: str | None,
    shown: Seen,
    drawn: bool,
) -> Table:
    """Lay out one board by what it costs; if it is not *drawn*, hint how to."""
    about = chosen.about
    _, measure = measure_of(chosen, by)
    rows = (found[found["front"]] if shown.only_front else found)[: shown.limit]
    with_others, others = _cells.beside(
        chosen, rows, [name for name in shown.beside if name not in found.columns]
    )
    columns_shown = [
        Shown(Column("front", ""), _on_front),
        Shown(Column("network", "Network"), _cells.network),
        Shown(Column("variant", "Variant", expendable=0 if rows["variant"].any() else 1)),
        Shown(Column("score", about["metric"], "number"), _figure("score")),
        *(_column(name, by, found, device) for name in _order(by)),
        *others,
        *_cells.conditions("extra_data", "test_time"),
    ]
    columns, cells = _cells.lay_out(with_others, columns_shown)
    where = f" · {device}" if device else ""
    return Table(
        f"{_cells.board_title(about)}{where} · {_cells.scale(about)} by {measure.words}",
        columns,
        cells,
        notes=tuple(
            _measurements.notes(chosen, found, rows, by, device, shown.of_all, only_front=shown.only_front)
        ),
        hints=tuple(_measurements.hints(chosen, found, by, drawn=drawn)),
    ).without((*_TEXTS, f"{by}_text"))


def _order(by: str) -> list[str]:
    """Return the columns behind the score: first what is traded, with its conditions."""
    names = ["fps", "device", "resolution", "params", "gflops"]
    return names if by == "fps" else [by, *(name for name in names if name != by)]


def _column(name: str, by: str, found: pd.DataFrame, device: str | None) -> Shown:
    expendable = _EXPENDABLE.get(by, {"fps": 2, "params": 2, "gflops": 3, "device": 4, "resolution": 4}).get(
        name, 0
    )
    if name in MEASURES or name == by:
        title = MEASURES[name].title if name in MEASURES else name
        column = Column(name, title, "number", expendable=expendable)
        return Shown(column, _figure(name, marked=name == by))
    if name == "device":
        # A single one is in the title; and nothing is to be said of none.
        view: View = "data" if device or not found["device"].any() else "both"
        return Shown(Column(name, "Device", expendable=expendable, view=view))
    return Shown(Column(name, name.capitalize(), expendable=expendable))


def _on_front(row: Row) -> Cell:
    return Cell(row["front"], _measurements.ON_FRONT if row["front"] else "")


def _figure(name: str, *, marked: bool = True) -> Callable[[Row], Cell]:
    """Make the cells of a figure as it was published; on the front it is marked."""

    def cell(row: Row) -> Cell:
        mark: Mark = "best" if marked and row["front"] else ""
        signs = _trust.signs(row) if name == "score" else ""
        return Cell(row[name], row[f"{name}_text"] or "", mark, signs=signs)

    return cell
