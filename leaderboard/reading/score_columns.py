"""Columns of scores: what their titles say beside each other, and which columns hold their spreads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.reading import titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.reading.known import Known
    from leaderboard.reading.titles import Title

_AVERAGES = {"avg", "average", "mean", "overall", "all", "total"}


@dataclass(frozen=True)
class Spreads:
    """A column of spreads."""

    kind: str
    """``std``, ``stderr``, ``ci95`` or nothing."""
    number: int


@dataclass(frozen=True)
class Scores:
    """A column of scores: what is said of them by its title, and in the columns beside it."""

    number: int
    title: Title
    spread: Spreads | None = None
    beside: dict[str, str] = field(default_factory=dict)
    """``unit``, ``better`` and ``split`` that a column of their own gives."""


def with_qualifiers(scores: list[Scores]) -> list[Scores]:
    """Take words in front of metrics for a part of their names where other metrics need no dataset, either.

    Beside ``win_rate``, ``discrete_win_rate`` is on no dataset called discrete.
    """
    without = [
        one
        for one in scores
        if one.title.metrics
        and not one.title.dataset
        and not one.title.before
        and not metrics.is_cost(one.title.metrics[0])
        and _AVERAGES.isdisjoint(titles.words(one.title.text))
    ]
    if not without:
        return scores
    return [
        replace(
            one,
            title=replace(one.title, before="", metrics=(one.title.whole_metric(), *one.title.metrics[1:])),
        )
        if one.title.before and not one.title.dataset
        else one
        for one in scores
    ]


def with_spreads(
    scores: list[Scores], spreads: Sequence[tuple[int, titles.Spread]], known: Known
) -> tuple[list[Scores], list[int], list[int]]:
    """Give the columns of spreads to those of the scores that they are about.

    Returned, too, are the columns that are scores after all (``std accuracy`` beside no accuracy),
    and those that are about none.
    """
    found = {one.number: one for one in scores}
    left: list[int] = []
    unused: list[int] = []
    for number, spread in spreads:
        about = [
            one.number
            for one in found.values()
            if spread.metric and _is_about(spread.metric, one.title, known)
        ]
        if spread.metric and not about:
            if spread.of == "std" and any(map(metrics.is_metric_word, titles.words(spread.metric))):
                left.append(number)
                continue
            # What a spread names that is no metric tells it from others: it stands behind its score.
            about = [one for one in found if one == number - 1 and found[one].spread is None]
        elif not about:
            about = [max(one for one in found if one < number)] if any(one < number for one in found) else []
        if not about:
            unused.append(number)
        elif found[about[0]].spread is None:
            found[about[0]] = replace(found[about[0]], spread=Spreads(spread.of, number))
    return list(found.values()), left, unused


def _is_about(metric: str, title: Title, known: Known) -> bool:
    """Say whether a spread that names a metric is that of a column of scores."""
    if metrics.key(metric) == metrics.key(title.text):
        return True
    read = titles.read(titles.without_mean(metric), known)
    same = list(map(_without_mean, read.metrics)) == list(map(_without_mean, title.metrics))
    return same and read.metrics != () and (read.dataset, read.before) == (title.dataset, title.before)


def _without_mean(metric: str) -> str:
    """Return what is the same of the names of a metric and of its spread: ``mean_reward``, ``std_reward``."""
    words = [word for word in titles.words(metric) if word not in {"mean", "avg", "average"}]
    return "".join(words) or metrics.key(metric)
