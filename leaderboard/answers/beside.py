"""What is shown beside a score: the network in other metrics, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import rank
from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from leaderboard.board.board import Board

COSTS = ("fps", "params", "gflops", "resolution", "device")
"""What is known of a network beside its metrics, under the names of the columns of speeds."""

_KEY = ["network", "dataset", "split", "variant"]


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
        table = _metric(board, name) if name not in COSTS else _cost(board, name)
        values = _looked_up(rows, table)
        found[name] = pd.Series([value for value, _ in values], index=rows.index)
        found[f"{name}_text"] = pd.Series([text for _, text in values], index=rows.index, dtype="str")
    return pd.DataFrame(found, index=rows.index)


def _metric(board: Board, name: str) -> pd.DataFrame:
    scores = rank(board)
    scores = scores[scores["metric"].astype("str") == name]
    return scores.assign(value=scores["score"], text=scores["score_text"])


def _cost(board: Board, name: str) -> pd.DataFrame:
    speeds = board.speeds_table.assign(split=board.splits_of(board.speeds_table))
    text = speeds[f"{name}_text"] if f"{name}_text" in speeds.columns else speeds[name]
    speeds = speeds.assign(value=speeds[name], text=text)
    return speeds[speeds["text"].astype("str") != ""]


def _looked_up(rows: pd.DataFrame, table: pd.DataFrame) -> list[tuple[object, str]]:
    """Find each row in a table by its configuration, or by less of it."""
    is_metric = "place" in table.columns
    finest = table[[*_KEY, "value", "text"]].astype(dict.fromkeys([*_KEY, "text"], "str"))
    found: dict[tuple[str, ...], tuple[object, str]] = {}
    for network, dataset, split, variant, value, text in finest.itertuples(index=False):
        keys: list[tuple[str, ...]] = [(network, dataset, split, variant)]
        if is_metric or not variant:
            keys.append((network, dataset, split))
        if not is_metric:
            keys.append((network, variant))
        for key in keys:
            found.setdefault(key, (value, text))
    nothing = (None, "")
    answers = []
    for network, dataset, split, variant in rows[_KEY].astype("str").itertuples(index=False):
        keys = [(network, dataset, split, variant), (network, dataset, split)]
        keys += [] if is_metric else [(network, variant), (network, "")]
        answers.append(next((found[key] for key in keys if key in found), nothing))
    return answers
