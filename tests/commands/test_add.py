import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result
from wording import of_system

import leaderboard
from leaderboard.reading import shipped

GIVEN = ["--network", "MyNet", "-d", "streets", "--miou", "83.10", "--source", "https://my.example/net"]
PAPER = "https://arxiv.org/abs/2101.00001"


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


def added(board: Path, tables: Path, name: str = "results") -> list[str]:
    """Return the lines that a table has got; all others have to be as they were, in their order."""
    before = (tables / f"{name}.csv").read_bytes().splitlines(keepends=True)
    after = (board / f"{name}.csv").read_bytes().splitlines(keepends=True)
    new = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    return [line.decode() for line in new]


def test_puts_one_line_in_its_place(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """As it was typed, digits included; stdout shows the line and where it is."""
    answer = run("add", "--data", board, *GIVEN)

    assert added(board, tables) == ["MyNet,streets,83.10,,,,,,https://my.example/net,\n"]
    (line,) = answer.stdout.splitlines()
    assert line == f"{board}/results.csv:17: MyNet,streets,83.10,,,,,,https://my.example/net,"


def test_says_all_of_a_score(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Each option has its column."""
    run(
        *["add", "--data", board, *GIVEN, "--split", "VAL", "--variant", "R-50, 769px", "--test-time"],
        *["multi-scale", "--extra-data", "COCO", "--extra-data", "coarse"],
        *["--evidence", "authors", "--note", "Mean of 3 runs."],
    )

    (line,) = added(board, tables)
    assert line == (
        'MyNet,streets,83.10,val,"R-50, 769px",multi-scale,COCO;coarse,authors,'
        "https://my.example/net,Mean of 3 runs.\n"
    )


def test_stands_between_its_neighbours(run: Callable[..., Result], tmp_path: Path) -> None:
    """By dataset, network and variant, if the others do; the shipped board stays in order."""
    board = shutil.copytree(shipped(), tmp_path / "board")

    run("add", "--data", board, "--network", "Other", "-d", "pascal voc", "--miou", "80", "--source", "x")

    lines = (board / "results.csv").read_text().splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith("Other,"))
    assert [line.split(",")[:2] for line in lines[place - 1 : place + 2]] == [
        ["MCIBI++", "voc12"],
        ["Other", "voc12"],
        ["PSPNet", "voc12"],
    ]


def test_names_are_found_as_people_type_them(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """And written as they are spelled in the tables."""
    run("add", "--data", board, "--network", "gamma plus", "-d", "road scenes", "--miou", "84", "--source", "x", "--split", "test")  # fmt: skip

    assert added(board, tables) == ["Gamma+,streets,84,test,,,,,x,\n"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        (
            ["-d", "street"],
            (
                1,
                (
                    "no dataset named 'street'; did you mean 'streets'? if not, add it first with:"
                    " leaderboard add dataset street --metric METRIC --split test --data {board}"
                ),
            ),
        ),
        (["--network", "Alphanets"], (1, "no network named 'Alphanets'; did you mean 'AlphaNet'? if not, say --new")),
        (["--miou", "eighty"], (2, "the score 'eighty' is not a finite number")),
        (["--miou", "nan"], (2, "the score 'nan' is not a finite number")),
        (["--miou", "0.8310"], (1, "the score '0.8310' is a fraction; write it in percent: 83.1")),
        (["--miou", "100.5"], (1, "the score '100.5' is not between 0 and 100 %")),
        (["--split", "dev"], (2, "--split is test or val, not 'dev'")),
        (["--test-time", "twice"], (2, "--test-time is single-scale or flip or multi-scale, not 'twice'")),
        (["--evidence", "gut"], (2, "--evidence is list or paper or authors or reproduced or aggregator, not 'gut'")),
        (["--source", "https:// x"], (2, "--source 'https:// x' is not an address; it begins with https:// or http://")),
        (["--source", "www.example.org"], (2, "--source 'www.example.org' is not an address; it begins with https:// or http://")),
        (["--paper", "ftp://a"], (2, "--paper 'ftp://a' is not an address; it begins with https:// or http://")),
        (["--date", "2018-13"], (2, "--date is a date like 2018-02 or 2018-02-15, not '2018-13'")),
        (["--year", "18"], (2, "--year is a year like 2018, not '18'")),
        (["--arxiv", "eighteen"], (2, "--arxiv is an id like 1802.02611, not 'eighteen'")),
        (["--note", "two\nlines"], (2, "--note 'two\\nlines' holds a line break or another control character")),
        (["--network", "A;B"], (2, "--network 'A;B' holds ';', which stands between networks")),
    ],
)  # fmt: skip
def test_checks_what_it_is_given(
    run: Callable[..., Result], board: Path, tables: Path, changes: list[str], refused: tuple[int, str]
) -> None:
    """As reading would, and before anything is written."""
    status, problem = refused

    answer = run("add", "--data", board, *GIVEN, *changes, exit_code=status)

    assert answer.stderr.replace(str(board), "{board}") == f"error: {problem}\n"
    assert answer.stdout == ""
    assert added(board, tables) == []


def test_a_score_may_be_in_another_unit(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Percent ends at 100, metres do not; --score says it for what is no mIoU."""
    run("add", "--data", board, "--network", "Zeta", "-d", "depth", "--score", "120.5", "--source", "x", "--variant", "v2")  # fmt: skip

    assert added(board, tables) == ["Zeta,depth,120.5,,v2,,,,x,\n"]


@pytest.mark.parametrize("name", ["DeltaNet", "AlphaNet2", "Zota"])
def test_a_new_name_need_not_be_unlike_all_others(
    run: Callable[..., Result], board: Path, tables: Path, name: str
) -> None:
    """Networks are called alike; another version, or another short name, is no slip."""
    run("add", "--data", board, *GIVEN, "--network", name)

    assert added(board, tables) == [f"{name},streets,83.10,,,,,,https://my.example/net,\n"]


def test_what_looks_like_a_slip_can_be_meant(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """--new says so."""
    run("add", "--data", board, *GIVEN, "--network", "Alphanets", "--new")

    assert len(added(board, tables)) == 1


def test_the_very_same_score_is_not_written_twice(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """A script may be run again: what it wants to be there is there."""
    run("add", "--data", board, *GIVEN)

    answer = run("add", "--data", board, *GIVEN, "--miou", "83.1")

    assert answer.stderr == f"note: {board}/results.csv:17 says so already; nothing is written\n"
    assert answer.stdout == ""
    assert len(added(board, tables)) == 1


def test_another_figure_for_the_same_needs_a_reason(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """A correction stands beside what it corrects, and says why; nothing is overwritten."""
    run("add", "--data", board, *GIVEN)

    refused = run("add", "--data", board, *GIVEN, "--miou", "84", exit_code=1)
    run("add", "--data", board, *GIVEN, "--miou", "84", "--note", "Of the final version.")

    assert refused.stderr == (
        f"error: {board}/results.csv:17 has 83.10 for it already; tell them apart"
        " (--variant, --split, --test-time, --extra-data), or say with --note why both stand\n"
    )
    assert [line.split(",")[2] for line in added(board, tables)] == ["83.10", "84"]


# Its paper


def test_a_new_network_brings_its_paper(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """An arXiv address tells id, month and year; a score read there has the paper as evidence."""
    run(
        *["add", "--data", board, *GIVEN, "--network", "Fine-Net+", "--source", f"{PAPER}v2", "--paper", PAPER],
        *["--code", "https://code.example/f", "--title", "A Fine Net", "--authors", "Able, Ann", "--topic", "segmentation"],
    )  # fmt: skip

    assert added(board, tables) == [f"Fine-Net+,streets,83.10,,,,,paper,{PAPER}v2,\n"]
    assert added(board, tables, "papers") == [
        'fine-net-plus,Fine-Net+,,A Fine Net,"Able, Ann",arXiv,2021,2021-01,2101.00001,segmentation,,,\n'
    ]
    assert added(board, tables, "links") == [
        f"fine-net-plus,paper,,{PAPER}\n",
        "fine-net-plus,code,,https://code.example/f\n",
    ]
    assert leaderboard.load(board).top("streets", limit=1)["code_url"].item() == "https://code.example/f"


def test_what_is_given_counts_before_what_arxiv_tells(
    run: Callable[..., Result], board: Path, tables: Path
) -> None:
    """Where and when a paper was published is not where and when it appeared first."""
    run("add", "--data", board, *GIVEN, "--arxiv", "2101.00001v3", "--venue", "CVPR", "--year", "2022", "--date", "2020-12")  # fmt: skip

    assert added(board, tables, "papers") == ["mynet,MyNet,,,,CVPR,2022,2020-12,2101.00001,,,,\n"]
    assert added(board, tables, "links") == [f"mynet,paper,,{PAPER}\n"]


def test_says_that_no_paper_is_known(run: Callable[..., Result], board: Path) -> None:
    """The score is added all the same."""
    answer = run("add", "--data", board, *GIVEN)

    assert answer.stderr == "note: no paper is known for MyNet; --paper ADDRESS names it\n"


def test_tables_of_papers_are_begun(run: Callable[..., Result], tmp_path: Path) -> None:
    """A folder may begin with scores alone."""
    (tmp_path / "results.csv").write_text("network,dataset,miou,source\n")

    run("add", "--data", tmp_path, *GIVEN, "-d", "cityscapes", "--paper", PAPER)

    assert (tmp_path / "papers.csv").read_text().splitlines()[1:] == [
        "mynet,MyNet,,,,arXiv,2021,2021-01,2101.00001,,,,"
    ]
    assert (tmp_path / "links.csv").read_text() == f"paper,kind,detail,url\nmynet,paper,,{PAPER}\n"


def test_a_known_paper_gets_further_addresses(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Those that it has are not written again."""
    run(
        *["add", "--data", board, *GIVEN, "--network", "alpha", "--paper", "https://papers.example/alpha"],
        *["--code", "https://code.example/alpha2", "--year", "2018"],
    )

    assert added(board, tables, "links") == ["alpha-net,code,,https://code.example/alpha2\n"]
    assert added(board, tables, "papers") == []


def test_a_known_paper_is_not_changed(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """Other lines stay as they are, so what contradicts them is refused."""
    answer = run("add", "--data", board, *GIVEN, "--network", "alpha", "--year", "2019", exit_code=1)

    assert answer.stderr == (
        "error: the year of 'AlphaNet' is '2018' in papers.csv; add changes no line of it: correct it there\n"
    )
    assert added(board, tables) == []


def test_a_paper_is_not_written_twice(run: Callable[..., Result], board: Path) -> None:
    """Also not for a second network of it."""
    answer = run("add", "--data", board, *GIVEN, "--paper", "https://papers.example/alpha", exit_code=1)

    assert answer.stderr == (
        "error: that is the paper 'alpha-net'; add the network to it with:"
        " leaderboard add paper alpha-net --network MyNet\n"
    )


def test_slugs_are_unique(run: Callable[..., Result], board: Path, tables: Path) -> None:
    """The year tells two papers apart, as far as it goes."""
    run("add", "--data", board, *GIVEN, "--network", "Sürvey", "--title", "x", "--venue", "BMVC", "--year", "2021", "--new")  # fmt: skip

    assert added(board, tables, "papers") == ["survey-2021,Sürvey,,x,,BMVC,2021,,,,,,\n"]


# A single file


def test_columns_of_a_file_are_respected(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Their order, their names, and how the file spells what it names."""
    path = own("Score,Dataset,Network,Published In,Code,source\n70.1,VOC12,TinyNet,CVPR 2019,,run 1\n")

    run(
        *["add", "--data", path, "--network", "tiny net", "-d", "pascal voc", "--score", "71.0"],
        *["--source", "run 2", "--venue", "ECCV", "--year", "2020", "--code", "https://code.example/t"],
        *["--note", ""],
        exit_code=1,
    )
    answer = run(
        *["add", "--data", path, "--network", "BigNet", "-d", "pascal voc", "--score", "71.0"],
        *["--source", "run 2", "--venue", "ECCV", "--year", "2020", "--code", "https://code.example/t"],
    )

    assert path.read_text().splitlines()[2:] == ["71.0,VOC12,BigNet,ECCV 2020,https://code.example/t,run 2"]
    assert answer.stdout.startswith(f"{path}:3: 71.0,VOC12,")


def test_what_has_no_column_is_refused(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """With what the file would need."""
    path = own("network,dataset,score,source\nA,potholes,1,x\n")

    code = run("add", "--data", path, *GIVEN, "--code", "https://code.example/t", exit_code=1)
    split = run("add", "--data", path, *GIVEN, "--split", "val", exit_code=1)

    assert code.stderr == f"error: {path} has no column for --code; its header needs one called 'code'\n"
    assert split.stderr == (
        f"error: {path}: no column 'split' for 'val';"
        " the columns are 'network', 'dataset', 'score', 'source'\n"
    )


def test_a_file_without_sources_needs_none(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """There is no place for them."""
    path = own("network,dataset,miou\nA,potholes,1\n")

    run("add", "--data", path, "--network", "B", "-d", "potholes", "--miou", "2")

    assert path.read_text() == "network,dataset,miou\nA,potholes,1\nB,potholes,2\n"


def test_a_new_dataset_of_a_file_may_be_no_slip(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """What is called almost like one that is known is refused, as with networks."""
    path = own("network,dataset,miou\nA,potholes,1\n")

    refused = run("add", "--data", path, "--network", "B", "-d", "pothole", "--miou", "2", exit_code=1)
    run("add", "--data", path, "--network", "B", "-d", "cracks", "--miou", "2")

    assert refused.stderr == "error: no dataset named 'pothole'; did you mean 'potholes'? if not, say --new\n"
    assert path.read_text().endswith("\nB,cracks,2\n")


def test_any_split_that_a_file_has_is_a_split(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """One's own benchmark may call its splits as it likes."""
    path = own("network,dataset,miou,split\nA,potholes,1,Dev\n")

    run("add", "--data", path, "--network", "B", "-d", "potholes", "--miou", "2", "--split", "dev")

    assert path.read_text().endswith("\nB,potholes,2,dev\n")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("own.json", "{}", "scores are added to a folder of tables, or a CSV or TSV file with one score in each row"),
        ("wide.csv", "network,Cityscapes\nA,80\n", "it has a column for each dataset; scores are added to files with one score in each row"),
        ("own.csv", "named,dataset,miou\nA,d,80\n", "no column of networks"),
        ("own.csv", "network,dataset,words\nA,d,x\n", "no column of scores"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_is_refused(
    run: Callable[..., Result], tmp_path: Path, name: str, content: str, problem: str
) -> None:
    """Only rows can be added, not cells."""
    path = tmp_path / name
    path.write_text(content)

    answer = run("add", "--data", path, *GIVEN, exit_code=1)

    assert problem in answer.stderr
    assert path.read_text() == content


def test_what_is_no_text_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    """As in reading, the line is named."""
    path = tmp_path / "own.csv"
    path.write_bytes("network,dataset,miou,source\nÉ,potholes,1,x\n".encode("latin-1"))

    answer = run("add", "--data", path, *GIVEN, exit_code=1)

    assert answer.stderr == f"error: {path}:2: not UTF-8 text; save the file with that encoding\n"


@pytest.mark.parametrize(
    "above",
    ["\nnetwork;dataset;miou;source", "network;dataset;miou;source;runs,seeds,folds,parts,gaps"],
    ids=["blank line", "commas in a title"],
)
def test_a_row_is_parted_as_the_file_is_read(
    run: Callable[..., Result], own: Callable[[str], Path], above: str
) -> None:
    """What stands between cells is decided once, by all lines."""
    path = own(f"{above}\nA;potholes;1;x\nB;potholes;2;y\n")

    run("add", "--data", path, "--network", "C", "-d", "potholes", "--miou", "3", "--source", "z")

    assert path.read_text().splitlines()[-1].rstrip(";") == "C;potholes;3;z"


# Where


def test_the_board_of_a_clone_is_the_default(
    run: Callable[..., Result], tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it is the one that is worked on."""
    (tmp_path / "leaderboard" / "reading").mkdir(parents=True)
    board = shutil.copytree(tables, tmp_path / "data")
    monkeypatch.setattr("leaderboard.reading.known.__file__", str(tmp_path / "leaderboard/reading/known.py"))

    run("add", *GIVEN)

    assert len(added(board, tables)) == 1


@pytest.mark.parametrize("words", [[], ["--data", "leaderboard/data"]], ids=["by default", "by name"])
def test_the_board_that_was_installed_is_not_changed(
    run: Callable[..., Result],
    tables: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    """The next installation would undo it."""
    (tmp_path / "leaderboard" / "reading").mkdir(parents=True)
    (tmp_path / "leaderboard" / "__init__.py").touch()
    board = shutil.copytree(tables, tmp_path / "leaderboard" / "data")
    monkeypatch.setattr("leaderboard.reading.known.__file__", str(tmp_path / "leaderboard/reading/known.py"))

    monkeypatch.chdir(tmp_path)

    answer = run("add", *words, *GIVEN, exit_code=1)

    assert answer.stderr == (
        "error: the board that comes with the program is not yours to change;"
        " name your own with --data or in a leaderboard.toml, or work in a clone of the repository\n"
    )
    assert added(board, tables) == []


# Asking


def test_without_a_terminal_nothing_is_asked(run: Callable[..., Result], board: Path) -> None:
    """All that is missing is named at once."""
    some = run("add", "--data", board, "--miou", "80", exit_code=2)
    one = run("add", "--data", board, *GIVEN[:-2], exit_code=2)

    assert (
        some.stderr == "error: --network, --dataset and --source are missing (see 'leaderboard add --help')\n"
    )
    assert one.stderr == "error: --source is missing (see 'leaderboard add --help')\n"


def test_on_a_terminal_asks_for_what_is_missing(
    typing: Callable[..., str], board: Path, tables: Path
) -> None:
    """One thing after the other, and again until it can be used; then it says how good the score is."""
    seen = typing(
        *["MyNet\n", "streetz\n", "road scenes\n", "eighty\n", "82.0\n", "www.x.y\n", "run 7\n", "\n"],
        words=["add", "--data", str(board)],
    )

    assert seen.replace(str(board), "board") == (
        "network: MyNet\n"
        "dataset (streets, rooms, depth, empty): streetz\n"
        "no dataset named 'streetz'; did you mean 'streets'?\n"
        "dataset (streets, rooms, depth, empty): road scenes\n"
        "mIoU (%): eighty\n"
        "the score 'eighty' is not a finite number\n"
        "mIoU (%): 82.0\n"
        "source, an address or a short citation: www.x.y\n"
        "--source 'www.x.y' is not an address; it begins with https:// or http://\n"
        "source, an address or a short citation: run 7\n"
        "paper of MyNet, its address (Enter for none): \n"
        "note: no paper is known for MyNet; --paper ADDRESS names it\n"
        "board/results.csv:17: MyNet,streets,82.0,,,,,,run 7,\n"
        "MyNet is 2 of 7 on City Streets test\n"
    )
    assert added(board, tables) == ["MyNet,streets,82.0,,,,,,run 7,\n"]


@pytest.mark.parametrize(("answer", "name"), [("\n", "AlphaNet"), ("n\n", "Alphanets")])
def test_on_a_terminal_asks_about_a_slip(
    typing: Callable[..., str], board: Path, tables: Path, answer: str, name: str
) -> None:
    """Enter takes the name that is known."""
    seen = typing(answer, words=["add", "--data", str(board), *GIVEN, "--network", "Alphanets"])

    assert "no network named 'Alphanets'; do you mean 'AlphaNet'? [Y/n]: " in seen
    assert added(board, tables) == [f"{name},streets,83.10,,,,,,https://my.example/net,\n"]


def test_asks_for_the_paper_of_a_new_network(typing: Callable[..., str], board: Path, tables: Path) -> None:
    """And for its title; both may be left out."""
    typing("MyNet\n", f"{PAPER}\n", "A Title\n", words=["add", "--data", str(board), *GIVEN[2:]])

    assert added(board, tables, "papers") == ["mynet,MyNet,,A Title,,arXiv,2021,2021-01,2101.00001,,,,\n"]


@pytest.mark.parametrize(
    ("key", "status", "ends"),
    [("\x03", 130, "mIoU (%): ^C"), ("\x04", 1, "mIoU (%): \nerror: aborted")],
    ids=["Ctrl-C", "Ctrl-D"],
)
def test_who_stops_has_written_nothing(
    typing: Callable[..., str], board: Path, tables: Path, key: str, status: int, ends: str
) -> None:
    """Whatever was answered before."""
    seen = typing("MyNet\n", "streets\n", key, words=["add", "--data", str(board)], status=status)

    assert seen.rstrip("\n").endswith(ends)  # what is written right after Ctrl-C a terminal may throw away
    assert added(board, tables) == []


def test_what_was_saved_meanwhile_stays_and_the_score_is_added_to_it(
    run: Callable[..., Result], board: Path, tables: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """An editor knows of no lock; the tables are read again, and the paper is found that came with it."""
    with_paper = (board / "papers.csv").read_bytes() + b"mynet,MyNet,,Mine,,,,,,,,,\n"
    meanwhile(lambda: (board / "papers.csv").write_bytes(with_paper))

    run("add", "--data", board, *GIVEN, "--paper", PAPER)

    assert (board / "papers.csv").read_bytes() == with_paper
    assert added(board, tables, "links") == [f"mynet,paper,,{PAPER}\n"]
    assert added(board, tables) == ["MyNet,streets,83.10,,,,,,https://my.example/net,\n"]


def test_a_score_that_was_saved_meanwhile_is_not_added_twice(
    run: Callable[..., Result], board: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """What the first look said is of no use any more."""
    with_score = (board / "results.csv").read_bytes() + b"MyNet,streets,83.10,,,,,,https://my.example/net,\n"
    meanwhile(lambda: (board / "results.csv").write_bytes(with_score))

    answer = run("add", "--data", board, *GIVEN)

    assert "says so already; nothing is written" in answer.stderr
    assert (board / "results.csv").read_bytes() == with_score


def test_what_a_stopped_command_began_is_completed_by_the_next_one(
    run: Callable[..., Result], board: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of any network; check names it until then."""
    replace = os.replace

    def failing(source: Path, target: Path) -> None:
        if Path(target).name == "links.csv":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", failing)
        stopped = run("add", "--data", board, *GIVEN, "--paper", PAPER, exit_code=1)
    checked = run("check", board, exit_code=1)
    answer = run(
        "add",
        "--data",
        board,
        "--network",
        "Zeta",
        "-d",
        "rooms",
        "--split",
        "val",
        "--miou",
        "40",
        "--source",
        "x",
    )

    links, results = board / "links.csv", board / "results.csv"
    completes = "the next command that writes completes it"
    assert stopped.stderr == f"error: cannot write {links}: {of_system(errno.EIO)}; {completes}\n"
    problem = f"a command was stopped while it wrote papers.csv, links.csv, results.csv; {completes}"
    assert f"{board / '.leaderboard.journal'}: error: {problem} [unfinished]\n" in checked.stdout
    told = f"note: an earlier command was stopped while it wrote; {links} and {results} now have what was missing\n"
    assert answer.stderr.startswith(told)
    assert added(board, tables, "links") == [f"mynet,paper,,{PAPER}\n"]
    assert len(added(board, tables)) == 2
    assert sorted(path.name for path in board.iterdir()) == sorted(path.name for path in tables.iterdir())


def test_other_names_of_a_table_are_said_to_keep_the_old_one(
    run: Callable[..., Result], board: Path, tmp_path: Path, tables: Path
) -> None:
    """A file is replaced as a whole, so that a second name for it (a hard link) stays at the old one."""
    other = tmp_path / "other.csv"
    other.hardlink_to(board / "results.csv")

    answer = run("add", "--data", board, *GIVEN)

    told = (
        f"note: {board / 'results.csv'} has another name (a hard link), which keeps what stood there before\n"
    )
    assert told in answer.stderr
    assert other.read_bytes() == (tables / "results.csv").read_bytes()
    assert len(added(board, tables)) == 1
