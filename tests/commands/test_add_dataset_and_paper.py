import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

GIVEN = ["--miou", "61.5", "--source", "https://my.example/net"]


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


def added(board: Path, tables: Path, name: str) -> list[str]:
    """Return the lines that a table has got; all others have to be as they were, in their order."""
    before = (tables / f"{name}.csv").read_bytes().splitlines(keepends=True)
    after = (board / f"{name}.csv").read_bytes().splitlines(keepends=True)
    new = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    return [line.decode() for line in new]


def test_a_score_on_a_dataset_that_is_not_there_says_what_adds_it(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """The words can be typed as they stand there, and then the score can be added."""
    score = ["add", "--data", board, "--network", "Zeta", "-d", "pot holes", "--split", "val", *GIVEN]
    answer = run(*score, "--metric", "mIoU", exit_code=1)
    (words,) = re.findall(r"add it first with: leaderboard (.*)", answer.stderr)
    assert words.startswith("add dataset 'pot holes' --metric mIoU --split val --data ")

    run(*shlex.split(words))
    run(*score)

    assert added(board, tables, "datasets") == ["pot holes,pot holes,,mIoU,%,higher,val,,,,\n"]
    assert added(board, tables, "results") == ["Zeta,pot holes,61.5,val,,,,,https://my.example/net,\n"]


def test_describes_all_of_a_dataset(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Each option has its column, and stdout shows the line with its place."""
    answer = run(
        *["add", "dataset", "nyu", "--data", board, "--metric", "rmse", "--unit", "m", "--split", "test"],
        *["--title", "NYU Depth", "--alias", "nyu2", "--alias", "nyudv2", "--classes", "3"],
        *["--images", "1/2/3", "--url", "https://nyu.example", "--note", "Indoors."],
    )

    line = "nyu,NYU Depth,nyu2;nyudv2,RMSE,m,lower,test,3,1/2/3,https://nyu.example,Indoors."
    assert added(board, tables, "datasets") == [f"{line}\n"]
    assert answer.stdout == f"{board}/datasets.csv:6: {line}\n"


@pytest.mark.parametrize(
    ("words", "problem", "status"),
    [
        (["new"], "--metric, --better and --split are missing", 2),
        (["new", "--metric", "Score", "--split", "test"], "--better is missing", 2),
        (["new", "--metric", "mIoU", "--split", "test", "--better", "more"], "--better is higher or", 2),
        (["new", "--metric", "mIoU", "--split", "test", "--url", "nyu"], "not an address", 2),
        (["a;b", "--metric", "mIoU", "--split", "test"], "cannot be the id", 2),
        (["CS", "--metric", "mIoU", "--split", "test"], "'CS' is the dataset 'streets'", 1),
        (["new", "--alias", "rooms", "--metric", "mIoU", "--split", "test"], "is the dataset 'rooms'", 1),
        (["streetz", "--metric", "mIoU", "--split", "test"], "did you mean 'streets'? if not, say --new", 1),
        (
            ["new", "--metric", "mIoU", "--split", "test", "--official", "https://a.io"],
            "no column 'official'",
            1,
        ),
    ],
)
def test_refuses_a_dataset_that_cannot_be(
    run: Callable[..., Result], board: Path, tables: Path, words: list[str], problem: str, status: int
) -> None:
    """In one line; nothing is written."""
    answer = run("add", "dataset", *words, "--data", board, exit_code=status)

    assert problem in answer.stderr
    assert added(board, tables, "datasets") == []


def test_begins_the_table_of_datasets(run: Callable[..., Result], tmp_path: Path) -> None:
    """With what the program knows of those that there are scores on; the others are named."""
    board = tmp_path / "board"
    board.mkdir()
    (board / "results.csv").write_text("network,dataset,miou\nA,camvid,70\nA,mine,71\n", encoding="utf-8")
    answer = run("add", "dataset", "potholes", "--data", board, "--metric", "mIoU", "--split", "test")

    lines = (board / "datasets.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["dataset", "camvid", "potholes"]
    assert "scores on 'mine', too" in answer.stderr


def test_a_table_of_datasets_may_have_few_columns(run: Callable[..., Result], tmp_path: Path) -> None:
    """What it has no column for is asked of nobody."""
    board = tmp_path / "board"
    board.mkdir()
    (board / "results.csv").write_text("network,dataset,score\nA,one,70\n", encoding="utf-8")
    (board / "datasets.csv").write_text("dataset,metric\none,Zap\n", encoding="utf-8")
    run("add", "dataset", "two", "--data", board, "--metric", "Zip")

    assert (board / "datasets.csv").read_text(encoding="utf-8") == "dataset,metric\none,Zap\ntwo,Zip\n"


def test_a_file_alone_has_no_datasets(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """A score there can name any."""
    path = own("network,dataset,miou\nA,x,70\n")
    for kind in (["dataset", "y", "--metric", "mIoU"], ["paper", "--title", "T"]):
        assert f"{path} has no table" in run("add", *kind, "--data", path, exit_code=1).stderr


@pytest.mark.parametrize("name", ["dataset", "paper"])
def test_a_network_can_be_called_as_a_kind_is(
    run: Callable[..., Result], board: Path, tables: Path, name: str
) -> None:
    """Behind its option it is a name."""
    run("add", "--network", name, "--data", board, "-d", "streets", *GIVEN)
    assert added(board, tables, "results") == [f"{name},streets,61.5,,,,,,https://my.example/net,\n"]

    run("rename", name, "Other", "--data", board)
    run("remove", "Other", "--data", board, "-d", "streets")
    assert added(board, tables, "results") == []


def test_adds_a_paper_without_a_score(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Many papers of a list have none; an arXiv address tells more."""
    run(
        *["add", "paper", "--data", board, "--title", "Ürban, Streets", "--topic", "review"],
        *["--paper", "https://arxiv.org/abs/2101.00001", "--code", "https://code.example/u"],
    )

    assert added(board, tables, "papers") == [
        'urban-streets,,,"Ürban, Streets",,arXiv,2021,2021-01,2101.00001,review,,,\n'
    ]
    assert added(board, tables, "links") == [
        "urban-streets,paper,,https://arxiv.org/abs/2101.00001\n",
        "urban-streets,code,,https://code.example/u\n",
    ]


def test_adds_the_paper_of_a_network(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """With other names of it."""
    run(
        *["add", "paper", "--data", board, "--network", "Zeta", "--alias", "z-net", "--title", "Zed"],
        *["--venue", "CVPR", "--year", "2020", "--note", "Found late."],
    )

    assert added(board, tables, "papers") == ["zeta,Zeta,z-net,Zed,,CVPR,2020,,,,,,Found late.\n"]
    assert "Zeta" in run("show", "znet", "--data", board).stdout


def test_adds_a_network_to_a_paper_that_is_there(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """As 'add' of a score says, if its paper has another network; nothing else of it changes."""
    score = ["add", "--data", board, "--network", "Alpha Two", "-d", "streets", *GIVEN]
    answer = run(*score, "--paper", "https://papers.example/alpha", "--new", exit_code=1)
    (words,) = re.findall(r"add the network to it with: leaderboard (.*)", answer.stderr)

    answer = run(*shlex.split(words), "--data", board, "--code", "https://code.example/two")

    assert answer.stdout.splitlines()[0].startswith(f"{board}/papers.csv:2: - alpha-net,AlphaNet,")
    assert (board / "papers.csv").read_text(encoding="utf-8") == (tables / "papers.csv").read_text(
        encoding="utf-8"
    ).replace("alpha-net,AlphaNet,", "alpha-net,AlphaNet;Alpha Two,")
    assert added(board, tables, "links") == ["alpha-net,code,,https://code.example/two\n"]
    run(*score)


@pytest.mark.parametrize(
    ("words", "problem", "status"),
    [
        ([], "--title or --network is missing", 2),
        (["--title", "T", "--year", "then"], "--year is a year", 2),
        (["--title", "T", "--network", "a;b"], "';' stands between names", 2),
        (["nowhere", "--network", "N"], "no paper named 'nowhere'", 1),
        (["alpha-net", "--network", "Beta-Net"], "more than one paper: 'alpha-net' and 'beta-net'", 1),
        (["alpha-net", "--year", "2017"], "the year of 'AlphaNet' is '2018'", 1),
    ],
)
def test_refuses_a_paper_that_cannot_be(
    run: Callable[..., Result], board: Path, tables: Path, words: list[str], problem: str, status: int
) -> None:
    """In one line; nothing is written."""
    answer = run("add", "paper", *words, "--data", board, exit_code=status)

    assert problem in answer.stderr
    assert added(board, tables, "papers") == added(board, tables, "links") == []


def test_says_that_a_paper_is_there(run: Callable[..., Result], board: Path) -> None:
    """By its title as by its key, and what is there is no error."""
    answer = run("add", "paper", "--title", "attention for streets", "--data", board, exit_code=1)
    assert "the title of 'AlphaNet' is 'Attention for Streets'" in answer.stderr

    answer = run("add", "paper", "--title", "Attention for Streets", "--data", board)
    assert "the paper 'alpha-net' says so already; nothing is written" in answer.stderr


@pytest.mark.parametrize("part", ["dataset", "paper"])
def test_the_help_of_add_leads_to_the_others(run: Callable[..., Result], part: str) -> None:
    """It is where people look for them."""
    assert f"leaderboard add {part}" in " ".join(run("add", "--help").stdout.split())


@pytest.mark.parametrize("words", ["add dataset x", "'add dataset' x", "'add paper'"])
def test_cannot_stand_in_a_marker(run: Callable[..., Result], tmp_path: Path, words: str) -> None:
    """They write, however they are quoted."""
    path = tmp_path / "README.md"
    path.write_text(f"<!-- leaderboard: {words} -->\n<!-- /leaderboard -->\n", encoding="utf-8")
    answer = run("sync", path, exit_code=1)

    assert "writes, so it cannot stand in a marker" in answer.stderr
