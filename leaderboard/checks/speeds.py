"""Rules for ``speeds.csv``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.checks._order import out_of_order
from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import address_problem, looks_like_address
from leaderboard.checks.cells import columns
from leaderboard.errors import quoted
from leaderboard.importers._reported import NUMBER
from leaderboard.importers._speeds import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules(columns(WRITTEN, required=["network", "dataset"]))

_MEASURES = ("fps", "params", "gflops")
_OF_SCORE = ("network", "variant", "dataset", "split")
_RESOLUTION = re.compile(r"\d+x\d+", re.ASCII)


@RULES.error
def no_measure(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A measure is a number above 0, and there is at least one."""
    for row, speed in enumerate(sheet.rows(WRITTEN)):
        said = [(name, speed[name]) for name in _MEASURES if speed[name]]
        for name, text in said:
            if not NUMBER.fullmatch(text) or not 0 < float(text) < float("inf"):
                yield Finding(
                    row, f"{name} {quoted(text)} is not a finite number above 0; mend it or leave it empty"
                )
        if not said:
            yield Finding(row, "nothing is measured; write fps, params or gflops, or remove the row")


@RULES.error
def unnamed(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Each row says what was measured."""
    for row, speed in enumerate(sheet.rows(("network", "dataset"))):
        for name, text in speed.items():
            if not text:
                yield Finding(row, f"no {name} is named")


@RULES.warning
def no_score(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """What a network costs stands beside what it reaches."""
    if "results" not in tables.sheets:
        return
    scores = {tuple(score.values()) for score in tables.sheets["results"].rows(_OF_SCORE)}
    for row, speed in enumerate(sheet.rows(_OF_SCORE)):
        if speed["network"] and tuple(speed.values()) not in scores:
            told = ", ".join(quoted(text) for text in (speed["variant"], speed["split"]) if text)
            yield Finding(
                row,
                f"results.csv has no score of {quoted(speed['network'])} on {quoted(speed['dataset'])}"
                f"{f' ({told})' if told else ''}; write all four columns as they stand there",
            )


@RULES.warning
def resolution(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Sizes are written in one way."""

    def problem(text: str) -> str | None:
        if not text or _RESOLUTION.fullmatch(text):
            return None
        return f"the resolution {quoted(text)} is not height x width; write it like 1024x2048"

    if "resolution" in sheet.header:
        yield from sheet.column("resolution").told(problem)


@RULES.warning
def repeated_speed(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A configuration on a device stands there once, or a note says why it does again."""
    first: dict[tuple[str, ...], int] = {}
    for row, speed in enumerate(sheet.rows(WRITTEN)):
        key = tuple(speed[name] for name in (*_OF_SCORE, "device", "resolution"))
        earlier = first.setdefault(key, row)
        if earlier != row and speed["network"] and not speed["note"]:
            yield Finding(
                row,
                f"the same configuration stands in line {sheet.line(earlier)}; say why in a note",
            )


@RULES.warning
def missing_source(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Every figure can be read somewhere."""
    if "source" in sheet.header:
        yield from sheet.column("source").told(
            lambda text: None if text else "no source; write where the figures can be read"
        )


@RULES.error
def bad_address(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A source is words, or an address that can be followed."""
    if "source" in sheet.header:
        yield from sheet.column("source").told(
            lambda text: address_problem(text) if looks_like_address(text) else None
        )


@RULES.warning
def order(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """Speeds stand as scores do: by dataset, then network, then variant."""
    places = {one["dataset"]: place for place, one in enumerate(tables.datasets)}
    keys = [
        (places.get(speed["dataset"], len(places)), speed["network"].casefold(), speed["variant"])
        for speed in sheet.rows(_OF_SCORE)
    ]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    networks = sheet.column("network")
    if keys:
        yield from out_of_order(
            sheet,
            [ranks[key] for key in keys],
            "speeds go by dataset, network, variant",
            lambda row: quoted(networks[row]),
        )
