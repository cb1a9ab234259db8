"""The results of all tables, column by column: an archive has hundreds of thousands."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.errors import quoted
from leaderboard.reading.coded import Cells
from leaderboard.reading.json_values import text_of
from leaderboard.reading.measurements import stacked, text_frame
from leaderboard.reading.sources.papers_with_code.tasks import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from leaderboard.reading.measurements import Collector
    from leaderboard.reading.sources.papers_with_code.tasks import Table

    Ints = npt.NDArray[np.integer]

_DATE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?:T.*)?", re.ASCII)
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(?P<id>\d{4}\.\d{4,5})", re.ASCII)
_LINKS = {"code": "code_links", "model": "model_links"}
"""The keys of addresses by their kinds."""


class Results:
    """The rows of many tables: what they measure, and what they say of papers."""

    def __init__(self, found: Collector, tables: Sequence[Table]) -> None:
        """Take the rows of *tables*; *found* is told what cannot be used."""
        self._tables = tables
        self._take_rows(found)
        self._urls = self._given("paper_url")
        self._networks = self._texts("model_name")
        if "" in self._networks.texts:
            names = self._networks.or_else(self._texts("paper_title"))
            self._networks = Cells.of(names.expanded())
        self._take_cells(found)

    def _take_rows(self, found: Collector) -> None:
        import numpy as np

        self._rows: list[dict[str, Any]] = []
        places: list[int] = []
        lengths: list[int] = []
        for table in self._tables:
            rows = [row for row in table.rows if isinstance(row, dict)]
            standing: Iterable[int] = range(1, len(table.rows) + 1)
            if len(rows) < len(table.rows):
                kept = []
                for at, row in enumerate(table.rows, 1):
                    if isinstance(row, dict):
                        kept.append(at)
                    else:
                        found.refuse(f"{table.place}, row {at}", f"{shown(row)} where a result belongs")
                standing = kept
            self._rows += rows
            places += standing
            lengths.append(len(rows))
        self._table_of = np.repeat(np.arange(len(lengths), dtype="int32"), lengths)
        self._places = places
        """Where in its table each row stands, from 1."""

    def _texts(self, key: str) -> Cells:
        """Return what the rows say under a *key*, each on one line; what is no text is nothing."""
        given = self._given(key)
        tidy = Cells(given.codes, list(map(text_of, given.texts)))
        return given if tidy.texts == given.texts else Cells.of(tidy.expanded())

    def _given(self, key: str) -> Cells:
        return Cells.of([text if isinstance(text := row.get(key), str) else "" for row in self._rows])

    def _take_cells(self, found: Collector) -> None:
        """Find each cell that holds something: its row, its metric and its text."""
        import numpy as np

        lengths: list[int] = []
        metrics: list[str] = []
        said: list[Any] = []
        for row in self._rows:
            given = row.get("metrics")
            if not isinstance(given, dict):
                given = {}
            lengths.append(len(given))
            metrics += given
            said += given.values()
        rows = np.repeat(np.arange(len(lengths), dtype="int32"), lengths)
        cells = Cells.of([cell if isinstance(cell, str) else _written(cell) for cell in said])
        holds = np.array([text != "" for text in cells.texts], dtype="bool")[cells.codes]
        self._named = np.array([text != "" for text in self._networks.texts], dtype="bool")[
            self._networks.codes
        ]
        is_scored = np.bincount(rows[holds], minlength=len(self._rows)) > 0
        for one in np.flatnonzero(~(self._named & is_scored)).tolist():
            network = self._networks[one]
            lacking = f"no score is given ({quoted(network)})" if network else "no network is named"
            found.refuse(self._place(one), lacking)
        kept = holds & self._named[rows]
        self._at = rows[kept]
        self._metrics = Cells.of(metrics).take(kept)
        self._cells = cells.take(kept)

    def _place(self, row: int) -> str:
        return f"{self._tables[int(self._table_of[row])].place}, row {self._places[row]}"

    def ranked(self) -> Iterator[str]:
        """Give the metric that ranks each table: the first that it lists and in which there are scores."""
        import pandas as pd

        of_tables: dict[int, list[str]] = {}
        size = max(len(self._metrics.texts), 1)
        for both in pd.unique(self._table_of[self._at].astype("int64") * size + self._metrics.codes).tolist():
            of_tables.setdefault(both // size, []).append(self._metrics.texts[both % size])
        for number, table in enumerate(self._tables):
            measured = of_tables.get(number, [])
            yield next((metric for metric in table.metrics if metric in measured), next(iter(measured), ""))

    def scores(self, datasets: Sequence[str], source: str) -> pd.DataFrame:
        """Return the measurements, on a dataset for each table; what names no paper is from *source*."""
        import numpy as np

        extra = [row.get("uses_additional_data") is True for row in self._rows]
        sources = [url if "://" in url else source for url in self._urls.texts]
        places = [
            f"{table.place}, row {at}"
            for table, at in zip(
                map(self._tables.__getitem__, self._table_of.tolist()), self._places, strict=True
            )
        ]
        part = {
            "place": Cells(self._at, places),
            "network": self._networks.take(self._at),
            "dataset": Cells(self._table_of[self._at], list(datasets)),
            "metric": self._metrics,
            "cell": self._cells,
            "extra_data": Cells(np.array(extra, dtype="int8")[self._at], ["", "unspecified"]),
            "evidence": Cells(np.zeros(len(self._at), dtype="int8"), ["aggregator"]),
            "source": Cells(self._urls.codes[self._at], sources),
        }
        return stacked([part])

    # Papers: what the first result of each network says that says any

    @cached_property
    def _first(self) -> list[int]:
        import numpy as np
        import pandas as pd

        says = np.array(["://" in url for url in self._urls.texts], dtype="bool")[self._urls.codes]
        for one in np.flatnonzero(~says).tolist():
            row = self._rows[one]
            says[one] = bool(row.get("paper_title") or row.get("paper_date"))
        rows = np.flatnonzero(says & self._named)
        first: list[int] = rows[~pd.Series(self._networks.codes[rows]).duplicated().to_numpy()].tolist()
        return first

    @cached_property
    def _introduced(self) -> list[str]:
        """The networks of these rows."""
        return [self._networks.texts[code] for code in self._networks.codes[self._first].tolist()]

    @cached_property
    def _addresses(self) -> list[str]:
        """The addresses of their papers; empty where none is given."""
        urls = [url if "://" in url else "" for url in self._urls.texts]
        return [urls[code] for code in self._urls.codes[self._first].tolist()]

    def papers(self) -> pd.DataFrame:
        """Return what is said of papers."""
        dates = [_date(text_of(self._rows[one].get("paper_date"))) for one in self._first]
        arxiv = [_ARXIV.search(url) if "arxiv" in url else None for url in self._addresses]
        facts = {
            "paper": self._introduced,
            "network": self._introduced,
            "title": [text_of(self._rows[one].get("paper_title")) for one in self._first],
            "year": [date[:4] for date in dates],
            "date": dates,
            "arxiv": [written["id"] if written else "" for written in arxiv],
        }
        return text_frame(facts, PAPERS)

    def links(self) -> pd.DataFrame:
        """Return the addresses of papers, of code and of models."""
        pairs = list(zip(self._introduced, self._addresses, strict=True))
        papers = [network for network, url in pairs if url]
        urls = [url for _, url in pairs if url]
        kinds, details = ["paper"] * len(papers), [""] * len(papers)
        for network, one in zip(self._introduced, self._first, strict=True):
            row = self._rows[one]
            for kind, key in _LINKS.items():
                if (links := row.get(key)) and isinstance(links, list):
                    titles = _titles_by_address(links)
                    papers += [network] * len(titles)
                    kinds += [kind] * len(titles)
                    urls += titles
                    details += titles.values()
        columns = {"paper": papers, "kind": kinds, "detail": details, "url": urls}
        return text_frame({name: columns[name] for name in LINKS})


def _titles_by_address(links: Iterable[Any]) -> dict[str, str]:
    """Return the titles of the addresses among *links*, of which the first counts."""
    found: dict[str, str] = {}
    for link in links:
        if isinstance(link, dict) and "://" in (url := text_of(link.get("url"))):
            found.setdefault(url, text_of(link.get("title")))
    return found


def _written(cell: Any) -> str:
    """Return a cell that is no text as the text that messages show."""
    return "" if cell is None else shown(cell)


@cache
def _date(text: str) -> str:
    written = _DATE.fullmatch(text)
    return written[1] if written else ""
