"""What is given of a network's paper: its row, and its addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import KnownPaper, LeaderboardError, UsageError, quoted
from leaderboard.updates import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaderboard.storage import Row
    from leaderboard.updates.bibliography import Bibliography
    from leaderboard.updates.tables import Tables

FACTS = ("title", "authors", "venue", "year", "date", "arxiv", "topic", "tags")
"""What a row of papers.csv says of a paper."""

KINDS = ("paper", "code")
"""What the addresses lead to."""


@dataclass(frozen=True)
class Paper:
    """What is known of the paper of a network that gets a score."""

    rows: list[dict[str, str]] = field(default_factory=list)
    """For papers.csv."""
    links: list[dict[str, str]] = field(default_factory=list)
    """For links.csv."""
    columns: dict[str, str] = field(default_factory=dict)
    """For the row of the score, in a single file."""
    owned: list[tuple[str, str]] = field(default_factory=list)
    """Every kind and address of the paper that is known now."""
    remark: str = ""


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """Check what is given of a paper.

    Raises:
        UsageError: An address, month, year or arXiv id is none.
    """
    for kind in KINDS:
        values.address(f"--{kind}", given.get(kind, ""))
    values.date(given.get("date", ""))
    values.year(given.get("year", ""))
    found = dict(given)
    if "arxiv" in given:
        if not (said := values.arxiv(given["arxiv"])):
            raise UsageError(f"--arxiv is an id like 1802.02611, not {quoted(given['arxiv'])}")
        found["arxiv"] = said["arxiv"]
    return found


def in_folder(tables: Tables, network: str, given: Mapping[str, str]) -> Paper:
    """Find what papers.csv and links.csv need to say of the paper of a *network*.

    Raises:
        KnownPaper: They have the paper, but not as that of the network; no line is changed here.
        LeaderboardError: They say something else already.
    """
    known = tables.bibliography
    if (owner := known.owners.get(network)) is not None:
        return _links_of(known, network, owner, given)
    if not given:
        papers = tables.table("papers")
        there = papers and papers.exists()
        return Paper(remark=f"no paper is known for {network}; --paper ADDRESS names it" if there else "")
    facts = _derived(given)
    if same := known.paper_of(facts):
        raise KnownPaper(same, network)
    slug = known.slug_for(network, facts.get("year", ""))
    owned = [(kind, facts[kind]) for kind in KINDS if kind in facts]
    row = {"paper": slug, "network": network, **{name: facts[name] for name in FACTS if name in facts}}
    links = [{"paper": slug, "kind": kind, "url": url} for kind, url in owned]
    return Paper([row], links, owned=owned)


def _links_of(known: Bibliography, network: str, owner: Row, given: Mapping[str, str]) -> Paper:
    """Take further addresses for a paper that is known; what else is given has to be what is known."""
    for name in FACTS:
        if name in given and given[name] != owner[name]:
            raise LeaderboardError(
                f"the {name} of {network!r} is {owner[name]!r} in papers.csv;"
                " add changes no line of it: correct it there"
            )
    there = known.links.get(owner["paper"], [])
    more = [(kind, given[kind]) for kind in KINDS if kind in given and (kind, given[kind]) not in there]
    links = [{"paper": owner["paper"], "kind": kind, "url": url} for kind, url in more]
    return Paper(links=links, owned=there + more)


def in_file(tables: Tables, given: Mapping[str, str]) -> Paper:
    """Find the columns of a single file that tell what is given of a paper.

    Raises:
        LeaderboardError: There is none for something that is given.
    """
    columns = {meaning: tables.results.header[place] for meaning, place in tables.layout.facts.items()}
    facts = _derived(given)
    cells = {columns[name]: text for name, text in facts.items() if name in columns}
    told = {name for name in facts if name in columns}
    if "published" in columns and not told & {"venue", "year"}:
        venue, year, arxiv = (facts.get(name, "") for name in ("venue", "year", "arxiv"))
        preprint = bool(arxiv) and fold(venue) in {"", "arxiv"}
        cells[columns["published"]] = f"arXiv {arxiv}" if preprint else f"{venue} {year}".strip()
        told |= {"venue", "year", *(["arxiv", "date"] if preprint else [])}
    for name in given:
        if name not in told:
            path = tables.path
            raise LeaderboardError(f"{path} has no column for --{name}; its header needs one called {name!r}")
    return Paper(columns=cells, owned=[(kind, facts[kind]) for kind in KINDS if kind in facts])


def _derived(given: Mapping[str, str]) -> dict[str, str]:
    """Add what an arXiv id or address says of a paper, as far as it is not given."""
    facts = dict(given)
    said = values.arxiv(facts.get("arxiv", "")) or values.arxiv(facts.get("paper", ""))
    if said:
        facts = {"arxiv": said["arxiv"], "date": said["date"], **facts}
        facts.setdefault("paper", f"https://arxiv.org/abs/{said['arxiv']}")
        if "venue" not in facts:
            facts["venue"] = "arXiv"
            facts.setdefault("year", said["year"])
    return facts
