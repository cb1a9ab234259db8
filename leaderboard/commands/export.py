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

    from leaderboard.board.board import Board


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
        chosen = filters.choose(source.read(dataset=dataset))
        output.hand_over(chosen if dataset is None else chosen.on(dataset))
        return
    if cite and output.exporter.name != "latex":
        raise UsageError("--cite is for LaTeX: say --format latex, or write to a file that ends in .tex")
    everything = source.read(dataset=dataset, every_score=every_score)
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
    cells: dict[tuple[str, str, str], list[Row]] = {}
    said = [
        "network",
        "dataset",
        "metric",
        "split",
        "score",
        "score_text",
        "spread_text",
        "place",
        "evidence",
        "note",
        "test_time",
        "extra_data",
        "protocol",
        "resolution",
    ]
    kept = {(one["dataset"], one["metric"], one["split"] or "") for one in shown_boards}
    keys = zip(*(scores[name].astype("str") for name in ("dataset", "metric", "split")), strict=True)
    for row in _cells.rows_of(scores.loc[[key in kept for key in keys], said]):
        cells.setdefault((row["network"], row["dataset"], row["metric"]), []).append(row)
    networks = board.chronological(set(own["network"].astype("str")))
    shown = set(networks[:limit])
    seen = [row for (network, *_), those in cells.items() if network in shown for row in those]
    facts = board.facts_of(networks[:limit])
    placeless = facts.assign(dataset="", split="", variant="")
    with_costs, costs = _cells.beside(board, placeless, [name for name in beside if name in COSTS])
    columns, rows = _cells.lay_out(
        with_costs.drop(columns=["dataset", "split", "variant"]),
        [
            Shown(Column("network", "Network"), _cells.network),
            *(_scores_on(one, cells) for one in shown_boards),
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


def _scores_on(about: Row, cells: dict[tuple[str, str, str], list[Row]]) -> Shown:
    def cell(row: Row) -> Cell:
        scores = cells.get((row["network"], about["dataset"], about["metric"]))
        if not scores:
            return Cell()
        best, *others = map(_cells.score, scores)
        if not others:
            return best
        # Programs read the numbers alone.
        value = f"{scores[0]['score_text']} ({', '.join(other['score_text'] for other in scores[1:])})"
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
