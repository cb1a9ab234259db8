"""Scores as people write them: one grammar for the cells of every format.

Plain numbers are nearly all there is: they are read as a column. What is left goes through
the careful grammar, each different text once.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""A number as it can be ranked."""

_NOT_REPORTED = frozenset(
    """
    n/a na #n/a #na n.a. nan none null nil tbd tba todo pending missing unknown x oom failed timeout
    not-reported notreported notavailable n.r. nr ? ??
    """.split()
)
"""What stands where there is no score, without spaces and in lower case."""
_DASHES = re.compile(r"[\s\-\u2010-\u2015\u2212*.\u2020\u2021?_/()]*")

_SAYS_SOMETHING = frozenset(string.ascii_letters + string.digits) - {
    first for text in _NOT_REPORTED for first in (text[0], text[0].upper())
}
"""Letters and digits that none of these begin with."""
_NUMERIC = frozenset("0123456789.+-eE")
_ONE = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_MARKS = r"[*\u2020\u2021\u00a7\u00b6#^?!\u2191\u2193\u2714\u2605\u2606]*"
_CELL = re.compile(
    rf"""
    (?P<value>{_ONE}) \s* (?P<percent>%)?
    (?: \s* (?P<sign>\u00b1|\+/?-|\\pm) \s* (?P<spread>\d+(?:\.\d*)?|\.\d+) \s* %? )?
    \s* (?P<marks>{_MARKS})
    (?: \s* (?P<unit>[^\W\d_]{{1,5}}(?:/[^\W\d_]{{1,5}})?) )?
    \s* (?P<footnotes>(?:\[[^\[\]]*\]\s*)*)
    (?: \( (?P<remark>[^()]*(?:\([^()]*\)[^()]*)*) \) )?
    \s* (?P<marks_behind>{_MARKS}) (?P<footnote_behind>(?:\s*\[[^\[\]]*\])?)
    """,
    re.VERBOSE,
)
_FURTHER = re.compile(rf"(?P<value>{_ONE})\s*(?P<percent>%)?\s*{_MARKS}")
_DIFFERENCE = re.compile(
    rf"[+\u2191\u2193\u25b2\u25bc-]\s*{_ONE.replace('[+-]?', '', 1)}\s*%?|\u00b1?0(?:\.0*)?"
)
_SPREAD_IN_BRACKETS = re.compile(
    r"(?:\u00b1|\+/?-|std|sd|se)[\s:=.]*(?P<spread>\d+(?:\.\d*)?|\.\d+)\s*%?", re.IGNORECASE
)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_IN_TEXT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])", re.ASCII)
_DECIMAL_COMMA = re.compile(r"(\d),(\d)", re.ASCII)
_BETWEEN = re.compile(r",\s+")
_LONGEST = 500
"""Characters of a score with a remark: in longer cells to look for one would take too long."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_MINUS = {ord("\u2212"): "-"}
_TRANSLATED = {**_INVISIBLE, **_SPACES, **_MINUS}
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_FORMULA = re.compile(r"\$([^$]*)\$")
_MARKUP = re.compile(
    r"\*\*|__|~~|`|\\(?:mathbf|textbf|underline|bf)\b|[{}]|</?(?:b|i|u|s|em|strong|small|sub|span)\b[^<>]*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """One score as it was written."""

    text: str
    """The number with its digits."""
    spread: str = ""
    note: str = ""
    """What stood beside it: a mark, a remark."""
    unit: str = ""
    """``%`` or another unit that stands behind it."""
    bracketed: tuple[str, ...] = ()
    """Numbers without a sign in brackets behind it: further scores, or a spread."""


def reported(cell: str) -> Reported | None:
    """Read the score in a cell, which is written with a point; None where nothing is reported.

    Raises:
        ValueError: It is no score, or it cannot be told which number is; the text says so.
    """
    if NUMBER.fullmatch(cell):
        return Reported(cell)
    cell = " ".join(cell.translate(_TRANSLATED).split())  # one space is matched fast
    if len(cell) > _LONGEST:
        raise ValueError(f"{quoted(cell)} is no number")
    plain = _FORMULA.sub(r"\1", cell)
    if "](" in plain:
        plain = _LINK.sub(r"\1", plain)
    text = " ".join(_MARKUP.sub("", plain).split())
    if is_not_reported(text):
        return None
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    text = _IN_TEXT.sub(lambda found: found[0].replace(",", ""), text)
    found = _CELL.fullmatch(text)
    unit = metrics.unit_of(found["unit"]) if found and found["unit"] else ""
    if not found or (found["unit"] and not unit):
        two = re.fullmatch(r"[\d.]+\s*%?\s*[/,;|]\s*[\d.]+\s*%?", text)
        raise ValueError(f"{quoted(text)} is {'two numbers' if two else 'no number'}")
    spread, remark, bracketed = _in_brackets(found["remark"].strip() if found["remark"] else "")
    marks = found["marks"] or found["marks_behind"]
    notes = [
        found["footnotes"].strip() or found["footnote_behind"].strip(),
        remark,
        f"marked {marks}" if marks else "",
    ]
    return Reported(
        found["value"],
        found["spread"] or spread,
        "; ".join(filter(None, notes)),
        "%" if found["percent"] else unit,
        bracketed,
    )


def _in_brackets(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the spread, the remark and the further numbers that stand in brackets behind a score."""
    if said := _SPREAD_IN_BRACKETS.fullmatch(text):
        return said["spread"], "", ()
    if not text or _DIFFERENCE.fullmatch(text):
        return "", "", ()
    further = [_FURTHER.fullmatch(part) for part in _BETWEEN.split(text)]
    if all(further):
        return "", "", tuple(one["value"] for one in further if one)
    return "", text, ()


def is_not_reported(text: str) -> bool:
    """Say whether a cell says that there is no score."""
    if text and text[0] in _SAYS_SOMETHING:  # as nearly always
        return False
    return bool(_DASHES.fullmatch(text)) or "".join(text.split()).casefold() in _NOT_REPORTED


def with_point(text: str) -> str:
    """Write a number of a sheet with decimal commas with a point: ``1.470,5`` is ``1470.5``."""
    if _DECIMAL_COMMA.search(text):
        return _DECIMAL_COMMA.sub(r"\1.\2", re.sub(r"(\d)\.(\d{3})(?=[.,])", r"\1\2", text))
    return text


def has_decimal_commas(texts: Sequence[str]) -> bool:
    """Say whether the numbers among the cells are written with commas: ``81,2``, never ``81.2``."""
    commas = points = 0
    for text in texts:
        plain = text.strip().removesuffix("%").strip()
        if re.fullmatch(r"[+-]?\d+,\d+", plain, re.ASCII):
            commas += not _THOUSANDS.fullmatch(plain)
        elif re.fullmatch(r"[+-]?\d*\.\d+", plain, re.ASCII):
            points += 1
    return commas > 0 and points == 0


@dataclass(frozen=True)
class Column:
    """The different texts of a column, and what they say."""

    numbers: npt.NDArray[np.float64]
    """NaN where a text is no plain number."""
    careful: dict[int, Reported | None] = field(default_factory=dict)
    """What the careful grammar reads of the other texts, by their numbers."""
    wrong: dict[int, str] = field(default_factory=dict)
    """What is wrong with those that are no scores."""


def read(texts: Sequence[str]) -> Column:
    """Read the different texts of a column."""
    import numpy as np

    if frozenset("".join(texts)) <= _NUMERIC:  # as nearly always
        empty: dict[int, Reported | None] = {number: None for number, text in enumerate(texts) if not text}
        try:
            numbers = np.array([float(text or "nan") for text in texts], dtype="float64")
        except ValueError:
            pass
        else:
            if np.isfinite(numbers).sum() == len(texts) - len(empty):
                return Column(numbers, careful=empty)
    numbers = np.full(len(texts), np.nan)
    careful: dict[int, Reported | None] = {}
    wrong: dict[int, str] = {}
    for number, text in enumerate(texts):
        if NUMBER.fullmatch(text):
            numbers[number] = float(text)
        else:
            try:
                careful[number] = reported(text)
            except ValueError as error:
                wrong[number] = str(error)
                continue
        if not np.isfinite(numbers[number]) and number not in careful:
            wrong[number] = f"{quoted(text)} is no finite number"
    return Column(numbers, careful, wrong)


def number_of(text: str) -> float:
    """Return a number that stands alone in a cell; NaN where it is none."""
    return float(text) if NUMBER.fullmatch(text) else float("nan")


def looks_numeric(texts: Sequence[str]) -> tuple[int, int]:
    """Count the texts that are scores, and those that are something else; what is not reported is neither."""
    import numpy as np

    column = read(texts)
    scores = int(np.isfinite(column.numbers).sum()) + sum(one is not None for one in column.careful.values())
    return scores, len(column.wrong)
