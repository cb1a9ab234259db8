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


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("score_text", "80.10"),
        ("split", "val"),
        ("variant", "ResNet, deep"),
        ("test_time", "single-scale"),
        ("extra_data", "COCO;coarse"),
        ("date", "2018-03"),
        ("evidence", "paper"),
        ("source", "https://p.example"),
        ("note", "two\nlines"),
    ],
)
def test_all_columns_of_results_are_read(write: Write, column: str, text: str) -> None:
    """They keep their text, quoted commas and line breaks included."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,split,variant,Test Time,extra_data,evidence,source,date,note\n"
            'A,x,80.10,val,"ResNet, deep",single-scale,COCO;coarse,paper,https://p.example,2018-03,"two\nlines"\n'
        )
    )

    assert board.results_table[column].tolist() == [text]


def test_a_column_without_a_meaning_is_left_with_a_remark(write: Write) -> None:
    """Nothing is passed over silently; of an empty column there is nothing to say."""
    path = write("network,dataset,miou,mood,empty\nA,cityscapes,80,fine,\n")

    (remark,) = leaderboard.load(path).remarks

    assert remark.startswith(f"{path}:1: ")
    assert "'mood'" in remark
    assert "'empty'" not in remark


def test_speeds_are_metrics_and_parameters_are_facts(write: Write) -> None:
    """The former have boards of their own, the latter can be asked for beside a score."""
    board = leaderboard.load(write("network,dataset,miou,params,fps\nA,cityscapes,80,1M,30\n"))

    assert board.results_table[["metric", "score_text"]].to_numpy().tolist() == [
        ["mIoU", "80"],
        ["fps", "30"],
    ]
    assert board.speeds_table[["network", "params"]].to_numpy().tolist() == [["A", 1.0]]
    assert board.remarks == ()


def test_known_datasets_are_described_as_in_the_program(write: Write) -> None:
    """Their split, unit and direction come along."""
    board = leaderboard.load(write("network,dataset,miou\nA,ade,45\n"))

    described = board.datasets_table.iloc[0]
    assert described[["dataset", "title", "unit", "better", "split"]].to_list() == [
        *("ade20k", "ADE20K", "%", "higher", "val"),
    ]


def test_each_split_of_an_unknown_dataset_is_a_board(write: Write) -> None:
    """Development is validation; none is the dataset's own, and a score that does not say its split is on none of them."""
    board = leaderboard.load(
        write("network,dataset,miou,split\nA,mine,1,VAL\nB,mine,2,Test\nC,mine,3,dev\nD,mine,4,\n")
    )

    assert board.boards is not None
    assert sorted(board.boards["split"]) == ["", "test", "val"]
    assert board.datasets_table["split"].tolist() == [""]


def test_a_dataset_with_scores_on_one_split_shows_them(write: Write) -> None:
    """Rather than an empty board of its own split."""
    board = leaderboard.load(write("network,dataset,miou,split\nA,cityscapes,80,val\nA,mine,70,dev\n"))

    assert board.top("cityscapes")["split"].tolist() == ["val"]
    assert board.top("mine")["split"].tolist() == ["val"]


def test_of_a_bare_score_it_is_asked_what_is_better(write: Write) -> None:
    """A mIoU needs no such question; a score may be an error."""
    board = leaderboard.load(write("network,dataset,score\nA,mine,1500\nB,mine,1400\nA,cityscapes,80\n"))

    (remark,) = board.remarks
    assert "'mine' (score)" in remark
    assert "--set better=higher" in remark
    described = board.datasets_table.set_index("dataset")[["metric", "unit", "better"]]
    assert described.loc["mine"].tolist() == ["score", "", ""]
    assert described.loc["cityscapes"].tolist() == ["mIoU", "%", "higher"]
    ranked = board.rank()
    assert ranked.loc[ranked["place"].notna(), "dataset"].tolist() == ["cityscapes"]
    with pytest.raises(UnknownDirection):
        board.top("mine")


@pytest.mark.parametrize(("better", "first"), [("higher", "A"), ("lower", "B")])
def test_the_user_may_say_what_is_better(
    write: Write, better: Literal["higher", "lower"], first: str
) -> None:
    """Where the data does not tell; mIoU stays better when higher."""
    path = write("network,dataset,score\nA,mine,1500\nB,mine,1400\nA,cityscapes,80\nB,cityscapes,70\n")

    board = leaderboard.load(path, stated={"better": better})

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


def test_no_unit_is_made_up(write: Write) -> None:
    """A mIoU on a dataset that nobody knows may be a share; that higher is better is known."""
    board = leaderboard.load(write("network,dataset,mIoU\nA,mine,0.8\n"))

    assert board.datasets_table[["metric", "unit", "better"]].to_numpy().tolist() == [["mIoU", "", "higher"]]
    assert board.results_table["score_text"].tolist() == ["0.8"]
    assert board.remarks == ()


def test_names_that_hold_separators_are_names(write: Write) -> None:
    """A semicolon, a comma or a line break in an id are part of it."""
    board = leaderboard.load(write('network,dataset,miou\n"A;B","x;y",1\n"C, D","x;y",2\n"E\nF","x;y",3\n'))

    assert list(board.top("x;y")["network"]) == ["E\nF", "C, D", "A;B"]


def test_words_for_missing_values_are_names(write: Write) -> None:
    """Of networks and datasets; a condition that is not reported is empty."""
    board = leaderboard.load(write("network,dataset,miou,variant\nNA,null,1,nan\nNone,N/A,2,-\n"))

    assert sorted(scores(board)) == [["NA", "null", 1.0], ["None", "N/A", 2.0]]
    assert board.results_table["variant"].tolist() == ["", ""]


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
            "Network,dataset,miou,Year,venue,Title,tags,paper,Code,project url\n"
            "A,x,1,2018,CVPR,On A,fast;small,https://p.example,https://c.example,\n"
            "A,y,2,2019,ECCV,,,,https://other.example,https://a.example\n"
            "B,x,3,,,,,soon,yes,\n"
        )
    )

    assert board.papers_table[["network", "year", "venue", "title", "tags"]].to_numpy().tolist() == [
        ["A", 2018, "CVPR", "On A", "fast;small"],
    ]
    assert board.facts_of(["A", "B"])[["paper_url", "code_url", "project_url"]].to_numpy().tolist() == [
        ["https://p.example", "https://c.example", "https://a.example"],
        ["", "", ""],
    ]
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


def test_a_second_column_of_the_same_meaning_is_left_with_a_remark(write: Write) -> None:
    """The first counts."""
    board = leaderboard.load(write("network,data-set,dataset,miou,note,notes\nA,x,y,80,a,b\n"))

    assert scores(board) == [["A", "x", 80.0]]
    assert [word in "".join(board.remarks) for word in ("'dataset'", "'notes'")] == [True, True]
