"""A dataset that is described, so that scores can be added to it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS
from leaderboard.board.names import Names, several
from leaderboard.errors import LeaderboardError, NearName, UsageError, listed, quoted
from leaderboard.updates import values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leaderboard.storage import Insertion
    from leaderboard.updates.tables import Tables


def added(tables: Tables, name: str, given: Mapping[str, str], *, new: bool) -> tuple[Insertion, str]:
    """Describe a dataset that is not there; return what is to be said of it, too.

    Args:
        tables: The tables as they are.
        name: Its id.
        given: What is given of it, by the columns of ``datasets.csv``. How its metric is measured on
            other datasets counts where nothing is given.
        new: Whether it is new, however much its name resembles others.

    Raises:
        UsageError: Something is missing, or not what it should be.
        LeaderboardError: There is one of that name, or no table of datasets.
        NearName: There is one with nearly that name.
    """
    if not tables.folder:
        raise LeaderboardError(
            f"{tables.path} has no table of datasets; a score there can name any, or use a folder of tables"
        )
    name = values.plain("NAME", name)
    said = {key: values.plain(f"--{key}", text) for key, text in given.items()}
    if not name or ";" in name:
        raise UsageError(f"{quoted(name)} cannot be the id of a dataset")
    known = Names(
        "dataset", {one: [row["title"], *several(row["aliases"])] for one, row in tables.described.items()}
    )
    for one in (name, said.get("title", ""), *several(said.get("aliases", ""))):
        if one and (there := known.matching(one)):
            raise LeaderboardError(f"{quoted(one)} is the dataset {quoted(there[0])}, which is there already")
    if not new and (near := known.resembling(name)):
        raise NearName("dataset", name, near)
    row = {"dataset": name, "title": said.get("title") or name, **_measured(tables, said)}
    row |= {key: text for key, text in said.items() if text and key not in row}
    table = tables.file("datasets")
    has = {key for key in DATASETS if table is None or table.place_of(key) is not None}
    row = {key: text for key, text in row.items() if key in has or said.get(key)}
    missing = [f"--{key}" for key in ("metric", "better", "split") if key in has and not row.get(key)]
    if missing:
        raise UsageError(
            f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing"
            " (see 'leaderboard add dataset --help')"
        )
    if "better" in row:
        row["better"] = values.word("--better", row["better"], ("higher", "lower"))
    for key in ("url", "official"):
        values.address(f"--{key}", row.get(key, ""))
    rows = [*_first(tables, name), row]
    return tables.fitted("datasets", rows, DATASETS), _left(tables, rows)


def words(place: Path, name: str, metric: str, split: str, known: Mapping[str, Mapping[str, str]]) -> str:
    """Return what is typed to add a dataset: the metric that all *known* ones have, where none is given."""
    shared = {row["metric"] for row in known.values()}
    metric = metric or (shared.pop() if len(shared) == 1 else "METRIC")
    typed = ["leaderboard", "add", "dataset", name, "--metric", metric, "--split", split or "test"]
    return shlex.join([*typed, "--data", str(place)])


def _measured(tables: Tables, said: Mapping[str, str]) -> dict[str, str]:
    """Return metric, unit and direction: as given, as on other datasets, or as the metric's name tells."""
    metric = metrics.plain(said.get("metric", ""))
    rows = (*tables.described.values(), *tables.shipped.values())
    alike: Mapping[str, str] = next(
        (row for row in rows if metric and metrics.same(row["metric"], metric)), {}
    )
    unit = said.get("unit", "")
    unit = metrics.unit_of(unit) or unit or alike.get("unit", "")
    better = said.get("better") or alike.get("better") or metrics.direction(metric, unit)
    return {"metric": alike.get("metric", metric), "unit": unit, "better": better}


def _first(tables: Tables, name: str) -> list[dict[str, str]]:
    """Describe the datasets with scores that the program knows, if a table of datasets is begun."""
    if tables.described:
        return []
    there = sorted(storage.occurring(tables.results, "dataset").intersection(tables.shipped))
    return [dict(tables.shipped[one]) for one in there if one != name]


def _left(tables: Tables, rows: list[dict[str, str]]) -> str:
    """Say which datasets with scores are not described, once there is a table of them."""
    if tables.described:
        return ""
    names = Names(
        "dataset",
        {row["dataset"]: [row.get("title", ""), *several(row.get("aliases", ""))] for row in rows},
    )
    left = [one for one in sorted(storage.occurring(tables.results, "dataset")) if not names.matching(one)]
    return f"there are scores on {listed(list(map(quoted, left)))}, too: describe it as well" if left else ""
