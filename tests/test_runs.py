"""Runs: several measurements that differ in nothing but a seed, a run or a fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard

if TYPE_CHECKING:
    from conftest import Write

SEEDS = "network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.3,1\nA,d,80.5,2\nB,d,80.2,0\n"
SAID = ["network", "score_text", "spread_text", "spread_of"]


def test_the_mean_of_the_runs_counts(write: Write) -> None:
    """With the sample standard deviation, which is 0.2, and how many they are; one run is no mean."""
    ranked = leaderboard.load(write(SEEDS)).top("d")

    assert ranked[SAID].to_numpy().tolist() == [["A", "80.3", "0.2", "std"], ["B", "80.2", "", ""]]
    assert ranked["runs"].to_list() == [3, 1]
    assert ranked["spread"].iloc[0] == pytest.approx(0.2)


def test_a_mean_has_one_digit_more_than_its_runs(write: Write) -> None:
    """The mean of 80.1 and 80.2 is 80.15, and their deviation 0.0707."""
    path = write("network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.2,1\n")

    assert leaderboard.load(path).top("d")[SAID].to_numpy().tolist() == [["A", "80.15", "0.07", "std"]]


def test_the_best_of_the_runs_can_count(write: Write) -> None:
    """With the same spread."""
    ranked = leaderboard.load(write(SEEDS), runs="best").top("d")

    assert ranked[SAID].to_numpy().tolist() == [["A", "80.5", "0.2", "std"], ["B", "80.2", "", ""]]


def test_the_best_of_the_runs_is_the_lowest_where_that_is_better(write: Write) -> None:
    """The metric says so."""
    path = write("network,dataset,RMSE,seed\nA,d,0.5,0\nA,d,0.4,1\n")

    assert list(leaderboard.load(path, runs="best").top("d")["score"]) == [0.4]


def test_each_run_can_be_a_score(write: Write) -> None:
    """Then the network has three, of which the best has the place."""
    ranked = leaderboard.load(write(SEEDS), runs="each").top("d", every_score=True)

    assert ranked[["network", "score_text", "run"]].to_numpy().tolist() == [
        ["A", "80.5", "2"],
        ["A", "80.3", "1"],
        ["B", "80.2", "0"],
        ["A", "80.1", "0"],
    ]
    assert ranked["place"].fillna(0).to_list() == [1, 0, 2, 0]


def test_two_runs_with_the_same_score_are_two(write: Write) -> None:
    """Their deviation is 0."""
    path = write("network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.1,1\n")

    row = leaderboard.load(path).top("d").iloc[0]

    assert (row["runs"], row["spread"]) == (2, 0.0)


def test_a_run_that_stands_there_twice_is_one(write: Write) -> None:
    """In two files, say."""
    path = write("network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.1,0\nA,d,80.3,1\n")

    row = leaderboard.load(path).top("d").iloc[0]

    assert (row["runs"], row["score_text"]) == (2, "80.2")


def test_scores_that_differ_in_more_than_the_run_are_not_averaged(write: Write) -> None:
    """A variant is a network of its own in this."""
    rows = "A,d,80.1,0,small\nA,d,80.3,1,small\nA,d,90.0,0,big\n"

    ranked = leaderboard.load(write(f"network,dataset,accuracy,seed,variant\n{rows}")).top(
        "d", every_score=True
    )

    assert ranked[["variant", "score_text"]].to_numpy().tolist() == [["big", "90.0"], ["small", "80.2"]]


def test_rows_that_differ_in_nothing_but_the_score_are_no_runs(write: Write) -> None:
    """Nothing says that they are: the best counts, and both stand there."""
    ranked = leaderboard.load(write("network,dataset,accuracy\nA,d,80.1\nA,d,80.3\n")).top(
        "d", every_score=True
    )

    assert list(ranked["score"]) == [80.3, 80.1]
    assert ranked["runs"].isna().all()


def test_of_a_run_with_two_scores_the_better_one_counts(write: Write) -> None:
    """They are no two runs, of which there would be a mean; that they are there is said."""
    board = leaderboard.load(write("network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.5,0\nA,d,80.7,1\n"))

    assert board.top("d")[SAID].to_numpy().tolist() == [["A", "80.6", "0.14", "std"]]
    assert "the same run has several scores, of which the best counts, of 'A'" in "".join(board.remarks)


def test_of_a_run_with_two_scores_the_lower_one_counts_where_that_is_better(write: Write) -> None:
    """As everywhere."""
    path = write("network,dataset,RMSE,seed\nA,d,0.5,0\nA,d,0.3,0\nA,d,0.4,1\n")

    assert list(leaderboard.load(path).top("d")["score"]) == [0.35]


def test_a_number_of_runs_that_cannot_be_is_none(write: Write) -> None:
    """It is no reason to stop."""
    path = write("network,dataset,accuracy,accuracy_std,runs\nA,d,80.1,0.2,1e300\nB,d,80.2,0.2,3\n")

    assert leaderboard.load(path).top("d")["runs"].fillna(0).to_list() == [3, 0]
