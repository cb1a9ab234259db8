"""A small board whose places can be checked by eye, and files of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings
from web import Web

import leaderboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaderboard import Leaderboard

# The same examples each time, few of them: "--hypothesis-profile=thorough" takes more, and
# tests/torture/ looks for new ones. None fails because the machine is slow or busy. A fixture
# such as a folder may serve all examples of a test.
for profile, examples in {"thorough": 100, "suite": 10}.items():
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let texts be kept as pandas keeps them by itself."""
    parser.addoption(
        "--arrow-strings", action="store_true", help="keep texts in Arrow, as pandas does if it is there"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Keep texts as where there is no Arrow: on small frames, as most here are, that takes a third less time."""
    import pandas as pd

    if not config.getoption("--arrow-strings"):
        pd.set_option("mode.string_storage", "python")


# Streets, own split test: Gamma+ 82.7, then AlphaNet = Beta-Net, then Delta = Omega, then Zeta.
# Zeta has no paper, Omega's has no date, Delta-Lite has no score. On Depth lower is better.
RESULTS = """\
network,dataset,miou,split,variant,test_time,extra_data,evidence,source,note
AlphaNet,streets,80.0,test,,single-scale,,paper,Able (2018),
AlphaNet,streets,81.5,,ResNet-101,multi-scale,COCO,paper,https://papers.example/alpha,
AlphaNet,streets,83.0,val,,,,paper,,
Beta-Net,streets,81.50,test,,,,list,,
Gamma+,streets,82.7,,,,COCO;coarse,list,,
Omega,streets,72.0,test,,,,list,,
Delta,streets,72.0,test,,,,list,,
Delta,streets,79.9,val,,,,list,,
Zeta,streets,65.25,,,,,list,,
Gamma+,rooms,44.1,val,,,,list,,
Delta,rooms,45.22,,,,,list,,
Zeta,rooms,43.0,test,,,,list,,
Omega,depth,0.51,,,,,list,,
Beta-Net,depth,0.51,,,,,list,,
Zeta,depth,0.48,,,,,list,,
"""

PAPERS = """\
paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note
alpha-net,AlphaNet,alpha;anet,Attention for Streets,"Able, Ann and Baker, Bob",CVPR,2018,2017-11,1711.00001,segmentation,attention;multi-scale,,
beta-net,Beta-Net,,Streets at Once,"Cole, Cy",ECCV,2018,2018-03,,real-time,real-time,,
gamma,Gamma+,,Random Fields,"Baker, Bob",NIPS,2016,2016-06,,segmentation,crf,,
delta,Delta;Delta-Lite,,Deep and Light,"Dean, Di",ICCV,2019,2019-02,,segmentation,attention,,
omega,Omega,,An Undated Idea,,,,,,segmentation,,,
survey,,,A Review of Segmentation,"Able, Ann",PAMI,2020,2020-01,,review,,,
"""

LINKS = """\
paper,kind,detail,url
alpha-net,paper,,https://papers.example/alpha
alpha-net,code,PyTorch,https://code.example/alpha
alpha-net,code,Caffe,https://code.example/alpha-caffe
gamma,code,,https://code.example/gamma
delta,project,,https://delta.example
nobody,code,,https://nobody.example
"""

DATASETS = """\
dataset,title,aliases,metric,unit,better,split,classes,images,url,note
streets,City Streets,cs;road scenes,mIoU,%,higher,test,19,2975/500/1525,https://streets.example,
rooms,Rooms,,mIoU,%,higher,val,40,,,
depth,Depth,,RMSE,m,lower,test,,,,
empty,Nothing Yet,,mIoU,%,higher,test,,,,
"""


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder in no repository."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(autouse=True)
def _without_settings(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where there is no ``leaderboard.toml``, unless a test says otherwise: this repository has one."""
    monkeypatch.chdir(nowhere)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the four tables of the small board."""
    folder = tmp_path_factory.mktemp("board")
    texts = {"results": RESULTS, "papers": PAPERS, "links": LINKS, "datasets": DATASETS}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def board(tables: Path) -> Leaderboard:
    """Return the small board: 6 networks with scores on 3 datasets, 6 papers."""
    return leaderboard.load(tables)


@pytest.fixture(scope="session")
def shipped() -> Leaderboard:
    """Return the board that comes with the program."""
    return leaderboard.load()


@pytest.fixture(scope="session")
def the_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the shipped tables, but of the scores only those of April 2019, which stay."""
    folder = tmp_path_factory.mktemp("list")
    for table in Path(leaderboard.__file__).parents[1].joinpath("data").glob("*.csv"):
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        if table.name == "results.csv":
            lines = [lines[0], *(line for line in lines if ",list," in line)]
        (folder / table.name).write_text("".join(lines), encoding="utf-8")
    return folder


class Write(Protocol):
    """Writes a file, and returns where it is."""

    def __call__(self, content: str | bytes, name: str = "own.csv") -> Path:
        """Write *content* as it is, line ends included."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a way to write files of one's own; a *name* can say a folder."""

    def write(content: str | bytes, name: str = "own.csv") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return a way to let something happen once, while a file is brought to the disk."""

    def meanwhile(act: Callable[[], object]) -> None:
        fsync, left = os.fsync, [act]

        def waiting(descriptor: int) -> None:
            if left:
                left.pop()()
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", waiting)

    return meanwhile


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which copies of what is on the web are kept: one of the test."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: folder)
    return folder / "addresses"


@pytest.fixture
def web(cache: Path) -> Iterator[Web]:
    """Return a server on this machine."""
    assert not cache.exists()
    web = Web()
    yield web
    web.close()


@pytest.fixture
def secure_web(cache: Path) -> Iterator[Web]:
    """Return a server on this machine with a certificate of nobody."""
    assert not cache.exists()
    web = Web(secure=True)
    yield web
    web.close()
