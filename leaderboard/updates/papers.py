"""What is given of a network's paper: its row, and its addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.board.names import Names, fold, several
from leaderboard.errors import KnownPaper, LeaderboardError, UsageError, listed, quoted
from leaderboard.storage import Row
from leaderboard.updates import values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leaderboard.storage import Change
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


def added(
    tables: Tables,
    networks: Sequence[str],
    given: Mapping[str, str],
    *,
    key: str = "",
    aliases: Sequence[str] = (),
    note: str = "",
) -> tuple[str, tuple[Change, ...]]:
    """Add a paper, or what is given to one that is there: its networks, its addresses; return its key, too.

    Which paper that is, its *key* tells, its address, arXiv id or title, or a network that it has.

    Raises:
        UsageError: Neither a title nor a network is given, or something is not what it should be.
        LeaderboardError: A network belongs to another paper, or the tables say something else already.
    """
    if not tables.folder:
        raise LeaderboardError(f"{tables.path} has no table of papers; a folder of tables has")
    known, given = tables.bibliography, _derived(checked(given))
    keys = [Names("paper", {row["paper"]: () for row in tables.papers}).find(key)] if key else []
    if not keys and not networks and "title" not in given:
        raise UsageError("--title or --network is missing: a paper is known by one of them")
    owned = {name: known.owners[name]["paper"] for name in networks if name in known.owners}
    titled = [row["paper"] for row in tables.papers if fold(row["title"]) == fold(given.get("title", "\0"))]
    slugs = dict.fromkeys([*keys, *filter(None, [known.paper_of(given)]), *titled, *owned.values()])
    if len(slugs) > 1:
        raise LeaderboardError(f"that is more than one paper: {listed(list(map(quoted, slugs)))}")
    if slugs:
        slug = next(iter(slugs))
        row = next(row for row in tables.papers if row["paper"] == slug)
        more = _links_of(known, row["network"] or slug, row, given).links
        new = {
            "network": ";".join(dict.fromkeys([*several(row["network"]), *networks])),
            "aliases": ";".join(dict.fromkeys([*several(row["aliases"]), *aliases])),
            "note": note or row["note"],
        }
        changes = [_rewritten(tables, slug, {name: text for name, text in new.items() if text != row[name]})]
    else:
        slug = known.slug_for(networks[0] if networks else given["title"], given.get("year", ""))
        row = Row({"paper": slug, "network": ";".join(networks), "aliases": ";".join(aliases), "note": note})
        row.update({name: given[name] for name in FACTS if name in given})
        more = [{"paper": slug, "kind": kind, "url": given[kind]} for kind in KINDS if kind in given]
        changes = [tables.fitted("papers", [row], PAPERS, order=_by_paper)]
    if more:
        changes.append(tables.fitted("links", more, LINKS, order=_by_paper))
    return slug, tuple(change for change in changes if change.written())


def _rewritten(tables: Tables, slug: str, new: Mapping[str, str]) -> Change:
    """Write other texts into the row of a paper."""
    papers = tables.file("papers")
    if papers is None:
        raise LeaderboardError(f"{tables.place} has no papers.csv")
    begins = next(begins for begins, row in papers.rows() if row["paper"] == slug)
    texts = {column: text for name, text in new.items() if (column := papers.place_of(name)) is not None}
    return storage.edit(
        papers, {begins: storage.with_cells(papers, storage.record_at(papers, begins), texts)}
    )


def _by_paper(row: Row) -> str:
    return row["paper"]


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
