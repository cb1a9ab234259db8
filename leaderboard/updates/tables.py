"""The tables that a score can be added to, and what is known in them."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics
from leaderboard.board.names import Names, fold, several
from leaderboard.errors import DataError, LeaderboardError, NearName, UnknownName, quoted, readable
from leaderboard.reading import Address, own
from leaderboard.reading.containers import delimited
from leaderboard.reading.folders import refuse_outside
from leaderboard.reading.known import Known, shipped
from leaderboard.reading.start import Start
from leaderboard.storage import CsvFile, Row, insertion
from leaderboard.updates.bibliography import Bibliography
from leaderboard.updates.layout import layout_of, own_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leaderboard.reading import PathOrAddress
    from leaderboard.storage import Insertion, Order


def path_of(place: PathOrAddress) -> Path:
    """Return where scores are, if something can be written there.

    Raises:
        DataError: It is an address, or what was there at a revision.
    """
    if isinstance(place, Address):
        raise DataError(str(place), "an address cannot be written to; name a folder or file with --data")
    if not isinstance(place, Path):
        raise DataError(str(place), "a revision cannot be written to")
    return place


def own_place(given: PathOrAddress | None) -> Path:
    """Return where scores are added: the data that was given, or the board of a clone.

    Raises:
        LeaderboardError: It was installed with the program, or is an address.
    """
    place = path_of(given or shipped())
    installed = shipped()
    if (installed.parent / "__init__.py").exists() and place.resolve().is_relative_to(installed.resolve()):
        raise LeaderboardError(
            "the board that comes with the program is not yours to change;"
            " name your own with --data or in a leaderboard.toml, or work in a clone of the repository"
        )
    return place


class Tables:
    """A folder of tables, or one file with a score in each row, as they are now."""

    def __init__(self, place: Path) -> None:
        """Take where they are; see that scores can be added there.

        Raises:
            DataError: There is nothing, or nothing that rows can be added to, or a table leads out
                of the folder.
        """
        self.place = place
        self._files: dict[str, CsvFile] = {}
        with readable(place):
            if not place.exists():
                raise DataError(place, "no such file or folder")
            self.folder = place if place.is_dir() else None
            self.path = place / "results.csv" if self.folder else place
            if self.folder:
                for name in ("results", *own.TABLES):
                    refuse_outside(self.folder / f"{name}.csv")
            if not self.path.exists():
                raise DataError(place, "this folder has no results.csv")
            if not self.path.is_file() or (
                delimited.recognises(Start.of(self.path)) == 0 and self.path.read_bytes().strip()
            ):
                kinds = "a folder of tables, or a CSV or TSV file with one score in each row"
                raise DataError(place, f"scores are added to {kinds}")
            self.known = Known(list(self.described.values()), self._metrics())
            self.layout = (own_layout if self.folder else layout_of)(self.path, self.known)
            self.results = CsvFile.read(self.path, self.layout.roles, self.layout.delimiter)

    def _metrics(self) -> list[Row]:
        return list(self._rows("metrics"))

    def describe(self, datasets: list[Row] | list[dict[str, str]]) -> None:
        """Know descriptions of datasets that are about to be written."""
        self.described.update((row["dataset"], Row(row)) for row in datasets)
        self.known = Known(list(self.described.values()), self._metrics())

    def table(self, name: str) -> Path | None:
        """Return where another table of the folder is, or would be."""
        return self.folder / f"{name}.csv" if self.folder else None

    def file(self, name: str) -> CsvFile | None:
        """Return another table of the folder as it was when it was read first; nothing if it is not there.

        What is written has to fit what was read, so that each is read only once.
        """
        path = self.table(name)
        if name not in self._files and path is not None and os.path.lexists(path):
            self._files[name] = CsvFile.read(path)
        return self._files.get(name)

    def _rows(self, name: str) -> Iterable[Row]:
        file = self.file(name)
        return (row for _, row in file.rows()) if file else ()

    def fitted(
        self, name: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str], order: Order | None = None
    ) -> Insertion:
        """Fit rows into another table of the folder; if it is not there, it begins with these *columns*."""
        path = self.path.with_name(f"{name}.csv")
        return insertion(self.file(name) or CsvFile.new(path, columns), rows, order=order)

    # Datasets

    @cached_property
    def described(self) -> dict[str, Row]:
        """The datasets that the folder describes, in their order."""
        return {row["dataset"]: row for row in self._rows("datasets")}

    @cached_property
    def shipped(self) -> dict[str, Row]:
        """The datasets that come with the program."""
        return {row["dataset"]: row for _, row in CsvFile.read(shipped() / "datasets.csv").rows()}

    def description(self, dataset: str, metric: str = "") -> Row:
        """Return what is known of a *metric* on a dataset, or of its own: here, or with the program."""
        row = self.known.dataset(dataset) or {"dataset": dataset, "title": dataset, "metric": ""}
        if not metric or metrics.same(metric, row["metric"]):
            return Row({"unit": "", "better": "", "split": "", **row})
        described = self.known.metric(dataset, metric) or {"unit": "", "better": metrics.direction(metric)}
        return Row({**row, "metric": metric, "unit": described["unit"], "better": described["better"]})

    def dataset(self, typed: str, *, new: bool) -> str:
        """Return the dataset that was meant, as it is written here.

        In a folder that describes its datasets it is one of those, or one that scores are
        on already. Elsewhere it may be one that is not known yet, if it does not resemble
        one that is, or is said to be *new*.

        Raises:
            UnknownName: There is none, and it cannot be a new one.
            AmbiguousName: Several fit.
        """
        described = _names(self.described)
        if described.matching(typed):
            return described.find(typed)
        if self.layout.dataset and fold(typed) != fold(self.layout.dataset):
            only = quoted(self.layout.dataset)
            raise LeaderboardError(f"{self.path} has no column for the dataset: all of it is on {only}")
        if self.layout.dataset:
            return self.layout.dataset
        if storage.has(self.results, "dataset", typed):
            return typed
        occurring = sorted(storage.occurring(self.results, "dataset"))
        written = Names("dataset", dict.fromkeys(occurring, ()))
        if written.matching(typed):
            return written.find(typed)
        known = _names(self.shipped)
        if known.matching(typed):
            name = known.find(typed)
            return next((one for one in occurring if known.matching(one) == [name]), name)
        if self.described:
            raise UnknownName("dataset", typed, described.near(typed))
        names = Names("dataset", dict.fromkeys((*self.shipped, *occurring), ()))
        _see_that_it_is_new(names, typed, new=new)
        return typed

    def datasets(self) -> list[str]:
        """Return the datasets that are known here, for people to choose from."""
        return list(self.described) or sorted(storage.occurring(self.results, "dataset"), key=str.casefold)

    # Networks

    @cached_property
    def papers(self) -> list[Row]:
        """The papers of the folder."""
        return list(self._rows("papers"))

    @cached_property
    def bibliography(self) -> Bibliography:
        """The papers of the folder and their addresses, to look them up."""
        return Bibliography(self.papers, self._rows("links"))

    @cached_property
    def networks(self) -> Names:
        """The networks with a score or a paper, by their names and aliases."""
        names: dict[str, list[str]] = {
            name: [] for name in sorted(storage.occurring(self.results, "network"))
        }
        for paper in self.papers:
            for network in several(paper["network"]):
                names.setdefault(network, []).extend(several(paper["aliases"]))
        return Names("network", names)

    def network(self, typed: str, *, new: bool) -> str:
        """Return the network that was meant, as it is written here; *typed* itself if there is none.

        Raises:
            NearName: There is none, but one that resembles it, and it is not said to be *new*.
            AmbiguousName: Several fit.
        """
        if storage.has(self.results, "network", typed):  # quicker than looking at all of them
            return typed
        if self.networks.matching(typed):
            return self.networks.find(typed)
        _see_that_it_is_new(self.networks, typed, new=new)
        return typed


def _names(described: dict[str, Row]) -> Names:
    return Names(
        "dataset", {name: [row["title"], *several(row["aliases"])] for name, row in described.items()}
    )


def _see_that_it_is_new(names: Names, typed: str, *, new: bool) -> None:
    """Refuse a name that looks like a slip in typing a known one."""
    near = [] if new else names.resembling(typed)
    if near:
        raise NearName(names.kind, typed, near)
