"""The two ways to lay out scores: one a row (long), or one column per dataset (wide)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.columns import RESULTS
from leaderboard.errors import DataError, quoted
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import is_fact
from leaderboard.importers._scores import checked, tidied
from leaderboard.importers._text import HEADER, line_of
from leaderboard.names import fold

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_SCORES = {"score": "score", "miou": "mIoU"}
"""What a column of scores is called, and what it then measures."""

_NOT_REPORTED = re.compile(r"[\s\-\u2013\u2014\u2212*]*|(n/?a|none|null)\s*", re.IGNORECASE)
_CELL = re.compile(r"\A\s*(?P<first>[^()\s]+)\s*(?:\(\s*(?P<second>[^()\s]+)\s*\))?\s*\Z")
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
    metrics = _SCORES | {fold(name): name for name in given["metric"] if name}
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
            raise _twice(path, earlier, column)
        if name:
            named[column] = name
    for name in ("network", "dataset", "score"):
        if name not in named.values():
            raise _lacking(path, rows, "'miou' (or 'score')" if name == "score" else repr(name))
    if rows.empty:
        raise DataError(path, "there are no scores below the header")
    unused = [column for column in rows.columns if column not in named and not is_fact(column)]
    scores = rows[list(named)].rename(columns=named)
    for name in ("network", "dataset"):
        scores = tidied(scores, name, str.strip)
    if "split" in scores.columns:
        scores = tidied(scores, "split", lambda split: split.strip().casefold())
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

    network, *others = [name for name in rows.columns if fold(name) == "network"] or [""]
    if not network:
        raise _lacking(path, rows, "'network'")
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
    return checked(path, scores, descriptions), descriptions, (*_left(path, unused), *remarks)


def _mostly_scores(column: pd.Series[str]) -> bool:
    said = column[~column.str.fullmatch(_NOT_REPORTED)]
    scores = said.str.fullmatch(_SCORE).sum()
    return bool(scores > len(said) - scores)


def _lacking(path: Path, rows: pd.DataFrame, wanted: str) -> DataError:
    columns = ", ".join(map(quoted, rows.columns))
    return DataError(path, f"no column {wanted}; the columns are {columns}", line=line_of(path, HEADER))


def _twice(path: Path, first: str, second: str) -> DataError:
    problem = f"the columns {quoted(first)} and {quoted(second)} say the same"
    return DataError(path, problem, line=line_of(path, HEADER))


def _left(path: Path, columns: list[str]) -> tuple[str, ...]:
    return (f"{path}: not used: the columns {', '.join(map(quoted, columns))}",) if columns else ()
