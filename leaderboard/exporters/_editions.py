"""Which texts are earlier editions of a text: those that this program made of the same thing.

A document is one of the same thing if its title is the same, however many networks it counts; data, if
it has the same columns and a board in common. So a table of one board never takes the place of another
board's without a question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_COUNTED = re.compile(r"\d+ (network|dataset)s?\b")
_BOARD = ("dataset", "split", "metric")
"""The columns that say, in data, which board a row is of."""


def identical(old: str, new: str) -> bool:
    """Say whether nothing would change: all that can be told of a format without any mark."""
    return old == new


def same_title(old: str, new: str) -> bool:
    """Say whether the first lines that are not blank agree, as the title of a plain table does."""
    return _uncounted(_first_line(old)) == _uncounted(_first_line(new))


def begins_with(stamp: str, title: str) -> Callable[[str, str], bool]:
    """Return the rule that an earlier edition begins with *stamp*, and has the same *title*, a pattern."""
    pattern = re.compile(title, re.MULTILINE)

    def is_earlier_edition(old: str, new: str) -> bool:
        return _first_line(old) == stamp and has_same(pattern, old, new)

    return is_earlier_edition


def has_same(title: re.Pattern[str], old: str, new: str) -> bool:
    """Say whether what a pattern finds first in two texts is the same, or nothing in either."""
    was, becomes = (title.search(text.replace("\r\n", "\n")) for text in (old, new))
    return _uncounted(was[1] if was else "") == _uncounted(becomes[1] if becomes else "")


def same_first_line(old: str, new: str) -> bool:
    """Say whether the first lines that are not blank agree: the same header."""
    return _first_line(old) == _first_line(new)


def has_board_in_common(old: Iterable[Mapping[str, object]], new: Iterable[Mapping[str, object]]) -> bool:
    """Say whether rows of data are of the same board, as far as they name any."""
    were, become = (
        {tuple(str(row.get(name) or "") for name in _BOARD) for row in rows if row.get("dataset")}
        for rows in (old, new)
    )
    return not were or not become or not were.isdisjoint(become)


def _first_line(text: str) -> str:
    # Editors on Windows put a byte order mark first and a carriage return last.
    return next((line.strip() for line in text.lstrip("\ufeff").split("\n") if line.strip()), "")


def _uncounted(title: str) -> str:
    return _COUNTED.sub(r"\1", title)
