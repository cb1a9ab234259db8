"""The two ways to lay out scores: one a row (long), or one column per dataset (wide)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.columns import RESULTS
from leaderboard.errors import DataError
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import is_fact
from leaderboard.importers._scores import checked
from leaderboard.names import fold

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_NOT_REPORTED = re.compile(r"[\s\-\u2013\u2014\u2212*]*|n/?a|none|null", re.IGNORECASE)
_CELL = re.compile(r"\s*(?P<first>[^()\s]+)\s*(?:\(\s*(?P<second>[^()\s]+)\s*\))?\s*")
_SCORE = re.compile(r"\s*[\d.]+\s*(\(\s*[\d.]+\s*\)\s*)?", re.ASCII)


def is_long(rows: pd.DataFrame) -> bool:
    """Whether the table has a column that names the dataset of each row."""
    return "dataset" in map(fold, rows.columns)


def long(
    path: Path, rows: pd.DataFrame, given: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Read one score per row.

    Args:
        path: Where the rows come from, for messages.
        rows: Text with ``network``, ``dataset``, and the score in a column called
            ``miou``, ``score`` or after the metric of a dataset; case does not matter.
        given: The descriptions of datasets that come with the scores.

    Returns results, descriptions of the datasets, and remarks on what was assumed or left.
    """
    metrics = {"score": "score", "miou": "mIoU"} | {fold(name): name for name in given["metric"] if name}
    meaning = {fold(name): name for name in RESULTS if not name.startswith("score")}
    named: dict[str, str] = {}
    metric = "score"
    for column in rows.columns:
        folded = fold(column)
        if folded in metrics:
            metric = metrics[folded]
        name = "score" if folded in metrics else meaning.get(folded)
        if name in named.values():
            earlier = next(key for key, value in named.items() if value == name)
            raise DataError(path, f"the columns {earlier!r} and {column!r} say the same", line=1)
        if name:
            named[column] = name
    for name in ("network", "dataset", "score"):
        if name not in named.values():
            wanted = "'miou' (or 'score')" if name == "score" else repr(name)
            columns = ", ".join(map(repr, rows.columns))
            raise DataError(path, f"no column {wanted}; the columns are {columns}", line=1)
    if rows.empty:
        raise DataError(path, "there are no scores below the header")
    unused = [column for column in rows.columns if column not in named and not is_fact(column)]
    scores = rows[list(named)].rename(columns=named)
    scores, datasets, remarks = Descriptions(given).identify(scores, metric)
    results = checked(path, scores, datasets)
    return results, datasets, (*_left(path, unused), *remarks)


def wide(
    path: Path, rows: pd.DataFrame, given: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Read one column per dataset; arguments and results as in :func:`long`.

    A column is a dataset if it is called like a known one, or else if most of what stands
    in it are numbers and it does not tell something of the network. ``81.2 (81.7)`` is two
    scores; an empty cell, dashes, ``*`` and ``n/a`` are no score.
    """
    import pandas as pd

    columns = [name for name in rows.columns if name != "network"]
    known = Descriptions(given)
    datasets = [
        name for name in columns if not is_fact(name) and (known.find(name) or _mostly_scores(rows[name]))
    ]
    if not datasets:
        raise DataError(
            path, "no column of scores: it needs 'dataset' and 'miou', or one column per dataset", line=1
        )
    unused = [name for name in columns if name not in datasets and not is_fact(name)]
    cells = rows[["network", *datasets]].melt(
        "network", var_name="dataset", value_name="cell", ignore_index=False
    )
    cells = cells[~cells["cell"].str.fullmatch(_NOT_REPORTED)]
    parts = cells["cell"].str.extract(_CELL)
    first = cells.assign(score=parts["first"].fillna(cells["cell"]))
    second = cells.assign(score=parts["second"])[parts["second"].notna()]
    scores = pd.concat([first, second]).drop(columns="cell").sort_index(kind="stable")
    if scores.empty:
        raise DataError(path, "there are no scores below the header")
    scores, descriptions, remarks = known.identify(scores, "mIoU")
    return checked(path, scores, descriptions), descriptions, (*_left(path, unused), *remarks)


def _mostly_scores(column: pd.Series[str]) -> bool:
    said = column[~column.str.fullmatch(_NOT_REPORTED)]
    scores = said.str.fullmatch(_SCORE).sum()
    return bool(scores > len(said) - scores)


def _left(path: Path, columns: list[str]) -> tuple[str, ...]:
    return (f"{path}: not used: the columns {', '.join(map(repr, columns))}",) if columns else ()
