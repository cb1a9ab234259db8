"""One column per dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard


def scores(board: Leaderboard) -> list[list[object]]:
    """Return what was read: network, dataset, score as text."""
    return board.results_table[["network", "dataset", "score_text"]].to_numpy().tolist()


def test_a_column_is_a_dataset(write: Write) -> None:
    """Known datasets are found by their aliases; an empty cell is no score."""
    board = leaderboard.load(write("network,VOC12,VOC12 with COCO,Cityscapes\nA,79.7,82.7,\nB,,85.7,81.3\n"))

    assert sorted(scores(board)) == [
        ["A", "voc12", "79.7"],
        ["A", "voc12-coco", "82.7"],
        ["B", "cityscapes", "81.3"],
        ["B", "voc12-coco", "85.7"],
    ]
    assert set(board.datasets_table["dataset"]) == {"voc12", "voc12-coco", "cityscapes"}


@pytest.mark.parametrize("header", ["Network", "NETWORK", "network ", "\ufeffnetwork", "name", "Model ID"])
def test_the_column_of_networks_is_found_however_it_is_written(write: Write, header: str) -> None:
    """Case and spaces do not matter, and it has several names."""
    board = leaderboard.load(write(f"{header},VOC12\nA,79.7\n"))

    assert scores(board) == [["A", "voc12", "79.7"]]


@pytest.mark.parametrize("cell", ["81.2(81.7)", "81.2 (81.7)", " 81.2 ( 81.7 ) "])
def test_a_second_figure_in_parentheses_is_a_score_of_its_own(write: Write, cell: str) -> None:
    """Both are on the board, and the better one counts."""
    board = leaderboard.load(write(f"network,Cityscapes\nA,{cell}\n"))

    assert scores(board) == [["A", "cityscapes", "81.2"], ["A", "cityscapes", "81.7"]]
    assert list(board.top("cityscapes")["score"]) == [81.7]


@pytest.mark.parametrize(
    "cell", ["", "-", "--", "–", "—", "−", "*", "n/a", "N/A", "na", "n/a ", " - ", "None", "null"]
)
def test_what_is_not_reported_is_no_score(write: Write, cell: str) -> None:
    """Neither 0 nor an error."""
    board = leaderboard.load(write(f"network,VOC12,ADE20K\nA,{cell},40\nB,70,\n"))

    assert sorted(scores(board)) == [["A", "ade20k", "40"], ["B", "voc12", "70"]]
    assert board.unusable == ()


def test_an_unknown_title_is_not_ranked_until_the_user_says_what_it_is(write: Write) -> None:
    """Dataset, metric and direction are asked for, not made up."""
    path = write("network,My Set\nA,70.5\nB,-\nC,71(72)\n")

    board = leaderboard.load(path)
    stated = leaderboard.load(path, stated={"metric": "accuracy"})

    assert board.rank()["place"].isna().all()
    assert any("--set dataset=" in remark for remark in board.remarks)
    assert any("--set better=" in remark for remark in board.remarks)
    assert scores(stated) == [["A", "My Set", "70.5"], ["C", "My Set", "71"], ["C", "My Set", "72"]]
    assert stated.remarks == ()


def test_a_column_of_text_is_a_condition_or_left_with_a_remark(write: Write) -> None:
    """Nothing is passed over silently; of an empty column there is nothing to say."""
    board = leaderboard.load(
        write("network,VOC12,Backbone,Mood,Empty\nA,70,ResNet-101,fine,\nB,71,VGG16,,\n")
    )

    assert scores(board) == [["A", "voc12", "70"], ["B", "voc12", "71"]]
    assert board.results_table["variant"].tolist() == ["ResNet-101", "VGG16"]
    (remark,) = board.remarks
    assert "'Mood'" in remark
    assert "'Empty'" not in remark


def test_columns_that_tell_of_networks_are_no_datasets(write: Write) -> None:
    """Years are numbers too; they are facts, and leave no remark."""
    board = leaderboard.load(
        write(
            "Network,VOC12,Year,Published In,code\n"
            "A,70,2017,CVPR 2018,https://a.example\nB,71,,arXiv 1706.05587,\nC,-,2019,,\n"
        )
    )

    ranked = board.top("voc")
    assert ranked[["network", "year", "venue"]].to_numpy().tolist() == [
        ["B", 2017, "arXiv"],
        ["A", 2017, "CVPR"],
    ]
    assert list(ranked["code_url"]) == ["", "https://a.example"]
    assert board.network_names.find("c") == "C"
    assert board.remarks == ()


def test_a_row_without_name_and_scores_is_nothing(write: Write) -> None:
    """A spreadsheet's line of separators between groups is no network."""
    board = leaderboard.load(write("network,VOC12,year\nA,70,2018\n,,2019\nB,71,2019\n"))

    assert [row[0] for row in scores(board)] == ["A", "B"]
    assert list(board.papers_table["network"]) == ["A", "B"]


@pytest.mark.parametrize("cell", ["7O.5", "70,5", "81.2 81.7", "81.2 (81.7) x", "81.2 (", "1(2)(3)"])
def test_a_typo_in_a_column_of_scores_costs_its_cell(write: Write, cell: str) -> None:
    """A cell that is not wholly understood is not taken in part, and is reported with its line."""
    path = write(f'network,Cityscapes,note\nA,70.1,"two\nlines"\n\nB,71.5,\nC,"{cell}",\n')

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "70.1"], ["B", "cityscapes", "71.5"]]
    (one,) = board.unusable
    assert one.place == f"{path}:6"
    assert f"{cell!r}" in one.reason


@pytest.mark.parametrize(
    ("cell", "spread", "note"),
    [("81.2*", "", "marked *"), ("81.2 ± 0.3", "0.3", ""), ("81.2 (81,9)", "", "81,9")],
)
def test_what_stands_beside_a_score_is_kept(write: Write, cell: str, spread: str, note: str) -> None:
    """A mark, a spread, and what cannot be told."""
    board = leaderboard.load(write(f'network,Cityscapes\nA,"{cell}"\nB,70.5\n'))

    row = board.results_table.set_index("network").loc["A"]
    assert row[["score_text", "spread_text", "note"]].tolist() == ["81.2", spread, note]


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        ("B,70,2018\n,71,2018\n", 3, "no network"),
        ("A,101,2018\nB,70,2018\n", 2, "between 0 and 100 %"),
        ("B,70,2018\nA,,18\n", 3, "'18' is not a year"),
    ],
)
def test_what_cannot_be_used_is_kept_in_view_with_its_line(
    write: Write, rows: str, line: int, problem: str
) -> None:
    """The rest is read."""
    path = write(f"network,VOC12,year\n{rows}")

    board = leaderboard.load(path)

    assert scores(board) == [["B", "voc12", "70"]]
    (one,) = board.unusable
    assert one.place == f"{path}:{line}"
    assert problem in one.reason


def test_of_two_columns_of_networks_the_second_is_left_with_a_remark(write: Write) -> None:
    """They say the same."""
    board = leaderboard.load(write("network,Network,VOC12\nA,B,70\n"))

    assert scores(board) == [["A", "voc12", "70"]]
    assert "'Network'" in "".join(board.remarks)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("network,VOC12\n", "no score"),
        ("network,VOC12\nA,-\nB,n/a\n", "no score"),
        ("network,VOC12\nA,101\n", ":2: "),
        (
            "\n\nnetwork,backbone\nA,ResNet\n",
            ":3: no column of scores; name one with --column score=TITLE",
        ),
        ("#,Whatever,VOC12\n1,A,70\n", "name it with --column network=TITLE"),
    ],
)
def test_a_table_without_any_score_is_an_error(write: Write, text: str, problem: str) -> None:
    """It says where, and what is missing."""
    path = write(text)

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value).startswith(f"{path}:")
    assert problem in str(caught.value)


def test_a_table_that_names_no_dataset_is_called_after_its_file(write: Write) -> None:
    """Which is said, with the words that change it."""
    path = write("network,miou\nA,80\n", "fens.csv")

    board = leaderboard.load(path)

    assert scores(board) == [["A", "fens", "80"]]
    (remark,) = board.remarks
    assert "--set dataset=NAME" in remark
    assert scores(leaderboard.load(path, stated={"dataset": "bogs"})) == [["A", "bogs", "80"]]


def test_beside_a_known_dataset_an_unknown_title_is_a_dataset(write: Write) -> None:
    """What is measured on it is not known, so that it is not ranked."""
    board = leaderboard.load(write("network,Cityscapes,mine\nA,80.1,45.2\n"))

    assert scores(board) == [["A", "cityscapes", "80.1"], ["A", "mine", "45.2"]]
    ranked = board.rank()
    assert ranked.loc[ranked["place"].notna(), "dataset"].tolist() == ["cityscapes"]
    assert any("'mine'" in remark for remark in board.remarks)


def test_numbers_that_are_no_scores_are_no_dataset(write: Write) -> None:
    """Places, ranks and counts are none, and parameters are facts."""
    board = leaderboard.load(write("place,network,Cityscapes,Params (M),#\n1,A,80.1,45.2,1\n"))

    assert scores(board) == [["A", "cityscapes", "80.1"]]
    assert set(board.speeds_table["params"]) == {45.2}
    assert board.remarks == ()


def test_a_count_of_networks_names_none(write: Write) -> None:
    """A list of boards is no table of scores, though a score and a title stand in it."""
    path = write("title,dataset,metric,networks,score\nFens,fens,mIoU,6,82.7\n")

    with pytest.raises(DataError, match="--column network=TITLE"):
        leaderboard.load(path)


def test_a_metric_in_brackets_may_have_its_unit(write: Write) -> None:
    """It is the same metric."""
    board = leaderboard.load(write('network,"Mine (val, mIoU %)"\nA,80\n'))

    assert board.results_table[["metric", "split"]].to_numpy().tolist() == [["mIoU", "val"]]
    assert board.datasets_table["unit"].tolist() == ["%"]


def test_several_figures_in_parentheses_are_scores_of_their_own(write: Write) -> None:
    """As the program writes a table of every score."""
    board = leaderboard.load(write('network,Cityscapes\nA,"82.1 (81.7, 80)"\n'))

    assert scores(board) == [
        ["A", "cityscapes", "82.1"],
        ["A", "cityscapes", "81.7"],
        ["A", "cityscapes", "80"],
    ]


@pytest.mark.parametrize("title", ["depth", "pits"])
def test_columns_may_say_what_is_measured_on_a_dataset(write: Write, title: str) -> None:
    """As the program writes where that is not known, whatever the dataset is called."""
    path = write(
        f"network,{title},{title}_metric,{title}_unit,{title}_better,{title}_split\n"
        "A,0.5,RMSE,m,lower,val\nB,0.7,RMSE,m,lower,val\n"
    )

    board = leaderboard.load(path)

    said = board.top(title)[["network", "metric", "unit", "better", "split"]]
    assert said.to_numpy().tolist() == [[name, "RMSE", "m", "lower", "val"] for name in "AB"]
    assert board.remarks == ()


def test_numbers_beside_numbers_describe_none(write: Write) -> None:
    """A title that happens to end alike does not hide its column."""
    board = leaderboard.load(write("network,pits,pits_metric,pits_better\nA,0.5,3,1\nB,0.7,4,2\n"))

    assert {"3", "4"} <= set(board.results_table["score_text"])


def test_several_scores_in_brackets_may_lie_apart(write: Write) -> None:
    """None of them is a spread then, as a single number far below the score may be."""
    board = leaderboard.load(
        write('network,Cityscapes\nA,80.0 (79.1)\nB,81.0 (80.2)\nC,"63.0 (62.6, 55.9, 40.1)"\nD,82.0 (0.4)\n')
    )

    results = board.results_table
    assert sorted(results.loc[results["network"] == "C", "score"]) == [40.1, 55.9, 62.6, 63.0]
    assert list(results.loc[results["network"] == "D", "spread"]) == [0.4]
