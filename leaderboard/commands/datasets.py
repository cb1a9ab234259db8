"""``leaderboard datasets``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.board.names import fold
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def datasets(
    query: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Words of the title, what is typed, or the split.")
    ] = "",
    *,
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
    brief = not (filters.with_code or filters.venue or filters.tag)
    output.show(filters.noted(boards(filters.choose(source.read(brief=brief)), query)))


def boards(board: Board, query: str = "") -> Table:
    """Lay out the list of boards, of those whose names hold the words of the *query*."""
    found = board.datasets(query)
    # Two boards of one dataset differ in nothing else.
    split = Column("split", "Split", expendable=1 if found["dataset"].is_unique else 0)
    columns, rows = _cells.lay_out(
        found,
        [
            Shown(
                Column("title", "Dataset", wraps=True), lambda row: Cell(row["title"], url=row["url"] or "")
            ),
            Shown(Column("dataset", "Typed as", wraps=True), _typed_as),
            Shown(split),
            Shown(Column("networks", "Networks", "number", expendable=3)),
            Shown(Column("leader", "Leader", wraps=True)),
            Shown(Column("score", _cells.scale_of(found), "number"), _score),
            Shown(Column("years", "Years", expendable=4, view="document"), _years),
        ],
    )
    leaders = (_led(row) for row in _cells.rows_of(found) if row["leader"])
    note = _cells.count(len(rows), "board") if rows or not query else "no board fits"
    notes = (note, *_trust.explained(leaders, _cells.title_of(board)))
    return Table("Datasets", columns, rows, notes=notes)


def _typed_as(row: Row) -> Cell:
    """The id and those aliases that are more than another way to type it; what to add for another split."""
    if not row["own"]:
        return Cell(row["dataset"], f"{row['dataset']} --split {row['split']}")
    names = {fold(name): name for name in reversed((row["dataset"], *(row["aliases"] or ())))}
    return Cell(row["dataset"], ", ".join(reversed(names.values())))


def _score(row: Row) -> Cell:
    return _cells.plain_score(_led(row)) if row["leader"] else Cell()


def _led(row: Row) -> Row:
    """Return the leading score of a board, as other commands know scores."""
    return {**row, "network": row["leader"], "evidence": row["leader_evidence"], "note": row["leader_note"]}


def _years(row: Row) -> Cell:
    first, last = row["first_year"], row["last_year"]
    if first is None:
        return Cell()
    return Cell(text=f"{first}" if first == last else f"{first}–{last}")
