"""Dates as the data has them: a year, a month or a day, as much of it as is known."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_date(text: str) -> bool:
    """Say whether a text is a date that there is: ``2018``, ``2018-02`` or ``2018-02-15``."""
    found = _DATE.fullmatch(text)
    if not found or text.startswith("0000"):
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


def month_of(text: str) -> str:
    """Return the month of a date, ``YYYY-MM``; empty where it says none, or is no date.

    Of a time such as ``2018-02-15T12:00:00Z``, the day counts.
    """
    day = text[:10] if len(text) > 10 and text[10] in "T " else text  # noqa: PLR2004 - YYYY-MM-DD
    return day[:7] if is_date(day) and len(day) > 4 else ""  # noqa: PLR2004 - YYYY


def in_words(text: str) -> str:
    """Write a date for people: ``2018-02-15`` is ``February 2018``; what is no date stays as it is."""
    if month := month_of(text):
        return f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}"
    return text
