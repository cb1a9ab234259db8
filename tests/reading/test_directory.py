from __future__ import annotations

import errno
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from wording import of_system

import leaderboard
from leaderboard.errors import AmbiguousName, DataError, UnknownName
from leaderboard.reading.directory import read

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard


def test_it_names_what_the_leaderboard_names(tables: Path, board: Leaderboard) -> None:
    """Networks with a score and those of papers, and all datasets with their aliases."""
    directory = read(tables)

    assert sorted(directory.networks) == [
        *("AlphaNet", "Beta-Net", "Delta", "Delta-Lite", "Gamma+", "Omega", "Zeta"),
    ]
    assert directory.networks["AlphaNet"] == ["alpha", "anet"]
    assert list(directory.datasets) == list(board.datasets_table["dataset"])
    assert directory.datasets["streets"] == ["City Streets", "cs", "road scenes"]


def test_it_has_what_scores_and_papers_are_chosen_by(write: Write) -> None:
    """Whichever table has the column; each text once, and the tags of a list one by one."""
    write("network,dataset,split,miou\nA,x,test,1\nB,x,val,1\nC,x,test,1\n", "results.csv")
    write("network,device,fps\nA,T4 (mixed; slow),9\n", "speeds.csv")
    folder = write(
        "paper,network,venue,topic,tags\na,A,CVPR,loss,fast;small\nb,B,CVPR,,fast\n", "papers.csv"
    ).parent

    directory = read(folder)

    assert directory.values("split") == ["test", "val"]
    assert directory.values("device") == ["T4 (mixed; slow)"]
    assert directory.values("venue") == ["CVPR"]
    assert directory.values("topic") == ["loss"]
    assert directory.values("tags") == ["fast", "small"]


def test_addresses_are_found_by_network_and_kind(tables: Path) -> None:
    """All of the kind, the first being the one that is shown."""
    directory = read(tables)

    assert directory.addresses("alpha net", "code") == (
        "AlphaNet",
        ["https://code.example/alpha", "https://code.example/alpha-caffe"],
    )
    assert directory.addresses("delta lite", "project") == ("Delta-Lite", ["https://delta.example"])
    assert directory.addresses("Gamma plus", "paper") == ("Gamma+", [])


def test_a_network_without_a_paper_has_no_addresses(tables: Path) -> None:
    """It is known all the same."""
    assert read(tables).addresses("zeta", "paper") == ("Zeta", [])


def test_a_paper_that_introduced_no_network_is_found_by_its_key(write: Write) -> None:
    """Reviews and losses can be opened too."""
    write("paper,network\nlovasz-loss,\n", "papers.csv")
    folder = write("paper,kind,url\nlovasz-loss,code,https://l.example\n", "links.csv").parent

    assert read(folder).addresses("Lovasz loss", "code") == ("lovasz-loss", ["https://l.example"])


@pytest.mark.parametrize("typed", ["PSPNet", "PSPNET", "pspnet", "psp net", "Pyramid"])
def test_a_network_and_its_paper_of_the_same_name_are_no_ambiguity(write: Write, typed: str) -> None:
    """The key of a paper is most often the name of its network, written small."""
    write("paper,network,aliases\npspnet,PSPNet,pyramid\n", "papers.csv")
    folder = write("paper,kind,url\npspnet,paper,https://p.example\n", "links.csv").parent

    assert read(folder).addresses(typed, "paper") == ("PSPNet", ["https://p.example"])


def test_a_paper_whose_key_is_a_network_does_not_hide_its_aliases(write: Write) -> None:
    """The key and the name may even be written alike."""
    folder = write("paper,network,aliases\nENet,ENet,Efficient\n", "papers.csv").parent

    assert read(folder).addresses("efficient", "code") == ("ENet", [])


def test_unknown_and_ambiguous_names_are_errors(tables: Path, write: Write) -> None:
    """As everywhere."""
    folder = write("paper,network\na,U-Net;UNet\n", "papers.csv").parent

    with pytest.raises(UnknownName, match=r"^no network named 'survy'; did you mean 'survey'\?$"):
        read(tables).addresses("survy", "paper")
    with pytest.raises(AmbiguousName, match=r"^'unet' names more than one network: 'U-Net' or 'UNet'$"):
        read(folder).addresses("unet", "paper")


def test_a_file_of_scores_is_read_however_its_columns_are_written(write: Write) -> None:
    """With a byte-order mark, Windows line ends, spaces, and addresses in columns; short rows too."""
    path = write(
        "\ufeffNetwork, Dataset, mIoU, Code, paper_url\r\nA , x, 80, https://a.example, soon\r\nB,y\r\n"
    )

    directory = read(path)

    assert directory.networks == {"A": [], "B": []}
    assert directory.datasets == {"x": [], "y": []}
    assert directory.addresses("a", "code") == ("A", ["https://a.example"])
    assert directory.addresses("a", "paper") == ("A", [])


def test_a_folder_without_some_of_the_tables_is_no_problem(write: Write) -> None:
    """What is not there names nothing."""
    folder = write("network,dataset,miou\nA,x,1\n", "results.csv").parent

    directory = read(folder)

    assert directory.networks == {"A": []}
    assert directory.papers == {}


def test_names_in_a_list_may_have_spaces_around_them(write: Write) -> None:
    """Both here and on the board."""
    write("network,dataset,miou\nB,x,1\n", "results.csv")
    folder = write("paper,network,year\np, A ; B ,2018\n", "papers.csv").parent

    directory = read(folder)
    board = leaderboard.load(folder)

    assert directory.paper_of == {"A": "p", "B": "p"}
    assert list(board.top("x")["year"]) == [2018]


def test_what_is_no_text_is_an_error(write: Write) -> None:
    """It names the file and the line."""
    with pytest.raises(DataError, match=r"own\.csv:2: not UTF-8 text"):
        read(write(b"network\n\xff\n"))


@pytest.mark.parametrize(
    ("name", "problem"),
    [("missing.csv", "no such file or folder"), ("x" * 300, of_system(errno.ENAMETOOLONG))],
)
def test_what_cannot_be_found_is_an_error(tmp_path: Path, name: str, problem: str) -> None:
    """Whatever the reason."""
    with pytest.raises(DataError) as caught:
        read(tmp_path / name)

    assert str(caught.value) == f"{tmp_path / name}: {problem}"


def test_a_folder_in_the_place_of_a_table_is_an_error(tmp_path: Path) -> None:
    """The system's words are told."""
    (tmp_path / "results.csv").mkdir()

    with pytest.raises(DataError, match=rf": {of_system(errno.EISDIR)}$"):
        read(tmp_path)


def test_without_a_path_it_is_the_shipped_one() -> None:
    """Its networks and papers have addresses, whatever the case."""
    directory = read()

    assert directory.addresses("PSPNET", "code") == ("PSPNet", ["https://github.com/hszhao/PSPNet"])
    assert directory.addresses("deeplab v3 plus", "paper")[0] == "DeepLabv3+"


def test_reading_it_does_not_import_pandas(tables: Path) -> None:
    """That is what it is for."""
    script = (
        "import sys; from leaderboard.reading.directory import read; read(sys.argv[1]).addresses('alpha', 'code');"
        "print({'pandas', 'numpy'} & set(sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(tables)], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"
