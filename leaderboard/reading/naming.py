"""Which network, dataset, metric and split each measurement is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold, several, split_of
from leaderboard.errors import AmbiguousName, quoted
from leaderboard.reading.addresses import file_name
from leaderboard.reading.coded import Cells
from leaderboard.reading.limits import HIGHEST, MOST_COLUMNS
from leaderboard.reading.rows import Pair, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping


_COLUMNS = HIGHEST * MOST_COLUMNS
"""More than the highest position in a sheet."""


class Naming(Rows):
    """Names what the rows are of."""

    def _name_networks(self) -> None:
        import numpy as np

        column = self._column("network")
        nameless = np.array([not text for text in column.texts], dtype="bool")
        how = "" if self.found.sheets else "; say --set network=NAME"
        self._refuse(nameless[self._codes("network")], lambda _: f"no network is named{how}")
        self.network = self._codes("network")
        self.networks = column.texts

    def _find_datasets(self) -> None:
        """Find which dataset each row means; one that no file names is called after the file."""
        import numpy as np

        column = self._column("dataset")
        counts = np.bincount(self._codes("dataset"), minlength=len(column.texts))
        spelled: dict[str, str] = {}
        ids: list[str] = [""] * len(column.texts)
        splits: list[str] = [""] * len(column.texts)
        unclear: dict[int, str] = {}
        for number in sorted(range(len(ids)), key=lambda one: (-counts[one], column.texts[one])):
            text = column.texts[number]
            if not text:
                continue
            try:
                description, ids[number], splits[number] = self._meant(text)
            except AmbiguousName as error:
                unclear[number] = error.mend
                continue
            if description is None:
                ids[number] = spelled.setdefault(fold(text), text)
            else:
                self.described.setdefault(ids[number], description)
        if "" in column.texts and counts[column.texts.index("")]:
            number = column.texts.index("")
            if self.found.sheets:
                ids[number] = self._after_the_file(others=any(counts[:number]) or any(counts[number + 1 :]))
            if not ids[number]:
                unclear[number] = "no dataset is named; say --set dataset=NAME"
        codes = self._codes("dataset")
        self._refuse(np.isin(codes, list(unclear)), lambda row: unclear[int(codes[row])])
        self.network = self._codes("network")
        self._ids_of_raw = dict(zip(column.texts, ids, strict=True))
        self.datasets = sorted(set(ids) - {""}, key=str.casefold)
        standing = {name: number for number, name in enumerate(self.datasets)}
        self.dataset = np.array([standing.get(name, -1) for name in ids], dtype="int32")[
            self._codes("dataset")
        ]
        self._splits_of_names = splits

    def _meant(self, text: str) -> tuple[dict[str, str] | None, str, str]:
        """Return the dataset that a name means: itself, or what a file tells that it is called otherwise."""
        found = self.known.board(text)
        told = self.found.told.get(text, {})
        for alias in several(told.get("aliases", "")) if found[0] is None else ():
            other = self.known.board(alias)
            if other[0] is not None and metrics.same(other[0]["metric"], told.get("metric", "")):
                return other
        return found

    def _after_the_file(self, *, others: bool) -> str:
        """Return what a dataset is called that nothing names: as the file is, if all of it is about one."""
        if others and self._says("dataset") and self.found.long:
            return ""
        stem = file_name(self.name).partition(".")[0].strip("*?[]") or "data"
        try:
            description, name, _ = self.known.board(stem)
        except AmbiguousName:
            return ""
        if description is not None:
            self.described.setdefault(name, description)
        self.remarks.append(
            f"{self.name}: no dataset is named, so the board is called {quoted(name)} after the file;"
            " --set dataset=NAME names it"
        )
        return name

    def _find_metrics(self) -> None:
        """Find which metric each row is in, and number the pairs of dataset and metric."""
        import numpy as np
        import pandas as pd

        column = self._column("metric")
        device = self._column("device") if self._says("device") else None
        codes = [self.dataset, self._codes("metric")]
        sizes = [len(self.datasets), len(column.texts)]
        if device is not None:
            codes.append(self._codes("device"))
            sizes.append(len(device.texts))
        inverse, different = pd.factorize(np.ravel_multi_index(codes, sizes))
        counts = np.bincount(inverse, minlength=len(different))
        datasets, texts, *devices = (numbers.tolist() for numbers in np.unravel_index(different, sizes))
        spelled: dict[tuple[int, str], int] = {}
        self.pairs = []
        numbers = np.zeros(len(different), dtype="int32")
        for one in sorted(range(len(different)), key=lambda one: (-counts[one], column.texts[texts[one]])):
            dataset = datasets[one]
            metric = self._metric(self.datasets[dataset], column.texts[texts[one]])
            if device is not None and metrics.is_cost(metric):
                on = device.texts[devices[0][one]]
                metric = f"{metric} ({on})" if on else metric
            named = (dataset, metrics.key(metric))
            if named not in spelled:
                spelled[named] = len(self.pairs)
                self.pairs.append(Pair(len(self.pairs), self.datasets[dataset], metric))
            numbers[one] = spelled[named]
        self.metric = numbers[inverse]

    def _metric(self, dataset: str, text: str) -> str:
        """Return what is measured on a *dataset* by the name that the file gives."""
        description = self.described.get(dataset)
        own = description["metric"] if description else self.found.told.get(dataset, {}).get("metric", "")
        if not text:
            return metrics.plain(own or self.default_metric or "score")
        plain = metrics.plain(text)
        if own and metrics.same(own, plain):
            return own
        row = self.known.metric(dataset, plain)
        return row["metric"] if row else plain

    def _find_splits(self) -> None:
        """Find the split of each row: the one it says, or else that in the name of its dataset."""
        import numpy as np

        column = self._column("split")
        said = [split_of(text) or text.casefold() for text in column.texts]
        named = Cells(self._codes("dataset"), self._splits_of_names)
        found = Cells(self._codes("split"), said).or_else(named)
        self.splits = list(dict.fromkeys(found.texts))
        standing = {text: number for number, text in enumerate(self.splits)}
        self.split = np.array([standing[text] for text in found.texts], dtype="int32")[found.codes]

    # What is known of each metric on each dataset

    def _describe(self) -> None:
        """Find unit and direction of each metric on each dataset: described, said by the file, or known."""
        import numpy as np

        pairs = self.metric
        number = len(self.pairs)
        position = np.zeros(number, dtype="int64")
        position[pairs[::-1]] = self.at[::-1]  # the first of each pair
        if "position" in self.rows.columns:
            sheets, columns = (
                self.rows[name].to_numpy(dtype="float64")[position] for name in ("sheet", "position")
            )
            # What is nested has no columns; it stands behind the sheets of a folder.
            behind = len(self.found.sheets) * _COLUMNS + position
            in_sheets = np.nan_to_num(sheets) * _COLUMNS + np.nan_to_num(columns)
            position = np.where(np.isnan(sheets), behind, in_sheets).astype("int64")
        said = {name: self._said_of_pairs(name) for name in ("unit", "better", "group")}
        percent = set(np.unique(pairs[self.percent]).tolist())
        for one, pair in enumerate(self.pairs):
            pair.position = int(position[one])
            known = self._description(pair)
            pair.title = known.get("title", "")
            pair.note = known.get("note", "")
            pair.group = known.get("group", "") or said["group"].get(one, "")
            unit = said["unit"].get(one, "")
            unit = known.get("unit", "") or metrics.unit_of(unit) or unit or self.stated["unit"]
            pair.unit = unit or ("%" if one in percent else "")
            better = said["better"].get(one, "").casefold()
            if better not in {"higher", "lower"}:
                if better:
                    self.remarks.append(f"{self.name}: better is 'higher' or 'lower', not {quoted(better)}")
                better = ""
            pair.better = (
                known.get("better", "")
                or better
                or self.stated.better.get(fold(pair.metric), "")
                or metrics.direction(pair.metric, pair.unit)
                or self.stated.better.get("", "")
            )

    def _description(self, pair: Pair) -> Mapping[str, str]:
        row = self.known.metric(pair.dataset, pair.metric)
        if row is not None:
            return row
        description = self.described.get(pair.dataset)
        if description and metrics.same(description["metric"] or self.default_metric or "score", pair.metric):
            return {"unit": description["unit"], "better": description["better"]}
        return {}

    def _said_of_pairs(self, name: str) -> dict[int, str]:
        """Return what the file says of each pair in a column; where it says several, the most frequent."""
        import numpy as np

        if not self._says(name):
            return {}
        column = self._column(name)
        size = len(column.texts)
        sizes = (len(self.pairs), size)
        both = np.ravel_multi_index((self.metric, self._codes(name)), sizes)
        counts = np.bincount(both, minlength=len(self.pairs) * size)
        found = {}
        for pair in range(len(self.pairs)):
            here = counts[pair * size : (pair + 1) * size]
            texts = [
                (-int(here[one]), column.texts[one]) for one in range(size) if here[one] and column.texts[one]
            ]
            if texts:
                found[pair] = min(texts)[1]
        return found
