"""What commands find in files of others, before they take it in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.board.unusable import Unusable
from leaderboard.errors import DataError, readable
from leaderboard.reading import Address
from leaderboard.terminal import delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.reading import Known, PathOrAddress
    from leaderboard.terminal import options


def boards(files: Sequence[PathOrAddress], source: options.Stating, known: Known) -> list[Board]:
    """Read files, each score with its place; one of several that cannot be read is unusable as a whole.

    Raises:
        DataError: There is no such file, or none of them can be read.
    """
    found, bad = [], []
    for file in files:
        try:
            one = source.read_placed(file, known)
        except DataError as error:
            if len(files) == 1 or not _is_there(file):
                raise
            bad.append(error)
        else:
            places = one.found.places(one.rows.tolist())
            found.append(replace(one.board, results_table=one.board.results_table.assign(place=places)))
    if not found:
        raise bad[0]
    unusable = tuple(Unusable(error.place, error.problem, whole=True) for error in bad)
    return [*found[:-1], replace(found[-1], unusable=(*found[-1].unusable, *unusable))]


def _is_there(file: PathOrAddress) -> bool:
    """Say whether it is no slip in typing; an address may be none."""
    with readable(str(file)):
        return isinstance(file, Address) or str(file) == "-" or file.exists()


def note_unusable(left: pd.DataFrame) -> None:
    """Say which scores of those *left* out cannot be used, and why: the first few one by one."""
    unusable = left[left["status"] == "unusable"]
    for where, reason in unusable[["place", "reason"]].head(_FIRST).itertuples(index=False):
        delivery.note(f"left out: {where}: {reason}")
    if len(unusable) > _FIRST:
        delivery.note(f"left out: {len(unusable)} cells, rows, tables or files in all that cannot be used")


_FIRST = 5
