"""The papers of a folder, found by network, address or arXiv id; what is added is found as well."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING

from leaderboard.board.names import several

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leaderboard.storage import Row


class Bibliography:
    """Papers and their links; of several that fit, the first counts."""

    def __init__(self, papers: Iterable[Row], links: Iterable[Row]) -> None:
        """Take the rows of papers.csv and links.csv."""
        self.owners: dict[str, Row] = {}
        """The paper of each network."""
        self.links: dict[str, list[tuple[str, str]]] = {}
        """Kind and address of every link, by paper."""
        self._slugs: set[str] = set()
        self._by_id: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self.add(papers, links)

    def add(self, papers: Iterable[Row], links: Iterable[Row]) -> None:
        """Know these rows, too."""
        for paper in papers:
            self._slugs.add(paper["paper"])
            self._by_id.setdefault(paper["arxiv"], paper["paper"])
            for network in several(paper["network"]):
                self.owners.setdefault(network, paper)
        for link in links:
            self.links.setdefault(link["paper"], []).append((link["kind"], link["url"]))
            if link["kind"] == "paper":
                self._by_address.setdefault(link["url"], link["paper"])

    def paper_of(self, facts: Mapping[str, str]) -> str:
        """Return the paper that these facts are of, if it is known: by its address, or its arXiv id."""
        address, arxiv = facts.get("paper"), facts.get("arxiv")
        return (address and self._by_address.get(address)) or (arxiv and self._by_id.get(arxiv)) or ""

    def slug_for(self, network: str, year: str) -> str:
        """Make a key of a network's name: small letters, digits and single hyphens, and no other paper's."""
        letters = unicodedata.normalize("NFKD", network).casefold().replace("+", " plus ")
        plain = letters.encode("ascii", "ignore").decode()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain)) or "paper"
        dated = [f"{slug}-{year}"] if year else []
        candidates = chain([slug, *dated], (f"{slug}-{number}" for number in count(2)))
        return next(name for name in candidates if name not in self._slugs)
