"""The feed: new records and new networks, in Atom (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.site.content import Site

_NAMES = uuid.UUID("6f1f3f0e-6a55-5d5c-9a3e-1b0f6f1d7c11")
"""Where our identities are made; it never changes, so that no reader sees an entry twice."""

_MOST = 100
"""Entries in the feed, the newest."""

_NEVER = "1970-01-01T00:00:00Z"
"""Atom demands a date where nothing has one."""


@dataclass(frozen=True)
class Entry:
    """One entry of a feed."""

    title: str
    identity: str
    """What tells it from all others, for as long as the feed is read."""
    moment: str
    """When it happened, as RFC 3339 has it."""
    text: str
    link: str = ""
    author: str = ""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed."""
    base = site.settings.base_url
    entries = [
        Entry(
            one.title,
            identity("news", one.identity),
            _moment(one.date),
            one.text,
            link=f"{f'{base}/' if base else ''}boards/{site.board_slugs[one.board]}.html",
        )
        for one in site.news[:_MOST]
    ]
    yield (
        "feed.xml",
        document(site.title, identity("feed", base or site.title), entries, base).encode("utf-8"),
    )


def is_ours(old: bytes) -> bool:
    """Say whether a file is a feed that was made here."""
    return old.startswith(b"<?xml") and b"<generator>leaderboard</generator>" in old


def document(title: str, named: str, entries: Sequence[Entry], base: str = "") -> str:
    """Return a feed, which is *named* by an address of its own; *base* is where it stands on the web."""
    return "".join(f"{line}\n" for line in _lines(title, named, entries, base))


def _lines(title: str, named: str, entries: Sequence[Entry], base: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<title>{_text(title)}</title>"
    yield f"<id>{named}</id>"
    yield f"<updated>{entries[0].moment if entries else _NEVER}</updated>"
    yield f"<author><name>{_text(title)}</name></author>"
    yield "<generator>leaderboard</generator>"
    if base:
        yield f'<link rel="self" href={quoteattr(f"{base}/feed.xml")}/>'
        yield f"<link href={quoteattr(f'{base}/')}/>"
    for one in entries:
        yield from _entry(one)
    yield "</feed>"


def _entry(one: Entry) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_text(one.title)}</title>"
    yield f"<id>{one.identity}</id>"
    yield f"<updated>{one.moment}</updated>"
    if one.author:
        yield f"<author><name>{_text(one.author)}</name></author>"
    if one.link:
        yield f"<link href={quoteattr(one.link)}/>"
        yield f"<summary>{_text(one.text)}</summary>"
    else:  # Atom demands a content where there is no link
        yield f"<content>{_text(one.text)}</content>"
    yield "</entry>"


def identity(kind: str, name: str) -> str:
    """Return the address that names a thing of some kind, the same each time."""
    return uuid.uuid5(_NAMES, f"{kind}\0{name}".encode(errors="backslashreplace").decode()).urn


def _moment(date: str) -> str:
    """Write a day, month or year as the moment in which it begins."""
    return f"{f'{date}-01-01'[:10] if len(date) == _YEAR else f'{date}-01'[:10]}T00:00:00Z"


_YEAR = 4

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(text: str) -> str:
    r"""Write text in XML 1.0, which has no way to write some characters; they become ``\x00``."""
    return escape(_NOT_XML.sub(lambda sign: repr(sign[0])[1:-1], text))
