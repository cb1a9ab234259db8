"""Files that were fetched, as they were: one entry for each address, in the user's cache folder.

An entry is one file: a line that describes it, and the bytes. What does not fit its description is as
if it were not there. All of it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from leaderboard import storage
from leaderboard.errors import LeaderboardError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.addresses._download import Answer

_AT_ONCE = 1 << 20
_LONGEST_LINE = 4_000
_KEPT = 90 * 24 * 3600
"""Seconds for which an entry is kept that nobody asks for."""


@dataclass(frozen=True)
class Entry:
    """What is known of a file in the cache."""

    etag: str
    modified: str
    is_packed: bool
    day: str
    """When it was fetched, or the server last said that it still holds: ``YYYY-MM-DD``."""


def folder() -> Path:
    """Return where the entries are."""
    import platformdirs

    return platformdirs.user_cache_path("benchmark-leaderboard", appauthor=False) / "addresses"


def take(url: str, copy: Path) -> Entry | None:
    """Write what is kept of an address into a *copy*; return what is known of it, None if there is nothing.

    What is damaged is nothing.
    """
    path = _path(url)
    try:
        with path.open("rb") as file, copy.open("wb") as target:
            about = json.loads(file.readline(_LONGEST_LINE))
            digest = hashlib.sha256()
            for some in _pieces(file):
                digest.update(some)
                target.write(some)
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
        if digest.hexdigest() == about["sha256"]:
            return Entry(str(about["etag"]), str(about["modified"]), bool(about["packed"]), day)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def keep(url: str, file: Path, answer: Answer) -> None:
    """Keep a file that was fetched; where that cannot be done, it is done without."""
    path = _path(url)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_old(path.parent)
        digest = hashlib.sha256()
        with file.open("rb") as source:
            for some in _pieces(source):
                digest.update(some)
        about = {
            "etag": answer.etag,
            "modified": answer.modified,
            "packed": answer.is_packed,
            "sha256": digest.hexdigest(),
        }
        with file.open("rb") as source:
            storage.write_parts(path, _parts(f"{json.dumps(about)}\n".encode(), source))
    except (OSError, LeaderboardError):
        pass


def touch(url: str) -> None:
    """Note that an entry still holds."""
    with suppress(OSError):
        _path(url).touch()


def _path(url: str) -> Path:
    return folder() / hashlib.sha256(url.encode(errors="surrogatepass")).hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while some := file.read(_AT_ONCE):
        yield some


def _parts(line: bytes, source: IO[bytes]) -> Iterator[bytes]:
    yield line
    yield from _pieces(source)


def _remove_old(place: Path) -> None:
    """Remove the entries that nobody has asked for in a long time."""
    oldest = time.time() - _KEPT
    for entry in place.iterdir():
        with suppress(OSError):
            if entry.stat().st_mtime < oldest:
                entry.unlink()
