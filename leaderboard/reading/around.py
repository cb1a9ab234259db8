"""The words that stand around the tables of a page, nearest first."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from leaderboard.reading.sheet import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAPTION = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla)\s?[\divx]{1,6}[a-z]?\s?[.:–—-]", re.IGNORECASE)

_MOST_WORDS = 7
"""Words of a bold line that may be a title; more are a sentence."""

_LONGEST_TITLE = 200
_MOST_NOTES = 8
"""Sentences below a table that may say more of it."""


class Block(NamedTuple):
    """A piece of a page, in the order of the page."""

    kind: Literal["heading", "bold", "sentence", "caption", "table", "other"]
    text: str = ""
    """What it says; of a table its own caption."""
    level: int = 0
    """Of a heading: a heading ends the sections of those that are not above it."""


def paragraph(text: str, *, bold: bool) -> Block:
    """Make a block of the text of a paragraph, all of which is *bold* or not."""
    if _CAPTION.match(text):
        return Block("caption", text)
    words = text.count(" ") + 1
    is_title = bold and words <= _MOST_WORDS and not (text.endswith(".") and words > _MOST_WORDS // 2)
    return Block("bold" if is_title else "sentence", text)


def contexts(blocks: Sequence[Block]) -> list[tuple[Words, ...]]:
    """Return what stands around each table of a page.

    That is its caption, the last bold line and the paragraph right above it, all headings of
    the sections it is in, and the notes below it. A bold line counts until the next one or the
    end of its section; the paragraph is nearer than one that another table stands behind.
    """
    captions = _captions(blocks)
    headings: dict[int, str] = {}
    bold = sentence = ""
    fresh = False
    found = []
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            headings = {level: text for level, text in headings.items() if level < block.level}
            headings[block.level] = block.text
            bold = sentence = ""
        elif block.kind == "bold":
            bold, fresh = block.text, True
        elif block.kind == "sentence":
            sentence = block.text
        elif block.kind == "other":
            sentence = ""
            bold = "" if blocks[number - 1].kind == "bold" else bold  # it was the title of that
        elif block.kind == "table":
            near = [Words("bold", bold), Words("sentence", sentence)]
            words = [
                *(Words("caption", caption) for caption in (block.text, captions.get(number, ""))),
                *(near if fresh else reversed(near)),
                *(Words("heading", headings[level]) for level in sorted(headings, reverse=True)),
                *(Words("below", text) for text in _notes(blocks[number + 1 : number + 1 + _MOST_NOTES])),
            ]
            found.append(tuple(one for one in words if one.text))
            sentence, fresh = "", False
    return found


def _notes(blocks: Sequence[Block]) -> list[str]:
    """Return the sentences up to what is none, such as code.

    The one right above the next table is about that.
    """
    notes = [block.text for block in takewhile(lambda block: block.kind == "sentence", blocks)]
    ends_before = blocks[len(notes)].kind if len(notes) < len(blocks) else ""
    return notes[:-1] if ends_before == "table" else notes


def _captions(blocks: Sequence[Block]) -> dict[int, str]:
    """Find out which table a line like "Table 1: …" belongs to: the one below it, or the one above.

    Between two tables it can be of either; then it is as with other such lines of the page.
    """
    kinds = ["", *(block.kind for block in blocks), ""]
    sides = {
        number: (kinds[number] == "table", kinds[number + 2] == "table")
        for number, block in enumerate(blocks)
        if block.kind == "caption"
    }
    stand_below = (True, False) in sides.values() and (False, True) not in sides.values()
    found = {}
    for number, (below_one, above_one) in sides.items():
        if below_one and (stand_below or not above_one):
            found[number - 1] = blocks[number].text
        elif above_one:
            found[number + 1] = blocks[number].text
    return found
