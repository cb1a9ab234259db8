"""Two or more networks side by side.

What is always true of two networks: on how many of the datasets they share each is
ahead, and by how much on each. Scores count on the own board of each dataset, so that two
networks share a dataset only where they were measured on the same images. The metric
says whether higher or lower is better.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from leaderboard.answers.ranking import difference, rank
from leaderboard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_TWO = 2


def compare(
    board: Board,
    networks: Sequence[str],
    *,
    all_datasets: bool = False,
    metrics: Sequence[str] = (),
    parts: bool = False,
) -> pd.DataFrame:
    """Put *networks*, as people type them, side by side.

    Args:
        board: Where their scores are.
        networks: Two or more different ones; the first is what the others differ from.
        all_datasets: Give every score on the own split of its dataset, also where nobody else has one.
        metrics: Other metrics to compare in, beside the one that ranks each dataset.
        parts: Compare in the parts of metrics, too, such as the IoU of each class.

    Returns the columns of :func:`side_by_side`: the boards that all of them share; where there are none,
    those that two of them share, on every split.

    Raises:
        UsageError: There are fewer than two, or one stands there twice.
        UnknownName: One of them does not exist.
        AmbiguousName: One of them fits several.
    """
    names = named(board, networks)
    found, counts = chosen(board, names, all_datasets=all_datasets, metrics=metrics, parts=parts)
    return found[counts].reset_index(drop=True)


def chosen(
    board: Board,
    names: Sequence[str],
    *,
    all_datasets: bool = False,
    metrics: Sequence[str] = (),
    parts: bool = False,
) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Put networks side by side, and say which rows :func:`compare` gives."""
    found = side_by_side(board, names, metrics=metrics, parts=parts)
    if all_datasets:
        return found, found["of"] > 0
    if found["shared"].any():
        return found, found["shared"]
    found = side_by_side(board, names, metrics=metrics, parts=parts, every_split=True)
    return found, found["of"] > 1


def named(board: Board, networks: Sequence[str]) -> list[str]:
    """Return the names of the *networks*, as people type them, that are to be compared.

    Raises:
        UsageError: There are fewer than two, or one stands there twice.
        UnknownName: One of them does not exist.
        AmbiguousName: One of them fits several.
    """
    refuse_one(networks)
    typed: dict[str, str] = {}
    for text in networks:
        name = board.network_names.find(text)
        if name in typed:
            same = f"{typed[name]!r} and {text!r} are the same network"
            raise UsageError(f"{f'{text!r} is named twice' if typed[name] == text else same}; name another")
        typed[name] = text
    return list(typed)


def scores_of(board: Board, networks: Sequence[str]) -> Board:
    """Return the board with no other scores than those of some *networks*."""
    results = board.results_table
    return replace(board, results_table=results[results["network"].isin(list(networks))])


def refuse_one(networks: Sequence[str]) -> None:
    """See that there is something to compare, which can be said before any data is read.

    Raises:
        UsageError: There are fewer than two *networks*.
    """
    if len(networks) < _TWO:
        beside = f"; name another beside {networks[0]!r}" if networks else ""
        raise UsageError(f"comparing takes two networks or more{beside}")


def side_by_side(
    board: Board,
    names: Sequence[str],
    *,
    metrics: Sequence[str] = (),
    parts: bool = False,
    every_split: bool = False,
) -> pd.DataFrame:
    """Give the best score of each network on each board, and what it differs from the first's.

    Args:
        board: Where their scores are; what filters took away is not seen.
        names: The names of the networks as they are on the board.
        metrics: Other metrics to compare in, beside the one that ranks each dataset.
        parts: Compare in the parts of metrics, too.
        every_split: Compare on every split of a dataset, not only on its own.

    Returns one row per score, in the order of the datasets and then of the *names*:

    - ``dataset``, ``split``, ``metric``, ``unit`` and ``network``.
    - ``score`` and ``score_text``: in the unit of the metric.
    - ``difference``: ``score`` minus that of the first network, missing where that has none.
    - ``place``, ``tied`` and ``of``: among these networks, by the rules of the ranking.
    - ``ahead``: whether it is better than each of the others that have a score there.
    - ``shared``: whether all of the networks have a score there.
    - ``variants``: how many variants of the network have scores there, of which the best is given.
    - ``better``: ``higher`` or ``lower``, as the dataset says.
    - ``spread`` (unit of the metric), ``spread_text``, ``spread_of`` and ``runs``.
    - ``variant``, ``test_time``, ``extra_data``, ``resolution``, ``protocol``, ``evidence``, ``source`` and
      ``note``.

    A network without a score on a dataset has no row there.
    """
    import numpy as np
    import pandas as pd

    scores = rank(scores_of(board, names))
    scores = scores.astype(dict.fromkeys([*_BOARD, "network"], "str"))
    scores = scores[_compared(board, scores, metrics, parts=parts, every_split=every_split)]
    variants = scores.groupby([*_BOARD, "network"])["variant"].nunique()
    best = scores[scores["place"].notna()]
    # Boards stay in the order of the ranks; within one, the networks take that of the names.
    boards = pd.factorize(pd.MultiIndex.from_frame(best[_BOARD]))[0]
    numbers = pd.Index(list(names)).get_indexer(pd.Index(best["network"]))
    best = best.take(np.lexsort((numbers, boards))).reset_index(drop=True)
    rows = list(zip(map(tuple, best[_BOARD].to_numpy()), best["network"], best["score"], strict=True))
    firsts = {on: score for on, network, score in rows if network == names[0]}
    differences = [difference(score, firsts[on]) if on in firsts else np.nan for on, _, score in rows]
    return best.assign(
        difference=np.array(differences, dtype="float64"),
        ahead=(best["place"] == 1).astype("bool") & ~best["tied"] & (best["of"] > 1),
        shared=best["of"] == len(names),
        variants=[int(variants[(*on, network)]) for on, network, _ in rows],
        better=best["better"].astype("str"),
    )[list(_COLUMNS)]


def _compared(
    board: Board, scores: pd.DataFrame, metrics: Sequence[str], *, parts: bool, every_split: bool
) -> pd.Series[bool]:
    """Say which scores are on each dataset's own board, or on what else is asked for."""
    own = board.boards[board.boards["own"]]
    split_of = dict(zip(own["dataset"].astype("str"), own["split"].astype("str"), strict=True))
    metric_of = dict(zip(own["dataset"].astype("str"), own["metric"].astype("str"), strict=True))
    on_split = (scores["dataset"].map(split_of) == scores["split"]) | every_split
    wanted = (scores["dataset"].map(metric_of) == scores["metric"]) | scores["metric"].isin(list(metrics))
    if parts:
        wanted |= scores["group"].astype("str") != ""
    return on_split & wanted


_BOARD = ["dataset", "split", "metric"]

_COLUMNS = (
    "dataset",
    "split",
    "metric",
    "unit",
    "network",
    "score",
    "difference",
    "place",
    "tied",
    "of",
    "ahead",
    "shared",
    "variants",
    "better",
    "score_text",
    "spread",
    "spread_text",
    "spread_of",
    "runs",
    "variant",
    "test_time",
    "extra_data",
    "resolution",
    "protocol",
    "evidence",
    "source",
    "note",
)


def duels(found: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Take the networks of :func:`side_by_side` two by two.

    Returns one row per pair and board that the pair shares, pairs in the order of the
    *names*: ``network``, ``other``, ``dataset``, ``split``, ``metric``, ``difference`` (score of the
    network minus that of the other, in the unit of the metric) and ``ahead`` (the one of the
    two that is better there; missing when they tie or it is not known what is better). A pair
    that shares no board has no row.
    """
    import pandas as pd

    scores: dict[str, dict[tuple[str, ...], float]] = {name: {} for name in names}
    columns = (found[name].to_list() for name in ("network", *_BOARD, "score"))
    for network, dataset, split, metric, score in zip(*columns, strict=True):
        scores[network][dataset, split, metric] = score
    lower = set(map(tuple, found.loc[found["better"] == "lower", _BOARD].to_numpy()))
    rows = []
    for network, other in combinations(names, 2):
        for on in scores[network]:
            if on in scores[other]:
                by = difference(scores[network][on], scores[other][on])
                leader = network if (by < 0) == (on in lower) else other
                rows.append((network, other, *on, by, leader if by else None))
    pairs = pd.DataFrame(rows, columns=["network", "other", *_BOARD, "difference", "ahead"])
    return pairs.astype({"difference": "float64", "ahead": "str"})
