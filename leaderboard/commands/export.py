"""``leaderboard export``."""

from __future__ import annotations

from collections import Counter
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
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_REMARKS = ("evidence", "note", "test_time", "extra_data", "protocol", "resolution")
"""What is said of scores below a table."""


@gathered
def export(
    datasets: options.Datasets = None,
    limit: options.Limit = None,
    beside: options.Beside = None,
    every_score: options.EveryScore = False,
    cite: Annotated[
        bool, typer.Option("--cite", help="In LaTeX, cite papers by the keys of 'leaderboard cite'.")
    ] = False,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Export,
    source: options.Input,
) -> None:
    """Write the whole table, or one board, as a document.

    Writes Markdown to standard output unless FILE or --format says otherwise.

    Formats for other programs have every score; what they cannot hold is named on stderr.

    Examples:

        leaderboard export cityscapes.tex --dataset cityscapes --cite
        leaderboard export -d cityscapes -d ade20k --cite -f latex
        leaderboard export board.parquet --since 2017
    """
    if output.writer is not None:
        tables = {"--limit": limit, "--with": beside, "--cite": cite, **shown.given}
        if unfit := [name for name, given in tables.items() if given]:
            raise UsageError(f"{unfit[0]} is for tables, not for {output.writer.name}")
        chosen = filters.choose(source.read(dataset=options.only(datasets)))
        output.hand_over(chosen.on_several(datasets or ()))
        return
    if cite and output.exporter.name != "latex":
        raise UsageError("--cite is for LaTeX: say --format latex, or write to a file that ends in .tex")
    everything = source.read(dataset=options.only(datasets), every_score=every_score)
    names = shown.beside(everything, named(everything, options.named_list(beside)))
    board = filters.choose(everything)
    if datasets is None or len(datasets) > 1:
        table = whole(
            board, limit=limit, every_score=every_score, beside=names, datasets=datasets or (), shown=shown
        )
    else:
        table = ranking(board, datasets[0], limit=limit, every_score=every_score, beside=names, shown=shown)
    table = cited(table, network_keys(everything)) if cite else table
    output.show(*shown.of(filters.noted(table, everything, methodcaller("on_several", datasets or ()))))


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


def whole(
    board: Board,
    *,
    limit: int | None,
    every_score: bool,
    beside: Sequence[str] = (),
    datasets: Sequence[str] = (),
    shown: options.Fields | None = None,
) -> Table:
    """Lay out boards as one table: networks in rows, datasets in columns, other metrics behind them.

    The boards are those of the *datasets*, as people type them, in that order; or the own ones of all.
    """
    scores = rank(board)
    scores = scores[every_score | scores["place"].notna()]
    measured = [name for name in beside if name not in COSTS]
    boards = board.boards.merge(
        board.datasets_table[["dataset", "title"]].rename(columns={"title": "of"}), on="dataset"
    )
    shown_boards = _named_boards(board, boards, datasets)
    shown_boards += [
        one
        for name in measured
        for one in _cells.rows_of(boards[~boards["own"] & (boards["metric"] == name)])
        if any(own_["dataset"] == one["dataset"] and own_["split"] == one["split"] for own_ in shown_boards)
    ]
    of = [one for one in shown_boards if one["own"]]
    networks = board.chronological(set(scores.loc[_are_on(scores, of), "network"].astype("str")))
    sort = shown is not None and shown.sort is not None
    chosen = networks if sort else networks[:limit]
    found = scores[_are_on(scores, shown_boards) & scores["network"].isin(chosen)]
    facts = board.facts_of(chosen)
    placeless = facts.assign(dataset="", split="", variant="")
    with_costs, costs = _cells.beside(board, placeless, [name for name in beside if name in COSTS])
    if shown is not None and sort:
        with_scores = with_costs.drop(columns="dataset").assign(
            **{_key(one): _best(found, with_costs["network"], one) for one in shown_boards}
        )
        of_columns = {_key(one): f"{one['better'] or ''}" for one in shown_boards}
        ordered = shown.ordered(with_scores, lambda: {**_cells.better_of(board)(), **of_columns})[:limit]
        with_costs = ordered[[name for name in with_costs.columns if name in ordered.columns]]
        found = found[found["network"].isin(with_costs["network"])]
    cells = _cells_of(found)
    remarks = [name for name in _REMARKS if (found[name] != "").any()]
    seen = _cells.rows_of(found[["network", "dataset", "score_text", *_REMARKS]]) if remarks else []
    columns, rows = _cells.lay_out(
        with_costs.drop(columns=["dataset", "split", "variant"], errors="ignore"),
        [
            Shown(Column("network", "Network"), _cells.network),
            *(_scores_on(one, cells.get(_on(one), {})) for one in shown_boards),
            *costs,
            Shown(Column("published", "Published", view="document", expendable=1), _cells.published),
            *(one for about in shown_boards for one in _measured_on(about)),
        ],
    )
    scales = {_cells.scale({**one, "unit": one["unit"] or ""}) for one in of}
    number = len({one["dataset"] for one in of})
    return Table(
        f"{_cells.count(len(networks), 'network')} on {_cells.count(number, 'dataset')}"
        + (f" · {scales.pop()}" if len(scales) == 1 else ""),
        columns,
        rows,
        notes=(
            *_notes(board, of, rows=len(rows), networks=len(networks), every_score=every_score),
            *_comparable.counted(seen),
            *_trust.explained(seen, _cells.title_of(board)),
        ),
    )


_BOARD = ("dataset", "split", "metric")


def _on(row: Row) -> tuple[str, str, str]:
    """Return which board a row is of."""
    return str(row["dataset"]), row["split"] or "", str(row["metric"])


def _are_on(scores: pd.DataFrame, boards: Iterable[Row]) -> pd.Series:
    """Say of each score whether it is on one of the boards."""
    import pandas as pd

    found = pd.MultiIndex.from_frame(scores[list(_BOARD)]).isin([_on(one) for one in boards])
    return pd.Series(found, index=scores.index)


def _named_boards(board: Board, boards: pd.DataFrame, datasets: Sequence[str]) -> list[Row]:
    """Return the boards of the *datasets* in that order, or without them the own board of each."""
    if not datasets:
        return _cells.rows_of(boards[boards["own"]])
    known = {_on(one): one for one in _cells.rows_of(boards)}
    found = [
        known[on] for on in dict.fromkeys(_on(board.on(dataset).about) for dataset in datasets) if on in known
    ]
    several = Counter(one["dataset"] for one in found)
    return [
        {**one, "own": True, "apart": one["split"] if several[one["dataset"]] > 1 else None} for one in found
    ]


def _best(scores: pd.DataFrame, networks: pd.Series, about: Row) -> list[float]:
    """Return the best score of each network on a board."""
    there = scores[_are_on(scores, [about])].drop_duplicates("network")
    return networks.map(dict(zip(there["network"], there["score"], strict=True))).tolist()


def _cells_of(scores: pd.DataFrame) -> dict[tuple[str, str, str], dict[str, list[Cell]]]:
    """Make the cells of scores, which may be very many: by their boards, and then by their networks."""
    boards: dict[tuple[str, str, str], dict[str, list[Cell]]] = {}
    named = _cells.columns_of(scores[[*_BOARD, "network"]])
    for dataset, split, metric, network, cell in zip(*named.values(), _cells.scores(scores), strict=True):
        boards.setdefault((dataset, split or "", metric), {}).setdefault(network, []).append(cell)
    return boards


def _scores_on(about: Row, cells: Mapping[str, Sequence[Cell]]) -> Shown:
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

    names = (about["of"], about.get("apart"), None if about["own"] else about["metric"])
    title = " ".join(filter(None, names))
    return Shown(Column(_key(about), title, "number"), cell)


def _key(about: Row) -> str:
    """Return the key of a board's column: its dataset, with the metric where that is not its own."""
    names = (about["dataset"], about.get("apart"), None if about["own"] else about["metric"])
    return " ".join(filter(None, names))


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
