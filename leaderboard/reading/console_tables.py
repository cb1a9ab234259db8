"""The table that lm-evaluation-harness prints, which people paste into documents.

Its rows leave out what stands above them, its filters belong to its metrics, and a column without
a title says what is better. Here it becomes a table like others, which is understood like others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.reading.sheet import HEADER, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.reading.sheet import Sheet

GROUP = "over its tasks"
"""What gathers the metrics of a group of tasks, which follow from those of its tasks."""
WHOLE = "none"
"""The filter that leaves answers as they are."""

_FIRST = {"tasks", "task", "groups"}
_TITLES = {"version", "filter", "metric", "value", "stderr"}
_BETTER = {"\u2191": "higher", "\u2193": "lower"}
_ALIAS = "alias"
"""A metric of older versions that is a name."""
_MARK = re.compile(r"^\s*-\s+")
"""What stands before the name of a task in a group."""
_NUMPY = re.compile(r"np\.float\d+\(([^()]*)\)")

_BEHIND = "), gen_kwargs: "
"""What stands behind the arguments of the model in the line above such a table."""
_LIMIT = re.compile(r"\blimit: (?P<limit>[\w.]+)")
_MODEL = re.compile(r"\b(?P<key>peft|delta|pretrained|model|path|engine)'?\s*[=:]\s*'?(?P<name>[^\s,'(){}]+)")
_NAMES = ("peft", "delta", "pretrained", "model", "path", "engine")
"""Arguments that name the model; the first counts."""
_LONGEST = 2_000
"""Characters of the line above such a table."""

_HEADER = ("Model", "Task", "Metric", "Better", "Value", "Stderr", "n-shot", "Metric group", "Note")


def metric_of(metric: str, way: str) -> str:
    """Return what a metric is called that is found in one of several ways, which are filters."""
    return metric if way in {"", WHOLE} else f"{metric} ({way})"


def plain(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Write those of the sheets that are such tables as tables like others."""
    ours = [sheet for sheet in sheets if _is_ours(sheet)]
    groups = {
        name for sheet in ours if _is_of_groups(sheet) for name in _filled(sheet.rows[0].tolist()) if name
    }
    written: dict[int, Sheet] = {}
    said = ("", "")
    for sheet in ours:
        said = _settings(sheet) or said  # the line stands above the first of two tables
        written[id(sheet)] = _plain(sheet, groups, *said)
    return [written.get(id(sheet), sheet) for sheet in sheets]


def _is_ours(sheet: Sheet) -> bool:
    titles = [fold(title) for title in sheet.header]
    return bool(titles) and titles[0] in _FIRST and set(titles) >= _TITLES


def _is_of_groups(sheet: Sheet) -> bool:
    return fold(sheet.header[0]) == "groups"


def _filled(cells: Sequence[str]) -> Iterator[str]:
    """Give the name of the task in each row: one that is left out is that of the row above."""
    name = ""
    for cell in cells:
        name = _MARK.sub("", cell).strip() or name
        yield name


def _plain(sheet: Sheet, groups: set[str], model: str, note: str) -> Sheet:
    """Write one table; a group that has a table of its own is left out of that of the tasks."""
    at = {fold(title): number for number, title in enumerate(sheet.header) if title.strip()}
    of_groups = _is_of_groups(sheet)
    columns = [sheet.rows[number].tolist() for number in range(len(sheet.header))]
    arrows = columns[at["value"] - 1] if not sheet.header[at["value"] - 1].strip() else [""] * len(sheet.rows)
    shots = columns[at["nshot"]] if "nshot" in at else [""] * len(sheet.rows)
    rows: list[tuple[str, ...]] = []
    kept: list[int] = []
    for number, task in enumerate(_filled(columns[0])):
        metric = columns[at["metric"]][number]
        if metric == _ALIAS or (task in groups and not of_groups):
            continue
        named = metric_of(metric, columns[at["filter"]][number])
        better, error = _BETTER.get(arrows[number].strip(), ""), columns[at["stderr"]][number]
        value = _NUMPY.sub(r"\1", columns[at["value"]][number])
        group = GROUP if of_groups else ""
        rows.append((model, task, named, better, value, _NUMPY.sub(r"\1", error), shots[number], group, note))
        kept.append(number)
    used = [number for number in range(len(_HEADER)) if number or model]
    written = sheet_of(
        [_HEADER[number] for number in used], [[row[number] for number in used] for row in rows]
    )
    return replace(
        sheet,
        header=written.header,
        rows=written.rows,
        line=lambda row: sheet.line(row if row == HEADER else kept[row]),
        links={},
    )


def _settings(sheet: Sheet) -> tuple[str, str] | None:
    """Return the model in the line that is printed above the table, and what speaks against its scores."""
    for words in sheet.context:
        before, mark, behind = words.text[:_LONGEST].partition(_BEHIND)
        if mark:
            names = {one["key"]: one["name"] for one in _MODEL.finditer(before.partition("(")[2])}
            model = next((names[key] for key in _NAMES if key in names), "")
            said = _LIMIT.search(behind)
            limit = said["limit"].removesuffix(".0") if said else "None"
            return model, "" if limit == "None" else f"Doubtful: measured on no more than {limit} samples"
    return None
