"""Rules for scores: how rows stand to each other.

Two scores that look like one, or contradict each other, are acknowledged by a ``note`` on either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.checks._keys import combined, shared
from leaderboard.checks._order import out_of_order
from leaderboard.checks._rules import Finding, Rules
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._scores import Scores
    from leaderboard.checks._tables import Tables

RULES = Rules()


@RULES.error
def duplicate_key(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A score of one source stands once."""
    sources = scores.column("source")
    for group in scores.same_key:
        first: dict[tuple[float, str], int] = {}
        for row in group:
            earlier = first.setdefault((float(scores.numbers[row]), sources[row]), row)
            if earlier != row:
                line = scores.line(earlier)
                yield Finding(
                    row, f"the same score of the same source stands in line {line}; remove one of them"
                )


@RULES.warning
def conflicting_scores(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Two scores under one key need a word of explanation."""
    notes, texts = scores.column("note"), scores.column("score")
    for group in scores.same_key:
        if any(notes[row] for row in group):
            continue
        first = group[0]
        told = {float(scores.numbers[first])}
        for row in group[1:]:
            # ``81.2 (81.7)`` in a cell of a wide table is two scores on purpose.
            if float(scores.numbers[row]) not in told and scores.line(row) != scores.line(first):
                told.add(float(scores.numbers[row]))
                yield Finding(
                    row,
                    f"{texts[row]} here and {texts[first]} in line {scores.line(first)} are the same but"
                    " for the score; tell them apart by variant or test_time, or say why in a note",
                )


@RULES.warning
def single_above_multi_scale(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Testing on several scales makes a score better, or is not worth reporting."""
    times, notes, texts = scores.column("test_time"), scores.column("note"), scores.column("score")
    single = times.each("single-scale".__eq__)
    multi = times.each("multi-scale".__eq__)
    if not (single.any() and multi.any()):
        return
    tested = single | multi
    key = combined(scores.key_columns(without="test_time"))
    lower = scores.datasets.each(lambda name: scores.described(name)["better"] == "lower")
    for group in shared(key, tested & scores.usable):
        sign = -1 if lower[group[0]] else 1
        best = {
            which: max(
                (row for row in group if is_so[row]), key=lambda row: sign * scores.numbers[row], default=None
            )
            for which, is_so in (("single", single), ("multi", multi))
        }
        one, several = best["single"], best["multi"]
        if one is None or several is None or notes[one] or notes[several]:
            continue
        if sign * scores.numbers[one] > sign * scores.numbers[several]:
            yield Finding(
                one,
                f"the single-scale score {texts[one]} is better than the multi-scale {texts[several]} in line"
                f" {scores.line(several)}; mend one of them, or say in a note why",
            )


@RULES.warning
def order(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Where datasets have an order, scores go by dataset, then network, then variant."""
    import numpy as np

    if "datasets" not in tables.sheets:
        return
    networks, variants, datasets = scores.column("network"), scores.column("variant"), scores.datasets
    places: dict[str, int] = {}
    for one in tables.datasets:
        places.setdefault(one["dataset"], len(places))
    # What is not described comes after what is, as it comes.
    seen = datasets.codes[np.sort(np.unique(datasets.codes, return_index=True)[1])]
    for code in seen:
        places.setdefault(datasets.texts[code], len(places))
    ranks = np.array([places.get(name, 0) for name in datasets.texts])[datasets.codes].astype("int64")
    for column in (networks.changed(str.casefold), variants):
        standing = {text: place for place, text in enumerate(sorted(column.texts))}
        by_code = np.array([standing[text] for text in column.texts])
        ranks = ranks * len(column.texts) + by_code[column.codes]
    yield from out_of_order(
        scores,
        ranks,
        "scores go by dataset, network, variant",
        lambda row: f"{quoted(networks[row])} on {quoted(datasets[row])}",
    )
