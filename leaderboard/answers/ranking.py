"""Who is best on a board, and where a network stands.

The rules, for every function here:

- A network appears on a board with its best score. One without a score there is not
  on the board: it is never 0 and never last. Where it has that twice, the one counts
  that is neither second-hand nor doubtful (:mod:`leaderboard.board.trust`).
- Networks whose published numbers are equal share the better place, and the next
  places are skipped: 1, 2, 2, 4. Within a tie the earlier month of first appearance
  comes first, then the name. (Published decimals of up to 15 digits are equal exactly
  when their nearest doubles are, so comparing floats compares the decimals.)
- A gap is the distance to the best score of the board with its sign, in the unit of
  the dataset; the dataset says whether higher or lower is better.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from leaderboard.board import trust
from leaderboard.board.columns import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.board.board import Leaderboard

    Ints: TypeAlias = npt.NDArray[np.int64]
    Floats: TypeAlias = npt.NDArray[np.float64]
    Bools: TypeAlias = npt.NDArray[np.bool_]

_BOARD = ["dataset", "split"]

_CONDITIONS = ["variant", "test_time", "extra_data", "evidence", "source", "note"]

_MEASURED = ["metric", "unit", "better"]


def rank(board: Leaderboard) -> pd.DataFrame:
    """Rank every score of every board.

    Returns one row per score, boards in the order of the datasets and each from the
    best score to the worst. The columns are those of the results and:

    - ``place``: the place of the network; missing where the score is not its best, and
      on boards of which it is not known what is better. There, ``gap`` is missing, too.
    - ``tied``: whether another network has the same place.
    - ``of``: how many networks are on the board.
    - ``gap``: distance to the best of the board (same unit as ``score``).
    - ``own``: whether the split is the one that the dataset ranks by default.
    - ``row``: the index of the score among the results.
    """
    import numpy as np
    import pandas as pd

    results = board.results_table
    described = board.datasets_table.set_index("dataset")
    dataset = described.index.get_indexer(pd.Index(results["dataset"]))
    split = board.counted_on()
    own = split.to_numpy() == described["split"].to_numpy()[dataset]
    score = results["score"].to_numpy()
    better = described["better"].to_numpy()[dataset]
    merit = np.where(better == "lower", -score, score)
    network, networks = pd.factorize(results["network"])
    other_split = pd.factorize(split, sort=True)[0]
    order = np.lexsort((-merit, other_split, ~own, dataset))
    # Only where scores are equal does it matter who was first, and finding that out is slow.
    begins = np.logical_or.reduce([_changes(key[order]) for key in (merit, other_split, dataset)])
    (level,) = np.nonzero(~(begins & np.append(begins[1:], begins[:1])))
    among, equals = np.unique(network[order[level]], return_inverse=True)
    names = networks.take(among)
    seniority = np.empty(len(among), dtype="int64")
    seniority[names.get_indexer(pd.Index(board.chronological(names)))] = np.arange(len(among))
    equal = results.take(order[level])
    weak = (trust.second_hand(equal) | trust.doubtful(equal)).to_numpy()
    order[level] = order[level][np.lexsort((weak, seniority[equals], np.cumsum(begins)[level]))]

    # From here on rows are in their final order, boards one behind the other.
    merit, network, own, score = merit[order], network[order], own[order], score[order]
    directed = better[order] != ""
    board_begins = _changes(dataset[order]) | _changes(other_split[order])
    boards = np.cumsum(board_begins) - 1
    best = ~pd.Series(boards * len(networks) + network).duplicated().to_numpy()
    place = np.zeros(len(best), dtype="int64")
    tied = np.zeros(len(best), dtype="bool")
    place[best], tied[best] = _places(boards[best], merit[best])
    return (
        results.take(order)
        .reset_index(drop=True)
        .assign(
            split=split.array.take(order),
            place=pd.arrays.IntegerArray(place, mask=~(best & directed)),
            tied=tied & directed,
            of=np.bincount(boards[best])[boards],
            gap=np.where(directed, _distances(score, score[board_begins][boards]), np.nan),
            own=own,
            row=results.index.take(order),
        )
    )


def _places(boards: Ints, merit: Floats) -> tuple[Ints, Bools]:
    """Give each row its place on its board, and say whether it is shared.

    Rows stand board behind board, each from the highest merit to the lowest.
    """
    import numpy as np

    rows = np.arange(len(boards))
    board_begins = _changes(boards)
    tie_begins = board_begins | _changes(merit)
    first_of_board = np.maximum.accumulate(np.where(board_begins, rows, 0))
    first_of_tie = np.maximum.accumulate(np.where(tie_begins, rows, 0))
    tie = np.cumsum(tie_begins) - 1
    return first_of_tie - first_of_board + 1, np.bincount(tie)[tie] > 1


def difference(score: float, other: float) -> float:
    """Subtract as one does on paper: 81.3 − 82.1 is −0.8, and equal numbers differ by 0."""
    return float(Decimal(repr(float(score))) - Decimal(repr(float(other))))


def _distances(score: Floats, best: Floats) -> Floats:
    """Subtract the way people do: 82.3 − 82.7 is −0.4, without what binary subtraction adds.

    The larger of two doubles tells 15 significant digits; what is behind them is rounded away.
    """
    import numpy as np

    larger = np.maximum(np.maximum(np.abs(score), np.abs(best)), np.finfo("float64").tiny)
    decimals = np.clip(14 - np.floor(np.log10(larger)), 0, 22).astype("int64")
    # These powers of ten are exact doubles, so that multiplying and dividing rounds only once each.
    power = np.array([float(10**number) for number in range(23)])[decimals]
    with np.errstate(over="ignore"):
        distances: Floats = np.rint((score - best) * power) / power
    return distances + 0.0  # no distance has no sign


def _changes(values: Ints | Floats) -> Bools:
    """Say where a value differs from the one before; the first does."""
    import numpy as np

    changes = np.ones(len(values), dtype="bool")
    changes[1:] = values[1:] != values[:-1]
    return changes


def top(board: Leaderboard, *, limit: int | None = None, every_score: bool = False) -> pd.DataFrame:
    """Rank the networks of a board by their best score, best first.

    Args:
        board: One dataset, as :meth:`Leaderboard.on` gives it; its own split counts.
        limit: At most so many rows.
        every_score: List the other scores of the networks too, without a place.

    Returns one row per network: place, tied, network, score and gap (unit of the dataset),
    of, score_text, dataset, split, variant, test_time, extra_data, evidence, source, note,
    metric, unit, better, and the columns of :data:`leaderboard.board.columns.FACTS`.
    """
    scores = rank(board)
    scores = scores[scores["own"] & (every_score | scores["place"].notna())][:limit]
    return with_facts(
        scores, board, ["place", "tied", "network", "score", "gap", "of", "score_text", *_BOARD]
    )


def leaders(board: Leaderboard) -> pd.DataFrame:
    """Give the leader of every dataset on its own split; of a shared first place, all.

    Returns the columns of :func:`top`, in the order of the datasets.
    """
    scores = rank(board)
    first = scores[scores["own"] & (scores["place"] == 1)]
    return with_facts(first, board, [*_BOARD, "network", "score", "place", "tied", "of", "gap", "score_text"])


def show(board: Leaderboard, networks: Sequence[str]) -> pd.DataFrame:
    """Give each score of the *networks*, as people type them, with its place and gap.

    Returns one row per score, network by network and then in the order of the datasets,
    with the columns of :func:`top`. A score that is not the best of its network on its
    board has no place. A network without a score has no row.

    Raises:
        UnknownName: One of the networks does not exist.
        AmbiguousName: One of them fits several.
    """
    import pandas as pd

    names = list(dict.fromkeys(board.network_names.find(network) for network in networks))
    scores = rank(board)
    chosen = pd.concat([scores[:0], *(scores[scores["network"] == name] for name in names)])
    return with_facts(
        chosen, board, ["network", *_BOARD, "score", "place", "of", "gap", "tied", "score_text"]
    )


def table(board: Leaderboard) -> pd.DataFrame:
    """Put networks in rows and datasets in columns: the best score of each on its own split.

    Returns floats in the unit of each dataset, missing where nothing is reported. Rows
    come in order of first appearance (undated ones last), then by name; columns in the
    order of the datasets. The index is the network.
    """
    scores = rank(board)
    best = scores[scores["own"] & scores["place"].notna()]
    wide = best.set_index(["network", "dataset"])["score"].unstack()  # noqa: PD010 - nothing to aggregate
    present = [name for name in board.datasets_table["dataset"] if name in wide.columns]
    return wide.loc[board.chronological(wide.index), present].rename_axis(columns=None)


def with_facts(scores: pd.DataFrame, board: Leaderboard, leading: list[str]) -> pd.DataFrame:
    """Give rows of :func:`rank` the columns *leading*, how each was reached, and facts of its network.

    Behind how it was reached stands what is measured on the dataset: metric, unit and better.
    Facts that a leading column gives already are left out.
    """
    described = board.datasets_table.set_index("dataset")[_MEASURED]
    measured = described.reindex(scores["dataset"].astype("str")).reset_index(drop=True)
    facts = board.facts_of(scores["network"].to_list())
    facts = facts[[name for name in FACTS if name not in leading]]
    reached = board.published(scores)[[*leading, *_CONDITIONS]].reset_index(drop=True)
    return reached.join(measured).join(facts)
