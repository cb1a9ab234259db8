"""What is wrong with single texts: addresses, words, names, lists, months."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leaderboard.board.dates import is_date
from leaderboard.board.metrics import unit_of
from leaderboard.board.names import Names, fold
from leaderboard.errors import quoted
from leaderboard.table import printable, web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from leaderboard.checks.folder import Folder

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/|www\.|\w+(\.\w+)+/", re.IGNORECASE)
"""How an address begins, even a broken one."""

_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w.~%=&?#+@-]*)*(?<![.,;:!?])", re.ASCII | re.IGNORECASE
)
"""Most addresses; what is not as plain is looked at closely."""

_HOST = re.compile(r"(?=.*\.)[^.]+(\.[^.]+)*\.?|\[.*\]")
_SECOND = re.compile(r"https?:/", re.IGNORECASE)
_ENDS = tuple(".,;:!?)]}>\"'")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BEFORE_ARXIV_ADDED_A_DIGIT = (2015, 1)
_ARXIV = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})(v\d+)?", re.ASCII)
_OLD_ARXIV = re.compile(r"[a-z-]+(\.[A-Z]{2})?/(?P<year>\d\d)(?P<month>\d\d)\d{3}(v\d+)?", re.ASCII)
_DECEMBER = 12

FIRST_YEAR = 1950


def looks_like_address(text: str) -> bool:
    """Whether a text is meant as an address and not as words."""
    return bool(_ADDRESS.match(text))


def address_problem(text: str) -> str | None:
    """Say what is wrong with an address, and what to do."""
    if _PLAIN.fullmatch(text) and not _SECOND.search(text, 1):
        return None
    if not text:
        return "no address; write one, or remove the row"
    begins = text.casefold().startswith(("http://", "https://"))
    pasted = _SECOND.search(text, 1) and not re.search(r"[?=]|/(web|save)/", text)
    ends = text.endswith(_ENDS) and _PAIRS.get(text[-1], "\0") not in text
    odd = not web_address(text) or any(mark in text for mark in '<>"`{}|\\^')
    problems = (
        (re.search(r"\s", text), "has a space in it; write the one address, without anything else"),
        (not begins, "does not begin with https:// or http://; write it whole"),
        (not _has_host(text), "has no host that can be; write it as in a browser"),
        (pasted, "is two pasted together; write one of them"),
        (ends, f"ends in {text[-1]!r}; leave that out"),
        (odd, "has a character that addresses do not have; copy it from a browser"),
    )
    return next((f"the address {quoted(text)} {what}" for bad, what in problems if bad), None)


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # asking is what finds a wrong one
    except ValueError:
        return False
    return bool(_HOST.fullmatch(parts.hostname or ""))


def likely(text: str, known: Names, *, alike: int = 75) -> str | None:
    """Return the one of the *known* names that is likely meant, if one is; digits have to be the same."""
    return next(iter(known.resembling(text, alike=alike)), None)


def word_problem(column: str, text: str, known: Collection[str]) -> str | None:
    """Say that a text is none of the words that can stand in a column, which may be empty."""
    if not text or text in known:
        return None
    begun = [word for word in known if fold(text).startswith(fold(word)) or fold(word).startswith(fold(text))]
    words = Names(column, dict.fromkeys(known, ()))
    meant = likely(text, words, alike=60) or (begun[0] if len(begun) == 1 else None)
    mend = f"did you mean {meant!r}?" if meant else f"write {_one_of(known)}, or nothing"
    return f"the {column} {quoted(text)} is not known; {mend}"


def _one_of(words: Iterable[str]) -> str:
    *others, last = map(repr, words)
    return f"{', '.join(others)} or {last}" if others else last


def alike(names: Iterable[str]) -> list[list[str]]:
    """Return the names that differ only in spelling, together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        groups.setdefault((fold(name), *_digits(name)), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def are_alike(one: str, other: str) -> bool:
    """Whether two names differ only in spelling; ``1.5`` and ``15`` differ in more than a dot."""
    return fold(one) == fold(other) and _digits(one) == _digits(other)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", unicodedata.normalize("NFKC", text))


def unit_problem(text: str) -> str | None:
    """Say that a unit is written in another way than here."""
    unit = unit_of(text)
    return f"the unit {quoted(text)} is written {unit!r}" if unit not in {"", text} else None


def list_problem(column: str, text: str) -> str | None:
    """Say that the names in a cell are not joined as they are to be."""
    parts = [part.strip() for part in text.split(";")]
    tidy = ";".join(dict.fromkeys(filter(None, parts)))
    if not text or tidy == text:
        return None
    mend = f"write {quoted(tidy)}" if tidy else "leave it empty"
    return f"{column} is a list joined by ';' without spaces, gaps and repetitions; {mend}"


def unprintable(text: str) -> str | None:
    """Return the first character that is not seen, or steers what is; tabs and line breaks are spaces."""
    for character in text:
        if character in "\t\r\n" or character.isprintable():
            continue
        if printable(character) != character or unicodedata.category(character) in {"Cf", "Cn", "Co"}:
            return character
    return None


def date_problem(text: str, folder: Folder) -> str | None:
    """Say that a text is no date, or of a time that cannot be."""
    if not text:
        return None
    if not is_date(text):
        return f"{quoted(text)} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    if folder.is_future(text):
        return f"{quoted(text)} is in the future; mend it"
    return f"{quoted(text)} is before {FIRST_YEAR}; mend it" if int(text[:4]) < FIRST_YEAR else None


def arxiv_month(text: str) -> tuple[int, int] | None:
    """Return year and month of an arXiv id, old or new, if it can be one."""
    if found := _ARXIV.fullmatch(text):
        year, month = 2000 + int(found["year"]), int(found["month"])
        digits = 5 if (year, month) >= _BEFORE_ARXIV_ADDED_A_DIGIT else 4
        possible = len(found["number"]) == digits and (year, month) >= (2007, 4)
    elif found := _OLD_ARXIV.fullmatch(text):
        short, month = int(found["year"]), int(found["month"])
        year = 1900 + short if short > 90 else 2000 + short  # noqa: PLR2004 - it began in 1991
        possible = (1991, 8) <= (year, month) <= (2007, 3)
    else:
        return None
    return (year, month) if possible and 1 <= month <= _DECEMBER else None
