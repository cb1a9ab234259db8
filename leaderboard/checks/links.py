"""Rules for ``links.csv``.

A broken address that has to stay as it is, because a source has it so, is acknowledged by a word
in the data: a ``note`` on its row, or the note of its paper if that speaks of an address, a link
or the kind of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import LINKS
from leaderboard.board.names import Names
from leaderboard.checks.order import out_of_order
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.texts import address_problem, likely, word_problem
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()

KINDS = ("paper", "code", "project", "slides", "video", "demo", "tutorial", "model", "reimplementation")


@RULES.error
def unknown_paper(table: Written, folder: Folder) -> Iterator[Finding]:
    """A link leads from a paper of the list."""
    if "papers" not in folder.tables:
        return

    known = Names("paper", dict.fromkeys(folder.notes, ()))

    def problem(slug: str) -> str | None:
        if slug in folder.notes and slug:
            return None
        meant = likely(slug, known)
        mend = f"did you mean {quoted(meant)}?" if meant else "write a slug that stands there"
        return f"no paper {quoted(slug)} in papers.csv; {mend}"

    yield from told(table.column("paper"), problem)


@RULES.warning
def unknown_kind(table: Written, _: Folder) -> Iterator[Finding]:
    """What a link leads to is one of few words; the first of ``paper`` and ``code`` are shown."""

    def problem(kind: str) -> str | None:
        if not kind:
            return f"no kind; write one of {', '.join(KINDS)}"
        return word_problem("kind", kind, KINDS)

    yield from told(table.column("kind"), problem)


@RULES.error
def bad_address(table: Written, folder: Folder) -> Iterator[Finding]:
    """An address can be followed, unless the data says that it is known not to be."""
    for row, link in enumerate(table.rows((*LINKS, "note"))):
        problem = address_problem(link["url"])
        if problem and not _acknowledged(link, folder):
            yield Finding(row, f"{problem} (or say in the note of its paper why the address is so)")


def _acknowledged(link: dict[str, str], folder: Folder) -> bool:
    note = folder.notes.get(link["paper"], "").casefold()
    return bool(link["note"]) or any(word and word in note for word in ("address", "link", link["kind"]))


@RULES.warning
def repeated_link(table: Written, _: Folder) -> Iterator[Finding]:
    """An address stands once under a paper."""
    first: dict[tuple[str, str], int] = {}
    for row, link in enumerate(table.rows(LINKS)):
        earlier = first.setdefault((link["paper"], link["url"]), row)
        if link["url"] and earlier != row:
            yield Finding(row, f"the same address stands in line {table.line(earlier)}; keep one of them")


def ranks(table: Written, folder: Folder) -> list[int]:
    """Return what links are sorted by."""
    papers = table.column("paper")
    places: dict[str, int] = {}
    for slug in (*folder.notes, *papers.texts):
        places.setdefault(slug, len(places))
    return [places[slug] for slug in papers.expanded().tolist()]


@RULES.warning
def order(table: Written, folder: Folder) -> Iterator[Finding]:
    """Links stand together under their papers, which are in the order of ``papers.csv``."""
    papers = table.column("paper")
    yield from out_of_order(
        table,
        ranks(table, folder),
        "links go by the order of the papers",
        lambda row: quoted(papers[row]),
    )
