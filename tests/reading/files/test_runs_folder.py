"""A folder of runs is a board: every file in it is read, nested, in mixed formats."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from typer.testing import CliRunner

import leaderboard
from leaderboard.cli import app
from leaderboard.errors import DataError, UsageError
from leaderboard.reading import Stated
from leaderboard.reading.stated import filled

BY_PATH = {"network": "{parent2}", "run": "{parent}", "dataset": "pond"}


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Make a folder with a run per seed of two networks, in three formats, beside their settings."""
    folder = tmp_path / "runs"
    written = {
        "newt/seed0/metrics.json": '{"val": {"accuracy": 0.80}}',
        "newt/seed1/metrics.yaml": "val:\n  accuracy: 0.82\n",
        "newt/seed2/metrics.csv": "val/accuracy\n0.84\n",
        "toad/seed0/metrics.csv": "val/accuracy\n0.70\n",
        "toad/seed1/metrics.csv": "val/accuracy\n0.70\n",
        "newt/seed0/config.yaml": "width: 4\naccuracy: 1\n",
    }
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def shown(board: leaderboard.Leaderboard) -> list[list[object]]:
    """Return networks, scores and numbers of runs of the only dataset."""
    top = board.top("pond", split="val", metric="accuracy")
    return top[["network", "score", "runs"]].round(6).to_numpy().tolist()


def test_files_of_many_formats_are_one_board(runs: Path) -> None:
    """Networks and runs are called after their folders; two runs with equal scores are two."""
    board = leaderboard.load(runs, stated=BY_PATH)

    assert shown(board) == [["newt", 0.82, 3], ["toad", 0.7, 2]]
    assert board.unusable == ()


def test_settings_beside_results_are_no_scores(runs: Path) -> None:
    """It is said that they were not read; alone, they are what is meant."""
    board = leaderboard.load(runs, stated=BY_PATH)

    assert board.remarks == (f"{runs}: 1 file of settings, such as config.yaml, not read",)
    assert leaderboard.load(runs / "newt/seed0/config.yaml", stated=BY_PATH).remarks != board.remarks


def test_one_run_in_two_files_counts_once(runs: Path) -> None:
    """In a copy, in another format, and behind a link."""
    copy = runs / "kept" / "newt" / "seed0"
    copy.mkdir(parents=True)
    (copy / "metrics.csv").write_text("val/accuracy\n0.8\n")
    (runs / "newt" / "seed2" / "last.csv").symlink_to("metrics.csv")

    assert shown(leaderboard.load(runs, stated=BY_PATH))[0] == ["newt", 0.82, 3]


def test_of_fifty_files_the_damaged_ones_are_named(tmp_path: Path) -> None:
    """Cut off, empty, or no text at all: the others are read, which is a success."""
    for number in range(50):
        (tmp_path / f"run{number:02d}.json").write_text(f'{{"accuracy": 0.{number + 10}}}')
    (tmp_path / "run07.json").write_text('{"accuracy": 0.1')
    (tmp_path / "run08.json").write_text("")
    (tmp_path / "run09.json").write_bytes(b"\0\1\2")
    words = ["--data", str(tmp_path), "--set", "network={stem}", "--set", "dataset=pond"]

    answer = CliRunner().invoke(app, ["top", "-d", "pond", "-n", "1", *words])

    assert answer.exit_code == 0
    assert "1 of 47 networks" in answer.stdout
    named = [
        Path(line.partition("not used: ")[2].partition(": ")[0]).name for line in answer.stderr.splitlines()
    ]
    assert named == ["run08.json", "run09.json", "run07.json:1"]


def test_a_file_of_no_scores_is_named_once_for_all_like_it(tmp_path: Path) -> None:
    """With their number."""
    for number in range(30):
        (tmp_path / f"note{number}.csv").write_text("when,who\nnow,me\n")
    (tmp_path / "run.csv").write_text("model,dataset,accuracy\nnewt,pond,0.8\n")

    (unusable,) = leaderboard.load(tmp_path).unusable

    assert unusable.place == f"{tmp_path / 'note0.csv'}:1"
    assert unusable.reason.endswith("(and 29 more files like it)")


def test_places_of_scores_are_those_of_their_files(tmp_path: Path) -> None:
    """Also where files that are alike were understood together."""
    for name, score in {"a": "0.8", "b": "eighty", "c": "0.6"}.items():
        (tmp_path / f"{name}.csv").write_text(
            f"model,dataset,accuracy\nother,pond,0.1\n{name},pond,{score}\n"
        )

    (unusable,) = leaderboard.load(tmp_path).unusable

    assert unusable.place == f"{tmp_path / 'b.csv'}:3"


def test_what_one_format_takes_as_a_whole_hides_no_other(tmp_path: Path) -> None:
    """A model card and a table are one board; the words around the card are not read as tables."""
    card = tmp_path / "newt" / "README.md"
    card.parent.mkdir()
    results = [{"dataset": {"name": "pond", "type": "pond"}, "metrics": [{"type": "accuracy", "value": 0.9}]}]
    front = json.dumps({"model-index": [{"name": "newt", "results": results}]})
    card.write_text(f"---\n{front[1:-1]}\n---\n\n| model | accuracy |\n|---|---|\n| text | 0.1 |\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "runs.csv").write_text("model,dataset,accuracy\ntoad,pond,0.7\n")

    board = leaderboard.load(tmp_path)

    assert list(board.top("pond", metric="accuracy")["network"]) == ["newt", "toad"]


def test_results_of_hugging_face_are_found_however_deep(tmp_path: Path) -> None:
    """Their folder is hidden."""
    folder = tmp_path / "a" / "b" / "newt" / ".eval_results"
    folder.mkdir(parents=True)
    (folder / "pond.yaml").write_text("- dataset: {id: x/pond, task_id: test}\n  value: 0.5\n")
    (tmp_path / "runs.csv").write_text("model,dataset,split,accuracy\ntoad,pond,test,0.7\n")

    board = leaderboard.load(tmp_path, stated={"metric": "accuracy"})

    assert list(board.top("pond")["network"]) == ["toad", "newt"]


def test_packed_files_are_read(tmp_path: Path) -> None:
    """Called as they are without what they are packed with."""
    with gzip.open(tmp_path / "newt.csv.gz", "wt") as file:
        file.write("dataset,accuracy\npond,0.7\n")
    (tmp_path / "toad.csv").write_text("dataset,accuracy\npond,0.6\n")

    board = leaderboard.load(tmp_path, stated={"network": "{stem}"})

    assert list(board.top("pond")["network"]) == ["newt", "toad"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{stem}", "run"),
        ("{name}", "run.json"),
        ("{parent}", "seed0"),
        ("{parent2}", "newt"),
        ("{parent3}", "exp"),
        ("{parent2} of {parent3}", "newt of exp"),
        ("plain", "plain"),
    ],
)
def test_a_path_says_what_stands_in_it(template: str, said: str) -> None:
    """Of the file's name, and of the folders that it is in."""
    assert filled(template, "exp/newt/seed0/run.json") == said


def test_a_placeholder_that_stands_for_nothing_is_refused_with_those_there_are() -> None:
    """Before anything is read."""
    with pytest.raises(
        UsageError, match=r"'\{folder\}' .*\{name\}, \{stem\}, \{parent\}, \{parent2\}, \{parent3\}$"
    ):
        Stated.parsed(("network={folder}",))


def test_the_file_counts_before_its_path(tmp_path: Path) -> None:
    """What it says itself is not replaced; with other formats it is the same."""
    (tmp_path / "a.csv").write_text("model,dataset,accuracy\nnewt,pond,0.7\n")
    (tmp_path / "toad.json").write_text('{"no_logs": [], "resolved": ["a-1"]}')

    board = leaderboard.load(tmp_path, stated={"network": "{stem}", "dataset": "pond"})

    assert sorted(board.results_table["network"].astype("str")) == ["newt", "toad"]


@pytest.mark.parametrize("command", ["check", "import", "sync"])
def test_every_command_takes_what_paths_say(runs: Path, command: str) -> None:
    """As ``top`` does."""
    words = [word for role, value in BY_PATH.items() for word in ("--set", f"{role}={value}")]
    document = runs.parent / "page.md"
    options = " ".join(f"'{word}'" for word in words)
    document.write_text(f"<!-- leaderboard: top -d pond --data runs {options} -->\n<!-- /leaderboard -->\n")
    given = {
        "check": [str(runs)],
        "import": [str(runs), "--data", str(runs.parent / "ours"), "--write", "--all-new"],
        "sync": [str(document)],
    }[command]

    answer = CliRunner().invoke(app, [command, *given, *(words if command != "sync" else ())])

    assert answer.exit_code == 0, answer.output
    if command == "sync":
        assert "newt" in document.read_text().partition("-->")[2]
    if command == "import":
        assert shown(leaderboard.load(runs.parent / "ours")) == [["newt", 0.82, 3], ["toad", 0.7, 2]]


def test_a_folder_without_scores_says_what_came_nearest(tmp_path: Path) -> None:
    """And names the file."""
    (tmp_path / "a.csv").write_text("when,who\nnow,me\n")

    with pytest.raises(DataError, match=r"no file with scores; .*a\.csv:1: no column of networks"):
        leaderboard.load(tmp_path)


@pytest.mark.apart
def test_many_small_files_are_understood_together(tmp_path: Path) -> None:
    """They take far less time than one by one."""
    for number in range(100):
        (tmp_path / f"run{number}.csv").write_text(
            f"model,dataset,seed,accuracy\nnewt,pond,{number},0.{number}\n"
        )
        (tmp_path / f"run{number}.json").write_text(
            f'{{"model": "toad", "dataset": "pond", "f1": 0.{number}}}'
        )
    files = sorted(tmp_path.iterdir())

    def seconds(paths: list[Path]) -> float:
        began = process_time()
        for path in paths:
            leaderboard.load(path)
        return process_time() - began

    assert any(seconds([tmp_path]) < seconds(files) / 3 for _ in range(5))


def test_no_file_is_opened_more_than_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once to recognise it, and once to read it."""
    for number in range(3):
        (tmp_path / f"run{number}.csv").write_text(f"model,dataset,accuracy\nnewt,pond,0.{number}\n")
        (tmp_path / f"run{number}.json").write_text(
            f'{{"model": "toad", "dataset": "pond", "f1": 0.{number}}}'
        )
        (tmp_path / f"run{number}.yaml").write_text(f"- {{model: toad, dataset: pond, f1: 0.{number}}}\n")
    opened: Counter[Path] = Counter()
    open_ = Path.open

    def counted(path: Path, *args: Any, **options: Any) -> Any:
        opened[path] += 1
        return open_(path, *args, **options)

    monkeypatch.setattr(Path, "open", counted)

    leaderboard.load(tmp_path)

    assert {path: opened[path] for path in tmp_path.iterdir() if opened[path] > 2} == {}
