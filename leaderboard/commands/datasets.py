"""``leaderboard datasets``."""

from __future__ import annotations

from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import listing
from leaderboard.answers.beside import named
from leaderboard.answers.history import newest_score
from leaderboard.board.names import fold
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def datasets(
    query: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Words in the title, the names to type, or the split.")
    ] = "",
    beside: options.Beside = None,
    parts: options.Parts = False,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Output,
    source: options.Input,
) -> None:
    """List the boards: networks, leader, years, what to type.

    Examples:

        leaderboard datasets
        leaderboard datasets voc --until 2017
        leaderboard datasets --format json
    """
    whole = source.read()
    names = shown.beside(whole, named(whole, options.named_list(beside)))
    table = boards(filters.choose(whole), query, beside=names, parts=parts, shown=shown)
    output.show(*shown.of(filters.noted(table, whole)), of=source.place)


def boards(
    board: Board,
    query: str = "",
    *,
    beside: Sequence[str] = (),
    parts: bool = False,
    shown: options.Fields | None = None,
) -> Table:
    """Lay out the list of boards, of those whose names hold the words of the *query*."""
    found = listing.datasets(board, query, parts=parts)
    plain = (board if board.metric is None else replace(board, metric=None)).boards
    own = plain[plain["own"]].set_index("dataset")["metric"]
    apart_in = found["metric"] != found["dataset"].map(own)
    leaders = found.assign(network=found["leader"], variant="", metric_apart=apart_in)
    rows, others = _cells.beside(board, leaders, beside)
    if shown is not None:
        rows = shown.ordered(rows, _cells.better_of(board))
    # Boards of one dataset differ in nothing else.
    apart = 1 if found["dataset"].is_unique else 0
    columns, cells = _cells.lay_out(
        rows,
        [
            Shown(
                Column("title", "Dataset", wraps=True, legible=14),
                lambda row: Cell(row["title"], url=row["url"] or ""),
            ),
            Shown(Column("dataset", "Typed as", wraps=True, legible=14), _typed_as),
            Shown(Column("split", "Split", expendable=apart)),
            *_cells.metric_column(found["metric"]),
            Shown(Column("networks", "Networks", "number", expendable=2)),
            Shown(Column("leader", "Leader", expendable=4, wraps=True, legible=14)),
            Shown(Column("score", _cells.heading_of(found), "number", expendable=5), _score),
            *others,
            Shown(Column("years", "Years", expendable=3, view="document"), _years),
            Shown(Column("newest", "Newest", expendable=6)),
            Shown(Column("official", "Official", expendable=7), _official),
            Shown(Column("also", "Also", expendable=8, wraps=True, view="document"), _aliases),
        ],
    )
    seen = (_led(row) for row in _cells.rows_of(found) if row["leader"])
    note = _cells.count(len(cells), "board") if cells or not query else "no board fits"
    notes = (
        _cells.fresh(note, newest_score(board)) if cells else note,
        *_trust.explained(seen, _cells.title_of(board)),
    )
    return Table("Datasets", columns, cells, notes=notes).without(("network", "variant", "metric_apart"))


def _typed_as(row: Row) -> Cell:
    """The id, and what to add for another board than the own one, quoted as the shell needs it."""
    apart = [f"--split {quote(row['split'])}"] if row["split"] and not row["own"] else []
    return Cell(row["dataset"], " ".join([quote(row["dataset"]), *apart, *_measured(row)]))


def _aliases(row: Row) -> Cell:
    """Those aliases that are more than another way to type the id."""
    if not row["own"] or row["metric_apart"]:
        return Cell()
    names = {fold(name): name for name in reversed((row["dataset"], *(row["aliases"] or ())))}
    del names[fold(row["dataset"])]
    return Cell(text=", ".join(map(quote, reversed(names.values()))))


def _score(row: Row) -> Cell:
    return _cells.plain_score(_led(row)) if row["leader"] else Cell()


def _measured(row: Row) -> list[str]:
    return [f"--metric {quote(row['metric'])}"] if row.get("metric_apart") else []


def _led(row: Row) -> Row:
    """Return the leading score of a board, as other commands know scores."""
    return {
        **row,
        "network": row["leader"],
        "evidence": row["leader_evidence"],
        "note": row["leader_note"],
        "protocol": row["leader_protocol"],
        "spread_text": row["leader_spread_text"],
    }


def _official(row: Row) -> Cell:
    """A tick that leads to the board of the dataset's makers, where they have one."""
    return Cell(row["official"], "✓" if row["official"] else "", url=row["official"] or "")


def _years(row: Row) -> Cell:
    first, last = row["first_year"], row["last_year"]
    if first is None:
        return Cell()
    return Cell(text=f"{first}" if first == last else f"{first}–{last}")
