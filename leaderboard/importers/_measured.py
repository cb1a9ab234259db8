"""Scores in many metrics on many datasets, as catalogues of models hold them, sorted into boards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leaderboard.importers._finds import Finds


_LONGEST = 300
"""Characters of a name at most."""


@dataclass(frozen=True)
class Measured:
    """One value of one metric."""

    place: str
    network: str
    dataset: str
    """As it is called where it stands, or an id."""
    metric: str
    """Empty where only the dataset tells."""
    cell: str
    task: str = ""
    conditions: Mapping[str, str] = field(default_factory=dict)
    """Other columns of the results."""


def hand_over(values: Iterable[Measured], finds: Finds) -> None:
    """Give the scores to *finds*, each on the board that it is on.

    A board has one metric. That of mIoU is called as the dataset is; any other is called by
    dataset and metric (``COCO box AP``), and by its task, too, where a file measures several
    tasks so on one dataset. A name counts as it is first spelled.
    """
    listed = [value for value in values if _has_usable_names(value, finds)]
    tasks: dict[tuple[str, str], set[str]] = {}
    for value in listed:
        if value.task:
            tasks.setdefault(_key(value), set()).add(fold(value.task))
    spelled: dict[str, str] = {}
    boards: dict[str, list[Measured]] = {}
    named: list[tuple[str, Measured]] = []
    for value in listed:
        name = _board(value, several_tasks=len(tasks.get(_key(value), ())) > 1)
        name = spelled.setdefault(fold(name), name)
        boards.setdefault(name, []).append(value)
        named.append((name, value))
    known = Descriptions()
    percent = {name for name, values in boards.items() if _is_in_percent(name, values, known, finds)}
    for name, value in named:
        if name in percent and _is_share(value.cell):
            reason = f"{value.cell} looks like a share of 1, where scores are in percent"
            finds.refuse(value.place, f"{reason} ({value.network} on {name})")
        else:
            finds.score(value.place, value.network, name, value.cell, **value.conditions)


def _is_in_percent(name: str, values: Sequence[Measured], known: Descriptions, finds: Finds) -> bool:
    """Describe a board to *finds*; say whether it is one whose scores are known to be in percent."""
    metric = metrics.plain(values[0].metric)
    if metric:
        finds.tell(name, metric=metric)
    found = known.board(name, metric) if name else None
    if not found and metric == "mIoU" and _are_shares(values):
        finds.tell(name, unit="")
    return found is not None and found[0]["unit"] == "%"


def _has_usable_names(value: Measured, finds: Finds) -> bool:
    fits = max(map(len, (value.network, value.dataset, value.metric, value.task))) <= _LONGEST
    if not fits:
        finds.refuse(value.place, f"a name of more than {_LONGEST} characters")
    return fits


def _key(value: Measured) -> tuple[str, str]:
    return fold(value.dataset), fold(value.metric)


def _board(value: Measured, *, several_tasks: bool) -> str:
    metric = metrics.plain(value.metric)
    if not value.dataset or metric in {"", "mIoU"}:
        return value.dataset
    return " ".join([value.dataset, *filter(None, [value.task if several_tasks else ""]), metric])


def _are_shares(values: Sequence[Measured]) -> bool:
    """Say whether no score can be a percentage, so that 1 is the most."""
    return all(_is_share(value.cell) or not _has_score(value.cell) for value in values)


def _is_share(cell: str) -> bool:
    try:
        scores = reported(cell)
    except ValueError:
        return False
    return bool(scores) and all(not score.percent and 0 < float(score.text) <= 1 for score in scores)


def _has_score(cell: str) -> bool:
    try:
        return bool(reported(cell))
    except ValueError:
        return False
