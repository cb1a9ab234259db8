"""What a collection holds: its boards and its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.history import months_of
from leaderboard.answers.ranking import rank
from leaderboard.board.names import fold

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board


def datasets(board: Board, query: str = "", *, parts: bool = False) -> pd.DataFrame:
    """List the boards: every dataset on every split and in every metric that has scores.

    Args:
        board: Its boards are listed; choose with :meth:`Board.where`.
        query: Each of its words is in the title, the id, the aliases, the split or the metric.
        parts: List the parts of metrics, too, such as the IoU of each class.

    Returns one row per board, in the order of the datasets, the one that is ranked by default first:
    dataset, split, metric, title (of the dataset), own (whether it is ranked by default), networks and
    scores (counts), leader, score and score_text (of the leader, in the unit of the metric),
    first_year and last_year (of publication), newest (the month of the newest score, ``YYYY-MM``), unit,
    better, aliases, classes, images, url, official, note (of the dataset), group, leader_spread_text,
    leader_evidence, leader_note and leader_protocol (of its score). A dataset without a score is listed
    with 0 networks, unless a metric is chosen. Of a board of which it is not known what is better, there
    is no leader.
    """
    import pandas as pd

    keys = ["dataset", "split", "metric"]
    scores = rank(board)
    networks, named = pd.factorize(scores["network"])
    published = board.years_of(named.tolist()).astype("Int64").take(networks)
    years = (
        scores[keys]
        .assign(year=published, month=months_of(board, scores))
        .groupby(keys, sort=False, observed=True)
        .agg(first_year=("year", "min"), last_year=("year", "max"), newest=("month", "max"))
        .reset_index()
        .astype(dict.fromkeys(keys, "str"))
    )
    best = (
        scores[scores["place"] == 1]
        .drop_duplicates(keys)
        .astype(dict.fromkeys([*keys, "network", "score_text"], "str"))
    )
    said = {
        "network": "leader",
        "spread_text": "leader_spread_text",
        "evidence": "leader_evidence",
        "note": "leader_note",
        "protocol": "leader_protocol",
    }
    best = (
        best[[*keys, *said, "score", "score_text"]]
        .rename(columns=said)
        .astype(dict.fromkeys(said.values(), "str"))
    )
    boards = board.boards.drop(columns=["title", "note", "own_split", "code"]).astype(
        dict.fromkeys(keys, "str")
    )
    boards = boards.merge(years, on=keys, how="left").merge(best, on=keys, how="left")
    described = board.datasets_table
    empty = described[~described["dataset"].isin(boards["dataset"])]
    empty = empty[["dataset", "split", "metric", "unit", "better"]].assign(
        own=True, networks=0, scores=0, group=""
    )
    listed = pd.concat([boards, empty], ignore_index=True) if len(empty) else boards
    about = described[["dataset", "title", "aliases", "classes", "images", "url", "official", "note"]]
    listed = (
        about.assign(order=range(len(about))).merge(listed, on="dataset").sort_values("order", kind="stable")
    )
    of_leaders = ["leader_spread_text", "leader_evidence", "leader_note", "leader_protocol"]
    text_columns = ["newest", "leader", "score_text", *of_leaders, "group"]
    listed = listed.assign(
        **{
            name: listed[name].astype("object").where(listed[name].notna(), "").astype("str")
            for name in text_columns
        },
        **{name: listed[name].astype("Int64") for name in ("first_year", "last_year")},
        **{name: listed[name].astype("int64") for name in ("networks", "scores")},
        own=listed["own"].astype("bool"),
        score=listed["score"].astype("float64"),
    )
    if board.metric is not None:
        listed = listed[listed["metric"] == board.metric]
    elif not parts:
        listed = listed[listed["group"] == ""]
    text = listed["title"].str.cat(listed[["dataset", "aliases", "split", "metric"]], sep="\n").str.casefold()
    for word in query.casefold().split():
        listed = listed[text.loc[listed.index].str.contains(word, regex=False)]
    leading = [
        *keys,
        "title",
        "own",
        "networks",
        "scores",
        "leader",
        "score",
        "score_text",
        "first_year",
        "last_year",
        "newest",
    ]
    rest = ["unit", "better", "aliases", "classes", "images", "url", "official", "note", "group"]
    return listed[[*leading, *rest, *of_leaders]].reset_index(drop=True)


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
