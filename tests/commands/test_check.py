"""``leaderboard check``."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leaderboard.cli import app

DATA = Path(__file__).parents[2] / "data"
LOOKED_AT = r"data: \d+ scores, \d+ papers, \d+ links, \d+ datasets, \d+ speeds: no problems"

WARNING = "network,dataset,miou,source\nA,cityscapes,80,a list\nB,cityscape,81,\n"
ERROR = "network,dataset,miou,source\nA,cityscapes,180%,a list\nB,cityscape,81,\n"
OUTSIDE = "180 is not between 0 and 100 % (A on cityscapes)"
DOUBTFUL = "the dataset 'cityscape' is not known; did you mean 'cityscapes'?"


def test_the_shipped_data_passes(run: Callable[..., Result]) -> None:
    """Even strictly; stdout has problems alone, and stderr says what was looked at."""
    answer = run("check", "--strict")

    assert answer.stdout == ""
    assert re.search(f"{LOOKED_AT}\n$", answer.stderr)


def test_an_error_fails(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Each problem is a line, the count is on stderr."""
    path = own(ERROR)

    answer = run("check", path, exit_code=1)

    assert answer.stdout == (
        f"{path}:2: error: {OUTSIDE} [unusable]\n{path}:3: warning: {DOUBTFUL} [doubtful-dataset]\n"
    )
    assert answer.stderr == f"1 error, 1 warning in {path}\n"


def test_a_warning_fails_only_strictly(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """It is said in either case."""
    path = own(WARNING)

    assert run("check", path).stdout == run("check", path, "--strict", exit_code=1).stdout
    assert run("check", path).stderr == f"1 warning in {path}\n"


def test_json_has_a_problem_as_an_object(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """A line is a number, or null where a problem is of the whole file."""
    path = own(ERROR.removesuffix("\n"))

    assert json.loads(run("check", path, "-f", "json", exit_code=1).stdout)[:2] == [
        {
            "path": str(path),
            "line": None,
            "severity": "warning",
            "rule": "line-ends",
            "problem": "the file does not end in a line end; add one, so that the next row is a new line",
        },
        {
            "path": str(path),
            "line": 2,
            "severity": "error",
            "rule": "unusable",
            "problem": OUTSIDE,
        },
    ]


def test_no_problems_are_an_empty_list_in_json(run: Callable[..., Result]) -> None:
    """For programs, that is an answer, too."""
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_annotations_are_escaped_as_github_has_it(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Percent signs everywhere; colons and commas where properties stand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a,b:c%.csv").write_text(ERROR)

    answer = run("check", tmp_path / "a,b:c%.csv", "--format", "github", exit_code=1)

    assert answer.stdout == (
        "::error file=a%2Cb%3Ac%25.csv,line=2,title=unusable::"
        "180 is not between 0 and 100 %25 (A on cityscapes)\n"
        f"::warning file=a%2Cb%3Ac%25.csv,line=3,title=doubtful-dataset::{DOUBTFUL}\n"
    )


def test_several_places_can_be_checked(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Each has its count."""
    path = own(WARNING)

    answer = run("check", path, DATA)

    first, second = (line.rsplit("/", 1)[-1] for line in answer.stderr.splitlines())
    assert first == "own.csv"
    assert re.fullmatch(LOOKED_AT, second)


def test_a_place_counts_before_the_environment(
    run: Callable[..., Result], own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one, LEADERBOARD_DATA is checked."""
    path = own(WARNING)
    monkeypatch.setenv("LEADERBOARD_DATA", str(path))

    assert run("check").stderr == f"1 warning in {path}\n"
    assert "no problems" in run("check", DATA).stderr


def test_names_that_would_steer_the_terminal_are_visible(run: Callable[..., Result], tmp_path: Path) -> None:
    """In the path and in what is quoted."""
    path = tmp_path / "a\x1b[31m.csv"
    path.write_text("network,dataset,miou\nA,cityscapes,\x1b[31m80\nB,cityscapes,80\n")

    answer = run("check", path, exit_code=1)

    assert "\x1b" not in answer.output
    assert "a\\x1b[31m.csv:2: error: '\\x1b[31m80' is no number" in answer.stdout


def test_what_the_user_says_of_a_file_counts(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """As with the commands that show it."""
    path = own("Modell,blub\nA,80\n")

    said = ("--column", "network=Modell", "--set", "dataset=mine", "--set", "better=higher")
    assert run("check", path, *said).stdout == ""


def test_standard_input_is_named() -> None:
    """It has no path."""
    answer = CliRunner().invoke(app, ["check", "-"], input="model,camvid mIoU\nA,80\n")

    assert answer.stderr == "stdin: 1 score: no problems\n"


def test_a_folder_that_is_not_there_is_one_line(run: Callable[..., Result]) -> None:
    """As with every command."""
    assert run("check", "/nowhere", exit_code=1).stderr == "error: /nowhere: no such file or folder\n"


def test_an_unknown_format_is_wrong_usage(run: Callable[..., Result]) -> None:
    """The message names those that there are."""
    answer = run("check", "--format", "xml", exit_code=2)

    assert answer.stderr == "error: no format named 'xml'; use one of text, json, github\n"


def test_a_pull_request_with_a_mistake_fails(tmp_path: Path) -> None:
    """In a process of its own, as in CI: one wrong row in a copy of the shipped data."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    results = folder / "results.csv"
    lines = results.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(3, "CRF-RNN,voc12,172.0,,,,,,list,a list,\n")
    results.write_text("".join(lines), encoding="utf-8")

    answer = subprocess.run(
        [sys.executable, "-m", "leaderboard", "check", "data"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(DATA.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stdout == (
        "data/results.csv:4: error: 172.0 is not between 0 and 100 % (CRF-RNN on voc12) [unusable]\n"
    )
    assert answer.stderr == "1 error in data\n"
