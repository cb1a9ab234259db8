"""Measurements as they stand in files, before they are sorted into boards.

A measurement is one number that somebody reported. Here it is still the text of its cell,
under the names that the file gives to its network, dataset, metric and split.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.reading.sheet import Unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

MEASURED = (
    *("place", "network", "dataset", "metric", "cell", "split", "variant", "test_time", "extra_data"),
    *("spread", "spread_of", "runs", "run", "step", "resolution", "protocol", "device", "date"),
    *("evidence", "source", "note", "unit", "better", "group"),
)
"""What can be said of a measurement: ``cell`` is the text that holds the score, ``step`` the
epoch or iteration of a training log, ``unit``, ``better`` and ``group`` are about its metric."""


@dataclass(frozen=True)
class Measurements:
    """What was found in a file."""

    scores: pd.DataFrame
    """One row is one measurement, all text, with some of the columns :data:`MEASURED`."""
    papers: pd.DataFrame
    """What is said of papers, all text, with the columns of the table of papers."""
    links: pd.DataFrame
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is said of datasets, by their names: ``title``, ``aliases``, ``note``, …"""
    unusable: tuple[Unusable, ...] = ()
    remarks: tuple[str, ...] = ()


class Collector:
    """Collects the measurements of a nested file one by one; keeps in view what cannot be used."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.unusable: list[Unusable] = []
        self.remarks: list[str] = []
        self._scores: dict[str, list[str]] = {name: [] for name in MEASURED}
        self._papers: dict[str, dict[str, str]] = {}
        self._links: dict[tuple[str, str, str], str] = {}
        self._told: dict[str, dict[str, str]] = {}

    def score(self, place: str, network: str, dataset: str, metric: str, cell: str, **said: str) -> None:
        """Take the *cell* of a measurement.

        Args:
            place: Where it stands, such as ``list.yaml:12``.
            network: Its name.
            dataset: The name of the dataset as it stands there; a split may stand behind it.
            metric: The name of what is measured; empty where the file does not say.
            cell: What is written, as people write scores.
            said: Others of :data:`MEASURED`, such as ``variant`` and ``source``.
        """
        said |= {"place": place, "network": network, "dataset": dataset, "metric": metric, "cell": cell}
        for name, column in self._scores.items():
            column.append(said.get(name, ""))

    def scores(self, **columns: Sequence[str]) -> None:
        """Take many measurements at once, by columns of :data:`MEASURED` that are of one length."""
        number = len(columns["cell"])
        for name, column in self._scores.items():
            column.extend(columns.get(name) or [""] * number)

    def refuse(self, place: str, reason: str) -> None:
        """Keep in view what cannot be used."""
        self.unusable.append(Unusable(place, reason))

    def tell(self, dataset: str, **said: str) -> None:
        """Describe a *dataset* by columns of its table; what was said first counts."""
        self._told[dataset] = {**said, **self._told.get(dataset, {})}

    def paper(self, network: str, **facts: str) -> None:
        """Say something of the paper of a *network* by columns of the papers; what was said first counts."""
        known = self._papers.setdefault(network, {"paper": network, "network": network})
        for name, value in facts.items():
            known[name] = known.get(name) or value

    def link(self, network: str, kind: str, url: str, detail: str = "") -> None:
        """Give an address of a *network*; what is no address is passed over."""
        if "://" in url:
            self.paper(network)
            self._links.setdefault((network, kind, url), detail)

    def measurements(self) -> Measurements:
        """Return all that was collected."""
        import pandas as pd

        said = {name: column for name, column in self._scores.items() if any(column)}
        links = [(paper, kind, detail, url) for (paper, kind, url), detail in self._links.items()]
        return Measurements(
            pd.DataFrame(said, dtype="object"),
            pd.DataFrame(list(self._papers.values()), columns=list(PAPERS), dtype="str").fillna(""),
            pd.DataFrame(links, columns=list(LINKS), dtype="str"),
            self._told,
            tuple(self.unusable),
            tuple(self.remarks),
        )
