"""``leaderboard check``."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

DATA = Path(__file__).parents[2] / "data"

WARNING = "network,dataset,miou,source\nA,cityscapes,80,a list\nB,cityscapes,81,\n"
ERROR = "network,dataset,miou,source\nA,cityscapes,80%,a list\nB,cityscapes,81,\n"


def test_the_shipped_data_passes(run: Callable[..., Result]) -> None:
    """Even strictly; stdout has problems alone, and stderr says what was looked at."""
    answer = run("check", "--strict")

    assert answer.stdout == ""
    assert answer.stderr.endswith(
        "data: 380 scores, 224 papers, 387 links, 6 datasets, 93 speeds: no problems\n"
    )


def test_an_error_fails(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Each problem is a line, the count is on stderr."""
    path = own(ERROR)

    answer = run("check", path, exit_code=1)

    assert answer.stdout == (
        f"{path}:2: error: the score '80%' is not a finite number; write 80 [no-number]\n"
        f"{path}:3: warning: no source; write where the score can be read [missing-source]\n"
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
            "rule": "no-number",
            "problem": "the score '80%' is not a finite number; write 80",
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
        "::error file=a%2Cb%3Ac%25.csv,line=2,title=no-number::"
        "the score '80%25' is not a finite number; write 80\n"
        "::warning file=a%2Cb%3Ac%25.csv,line=3,title=missing-source::"
        "no source; write where the score can be read\n"
    )


def test_several_places_can_be_checked(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Each has its count."""
    path = own(WARNING)

    answer = run("check", path, DATA)

    assert [line.rsplit("/", 1)[-1] for line in answer.stderr.splitlines()] == [
        "own.csv",
        "data: 380 scores, 224 papers, 387 links, 6 datasets, 93 speeds: no problems",
    ]


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
    path.write_text("network,dataset,miou,source\nA,cityscapes,\x1b[31m80,s\n")

    answer = run("check", path, exit_code=1)

    assert "\x1b" not in answer.output
    assert "a\\x1b[31m.csv:2: error: the score '\\x1b[31m80' is not a finite number" in answer.stdout


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
    lines.insert(3, "CRF-RNN,voc12,172.0,,,,,list,a list,\n")
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
    assert answer.stdout.splitlines() == [
        (
            "data/results.csv:4: warning: 172.0 here and 72.0 in line 3 are the same but for the score;"
            " tell them apart by variant or test_time, or say why in a note [conflicting-scores]"
        ),
        "data/results.csv:4: error: the score is not between 0 and 100 %; mend it [out-of-range]",
    ]
    assert answer.stderr == "1 error, 1 warning in data\n"
