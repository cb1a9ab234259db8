"""Networks side by side: a row for each board on which they are compared, a kind for each network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.errors import LeaderboardError, UsageError, listed
from leaderboard.plots import MOST_NAMED, Row, Rows, _ticks, meanings
from leaderboard.plots._scores import lines_of, lower_is_better, mark_of
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board


def chart(board: Board, found: pd.DataFrame, names: Sequence[str]) -> Rows:
    """Gather what a plot of a comparison shows.

    Args:
        board: What the networks are compared on, for the titles of its datasets.
        found: The rows of :func:`leaderboard.answers.comparison.compare` that are drawn.
        names: The networks as they are on the board, in the order in which they are compared.

    Raises:
        UsageError: There are more networks than shapes.
        LeaderboardError: There is nothing to compare.
    """
    if len(names) > MOST_NAMED:
        raise UsageError(f"a picture compares up to {MOST_NAMED} networks, and these are {len(names)}")
    if found.empty:
        raise LeaderboardError(f"nothing to draw: {listed(list(names))} share no dataset")
    titles: dict[str, str] = dict(board.datasets_table[["dataset", "title"]].itertuples(index=False))
    scores = found.astype({"dataset": "str", "split": "str", "metric": "str"}).to_dict("records")
    boards: dict[tuple[str, str, str], list[dict[Any, Any]]] = {}
    for score in scores:
        boards.setdefault((score["dataset"], score["split"], score["metric"]), []).append(score)
    rows = [
        Row(
            visible(" ".join(filter(None, (titles[dataset], split)))),
            tuple(
                mark_of(
                    score, kind=names.index(score["network"]), best=score["place"] == 1 and score["of"] > 1
                )
                for score in those
            ),
            _scale(those[0]),
        )
        for (dataset, split, _), those in boards.items()
    ]
    scales = list(dict.fromkeys(row.scale for row in rows))
    return Rows(
        visible(listed(list(names))),
        tuple(sorted(rows, key=lambda row: scales.index(row.scale))),
        _ticks.of_scores,
        _ticks.around_scores,
        kinds=tuple(map(visible, names)),
        line=lines_of(scores),
        notes=(
            *_differing([(row.name, those) for row, those in zip(rows, boards.values(), strict=True)]),
            *meanings("".join(mark.signs for row in rows for mark in row.marks)),
        ),
    )


_CONDITIONS = ("test_time", "extra_data", "resolution", "protocol")


def _differing(boards: list[tuple[str, list[dict[Any, Any]]]]) -> Iterator[str]:
    """Say which conditions are not the same, as far as they are known, for all networks on a board."""
    for condition in _CONDITIONS:
        names = [name for name, scores in boards if len({score[condition] for score in scores}) > 1]
        if names:
            yield f"{condition.replace('_', ' ')} differs on {listed(names)}"


def _scale(score: dict[Any, Any]) -> str:
    unit = f" ({score['unit']})" if score["unit"] else ""
    return lower_is_better(visible(f"{score['metric']}{unit}"), score["better"])
