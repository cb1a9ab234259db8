import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result
from wording import of_system

import leaderboard
from leaderboard.commands import _asking
from leaderboard.reading import shipped

OWN = """\
network,dataset,miou,split,variant,Published In,paper,code
Novel,streets,84.10,test,R-50,CVPR 2025,https://arxiv.org/abs/2501.00001,https://code.example/novel
Delta,rooms,45.22,,,,,
Delta,City Streets val,79.90,,,,,
Beta-Net,streets,81.9,test,,,,
"""


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


def content(folder: Path) -> dict[str, bytes]:
    """Return what stands in the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def new_lines(folder: Path, before: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the lines that tables have got; the others have to be there as they were."""
    found = {}
    for name, text in content(folder).items():
        old = before.get(name, b"").splitlines()
        lines = text.splitlines()
        assert [line for line in lines if line in old] == old
        if new := [line.decode() for line in lines if line not in old]:
            found[name] = new
    return found


def test_without_write_only_the_plan_is_shown(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """What is there already is counted; nothing changes on the disk."""
    before = content(board)

    answer = run("import", own(OWN), "--data", board)

    assert content(board) == before
    assert answer.stdout.splitlines() == [
        " Scores to take in",
        "",
        "  Status        Network    Dataset        Split   Score   In the data   Variant",
        "  new network   Novel      City Streets   test    84.10                 R-50",
        "  conflicting   Beta-Net   City Streets   test    81.9          81.50",
        "",
        " new network: 1 · conflicting: 1 · same: 2",
        " 1 network that the data does not have",
    ]


def test_write_takes_in_what_is_new_and_twice_changes_nothing(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """The network's paper and links come along; what is in conflict is left out and said."""
    before = content(board)

    said = ["--set", "evidence=paper", "--set", "source=a list"]
    answer = run("import", own(OWN), "--data", board, "--write", *said, exit_code=3)

    assert new_lines(board, before) == {
        "results.csv": ["Novel,streets,84.10,test,R-50,,,paper,a list,"],
        "papers.csv": ["novel,Novel,,,,CVPR,2025,2025-01,2501.00001,,,,"],
        "links.csv": [
            "novel,paper,,https://arxiv.org/abs/2501.00001",
            "novel,code,,https://code.example/novel",
        ],
    }
    assert answer.stderr.splitlines() == [
        "note: left out: 1 conflicting score; --with-conflicts takes them in beside those there, with a note",
        f"{board}: 1 paper, 2 links, 1 score written · 2 there already · 1 left out",
    ]
    after = content(board)
    again = run("import", own(OWN), "--data", board, "--write", exit_code=3)
    assert content(board) == after
    assert " conflicting: 1 · same: 3\n" in again.stdout
    assert again.stderr.endswith(f"{board}: nothing new · 3 there already · 1 left out\n")


def test_conflicts_are_taken_in_on_demand_with_a_note(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """A correction stands beside what it corrects."""
    before = content(board)
    path = own("network,dataset,miou,split,note\nBeta-Net,streets,81.9,test,mended\n")

    run("import", path, "--data", board, "--write", "--with-conflicts", "--set", "source=https://a.example")

    assert new_lines(board, before) == {
        "results.csv": ['Beta-Net,streets,81.9,test,,,,,https://a.example,"mended; 81.50 is known, too"']
    }


def test_near_names_are_asked_about_and_left_out(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """How to answer is said; without a terminal that is a way to map names. The rest is taken in."""
    before = content(board)
    path = own("network,dataset,miou\nAlphaNets,rooms,40\nNovel,rooms,41\n")

    answer = run("import", path, "--data", board, "--write", exit_code=3)

    assert new_lines(board, before) == {"results.csv": ["Novel,rooms,41,,,,,,,"]}
    assert answer.stderr.splitlines() == [
        (
            "note: is 'AlphaNets' the same as 'AlphaNet', or a network of its own?"
            " --map AlphaNets=AlphaNet or --map AlphaNets=AlphaNets"
        ),
        f"{board}: 1 score written · 1 left out",
    ]


@pytest.mark.parametrize(
    ("words", "network"),
    [
        (["--map", "AlphaNets=alpha net"], "AlphaNet"),
        (["--map", "AlphaNets=AlphaNets"], "AlphaNets"),
        (["--all-new"], "AlphaNets"),
        (["--map-file", "names.txt"], "AlphaNet"),
    ],
)
def test_the_answer_can_be_given(
    run: Callable[..., Result],
    board: Path,
    own: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    network: str,
) -> None:
    """Name by name, for all, or in a file."""
    monkeypatch.chdir(board.parent)
    Path("names.txt").write_text("# what others call them\n\nAlphaNets = AlphaNet\n", encoding="utf-8")
    before = content(board)

    run("import", own("network,dataset,miou\nAlphaNets,rooms,40\n"), "--data", board, "--write", *words)

    assert new_lines(board, before)["results.csv"] == [f"{network},rooms,40,,,,,,,"]


@pytest.mark.parametrize(("answers", "network"), [([True], "AlphaNet"), ([False], "AlphaNets")])
def test_on_a_terminal_it_is_asked(
    run: Callable[..., Result],
    board: Path,
    own: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    answers: list[bool],
    network: str,
) -> None:
    """And the answer is taken at once."""
    monkeypatch.setattr(_asking, "possible", lambda: True)
    monkeypatch.setattr(_asking, "yes", lambda _: answers.pop())
    before = content(board)

    run("import", own("network,dataset,miou\nAlphaNets,rooms,40\n"), "--data", board, "--write")

    assert new_lines(board, before)["results.csv"] == [f"{network},rooms,40,,,,,,,"]


def test_a_folder_that_is_not_there_becomes_a_board(
    run: Callable[..., Result], tmp_path: Path, own: Callable[[str], Path]
) -> None:
    """With the description of datasets that the program does not know."""
    place = tmp_path / "new" / "board"
    path = own("network,dataset,accuracy\nA,potholes,90.5\nB,potholes,91\n")

    run("import", path, "--data", place, "--write")

    assert content(place) == {
        "results.csv": (
            b"network,dataset,score,split,variant,test_time,extra_data,evidence,source,note\n"
            b"A,potholes,90.5,,,,,,,\nB,potholes,91,,,,,,,\n"
        ),
        "datasets.csv": (
            b"dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note\n"
            b"potholes,potholes,,accuracy,,higher,,,,,,\n"
        ),
    }
    assert list(leaderboard.load(place).top("potholes")["network"]) == ["B", "A"]


def test_what_is_better_on_a_new_dataset_can_be_said(
    run: Callable[..., Result], tmp_path: Path, own: Callable[[str], Path]
) -> None:
    """Without that it is taken in, and not ranked."""
    path = own("network,dataset,score\nA,potholes,90.5\n")

    run("import", path, "--data", tmp_path / "open", "--write")
    run("import", path, "--data", tmp_path / "new", "--write", "--set", "better=lower")

    assert leaderboard.load(tmp_path / "open").datasets_table["better"].to_list() == [""]
    assert leaderboard.load(tmp_path / "new").datasets_table["better"].to_list() == ["lower"]


def test_scores_go_into_one_file_as_well(
    run: Callable[..., Result], tmp_path: Path, own: Callable[[str], Path]
) -> None:
    """As far as it has columns for what is known of them."""
    target = tmp_path / "ours.csv"
    target.write_text("network,dataset,miou\nA,rooms,40\n", encoding="utf-8")
    path = own("network,dataset,miou\nA,rooms,40.0\nB,rooms,41\n")

    run("import", path, "--data", target, "--write")

    assert target.read_text(encoding="utf-8") == "network,dataset,miou\nA,rooms,40\nB,rooms,41\n"
    answer = run(
        "import",
        own("network,dataset,miou,variant\nC,rooms,41,big\n"),
        "--data",
        target,
        "--write",
        exit_code=1,
    )
    assert "no column 'variant' for 'big'" in answer.stderr


def test_characters_that_steer_terminals_are_not_taken_in(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """Their scores are unusable, with the reason; line breaks become spaces."""
    before = content(board)
    path = own('network,dataset,miou,note\nA\x1b[31m,rooms,40,\nB,rooms,41,"two\nlines"\n')

    answer = run("import", path, "--data", board, "--write", "-f", "json", exit_code=3)

    assert new_lines(board, before)["results.csv"] == ["B,rooms,41,,,,,,,two lines"]
    assert "'A\\\\x1b[31m' holds a control character" in answer.stdout


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (["--map", "A"], 2, "--map takes FROM=TO, not 'A'"),
        (["--map", "=B"], 2, "--map takes FROM=TO, not '=B'"),
        (["--map-file", "missing.txt"], 1, f"missing.txt: {of_system(errno.ENOENT)}"),
        (["-d", "nowhere"], 1, "no dataset named 'nowhere'"),
        (["--set", "better=up"], 2, "--set better is higher or lower, not 'up'"),
    ],
)
def test_what_does_not_make_sense_is_an_error(
    run: Callable[..., Result],
    own: Callable[[str], Path],
    board: Path,
    words: list[str],
    status: int,
    problem: str,
) -> None:
    """One line, before anything is written."""
    answer = run("import", own(OWN), "--data", board, *words, exit_code=status)

    assert answer.stderr.splitlines()[-1].startswith(f"error: {problem}")


def test_a_bad_line_of_a_map_file_is_named(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path, tmp_path: Path
) -> None:
    """With its number."""
    names = tmp_path / "names.txt"
    names.write_text("A=B\nC\n", encoding="utf-8")

    answer = run("import", own(OWN), "--data", board, "--map-file", names, exit_code=1)

    assert answer.stderr == f"error: {names}:2: a line says FROM=TO, not 'C'\n"


def test_a_name_that_was_mapped_and_is_not_there_is_said(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path
) -> None:
    """It may be a slip."""
    answer = run("import", own(OWN), "--data", board, "--map", "Delte=Delta")

    assert answer.stderr == "note: mapped, but not found: 'Delte'\n"


def test_the_board_that_was_installed_is_not_changed(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone's is."""
    package = tmp_path / "leaderboard"
    shutil.copytree(shipped(), package / "data")
    (package / "__init__.py").touch()
    monkeypatch.setattr(sys.modules["leaderboard.updates.tables"], "shipped", lambda: package / "data")

    answer = run("import", own(OWN), "--write", exit_code=1)

    assert "the board that comes with the program is not yours to change" in answer.stderr


def test_a_paper_that_is_there_under_another_address_stops_nothing(
    run: Callable[..., Result], board: Path, own: Callable[[str], Path]
) -> None:
    """Its arXiv id tells; that the network is to be named there is said, and the score is taken in."""
    before = content(board)
    path = own("network,dataset,miou,paper\nYoung,rooms,41,https://arxiv.org/abs/1711.00001v2\n")

    answer = run("import", path, "--data", board, "--write")

    assert new_lines(board, before) == {"results.csv": ["Young,rooms,41,,,,,,,"]}
    assert answer.stderr.splitlines() == [
        "note: the paper of 'Young' is 'alpha-net': add it to the networks there",
        f"{board}: 1 score written",
    ]


def test_what_was_saved_meanwhile_stays_and_the_rest_is_taken_in(
    run: Callable[..., Result],
    own: Callable[[str], Path],
    board: Path,
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    """An editor knows of no lock; what it saved is known when the plan is made again."""
    saved = (board / "results.csv").read_bytes() + b"B,rooms,41.5,,,,,,,\n"
    before = {**content(board), "results.csv": saved}
    meanwhile(lambda: (board / "results.csv").write_bytes(saved))

    run("import", own("network,dataset,miou\nA,rooms,40\nB,rooms,41.5\n"), "--data", board, "--write")

    assert new_lines(board, before) == {"results.csv": ["A,rooms,40,,,,,,,"]}


def test_scores_in_several_columns_are_written_as_one(
    run: Callable[..., Result], tmp_path: Path, own: Callable[[str], Path], meanwhile: Callable[..., None]
) -> None:
    """The file is read, and replaced, once for all of them."""
    target = tmp_path / "target.csv"
    target.write_text("network,dataset,miou,F1\nA,rooms,40,50\n")
    seen = []
    meanwhile(lambda: seen.append(target.read_text()))
    path = own("network,dataset,miou,F1\nB,rooms,41,51\n")

    run("import", path, "--data", target, "--write")

    assert seen == ["network,dataset,miou,F1\nA,rooms,40,50\n"]
    assert target.read_text() == "network,dataset,miou,F1\nA,rooms,40,50\nB,rooms,41,\nB,rooms,,51\n"


def test_a_folder_that_was_only_made_is_begun(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path
) -> None:
    """Whoever was stopped before anything was written left no board; neither does a bare folder hold one."""
    place = tmp_path / "board"
    place.mkdir()
    (place / ".leaderboard-0123abcd.tmp").touch()

    run("import", own("network,dataset,miou\nA,rooms,40\n"), "--data", place, "--write")

    assert (place / "results.csv").read_text().splitlines()[1:] == ["A,rooms,40,,,,,,,"]
    assert not (place / ".leaderboard-0123abcd.tmp").exists()


@pytest.mark.parametrize("is_there", [False, True])
def test_where_nothing_can_be_taken_in_no_board_is_begun(
    run: Callable[..., Result], tmp_path: Path, *, is_there: bool
) -> None:
    """A table without a row could not be read."""
    data, more = tmp_path / "board", tmp_path / "more.csv"
    if is_there:
        data.mkdir()
    more.write_text("network,dataset,metric,value\nA,mine,lo\x15ss,1\n")

    answer = run("import", more, "--data", data, "--write", "--set", "better=lower", exit_code=3)

    assert answer.stderr.endswith(f"\n{data}: nothing new · 1 left out\n")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["board"] * is_there + ["more.csv"]


def test_a_board_that_could_not_be_begun_is_no_board(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made for it is taken away again."""
    place, replace = tmp_path / "board", os.replace

    def failing(source: Path, target: Path) -> None:
        if Path(target).name == ".leaderboard.journal":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    path = own("network,dataset,accuracy\nA,potholes,90.5\n")
    answer = run("import", path, "--data", place, "--write", exit_code=1)

    assert answer.stderr.endswith(
        f"cannot write {place / '.leaderboard.journal'}: {of_system(errno.ENOSPC)}\n"
    )
    assert not place.exists()
