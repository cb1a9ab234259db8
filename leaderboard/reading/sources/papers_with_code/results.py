"""The results of all tables, column by column: an archive has hundreds of thousands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.errors import quoted
from leaderboard.reading.coded import Cells
from leaderboard.reading.json_values import text_of
from leaderboard.reading.measurements import stacked, text_frame
from leaderboard.reading.sources.papers_with_code.tasks import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        self._urls = [
            url if isinstance(url := row.get("paper_url"), str) and "://" in url else "" for row in self._rows
        ]
        names = [text_of(row.get("model_name")) or text_of(row.get("paper_title")) for row in self._rows]
        self._networks = Cells.of(names)
        self._take_cells(found)

    def _take_rows(self, found: Collector) -> None:
        import numpy as np

        self._rows: list[dict[str, Any]] = []
        self._places: list[str] = []
        table_of: list[int] = []
        for number, table in enumerate(self._tables):
            for at, row in enumerate(table.rows, 1):
                place = f"{table.place}, row {at}"
                if isinstance(row, dict):
                    self._rows.append(row)
                    self._places.append(place)
                    table_of.append(number)
                else:
                    found.refuse(place, f"{shown(row)} where a result belongs")
        self._table_of = np.array(table_of, dtype="int32")

    def _take_cells(self, found: Collector) -> None:
        """Find each cell that holds something: its row, its metric and its text."""
        import numpy as np

        rows, metrics, cells = [], [], []
        for number, row in enumerate(self._rows):
            if isinstance(given := row.get("metrics"), dict):
                for metric, cell in given.items():
                    if cell is not None and cell != "":
                        rows.append(number)
                        metrics.append(metric)
                        cells.append(cell if isinstance(cell, str) else shown(cell))
        self._at = np.array(rows, dtype="int32")
        self._named = np.array([text != "" for text in self._networks.texts], dtype="bool")[
            self._networks.codes
        ]
        is_scored = np.bincount(self._at, minlength=len(self._rows)) > 0
        for one in np.flatnonzero(~(self._named & is_scored)).tolist():
            network = self._networks[one]
            lacking = f"no score is given ({quoted(network)})" if network else "no network is named"
            found.refuse(self._places[one], lacking)
        kept = self._named[self._at]
        self._at = self._at[kept]
        self._metrics = Cells.of(metrics).take(kept)
        self._cells = Cells.of(cells).take(kept)

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

        extra = ["unspecified" if row.get("uses_additional_data") is True else "" for row in self._rows]
        sources = [url or source for url in self._urls]
        part = {
            "place": Cells(self._at, self._places),
            "network": self._networks.take(self._at),
            "dataset": Cells(self._table_of[self._at], list(datasets)),
            "metric": self._metrics,
            "cell": self._cells,
            "extra_data": Cells.of(extra).take(self._at),
            "evidence": Cells(np.zeros(len(self._at), dtype="int8"), ["aggregator"]),
            "source": Cells.of(sources).take(self._at),
        }
        return stacked([part])

    # Papers: what the first result of each network says that says any

    @cached_property
    def _first(self) -> list[int]:
        import numpy as np
        import pandas as pd

        says = [
            bool(url or row.get("paper_title") or row.get("paper_date"))
            for row, url in zip(self._rows, self._urls, strict=True)
        ]
        rows = np.flatnonzero(np.array(says, dtype="bool") & self._named)
        first: list[int] = rows[~pd.Series(self._networks.codes[rows]).duplicated().to_numpy()].tolist()
        return first

    @cached_property
    def _introduced(self) -> list[str]:
        """The networks of these rows."""
        return [self._networks.texts[code] for code in self._networks.codes[self._first].tolist()]

    def papers(self) -> pd.DataFrame:
        """Return what is said of papers."""
        said = [self._rows[one].get("paper_date") for one in self._first]
        texts = [date if isinstance(date, str) else "" for date in said]
        plain = {text: _date(text) for text in set(texts)}
        dates = [plain[text] for text in texts]
        urls = [self._urls[one] for one in self._first]
        arxiv = [_ARXIV.search(url) if "arxiv" in url else None for url in urls]
        facts = {
            "paper": self._introduced,
            "network": self._introduced,
            "title": [text_of(self._rows[one].get("paper_title")) for one in self._first],
            "year": [date[:4] for date in dates],
            "date": dates,
            "arxiv": [written["id"] if written else "" for written in arxiv],
        }
        nothing = [""] * len(dates)
        return text_frame({name: facts.get(name, nothing) for name in PAPERS})

    def links(self) -> pd.DataFrame:
        """Return the addresses of papers, of code and of models."""
        found: dict[tuple[str, str, str], str] = {}
        for network, one in zip(self._introduced, self._first, strict=True):
            if self._urls[one]:
                found[network, "paper", self._urls[one]] = ""
        for network, one in zip(self._introduced, self._first, strict=True):
            for kind, key in _LINKS.items():
                if (links := self._rows[one].get(key)) and isinstance(links, list):
                    for link in links:
                        if isinstance(link, dict) and "://" in (url := text_of(link.get("url"))):
                            found.setdefault((network, kind, url), text_of(link.get("title")))
        papers, kinds, urls = zip(*found, strict=True) if found else ((), (), ())
        columns = {"paper": papers, "kind": kinds, "detail": tuple(found.values()), "url": urls}
        return text_frame({name: columns[name] for name in LINKS})


def _date(text: str) -> str:
    written = _DATE.fullmatch(text)
    return written[1] if written else ""
