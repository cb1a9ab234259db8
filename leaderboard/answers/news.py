"""What happened on the boards, as the dates of scores tell: new records and new networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.history import timeline
from leaderboard.answers.ranking import difference

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board

_BOARD = ["dataset", "split", "metric"]


def news(board: Board) -> pd.DataFrame:
    """Give what is new on the own board of each dataset, the newest first.

    Returns a row for each score that was a record, or is the best of its network: ``date`` (the month,
    ``YYYY-MM``), dataset, split, metric, network, score, score_text, ``record`` (whether it was one),
    ``gain`` (the distance to the record before; missing for the first and for what was no record),
    the text of that as ``from_text``, place (missing where the network is better by now), of, evidence, note,
    protocol and unit. What has no month is left out. Within a month, boards come in their order, and then
    the best score first.
    """
    import numpy as np
    import pandas as pd

    scores = timeline(board)
    scores = scores[(scores["date"] != "") & (scores["record"] | scores["place"].notna())]
    records = scores[scores["record"]].drop_duplicates([*_BOARD, "date"])
    earlier = records.groupby(_BOARD, sort=False)[["score", "score_text"]].shift()
    gains = [
        difference(*pair) if pair[1] == pair[1] else np.nan
        for pair in zip(records["score"], earlier["score"], strict=True)
    ]
    held = records[[*_BOARD, "date"]].assign(
        gain=np.array(gains, dtype="float64"), from_text=earlier["score_text"]
    )
    scores = scores.drop(columns="from_text").merge(
        held, on=[*_BOARD, "date"], how="left", suffixes=("_to_best", "")
    )
    scores["gain"] = scores["gain"].where(scores["record"], np.nan)
    order = np.lexsort((np.arange(len(scores)), -pd.factorize(scores["date"], sort=True)[0]))
    kept = [
        "date",
        *_BOARD,
        "network",
        "score",
        "score_text",
        "from_text",
        "record",
        "gain",
        "place",
        "of",
        "evidence",
        "note",
        "protocol",
        "unit",
    ]
    return scores[kept].take(order).reset_index(drop=True)
