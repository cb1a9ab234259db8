"""What a table of scores says of its networks besides: the papers and links in its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.board.names import fold
from leaderboard.reading.measurements import text_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.reading.sheet import Link

KINDS = ("paper", "code", "project")

YEAR = re.compile("[0-9]{4}")
_VENUE = re.compile(r"(?P<venue>.*?)[\s,]*(?P<year>(?:19|20)\d\d)?", re.ASCII)
_ARXIV = re.compile(
    r"arxiv[:\s]*(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5})", re.ASCII | re.IGNORECASE
)
_CODE = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
_TITLE = 3
"""Words from which on the text of a link is the title of a paper."""


class Facts:
    """Gathers papers and links, network by network; what is said first counts."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._papers: dict[str, dict[str, str]] = {}
        self._links: dict[tuple[str, str], str] = {}

    def take(
        self, network: str, cells: Mapping[str, str], links: Sequence[tuple[str, Link]] = ()
    ) -> Iterator[str]:
        """Take what one row says of its *network*.

        Args:
            network: Its name.
            cells: What stands in the columns of facts, by what they hold (``published``,
                ``year``, …). Beside a column ``paper_key``, a paper is called by that key.
            links: What cells of the row lead to, with what their columns hold.

        Yields what is wrong with it.
        """
        key = cells.get("key") or network
        paper = self._papers.setdefault(key, {"paper": key, "network": network})
        if paper["network"] != network and network not in paper["network"].split(";"):
            paper["network"] += f";{network}"
        for meaning, cell in cells.items():
            if meaning in KINDS and "://" in cell:
                self._links.setdefault((key, meaning), cell)
            elif meaning != "key":
                try:
                    for name, value in said(meaning, cell).items():
                        paper.setdefault(name, value)
                except ValueError as error:
                    yield str(error)
        for meaning, (text, url) in links:
            kind = (
                meaning
                if meaning in KINDS
                else next((one for one in KINDS if one in text.casefold()), _kind(url))
            )
            if "://" in url:
                self._links.setdefault((key, kind), url)
            if meaning == "paper" and len(text.split()) >= _TITLE:
                paper.setdefault("title", text)

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the papers and the links; a network of which nothing is said has no paper."""
        import pandas as pd

        linked = {key for key, _ in self._links}
        told = [
            paper
            for key, paper in self._papers.items()
            if key in linked or paper.keys() - {"paper", "network"} or key != paper["network"]
        ]
        papers = {name: [paper.get(name, "") for paper in told] for name in PAPERS}
        rows = [(paper, kind, "", url) for (paper, kind), url in self._links.items()]
        return text_frame(papers), pd.DataFrame(rows, columns=list(LINKS), dtype="str")


def _kind(url: str) -> str:
    """Say what an address leads to: code where code is kept, or else a paper."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return "paper"
    return "code" if host.removeprefix("www.") in _CODE else "paper"


def said(meaning: str, cell: str) -> dict[str, str]:
    """Return what a cell says of a paper, by columns of the papers.

    Args:
        meaning: ``published`` (a venue with its year, or an arXiv id), or a column of the papers.
        cell: What stands there.

    Raises:
        ValueError: It is to be a year and is none; the text says so.
    """
    if not cell or meaning in KINDS:
        return {}
    if meaning == "published":
        return _published(cell)
    if meaning == "year":
        cell = cell.removesuffix(".0")
        if not YEAR.fullmatch(cell):
            raise ValueError(f"{cell[:40]!r} is not a year")
    return {meaning: cell} if meaning in PAPERS else {}


def _published(text: str) -> dict[str, str]:
    if arxiv := _ARXIV.fullmatch(text.strip()):
        year = f"20{arxiv['year']}"
        return {"venue": "arXiv", "arxiv": arxiv["id"], "year": year, "date": f"{year}-{arxiv['month']}"}
    found = _VENUE.fullmatch(text.strip()[:200])
    return {name: value for name, value in (found.groupdict() if found else {}).items() if value}


def typed(papers: pd.DataFrame) -> pd.DataFrame:
    """Make numbers of the years; what is no year is missing."""
    import numpy as np
    import pandas as pd

    codes, texts = pd.factorize(papers["year"])  # a missing one is -1, which is the last
    years = [int(text) if YEAR.fullmatch(str(text)) else -1 for text in texts] + [-1]
    year = np.array(years, dtype="int64")[codes]
    return papers.assign(year=pd.arrays.IntegerArray(year, mask=year < 0))


def is_key(meaning: str, title: str, meanings: Sequence[str]) -> bool:
    """Say whether a column called ``paper`` holds keys: beside addresses, as this program writes them."""
    return meaning == "paper" and fold(title) == "paper" and meanings.count("paper") > 1
