"""Papers with Code: the tables of results of ``evaluation-tables.json``, a table for a dataset on a split.

It knows the metric that ranks, and no unit but what stands behind a number. Of dates it takes whole
days. A split stands behind the name of a dataset, as it did on that site.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from leaderboard.exchange.losses import Losses
from leaderboard.exchange.rows import Rows, side_by_side, written_out
from leaderboard.exchange.texts import json_of
from leaderboard.exchange.written import Written

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.exchange.facts import Facts
    from leaderboard.exchange.rows import Row

IS_FOLDER = False
NEEDS_FILE = False
SUFFIXES: tuple[str, ...] = ()
ASKS = {"task": "NAME"}

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_ALIKE = (
    *("network", "variant", "test_time", "extra_data", "run", "resolution", "protocol"),
    *("date", "evidence", "source", "note"),
)
"""Results that differ in none of these are one row with several metrics."""


def write(board: Board, facts: Facts) -> Written:
    """Return one file with one task."""
    facts.require("task")
    rows = Rows(board)
    tables = _tables(rows)
    task = {
        "task": facts.get("task"),
        "description": "",
        "categories": [],
        "synonyms": [],
        "source_link": None,
        "subtasks": [],
        "datasets": [_dataset(rows, name, those) for name, those in tables.items()],
    }
    return Written({"": json_of([task])}, _losses(rows, tables))


def is_ours(old: bytes, new: bytes) -> bool:
    """Say whether the same task is written in the same way, with a dataset of the new one.

    Others write other lines, or in another order.
    """
    head = new[: new.find(b"\n", new.find(b'"source_link"'))]
    if not old.startswith(head):
        return False
    try:
        were, become = ({table["dataset"] for table in json.loads(one)[0]["datasets"]} for one in (old, new))
    except (ValueError, TypeError, LookupError, RecursionError):
        return False
    return not were or not were.isdisjoint(become)


def _tables(rows: Rows) -> dict[str, list[Row]]:
    """Return the results on each dataset by its name, which says the split if that can be read from it.

    Where a dataset is nobody's but ours, a split behind its name would make another dataset of
    it. It is put there only if there are several, which are not to become one.
    """
    splits: dict[str, set[str]] = {}
    for row in rows.rows:
        splits.setdefault(row["dataset"], set()).add(row["split"])
    tables: dict[str, list[Row]] = {}
    for row in rows.rows:
        dataset = row["dataset"]
        is_told = dataset in rows.known or len(splits[dataset]) > 1
        name = f"{rows.called(dataset)} {row['split']}" if is_told and row["split"] else rows.called(dataset)
        tables.setdefault(name, []).append(row)
    return tables


def _dataset(rows: Rows, name: str, results: list[Row]) -> dict[str, Any]:
    about = rows.datasets[results[0]["dataset"]]
    links = [{"title": about["title"], "url": about["url"]}] if "://" in about["url"] else []
    return {
        "dataset": name,
        "description": "",
        "dataset_links": links,
        "dataset_citations": [],
        "subdatasets": [],
        "sota": {
            "metrics": list(dict.fromkeys(row["metric"] for row in results)),
            "rows": [_row(rows, group) for group in _by_network(side_by_side(results, _ALIKE))],
        },
    }


def _by_network(groups: list[list[Row]]) -> list[list[Row]]:
    return sorted(groups, key=lambda group: (group[0]["network"].casefold(), group[0]["network"]))


def _row(rows: Rows, group: list[Row]) -> dict[str, Any]:
    paper = rows.paper(group[0]["network"])
    return {
        "model_name": group[0]["network"],
        "metrics": {row["metric"]: written_out(row) for row in group},
        "uses_additional_data": group[0]["extra_data"] not in {"", "none"},
        "paper_title": paper.title,
        "paper_url": paper.url,
        "paper_date": paper.date if _DAY.fullmatch(paper.date) else None,
        "code_links": [{"title": detail, "url": url} for detail, url in paper.addresses("code")],
        "model_links": [{"title": detail, "url": url} for detail, url in paper.addresses("model")],
    }


def _losses(rows: Rows, tables: dict[str, list[Row]]) -> tuple[str, ...]:
    lost = Losses("papers-with-code", rows)
    lost.columns("split", "spread", "extra_data", "evidence", "source")
    lost.count("extra_data", lambda row: row["extra_data"] not in {"", "unspecified"})
    lost.count("evidence", lambda row: row["evidence"] != "aggregator")
    lost.count("source", lambda row: row["source"] != rows.paper(row["network"]).url)
    lost.count("split", lambda row: bool(row["split"]) and row["dataset"] not in rows.known)
    lost.single_runs()
    lost.understood(unit=True)
    days = (
        {"date", "year"} if all(not one.date or _DAY.fullmatch(one.date) for one in _papers(rows)) else set()
    )
    lost.around("title", *days, links=("paper", "code", "model"))
    apart = [name for name, those in tables.items() if name != rows.called(those[0]["dataset"])]
    apart = [name for name in apart if tables[name][0]["dataset"] not in rows.known]
    named = f"datasets that bear the name of a split there: {', '.join(apart)}"
    return (*lost.notes, *([named] if apart else []))


def _papers(rows: Rows) -> list[Any]:
    return [rows.paper(network) for network in rows.networks]
