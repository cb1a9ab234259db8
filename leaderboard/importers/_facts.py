"""What a table of scores says of its networks besides: the papers and links in its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.board.names import fold
from leaderboard.errors import DataError, quoted
from leaderboard.importers._text import line_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from leaderboard.importers._sheet import Sheet

MEANING = {
    "publishedin": "published",
    "published": "published",
    "venue": "venue",
    "year": "year",
    "date": "date",
    "title": "title",
    "authors": "authors",
    "arxiv": "arxiv",
    "topic": "topic",
    "tags": "tags",
    "aliases": "aliases",
    "status": "status",
    "paper": "paper",
    "paperurl": "paper",
    "url": "paper",
    "code": "code",
    "codeurl": "code",
    "project": "project",
    "projecturl": "project",
}
"""What a column tells of a network, by its folded name."""

KINDS = ("paper", "code", "project")

_BETWEEN = re.compile(r"\s*;\s*")
"""What stands between the names of a list."""

_YEAR = re.compile(r"\d{4}", re.ASCII)
_VENUE = re.compile(r"(?P<venue>.*?)[\s,]*(?P<year>(?:19|20)\d\d)?", re.ASCII)
_ARXIV = re.compile(
    r"arxiv[:\s]*(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5})", re.ASCII | re.IGNORECASE
)


def is_fact(column: str) -> bool:
    """Whether a column of this name tells something of a network."""
    return fold(column) in MEANING


def papers_and_links(sheet: Sheet) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Gather papers and links from the columns that tell something of a network.

    Each network is taken to have a paper of its own, called as the network is; the first
    thing said of it in a column counts. ``Published In`` may hold a venue with its year
    (``CVPR 2017``) or an arXiv id (``arXiv 1706.05587``), which tells year and month. What
    stands under ``paper``, ``code`` or ``project`` and is no address is passed over, except for
    the keys of papers that this program writes.

    Raises:
        DataError: A year is no year; with the line.
    """
    import pandas as pd

    rows = sheet.rows
    columns = {column: MEANING[fold(column)] for column in rows.columns if is_fact(column)}
    (named,) = (column for column in rows.columns if fold(column) == "network")
    papers: dict[str, dict[str, str]] = {}
    links: dict[tuple[str, str], str] = {}
    told = rows[[named, *columns]].drop_duplicates() if columns else rows[:0]
    # Beside addresses of papers, what is called a paper is the key of one, as this program writes it.
    has_keys = {"paper", "paperurl"} <= set(map(fold, columns))
    meanings = ["key" if has_keys and fold(column) == "paper" else columns[column] for column in columns]
    for row, *texts in told.itertuples():
        network, *cells = map(str.strip, texts)
        if not network or (has_keys and not any(cells)):
            continue
        keys = [cell for meaning, cell in zip(meanings, cells, strict=True) if meaning == "key" and cell]
        key = next((key for key in keys if "://" not in key), network)
        paper = papers.setdefault(key, {"paper": key, "network": network})
        if network not in paper["network"].split(";"):
            paper["network"] += f";{network}"
        for meaning, cell in zip(meanings, cells, strict=True):
            if meaning in KINDS and "://" in cell:
                links.setdefault((key, meaning), cell)
            try:
                paper |= said(meaning, cell) | paper
            except ValueError as error:
                raise sheet.error(str(error), row) from None
    listed = [(paper, kind, "", url) for (paper, kind), url in links.items()]
    return (
        typed(pd.DataFrame(list(papers.values()), columns=list(PAPERS), dtype="str").fillna("")),
        pd.DataFrame(listed, columns=list(LINKS), dtype="str"),
    )


def checked_papers(path: Path, papers: pd.DataFrame) -> pd.DataFrame:
    """Turn rows of text into papers.

    Raises:
        DataError: A year is no year; with the line.
    """
    for row, year in enumerate(papers["year"]):
        if year and not _YEAR.fullmatch(year):
            raise DataError(path, f"{quoted(year)} is not a year", line=line_of(path, row))
    return typed(papers.assign(network=[_BETWEEN.sub(";", names) for names in papers["network"]]))


def typed(papers: pd.DataFrame) -> pd.DataFrame:
    """Make numbers of the years."""
    year = papers["year"].where(papers["year"] != "", None)
    return papers.assign(year=year.astype("Int64"))


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
    if meaning == "year" and not _YEAR.fullmatch(cell):
        raise ValueError(f"{quoted(cell)} is not a year")
    return {meaning: cell} if meaning in PAPERS else {}


def _published(text: str) -> dict[str, str]:
    if arxiv := _ARXIV.fullmatch(text.strip()):
        year = f"20{arxiv['year']}"
        return {"venue": "arXiv", "arxiv": arxiv["id"], "year": year, "date": f"{year}-{arxiv['month']}"}
    found = _VENUE.fullmatch(text.strip())
    return {name: value for name, value in (found.groupdict() if found else {}).items() if value}
