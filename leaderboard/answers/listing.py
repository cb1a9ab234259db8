"""What a collection holds: its boards and its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import rank
from leaderboard.board.names import fold

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board


def datasets(board: Board, query: str = "") -> pd.DataFrame:
    """List the boards: every dataset on its own split, and on the others that have scores.

    Each word of the *query* is in the title, the id, the aliases or the split of a board.

    Returns one row per board, in the order of the datasets: dataset, title, split, own
    (whether it is the dataset's own split), networks and scores (counts), leader, score and
    score_text (of the leader, in the unit of the dataset), first_year and last_year (of
    publication), metric, unit, better, aliases, classes, images, url, note (of the dataset),
    leader_evidence and leader_note (of its score). A dataset without a score is listed with
    0 networks; one with scores on other splits only, with those.
    """
    scores = rank(board)
    scores = scores.assign(year=scores["network"].map(board.network_times["year"]).astype("Int64"))
    keys = ["dataset", "split"]
    boards = scores.astype(dict.fromkeys(keys, "str")).groupby(keys, sort=False)
    counts = boards.agg(
        networks=("of", "first"),
        scores=("score", "size"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    ).reset_index()
    leaders = scores[scores["place"] == 1].drop_duplicates(keys).astype(
        dict.fromkeys(keys, "str")
    )
    leaders = leaders[[*keys, "network", "score", "score_text", "evidence", "note"]].rename(
        columns={"network": "leader", "evidence": "leader_evidence", "note": "leader_note"}
    )
    counts = counts.merge(leaders, on=keys, how="left")
    own = board.datasets_table.rename(columns={"split": "own_split"})
    listed = own.merge(counts, on="dataset", how="left")
    split = listed["split"].fillna(listed["own_split"])
    years = {name: listed[name].astype("Int64") for name in ("first_year", "last_year")}
    tallies = {name: listed[name].fillna(0).astype("int64") for name in ("networks", "scores")}
    texts = {
        name: listed[name].astype("str").fillna("")
        for name in ("leader", "score_text", "leader_evidence", "leader_note")
    }
    listed = listed.assign(split=split, own=split == listed["own_split"], **years, **tallies, **texts)
    text = listed["title"].str.cat(listed[["dataset", "aliases", "split"]], sep="\n").str.casefold()
    for word in query.casefold().split():
        listed = listed[text.loc[listed.index].str.contains(word, regex=False)]
    listed = listed.reset_index(drop=True)
    leading = [*keys, "title", "own", *tallies, "leader", "score", "score_text", *years]
    about = ["metric", "unit", "better", "aliases", "classes", "images", "url", "note"]
    return listed[[*leading, *about, "leader_evidence", "leader_note"]]


def papers(board: Board, query: str = "", *, topic: str | None = None) -> pd.DataFrame:
    """List the papers, the latest first.

    Args:
        board: Its papers are listed; choose with :meth:`Board.where`.
        query: Each of its words is in the title, the authors, the network names or the tags.
        topic: ``segmentation``, ``real-time``, ``loss``, …

    Returns the columns of :data:`leaderboard.board.columns.FACTS` and network, aliases and note, one
    row per paper.
    """
    found = board.paper_facts
    text = found["title"].str.cat(found[["network", "aliases", "authors", "tags"]], sep="\n").str.casefold()
    for word in query.casefold().split():
        found = found[text.loc[found.index].str.contains(word, regex=False)]
    if topic is not None:
        found = found[found["topic"].map(fold) == fold(topic)]
    return found.sort_values(["date", "title"], ascending=[False, True], ignore_index=True)
