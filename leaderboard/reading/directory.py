"""Names and addresses, read without pandas.

Opening a paper and completing a name are to be instant, and importing pandas takes
longer than both; so they look things up here, and everything else in a Leaderboard.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.board.names import Names, fold, several
from leaderboard.errors import DataError, reason_of
from leaderboard.reading import addresses, packed
from leaderboard.reading.addresses import Address
from leaderboard.reading.containers import delimited
from leaderboard.reading.folders import refuse_outside
from leaderboard.reading.known import shipped
from leaderboard.reading.start import Start
from leaderboard.reading.text_file import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from leaderboard.reading.at_revision import AtRevision


CHOSEN_BY = (
    "venue",
    "tags",
    "topic",
    "split",
    "metric",
    "device",
    "test_time",
    "extra_data",
    "protocol",
)
"""The columns, of whichever table, by whose values scores and papers are chosen."""


@dataclass(frozen=True)
class Directory:
    """What a leaderboard names.

    *networks*, *papers* and *datasets* map names to aliases; *paper_of* a network to its
    paper; *links* a paper to its (kind, address) pairs, the first of a kind first. *cells*
    has what stands in the columns that people choose by, each text once. *scores* are the rows with
    scores, where that takes no longer. *remarks* are what is to be said of how it was read.
    """

    networks: dict[str, list[str]] = field(default_factory=dict)
    papers: dict[str, list[str]] = field(default_factory=dict)
    datasets: dict[str, list[str]] = field(default_factory=dict)
    paper_of: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    cells: dict[str, dict[str, None]] = field(default_factory=lambda: {column: {} for column in CHOSEN_BY})
    scores: list[Mapping[str, str]] = field(default_factory=list)
    remarks: tuple[str, ...] = ()

    def values(self, column: str) -> list[str]:
        """Return what stands in a column, the parts of lists one by one."""
        cells = filter(None, self.cells[column])
        return list(dict.fromkeys(part for cell in cells for part in _parts(column, cell)))

    def values_of(self, column: str, network: str, dataset: str) -> list[str]:
        """Return what stands in a column of the scores of a *network* on a *dataset*, as they are typed."""
        networks = Names("network", self.networks).matching(network)
        datasets = Names("dataset", self.datasets).matching(dataset)
        cells = (
            row[fold(column)]
            for row in self.scores
            if row["network"] in networks and (not dataset or row["dataset"] in datasets)
        )
        return list(dict.fromkeys(filter(None, cells)))

    def addresses(self, typed: str, kind: str) -> tuple[str, list[str]]:
        """Return the network or paper that was meant, and its addresses of a *kind*.

        Raises:
            UnknownName: No network, and no paper, is called so.
            AmbiguousName: Several are.
        """
        names = self.networks
        if not Names("network", names).matching(typed):
            names = names | self.papers
        name = Names("network", names).find(typed)
        paper = self.paper_of.get(name, name)
        return name, [url for found, url in self.links.get(paper, ()) if found == kind]


def _parts(column: str, cell: str) -> list[str]:
    return several(cell) if column in {"tags", "extra_data"} else [cell]


def read(path: str | PathLike[str] | Address | AtRevision | None = None) -> Directory:
    """Read the directory of a folder of tables, a file of scores or the address of one.

    Raises:
        DataError: There is nothing at *path*, or it cannot be read, or it is not UTF-8.
    """
    if isinstance(path, Address):
        copy, remark = addresses.copy_of(path)
        with addresses.named(path, copy):
            return replace(_read(copy), remarks=(remark,) if remark else ())
    if path is not None and not isinstance(path, str | os.PathLike):
        from leaderboard.reading.at_revision import copied

        with copied(path) as copy:
            return read(copy)
    place = shipped() if path is None else Path(path)
    try:
        return _read(place)
    except OSError as error:
        raise DataError(place, reason_of(error)) from None


def _read(place: Path) -> Directory:
    if str(place) == packed.STDIN:
        return _from_board(place)
    if not place.exists():
        raise DataError(place, "no such file or folder")
    if not _is_quick(place):
        return _from_board(place)
    directory = Directory()
    folder = place if place.is_dir() else None
    if folder:
        _take_papers(directory, folder)
        _take_datasets(directory, folder)
        place /= "results.csv"
    for row in _rows(place, directory, is_table=folder is not None):
        directory.networks.setdefault(row["network"], [])
        directory.scores.append(row)
        if row["dataset"] and not directory.datasets.get(row["dataset"]):
            directory.datasets[row["dataset"]] = []
        for kind in ("paper", "code", "project"):
            for url in (row[kind], row[f"{kind}url"]):
                if "://" in url:
                    directory.links.setdefault(row["network"], []).append((kind, url))
    return directory


def _is_quick(place: Path) -> bool:
    """Whether it is a folder of our tables, or a file with the columns of one, which can be read again."""
    if place.is_dir():
        return any((place / name).exists() for name in ("results.csv", "papers.csv"))
    if not packed.is_file(place) or delimited.recognises(Start.of(place)) == 0:
        return False
    with mistakes(place), place.open("rb") as file:
        table = delimited.Table.of(place, file)
        with table.records(file) as found:
            header = next(found, delimited.Record(1, [])).cells
    return {"network", "dataset"} <= set(map(fold, header))


def _from_board(place: Path) -> Directory:
    """Read what is nobody's table of ours, which takes as long as that takes."""
    from leaderboard.reading import read as read_board

    board = read_board(place)
    directory = Directory(
        networks={name: list(aliases) for name, aliases in board.network_names.aliases.items()},
        datasets={name: list(aliases) for name, aliases in board.dataset_names.aliases.items()},
    )
    for paper, names in zip(board.papers_table["paper"], board.papers_table["network"], strict=True):
        for name in several(names):
            directory.paper_of.setdefault(name, paper)
    for table in (board.papers_table, board.results_table, board.speeds_table, board.datasets_table):
        for column in directory.cells.keys() & set(table.columns):
            directory.cells[column].update(dict.fromkeys(table[column].unique()))
    for paper, kind, url in board.links_table[["paper", "kind", "url"]].itertuples(index=False):
        directory.links.setdefault(paper, []).append((kind, url))
    return directory


def _take_papers(directory: Directory, folder: Path) -> None:
    for row in _rows(folder / "papers.csv", directory):
        directory.papers[row["paper"]] = []
        for network in several(row["network"]):
            directory.paper_of.setdefault(network, row["paper"])
            directory.networks.setdefault(network, []).extend(several(row["aliases"]))
    for row in _rows(folder / "links.csv", directory):
        directory.links.setdefault(row["paper"], []).append((row["kind"], row["url"]))


def _take_datasets(directory: Directory, folder: Path) -> None:
    for row in _rows(folder / "datasets.csv", directory):
        directory.datasets[row["dataset"]] = [row["title"], *several(row["aliases"])]
    for name in ("metrics", "speeds"):
        for _ in _rows(folder / f"{name}.csv", directory):
            pass  # only metrics and devices are of interest, and those are noted


class _Row(dict[str, str]):
    """A row in which a column that is not there is empty."""

    def __missing__(self, _: str) -> str:
        return ""


def _rows(path: Path, directory: Directory, *, is_table: bool = True) -> Iterator[_Row]:
    """Yield the rows of a table of ours or of another file, and note what one may choose by."""
    if not path.exists():
        return
    if is_table:
        refuse_outside(path)
    with mistakes(path), path.open("rb") as file:
        table = delimited.Table.of(path, file)
        with table.records(file) as found:
            header = [fold(title) for title in next(found, delimited.Record(1, [])).cells]
            chosen_by = [(fold(name), said) for name, said in directory.cells.items() if fold(name) in header]
            for record in found:
                cells = _Row(zip(header, map(str.strip, record.cells), strict=False))
                for title, said in chosen_by:
                    said[cells[title]] = None
                yield cells
