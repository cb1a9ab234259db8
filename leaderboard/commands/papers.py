"""``leaderboard papers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import listing
from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def papers(
    query: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", help="Words in the title, authors, network or tags."),
    ] = "",
    topic: Annotated[
        str | None,
        typer.Option(
            "--topic",
            "-t",
            metavar="TOPIC",
            help="Keep this topic: segmentation, real-time, loss, review, …",
            autocompletion=options.completing("topic"),
        ),
    ] = None,
    limit: options.Limit = None,
    *,
    filters: options.Filters,
    output: options.Output,
    source: options.Input,
) -> None:
    """Search the papers, the latest first.

    Examples:

        leaderboard papers "context" --since 2018 --with-code
        leaderboard papers --topic loss
        leaderboard papers attention --format csv --output attention.csv
    """
    output.show(bibliography(filters.choose(source.read()), query, topic=topic, limit=limit))


def bibliography(board: Board, query: str, *, topic: str | None, limit: int | None) -> Table:
    """Lay out the papers that are about *query* and *topic*."""
    found = listing.papers(board, query, topic=topic)
    columns, rows = _cells.lay_out(
        found[:limit],
        [
            Shown(Column("title", "Title", wraps=True, legible=30), _title),
            Shown(Column("network", "Network", expendable=2), _networks),
            Shown(Column("published", "Published", wraps=True, view="document"), _cells.published),
            Shown(Column("topic", "Topic", expendable=3)),
            Shown(Column("code", "Code", expendable=1, view="screen"), _cells.code),
        ],
    )
    number = _cells.count(len(found), "paper")
    note = (
        "no paper fits" if found.empty else number if len(rows) == len(found) else f"{len(rows)} of {number}"
    )
    return Table("Papers", columns, rows, notes=(note,))


def _title(row: Row) -> Cell:
    status = f" ({row['status']})" if row["status"] else ""
    return Cell(row["title"], f"{row['title'] or ''}{status}", url=row["paper_url"] or "")


def _networks(row: Row) -> Cell:
    names = tuple((row["network"] or "").split(";")) if row["network"] else None
    return Cell(names)
