"""What people type -> the network, dataset or paper they mean."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.errors import AmbiguousName, UnknownName
from leaderboard.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNTYPED = str.maketrans(dict.fromkeys(" \t-_."))
"""People leave these out, or put them in."""

_RESEMBLING = 85
"""How much of a name is the same, in percent, if it may be a slip: one letter of seven, not one of five."""

_MOST_COMPARED = 50_000_000
"""Pairs of names that are compared at most to find slips: 7,000 names with as many others, some seconds."""

_SHUFFLED = 5
"""From this length on, the same letters in another order are a slip; in shorter names, another name."""

_SPLITS = {
    **dict.fromkeys(("test", "testing", "test set"), "test"),
    **dict.fromkeys(("val", "valid", "validation", "dev", "val set", "validation set", "dev set"), "val"),
}
_SPLIT = re.compile(
    r"(?P<dataset>.*\S)\s*[\s(_-]\s*"
    r"(?P<split>test|testing|val|valid|validation|dev)(?:\s+set)?\)?",
    re.IGNORECASE,
)
_PART_OF_SPLIT = re.compile(
    r"(?:test|val|dev|valid|validation)[-_ ]?"
    r"(?:dev|std|clean|other|full|challenge|[ab]|20\d\d|\d{1,2})(?:20\d\d)?|minival",
    re.IGNORECASE,
)
"""Splits with names of their own: ``test-dev``, ``dev-clean``, ``val2017``, ``testA``."""


def split_of(word: str) -> str:
    """Return the split that a word names: ``testing`` is ``test``, ``test-dev`` itself; or nothing."""
    plain = " ".join(word.casefold().split())
    return _SPLITS.get(plain, "") or (plain if _PART_OF_SPLIT.fullmatch(plain) else "")


def without_split(name: str) -> tuple[str, str]:
    """Divide a name into dataset and split: ``Cityscapes val``; the split is empty where it names none."""
    found = _SPLIT.fullmatch(" ".join(name.split()))  # many spaces in a row would take too long
    return (found["dataset"], split_of(found["split"])) if found else (name, "")


def fold(name: str) -> str:
    """Reduce a name to what does not depend on how it is typed.

    Case, spaces, hyphens, underscores and dots do not matter, ``+`` is ``plus``, and
    full-width forms are the plain ones. A name of nothing else stays as it is.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return plain.translate(_UNTYPED).replace("+", "plus") or plain


def several(cell: str) -> list[str]:
    """Return the names in a cell, which are joined by ``;``."""
    return [name.strip() for name in cell.split(";") if name.strip()]


class Names:
    """The names and aliases of one kind of thing."""

    def __init__(self, kind: str, aliases: Mapping[str, Iterable[str]]) -> None:
        """Take the *aliases* of each name; *kind* is the word for messages, such as ``network``."""
        self.kind = kind
        self.aliases = aliases
        self._compared = 0

    def matching(self, typed: str) -> list[str]:
        """Return the names that fit what was typed.

        The name itself counts before a name typed another way, and that before an alias.
        """
        if typed in self.aliases:
            return [typed]
        folded = fold(typed)
        return self._by_name.get(folded) or self._by_alias.get(folded) or []

    def find(self, typed: str) -> str:
        """Return the one name that was meant.

        Raises:
            AmbiguousName: Several names fit equally well.
            UnknownName: None fits; the error carries up to three near names.
        """
        fitting = self.matching(typed)
        if not fitting:
            raise UnknownName(self.kind, typed, self.near(typed))
        if len(fitting) > 1:
            raise AmbiguousName(self.kind, typed, fitting)
        return fitting[0]

    def near(self, typed: str) -> list[str]:
        """Return up to three names that resemble what was typed, the nearest first."""
        folded = fold(typed)
        known = {**self._by_alias, **self._by_name}
        near = nearest(folded, known, limit=5)
        near += sorted((name for name in known if folded and folded in name), key=len)
        return list(dict.fromkeys(name for match in near for name in known[match]))[:3]

    def resembling(self, typed: str, *, alike: int = _RESEMBLING) -> list[str]:
        """Return the names that are so much like what was typed that it may be a slip, the likeliest first.

        A version tells names apart, however much they are *alike* (in percent): what differs
        in a digit is no slip. Aliases do not count. Whoever asks for very many names gets no answer
        from some name on, since every one is compared with all that are known.
        """
        folded = fold(typed)
        known = self._by_digits.get(_digits(folded), {})
        self._compared += len(known)
        near = nearest(folded, known, alike=alike, limit=3) if self._compared <= _MOST_COMPARED else []
        if len(folded) >= _SHUFFLED:
            shuffled = self._by_letters.get("".join(sorted(folded)), [])
            near += [name for name in shuffled if name in known and name not in near][:3]
        return [known[name] for name in near]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped((fold(name), name) for name in self.aliases)

    @cached_property
    def _by_digits(self) -> dict[str, dict[str, str]]:
        """The names by their digits, and then by what does not depend on how they are typed."""
        groups: dict[str, dict[str, str]] = {}
        for folded, names in self._by_name.items():
            groups.setdefault(_digits(folded), {})[folded] = names[0]
        return groups

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        """The names as they are compared, by their letters in the order of the alphabet."""
        return _grouped(("".join(sorted(folded)), folded) for folded in self._by_name)

    @cached_property
    def _by_alias(self) -> dict[str, list[str]]:
        return _grouped((fold(alias), name) for name, aliases in self.aliases.items() for alias in aliases)


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, name in pairs:
        group = groups.setdefault(key, [])
        if name not in group:
            group.append(name)
    return groups
