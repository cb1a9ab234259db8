from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.board.columns import FACTS, RESULTS
from leaderboard.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from conftest import Write

    from leaderboard import Leaderboard

REACHED = [
    *("variant", "test_time", "extra_data", "resolution", "protocol"),
    *("spread", "spread_of", "runs", "run", "date", "evidence", "source", "note", "spread_text"),
]


# One board.


def test_the_best_network_stands_first_and_ties_share_the_better_place(board: Leaderboard) -> None:
    """Places are 1, 2=, 2=, 4=, 4=, 6."""
    ranked = board.top("streets")

    assert list(ranked["network"]) == ["Gamma+", "AlphaNet", "Beta-Net", "Delta", "Omega", "Zeta"]
    assert list(ranked["place"]) == [1, 2, 2, 4, 4, 6]
    assert list(ranked["tied"]) == [False, True, True, True, True, False]


def test_within_a_tie_the_earlier_stands_first_and_the_undated_last(write: Write) -> None:
    """The date of a score counts; without one, or of the same date, the name decides."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,date\n"
            "zoe,streets,80,\nAda,streets,80,\nTen,streets,80,2018-10\n"
            "two,streets,80,2018-02\nTWA,streets,80,2018-02\nOld,streets,80,2017-12\n"
        )
    )

    ranked = board.top("streets")

    assert list(ranked["network"]) == ["Old", "TWA", "two", "Ten", "Ada", "zoe"]
    assert list(ranked["place"]) == [1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [("81.5", "81.50"), ("81.5", "+81.5"), ("0.3", "3e-1"), ("72", "72.000"), ("100", "1e2"), ("0", "-0.0")],
)
def test_scores_tie_when_they_are_equal_as_decimals(write: Write, first: str, second: str) -> None:
    """How many digits they were written with does not matter."""
    board = leaderboard.load(write(f"network,dataset,miou\nA,streets,{first}\nB,streets,{second}\n"))

    assert list(board.top("streets")["place"]) == [1, 1]


def test_scores_that_differ_in_a_late_digit_do_not_tie(write: Write) -> None:
    """Nothing is rounded before scores are compared."""
    board = leaderboard.load(write("network,dataset,miou\nA,streets,81.5\nB,streets,81.5000000001\n"))

    ranked = board.top("streets")

    assert list(ranked["network"]) == ["B", "A"]
    assert list(ranked["place"]) == [1, 2]


def test_a_network_stands_there_once_with_its_best_score(board: Leaderboard) -> None:
    """What was reported under other conditions is left out, and the conditions are those of the best."""
    ranked = board.top("streets")

    row = ranked[ranked["network"] == "AlphaNet"].iloc[0]
    assert row["score"] == 81.5
    assert row["variant"] == "ResNet-101"
    assert row["test_time"] == "multi-scale"
    assert row["source"] == "https://papers.example/alpha"


def test_other_scores_can_be_listed_without_a_place(board: Leaderboard) -> None:
    """They stand where their score belongs, and move no one."""
    ranked = board.top("streets", every_score=True)

    assert list(ranked["score"]) == [82.7, 81.5, 81.5, 80.0, 72.0, 72.0, 65.25]
    assert list(ranked["place"].fillna(0)) == [1, 2, 2, 0, 4, 4, 6]
    assert list(ranked["of"]) == [6, 6, 6, 6, 6, 6, 6]
    assert not ranked["tied"].iloc[3]


def test_a_network_whose_best_score_stands_there_twice_has_one_place(write: Write) -> None:
    """It does not tie with itself; the first row counts."""
    board = leaderboard.load(
        write("network,dataset,miou,source\nA,streets,80,here\nA,streets,80.0,there\nB,streets,79,\n")
    )

    ranked = board.top("streets", every_score=True)

    assert list(ranked["place"].fillna(0)) == [1, 0, 2]
    assert list(ranked["tied"]) == [False, False, False]
    assert list(ranked["source"]) == ["here", "there", ""]


def test_a_network_without_a_score_is_not_on_the_board(board: Leaderboard) -> None:
    """It is neither 0 nor last."""
    ranked = board.top("rooms")

    assert list(ranked["network"]) == ["Delta", "Gamma+"]
    assert list(ranked["of"]) == [2, 2]


def test_lower_is_better_where_the_dataset_says_so(board: Leaderboard) -> None:
    """The lowest stands first, and being worse is a positive gap."""
    ranked = board.top("depth")

    assert list(ranked["network"]) == ["Zeta", "Beta-Net", "Omega"]
    assert list(ranked["place"]) == [1, 2, 2]
    assert list(ranked["gap"]) == [0.0, 0.03, 0.03]


def test_of_several_scores_the_lowest_counts_where_lower_is_better(write: Write) -> None:
    """Best is what the dataset says it is."""
    write("network,dataset,score\nA,error,3\nA,error,1\nB,error,2\n", "results.csv")
    folder = write("dataset,better\nerror,lower\n", "datasets.csv").parent

    ranked = leaderboard.load(folder).top("error")

    assert list(ranked["network"]) == ["A", "B"]
    assert list(ranked["score"]) == [1.0, 2.0]


def test_gaps_are_signed_and_have_no_binary_dust(board: Leaderboard) -> None:
    """81.5 − 82.7 is −1.2, not −1.2000000000000028."""
    ranked = board.top("streets")

    assert list(ranked["gap"]) == [0.0, -1.2, -1.2, -10.7, -10.7, -17.45]


@pytest.mark.parametrize(
    ("best", "other", "gap"),
    [
        ("3.2e-11", "1.2e-11", -2e-11),
        ("2e300", "1e300", -1e300),
        ("1e308", "-1e308", float("-inf")),
        ("1234567.891", "1234567.89", -0.001),
        ("0", "-0.1", -0.1),
        ("0.3", "0.1", -0.2),
        ("5e-324", "0", -5e-324),
    ],
)
def test_gaps_are_exact_at_any_size(write: Write, best: str, other: str, gap: float) -> None:
    """Scores without a unit can be tiny or huge."""
    path = write(f"network,dataset,score\nA,own,{best}\nB,own,{other}\n")
    board = leaderboard.load(path, stated={"better": "higher"})

    assert list(board.top("own")["gap"]) == [0.0, pytest.approx(gap, rel=1e-12, abs=1e-22)]


def test_published_digits_are_kept(board: Leaderboard) -> None:
    """A zero at the end was published too."""
    ranked = board.top("streets")

    assert list(ranked["score_text"]) == ["82.7", "81.5", "81.50", "72.0", "72.0", "65.25"]


def test_only_so_many_are_returned_as_asked_for(board: Leaderboard) -> None:
    """A limit cuts rows; places and the number of networks stay."""
    ranked = board.top("streets", limit=2)

    assert list(ranked["place"]) == [1, 2]
    assert list(ranked["of"]) == [6, 6]
    assert list(ranked.index) == [0, 1]


def test_another_split_is_another_board(board: Leaderboard) -> None:
    """It has places and gaps of its own."""
    ranked = board.top("streets", split="val")

    assert list(ranked["network"]) == ["AlphaNet", "Delta"]
    assert list(ranked["gap"]) == [0.0, -3.1]
    assert list(ranked["split"]) == ["val", "val"]


def test_the_split_that_counted_is_told(board: Leaderboard) -> None:
    """Also of a score whose source does not say."""
    assert list(board.top("rooms")["split"]) == ["val", "val"]


def test_places_are_those_among_what_was_chosen(board: Leaderboard) -> None:
    """A filter makes a smaller board."""
    ranked = board.where(tag="attention").top("streets")

    assert list(ranked["network"]) == ["AlphaNet", "Delta"]
    assert list(ranked["place"]) == [1, 2]
    assert list(ranked["gap"]) == [0.0, -9.5]


def test_the_columns_of_a_board_are_documented_ones(board: Leaderboard) -> None:
    """They are the same whatever is on it."""
    ranked = board.top("depth")

    assert list(ranked.columns) == [
        *(
            "place",
            "network",
            "score",
            "gap",
            "of",
            "tied",
            "score_text",
            "from_text",
            "dataset",
            "split",
            "metric",
        ),
        "not_separable_from",
        *REACHED,
        *("unit", "better", "group"),
        *(name for name in FACTS if name != "date"),
    ]


def test_facts_stand_beside_the_scores(board: Leaderboard) -> None:
    """Year is missing and text empty where nothing is known."""
    ranked = board.top("streets")

    assert list(ranked["year"].fillna(0)) == [2016, 2018, 2018, 2019, 0, 0]
    assert list(ranked["venue"]) == ["NIPS", "CVPR", "ECCV", "ICCV", "", ""]
    assert list(ranked["code_url"]) == [
        "https://code.example/gamma",
        "https://code.example/alpha",
        *("", "", "", ""),
    ]


def test_an_unknown_dataset_is_an_error(board: Leaderboard) -> None:
    """No board is ranked in its place."""
    with pytest.raises(UnknownName, match=r"^no dataset named 'stretes'; did you mean 'streets'\?$"):
        board.top("stretes")


# Every board.


def test_rank_gives_every_score_of_every_board(board: Leaderboard) -> None:
    """In the order of the datasets, the own split first, each from the best to the worst."""
    ranked = board.rank()

    assert len(ranked) == 15
    assert list(ranked.columns) == [
        *RESULTS,
        *("place", "tied", "of", "gap", "from_text", "row", "own", "unit", "better", "group"),
    ]
    boards = ranked[["dataset", "split"]].drop_duplicates().to_numpy().tolist()
    assert boards == [
        ["streets", "test"],
        ["streets", "val"],
        ["rooms", "val"],
        ["rooms", "test"],
        ["depth", "test"],
    ]
    assert list(ranked["own"]) == [True] * 7 + [False] * 2 + [True] * 2 + [False] + [True] * 3


def test_the_leaders_are_the_first_of_every_dataset(board: Leaderboard) -> None:
    """On its own split; a dataset without scores has none."""
    first = board.top()

    assert list(first["dataset"]) == ["streets", "rooms", "depth"]
    assert list(first["split"]) == ["test", "val", "test"]
    assert list(first["network"]) == ["Gamma+", "Delta", "Zeta"]
    assert list(first["of"]) == [6, 2, 3]


def test_the_leaders_of_another_split(board: Leaderboard) -> None:
    """A split counts on every dataset."""
    first = board.top(split="val")

    assert list(first["dataset"]) == ["streets", "rooms"]
    assert list(first["network"]) == ["AlphaNet", "Delta"]


def test_all_who_share_the_first_place_lead(write: Write) -> None:
    """Each has a row, the earlier first."""
    board = leaderboard.load(write("network,dataset,miou,date\nB,x,80,\nA,x,80.0,2019-01\nC,x,79,\nC,y,1,\n"))

    first = board.top()

    assert first[["dataset", "network", "place", "tied"]].to_numpy().tolist() == [
        ["x", "A", 1, True],
        ["x", "B", 1, True],
        ["y", "C", 1, False],
    ]


def test_a_limit_holds_for_leaders_too(board: Leaderboard) -> None:
    """The first datasets are kept."""
    assert list(board.top(limit=1)["dataset"]) == ["streets"]


# Some networks.


def test_show_gives_every_score_with_its_place(board: Leaderboard) -> None:
    """Network by network as they were named, then in the order of the datasets."""
    shown = board.show("zeta", "DELTA")

    assert shown[["network", "dataset", "split", "score", "place", "of", "gap"]].to_numpy().tolist() == [
        ["Zeta", "streets", "test", 65.25, 6, 6, -17.45],
        ["Zeta", "rooms", "test", 43.0, 1, 1, 0.0],
        ["Zeta", "depth", "test", 0.48, 1, 3, 0.0],
        ["Delta", "streets", "test", 72.0, 4, 6, -10.7],
        ["Delta", "streets", "val", 79.9, 2, 2, -3.1],
        ["Delta", "rooms", "val", 45.22, 1, 2, 0.0],
    ]


def test_show_tells_scores_that_are_not_the_best_without_a_place(board: Leaderboard) -> None:
    """They are shown, below the best."""
    shown = board.show("alpha")

    assert list(shown["score"]) == [81.5, 80.0, 83.0]
    assert list(shown["place"].fillna(0)) == [2, 0, 1]
    assert list(shown["tied"]) == [True, False, False]


def test_show_names_a_network_once(board: Leaderboard) -> None:
    """Two names of one network are one."""
    assert len(board.show("AlphaNet", "anet", "alpha")) == 3


def test_show_has_no_row_for_a_network_without_a_score(board: Leaderboard) -> None:
    """That is no error: the network is known."""
    assert board.show("Delta-Lite").empty


def test_show_of_no_network_is_empty(board: Leaderboard) -> None:
    """It has the columns that it always has."""
    shown = board.show()

    assert shown.empty
    assert list(shown.columns) == list(board.show("Delta").columns)


def test_show_refuses_unknown_and_ambiguous_names(write: Write) -> None:
    """Nothing is shown in their place."""
    board = leaderboard.load(write("network,dataset,miou\nU-Net,x,1\nUNet,x,2\n"))

    with pytest.raises(UnknownName, match=r"^no network named 'vnet'; did you mean 'U-Net' or 'UNet'\?$"):
        board.show("vnet")
    with pytest.raises(AmbiguousName, match=r"^'unet' names more than one network: 'U-Net' or 'UNet'$"):
        board.show("unet")


# The whole table.


def test_the_table_has_networks_in_rows_and_datasets_in_columns(board: Leaderboard) -> None:
    """Best scores on the own splits; rows by first appearance, undated ones last, then by name."""
    whole = board.table()

    assert list(whole.columns) == ["streets", "rooms", "depth"]
    assert list(whole.index) == ["Gamma+", "AlphaNet", "Beta-Net", "Delta", "Omega", "Zeta"]
    assert whole.fillna(-1).to_numpy().tolist() == [
        [82.7, 44.1, -1],
        [81.5, -1, -1],
        [81.5, -1, 0.51],
        [72.0, 45.22, -1],
        [72.0, -1, 0.51],
        [65.25, -1, 0.48],
    ]


def test_the_table_of_a_split_has_only_its_datasets(board: Leaderboard) -> None:
    """Datasets without a score there are no column."""
    whole = board.where(split="val").table()

    assert list(whole.columns) == ["streets", "rooms"]
    assert list(whole.index) == ["Gamma+", "AlphaNet", "Delta"]


# Nothing left.


@pytest.mark.parametrize(
    "answer",
    [
        lambda board: board.top("streets"),
        lambda board: board.top("streets", every_score=True),
        lambda board: board.top(),
        lambda board: board.rank(),
        lambda board: board.show(),
        lambda board: board.papers(),
        lambda board: board.papers("nothing", topic="loss"),
    ],
)
@pytest.mark.parametrize(
    "filters", [{"year": 1900}, {"tag": "x", "venue": "y", "with_code": True, "split": "z"}]
)
def test_an_answer_without_rows_has_the_columns_and_types_of_others(
    board: Leaderboard, answer: Callable[[Leaderboard], pd.DataFrame], filters: dict[str, Any]
) -> None:
    """A program need not treat it apart."""
    full = answer(board)

    empty = answer(board.where(**filters))

    assert empty.empty
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


def test_a_table_without_scores_has_neither_rows_nor_columns(board: Leaderboard) -> None:
    """There is no dataset that it could be about."""
    assert board.where(year=1900).table().shape == (0, 0)


# Odd names.


def test_words_for_missing_values_are_names_like_others(write: Write) -> None:
    """Networks may be called NA, nan, None or null, and so may datasets."""
    board = leaderboard.load(
        write("network,dataset,miou,year\nNA,nan,80,2018\nnan,nan,70,2019\nNone,nan,60,\nnull,NA,5,2020\n")
    )

    assert list(board.top("nan")["network"]) == ["NA", "nan", "None"]
    assert list(board.show("nan")["place"]) == [2]
    assert list(board.table().index) == ["NA", "nan", "None", "null"]
    assert list(board.datasets()["dataset"]) == ["NA", "nan"]
    assert list(board.datasets()["leader"]) == ["null", "NA"]
    assert list(board.where(since=2019).rank()["network"]) == ["null", "nan"]


# The shipped list.


def test_the_real_ties_of_the_list(the_list: Path) -> None:
    """On VOC 2012 with COCO two pairs share a place, and places after them are skipped."""
    names = ["ExFuse", "DPC", "DeepLabv3", "PSANet"]

    ranked = leaderboard.load(the_list).top("voc12-coco").set_index("network").loc[names]

    assert list(ranked["score_text"]) == ["87.9", "87.9", "85.7", "85.7"]
    assert list(ranked["tied"]) == [True, True, True, True]
    assert ranked["place"].loc["ExFuse"] == ranked["place"].loc["DPC"]
    assert ranked["place"].loc["DeepLabv3"] == ranked["place"].loc["PSANet"]


def test_the_list_keeps_its_published_digits(shipped: Leaderboard) -> None:
    """Some were published with a zero at the end, some with two decimals."""
    texts = shipped.rank().set_index(["network", "dataset", "evidence"])["score_text"]

    assert set(texts.loc[["CRF-RNN"], ["voc12"], ["list"]]) == {"72.0"}
    assert "45.22" in set(texts.loc[:, ["ade20k"], ["list"]])
