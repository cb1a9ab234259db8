"""Scores as other people write them: with percent signs, deviations, stars and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaderboard.errors import quoted

NOT_REPORTED = re.compile(r"[\s\-\u2013\u2014\u2212*]*|(n/?a|none|null)\s*", re.IGNORECASE)
"""What stands where there is no score."""

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)

_VALUE = r"(?P<{}>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<{}_percent>%)?"
_CELL = re.compile(
    rf"""
    {_VALUE.format("first", "first")}
    (?: \s* (?P<spread> (?: ± | \+/?- | \\pm ) \s* [\d.]+ \s* %? ) )?
    \s* (?P<marks> [*†‡§¶#^?]* )
    \s* (?P<bracketed> (?: \[ [^\[\]]* \] )? )
    \s* (?: \( (?P<remark> [^()]* (?: \([^()]*\) [^()]* )* ) \) )?
    \s* (?P<marks_behind> [*†‡§¶#^?]* )
    """,
    re.ASCII | re.VERBOSE,
)
_FURTHER = re.compile(rf"{_VALUE.format('value', 'value')}\s*(?P<marks>[*†‡§¶#^?]*)", re.ASCII)
_BETWEEN = re.compile(r",\s+")
_LONGEST = 500
"""Characters of a score with a remark at most: in longer cells to look for one would take too long."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))
_FORMULA = re.compile(r"\$([^$]*)\$")
_MINUS = {ord("\u2212"): "-"}


@dataclass(frozen=True)
class Reported:
    """One score as it was written."""

    text: str
    """The number with its digits."""
    note: str = ""
    """What stood beside it: a deviation, a mark, a remark."""
    percent: bool = False


def reported(cell: str) -> list[Reported]:
    """Read the scores in a cell: none where nothing is reported, several in ``81.2 (81.7, 80.9)``.

    ``85.1%`` is 85.1; the deviation of ``0.84 ± 0.01``, the star of ``63.7*``, the
    footnote of ``63.7 [1]`` and the remark of ``70.1 (own split)`` become notes.

    Raises:
        ValueError: It is no score, or it cannot be told which number is; the text says so.
    """
    if NUMBER.fullmatch(cell):
        return [Reported(cell)]
    if NUMBER.fullmatch(cell.removesuffix("%")):
        return [Reported(cell[:-1], percent=True)]
    plain = _FORMULA.sub(r"\1", cell.translate(_INVISIBLE).translate(_MINUS))
    text = " ".join(plain.split())  # one space is matched fast
    if NOT_REPORTED.fullmatch(text):
        return []
    if len(text) > _LONGEST:
        raise ValueError(f"{quoted(text)} is not a finite number")
    found = _CELL.fullmatch(text)
    if not found:
        two = re.fullmatch(r"[\d.]+\s*%?\s*[/,;]\s*[\d.]+\s*%?", text)
        raise ValueError(f"{quoted(text)} is {'two numbers' if two else 'not a finite number'}")
    said = (found["spread"], found["bracketed"], found["remark"], found["marks"] or found["marks_behind"])
    spread, bracketed, remark, marks = (" ".join(part.split()) if part else "" for part in said)
    further = [_FURTHER.fullmatch(part) for part in _BETWEEN.split(remark)] if remark else []
    more = [one for one in further if one]
    if len(more) == len(further):
        remark = ""  # it is scores
    else:
        more = []
    notes = [spread, bracketed, remark, _marked(marks)]
    first = Reported(found["first"], "; ".join(filter(None, notes)), bool(found["first_percent"]))
    return [
        first,
        *(Reported(one["value"], _marked(one["marks"]), bool(one["value_percent"])) for one in more),
    ]


def _marked(marks: str) -> str:
    return f"marked {marks}" if marks else ""
