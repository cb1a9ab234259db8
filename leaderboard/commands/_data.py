"""The tables of the data as a published site offers them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard import exporters, storage
from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.errors import readable
from leaderboard.reading import Address
from leaderboard.reading.at_revision import copied
from leaderboard.table import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row
    from leaderboard.reading import PathOrAddress

_NAMES = ("results", "datasets", "metrics", "papers", "links", "speeds")
_TEXT_OF = {"score": "score_text", "spread": "spread_text"}


def tables(board: Board, folder: Path | None) -> dict[str, bytes]:
    """Return the tables of a board as files: those of a *folder* of ours as they are, or written anew."""
    if folder:
        with readable(folder):
            files = {f"{name}.csv": folder / f"{name}.csv" for name in _NAMES}
            return {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    frames = {
        "results": board.results_table,
        "datasets": board.datasets_table,
        "metrics": board.metrics_table,
        "papers": board.papers_table,
        "links": board.links_table,
    }
    return {f"{name}.csv": _written(frame) for name, frame in frames.items() if len(frame)}


def folder_of_ours(place: PathOrAddress) -> Path | None:
    """Return the folder that is read, or a copy of what it was, if its table of scores is called as ours."""
    if isinstance(place, Address):
        return None
    if isinstance(place, Path):
        return place if (place / "results.csv").is_file() else None
    with copied(place) as copy:
        return copy if (copy / "results.csv").is_file() else None


def revision_of(place: PathOrAddress) -> tuple[str, str]:
    """Return the commit that changed the data last, and the day of that; empty where git knows neither."""
    if isinstance(place, Address):
        return "", ""
    return storage.revision_of(place) if isinstance(place, Path) else place.last_change()


def lines(content: bytes) -> dict[str, int]:
    """Return the line of a table of scores on which each network is first named."""
    text = content.decode("utf-8-sig", errors="replace")
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows, [])
    if "network" not in header:
        return {}
    place, begins = header.index("network"), rows.line_num + 1
    found: dict[str, int] = {}
    for row in rows:
        if len(row) > place:
            found.setdefault(row[place].strip(), begins)
        begins = rows.line_num + 1
    return found


def _written(frame: pd.DataFrame) -> bytes:
    names = [name for name in frame.columns if name not in _TEXT_OF.values()]
    shown = [Shown(Column(name), _number(name) if name in _TEXT_OF else None) for name in names]
    columns, rows = _cells.lay_out_rows(_cells.rows_of(frame), (), shown)
    return exporters.get("csv").render([Table("", columns, rows)]).encode()


def _number(name: str) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        return Cell(row[name], row[_TEXT_OF[name]] or "")

    return cell
