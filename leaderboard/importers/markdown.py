"""Markdown: the tables in which lists of papers keep their scores.

A table has a network in each row and a dataset in each column of scores, or it names the
dataset in a column of its own; where it names none, the heading above it may. Every
number is as likely copied as read, so that its evidence is a *list*; its source is the
paper that the row leads to, or else the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, quoted
from leaderboard.importers import _cited, hugging_face
from leaderboard.importers._boards import Boards
from leaderboard.importers._columns import Columns, columns_of
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._finds import Finds
from leaderboard.importers._tables import Tables, tables_of
from leaderboard.reading.text_file import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from leaderboard.board.board import Leaderboard
    from leaderboard.importers import Hints
    from leaderboard.importers._tables import MarkdownTable, Row

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

MOST = 10_000_000
"""Bytes that are read at most: a list of papers has thousands."""

_DELIMITERS = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$", re.MULTILINE)
_ON = re.compile(
    r"^(?:.*\bon\s+(?:the\s+)?)?(.+?)(?:\s+(?:results?|benchmarks?|leaderboard|datasets?|challenge))*[:.]?$",
    re.IGNORECASE,
)


def recognises(start: str) -> bool:
    """Whether there is a line of dashes as between the header of a table and its rows.

    The card of a model, which may hold tables as well, says its results in front of them.
    """
    return not hugging_face.recognises(start) and any(
        "|" in found[0] for found in _DELIMITERS.finditer(start)
    )


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read one table: the first that holds scores, or the one that is asked for."""
    if path.stat().st_size > MOST:
        raise DataError(path, f"more than {MOST // 1_000_000} MB, which is too much for Markdown")
    with mistakes(path):
        text = path.read_text(encoding="utf-8-sig")
    found = tables_of(text)
    known = Descriptions()
    tables = [_Scores.of(table, known) for table in found.tables]
    candidates = [one for one in tables if one is not None]
    chosen = _chosen(path, found, candidates, hints.table)
    finds = Finds(path)
    for line, problem in found.loose:
        finds.refuse(f"{path}:{line}", problem)
    for number in chosen.nowhere:
        finds.refuse(f"{path}:{chosen.line}", _nowhere([chosen.title(number)]))
    boards = Boards(finds, known, chosen.columns, chosen.under)
    for row in chosen.table.rows:
        _take(finds, chosen.columns, boards, row)
    return finds.leaderboard(hints, *_remarks(path, chosen, candidates), *boards.remarks())


class _Scores(NamedTuple):
    """A table that holds scores."""

    table: MarkdownTable
    columns: Columns
    under: str
    """The dataset that the heading above it names."""

    @classmethod
    def of(cls, table: MarkdownTable, known: Descriptions) -> _Scores | None:
        texts = [[row.cells[number].text for row in table.rows] for number in range(len(table.header.cells))]
        columns = columns_of([cell.text for cell in table.header.cells], texts, known)
        if columns is None:
            return None
        under = next(filter(None, (_heading(heading, known) for heading in table.headings)), "")
        return cls(table, columns, under)

    @property
    def line(self) -> int:
        return self.table.header.line

    def title(self, number: int) -> str:
        return self.table.header.cells[number].text

    @property
    def nowhere(self) -> list[int]:
        """The columns of scores of which it is not said on which dataset they are."""
        columns = self.columns
        if columns.dataset is not None or self.under:
            return []
        return [number for number, column in columns.scores.items() if not column.dataset]

    @property
    def says_where(self) -> bool:
        return len(self.nowhere) < len(self.columns.scores)


def _heading(words: str, known: Descriptions) -> str:
    """Return the dataset that a heading names: ``Results on Cityscapes val``."""
    names = [words.strip(), *_ON.findall(words.strip())]
    return next((name for name in names if name and known.board(name)), "")


def _chosen(path: Path, found: Tables, candidates: Sequence[_Scores], wanted: int | None) -> _Scores:
    """Return the table that is to be read.

    Raises:
        DataError: There is none.
    """
    if not candidates:
        if found.loose:
            line, problem = found.loose[0]
            raise DataError(path, problem, line=line)
        tables = f"none of its {len(found.tables)} tables holds" if found.tables else "it has no table with"
        raise DataError(path, f"{tables} scores: a network in each row and a dataset in each column")
    if wanted is not None:
        if wanted > len(candidates):
            lines = ", ".join(str(one.line) for one in candidates)
            tables = "1 table" if len(candidates) == 1 else f"{len(candidates)} tables"
            raise DataError(path, f"no table {wanted}: it has {tables} with scores, on line {lines}")
        chosen = candidates[wanted - 1]
    else:
        chosen = next((one for one in candidates if one.says_where), candidates[0])
    if not chosen.says_where:
        raise DataError(path, _nowhere(map(chosen.title, chosen.nowhere)), line=chosen.line)
    return chosen


def _nowhere(titles: Iterable[str]) -> str:
    named = ", ".join(map(quoted, titles))
    return f"it is not said on which dataset {named} is measured; name it in the heading above the table"


def _take(finds: Finds, columns: Columns, boards: Boards, row: Row) -> None:
    place = f"{finds.path}:{row.line}"
    network = row.cells[columns.network].text
    if row.beyond:
        finds.refuse(place, f"{quoted(row.beyond)} stands beyond the last column")
    links = _cited.links(columns, row)
    paper = next((url for kind, url in links if kind == "paper"), "")
    said = {name: row.cells[number].text for number, name in columns.conditions.items()}
    said = {"evidence": "list", "source": paper or finds.path.name} | {
        name: text for name, text in said.items() if text
    }
    dataset = row.cells[columns.dataset].text if columns.dataset is not None else ""
    metric = row.cells[columns.metric].text if columns.metric is not None else ""
    for number, column in columns.scores.items():
        board = boards.of(column, dataset, metric)
        if not board and columns.dataset is None:
            continue
        both = filter(None, (said.get("variant", ""), column.conditions.get("variant", "")))
        conditions = said | column.conditions | {"variant": ", ".join(both)}
        finds.score(place, network, board, row.cells[number].text, **conditions)
    if network:
        _cited.describe(finds, columns, row, place)
        for kind, url in links:
            finds.link(network, kind, url)


def _remarks(path: Path, chosen: _Scores, candidates: Sequence[_Scores]) -> Iterable[str]:
    if len(candidates) > 1:
        number = candidates.index(chosen) + 1
        yield (
            f"{path}: {len(candidates)} tables with scores; number {number}, on line {chosen.line}, is read,"
            " and --table N picks another"
        )
    if chosen.columns.unused:
        titles = ", ".join(quoted(chosen.title(number)) for number in chosen.columns.unused)
        yield f"{path}: not used: the columns {titles}"
