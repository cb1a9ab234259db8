"""``leaderboard top``."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import named
from leaderboard.answers.history import newest_score
from leaderboard.answers.ranking import leaders as leaders_of
from leaderboard.answers.ranking import rank
from leaderboard.answers.ranking import top as best_of
from leaderboard.board.dates import month_of
from leaderboard.commands import _cells, _comparable, _trust
from leaderboard.commands._cells import Shown
from leaderboard.commands._today import today
from leaderboard.errors import LeaderboardError, UsageError, few_of
from leaderboard.table import Cell, Column, Note, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def top(
    words: options.Words = None,
    datasets: options.Datasets = None,
    limit: options.Limit = None,
    beside: options.Beside = None,
    every_score: options.EveryScore = False,
    around: Annotated[
        str | None,
        typer.Option(
            "--around",
            metavar="NETWORK",
            help="This network and its neighbours.",
            autocompletion=options.complete_network,
        ),
    ] = None,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Drawing,
    source: options.Input,
) -> None:
    """Rank the networks of a dataset, or show the leader of each.

    Of data with a single dataset, ranks that. Shows 10 networks without --limit or --all; csv,
    tsv and json have all of them.

    A file that ends in .svg, .png or .pdf becomes a picture.

    Examples:

        leaderboard top cityscapes
        leaderboard top -d ade20k --since 2018 --with-code -n 5
        leaderboard top -d cityscapes --around DeepLabv3+
    """
    datasets = [*(words or ()), *(datasets or ())]
    output.check_picture({"--around": around, "--with": beside, **shown.given})
    whole = source.read(dataset=options.only(datasets), every_score=every_score)
    if not datasets and (dataset := _cells.only_dataset(whole)):
        datasets = [dataset]
    if around is not None and not datasets:
        raise UsageError("--around is for a board: choose it with --dataset")
    if output.picture and len(set(datasets)) != 1:
        raise UsageError("one dataset is drawn at a time: choose it with --dataset")
    names = shown.beside(whole, named(whole, options.named_list(beside)))
    board = filters.choose(whole)
    if not datasets:
        found = [filters.noted(leaders(board, limit=limit, beside=names, shown=shown), whole)]
    else:
        if limit is None and not every_score and output.exporter.holds == "document":
            limit = _FIRST if around is None else _AROUND
        if output.picture:
            from leaderboard.plots.top import chart

            chosen = board.on(datasets[0])
            drawn = chart(chosen, limit=limit, every_score=every_score)
            output.save(drawn, output.picture, of=source.place, newest=newest_score(chosen))
            return
        network = around and whole.network_names.find(around)
        found = [
            filters.noted(
                ranking(
                    board,
                    dataset,
                    limit=limit,
                    every_score=every_score,
                    beside=names,
                    shown=shown,
                    around=network,
                ),
                whole,
                methodcaller("on", dataset),
            )
            for dataset in dict.fromkeys(datasets)
        ]
    output.show(*shown.of(*found), of=source.place)


_FIRST = 10
_AROUND = 7


def ranking(
    board: Board,
    dataset: str,
    *,
    limit: int | None,
    every_score: bool,
    beside: Sequence[str] = (),
    shown: options.Fields | None = None,
    around: str | None = None,
) -> Table:
    """Lay out one board, best network first, with what is to be shown *beside* the scores.

    As *shown* says, it is sorted otherwise. Of the rows there are those *around* a network, or the first.

    Raises:
        LeaderboardError: The network that is asked about is not on the board.
    """
    chosen = board.on(dataset)
    about = chosen.about
    sort = shown is not None and shown.sort is not None
    rows = best_of(chosen, limit=None if sort or around else limit, every_score=every_score)
    found, others = _cells.beside(chosen, rows, [name for name in beside if name != about["metric"]])
    if shown is not None:
        found = shown.ordered(found, _cells.better_of(board))
    those = _those(found, limit, around)
    if those is None:
        raise LeaderboardError(_nowhere(board, chosen, f"{around}"))
    found = found[those]
    rows_shown = _cells.rows_of(found)
    apart = dict.fromkeys((*(("variant", "test_time") if every_score else ()), *_apart(rows_shown)))
    columns, cells = _cells.lay_out(
        found,
        [
            *([Shown(Column("asked", view="document"), partial(_asked, around))] if around else []),
            *_columns(about, others),
            *_cells.conditions(*apart),
            *_scale(rows_shown),
        ],
    )
    notes, hints = _remarks(chosen, rows_shown, every_score=every_score, around=around)
    return Table(
        title=_title(about),
        columns=columns,
        rows=cells,
        notes=notes,
        hints=hints,
    )


def _those(rows: pd.DataFrame, limit: int | None, around: str | None) -> slice | None:
    """Say which rows are shown: the first, or those around a network, if that is among them."""
    if around is None:
        return slice(limit)
    (places,) = (rows["network"] == around).to_numpy().nonzero()
    if not len(places):
        return None
    limit = limit or _AROUND
    begin = max(0, min(int(places[0]) - limit // 2, len(rows) - limit))
    return slice(begin, begin + limit)


def _nowhere(board: Board, chosen: Board, network: str) -> str:
    """Say that a network is not on a board, and where it is."""
    scores = rank(board)
    found = _cells.rows_of(scores.loc[scores["network"] == network, ["dataset", "split"]].astype("str"))
    where = [" ".join(filter(None, (row["dataset"], row["split"]))) for row in found]
    mend = f"it has some on {few_of(list(dict.fromkeys(where)))}" if where else "no score of it does"
    return f"no score of {network!r} on {_cells.board_title(chosen.about)!r} fits; {mend}"


def _asked(network: str, row: Row) -> Cell:
    return Cell(text="→" if row["network"] == network else "")


def _scale(rows: Sequence[Row]) -> Iterator[Shown]:
    """Yield a column that draws where between the worst and the best of the rows each score is.

    Nothing is drawn of more rows than somebody reads.
    """
    if len(rows) > _cells.MOST_DRAWN:
        return
    scores = {row["score"]: row["score_text"] for row in rows}
    if len(scores) > _FEW and rows[0]["better"]:
        ends = sorted(scores, reverse=rows[0]["better"] == "lower")
        worst, best = ends[0], ends[-1]
        yield Shown(
            Column("drawn", f"{scores[worst]} – {scores[best]}", expendable=9, view="terminal"),
            lambda row: _cells.bar((row["score"] - worst) / (best - worst)),
        )


_FEW = 2
"""Of so many different scores nothing is drawn."""


def ranked(about: Mapping[str, Any], rows: Sequence[Row], names: Iterable[str]) -> Table:
    """Lay out a board whose rows there are already, as :func:`ranking` does; they hold these *names*."""
    shown = [*_columns(about, ()), *_cells.conditions(*_apart(rows))]
    columns, cells = _cells.lay_out_rows(rows, names, shown)
    number = f"{_cells.count(len(rows), 'network')} · best published score of each"
    newest = max((month_of(row["date"] or "") for row in rows), default="")
    notes = (_cells.fresh(number, newest), *_comparable.counted(rows), *_trust.explained(rows))
    return Table(_title(about), columns, cells, notes=notes)


def _apart(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the conditions that are shown of some scores: those that tell them apart, and what is special."""
    differing = _comparable.differing(rows)
    yield from (name for name in _CONDITIONS if name in differing or name in _SPECIAL)


_SPECIAL = ("protocol", "extra_data")
_CONDITIONS = ("test_time", "resolution", *_SPECIAL)


def _title(about: Mapping[str, Any]) -> str:
    return f"{_cells.board_title(about)} · {_cells.scale(about)}"


def _columns(about: Mapping[str, Any], others: Iterable[Shown]) -> list[Shown]:
    return [
        Shown(Column("place", "#", "number"), _cells.place),
        Shown(Column("network", "Network"), _cells.network),
        Shown(Column("score", about["metric"], "number"), _cells.score),
        Shown(_cells.RUNS, _cells.runs),
        Shown(Column("gap", "Gap", "number", expendable=4), _cells.gap),
        *others,
        Shown(_cells.CERTAINTY, _cells.certainty),
        Shown(Column("published", "Published", expendable=3, view="document"), _cells.published),
        Shown(Column("code", "Code", expendable=5, view="screen"), _cells.code),
    ]


def _remarks(
    chosen: Board, rows: Sequence[Row], *, every_score: bool, around: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Note how many there are and what counts; hint where else the dataset has scores."""
    thing = "score" if every_score else "network"
    total = 0 if not rows else chosen.number_of_scores() if every_score else rows[0]["of"]
    number = _cells.count(total, thing)
    if not rows:
        return (f"no {thing} fits",), tuple(_cells.other_boards(chosen))
    counts = "" if every_score else "best published score of each"
    if len(rows) < total:
        cut = f"{len(rows)} of {number}{f', around {around}' if around else ''}"
        first = [Note(cut, f"-n {total} shows all"), _cells.fresh(counts, newest_score(chosen))]
    else:
        first = [_cells.fresh(" · ".join(filter(None, (number, counts))), newest_score(chosen))]
    notes = (*filter(None, first), *_comparable.counted(rows), *_trust.explained(rows))
    return notes, tuple(_cells.other_boards(chosen))


def leaders(
    board: Board,
    *,
    limit: int | None,
    beside: Sequence[str] = (),
    shown: options.Fields | None = None,
) -> Table:
    """Lay out the leader of every dataset."""
    title = _cells.title_of(board)
    rows, others = _cells.beside(board, leaders_of(board), beside)
    if shown is not None:
        rows = shown.ordered(rows, _cells.better_of(board))
    found = rows[:limit]
    columns, cells = _cells.lay_out(
        found,
        [
            Shown(Column("dataset", "Dataset", wraps=True, legible=15), title),
            Shown(Column("split", "Split", expendable=1)),
            *_cells.metric_column(found["metric"]),
            Shown(Column("network", "Leader", wraps=True), _cells.network),
            # Every one of them is the best of its board.
            Shown(Column("score", _cells.heading_of(found), "number"), _cells.plain_score),
            *others,
            Shown(Column("of", "Networks", "number", expendable=3)),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
            Shown(Column("code", "Code", expendable=4, view="screen"), _cells.code),
            Shown(Column("months", "Held for", "right", expendable=8, view="terminal"), _cells.age(today())),
        ],
    )
    if not cells:
        return Table("Leaders", columns, cells, notes=("no score fits",))
    first = _cells.fresh("best published score on each dataset", newest_score(board))
    leading = _cells.rows_of(found)
    of = {row["dataset"] for row in leading}
    name = quote(of.pop()) if len(of) == 1 else "NAME"
    notes = (first, *_comparable.counted(leading), *_trust.explained(leading, title))
    return Table("Leaders", columns, cells, notes=notes, hints=(f"--dataset {name} shows its board",))
