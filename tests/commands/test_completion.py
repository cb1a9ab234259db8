"""Completion of what is being typed, as the shell asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def complete(words: str, **environment: str) -> list[str]:
    """Ask as bash does when tab is pressed at the end of *words*."""
    answer = subprocess.run(
        [sys.executable, "-m", "leaderboard"],
        env={
            **os.environ,
            "_LEADERBOARD_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    return answer.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("leaderboard t", ["top", "tradeoff"]),
        ("leaderboard top --dataset c", ["camvid", "cityscapes"]),
        ("leaderboard show Deep", ["DeepLab", "Deeplab v2", "DeepLabv3", "DeepLabv3+"]),
        ("leaderboard open PSP", ["PSPNet"]),
        ("leaderboard top --format ma", ["markdown"]),
        ("leaderboard top --data /nowhere -d c", [""]),
    ],
)
def test_completes(words: str, expected: list[str]) -> None:
    """Commands, datasets, networks and formats; data that cannot be read completes to nothing."""
    assert sorted(complete(words)) == sorted(expected)


def test_completes_names_of_ones_own_data(tmp_path: Path) -> None:
    """From the file that --data or the environment names."""
    data = tmp_path / "own.csv"
    data.write_text("network,dataset,score\nMyNet,benchmark,1\n", encoding="utf-8")

    assert complete(f"leaderboard top --data {data} -d b") == ["benchmark"]
    assert complete("leaderboard show M", LEADERBOARD_DATA=str(data)) == ["MyNet"]
