"""Parquet: one table of measurements, with the columns of the results and what is known of their metrics."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, how_to_install
from leaderboard.exchange.losses import Losses
from leaderboard.exchange.rows import Rows, described
from leaderboard.exchange.written import Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaderboard.board.board import Board
    from leaderboard.exchange.facts import Facts

IS_FOLDER = False
NEEDS_FILE = True
SUFFIXES = (".parquet", ".pq")
ASKS: Mapping[str, str] = {}

_MADE_BY = {b"made_by": b"leaderboard export"}


def write(board: Board, facts: Facts) -> Written:  # noqa: ARG001 - a protocol
    """Return one file. Text that is not known is null; single runs stand there one by one.

    Raises:
        LeaderboardError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise LeaderboardError(f"writing Parquet takes pyarrow: {how_to_install('parquet')}") from None
    rows = Rows(board)
    frame = described(rows.board, rows.board.results_table if board.runs == "mean" else rows.board.scores)
    columns = {}
    for name in frame.columns:
        if name == "runs":
            columns[name] = pa.array(frame[name], type=pa.int64(), from_pandas=True)
        elif name in {"score", "spread"}:
            columns[name] = pa.array(frame[name], type=pa.float64(), from_pandas=True)
        else:
            columns[name] = pa.array([text or None for text in frame[name]], type=pa.string())
    table = pa.table(columns).replace_schema_metadata(_MADE_BY)
    file = io.BytesIO()
    parquet.write_table(table, file)
    lost = Losses("parquet", rows)
    lost.ranking_metrics()
    lost.around()
    return Written({"": file.getvalue()}, lost.notes)


def is_ours(old: bytes, new: bytes) -> bool:
    """Say whether a Parquet file says that this program made it, and has a dataset of the new one."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        about = parquet.read_schema(io.BytesIO(old)).metadata or {}
    except (pa.ArrowException, OSError):
        return False
    if not all(about.get(name) == value for name, value in _MADE_BY.items()):
        return False
    were, become = (
        set(parquet.read_table(io.BytesIO(one), columns=["dataset"])["dataset"].to_pylist())
        for one in (old, new)
    )
    return not were or not were.isdisjoint(become)
