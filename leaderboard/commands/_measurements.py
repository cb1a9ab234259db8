"""What is said below a table of measurements."""

from __future__ import annotations

from collections import Counter
from shlex import quote
from typing import TYPE_CHECKING

from leaderboard.answers.history import newest_score
from leaderboard.answers.ranking import rank
from leaderboard.answers.tradeoff import measure_of, measured
from leaderboard.commands import _cells, _trust
from leaderboard.errors import listed
from leaderboard.table import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

ON_FRONT = "◆"
"""Marks what is on the Pareto front."""


def notes(
    chosen: Board,
    found: pd.DataFrame,
    rows: pd.DataFrame,
    by: str,
    device: str | None,
    of_all: int | None,
    *,
    only_front: bool,
) -> Iterator[str]:
    """Say how many there are, what the front is, and what does not compare.

    There are *of_all* measurements on all devices, if the device is the one with most of them.
    """
    _, measure = measure_of(chosen, by)
    without = f"{measure.words} on {device}" if device else measure.words
    if found.empty:
        yield f"no score with {without} fits"
        return
    number = _cells.fresh(_counted(found, rows), newest_score(chosen))
    more = len(rows) < len(found) and not only_front
    yield Note(number, f"-n {len(found)} shows all" if more else "")
    if of_all:
        others = _cells.count(of_all - len(found), "measurement")
        yield Note(f"on other devices: {others}", "--all-devices shows all, --device NAME one")
    devices = list(found["device"])
    several = measure.of_devices and len(set(devices)) > 1
    front = (
        "front of each device with several measurements: nothing else there"
        if several
        else ("front: nothing else")
    )
    alone = not only_front and found["front"].any() and len(rows) > found["front"].sum()
    yield Note(
        f"{ON_FRONT} Pareto {front} is as good in both and better in one",
        "--front shows it alone" if alone else "",
    )
    if several:
        yield f"{measure.words} on different devices do not compare: {_spread(devices, 'on')}"
    if measure.of_devices and not any(devices):
        yield "no device is said: all count as measured on the same"
    if by != "params" and len(set(found["resolution"])) > 1:
        yield f"resolutions differ: {_spread(list(found['resolution']), 'at')}"
    lacking = _lacking(chosen, found)
    if lacking:
        yield f"without {without}: {lacking} more on the board"
    yield from _trust.explained(_cells.rows_of(rows))
    yield from _remarks(rows)


def _counted(found: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Count the measurements and their networks."""
    total = _cells.count(len(found), "measurement")
    number = total if len(rows) == len(found) else f"{len(rows)} of {total}"
    return f"{number} of {_cells.count(found['network'].nunique(), 'network')}"


def _lacking(chosen: Board, found: pd.DataFrame) -> int:
    """Count the networks of the board that have no measurement."""
    ranked = rank(chosen)
    return len(set(ranked["network"][ranked["own"]]).difference(found["network"]))


def _spread(values: Sequence[str], word: str) -> str:
    """Say how often each value occurs: ``20 on A, 5 on B, 1 each on C and D, 15 do not say``."""
    counts = Counter(value for value in values if value)
    often = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    said = [f"{number} {word} {value}" for value, number in often if number > 1]
    if single := sorted(value for value, number in counts.items() if number == 1):
        each = "1 each" if len(single) > 1 else "1"
        said.append(f"{each} {word} {listed(single)}")
    if unsaid := sum(not value for value in values):
        said.append(f"{unsaid} {'does' if unsaid == 1 else 'do'} not say")
    return ", ".join(said)


def _elsewhere(chosen: Board, by: str) -> Iterator[str]:
    """Name the other splits of the dataset that have measurements, and what to type to see them."""
    rows = measured(chosen, by=by)
    for split, number in Counter(rows["split"][~rows["own"]]).items():
        note = Note(
            f"another board on {split}: {_cells.count(number, 'measurement')}",
            f"--split {quote(split)} shows it" if split else "",
        )
        yield note.with_hint


def _remarks(rows: pd.DataFrame) -> Iterator[str]:
    """Quote what is said of the measurements, of each network once."""
    said: dict[tuple[str, str], list[str]] = {}
    for network, variant, text in rows[["network", "variant", "speed_note"]].itertuples(index=False):
        if text:
            said.setdefault((network, text), []).append(variant)
    if len(said) > _FEW:
        yield f"remarks on {len(said)} of these measurements: --format json has them, as speed_note"
        return
    for (network, text), variants in said.items():
        whole = len(variants) == int((rows["network"] == network).sum())
        names = "" if whole else f" {'; '.join(filter(None, variants))}".rstrip()
        yield f"{network}{names}: {text}"


_FEW = 3
"""So many remarks are quoted one by one."""


def hints(chosen: Board, found: pd.DataFrame, by: str, *, drawn: bool) -> Iterator[str]:
    """Say what to type next."""
    if found.empty:
        return
    if not drawn:
        yield "--plot draws it"
    yield from _elsewhere(chosen, by)
