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
from leaderboard.plots import Mark, Row, Rows, _ticks
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
) -> Rows:
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
        _row(one, written(one["score"], method), sign)
        for one, sign in zip(shown[columns].to_dict("records"), behind, strict=True)
    )
    title = ["Overall", f"{number} dataset{'s' * (number != 1)}", *filter(None, [board.metric])]
    notes = [f"{sign} {meaning}" for sign, meaning in SIGNS.items() if sign in "".join(behind)]
    if len(shown) < len(ranked):
        notes.insert(0, f"{len(shown)} of {len(ranked)} networks")
    return Rows(
        visible(" · ".join(title)),
        rows,
        _ticks.of_places,
        _ticks.around_places,
        line=RANGE,
        beside=TITLES[method],
        notes=tuple(notes),
    )


def _row(row: Mapping[Any, Any], score: str, signs: str) -> Row:
    """Make the row of a network; if it has no range, its place is all of that."""
    import pandas as pd

    place, best, worst = row["place"], row["best_place"], row["worst_place"]
    low, high = (place, place) if pd.isna(best) else (min(best, place), max(worst, place))
    return Row(
        visible(row["network"]),
        (Mark(place, low, high, score, signs),),
        "place",
        place=f"{place}{'=' * bool(row['tied'])}",
        behind=f"{low}–{high}" if low < high else f"{place}",
    )
