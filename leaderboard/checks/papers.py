"""Rules for ``papers.csv``.

When papers appeared is in :mod:`leaderboard.checks.dates`. What is only doubtful is acknowledged
by a ``note`` on the row, which says why it is so.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from leaderboard.board.names import fold, several
from leaderboard.checks import dates
from leaderboard.checks.order import out_of_order
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.texts import are_alike, list_problem
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules([*dates.RULES.listed])

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ODD_AUTHORS = re.compile(r";| & |\bet al\b|\d|@|(^|\sand)\s*(and\s|$)", re.IGNORECASE)


@RULES.error
def missing_paper(table: Written, _: Folder) -> Iterator[Finding]:
    """Each row has a slug."""
    yield from told(table.column("paper"), lambda slug: None if slug else "no slug; give the paper one")


@RULES.error
def repeated_paper(table: Written, folder: Folder) -> Iterator[Finding]:
    """A slug means one paper."""
    yield from _repeated(
        table, folder, "paper", "the slug {} is that of line {}, too; give each paper its own"
    )


@RULES.warning
def repeated_arxiv_id(table: Written, folder: Folder) -> Iterator[Finding]:
    """A paper is listed once."""
    yield from _repeated(table, folder, "arxiv", "the arXiv id {} is that of line {}, too; is it one paper?")


def _repeated(table: Written, folder: Folder, column: str, problem: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row, paper in enumerate(folder.papers):
        text = paper[column]
        if text and first.setdefault(text, row) != row:
            yield Finding(row, problem.format(quoted(text), table.line(first[text])))


@RULES.warning
def slug(table: Written, _: Folder) -> Iterator[Finding]:
    """A slug can be typed anywhere."""
    yield from told(
        table.column("paper"),
        lambda text: (
            f"the slug {quoted(text)} is hard to type; use small letters, digits and single hyphens"
            if text and not _SLUG.fullmatch(text)
            else None
        ),
    )


@RULES.warning
def missing_title(table: Written, _: Folder) -> Iterator[Finding]:
    """A paper can be found by its title."""
    yield from told(table.column("title"), lambda text: None if text else "no title; write the paper's")


@RULES.warning
def lone_paper(_: Written, folder: Folder) -> Iterator[Finding]:
    """The paper of a network has an address or a score: else, whoever began to enter it was stopped."""
    if "results" not in folder.tables:
        return
    linked = set(folder.tables["links"].column("paper").texts) if "links" in folder.tables else set()
    scored = {fold(name) for name in folder.tables["results"].column("network").texts}
    for row, paper in enumerate(folder.papers):
        names = [*several(paper["network"]), *several(paper["aliases"])]
        is_known = paper["note"] or paper["paper"] in linked or any(fold(name) in scored for name in names)
        if paper["network"] and not is_known:
            yield Finding(
                row,
                f"the paper {quoted(paper['paper'])} has no address, and {quoted(paper['network'])} no score;"
                " add what is missing, take the paper out, or say in a note why it is listed",
            )


@RULES.warning
def network_of_two_papers(table: Written, folder: Folder) -> Iterator[Finding]:
    """There is no choice about what to cite for a network."""
    for network, rows in folder.owners.items():
        for row in dict.fromkeys(rows[1:]):
            if not (folder.papers[row]["note"] or folder.papers[rows[0]]["note"]):
                yield Finding(
                    row,
                    f"the network {quoted(network)} is also of line {table.line(rows[0])};"
                    " keep it at the paper that introduced it, or say in a note why it is of both",
                )


@RULES.warning
def ambiguous_alias(table: Written, folder: Folder) -> Iterator[Finding]:
    """A name leads to one network."""
    first: dict[str, tuple[int, str]] = {}
    for row, paper in enumerate(folder.papers):
        for network in several(paper["network"]):
            first.setdefault(fold(network), (row, network))
    for row, paper in enumerate(folder.papers):
        for name in (*several(paper["network"]), *several(paper["aliases"])):
            owner, network = first.setdefault(fold(name), (row, name))
            same = are_alike(name, network)
            if owner != row and name not in several(folder.papers[owner]["network"]) and same:
                yield Finding(
                    row,
                    f"{quoted(name)} also means {quoted(network)} of line {table.line(owner)}; spell two"
                    " networks so that they can be told apart, and leave an alias to one",
                )


@RULES.warning
def untidy_list(table: Written, _: Folder) -> Iterator[Finding]:
    """Names are joined by ``;`` alone."""
    for name in ("network", "aliases", "tags"):
        yield from told(table.column(name), partial(list_problem, name))


@RULES.warning
def status(table: Written, _: Folder) -> Iterator[Finding]:
    """A paper is withdrawn, or nothing is said."""
    yield from told(
        table.column("status"),
        lambda text: (
            None
            if text in {"", "withdrawn"}
            else f"the status {quoted(text)} is not known; write 'withdrawn' or nothing"
        ),
    )


@RULES.warning
def authors(table: Written, _: Folder) -> Iterator[Finding]:
    """BibTeX takes names apart at commas, and authors at ``and``."""

    def problem(text: str) -> str | None:
        parts = text.split(" and ")
        if text and (_ODD_AUTHORS.search(text) or any(part.count(",") > 1 for part in parts)):
            return f"the authors {quoted(text)} are not written 'Last, First and Last, First'; write them so"
        return None

    yield from told(table.column("authors"), problem)


@RULES.warning
def order(table: Written, _: Folder) -> Iterator[Finding]:
    """Papers go by their slugs."""
    slugs = table.column("paper")
    yield from out_of_order(
        table, slugs.expanded().tolist(), "papers go by their slugs", lambda row: quoted(slugs[row])
    )
