"""A folder of tables, of which only results.csv is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.board.columns import LINKS, PAPERS, SPEEDS
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

pytestmark = pytest.mark.usefixtures("way")

RESULTS = "network,dataset,miou\nA,mine,1\nB,mine,2\n"


def test_scores_alone_are_enough(write: Write) -> None:
    """There are no papers and links then, and the datasets are looked up or assumed."""
    folder = write(RESULTS, "results.csv").parent

    board = leaderboard.load(folder)

    assert list(board.top("mine")["network"]) == ["B", "A"]
    assert tuple(board.papers_table.columns) == PAPERS
    assert tuple(board.links_table.columns) == LINKS
    assert tuple(board.speeds_table.columns) == SPEEDS
    assert board.papers_table.empty
    assert board.speeds_table.empty
    assert board.remarks == ()


def test_a_folder_can_be_given_as_text_and_as_a_link(tmp_path: Path, tables: Path) -> None:
    """It does not matter how one gets there."""
    link = tmp_path / "link"
    link.symlink_to(tables, target_is_directory=True)

    assert len(leaderboard.load(str(link)).results_table) == 15


def test_tables_need_only_their_keys(write: Write) -> None:
    """Every other column may be missing, and is then empty."""
    write(RESULTS, "results.csv")
    write("dataset,better\nmine,higher\n", "datasets.csv")
    write("paper\na\n", "papers.csv")
    folder = write("url,kind,paper\nhttps://a.example,code,a\n", "links.csv").parent

    board = leaderboard.load(folder)

    assert board.datasets_table[["dataset", "title", "metric", "better"]].to_numpy().tolist() == [
        ["mine", "mine", "mIoU", "higher"],
    ]
    assert board.papers()[["paper", "network", "code_url"]].to_numpy().tolist() == [
        ["a", "", "https://a.example"],
    ]
    assert board.papers()["year"].isna().all()
    assert board.remarks == ()


def test_the_score_may_be_called_after_the_metric_of_a_dataset(write: Write) -> None:
    """Whatever the case; datasets that are not described are then measured in it, too."""
    write("network,dataset,rmse\nA,depth,3.5\nA,other,1\n", "results.csv")
    folder = write("dataset,metric,better\ndepth,RMSE,lower\n", "datasets.csv").parent

    board = leaderboard.load(folder)

    assert board.datasets_table[["dataset", "metric", "better"]].to_numpy().tolist() == [
        ["depth", "RMSE", "lower"],
        ["other", "rmse", "lower"],
    ]
    assert board.remarks == ()


def test_descriptions_are_given_the_program_knows_second(write: Write) -> None:
    """A dataset of one's own may be called like one of the program."""
    write("network,dataset,miou\nA,context,80\nA,ADE,40\n", "results.csv")
    folder = write("dataset,title,split\ncontext,My Context,dev\n", "datasets.csv").parent

    board = leaderboard.load(folder)

    assert board.datasets_table[["dataset", "title", "split"]].to_numpy().tolist() == [
        ["context", "My Context", "dev"],
        ["ade20k", "ADE20K", "val"],
    ]


def test_datasets_whose_ids_differ_only_in_case_are_two(write: Write) -> None:
    """Written exactly each is found; written another way it is not clear which is meant."""
    write("network,dataset,score\nA,kitti,1\nA,KITTI,2\n", "results.csv")
    folder = write("dataset,metric\nkitti,mIoU\nKITTI,mIoU\n", "datasets.csv").parent

    board = leaderboard.load(folder)

    assert list(board.top("kitti")["score"]) == [1.0]
    assert list(board.top("KITTI")["score"]) == [2.0]
    write("network,dataset,score\nA,Kitti,1\n", "results.csv")
    said = "'Kitti' names more than one dataset: 'kitti' or 'KITTI'; write one of these"
    with pytest.raises(DataError, match=re.escape(f"{folder / 'results.csv'}:2: {said}")):
        leaderboard.load(folder)


def test_what_is_called_as_two_datasets_are_costs_its_rows(write: Write) -> None:
    """Each is named with its line, in every table."""
    write("network,dataset,miou\nA,cs,1\nA,one,2\n", "results.csv")
    write("network,dataset,fps\nA,cs,10\nA,one,20\n", "speeds.csv")
    folder = write("dataset,aliases,metric\none,cs,mIoU\ntwo,cs,mIoU\n", "datasets.csv").parent

    board = leaderboard.load(folder)

    said = "'cs' names more than one dataset: 'one' or 'two'; write one of these"
    assert {(one.place, one.reason) for one in board.unusable} == {
        (f"{folder / 'results.csv'}:2", said),
        (f"{folder / 'speeds.csv'}:2", said),
    }
    assert list(board.speeds_table["fps"]) == [20]


def test_the_case_of_a_split_does_not_matter(write: Write) -> None:
    """Neither in the scores nor in the descriptions."""
    write("network,dataset,score,split\nA,mine,1,TEST\nB,mine,2,\nC,mine,3,test\n", "results.csv")
    folder = write("dataset,split,better\nmine,Test,higher\n", "datasets.csv").parent

    board = leaderboard.load(folder)

    assert list(board.top("mine")["network"]) == ["C", "B", "A"]
    assert board.boards["split"].tolist() == ["test"]


def test_cells_may_have_spaces_around_them(write: Write) -> None:
    """In all tables."""
    write("network,dataset,score\nA , mine ,1\n", "results.csv")
    write("dataset , better \nmine , lower \n", "datasets.csv")
    write("paper ,network,year\na , A , 2018 \n", "papers.csv")
    folder = write("paper,kind,url\na , code , https://a.example \n", "links.csv").parent

    shown = leaderboard.load(folder).show("A")

    assert shown[["dataset", "year", "code_url"]].to_numpy().tolist() == [
        ["mine", 2018, "https://a.example"],
    ]


def test_speeds_are_numbers_that_keep_their_digits(write: Write) -> None:
    """What a source does not say is empty, and no number."""
    write(RESULTS, "results.csv")
    folder = write("network,dataset,fps,params,device\nA,mine,97.0,,T4\nB,mine,,4,\n", "speeds.csv").parent

    speeds = leaderboard.load(folder).speeds_table

    assert tuple(speeds.columns) == SPEEDS
    assert speeds["fps"].fillna(-1.0).to_list() == [97.0, -1.0]
    assert speeds["params"].fillna(-1.0).to_list() == [-1.0, 4.0]
    assert speeds["gflops"].isna().all()
    assert speeds[
        ["network", "fps_text", "params_text", "gflops_text", "device", "split"]
    ].to_numpy().tolist() == [
        ["A", "97.0", "", "", "T4", ""],
        ["B", "", "4", "", "", ""],
    ]


def test_speeds_are_on_the_datasets_of_the_scores(write: Write) -> None:
    """Datasets and splits may be typed as in the scores, or another way."""
    write("network,dataset,split,score\nA,ADE,val,40\nA,mine,dev,2\n", "results.csv")
    content = "network,dataset,split,fps\nA, ade 20k , VAL ,30\nA,mine,Dev,31\nA,other,,32\n"
    folder = write(content, "speeds.csv").parent

    speeds = leaderboard.load(folder).speeds_table

    assert speeds[["dataset", "split", "fps_text"]].to_numpy().tolist() == [
        ["ade20k", "val", "30"],
        ["mine", "dev", "31"],
        ["other", "", "32"],
    ]


def test_one_file_of_scores_has_no_speeds(write: Write) -> None:
    """Their columns are there all the same."""
    speeds = leaderboard.load(write("network,dataset,miou\nA,cityscapes,80\n")).speeds_table

    assert tuple(speeds.columns) == SPEEDS
    assert speeds.empty


def test_links_of_papers_that_are_not_listed_are_left_alone(write: Write) -> None:
    """They belong to no network."""
    write(RESULTS, "results.csv")
    folder = write("paper,kind,url\nnobody,code,https://n.example\n", "links.csv").parent

    board = leaderboard.load(folder)

    assert board.where(with_code=True).results_table.empty


@pytest.mark.parametrize(
    ("name", "content", "line", "found"),
    [
        ("datasets.csv", "title\nMine\n", 1, "'dataset'"),
        ("datasets.csv", "", None, "empty"),
        ("papers.csv", "network\nA\n", 1, "'paper'"),
        ("papers.csv", "paper,paper\na,b\n", 1, "'paper'"),
        ("papers.csv", b"paper\na\n\xe9\n", 3, "UTF-8"),
        ("papers.csv", 'paper,title\na,"open\nb,c\n', 2, "quotation mark"),
        ("links.csv", "paper,url\na,b\n", 1, "'kind'"),
        ("links.csv", "\npaper\na\n", 2, "'kind'"),
        ("speeds.csv", "network,fps\nA,9\n", 1, "'dataset'"),
    ],
)
def test_a_table_that_is_none_is_an_error_with_its_place(
    write: Write, name: str, content: str | bytes, line: int | None, found: str
) -> None:
    """It is not left out in silence: the message starts with its file and, where there is one, the line."""
    folder = write(RESULTS, "results.csv").parent
    path = write(content, name)

    with pytest.raises(DataError) as caught:
        leaderboard.load(folder)

    assert caught.value.place == (f"{path}:{line}" if line else str(path))
    assert found in caught.value.problem


@pytest.mark.parametrize(
    ("name", "content", "line", "found"),
    [
        ("datasets.csv", "dataset,better\n\nmine,Up\n", 3, "'Up'"),
        ("datasets.csv", "dataset\nmine\n\nmine\n", 4, "'mine'"),
        ("papers.csv", 'paper,title,year\na,"x\ny",2018\nb,,2018a\n', 4, "'2018a'"),
        ("papers.csv", "paper,year\na,٢٠١٨\n", 2, "'٢٠١٨'"),
        ("links.csv", "paper,kind,url\na,b\na,b,c,d\n", 3, "'d'"),
        ("speeds.csv", "network,dataset,fps\nA,x,fast\n", 2, "fps 'fast'"),
        ("speeds.csv", "network,dataset,fps\nA,x,\n\nA,x,0\n", 4, "fps '0'"),
        ("speeds.csv", "network,dataset,params\nA,x,5M\n", 2, "params '5M'"),
        ("speeds.csv", "network,dataset,gflops\nA,x,inf\n", 2, "gflops 'inf'"),
        ("speeds.csv", "network,dataset\n,x\n", 2, "no network"),
        ("speeds.csv", "network,dataset\nA,x\nA,\n", 3, "no dataset"),
        ("results.csv", "network,dataset,miou\nA,mine,1\nB,mine,two\nC,mine,2\n", 3, "'two'"),
    ],
)
def test_a_cell_that_cannot_be_used_is_reported_and_the_rest_is_read(
    write: Write, name: str, content: str, line: int, found: str
) -> None:
    """A mistake beside the scores, or in one of them, does not take the board away."""
    folder = write(RESULTS, "results.csv").parent
    path = write(content, name)

    board = leaderboard.load(folder)

    assert len(board.results_table) == 2
    (unusable,) = board.unusable
    assert unusable.place == f"{path}:{line}"
    assert found in unusable.reason


def test_what_cannot_be_used_is_left_empty(write: Write) -> None:
    """The rest of its row is kept."""
    write(RESULTS, "results.csv")
    write("dataset,better,split\nmine,Up,dev\n", "datasets.csv")
    write("paper,title,year\na,Title,2018a\n", "papers.csv")
    folder = write("network,dataset,fps,params\nA,mine,fast,5\n", "speeds.csv").parent

    board = leaderboard.load(folder)

    assert board.datasets_table[["better", "split"]].to_numpy().tolist() == [["higher", "dev"]]
    assert board.papers_table["title"].tolist() == ["Title"]
    assert board.papers_table["year"].isna().all()
    assert board.speeds_table[["fps_text", "params_text"]].to_numpy().tolist() == [["", "5"]]
    assert board.speeds_table["fps"].isna().all()


@pytest.mark.parametrize("content", ["network,dataset\nA,x\n", "network,dataset,miou\nA,x,bad\n"])
def test_results_without_a_score_are_an_error(write: Write, content: str) -> None:
    """The message names the file among the tables, and the columns that are there."""
    path = write(content, "results.csv")

    with pytest.raises(DataError) as caught:
        leaderboard.load(path.parent)

    assert caught.value.place.startswith(str(path))
    assert "'network', 'dataset'" in caught.value.problem


@pytest.mark.parametrize("has_folder", [False, True])
def test_a_folder_without_scores_is_an_error(tmp_path: Path, *, has_folder: bool) -> None:
    """The message says which file is missing; a folder that is called so is no file."""
    if has_folder:
        (tmp_path / "results.csv").mkdir()

    with pytest.raises(DataError, match=r"results\.csv") as caught:
        leaderboard.load(tmp_path)

    assert caught.value.place == str(tmp_path)


def test_a_file_without_scores_leaves_the_others_as_they_are(write: Write) -> None:
    """Of what cannot be used in them, the line is still known."""
    write("@article{a,\n  title = {T},\n}\n", "list.bib")
    folder = write('network,dataset,miou\nA,mine,80\nB,mine,"81,2"\n', "runs.csv").parent

    board = leaderboard.load(folder)

    assert board.results_table["network"].tolist() == ["A"]
    assert [one.place for one in board.unusable] == [f"{folder / 'list.bib'}:1", f"{folder / 'runs.csv'}:3"]
