"""What commands that write say of the files, besides what they write."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.answers.ranking import top
from leaderboard.commands import _cells
from leaderboard.errors import DataError, listed, readable
from leaderboard.reading import read
from leaderboard.table import visible
from leaderboard.terminal import delivery
from leaderboard.updates import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from leaderboard.updates import Addition


def write(
    place: Path, changes: Callable[[Tables], Sequence[storage.Change]], *, signed: bool = True
) -> list[storage.Written]:
    """Read the tables, decide on *changes* and write them as one, under the lock; show what was written.

    Raises:
        DataError: There is nothing at the *place*.
    """
    with readable(place):
        if not place.exists():
            raise DataError(place, "no such file or folder")

    def attempt() -> list[storage.Written]:
        decided = changes(Tables(place))
        note_other_names(change.file.path for change in decided)
        return storage.write(decided)

    with storage.locked(place) as completed:
        note_completed(completed)
        written = storage.afresh(attempt)
    show(written, signed=signed)
    return written


def show(written: Sequence[storage.Written], *, signed: bool = False) -> None:
    """Print lines with their places; *signed*, after ``-`` what went and after ``+`` what came."""
    for line in written:
        sign = ("- " if line.removed else "+ ") if signed else ""
        delivery.print_text(f"{visible(f'{line.path}:{line.line}: {sign}{line.text}')}\n")


def say_standing(place: Path, score: Addition, written: Sequence[storage.Written]) -> None:
    """Say on a terminal which place a network has now on the board of a score that was *written*."""
    if written and sys.stderr.isatty():
        delivery.say(_standing(place, score))


def note_completed(files: Sequence[Path]) -> None:
    """Say which files were still to be written for an earlier command, if any were."""
    if files:
        names, has = listed([str(file) for file in files]), "have" if len(files) > 1 else "has"
        delivery.note(f"an earlier command was stopped while it wrote; {names} now {has} what was missing")


def note_other_names(files: Iterable[Path]) -> None:
    """Say which files, that are about to be replaced, go on under other names as they are."""
    for file in files:
        if storage.has_other_names(file):
            delivery.note(f"{file} has another name (a hard link), which keeps what stood there before")


def _standing(place: Path, score: Addition) -> str:
    """Say which place a network has now on the board of its score."""
    board = read(place)
    chosen = board.on(score["dataset"], split=score["split"] or None, metric=score["metric"] or None)
    where = _cells.board_title(chosen.about)
    rows = top(chosen)
    rows = rows[rows["network"].astype("str") == score["network"]]
    if rows.empty:
        return f"{score['network']} has no place on {where}"
    best = rows.iloc[0]
    kept = "" if float(best["score"]) == float(score["score"]) else f", with its {best['score_text']}"
    shared = "=" if best["tied"] else ""
    return f"{score['network']} is {best['place']}{shared} of {best['of']} on {where}{kept}"
