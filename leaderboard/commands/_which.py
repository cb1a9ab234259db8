"""Which score is meant, among those of a network on a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.errors import UsageError
from leaderboard.updates import Which

if TYPE_CHECKING:
    from leaderboard.terminal import options


def which_score(network: str, dataset: str | None, conditions: options.Conditions, line: int | None) -> Which:
    """Return which score is meant.

    Raises:
        UsageError: The dataset is missing.
    """
    if not dataset:
        raise UsageError("--dataset is missing: say on which dataset the score is")
    return Which(network, dataset, conditions.given(), line)
