"""The README says what is so, beside its blocks, which tests/test_pages.py runs with those of all pages."""

import os
import re
import subprocess
import sys
from pathlib import Path

from picture import PICTURE, draw

BOARDS = Path(__file__).parents[1] / "docs" / "boards.md"


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
