"""Rules for papers: when they appeared and were published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.checks._rules import Finding, Rules
from leaderboard.checks._texts import arxiv_month, is_future, month_of
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules()

_YEAR = re.compile(r"\d{4}", re.ASCII)
_FIRST_YEAR = 1950
_YEARS_TO_PRINT = 4


@RULES.error
def bad_year(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A year is four digits, and not long ago or ahead."""
    last = tables.today.year + 1

    def problem(text: str) -> str | None:
        if not text:
            return None
        if not _YEAR.fullmatch(text):
            return f"{quoted(text)} is not a year; write four digits"
        if not _FIRST_YEAR <= int(text) <= last:
            return f"the year {text} is not between {_FIRST_YEAR} and {last}; mend it"
        return None

    yield from sheet.column("year").told(problem)


@RULES.error
def bad_date(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """A date is a month, or a year, that has begun."""

    def problem(text: str) -> str | None:
        month = month_of(text)
        if text and month is None:
            return f"{quoted(text)} is not a month; write YYYY-MM"
        if month and is_future(month, tables.today):
            return f"{quoted(text)} is in the future; write the month of first appearance"
        if month and month[0] < _FIRST_YEAR:
            return f"{quoted(text)} is before {_FIRST_YEAR}; mend it"
        return None

    yield from sheet.column("date").told(problem)


@RULES.error
def bad_arxiv_id(sheet: Sheet, tables: Tables) -> Iterator[Finding]:
    """An arXiv id tells a month that has been, and has as many digits as then were usual."""

    def problem(text: str) -> str | None:
        month = arxiv_month(text)
        if text and month is None:
            return (
                f"{quoted(text)} is no arXiv id; it is year, month, a dot and the number, as in"
                " 1706.05587 (four digits after the dot until 2014)"
            )
        if month and is_future(month, tables.today):
            return f"the arXiv id {quoted(text)} is of a month to come; mend it"
        return None

    yield from sheet.column("arxiv").told(problem)


@RULES.warning
def date_against_arxiv_id(_: Sheet, tables: Tables) -> Iterator[Finding]:
    """The month of first appearance is that of the arXiv id, unless a note says where it was before."""
    for row, paper in enumerate(tables.papers):
        posted, appeared = arxiv_month(paper["arxiv"]), month_of(paper["date"])
        if paper["note"] or posted is None or appeared is None:
            continue
        if appeared[1] is None:
            months = 12 * (appeared[0] - posted[0])
        else:
            months = 12 * (appeared[0] - posted[0]) + appeared[1] - posted[1]
        said = f"the date {paper['date']} is {{}} than the arXiv id {paper['arxiv']}"
        if months > 1:
            yield Finding(row, f"{said.format('later')}; the first appearance is {posted[0]}-{posted[1]:02}")
        elif months < -1:
            yield Finding(row, f"{said.format('earlier')}; say in a note where it appeared before")


@RULES.error
def year_before_date(_: Sheet, tables: Tables) -> Iterator[Finding]:
    """Nothing is published before it first appears."""
    for row, paper in enumerate(tables.papers):
        appeared = month_of(paper["date"])
        if appeared and _YEAR.fullmatch(paper["year"]) and int(paper["year"]) < appeared[0]:
            yield Finding(
                row, f"the year {paper['year']} is before the date {paper['date']}; one of them is wrong"
            )


@RULES.warning
def year_long_after_date(_: Sheet, tables: Tables) -> Iterator[Finding]:
    """From first appearance to publication it takes a few years at most."""
    for row, paper in enumerate(tables.papers):
        appeared = month_of(paper["date"])
        if paper["note"] or not appeared or not _YEAR.fullmatch(paper["year"]):
            continue
        if int(paper["year"]) > appeared[0] + _YEARS_TO_PRINT:
            yield Finding(
                row,
                f"the year {paper['year']} is long after the date {paper['date']};"
                " mend one of them, or say in a note why",
            )
