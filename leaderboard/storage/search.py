"""Looking for rows among the bytes of a table, without taking more of them apart than are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.names import fold

if TYPE_CHECKING:
    from leaderboard.storage.csv_file import CsvFile, Row

_EDGES = (b" ", b"\t", b"\r", b"\n", b",", b";", b'"', b"")
"""What can stand around the text of a cell, besides nothing at all."""


def where(file: CsvFile, column: str, text: str) -> list[tuple[int, Row]]:
    """Return the rows with this *text* in a *column*, each with the byte that it begins at."""
    lines = _lines_with(file, text)
    if lines is not None:
        rows = ((begins, file.parsed(begins, ends)) for begins, ends in lines)
        found = [(begins, row) for begins, row in rows if row is not None and row[column] == text]
        if _outside_of_cells(file, found):
            return found
    return [(begins, row) for begins, row in file.rows() if row[column] == text]


def _outside_of_cells(file: CsvFile, found: list[tuple[int, Row]]) -> bool:
    """Whether there is an even number of quotation marks before each of these."""
    at = marks = 0
    for begins, _ in found:
        marks += file.counts(at, begins)[1]
        at = begins
        if marks % 2:
            return False
    return True


def has(file: CsvFile, column: str, text: str) -> bool:
    """Whether this *text* stands in a *column*; that is quick to say if it does."""
    wanted = text.encode()
    at = file.content.find(wanted, file.body) if wanted else -1
    while at >= 0:
        begins, ends = file.line_around(at)
        row = file.parsed(begins, ends)
        if row is not None and row[column] == text and not file.content[begins:ends].count(b'"') % 2:
            return True
        at = file.content.find(wanted, ends)
    return bool(where(file, column, text))


def _lines_with(file: CsvFile, text: str) -> list[tuple[int, int]] | None:
    """Find the lines with a cell of this *text*; None if their records may be more than lines."""
    wanted = text.encode()
    if not wanted or b'"' in wanted or b"\n" in wanted:
        return None
    lines = []
    at = file.content.find(wanted, file.body)
    while at >= 0:
        behind = at + len(wanted)
        if file.content[at - 1 : at] in _EDGES and file.content[behind : behind + 1] in _EDGES:
            begins, behind = file.line_around(at)
            if file.content[begins:behind].count(b'"') % 2:
                return None
            lines.append((begins, behind))
        at = file.content.find(wanted, behind)
    return lines


def occurring(file: CsvFile, column: str) -> set[str]:
    """Return the different texts that stand in a *column*."""
    place = file.columns.get(fold(column))
    if place is None:
        return set()
    found = _in_lines(file, place)
    texts = {row[column] for _, row in file.rows()} if found is None else found
    return texts - {""}


def _in_lines(file: CsvFile, place: int) -> set[str] | None:
    """Split lines at their commas, which is fast; None if that is not enough to know."""
    comma, cuts = file.delimiter.encode(), place + 1
    _, marks = file.counts(file.body, len(file.content))
    try:
        lines = file.lines(file.body)
        if not marks:
            found = {line.split(comma, cuts)[place] for line in lines}
        else:
            found = {_cell(line, comma, place) for line in lines}
        return {text.decode().strip() for text in found}
    except (IndexError, ValueError):  # what is not UTF-8 is a ValueError, too
        return None


def _cell(line: bytes, comma: bytes, place: int) -> bytes:
    """Cut a cell out of a line; what may be no cell is a ValueError."""
    cells = line.split(comma, place + 1)
    if line.count(b'"') % 2 or any(b'"' in cell for cell in cells[: place + 1]):
        raise ValueError
    return cells[place]
