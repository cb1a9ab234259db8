"""Changing, removing and moving records of a CSV file, and leaving every other byte as it is."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from leaderboard.storage.csv_file import line_of, long_cells
from leaderboard.storage.insertion import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from leaderboard.storage.csv_file import CsvFile
    from leaderboard.storage.insertion import Order

_ENDS = re.compile(rb"\r\n|\r|\n|\Z")


@dataclass(frozen=True)
class Record:
    """Where one record stands among the bytes of its file, and where its cells do."""

    begins: int
    ends: int
    """Behind its line end."""
    cells: tuple[tuple[int, int], ...]
    """From and to, with the quotation marks of a cell and the spaces before it."""


@dataclass(frozen=True)
class Edit:
    """Records that are changed; nothing is written yet."""

    file: CsvFile
    changes: tuple[tuple[int, int, bytes], ...]
    """In order, and apart from each other: from, to, and what stands there instead. Each is about whole
    records: nothing instead of one takes it away, and something instead of nothing puts one in."""

    def parts(self) -> Iterator[bytes]:
        """Give the content of the new file: what is changed, and every other byte as it was."""
        at = 0
        for begins, ends, new in self.changes:
            yield from (self.file.content[at:begins], new)
            at = ends
        yield self.file.content[at:]

    def written(self) -> list[Written]:
        """Return what changed: each record that went by its old line, each that came by its new one."""
        lines = []
        shift = at = 0
        number = 1
        for begins, ends, new in self.changes:
            old = self.file.content[begins:ends]
            number += self.file.counts(at, begins)[0]
            if old:
                lines.append(Written(self.file.path, number, _text(old), removed=True))
            if new:
                lead = new[: len(new) - len(new.lstrip(b"\r\n"))]
                lines.append(Written(self.file.path, number + shift + (1 if lead else 0), _text(new)))
            shift += new.count(b"\n") - old.count(b"\n")
            number += old.count(b"\n")
            at = ends
        return lines


def record_at(file: CsvFile, begins: int) -> Record:
    """Find the cells of the record that begins at a byte, as they are read."""
    content, mark = file.content, file.delimiter.encode()
    at, cells = begins, []
    while True:
        start = at
        while content[at : at + 1] == b" ":
            at += 1
        if content[at : at + 1] == b'"':
            at = _behind_quotation(content, at + 1)
        found = _stops(mark).search(content, at)
        at = found.start() if found else len(content)
        cells.append((start, at))
        if content[at : at + 1] != mark:
            break
        at += 1
    ends = _ENDS.match(content, at)
    return Record(begins, ends.end() if ends else len(content), tuple(cells))


def with_cells(
    file: CsvFile, record: Record, texts: Mapping[int, str], *, keep_quotation: bool = True
) -> bytes:
    """Write a record again with other texts in some columns, by their numbers; the other cells stay.

    A cell that had quotation marks without need, as all may have in its file, keeps them if it may.
    """
    content, pieces, at = file.content, [], record.begins
    for place, (begins, ends) in enumerate(record.cells):
        if place in texts:
            old = content[begins:ends] if keep_quotation else b""
            pieces += [content[at:begins], _cell(texts[place], file, old)]
            at = ends
    last = record.cells[-1][1]
    pieces.append(content[at:last])
    for place in range(len(record.cells), max(texts, default=-1) + 1):
        pieces += [file.delimiter.encode(), _cell(texts.get(place, ""), file, b"")]
    return b"".join([*pieces, content[last : record.ends]])


def texts_of(file: CsvFile, record: Record) -> list[str]:
    """Return the texts of the cells of a record, with the spaces at their ends."""
    return _cells(file.content[record.begins : record.ends], file)


def is_plain(file: CsvFile, record: Record, place: int) -> bool:
    """Whether a cell has quotation marks only if it needs them, and no space before it."""
    begins, ends = record.cells[place]
    cell = file.content[begins:ends]
    return not cell or (cell[:1] != b" " and b'"' not in cell) or cell == _bare(_read(cell, file), file)


def edit(file: CsvFile, records: Mapping[int, bytes], *, order: Order | None = None) -> Edit:
    """Put other records into the places of some, given by the bytes that those begin at.

    Args:
        file: The file as it was read.
        records: What each becomes, with its line end; nothing if it goes.
        order: What the rows of the file are sorted by. If they are, they stay so: what is changed moves.
    """
    if order is not None and (moved := _in_order(file, records, order)) is not None:
        return moved
    changes = [(begins, record_at(file, begins).ends, new) for begins, new in sorted(records.items())]
    return Edit(file, tuple(one for one in changes if file.content[one[0] : one[1]] != one[2]))


def _in_order(file: CsvFile, records: Mapping[int, bytes], order: Order) -> Edit | None:
    """Put records where they belong now; None if the file is in no order, or stays in it as they are."""
    rows = [(begins, order(row)) for begins, row in file.rows()]
    new = {begins: order(file.row(_cells(record, file))) for begins, record in records.items() if record}
    after = [new.get(begins, key) for begins, key in rows if records.get(begins, True)]
    if not _ascend([key for _, key in rows]) or None in new.values() or _ascend(after):
        return None
    stay = [begins for begins, _ in rows if begins not in records]
    keys = [key for begins, key in rows if begins not in records]
    moves = [
        (begins, record, [*stay, file.end][bisect_right(keys, new[begins])])
        for begins, record in sorted(records.items(), key=lambda one: (new.get(one[0], ()), one[0]))
        if record
    ]
    gone = [begins for begins, record in records.items() if not record]
    return _moved(file, moves, gone)


def _moved(file: CsvFile, moves: Sequence[tuple[int, bytes, int]], gone: Iterable[int] = ()) -> Edit:
    """Move records: from, what each becomes, and the byte that it goes before; in the order that they get."""
    is_open = file.content[file.end - 1 : file.end] != b"\n"
    changes = [(begins, record_at(file, begins).ends, b"") for begins in gone]
    for begins, record, to in moves:
        line = record if record.endswith(b"\n") else record + file.newline
        if is_open and to == file.end:
            line = file.newline + line.rstrip(b"\r\n")
        changes += [(begins, record_at(file, begins).ends, b""), (to, to, line)]
    return Edit(file, tuple(sorted(changes, key=lambda one: one[:2])))


def beside(file: CsvFile, record: Record, texts: Mapping[int, str]) -> Edit:
    """Put a new record behind one that is there."""
    line = file.line(texts)
    if file.content[record.ends - 1 : record.ends] != b"\n":
        line = file.newline + line.removesuffix(file.newline)
    return Edit(file, ((record.ends, record.ends, line),))


def reordered(file: CsvFile, ranks: Sequence[Any], stay: Iterable[int]) -> Edit:
    """Move the records that do not *stay*, both by their numbers, to where their *ranks* belong."""
    records = [begins for begins, _ in file.rows()]
    kept = sorted(stay)
    keys = [ranks[row] for row in kept]
    moves = []
    for row in sorted(set(range(len(records))).difference(kept), key=lambda row: (ranks[row], row)):
        place = bisect_right(keys, ranks[row])
        to = records[kept[place]] if place < len(kept) else file.end
        old = record_at(file, records[row])
        moves.append((old.begins, file.content[old.begins : old.ends], to))
    return _moved(file, moves)


def _behind_quotation(content: bytes, at: int) -> int:
    """Return where a cell goes on behind its closing quotation mark."""
    while (close := content.find(b'"', at)) >= 0:
        if content[close + 1 : close + 2] != b'"':
            return close + 1
        at = close + 2
    return len(content)


@cache
def _stops(mark: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[\r\n" + re.escape(mark) + rb"]")


def _cell(text: str, file: CsvFile, old: bytes) -> bytes:
    bare = _bare(text, file)
    is_quoted = old.lstrip(b" ").startswith(b'"')
    if is_quoted and not bare.startswith(b'"') and not _bare(_read(old, file), file).startswith(b'"'):
        return b'"' + bare + b'"'
    return bare


def _bare(text: str, file: CsvFile) -> bytes:
    """Write a cell with quotation marks only where CSV needs them."""
    return line_of([text, ""], file.delimiter, b"").removesuffix(file.delimiter.encode())


def _read(cell: bytes, file: CsvFile) -> str:
    return _cells(cell, file)[0]


def _cells(record: bytes, file: CsvFile) -> list[str]:
    with long_cells():
        lines = (line.decode() for line in io.BytesIO(record))
        return next(csv.reader(lines, delimiter=file.delimiter, skipinitialspace=True), [""])


def _ascend(keys: Sequence[Any]) -> bool:
    return None not in keys and all(before <= after for before, after in pairwise(keys))


def _text(record: bytes) -> str:
    return record.decode().strip("\r\n")
