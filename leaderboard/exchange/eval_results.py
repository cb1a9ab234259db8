"""Evaluation results of the Hugging Face Hub: ``.eval_results/*.yaml`` in the repository of each model.

A value there belongs to a task of a dataset on the Hub, and that says what is measured, in
which unit, and what is better. So only the metric that ranks a dataset is written, and which
task of which dataset it is, is asked for. Conditions stand in the notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leaderboard.board.names import without_split
from leaderboard.errors import UsageError, few_of, listed, quoted
from leaderboard.exchange.losses import Losses
from leaderboard.exchange.rows import Rows
from leaderboard.exchange.texts import Number, folder_name, folder_names, is_stamped, yaml_of
from leaderboard.exchange.written import Written
from leaderboard.table import printable, web_address

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.exchange.facts import Facts
    from leaderboard.exchange.rows import Row

IS_FOLDER = True
NEEDS_FILE = True
SUFFIXES: tuple[str, ...] = ()
ASKS = {"hub": "OWNER/DATASET:TASK"}

is_ours = is_stamped

_TASK = re.compile(r"(?P<id>[\w.-]+/[\w.-]+):(?P<task>\S+)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CONDITIONS = ("variant", "test_time", "resolution", "protocol")


def write(board: Board, facts: Facts) -> Written:
    """Return the folders of the networks, each with a file for each dataset."""
    rows = Rows(board)
    own = rows.board.boards[rows.board.boards["own"]]
    ranked = {
        (printable(dataset), printable(metric))
        for dataset, metric in zip(own["dataset"], own["metric"], strict=True)
    }
    kept = [row for row in rows.rows if (row["dataset"], row["metric"]) in ranked]
    tasks = _tasks(rows, kept, facts)
    folders = folder_names(rows.networks)
    values: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(kept, key=lambda row: (row["network"].casefold(), row["network"])):
        file = f"{folders[row['network']]}/.eval_results/{folder_name(row['dataset'])}.yaml"
        values.setdefault(file, []).append(_value(row, *tasks[row["dataset"], row["counted_on"]]))
    files = {file: yaml_of(those) for file, those in values.items()}
    return Written(files, _notes(rows, kept, folders))


def _value(row: Row, dataset: str, task: str) -> dict[str, Any]:
    found: dict[str, Any] = {"dataset": {"id": dataset, "task_id": task}, "value": Number(row["score"])}
    if _DAY.fullmatch(row["date"]):
        found["date"] = row["date"]
    if url := web_address(row["source"]):
        found["source"] = {"url": url}
    notes = [row[name] for name in _CONDITIONS]
    notes += [f"extra data: {row['extra_data']}" if row["extra_data"] else "", row["note"]]
    if any(notes):
        found["notes"] = "; ".join(filter(None, notes))
    return found


def _tasks(rows: Rows, kept: list[Row], facts: Facts) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the id and the task on the Hub of each dataset and split.

    Raises:
        UsageError: One is missing or is none, or two would become one.
    """
    names = rows.board.dataset_names
    said: dict[tuple[str, str], str] = {}
    for thing in facts.things.get("hub", ()):
        bare, split = (thing, "") if names.matching(thing) else without_split(thing)
        said[printable(names.find(bare)) if bare else "", split] = facts.get("hub", thing)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    missing: list[str] = []
    for dataset, split in dict.fromkeys((row["dataset"], row["counted_on"]) for row in kept):
        text = said.get((dataset, split)) or said.get((dataset, "")) or said.get(("", ""), "")
        named = f"{dataset} {split}".rstrip()
        task = _TASK.fullmatch(text)
        if text and not task:
            raise UsageError(f"the task of {named} on the Hub is {ASKS['hub']}, not {quoted(text)}")
        if task is None:
            missing.append(named)
        elif (task["id"], task["task"]) in found.values():
            (other,) = (pair for pair, one in found.items() if one == (task["id"], task["task"]))
            both = listed([" ".join(other).rstrip(), named])
            raise UsageError(
                f"{both} would be one board, {text}; say --fact 'hub.{named}={ASKS['hub']}', or choose one"
                " with --dataset and --split"
            )
        else:
            found[dataset, split] = task["id"], task["task"]
    if missing:
        also = f", and so for {few_of(missing[1:])}" if missing[1:] else ""
        raise UsageError(
            f"eval-results asks for the task of each dataset on the Hub:"
            f" --fact 'hub.{missing[0]}={ASKS['hub']}'{also}"
        )
    return found


def _notes(rows: Rows, kept: list[Row], folders: dict[str, str]) -> tuple[str, ...]:
    lost = Losses("eval-results", rows)
    lost.scores("other metrics than that which ranks", len(rows.rows) - len(kept))
    held = ("split", *_CONDITIONS, "extra_data", "note", "date", "evidence", "source")
    lost.columns(*held)
    lost.count("date", lambda row: bool(row["date"]) and not _DAY.fullmatch(row["date"]))
    lost.count("evidence", lambda row: row["evidence"] != "authors")
    lost.count("source", lambda row: bool(row["source"]) and not web_address(row["source"]))
    lost.single_runs()
    lost.around()
    notes = ["metrics, units, directions and the names of datasets are those of the tasks on the Hub"]
    unsaid = sum(row["split"] != row["counted_on"] for row in kept)
    if unsaid:
        notes.append(f"scores that say no split stand on their dataset's own: {unsaid}")
    in_notes = [
        name.replace("_", " ") for name in (*_CONDITIONS, "extra_data") if any(row[name] for row in kept)
    ]
    if in_notes:
        notes.append(f"conditions stand in the notes: {listed(in_notes)}")
    otherwise = [f"{network} is {folder}" for network, folder in folders.items() if folder != network]
    if otherwise:
        notes.append(f"networks that no folder can be called after: {few_of(otherwise)}")
    return (*lost.notes, *notes)
