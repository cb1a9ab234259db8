"""What tables of our own say of their datasets: metric, unit, and what is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from leaderboard.importers._sheet import Sheet

_DESCRIBING = ("metric", "unit", "better")


def describing(header: Iterable[str]) -> dict[str, str]:
    """Return the columns that describe the dataset of a row, by what they say of it."""
    return {fold(column): column for column in header if fold(column) in _DESCRIBING}


def measured(sheet: Sheet, scores: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, dict[str, str]]]:
    """Take what the rows say of their datasets: metric, unit, and what is better.

    A dataset has one metric: scores in another are on a board that is called after both.
    """
    columns = describing(sheet.rows.columns)
    if not columns:
        return scores, {}
    said = sheet.rows[list(columns.values())].set_axis(list(columns), axis="columns").loc[scores.index]
    said = said.assign(dataset=scores["dataset"]).drop_duplicates()
    told: dict[str, dict[str, str]] = {}
    others: dict[tuple[str, str], str] = {}
    for row, *texts in said.itertuples():
        pairs = zip(said.columns, map(str.strip, texts), strict=True)
        found = {name: text for name, text in pairs if text}
        name = found.pop("dataset", "")
        if found.get("better", "higher") not in {"higher", "lower"}:
            raise sheet.error(f"better is 'higher' or 'lower', not {quoted(found['better'])}", row)
        if "metric" in found:
            metric = found["metric"] = metrics.plain(found["metric"])
            if not metrics.same(told.get(name, found).get("metric", metric), metric):
                others[name, metric] = name = f"{name} {metric}"
        told.setdefault(name, found)
    if others:
        written = sheet.rows[columns["metric"]].loc[scores.index].map(str.strip).map(metrics.plain)
        names = zip(scores["dataset"], written, strict=True)
        scores = scores.assign(dataset=[others.get((name, metric), name) for name, metric in names])
    return scores, told


def measured_beside(rows: pd.DataFrame) -> tuple[dict[str, dict[str, str]], set[str]]:
    """Take what a wide table says of its datasets in columns such as ``depth_metric``.

    Returns it by dataset, and the columns that say it.
    """
    told: dict[str, dict[str, str]] = {}
    columns: set[str] = set()
    for name in rows.columns:
        if f"{name}_metric" in rows.columns:
            telling = {one: f"{name}_{one}" for one in _DESCRIBING if f"{name}_{one}" in rows.columns}
            said = {one: next(filter(None, rows[column]), "") for one, column in telling.items()}
            told[name] = {one: text for one, text in said.items() if text}
            columns |= set(telling.values())
    return told, columns
