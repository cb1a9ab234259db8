"""What single values can be."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from leaderboard.board import dates
from leaderboard.errors import LeaderboardError, UsageError, quoted
from leaderboard.reading.cells import NUMBER
from leaderboard.table import printable, web_address

_YEAR = re.compile(r"\d{4}", re.ASCII)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?"
    r"(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?:\.pdf)?/?",
    re.ASCII | re.IGNORECASE,
)


def plain(option: str, text: str) -> str:
    """Return *text* without spaces around it; it has to be one line of visible text.

    Raises:
        UsageError: It holds line breaks or other control characters.
    """
    text = text.strip()
    if printable(text) != text:
        raise UsageError(f"{option} {quoted(text)} holds a line break or another control character")
    return text


def score(text: str, unit: str) -> None:
    """Check a score in the *unit* of its dataset.

    Raises:
        UsageError: It is no finite number.
        LeaderboardError: It is outside of what the unit allows, or a fraction where percent are meant.
    """
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise UsageError(f"the score {quoted(text)} is not a finite number")
    if unit == "%":
        if not 0 <= float(text) <= 100:  # noqa: PLR2004 - percent
            raise LeaderboardError(f"the score {quoted(text)} is not between 0 and 100 %")
        if 0 < float(text) < 1:
            percent = (Decimal(text) * 100).normalize()
            raise LeaderboardError(
                f"the score {quoted(text)} is a fraction; write it in percent: {percent:f}"
            )


def number(option: str, text: str, *, whole: bool = False) -> None:
    """Check a number that is not negative: a spread, or how many runs there were.

    Raises:
        UsageError: It is none.
    """
    fits = (
        text.isascii() and text.isdigit() and int(text) > 0
        if whole
        else NUMBER.fullmatch(text) and float(text) >= 0
    )
    if text and not fits:
        kind = "a whole number above 0" if whole else "a number that is not negative"
        raise UsageError(f"{option} is {kind}, not {quoted(text)}")


def word(option: str, text: str, words: tuple[str, ...]) -> str:
    """Return one of some *words*, whatever its case.

    Raises:
        UsageError: It is none of them.
    """
    if text and text.casefold() not in words:
        raise UsageError(f"{option} is {' or '.join(words)}, not {quoted(text)}")
    return text.casefold()


def address(option: str, text: str) -> None:
    """Check an address.

    Raises:
        UsageError: It is not one for a browser.
    """
    if text and not web_address(text):
        raise UsageError(f"{option} {quoted(text)} is not an address; it begins with https:// or http://")


def source(text: str) -> None:
    """Check where a score was read: an address, or a short citation.

    Raises:
        UsageError: It looks like an address, and is none.
    """
    if "://" in text.split(" ", 1)[0] or text.casefold().startswith("www."):
        address("--source", text)


def date(text: str, option: str = "--date") -> None:
    """Check a date.

    Raises:
        UsageError: It is not written ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or there is no such day.
    """
    if text and not dates.is_date(text):
        raise UsageError(f"{option} is a date like 2018-02 or 2018-02-15, not {quoted(text)}")


def year(text: str) -> None:
    """Check a year.

    Raises:
        UsageError: It is not written ``YYYY``.
    """
    if text and not _YEAR.fullmatch(text):
        raise UsageError(f"--year is a year like 2018, not {quoted(text)}")


def arxiv(text: str) -> dict[str, str]:
    """Return what an arXiv id or address tells: id, month and year; nothing if it is neither."""
    found = _ARXIV.fullmatch(text)
    if not found:
        return {}
    year = f"20{found['year']}"
    return {"arxiv": found["id"], "date": f"{year}-{found['month']}", "year": year}
