"""Data as it was at a revision of git: what is read is a copy of it.

The copy is in a folder that goes with the program, under the names that the files have in the
repository, so that every format is read as it is elsewhere. Messages name ``REVISION:path``.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError, UsageError, quoted, reason_of
from leaderboard.reading import limits, packed
from leaderboard.reading.addresses import Address
from leaderboard.storage import LINK, Entry, Repository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.board.board import Board

TABLES = tuple(f"{name}.csv" for name in ("results", "datasets", "metrics", "papers", "links", "speeds"))
"""The tables of a folder of ours: nothing else in it is read."""


@dataclass(frozen=True)
class AtRevision:
    """A path in a repository at a revision; as text it is what git calls it."""

    repository: Repository = field(repr=False)
    revision: str
    """As it was typed."""
    commit: str
    path: str
    """As it is called in the repository."""

    def __str__(self) -> str:
        """Name it as git does."""
        return f"{self.revision}:{self.path or '.'}"

    def exists(self) -> bool:
        """Whether there was something."""
        return bool(self.files)

    @property
    def name(self) -> str:
        """What the file or folder is called."""
        return self.path.rpartition("/")[2]

    @cached_property
    def files(self) -> dict[str, Entry]:
        """What belongs to it, by paths from there: of a folder of ours, the tables."""
        found = self.repository.files(self.commit, self.path)
        return {name: found[name] for name in TABLES if name in found} if TABLES[0] in found else found

    @property
    def is_own(self) -> bool:
        """Whether it is a folder of our tables."""
        return TABLES[0] in self.files and self.is_folder

    def last_change(self) -> tuple[str, str]:
        """Return the commit that changed it last, and the day of that (``YYYY-MM-DD``)."""
        found = next(self.repository.history(self.commit, self.watched), None)
        return (found.short, found.date[:10]) if found else ("", "")

    @property
    def watched(self) -> list[str]:
        """The paths whose changes are its changes."""
        if self.is_own:
            return [f"{self.path}/{name}".removeprefix("/") for name in TABLES]
        return [self.path] if self.path else []

    @cached_property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        entry = self.repository.entry(self.commit, self.path)
        return entry is not None and entry.mode == "40000"


class Copy:
    """A folder that holds data as it was at one revision after the other; what did not change stays."""

    def __init__(self) -> None:
        """Make room."""
        self._there: dict[str, Entry] = {}
        self._root = Path(tempfile.mkdtemp(prefix="leaderboard-"))
        self._of = ""
        weakref.finalize(self, shutil.rmtree, self._root, ignore_errors=True)

    @contextmanager
    def of(self, place: AtRevision, *tables: str) -> Iterator[Path]:
        """Give the path of a copy of what is at a *place*, of a folder of ours perhaps only some *tables*.

        An error about the copy, while it is looked at, names the place.

        Raises:
            DataError: There is nothing, or it cannot be brought.
        """
        files = place.files
        if not files:
            raise DataError(str(place), "there is no such file or folder at this revision")
        if tables and place.is_own:
            files = {name: entry for name, entry in files.items() if name in tables}
        if not place.is_folder and files[place.name].mode == LINK:
            raise DataError(str(place), "a link at this revision; name what it leads to")
        if self._of != place.path:
            shutil.rmtree(self._root, ignore_errors=True)
            self._of, self._there = place.path, {}
        target = self._root / place.path
        folder = target if place.is_folder else target.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _named(place, folder if place.is_folder else target):
                most = limits.most(limits.MOST_BYTES)
                place.repository.bring(files, folder, most=most, there=self._there)
                self._there = dict(files)
                yield target
        except OSError as error:
            raise DataError(str(place), reason_of(error)) from None


_kept: list[Copy] = []
"""Copies are there until the program ends, since digits are looked up late."""


@contextmanager
def copied(place: AtRevision) -> Iterator[Path]:
    """Give the path of a copy, as :class:`Copy` does; in one command it is made once.

    Raises:
        DataError: There is nothing, or it cannot be brought.
    """
    key = f"{place.repository.root}\0{place.commit}:{place.path}"
    if kept := packed.kept(key):
        with _named(place, kept):
            yield kept
        return
    _kept.append(made := Copy())
    with made.of(place) as copy:
        packed.keep(key, copy)
        yield copy


def board_named(board: Board, copy: Path, place: AtRevision) -> Board:
    """Return a board whose remarks name the place and not the copy that was read."""

    def said(text: str) -> str:
        return text.replace(str(copy), str(place))

    return replace(
        board,
        remarks=tuple(map(said, board.remarks)),
        unusable=tuple(
            replace(one, place=said(one.place), reason=said(one.reason)) for one in board.unusable
        ),
    )


@contextmanager
def _named(place: AtRevision, copy: Path) -> Iterator[None]:
    try:
        yield
    except DataError as error:
        path, problem = (text.replace(str(copy), str(place)) for text in (str(error.path), error.problem))
        if not path.startswith(str(place)):
            path = f"{place}: {path}" if path else str(place)
        DataError.__init__(error, path, problem, line=error.line)  # it stays of its kind
        raise


def at_revision(place: Path | Address, revision: str) -> AtRevision:
    """Return data at a revision.

    Raises:
        UsageError: It is no file or folder.
        DataError: It is in no repository.
        LeaderboardError: There is no such revision.
    """
    if isinstance(place, Address) or str(place) == packed.STDIN:
        raise UsageError(f"only files and folders have revisions of git, not {quoted(str(place))}")
    repository = Repository.around(place)
    return AtRevision(repository, revision, repository.commit(revision), repository.inside(place))
