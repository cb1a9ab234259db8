"""A table of text, and where its rows stand in a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.importers._text import HEADER, line_of, read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd


@dataclass(frozen=True)
class Sheet:
    """The rows of a table as they stand in a file: every cell text, empty where nothing stands."""

    path: Path
    rows: pd.DataFrame
    """The index counts from 0."""
    line: Callable[[int], int | None]
    """Finds the line of a row, or of the header (:data:`leaderboard.importers._text.HEADER`)."""

    def error(self, problem: str, row: int | None = None) -> DataError:
        """Say what the *problem* is, and where."""
        if row is None:
            return DataError(self.path, problem)
        line = self.line(row)
        if line is None and row != HEADER:
            problem = f"row {row + 1}: {problem}"
        return DataError(self.path, problem, line=line)


def of_csv(path: Path, rows: pd.DataFrame | None = None) -> Sheet:
    """Return the sheet of a CSV file; *rows* if they have been read already."""
    return Sheet(path, read_text(path) if rows is None else rows, partial(line_of, path))
