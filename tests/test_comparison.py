"""Networks side by side, on the small board."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leaderboard.answers import comparison
from leaderboard.errors import AmbiguousName, UnknownName, UsageError

if TYPE_CHECKING:
    from leaderboard import Leaderboard


def test_gives_the_shared_datasets(board: Leaderboard) -> None:
    """A row for each score, in the order of the datasets and then of the names."""
    found = board.compare("gamma+", "zeta")

    assert found[["dataset", "network", "score_text"]].to_numpy().tolist() == [
        ["streets", "Gamma+", "82.7"],
        ["streets", "Zeta", "65.25"],
    ]


def test_gives_the_others_when_asked(board: Leaderboard) -> None:
    """Rooms has a score of Gamma+ only on its own split, and depth one of Zeta."""
    found = board.compare("Zeta", "Gamma+", all_datasets=True)

    assert found[["dataset", "network", "shared"]].to_numpy().tolist() == [
        ["streets", "Zeta", True],
        ["streets", "Gamma+", True],
        ["rooms", "Gamma+", False],
        ["depth", "Zeta", False],
    ]


def test_differences_are_to_the_first_network(board: Leaderboard) -> None:
    """They are signed, and what is on paper 82.7 − 81.5 is 1.2."""
    found = board.compare("alphanet", "gamma+", "zeta")

    assert found["difference"].to_list() == [0.0, 1.2, -16.25]


def test_no_difference_where_the_first_has_no_score(board: Leaderboard) -> None:
    """It is missing, not zero."""
    found = board.compare("alphanet", "zeta", all_datasets=True).set_index(["dataset", "network"])

    assert found["difference"].isna().to_dict() == {
        ("streets", "AlphaNet"): False,
        ("streets", "Zeta"): False,
        ("depth", "Zeta"): True,
    }


def test_places_are_among_those_compared(board: Leaderboard) -> None:
    """Delta and Omega have 72.0 both, behind AlphaNet; nobody is ahead by a tie."""
    found = board.compare("delta", "omega", "alphanet")

    assert found[["network", "place", "tied", "of", "ahead"]].to_numpy().tolist() == [
        ["Delta", 2, True, 3, False],
        ["Omega", 2, True, 3, False],
        ["AlphaNet", 1, False, 3, True],
    ]


def test_lower_can_be_better(board: Leaderboard) -> None:
    """On depth, 0.48 is ahead of 0.51."""
    found = board.compare("omega", "zeta").set_index(["dataset", "network"])

    assert found["ahead"]["depth", "Zeta"]
    assert not found["ahead"]["depth", "Omega"]
    assert found["difference"]["depth", "Zeta"] == -0.03
    assert found["better"]["depth", "Zeta"] == "lower"


def test_the_best_of_several_variants_is_compared(board: Leaderboard) -> None:
    """AlphaNet has two on streets, of which that with ResNet-101 is better."""
    row = board.compare("alphanet", "zeta").iloc[0]

    assert (row["score_text"], row["variant"], row["variants"]) == ("81.5", "ResNet-101", 2)


def test_other_splits_do_not_count(board: Leaderboard) -> None:
    """On rooms, Zeta has a test score and Delta one on val, which is the dataset's own."""
    assert set(board.compare("delta", "zeta")["dataset"]) == {"streets"}


def test_where_all_share_none_those_of_two_count(board: Leaderboard) -> None:
    """On every split."""
    found = (
        board.where(networks=["alphanet", "delta"]).on("streets", split="val").compare("alphanet", "delta")
    )

    assert found[["dataset", "split", "network"]].to_numpy().tolist() == [
        ["streets", "val", "AlphaNet"],
        ["streets", "val", "Delta"],
    ]


def test_no_shared_dataset_is_an_empty_frame(board: Leaderboard) -> None:
    """It has the columns all the same."""
    found = board.where(networks=["alphanet", "omega"]).on("depth").compare("omega", "alphanet")

    assert found.empty
    assert list(found.columns) == list(board.compare("omega", "zeta").columns)


def test_duels_are_two_by_two(board: Leaderboard) -> None:
    """Each pair in order, dataset by dataset, with the one that is ahead."""
    names = ["Omega", "Zeta", "Beta-Net"]
    duels = comparison.duels(comparison.side_by_side(board, names), names)

    shown = duels[["network", "other", "dataset", "difference", "ahead"]]
    rows = shown.astype({"ahead": "object"}).fillna({"ahead": ""}).to_numpy().tolist()
    assert rows == [
        ["Omega", "Zeta", "streets", 6.75, "Omega"],
        ["Omega", "Zeta", "depth", 0.03, "Zeta"],
        ["Omega", "Beta-Net", "streets", -9.5, "Beta-Net"],
        ["Omega", "Beta-Net", "depth", 0.0, ""],
        ["Zeta", "Beta-Net", "streets", -16.25, "Beta-Net"],
        ["Zeta", "Beta-Net", "depth", -0.03, "Zeta"],
    ]


def test_duels_of_networks_that_share_nothing_are_none(board: Leaderboard) -> None:
    """No row says more than a row of blanks."""
    names = ["AlphaNet", "Delta-Lite"]

    duels = comparison.duels(comparison.side_by_side(board, names), names)

    assert duels.empty
    assert list(duels.columns) == [
        *("network", "other", "dataset", "split", "metric", "difference", "ahead"),
    ]


@pytest.mark.parametrize(
    ("networks", "problem"),
    [
        ([], "comparing takes two networks or more"),
        (["zeta"], "comparing takes two networks or more; name another beside 'zeta'"),
        (["zeta", "zeta"], "'zeta' is named twice; name another"),
        (["anet", "AlphaNet"], "'anet' and 'AlphaNet' are the same network; name another"),
    ],
)
def test_two_networks_are_needed(board: Leaderboard, networks: list[str], problem: str) -> None:
    """One, or one under two names, cannot be compared."""
    with pytest.raises(UsageError) as error:
        board.compare(*networks)

    assert str(error.value) == problem


def test_networks_that_do_not_exist_are_refused(board: Leaderboard) -> None:
    """As everywhere, with near names."""
    with pytest.raises(UnknownName, match="did you mean 'Beta-Net'"):
        board.compare("zeta", "betanett")


def test_networks_that_fit_two_are_refused(board: Leaderboard) -> None:
    """The wrong one is never picked silently."""
    results = board.results_table.astype({"network": "str"}).replace({"network": {"Omega": "ZE TA"}})
    doubled = replace(board, results_table=results)

    with pytest.raises(AmbiguousName):
        doubled.compare("gamma+", "ze-ta")


@given(some.tuples(some.integers(-(10**6), 10**6), some.integers(-(10**6), 10**6), some.integers(0, 6)))
def test_decimals_are_subtracted_exactly(numbers: tuple[int, int, int]) -> None:
    """The difference of two published numbers is the number one would write down."""
    first, second, digits = numbers

    found = comparison.difference(float(f"{first}e-{digits}"), float(f"{second}e-{digits}"))

    assert found == float(f"{first - second}e-{digits}")
