"""The datasets that scores are on: which ones are meant, and what is known of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS
from leaderboard.board.names import Names, without_split
from leaderboard.errors import HOW_TO_DIRECT, quoted
from leaderboard.importers import shipped
from leaderboard.importers._text import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def filled_in(given: pd.DataFrame) -> pd.DataFrame:
    """Fill in what descriptions of datasets do not say: the id is the title, a score is measured."""
    return given.assign(
        title=given["title"].where(given["title"] != "", given["dataset"]),
        split=given["split"].str.casefold(),
        metric=given["metric"].replace("", "score"),
    )


class Descriptions:
    """Descriptions of datasets: those *given* with scores, then those that come with the program."""

    def __init__(
        self, given: pd.DataFrame | None = None, better: str | None = None, *, shipped: bool = True
    ) -> None:
        """Take a frame with the columns of :data:`leaderboard.board.columns.DATASETS`.

        *better* is ``higher`` or ``lower`` for datasets of which that is not given. Without
        *shipped*, only those count that are given.
        """
        self._given = {} if given is None else _by_name(given)
        self._better = better
        self._use_shipped = shipped
        self._given_names = _names(self._given)

    @property
    def metrics(self) -> set[str]:
        """The metrics of the datasets that were given."""
        return {row["metric"] for row in self._given.values() if row["metric"]}

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
        if self._use_shipped and self._shipped_names.matching(name):
            return self._shipped[self._shipped_names.find(name)]
        return None

    def known(self) -> list[str]:
        """Return every name of every dataset that is described: ids, titles and aliases."""
        return [
            name
            for row in (*self._given.values(), *self._shipped.values())
            for name in (row["dataset"], row["title"], *row["aliases"].split(";"))
            if name
        ]

    def board(self, name: str, metric: str | None = None) -> tuple[dict[str, str], str] | None:
        """Return the description of the dataset that *name* means, and the split if it says one.

        ``Cityscapes val`` is a dataset with a split. Where scores are known to be in a
        *metric*, a dataset that is known for another one is another board.

        Raises:
            AmbiguousName: Several datasets fit.
        """
        split = ""
        found = self.find(name)
        if found is None:
            dataset, split = without_split(name)
            found = self.find(dataset) if split else None
        if found is None or (metric and not metrics.same(found["metric"], metric)):
            return None
        return found, split

    def identify(
        self, rows: pd.DataFrame, metric: str, *, told: Mapping[str, Mapping[str, str]] | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
        """Find the dataset that each row means, and describe every one that occurs.

        Of a dataset without a description nothing is known but the *metric*, and what the
        file has *told* of it. mIoU is in percent; what is better is known of metrics that
        :func:`leaderboard.board.metrics.direction` knows, or from what the user says. Its board is
        on the split ``test`` if a score is, or else on the split of most of its scores.

        Returns the rows with ``dataset`` as an id, the descriptions (all that were given,
        then those that had to be looked up), and remarks on what was assumed.
        """
        import pandas as pd

        described = dict(self._given)
        ids = {"": ""}
        said: dict[str, str] = {}
        splits: dict[str, list[str]] | None = None
        occurring = dict.fromkeys(filter(None, rows["dataset"].unique()))
        for name in {**{name: None for name in told or () if name in occurring}, **occurring}:
            known = (told or {}).get(name, {})
            if found := self.board(name, known.get("metric")):
                description, split = found
                if split:
                    said[name] = split
            else:
                splits = _splits(rows) if splits is None else splits
                description = _assumed(name, {"metric": metric, **known}, splits.get(name, ()), self._better)
            ids[name] = description["dataset"]
            described.setdefault(description["dataset"], description)
        if said:
            if "split" not in rows.columns:
                rows = rows.assign(split="")
            rows = rows.assign(
                split=rows["split"].where(
                    rows["split"] != "", rows["dataset"].astype("str").map(said).fillna("")
                )
            )
        if any(name != written for written, name in ids.items()):
            rows = rows.assign(dataset=rows["dataset"].map(ids))
        directed = [
            row | {"better": row["better"] or self._better or metrics.direction(row["metric"])}
            for row in described.values()
        ]
        datasets = pd.DataFrame(directed, columns=list(DATASETS), dtype="str")
        return rows, datasets, _undirected(directed)


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


def _assumed(
    name: str, known: Mapping[str, str], splits: Sequence[str], better: str | None
) -> dict[str, str]:
    description = {
        "dataset": name,
        "title": name,
        "unit": "%" if known["metric"] == "mIoU" else "",
        "better": better or "",
        "split": "test" if "test" in splits else next(iter(splits), ""),
        **known,
    }
    return {column: description.get(column, "") for column in DATASETS}


def _undirected(datasets: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Ask what is better where that is not known."""
    unknown = [row for row in datasets if not row["better"]]
    if not unknown:
        return ()
    names = [f"{quoted(row['dataset'])} ({row['metric']})" for row in unknown]
    more = [f"{len(names) - _FEW} more"] if len(names) > _FEW else []
    listed = ", ".join(names[:_FEW] + more)
    remark = f"not ranked, since it is not known whether higher or lower is better: {listed}; {HOW_TO_DIRECT}"
    return (remark,)


_FEW = 3
