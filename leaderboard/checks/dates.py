"""Rules for papers: when they appeared and were published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.dates import is_date, month_of
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.texts import FIRST_YEAR, arxiv_month, date_problem
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()

_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS_TO_PRINT = 4


@RULES.error
def bad_year(table: Written, folder: Folder) -> Iterator[Finding]:
    """A year is not long ago or ahead."""
    last = folder.today.year + 1
    yield from told(
        table.column("year"),
        lambda text: (
            f"the year {text} is not between {FIRST_YEAR} and {last}; mend it"
            if _YEAR.fullmatch(text) and not FIRST_YEAR <= int(text) <= last
            else None
        ),
    )


@RULES.error
def bad_date(table: Written, folder: Folder) -> Iterator[Finding]:
    """A date is one that there is, and has been."""
    yield from told(table.column("date"), lambda text: date_problem(text, folder))


@RULES.error
def bad_arxiv_id(table: Written, folder: Folder) -> Iterator[Finding]:
    """An arXiv id tells a month that has been, and has as many digits as then were usual."""

    def problem(text: str) -> str | None:
        month = arxiv_month(text)
        if text and month is None:
            return (
                f"{quoted(text)} is no arXiv id; it is year, month, a dot and the number, as in"
                " 1706.05587 (four digits after the dot until 2014)"
            )
        if month and folder.is_future(f"{month[0]}-{month[1]:02}"):
            return f"the arXiv id {quoted(text)} is of a month to come; mend it"
        return None

    yield from told(table.column("arxiv"), problem)


@RULES.warning
def date_against_arxiv_id(_: Written, folder: Folder) -> Iterator[Finding]:
    """The month of first appearance is that of the arXiv id, unless a note says where it was before."""
    for row, paper in enumerate(folder.papers):
        posted = arxiv_month(paper["arxiv"])
        if paper["note"] or posted is None or not is_date(paper["date"]):
            continue
        year, month = int(paper["date"][:4]), int(month_of(paper["date"])[5:] or posted[1])
        months = 12 * (year - posted[0]) + month - posted[1]
        said = f"the date {paper['date']} is {{}} than the arXiv id {paper['arxiv']}"
        if months > 1:
            yield Finding(row, f"{said.format('later')}; the first appearance is {posted[0]}-{posted[1]:02}")
        elif months < -1:
            yield Finding(row, f"{said.format('earlier')}; say in a note where it appeared before")


def _published(folder: Folder) -> Iterator[tuple[int, dict[str, str], int]]:
    """Give the papers with a year and a date: the row, what is said, and the years between the two."""
    for row, paper in enumerate(folder.papers):
        if is_date(paper["date"]) and _YEAR.fullmatch(paper["year"]):
            yield row, paper, int(paper["year"]) - int(paper["date"][:4])


@RULES.error
def year_before_date(_: Written, folder: Folder) -> Iterator[Finding]:
    """Nothing is published before it first appears."""
    for row, paper, years in _published(folder):
        if years < 0:
            problem = f"the year {paper['year']} is before the date {paper['date']}; one of them is wrong"
            yield Finding(row, problem)


@RULES.warning
def year_long_after_date(_: Written, folder: Folder) -> Iterator[Finding]:
    """From first appearance to publication it takes a few years at most."""
    for row, paper, years in _published(folder):
        if years > _YEARS_TO_PRINT and not paper["note"]:
            yield Finding(
                row,
                f"the year {paper['year']} is long after the date {paper['date']};"
                " mend one of them, or say in a note why",
            )
