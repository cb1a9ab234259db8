"""``leaderboard papers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import listing
from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Note, Table
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
    shown: options.Fields,
    filters: options.Filters,
    output: options.Output,
    source: options.Input,
) -> None:
    """Search the papers, the latest first.

    A terminal shows the first 20 unless --limit says otherwise, long titles shortened.

    Examples:

        leaderboard papers "context" --since 2018 --with-code
        leaderboard papers --topic loss
        leaderboard papers attention --format csv --output attention.csv
    """
    if limit is None and output.is_on_a_terminal and output.exporter.name == "table":
        limit = _FIRST
    board = filters.choose(source.read())
    output.show(*shown.of(bibliography(board, query, topic=topic, limit=limit, shown=shown)))


_FIRST = 20


def bibliography(
    board: Board,
    query: str,
    *,
    topic: str | None,
    limit: int | None,
    shown: options.Fields | None = None,
) -> Table:
    """Lay out the papers that are about *query* and *topic*."""
    found = listing.papers(board, query, topic=topic)
    if shown is not None:
        found = shown.ordered(found)
    columns, rows = _cells.lay_out(
        found[:limit],
        [
            Shown(Column("title", "Title", wraps=True, legible=30, shortened=True), _title),
            Shown(Column("network", "Network", expendable=1), _networks),
            Shown(Column("published", "Published", expendable=2, view="document"), _cells.published),
            Shown(Column("topic", "Topic", expendable=4)),
            Shown(Column("code", "Code", expendable=3, view="screen"), _cells.code),
        ],
    )
    number = _cells.count(len(found), "paper")
    if found.empty:
        note = Note("no paper fits")
    elif len(rows) == len(found):
        note = Note(number)
    else:
        note = Note(f"{len(rows)} of {number}", f"-n {len(found)} shows all")
    return Table("Papers", columns, rows, notes=(note,))


def _title(row: Row) -> Cell:
    status = f" ({row['status']})" if row["status"] else ""
    return Cell(row["title"], f"{row['title'] or ''}{status}", url=row["paper_url"] or "")


def _networks(row: Row) -> Cell:
    names = tuple((row["network"] or "").split(";")) if row["network"] else None
    return Cell(names)
