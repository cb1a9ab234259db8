"""Rules for ``results.csv``: how its rows are written, and what the other tables say of them.

Whether a score can be used is for reading to say, how scores stand to each other for
:mod:`leaderboard.checks.scores`, which is about every file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import EVIDENCE, SPLITS, SPREADS, TEST_TIMES
from leaderboard.board.conditions import extra_data
from leaderboard.board.names import fold
from leaderboard.checks.order import out_of_order
from leaderboard.checks.problems import Finding, Rules, told, told_once
from leaderboard.checks.texts import (
    address_problem,
    are_alike,
    date_problem,
    likely,
    list_problem,
    looks_like_address,
    word_problem,
)
from leaderboard.errors import quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading import own
from leaderboard.reading.sheet import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()


def score_title(table: Written, folder: Folder) -> str:
    """Return what the column of scores is called: ``miou``, ``score``, …; nothing if there is none."""
    header = [fold(title) for title in own.with_score(table.sheet, folder.known)[0].header]
    return table.header[header.index("score")] if "score" in header else ""


# Names


@RULES.error
def unknown_dataset(table: Written, folder: Folder) -> Iterator[Finding]:
    """Where datasets are described, a score is on one of them."""
    yield from told(table.column("dataset"), folder.unknown_dataset)


@RULES.warning
def dataset_alias(table: Written, folder: Folder) -> Iterator[Finding]:
    """In a table that is kept, a dataset is written in one way."""
    yield from told(table.column("dataset"), folder.dataset_alias)


@RULES.warning
def unknown_network(table: Written, folder: Folder) -> Iterator[Finding]:
    """Where papers are listed, every network belongs to one, under its own name."""
    if "papers" not in folder.tables:
        return
    names = folder.networks

    def alias(name: str) -> str | None:
        fitting = names.matching(name)
        if not name or len(fitting) != 1 or are_alike(name, fitting[0]):
            return None
        return f"{quoted(name)} is another name for the network {quoted(fitting[0])}; write that"

    def unknown(name: str) -> str | None:
        fitting = names.matching(name)
        if not name or len(fitting) == 1 or any(are_alike(name, one) for one in fitting):
            return None
        meant = likely(name, names, alike=85)
        mend = f"did you mean {quoted(meant)}?" if meant else "name it at its paper"
        return f"no paper in papers.csv has the network {quoted(name)}; {mend}"

    yield from told(table.column("network"), alias)
    yield from told_once(table.column("network"), unknown)


# Scores, and what is said of them


@RULES.error
def empty_score(table: Written, folder: Folder) -> Iterator[Finding]:
    """A row without a score says nothing."""
    if title := score_title(table, folder):
        yield from told(
            table.column(title),
            lambda text: (
                "there is no score; write it, or remove the row" if grammar.is_not_reported(text) else None
            ),
        )


@RULES.warning
def plain_number(table: Written, folder: Folder) -> Iterator[Finding]:
    """In a table that is kept, a score is a number and nothing else."""

    def problem(text: str) -> str | None:
        if grammar.NUMBER.fullmatch(text):
            return None
        try:
            read = grammar.reported(text)
        except ValueError:
            return None
        more = ", the spread into its own column" if read and read.spread else ""
        return f"{quoted(text)} is more than a number; write {read.text}{more}" if read else None

    if title := score_title(table, folder):
        yield from told(table.column(title), problem)


@RULES.error
def bad_spread(table: Written, _: Folder) -> Iterator[Finding]:
    """A spread is a finite number, and not below 0."""
    yield from told(
        table.column("spread"),
        lambda text: (
            f"the spread {quoted(text)} is not a number from 0 on; mend it"
            if text and not (grammar.NUMBER.fullmatch(text) and 0 <= float(text) < float("inf"))
            else None
        ),
    )


@RULES.warning
def spread_of_nothing(table: Written, _: Folder) -> Iterator[Finding]:
    """What a spread is does not matter where there is none."""
    for row, said in enumerate(table.rows(("spread", "spread_of")) if "spread_of" in table.header else ()):
        if said["spread_of"] and not said["spread"]:
            yield Finding(row, f"there is no spread that is {quoted(said['spread_of'])}; write it")


@RULES.error
def bad_runs(table: Written, _: Folder) -> Iterator[Finding]:
    """Runs are counted."""
    yield from told(
        table.column("runs"),
        lambda text: (
            f"{quoted(text)} is no number of runs; write a whole number from 1 on"
            if text and not (text.isascii() and text.isdecimal() and int(text))
            else None
        ),
    )


@RULES.error
def bad_date(table: Written, folder: Folder) -> Iterator[Finding]:
    """A date is one that there is, and has been."""
    yield from told(table.column("date"), lambda text: date_problem(text, folder))


@RULES.warning
def unknown_word(table: Written, folder: Folder) -> Iterator[Finding]:
    """Conditions and evidence are said in few words."""
    splits = dict.fromkeys([*SPLITS, *filter(None, (one["split"] for one in folder.datasets))])
    words = {"split": list(splits), "test_time": TEST_TIMES, "spread_of": SPREADS, "evidence": EVIDENCE}
    for title, known in words.items():
        yield from told(
            table.column(title),
            lambda text, title=title, known=known: word_problem(title, text, known),  # type: ignore[misc]
        )


@RULES.warning
def untidy_list(table: Written, _: Folder) -> Iterator[Finding]:
    """Training data are joined by ``;`` alone."""
    yield from told(table.column("extra_data"), lambda text: list_problem("extra_data", text))


@RULES.warning
def sign_for_data(table: Written, _: Folder) -> Iterator[Finding]:
    """Training data has names, and none is a word."""
    yield from told(
        table.column("extra_data"),
        lambda text: (
            f"the extra_data {quoted(text)} is read as {said!r}; write that, or what it was"
            if (said := extra_data(text)) != text
            else None
        ),
    )


@RULES.error
def none_beside_data(table: Written, _: Folder) -> Iterator[Finding]:
    """Where no more data was used, none is named."""
    yield from told(
        table.column("extra_data"),
        lambda text: (
            f"{quoted(text)} says none and names some; write one of them"
            if ";" in text and "none" in map(fold, text.replace(" ", "").split(";"))
            else None
        ),
    )


# Sources


@RULES.warning
def missing_source(table: Written, _: Folder) -> Iterator[Finding]:
    """Every score can be read somewhere."""
    if "source" not in table.header:
        yield Finding(HEADER, "no column 'source'; add one that says where each score can be read")
        return
    yield from told(
        table.column("source"), lambda text: None if text else "no source; write where the score can be read"
    )


@RULES.error
def bad_address(table: Written, _: Folder) -> Iterator[Finding]:
    """A source is words, or an address that can be followed."""
    yield from told(
        table.column("source"), lambda text: address_problem(text) if looks_like_address(text) else None
    )


def ranks(table: Written, folder: Folder) -> list[tuple[int, str, str]]:
    """Return what scores, or speeds, are sorted by."""
    places = folder.standing(table.column("dataset").texts)
    rows = table.rows(("dataset", "network", "variant"))
    return [(places[row["dataset"]], row["network"].casefold(), row["variant"]) for row in rows]


@RULES.warning
def order(table: Written, folder: Folder) -> Iterator[Finding]:
    """Where datasets have an order, scores go by dataset, then network, then variant."""
    if "datasets" not in folder.tables:
        return
    rows = table.rows(("dataset", "network", "variant"))
    yield from out_of_order(
        table,
        ranks(table, folder),
        "scores go by dataset, network, variant",
        lambda row: f"{quoted(rows[row]['network'])} on {quoted(rows[row]['dataset'])}",
    )
