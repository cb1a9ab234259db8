"""The datasets and metrics that are known before a file is read: which ones a name means."""

from __future__ import annotations

import csv
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS, METRICS
from leaderboard.board.names import Names, fold, several, without_split
from leaderboard.errors import AmbiguousName, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

_LONGEST = 6
"""Words of a dataset's name that are looked for in a longer text."""

_WORD = re.compile(r"[^\s,;:()\[\]{}/|]+")
_TELLING = re.compile(r"[A-Z0-9]|\s")
"""What a name has that is found within a longer text: ``context`` alone is a word like others."""


def shipped() -> Path:
    """Return the folder of the board that comes with the program.

    It is inside the package when installed from a wheel, and beside it in a clone.
    """
    package = Path(__file__).parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


class Known:
    """Datasets and metrics: those *given* with scores, then those that come with the program."""

    def __init__(
        self,
        datasets: Sequence[Mapping[str, str]] = (),
        metrics_: Sequence[Mapping[str, str]] = (),
        *,
        with_shipped: bool = True,
    ) -> None:
        """Take rows with some of the columns of the tables of datasets and metrics."""
        self.datasets = {row["dataset"]: _complete(row, DATASETS) for row in datasets}
        self._metrics = {
            (row.get("dataset", ""), metrics.key(row["metric"])): _complete(row, METRICS) for row in metrics_
        }
        self._with_shipped = with_shipped
        self._names = _names(self.datasets)

    @classmethod
    def of(cls, datasets: pd.DataFrame, metrics_: pd.DataFrame, *, with_shipped: bool = True) -> Known:
        """Take the tables of datasets and metrics of a board."""
        tables = (
            [dict(zip(one.columns, row, strict=True)) for row in one.itertuples(index=False)]
            for one in (datasets, metrics_)
        )
        return cls(*tables, with_shipped=with_shipped)

    @cached_property
    def _shipped(self) -> dict[str, dict[str, str]]:
        if not self._with_shipped:
            return {}
        path = shipped() / "datasets.csv"
        with readable(path), path.open(encoding="utf-8", newline="") as file:
            return {row["dataset"]: _complete(row, DATASETS) for row in csv.DictReader(file)}

    @cached_property
    def _shipped_names(self) -> Names:
        return _names(self._shipped)

    def dataset(self, name: str) -> dict[str, str] | None:
        """Return the description of the dataset called *name*, or None.

        Raises:
            AmbiguousName: Several datasets fit.
        """
        if self._names.matching(name):
            return self.datasets[self._names.find(name)]
        if self._shipped_names.matching(name):
            return self._shipped[self._shipped_names.find(name)]
        return None

    def resembling(self, name: str, *, alike: int = 85) -> list[str]:
        """Return the datasets of which some name is so much *alike* (in percent) that this may be a slip."""
        ids = (self._all_names.get(one) for one in self._written.resembling(name, alike=alike))
        return list(dict.fromkeys(filter(None, ids)))

    @cached_property
    def _all_names(self) -> dict[str, str]:
        """The ids by all names."""
        return {
            one: dataset
            for known in (self._shipped, self.datasets)
            for dataset, row in known.items()
            for one in (dataset, row["title"], *several(row["aliases"]))
        }

    @cached_property
    def _written(self) -> Names:
        return Names("dataset", dict.fromkeys(self._all_names, ()))

    def board(self, name: str) -> tuple[dict[str, str] | None, str, str]:
        """Return the description of the dataset that *name* means, its name and the split it says.

        ``Cityscapes val`` is a dataset with a split; of a dataset that is not known the
        whole is the name.
        """
        found = self.dataset(name)
        if found is None:
            bare, split = without_split(name)
            if split and (found := self.dataset(bare)):
                return found, found["dataset"], split
        return found, found["dataset"] if found else name, ""

    def meant(self, names: Iterable[str]) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
        """Return the dataset and the split that each of several names means, and why some are not clear."""
        meant, unclear = {}, {}
        for name in names:
            try:
                meant[name] = self.board(name)[1:]
            except AmbiguousName as error:
                unclear[name] = error.mend
        return meant, unclear

    def standing(self, dataset: str) -> int:
        """Return where a dataset, given its id, stands among those that come with the program."""
        return list(self._shipped).index(dataset) if dataset in self._shipped else len(self._shipped)

    def metric(self, dataset: str, metric: str) -> dict[str, str] | None:
        """Return how a *metric* is described on a dataset, given its id, or anywhere."""
        wanted = metrics.key(metrics.plain(metric))
        return self._metrics.get((dataset, wanted)) or self._metrics.get(("", wanted))

    def is_metric(self, name: str) -> bool:
        """Say whether a name is that of a described metric, on whatever dataset."""
        return metrics.key(metrics.plain(name)) in self._metric_keys

    @cached_property
    def _metric_keys(self) -> set[str]:
        described = [row["metric"] for row in self.datasets.values() if row["metric"]]
        return {metric for _, metric in self._metrics} | {
            metrics.key(metrics.plain(one)) for one in described
        }

    def within(self, text: str) -> list[tuple[int, int, str]]:
        """Find the datasets that a longer *text* names: where each begins and ends, and its id."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                begin, end = words[at][0], words[at + size - 1][1]
                name = self._telling.get(fold(text[begin:end].strip(".'\"`*")))
                if name:
                    found.append((begin, end, name))
                    at += size - 1
                    break
            at += 1
        return found

    @cached_property
    def _telling(self) -> dict[str, str]:
        """The datasets by the folded names that are found within a longer text."""
        found: dict[str, str] = {}
        for known in (self.datasets, self._shipped):
            for name, row in known.items():
                aliases = [one for one in several(row["aliases"]) if _TELLING.search(one)]
                for one in (name, row["title"], *aliases):
                    if one and fold(one) not in found:
                        found[fold(one)] = name
        return found


def _complete(row: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    found = {name: row.get(name) or "" for name in columns}
    if "title" in found and not found["title"]:
        found["title"] = found[columns[0]]
    if "split" in found:
        found["split"] = found["split"].casefold()
    return found


def _names(described: Mapping[str, Mapping[str, str]]) -> Names:
    return Names(
        "dataset", {name: [row["title"], *several(row["aliases"])] for name, row in described.items()}
    )
