"""The history of data in git: what it was at each revision that changed it, the newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading import own, with_places
from leaderboard.reading.at_revision import Copy
from leaderboard.reading.boards import NoScores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.board.board import Board
    from leaderboard.reading.at_revision import AtRevision
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated
    from leaderboard.storage import Commit, Entry

_MOST_KEPT = 16
"""Boards that are kept, in case that a revision brings one back."""

_COMPARED = ("results.csv", "datasets.csv", "metrics.csv", "papers.csv")
"""The tables of a folder of ours in which changes are looked for."""


@dataclass(frozen=True)
class Step:
    """A revision that changed the data."""

    commit: Commit
    place: AtRevision


def steps(place: AtRevision) -> Iterator[Step]:
    """Give the revisions that changed what is at a *place*, the newest first.

    They are followed through renames, which git finds as it does elsewhere.
    """
    watched = place.watched
    while True:
        last = None
        for last in place.repository.history(place.commit, watched):
            yield Step(last, replace(place, revision=last.short, commit=last.id))
        if last is None or not last.parent:
            return
        earlier = place.repository.renamed_from(last.parent, last.id, place.path)
        if earlier is None:
            return
        place = replace(place, revision=last.parent[:10], commit=last.parent, path=earlier)
        watched = place.watched


class Boards:
    """The boards of a history; what did not change from one revision to the next is read once."""

    def __init__(self, stated: Stated) -> None:
        """Take what the user says where the files are silent."""
        self._stated = stated
        self._tables = Copy()
        self._read: dict[tuple[object, ...], Board | DataError | None] = {}
        self._copies: dict[tuple[object, ...], Copy] = {}
        self._sheets: dict[str, tuple[Entry, Sheet | None]] = {}
        self._others: tuple[dict[str, Entry], own.Beside] | None = None
        """The newest of each table that was read, and what those beside the results say."""

    def at(self, place: AtRevision) -> Board | DataError | None:
        """Return the board at a revision, None where there is no score, or why it cannot be read."""
        compared = tuple((name, entry) for name, entry in place.files.items() if self._counts(place, name))
        key = (place.is_own, *compared)
        if key not in self._read:
            while len(self._read) >= _MOST_KEPT:
                self._copies.pop(oldest := next(iter(self._read)), None)
                del self._read[oldest]
            # What is not a folder of ours may be looked at again later, so that its copy stays.
            copy = self._tables if place.is_own else self._copies.setdefault(key, Copy())
            self._read[key] = self._board(place, copy)
        return self._read[key]

    @staticmethod
    def _counts(place: AtRevision, name: str) -> bool:
        return not place.is_own or name in _COMPARED

    def _board(self, place: AtRevision, copy: Copy) -> Board | DataError | None:
        if not place.exists():
            return None
        try:
            with copy.of(place, *_COMPARED) as path:
                if place.is_own:
                    return self._of_tables(place, path)
                return with_places(path, self._stated).board
        except NoScores as error:
            return None if error.is_empty else error
        except DataError as error:
            return error

    def _of_tables(self, place: AtRevision, folder: Path) -> Board:
        entries = {name: place.files[name] for name in _COMPARED if name in place.files}
        sheets = {}
        for name, entry in entries.items():
            if self._sheets.get(name, (None,))[0] != entry:
                self._sheets[name] = entry, own.table_sheet(folder / name, name.removesuffix(".csv"))
            if sheet := self._sheets[name][1]:
                sheets[name.removesuffix(".csv")] = sheet
        others = {name: entry for name, entry in entries.items() if name != _COMPARED[0]}
        if self._others is None or self._others[0] != others:
            self._others = others, own.beside(folder, sheets)
        stated = self._stated.of_file(str(folder / _COMPARED[0]))
        return own.sorted_out_of(folder, sheets, stated, self._others[1]).board
