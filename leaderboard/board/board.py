"""The board: its frames, and choosing a part of them.

A *board* in the narrow sense is a dataset on a split in a metric: ``cityscapes`` on ``test`` in
mIoU. :class:`Board` holds all boards of one collection.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from leaderboard.board import metrics
from leaderboard.board.columns import FACTS, MEASURES, METRICS, SPEEDS
from leaderboard.board.conditions import FINE_TUNED, NONE
from leaderboard.board.costs import looked_up
from leaderboard.board.names import Names, fold, without_split
from leaderboard.board.pairs import pairs_of
from leaderboard.board.runs import averaged
from leaderboard.errors import UnknownDirection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.board.unusable import Unusable

Ints: TypeAlias = "npt.NDArray[np.int64]"

Runs = Literal["mean", "best", "each"]
"""How the runs of one score count: by their mean, the best of them, or each as a score of its own."""


def no_rows(*columns: str) -> Callable[[], pd.DataFrame]:
    """Return what makes a frame without rows, with these columns of a table."""

    def empty() -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        kinds = {name: "float64" if name in MEASURES else "object" for name in columns}
        return pd.DataFrame({name: np.array([], dtype=kind) for name, kind in kinds.items()})

    return empty


@dataclass(frozen=True, eq=False)
class Board:
    """Measurements, the papers behind them, their addresses, and what they were made on.

    The frames have the columns of :mod:`leaderboard.board.columns`; text that is not known is
    empty. They are not to be changed: the methods that choose return another board.

    *metrics_table* describes every metric on every dataset on which it is measured, the one that
    ranks the dataset first. *remarks* are sentences about what was assumed when the data was read,
    *unusable* what in it looks like a score and could not be used. *speeds* puts the table of speeds
    together, which few questions are about. *split* and *metric* are what
    ranks in place of each dataset's own, where that is chosen, and *runs* how runs count.
    """

    results_table: pd.DataFrame
    papers_table: pd.DataFrame
    links_table: pd.DataFrame
    datasets_table: pd.DataFrame
    metrics_table: pd.DataFrame = field(default_factory=no_rows(*METRICS))
    speeds: Callable[[], pd.DataFrame] = field(default_factory=lambda: no_rows(*SPEEDS))
    remarks: tuple[str, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    split: str | None = None
    metric: str | None = None
    runs: Runs = "mean"
    copies: pd.Series[int] | None = None
    """How many scores each row of the results stands for, by its index; one, where that is not said."""
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, name: str, make: Callable[[Self], Any]) -> Any:
        """Return what *make* answers about this board, which is asked once."""
        if name not in self._kept:
            self._kept[name] = make(self)
        return self._kept[name]

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The results, with the runs of one score taken together as *runs* says."""
        return averaged(self.results_table, self.metrics_table, self.runs)

    @cached_property
    def speeds_table(self) -> pd.DataFrame:
        """What the networks cost."""
        return self.speeds()

    # Names

    @cached_property
    def dataset_names(self) -> Names:
        """The datasets by their ids, titles and aliases."""
        rows = self.datasets_table[["dataset", "title", "aliases"]].itertuples(index=False)
        return Names(
            "dataset", {name: [title, *filter(None, aliases.split(";"))] for name, title, aliases in rows}
        )

    @cached_property
    def network_names(self) -> Names:
        """The networks, with a score or without, by their names and aliases."""
        names: dict[str, list[str]] = {name: [] for name in self.results_table["network"].unique()}
        for networks, aliases in self.papers_table[["network", "aliases"]].itertuples(index=False):
            for network in filter(None, networks.split(";")):
                names.setdefault(network, []).extend(filter(None, aliases.split(";")))
        return Names("network", names)

    # Facts

    @cached_property
    def paper_facts(self) -> pd.DataFrame:
        """One row per paper: the columns ``FACTS``, ``network``, ``aliases`` and ``note``."""
        import pandas as pd

        first: dict[tuple[str, str], str] = {}
        links = (self.links_table[name].tolist() for name in ("paper", "kind", "url"))
        for paper, kind, url in zip(*links, strict=True):
            first.setdefault((paper, kind), url)
        papers = self.papers_table["paper"].tolist()
        urls = {
            f"{kind}_url": [first.get((paper, kind), "") for paper in papers]
            for kind in ("paper", "code", "project")
        }
        found = pd.DataFrame(urls, index=self.papers_table.index, dtype="str")
        return pd.concat([self.papers_table, found], axis="columns")

    @cached_property
    def network_facts(self) -> pd.DataFrame:
        """One row per network that a paper introduced, with the columns ``FACTS``.

        The index is the network's name. A network of several papers has the first's.
        """
        rows = self._introduced
        return self.paper_facts[list(FACTS)].take(list(rows.values())).set_axis(list(rows))

    def years_of(self, networks: Iterable[str]) -> Any:
        """Return the year of the paper of each of some *networks*, missing where it is not known."""
        rows = [self._introduced.get(name, -1) for name in networks]
        return self.papers_table["year"].array.take(rows, allow_fill=True)

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """The row of the paper of each network that one introduced."""
        rows: dict[str, int] = {}
        for row, names in enumerate(self.papers_table["network"].tolist()):
            if ";" not in names:  # as nearly always
                rows.setdefault(names, row)
                continue
            for name in names.split(";"):
                rows.setdefault(name, row)
        rows.pop("", None)
        return rows

    def facts_of(self, networks: list[str]) -> pd.DataFrame:
        """Return what is known of *networks*, a row each.

        The columns are ``network`` and those of :data:`leaderboard.board.columns.FACTS`.
        """
        facts = self.network_facts.reindex(networks).rename_axis("network").reset_index()
        if facts["paper"].notna().all():
            return facts
        text = [name for name in FACTS if name != "year"]
        return facts.assign(**facts[text].fillna(""))

    def chronological(self, networks: Iterable[str]) -> list[str]:
        """Order *networks* by first appearance, undated ones last, then by name."""
        dates = self.first_dates
        return sorted(networks, key=lambda name: (dates.get(name) or "9999", name.casefold(), name))

    @cached_property
    def first_dates(self) -> dict[str, str]:
        """The date of the paper of each network that one introduced."""
        dates = self.papers_table["date"].tolist()
        return dict(zip(self._introduced, map(dates.__getitem__, self._introduced.values()), strict=True))

    # Choosing

    def on(self, dataset: str, *, split: str | None = None, metric: str | None = None) -> Self:
        """Keep one dataset, as people type it, and choose its board.

        Without a *split* and a *metric* that is the dataset's own; where there are no scores on
        it, another that has some. ``Cityscapes val`` names a dataset and a split.

        Raises:
            UnknownName: There is no such dataset, or it has no scores in such a metric.
            AmbiguousName: Several datasets fit.
            UnknownDirection: It is not known whether higher or lower is better on the board.
        """
        name, said = self.meant(dataset)
        if said:
            split = split or said
        chosen = replace(
            self,
            results_table=kept(self.results_table, self.results_table["dataset"] == name),
            datasets_table=self.datasets_table[self.datasets_table["dataset"] == name],
            metrics_table=self.metrics_table[self.metrics_table["dataset"] == name],
            split=self.split if split is None else split.casefold(),
        ).in_metric(metric)
        about = chosen.about
        if not about["better"]:
            raise UnknownDirection(name, about["metric"])
        return chosen

    def on_several(self, datasets: Sequence[str]) -> Self:
        """Keep some datasets, as people type them, or all if none is named; of one alone, choose its board.

        Raises:
            UnknownName: There is no such dataset.
            AmbiguousName: Several datasets fit one.
        """
        if len(datasets) <= 1:
            return self.on(datasets[0]) if datasets else self
        names = [self.meant(dataset)[0] for dataset in datasets]
        return replace(
            self,
            results_table=self.results_table[self.results_table["dataset"].isin(names)],
            datasets_table=self.datasets_table[self.datasets_table["dataset"].isin(names)],
        )

    def meant(self, dataset: str) -> tuple[str, str]:
        """Return the dataset that is typed, and the split that is typed with it, if one is.

        Raises:
            UnknownName: There is no such dataset.
            AmbiguousName: Several fit.
        """
        names = self.dataset_names
        bare, said = without_split(dataset)
        if said and not names.matching(dataset) and names.matching(bare):
            return names.find(bare), said
        return names.find(dataset), ""

    def in_metric(self, metric: str | None) -> Self:
        """Rank by a *metric*, as people type it, in place of each dataset's own (or by that, if None).

        Raises:
            UnknownName: No dataset is measured in it.
        """
        return self if metric is None else replace(self, metric=self.metric_names.find(metrics.plain(metric)))

    @property
    def about(self) -> dict[str, Any]:
        """What is known of the board of a single dataset: a row of :attr:`boards`, and its description.

        ``dataset``, ``title``, ``split``, ``metric``, ``metric_title``, ``unit``, ``better``, ``networks``, …
        """
        described: dict[str, Any] = dict(self.datasets_table.iloc[0].items())  # type: ignore[arg-type]
        own = self.boards[self.boards["own"]]
        found: dict[str, Any] = {"networks": 0, "scores": 0, "group": ""}
        if len(own):
            found = dict(own.iloc[0].items())  # type: ignore[arg-type]
        if not len(own) and self.metric is not None:
            found |= {"metric": self.metric, "better": metrics.direction(self.metric), "unit": ""}
        if self.split is not None:
            found["split"] = self.split
        metric_title = found.get("title") or found.get("metric") or described["metric"]
        return {**described, **found, "title": described["title"], "metric_title": metric_title}

    @cached_property
    def metric_names(self) -> Names:
        """The metrics of all datasets, by their names and titles."""
        rows = self.metrics_table[["metric", "title"]].drop_duplicates().itertuples(index=False)
        known: dict[str, list[str]] = {}
        for name, title in rows:
            known.setdefault(name, []).append(title)
        return Names("metric", known)

    @cached_property
    def boards(self) -> pd.DataFrame:
        """One row per board that has scores, with what is known of it.

        A board is a ``dataset``, a ``metric`` and a ``split``; ``networks`` and ``scores`` count, ``title``,
        ``unit``, ``better`` and ``group`` are those of the metric, and ``own`` says whether it is the one
        that is ranked if no other is asked for.
        Datasets are in their order, each with its own metric and split first.
        """
        import numpy as np
        import pandas as pd

        scores = self.scores
        pair, split, splits = self.coded
        board = pair * max(len(splits), 1) + split
        inverse, different = pd.factorize(board, sort=True)
        copies = None if self.copies is None else self.copies.reindex(scores.index, fill_value=1).to_numpy()
        counts = np.bincount(inverse, copies, len(different)).astype("int64")
        network, named = pd.factorize(scores["network"])
        pairs = pd.unique(inverse * max(len(named), 1) + network)
        tally = np.bincount(pairs // max(len(named), 1), minlength=len(different))
        described = self.metrics_table.take(different // max(len(splits), 1)).reset_index(drop=True)
        found = described.assign(
            split=[splits[code] for code in different % max(len(splits), 1)],
            networks=tally,
            scores=counts,
            code=different,
        )
        found = found.merge(
            self.datasets_table[["dataset", "split"]]
            .rename(columns={"split": "own_split"})
            .assign(_order=range(len(self.datasets_table))),
            on="dataset",
        )
        return _in_order(found, self.split, self.metric)

    @cached_property
    def coded(self) -> tuple[Ints, Ints, list[str]]:
        """For each score the row of its metric, the number of its split, and the splits by number."""
        import numpy as np
        import pandas as pd

        pairs = zip(self.metrics_table["dataset"], self.metrics_table["metric"], strict=True)
        rows = {pair: number for number, pair in enumerate(pairs)}
        codes, measured = pairs_of(self.scores, "dataset", "metric")
        pair = np.array([rows[one] for one in measured], dtype="int64")
        splits, found = pd.factorize(self.counted_on())
        return pair[codes], splits.astype("int32"), [str(one) for one in found]

    def where(
        self,
        *,
        year: int | None = None,
        since: int | None = None,
        until: int | None = None,
        venue: str | None = None,
        tag: str | None = None,
        with_code: bool = False,
        without_extra_data: bool = False,
        or_unsaid: bool = False,
        test_time: str | None = None,
        protocol: str | None = None,
        variant: str | None = None,
        max_params: float | None = None,
        evidence: Sequence[str] = (),
        split: str | None = None,
        metric: str | None = None,
        networks: Sequence[str] = (),
    ) -> Self:
        """Keep the scores and papers that fit all that is given.

        Args:
            year: Published in this year.
            since: Published in this year or later.
            until: Published in this year or earlier.
            venue: Published there; case, spaces and hyphens do not matter.
            tag: Its paper carries this tag.
            with_code: A code link is known.
            without_extra_data: Trained on nothing beyond the dataset and ImageNet-1k, as the
                source says.
            or_unsaid: Let that pass, too, of which the source does not say it.
            test_time: Tested so: ``single-scale``, ``multi-scale``, …
            protocol: Measured so: ``linear probe``, ``frozen``, …; ``fine-tuned`` are those that
                name no protocol.
            variant: These words are in the variant: ``Swin-L``, ``ResNet-101``, …
            max_params: Of at most so many million parameters, as far as they are known.
            evidence: Known from one of these: ``paper``, ``authors``, ``list``, …
            split: On this split, in place of each dataset's own.
            metric: In this metric, in place of each dataset's own, as people type it.
            networks: One of these, as people type them.

        A score whose network has no known year or venue does not fit one, and neither does
        a score of which is not said how it is known.

        Raises:
            UnknownName: One of *networks* does not exist.
            AmbiguousName: One of *networks* fits several.
        """
        results, papers = self.results_table, self.papers_table
        if year or since or until or venue or tag or with_code:
            fits = _fitting(
                self.paper_facts,
                since=max(filter(None, (year, since)), default=None),
                until=min(filter(None, (year, until)), default=None),
                venue=venue,
                tag=tag,
                with_code=with_code,
            )
            papers = papers[fits]
            facts = self.network_facts
            fitting = facts.index[facts["paper"].isin(papers["paper"])]
            results = results[results["network"].isin(fitting)]
        if networks:
            names = {self.network_names.find(name) for name in networks}
            results = results[results["network"].isin(names)]
            papers = papers[_overlaps(papers["network"], names)]
        if without_extra_data:
            results = results[results["extra_data"].isin([NONE, ""] if or_unsaid else [NONE])]
        if test_time is not None:
            results = results[_is(results["test_time"], test_time)]
        if protocol is not None:
            wanted = "" if fold(protocol) == fold(FINE_TUNED) else protocol
            results = results[_is(results["protocol"], wanted)]
        if variant is not None:
            said = fold(variant)
            results = results[_which(results["variant"], lambda text: said in fold(text))]
        if max_params is not None:
            params = self.costs_of(results.assign(split=self.splits_of(results)), "params")
            results = results[params["value"] <= max_params]
        if evidence:
            kinds = {fold(word) for word in evidence}
            words = [word for word in results["evidence"].unique() if fold(word) in kinds]
            results = results[results["evidence"].isin(words)]
        chosen = self
        if results is not self.results_table or papers is not self.papers_table:
            chosen = replace(self, results_table=results, papers_table=papers)
        return chosen.on_split(split).in_metric(metric)

    def on_split(self, split: str | None) -> Self:
        """Keep the scores on a *split* and rank that in place of each dataset's own (or that, if None).

        Scores and speeds without a split are on their dataset's own.
        """
        if split is None:
            return self
        split = split.casefold()
        scores = self.results_table

        def speeds() -> pd.DataFrame:
            return self.speeds_table[self.splits_of(self.speeds_table) == split]

        on_split = self.splits_of(scores) == split
        return replace(self, results_table=kept(scores, on_split), speeds=speeds, split=split)

    def counted_on(self) -> pd.Series[str]:
        """Return the split that each score counts on: the one it says, or else its dataset's own."""
        return self._counted_on

    def splits_of(self, rows: pd.DataFrame) -> pd.Series[str]:
        """Return the split that each of some scores or speeds counts on."""
        return self._splits_of(rows).astype("str")

    def _splits_of(self, rows: pd.DataFrame) -> pd.Series[str]:
        import pandas as pd

        own = dict(zip(self.datasets_table["dataset"], self.datasets_table["split"], strict=True))
        codes, pairs = pairs_of(rows, "dataset", "split")
        found = pd.Categorical([split or own.get(dataset, "") for dataset, split in pairs])
        return pd.Series(found.take(codes), index=rows.index)

    @cached_property
    def _counted_on(self) -> pd.Series[str]:
        return self._splits_of(self.scores)

    def costs_of(self, rows: pd.DataFrame, name: str) -> pd.DataFrame:
        """Return what is known of a cost of some scores; see :func:`leaderboard.board.costs.looked_up`."""
        speeds = self.speeds_table.assign(split=self.splits_of(self.speeds_table))
        text = speeds[f"{name}_text"] if f"{name}_text" in speeds.columns else speeds[name]
        speeds = speeds.assign(value=speeds[name], text=text)
        return looked_up(rows, speeds[speeds["text"].astype("str") != ""], loose=False)

    def number_of_scores(self) -> int:
        """Return how many scores are on the boards that are ranked."""
        return int(self.boards["scores"][self.boards["own"]].sum())

    def number_of(self, rows: pd.Series[int] | pd.Index[int]) -> int:
        """Return how many scores those stand for that have these indices among the scores."""
        return len(rows) if self.copies is None else int(self.copies.reindex(rows, fill_value=1).sum())

    def own_scores(self) -> pd.DataFrame:
        """Return the scores on the boards that are ranked, each with the split that it counts on."""
        import numpy as np

        pair, split, splits = self.coded
        own = self.boards.loc[self.boards["own"], "code"].to_numpy()
        counted = np.isin(pair * max(len(splits), 1) + split, own)
        return self.scores[counted].assign(split=self.counted_on()[counted].astype("str"))

    def other_boards(self) -> pd.DataFrame:
        """Return the rows of :attr:`boards` that are not ranked, parts of a metric left out."""
        return self.boards[~self.boards["own"] & (self.boards["group"] == "")]


def kept(rows: pd.DataFrame, fit: pd.Series[bool]) -> pd.DataFrame:
    """Keep those rows that fit; where all do, they are not copied."""
    return rows if fit.all() else rows[fit]


def _is(texts: pd.Series[str], typed: str) -> pd.Series[bool]:
    """Say which of some texts are what was *typed*, however it is spelled."""
    wanted = fold(typed)
    return _which(texts, lambda text: fold(text) == wanted)


def _which(texts: pd.Series[str], fits: Callable[[str], bool]) -> pd.Series[bool]:
    """Say which of some texts fit, each different one being asked once."""
    return texts.isin([text for text in texts.unique() if fits(text)])


_SPLIT_ORDER = {"test": 0, "": 1, "val": 2}


def _in_order(boards: pd.DataFrame, split: str | None, metric: str | None) -> pd.DataFrame:
    """Put boards in order, and say which of each dataset is its own."""
    import pandas as pd

    decisive = ["dataset", "metric", "split", "group", "networks", "own_split", "_order"]
    columns = [boards[name].tolist() for name in decisive]
    rows: list[dict[str, Any]] = [dict(zip(decisive, row, strict=True)) for row in zip(*columns, strict=True)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, row in enumerate(rows):
        row["_number"], row["own"] = number, False
        groups.setdefault(row["dataset"], []).append(row)
    ordered: list[int] = []
    for group in sorted(groups.values(), key=lambda one: one[0]["_order"]):
        alone = len(groups) == 1
        _choose(group, split, metric, alone=alone)
        first = next((row for row in group if row["own"]), group[0])
        standing = {one: place for place, one in enumerate(dict.fromkeys(row["metric"] for row in group))}
        group.sort(
            key=lambda row: (
                not row["own"],
                row["metric"] != first["metric"],
                standing[row["metric"]],
                row["split"] != row["own_split"],
                row["split"],
            )
        )
        ordered += [row["_number"] for row in group]
    chosen = pd.Series([rows[number]["own"] for number in ordered], dtype="bool")
    return (
        boards.take(ordered)
        .reset_index(drop=True)
        .assign(own=chosen)
        .drop(columns="_order")
        .reset_index(drop=True)
    )


def _choose(group: list[dict[str, Any]], split: str | None, metric: str | None, *, alone: bool) -> None:
    """Mark the board of a dataset that is ranked: what was asked for, or its own, or one with scores.

    A dataset on which only parts are measured has none, unless it stands *alone*: then it was asked for.
    """
    if metric is not None:
        fitting = [row for row in group if metrics.same(row["metric"], metric)]
    else:
        first = next(
            (row["metric"] for row in group if not row["group"]), group[0]["metric"] if alone else None
        )
        fitting = [row for row in group if row["metric"] == first]
    if split is not None:
        fitting = [row for row in fitting if row["split"] == split]
    if fitting:
        best = min(
            fitting,
            key=lambda row: (
                row["split"] != row["own_split"],
                -row["networks"],
                _SPLIT_ORDER.get(row["split"], len(_SPLIT_ORDER)),
                row["split"],
            ),
        )
        best["own"] = True


def _fitting(
    facts: pd.DataFrame,
    *,
    since: int | None,
    until: int | None,
    venue: str | None,
    tag: str | None,
    with_code: bool,
) -> pd.Series[bool]:
    """Say which papers fit all that is given; a year that is not known fits no years."""
    fits = facts["paper"] != ""
    if since is not None:
        fits &= (facts["year"] >= since).fillna(value=False)
    if until is not None:
        fits &= (facts["year"] <= until).fillna(value=False)
    if venue:
        fits &= facts["venue"].map(fold) == fold(venue)
    if tag:
        carries = facts["tags"].map(lambda tags: fold(tag) in map(fold, tags.split(";")))
        fits &= carries.astype("bool")
    if with_code:
        fits &= facts["code_url"] != ""
    return fits


def _overlaps(joined: pd.Series[str], names: set[str]) -> pd.Series[bool]:
    return joined.map(lambda text: not names.isdisjoint(text.split(";"))).astype("bool")
