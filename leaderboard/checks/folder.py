"""A folder of our tables, and what they say of each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board.columns import DATASETS, PAPERS
from leaderboard.board.names import Names, several
from leaderboard.errors import quoted
from leaderboard.reading.known import Known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leaderboard.checks.written import Written


@dataclass(frozen=True)
class Folder:
    """The tables of a folder by their names (``results``, ``papers``, …): those that can be read."""

    tables: Mapping[str, Written]
    today: date

    def is_future(self, day: str) -> bool:
        """Say whether a year, a month or a day has not begun."""
        return day > self.today.isoformat()[: len(day)]

    # Papers

    @cached_property
    def papers(self) -> list[dict[str, str]]:
        """The rows of ``papers.csv``."""
        return self.tables["papers"].rows(PAPERS) if "papers" in self.tables else []

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

    # Datasets

    @cached_property
    def datasets(self) -> list[dict[str, str]]:
        """The rows of ``datasets.csv``."""
        return self.tables["datasets"].rows(DATASETS) if "datasets" in self.tables else []

    @cached_property
    def known(self) -> Known:
        """The datasets that are described here or come with the program."""
        return Known([one for one in self.datasets if one["dataset"]])

    @cached_property
    def _described(self) -> Known:
        return Known([one for one in self.datasets if one["dataset"]], with_shipped=False)

    def unknown_dataset(self, name: str) -> str | None:
        """Say that there is no such dataset in ``datasets.csv``, if there is that table."""
        if not name or "datasets" not in self.tables or self.dataset_names.matching(name):
            return None
        meant = next(iter(self._described.resembling(name, alike=75)), None)
        mend = f"did you mean {quoted(meant)}?" if meant else "describe it there, or mend the name"
        return f"no dataset {quoted(name)} in datasets.csv; {mend}"

    def dataset_alias(self, name: str) -> str | None:
        """Say that a dataset is written in another way than as its id."""
        fitting = self.dataset_names.matching(name) if name else []
        if len(fitting) != 1 or fitting == [name]:
            return None
        return f"{quoted(name)} is another name for the dataset {quoted(fitting[0])}; write that"

    @cached_property
    def dataset_names(self) -> Names:
        """The datasets of ``datasets.csv``, with their titles and aliases."""
        return Names(
            "dataset", {one["dataset"]: [one["title"], *several(one["aliases"])] for one in self.datasets}
        )

    def standing(self, names: list[str]) -> dict[str, int]:
        """Return where each of some datasets stands: as in ``datasets.csv``, others behind as they come."""
        ids = {name: (self.dataset_names.matching(name) or [name])[0] for name in names}
        places: dict[str, int] = {}
        for name in (*(one["dataset"] for one in self.datasets), *ids.values()):
            places.setdefault(name, len(places))
        return {name: places[one] for name, one in ids.items()}
