"""Files of text that cannot be read, and where."""

from __future__ import annotations

import codecs
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leaderboard.errors import DataError

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
        raise DataError(name or path, (error.strerror or str(error)).lower()) from None


def text_of(path: Path, most: int) -> str:
    """Return the text of a file: UTF-8, or UTF-16 that says so.

    Raises:
        DataError: It cannot be read, is no text, or has more than so many bytes.
    """
    with mistakes(path), path.open("rb") as file:
        data = file.read(most + 1)
        if len(data) > most:
            raise DataError(path, f"more than {most // 1_000_000} MB, which is too much for this format")
        return data.decode(
            "utf-16" if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
        )


def _undecodable_line(path: Path) -> int | None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
