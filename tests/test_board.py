"""Choosing: a board, a split, what fits some facts; and finding names."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.board.columns import FACTS
from leaderboard.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard


def networks(board: Leaderboard) -> set[str]:
    """Say which networks have scores."""
    return set(board.results_table["network"])


def papers(board: Leaderboard) -> set[str]:
    """Say which papers are left."""
    return set(board.papers_table["paper"])


# One board.


def test_a_board_is_the_scores_of_one_dataset(board: Leaderboard) -> None:
    """All splits are there; which one is ranked is the dataset's own."""
    chosen = board.on("rooms")

    assert list(chosen.results_table["network"]) == ["Gamma+", "Delta", "Zeta"]
    assert list(chosen.datasets_table["dataset"]) == ["rooms"]


@pytest.mark.parametrize("typed", ["streets", "Streets", "city-streets", "CS", "Road Scenes", "road_scenes"])
def test_a_dataset_is_found_by_id_title_and_alias(board: Leaderboard, typed: str) -> None:
    """It does not matter how they are typed."""
    chosen = board.on(typed)

    assert list(chosen.datasets_table["dataset"]) == ["streets"]


def test_an_unknown_dataset_is_answered_with_near_names(board: Leaderboard) -> None:
    """The message shows the right spelling."""
    with pytest.raises(UnknownName, match=r"^no dataset named 'sreets'; did you mean 'streets'\?$"):
        board.on("sreets")


def test_a_split_can_be_chosen_in_place_of_the_own_one(board: Leaderboard) -> None:
    """It is the board that counts; the scores of the others stay beside it."""
    chosen = board.on("streets", split="val")

    assert [chosen.about[name] for name in ("split", "networks")] == ["val", 2]
    assert list(chosen.boards["split"][chosen.boards["own"]]) == ["val"]
    assert len(chosen.results_table) == 9


def test_a_score_without_a_split_counts_on_the_own_split_of_its_dataset(board: Leaderboard) -> None:
    """The own split of Rooms is val, that of Streets test."""
    on_val = board.where(split="val").results_table
    on_test = board.where(split="test").results_table

    assert "Delta" in set(on_val.loc[on_val["dataset"] == "rooms", "network"])
    assert {"Gamma+", "Zeta"} <= set(on_test.loc[on_test["dataset"] == "streets", "network"])


def test_the_case_of_a_split_does_not_matter(board: Leaderboard) -> None:
    """VAL is val."""
    assert board.on("streets", split="VAL").about["networks"] == 2


def test_splits_written_in_another_case_are_the_same_board(write: Write) -> None:
    """Test and test are one split, in the data as well as when typed."""
    board = leaderboard.load(
        write("network,dataset,miou,split\nA,streets,80,Test\nB,streets,81,test \nC,streets,1,VAL\n")
    )

    assert list(board.top("streets", split="TEST")["network"]) == ["B", "A"]
    assert list(board.top("streets", split="val")["network"]) == ["C"]


def test_a_split_without_scores_leaves_nothing(board: Leaderboard) -> None:
    """It is no error: there are no such scores."""
    chosen = board.on("streets", split="train")

    assert chosen.about["networks"] == 0
    assert chosen.top("streets").empty


@pytest.mark.parametrize(
    ("dataset", "split", "others"),
    [
        ("streets", None, [["val", 2]]),
        ("rooms", None, [["test", 1]]),
        ("depth", None, []),
        ("streets", "val", [["test", 6]]),
        ("streets", "train", [["test", 6], ["val", 2]]),
    ],
)
def test_the_other_boards_of_a_dataset_are_counted_in_networks(
    board: Leaderboard, dataset: str, split: str | None, others: list[list[object]]
) -> None:
    """On Streets six networks have a score on test and two on val."""
    found = board.on(dataset, split=split).other_boards()

    assert found[["split", "networks"]].to_numpy().tolist() == others


# Filters.


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"year": 2018}, {"AlphaNet", "Beta-Net"}),
        ({"since": 2018}, {"AlphaNet", "Beta-Net", "Delta"}),
        ({"until": 2018}, {"AlphaNet", "Beta-Net", "Gamma+"}),
        ({"since": 2017, "until": 2018}, {"AlphaNet", "Beta-Net"}),
        ({"year": 2018, "since": 2016, "until": 2019}, {"AlphaNet", "Beta-Net"}),
        ({"year": 2018, "since": 2019}, set()),
        ({"year": 2018, "until": 2017}, set()),
        ({"since": 2019, "until": 2018}, set()),
        ({"venue": "CVPR"}, {"AlphaNet"}),
        ({"venue": "e-c c v"}, {"Beta-Net"}),
        ({"venue": "XYZ"}, set()),
        ({"tag": "attention"}, {"AlphaNet", "Delta"}),
        ({"tag": "Multi Scale"}, {"AlphaNet"}),
        ({"tag": "scale"}, set()),
        ({"with_code": True}, {"AlphaNet", "Gamma+"}),
        ({"networks": ["ANET", "gamma plus"]}, {"AlphaNet", "Gamma+"}),
        ({"networks": ["Zeta"]}, {"Zeta"}),
        ({"networks": ["delta lite"]}, set()),
        ({"year": 2018, "with_code": True}, {"AlphaNet"}),
        ({"tag": "attention", "networks": ["Delta", "Gamma+"]}, {"Delta"}),
        ({"since": 2018, "venue": "ICCV", "tag": "attention", "split": "val"}, {"Delta"}),
        ({"since": 2018, "venue": "", "tag": ""}, {"AlphaNet", "Beta-Net", "Delta"}),
        ({}, {"AlphaNet", "Beta-Net", "Gamma+", "Delta", "Omega", "Zeta"}),
    ],
)
def test_filters_keep_the_networks_that_fit_them_all(
    board: Leaderboard, filters: dict[str, Any], expected: set[str]
) -> None:
    """What is not known, such as Omega's year and Zeta's paper, fits no filter of it."""
    assert networks(board.where(**filters)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": 2019}, {"delta", "survey"}),
        ({"with_code": True}, {"alpha-net", "gamma"}),
        ({"networks": ["Delta-Lite"]}, {"delta"}),
        ({"venue": "pami"}, {"survey"}),
        ({"without_extra_data": True}, {"alpha-net", "beta-net", "gamma", "delta", "omega", "survey"}),
    ],
)
def test_filters_keep_the_papers_that_fit(
    board: Leaderboard, filters: dict[str, Any], expected: set[str]
) -> None:
    """Papers without a score are chosen too; what is said of a score alone leaves them be."""
    assert papers(board.where(**filters)) == expected


def test_scores_with_extra_data_can_be_left_out(board: Leaderboard) -> None:
    """Then another score of the network may be its best one; what is not said is no answer."""
    ranked = board.where(without_extra_data=True, or_unsaid=True).top("streets")

    assert board.where(without_extra_data=True).results_table.empty

    assert list(ranked["network"]) == ["Beta-Net", "AlphaNet", "Delta", "Omega", "Zeta"]
    assert list(ranked["score"]) == [81.5, 80.0, 72.0, 72.0, 65.25]


def test_a_filter_can_follow_another(board: Leaderboard) -> None:
    """Choosing twice is choosing both."""
    assert networks(board.where(since=2018).where(until=2018)) == {"AlphaNet", "Beta-Net"}
    assert networks(board.where(tag="attention").on("rooms")) == {"Delta"}


def test_an_unknown_network_in_a_filter_is_an_error(board: Leaderboard) -> None:
    """A misspelled name would otherwise look like a network without scores."""
    with pytest.raises(UnknownName, match=r"^no network named 'Gama'; did you mean 'Gamma\+'\?$"):
        board.where(networks=["Gama"])


def test_filters_of_facts_leave_nothing_where_no_fact_is_known(write: Write) -> None:
    """A file of bare scores has no years, venues, tags and code."""
    board = leaderboard.load(write("network,dataset,miou\nA,streets,80\n"))

    for filters in ({"since": 1900}, {"venue": "CVPR"}, {"tag": "fast"}, {"with_code": True}):
        assert networks(board.where(**filters)) == set()


# Names and facts.


def test_networks_are_those_with_scores_and_those_of_papers(board: Leaderboard) -> None:
    """Zeta has no paper, Delta-Lite no score; both have a name."""
    assert board.network_names.find("zeta") == "Zeta"
    assert board.network_names.find("delta lite") == "Delta-Lite"


def test_an_alias_of_a_paper_with_several_networks_names_them_all(write: Write) -> None:
    """The alias does not say which of them it means."""
    write("network,dataset,miou\nA,streets,80\n", "results.csv")
    folder = write("paper,network,aliases\np,A; B,both\n", "papers.csv").parent

    board = leaderboard.load(folder)

    assert board.network_names.find("b") == "B"
    with pytest.raises(AmbiguousName, match=r"^'both' names more than one network: 'A' or 'B'$"):
        board.network_names.find("both")


def test_the_first_address_of_a_kind_is_the_one_shown(board: Leaderboard) -> None:
    """The PyTorch code of AlphaNet stands before the Caffe code."""
    facts = board.facts_of(["AlphaNet"]).iloc[0]

    assert facts["code_url"] == "https://code.example/alpha"
    assert facts["paper_url"] == "https://papers.example/alpha"
    assert facts["project_url"] == ""


def test_facts_come_in_the_order_asked_for(board: Leaderboard) -> None:
    """A row each, also for a network without a paper, whose facts are empty."""
    facts = board.facts_of(["Zeta", "Delta-Lite", "AlphaNet"])

    assert list(facts.columns) == ["network", *FACTS]
    assert list(facts["network"]) == ["Zeta", "Delta-Lite", "AlphaNet"]
    assert list(facts["paper"]) == ["", "delta", "alpha-net"]
    assert list(facts["year"].isna()) == [True, False, False]


def test_a_network_of_several_papers_has_the_facts_of_the_first(write: Write) -> None:
    """A paper listed twice, or a second paper of a network, changes nothing."""
    write("network,dataset,miou\nA,streets,80\n", "results.csv")
    folder = write("paper,network,year\np,A,2017\np,A,2017\nq,A,2019\n", "papers.csv").parent

    board = leaderboard.load(folder)

    assert list(board.facts_of(["A"])["year"]) == [2017]
    assert networks(board.where(year=2019)) == set()
    assert networks(board.where(year=2017)) == {"A"}


def test_networks_are_ordered_by_first_appearance_then_by_name(board: Leaderboard) -> None:
    """Undated ones come last, whatever the case of their names."""
    ordered = board.chronological(["Zeta", "zeta", "Omega", "Delta", "Beta-Net", "Delta-Lite", "Gamma+"])

    assert ordered == ["Gamma+", "Beta-Net", "Delta", "Delta-Lite", "Omega", "Zeta", "zeta"]


# Nothing changes.


def test_a_leaderboard_is_frozen(board: Leaderboard) -> None:
    """Its frames cannot be exchanged."""
    with pytest.raises(FrozenInstanceError):
        board.results_table = board.papers_table  # type: ignore[misc]


def test_asking_and_choosing_change_nothing(tables: Any) -> None:
    """The frames are the same afterwards."""
    board = leaderboard.load(tables)
    frames = [field.name for field in fields(board) if field.name.endswith("_table")]
    before = {name: getattr(board, name).copy(deep=True) for name in frames}

    board.where(since=2018, tag="attention", split="val", networks=["Delta"]).top("streets")
    board.top("streets", split="val", every_score=True)
    board.show("Delta")
    board.table()
    board.datasets()
    board.papers("streets")

    for name in frames:
        assert getattr(board, name).equals(before[name])


@pytest.mark.parametrize("typed", ["streets val", "City Streets (val)", "cs validation set", "STREETS-VAL"])
def test_a_split_can_be_named_behind_the_dataset(board: Leaderboard, typed: str) -> None:
    """As lists and papers do."""
    assert list(board.top(typed)["score"]) == [83.0, 79.9]


# Metrics.


@pytest.fixture
def measured(write: Write) -> Leaderboard:
    """Return a board with two metrics of one dataset, and parts of the first."""
    rows = "A,d,80,,\nB,d,81,,\nA,d,30,latency,\nA,d,70,IoU road,\nB,d,60,IoU road,\nA,d,1,IoU sky,val\n"
    write(f"network,dataset,miou,metric,split\n{rows}", "results.csv")
    write("dataset,metric,unit,better,split\nd,mIoU,%,higher,test\n", "datasets.csv")
    write(
        "metric,dataset,unit,better,group\nIoU road,d,%,higher,IoU per class\n"
        "IoU sky,,%,higher,IoU per class\nlatency,,ms,lower,\n",
        "metrics.csv",
    )
    folder = write("paper,network\na,A\n", "papers.csv").parent
    return leaderboard.load(folder)


def test_every_metric_of_a_dataset_is_a_board(measured: Leaderboard) -> None:
    """Its own metric first, each with what is known of it."""
    assert measured.boards[
        ["metric", "split", "unit", "better", "group", "networks", "own"]
    ].to_numpy().tolist() == [
        ["mIoU", "test", "%", "higher", "", 2, True],
        ["IoU road", "test", "%", "higher", "IoU per class", 2, False],
        ["IoU sky", "val", "%", "higher", "IoU per class", 1, False],
        ["latency", "test", "ms", "lower", "", 1, False],
    ]


def test_another_metric_can_be_chosen(measured: Leaderboard) -> None:
    """As people type it; it is what ranks then."""
    chosen = measured.on("d", metric="LATENCY")

    assert [chosen.about[name] for name in ("metric", "unit", "better")] == ["latency", "ms", "lower"]
    assert list(measured.top("d", metric="iou-road")["network"]) == ["A", "B"]
    assert list(measured.where(metric="latency").top()["network"]) == ["A"]


def test_parts_of_metrics_are_no_other_boards(measured: Leaderboard) -> None:
    """There can be hundreds of them."""
    assert list(measured.on("d").other_boards()["metric"]) == ["latency"]


def test_a_metric_that_nothing_is_measured_in_is_an_error(measured: Leaderboard) -> None:
    """With near names."""
    with pytest.raises(UnknownName, match=r"^no metric named 'latencies'; did you mean 'latency'\?$"):
        measured.on("d", metric="latencies")


def test_a_metric_of_another_dataset_only_leaves_an_empty_board(write: Write) -> None:
    """It is a metric, but not of this one; asked for there, it is an error."""
    board = leaderboard.load(write("network,dataset,metric,score\nA,d,accuracy,80\nA,e,F1,70\n"))

    assert board.in_metric("f1").on("d").about["networks"] == 0
    assert board.in_metric("f1").top("d").empty
    with pytest.raises(UnknownName):
        board.on("d", metric="f1")


def test_a_dataset_without_scores_on_its_own_split_ranks_another(write: Write) -> None:
    """Rather than nothing; with scores on both, its own is ranked."""
    on_val = "network,dataset,miou,split\nA,cityscapes,80,val\n"
    on_both = f"{on_val}B,cityscapes,70,test\n"

    assert leaderboard.load(write(on_val)).on("cityscapes").about["split"] == "val"
    assert leaderboard.load(write(on_both)).on("cityscapes").about["split"] == "test"


def test_a_dataset_that_says_no_split_has_none(write: Write) -> None:
    """None is made up."""
    board = leaderboard.load(write("network,dataset,accuracy\nA,meadow,80\n"))

    assert board.on("meadow").about["split"] == ""
    assert list(board.top("meadow")["split"]) == [""]
