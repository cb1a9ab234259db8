"""What is read but is no plain file: standard input, pipes, and what is packed with gzip.

A copy is read instead; so is one of a file on the web (:mod:`leaderboard.reading.addresses`).
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.reading import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from tempfile import TemporaryDirectory
    from typing import IO

    from _typeshed import SupportsRead

STDIN = "-"

MOST = limits.MOST_BYTES
"""Bytes that are unpacked, or piped in, at most: some ten times what Papers with Code ever published."""

_AT_ONCE = 1 << 20

_GZIP = b"\x1f\x8b"

_kept: list[TemporaryDirectory[str]] = []
"""Copies are there until the program ends, since digits are looked up late."""

_piped: ContextVar[dict[str, Path] | None] = ContextVar("piped", default=None)
"""Copies of what was piped in or fetched, by what it is called, where they may be asked for again."""


@contextmanager
def pipes_kept() -> Iterator[None]:
    """Keep what is piped in, which can be read only once, in case it is asked for again in this context.

    What is fetched is kept likewise, so that a command asks for it once.
    """
    before = _piped.set({} if _piped.get() is None else _piped.get())
    try:
        yield
    finally:
        _piped.reset(before)


def kept(name: str) -> Path | None:
    """Return the copy that was made before of what is called so."""
    return (_piped.get() or {}).get(name)


def keep(name: str, copy: Path) -> None:
    """Keep a copy of what is called so, if this is the context for it."""
    copies = _piped.get()
    if copies is not None:
        copies[name] = copy


def place_for_copy(name: str) -> Path:
    """Return where a copy can be written: a file of this *name*, which goes when the program ends."""
    import tempfile

    _kept.append(folder := tempfile.TemporaryDirectory(prefix="leaderboard-"))
    return Path(folder.name) / name


def plain(path: Path) -> Path:
    """Return a file with what *path* holds: itself, or a copy of what had to be unpacked or piped in.

    Raises:
        DataError: What is packed is damaged, or it is larger than :data:`MOST` or than it can be.
        OSError: It cannot be read.
    """
    return _without_packing(path if is_file(path) else _copy_of_pipe(path))


def is_file(path: Path) -> bool:
    """Whether there is a file, which can be read again and again: no pipe, no device."""
    return str(path) != STDIN and path.is_file()


def _copy_of_pipe(path: Path) -> Path:
    name = "stdin" if str(path) == STDIN else str(path)
    if found := kept(name):
        return found
    most = limits.most(MOST)
    try:
        if name == "stdin":
            copy = _copy(sys.stdin.buffer, name, most)
        else:
            with path.open("rb") as pipe:
                copy = _copy(pipe, path.name, most)
    except _TooLargeError:
        raise limits.too_much(name, f"more than {limits.size_of(most)}") from None
    keep(name, copy)
    return copy


def _without_packing(path: Path) -> Path:
    import gzip
    import zlib

    with path.open("rb") as file:
        if file.read(len(_GZIP)) != _GZIP:
            return path
    name = path.stem if path.suffix.casefold() == ".gz" else path.name
    most = limits.most_unpacked(path.stat().st_size, MOST)
    try:
        with gzip.open(path) as packed:
            return _copy(packed, name, most)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise DataError(path, "packed with gzip, but damaged or cut off") from None
    except _TooLargeError:
        raise limits.too_much(path, f"more than {limits.size_of(most)} when unpacked") from None


class _TooLargeError(Exception):
    """More than is read."""


def _pour(source: SupportsRead[bytes], file: IO[bytes], most: int) -> None:
    while some := source.read(_AT_ONCE):
        if file.tell() + len(some) > most:
            raise _TooLargeError
        file.write(some)


def _copy(source: SupportsRead[bytes], name: str, most: int) -> Path:
    import tempfile

    folder = tempfile.TemporaryDirectory(prefix="leaderboard-")
    copy = Path(folder.name) / name
    try:
        with copy.open("wb") as file:
            _pour(source, file, most)
    except BaseException:
        folder.cleanup()
        raise
    _kept.append(folder)
    return copy
