"""The board: its frames, and choosing a part of them.

A *board* in the narrow sense is a dataset on a split: ``cityscapes`` on ``test``.
:class:`Leaderboard` holds all boards of one collection.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board.columns import FACTS, SPEEDS
from leaderboard.board.names import Names, fold, without_split
from leaderboard.errors import UnknownDirection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    import pandas as pd
    from matplotlib.figure import Figure


def _no_speeds() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns=list(SPEEDS))


@dataclass(frozen=True)
class Unusable:
    """Something in a file of scores that could not be used."""

    place: str
    """Where it stands: file and line, or what else finds it."""
    reason: str


@dataclass(frozen=True, eq=False)
class Leaderboard:
    """Scores, the papers behind them, their addresses, the datasets they are on, and what networks cost.

    The frames have the columns of :mod:`leaderboard.board.columns`; text that is not known is
    empty. They are not to be changed: the methods that choose return another leaderboard,
    those that answer return new frames.

    *remarks* are sentences about what was assumed when the data was read, *unusable* the
    scores in it that could not be used. *digits* looks up how chosen scores were published,
    if the results do not say: see :meth:`published`.
    """

    results_table: pd.DataFrame
    papers_table: pd.DataFrame
    links_table: pd.DataFrame
    datasets_table: pd.DataFrame
    remarks: tuple[str, ...] = ()
    digits: Callable[[pd.DataFrame], list[str]] | None = None
    unusable: tuple[Unusable, ...] = ()
    speeds_table: pd.DataFrame = field(default_factory=_no_speeds)

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
        return self._of_networks(self.paper_facts[list(FACTS)])

    @cached_property
    def network_times(self) -> pd.DataFrame:
        """The ``year`` and ``date`` of :attr:`network_facts`, for which no address is looked up."""
        return self._of_networks(self.papers_table[["year", "date"]])

    def _of_networks(self, papers: pd.DataFrame) -> pd.DataFrame:
        rows = self._introduced
        return papers.take(list(rows.values())).set_axis(list(rows))

    @cached_property
    def _introduced(self) -> dict[str, int]:
        """The row of the paper of each network that one introduced."""
        rows: dict[str, int] = {}
        for row, names in enumerate(self.papers_table["network"].tolist()):
            for name in filter(None, names.split(";")):
                rows.setdefault(name, row)
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
        dates = self._dates
        return sorted(networks, key=lambda name: (dates.get(name) or "9999", name.casefold(), name))

    @cached_property
    def _dates(self) -> dict[str, str]:
        dates = self.papers_table["date"].tolist()
        return {network: dates[row] for network, row in self._introduced.items()}

    def published(self, scores: pd.DataFrame) -> pd.DataFrame:
        """Fill in ``score_text`` of some rows of :meth:`rank`, where reading it was put off."""
        import pandas as pd

        if self.digits is None:
            return scores
        return scores.assign(score_text=pd.Series(self.digits(scores), index=scores.index, dtype="str"))

    # Choosing

    def on(self, dataset: str, *, split: str | None = None) -> Leaderboard:
        """Keep one board: a *dataset*, as people type it, on a *split* (its own by default).

        ``Cityscapes val`` names both.

        Raises:
            UnknownName: There is no such dataset.
            AmbiguousName: Several datasets fit.
            UnknownDirection: It is not known whether higher or lower is better on it.
        """
        names = self.dataset_names
        bare, said = without_split(dataset)
        if said and not names.matching(dataset) and names.matching(bare):
            dataset, split = bare, split or said
        name = names.find(dataset)
        chosen = replace(
            self,
            results_table=self.results_table[self.results_table["dataset"] == name],
            datasets_table=self.datasets_table[self.datasets_table["dataset"] == name],
        )
        if (chosen.datasets_table["better"] == "").any():
            raise UnknownDirection(name, chosen.datasets_table["metric"].iloc[0])
        return chosen.on_split(split)

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
        evidence: Sequence[str] = (),
        split: str | None = None,
        networks: Sequence[str] = (),
    ) -> Leaderboard:
        """Keep the scores and papers that fit all that is given.

        Args:
            year: Published in this year.
            since: Published in this year or later.
            until: Published in this year or earlier.
            venue: Published there; case, spaces and hyphens do not matter.
            tag: Its paper carries this tag.
            with_code: A code link is known.
            without_extra_data: Trained on nothing beyond the dataset and ImageNet-1k, as far
                as the source tells.
            evidence: Known from one of these: ``paper``, ``authors``, ``list``, …
            split: On this split, in place of each dataset's own.
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
            results = results[results["extra_data"] == ""]
        if evidence:
            kinds = {fold(word) for word in evidence}
            words = [word for word in results["evidence"].unique() if fold(word) in kinds]
            results = results[results["evidence"].isin(words)]
        return replace(self, results_table=results, papers_table=papers).on_split(split)

    def on_split(self, split: str | None) -> Leaderboard:
        """Keep the scores on a *split* and make it the one that is ranked (each dataset's own if None).

        Scores and speeds without a split are on their dataset's own.
        """
        if split is None:
            return self
        split = split.casefold()
        scores, speeds = self.results_table, self.speeds_table
        return replace(
            self,
            results_table=scores[self.counted_on() == split].assign(split=split),
            speeds_table=speeds[self.splits_of(speeds) == split].assign(split=split),
            datasets_table=self.datasets_table.assign(split=split),
        )

    def counted_on(self) -> pd.Series[str]:
        """Return the split that each score counts on: its own, or else its dataset's."""
        return self._counted_on

    def splits_of(self, rows: pd.DataFrame) -> pd.Series[str]:
        """Return the split that each of some scores or speeds counts on: its own, or else its dataset's."""
        splits = rows["split"].astype("str")
        return splits.where(splits != "", self._own_splits_of(rows))

    @cached_property
    def _counted_on(self) -> pd.Series[str]:
        return self.splits_of(self.results_table)

    @cached_property
    def _own_splits(self) -> pd.Series[str]:
        return self._own_splits_of(self.results_table)

    def _own_splits_of(self, rows: pd.DataFrame) -> pd.Series[str]:
        own = self.datasets_table.set_index("dataset")["split"]
        return rows["dataset"].map(own).astype("str")

    def number_of_scores(self) -> int:
        """Return how many scores are on the splits that their datasets rank."""
        return int((self.counted_on() == self._own_splits).sum())

    def other_splits(self) -> dict[str, int]:
        """Return how many networks have scores on splits that are not their dataset's own."""
        splits = self.counted_on()
        others = self.results_table[splits != self._own_splits]
        if others.empty:
            return {}
        return {str(split): len(set(networks)) for split, networks in others.groupby(splits)["network"]}

    # Answering

    def top(
        self,
        dataset: str | None = None,
        *,
        split: str | None = None,
        limit: int | None = None,
        every_score: bool = False,
    ) -> pd.DataFrame:
        """Rank the networks of a *dataset*; without one, give the leaders of every board.

        See :func:`leaderboard.answers.ranking.top` and :func:`leaderboard.answers.ranking.leaders`.
        """
        from leaderboard.answers import ranking

        if dataset is None:
            return ranking.leaders(self.on_split(split))[:limit]
        return ranking.top(self.on(dataset, split=split), limit=limit, every_score=every_score)

    def show(self, *networks: str) -> pd.DataFrame:
        """Give each score of the *networks* with its place; see :func:`leaderboard.answers.ranking.show`."""
        from leaderboard.answers import ranking

        return ranking.show(self, networks)

    def table(self) -> pd.DataFrame:
        """Put networks in rows and datasets in columns; see :func:`leaderboard.answers.ranking.table`."""
        from leaderboard.answers import ranking

        return ranking.table(self)

    def rank(self) -> pd.DataFrame:
        """Rank every score of every board; see :func:`leaderboard.answers.ranking.rank`."""
        return self._ranks.copy(deep=False)

    @cached_property
    def _ranks(self) -> pd.DataFrame:
        from leaderboard.answers import ranking

        return ranking.rank(self)

    def datasets(self, query: str = "") -> pd.DataFrame:
        """List the boards; see :func:`leaderboard.answers.listing.datasets`."""
        from leaderboard.answers import listing

        return listing.datasets(self, query)

    def papers(self, query: str = "", *, topic: str | None = None) -> pd.DataFrame:
        """List the papers, the latest first; see :func:`leaderboard.answers.listing.papers`."""
        from leaderboard.answers import listing

        return listing.papers(self, query, topic=topic)

    def history(self, dataset: str | None = None, *, split: str | None = None) -> pd.DataFrame:
        """Give the records of a *dataset*, or of each; see :func:`leaderboard.answers.history.history`."""
        from leaderboard.answers import history

        return history.history(self.on_split(split) if dataset is None else self.on(dataset, split=split))

    def records(self, *, today: date | None = None) -> pd.DataFrame:
        """Give the record that stands on every board; see :func:`leaderboard.answers.history.records`."""
        from datetime import datetime

        from leaderboard.answers import history

        return history.records(self, today or datetime.now().astimezone().date())

    def plot_history(self, dataset: str, *, split: str | None = None) -> Figure:
        """Draw the scores of a *dataset* over time; see :func:`leaderboard.plots.figure.draw`."""
        from leaderboard.plots import figure
        from leaderboard.plots.history import chart

        return figure.draw(chart(self.on(dataset, split=split)))

    def tradeoff(
        self, dataset: str, *, by: str = "fps", device: str | None = None, split: str | None = None
    ) -> pd.DataFrame:
        """Put networks by what they cost; see :func:`~leaderboard.answers.tradeoff.tradeoff`."""
        from leaderboard.answers import tradeoff

        return tradeoff.tradeoff(self.on(dataset, split=split), by=by, device=device)

    def plot_tradeoff(
        self, dataset: str, *, by: str = "fps", device: str | None = None, split: str | None = None
    ) -> Figure:
        """Draw scores of a *dataset* by what they cost; see :func:`leaderboard.plots.figure.draw`."""
        from leaderboard.plots import figure
        from leaderboard.plots.tradeoff import chart

        return figure.draw(chart(self.on(dataset, split=split), by=by, device=device))

    def cite(self, *names: str, part: Leaderboard | None = None) -> pd.DataFrame:
        """Give the BibTeX entries of some or all; see :func:`leaderboard.answers.bibtex.cite`."""
        from leaderboard.answers import bibtex

        return bibtex.cite(self, names, part=part)

    def compare(self, *networks: str, all_datasets: bool = False) -> pd.DataFrame:
        """Put *networks* side by side; see :func:`leaderboard.answers.comparison.compare`."""
        from leaderboard.answers import comparison

        return comparison.compare(self, networks, all_datasets=all_datasets)

    def overall(
        self,
        *,
        datasets: Sequence[str] | None = None,
        method: str = "win-rate",
        min_datasets: int = 2,
        min_networks: int = 5,
    ) -> pd.DataFrame:
        """Rank the networks over several datasets; see :func:`leaderboard.answers.overall.overall`."""
        from leaderboard.answers import overall

        return overall.overall(
            self, datasets=datasets, method=method, min_datasets=min_datasets, min_networks=min_networks
        )


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
