"""The two ways to lay out scores: one a row (long), or one column per dataset (wide)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.columns import RESULTS
from leaderboard.errors import DataError, quoted
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import is_fact
from leaderboard.importers._large import PublishedDigits, is_large, read_numbers
from leaderboard.importers._scores import checked, tidied
from leaderboard.importers._text import HEADER, line_of, read_header, read_text
from leaderboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

_SCORES = {"score": "score", "miou": "mIoU"}
"""What a column of scores is called, and what it then measures."""

_NOT_REPORTED = re.compile(r"[\s\-\u2013\u2014\u2212*]*|(n/?a|none|null)\s*", re.IGNORECASE)
_CELL = re.compile(r"\A\s*(?P<first>[^()\s]+)\s*(?:\(\s*(?P<second>[^()\s]+)\s*\))?\s*\Z")
_SCORE = re.compile(r"\s*[\d.]+\s*(\(\s*[\d.]+\s*\)\s*)?", re.ASCII)


@dataclass(frozen=True)
class Scores:
    """What a file of scores holds."""

    results: pd.DataFrame
    """With the columns of :data:`leaderboard.columns.RESULTS`."""
    datasets: pd.DataFrame
    """The description of every dataset that occurs."""
    remarks: tuple[str, ...]
    """What was assumed, or could not be used."""
    rows: pd.DataFrame
    """The rows as they stand in the file, for what they tell of the networks."""
    digits: PublishedDigits | None = None
    """Where the digits of the scores are to be looked up, if the results do not have them."""


def read(path: Path, given: pd.DataFrame) -> Scores:
    """Read a file of either layout: a column that names the dataset of each row makes it long.

    *given* are the descriptions of datasets that come with the scores.
    """
    return (long if "dataset" in map(fold, read_header(path)) else wide)(path, given)


def long(path: Path, given: pd.DataFrame) -> Scores:
    """Read one score per row.

    There are columns for ``network``, ``dataset`` and the score, which is called ``miou``,
    ``score`` or after the metric of a dataset; case does not matter.
    """
    header = read_header(path)
    named, metric = _meanings(path, header, given)
    rows, digits = None, None
    if is_large(path):
        rows = read_numbers(path, {name: named.get(name, "") for name in header})
    if rows is None:
        rows = read_text(path)
    else:
        columns = {meaning: column for column, meaning in named.items()}
        digits = PublishedDigits(path, columns["network"], columns["score"])
    if rows.empty:
        raise DataError(path, "there are no scores below the header")
    scores = rows[list(named)].rename(columns=named)
    for name in ("network", "dataset"):
        scores = tidied(scores, name, str.strip)
    if "split" in scores.columns:
        scores = tidied(scores, "split", lambda split: split.strip().casefold())
    scores, datasets, remarks = Descriptions(given).identify(scores, metric)
    unused = [column for column in header if column not in named and not is_fact(column)]
    return Scores(checked(path, scores, datasets), datasets, (*left(path, unused), *remarks), rows, digits)


def _meanings(path: Path, header: list[str], given: pd.DataFrame) -> tuple[dict[str, str], str]:
    """Return which column holds which of the results, and what the scores measure."""
    metrics = _SCORES | {fold(name): name for name in given["metric"] if name}
    meaning = {fold(name): name for name in RESULTS if not name.startswith("score")}
    named: dict[str, str] = {}
    metric = "score"
    for column in header:
        folded = fold(column)
        if folded in metrics:
            metric = metrics[folded]
        name = "score" if folded in metrics else meaning.get(folded)
        if name in named.values():
            earlier = next(key for key, value in named.items() if value == name)
            raise _twice(path, earlier, column)
        if name:
            named[column] = name
    for name in ("network", "dataset", "score"):
        if name not in named.values():
            raise _lacking(path, header, "'miou' (or 'score')" if name == "score" else repr(name))
    return named, metric


def wide(path: Path, given: pd.DataFrame) -> Scores:
    """Read one column per dataset.

    A column is a dataset if it is called like a known one, or else if most of what stands
    in it are numbers and it does not tell something of the network. ``81.2 (81.7)`` is two
    scores; an empty cell, dashes, ``*`` and ``n/a`` are no score.
    """
    import pandas as pd

    rows = read_text(path)
    network, *others = [name for name in rows.columns if fold(name) == "network"] or [""]
    if not network:
        raise _lacking(path, rows.columns, "'network'")
    if others:
        raise _twice(path, network, others[0])
    columns = [name for name in rows.columns if name != network and fold(name) not in _SCORES]
    known = Descriptions(given)
    datasets = [
        name for name in columns if not is_fact(name) and (known.find(name) or _mostly_scores(rows[name]))
    ]
    if not datasets:
        raise DataError(
            path,
            "no column of scores: it needs 'dataset' and 'miou', or one column per dataset",
            line=line_of(path, HEADER),
        )
    used = [network, *datasets]
    unused = [name for name in rows.columns if name not in used and not is_fact(name)]
    named = tidied(rows[used].rename(columns={network: "network"}), "network", str.strip)
    cells = named.melt("network", var_name="dataset", value_name="cell", ignore_index=False)
    cells = cells[~cells["cell"].str.fullmatch(_NOT_REPORTED)]
    parts = cells["cell"].str.extract(_CELL)
    first = cells.assign(score=parts["first"].fillna(cells["cell"]))
    second = cells.assign(score=parts["second"])[parts["second"].notna()]
    scores = pd.concat([first, second]).drop(columns="cell").sort_index(kind="stable")
    if scores.empty:
        raise DataError(path, "there are no scores below the header")
    scores, descriptions, remarks = known.identify(scores, "mIoU")
    results = checked(path, scores, descriptions)
    assumed = tuple(
        f"{path}: {quoted(name)} is taken for a dataset, measured in mIoU (%)"
        for name in datasets
        if not known.find(name)
    )
    return Scores(results, descriptions, (*left(path, unused), *assumed, *remarks), rows)


def _mostly_scores(column: pd.Series[str]) -> bool:
    said = column[~column.str.fullmatch(_NOT_REPORTED)]
    scores = said.str.fullmatch(_SCORE).sum()
    return bool(scores > len(said) - scores)


def _lacking(path: Path, header: Iterable[str], wanted: str) -> DataError:
    columns = ", ".join(map(quoted, header))
    return DataError(path, f"no column {wanted}; the columns are {columns}", line=line_of(path, HEADER))


def _twice(path: Path, first: str, second: str) -> DataError:
    problem = f"the columns {quoted(first)} and {quoted(second)} say the same"
    return DataError(path, problem, line=line_of(path, HEADER))


def left(path: Path, columns: list[str]) -> tuple[str, ...]:
    """Remark on *columns* that are not used, if there are any."""
    return (f"{path}: not used: the columns {', '.join(map(quoted, columns))}",) if columns else ()
