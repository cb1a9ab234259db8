"""Publishing into a folder: all files are made before any takes its place, and only ours are removed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError
from leaderboard.storage import drafts
from leaderboard.storage.whole_files import cannot_write, content_of, write_bytes
from leaderboard.storage.whole_folders import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Made:
    """How many files were *written*, left as they were because they are *same*, and *removed*."""

    written: int
    same: int
    removed: int

    def __str__(self) -> str:
        """Say so."""
        said = [f"{self.written} files written"]
        said += [f"{self.same} unchanged"] * bool(self.same) + [f"{self.removed} removed"] * bool(
            self.removed
        )
        return ", ".join(said)


def publish(
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    *,
    earlier: Collection[str],
    listed: tuple[str, Callable[[Collection[str]], bytes]],
) -> Made:
    """Write files into a folder, and remove those *earlier* ones that are not among them.

    Whatever happens while the files are made, the folder stays as it is; then they take their places one
    by one. Pages can be made again from the data, so that they are not brought to the disk one by one.

    Args:
        folder: The folder; the one that it is in has to exist.
        files: What is to stand in each file, by its path within the folder, with ``/`` between.
        earlier: The files that were published there before, likewise.
        listed: The name of a file that lists those that are ours, and what makes it of their names.

    Raises:
        LeaderboardError: A file exists that was not published there before, or one cannot be written.
    """
    is_new = not os.path.lexists(folder)
    beside = folder if is_new else folder / "drafted"
    manifest, listing = listed
    try:
        drafts.sweep(beside.parent, locked=False)
        for name in earlier:
            inside(folder, name)
        with drafts.folder_beside(beside) as draft:
            names, changed = _drafted(draft, folder, files, {*earlier, manifest})
            (draft / manifest).write_bytes(listing(names))
            if is_new:
                draft.rename(folder)
                return Made(len(changed) + 1, 0, 0)
            _put(draft, folder, changed, manifest, listing([*names, *earlier]))
        gone = sorted(set(earlier) - set(names))
        for name in gone:
            _remove(folder, name)
        write_bytes(folder / manifest, listing(names))
        return Made(len(changed), len(names) - len(changed), len(gone))
    except OSError as error:
        raise cannot_write(folder, error) from None


def _drafted(
    draft: Path, folder: Path, files: Iterable[tuple[str, bytes]], ours: Collection[str]
) -> tuple[dict[str, None], list[str]]:
    """Write those files into the draft that differ from the folder's; return all names, and theirs."""
    names: dict[str, None] = {}
    changed, folders = [], {draft}
    for name, text in files:
        names[name] = None
        path = folder / name
        if name not in ours and os.path.lexists(path):
            raise LeaderboardError(
                f"{path} exists and was not published; move it away, or publish to another folder"
            )
        if name in ours and content_of(inside(folder, name)) == text:
            continue
        target = draft / name
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(text)
        changed.append(name)
    return names, changed


def _put(draft: Path, folder: Path, changed: Iterable[str], manifest: str, listing: bytes) -> None:
    """Let drafts take their places; the list goes first, so that whoever is stopped leaves nobody's files."""
    write_bytes(folder / manifest, listing)
    for name in changed:
        target = inside(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        (draft / name).replace(target)


def _remove(folder: Path, name: str) -> None:
    path = inside(folder, name)
    path.unlink(missing_ok=True)
    for parent in path.relative_to(folder).parents:
        if parent.name:
            try:
                (folder / parent).rmdir()
            except OSError:  # it holds other files, or is gone
                return
