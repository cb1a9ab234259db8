"""From measurements to a board: ids, metrics, splits, units and directions, once for every format.

Nothing is invented here: what a file does not say and no description of ours says stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board import metrics
from leaderboard.board.board import Board
from leaderboard.board.columns import DATASETS, KEY, METRICS, RESULTS, SPREADS
from leaderboard.board.names import fold, several, split_of
from leaderboard.errors import DataError, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.columns import Cells
from leaderboard.reading.costs import costs_table
from leaderboard.reading.facts import typed
from leaderboard.reading.header import MOST_COLUMNS
from leaderboard.reading.sheet import Unusable
from leaderboard.reading.vocabulary import UNFINISHED, cost_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.reading.known import Known
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.stated import Stated

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

_ALIKE = (0.8, 1.25)
"""The ratios between which a number in brackets is a second score."""

_COLUMNS = 100 * MOST_COLUMNS
"""More than the highest position in a sheet."""

_FEW = 3
"""So many things are named one by one."""


class NoScores(DataError):
    """Nothing that was found can be used."""

    def __init__(self, name: str, found: Measurements, unusable: Sequence[Unusable] = ()) -> None:
        """Take what was *found* in a file, and more of its scores that cannot be used."""
        self.unusable = (*found.unusable, *unusable)
        if self.unusable:
            first, number = self.unusable[0], len(self.unusable)
            super().__init__(name, f"none of its {number} scores can be used; {first.place}: {first.reason}")
        else:
            super().__init__(name, found.nearest or "no score was found in it", line=found.nearest_line)


class Sorted(NamedTuple):
    """A board, and where each of its scores stands."""

    board: Board
    found: Measurements
    rows: Ints
    """Which of the measurements each row of the results is; one in brackets is that of its cell."""


def sorted_out(
    found: Measurements, name: str, known: Known, stated: Stated, *, default_metric: str = ""
) -> Sorted:
    """Sort the measurements of a file that is called *name* into boards.

    *default_metric* is what scores measure on a dataset of which neither a description nor
    the file says it.

    Raises:
        NoScores: There is no score that can be used.
        AmbiguousName: A dataset is called as several are.
    """
    if found.scores.empty:
        raise NoScores(name, found)
    sorter = _Sorter(found, name, known, stated, default_metric)
    return Sorted(sorter.board(), sorter.found, sorter.at)


@dataclass
class _Pair:
    """A metric on a dataset."""

    dataset: str
    metric: str
    title: str = ""
    unit: str = ""
    better: str = ""
    group: str = ""
    note: str = ""
    position: int = 0
    networks: int = 0


class _Sorter:
    """Sorts the measurements of one file into boards."""

    def __init__(
        self, found: Measurements, name: str, known: Known, stated: Stated, default_metric: str
    ) -> None:
        self.found, self.name, self.known, self.stated = found, name, known, stated
        self.default_metric = default_metric
        found = replace(found, scores=found.scores.reset_index(drop=True))
        self.found = found = _with_costs_apart(found)
        self.rows = found.scores
        self.unusable: list[Unusable] = []
        self.remarks: list[str] = []
        self.described: dict[str, dict[str, str]] = {}
        self._columns: dict[str, Cells] = {}
        self.pairs: list[_Pair] = []
        self.metric: Ints

    def board(self) -> Board:
        """Return the board."""
        import numpy as np

        self._read_cells()
        self._leave_out_unfinished()
        self._name_networks()
        self._find_datasets()
        if not len(self.at):
            raise NoScores(self.name, self.found, self.unusable)
        self._find_metrics()
        self._find_splits()
        self._describe()
        self._take_brackets()
        self._agree_on_units()
        self._scale_shares()
        self._refuse_outside()
        self._take_last_steps()
        self._keep(np.isfinite(self.score))
        if not len(self.score):
            raise NoScores(self.name, self.found, self.unusable)
        results = self._results()
        self.pairs = [self.pairs[number] for number in np.flatnonzero(np.bincount(self.metric)).tolist()]
        self.datasets = sorted({pair.dataset for pair in self.pairs}, key=str.casefold)
        datasets, own = self._datasets()
        return Board(
            results_table=results,
            papers_table=typed(self.found.papers),
            links_table=self.found.links,
            datasets_table=datasets,
            metrics_table=self._metrics(own),
            speeds_table=costs_table(self.found.costs, results, self._ids_of_raw),
            remarks=(*self.found.remarks, *self.remarks, *self._undirected()),
            unusable=(*self.found.unusable, *sorted(self.unusable, key=_where)),
        )

    # Rows

    def _column(self, name: str) -> Cells:
        """Return a column of the measurements; one that is not there is empty."""
        if name not in self._columns:
            if name in self.rows.columns:
                self._columns[name] = Cells.of(self.rows[name])
            else:
                self._columns[name] = Cells.empty(len(self.rows))
        return self._columns[name]

    def _says(self, name: str) -> bool:
        return name in self.rows.columns and any(self._column(name).texts)

    def _codes(self, name: str) -> Ints:
        """Return the codes of a column for the rows that are left."""
        return self._column(name).codes[self.at]  # type: ignore[return-value]

    def _keep(self, kept: Bools) -> None:
        """Keep some of the rows that are left."""
        if not kept.all():
            self._take(kept)

    def _take(self, rows: Bools | Ints) -> None:
        for name in (
            "at",
            "score",
            "text",
            "network",
            "dataset",
            "metric",
            "split",
            "spread",
            "percent",
            "new",
        ):
            if hasattr(self, name):
                setattr(self, name, getattr(self, name)[rows])

    def _refuse(self, bad: Bools, reason: Callable[[int], str]) -> None:
        """Report some of the rows that are left, and leave them out."""
        import numpy as np

        if not bad.any():
            return
        rows = np.flatnonzero(bad)
        places = self.found.places(self.at[rows].tolist())
        self.unusable += [
            Unusable(place, reason(int(row))) for place, row in zip(places, rows.tolist(), strict=True)
        ]
        self._keep(~bad)

    def _read_cells(self) -> None:
        """Read the number of each cell; what cannot be read is reported."""
        import numpy as np

        column = self._column("cell")
        self.parsed = grammar.read(column.texts)
        silent = np.zeros(len(column.texts), dtype="bool")
        silent[[number for number, one in self.parsed.careful.items() if one is None]] = True
        self.at = np.flatnonzero(~silent[column.codes])
        numbers = self.parsed.numbers.copy()
        texts = np.array(column.texts, dtype="object")
        for number, one in self.parsed.careful.items():
            if one is not None:
                numbers[number], texts[number] = float(one.text), one.text
        codes = column.codes[self.at]
        self.score, self.text = numbers[codes], texts[codes]
        self.spread = np.full(len(codes), "", dtype="object")
        if any(one is not None and one.spread for one in self.parsed.careful.values()):
            spreads = np.full(len(texts), "", dtype="object")
            for number, one in self.parsed.careful.items():
                spreads[number] = one.spread if one else ""
            self.spread = spreads[codes]
        self.percent = np.zeros(len(codes), dtype="bool")
        signed = [
            number for number, one in self.parsed.careful.items() if one is not None and one.unit == "%"
        ]
        if signed:
            self.percent = np.isin(codes, signed)
        if self._says("in_unit"):
            in_percent = np.array([text == "%" for text in self._column("in_unit").texts], dtype="bool")
            self.percent |= in_percent[self._codes("in_unit")]
        if self.parsed.wrong:
            wrong = np.zeros(len(texts), dtype="bool")
            wrong[list(self.parsed.wrong)] = True
            names = self._column("network")
            nameless = np.array([not text for text in names.texts], dtype="bool")[names.codes[self.at]]
            self._keep(~(wrong[codes] & nameless))  # a line that parts a table in groups
            codes = column.codes[self.at]
            self._refuse(wrong[codes], lambda row: f"{self.parsed.wrong[int(codes[row])]}{self._of(row)}")

    def _leave_out_unfinished(self) -> None:
        """Report the scores of runs that failed, crashed, or go on."""
        import numpy as np

        if not self._says("state"):
            return
        column = self._column("state")
        unfinished = np.array([fold(text) in UNFINISHED for text in column.texts])
        codes = self._codes("state")
        self._refuse(
            unfinished[codes],
            lambda row: (
                f"the run is {quoted(column.texts[int(codes[row])])}, so that its score does not count"
                f"{self._of(row)}"
            ),
        )

    def _of(self, row: int) -> str:
        """Say of which network and dataset a row is, as the file calls them."""
        names = (self._column(name) for name in ("network", "dataset"))
        said = [short(column.texts[column.codes[self.at[row]]]) for column in names]
        return f" ({' on '.join(filter(None, said))})" if any(said) else ""

    def _name_networks(self) -> None:
        import numpy as np

        column = self._column("network")
        nameless = np.array([not text for text in column.texts], dtype="bool")
        self._refuse(nameless[self._codes("network")], lambda _: "no network is named")
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
        for number in sorted(range(len(ids)), key=lambda one: (-counts[one], column.texts[one])):
            text = column.texts[number]
            if not text:
                continue
            description, ids[number], splits[number] = self._meant(text)
            if description is None:
                ids[number] = spelled.setdefault(fold(text), text)
            else:
                self.described.setdefault(ids[number], description)
        if "" in column.texts and counts[column.texts.index("")]:
            number = column.texts.index("")
            if self.found.sheets:
                ids[number] = self._after_the_file(others=any(counts[:number]) or any(counts[number + 1 :]))
            if not ids[number]:
                codes = self._codes("dataset")
                self._refuse(codes == number, lambda _: "no dataset is named; say --set dataset=NAME")
                self.network = self._codes("network")
        self._ids_of_raw = dict(zip(column.texts, ids, strict=True))
        self.datasets = sorted(set(ids) - {""}, key=str.casefold)
        standing = {name: number for number, name in enumerate(self.datasets)}
        self.dataset = np.array([standing.get(name, -1) for name in ids])[self._codes("dataset")]
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
        if others and self._says("dataset") and "dataset" in self._named_in_rows():
            return ""
        stem = Path(self.name).name.partition(".")[0] or "data"
        description, name, _ = self.known.board(stem)
        if description is not None:
            self.described.setdefault(name, description)
        self.remarks.append(
            f"{self.name}: no dataset is named, so the board is called {quoted(name)} after the file;"
            " --set dataset=NAME names it"
        )
        return name

    def _named_in_rows(self) -> set[str]:
        """Return the roles for which some sheet has a column whose cells say it row by row."""
        return {"dataset"} if self.found.long else set()

    def _find_metrics(self) -> None:
        """Find which metric each row is in, and number the pairs of dataset and metric."""
        import numpy as np
        import pandas as pd

        column = self._column("metric")
        device = self._column("device") if self._says("device") else None
        raw = self._codes("metric").astype("int64")
        keys = [self.dataset.astype("int64"), raw]
        if device is not None:
            keys.append(self._codes("device").astype("int64"))
        combined = keys[0]
        for key in keys[1:]:
            combined = combined * (int(key.max(initial=0)) + 1) + key
        inverse, different = pd.factorize(combined)
        counts = np.bincount(inverse, minlength=len(different))
        first = np.empty(len(different), dtype="int64")
        first[inverse[::-1]] = np.arange(len(inverse))[::-1]
        spelled: dict[tuple[int, str], int] = {}
        self.pairs = []
        numbers = np.zeros(len(different), dtype="int64")
        order = sorted(range(len(different)), key=lambda one: (-counts[one], column.texts[raw[first[one]]]))
        for one in order:
            row = first[one]
            dataset = int(self.dataset[row])
            metric = self._metric(self.datasets[dataset], column.texts[raw[row]])
            if device is not None and metrics.is_cost(metric):
                on = device.texts[int(self._codes("device")[row])]
                metric = f"{metric} ({on})" if on else metric
            named = (dataset, metrics.key(metric))
            if named not in spelled:
                spelled[named] = len(self.pairs)
                self.pairs.append(_Pair(self.datasets[dataset], metric))
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
        codes = self._codes("split")
        named = self._codes("dataset")
        if any(self._splits_of_names):
            both = np.array(
                [[one or other for other in self._splits_of_names] for one in said], dtype="object"
            )
            texts = both[codes, named]
        else:
            texts = np.array(said, dtype="object")[codes]
        column = Cells.of(texts)
        self.split, self.splits = column.codes, column.texts

    # What is known of each metric on each dataset

    def _describe(self) -> None:
        """Find unit and direction of each metric on each dataset: described, said by the file, or known."""
        import numpy as np
        import pandas as pd

        pairs = self.metric
        number = len(self.pairs)
        position = np.full(number, np.iinfo("int64").max, dtype="int64")
        places = self.at
        if "position" in self.rows.columns:
            sheet = self.rows["sheet"].to_numpy()[self.at].astype("int64")
            places = sheet * _COLUMNS + self.rows["position"].to_numpy()[self.at]
        position[pairs[::-1]] = places[::-1]  # the first of each pair
        combined = pd.unique(pairs * len(self.networks) + self.network)
        networks = np.bincount(combined // len(self.networks), minlength=number)
        said = {name: self._said_of_pairs(name) for name in ("unit", "better", "group")}
        percent = set(np.unique(pairs[self.percent]).tolist())
        for one, pair in enumerate(self.pairs):
            pair.position, pair.networks = int(position[one]), int(networks[one])
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

    def _description(self, pair: _Pair) -> Mapping[str, str]:
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
        counts = np.bincount(self.metric * size + self._codes(name), minlength=len(self.pairs) * size)
        found = {}
        for pair in range(len(self.pairs)):
            here = counts[pair * size : (pair + 1) * size]
            texts = [
                (-int(here[one]), column.texts[one]) for one in range(size) if here[one] and column.texts[one]
            ]
            if texts:
                found[pair] = min(texts)[1]
        return found

    # Scores

    def _take_brackets(self) -> None:
        """Take numbers in brackets for further scores, for spreads, or for remarks.

        What most of the cells of a column say is what all of them say.
        """
        import numpy as np

        self.new = np.zeros(len(self.at), dtype="bool")
        self._notes: dict[int, str] = {}
        further: list[tuple[int, str]] = []
        for told in self._bracketed():
            alike = {row: self._are_alike(row, texts) for row, texts in told.items()}
            many = 2 * sum(alike.values()) > len(told)
            for row, texts in told.items():
                if many and alike[row]:
                    further += [(row, text) for text in texts]
                elif len(texts) == 1 and (not many or self._is_small(row, texts[0])):
                    self.spread[row] = self.spread[row] or texts[0]
                else:
                    self._notes[int(self.at[row])] = f"({', '.join(texts)})"
        if further:
            self._take_further(further)

    def _bracketed(self) -> Iterable[dict[int, tuple[str, ...]]]:
        """Give the numbers in brackets by their rows, for one column of a file after the other."""
        import numpy as np

        texts = {
            n: one.bracketed for n, one in self.parsed.careful.items() if one is not None and one.bracketed
        }
        if not texts:
            return ()
        codes = self._codes("cell")
        places = [self.rows[name].to_numpy() for name in ("sheet", "position") if name in self.rows]
        columns: dict[tuple[int, ...], dict[int, tuple[str, ...]]] = {}
        for row in np.flatnonzero(np.isin(codes, list(texts))).tolist():
            place = tuple(int(numbers[self.at[row]]) for numbers in places) or (int(self.metric[row]),)
            columns.setdefault(place, {})[row] = texts[int(codes[row])]
        return columns.values()

    def _take_further(self, further: Sequence[tuple[int, str]]) -> None:
        """Put further scores behind those of their rows."""
        import numpy as np

        again = np.array([row for row, _ in further])
        for name in ("at", "network", "dataset", "metric", "split", "percent"):
            column = getattr(self, name)
            setattr(self, name, np.concatenate([column, column[again]]))
        texts = np.array([text for _, text in further], dtype="object")
        self.text = np.concatenate([self.text, texts])
        self.score = np.concatenate([self.score, texts.astype("float64")])
        self.spread = np.concatenate([self.spread, np.full(len(again), "", dtype="object")])
        self.new = np.concatenate([self.new, np.ones(len(again), dtype="bool")])
        self._take(np.lexsort((self.new, self.at)))

    def _are_alike(self, row: int, others: Sequence[str]) -> bool:
        """Say whether numbers in brackets are like the score in front of them, and may be scores."""
        score = float(self.score[row])
        if self.pairs[int(self.metric[row])].better == "lower" or not score:
            return False
        return all(_ALIKE[0] <= float(other) / score <= _ALIKE[1] for other in others)

    def _is_small(self, row: int, other: str) -> bool:
        return abs(float(other)) < abs(float(self.score[row])) * _ALIKE[0]

    def _agree_on_units(self) -> None:
        """Report scores that are in another unit than most of their board: 2 s among milliseconds."""
        import numpy as np

        units = {
            n: one.unit
            for n, one in self.parsed.careful.items()
            if one is not None and one.unit not in {"", "%"}
        }
        if not units:
            return
        codes = self._codes("cell")
        rows = np.flatnonzero(np.isin(codes, list(units)))
        said: dict[int, dict[str, list[int]]] = {}
        for row in rows.tolist():
            said.setdefault(int(self.metric[row]), {}).setdefault(units[int(codes[row])], []).append(row)
        bad = np.zeros(len(codes), dtype="bool")
        for number, found in said.items():
            pair = self.pairs[number]
            most = max(sorted(found), key=lambda unit: len(found[unit]))
            pair.unit = pair.unit or most
            pair.better = pair.better or metrics.direction(pair.metric, pair.unit)
            for unit, those in found.items():
                bad[those] = unit != pair.unit
        texts = self._column("cell").texts
        self._refuse(
            bad,
            lambda row: f"{quoted(texts[int(codes[row])])} is in another unit than its board{self._of(row)}",
        )

    def _scale_shares(self) -> None:
        """Write shares of one in percent where the board is, if all are; report them among percentages.

        Errors of less than one percent are not rare, so that only scores of which more is better count.
        """
        import numpy as np

        in_percent = np.array(
            [pair.unit == "%" and pair.better == "higher" for pair in self.pairs], dtype="bool"
        )
        here = in_percent[self.metric] & np.isfinite(self.score) & (self.score != 0)
        low = here & ~self.percent & (np.abs(self.score) <= 1)
        if not low.any():
            return
        board = self.metric.astype("int64") * len(self.splits) + self.split
        size = len(self.pairs) * len(self.splits)
        lows, all_ = (np.bincount(board[rows], minlength=size) for rows in (low, here))
        shares = (lows > 0) & (lows == all_)
        self._in_percent(low & shares[board])
        for number in np.flatnonzero(shares).tolist():
            pair, split = self.pairs[number // len(self.splits)], number % len(self.splits)
            self.remarks.append(
                f"{self.name}: the scores on {self._board(pair, split)} are shares, shown in percent"
            )
        self._refuse(
            low & ~shares[board],
            lambda row: (
                f"{self.text[row]} looks like a share of 1, where scores are in percent{self._of(row)}"
            ),
        )

    def _in_percent(self, rows: Bools) -> None:
        import numpy as np

        for row in np.flatnonzero(rows):
            self.text[row] = _hundredfold(self.text[row])
            self.score[row] = float(self.text[row])
            spread = self.spread[row]
            if not spread and self._says("spread"):
                column = self._column("spread")
                spread = column.texts[column.codes[self.at[row]]]
            if grammar.NUMBER.fullmatch(spread):
                self.spread[row] = _hundredfold(spread)

    def _refuse_outside(self) -> None:
        """Report scores that no percentage can be."""
        import numpy as np

        bounded = np.array(
            [pair.unit == "%" and pair.better == "higher" for pair in self.pairs], dtype="bool"
        )
        outside = bounded[self.metric] & ~((self.score >= 0) & (self.score <= 100))  # noqa: PLR2004 - percent
        self._refuse(outside, lambda row: f"{self.text[row]} is not between 0 and 100 %{self._of(row)}")
        infinite = ~np.isfinite(self.score)
        self._refuse(
            infinite, lambda row: f"{quoted(str(self.text[row]))} is no finite number{self._of(row)}"
        )

    def _board(self, pair: _Pair, split: int) -> str:
        return " ".join(filter(None, [pair.dataset, self.splits[split], pair.metric]))

    def _take_last_steps(self) -> None:
        """Of a training log, keep the last step of each measurement; say where an earlier one was better."""
        import numpy as np
        import pandas as pd

        if not self._says("step"):
            return
        column = self._column("step")
        steps = np.array([_number(text) for text in column.texts])[self._codes("step")]
        keys = pd.DataFrame(
            {"network": self.network, "metric": self.metric, "split": self.split}
            | {
                name: self._codes(name)
                for name in KEY
                if name not in {"network", "dataset", "metric", "split"}
            }
        )
        frame = keys.assign(step=steps, score=self.score, row=np.arange(len(steps)))
        logged = frame[np.isfinite(steps)]
        if not logged.duplicated(list(keys.columns)).any():
            return
        last = logged.sort_values("step", kind="stable").drop_duplicates(list(keys.columns), keep="last")
        better = np.array([pair.better for pair in self.pairs], dtype="object")
        earlier = logged.merge(last, on=list(keys.columns), suffixes=("", "_last"))
        sign = np.where(better[earlier["metric"]] == "lower", -1, 1)
        ahead = earlier[
            (sign * (earlier["score"] - earlier["score_last"]) > 0) & (better[earlier["metric"]] != "")
        ]
        if not ahead.empty:
            named = [
                f"{self.networks[int(network)]} ({self.pairs[int(metric)].metric})"
                for network, metric in ahead[["network", "metric"]].drop_duplicates().itertuples(index=False)
            ]
            self.remarks.append(
                f"{self.name}: the last step counts; an earlier one was better for {_listed(named)};"
                " if these are runs and no steps, say --column run=TITLE"
            )
        kept = np.zeros(len(steps), dtype="bool")
        kept[last["row"].to_numpy()] = True
        self._keep(kept | ~np.isfinite(steps))

    # Tables

    def _results(self) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        texts = Cells.of(self.text)
        columns: dict[str, object] = {
            "network": _categorical(self.network, self.networks),
            "dataset": _categorical(self.dataset, self.datasets),
            "metric": _categorical(self.metric, [pair.metric for pair in self.pairs]),
            "score": self.score,
            "score_text": pd.Categorical.from_codes(texts.codes, pd.Index(texts.texts, dtype="object")),
            "split": _categorical(self.split, self.splits),
        }
        columns |= self._spreads()
        notes = self._all_notes()
        number = len(self.at)
        for name in RESULTS:
            if name in columns:
                continue
            if name == "note" and notes is not None:
                columns[name] = _categorical(notes.codes, notes.texts)
            elif self._says(name):
                codes = self._codes(name)
                column = self._column(name)
                columns[name] = _categorical(codes, [self._tidy(name, text) for text in column.texts])
            else:
                columns[name] = pd.Categorical.from_codes(
                    np.zeros(number, dtype="int8"), pd.Index([""], dtype="object")
                )
        return pd.DataFrame(columns)[list(RESULTS)]

    def _tidy(self, name: str, text: str) -> str:
        from leaderboard.reading.titles import TEST_TIMES

        if name == "test_time":
            return TEST_TIMES.get(fold(text), "multi-scale" if fold(text) == "ms" else text)
        return (
            ""
            if name not in {"note", "source"}
            and grammar.is_not_reported(text)
            and text != "none"
            and fold(text) != "none"
            else text
        )

    def _spreads(self) -> dict[str, object]:
        """Return the columns of spreads: numbers, their text, what they are, and of how many runs."""
        import numpy as np
        import pandas as pd

        number = len(self.at)
        beside = self._column("spread")
        texts = self.spread
        if self._says("spread"):
            given = np.array(
                [
                    grammar.with_point(text).lstrip("\u00b1 ").removesuffix("%").strip()
                    for text in beside.texts
                ],
                dtype="object",
            )
            texts = np.where((texts == "") & ~self.new, given[self._codes("spread")], texts)
        column = Cells.of(texts)
        values = np.array([_number(text) for text in column.texts])
        values = np.where(values < 0, np.nan, values)
        plain = [text if value == value else "" for text, value in zip(column.texts, values, strict=True)]  # noqa: PLR0124
        kinds = self._column("spread_of")
        known = [_spread_kind(text) for text in kinds.texts]
        has = np.isfinite(values[column.codes])
        said = np.where(has, self._codes("spread_of"), len(known))
        counts = np.array([_number(text) for text in self._column("runs").texts])
        whole = np.isfinite(counts) & (counts >= 1) & (counts == np.floor(counts))
        runs = self._codes("runs")
        return {
            "spread": values[column.codes] if has.any() else np.full(number, np.nan),
            "spread_text": _categorical(column.codes, plain),
            "spread_of": _categorical(said, [*known, ""]),
            "runs": pd.arrays.IntegerArray(
                np.where(whole, counts, 0).astype("int64")[runs], mask=~whole[runs]
            ),
        }

    def _all_notes(self) -> Cells | None:
        """Return the notes, with what stands beside the scores; None if there is nothing of that."""
        import numpy as np

        beside = {n: one.note for n, one in self.parsed.careful.items() if one is not None and one.note}
        in_brackets: dict[int, str] = getattr(self, "_notes", {})
        if not beside and not in_brackets:
            return None
        column = self._column("note")
        given = np.array(column.texts, dtype="object")[self._codes("note")]
        codes = self._codes("cell")
        for row in np.flatnonzero(np.isin(codes, list(beside)) | np.isin(self.at, list(in_brackets))):
            parts = (given[row], beside.get(int(codes[row]), ""), in_brackets.get(int(self.at[row]), ""))
            given[row] = "; ".join(filter(None, parts))
        return Cells.of(given)

    def _datasets(self) -> tuple[pd.DataFrame, dict[str, str]]:
        """Describe all datasets; return, too, the own metric of each that has scores."""
        import pandas as pd

        told = {self._ids_of_raw.get(raw, raw): said for raw, said in reversed(self.found.told.items())}
        pairs: dict[str, list[_Pair]] = {}
        for pair in self.pairs:
            pairs.setdefault(pair.dataset, []).append(pair)
        own: dict[str, str] = {}
        for name in self.datasets:
            named = self.described.get(name, {}).get("metric") or told.get(name, {}).get("metric") or ""
            own[name] = metrics.plain(named) if named else self._first_metric(pairs[name])
        positions = self._positions()
        others = sorted(
            (name for name in self.datasets if name not in self.known.datasets),
            key=lambda name: (self._shipped_order(name), positions[name], name.casefold(), name),
        )
        rows = [dict(row) for row in self.known.datasets.values()]
        rows += [self._new_dataset(name, told.get(name, {})) for name in others]
        for row in rows:
            metric = own.get(row["dataset"], "")
            row["metric"] = row["metric"] or metric or self.default_metric or "score"
            for pair in pairs.get(row["dataset"], ()):
                if metrics.same(pair.metric, metric):
                    row["unit"], row["better"] = row["unit"] or pair.unit, row["better"] or pair.better
                    break
            row["better"] = row["better"] or metrics.direction(row["metric"], row["unit"])
        return pd.DataFrame(rows, columns=list(DATASETS), dtype="str"), own

    def _positions(self) -> dict[str, int]:
        found: dict[str, int] = {}
        long = self.found.long or not self.found.sheets
        for pair in self.pairs:
            found[pair.dataset] = min(found.get(pair.dataset, pair.position), 0 if long else pair.position)
        return found

    def _shipped_order(self, name: str) -> int:
        return self.known.standing(name) if name in self.described else len(self.described) + 10_000

    def _new_dataset(self, name: str, told: Mapping[str, str]) -> dict[str, str]:
        """Describe a dataset that is not given: as the program knows it, or by what the file has *told*."""
        if name in self.described:
            return dict(self.described[name])
        said = {key: text for key, text in told.items() if key in DATASETS}
        return {**dict.fromkeys(DATASETS, ""), "dataset": name, "title": name, **said, "metric": ""}

    def _first_metric(self, pairs: Sequence[_Pair]) -> str:
        """Return the metric that ranks a dataset of which that is not said: the first one in its file.

        Costs, parts, and what has no direction come last.
        """
        found = min(
            pairs,
            key=lambda pair: (
                pair.group != "",
                metrics.is_cost(pair.metric),
                pair.better == "",
                pair.position if self.found.sheets else 0,
                -pair.networks,
                pair.metric.casefold(),
            ),
        )
        return found.metric

    def _metrics(self, own: Mapping[str, str]) -> pd.DataFrame:
        """Describe every metric on every dataset on which it is measured, each dataset's own first."""
        import pandas as pd

        pairs = sorted(
            self.pairs,
            key=lambda pair: (
                pair.dataset,
                not metrics.same(pair.metric, own[pair.dataset]),
                pair.position if self.found.sheets else 0,
                pair.metric.casefold(),
            ),
        )
        rows = [{name: getattr(pair, name) for name in METRICS} for pair in pairs]
        frame = pd.DataFrame(rows, columns=list(METRICS), dtype="str")
        return frame.assign(title=frame["title"].where(frame["title"] != "", frame["metric"]))

    def _undirected(self) -> Iterable[str]:
        """Ask what is better where that is not known."""
        unknown = [pair for pair in self.pairs if not pair.better]
        if unknown:
            named = _listed([f"{quoted(pair.dataset)} ({pair.metric})" for pair in unknown])
            word = unknown[0].metric
            only = "" if len({pair.metric for pair in unknown}) == 1 else f".{word}"
            yield (
                f"not ranked, since it is not known whether higher or lower is better: {named};"
                f" say --set better{only}=higher or --set better{only}=lower"
            )


def _with_costs_apart(found: Measurements) -> Measurements:
    """Take parameters and operations, which nested files list among metrics, for what networks cost."""
    import pandas as pd

    scores = found.scores
    if "sheet" in scores.columns or "metric" not in scores.columns:
        return found  # columns of sheets have been told apart
    kinds = {text: cost_of(text) for text in scores["metric"].unique()}
    if not any(kinds.values()):
        return found
    kind = scores["metric"].map(kinds)
    costs = scores[kind != ""].assign(kind=kind)
    said = costs["cell"].astype("str") + "\0" + costs["metric"].astype("str")
    keys = [name for name in ("network", "dataset", "split", "variant") if name in costs.columns]
    table = costs[keys].assign(
        **{name: said.where(costs["kind"] == name, "") for name in ("params", "gflops")}
    )
    table = table.reindex(columns=["network", "dataset", "split", "variant", "params", "gflops"]).fillna("")
    left = scores[kind == ""].reset_index(drop=True)
    return replace(
        found, scores=left, costs=pd.concat([found.costs, table]) if found.costs is not None else table
    )


def _categorical(codes: npt.NDArray[np.integer], texts: Sequence[str]) -> pd.Categorical[str]:
    """Return texts as categories, of which each stands there once."""
    import numpy as np
    import pandas as pd

    again, unique = pd.factorize(np.array(list(texts), dtype="object"))
    if len(unique) < len(texts):
        codes = again[codes]
    return pd.Categorical.from_codes(codes, pd.Index(unique, dtype="str"))


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - _FEW} more"] if len(names) > _FEW else []
    return ", ".join([*names[:_FEW], *more])


def _number(text: str) -> float:
    return float(text) if grammar.NUMBER.fullmatch(text) else float("nan")


def _spread_kind(text: str) -> str:
    from leaderboard.reading import titles

    if text in SPREADS or not text:
        return text
    found = titles.spread_of(text)
    return found.of if found else text


def _hundredfold(text: str) -> str:
    """Write a share of one in percent, with the digits that it has: ``0.8230`` is ``82.30``."""
    number = Decimal(text).scaleb(2)
    return f"{number:f}"


def _where(unusable: Unusable) -> tuple[str, int, str]:
    name, _, line = unusable.place.rpartition(":")
    return (name, int(line), "") if line.isdigit() else (unusable.place, 0, "")


def short(name: str) -> str:
    """Return a name of a length that fits into a sentence."""
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"


_LONG = 40
