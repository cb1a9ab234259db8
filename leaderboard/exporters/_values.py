"""How values are written for programs."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaderboard.table import Cell

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
"""A number as JSON spells it (RFC 8259, section 6), which CSV readers understand as well."""


def number(cell: Cell) -> str:
    """Return the number in a cell with the digits it was published with: ``72.0``, ``45.20``.

    That is the text of the cell if it says the same number as the value. What is not
    finite is no number that other programs can read, and returns as an empty string.
    """
    value = cell.value
    if not isinstance(value, int | float) or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    text = cell.text.replace("\N{MINUS SIGN}", "-")
    return text if _NUMBER.fullmatch(text) and float(text) == value else str(value)
