"""Rules for scores: what stands in a row of ``results.csv``, or of a file of scores.

Which networks and datasets are meant is in :mod:`leaderboard.checks.names`, how rows stand to
each other in :mod:`leaderboard.checks.rows`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import EVIDENCE, RESULTS, SPLITS, TEST_TIMES
from leaderboard.board.names import Names
from leaderboard.checks import names, rows
from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import address_problem, likely, list_problem, looks_like_address, word_problem
from leaderboard.errors import quoted
from leaderboard.importers._scores import RANGES
from leaderboard.importers._text import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from leaderboard.checks._scores import Scores
    from leaderboard.checks._tables import Tables

RULES = Rules([*names.RULES.listed, *rows.RULES.listed])

_LARGE = 10
"""No score on a scale from 0 to 100 is so low that it could be on one from 0 to 1."""


@RULES.error
def no_scores(scores: Scores, _: Tables) -> Iterator[Finding]:
    """There is something to rank."""
    if not len(scores):
        yield Finding(HEADER, "there are no scores below the header; add a row")


@RULES.error
def missing_name(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A score is of a network on a dataset."""
    for name in ("network", "dataset"):
        unnamed = f"no {name} is named; name it, or remove the row"
        yield from scores.column(name).told(lambda text: None if text else unnamed)  # noqa: B023 - asked at once


@RULES.error
def no_number(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A score is a finite decimal number."""
    import numpy as np

    if np.isnan(scores.numbers).any():
        bad = np.flatnonzero(np.isnan(scores.numbers))
        texts = scores.column("score")
        yield Finding(bad, [_no_number(texts[int(row)]) for row in bad])


def _no_number(text: str) -> str:
    if not text:
        return "the score is empty; write it, or remove the row"
    plain = text.replace(",", ".").rstrip("% ").lstrip("~≈ ")
    digits = plain.replace(".", "", 1)
    mend = f"write {plain}" if digits.isascii() and digits.isdigit() else "write a decimal, such as 81.2"
    return f"the score {quoted(text)} is not a finite number; {mend}"


@RULES.error
def out_of_range(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Percent are between 0 and 100."""
    import numpy as np

    for unit, (low, high) in RANGES.items():
        outside = (scores.numbers < low) | (scores.numbers > high)
        if outside.any():
            outside &= scores.datasets.each(lambda name: scores.described(name)["unit"] == unit)  # noqa: B023
            problem = f"the score is not between {low:g} and {high:g} {unit}; mend it"
            yield Finding(np.flatnonzero(outside), problem)


@RULES.error
def fraction(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A score between 0 and 1 is a slip where the others are on a scale to 100."""
    yield from _fractions(scores, alone=False)


@RULES.warning
def fractions(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Likely they are where the unit is percent, and no other score tells."""
    yield from _fractions(scores, alone=True)


def _fractions(scores: Scores, *, alone: bool) -> Iterator[Finding]:
    import numpy as np

    low = (scores.numbers > 0) & (scores.numbers <= 1)
    if not low.any():
        return
    percent = scores.datasets.each(lambda name: scores.described(name)["unit"] == "%")
    bare = scores.datasets.each(lambda name: scores.described(name)["unit"] == "")
    higher = scores.datasets.each(lambda name: scores.described(name)["better"] == "higher")
    boards = scores.datasets.codes.astype("int64") * len(scores.splits.texts) + scores.splits.codes
    candidates = low & higher & (percent | bare)
    for board in np.unique(boards[candidates]):
        here = boards == board
        others = scores.numbers[here & (scores.numbers > 1)]
        found = np.flatnonzero(here & candidates)
        sure = len(others) >= len(found) and (percent[found[0]] or _are_percent(others))
        if sure != alone and (sure or percent[found[0]]):
            yield Finding(found, [_fraction(scores, int(row), alone=alone) for row in found])


def _are_percent(others: np.ndarray) -> bool:
    return bool((others >= _LARGE).all() and (others <= 100).all())  # noqa: PLR2004 - percent


def _fraction(scores: Scores, row: int, *, alone: bool) -> str:
    text = scores.column("score")[row]
    percent = f"{100 * scores.numbers[row]:.6f}".rstrip("0").rstrip(".")
    if alone:
        return (
            f"the score {text} would be very low for %; write it in percent, {percent}, if it is a fraction"
        )
    return (
        f"the score {text} is a fraction where others are on a scale to 100; write it in percent: {percent}"
    )


@RULES.warning
def unknown_word(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Conditions and evidence are said in few words."""
    splits = dict.fromkeys([*SPLITS, *filter(None, (one["split"] for one in tables.datasets))])
    yield from scores.column("split").told(lambda text: word_problem("split", text, list(splits)))
    yield from scores.column("test_time").told(lambda text: word_problem("test_time", text, TEST_TIMES))
    yield from scores.column("evidence").told(lambda text: word_problem("evidence", text, EVIDENCE))


@RULES.warning
def untidy_list(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Training data are joined by ``;`` alone."""
    yield from scores.column("extra_data").told(lambda text: list_problem("extra_data", text))


@RULES.warning
def missing_source(scores: Scores, _: Tables) -> Iterator[Finding]:
    """Every score can be read somewhere."""
    if scores.places is not None:  # a wide table has no place for it
        return
    if "source" not in scores.columns:
        yield Finding(HEADER, "no column 'source'; add one that says where each score can be read")
        return
    yield from scores.column("source").told(
        lambda text: None if text else "no source; write where the score can be read"
    )


@RULES.error
def bad_address(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A source is words, or an address that can be followed."""
    yield from scores.column("source").told(
        lambda text: address_problem(text) if looks_like_address(text) else None
    )


@RULES.warning
def unused_column(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """A column that means nothing to the program may be a slip of the pen."""
    absent = Names("column", {one: () for one in RESULTS if one not in scores.columns})
    for name in scores.others:
        meant = likely(name, absent)
        if meant or tables.folder:
            mend = f"did you mean {quoted(meant)}?" if meant else "remove it"
            yield Finding(HEADER, f"the column {quoted(name)} is not used; {mend}")
