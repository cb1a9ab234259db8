"""The records of a board: ``leaderboard.answers.history``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.answers import history
from leaderboard.errors import UnknownName

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard


def test_the_records_of_cityscapes_stand_in_the_order_of_time(shipped: Leaderboard) -> None:
    """Seven until 2018; each is better than all of earlier months."""
    found = shipped.where(until=2018).history("cityscapes")

    assert found[["date", "network", "score_text"]].to_numpy().tolist() == [
        ["2014-11", "FCN-8s", "65.3"],
        ["2016-06", "Deeplab v2", "70.4"],
        ["2016-11", "RefineNet", "73.6"],
        ["2016-12", "PSPNet", "80.2"],
        ["2017-06", "DeepLabv3", "81.3"],
        ["2018-02", "DeepLabv3+", "82.1"],
        ["2018-09", "DPC", "82.7"],
    ]
    assert list(found["months"].fillna(-1)) == [19, 5, 1, 6, 8, 7, -1]
    assert list(found["gain"].fillna(0)) == [0, 5.1, 3.2, 6.6, 1.1, 0.8, 0.6]
    assert list(found["until"]) == ["2016-06", "2016-11", "2016-12", "2017-06", "2018-02", "2018-09", ""]


def test_of_one_month_the_better_score_holds_the_record(write: Write) -> None:
    """The lesser ones of the month were never records, also those better than all before."""
    board = leaderboard.load(
        write("network,dataset,miou,date\nA,d,70,2018-01\nB,d,72,2018-03\nC,d,75,2018-03\nD,d,74,2018-03\n")
    )

    assert list(board.history("d")["network"]) == ["A", "C"]


def test_an_equal_score_later_is_no_record(write: Write) -> None:
    """Only what is strictly better takes it."""
    board = leaderboard.load(
        write("network,dataset,miou,date\nA,d,70,2018-01\nB,d,70.0,2018-02\nC,d,69,2018-03\n")
    )

    assert list(board.history("d")["network"]) == ["A"]


def test_a_record_of_two_in_one_month_is_shared(write: Write) -> None:
    """Both have a row, with the same gain and the same months; the next counts from both."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,date\n"
            "A,d,70,2018-01\nB,d,71.5,2018-04\nC,d,71.50,2018-04\nC,d,71.5,2018-04\nD,d,72,2019-04\n"
        )
    )

    found = board.history("d")

    assert list(found["network"]) == ["A", "B", "C", "D"]
    assert list(found["gain"].fillna(0)) == [0, 1.5, 1.5, 0.5]
    assert list(found["months"].fillna(-1)) == [3, 12, 12, -1]


def test_lower_is_better_where_the_dataset_says_so(write: Write) -> None:
    """The record then falls: from 0.9 by 0.3; 0.7 and another 0.6 are none."""
    results = "network,dataset,score\nA,d,0.9\nB,d,0.6\nC,d,0.7\nD,d,0.6\n"
    papers = "paper,network,date\na,A,2018-01\nb,B,2018-02\nc,C,2018-03\nd,D,2018-04\n"
    folder = write(results, "own/results.csv").parent
    write("dataset,title,metric,unit,better\nd,D,RMSE,m,lower\n", "own/datasets.csv")
    write(papers, "own/papers.csv")

    found = leaderboard.load(folder).history("d")

    assert list(found["network"]) == ["A", "B"]
    assert list(found["gain"].fillna(0)) == [0, -0.3]


def test_scores_without_a_month_are_no_records(board: Leaderboard) -> None:
    """Omega's paper has no date, and Zeta no paper; the order is that of the months."""
    found = board.history("streets")

    assert found[["date", "network", "score"]].to_numpy().tolist() == [["2016-06", "Gamma+", 82.7]]


@pytest.mark.parametrize("text", ["", "2018", "2018-13", "2018-1", "spring 2018", "18-02"])
def test_what_is_no_month_is_no_date(write: Write, text: str) -> None:
    """A year alone does not tell who was first."""
    board = leaderboard.load(write(f"network,dataset,miou,date\nA,d,70,{text}\n"))

    assert board.history("d").empty
    assert list(history.timeline(board)["date"]) == [""]


def test_a_day_counts_as_its_month(write: Write) -> None:
    """Whoever was first in a month, the better one holds the record."""
    board = leaderboard.load(
        write("network,dataset,miou,date\nA,d,70,2018-02-01\nB,d,71,2018-02-28\nC,d,72,2018-03-01\n")
    )

    assert list(board.history("d")["date"]) == ["2018-02", "2018-03"]


def test_another_split_is_another_history(board: Leaderboard) -> None:
    """On val, AlphaNet of 2017 is ahead of Delta of 2019."""
    assert list(board.history("streets", split="val")["network"]) == ["AlphaNet"]


def test_without_a_dataset_every_board_has_its_records(shipped: Leaderboard) -> None:
    """Boards come in the order of the datasets, each from its first record."""
    found = shipped.history()

    firsts = found.drop_duplicates("dataset")[["dataset", "date", "network"]][:6]
    assert firsts.to_numpy().tolist() == [
        ["voc12", "2014-11", "FCN-8s"],
        ["voc12-coco", "2015-02", "CRF-RNN"],
        ["pascal-context", "2014-11", "FCN-8s"],
        ["camvid", "2014-12", "DeepLab"],
        ["cityscapes", "2014-11", "FCN-8s"],
        ["ade20k", "2016-11", "RefineNet"],
    ]
    assert list(found.groupby("dataset", sort=False).size()) == [10, 8, 16, 8, 14, 17, 13, 9, 5]


def test_the_record_that_stands_has_an_age(the_list: Path) -> None:
    """Counted in months until the day that is asked about."""
    found = leaderboard.load(the_list).records(today=date(2019, 5, 31))

    assert found[["dataset", "split", "network", "score_text", "date", "age"]].to_numpy().tolist() == [
        ["voc12", "test", "DUpsampling", "85.3", "2019-03", 2],
        ["voc12-coco", "test", "DUpsampling", "88.1", "2019-03", 2],
        ["pascal-context", "val", "HRNetV2", "54.0", "2019-04", 1],
        ["camvid", "test", "DDSC", "70.9", "2018-06", 11],
        ["cityscapes", "test", "DPC", "82.7", "2018-09", 8],
        ["ade20k", "val", "OCNet", "45.45", "2018-09", 8],
    ]


def test_ages_are_those_of_today_unless_said_otherwise(the_list: Path) -> None:
    """They only grow."""
    assert (leaderboard.load(the_list).records()["age"] >= 75).all()


def test_boards_without_dates_have_no_standing_record(board: Leaderboard) -> None:
    """``records`` leaves out a board with none, such as one without scores."""
    assert list(board.records(today=date(2020, 1, 1))["dataset"]) == ["streets", "rooms", "depth"]


def test_the_timeline_has_every_score_and_the_undated_last(board: Leaderboard) -> None:
    """Months come in order, each from its best score."""
    found = history.timeline(board.on("streets"))

    assert found[["date", "network", "score", "record"]].to_numpy().tolist() == [
        ["2016-06", "Gamma+", 82.7, True],
        ["2017-11", "AlphaNet", 81.5, False],
        ["2017-11", "AlphaNet", 80.0, False],
        ["2018-03", "Beta-Net", 81.5, False],
        ["2019-02", "Delta", 72.0, False],
        ["", "Omega", 72.0, False],
        ["", "Zeta", 65.25, False],
    ]


def test_the_facts_of_the_paper_come_along(shipped: Leaderboard) -> None:
    """As in all answers about networks."""
    (first, *_) = shipped.history("cityscapes").to_dict("records")

    assert first["venue"] == "CVPR"
    assert first["paper_url"] == "http://arxiv.org/abs/1411.4038"
    assert first["evidence"] == "list"


def test_an_empty_board_has_an_empty_history(shipped: Leaderboard) -> None:
    """With the same columns and types."""
    nothing = shipped.where(since=2030)

    assert nothing.history("camvid").empty
    assert list(nothing.history().columns) == list(shipped.history().columns)
    assert str(nothing.history()["months"].dtype) == "Int64"
    assert nothing.records(today=date(2020, 1, 1)).empty


def test_the_history_of_an_unknown_dataset_is_an_error() -> None:
    """With near names."""
    with pytest.raises(UnknownName, match="did you mean 'cityscapes'"):
        leaderboard.load().history("citscapes")


def test_the_own_date_of_a_score_goes_before_that_of_its_paper(write: Write) -> None:
    """A network can be retrained years after it was published."""
    folder = write(
        "network,dataset,accuracy,date\nA,d,70,\nA,d,75,2021-06-15\nB,d,72,\n", "own/results.csv"
    ).parent
    write("paper,network,date\na,A,2018-01\nb,B,2019-03\n", "own/papers.csv")

    found = leaderboard.load(folder).history("d")

    assert found[["date", "network", "score"]].to_numpy().tolist() == [
        ["2018-01", "A", 70.0],
        ["2019-03", "B", 72.0],
        ["2021-06", "A", 75.0],
    ]


def test_a_record_within_the_spread_of_the_one_before_is_marked(write: Write) -> None:
    """80.2 and 80.0 are 0.2 apart, less than 1.96 times the root of 0.1² + 0.1²; 85 is far above."""
    rows = "A,d,80.0,0.1,stderr,2020-01\nB,d,80.2,0.1,stderr,2020-02\nC,d,85.0,0.1,stderr,2020-03\n"

    found = leaderboard.load(write(f"network,dataset,accuracy,spread,spread_of,date\n{rows}")).history("d")

    assert list(found["within_spread"]) == [False, True, False]


def test_records_of_another_metric_are_others(write: Write) -> None:
    """Metrics do not mix."""
    rows = "A,d,80,9,2020-01\nB,d,79,5,2020-02\n"
    board = leaderboard.load(write(f"network,dataset,accuracy,WER,date\n{rows}"))

    assert list(board.history("d")["network"]) == ["A"]
    assert list(board.history("d", metric="wer")["network"]) == ["A", "B"]


def test_the_curve_of_a_network_has_its_falls(write: Write) -> None:
    """What others reached between is not in it, and neither is a score without a month."""
    rows = "A,d,70.0,2024-01\nB,d,90,2024-02\nA,d,72.5,2024-02\nA,d,71.0,2024-04\nA,d,99,2024\n"
    board = leaderboard.load(write(f"network,dataset,accuracy,date\n{rows}"))

    found = history.curve(board, "a")

    assert list(found["date"]) == ["2024-01", "2024-02", "2024-04"]
    assert list(found["score"]) == [70.0, 72.5, 71.0]
    assert found["change"].fillna(0).to_list() == [0, 2.5, -1.5]
