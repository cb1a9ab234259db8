"""Files that are named by their address on the web: what is read is a copy.

The copy is kept under the user's cache folder, and the server is asked each time whether it still
holds. Nothing is fetched but what somebody has typed: ``--data``, a file of ``import`` or ``check``.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from leaderboard.errors import DataError
from leaderboard.reading import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.reading.at_revision import AtRevision

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/?#]*@")
_FRAGMENT = re.compile(r"#.*", re.DOTALL)
_BARE_HOST = re.compile(r"(?<=://)[^/?#]+(?=[?#]|$)")
_SECRET = re.compile(
    r"([?&;][^=&;]*(?:token|secret|sig|key|auth|pass|pwd|credential)[^=&;]*=)[^&;]*", re.IGNORECASE
)
"""A part of the query whose name says that its value is for nobody else."""
_NOT_IN_NAMES = re.compile(r"[^\w.+ -]")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Address:
    """An address as it was typed; as text it is without what may be secret in it."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """Leave out user and password, the fragment, and the values of tokens and signatures."""
        bare = _FRAGMENT.sub("", _USER.sub("", self.url))
        return _BARE_HOST.sub(lambda host: f"{host[0]}/", _SECRET.sub(r"\1...", bare))

    @property
    def has_secret(self) -> bool:
        """Whether there is something in it that is left out of its text."""
        return bool(_USER.search(self.url) or _SECRET.search(self.url))

    @property
    def file_name(self) -> str:
        """What a copy is called: the last part of the path, whose suffix tells something of the format."""
        path = _FRAGMENT.sub("", self.url).partition("?")[0].partition("://")[2].partition("/")[2]
        name = _NOT_IN_NAMES.sub("_", PurePosixPath(unquote(path)).name)
        return name[-_LONGEST_NAME:].lstrip(". ") or "file"


PathOrAddress: TypeAlias = "Path | Address | AtRevision"
"""Where data is: on the disk, on the web, or on the disk as it was at a revision of git."""


def place_of(typed: str) -> Path | Address:
    """Return the place that somebody typed: an address if it begins like one, else a path."""
    return Address(typed) if _ADDRESS.match(typed) else Path(typed)


def file_name(name: str) -> str:
    """Return what a file is called without its place; *name* is what messages call it."""
    place = place_of(name)
    return place.file_name if isinstance(place, Address) else place.name


def copy_of(address: Address) -> tuple[Path, str]:
    """Return a file with what stands at an address, and what is to be said of it, if anything.

    In one command (:func:`leaderboard.reading.packed.pipes_kept`) it is fetched once. If the server
    cannot be reached, what was kept of an earlier time is read, and that is said.

    Raises:
        DataError: It is no address that is read, or nothing can be had from there; the text
            begins with the address.
    """
    if kept := packed.kept(address.url):
        return kept, ""
    copy, remark = _copy_of(address)
    packed.keep(address.url, copy)
    return copy, remark


def kept_copy(address: Address) -> Path | None:
    """Return a file with what was kept of an earlier time, if anything was; nothing is fetched.

    Raises:
        DataError: It is damaged.
    """
    from leaderboard.reading.addresses import _cache

    copy = packed.place_for_copy(address.file_name)
    entry = _cache.take(address.url, copy)
    return _unpacked(copy, address, is_packed=entry.is_packed) if entry else None


@contextmanager
def named(address: Address, copy: Path) -> Iterator[None]:
    """Let errors that are about the copy name the address.

    Raises:
        DataError: What the block raised, under the other name.
    """
    try:
        yield
    except DataError as error:
        problem = error.problem.replace(str(copy), str(address))
        raise DataError(str(address), problem, line=error.line) from None


def _copy_of(address: Address) -> tuple[Path, str]:
    from leaderboard.reading.addresses import _cache, _download

    old, new = (packed.place_for_copy(address.file_name) for _ in range(2))
    entry = _cache.take(address.url, old)
    try:
        answer = _download.get(address, new, entry)
    except _download.Unreachable as error:
        if entry is None:
            raise
        remark = f"{address}: {error.problem}; read as it was on {entry.day}"
        return _unpacked(old, address, is_packed=entry.is_packed), remark
    if entry and answer is None:
        _cache.touch(address.url)
        return _unpacked(old, address, is_packed=entry.is_packed), ""
    if answer is None:  # nothing was there to be the same as
        raise DataError(str(address), "the server says that nothing has changed, but was not asked that")
    if answer.may_be_kept and not address.has_secret:
        _cache.keep(address.url, new, answer)
    return _unpacked(new, address, is_packed=answer.is_packed), ""


def _unpacked(copy: Path, address: Address, *, is_packed: bool) -> Path:
    """Undo the packing for the way; a file that is packed itself is unpacked where it is read."""
    if not is_packed:
        return copy
    with named(address, copy):
        return packed.plain(copy)
