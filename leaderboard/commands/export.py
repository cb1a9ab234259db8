"""``leaderboard export``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import COSTS, named
from leaderboard.answers.bibtex import network_keys
from leaderboard.answers.history import newest_score
from leaderboard.answers.ranking import rank
from leaderboard.commands import _cells, _comparable, _trust
from leaderboard.commands._cells import Row, Shown
from leaderboard.commands.top import ranking
from leaderboard.errors import UsageError
from leaderboard.reading import Known
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_REMARKS = ("evidence", "note", "test_time", "extra_data", "protocol", "resolution")
"""What is said of scores below a table."""


@gathered
def export(
    dataset: options.Dataset = None,
    limit: options.Limit = None,
    beside: options.Beside = None,
    every_score: options.EveryScore = False,
    cite: Annotated[
        bool, typer.Option("--cite", help="In LaTeX, cite the papers under the keys of 'cite'.")
    ] = False,
    *,
    filters: options.ScoreFilters,
    output: options.Export,
    source: options.Input,
) -> None:
    """Write the whole table, or one board, as a document.

    Markdown on stdout unless a file or --format says otherwise. Formats for other programs
    have every score, and it is said what they do not hold.

    Examples:

        leaderboard export
        leaderboard export cityscapes.tex --dataset cityscapes --cite
        leaderboard export board.parquet --since 2017
    """
    if output.writer is not None:
        tables = {"--limit": limit, "--with": beside, "--cite": cite}
        if unfit := [name for name, given in tables.items() if given]:
            raise UsageError(f"{unfit[0]} is for tables, not for {output.writer.name}")
        chosen = filters.choose(source.read())
        output.hand_over(chosen if dataset is None else chosen.on(dataset))
        return
    if cite and output.exporter.name != "latex":
        raise UsageError("--cite is for LaTeX: say --format latex, or write to a file that ends in .tex")
    everything = source.read()
    names = named(everything, options.named_list(beside))
    board = filters.choose(everything)
    if dataset is None:
        table = whole(board, limit=limit, every_score=every_score, beside=names)
    else:
        table = ranking(board, dataset, limit=limit, every_score=every_score, beside=names)
    table = cited(table, network_keys(everything)) if cite else table
    if dataset is None:
        output.show(filters.noted(table, everything))
    else:
        output.show(filters.noted(table, everything, methodcaller("on", dataset)))


def cited(table: Table, keys: dict[str, str]) -> Table:
    """Give each network the key of its paper; say on stderr of which no paper is known."""
    (place,) = (place for place, column in enumerate(table.columns) if column.key == "network")
    names = [str(row[place].value) for row in table.rows]
    if unknown := dict.fromkeys(name for name in names if name not in keys):
        delivery.note(f"no paper is known for {', '.join(unknown)}")
    rows = (
        (*row[:place], replace(row[place], cite=keys.get(name, "")), *row[place + 1 :])
        for row, name in zip(table.rows, names, strict=True)
    )
    return replace(table, rows=tuple(rows))


def whole(board: Board, *, limit: int | None, every_score: bool, beside: Sequence[str] = ()) -> Table:
    """Lay out all boards as one table: networks in rows, datasets in columns, other metrics behind them."""
    import numpy as np

    scores = rank(board)
    scores = scores[every_score | scores["place"].notna()]
    own = scores[scores["own"]]
    measured = [name for name in beside if name not in COSTS]
    boards = board.boards.merge(
        board.datasets_table[["dataset", "title"]].rename(columns={"title": "of"}), on="dataset"
    )
    shown_boards = _cells.rows_of(boards[boards["own"]])
    shown_boards += [
        one
        for name in measured
        for one in _cells.rows_of(boards[~boards["own"] & (boards["metric"] == name)])
        if any(own_["dataset"] == one["dataset"] and own_["split"] == one["split"] for own_ in shown_boards)
    ]
    kept = scores["own"].to_numpy(copy=True)
    for one in shown_boards:
        if not one["own"]:
            names = {"dataset": one["dataset"], "metric": one["metric"], "split": one["split"] or ""}
            kept |= np.logical_and.reduce([scores[name] == text for name, text in names.items()])
    networks = board.chronological(set(own["network"].astype("str")))
    kept &= scores["network"].isin(networks[:limit])
    found = scores[kept]
    cells = _cells_of(found)
    remarks = [name for name in _REMARKS if (found[name] != "").any()]
    seen = _cells.rows_of(found[["network", "dataset", "score_text", *_REMARKS]]) if remarks else []
    facts = board.facts_of(networks[:limit])
    placeless = facts.assign(dataset="", split="", variant="")
    with_costs, costs = _cells.beside(board, placeless, [name for name in beside if name in COSTS])
    columns, rows = _cells.lay_out(
        with_costs.drop(columns=["dataset", "split", "variant"]),
        [
            Shown(Column("network", "Network"), _cells.network),
            *(_scores_on(one, cells.get((one["dataset"], one["metric"]), {})) for one in shown_boards),
            *costs,
            Shown(Column("published", "Published", view="document", expendable=1), _cells.published),
            *(one for about in shown_boards for one in _measured_on(about)),
        ],
    )
    datasets = [one for one in shown_boards if one["own"]]
    scales = {_cells.scale({**one, "unit": one["unit"] or ""}) for one in datasets}
    return Table(
        f"{_cells.count(len(networks), 'network')} on {_cells.count(len(datasets), 'dataset')}"
        + (f" · {scales.pop()}" if len(scales) == 1 else ""),
        columns,
        rows,
        notes=(
            *_notes(board, datasets, rows=len(rows), networks=len(networks), every_score=every_score),
            *_comparable.counted(seen),
            *_trust.explained(seen, _cells.title_of(board)),
        ),
    )


def _cells_of(scores: pd.DataFrame) -> dict[tuple[str, str], dict[str, list[Cell]]]:
    """Make the cells of scores, which may be very many: by their boards, and then by their networks."""
    boards: dict[tuple[str, str], dict[str, list[Cell]]] = {}
    named = _cells.columns_of(scores[["dataset", "metric", "network"]])
    for dataset, metric, network, cell in zip(*named.values(), _cells.scores(scores), strict=True):
        boards.setdefault((dataset, metric), {}).setdefault(network, []).append(cell)
    return boards


def _scores_on(about: Row, cells: dict[str, list[Cell]]) -> Shown:
    def cell(row: Row) -> Cell:
        scores = cells.get(row["network"])
        if not scores:
            return Cell()
        best, *others = scores
        if not others:
            return best
        # Programs read the numbers alone.
        bare = [one.text.partition(" ")[0] for one in scores]
        value = f"{bare[0]} ({', '.join(bare[1:])})"
        text = f"{best.whole} ({', '.join(other.whole for other in others)})"
        return Cell(value, text, best.mark)

    title = about["of"] if about["own"] else f"{about['of']} {about['metric']}"
    return Shown(Column(_key(about), title, "number"), cell)


def _key(about: Row) -> str:
    """Return the key of a board's column: its dataset, with the metric where that is not its own."""
    return str(about["dataset"]) if about["own"] else f"{about['dataset']} {about['metric']}"


def _measured_on(about: Row) -> list[Shown]:
    """Say for programs what is measured on a board, unless every reader knows that."""
    said = {name: about[name] or "" for name in ("metric", "unit", "better", "split")}
    known = Known().dataset(about["dataset"])
    if known and all(known[name] == text for name, text in said.items()):
        return []
    return [
        Shown(Column(f"{_key(about)}_{name}", view="data"), partial(_always, Cell(value or None)))
        for name, value in said.items()
    ]


def _always(cell: Cell, _: Row) -> Cell:
    return cell


def _notes(
    board: Board, datasets: list[Row], *, rows: int, networks: int, every_score: bool
) -> tuple[str, ...]:
    if not rows:
        return ("no score fits",)
    splits = ", ".join(f"{one['of']} {one['split']}" for one in datasets if one["split"])
    counted = (
        "every published score, the best first" if every_score else "best published score of each network"
    )
    several = {one["metric"] for one in datasets}
    measured = [f"{one['of']} in {_cells.scale({**one, 'unit': one['unit'] or ''})}" for one in datasets]
    cut = (f"{rows} of {_cells.count(networks, 'network')}",) if rows < networks else ()
    fresh = _cells.fresh(f"{counted} · {splits}" if splits else counted, newest_score(board))
    notes = (*cut, fresh)
    return (*notes, f"measured: {', '.join(measured)}") if len(several) > 1 else notes
