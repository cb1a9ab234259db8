"""Writing many files into a folder so that nobody's files are lost, and no new folder is half full."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, OverwriteRefused
from leaderboard.storage import drafts, system
from leaderboard.storage.whole_files import cannot_write, content_of, save

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def save_folder(
    folder: Path, files: Mapping[str, bytes], *, is_ours: Callable[[bytes, bytes], bool], force: bool
) -> list[str]:
    """Write files into a folder, and return the names of those that it holds besides.

    A folder that is new takes its place as a whole. In one that is there, each file is written as a
    whole, and none is unless all may be; what is there besides stays.

    Args:
        folder: The folder; the one that it is in has to exist.
        files: What is to stand in each file, by its path within the folder, with ``/`` between.
        is_ours: Says of what is in a file, and of what is to be, whether this program made it.
        force: Replace files, whoever made them.

    Raises:
        OverwriteRefused: A file exists, is not blank and not ours, and *force* is off.
        Changed: Somebody has written to a file since it was looked at.
        LeaderboardError: A file cannot be written.
    """
    try:
        for place in {folder.parent, *((folder / name).parent for name in files)}:
            drafts.sweep(place, locked=False)
        if not os.path.lexists(folder):
            _make(folder, files)
            return []
        if not folder.is_dir():
            raise LeaderboardError(f"cannot write {folder}: it is no folder")
        changed = {name: content for name, content in files.items() if _changes(folder, name, content)}
        for name, content in changed.items():
            old = content_of(folder / name)
            if not force and old.strip() and not is_ours(old, content):
                raise OverwriteRefused(folder / name)
        for name, content in changed.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            save(folder / name, content, is_ours=partial(_swapped, is_ours, content), force=force)
        return _others(folder, files)
    except OSError as error:
        raise cannot_write(Path(error.filename or folder), error) from None


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder, which is made if it is not there: all of them or none.

    Args:
        folder: The folder; the one that it is in has to exist.
        files: What is to stand in each file, by its path within the folder, with ``/`` between.

    Raises:
        Changed: Somebody has made such a file; it stays.
        LeaderboardError: A file cannot be written.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise LeaderboardError(f"cannot write {folder}: it is no folder")
    for place in {folder.parent, *((folder / name).parent for name in files)}:
        drafts.sweep(place, locked=False)
    made: list[Path] = []
    begun: list[drafts.Draft] = []
    try:
        if os.path.lexists(folder):
            _add(folder, files, made, begun)
        else:
            _make(folder, files)
    except BaseException as error:
        for draft in begun:
            draft.discard()
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            raise cannot_write(Path(error.filename or folder), error) from None
        raise


def _add(folder: Path, files: Mapping[str, bytes], made: list[Path], begun: list[drafts.Draft]) -> None:
    """Draft all files before any takes its place; note what is *made* and *begun*, to be taken back."""
    for name, content in files.items():
        path = inside(folder, name)
        for place in reversed([one for one in path.parents if not one.exists()]):
            place.mkdir()
            made.append(place)
        begun.append(drafts.written(path, [content], "tmp", replacing=b""))
    for draft in begun:
        draft.put()
        made.append(draft.path)
    for place in {draft.path.parent for draft in begun}:
        system.bring_to_disk(place)


def _swapped(is_ours: Callable[[bytes, bytes], bool], new: bytes, old: bytes) -> bool:
    return is_ours(old, new)


def _make(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder beside the place that it then takes in one step."""
    try:
        with drafts.folder_beside(folder) as draft:
            for name, content in files.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            draft.rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
    system.bring_to_disk(folder.parent)


def _changes(folder: Path, name: str, content: bytes) -> bool:
    path = inside(folder, name)
    return content_of(path) != content or not path.exists()


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file; see that no link on the way to it leads out of the folder."""
    path = folder / name
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise LeaderboardError(f"cannot write {path}: a link leads out of the folder")
    return path


def _others(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    return sorted(
        name
        for place, _, names in os.walk(folder)
        for one in names
        if (name := (Path(place) / one).relative_to(folder).as_posix()) not in files
        and not one.startswith(".leaderboard")
    )
