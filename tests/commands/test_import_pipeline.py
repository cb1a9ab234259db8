"""``import`` in a pipeline: what it answers a program, and with which exit status."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import leaderboard

FILES = 50
DAMAGED = "7.json"


@pytest.fixture
def board(tables: Path, tmp_path: Path) -> Path:
    """Return a small board of one's own, to be changed."""
    return shutil.copytree(tables, tmp_path / "board")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Return a folder of fifty small files of scores, one of which is cut off."""
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(FILES):
        rows = [{"network": f"Run {number}", "dataset": "streets", "metric": "mIoU", "score": 20.5 + number}]
        (folder / f"{number}.json").write_text(json.dumps(rows), encoding="utf-8")
    (folder / DAMAGED).write_text('[{"network": "Run 7",', encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return what stands in the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def into(folder: Path, *words: str) -> list[object]:
    """Return the options with which a pipeline takes scores into a folder."""
    return ["--data", folder, "--all-new", "--write", *words]


def test_one_damaged_file_among_fifty_is_named_and_the_rest_taken_in(
    run: Callable[..., Result], runs: Path, board: Path
) -> None:
    """The exit status says that something was left out."""
    before = len(leaderboard.load(board).results_table)

    answer = run("import", runs, *into(board), exit_code=3)

    assert len(leaderboard.load(board).results_table) == before + FILES - 1
    assert answer.stderr.splitlines()[0].startswith(f"note: left out: {runs / DAMAGED}:1: ")
    assert answer.stderr.splitlines()[-1] == f"{board}: 49 scores written · 1 left out"


def test_so_is_one_of_fifty_that_are_named_one_by_one(
    run: Callable[..., Result], runs: Path, board: Path
) -> None:
    """As a shell names them for ``runs/*.json``; but a file that is not there is an error."""
    files = sorted(runs.iterdir())

    answer = run("import", *files, *into(board), exit_code=3)

    assert answer.stderr.splitlines()[-1] == f"{board}: 49 scores written · 1 left out"
    assert run("import", *files, "missing.json", *into(board), exit_code=1).stderr.startswith(
        "error: missing.json: "
    )


def test_it_is_named_as_well_where_only_one_dataset_is_asked_for(
    run: Callable[..., Result], runs: Path, board: Path
) -> None:
    """What it would have held is not known."""
    answer = run("import", runs, "-d", "streets", *into(board), exit_code=3)

    assert f"left out: {runs / DAMAGED}:1: " in answer.stderr


def test_looking_is_no_failure(run: Callable[..., Result], runs: Path, board: Path) -> None:
    """Neither at the board that the files make, nor at the plan; both name the damaged file."""
    before = content(board)

    shown = run("top", "-d", "streets", "--data", runs)
    planned = run("import", runs, "--data", board, "--all-new")

    assert f"not used: {runs / DAMAGED}:1: " in shown.stderr
    assert f"{runs / DAMAGED}:1: " in planned.stdout
    assert content(board) == before


def test_twice_changes_nothing_and_says_so(run: Callable[..., Result], runs: Path, board: Path) -> None:
    """Byte for byte; nothing is left out of what is there already."""
    (runs / DAMAGED).unlink()
    first = run("import", runs, *into(board))
    before = content(board)

    again = run("import", runs, *into(board))

    assert first.stderr.endswith(f"{board}: 49 scores written\n")
    assert again.stderr == f"{board}: nothing new · 49 there already\n"
    assert content(board) == before


MIXED = """\
network,dataset,miou,split
Novel,streets,84.10,test
Delta,rooms,45.22,
Beta-Net,streets,81.9,test
AlphaNets,rooms,40,
Zeta,streets,oops,
"""


def parts(answer: Result) -> dict[str, list[dict[str, Any]]]:
    """Return what a program reads."""
    found: dict[str, list[dict[str, Any]]] = json.loads(answer.stdout)
    return found


def test_a_program_is_told_what_became_of_each_score(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path
) -> None:
    """What is new, there, or left out and why, with its place; and which files were changed."""
    path = own(MIXED)

    found = parts(run("import", path, "--data", board, "--write", "-f", "json", exit_code=3))

    assert list(found) == ["new", "same", "left_out", "files"]
    assert [(one["network"], one["score"], one["place"]) for one in found["new"]] == [
        ("Novel", 84.1, f"{path}:2")
    ]
    assert [one["network"] for one in found["same"]] == ["Delta"]
    assert [(one["status"], one["place"], one["reason"]) for one in found["left_out"]] == [
        ("conflicting", f"{path}:4", "the data has 81.50"),
        ("undecided", f"{path}:5", "is it AlphaNet, or a network of its own?"),
        ("unusable", f"{path}:6", "'oops' is no number (Zeta on streets)"),
    ]
    assert found["files"] == [{"path": str(board / "results.csv"), "rows": 1}]


def test_a_plan_has_the_same_parts_and_no_changed_files(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path
) -> None:
    """``new`` is what --write would take in, conflicts among it where they are wanted."""
    found = parts(run("import", own(MIXED), "--data", board, "--with-conflicts", "-f", "json"))

    assert [one["network"] for one in found["new"]] == ["Novel", "Beta-Net"]
    assert [one["status"] for one in found["left_out"]] == ["undecided", "unusable"]
    assert found["files"] == []


def test_every_file_that_was_changed_is_listed(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path
) -> None:
    """A paper and its links come with a score."""
    path = own("network,dataset,miou,paper\nNovel,streets,84.10,https://arxiv.org/abs/2501.00001\n")

    found = parts(run("import", path, *into(board, "-f", "json")))

    assert found["files"] == [
        {"path": str(board / f"{name}.csv"), "rows": 1} for name in ("papers", "links", "results")
    ]


def test_an_answer_for_programs_can_be_kept(
    run: Callable[..., Result], own: Callable[[str], Path], board: Path, tmp_path: Path
) -> None:
    """A later one replaces it; another list of objects stays."""
    path, kept = own(MIXED), tmp_path / "answer.json"

    for _ in range(2):
        run("import", path, *into(board), "-o", kept, exit_code=3)

    assert [len(part) for part in json.loads(kept.read_text()).values()] == [0, 3, 2, 0]
    kept.write_text('[{"network": "A"}]')
    assert "use --force" in run("import", path, "--data", board, "-o", kept, exit_code=1).stderr


def test_a_name_that_several_networks_have_is_left_out_though_all_are_new(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path
) -> None:
    """It is no new network, and nobody said which one it is."""
    ours = tmp_path / "ours.csv"
    ours.write_text("network,dataset,miou\nNet,rooms,40\nNET,rooms,41\n")

    answer = run("import", own("network,dataset,miou\nnet,rooms,42\n"), *into(ours), exit_code=3)

    assert answer.stderr.splitlines()[-1] == f"{ours}: nothing new · 1 left out"


def test_a_dataset_that_may_be_two_costs_its_scores_only(
    run: Callable[..., Result], runs: Path, board: Path, tmp_path: Path
) -> None:
    """Whether a file calls it so, in a row or in a title, or is called so; or a board does."""
    (runs / DAMAGED).unlink()
    with (board / "datasets.csv").open("a") as file:
        file.write("lanes,Lanes,cs,mIoU,%,higher,test,,,,\n")
    files = {
        "row.csv": "network,dataset,miou\nA,cs,1\nA,rooms,2\n",
        "title.csv": "network,cs,rooms\nB,1,2\n",
        "cs.csv": "network,miou\nC,1\n",
    }
    for name, text in files.items():
        (runs / name).write_text(text)
    other = tmp_path / "other"
    other.mkdir()
    (other / "results.csv").write_text("network,dataset,miou\nD,cs,1\nD,rooms,2\n")
    (other / "datasets.csv").write_text("dataset,metric,better\ncs,mIoU,higher\nrooms,mIoU,higher\n")

    answer = run("import", runs, other, *into(board, "-f", "json"), exit_code=3)

    left = {one["place"]: one["reason"] for one in parts(answer)["left_out"]}
    unclear = "'cs' names more than one dataset: 'streets' or 'lanes'; write one of these"
    assert left == {
        f"{runs / 'row.csv'}:2": unclear,
        f"{runs / 'title.csv'}": unclear,
        f"{runs / 'cs.csv'}:2": "no dataset is named; say --set dataset=NAME",
        f"{other / 'results.csv'}:2": unclear,
    }
    assert len(parts(answer)["new"]) == FILES - 1 + 2


def test_several_metrics_are_told_apart(run: Callable[..., Result], board: Path, tmp_path: Path) -> None:
    """Where there is one only, nobody needs its name."""
    file = tmp_path / "both.csv"
    file.write_text("network,dataset,accuracy,f1\nA,ponds,81.5,81.5\n")

    both = run("import", file, "--data", board).stdout
    file.write_text("network,dataset,f1\nA,ponds,81.5\n")

    assert "accuracy" in both
    assert "f1" in both
    assert "f1" not in run("import", file, "--data", board).stdout


def test_the_reason_is_seen_in_a_terminal(
    board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What something is measured in, and how it was reached, give way to it."""
    on_terminal = pytest.importorskip("terminals").on_terminal
    monkeypatch.chdir(tmp_path)
    rows = [
        "some-long-net,ponds,val,large,cosine_spearman_of_all,81.5",
        "b,ponds,val,large,mean_average_precision,bad",
    ]
    text = "\n".join(["network,dataset,split,variant,metric,score", *rows, "c,ponds,val,,f1,2", ""])
    Path("runs.csv").write_text(text)

    said = on_terminal("import", "runs.csv", "--data", str(board), width=80)

    (head,) = [line for line in said.splitlines() if "Status" in line]
    assert "Why" in head
    assert "'bad'" in said
