"""Rules for ``speeds.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.checks.order import out_of_order
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.results import ranks
from leaderboard.checks.texts import address_problem, looks_like_address
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()

_MEASURES = ("fps", "params", "gflops")
_OF_SCORE = ("network", "variant", "dataset", "split")
_RESOLUTION = re.compile(r"\d+x\d+", re.ASCII)


@RULES.error
def no_measure(table: Written, _: Folder) -> Iterator[Finding]:
    """There is at least one measure."""
    for row, speed in enumerate(table.rows(_MEASURES)):
        if not any(speed.values()):
            yield Finding(row, "nothing is measured; write fps, params or gflops, or remove the row")


@RULES.warning
def no_score(table: Written, folder: Folder) -> Iterator[Finding]:
    """What a network costs stands beside what it reaches."""
    if "results" not in folder.tables:
        return
    scores = {tuple(score.values()) for score in folder.tables["results"].rows(_OF_SCORE)}
    for row, speed in enumerate(table.rows(_OF_SCORE)):
        if speed["network"] and tuple(speed.values()) not in scores:
            told = ", ".join(quoted(text) for text in (speed["variant"], speed["split"]) if text)
            yield Finding(
                row,
                f"results.csv has no score of {quoted(speed['network'])} on {quoted(speed['dataset'])}"
                f"{f' ({told})' if told else ''}; write all four columns as they stand there",
            )


@RULES.warning
def resolution(table: Written, _: Folder) -> Iterator[Finding]:
    """Sizes are written in one way."""

    def problem(text: str) -> str | None:
        if not text or _RESOLUTION.fullmatch(text):
            return None
        return f"the resolution {quoted(text)} is not height x width; write it like 1024x2048"

    yield from told(table.column("resolution"), problem)


@RULES.warning
def repeated_speed(table: Written, _: Folder) -> Iterator[Finding]:
    """A configuration on a device stands there once, or a note says why it does again."""
    first: dict[tuple[str, ...], int] = {}
    for row, speed in enumerate(table.rows((*_OF_SCORE, "device", "resolution", "note"))):
        key = tuple(speed[name] for name in (*_OF_SCORE, "device", "resolution"))
        earlier = first.setdefault(key, row)
        if earlier != row and speed["network"] and not speed["note"]:
            yield Finding(
                row,
                f"the same configuration stands in line {table.line(earlier)}; say why in a note",
            )


@RULES.warning
def missing_source(table: Written, _: Folder) -> Iterator[Finding]:
    """Every figure can be read somewhere."""
    yield from told(
        table.column("source"),
        lambda text: None if text else "no source; write where the figures can be read",
    )


@RULES.error
def bad_address(table: Written, _: Folder) -> Iterator[Finding]:
    """A source is words, or an address that can be followed."""
    yield from told(
        table.column("source"), lambda text: address_problem(text) if looks_like_address(text) else None
    )


@RULES.warning
def order(table: Written, folder: Folder) -> Iterator[Finding]:
    """Speeds stand as scores do: by dataset, then network, then variant."""
    rows = table.rows(_OF_SCORE)
    yield from out_of_order(
        table,
        ranks(table, folder),
        "speeds go by dataset, network, variant",
        lambda row: quoted(rows[row]["network"]),
    )
