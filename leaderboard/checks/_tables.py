"""All tables that are checked together, and what they say of each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board.columns import DATASETS, PAPERS
from leaderboard.board.names import Names, several
from leaderboard.importers._datasets import Descriptions, filled_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leaderboard.checks._sheet import Sheet


@dataclass(frozen=True)
class Tables:
    """The tables of a folder by their names (``results``, ``papers``, …), or one file of ``results``."""

    sheets: Mapping[str, Sheet]
    today: date
    folder: bool

    @cached_property
    def papers(self) -> list[dict[str, str]]:
        """The rows of ``papers.csv``."""
        return self.sheets["papers"].rows(PAPERS) if "papers" in self.sheets else []

    @cached_property
    def owners(self) -> dict[str, list[int]]:
        """The networks, each with the rows of the papers that introduced it."""
        found: dict[str, list[int]] = {}
        for row, paper in enumerate(self.papers):
            for network in several(paper["network"]):
                found.setdefault(network, []).append(row)
        return found

    @cached_property
    def networks(self) -> Names:
        """The networks of the papers, with their aliases."""
        aliases: dict[str, list[str]] = {}
        for paper in self.papers:
            for network in several(paper["network"]):
                aliases.setdefault(network, []).extend(several(paper["aliases"]))
        return Names("network", aliases)

    @cached_property
    def notes(self) -> dict[str, str]:
        """The notes of the papers, by their slugs."""
        return {paper["paper"]: paper["note"] for paper in self.papers}

    @cached_property
    def datasets(self) -> list[dict[str, str]]:
        """The rows of ``datasets.csv``."""
        return self.sheets["datasets"].rows(DATASETS) if "datasets" in self.sheets else []

    @cached_property
    def dataset_names(self) -> Names:
        """The datasets of ``datasets.csv``, with their titles and aliases."""
        return Names(
            "dataset", {one["dataset"]: [one["title"], *several(one["aliases"])] for one in self.datasets}
        )

    @cached_property
    def known_datasets(self) -> dict[str, str]:
        """The id for every name of a dataset in ``datasets.csv``."""
        return {
            name: one["dataset"]
            for one in self.datasets
            for name in (one["dataset"], one["title"], *several(one["aliases"]))
        }

    @cached_property
    def descriptions(self) -> Descriptions:
        """What is known of datasets: first what ``datasets.csv`` says, then what comes with the program."""
        import pandas as pd

        described = [one for one in self.datasets if one["dataset"]]
        return Descriptions(filled_in(pd.DataFrame(described, columns=list(DATASETS), dtype="str")))
