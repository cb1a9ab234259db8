"""What a row of somebody's list says of its network: facts and links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leaderboard.importers._facts import KINDS, said

if TYPE_CHECKING:
    from leaderboard.importers._columns import Columns
    from leaderboard.importers._finds import Finds
    from leaderboard.importers._tables import Cell, Row

_CODE = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")

_TITLE = 3
"""Words from which on the text of a link is the title of a paper."""


def links(columns: Columns, row: Row) -> list[tuple[str, str]]:
    """Return kind and address of every link of a row: of its facts, then of the name of its network."""
    found = []
    for number, meaning in columns.facts.items():
        for text, url in row.cells[number].links:
            named = (kind for kind in KINDS if kind in text.casefold())
            found.append((meaning if meaning in KINDS else next(named, _kind(url)), url))
    found += [(_kind(url), url) for _, url in row.cells[columns.network].links]
    return found


def _kind(url: str) -> str:
    """Say what an address leads to: code where code is kept, or else a paper."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return "paper"
    return "code" if host.removeprefix("www.") in _CODE else "paper"


def describe(finds: Finds, columns: Columns, row: Row, place: str) -> None:
    """Take the facts that a row tells of its network."""
    facts: dict[str, str] = {}
    for number, meaning in columns.facts.items():
        try:
            facts |= _fact(meaning, row.cells[number])
        except ValueError as error:
            finds.refuse(place, str(error))
    if facts:
        finds.paper(row.cells[columns.network].text, **facts)


def _fact(meaning: str, cell: Cell) -> dict[str, str]:
    if meaning == "paper":
        titles = [text for text, _ in cell.links if len(text.split()) >= _TITLE]
        return {"title": titles[0]} if titles else {}
    return said(meaning, cell.text)
