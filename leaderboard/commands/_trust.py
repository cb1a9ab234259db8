"""Showing how far scores are to be trusted: signs behind them, and below the rows what these mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import trust
from leaderboard.board.conditions import is_probe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leaderboard.commands._cells import Row
    from leaderboard.table import Cell

_FEW = 3
"""So many doubts are said one by one."""


def signs(row: Row) -> str:
    """Return the signs that belong behind the score of a row; none if it can be taken as it is."""
    return trust.signs(row["evidence"] or "", row["note"] or "", row["protocol"] or "")


def explained(rows: Iterable[Row], title: Callable[[Row], Cell] | None = None) -> list[str]:
    """Say what the signs on these scores mean: a line for each sign, or for each doubt if they are few.

    With *title*, a doubt says on which dataset it is.
    """
    rows = list(rows)
    doubts = {note for note in {row["note"] for row in rows} if note and trust.doubt(note)}
    doubtful = [row for row in rows if row["note"] in doubts] if doubts else []
    lines = [*second_hand(rows), *probes(rows)]
    if len(doubtful) > _FEW:
        lines.append(f"{trust.DOUBTFUL} doubtful: {len(doubtful)} of these scores, whose notes say why")
    else:
        lines += (f"{trust.DOUBTFUL} {_named(row, title)}: {_doubt(row)}" for row in doubtful)
    return lines


def second_hand(rows: Iterable[Row]) -> list[str]:
    """Say what the sign on second-hand scores means, if there are any."""
    if any(trust.is_second_hand(evidence or "") for evidence in {row["evidence"] for row in rows}):
        return [f"{trust.SECOND_HAND} {trust.KNOWN}"]
    return []


def probes(rows: Iterable[Row]) -> list[str]:
    """Say what the sign on scores of frozen encoders means, if there are any."""
    if any(is_probe(protocol or "") for protocol in {row["protocol"] for row in rows}):
        return [f"{trust.PROBE} {trust.NOT_FINE_TUNED}"]
    return []


def _doubt(row: Row) -> str:
    return trust.doubt(row["note"] or "")


def _named(row: Row, title: Callable[[Row], Cell] | None) -> str:
    on = f" on {title(row).text}" if title else ""
    return f"{row['network']}{on} {row['score_text']}"
