"""``leaderboard tradeoff``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import options
from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.commands._drawing import Drawing, Plot
from leaderboard.errors import LeaderboardError, UsageError
from leaderboard.parameters import gathered
from leaderboard.plots.tradeoff import chart
from leaderboard.table import Cell, Column, Table, View
from leaderboard.tradeoff import (
    MEASURES,
    boards_measured,
    device_named,
    measure_named,
    measured,
    unscored,
)
from leaderboard.tradeoff import tradeoff as trade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from leaderboard.board import Leaderboard
    from leaderboard.commands._cells import Row

_ON_FRONT = "◆"
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
    dataset: options.Dataset = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="MEASURE",
            help="fps, params or gflops.",
            autocompletion=_complete_measure,
        ),
    ] = "fps",
    device: Annotated[
        str | None,
        typer.Option("--device", metavar="NAME", help="Measured on this device; a part of its name will do."),
    ] = None,
    front: Annotated[bool, typer.Option("--front", help="Only what is on the Pareto front.")] = False,
    limit: options.Limit = None,
    *,
    plot: Plot = False,
    filters: options.ScoreFilters,
    output: Drawing,
    source: options.Input,
) -> None:
    """Show what a better score costs in speed or size.

    The Pareto front are those that no other beats in both. Frames per second on different
    devices do not compare, so each device has a front of its own. A file that ends in
    .png, .svg or .pdf becomes a figure.

    Examples:

        leaderboard tradeoff --dataset cityscapes --device 1080ti
        leaderboard tradeoff -d cityscapes --by params --plot
        leaderboard tradeoff -d cityscapes --output tradeoff.png
    """
    by = measure_named(by)
    output.check_plot("tradeoff", plot=plot)
    whole = source.read()
    own = whole.on_split(filters.split)
    dataset = _measured_dataset(own, dataset, by)
    chosen = filters.choose(whole).on(dataset)
    if device is not None:
        device = device_named(own.on(dataset), device, by=by)
    if output.picture:
        output.save(chart(chosen, by=by, device=device), output.picture)
        return
    found = trade(chosen, by=by, device=device)
    table = layout(chosen, found, by=by, device=device, limit=limit, only_front=front, drawn=plot)
    if left := unscored(own.on(dataset), by=by):
        note = (
            f"left out: {_cells.count(left, 'measurement')} without a score of the same network and variant"
        )
        table = replace(table, notes=(*table.notes, note))
    if plot:
        output.draw(chart(chosen, by=by, device=device))
    output.show(table)


def _measured_dataset(board: Leaderboard, typed: str | None, by: str) -> str:
    """Return the dataset that was meant, if it has what is asked for; without one, the only that has.

    Raises:
        UsageError: None is named, and several have it.
        LeaderboardError: None has it, or not the one that is named.
    """
    words = MEASURES[by].words
    having = boards_measured(board, by=by)
    listed = " and ".join(map(repr, having))
    if typed is not None:
        name = board.on(typed).datasets_table["dataset"].iloc[0]
        if name in having:
            return str(name)
        (about,) = _cells.rows_of(board.on(name).datasets_table)
        splits = measured(board.on(name), by=by)["split"].unique()
        where = [*(f"--split {split}" for split in splits), *([listed] if having else [])]
        mend = f"; they are on {' and '.join(where)}" if where else ""
        on = f"{about['title']} {about['split'] or ''}".rstrip()
        raise LeaderboardError(f"no {words} are known on {on!r}{mend}")
    if not having:
        raise LeaderboardError(f"no {words} are known: they stand in a speeds.csv, under {by!r}")
    if len(having) > 1:
        raise UsageError(
            f"one dataset is shown at a time: choose with --dataset; {words} are known on {listed}"
        )
    return having[0]


def layout(
    chosen: Leaderboard,
    found: pd.DataFrame,
    *,
    by: str,
    device: str | None,
    limit: int | None,
    only_front: bool,
    drawn: bool,
) -> Table:
    """Lay out one board by what it costs; if it is not *drawn*, hint how to."""
    (about,) = _cells.rows_of(chosen.datasets_table)
    rows = (found[found["front"]] if only_front else found)[:limit]
    shown = [
        Shown(Column("front", ""), _on_front),
        Shown(Column("network", "Network"), _cells.network),
        Shown(Column("variant", "Variant", expendable=0 if rows["variant"].any() else 1)),
        Shown(Column("score", about["metric"], "number"), _figure("score")),
        *(_column(name, by, found, device) for name in _order(by)),
        *_cells.conditions("extra_data", "test_time"),
    ]
    columns, cells = _cells.lay_out(rows, shown)
    split = f" {about['split']}" if about["split"] else ""
    where = f" · {device}" if device else ""
    return Table(
        f"{about['title']}{split}{where} · {_cells.scale([about])} by {MEASURES[by].words}",
        columns,
        cells,
        notes=tuple(_notes(chosen, found, rows, by, device)),
        hints=tuple(_hints(found, rows, by, only_front=only_front, drawn=drawn)),
    ).without(_TEXTS)


def _order(by: str) -> list[str]:
    """Return the columns behind the score: first what is traded, with its conditions."""
    names = ["fps", "device", "resolution", "params", "gflops"]
    return names if by == "fps" else [by, *(name for name in names if name != by)]


def _column(name: str, by: str, found: pd.DataFrame, device: str | None) -> Shown:
    expendable = _EXPENDABLE[by].get(name, 0)
    if name in MEASURES:
        column = Column(name, MEASURES[name].title, "number", expendable=expendable)
        return Shown(column, _figure(name, marked=name == by))
    if name == "device":
        # A single one is in the title; and nothing is to be said of none.
        view: View = "data" if device or not found["device"].any() else "both"
        return Shown(Column(name, "Device", expendable=expendable, view=view))
    return Shown(Column(name, name.capitalize(), expendable=expendable))


def _on_front(row: Row) -> Cell:
    return Cell(row["front"], _ON_FRONT if row["front"] else "")


def _figure(name: str, *, marked: bool = True) -> Callable[[Row], Cell]:
    """Make the cells of a figure as it was published; on the front it is marked."""

    def cell(row: Row) -> Cell:
        return Cell(row[name], row[f"{name}_text"] or "", "best" if marked and row["front"] else "")

    return cell


def _notes(
    chosen: Leaderboard, found: pd.DataFrame, rows: pd.DataFrame, by: str, device: str | None
) -> Iterator[str]:
    """Say how many there are, what the front is, and what does not compare."""
    measure = MEASURES[by]
    without = f"{measure.words} on {device}" if device else measure.words
    if found.empty:
        yield f"no score with {without} fits"
        return
    yield _counted(chosen, found, rows, without)
    devices = list(found["device"])
    several = measure.of_devices and len(set(devices)) > 1
    if several:
        yield (
            f"{_ON_FRONT} Pareto front of its device: nothing else measured there is as good in both and"
            " better in one; a device with one row, or not said, has none"
        )
        yield f"{measure.words} on different devices do not compare: {_spread(devices, 'on')}"
    else:
        yield f"{_ON_FRONT} Pareto front: nothing else is as good in both and better in one"
    if measure.of_devices and not any(devices):
        yield "no device is said: all count as measured on the same"
    if by != "params" and len(set(found["resolution"])) > 1:
        yield f"resolutions differ: {_spread(list(found['resolution']), 'at')}"
    yield from _elsewhere(chosen, by)
    yield from _remarks(rows)


def _counted(chosen: Leaderboard, found: pd.DataFrame, rows: pd.DataFrame, without: str) -> str:
    """Count the measurements and their networks, and the networks that have none."""
    total = _cells.count(len(found), "measurement")
    number = total if len(rows) == len(found) else f"{len(rows)} of {total}"
    ranked = chosen.rank()
    networks = set(ranked["network"][ranked["own"]])
    having = found["network"].nunique()
    lacking = len(networks.difference(found["network"]))
    said = f"{number} of {_cells.count(having, 'network')}"
    return f"{said} · {lacking} more on the board without {without}" if lacking else said


def _spread(values: Sequence[str], word: str) -> str:
    """Say how often each value occurs: ``20 on A, 5 on B, 1 each on C and D, 15 do not say``."""
    counts = Counter(value for value in values if value)
    often = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    said = [f"{number} {word} {value}" for value, number in often if number > 1]
    if single := sorted(value for value, number in counts.items() if number == 1):
        each = "1 each" if len(single) > 1 else "1"
        said.append(f"{each} {word} {_listed(single)}")
    if unsaid := sum(not value for value in values):
        said.append(f"{unsaid} {'does' if unsaid == 1 else 'do'} not say")
    return ", ".join(said)


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _elsewhere(chosen: Leaderboard, by: str) -> Iterator[str]:
    """Name the other splits of the dataset that have measurements."""
    rows = measured(chosen, by=by)
    for split, number in Counter(rows["split"][~rows["own"]]).items():
        yield f"another board on {split}: {_cells.count(number, 'measurement')}"


def _remarks(rows: pd.DataFrame) -> Iterator[str]:
    """Quote what is said of the measurements, and what makes a score doubtful; of each network once."""
    said: dict[tuple[str, str], list[str]] = {}
    columns = rows[["network", "variant", "note", "speed_note"]]
    for network, variant, note, speed_note in columns.itertuples(index=False):
        notes = dict.fromkeys([speed_note, note if note.startswith("Doubtful:") else ""])
        for text in filter(None, notes):
            said.setdefault((network, text), []).append(variant)
    for (network, text), variants in said.items():
        whole = len(variants) == int((rows["network"] == network).sum())
        names = "" if whole else f" {'; '.join(filter(None, variants))}".rstrip()
        yield f"{network}{names}: {text}"


def _hints(
    found: pd.DataFrame, rows: pd.DataFrame, by: str, *, only_front: bool, drawn: bool
) -> Iterator[str]:
    if found.empty:
        return
    if not only_front and found["front"].any() and len(rows) > found["front"].sum():
        yield "--front shows the Pareto front alone"
    if MEASURES[by].of_devices and len(set(found["device"])) > 1:
        yield "--device NAME shows one device"
    if not drawn:
        yield "--plot draws it"
