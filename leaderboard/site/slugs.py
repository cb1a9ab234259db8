"""Addresses: a name as a part of one, in lower case, on every system and in every browser."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

K = TypeVar("K", str, tuple[str, str, str])

_DIGITS = 8
_LONGEST = 60
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]|index")
"""What Windows does not take for the name of a file, and servers take for a folder."""


def slugs(names: Mapping[K, str]) -> dict[K, str]:
    """Give each key an address of its own, of the letters a to z, digits and hyphens, made of its name.

    Case, spaces, hyphens, underscores and dots do not count, and ``+`` is ``plus``, as where names are
    typed. What loses anything else ends in eight digits of the hash of its key. So an address depends on
    nothing but what it stands for, and stays when data is added; only of those that differ in what does
    not count, all but the first have such digits, too.
    """
    found: dict[K, str] = {}
    taken: set[str] = set()
    for key, name in names.items():
        digits = hashlib.sha256(repr(key).encode(errors="backslashreplace")).hexdigest()
        plain, is_whole = _plain(name)
        slug, most = plain if is_whole else _ending(plain, digits[:_DIGITS]), _DIGITS
        while slug in taken:
            slug, most = _ending(plain, digits[:most]), most + _DIGITS
        taken.add(slug)
        found[key] = slug
    return found


def _plain(name: str) -> tuple[str, bool]:
    """Return what of a name can stand in an address, and whether that is all that counts of it."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("+", "plus")
    plain = re.sub("[^a-z0-9]+", "-", text).strip("-")
    is_whole = re.fullmatch(r"[a-z0-9 ._/-]*", text) is not None and 0 < len(plain) <= _LONGEST
    return plain[:_LONGEST].strip("-"), is_whole and not _RESERVED.fullmatch(plain)


def _ending(plain: str, digits: str) -> str:
    return "-".join(filter(None, (plain, digits)))
