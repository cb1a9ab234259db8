"""Rules for CSV files, ours and those of others: how they are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.checks.problems import FILE, Finding, Rules, told
from leaderboard.checks.texts import unprintable
from leaderboard.errors import quoted
from leaderboard.storage import CsvFile, is_plain, record_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()

_SPACES = {
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\N{NO-BREAK SPACE}": "a no-break space",
    "\N{NARROW NO-BREAK SPACE}": "a no-break space",
}
_PLAIN = str.maketrans(dict.fromkeys(_SPACES, " "))
_MARKS = (b"\xef\xbb", b"\xff\xfe", b"\xfe\xff")


@RULES.error
def control_character(table: Written, _: Folder | None) -> Iterator[Finding]:
    """Characters that steer terminals, reorder text or cannot be seen."""
    for number, title in enumerate(table.header):
        column = table.as_it_stands(number)
        if "".join(column.texts).isprintable():
            continue

        def problem(text: str, title: str = title) -> str | None:
            found = unprintable(text)
            if found is None:
                return None
            return f"{quoted(title)} holds the character U+{ord(found):04X}, which cannot be seen; remove it"

        yield from told(column, problem)


@RULES.warning
def stray_space(table: Written, folder: Folder | None) -> Iterator[Finding]:
    """Spaces that nobody sees in a table and everybody trips over later.

    In a file of somebody else, who may like them, once for each column.
    """
    for number, title in enumerate(table.header):
        column = table.as_it_stands(number)
        joined = "\n".join(["", *column.texts, ""])
        if "".join(column.texts).isprintable() and not any(two in joined for two in ("\n ", " \n", "  ")):
            continue

        def problem(text: str, title: str = title) -> str | None:
            tidy = without_stray_spaces(text)
            mend = f"write {quoted(tidy)}" if tidy else "leave it empty"
            return None if tidy == text else f"{_kind(text)} in {quoted(title)}; {mend}"

        yield from _summed(told(column, problem), folder)
    if rows := _with_spaces_first(table):
        yield from _summed([Finding(rows, "a space in front of a cell; remove it")], folder)


def without_stray_spaces(text: str) -> str:
    """Return a text with single spaces between its words, and none around them."""
    return " ".join(filter(None, text.translate(_PLAIN).split(" ")))


def _summed(found: Iterable[Finding], folder: Folder | None) -> Iterator[Finding]:
    """In a file of somebody else, name the first of several rows, and count the others."""
    for rows, problem in found:
        if folder is not None or isinstance(rows, int) or len(rows) == 1:
            yield Finding(rows, problem)
        else:
            said = problem if isinstance(problem, str) else problem[0]
            yield Finding(int(rows[0]), f"{said} (and {len(rows) - 1} more rows)")


def _kind(text: str) -> str:
    odd = next((name for space, name in _SPACES.items() if space in text), None)
    return odd or ("two spaces" if "  " in text.strip(" ") else "a space at the edge")


def _with_spaces_first(table: Written) -> list[int]:
    """Return the rows of cells with a space before them, which reading leaves out."""
    import numpy as np

    delimiter = table.lines.table.delimiter.encode()
    if table.data[:1] != b" " and not any(edge + b" " in table.data for edge in (b"\n", b"\r", delimiter)):
        return []  # a regular expression takes ten times as long to see that
    delimiter = re.escape(delimiter)
    cell = re.compile(rb'(?:^|%b)(?:"[^"]*(?:""[^"]*)*"|( ))' % delimiter, re.MULTILINE)
    spaces = [found.start(1) for found in cell.finditer(table.data) if found[1]]
    ends = np.flatnonzero(np.frombuffer(table.data, dtype="uint8") == ord("\n"))
    records = np.searchsorted(table.lines.begins, np.searchsorted(ends, spaces) + 1, side="right") - 1
    rows = records - table.lines.first
    return sorted({int(row) for row in rows if 0 <= row < len(table)})


@RULES.warning
def quoting(table: Written, folder: Folder | None) -> Iterator[Finding]:
    """In a table that is kept, a cell has quotation marks only if it needs them."""
    delimiter = table.lines.table.delimiter.encode()
    edge = b"[\r\n" + re.escape(delimiter) + b"]"
    needless = re.compile(
        b"(?:\\A|" + edge + b')"[^"\r\n' + re.escape(delimiter) + b']*"(?=' + edge + b"|\\Z)"
    )
    if folder is None or not needless.search(table.data):
        return
    file = CsvFile.read(Path(table.path), delimiter=table.lines.table.delimiter)
    for row, (begins, _) in enumerate(file.rows()):
        record = record_at(file, begins)
        cells = (file.content[begins:ends] for begins, ends in record.cells)
        if any(cell[:1] == b'"' and not is_plain(file, record, place) for place, cell in enumerate(cells)):
            yield Finding(row, "quotation marks that nothing in the cell needs; leave them out")


@RULES.warning
def line_ends(table: Written, _: Folder | None) -> Iterator[Finding]:
    """Files that would make more of a diff than what changes in them."""
    marks = {
        "begins with a byte-order mark; save it as plain UTF-8": table.data[:2] in _MARKS,
        "has line ends that are not bare line feeds; save it with LF": b"\r" in table.data,
        "does not end in a line end; add one, so that the next row is a new line": table.data[-1:] != b"\n",
    }
    for mend, found in marks.items():
        if found:
            yield Finding(FILE, f"the file {mend}")
