"""The two ways to lay out scores: one a row (long), or one column per dataset (wide)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.columns import RESULTS
from leaderboard.board.names import fold
from leaderboard.errors import quoted
from leaderboard.importers import _sheet
from leaderboard.importers._columns import is_no_score
from leaderboard.importers._describing import describing, measured, measured_beside
from leaderboard.importers._facts import is_fact
from leaderboard.importers._large import PublishedDigits, is_large, read_numbers
from leaderboard.importers._reported import NOT_REPORTED
from leaderboard.importers._scores import checked, tidied
from leaderboard.importers._text import HEADER, read_header

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from leaderboard.errors import DataError
    from leaderboard.importers._datasets import Descriptions
    from leaderboard.importers._sheet import Sheet

SCORES = {"score": "score", "miou": "mIoU"}
"""What a column of scores is called, and what it then measures."""

_CELL = re.compile(r"\A\s*(?P<first>[^()\s]+)\s*(?:\(\s*(?P<others>[^()\s]+(?:,\s+[^()\s]+)*)\s*\))?\s*\Z")
_BETWEEN = re.compile(r",\s+")
_SCORE = re.compile(r"\s*[-+]?[\d.]+\s*(\([\d.,\s]+\)\s*)?", re.ASCII)

_DERIVED = "place tied of gap own datasets bestplace worstplace"
"""Columns of what this program writes that follow from the scores."""


_NO_SCORES = "no column of scores: it needs 'dataset' and 'miou', or one column per dataset"


@dataclass(frozen=True)
class Scores:
    """What a file of scores holds."""

    results: pd.DataFrame
    """With the columns of :data:`leaderboard.board.columns.RESULTS`."""
    datasets: pd.DataFrame
    """The description of every dataset that occurs."""
    remarks: tuple[str, ...]
    """What was assumed, or could not be used."""
    sheet: Sheet
    """The rows as they stand in the file, for what they tell of the networks."""
    digits: PublishedDigits | None = None
    """Where the digits of the scores are to be looked up, if the results do not have them."""


def read(path: Path, given: Descriptions) -> Scores:
    """Read a CSV file of either layout: a column that names the dataset of each row makes it long.

    *given* are the datasets that the scores may be on.
    """
    if is_long(read_header(path)):
        return long(path, given)
    return wide(_sheet.of_csv(path), given)


def read_sheet(sheet: Sheet, given: Descriptions) -> Scores:
    """Read a sheet of either layout."""
    return long_sheet(sheet, given) if is_long(sheet.rows.columns) else wide(sheet, given)


def is_long(header: Iterable[str]) -> bool:
    """Whether a table with these columns has one score per row."""
    return "dataset" in map(fold, header)


def long(path: Path, given: Descriptions) -> Scores:
    """Read a CSV file with one score per row, a large one as numbers; see :func:`long_sheet`."""
    import pandas as pd

    if is_large(path):
        head = _sheet.of_csv(path, pd.DataFrame(columns=read_header(path)))
        named, metric = meanings(head, given)
        rows = read_numbers(path, {name: named.get(name, "") for name in head.rows.columns})
        if rows is not None:
            columns = {meaning: column for column, meaning in named.items()}
            digits = PublishedDigits(path, columns["network"], columns["score"])
            return _long(_sheet.of_csv(path, rows), given, named, metric, digits)
    return long_sheet(_sheet.of_csv(path), given)


def long_sheet(sheet: Sheet, given: Descriptions) -> Scores:
    """Read one score per row.

    There are columns for ``network``, ``dataset`` and the score, which is called ``miou``,
    ``score`` or after a metric; case does not matter.
    """
    return _long(sheet, given, *meanings(sheet, given))


def _long(
    sheet: Sheet,
    given: Descriptions,
    named: dict[str, str],
    metric: str,
    digits: PublishedDigits | None = None,
) -> Scores:
    rows = sheet.rows
    if rows.empty:
        raise sheet.error("there are no scores below the header")
    scores = rows[list(named)].rename(columns=named)
    for name in ("network", "dataset"):
        scores = tidied(scores, name, str.strip)
    if "split" in scores.columns:
        scores = tidied(scores, "split", lambda split: split.strip().casefold())
    scores, told = measured(sheet, scores)
    scores, datasets, remarks = given.identify(scores, metric, told=told)
    used = {*named, *describing(rows.columns).values()}
    unused = [column for column in rows.columns if column not in used and not is_fact(column)]
    found = checked(sheet, scores, datasets)
    return Scores(found, datasets, (*left(sheet.path, unused), *remarks), sheet, digits)


def meanings(sheet: Sheet, given: Descriptions) -> tuple[dict[str, str], str]:
    """Return which column holds which of the results, and what the scores measure."""
    header = list(sheet.rows.columns)
    meaning = {fold(name): name for name in RESULTS if not name.startswith("score")}
    scores = SCORES | {fold(name): name for name in given.metrics}
    if not any(fold(column) in scores for column in header):
        free = [column for column in header if fold(column) not in meaning and not is_fact(column)]
        scores |= {fold(column): metrics.plain(column) for column in free if metrics.direction(column)}
    named: dict[str, str] = {}
    metric = "score"
    for column in header:
        folded = fold(column)
        metric = scores.get(folded, metric)
        name = "score" if folded in scores else meaning.get(folded)
        if name in named.values():
            earlier = next(key for key, value in named.items() if value == name)
            raise _twice(sheet, earlier, column)
        if name:
            named[column] = name
    for name in ("network", "dataset", "score"):
        if name not in named.values():
            raise _lacking(sheet, "'miou' (or 'score')" if name == "score" else repr(name))
    return named, metric


def wide(sheet: Sheet, given: Descriptions) -> Scores:
    """Read one column per dataset.

    A column is a dataset if it is called like a known one, or else if most of what stands
    in it are numbers and it does not tell something of the network. ``81.2 (81.7)`` is two
    scores, ``82.4 (81.9, 80.4)`` three; an empty cell, dashes, ``*`` and ``n/a`` are no score.
    """
    scores, columns, told = in_rows(sheet, given)
    if scores.empty:
        raise sheet.error("there are no scores below the header")
    scores, descriptions, remarks = given.identify(
        scores, "mIoU", told={name: told.get(name, {}) for name in columns["datasets"]}
    )
    results = checked(sheet, scores, descriptions)
    assumed = tuple(
        f"{sheet.path}: {quoted(name)} is taken for a dataset, measured in mIoU (%)"
        for name in columns["datasets"]
        if not given.board(name) and name not in told
    )
    return Scores(results, descriptions, (*left(sheet.path, columns["unused"]), *assumed, *remarks), sheet)


def in_rows(
    sheet: Sheet, given: Descriptions
) -> tuple[pd.DataFrame, dict[str, list[str]], dict[str, dict[str, str]]]:
    """Put a wide table into rows: one for each score, with ``network``, ``dataset`` and ``score`` as text.

    The index says in which row of the file a score stands. Returned, too, are the columns that
    are ``datasets`` and those that are ``unused``, and what the table says of its datasets.

    Raises:
        DataError: There is no column of networks, or none of scores.
        AmbiguousName: A column is called as several datasets are.
    """
    import pandas as pd

    rows = sheet.rows
    network, *others = [name for name in rows.columns if fold(name) == "network"] or [""]
    if not network:
        raise _lacking(sheet, "'network'")
    if others:
        raise _twice(sheet, network, others[0])
    told, telling = measured_beside(rows)
    columns = [
        name
        for name in rows.columns
        if name != network and fold(name) not in SCORES and name not in telling and not is_fact(name)
    ]
    datasets = [name for name in columns if given.board(name) or name in told or _is_dataset(name, rows)]
    if not datasets:
        raise sheet.error(_NO_SCORES, HEADER)
    used = [network, *datasets]
    unused = [name for name in columns if name not in used]
    named = tidied(rows[used].rename(columns={network: "network"}), "network", str.strip)
    cells = named.melt("network", var_name="dataset", value_name="cell", ignore_index=False)
    cells = cells[~cells["cell"].str.fullmatch(NOT_REPORTED)]
    parts = cells["cell"].str.extract(_CELL)
    first = cells.assign(score=parts["first"].fillna(cells["cell"]))
    further = cells.assign(score=parts["others"].str.split(_BETWEEN))[parts["others"].notna()]
    further = further.explode("score").astype({"score": "str"})
    scores = pd.concat([first, further]).drop(columns="cell").sort_index(kind="stable")
    return scores, {"datasets": datasets, "unused": unused}, told


def _is_derived(name: str) -> bool:
    return fold(name) in _DERIVED.split()


def _is_dataset(name: str, rows: pd.DataFrame) -> bool:
    return not is_no_score(name) and not _is_derived(name) and _mostly_scores(rows[name])


def _mostly_scores(column: pd.Series[str]) -> bool:
    said = column[~column.str.fullmatch(NOT_REPORTED)]
    scores = said.str.fullmatch(_SCORE).sum()
    return bool(scores > len(said) - scores)


def _lacking(sheet: Sheet, wanted: str) -> DataError:
    columns = ", ".join(map(quoted, sheet.rows.columns))
    return sheet.error(f"no column {wanted}; the columns are {columns}", HEADER)


def _twice(sheet: Sheet, first: str, second: str) -> DataError:
    return sheet.error(f"the columns {quoted(first)} and {quoted(second)} say the same", HEADER)


def left(path: Path, columns: list[str]) -> tuple[str, ...]:
    """Remark on *columns* that are not used, if there are any; what follows from the scores is no loss."""
    columns = [name for name in columns if not _is_derived(name)]
    return (f"{path}: not used: the columns {', '.join(map(quoted, columns))}",) if columns else ()
