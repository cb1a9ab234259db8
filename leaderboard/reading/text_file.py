"""Files of text that cannot be read, and where."""

from __future__ import annotations

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


def _undecodable_line(path: Path) -> int | None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
