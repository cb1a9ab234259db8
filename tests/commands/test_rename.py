import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from leaderboard.reading import shipped

SPEEDS = """\
network,variant,dataset,split,fps,device,resolution,params,gflops,source,note
AlphaNet,,streets,test,30,GPU,,,,,
"""
METRICS = "metric,dataset,title,unit,better,group,note\nAccuracy,streets,,%,higher,,\n"


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board with all six tables, to be changed."""
    folder = shutil.copytree(tables, tmp_path / "board")
    (folder / "speeds.csv").write_text(SPEEDS, encoding="utf-8")
    (folder / "metrics.csv").write_text(METRICS, encoding="utf-8")
    return folder


def texts(board: Path) -> dict[str, str]:
    """Return what stands in the tables."""
    return {path.stem: path.read_text(encoding="utf-8") for path in board.glob("*.csv")}


def test_renames_a_network_in_every_table(run: Callable[..., Result], board: Path) -> None:
    """The old name is an alias, behind those that there are; all else stays."""
    before = texts(board)
    run("rename", "anet", "Alfa", "--data", board)

    after = texts(board)
    assert after["results"] == before["results"].replace("AlphaNet", "Alfa")
    assert after["speeds"] == before["speeds"].replace("AlphaNet", "Alfa")
    assert after["papers"] == before["papers"].replace(
        "alpha-net,AlphaNet,alpha;anet,", "alpha-net,Alfa,alpha;anet;AlphaNet,"
    )
    assert all(after[name] == before[name] for name in ("links", "datasets", "metrics"))
    assert "Alfa" in run("show", "AlphaNet", "--data", board).stdout


def test_takes_the_new_name_from_the_aliases(run: Callable[..., Result], board: Path) -> None:
    """A network can be called by what was an alias, and back."""
    before = texts(board)
    run("rename", "AlphaNet", "ANet", "--data", board)
    assert "alpha-net,ANet,alpha;AlphaNet," in texts(board)["papers"]

    run("rename", "ANet", "AlphaNet", "--data", board)
    assert "alpha-net,AlphaNet,alpha;ANet," in texts(board)["papers"]
    assert texts(board)["results"] == before["results"]


def test_keeps_no_alias_that_differs_only_in_spelling(run: Callable[..., Result], board: Path) -> None:
    """It is found anyway."""
    run("rename", "Gamma+", "gamma-plus", "--data", board)

    assert "gamma,gamma-plus,,Random" in texts(board)["papers"]
    assert "Gamma+" not in texts(board)["results"]


@pytest.mark.parametrize("new", ["Beta-Net", "beta net", "Zeta", "Delta-Lite"])
def test_refuses_to_merge_two_networks(run: Callable[..., Result], board: Path, new: str) -> None:
    """The name of another is not free, however it is typed; nothing is written."""
    before = texts(board)
    answer = run("rename", "AlphaNet", new, "--data", board, exit_code=1)

    assert "would merge the two" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert texts(board) == before


def test_refuses_the_alias_of_another_network(run: Callable[..., Result], board: Path) -> None:
    """An alias is a name, too."""
    answer = run("rename", "Zeta", "anet", "--data", board, exit_code=1)

    assert "another name of 'AlphaNet'" in answer.stderr


def test_says_where_an_alias_has_no_place(run: Callable[..., Result], board: Path, tmp_path: Path) -> None:
    """Without a paper, with one of several networks, or in a file alone."""
    assert "no paper" in run("rename", "Zeta", "Zed", "--data", board).stderr
    assert "share its aliases" in run("rename", "Delta", "Dee", "--data", board).stderr
    assert "delta,Dee;Delta-Lite,," in texts(board)["papers"]
    path = tmp_path / "ours.csv"
    path.write_bytes(b"Model;Score;Mine\r\nA;3,5;x\r\nB;4;y\r\n")
    assert "has no aliases" in run("rename", "A", "C", "--data", path).stderr
    assert path.read_bytes() == b"Model;Score;Mine\r\nC;3,5;x\r\nB;4;y\r\n"


def test_keeps_tables_in_their_order(run: Callable[..., Result], tmp_path: Path) -> None:
    """What is sorted by names moves, and the check finds nothing."""
    board = shutil.copytree(shipped(), tmp_path / "board")
    for words in (
        ["DeepLabv3+", "A-Lab"],
        ["A-Lab", "ZZ-Lab"],
        ["--dataset", "cityscapes", "city"],
        ["--paper", "deeplab-v3-plus", "zz-plus"],
    ):
        run("rename", *words, "--data", board)

    run("check", "--strict", board)
    assert "ZZ-Lab" in run("show", "deeplab v3 plus", "--data", board).stdout


def test_renames_a_dataset_in_every_table(run: Callable[..., Result], board: Path) -> None:
    """Its title stays, and the old id is an alias."""
    before = texts(board)
    run("rename", "--dataset", "City Streets", "roads", "--data", board)

    after = texts(board)
    for name in ("results", "speeds", "metrics"):
        assert after[name] == before[name].replace(",streets,", ",roads,")
    assert after["datasets"] == before["datasets"].replace(
        "streets,City Streets,cs;road scenes,", "roads,City Streets,cs;road scenes;streets,"
    )
    assert "Gamma+" in run("top", "-d", "streets", "--data", board).stdout


def test_refuses_to_merge_two_datasets(run: Callable[..., Result], board: Path) -> None:
    """A title counts as a name."""
    answer = run("rename", "--dataset", "streets", "rooms", "--data", board, exit_code=1)
    assert "'rooms' is a dataset of its own with 3 scores" in answer.stderr

    answer = run("rename", "--dataset", "streets", "Nothing Yet", "--data", board, exit_code=1)
    assert "another name of 'empty'" in answer.stderr


def test_renames_a_paper(run: Callable[..., Result], board: Path) -> None:
    """By its key, with its links, or by its title."""
    run("rename", "--paper", "alpha-net", "attention", "--data", board)
    run("rename", "--paper", "streets at once", "Streets, at Once", "--data", board)

    assert "\nattention,AlphaNet," in texts(board)["papers"]
    assert texts(board)["links"].count("attention,") == 3
    assert 'beta-net,Beta-Net,,"Streets, at Once",' in texts(board)["papers"]


@pytest.mark.parametrize(
    ("words", "problem", "status"),
    [
        (["AlphaNet", "A;B"], "';'", 2),
        (["AlphaNet", ""], "is empty", 2),
        (["AlphaNet", "A\nB"], "line break", 2),
        (["AlphaNet", "AlphaNet"], "is called 'AlphaNet' already", 1),
        (["AlfaNet", "X"], "did you mean 'AlphaNet'", 1),
        (["--dataset", "nowhere", "X"], "no dataset named 'nowhere'", 1),
        (["--paper", "nowhere", "X"], "no paper named 'nowhere'", 1),
        (["--paper", "--dataset", "nowhere", "X"], "not both", 2),
    ],
)
def test_refuses_what_cannot_be(
    run: Callable[..., Result], board: Path, words: list[str], problem: str, status: int
) -> None:
    """In one line, with nothing written."""
    before = texts(board)
    answer = run("rename", *words, "--data", board, exit_code=status)

    assert problem in answer.stderr
    assert texts(board) == before
