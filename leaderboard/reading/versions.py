"""Two versions of the data: what was typed, found in git and on the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError, LeaderboardError, UsageError, quoted, readable
from leaderboard.reading.addresses import Address, place_of
from leaderboard.reading.at_revision import AtRevision, at_revision
from leaderboard.storage import Repository

if TYPE_CHECKING:
    from leaderboard.reading.addresses import PathOrAddress

HERE = "the work tree"


@dataclass(frozen=True)
class Version:
    """One of two versions."""

    name: str
    """What people call it."""
    place: PathOrAddress
    is_there: bool = True
    """Whether there is any data."""


def versions(old: str, new: str, data: PathOrAddress) -> tuple[Version, Version]:
    """Find two versions of the *data*: revisions of git, or other files and folders, as they were typed.

    Without any, they are ``HEAD`` and the work tree; without a *new* one, that is the data as it is.
    ``A..B`` names both, and so does ``A...B``, whose old version is where B left A.

    Raises:
        UsageError: What was typed makes no sense, or may be a revision and a path.
        DataError: The data is in no repository, or in neither version.
        LeaderboardError: There is no such revision.
    """
    finder = _Finder(data)
    if not old:
        pair = finder.revision("HEAD"), finder.here()
    elif (ends := finder.ends(old)) is not None:
        if new:
            raise UsageError(f"{quoted(old)} names two revisions, so that {quoted(new)} is one too many")
        pair = ends
    else:
        pair = finder.found(old), finder.found(new) if new else finder.here()
    first, second = _as_renamed(*pair)
    for one, other in ((first, second), (second, first)):
        if not one.is_there and not (other.is_there and isinstance(one.place, AtRevision | Path)):
            raise DataError(str(first.place), f"no data there, nor at {second.place}")
    return first, second


class _Finder:
    def __init__(self, data: PathOrAddress) -> None:
        self._data = data

    def here(self) -> Version:
        """Return the data as it is on the disk."""
        return self._on_disk(self._data, HERE if isinstance(self._data, Path) else str(self._data))

    def found(self, typed: str) -> Version:
        """Return the version that was typed: a path that is there, or else a revision."""
        place = place_of(typed)
        if isinstance(place, Address) or typed == "-":
            return Version(typed, place)
        if not os.path.lexists(typed):
            try:
                return self.revision(typed)
            except DataError:
                raise DataError(typed, "no such file or folder, and no revision of git") from None
        if self._is_revision(typed):
            raise UsageError(f"{quoted(typed)} is a path and a revision: write './{typed}', or 'refs/…'")
        return self._on_disk(place, typed)

    def ends(self, typed: str) -> tuple[Version, Version] | None:
        """Return what a range names, if it is one."""
        dots = "..." if "..." in typed else ".."
        if dots not in typed or os.path.lexists(typed):
            return None
        start, _, end = typed.partition(dots)
        if "/" in (start[-1:], end[:1]):  # a path such as ../old
            return None
        old, new = self.revision(start or "HEAD"), self.revision(end or "HEAD")
        if dots == "...":
            assert isinstance(old.place, AtRevision)  # noqa: S101 - for mypy
            assert isinstance(new.place, AtRevision)  # noqa: S101
            base = old.place.repository.merge_base(old.place.commit, new.place.commit)
            old = self._at(replace(old.place, revision=base[:10], commit=base))
        return old, new

    def revision(self, typed: str) -> Version:
        """Return the data as it was at a revision."""
        if isinstance(self._data, AtRevision):
            return self._at(at_revision(self._data.repository.root / self._data.path, typed))
        return self._at(at_revision(self._data, typed))

    @staticmethod
    def _at(place: AtRevision) -> Version:
        return Version(place.revision, place, is_there=place.exists())

    @staticmethod
    def _on_disk(place: PathOrAddress, name: str) -> Version:
        if not isinstance(place, Path) or str(place) == "-":
            return Version(name, place)
        with readable(place):
            is_there = (
                place.is_file()
                or (place.is_dir() and any(place.iterdir()))
                or (place.exists() and not place.is_dir())
            )
        return Version(name, place, is_there=is_there)

    def _is_revision(self, typed: str) -> bool:
        if not isinstance(self._data, Path):
            return False
        try:
            return Repository.around(self._data).has(typed)
        except LeaderboardError:
            return False


def _as_renamed(old: Version, new: Version) -> tuple[Version, Version]:
    """Look for data that is missing in one version under the name that it had there."""
    if not old.is_there and new.is_there:
        return _under_other_name(old, new), new
    if old.is_there and not new.is_there:
        return old, _under_other_name(new, old)
    return old, new


def _under_other_name(missing: Version, there: Version) -> Version:
    place = missing.place
    if not isinstance(place, AtRevision):
        return missing
    other = there.place.commit if isinstance(there.place, AtRevision) else ""
    path = place.repository.renamed_from(place.commit, other, place.path)
    if path is None:
        return missing
    return Version(missing.name, found := replace(place, path=path), is_there=found.exists())
