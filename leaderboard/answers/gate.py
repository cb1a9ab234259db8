"""Which changes of a board are to stop somebody: the gate of CI."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import UsageError, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

KINDS = ("new", "removed", "corrected", "renamed", "direction")
"""Rules that stop every change of this kind."""

MEASURES = {"drop": "worse_by", "behind": "behind"}
"""Rules that stop what is worse by more than so much, and the column that says by how much."""

RECORDS = {"record-won": "won", "record-lost": "lost"}

WORDS = (*RECORDS, *MEASURES, *KINDS)
"""All rules. What lies within the spread stops nobody."""

_WITHIN = {"drop": "within_spread", "behind": "behind_within_spread"}


class Rule(NamedTuple):
    """What is not to happen."""

    word: str
    at_most: float = 0.0
    """How much worse may be, in the unit of the metric."""

    def __str__(self) -> str:
        """Write it as it is typed."""
        return f"{self.word}={self.at_most:g}" if self.at_most else self.word


def rules(typed: Iterable[str]) -> list[Rule]:
    """Return the rules that were typed: words, and ``drop=0.2``.

    Raises:
        UsageError: There is no such rule, or a number is none.
    """
    return [_rule(text) for text in typed]


def _rule(text: str) -> Rule:
    word, equals, number = text.partition("=")
    if word not in WORDS:
        raise UsageError(f"no rule {quoted(word)} for --fail-on; the rules are {listed(WORDS)}")
    if not equals:
        return Rule(word)
    if word not in MEASURES:
        raise UsageError(f"--fail-on {word} takes no number")
    try:
        most = float(number)
    except ValueError:
        most = math.nan
    if not 0 <= most < math.inf:
        raise UsageError(f"--fail-on {word}=NUMBER takes a number from 0, not {quoted(number)}")
    return Rule(word, most)


def stopped(changes: pd.DataFrame, rules: Iterable[Rule]) -> pd.DataFrame:
    """Return the rows of :func:`leaderboard.answers.changes.changes` that *rules* stop.

    They have one column more, ``rule``, the first rule that stops them.
    """
    import pandas as pd

    rule = pd.Series("", index=changes.index, dtype="str")
    for one in rules:
        rule = rule.mask((rule == "") & _hit(changes, one), str(one))
    return changes.assign(rule=rule)[rule != ""]


def _hit(changes: pd.DataFrame, rule: Rule) -> pd.Series[bool]:
    if rule.word in MEASURES:
        return (changes[MEASURES[rule.word]] > rule.at_most) & ~changes[_WITHIN[rule.word]]
    if rule.word in RECORDS:
        return (changes["record"] == RECORDS[rule.word]) & ~changes["record_within_spread"]
    return changes["change"] == rule.word
