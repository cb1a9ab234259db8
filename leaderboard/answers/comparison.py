"""Two or more networks side by side.

What is always true of two networks: on how many of the datasets they share each is
ahead, and by how much on each. Scores count on each dataset's own split, so that two
networks share a dataset only where they were measured on the same images. The dataset
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


def compare(board: Board, networks: Sequence[str], *, all_datasets: bool = False) -> pd.DataFrame:
    """Put *networks*, as people type them, side by side.

    Args:
        board: Where their scores are.
        networks: Two or more different ones; the first is what the others differ from.
        all_datasets: Give the scores on datasets that not all of them have, too.

    Returns the columns of :func:`side_by_side`.

    Raises:
        UsageError: There are fewer than two, or one stands there twice.
        UnknownName: One of them does not exist.
        AmbiguousName: One of them fits several.
    """
    found = side_by_side(board, named(board, networks))
    return found if all_datasets else found[found["shared"]].reset_index(drop=True)


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


def refuse_one(networks: Sequence[str]) -> None:
    """See that there is something to compare, which can be said before any data is read.

    Raises:
        UsageError: There are fewer than two *networks*.
    """
    if len(networks) < _TWO:
        beside = f"; name another beside {networks[0]!r}" if networks else ""
        raise UsageError(f"comparing takes two networks or more{beside}")


def side_by_side(board: Board, names: Sequence[str]) -> pd.DataFrame:
    """Give the best score of each network on each dataset, and what it differs from the first's.

    Args:
        board: Where their scores are; what filters took away is not seen.
        names: The names of the networks as they are on the board.

    Returns one row per score, in the order of the datasets and then of the *names*:

    - ``dataset``, ``split`` and ``network``.
    - ``score`` and ``score_text``: in the unit of the dataset.
    - ``difference``: ``score`` minus that of the first network, missing where that has none.
    - ``place``, ``tied`` and ``of``: among these networks, by the rules of the ranking.
    - ``ahead``: whether it is better than each of the others that have a score there.
    - ``shared``: whether all of the networks have a score there.
    - ``variants``: how many variants of the network have scores there, of which the best is given.
    - ``better``: ``higher`` or ``lower``, as the dataset says.
    - ``variant``, ``test_time``, ``extra_data``, ``evidence``, ``source`` and ``note``.

    A network without a score on a dataset has no row there.
    """
    import numpy as np
    import pandas as pd

    results = board.results_table
    scores = rank(replace(board, results_table=results[results["network"].isin(list(names))]))
    scores = scores[scores["own"]]
    variants = scores.groupby(["dataset", "network"])["variant"].nunique()
    best = scores[scores["place"].notna()]
    # Datasets stay in the order of the ranks; within one, the networks take that of the names.
    datasets = pd.factorize(best["dataset"])[0]
    numbers = pd.Index(list(names)).get_indexer(pd.Index(best["network"]))
    best = best.take(np.lexsort((numbers, datasets))).reset_index(drop=True)
    columns = (best[name].to_list() for name in ("dataset", "network", "score"))
    rows: list[tuple[str, str, float]] = list(zip(*columns, strict=True))
    firsts = {dataset: score for dataset, network, score in rows if network == names[0]}
    differences = [
        difference(score, firsts[dataset]) if dataset in firsts else np.nan for dataset, _, score in rows
    ]
    better = board.datasets_table.set_index("dataset")["better"]
    return best.assign(
        difference=np.array(differences, dtype="float64"),
        ahead=(best["place"] == 1).astype("bool") & ~best["tied"] & (best["of"] > 1),
        shared=best["of"] == len(names),
        variants=[int(variants[dataset, network]) for dataset, network, _ in rows],
        better=best["dataset"].map(better).astype("str"),
    )[list(_COLUMNS)]


_COLUMNS = (
    "dataset",
    "split",
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
    "variant",
    "test_time",
    "extra_data",
    "evidence",
    "source",
    "note",
)


def duels(found: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Take the networks of :func:`side_by_side` two by two.

    Returns one row per pair and dataset that the pair shares, pairs in the order of the
    *names*: ``network``, ``other``, ``dataset``, ``difference`` (score of the network
    minus that of the other, in the unit of the dataset) and ``ahead`` (the one of the
    two that is better there; missing when they tie). A pair that shares no dataset has
    no row.
    """
    import pandas as pd

    scores: dict[str, dict[str, float]] = {name: {} for name in names}
    columns = (found[name].to_list() for name in ("network", "dataset", "score"))
    for network, dataset, score in zip(*columns, strict=True):
        scores[network][dataset] = score
    lower = set(found.loc[found["better"] == "lower", "dataset"])
    rows = []
    for network, other in combinations(names, 2):
        for dataset in scores[network]:
            if dataset in scores[other]:
                by = difference(scores[network][dataset], scores[other][dataset])
                leader = network if (by < 0) == (dataset in lower) else other
                rows.append((network, other, dataset, by, leader if by else None))
    pairs = pd.DataFrame(rows, columns=["network", "other", "dataset", "difference", "ahead"])
    return pairs.astype({"difference": "float64", "ahead": "str"})
