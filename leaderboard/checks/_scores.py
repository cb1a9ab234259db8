"""The scores in a table, whichever way they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board.columns import KEY
from leaderboard.board.names import fold
from leaderboard.checks._column import Column
from leaderboard.checks._keys import combined, shared
from leaderboard.errors import AmbiguousName
from leaderboard.importers._facts import is_fact
from leaderboard.importers._layout import in_rows, meanings
from leaderboard.importers._scores import numbers
from leaderboard.importers._sheet import of_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables
    from leaderboard.importers._datasets import Descriptions


@dataclass(frozen=True)
class Scores:
    """A table of scores, long or wide: one row is one score."""

    sheet: Sheet
    columns: dict[str, Column]
    """By their names in :data:`leaderboard.board.columns.RESULTS`; only those that there are."""
    metric: str
    """What the scores of datasets without a description measure."""
    descriptions: Descriptions
    others: tuple[str, ...] = ()
    """Columns of the file that mean nothing to the program."""
    places: Sequence[int] | None = None
    """The row of the file for each score, where those are not the same."""

    def __len__(self) -> int:
        return len(self.columns["network"].codes)

    @property
    def path(self) -> Path:
        """The file."""
        return self.sheet.path

    def column(self, name: str) -> Column:
        """Return a column without spaces around its texts; empty if there is no such column."""
        return self.columns[name] if name in self.columns else Column.empty(len(self))

    def lines(self, rows: Sequence[int] | np.ndarray) -> list[int | None]:
        """Return the lines on which scores stand."""
        if self.places is not None:
            rows = [self.places[row] if row >= 0 else row for row in map(int, rows)]
        return self.sheet.lines(rows)

    def line(self, row: int) -> int | None:
        """Return the line on which one score stands."""
        return self.lines([row])[0]

    @cached_property
    def numbers(self) -> np.ndarray:
        """The scores; NaN where there is no finite number."""
        import pandas as pd

        scores = self.column("score")
        found: np.ndarray = numbers(pd.Index(scores.texts, dtype="str")).take(scores.codes)
        return found

    @cached_property
    def usable(self) -> np.ndarray:
        """Which rows have a network and a number."""
        import numpy as np

        usable: np.ndarray = self.column("network").each(bool) & ~np.isnan(self.numbers)
        return usable

    def key_columns(self, *, without: str = "") -> list[Column]:
        """Return the columns that tell scores apart; those that mean nothing to the program do, too."""
        key = [self.datasets if name == "dataset" else self.column(name) for name in KEY if name != without]
        return key + [self.sheet.column(name) for name in self.others if self.places is None]

    @cached_property
    def same_key(self) -> list[list[int]]:
        """The rows, together, that say the same but for the score and how it is known."""
        return shared(combined(self.key_columns()), self.usable)

    @cached_property
    def datasets(self) -> Column:
        """The datasets by their ids, as far as these are known."""
        return self.column("dataset").changed(lambda name: self.described(name).get("dataset", name))

    @cached_property
    def splits(self) -> Column:
        """The splits as they are compared."""
        return self.column("split").changed(str.casefold)

    def described(self, dataset: str) -> dict[str, str]:
        """Return the description of a dataset; without one, what its metric says."""
        try:
            found = self.descriptions.find(dataset) if dataset else None
        except AmbiguousName:
            found = None
        return found or {"unit": "%" if self.metric == "mIoU" else "", "better": "higher"}


def scores_of(sheet: Sheet, tables: Tables) -> Scores:
    """Find the scores in a table of either layout.

    Raises:
        DataError: A column is missing, or two say the same.
        AmbiguousName: A column is called as several datasets are.
    """
    if tables.folder or "dataset" in map(fold, sheet.header):
        named, metric = meanings(of_csv(sheet.path, sheet.cells), tables.descriptions)
        columns = {meaning: sheet.column(name) for name, meaning in named.items()}
        others = tuple(name for name in sheet.header if name not in named and not is_fact(name))
        return Scores(sheet, columns, metric, tables.descriptions, others)
    cells = sheet.cells.astype("str")
    found, named_columns, _ = in_rows(of_csv(sheet.path, cells), tables.descriptions)
    columns = {name: Column.of(found[name]).changed(str.strip) for name in ("network", "dataset", "score")}
    return Scores(
        sheet, columns, "mIoU", tables.descriptions, tuple(named_columns["unused"]), found.index.to_list()
    )
