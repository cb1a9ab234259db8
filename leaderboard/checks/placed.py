"""Scores as they were read, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from leaderboard.board.columns import KEY
from leaderboard.board.pairs import signs_of
from leaderboard.checks.problems import Place
from leaderboard.reading.coded import Cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.known import Known


@dataclass(frozen=True, eq=False)
class Placed:
    """The scores of a board: one row is one score."""

    read: Sorted
    name: str
    """What the file or folder is called."""
    known: Known
    _columns: dict[str, Cells] = field(default_factory=dict)

    def column(self, name: str) -> Cells:
        """Return a column of the results."""
        if name not in self._columns:
            self._columns[name] = Cells.of(self.read.board.results_table[name])
        return self._columns[name]

    def names(self, kind: str) -> Cells:
        """Return the networks or datasets as the file calls them."""
        column = Cells.of(self.read.found.scores[kind])
        return Cells(column.codes[self.read.rows], column.texts)

    @cached_property
    def numbers(self) -> np.ndarray:
        """The scores."""
        found: np.ndarray = self.read.board.results_table["score"].to_numpy()
        return found

    @cached_property
    def same_key(self) -> list[list[int]]:
        """The rows, together, that say the same in all that tells scores apart."""
        return self.alike(KEY)

    @cached_property
    def same_score(self) -> list[list[int]]:
        """The rows, together, that are all the same: also the score and its source."""
        return self.alike((*KEY, "source"), score=self.numbers)

    def alike(self, said: Sequence[str], **numbers: np.ndarray) -> list[list[int]]:
        """Return the rows, together, that say the same in some columns, and in columns of numbers."""
        import numpy as np
        import pandas as pd

        columns = {name: self.column(name) for name in said}
        codes = {name: cells.codes for name, cells in columns.items() if len(cells.texts) > 1} | numbers
        keys = pd.DataFrame(codes, index=range(len(self.numbers)))
        rows = np.flatnonzero(keys.duplicated(keep=False)) if codes else np.arange(len(keys))
        if len(rows) < 2 or not codes:  # noqa: PLR2004 - one row is like no other
            return [rows.tolist()] if len(rows) > 1 else []
        group = keys.iloc[rows].groupby(list(codes), sort=False).ngroup().to_numpy()
        ordered = rows[np.argsort(group, kind="stable")].tolist()
        return [ordered[begin:end] for begin, end in pairwise([0, *np.cumsum(np.bincount(group)).tolist()])]

    def is_lower_better(self, row: int) -> bool:
        """Say whether lower scores are better where this one stands."""
        return bool(self._signs[row] < 0)

    @cached_property
    def _signs(self) -> np.ndarray:
        return signs_of(self.read.board.results_table, self.read.board.metrics_table)

    def places(self, rows: Sequence[int] | np.ndarray) -> list[Place]:
        """Return where scores stand."""
        places = self.read.found.places([int(self.read.rows[row]) for row in rows])
        return [Place.said(place, self.name) for place in places]

    def named(self, rows: Sequence[int]) -> dict[int, str]:
        """Name the places of rows for a sentence: ``line 12``."""
        sheets = self.read.found.sheets
        one_file = len(sheets) == 1 and not sheets[0][1].files
        return {
            row: f"line {line}" if one_file and line else f"{path}:{line or part}"
            for row, (path, line, part) in zip(rows, self.places(rows), strict=True)
        }
