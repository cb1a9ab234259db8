"""Folders that others made: which files are in them, and which links lead out of them.

Whoever makes a folder can put links into it. What they lead to outside of it was not given to
us, however it is called there, so it is not read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError, few_of
from leaderboard.reading.known import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 8
"""How many folders deep files are looked for."""

_RESULTS = ".eval_results"
"""The folder in which Hugging Face keeps results, hidden as it is."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
DESCRIPTION = "datapackage.json"
"""A file that describes the others of its folder as a Data Package, and holds no scores."""


def files_in(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of those below in order.

    Hidden ones are left alone, as are descriptions of the folder, and links: those that lead out of
    it, and those to a file in it, which is given itself.
    """
    for path in _entries(folder):
        if path.name == DESCRIPTION:
            continue
        if path.is_symlink():
            if path.is_file() and not leads_out(path, folder) and not _is_given(path, folder):
                yield path
        elif path.is_file():
            yield path


def _is_given(link: Path, folder: Path) -> bool:
    """Say whether the file that a link leads to is one of those that are given themselves."""
    target = Path(os.path.realpath(link))
    parts = target.relative_to(os.path.realpath(folder)).parts
    if target.suffix.casefold() != link.suffix.casefold():
        return False  # it may not be read by that name
    return len(parts) <= _DEEPEST + 1 and not any(_is_hidden(part) for part in parts)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and name != _RESULTS


def leads_out(path: Path, folder: Path) -> bool:
    """Say whether a path in a folder is, or is behind, a link to something that is not in the folder.

    What git keeps for itself is nowhere in a folder.
    """
    target, root = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return not target.is_relative_to(root) or ".git" in target.relative_to(root).parts


def repository_of(folder: Path) -> Path | None:
    """Return the root of the repository of a folder: the nearest one with ``.git``, if there is one."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def path_inside(typed: str, folder: Path, root: Path) -> Path | None:
    """Return the path that is *typed* in a file of a *folder*; None if it is none, or leads out of a *root*.

    Others write such files, so that the path is relative, and no link leads from it to elsewhere.
    """
    path = Path(typed)
    if path.is_absolute() or path.drive or typed == "-" or _ADDRESS.match(typed) or "\0" in typed:
        return None
    return None if leads_out(folder / path, root) else folder / path


def not_looked_at(folder: Path) -> str:
    """Say which links lead out of a folder and so are not followed, and which folders in it are closed to us.

    Raises:
        OSError: The folder itself is.
    """
    closed: list[str] = []

    def note(error: OSError) -> None:
        if error.filename == str(folder):
            raise error
        closed.append(Path(error.filename).relative_to(folder).as_posix())

    links = [
        path.relative_to(folder).as_posix()
        for path in _entries(folder, note)
        if path.is_symlink() and leads_out(path, folder)
    ]
    said = (
        f"links that lead out of the folder are not followed: {few_of(links)}" if links else "",
        f"folders that cannot be read: {few_of(sorted(closed))}" if closed else "",
    )
    return "; ".join(filter(None, said))


def refuse_outside(path: Path) -> None:
    """Raise a DataError for a file that is a link out of its folder.

    The board that comes with the program may be links: whoever installs a package decides that.
    """
    if path.is_symlink() and path.parent != shipped() and leads_out(path, path.parent):
        raise DataError(path, "a link that leads out of its folder, which is not followed")


def _entries(folder: Path, note: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Give the files, and the links to folders, in a folder and below; *note* is told what cannot be read."""
    for place, folders, names in os.walk(folder, onerror=note):
        here = Path(place)
        seen = [name for name in folders if not _is_hidden(name)]
        depth = len(here.relative_to(folder).parts)
        folders[:] = sorted(seen) if depth < _DEEPEST else []
        links = [name for name in seen if (here / name).is_symlink()]
        yield from (here / name for name in sorted([*names, *links]) if not _is_hidden(name))
