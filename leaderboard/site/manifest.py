"""Which files of a folder are the site's: a list in it, by which they are replaced and removed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, few_of
from leaderboard.site.content import Settings

if TYPE_CHECKING:
    from collections.abc import Collection

NAME = "leaderboard-site.json"
_MADE_BY = "leaderboard publish"


@dataclass(frozen=True)
class Manifest:
    """What a folder holds: with which *settings* it was published, and the *files* that were made."""

    settings: Settings
    files: tuple[str, ...] = ()


def text(settings: Settings, names: Collection[str]) -> bytes:
    """Return the manifest of a folder with files of these *names*, published with these *settings*."""
    said = {"made_by": _MADE_BY, **asdict(settings), "files": sorted(names)}
    return f"{json.dumps(said, indent=1)}\n".encode()


def read(folder: Path) -> Manifest | None:
    """Return what was published in a *folder*; None where there is no such folder, or nothing in it.

    Files whose names begin with a dot, such as those of git, are nobody's site and do not count.

    Raises:
        LeaderboardError: It is no folder, it cannot be read, or it holds something else.
    """
    try:
        if not folder.exists() and not folder.is_symlink():
            return None
        if not folder.is_dir():
            raise LeaderboardError(f"cannot publish to {folder}: it is no folder")
        held = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
        if not held:
            return None
        if NAME not in held:
            raise LeaderboardError(
                f"cannot publish to {folder}: it holds something else ({few_of(held)}); name an empty folder"
            )
        return _parsed((folder / NAME).read_text(encoding="utf-8"), folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LeaderboardError(f"cannot publish to {folder}: {reason}") from None


def _parsed(text: str, folder: Path) -> Manifest:
    """Read a manifest; what it names has to stand in the folder, whoever wrote it."""
    try:
        said = json.loads(text)
        names = [one for one in said["files"] if isinstance(one, str)]
        is_ours = said["made_by"] == _MADE_BY
        known = {one.name: str(said.get(one.name, "")) for one in fields(Settings)}
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        names, known, is_ours = [], {}, False
    if not is_ours or not all(map(_is_inside, names)):
        raise LeaderboardError(
            f"cannot publish to {folder}: its {NAME} was not made by leaderboard, or is damaged;"
            " remove the folder, or name another"
        )
    return Manifest(Settings(**known), tuple(names))


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and "\0" not in name
    )
