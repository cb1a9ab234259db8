"""What is said below a table of measurements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leaderboard.answers.history import newest_score
from leaderboard.answers.ranking import rank
from leaderboard.answers.tradeoff import measure_of, measured
from leaderboard.commands import _cells, _trust
from leaderboard.errors import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

ON_FRONT = "◆"
"""Marks what is on the Pareto front."""


def notes(
    chosen: Board, found: pd.DataFrame, rows: pd.DataFrame, by: str, device: str | None
) -> Iterator[str]:
    """Say how many there are, what the front is, and what does not compare."""
    _, measure = measure_of(chosen, by)
    without = f"{measure.words} on {device}" if device else measure.words
    if found.empty:
        yield f"no score with {without} fits"
        return
    yield _cells.fresh(_counted(chosen, found, rows, without), newest_score(chosen))
    devices = list(found["device"])
    several = measure.of_devices and len(set(devices)) > 1
    if several:
        yield (
            f"{ON_FRONT} Pareto front of its device: nothing else measured there is as good in both and"
            " better in one; a device with one row, or not said, has none"
        )
        yield f"{measure.words} on different devices do not compare: {_spread(devices, 'on')}"
    else:
        yield f"{ON_FRONT} Pareto front: nothing else is as good in both and better in one"
    if measure.of_devices and not any(devices):
        yield "no device is said: all count as measured on the same"
    if by != "params" and len(set(found["resolution"])) > 1:
        yield f"resolutions differ: {_spread(list(found['resolution']), 'at')}"
    yield from _elsewhere(chosen, by)
    yield from _trust.explained(_cells.rows_of(rows))
    yield from _remarks(rows)


def _counted(chosen: Board, found: pd.DataFrame, rows: pd.DataFrame, without: str) -> str:
    """Count the measurements and their networks, and the networks that have none."""
    total = _cells.count(len(found), "measurement")
    number = total if len(rows) == len(found) else f"{len(rows)} of {total}"
    ranked = rank(chosen)
    networks = set(ranked["network"][ranked["own"]])
    having = found["network"].nunique()
    lacking = len(networks.difference(found["network"]))
    said = f"{number} of {_cells.count(having, 'network')}"
    return f"{said} · {lacking} more on the board without {without}" if lacking else said


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
    """Name the other splits of the dataset that have measurements."""
    rows = measured(chosen, by=by)
    for split, number in Counter(rows["split"][~rows["own"]]).items():
        yield f"another board on {split}: {_cells.count(number, 'measurement')}"


def _remarks(rows: pd.DataFrame) -> Iterator[str]:
    """Quote what is said of the measurements, of each network once."""
    said: dict[tuple[str, str], list[str]] = {}
    for network, variant, text in rows[["network", "variant", "speed_note"]].itertuples(index=False):
        if text:
            said.setdefault((network, text), []).append(variant)
    for (network, text), variants in said.items():
        whole = len(variants) == int((rows["network"] == network).sum())
        names = "" if whole else f" {'; '.join(filter(None, variants))}".rstrip()
        yield f"{network}{names}: {text}"


def hints(
    found: pd.DataFrame, rows: pd.DataFrame, by: str, *, only_front: bool, drawn: bool
) -> Iterator[str]:
    """Say what to type next."""
    if found.empty:
        return
    if not only_front and found["front"].any() and len(rows) > found["front"].sum():
        yield "--front shows the Pareto front alone"
    if by == "fps" and len(set(found["device"])) > 1:
        yield "--device NAME shows one device"
    if not drawn:
        yield "--plot draws it"
