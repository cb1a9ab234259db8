"""Files of text that cannot be read, and where."""

from __future__ import annotations

import codecs
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from leaderboard.errors import DataError, reason_of
from leaderboard.reading import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def mistakes(path: Path, name: str = "") -> Iterator[None]:
    """Turn what Python says of a file that cannot be read into a DataError.

    Messages call it by its *name*, which is its path if none is given.
    """
    try:
        yield
    except UnicodeDecodeError:
        problem = "not UTF-8 text; save the file with that encoding"
        raise DataError(name or path, problem, line=_undecodable_line(path)) from None
    except OSError as error:
        raise DataError(name or path, reason_of(error)) from None


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """See that a file is not cut while it is read, since what was read then is not all of it.

    Raises:
        DataError: It is shorter than before.
    """
    size = path.stat().st_size
    yield
    if path.stat().st_size < size:
        raise DataError(path, "it became shorter while it was read; try again")


_LFS = b"version https://git-lfs.github.com/spec/"
_CONFLICT = b"<<<<<<< "
_CHUNK = 1 << 20
"""Bytes to look at in one go."""


def refuse_pointer(path: Path | str, start: bytes) -> None:
    """Raise a DataError for a file that begins as those do that Git LFS leaves in place of large ones."""
    if start.startswith(_LFS):
        raise DataError(
            path, "a pointer of Git LFS in place of the file; 'git lfs pull' gets the file itself"
        )


def refuse_conflict(path: Path, file: IO[bytes]) -> None:
    """Raise a DataError for a table in which a merge of git has left two versions of some lines.

    It would be read as a table with the rows of both.
    """
    mark = b"\n" + _CONFLICT
    seen, end = 0, b"\n"  # as if a line ended before the first
    while chunk := file.read(_CHUNK):
        data = end + chunk
        at = data.find(mark)
        if at >= 0:
            file.seek(0)
            number = file.read(seen - len(end) + at + 1).count(b"\n") + 1
            raise DataError(
                path, "a merge left two versions here; keep one, and remove the marks", line=number
            )
        seen, end = seen + len(chunk), data[-len(_CONFLICT) :]
    file.seek(0)


def text_of(path: Path, most: int, name: str = "") -> str:
    """Return the text of a file: UTF-8, or UTF-16 that says so; messages may call it by another *name*.

    Raises:
        DataError: It cannot be read, is no text, or has more than so many bytes.
    """
    with mistakes(path, name):
        data = bytes_of(path, most)
        if data is None:
            raise limits.too_much(name or path, f"more than {limits.size_of(most)}")
        return data.decode(
            "utf-16" if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
        )


def bytes_of(path: Path, most: int) -> bytes | None:
    """Return what stands in a file, or nothing if that is more than so many bytes.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        # Asking for at most so much would reserve the memory for it, however small the file is.
        if os.fstat(file.fileno()).st_size > most:
            return None
        data = file.read()
    return data if len(data) <= most else None


def _undecodable_line(path: Path) -> int | None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
