"""What is shown beside a score: the network in other metrics, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import rank
from leaderboard.board import metrics
from leaderboard.board.costs import looked_up
from leaderboard.board.names import fold
from leaderboard.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from leaderboard.board.board import Board

COSTS = ("fps", "params", "gflops", "resolution", "device")
"""What is known of a network beside its metrics, under the names of the columns of speeds."""


def named(board: Board, typed: Sequence[str]) -> list[str]:
    """Return the names of metrics or costs that people typed.

    Raises:
        UnknownName: There is no such metric, and no such cost.
        AmbiguousName: Several metrics fit.
    """
    return [_named(board, name) for name in typed]


def _named(board: Board, typed: str) -> str:
    if board.metric_names.matching(metrics.plain(typed)):
        return board.metric_names.find(metrics.plain(typed))
    if fold(typed) in COSTS:
        return fold(typed)
    raise UnknownName("metric", typed, board.metric_names.near(typed))


def beside(board: Board, rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return what stands beside some rows of scores.

    Args:
        board: Where they are from.
        rows: Scores with ``network``, ``dataset``, ``split`` and ``variant``.
        names: As :func:`named` gives them.

    Returns for each name a column of numbers (or of text, for a resolution or device) and one of the
    same with ``_text`` behind it, as they were published. Of a metric, the network's best score on the
    same dataset and split counts: in the same variant, or else, where it has none in that, in any.
    Of a cost, what is known of the same configuration, or of the same variant on another dataset, or of
    the network where no variant is said: variants differ in nothing as much as in what they cost.
    """
    import pandas as pd

    found = {}
    for name in names:
        known = (
            board.costs_of(rows, name) if name in COSTS else looked_up(rows, _metric(board, name), loose=True)
        )
        found[name], found[f"{name}_text"] = known["value"], known["text"]
    return pd.DataFrame(found, index=rows.index)


def _metric(board: Board, name: str) -> pd.DataFrame:
    scores = rank(board)
    scores = scores[scores["metric"].astype("str") == name]
    return scores.assign(value=scores["score"], text=scores["score_text"])
