from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.board.columns import FACTS

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard


# Datasets.


def test_every_board_is_listed_with_its_counts(board: Leaderboard) -> None:
    """In the order of the datasets, the own split before others; counts are networks and scores."""
    listed = board.datasets()

    assert listed[["dataset", "split", "own", "networks", "scores"]].to_numpy().tolist() == [
        ["streets", "test", True, 6, 7],
        ["streets", "val", False, 2, 2],
        ["rooms", "val", True, 2, 2],
        ["rooms", "test", False, 1, 1],
        ["depth", "test", True, 3, 3],
        ["empty", "test", True, 0, 0],
    ]


def test_the_leader_of_a_board_is_its_best_network(board: Leaderboard) -> None:
    """With the score as it was published; lower is better on Depth."""
    listed = board.datasets()

    assert list(listed["leader"]) == ["Gamma+", "AlphaNet", "Delta", "Zeta", "Zeta", ""]
    assert list(listed["score_text"]) == ["82.7", "83.0", "45.22", "43.0", "0.48", ""]
    assert list(listed["score"].fillna(-1)) == [82.7, 83.0, 45.22, 43.0, 0.48, -1]


def test_the_years_of_a_board_are_those_of_publication(board: Leaderboard) -> None:
    """They are missing where none is known."""
    listed = board.datasets()

    assert list(listed["first_year"].fillna(0)) == [2016, 2018, 2016, 0, 2018, 0]
    assert list(listed["last_year"].fillna(0)) == [2019, 2019, 2019, 0, 2018, 0]


def test_a_dataset_is_described_beside_its_counts(board: Leaderboard) -> None:
    """The columns are documented ones."""
    listed = board.datasets()

    assert list(listed.columns) == [
        *("dataset", "split", "metric", "title", "own", "networks", "scores", "leader", "score"),
        *(
            "score_text",
            "first_year",
            "last_year",
            "newest",
            "unit",
            "better",
            "aliases",
            "classes",
            "images",
        ),
        *("url", "official", "note", "group", "leader_spread_text", "leader_evidence"),
        *("leader_note", "leader_protocol"),
    ]
    assert listed.iloc[0][["title", "metric", "unit", "better"]].to_list() == [
        *("City Streets", "mIoU", "%", "higher"),
    ]


def test_datasets_are_listed_even_if_no_score_fits(board: Leaderboard) -> None:
    """They have 0 networks and no leader, and the columns keep their types."""
    full = board.datasets()

    listed = board.where(year=1900).datasets()

    assert list(listed["dataset"]) == ["streets", "rooms", "depth", "empty"]
    assert list(listed["networks"]) == [0, 0, 0, 0]
    assert list(listed["leader"]) == ["", "", "", ""]
    assert listed.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


# Papers.


def test_papers_are_listed_from_the_latest_to_the_undated(board: Leaderboard) -> None:
    """Papers without a score are there too."""
    listed = board.papers()

    assert list(listed["paper"]) == ["survey", "delta", "beta-net", "alpha-net", "gamma", "omega"]


def test_papers_of_one_month_are_ordered_by_title(write: Write) -> None:
    """Titles go from A to Z."""
    write("network,dataset,miou\nA,streets,1\n", "results.csv")
    text = "paper,title,date\na,Zebra,2018-01\nb,Ape,2018-01\nc,Bee,2019-01\n"

    listed = leaderboard.load(write(text, "papers.csv").parent).papers()

    assert list(listed["title"]) == ["Bee", "Ape", "Zebra"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("streets", ["beta-net", "alpha-net"]),
        ("STREETS attention", ["alpha-net"]),
        ("segmentation", ["survey"]),
        ("baker", ["alpha-net", "gamma"]),
        ("lite", ["delta"]),
        ("anet", ["alpha-net"]),
        ("real-time", ["beta-net"]),
        ("gamma+", ["gamma"]),
        ("a.c", []),
        ("(", []),
        ("cvpr", []),
        ("  ", ["survey", "delta", "beta-net", "alpha-net", "gamma", "omega"]),
    ],
)
def test_each_word_is_looked_for_in_titles_authors_names_and_tags(
    board: Leaderboard, query: str, expected: list[str]
) -> None:
    """Case does not matter, and signs stand for themselves."""
    assert list(board.papers(query)["paper"]) == expected


def test_words_do_not_run_over_from_one_field_to_the_next(board: Leaderboard) -> None:
    """The end of a title and the beginning of a name are no word."""
    assert board.papers("streetsalphanet").empty


@pytest.mark.parametrize(
    ("topic", "expected"), [("review", ["survey"]), ("Real Time", ["beta-net"]), ("loss", [])]
)
def test_papers_of_one_topic(board: Leaderboard, topic: str, expected: list[str]) -> None:
    """Topics are found the way people type them."""
    assert list(board.papers(topic=topic)["paper"]) == expected


def test_search_topic_and_filters_all_count(board: Leaderboard) -> None:
    """Each leaves out what does not fit."""
    found = board.where(since=2018).papers("able", topic="segmentation")

    assert list(found["paper"]) == ["alpha-net"]


def test_a_paper_is_listed_with_what_is_known_of_it(board: Leaderboard) -> None:
    """The columns are those of the facts and the names it goes by."""
    listed = board.papers()

    assert set(listed.columns) == {*FACTS, "network", "aliases", "note"}
    assert listed["code_url"].tolist() == [
        *("", "", "", "https://code.example/alpha", "https://code.example/gamma", ""),
    ]
    assert str(listed["year"].dtype) == "Int64"


@pytest.mark.parametrize("papers", [None, "paper\na\n", "paper,network\na,A\n", "paper,title\n"])
@pytest.mark.parametrize("filters", [{}, {"tag": "x"}, {"venue": "x"}, {"since": 2000}, {"with_code": True}])
def test_papers_can_be_searched_however_little_is_said_of_them(
    write: Write, papers: str | None, filters: dict[str, Any]
) -> None:
    """Columns that are missing from the table are empty, and no trouble."""
    folder = write("network,dataset,miou\nA,streets,1\n", "results.csv").parent
    if papers:
        write(papers, "papers.csv")
    board = leaderboard.load(folder).where(**filters)

    assert board.papers("transformer").empty
    assert board.papers(topic="loss").empty
    assert board.datasets()["networks"].tolist() == [1 if not filters else 0]
