"""Where a table begins in rows of text: below titles and empty rows, with one row of titles or several."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import quoted
from leaderboard.reading.sheet import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.reading.sheet import Lines

_MOST_LEVELS = 4
"""Rows of titles that are joined at most."""

_NUMBER = re.compile(r"[-+−<>~≈$€]?\d[\d.,]*(?![\w-])|[-+−]?\.\d")
_NOTHING = {"n/a", "na", "nan", "none", "null", "tbd", "inf"}


class Headed(NamedTuple):
    """Rows of which it is known where their header is."""

    header: list[str]
    rows: Sequence[list[str]]
    """What stands below the header, empty rows included."""
    first: int
    """Which of all rows is the first of these; the header is the one before, or ends there."""
    titles: tuple[Words, ...]
    """What stands above the header, the nearest first."""


def headed(rows: Sequence[list[str]]) -> Headed | None:
    """Find the header in rows of text, or None where all are empty.

    Empty rows are skipped, and so are rows with one filled cell above rows that have more: titles.
    """
    filled = [(number, columns) for number, row in _until_several(rows) if (columns := _filled(row))]
    if not filled:
        return None
    above = [number for number, columns in filled[:-1]]
    number, columns = filled[-1]
    if len(columns) == 1:  # no row has several: a table of one column
        number, above = filled[0][0], []
    elif above and len(columns) == 2 and _filled(rows[above[-1]]) == columns[1:]:  # noqa: PLR2004
        number = above.pop()  # the title beside an index that has none
    titles = tuple(Words("caption", " ".join(" ".join(rows[one]).split())) for one in reversed(above))
    return Headed(_trimmed(rows[number]), rows[number + 1 :], number + 1, titles)


def joined(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """Join rows of titles below a header to it: ``mIoU val`` is *val* under *mIoU*, which spans two columns.

    Returns the titles, and how many of the *rows* are part of them: none unless it is unmistakable.
    """
    spans, titles, number = list(header), list(header), 0
    levels = _numbered_levels(header, rows)
    if levels is not None:
        return levels, 1
    for row in rows[: _MOST_LEVELS - 1]:
        labels = [*row, *[""] * (len(header) - len(row))][: len(header)]
        groups = _groups(spans, labels)
        if groups is None and number and _completes(titles, labels):
            groups = titles  # the last row of pandas' headers names the index
        if groups is None or _stands_below(labels, rows[number + 1 :]):
            break
        titles = [
            " ".join(filter(None, [title or group, label if label != title else ""]))
            for title, group, label in zip(titles, groups, labels, strict=True)
        ]
        spans, number = labels, number + 1
    scores = (cell for row in rows[number : number + _MOST_LEVELS] for cell in row)
    return (titles, number) if any(map(_is_number, scores)) else (list(header), 0)


def _stands_below(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a label is found again in its column, as values are and titles are not."""
    return any(
        label and label in row[column : column + 1] for row in rows for column, label in enumerate(labels)
    )


def _numbered_levels(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Join numbers below titles that stand there several times, as pandas writes them: ``noise 1``.

    The row has no name where those below it have one, and tells all columns of a title apart.
    """
    if len(rows) < 2 or len(rows[0]) != len(header) or header[0] or rows[0][0]:  # noqa: PLR2004 - a row below it
        return None
    if not all(row and row[0] for row in rows[1:]) or not all(map(_is_number, rows[0][1:])):
        return None
    pairs = list(zip(header[1:], rows[0][1:], strict=True))
    several = len(set(header[1:])) < len(pairs)
    if not several or not all(title for title, _ in pairs) or len(set(pairs)) < len(pairs):
        return None
    return [header[0], *(f"{title} {label}" for title, label in pairs)]


def stacked(rows: Sequence[Sequence[str]]) -> list[str]:
    """Join rows that are all known to be titles, in which a title stands in every column that it spans."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    named = len(list(takewhile(bool, filled[-1])))
    if 0 < named < width and not any(filled[-1][named:]):  # pandas: above its name stands that of columns
        filled = [[*[""] * named, *row[named:]] for row in filled[:-1]] + filled[-1:]
    return [
        " ".join(title for title, _ in groupby(filter(None, column))) for column in zip(*filled, strict=True)
    ]


def beyond(rows: Sequence[Sequence[str]], width: int, line: Lines) -> Iterator[tuple[int | None, str]]:
    """Say which cells stand beyond the columns of the header."""
    for number, row in enumerate(rows):
        if len(row) > width and (cells := " ".join(filter(None, row[width:]))):
            yield line(number), f"{quoted(cells)} stands beyond the last column"


def _filled(row: Sequence[str]) -> list[int]:
    return [column for column, cell in enumerate(row) if cell.strip()]


def _until_several(rows: Sequence[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Give rows up to the first in which several cells are filled."""
    for number, row in enumerate(rows):
        yield number, row
        if len(_filled(row)) > 1:
            return


def _trimmed(row: list[str]) -> list[str]:
    """Leave out the empty cells that spreadsheets write behind the last title."""
    filled = _filled(row)
    return row[: filled[-1] + 1]


def _groups(titles: Sequence[str], labels: Sequence[str]) -> list[str] | None:
    """Return the title that stands over each label, or None if these are not labels of columns.

    They are if some title spans several columns, by being repeated or empty behind the first, each of
    which has a label of its own; and if every other column has either a title or a label.
    """
    first, *others = zip(titles, labels, strict=True)
    if others and first[0] and not first[1] and all(title and _is_label(label) for title, label in others):
        return list(titles)
    groups, spanning, column = [""] * len(titles), False, 0
    while column < len(titles):
        end = column + 1
        title, label = titles[column], labels[column]
        if title and label and title != label:
            while end < len(titles) and titles[end] in {"", title} and labels[end]:
                end += 1
            under = labels[column:end]
            if end == column + 1 or len(set(under)) < len(under) or not all(map(_is_label, under)):
                return None
            groups[column:end] = [title] * len(under)
            spanning = True
        elif label and not _is_label(label):
            return None
        column = end
    return groups if spanning else None


def _completes(titles: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether labels stand where there is no title yet, and nowhere else."""
    return any(labels) and not any(title and label for title, label in zip(titles, labels, strict=True))


def _is_label(text: str) -> bool:
    return any(map(str.isalpha, text)) and not _is_number(text) and text.casefold() not in _NOTHING


def _is_number(text: str) -> bool:
    return bool(_NUMBER.match(text.strip("*_~` ")))
