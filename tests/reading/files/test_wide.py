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
    """Rows come network by network, and known datasets are found by their aliases."""
    board = leaderboard.load(write("network,VOC12,VOC12 with COCO,Cityscapes\nA,79.7,82.7,\nB,,85.7,81.3\n"))

    assert scores(board) == [
        ["A", "voc12", "79.7"],
        ["A", "voc12-coco", "82.7"],
        ["B", "voc12-coco", "85.7"],
        ["B", "cityscapes", "81.3"],
    ]
    assert list(board.datasets_table["dataset"]) == ["voc12", "voc12-coco", "cityscapes"]


@pytest.mark.parametrize("header", ["Network", "NETWORK", "network ", "\ufeffnetwork"])
def test_the_column_of_networks_is_found_however_it_is_written(write: Write, header: str) -> None:
    """Case and spaces do not matter."""
    board = leaderboard.load(write(f"{header},VOC12\nA,79.7\n"))

    assert scores(board) == [["A", "voc12", "79.7"]]


@pytest.mark.parametrize("cell", ["81.2(81.7)", "81.2 (81.7)", " 81.2 ( 81.7 ) "])
def test_a_second_figure_in_parentheses_is_a_score_of_its_own(write: Write, cell: str) -> None:
    """Both are on the board, and the better one counts."""
    board = leaderboard.load(write(f"network,Cityscapes\nA,{cell}\n"))

    assert scores(board) == [["A", "cityscapes", "81.2"], ["A", "cityscapes", "81.7"]]
    assert list(board.top("cityscapes")["score"]) == [81.7]


def test_more_figures_in_parentheses_are_scores_as_well(write: Write) -> None:
    """As they are exported; a comma without a space is in a number, and wrong there."""
    board = leaderboard.load(write('network,Mine\nA,"82.4 (81.9, 80.4)"\nB,"81.0 (80.0)"\n'))

    assert [score for *_, score in scores(board)] == ["82.4", "81.9", "80.4", "81.0", "80.0"]
    with pytest.raises(DataError, match=r"the score '81,9' is not a finite number"):
        leaderboard.load(write('network,Cityscapes\nA,"82.4 (81,9)"\n'))


@pytest.mark.parametrize(
    "cell", ["", "-", "--", "–", "—", "−", "*", "n/a", "N/A", "na", "n/a ", " - ", "None", "null"]
)
def test_what_is_not_reported_is_no_score(write: Write, cell: str) -> None:
    """Neither 0 nor an error."""
    board = leaderboard.load(write(f"network,VOC12,ADE20K\nA,{cell},40\nB,70,\n"))

    assert scores(board) == [["A", "ade20k", "40"], ["B", "voc12", "70"]]


def test_columns_of_mostly_numbers_are_datasets_of_their_own(write: Write) -> None:
    """They are called as they are written, and measured in mIoU."""
    board = leaderboard.load(write("network,My Set\nA,70.5\nB,-\nC,71(72)\n"))

    assert scores(board) == [["A", "My Set", "70.5"], ["C", "My Set", "71"], ["C", "My Set", "72"]]
    assert board.datasets_table[["dataset", "title", "metric", "unit", "split"]].to_numpy().tolist() == [
        ["My Set", "My Set", "mIoU", "%", ""],
    ]


def test_a_column_of_text_is_left_with_a_remark(write: Write) -> None:
    """Nothing is passed over silently."""
    path = write("network,VOC12,Backbone,Remarks\nA,70,ResNet-101,\nB,71,VGG16,\n")

    board = leaderboard.load(path)

    assert scores(board) == [["A", "voc12", "70"], ["B", "voc12", "71"]]
    assert board.remarks == (f"{path}: not used: the columns 'Backbone', 'Remarks'",)


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


@pytest.mark.parametrize(
    "cell", ["7O.5", "70,5", "81.2*", "81.2 81.7", "81.2 ± 0.3", "81.2 (81.7) x", "81.2 (", "1(2)(3)"]
)
def test_a_typo_in_a_column_of_scores_is_an_error_with_its_line(write: Write, cell: str) -> None:
    """A cell that is not wholly understood is not taken in part."""
    path = write(f'network,Mine,note\nA,70,"two\nlines"\n\nB,71,\nC,"{cell}",\n')

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value) == f"{path}:6: the score {cell!r} is not a finite number"
    assert caught.value.line == 6


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("name,VOC12\nA,70\n", 1, "no column 'network'; the columns are 'name', 'VOC12'"),
        ("\n\nname,VOC12\nA,70\n", 3, "no column 'network'; the columns are 'name', 'VOC12'"),
        ("network,Network,VOC12\nA,B,70\n", 1, "the columns 'network' and 'Network' say the same"),
        (
            "network,backbone\nA,ResNet\n",
            1,
            "no column of scores: it needs 'dataset' and 'miou', or one column per dataset",
        ),
        (
            "network,miou\nA,80\n",
            1,
            "no column of scores: it needs 'dataset' and 'miou', or one column per dataset",
        ),
        ("network,VOC12\nA,70\n,71\n", 3, "no network is named"),
        ("network,VOC12\nA,101\n", 2, "the score is not between 0 and 100 %"),
        ("network,VOC12,year\nA,70,2018\nB,71,18\n", 3, "'18' is not a year"),
    ],
)
def test_what_cannot_be_used_is_an_error_with_its_line(
    write: Write, text: str, line: int, problem: str
) -> None:
    """The message says what is missing or wrong."""
    path = write(text)

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value) == f"{path}:{line}: {problem}"


@pytest.mark.parametrize("text", ["network,VOC12\n", "network,VOC12\nA,-\nB,n/a\n"])
def test_a_table_without_any_score_is_an_error(write: Write, text: str) -> None:
    """There is nothing to rank."""
    path = write(text)

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value) == f"{path}: there are no scores below the header"


def test_a_column_of_numbers_that_is_no_known_dataset_is_remarked_on(write: Write) -> None:
    """It may be one's own dataset, or something else: what it is taken for is said."""
    path = write("network,Cityscapes,mine\nA,80.1,45.2\n")

    board = leaderboard.load(path)

    assert board.remarks == (f"{path}: 'mine' is taken for a dataset, measured in mIoU (%)",)


def test_numbers_that_are_no_scores_are_no_dataset(write: Write) -> None:
    """Parameters, speed and ranks are left with a remark; places that this program wrote are no loss."""
    path = write("place,network,Cityscapes,Params (M),FPS,#\n1,A,80.1,45.2,30,1\n")

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "80.1"]]
    assert board.remarks == (f"{path}: not used: the columns 'Params (M)', 'FPS', '#'",)


def test_several_figures_in_parentheses_are_scores_of_their_own(write: Write) -> None:
    """As the program writes a table of every score."""
    board = leaderboard.load(write('network,Cityscapes\nA,"82.1 (81.7, 80)"\n'))

    assert scores(board) == [
        ["A", "cityscapes", "82.1"],
        ["A", "cityscapes", "81.7"],
        ["A", "cityscapes", "80"],
    ]


def test_columns_may_say_what_is_measured_on_a_dataset(write: Write) -> None:
    """As the program writes where that is not mIoU."""
    path = write(
        "network,depth,depth_metric,depth_unit,depth_better\nA,0.5,RMSE,m,lower\nB,0.7,RMSE,m,lower\n"
    )

    board = leaderboard.load(path)

    assert board.top("depth")[["network", "metric", "unit", "better"]].to_numpy().tolist() == [
        ["A", "RMSE", "m", "lower"],
        ["B", "RMSE", "m", "lower"],
    ]
    assert board.remarks == ()
