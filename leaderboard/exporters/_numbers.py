"""Lining up numbers: the last digit of every first integer part is in one place.

This holds for texts that are more than a number, too: ``82.1``, ``-0.4``, ``2=``,
``81.7 (81.2)`` and ``3 of 22`` line up on the 2, 0, 2, 1 and 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTEGER = re.compile(r"[0-9]+")


def padded(texts: Sequence[str]) -> list[str]:
    """Pad the texts with spaces on both sides so that they line up; empty ones stay empty."""
    parts = [_parts(text) for text in texts]
    before = max((len(head) for head, _ in parts), default=0)
    after = max((len(rest) for _, rest in parts), default=0)
    return [head.rjust(before) + rest.ljust(after) if head else "" for head, rest in parts]


def lacking(texts: Sequence[str], signs: Sequence[str]) -> list[str]:
    """Return what each text, with the signs behind it, lacks at its end to be as long as the longest rest.

    Set on the right and followed by something invisible of that width, the texts line up.
    Digits are of one width, but every sign has its own.
    """
    rests = [_parts(text)[1] for text in texts]
    longest = max(rests, key=len, default="")
    every = dict.fromkeys("".join(signs))
    return [
        longest[len(rest) :] + "".join(sign for sign in every if sign not in those) if text else ""
        for text, rest, those in zip(texts, rests, signs, strict=True)
    ]


def _parts(text: str) -> tuple[str, str]:
    """Divide after the first integer part: ``45.33`` is ``45`` and ``.33``."""
    before, point, after = text.partition(".")
    if before.isdecimal() and before.isascii():  # as in nearly all of many cells
        return before, point + after
    integer = _INTEGER.search(text)
    place = integer.end() if integer else len(text)
    return text[:place], text[place:]
