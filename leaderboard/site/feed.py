"""The feed: new records and new networks, in Atom (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.site.content import News, Site

_NAMES = uuid.UUID("6f1f3f0e-6a55-5d5c-9a3e-1b0f6f1d7c11")
"""Where our identities are made; it never changes, so that no reader sees an entry twice."""

_MOST = 100
"""Entries in the feed, the newest."""

_NEVER = "1970-01-01T00:00:00Z"
"""Atom demands a date where nothing has one."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed."""
    text = "".join(f"{line}\n" for line in _lines(site))
    yield "feed.xml", text.encode("utf-8")


def _lines(site: Site) -> Iterator[str]:
    base = site.settings.base_url
    news = site.news[:_MOST]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<title>{_text(site.title)}</title>"
    yield f"<id>{_identity('feed', base or site.title)}</id>"
    yield f"<updated>{_moment(news[0].date) if news else _NEVER}</updated>"
    yield f"<author><name>{_text(site.title)}</name></author>"
    yield "<generator>leaderboard</generator>"
    if base:
        yield f'<link rel="self" href={quoteattr(f"{base}/feed.xml")}/>'
        yield f"<link href={quoteattr(f'{base}/')}/>"
    for one in news:
        yield from _entry(site, one)
    yield "</feed>"


def _entry(site: Site, one: News) -> Iterator[str]:
    prefix = f"{site.settings.base_url}/" if site.settings.base_url else ""
    address = f"{prefix}boards/{site.board_slugs[one.board]}.html"
    yield "<entry>"
    yield f"<title>{_text(one.title)}</title>"
    yield f"<id>{_identity('news', one.identity)}</id>"
    yield f"<updated>{_moment(one.date)}</updated>"
    yield f"<link href={quoteattr(address)}/>"
    yield f"<summary>{_text(one.text)}</summary>"
    yield "</entry>"


def _identity(kind: str, name: str) -> str:
    return uuid.uuid5(_NAMES, f"{kind}\0{name}".encode(errors="backslashreplace").decode()).urn


def _moment(date: str) -> str:
    """Write a day, month or year as the moment in which it begins."""
    return f"{f'{date}-01-01'[:10] if len(date) == _YEAR else f'{date}-01'[:10]}T00:00:00Z"


_YEAR = 4

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(text: str) -> str:
    r"""Write text in XML 1.0, which has no way to write some characters; they become ``\x00``."""
    return escape(_NOT_XML.sub(lambda sign: repr(sign[0])[1:-1], text))
