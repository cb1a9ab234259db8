"""Who is best on a board, and where a network stands.

The rules, for every function here:

- A network appears on a board with its best score. One without a score there is not
  on the board: it is never 0 and never last. Where it has that twice, the one counts
  that is neither second-hand nor doubtful (:mod:`leaderboard.board.trust`).
- Networks whose published numbers are equal share the better place, and the next
  places are skipped: 1, 2, 2, 4. Within a tie the earlier date (of the score, or else of
  its network's paper) comes first, then the name. (Published decimals of up to 15 digits are equal exactly
  when their nearest doubles are, so comparing floats compares the decimals.)
- A gap is the distance to the best score of the board with its sign, in the unit of
  the dataset; the dataset says whether higher or lower is better.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from leaderboard.answers.certainty import not_separable_from
from leaderboard.board import trust
from leaderboard.board.board import kept
from leaderboard.board.columns import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.board.board import Board

    Ints: TypeAlias = npt.NDArray[np.int64]
    Floats: TypeAlias = npt.NDArray[np.float64]
    Bools: TypeAlias = npt.NDArray[np.bool_]

_BOARD = ["dataset", "split", "metric"]

_REACHED = [
    *("variant", "test_time", "extra_data", "resolution", "protocol"),
    *("spread", "spread_of", "runs", "run", "date", "evidence", "source", "note"),
]
"""What is said of a score besides the number."""

_TEXTS = [name for name in _REACHED if name not in {"spread", "runs"}]
"""Those of them that are text."""

_CONTENT = [*_TEXTS, "spread_text", "score_text"]
"""What puts equal scores in an order that no order of a file decides, what decides first in front."""

_MEASURED = ["unit", "better", "group"]

_SAID = ["score_text", "from_text"]

_TOP = ["place", "network", "score", "gap", "of", "tied", *_SAID]


def rank(board: Board) -> pd.DataFrame:
    """Rank every score of every board.

    Returns one row per score, boards in the order of :attr:`Board.boards` and each from the
    best score to the worst. The columns are those of the results and:

    - ``place``: the place of the network; missing where the score is not its best, and
      on boards of which it is not known what is better. There, ``gap`` is missing, too.
    - ``tied``: whether another network has the same place.
    - ``of``: how many networks are on the board.
    - ``gap``: distance to the best of the board (same unit as ``score``), and ``from_text``: the text
      of that best score, which says how many digits the distance can have.
    - ``own``: whether the board is the one of its dataset that is ranked by default.
    - ``unit``, ``better`` and ``group`` of the metric.
    - ``row``: the index of the score among the scores of the board.
    """
    found: pd.DataFrame = board.once("rank", _rank)
    return found.copy(deep=False)


def _rank(board: Board) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    results, boards = board.scores, board.boards
    number = _boards_of(board)
    score = results["score"].to_numpy()
    merit = np.where((boards["better"] == "lower").to_numpy()[number], -score, score)
    order = np.lexsort((-merit, number))
    # Only where scores are equal does it matter who was first, and finding that out is slow.
    begins = np.logical_or(_changes(merit[order]), _changes(number[order]))
    (level,) = np.nonzero(~(begins & np.append(begins[1:], begins[:1])))
    order[level] = _in_order(board, order[level], np.cumsum(begins, dtype="int32")[level])
    del begins, level

    # From here on rows are in their final order, boards one behind the other.
    merit, number, score = merit[order], number[order], score[order]
    directed = (boards["better"] != "").to_numpy()[number]
    board_begins = _changes(number)
    place_of_board = np.cumsum(board_begins, dtype="int32") - 1
    network, networks = pd.factorize(results["network"])
    best = ~pd.Series(place_of_board.astype("int64") * len(networks) + network[order]).duplicated().to_numpy()
    del network
    place = np.zeros(len(best), dtype="int64")
    tied = np.zeros(len(best), dtype="bool")
    place[best], tied[best] = _places(place_of_board[best], merit[best])
    del merit
    split, splits = board.coded[1:]
    return (
        results.take(order)
        .reset_index(drop=True)
        .assign(
            split=pd.Categorical.from_codes(split[order], pd.Index(splits, dtype="str")),
            place=pd.arrays.IntegerArray(place, mask=~(best & directed)),
            tied=tied & directed,
            of=np.bincount(place_of_board[best])[place_of_board],
            gap=np.where(directed, _distances(score, score[board_begins][place_of_board]), np.nan),
            from_text=pd.Categorical(results["score_text"].take(order[board_begins])).take(place_of_board),
            row=results.index.take(order),
            **{
                name: pd.Categorical(boards[name]).take(number)
                if name != "own"
                else boards[name].to_numpy()[number]
                for name in ("own", *_MEASURED)
            },
        )
    )


def _boards_of(board: Board) -> Ints:
    """Return which of the boards, in their order, each score is on."""
    import numpy as np

    pair, split, splits = board.coded
    code = pair * max(len(splits), 1) + split
    standing = np.empty(int(code.max(initial=-1)) + 1, dtype="int32")
    standing[board.boards["code"].to_numpy()] = np.arange(len(board.boards))
    numbers: Ints = standing[code]
    return numbers


def _in_order(board: Board, rows: Ints, tie: Ints) -> Ints:
    """Put those of some rows in order that are equally good, as their number of the *tie* says."""
    import numpy as np

    equal = board.scores[["network", *_CONTENT]].take(rows)
    weak = (trust.second_hand(equal) | trust.doubtful(equal)).to_numpy()
    keys = [*_by_content(equal), weak, *_seniority(board, equal[["network", "date"]])]
    del equal
    ordered: Ints = rows[np.lexsort((*keys, tie))]
    return ordered


def _seniority(board: Board, scores: pd.DataFrame) -> list[Ints]:
    """Number scores by name, and by their date or else that of their network's paper, undated ones last."""
    import numpy as np
    import pandas as pd

    network, networks = pd.factorize(scores["network"])
    names = networks.tolist()
    by_name = _standing(names)
    if any(name.casefold() != name for name in names):
        by_name = _standing([name.casefold() for name in names], by_name)
    keys = [by_name[network]]
    known = board.first_dates
    date, dates = pd.factorize(scores["date"])
    of_scores = dates.tolist()
    if known or any(of_scores):
        of_papers = [known.get(name) or "9999" for name in names]
        standing = {one: number for number, one in enumerate(sorted({*of_scores, *of_papers}))}
        said = np.array([standing[one] if one else -1 for one in of_scores], dtype="int32")[date]
        else_ = np.array([standing[one] for one in of_papers], dtype="int32")[network]
        keys.append(np.where(said < 0, else_, said))
    return keys


def _by_content(scores: pd.DataFrame) -> list[Ints]:
    """Number rows by each thing they say, what decides first last; so the order of a file decides nothing."""
    import pandas as pd

    keys = []
    for name in reversed(_CONTENT):
        codes, texts = pd.factorize(scores[name])
        if len(texts) > 1:
            keys.append(_standing(texts.tolist())[codes])
    return keys


def _standing(texts: Sequence[str], before: Ints | None = None) -> Ints:
    """Return where each text stands in their order; equal ones stand as they did *before*."""
    import numpy as np

    order = list(range(len(texts))) if before is None else np.argsort(before).tolist()
    order.sort(key=texts.__getitem__)
    standing = np.empty(len(texts), dtype="int32")
    standing[order] = np.arange(len(texts))
    return standing


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


def digits_of(*texts: str) -> int:
    """Return how many digits behind the point people see of a difference: those of the longer score."""
    return max(0, *(-int(Decimal(text).as_tuple().exponent) for text in texts))


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


def top(board: Board, *, limit: int | None = None, every_score: bool = False) -> pd.DataFrame:
    """Rank the networks of a board by their best score, best first.

    Args:
        board: One dataset, as :meth:`Board.on` gives it; the board that it has chosen counts.
        limit: At most so many rows.
        every_score: List the other scores of the networks too, without a place.

    Returns one row per network: place, network, score and gap (unit of the metric), of, tied,
    score_text, from_text (of the best), dataset, split, metric, variant, test_time, extra_data, resolution,
    protocol, spread (unit of the metric) with spread_text, spread_of, runs, run, date, evidence, source,
    note, unit, better, group, the columns of :data:`leaderboard.board.columns.FACTS`, and
    ``not_separable_from`` (see :func:`leaderboard.answers.certainty.not_separable_from`).
    """
    scores = rank(board)
    scores = kept(scores, scores["own"] & (every_score | scores["place"].notna()))
    apart = not_separable_from(scores)
    return with_facts(
        scores.assign(not_separable_from=apart)[:limit],
        board,
        [*_TOP, *_BOARD, "not_separable_from"],
    )


def everywhere(board: Board) -> pd.DataFrame:
    """Rank the networks of every board at once, as :func:`top` does on one.

    Returns the columns of :func:`top`, boards one behind the other in the order of :attr:`Board.boards`,
    parts of a metric left out. A board of which it is not known what is better has all its scores, in no
    order and without places.
    """
    import pandas as pd

    scores = rank(board)
    scores = scores[(scores["group"] == "") & (scores["place"].notna() | (scores["better"] == ""))]
    apart = pd.Series(pd.NA, index=scores.index, dtype="Int64")
    spread = scores[scores["spread"].notna()]
    for _, rows in spread.groupby(_BOARD, observed=True, sort=False):
        apart.loc[rows.index] = not_separable_from(rows)
    return with_facts(scores.assign(not_separable_from=apart), board, [*_TOP, *_BOARD, "not_separable_from"])


def leaders(board: Board) -> pd.DataFrame:
    """Give the leader of every dataset on its own board; of a shared first place, all.

    Returns the columns of :func:`top`, in the order of the datasets.
    """
    scores = rank(board)
    first = scores[scores["own"] & (scores["place"] == 1)]
    return with_facts(first, board, [*_BOARD, "network", "score", "place", "gap", "of", "tied", *_SAID])


def show(board: Board, networks: Sequence[str]) -> pd.DataFrame:
    """Give each score of the *networks*, as people type them, with its place and gap.

    Returns one row per score, network by network and then in the order of the boards,
    with the columns of :func:`top`. A score that is not the best of its network on its
    board has no place. A network without a score has no row.

    Raises:
        UnknownName: One of the networks does not exist.
        AmbiguousName: One of them fits several.
    """
    import pandas as pd

    names = list(dict.fromkeys(board.network_names.find(network) for network in networks))
    scores = rank(board)
    standing = pd.Index(names).get_indexer(pd.Index(scores["network"].astype("str")))
    chosen = scores.assign(_standing=standing)[standing >= 0].sort_values("_standing", kind="stable")
    return with_facts(
        chosen, board, ["network", *_BOARD, "score", "place", "of", "gap", "tied", *_SAID, "own"]
    )


def table(board: Board) -> pd.DataFrame:
    """Put networks in rows and datasets in columns: the best score of each on the dataset's own board.

    Returns floats in the unit of each dataset, missing where nothing is reported. Rows
    come in order of first appearance (undated ones last), then by name; columns in the
    order of the datasets. The index is the network.
    """
    scores = rank(board)
    best = scores[scores["own"] & scores["place"].notna()].astype({"network": "str", "dataset": "str"})
    wide = best.set_index(["network", "dataset"])["score"].unstack()  # noqa: PD010 - nothing to aggregate
    present = [name for name in board.datasets_table["dataset"] if name in wide.columns]
    return wide.loc[board.chronological(wide.index), present].rename_axis(columns=None)


def with_facts(scores: pd.DataFrame, board: Board, leading: list[str]) -> pd.DataFrame:
    """Give rows of :func:`rank` the columns *leading*, how each was reached, and facts of its network.

    Facts that a leading column gives already are left out. ``date`` is that of the score, or
    else of the network's paper.
    """
    facts = board.facts_of(scores["network"].to_list())
    reached = [name for name in (*_REACHED, "spread_text", *_MEASURED) if name not in leading]
    found = scores[[*leading, *reached]].reset_index(drop=True)
    if "date" in reached:
        dates = found["date"].astype("str")
        found["date"] = dates.where(dates != "", facts["date"].astype("str"))
    return found.join(facts[[name for name in FACTS if name not in found.columns]])
