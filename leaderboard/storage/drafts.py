"""Files that are written beside others, to take their places when they are whole and on the disk."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from leaderboard.errors import Changed
from leaderboard.storage import system

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["tmp", "draft"]
"""A ``draft`` is made under the lock of its folder, and is the business of whoever has that lock; anybody
may remove a ``tmp`` whose writer is gone."""

NAMED = re.compile(r"\.leaderboard-[0-9a-f]{8}\.(tmp|draft|folder)")
"""How they are called: as nothing else is, and shorter than any limit, whatever they are to become."""

_CHUNK = 1 << 20
"""Bytes to compare in one go."""


@dataclass(frozen=True)
class Draft:
    """A file that is on the disk, with the rights of the one whose place it can take."""

    path: Path
    """What it is to become, as it was called."""
    target: Path
    """What that really is: a symbolic link stays one."""
    place: Path
    """Where it lies now."""
    replacing: bytes | None
    """What has to stand at the target still when it takes that place; None if that does not matter."""
    file: IO[bytes]

    def see_that_nothing_changed(self) -> None:
        """See that nobody has written to the target since it was read.

        Raises:
            Changed: Somebody has.
            OSError: It cannot be read.
        """
        if self.replacing is not None and not _holds(self.target, self.replacing):
            raise Changed(self.path)

    def put(self) -> None:
        """Take the place of the target in one step, if that is as it was.

        Raises:
            Changed: Somebody has written to it since it was read.
            OSError: It cannot be replaced.
        """
        self.see_that_nothing_changed()
        system.let_go(self.file)
        self.place.replace(self.target)
        self.file.close()

    def discard(self) -> None:
        """Remove it, if it has not taken its place; what cannot be removed now, the next writer removes."""
        with suppress(OSError):  # closing writes once more what could not be written
            self.file.close()
        with suppress(OSError):
            self.place.unlink(missing_ok=True)


def written(path: Path, parts: Iterable[bytes], kind: Kind, *, replacing: bytes | None = None) -> Draft:
    """Write a draft of a file beside it, and bring it to the disk.

    Args:
        path: What it is to become. The file there stays as it is.
        parts: What stands in it.
        kind: Whether the lock of the folder is held.
        replacing: What was read at *path*, if that may not change until the draft takes its
            place; empty also where there was no file.

    Raises:
        OSError: It cannot be written, or the file at *path* may not be; nothing is left.
    """
    target = Path(os.path.realpath(path))
    is_there = target.exists()
    if is_there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    file = _begun(target.parent, kind, 0o600 if is_there else 0o666)
    draft = Draft(path, target, Path(file.name), replacing, file)
    try:
        file.writelines(parts)
        file.flush()
        if is_there:
            system.take_after(target, draft.place)
        os.fsync(file.fileno())
    except BaseException:
        draft.discard()
        raise
    return draft


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """Lend out an empty folder beside *path*, to be filled and renamed to it; what is left of it goes.

    The file of the same name is held meanwhile, so that nobody takes the folder for left behind.

    Raises:
        OSError: It cannot be made.
    """
    with _begun(path.parent, "tmp", 0o600) as file:
        held = Path(file.name)
        place = held.with_suffix(".folder")
        try:
            place.mkdir()
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
            system.let_go(file)
            held.unlink(missing_ok=True)


def _begun(folder: Path, kind: Kind, mode: int) -> IO[bytes]:
    """Make a file that is ours alone; the mask of the user, or the list of the folder, narrows its *mode*."""
    while True:
        place = folder / f".leaderboard-{os.urandom(4).hex()}.{kind}"
        try:
            file = open(place, "xb", opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115
        except FileExistsError:
            continue
        system.hold(file)
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()  # another writer took it for left behind, before it was held


def sweep(folder: Path, *, locked: bool) -> None:
    """Remove the drafts of writers that were killed; those made under the lock only while it is held."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = NAMED.fullmatch(entry.name)
            if named and named[1] == "tmp":
                system.remove_if_left(Path(entry.path))
            elif named and named[1] == "folder":
                if system.is_left(Path(entry.path).with_suffix(".tmp")):
                    shutil.rmtree(entry.path, ignore_errors=True)
            elif named and locked:
                Path(entry.path).unlink(missing_ok=True)


def is_empty(folder: Path) -> bool:
    """Say whether there is nothing in a folder, but for what writers leave there or have while they write."""
    return all(path.name.startswith(".leaderboard") for path in folder.iterdir())


def _holds(path: Path, content: bytes) -> bool:
    """Say whether just this *content* stands in a file, or no file is there for nothing."""
    try:
        with path.open("rb") as file:
            seen = os.fstat(file.fileno())
            if seen.st_size != len(content):
                return False
            for at in range(0, len(content), _CHUNK):
                if file.read(_CHUNK) != content[at : at + _CHUNK]:
                    return False
        now = path.stat()
    except FileNotFoundError:
        return not content
    # Somebody may have written again to what was compared first.
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns) == (now.st_ino, now.st_size, now.st_mtime_ns)
