"""``leaderboard top``."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING

from leaderboard.answers.beside import named
from leaderboard.answers.history import newest_score
from leaderboard.answers.ranking import leaders as leaders_of
from leaderboard.answers.ranking import top as best_of
from leaderboard.board.dates import month_of
from leaderboard.commands import _cells, _comparable, _trust
from leaderboard.commands._cells import Shown
from leaderboard.table import Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def top(
    dataset: options.Dataset = None,
    limit: options.Limit = None,
    beside: options.Beside = None,
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
    whole = source.read(dataset=dataset, every_score=every_score)
    names = named(whole, options.named_list(beside))
    board = filters.choose(whole)
    if dataset is None:
        output.show(filters.noted(leaders(board, limit=limit, beside=names), whole), of=source.place)
    else:
        if limit is None and not every_score and output.exporter.holds == "document":
            limit = 10
        table = ranking(board, dataset, limit=limit, every_score=every_score, beside=names)
        output.show(filters.noted(table, whole, methodcaller("on", dataset)), of=source.place)


def ranking(
    board: Board, dataset: str, *, limit: int | None, every_score: bool, beside: Sequence[str] = ()
) -> Table:
    """Lay out one board, best network first, with what is to be shown *beside* the scores."""
    chosen = board.on(dataset)
    about = chosen.about
    rows = best_of(chosen, limit=limit, every_score=every_score)
    found, others = _cells.beside(chosen, rows, beside)
    shown = _cells.rows_of(rows)
    apart = dict.fromkeys((*(("variant", "test_time") if every_score else ()), *_apart(shown)))
    columns, cells = _cells.lay_out(found, [*_columns(about, others), *_cells.conditions(*apart)])
    notes, hints = _remarks(chosen, shown, every_score=every_score)
    return Table(
        title=_title(about),
        columns=columns,
        rows=cells,
        notes=notes,
        hints=hints,
    )


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
    chosen: Board, rows: Sequence[Row], *, every_score: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Note how many there are, what counts, and where else the dataset has scores; hint how to see it."""
    thing = "score" if every_score else "network"
    total = 0 if not rows else chosen.number_of_scores() if every_score else rows[0]["of"]
    number = _cells.count(total, thing)
    notes, hints = [number], []
    if not rows:
        notes = [f"no {thing} fits"]
    elif len(rows) < total:
        notes = [f"{len(rows)} of {number}"]
        hints.append(f"-n {total} shows all")
    if not every_score and rows:
        notes[0] += " · best published score of each"
    if rows:
        notes[0] = _cells.fresh(notes[0], newest_score(chosen))
    notes += [*_comparable.counted(rows), *_trust.explained(rows)]
    other_notes, other_hints = _cells.other_boards(chosen)
    return (*notes, *other_notes), (*hints, *other_hints)


def leaders(board: Board, *, limit: int | None, beside: Sequence[str] = ()) -> Table:
    """Lay out the leader of every dataset."""
    found = leaders_of(board)[:limit]
    title = _cells.title_of(board)
    rows, others = _cells.beside(board, found, beside)
    columns, cells = _cells.lay_out(
        rows,
        [
            Shown(Column("dataset", "Dataset"), title),
            Shown(Column("split", "Split", expendable=1)),
            *_cells.metric_column(found["metric"]),
            Shown(Column("network", "Leader"), _cells.network),
            # Every one of them is the best of its board.
            Shown(Column("score", _cells.heading_of(found), "number"), _cells.plain_score),
            *others,
            Shown(Column("of", "Networks", "number", expendable=3)),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
            Shown(Column("code", "Code", expendable=4, view="screen"), _cells.code),
        ],
    )
    if not cells:
        return Table("Leaders", columns, cells, notes=("no score fits",))
    first = _cells.fresh("best published score on each dataset", newest_score(board))
    leading = _cells.rows_of(found)
    notes = (first, *_comparable.counted(leading), *_trust.explained(leading, title))
    return Table("Leaders", columns, cells, notes=notes, hints=("--dataset NAME shows its board",))
