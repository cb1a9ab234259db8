"""``leaderboard datasets``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import options
from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.names import fold
from leaderboard.parameters import gathered
from leaderboard.table import Cell, Column, Table

if TYPE_CHECKING:
    from leaderboard.board import Leaderboard
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
        leaderboard datasets "voc test" --until 2017
        leaderboard datasets --format json
    """
    output.show(boards(filters.choose(source.read()), query))


def boards(board: Leaderboard, query: str = "") -> Table:
    """Lay out the list of boards, of those whose names hold the words of the *query*."""
    found = board.datasets(query)
    columns, rows = _cells.lay_out(
        found,
        [
            Shown(Column("title", "Dataset"), lambda row: Cell(row["title"], url=row["url"] or "")),
            Shown(Column("dataset", "Typed as", wraps=True), _typed_as),
            Shown(Column("split", "Split", expendable=3)),
            Shown(Column("networks", "Networks", "number")),
            Shown(Column("leader", "Leader", expendable=1)),
            Shown(
                Column("score", _cells.scale_of(found), "number", expendable=2),
                _score,
            ),
            Shown(Column("years", "Years", expendable=4, view="document"), _years),
        ],
    )
    note = _cells.count(len(rows), "board") if rows or not query else "no board fits"
    return Table("Datasets", columns, rows, notes=(note,))


def _typed_as(row: Row) -> Cell:
    """The id and those aliases that are more than another way to type it."""
    names = {fold(name): name for name in reversed((row["dataset"], *(row["aliases"] or ())))}
    return Cell(row["dataset"], ", ".join(reversed(names.values())))


def _score(row: Row) -> Cell:
    return Cell(row["score"], row["score_text"] or "")


def _years(row: Row) -> Cell:
    first, last = row["first_year"], row["last_year"]
    if first is None:
        return Cell()
    return Cell(text=f"{first}" if first == last else f"{first}–{last}")
