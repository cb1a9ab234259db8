"""Rules for ``papers.csv``.

When papers appeared is in :mod:`leaderboard.checks.dates`. What is only doubtful is acknowledged
by a ``note`` on the row, which says why it is so.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from leaderboard.board.columns import PAPERS
from leaderboard.board.names import fold, several
from leaderboard.checks import dates
from leaderboard.checks._order import out_of_order
from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import are_alike, list_problem
from leaderboard.checks.cells import columns
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules([*columns(PAPERS, required=["paper"]), *dates.RULES.listed])

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ODD_AUTHORS = re.compile(r";| & |\bet al\b|\d|@|(^|\sand)\s*(and\s|$)", re.IGNORECASE)


@RULES.error
def missing_paper(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Each row has a slug."""
    if "paper" in sheet.header:
        yield from sheet.column("paper").told(lambda slug: None if slug else "no slug; give the paper one")


@RULES.error
def repeated_paper(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A slug means one paper."""
    yield from _repeated(
        sheet, tables, "paper", "the slug {} is that of line {}, too; give each paper its own"
    )


@RULES.warning
def repeated_arxiv_id(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A paper is listed once."""
    yield from _repeated(sheet, tables, "arxiv", "the arXiv id {} is that of line {}, too; is it one paper?")


def _repeated(sheet: Sheet, tables: Tables, column: str, problem: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row, paper in enumerate(tables.papers):
        text = paper[column]
        if text and first.setdefault(text, row) != row:
            yield Finding(row, problem.format(quoted(text), sheet.line(first[text])))


@RULES.warning
def slug(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A slug can be typed anywhere."""
    yield from sheet.column("paper").told(
        lambda text: (
            f"the slug {quoted(text)} is hard to type; use small letters, digits and single hyphens"
            if text and not _SLUG.fullmatch(text)
            else None
        )
    )


@RULES.warning
def missing_title(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A paper can be found by its title."""
    yield from sheet.column("title").told(lambda text: None if text else "no title; write the paper's")


@RULES.warning
def network_of_two_papers(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """There is no choice about what to cite for a network."""
    for network, rows in tables.owners.items():
        for row in dict.fromkeys(rows[1:]):
            if not (tables.papers[row]["note"] or tables.papers[rows[0]]["note"]):
                yield Finding(
                    row,
                    f"the network {quoted(network)} is also of line {sheet.line(rows[0])};"
                    " keep it at the paper that introduced it, or say in a note why it is of both",
                )


@RULES.warning
def ambiguous_alias(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A name leads to one network."""
    first: dict[str, tuple[int, str]] = {}
    for row, paper in enumerate(tables.papers):
        for network in several(paper["network"]):
            first.setdefault(fold(network), (row, network))
    for row, paper in enumerate(tables.papers):
        for name in (*several(paper["network"]), *several(paper["aliases"])):
            owner, network = first.setdefault(fold(name), (row, name))
            same = are_alike(name, network)
            if owner != row and name not in several(tables.papers[owner]["network"]) and same:
                yield Finding(
                    row,
                    f"{quoted(name)} also means {quoted(network)} of line {sheet.line(owner)}; spell two"
                    " networks so that they can be told apart, and leave an alias to one",
                )


@RULES.warning
def untidy_list(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Names are joined by ``;`` alone."""
    for name in ("network", "aliases", "tags"):
        yield from sheet.column(name).told(partial(list_problem, name))


@RULES.warning
def status(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A paper is withdrawn, or nothing is said."""
    yield from sheet.column("status").told(
        lambda text: (
            None
            if text in {"", "withdrawn"}
            else f"the status {quoted(text)} is not known; write 'withdrawn' or nothing"
        )
    )


@RULES.warning
def authors(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """BibTeX takes names apart at commas, and authors at ``and``."""

    def problem(text: str) -> str | None:
        parts = text.split(" and ")
        if text and (_ODD_AUTHORS.search(text) or any(part.count(",") > 1 for part in parts)):
            return f"the authors {quoted(text)} are not written 'Last, First and Last, First'; write them so"
        return None

    yield from sheet.column("authors").told(problem)


@RULES.warning
def order(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Papers go by their slugs."""
    slugs = sheet.column("paper")
    places = {text: place for place, text in enumerate(sorted(slugs.texts))}
    yield from out_of_order(
        sheet,
        [places[slugs[row]] for row in range(len(sheet))],
        "papers go by their slugs",
        lambda row: quoted(slugs[row]),
    )
