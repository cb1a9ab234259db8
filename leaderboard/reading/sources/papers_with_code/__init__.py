"""Papers with Code: ``evaluation-tables.json``, of which copies and other people's dumps are about.

A list of tasks with their datasets; both may be nested. A table holds the results on a
dataset within a task in several metrics, of which the first ranks. Nothing says a unit or
what is better.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, quoted
from leaderboard.reading import limits
from leaderboard.reading.addresses import Address, place_of
from leaderboard.reading.json_text import parsed
from leaderboard.reading.measurements import Collector
from leaderboard.reading.sources.papers_with_code.tasks import once, shown, tables_of, text_of
from leaderboard.reading.tasks import names_by_task
from leaderboard.reading.text_file import text_of as file_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.sources.papers_with_code.tasks import Table
    from leaderboard.reading.start import Start

SUFFIXES = (".json",)

_TASK = re.compile(r'"(?:datasets|subdatasets|subtasks|sota)"\s*:\s*(?:\[|\{|null)')
_KEYS = ("datasets", "subtasks")
_DATE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?:T.*)?", re.ASCII)
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(?P<id>\d{4}\.\d{4,5})", re.ASCII)


def recognises(start: Start) -> float:
    """Look for JSON that speaks of tasks and their datasets."""
    return 0.9 if start.text.lstrip()[:1] in {"[", "{"} and _TASK.search(start.text) else 0.0


def recognises_folder(folder: Path) -> bool:  # noqa: ARG001 - a protocol
    """Take no folder: a file holds all."""
    return False


def measurements(path: Path, name: str) -> Measurements:
    """Read the results of all tasks, in all metrics."""
    read = parsed(name, file_text(path, limits.most(limits.MOST_BYTES), name))
    tasks = read if isinstance(read, list) else [read]
    if not any(
        isinstance(one, dict) and any(isinstance(one.get(key), list) for key in _KEYS) for one in tasks
    ):
        raise DataError(name, "it holds no list of tasks with their datasets")
    found = Collector()
    try:
        tables, repeated = once(tables_of(found, name, tasks))
    except RecursionError:
        raise DataError(name, "nested too deeply to be scores") from None
    names = names_by_task((table.dataset, table.task, table.metrics) for table in tables)
    notes: dict[str, dict[str, None]] = {}
    papers = _Papers()
    source = name if isinstance(place_of(name), Address) else PurePath(name).name
    for table in tables:
        dataset = names[table.dataset, table.task]
        notes.setdefault(dataset, {})[table.task] = None
        if dataset != table.dataset and ";" not in table.dataset:
            found.tell(dataset, aliases=table.dataset)
        if ranked := _take(found, table, dataset, papers, source=source):
            found.tell(dataset, metric=ranked)
    for dataset, of_tasks in notes.items():
        found.tell(dataset, note="; ".join(filter(None, of_tasks)))
    papers.tell(found)
    if repeated:
        first = repeated[0].place.removeprefix(f"{name}: ")
        found.remarks.append(
            f"{name}: {len(repeated)} tables stand there twice and are read once, first {first}"
        )
    return found.measurements()


def _take(found: Collector, table: Table, dataset: str, papers: _Papers, *, source: str) -> str:
    """Take the results of a table metric by metric; return the first in which there are any."""
    rows, places = _rows(found, table)
    titles = [row.get("paper_title") for row in rows]
    urls = [url if isinstance(url := row.get("paper_url"), str) and "://" in url else "" for row in rows]
    columns = {
        "place": places,
        "network": [
            text_of(row.get("model_name")) or text_of(title) for row, title in zip(rows, titles, strict=True)
        ],
        "source": [url or source for url in urls],
        "extra_data": ["unspecified" if row.get("uses_additional_data") is True else "" for row in rows],
    }
    for network, title, url, row in zip(columns["network"], titles, urls, rows, strict=True):
        if network not in papers.networks and network and (title or url or row.get("paper_date")):
            papers.take(network, title, url, row)
    cells: defaultdict[str, dict[int, str]] = defaultdict(dict, {metric: {} for metric in table.metrics})
    for number, row in enumerate(rows):
        scores = row.get("metrics")
        given = {
            metric: cell if isinstance(cell, str) else shown(cell)
            for metric, cell in (scores.items() if isinstance(scores, dict) else ())
            if cell is not None and cell != ""
        }
        network = columns["network"][number]
        if not given or not network:
            lacking = f"no score is given ({quoted(network)})" if network else "no network is named"
            found.refuse(places[number], lacking)
            continue
        for metric, cell in given.items():
            cells[metric][number] = cell
    for metric, texts in cells.items():
        number = len(texts)
        chosen = (
            columns
            if number == len(rows)
            else {name: [column[at] for at in texts] for name, column in columns.items()}
        )
        found.scores(
            **chosen,
            dataset=[dataset] * number,
            metric=[metric] * number,
            cell=list(texts.values()),
            evidence=["aggregator"] * number,
        )
    return next((metric for metric, texts in cells.items() if texts), "")


def _rows(found: Collector, table: Table) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows that can be results, and their places; the others are refused."""
    places = [f"{table.place}, row {number}" for number in range(1, len(table.rows) + 1)]
    if all(isinstance(row, dict) for row in table.rows):
        return table.rows, places
    rows = []
    kept = []
    for row, place in zip(table.rows, places, strict=True):
        if isinstance(row, dict):
            rows.append(row)
            kept.append(place)
        else:
            found.refuse(place, f"{shown(row)} where a result belongs")
    return rows, kept


class _Papers:
    """What is said of papers: by the first result of each network that says any."""

    def __init__(self) -> None:
        self.networks: dict[str, None] = {}
        self._titles: list[Any] = []
        self._dates: list[str] = []
        self._urls: list[str] = []
        self._links: list[tuple[str, str, Any]] = []

    def take(self, network: str, title: Any, url: str, row: Mapping[str, Any]) -> None:
        """Put aside what a row says; to take it apart is quicker for all at once."""
        self.networks[network] = None
        date = row.get("paper_date")
        self._titles.append(title)
        self._dates.append(date if isinstance(date, str) else "")
        self._urls.append(url)
        for kind, key in (("code", "code_links"), ("model", "model_links")):
            if (links := row.get(key)) and isinstance(links, list):
                self._links.append((network, kind, links))

    def tell(self, found: Collector) -> None:
        """Say all of it."""
        plain = {date: _date(date) for date in set(self._dates)}
        dates = [plain[date] for date in self._dates]
        arxiv = [_ARXIV.search(url) if "arxiv" in url else None for url in self._urls]
        found.papers(
            list(self.networks),
            title=list(map(text_of, self._titles)),
            year=[date[:4] for date in dates],
            date=dates,
            arxiv=[written["id"] if written else "" for written in arxiv],
        )
        found.links("paper", zip(self.networks, self._urls, strict=True))
        for network, kind, links in self._links:
            for link in links:
                if isinstance(link, dict):
                    found.link(network, kind, text_of(link.get("url")), text_of(link.get("title")))


def _date(text: str) -> str:
    written = _DATE.fullmatch(text)
    return written[1] if written else ""
