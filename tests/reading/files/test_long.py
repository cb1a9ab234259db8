"""One score a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.board.columns import DATASETS, LINKS, PAPERS, RESULTS
from leaderboard.errors import UnknownDirection

if TYPE_CHECKING:
    from typing import Literal

    from conftest import Write

    from leaderboard import Leaderboard

pytestmark = pytest.mark.usefixtures("way")


def scores(board: Leaderboard) -> list[list[object]]:
    """Return what was read: network, dataset, score."""
    return board.results_table[["network", "dataset", "score"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "text",
    [
        "network,dataset,miou\nA,cityscapes,80.1\nB,voc12,7\n",
        "\ufeffnetwork,dataset,miou\nA,cityscapes,80.1\nB,voc12,7\n",
        "network,dataset,miou\r\nA,cityscapes,80.1\r\nB,voc12,7\r\n",
        "network,dataset,miou\rA,cityscapes,80.1\rB,voc12,7\r",
        "network,dataset,miou\nA,cityscapes,80.1\nB,voc12,7",
        "\n  \nnetwork,dataset,miou\n\nA,cityscapes,80.1\n \t\nB,voc12,7\n\n",
        '"network","dataset","miou"\n"A","cityscapes","80.1"\n"B","voc12","7"\n',
        'network, dataset, miou\nA, cityscapes, 80.1\nB, "voc12", 7\n',
        "network ,dataset ,miou \nA ,cityscapes ,80.1 \nB\t,voc12\t,7\t\n",
        "miou,network,dataset\n80.1,A,cityscapes\n7,B,voc12\n",
        "Network, Dataset, mIoU\nA,cityscapes,80.1\nB,voc12,7\n",
        "NETWORK,DATASET,SCORE\nA,cityscapes,80.1\nB,voc12,7\n",
        "network,dataset,miou,,\nA,cityscapes,80.1,,\nB,voc12,7\n",
        "network,dataset,miou\nA,Cityscapes,80.1\nB,Pascal VOC,7\n",
        "network,dataset,miou,note\nA,cityscapes,80.1\nB,voc12,7\n",
    ],
    ids=[
        *("plain", "byte-order mark", "windows", "old mac", "no last line end", "blank lines", "quoted"),
        *("spaces after commas", "spaces before commas", "other order", "header case", "upper case"),
        *("empty columns", "dataset names", "short rows"),
    ],
)
def test_scores_are_read_however_they_are_written(write: Write, text: str) -> None:
    """What spreadsheets, editors and people do to a CSV file does not matter."""
    board = leaderboard.load(write(text))

    assert scores(board) == [["A", "cityscapes", 80.1], ["B", "voc12", 7.0]]
    assert board.remarks == ()


@pytest.mark.parametrize("way", ["careful"], indirect=True)  # the fast way looks digits up later
def test_the_frames_have_the_documented_columns(write: Write) -> None:
    """What the file does not say is empty."""
    board = leaderboard.load(write("network,dataset,miou\nA,cityscapes,80.1\n"))

    assert tuple(board.results_table.columns) == RESULTS
    assert tuple(board.papers_table.columns) == PAPERS
    assert tuple(board.links_table.columns) == LINKS
    assert tuple(board.datasets_table.columns) == DATASETS
    assert board.results_table["extra_data"].tolist() == [""]
    assert board.results_table["score_text"].tolist() == ["80.1"]


@pytest.mark.parametrize("way", ["careful"], indirect=True)  # the fast way looks digits up later
def test_all_columns_of_results_are_read(write: Write) -> None:
    """They keep their text, quoted commas and line breaks included."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,split,variant,Test Time,extra_data,evidence,source,note\n"
            'A,x,80.10,val,"ResNet, deep",single-scale,COCO;coarse,paper,https://p.example,"two\nlines"\n'
        )
    )

    assert board.results_table.drop(columns="score").iloc[0].to_list() == [
        *("A", "x", "80.10", "val", "ResNet, deep", "single-scale", "COCO;coarse", "paper"),
        *("https://p.example", "two\nlines"),
    ]


def test_a_column_without_a_meaning_is_left_with_a_remark(write: Write) -> None:
    """Nothing is passed over silently."""
    path = write("network,dataset,miou,params,fps\nA,cityscapes,80,1M,30\n")

    board = leaderboard.load(path)

    assert board.remarks == (f"{path}: not used: the columns 'params', 'fps'",)


def test_known_datasets_are_described_as_in_the_program(write: Write) -> None:
    """Their split, unit and direction come along."""
    board = leaderboard.load(write("network,dataset,miou\nA,ade,45\n"))

    described = board.datasets_table.iloc[0]
    assert described[["dataset", "title", "unit", "better", "split"]].to_list() == [
        *("ade20k", "ADE20K", "%", "higher", "val"),
    ]


@pytest.mark.parametrize(
    ("splits", "own"),
    [
        (["val", "val", "test"], "test"),
        (["val", "dev", "dev"], "dev"),
        (["val", "dev"], "dev"),
        (["", "val", ""], "val"),
        (["Test", "VAL"], "test"),
        (["", ""], ""),
    ],
)
def test_the_split_of_an_unknown_dataset_follows_from_its_scores(
    write: Write, splits: list[str], own: str
) -> None:
    """It is test if a score is on it, or else that of most scores, or else not known."""
    rows = "".join(f"N{number},mine,{number},{split}\n" for number, split in enumerate(splits))

    board = leaderboard.load(write(f"network,dataset,miou,split\n{rows}"))

    assert board.datasets_table[["dataset", "title", "split"]].to_numpy().tolist() == [["mine", "mine", own]]


def test_each_unknown_dataset_has_a_split_of_its_own(write: Write) -> None:
    """What is said of one does not count for the other."""
    board = leaderboard.load(write("network,dataset,miou,split\nA,x,1,val\nA,y,1,dev\nA,z,1,\n"))

    assert board.datasets_table.set_index("dataset")["split"].to_dict() == {"x": "val", "y": "dev", "z": ""}


def test_of_a_bare_score_it_is_asked_what_is_better(write: Write) -> None:
    """A mIoU needs no such question; a score may be an error."""
    path = write("network,dataset,score\nA,mine,1500\nB,mine,1400\nA,cityscapes,80\n")

    board = leaderboard.load(path)

    (remark,) = board.remarks
    assert remark.startswith(
        "not ranked, since it is not known whether higher or lower is better: 'mine' (score); say --higher"
    )
    assert board.datasets_table[["dataset", "metric", "unit", "better"]].to_numpy().tolist() == [
        ["mine", "score", "", ""],
        ["cityscapes", "mIoU", "%", "higher"],
    ]
    assert list(board.rank()["place"].isna()) == [True, True, False]
    with pytest.raises(UnknownDirection, match="is higher or lower 'score' better on 'mine'"):
        board.top("mine")


@pytest.mark.parametrize(("better", "first"), [("higher", "A"), ("lower", "B")])
def test_the_user_may_say_what_is_better(
    write: Write, better: Literal["higher", "lower"], first: str
) -> None:
    """Where the data does not tell; mIoU stays better when higher."""
    path = write("network,dataset,score\nA,mine,1500\nB,mine,1400\nA,cityscapes,80\nB,cityscapes,70\n")

    board = leaderboard.load(path, better=better)

    assert board.remarks == ()
    assert board.top("mine")["network"].iloc[0] == first
    assert board.top("cityscapes")["network"].iloc[0] == "A"


@pytest.mark.parametrize(("metric", "first"), [("Accuracy", "A"), ("Top 1 Error", "B"), ("perplexity", "B")])
def test_the_score_may_be_called_after_a_metric(write: Write, metric: str, first: str) -> None:
    """Whose name tells what is better."""
    board = leaderboard.load(write(f"network,dataset,{metric}\nA,mine,15\nB,mine,14\n"))

    assert board.remarks == ()
    assert board.top("mine")["network"].iloc[0] == first
    assert board.datasets_table["metric"].to_list() == [metric]


def test_a_miou_is_in_percent_on_any_dataset(write: Write) -> None:
    """The name of the column says what is measured."""
    board = leaderboard.load(write("network,dataset,mIoU\nA,mine,80\n"))

    assert board.datasets_table[["metric", "unit", "better"]].to_numpy().tolist() == [["mIoU", "%", "higher"]]
    assert board.remarks == ()


def test_names_that_hold_separators_are_names(write: Write) -> None:
    """A semicolon, a comma or a line break in an id are part of it."""
    board = leaderboard.load(write('network,dataset,miou\n"A;B","x;y",1\n"C, D","x;y",2\n"E\nF","x;y",3\n'))

    assert list(board.top("x;y")["network"]) == ["E\nF", "C, D", "A;B"]


def test_words_for_missing_values_stay_words(write: Write) -> None:
    """Text is text: pandas' own ideas of what is missing do not apply."""
    board = leaderboard.load(write("network,dataset,miou,variant\nNA,null,1,nan\nNone,N/A,2,-\n"))

    assert scores(board) == [["NA", "null", 1.0], ["None", "N/A", 2.0]]
    assert board.results_table["variant"].tolist() == ["nan", "-"]


@pytest.mark.parametrize(
    ("text", "score"),
    [("80", 80.0), ("80.", 80.0), (".5", 0.5), ("+80", 80.0), ("8e1", 80.0), ("100", 100.0), ("0", 0.0)],
)
def test_numbers_are_read_as_they_are_published(write: Write, text: str, score: float) -> None:
    """In the ways that decimals are written; the text is kept."""
    board = leaderboard.load(write(f"network,dataset,miou\nA,x,{text}\n"))

    assert board.top("x")[["score", "score_text"]].to_numpy().tolist() == [[score, text]]


# Facts.


def test_columns_that_tell_of_networks_become_papers_and_links(write: Write) -> None:
    """The first thing said of a network counts; what is no address is passed over."""
    board = leaderboard.load(
        write(
            "Network,dataset,miou,Year,venue,Title,tags,paper,Code,project url,Date\n"
            "A,x,1,2018,CVPR,On A,fast;small,https://p.example,https://c.example,,2018-03\n"
            "A,y,2,2019,ECCV,,,,https://other.example,https://a.example,\n"
            "B,x,3,,,,,soon,yes,,\n"
        )
    )

    facts = board.facts_of(["A", "B"])
    assert facts[["year", "venue", "title", "tags", "date"]].iloc[0].to_list() == [
        *(2018, "CVPR", "On A", "fast;small", "2018-03"),
    ]
    assert facts[["paper_url", "code_url", "project_url"]].to_numpy().tolist() == [
        ["https://p.example", "https://c.example", "https://a.example"],
        ["", "", ""],
    ]
    assert facts["year"].isna().tolist() == [False, True]
    assert board.remarks == ()


@pytest.mark.parametrize(
    ("text", "venue", "year", "date", "arxiv"),
    [
        ("CVPR 2017", "CVPR", 2017, "", ""),
        ("CVPR2017", "CVPR", 2017, "", ""),
        ("ICLR, 2015", "ICLR", 2015, "", ""),
        ("PAMI", "PAMI", 0, "", ""),
        ("2019", "", 2019, "", ""),
        ("arXiv 1706.05587", "arXiv", 2017, "2017-06", "1706.05587"),
        ("arXiv:1511.00561", "arXiv", 2015, "2015-11", "1511.00561"),
        ("arXiv", "arXiv", 0, "", ""),
        ("arXiv 1713.05587", "arXiv 1713.05587", 0, "", ""),
    ],
)
def test_where_it_was_published_tells_venue_and_year(
    write: Write,
    text: str,
    *,
    venue: str,
    year: int,
    date: str,
    arxiv: str,
) -> None:
    """An arXiv id also tells the month."""
    board = leaderboard.load(write(f'network,dataset,miou,Published In\nA,x,1,"{text}"\n'))

    paper = board.papers_table.iloc[0]
    assert paper[["venue", "date", "arxiv"]].to_list() == [venue, date, arxiv]
    assert board.papers_table["year"].fillna(0).tolist() == [year]


def test_facts_belong_to_a_name_whatever_spaces_stand_around_it(write: Write) -> None:
    """A trailing space makes no other network."""
    board = leaderboard.load(write("network,dataset,miou,year\nA ,x,1, 2018 \nA,x,2,2018\n"))

    assert board.top("x")[["network", "year"]].to_numpy().tolist() == [["A", 2018]]


# Size.


def test_many_datasets_are_read_in_one_go(write: Write) -> None:
    """Looking at each dataset's rows apart would take minutes here."""
    rows = "".join(f"N{number % 100},d-{number % 5000},{number % 90}.5,val\n" for number in range(50_000))

    board = leaderboard.load(write(f"network,dataset,miou,split\n{rows}"))

    assert len(board.datasets_table) == 5000
    assert len(board.results_table) == 50_000
    assert list(board.top("d_7")["network"]) == ["N7"]
