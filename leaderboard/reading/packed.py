"""What is read but is no plain file: standard input, pipes, and what is packed with gzip."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, how_to_install
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
"""Copies of what was piped in, by what it is called, where they may be asked for again."""


@contextmanager
def pipes_kept() -> Iterator[None]:
    """Keep what is piped in, which can be read only once, in case it is asked for again in this context."""
    before = _piped.set({} if _piped.get() is None else _piped.get())
    try:
        yield
    finally:
        _piped.reset(before)


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
    kept = _piped.get()
    if kept is not None and name in kept:
        return kept[name]
    most = limits.most(MOST)
    try:
        if name == "stdin":
            copy = _copy(sys.stdin.buffer, name, most)
        else:
            with path.open("rb") as pipe:
                copy = _copy(pipe, path.name, most)
    except _TooLargeError:
        raise limits.too_much(name, f"more than {limits.size_of(most)}") from None
    if kept is not None:
        kept[name] = copy
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


# Members of a zip

_ZSTD = 93
"""The number of that way of packing in a zip."""


def member(path: Path, wanted: str, name: str, *, extra: str) -> bytes | None:
    """Return what one member of a zip holds, or None if it is not there.

    Args:
        path: The zip, which messages call *name*.
        wanted: The name of the member.
        name: What messages call it.
        extra: The extra of ours that brings what unpacks zstd before Python 3.14.

    Raises:
        DataError: It is damaged, encrypted, packed in a way that cannot be unpacked, or it would
            become larger than its size lets expect.
        OSError: It cannot be read.
    """
    zips, is_zstd = _zips(), False
    try:
        with zips.ZipFile(path) as packed:
            if wanted not in packed.namelist():
                return None
            about = packed.getinfo(wanted)
            is_zstd = about.compress_type == _ZSTD
            most = limits.most_unpacked(about.compress_size)
            with packed.open(wanted) as file:
                data: bytes = file.read(most + 1)
    except NotImplementedError:
        with_zstd = f"with zstd, which takes backports.zstd: {how_to_install(extra)}"
        raise DataError(name, f"packed {with_zstd if is_zstd else 'in an unknown way'}") from None
    except (zips.BadZipFile, *_damages()) as error:
        problem = str(error)[:100] or "cut off"
        raise DataError(name, f"a zip that is damaged or encrypted: {problem}") from None
    if len(data) > most:
        raise limits.too_much(name, f"more than {limits.size_of(most)} when unpacked")
    return data


def _zips() -> Any:
    """Return what opens zips, and unpacks zstd where that is installed: zipfile, from Python 3.14 on."""
    with suppress(ImportError):
        return import_module("backports.zstd.zipfile")
    return import_module("zipfile")


def _damages() -> tuple[type[Exception], ...]:
    """Return the errors of what is packed and damaged, or encrypted (which is a RuntimeError)."""
    import zlib

    found: tuple[type[Exception], ...] = (EOFError, RuntimeError, ValueError, zlib.error)
    for module in ("compression.zstd", "backports.zstd"):
        with suppress(ImportError):
            found += (import_module(module).ZstdError,)
    return found
