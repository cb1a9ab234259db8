"""Rules for ``links.csv``.

A broken address that has to stay as it is, because a source has it so, is acknowledged by a word
in the data: a ``note`` on its row, or the note of its paper if that speaks of an address, a link
or the kind of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import LINKS
from leaderboard.board.names import Names
from leaderboard.checks._order import out_of_order
from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import address_problem, likely, word_problem
from leaderboard.checks.cells import columns
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules(columns([*LINKS, "note"], required=["paper", "kind", "url"]))

KINDS = ("paper", "code", "project", "slides", "video", "demo", "tutorial", "model")


@RULES.error
def unknown_paper(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A link leads from a paper of the list."""
    if "papers" not in tables.sheets or "paper" not in sheet.header:
        return

    known = Names("paper", dict.fromkeys(tables.notes, ()))

    def problem(slug: str) -> str | None:
        if slug in tables.notes and slug:
            return None
        meant = likely(slug, known)
        mend = f"did you mean {quoted(meant)}?" if meant else "write a slug that stands there"
        return f"no paper {quoted(slug)} in papers.csv; {mend}"

    yield from sheet.column("paper").told(problem)


@RULES.warning
def unknown_kind(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """What a link leads to is one of few words; the first of ``paper`` and ``code`` are shown."""

    def problem(kind: str) -> str | None:
        if not kind:
            return f"no kind; write one of {', '.join(KINDS)}"
        return word_problem("kind", kind, KINDS)

    if "kind" in sheet.header:
        yield from sheet.column("kind").told(problem)


@RULES.error
def bad_address(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """An address can be followed, unless the data says that it is known not to be."""
    if "url" not in sheet.header:
        return
    for row, link in enumerate(sheet.rows((*LINKS, "note"))):
        problem = address_problem(link["url"])
        if problem and not _acknowledged(link, tables):
            yield Finding(row, f"{problem} (or say in the note of its paper why the address is so)")


def _acknowledged(link: dict[str, str], tables: Tables) -> bool:
    note = tables.notes.get(link["paper"], "").casefold()
    return bool(link["note"]) or any(word and word in note for word in ("address", "link", link["kind"]))


@RULES.warning
def repeated_link(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """An address stands once under a paper."""
    first: dict[tuple[str, str], int] = {}
    for row, link in enumerate(sheet.rows(LINKS)):
        earlier = first.setdefault((link["paper"], link["url"]), row)
        if link["url"] and earlier != row:
            yield Finding(row, f"the same address stands in line {sheet.line(earlier)}; keep one of them")


@RULES.warning
def order(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """Links stand together under their papers, which are in the order of ``papers.csv``."""
    places: dict[str, int] = {}
    for slug in (*tables.notes, *sheet.column("paper").texts):
        places.setdefault(slug, len(places))
    papers = sheet.column("paper")
    ranks = [places[slug] for slug in papers.texts]
    yield from out_of_order(
        sheet,
        [ranks[code] for code in papers.codes],
        "links go by the order of the papers",
        lambda row: quoted(papers[row]),
    )
