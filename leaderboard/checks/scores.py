"""Rules for scores of every file: what is doubtful about their names, and how they stand to each other.

Two scores that look like one, or contradict each other, are acknowledged by a ``note`` on either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import trust
from leaderboard.board.columns import KEY
from leaderboard.board.dates import is_date, month_of
from leaderboard.checks import ranges
from leaderboard.checks.problems import Finding, Rules, told, told_once
from leaderboard.checks.texts import alike
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.placed import Placed

RULES = Rules([*ranges.RULES.listed])


@RULES.error
def duplicate_key(scores: Placed, folder: Folder | None) -> Iterator[Finding]:
    """In a table that is kept, a score of one source stands once."""
    if folder is not None:
        yield from _repeated(scores)


@RULES.warning
def repeated_score(scores: Placed, folder: Folder | None) -> Iterator[Finding]:
    """In a file of somebody else, rows that are all the same may be runs of which nothing tells."""
    if folder is None:
        yield from _repeated(scores)


def _repeated(scores: Placed) -> Iterator[Finding]:
    sources = scores.column("source")
    earlier = {row: first for first, *others in scores.same_score for row in others}
    names = scores.named(list(earlier.values()))
    for row, before in earlier.items():
        source = " of the same source" if sources[row] else ""
        problem = (
            f"the same score{source} stands in {names[before]}; remove one of them, or say which run each is"
        )
        yield Finding(row, problem)


@RULES.warning
def conflicting_scores(scores: Placed, _: Folder | None) -> Iterator[Finding]:
    """Two scores under one key need a word of explanation."""
    notes, texts = scores.column("note"), scores.column("score_text")
    reasons = [trust.explanation(note) for note in notes.texts]
    said, numbers, cells = (column.tolist() for column in (notes.codes, scores.numbers, scores.read.rows))
    found: dict[int, tuple[int, int]] = {}
    for group in scores.same_key:
        first = group[0]
        # ``81.2 (81.7)`` in one cell is two scores on purpose.
        apart = [row for row in group if cells[row] != cells[first] and numbers[row] != numbers[first]]
        if apart and not any(reasons[said[row]] for row in group):
            found[apart[0]] = (first, len({numbers[row] for row in apart}) - 1)
    names = scores.named([first for first, _ in found.values()])
    for row, (first, more) in found.items():
        further = f", and {more} more further down," if more else ""
        yield Finding(
            row,
            f"{texts[row]} here and {texts[first]} in {names[first]}{further} are the same but for the score;"
            " tell them apart by variant, run or test_time, or say why in a note",
        )


@RULES.warning
def single_above_multi_scale(scores: Placed, _: Folder | None) -> Iterator[Finding]:
    """Testing on several scales makes a score better, or is not worth reporting."""
    times, notes, texts = scores.column("test_time"), scores.column("note"), scores.column("score_text")
    if not {"single-scale", "multi-scale"} <= set(times.texts):
        return
    better: dict[int, int] = {}
    for group in scores.alike([name for name in KEY if name != "test_time"]):
        sign = -1 if scores.is_lower_better(group[0]) else 1
        best: dict[str, int] = {}
        for row in group:
            best[times[row]] = max(best.get(times[row], row), row, key=lambda at: sign * scores.numbers[at])
        one, several = best.get("single-scale"), best.get("multi-scale")
        if (
            one is None
            or several is None
            or trust.explanation(notes[one])
            or trust.explanation(notes[several])
        ):
            continue
        if sign * scores.numbers[one] > sign * scores.numbers[several]:
            better[one] = several
    names = scores.named(list(better.values()))
    for one, several in better.items():
        yield Finding(
            one,
            f"the single-scale score {texts[one]} is better than the multi-scale {texts[several]} in"
            f" {names[several]}; mend one of them, or say in a note why",
        )


@RULES.warning
def doubtful_dataset(scores: Placed, folder: Folder | None) -> Iterator[Finding]:
    """Without descriptions a dataset may be called anything, but not nearly like a known one."""
    if folder is not None and "datasets" in folder.tables:
        return
    names = scores.names("dataset")
    unknown = [name for name in names.texts if name and scores.known.board(name)[0] is None]
    meant = {name: near[0] for name in unknown if (near := scores.known.resembling(name))}
    asked = {
        name: f"the dataset {quoted(name)} is not known; did you mean {quoted(one)}?"
        for name, one in meant.items()
    }
    yield from told(names, asked.get)
    if folder is not None:
        others = {
            name: f"the dataset {quoted(name)} is not known; describe it in a datasets.csv"
            for name in unknown
            if name not in meant
        }
        yield from told_once(names, others.get)


@RULES.warning
def spelling(scores: Placed, folder: Folder | None) -> Iterator[Finding]:
    """Two names that differ only in case, spaces or hyphens are likely one network's, or one dataset's.

    Meant is the one that a paper has, or else the one that stands more often, or first.
    """
    import numpy as np

    kept = folder.owners if folder is not None else {}
    for kind in ("network", "dataset") if folder is None else ("network",):
        names = scores.names(kind)
        standings = dict.fromkeys(kept, (True, 0, 0))
        codes, first, counts = np.unique(names.codes, return_index=True, return_counts=True)
        for code, row, count in zip(codes.tolist(), first.tolist(), counts.tolist(), strict=True):
            if name := names.texts[code]:
                standings[name] = (name in kept, count, -row)
        meant = {name: max(group, key=standings.__getitem__) for group in alike(standings) for name in group}
        wrong = {
            name: f"{quoted(name)} differs from {quoted(one)} only in spelling; write it in one way"
            for name, one in meant.items()
            if name != one and name not in kept
        }
        yield from told(names, wrong.get)


@RULES.warning
def unread_date(scores: Placed, folder: Folder | None) -> Iterator[Finding]:
    """In a file of somebody else, a score whose date cannot be read has no place in time."""
    if folder is None:
        yield from told(
            scores.column("date"),
            lambda text: (
                f"{quoted(text)} is no date, so that history leaves the score out; write YYYY-MM-DD"
                if text and not is_date(text) and not month_of(text)
                else None
            ),
        )
