"""The boards that the scores of other people's tables are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from leaderboard.importers._columns import Columns, ScoreColumn
    from leaderboard.importers._datasets import Descriptions
    from leaderboard.importers._finds import Finds


class Boards:
    """Finds the board of every score of one table, and describes it.

    A board has one metric: what is measured on a dataset besides is a board called after both.
    """

    def __init__(self, finds: Finds, known: Descriptions, columns: Columns, under: str) -> None:
        """Take the *columns* of the table, and the dataset that it stands *under*."""
        self._finds = finds
        self._known = known
        self._under = under
        self._is_long = columns.dataset is not None
        named = [column.dataset for column in columns.scores.values() if column.dataset]
        # Where one column is a dataset that is known for its mIoU, the others are in mIoU, too.
        self._metric = "mIoU" if not self._is_long and any(map(known.board, named)) else ""
        self._several = len(columns.scores) > 1
        self._first: dict[str, str] = {}
        self._made: dict[tuple[str, ...], str] = {}
        self._assumed: list[str] = []

    def of(self, column: ScoreColumn, dataset: str, metric: str) -> str:
        """Return the board of a *column* of scores, in a row that may name *dataset* and *metric*."""
        if self._is_long:
            name = dataset
            metric = metric or column.metric or (column.dataset if self._several else "")
        else:
            name = column.dataset or self._under
            metric = metric or column.metric
        key = (name, metric, *column.said.values())
        if key not in self._made:
            self._made[key] = self._described(name, metrics.plain(metric), column) if name else ""
        return self._made[key]

    def _described(self, name: str, metric: str, column: ScoreColumn) -> str:
        found = self._known.board(name)
        if not found and not metric and self._metric:
            metric = self._metric
            self._assumed.append(name)
        own = found[0]["metric"] if found else self._first.setdefault(name, metric)
        if metric and not metrics.same(metric, own):
            name, found = f"{name} {metric}", None
        if found:
            self._finds.tell(name)
        else:
            unit = {"unit": "%"} if metric == "mIoU" else {}
            self._finds.tell(name, **column.said, **unit, **({"metric": metric} if metric else {}))
        return name

    def remarks(self) -> list[str]:
        """Say which columns were taken for datasets measured in mIoU, though nothing says so."""
        return [
            f"{self._finds.path}: {quoted(name)} is taken for a dataset, measured in mIoU (%)"
            for name in self._assumed
        ]
