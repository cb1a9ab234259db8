"""The names of models in catalogues, taken apart into a network and what tells its scores apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 200
"""Longer names stay in one piece: to take them apart would take too long."""

_PART = re.compile(r"(?P<mark>^|[_-])(?P<word>[^_-]*)")


def network_of(name: str, collection: str, architecture: Sequence[str]) -> str:
    """Return the network of a model: its collection.

    Without one it is an entry of the architecture that the name begins with, the last such,
    as it is spelled there; without that it is the name.
    """
    if collection:
        return collection
    begun = (entry for entry in reversed(architecture) if _begins(name, entry))
    return next(begun, name)


def variant_of(name: str, network: str, architecture: Sequence[str], dataset: Sequence[str]) -> str:
    """Return the parts of a name that are neither the network nor a spelling of the *dataset*.

    A part that the architecture spells is spelled so:
    ``pspnet_r50-d8_4xb2-40k_cityscapes-512x1024`` with ``R-50-D8`` becomes
    ``R-50-D8, 4xb2-40k, 512x1024``.
    """
    if fold(name) == fold(network):
        return ""
    if len(name) > _LONGEST:
        return name
    parts = [(part["mark"], part["word"]) for part in _PART.finditer(name)]
    said: dict[int, tuple[int, str]] = {}
    _find(parts, network, "", said)
    for spelling in sorted(dataset, key=len, reverse=True):
        if _find(parts, spelling, "", said, from_the_end=True):
            break
    for entry in architecture:
        _find(parts, entry, entry, said)
    pieces = []
    kept = ""
    at = 0
    while at < len(parts):
        mark, word = parts[at]
        if at in said:
            end, spelling = said[at]
            pieces += [kept, spelling]
            kept = ""
            at = end
            continue
        if mark == "_":
            pieces.append(kept)
            kept = word
        else:
            kept = f"{kept}{mark}{word}" if kept else word
        at += 1
    return ", ".join(filter(None, [*pieces, kept]))


def _begins(name: str, entry: str) -> bool:
    words = [part["word"] for part in _PART.finditer(name[:_LONGEST])]
    folded = fold(entry)
    return any(fold("".join(words[:end])) == folded for end in range(1, len(words) + 1))


def _find(
    parts: Sequence[tuple[str, str]],
    wanted: str,
    spelling: str,
    said: dict[int, tuple[int, str]],
    *,
    from_the_end: bool = False,
) -> bool:
    """Note where the first run of parts that is *wanted* begins and ends, and its *spelling*."""
    folded = fold(wanted)
    taken = {at for begin, (end, _) in said.items() for at in range(begin, end)}
    begins = range(len(parts))
    for begin in reversed(begins) if from_the_end else begins:
        together = ""
        for end in range(begin, len(parts)):
            if end in taken:
                break
            together += fold(parts[end][1])
            if together == folded:
                said[begin] = (end + 1, spelling)
                return True
            if len(together) >= len(folded):
                break
    return False
