"""Scores from elsewhere: what was planned for them, brought into the tables."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS, LINKS, METRICS, NUMBERS, PAPERS, RESULTS
from leaderboard.errors import DataError, KnownPaper, LeaderboardError, quoted, readable, reason_of
from leaderboard.storage import Row, insertion
from leaderboard.updates import papers
from leaderboard.updates.addition import order, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.storage import Insertion
    from leaderboard.updates.tables import Tables

_OPTIONAL = ("metric", "spread", "spread_of", "runs", "run", "resolution", "protocol", "date")
"""Columns that a new table has only if something stands in them."""


@dataclass
class Taken:
    """What is taken in: how many rows of each table, and what is to be said of it."""

    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def is_begun(place: Path) -> bool:
    """Say whether scores can be added there, or a folder of tables has to be begun first.

    Raises:
        DataError: That cannot be seen.
    """
    with readable(place):
        if place.is_dir():
            return not storage.is_empty(place)
        return place.exists() or bool(place.suffix)


@contextmanager
def opened(place: Path, found: Board) -> Iterator[tuple[Path, ...]]:
    """Hold the lock of some tables; where there are none yet, begin a folder of them for what was *found*.

    What was begun is taken away again if the block fails, or writes nothing. Its scores are called
    ``miou`` if that is what all of them are. The block is given what
    :func:`leaderboard.storage.locked` completed.

    Raises:
        LeaderboardError: It cannot be made, or not be locked.
    """
    with readable(place):
        is_there = place.exists()
    if not is_there and place.suffix:
        raise DataError(place, "no such file; a folder that does not exist yet would be made")
    try:
        if not is_there:
            place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LeaderboardError(f"cannot make {place}: {reason_of(error)}") from None
    try:
        with storage.locked(place) as completed, _table(place, found):
            yield completed
    finally:
        if not is_there:
            # There is something in it, or somebody else may have begun something there.
            with suppress(OSError):
                place.rmdir()


@contextmanager
def _table(place: Path, found: Board) -> Iterator[None]:
    """Begin the table of the results in an empty folder; take it away again if nothing is written."""
    if is_begun(place):
        yield
        return
    table, header = place / "results.csv", f"{','.join(results_header(found))}\n".encode()
    storage.write_bytes(table, header, replacing=b"")
    try:
        yield
    finally:
        with suppress(OSError, LeaderboardError):
            if table.read_bytes() == header and not storage.unfinished(place):
                table.unlink()


def results_header(found: Board) -> list[str]:
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


def take_in(tables: Tables, scores: pd.DataFrame, found: Board) -> tuple[list[Insertion], Taken]:
    """Fit what a plan takes in into the tables, to be written as one: datasets, papers, links and scores.

    Args:
        tables: As they were before the plan was made.
        scores: The rows of :func:`leaderboard.updates.merging.plan` that are taken in.
        found: What was read, for what it says of papers and datasets.

    Raises:
        LeaderboardError: The tables have no room for something.
    """
    taken = Taken()
    added: dict[str, Insertion] = {}
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
                added[name] = tables.fitted(name, rows[name], columns, orders.get(name))
    added["scores"] = _scores(tables, scores)
    taken.counts = {name: len(one.lines) for name, one in added.items()}
    return list(added.values()), taken


def _scores(tables: Tables, scores: pd.DataFrame) -> Insertion:
    """Write scores as rows, each with its figure in the column of the file for its metric."""
    rows, roles = [], dict(tables.layout.roles)
    for score in _records(scores):
        said = {name: score[name] for name in RESULTS if name in score}
        said |= {"score": score["score_text"], "spread": score["spread_text"]}
        named = score["metric"] or tables.description(score["dataset"])["metric"]
        column = tables.layout.for_metric(named)["score"]
        row = row_of(tables, said)
        own = f"score {column}"
        roles[own] = column
        rows.append({own: row.pop("score"), **row})
    return insertion(tables.results.with_roles(roles), rows, order=order(tables))


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
    """Describe the metrics that are not their datasets' own, where more is known than their names say.

    A dataset of which only a part of something is measured has a metric of its own that is described, too.
    """
    told = {(row["dataset"], row["metric"]): row for row in _records(found.metrics_table)}
    new = []
    pairs = scores[["dataset", "metric", "found_dataset", "found_metric"]].drop_duplicates(
        ["dataset", "metric"]
    )
    for dataset, metric, found_dataset, found_metric in pairs.itertuples(index=False):
        row = told.get((found_dataset, found_metric))
        own = tables.description(dataset)["metric"]
        is_described = tables.known.metric(dataset, metric) is not None
        if row is None or is_described or (metrics.same(metric, own) and not row["group"]):
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
