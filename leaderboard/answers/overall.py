"""One ranking over several datasets that stays fair when most cells are empty.

Two methods, both of which compare networks only where both have a score, so that
having fewer scores is neither rewarded nor punished:

- *win rate*: on each dataset, the share of the other networks there that a network
  beats, a tie counting half; averaged over its datasets. (The *mean win rate* by which
  Liang et al., "Holistic Evaluation of Language Models", TMLR 2023, order models.)
- *Bradley-Terry*: each network has one strength, and the odds that one is ahead of
  another are the ratio of their strengths (Bradley and Terry, "Rank Analysis of
  Incomplete Block Designs", Biometrika 39, 1952); takes into account against whom a
  network won. See :func:`_all_strengths`.

How sure a place is shows in the *range*: the places a network has when each dataset in
turn is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.answers.ranking import rank
from leaderboard.board import trust
from leaderboard.board.board import kept
from leaderboard.board.names import Names
from leaderboard.errors import LeaderboardError, UnknownName, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.board.board import Board

    Ints: TypeAlias = npt.NDArray[np.int64]
    Floats: TypeAlias = npt.NDArray[np.float64]
    Bools: TypeAlias = npt.NDArray[np.bool_]

METHODS = ("win-rate", "bradley-terry")

_MANY_DATASETS = 4
"""Where more than these count, a network has to be on three."""
_SOME_NETWORKS = 5
_SOME_DATASETS = 3
"""Where so many datasets have so many networks, those with fewer do not count."""

TITLES = {"win-rate": "Win rate (%)", "bradley-terry": "Strength"}
"""What the score of each method is called."""

SIGNS = {
    trust.SECOND_HAND: f"all of its scores are {trust.KNOWN}",
    trust.DOUBTFUL: "some of its scores are doubtful",
}
"""What the signs behind a network mean."""

RANGE = "places when each dataset in turn is left out"

_TWO = 2
"""Who is alone on a dataset is compared with nobody."""

_DIGITS = {"win-rate": 12, "bradley-terry": 6}
"""Scores are equal when so many digits behind the point are; what is behind them is error of calculation."""


def overall(
    board: Board,
    *,
    datasets: Sequence[str] | None = None,
    method: str = "win-rate",
    min_datasets: int | None = None,
    min_networks: int | None = None,
    with_doubtful: bool = False,
) -> pd.DataFrame:
    """Rank the networks over several datasets, each on its own split.

    Args:
        board: Where their scores are; each network counts with its best on a dataset.
        datasets: Only these, as people type them, however few networks they have.
        method: ``win-rate`` or ``bradley-terry``.
        min_datasets: Networks on fewer datasets that count are not ranked; they count as
            opponents. See :func:`least` for what holds if nothing is said.
        min_networks: Datasets with fewer networks do not count, unless named in *datasets*. The same.
        with_doubtful: Count doubtful scores, too; else a network counts with its best of the others.

    A dataset with a single network never counts.

    Returns one row per network with a score on one of the datasets, ranked ones first:

    - ``place`` and ``tied``: by *score*, ties sharing the better place (1, 2, 2, 4);
      missing where a network is on too few datasets.
    - ``network``.
    - ``score``: the mean win rate, from 0 to 1; or the strength as a natural logarithm,
      0 for a network that is ahead of as many as not. Missing without a dataset that counts.
    - ``datasets``: how many of the datasets that count the network is on; ``of``: how many count.
    - ``best_place`` and ``worst_place``: when each dataset in turn is left out. The same
      networks are ranked then, also those that are left with fewer than *min_datasets*;
      one that is left with none has no place that time. Missing if one dataset counts.
    - ``second_hand`` and ``doubtful``: how many of its scores on them are (see
      :mod:`leaderboard.board.trust`).
    - The columns of :data:`leaderboard.board.columns.FACTS`.

    Within a tie, and among those without a score, the earlier date comes first, then the name.

    Raises:
        UsageError: There is no such method, or no dataset is named in *datasets*.
        UnknownName: One of the *datasets* does not exist.
        AmbiguousName: One of them fits several.
        LeaderboardError: None of the *datasets* has two networks.
    """
    import numpy as np
    import pandas as pd

    method = method_named(method)
    board = trusted(board, with_doubtful=with_doubtful)
    needed = least(board, datasets=datasets, min_datasets=min_datasets, min_networks=min_networks)
    scores, counting = _considered(board, datasets, needed.networks)
    networks = board.chronological(scores["network"].unique())
    counted_scores = scores[scores["dataset"].isin(counting)]
    shares = _win_shares(counted_scores, networks, counting)
    has = ~np.isnan(shares)
    on = has.sum(axis=1)

    rates = _win_rates(shares) if method == "win-rate" else _all_strengths(shares)
    score, *without = (found.round(_DIGITS[method]) for found in rates)
    ranked = on >= max(needed.datasets, 1)
    best, worst = _ranges(ranked, without)
    place = np.zeros(len(networks), dtype="int64")
    place[ranked] = _places(score[ranked][:, None])[:, 0]
    order = np.lexsort((-score, ~ranked))  # NaN, which is without a dataset, goes last
    return (
        pd.DataFrame(
            {
                "place": _optional(place, ranked),
                "network": networks,
                "score": score,
                "datasets": on,
                "of": len(counting),
                "best_place": _optional(best, best > 0),
                "worst_place": _optional(worst, worst > 0),
                "tied": ranked & (np.bincount(place, minlength=1)[place] > 1),
                "second_hand": _tally(counted_scores[trust.second_hand(counted_scores)], networks),
                "doubtful": _tally(counted_scores[trust.doubtful(counted_scores)], networks),
            }
        )
        .join(board.facts_of(networks).drop(columns="network"))
        .iloc[order]
        .reset_index(drop=True)
    )


def trusted(board: Board, *, with_doubtful: bool) -> Board:
    """Return the board without the scores that are doubtful, unless they are to count, too."""
    if with_doubtful:
        return board

    def without_doubtful(board: Board) -> Board:
        results = board.results_table
        return replace(board, results_table=kept(results, ~trust.doubtful(results)))

    found: Board = board.once("without doubtful scores", without_doubtful)
    return found


@dataclass(frozen=True)
class Least:
    """How many datasets a network, and how many networks a dataset has to have."""

    datasets: int
    networks: int


def least(
    board: Board,
    *,
    datasets: Sequence[str] | None = None,
    min_datasets: int | None = None,
    min_networks: int | None = None,
) -> Least:
    """Say what it takes to count; the arguments are those of :func:`overall`.

    One rule for all data, where nothing is said: a dataset counts from 5 networks on where three datasets
    have that many, else from 2; a network is ranked that is on 3 of the datasets that count where more
    than four do, else on 2. So a small board has an answer, and a large one no thin one.
    """
    scores = rank(board)
    sizes = scores.loc[scores["own"] & (scores["place"] == 1), ["dataset", "of"]].drop_duplicates()
    if datasets is not None:
        names = {board.dataset_names.find(name) for name in datasets}
        sizes, networks = sizes[sizes["dataset"].isin(list(names))], _TWO
    elif min_networks is None:
        large = int((sizes["of"] >= _SOME_NETWORKS).sum())
        networks = _SOME_NETWORKS if large >= _SOME_DATASETS else _TWO
    else:
        networks = max(min_networks, _TWO)
    if min_datasets is None:
        min_datasets = _TWO + bool(int((sizes["of"] >= networks).sum()) > _MANY_DATASETS)
    return Least(min_datasets, networks)


def scores_behind(board: Board, datasets: Sequence[str]) -> pd.DataFrame:
    """Give the scores by which networks are ranked on *datasets*: the best of each, as a ranking has it."""
    scores = rank(board)
    return scores[scores["own"] & scores["place"].notna() & scores["dataset"].isin(list(datasets))]


def counted(
    board: Board, *, datasets: Sequence[str] | None = None, min_networks: int | None = None
) -> pd.DataFrame:
    """Say which datasets :func:`overall` counts.

    Returns one row per dataset with a score, in their order: ``dataset``, ``title``,
    ``networks`` (how many are on its own split) and ``counts``. With *datasets*, only those.

    Raises:
        UsageError: No dataset is named in *datasets*.
        UnknownName: One of the *datasets* does not exist.
        AmbiguousName: One of them fits several.
        LeaderboardError: None of the *datasets* has two networks.
    """
    networks = least(board, datasets=datasets, min_networks=min_networks).networks
    scores, counting = _considered(board, datasets, networks)
    firsts = scores.drop_duplicates("dataset")[["dataset", "of"]].rename(columns={"of": "networks"})
    titles = board.datasets_table.set_index("dataset")["title"]
    return firsts.assign(title=firsts["dataset"].map(titles), counts=firsts["dataset"].isin(counting))[
        ["dataset", "title", "networks", "counts"]
    ].reset_index(drop=True)


def _tally(scores: pd.DataFrame, networks: list[str]) -> Ints:
    """Count the scores of each of the *networks*."""
    import numpy as np

    counts = scores["network"].value_counts().to_dict()
    return np.array([counts.get(name, 0) for name in networks], dtype="int64")


def method_named(typed: str) -> str:
    """Return the method that was meant.

    Raises:
        UsageError: There is no such method.
    """
    names = Names("method", dict.fromkeys(METHODS, ()))
    try:
        return names.find(typed)
    except UnknownName as error:
        use = "" if error.near else f"; use {' or '.join(METHODS)}"
        raise UsageError(f"{error}{use}") from None


def written(score: float, method: str) -> str:
    """Write a score for people: a win rate in percent, a strength with its sign."""
    if method == "win-rate":
        return f"{100 * score:.1f}"
    text = f"{score:+.2f}"
    return "0.00" if text in {"+0.00", "-0.00"} else text.replace("-", "−")


def signs(second_hand: int, doubtful: int, datasets: int) -> str:
    """Return the sign of second-hand scores if all are, and of doubtful ones if any is."""
    return trust.SECOND_HAND * (0 < second_hand == datasets) + trust.DOUBTFUL * bool(doubtful)


def _considered(
    board: Board, datasets: Sequence[str] | None, min_networks: int
) -> tuple[pd.DataFrame, list[str]]:
    """Return the best scores on the datasets asked for, and the names of those that count."""
    names = None if datasets is None else {board.dataset_names.find(name) for name in datasets}
    if names is not None and not names:
        raise UsageError("name at least one dataset to rank on")
    scores = rank(board)
    scores = scores[scores["own"] & scores["place"].notna()]
    if names is not None:
        scores = scores[scores["dataset"].isin(list(names))]
    counting = scores.loc[scores["of"] >= min_networks, "dataset"].unique().tolist()
    if names is not None and not counting:
        listed = ", ".join(repr(name) for name in board.datasets_table["dataset"] if name in names)
        raise LeaderboardError(
            f"nothing to rank on {listed}: a dataset counts when it has scores of two networks"
        )
    return scores, counting


def _win_shares(scores: pd.DataFrame, networks: list[str], counting: list[str]) -> Floats:
    """Give the share of the others that each network (row) beats on each dataset (column), or NaN."""
    import numpy as np
    import pandas as pd

    network = pd.Index(networks).get_indexer(pd.Index(scores["network"]))
    dataset = pd.Index(counting).get_indexer(pd.Index(scores["dataset"]))
    place, of = scores["place"].to_numpy(dtype="int64"), scores["of"].to_numpy()
    tie = dataset * (len(networks) + 1) + place
    others_tied = np.bincount(tie)[tie] - 1 if len(tie) else tie
    shares = np.full((len(networks), len(counting)), np.nan)
    shares[network, dataset] = (of - place - others_tied / 2) / (of - 1)
    return shares


def _win_rates(shares: Floats) -> Iterator[Floats]:
    """Average each row over what is there, then with each column in turn left out; NaN without anything."""
    import numpy as np

    for given in (shares, *(np.delete(shares, left_out, axis=1) for left_out in range(shares.shape[1]))):
        on = (~np.isnan(given)).sum(axis=1)
        yield np.where(on > 0, np.nansum(given, axis=1) / np.maximum(on, 1), np.nan)


def _ranges(ranked: Bools, without: Sequence[Floats]) -> tuple[Ints, Ints]:
    """Return the best and the worst place of the *ranked* with the scores of each time; 0 for none.

    *without* are the scores with each dataset in turn left out, NaN for who has none then.
    """
    import numpy as np

    best, worst = (np.zeros(len(ranked), dtype="int64") for _ in range(2))
    if len(without) >= _TWO and ranked.any():
        places = _places(np.column_stack(without)[ranked])
        worst[ranked] = places.max(axis=1)
        best[ranked] = np.where(places > 0, places, worst[ranked][:, None]).min(axis=1)
    return best, worst


def _places(scores: Floats) -> Ints:
    """Rank each column from its highest score, ties sharing the better place; 0 where there is none."""
    import pandas as pd

    return pd.DataFrame(scores).rank(ascending=False, method="min").fillna(0).to_numpy(dtype="int64")


def _optional(values: Ints, known: Bools) -> pd.arrays.IntegerArray:
    import pandas as pd

    return pd.arrays.IntegerArray(values.astype("int64"), mask=~known)


def _all_strengths(shares: Floats) -> Iterator[Floats]:
    """Fit strengths to all columns, then with each in turn left out; NaN for rows without anything.

    Every pair of networks on a dataset is a contest, won by the one that is ahead there (a
    tie is half a win for both); the weights of the contests of a dataset sum to one, so
    that a dataset with many networks does not outweigh the others. Wins alone would make
    the best infinitely strong, and networks that never met incomparable; therefore, as a
    weak prior, there is one more dataset of weight one on which every network draws with
    an average one of strength 0 (Caron and Doucet, "Efficient Bayesian Inference for
    Generalized Bradley-Terry Models", JCGS 21, 2012, discuss such priors).
    """
    import numpy as np

    has = ~np.isnan(shares)
    networks = has.sum(axis=0)
    weight = 2 / np.maximum(networks * (networks - 1), 1)
    won = np.nan_to_num(shares) * (networks - 1) * weight
    meetings = (has * weight) @ has.T
    fit = _Fit(meetings)

    def fitted(left_out: int | None, start: Floats) -> Floats:
        others = np.ones(len(weight), dtype="bool")
        less = np.zeros(len(won))
        if left_out is not None:
            others[left_out] = False
            less = has[:, left_out] * np.sqrt(weight[left_out])
        there = has[:, others].any(axis=1)
        strengths = fit.strengths(won[:, others].sum(axis=1), less, 1 / max(there.sum(), 1), start)
        strengths[~there] = np.nan
        return strengths

    whole = fitted(None, np.zeros(len(won)))
    yield whole
    for left_out in range(len(weight)):
        yield fitted(left_out, np.nan_to_num(whole))


_STEPS = 100
_FARTHEST = 300.0
"""Beyond this logarithm, strengths are too large for a double to hold the square of."""
_NEAR = 1e-4
"""After a step as short as this, the error is of the size of its square."""
_BLOCK = 64
"""Rows that are computed with at once: of a matrix of thousands, as much as a cache holds."""


class _Fit:
    """Fits Bradley-Terry strengths, as natural logarithms, to what was won, again and again.

    The likelihood is concave in the logarithms (Hunter, "MM Algorithms for Generalized
    Bradley-Terry Models", Annals of Statistics 32, 2004); its maximum is found by Newton's
    method, with the length of step that cannot overshoot of Sun and Tran-Dinh, "Generalized
    Self-Concordant Functions", Mathematical Programming 178, 2019. A step is as exact as the one
    before it was short, which does not slow it down (Dembo, Eisenstat and Steihaug, "Inexact Newton
    Methods", SIAM Journal on Numerical Analysis 19, 1982).
    """

    def __init__(self, meetings: Floats) -> None:
        """Take the weight of the *meetings* of each two networks."""
        import numpy as np

        self._meetings = meetings
        self._curved, self._sums = np.empty_like(meetings), np.empty((_BLOCK, len(meetings)))

    def strengths(self, won: Floats, less: Floats, prior: float, start: Floats) -> Floats:
        """Return the strengths.

        Args:
            won: The weight of what each network won.
            less: The meetings of two networks weigh less by the product of theirs.
            prior: The weight of a draw of each with an average one.
            start: Strengths that may be near.
        """
        import numpy as np

        logarithm, reach = start, 1.0
        for _ in range(_STEPS):  # pragma: no branch - a bound that is not met in practice
            strength = np.exp(logarithm)
            average = strength / (1 + strength)
            expected, curved = self._weigh(strength, less)
            gradient = won - expected + prior * (0.5 - average)
            own = curved + prior * average / (1 + strength)
            step = self._solved(own, strength, gradient, min(max(0.1 * reach, 1e-5), 0.1))
            reach = max(step.max(initial=0), 0) - min(step.min(initial=0), 0)
            if reach < _NEAR:
                break
            logarithm = np.clip(logarithm + step * (np.log1p(reach) / reach), -_FARTHEST, _FARTHEST)
        found: Floats = logarithm + step
        return found

    def _weigh(self, strength: Floats, less: Floats) -> tuple[Floats, Floats]:
        """Return the weight of what each network is expected to win, and by how much that grows with it."""
        import numpy as np

        expected, curved = np.empty_like(strength), np.empty_like(strength)
        for begin in range(0, len(strength), _BLOCK):
            rows = slice(begin, begin + _BLOCK)
            own = strength[rows]
            sums, won = self._sums[: len(own)], self._curved[rows]
            np.multiply.outer(-less[rows], less, out=sums)
            np.add(self._meetings[rows], sums, out=won)
            np.add.outer(own, strength, out=sums)
            np.divide(won, sums, out=won)
            np.fill_diagonal(won[:, begin:], 0)  # nobody meets itself
            won.sum(axis=1, out=expected[rows])
            np.divide(strength, sums, out=sums)
            np.multiply(won, sums, out=won)
            won.sum(axis=1, out=curved[rows])
        return strength * expected, strength * curved

    def _solved(self, own: Floats, strength: Floats, right: Floats, within: float) -> Floats:
        """Solve (diag(own) − diag(strength) curved) x = right by conjugate gradients, *within* a part of it.

        Hestenes and Stiefel, "Methods of Conjugate Gradients for Solving Linear Systems", 1952.
        Products are not left to BLAS, whose threads cost more than they help where memory is what is slow.
        """
        import numpy as np

        solution = np.zeros_like(right)
        rest = right.copy()
        direction = scaled = rest / own
        energy = rest @ scaled
        enough = energy * within**2
        for _ in range(2 * len(right)):
            if energy <= enough:
                break
            image = own * direction - strength * np.einsum("ij,j->i", self._curved, direction)
            length = energy / (direction @ image)
            solution += length * direction
            rest -= length * image
            scaled = rest / own
            energy, before = rest @ scaled, energy
            direction = scaled + direction * (energy / before)
        return solution
