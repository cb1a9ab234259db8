"""Scores as marks in rows, with their spreads as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.board import trust
from leaderboard.errors import listed
from leaderboard.plots import Mark
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPREADS = {"std": "standard deviation", "stderr": "standard error", "ci95": "95% confidence interval"}


def mark_of(row: Mapping[Any, Any], **more: Any) -> Mark:
    """Make the mark of a score, with the digits and the signs that it has in a table."""
    spread = row["spread"] if row["spread"] > 0 else 0.0  # a spread that is not said is NaN
    text = f"{row['score_text']} ±{row['spread_text']}" if row["spread_text"] else f"{row['score_text']}"
    return Mark(
        row["score"],
        row["score"] - spread,
        row["score"] + spread,
        visible(text),
        signs=trust.signs(row["evidence"], row["note"], row["protocol"]),
        **more,
    )


def lines_of(rows: Iterable[Mapping[Any, Any]]) -> str:
    """Say what the lines of these scores are; nothing if none has one."""
    kinds = dict.fromkeys(_SPREADS.get(row["spread_of"], "spread") for row in rows if row["spread"] > 0)
    return listed(list(kinds), "or")


def lower_is_better(scale: str, better: str) -> str:
    """Say it behind the scale where lower is better; higher is what everybody expects."""
    return f"{scale}, lower is better" if better == "lower" else scale
