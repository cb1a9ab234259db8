"""The README says what is so, beside its blocks, which tests/test_pages.py runs with those of all pages."""

import os
import re
import subprocess
import sys
from pathlib import Path

from picture import PICTURE, draw

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BOARDS = ROOT / "docs" / "boards.md"


def test_two_commands_are_enough_to_begin() -> None:
    """One line sets everything up and shows a board, one sets everything up and tests it, as .ci/run does."""
    lines = [
        line
        for block in re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]

    assert [line.split("&&")[0].strip() for line in lines] == ["python3 -m venv .venv"] * 2
    assert [line.split("&&")[-1].strip() for line in lines] == [
        ".venv/bin/leaderboard top --dataset cityscapes",
        ".venv/bin/pytest",
    ]
    assert next(line for line in README.splitlines() if line.endswith("pytest")) == lines[1]


def test_it_is_read_in_a_few_minutes() -> None:
    """Whatever else there is to say stands in docs/."""
    assert len(README.splitlines()) <= 150


def test_picture_shows_what_the_program_writes() -> None:
    """The picture is made again with ``python tests/picture.py``."""

    def words(svg: str) -> list[str]:
        return re.findall(r">([^<>\n]+)</text>", svg)

    assert words(PICTURE.read_text(encoding="utf-8")) == words(draw())


def test_tables_are_up_to_date() -> None:
    """They are made again with ``leaderboard sync docs/boards.md``."""
    command = [sys.executable, "-m", "leaderboard", "sync", "--check", str(BOARDS)]
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}

    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (answer.stdout, answer.stderr) == (f"{BOARDS}: up to date\n", "")
