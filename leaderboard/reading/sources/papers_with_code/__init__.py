"""Papers with Code: ``evaluation-tables.json``, of which copies and other people's dumps are about.

A list of tasks with their datasets; both may be nested. A board is a dataset within a
task, and is ranked by the first metric of its table. Nothing says a unit or what is better.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.board import metrics
from leaderboard.board.names import fold, without_split
from leaderboard.errors import DataError
from leaderboard.importers._finds import Finds, short
from leaderboard.importers._tasks import named, shown, tables_of, text_of
from leaderboard.reading.json_text import parsed, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leaderboard.board.board import Leaderboard
    from leaderboard.importers import Hints
    from leaderboard.importers._tasks import Table

SUFFIXES = (".json",)

_TASK = re.compile(r'"(?:datasets|subdatasets|subtasks|sota)"\s*:\s*(?:\[|\{|null)')
_KEYS = ("datasets", "subtasks")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?=-|$)", re.ASCII)
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(?P<id>\d{4}\.\d{4,5})", re.ASCII)


def recognises(start: str) -> bool:
    """Whether it is JSON that speaks of tasks and their datasets."""
    return start.lstrip()[:1] in {"[", "{"} and bool(_TASK.search(start))


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read the boards of all tasks.

    Several tasks may use one dataset: their boards are called ``COCO (Object Detection)``
    then, except where the dataset is one that the program knows, measured in its own metric.
    """
    found = parsed(path, read_whole(path))
    tasks = found if isinstance(found, list) else [found]
    if not any(map(is_task, tasks)):
        raise DataError(path, "it holds no list of tasks with their datasets")
    return from_tasks(path, tasks, hints)


def is_task(found: Any) -> bool:
    """Whether something that stands in a file is a task with datasets."""
    return isinstance(found, dict) and any(isinstance(found.get(key), list) for key in _KEYS)


def from_tasks(path: Path, tasks: Sequence[Any], hints: Hints) -> Leaderboard:
    """Read tasks that have been parsed, numbers as text."""
    finds = Finds(path)
    tables, repeated = named(list(tables_of(finds, tasks)))
    if hints.dataset:
        tables = [table for table in tables if _is_called(table, hints.dataset)] or tables
    for table in tables:
        aliases = table.dataset if table.name != table.dataset and ";" not in table.dataset else ""
        finds.tell(
            table.name, metric=metrics.plain(text_of(table.metrics[0])), note=table.task, aliases=aliases
        )
    _take(finds, tables, brief=hints.brief)
    return finds.leaderboard(hints, *_remarks(path, tables, repeated))


def _is_called(table: Table, typed: str) -> bool:
    """Whether a board may be the one that somebody *typed*, with its split or without."""
    names = (table.name, table.dataset, without_split(table.dataset)[0])
    return fold(typed) in map(fold, names)


def _take(finds: Finds, tables: list[Table], *, brief: bool) -> None:
    """Take the results of all tables.

    Every row is looked at once: in a large file, coming back to a row takes longer than
    what is done with it.
    """
    places: list[str] = []
    networks: list[str] = []
    datasets: list[str] = []
    cells: list[str] = []
    sources: list[str] = []
    additional: list[str] = []
    papers = _Papers()
    for table in tables:
        metric = table.metrics[0]
        for number, row in enumerate(table.rows, start=1):
            place = f"{table.place}, row {number}"
            if not isinstance(row, dict):
                finds.refuse(place, f"{shown(row)} where a result belongs")
                continue
            title, url = row.get("paper_title"), row.get("paper_url")
            url = url if isinstance(url, str) and "://" in url else ""
            network = text_of(row.get("model_name")) or text_of(title)
            scores = row.get("metrics")
            cell = scores.get(metric, "") if isinstance(scores, dict) else ""
            places.append(place)
            networks.append(network)
            datasets.append(table.name)
            cells.append(cell if isinstance(cell, str) else shown(cell) if cell is not None else "")
            sources.append(url or finds.path.name)
            additional.append("unspecified" if row.get("uses_additional_data") is True else "")
            if network not in papers.networks and network and (title or url or row.get("paper_date")):
                papers.take(network, title, url, row)
    conditions = {"evidence": ["aggregator"] * len(cells), "source": sources, "extra_data": additional}
    for number in finds.scores(places, networks, datasets, cells, **conditions):
        finds.refuse(places[number], f"no score to rank by is given ({short(networks[number])})")
    papers.tell(finds, brief=brief)


class _Papers:
    """What is said of papers: of the first one in which each network occurs."""

    def __init__(self) -> None:
        self.networks: dict[str, None] = {}
        self._titles: list[Any] = []
        self._dates: list[Any] = []
        self._urls: list[str] = []
        self._links: dict[str, list[tuple[str, Any]]] = {"code": [], "model": []}

    def take(self, network: str, title: Any, url: str, row: Mapping[str, Any]) -> None:
        """Put aside what a row says; taking it apart is quicker for all at once."""
        self.networks[network] = None
        self._titles.append(title)
        self._dates.append(row.get("paper_date"))
        self._urls.append(url)
        if links := row.get("code_links"):
            self._links["code"].append((network, links))
        if links := row.get("model_links"):
            self._links["model"].append((network, links))

    def tell(self, finds: Finds, *, brief: bool) -> None:
        """Say all of it, or if it is to be *brief* only when they appeared."""
        dates = [date if isinstance(date, str) else "" for date in self._dates]
        months = {date: date[:7] if _DATE.match(date) else "" for date in set(dates)}
        if brief:
            finds.papers(list(self.networks), year=[months[date][:4] for date in dates])
            return
        finds.papers(
            list(self.networks),
            title=list(map(text_of, self._titles)),
            year=[months[date][:4] for date in dates],
            date=[months[date] for date in dates],
            arxiv=[
                found["id"] if "arxiv" in url and (found := _ARXIV.search(url)) else "" for url in self._urls
            ],
        )
        for network, url in zip(self.networks, self._urls, strict=True):
            finds.link(network, "paper", url)
        for kind, several in self._links.items():
            for network, links in several:
                for link in links if isinstance(links, list) else ():
                    if isinstance(link, dict):
                        finds.link(network, kind, text_of(link.get("url")), text_of(link.get("title")))


def _remarks(path: Path, tables: list[Table], repeated: list[Table]) -> Iterator[str]:
    further = [len(table.metrics) - 1 for table in tables if len(table.metrics) > 1]
    if further:
        yield (
            f"{path}: each table is ranked by its first metric; {sum(further)} further metrics"
            f" in {len(further)} of {len(tables)} tables are not read"
        )
    if repeated:
        first = repeated[0].place.removeprefix(f"{path}: ")
        yield f"{path}: {len(repeated)} tables stand there twice and are read once, first {first}"
