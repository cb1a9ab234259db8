"""The datasets that scores are on: which ones are meant, and what is known of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.columns import DATASETS
from leaderboard.importers import shipped
from leaderboard.importers._text import read_text
from leaderboard.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


class Descriptions:
    """Descriptions of datasets: those *given* with scores, then those that come with the program."""

    def __init__(self, given: pd.DataFrame) -> None:
        """Take a frame with the columns of :data:`leaderboard.columns.DATASETS`."""
        self._given = _by_name(given)
        self._given_names = _names(self._given)

    @cached_property
    def _shipped(self) -> dict[str, dict[str, str]]:
        return _by_name(read_text(shipped() / "datasets.csv"))

    @cached_property
    def _shipped_names(self) -> Names:
        return _names(self._shipped)

    def find(self, name: str) -> dict[str, str] | None:
        """Return the description of the dataset called *name*, or None.

        Raises:
            AmbiguousName: Several datasets fit.
        """
        if self._given_names.matching(name):
            return self._given[self._given_names.find(name)]
        if self._shipped_names.matching(name):
            return self._shipped[self._shipped_names.find(name)]
        return None

    def identify(self, rows: pd.DataFrame, metric: str) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
        """Find the dataset that each row means, and describe every one that occurs.

        Of a dataset without a description nothing is known but the *metric*: mIoU is in
        percent, and higher is better. Its board is on the split ``test`` if a score is,
        or else on the split of most of its scores.

        Returns the rows with ``dataset`` as an id, the descriptions (all that were given,
        then those that had to be looked up), and remarks on what was assumed.
        """
        import pandas as pd

        described = dict(self._given)
        ids = {"": ""}
        splits: dict[str, list[str]] | None = None
        remarks = []
        for name in filter(None, rows["dataset"].unique()):
            description = self.find(name)
            if description is None:
                splits = _splits(rows) if splits is None else splits
                description = _assumed(name, metric, splits.get(name, ()))
                if metric != "mIoU":
                    remarks.append(
                        f"higher is taken to be better on {name!r}; a datasets.csv can say otherwise"
                    )
            ids[name] = description["dataset"]
            described.setdefault(description["dataset"], description)
        if any(name != written for written, name in ids.items()):
            rows = rows.assign(dataset=rows["dataset"].map(ids))
        datasets = pd.DataFrame(list(described.values()), columns=list(DATASETS), dtype="str")
        return rows, datasets, tuple(remarks)


def _by_name(datasets: pd.DataFrame) -> dict[str, dict[str, str]]:
    columns = list(DATASETS)
    rows = datasets[columns].itertuples(index=False)
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def _names(described: dict[str, dict[str, str]]) -> Names:
    return Names(
        "dataset",
        {name: [row["title"], *filter(None, row["aliases"].split(";"))] for name, row in described.items()},
    )


def _splits(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the splits that scores name, the most frequent first, by the names of the datasets."""
    splits: dict[str, list[str]] = {}
    if "split" in rows.columns:
        said = rows.loc[rows["split"] != "", ["dataset", "split"]]
        counts = said.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
        for dataset, split in counts.index:
            splits.setdefault(dataset, []).append(split)
    return splits


def _assumed(name: str, metric: str, splits: Sequence[str]) -> dict[str, str]:
    known = {
        "dataset": name,
        "title": name,
        "metric": metric,
        "unit": "%" if metric == "mIoU" else "",
        "better": "higher",
        "split": "test" if "test" in splits else next(iter(splits), ""),
    }
    return {column: known.get(column, "") for column in DATASETS}
