"""Rules for scores that are likely slips, since they lie far from all others: a digit lost, a point moved.

A score that is right all the same is acknowledged by a ``note`` on its row that names it, or that begins
with ``Doubtful:``; most notes are about something else.

Nothing is known of most metrics, and scores of weak methods may lie apart. So a score is far only if the
gap between it and the others of its board is wider than the whole range of those, also as a ratio wider than
half of it, and no small part of the scores themselves. Up to a sixth of the scores may lie so together. If a
network has other scores on the dataset, it is enough that the score lies outside of the range of
the others on its board, and farther from all of the network's than that range is wide. Boards with few
scores tell nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics, trust
from leaderboard.checks.problems import Finding, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.placed import Placed

RULES = Rules()

_WHOLE = 100
"""Percent."""
_FEWEST = 6
"""Scores of other rows that a board needs, so that one can be far from them."""
_TOGETHER = 6
"""One score of so many may be far from the others, together with its like."""
_PART = 0.25
"""How much of the middle score a gap is at least, so that scores that are nearly equal tell nothing."""


@RULES.warning
def outside_percent(scores: Placed, _: Folder | None) -> Iterator[Finding]:
    """A share such as accuracy ends at 100 percent, also where nothing states that it is in percent."""
    import numpy as np

    odd = np.flatnonzero((scores.numbers < 0) | (scores.numbers > _WHOLE))
    measured, notes, texts = (scores.column(name) for name in ("metric", "note", "score_text"))
    shares = {name for name in measured.texts if metrics.is_share(name)}
    rows = [row for row in odd.tolist() if measured[row] in shares]
    datasets = scores.column("dataset")
    percent: dict[tuple[str, str], bool] = {}
    for row in rows:
        board = (datasets[row], measured[row])
        if board not in percent:
            there = (datasets.codes == datasets.codes[row]) & (measured.codes == measured.codes[row])
            percent[board] = 1 < float(np.median(scores.numbers[there])) <= _WHOLE
        if percent[board] and not _is_explained(notes[row], texts[row]):
            yield Finding(
                row, f"{texts[row]} is not between 0 and 100 %; mend it, or say in a note that it is"
            )


@RULES.warning
def far_score(scores: Placed, _: Folder | None) -> Iterator[Finding]:
    """A score lies near some other of its board, or of its network on its dataset."""
    import numpy as np

    notes, texts = scores.column("note"), scores.column("score_text")
    own: dict[int, list[int]] | None = None
    for rows in _boards(scores):
        numbers = scores.numbers[rows]
        far = _apart(numbers)
        if not far:
            if own is None:
                groups = scores.alike(("network", "dataset", "metric"))
                own = {row: group for group in groups for row in group}
            others = [[one for one in own.get(int(row), ()) if one != row] for row in rows[[0, -1]]]
            far = _far_from_own(numbers, [scores.numbers[ones] for ones in others])
        rest = np.delete(rows, far)
        for row in rows[far].tolist():
            if not _is_explained(notes[row], texts[row]):
                yield Finding(
                    row,
                    f"{texts[row]} is far from the other {len(rest)} scores of its board, {texts[rest[0]]} to"
                    f" {texts[rest[-1]]}; mend it, or say in a note that it is {texts[row]}",
                )


def _is_explained(note: str, score: str) -> bool:
    """Say whether a note speaks of the score: many notes are about something else."""
    return bool(trust.doubt(note)) or score in trust.explanation(note)


def _boards(scores: Placed) -> Iterator[np.ndarray]:
    """Give the rows of each board that has enough of them, sorted by their scores."""
    import numpy as np
    import pandas as pd

    metrics_ = scores.column("metric")
    costs = [code for code, name in enumerate(metrics_.texts) if metrics.is_cost(name)]
    counted = np.flatnonzero(np.isfinite(scores.numbers) & ~np.isin(metrics_.codes, costs))
    splits = scores.read.board.splits_of(scores.read.board.results_table)
    told = pd.DataFrame(
        {
            "dataset": scores.column("dataset").codes,
            "metric": metrics_.codes,
            "split": pd.factorize(splits)[0],
        }
    ).iloc[counted]
    for board in told.groupby(list(told), sort=False).indices.values():
        if len(board) > _FEWEST:
            rows = counted[board]
            yield rows[np.argsort(scores.numbers[rows], kind="stable")]


def _apart(numbers: np.ndarray) -> list[int]:
    """Return which of some sorted numbers lie far from all others, at either end."""
    low, high, most = 0, 0, len(numbers) // _TOGETHER
    while True:
        before = (low, high)
        low += _far_below(numbers[low : len(numbers) - high], most - low - high)
        high += _far_below(-numbers[::-1][high : len(numbers) - low], most - low - high)
        if before == (low, high):
            return [*range(low), *range(len(numbers) - high, len(numbers))]


def _far_below(numbers: np.ndarray, most: int) -> int:
    """Return how many of the first of some sorted numbers, *most* at most, lie far below the others."""
    import numpy as np

    if most < 1:
        return 0
    first, then, last = numbers[:most], numbers[1 : most + 1], numbers[-1]
    middle = float(np.median(numbers))
    gap, width = then - first, last - then
    is_far = (gap > width) & (gap >= _PART * abs(middle))
    if numbers[0] > 0:
        is_far &= then / first > middle / then
    elif last < 0:
        is_far &= first / then > then / middle
    found = np.flatnonzero(is_far)
    return int(found[-1]) + 1 if len(found) else 0


def _far_from_own(numbers: np.ndarray, others: Sequence[np.ndarray]) -> list[int]:
    """Return the first or the last of some sorted numbers if it lies far from *others* of its network."""
    import numpy as np

    ends = (0, len(numbers) - 1)
    gaps = (numbers[1] - numbers[0], numbers[-1] - numbers[-2])
    place = int(gaps[1] > gaps[0])  # of two scores of a network that are far apart, one is right
    rest = numbers[1:] if place == 0 else numbers[:-1]
    least = max(rest[-1] - rest[0], _PART * abs(float(np.median(numbers))))
    own = others[place]
    is_far = gaps[place] > 0 and len(own) and np.abs(own - numbers[ends[place]]).min() > least
    return [ends[place]] if is_far else []
