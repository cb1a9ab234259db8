"""What is read but is no plain file: standard input, and what is packed with gzip."""

from __future__ import annotations

import gzip
import math
import sys
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError

if TYPE_CHECKING:
    from typing import IO

    from _typeshed import SupportsRead

STDIN = "-"

MOST = 1_000_000_000
"""Bytes that are unpacked at most: some ten times what Papers with Code ever published."""

_AT_ONCE = 1 << 20

_GZIP = b"\x1f\x8b"

_kept: list[tempfile.TemporaryDirectory[str]] = []
"""Copies are there until the program ends, since digits are looked up late."""


def plain(path: Path) -> Path:
    """Return a file with what *path* holds: itself, or a copy of what had to be unpacked or piped in.

    Raises:
        DataError: What is packed is damaged, or larger than :data:`MOST`.
        OSError: It cannot be read.
    """
    return _without_packing(_copy(sys.stdin.buffer, "stdin") if str(path) == STDIN else path)


def _without_packing(path: Path) -> Path:
    with path.open("rb") as file:
        if file.read(len(_GZIP)) != _GZIP:
            return path
    name = path.stem if path.suffix.casefold() == ".gz" else path.name
    try:
        with gzip.open(path) as packed:
            return _copy(packed, name, most=MOST)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise DataError(path, "packed with gzip, but damaged or cut off") from None
    except _TooLargeError:
        raise DataError(path, f"more than {MOST // 1_000_000} MB when unpacked, which is not read") from None


class _TooLargeError(Exception):
    """More than is unpacked."""


def _pour(source: SupportsRead[bytes], file: IO[bytes], most: float) -> None:
    while some := source.read(_AT_ONCE):
        if file.tell() + len(some) > most:
            raise _TooLargeError
        file.write(some)


def _copy(source: SupportsRead[bytes], name: str, *, most: float = math.inf) -> Path:
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
