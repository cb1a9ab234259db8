"""``leaderboard export``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.bibtex import network_keys
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Row, Shown
from leaderboard.commands.top import ranking
from leaderboard.errors import UsageError
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from leaderboard.board.board import Board


@gathered
def export(
    dataset: options.Dataset = None,
    limit: options.Limit = None,
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

    Markdown on stdout unless a file or --format says otherwise.

    Examples:

        leaderboard export
        leaderboard export cityscapes.tex --dataset cityscapes --cite
        leaderboard export table.html --since 2017 --all
    """
    if cite and output.exporter.name != "latex":
        raise UsageError("--cite is for LaTeX: say --format latex, or write to a file that ends in .tex")
    everything = source.read()
    board = filters.choose(everything)
    if dataset is None:
        table = whole(board, limit=limit, every_score=every_score)
    else:
        table = ranking(board, dataset, limit=limit, every_score=every_score)
    output.show(filters.noted(cited(table, network_keys(everything)) if cite else table))


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


def whole(board: Board, *, limit: int | None, every_score: bool) -> Table:
    """Lay out all boards as one table: networks in rows, datasets in columns."""
    scores = board.rank()
    scores = board.published(scores[scores["own"] & (every_score | scores["place"].notna())])
    cells: dict[tuple[str, str], list[Row]] = {}
    said = ["network", "dataset", "score", "score_text", "place", "evidence", "note"]
    for row in _cells.rows_of(scores[said]):
        cells.setdefault((row["network"], row["dataset"]), []).append(row)
    networks = board.chronological({network for network, _ in cells})
    shown = set(networks[:limit])
    seen = (row for (network, _), those in cells.items() if network in shown for row in those)
    with_scores = {dataset for _, dataset in cells}
    datasets = [one for one in _cells.rows_of(board.datasets_table) if one["dataset"] in with_scores]
    columns, rows = _cells.lay_out(
        board.facts_of(networks[:limit]),
        [
            Shown(Column("network", "Network"), _cells.network),
            *(_scores_on(dataset, cells) for dataset in datasets),
            Shown(Column("published", "Published", view="document", expendable=1), _cells.published),
            *(one for dataset in datasets for one in _measured_on(dataset)),
        ],
    )
    return Table(
        f"{_cells.count(len(networks), 'network')} on {_cells.count(len(datasets), 'dataset')}"
        f" · {_cells.scale(datasets)}",
        columns,
        rows,
        notes=(
            *_notes(datasets, rows=len(rows), networks=len(networks), every_score=every_score),
            *_trust.explained(seen, _cells.title_of(board)),
        ),
    )


def _scores_on(dataset: Row, cells: dict[tuple[str, str], list[Row]]) -> Shown:
    def cell(row: Row) -> Cell:
        scores = cells.get((row["network"], dataset["dataset"]))
        if not scores:
            return Cell()
        best, *others = map(_cells.score, scores)
        if not others:
            return best
        # Programs read the numbers alone.
        value = f"{best.text} ({', '.join(other.text for other in others)})"
        text = f"{best.whole} ({', '.join(other.whole for other in others)})"
        return Cell(value, text, best.mark)

    return Shown(Column(dataset["dataset"], dataset["title"], "number"), cell)


def _measured_on(dataset: Row) -> list[Shown]:
    """Say for programs what is measured on a dataset, unless it is mIoU in percent."""
    said = {name: dataset[name] for name in ("metric", "unit", "better")}
    if tuple(said.values()) == ("mIoU", "%", "higher"):
        return []
    return [
        Shown(Column(f"{dataset['dataset']}_{name}", view="data"), partial(_always, Cell(value)))
        for name, value in said.items()
    ]


def _always(cell: Cell, _: Row) -> Cell:
    return cell


def _notes(datasets: list[Row], *, rows: int, networks: int, every_score: bool) -> tuple[str, ...]:
    if not rows:
        return ("no score fits",)
    splits = ", ".join(f"{one['title']} {one['split']}" for one in datasets if one["split"])
    counted = (
        "every published score, the best first" if every_score else "best published score of each network"
    )
    cut = (f"{rows} of {_cells.count(networks, 'network')}",) if rows < networks else ()
    return (*cut, f"{counted} · {splits}" if splits else counted)
