"""Scores from elsewhere: what was planned for them, brought into the tables."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS, LINKS, METRICS, NUMBERS, PAPERS, RESULTS
from leaderboard.errors import DataError, KnownPaper, LeaderboardError, quoted
from leaderboard.storage import Row, insertion
from leaderboard.updates import papers
from leaderboard.updates.addition import order, row_of
from leaderboard.updates.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.storage import Insertion

_OPTIONAL = ("metric", "spread", "spread_of", "runs", "run", "resolution", "protocol", "date")
"""Columns that a new table has only if something stands in them."""


@dataclass
class Taken:
    """What was written: how many rows of each table, and what is to be said of it."""

    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@contextmanager
def begun(place: Path, found: Board) -> Iterator[None]:
    """Make a folder of tables for what was *found*, if there is none; take it away again if the block fails.

    Its scores are called ``miou`` if that is what all of them are.

    Raises:
        LeaderboardError: It cannot be made.
    """
    if place.exists():
        yield
        return
    if place.suffix:
        raise DataError(place, "no such file; a folder that does not exist yet would be made")
    try:
        place.mkdir(parents=True)
        storage.write_bytes(place / "results.csv", f"{','.join(_header(found))}\n".encode())
    except OSError as error:
        raise LeaderboardError(f"cannot make {place}: {(error.strerror or str(error)).lower()}") from None
    try:
        yield
    except BaseException:
        shutil.rmtree(place)
        raise


def _header(found: Board) -> list[str]:
    """Return the columns of a new table for what was found: those that hold something, and the usual ones."""
    results = found.results_table
    score = "miou" if set(results["metric"].astype("str")) == {"mIoU"} else "score"
    own = dict(zip(found.datasets_table["dataset"], found.datasets_table["metric"], strict=True))
    others = any(
        own.get(dataset) != metric
        for dataset, metric in set(zip(results["dataset"], results["metric"], strict=True))
    )
    used = {
        name
        for name in _OPTIONAL
        if (results[name].notna() if name in NUMBERS else results[name].astype("str") != "").any()
    }
    used = used - {"metric"} | ({"metric"} if others else set())
    names = [
        name for name in RESULTS if not name.endswith("_text") and (name not in _OPTIONAL or name in used)
    ]
    return [score if name == "score" else name for name in names]


def take_in(place: Path, scores: pd.DataFrame, found: Board) -> Taken:
    """Write what a plan takes in: datasets, papers and links first, the scores last.

    The lock is to be held since before the plan was made.

    Args:
        place: A folder of tables, or one file with a score in each row.
        scores: The rows of :func:`leaderboard.updates.merging.plan` that are taken in.
        found: What was read, for what it says of papers and datasets.

    Raises:
        LeaderboardError: The tables have no room for something; nothing is written.
    """
    tables = Tables(place)
    taken = Taken()
    insertions: dict[str, list[Insertion]] = {}
    if tables.folder:
        rows = {"datasets": _datasets(tables, scores, found)}
        rows["metrics"] = _metrics(tables, scores, found)
        rows |= _papers(tables, scores, found, taken)
        orders = {"papers": _by_paper, "links": _by_paper}
        for name, columns in (
            ("datasets", DATASETS),
            ("metrics", METRICS),
            ("papers", PAPERS),
            ("links", LINKS),
        ):
            if rows[name]:
                path = tables.folder / f"{name}.csv"
                insertions[name] = [insertion(path, rows[name], order=orders.get(name), columns=columns)]
    ready = [name for several_ in insertions.values() for name in several_]
    for one in ready:
        _count(taken, one.file.path.stem, len(one.write()))
    for column, several_rows in _by_column(tables, scores).items():
        layout = {**tables.layout.roles, "score": column}
        added = insertion(tables.path, several_rows, order=order(tables), roles=layout)
        _count(taken, "scores", len(added.write()))
    return taken


def _count(taken: Taken, name: str, number: int) -> None:
    taken.counts[name] = taken.counts.get(name, 0) + number


def _by_column(tables: Tables, scores: pd.DataFrame) -> dict[int, list[dict[str, str]]]:
    """Write scores as rows, by the column of the file that their figures go into."""
    rows: dict[int, list[dict[str, str]]] = {}
    for score in _records(scores):
        said = {name: score[name] for name in RESULTS if name in score}
        said |= {"score": score["score_text"], "spread": score["spread_text"]}
        named = score["metric"] or tables.description(score["dataset"])["metric"]
        column = tables.layout.for_metric(named)["score"]
        rows.setdefault(column, []).append(row_of(tables, said))
    return rows


def _by_paper(row: Row) -> str:
    return row["paper"]


def _records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return rows as text; what is missing is empty, and whole numbers have no point."""
    text = frame.drop(columns=["score", "spread"], errors="ignore")
    written = {name: text[name].astype("object").where(text[name].notna(), "") for name in text.columns}
    return [
        {name: str(value) for name, value in zip(written, row, strict=True)}
        for row in zip(*(column.tolist() for column in written.values()), strict=True)
    ]


def _datasets(tables: Tables, scores: pd.DataFrame, found: Board) -> list[dict[str, str]]:
    """Describe the datasets that the tables do not know, if they describe datasets or need to begin to.

    What the program knows of a dataset need not be said again, unless the tables describe theirs:
    then they describe all that they have scores on.
    """
    names = {row["dataset"]: row for row in _records(found.datasets_table)}
    wanted = [name for name in dict.fromkeys(scores["found_dataset"]) if name in names]
    if not tables.described and all(name in tables.shipped for name in wanted):
        return []
    new = [names[name] for name in wanted if name not in tables.described]
    if not tables.described:
        there = sorted(storage.occurring(tables.results, "dataset").intersection(tables.shipped))
        new = [dict(tables.shipped[name]) for name in there if name not in wanted] + new
    tables.describe(new)
    return new


def _metrics(tables: Tables, scores: pd.DataFrame, found: Board) -> list[dict[str, str]]:
    """Describe the metrics that are not their datasets' own, where more is known than their names say."""
    told = {(row["dataset"], row["metric"]): row for row in _records(found.metrics_table)}
    new = []
    pairs = scores[["dataset", "metric", "found_dataset", "found_metric"]].drop_duplicates(
        ["dataset", "metric"]
    )
    for dataset, metric, found_dataset, found_metric in pairs.itertuples(index=False):
        row = told.get((found_dataset, found_metric))
        own = tables.description(dataset)["metric"]
        if row is None or metrics.same(metric, own) or tables.known.metric(dataset, metric):
            continue
        new.append(
            {
                **row,
                "dataset": dataset,
                "metric": metric,
                "title": row["title"] if row["title"] != metric else "",
            }
        )
    return new


def _papers(
    tables: Tables, scores: pd.DataFrame, found: Board, taken: Taken
) -> dict[str, list[dict[str, str]]]:
    """Find what papers.csv and links.csv need to say of networks that have no paper there."""
    rows: dict[str, list[dict[str, str]]] = {"papers": [], "links": []}
    told = _told(found)
    known = tables.bibliography
    calls = scores[["network", "found_network"]].drop_duplicates("network")
    for network, called in calls.itertuples(index=False):
        facts = told.get(called, {})
        if network in known.owners or not facts:
            continue
        try:
            paper = papers.in_folder(tables, network, facts)
        except KnownPaper as error:
            taken.remarks.append(
                f"the paper of {quoted(network)} is {quoted(error.paper)}: add it to the networks there"
            )
            continue
        rows["papers"] += paper.rows
        rows["links"] += paper.links
        known.add(map(Row, paper.rows), map(Row, paper.links))
    return rows


def _told(found: Board) -> dict[str, dict[str, str]]:
    """Return what was read of the paper of each network: its facts, and its first addresses."""
    addresses: dict[str, dict[str, str]] = {}
    for link in _records(found.links_table):
        if link["kind"] in papers.KINDS:
            addresses.setdefault(link["paper"], {}).setdefault(link["kind"], link["url"])
    told: dict[str, dict[str, str]] = {}
    for paper in _records(found.papers_table):
        facts = {name: paper[name] for name in papers.FACTS if paper[name]} | addresses.get(
            paper["paper"], {}
        )
        for network in filter(None, paper["network"].split(";")):
            told.setdefault(network, facts)
    return told
