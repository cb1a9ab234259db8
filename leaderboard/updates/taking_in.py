"""Scores from elsewhere: what was planned for them, brought into the tables."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board.columns import DATASETS, LINKS, PAPERS, RESULTS
from leaderboard.errors import DataError, KnownPaper, LeaderboardError, UnknownDirection, quoted
from leaderboard.storage import Row, insertion
from leaderboard.updates import papers
from leaderboard.updates.addition import order
from leaderboard.updates.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.storage import Insertion

_SAID = tuple(name for name in RESULTS if name not in {"score", "score_text"})


@dataclass
class Taken:
    """What was written: how many rows of each table, and what is to be said of it."""

    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@contextmanager
def begun(place: Path, found: Board) -> Iterator[None]:
    """Make a folder of tables for what was *found*, if there is none; take it away again if the block fails.

    Its scores are called ``miou`` if that is what all datasets measure.

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
        score = "miou" if set(found.datasets_table["metric"]) == {"mIoU"} else "score"
        header = [score if name == "score" else name for name in RESULTS if name != "score_text"]
        storage.write_bytes(place / "results.csv", f"{','.join(header)}\n".encode())
    except OSError as error:
        raise LeaderboardError(f"cannot make {place}: {(error.strerror or str(error)).lower()}") from None
    try:
        yield
    except BaseException:
        shutil.rmtree(place)
        raise


def take_in(place: Path, scores: pd.DataFrame, found: Board) -> Taken:
    """Write what a plan takes in: datasets, papers and links first, the scores last.

    The lock is to be held since before the plan was made.

    Args:
        place: A folder of tables, or one file with a score in each row.
        scores: The rows of :func:`leaderboard.updates.merging.plan` that are taken in.
        found: What was read, for what it says of papers and datasets.

    Raises:
        LeaderboardError: The tables have no room for something; nothing is written.
        UnknownDirection: Of a new dataset it is not known what is better.
    """
    tables = Tables(place)
    taken = Taken()
    insertions: dict[str, Insertion] = {}
    if tables.folder:
        rows = {"datasets": _datasets(tables, scores, found)} | _papers(tables, scores, found, taken)
        for name, columns in (("datasets", DATASETS), ("papers", PAPERS), ("links", LINKS)):
            if rows[name]:
                by = None if name == "datasets" else _by_paper
                path = tables.folder / f"{name}.csv"
                insertions[name] = insertion(path, rows[name], order=by, columns=columns)
    insertions["scores"] = insertion(
        tables.path,
        [_row(score) for score in _records(scores)],
        order=order(tables),
        other_names={"score": tables.score_names},
    )
    for name, ready in insertions.items():
        taken.counts[name] = len(ready.write())
    return taken


def _by_paper(row: Row) -> str:
    return row["paper"]


def _records(frame: pd.DataFrame) -> list[dict[str, str]]:
    text = [name for name in frame.columns if name != "score"]
    return frame[text].astype("str").to_dict("records")  # type: ignore[return-value]


def _row(score: Mapping[str, str]) -> dict[str, str]:
    return {name: score[name] for name in _SAID} | {"score": score["score_text"]}


def _datasets(tables: Tables, scores: pd.DataFrame, found: Board) -> list[dict[str, str]]:
    """Describe the datasets that the tables do not know, if they describe datasets or need to begin to."""
    names = {row["dataset"]: row for row in _records(found.datasets_table)}
    new = [
        names[name]
        for name in scores["dataset"].unique()
        if name in names and name not in tables.described and (tables.described or name not in tables.shipped)
    ]
    for row in new:
        if not row["better"]:
            raise UnknownDirection(row["dataset"], row["metric"])
    tables.described.update((row["dataset"], Row(row)) for row in new)
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
    for paper in _records(
        found.papers_table.assign(year=found.papers_table["year"].astype("str").replace("<NA>", ""))
    ):
        facts = {name: paper[name] for name in papers.FACTS if paper[name]} | addresses.get(
            paper["paper"], {}
        )
        for network in filter(None, paper["network"].split(";")):
            told.setdefault(network, facts)
    return told
