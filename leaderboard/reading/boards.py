"""From measurements to a board: ids, metrics, splits, units and directions, once for every format.

Nothing is invented here: what a file does not say and no description of ours says stays empty.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board import conditions, metrics
from leaderboard.board.board import Board, no_rows
from leaderboard.board.columns import DATASETS, KEY, LINKS, METRICS, PAPERS, RESULTS, SPREADS
from leaderboard.board.names import fold
from leaderboard.errors import DataError, few_of, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.coded import Cells
from leaderboard.reading.costs import costs_table
from leaderboard.reading.facts import typed
from leaderboard.reading.judging import Judging

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from leaderboard.reading.known import Known
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.rows import Ints, Pair
    from leaderboard.reading.sheet import Unusable
    from leaderboard.reading.stated import Stated


_MOST_RUNS = 2**53
"""More runs are a slip; up to here every number is told from the next."""
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*")
"""A day with a time, as tools write down when a run was made."""


class NoScores(DataError):
    """Nothing that was found can be used."""

    def __init__(self, name: str, found: Measurements, unusable: Sequence[Unusable] = ()) -> None:
        """Take what was *found* in a file, and more of its scores that cannot be used."""
        self.unusable = (*found.unusable, *unusable)
        self.is_empty = not self.unusable and not found.nearest
        """Whether there is no row at all, in tables that are understood."""
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


def nothing(datasets: Iterable[Mapping[str, str]] = ()) -> Board:
    """Return a board without a score, to take the first ones into; *datasets* may be described already."""
    import pandas as pd

    results = no_rows(*RESULTS)().astype({"score": "float64", "spread": "float64", "runs": "Int64"})
    described = pd.DataFrame(list(datasets), columns=list(DATASETS), dtype="str")
    return Board(results, typed(no_rows(*PAPERS)()), no_rows(*LINKS)(), described)


def sorted_out(
    found: Measurements, name: str, known: Known, stated: Stated, *, default_metric: str = ""
) -> Sorted:
    """Sort the measurements of a file that is called *name* into boards.

    *default_metric* is what scores measure on a dataset of which neither a description nor
    the file says it.

    Raises:
        NoScores: There is no score that can be used.
    """
    if found.scores.empty:
        raise NoScores(name, found)
    sorter = _Sorter(found, name, known, stated, default_metric)
    return Sorted(sorter.board(), sorter.found, sorter.at)


class _Sorter(Judging):
    """Makes boards of rows that have been named and judged."""

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
            speeds=cache(partial(costs_table, self.found.costs, results, self._ids_of_raw)),
            remarks=(*self.found.remarks, *self.remarks, *self._alike(results), *self._undirected()),
            unusable=(*self.found.unusable, *sorted(self.unusable, key=_where)),
        )

    def _results(self) -> pd.DataFrame:
        import pandas as pd

        columns: dict[str, object] = {
            "network": self._left("network").categorical,
            "dataset": Cells(self.dataset, self.datasets).categorical,
            "metric": Cells(self.metric, [pair.metric for pair in self.pairs]).categorical,
            "score": self.score,
            "score_text": self.text.categorical,
            "split": Cells(self.split, self.splits).categorical,
            "source": self._left("source").categorical,
            "note": self._all_notes().categorical,
        }
        columns |= self._spreads()
        for name in RESULTS:
            if name not in columns:
                texts = [_tidy(name, text) for text in self._column(name).texts]
                columns[name] = Cells(self._codes(name), texts).categorical
        return pd.DataFrame({name: columns[name] for name in RESULTS}, copy=False)

    def _spreads(self) -> dict[str, object]:
        """Return the columns of spreads: numbers, their text, what they are, and of how many runs."""
        import numpy as np
        import pandas as pd

        codes = self.spread.codes
        texts = [
            grammar.with_point(text).lstrip("\u00b1 ").removesuffix("%").strip() for text in self.spread.texts
        ]
        values = np.array([grammar.number_of(text) for text in texts])
        values = np.where(values < 0, np.nan, values)
        plain = [text if np.isfinite(value) else "" for text, value in zip(texts, values, strict=True)]
        kinds = Cells(self._codes("spread_of"), list(map(_spread_kind, self._column("spread_of").texts)))
        if any(kinds.texts):
            kinds = kinds.written(~np.isfinite(values)[codes], lambda _: "")
        counts = np.array([grammar.number_of(text) for text in self._column("runs").texts])
        whole = np.isfinite(counts) & (counts >= 1) & (counts == np.floor(counts)) & (counts < _MOST_RUNS)
        runs = self._codes("runs")
        return {
            "spread": values[codes],
            "spread_text": Cells(codes, plain).categorical,
            "spread_of": kinds.categorical,
            "runs": pd.arrays.IntegerArray(
                np.where(whole, counts, 0).astype("int64")[runs], mask=~whole[runs]
            ),
        }

    def _all_notes(self) -> Cells:
        """Return the notes, with what stands beside the scores."""
        import numpy as np

        beside = {n: one.note for n, one in self.parsed.careful.items() if one is not None and one.note}
        in_brackets = self._notes
        if not beside and not in_brackets:
            return self._left("note")
        given = self._left("note").expanded()
        codes = self._codes("cell")
        for row in np.flatnonzero(np.isin(codes, list(beside)) | np.isin(self.at, list(in_brackets))):
            parts = (given[row], beside.get(int(codes[row]), ""), in_brackets.get(int(self.at[row]), ""))
            given[row] = "; ".join(filter(None, parts))
        return Cells.of(given)

    def _datasets(self) -> tuple[pd.DataFrame, dict[str, str]]:
        """Describe all datasets; return, too, the own metric of each that has scores."""
        import pandas as pd

        told = {self._ids_of_raw.get(raw, raw): said for raw, said in reversed(self.found.told.items())}
        pairs: dict[str, list[Pair]] = {}
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
        return pd.DataFrame({name: [row[name] for row in rows] for name in DATASETS}, dtype="str"), own

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

    def _first_metric(self, pairs: Sequence[Pair]) -> str:
        """Return the metric that ranks a dataset of which that is not said: the first one in its file.

        Costs, parts, and what has no direction come last.
        """
        if len(pairs) == 1:
            return pairs[0].metric
        found = min(
            pairs,
            key=lambda pair: (
                pair.group != "",
                metrics.is_cost(pair.metric),
                pair.better == "",
                pair.position if self.found.sheets else 0,
                -int(self._networks_of_pairs[pair.number]),
                pair.metric.casefold(),
            ),
        )
        return found.metric

    @cached_property
    def _networks_of_pairs(self) -> Ints:
        """How many networks have a score on each pair, by its number."""
        import numpy as np
        import pandas as pd

        size = len(self.networks)
        return np.bincount(pd.unique(self.metric.astype("int64") * size + self.network) // size)

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
        frame = pd.DataFrame({name: [getattr(pair, name) for pair in pairs] for name in METRICS}, dtype="str")
        return frame.assign(title=frame["title"].where(frame["title"] != "", frame["metric"]))

    def _alike(self, results: pd.DataFrame) -> Iterable[str]:
        """Name the networks of which one run has several scores: these may be two networks of one name."""
        if not self._says("run"):
            return
        runs = results[results["run"] != ""]
        several = runs[runs.duplicated(list(KEY)) & ~runs.duplicated([*KEY, "score"])]
        if len(several):
            named = list(dict.fromkeys(map(quoted, several["network"].astype("str"))))
            yield (
                f"{self.name}: the same run has several scores, of which the best counts, of {few_of(named)};"
                " perhaps several networks have one name"
            )

    def _undirected(self) -> Iterable[str]:
        """Ask what is better where that is not known."""
        unknown = [pair for pair in self.pairs if not pair.better]
        if unknown:
            named = few_of([f"{quoted(pair.dataset)} ({pair.metric})" for pair in unknown])
            word = unknown[0].metric
            only = "" if len({pair.metric for pair in unknown}) == 1 else f".{word}"
            yield (
                f"not ranked, since it is not known whether higher or lower is better: {named};"
                f" say --set better{only}=higher or --set better{only}=lower"
            )


def _tidy(name: str, text: str) -> str:
    from leaderboard.reading.titles import TEST_TIMES

    if name == "test_time":
        return TEST_TIMES.get(fold(text), "multi-scale" if fold(text) == "ms" else text)
    if name == "date" and (moment := _MOMENT.fullmatch(text)):
        return moment["day"]
    if name == "extra_data" and (said := conditions.extra_data(text)) != text:
        return said
    return "" if grammar.is_not_reported(text) and text != conditions.NONE else text


def _spread_kind(text: str) -> str:
    from leaderboard.reading import titles

    if text in SPREADS or not text:
        return text
    found = titles.spread_of(text)
    return found.of if found else text


def _where(unusable: Unusable) -> tuple[str, int, str]:
    name, _, line = unusable.place.rpartition(":")
    return (name, int(line), "") if line.isdigit() else (unusable.place, 0, "")
