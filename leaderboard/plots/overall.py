"""The places of networks over several datasets, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.answers.overall import (
    RANGE,
    SIGNS,
    TITLES,
    counted,
    method_named,
    signs,
    trusted,
    written,
)
from leaderboard.answers.overall import overall as rank_overall
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Range, Ranges
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.board.board import Board


def chart(
    board: Board,
    *,
    datasets: Sequence[str] | None = None,
    method: str = "win-rate",
    min_datasets: int | None = None,
    min_networks: int | None = None,
    with_doubtful: bool = False,
    limit: int | None = 10,
) -> Ranges:
    """Gather what a plot of a ranking over several datasets shows: its first networks, or all if no *limit*.

    The arguments are those of :func:`leaderboard.answers.overall.overall`. A network that has no range,
    since a single dataset counts, has its place alone.

    Raises:
        LeaderboardError: No network is ranked.
    """
    method = method_named(method)
    board = trusted(board, with_doubtful=with_doubtful)
    found = rank_overall(
        board,
        datasets=datasets,
        method=method,
        min_datasets=min_datasets,
        min_networks=min_networks,
        with_doubtful=True,
    )
    ranked = found[found["place"].notna()]
    if ranked.empty:
        raise LeaderboardError("nothing to draw: no network is ranked over several datasets")
    counting = counted(board, datasets=datasets, min_networks=min_networks)
    number = int(counting["counts"].sum())
    columns = ["network", "place", "tied", "score", "best_place", "worst_place"]
    trust = ["second_hand", "doubtful", "datasets"]
    shown = ranked[:limit]
    behind = [signs(*row) for row in shown[trust].itertuples(index=False)]
    rows = tuple(
        Range(visible(network), place, *_range(place, best, worst), written(score, method), sign, tied)
        for (network, place, tied, score, best, worst), sign in zip(
            shown[columns].itertuples(index=False), behind, strict=True
        )
    )
    title = ["Overall", f"{number} dataset{'s' * (number != 1)}", *filter(None, [board.metric])]
    notes = [f"{sign} {meaning}" for sign, meaning in SIGNS.items() if sign in "".join(behind)]
    if len(shown) < len(ranked):
        notes.insert(0, f"{len(shown)} of {len(ranked)} networks")
    return Ranges(visible(" · ".join(title)), TITLES[method], RANGE, rows, tuple(notes))


def _range(place: int, best: Any, worst: Any) -> tuple[int, int]:
    """Return the best and the worst place; that of the network if they are missing."""
    import pandas as pd

    return (place, place) if pd.isna(best) else (min(best, place), max(worst, place))
