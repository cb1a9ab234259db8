"""The README says what is so: its console and Python blocks are run and compared."""

import doctest
import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from picture import PICTURE, draw

from leaderboard.cli import COMMANDS

README = Path(__file__).parents[1] / "README.md"


def blocks(language: str) -> list[str]:
    """Return the blocks of the README in a language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


SESSIONS = [re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in blocks("console")]
"""The commands of each console block, and what each is said to write."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with the files that the README shows with ``cat``."""
    for command, output in chain.from_iterable(SESSIONS):
        if command.startswith("cat "):
            (tmp_path / command.removeprefix("cat ")).write_text(output, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("session", SESSIONS, ids=["; ".join(dict(session)) for session in SESSIONS])
def test_console_blocks_show_what_the_program_writes(session: list[tuple[str, str]], folder: Path) -> None:
    """Every command of the README is run as it stands there."""
    bin_folder = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}
    environment["PATH"] = f"{bin_folder}{os.pathsep}{environment['PATH']}"

    for command, output in session:
        answer = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

        said = answer.stderr.splitlines()
        assert [line for line in said if not line.startswith("wrote ")] == []
        assert answer.stdout == output


def test_python_block_shows_what_python_answers() -> None:
    """The Python session of the README is run as it stands there."""
    (session,) = blocks("pycon")
    test = doctest.DocTestParser().get_doctest(session, {}, "README", str(README), 0)

    failed, attempted = doctest.DocTestRunner(verbose=False).run(test)

    assert attempted == 5
    assert failed == 0


def test_picture_shows_what_the_program_writes() -> None:
    """The picture is made again with ``python tests/picture.py``."""

    def words(svg: str) -> list[str]:
        return re.findall(r">([^<>\n]+)</text>", svg)

    assert words(PICTURE.read_text(encoding="utf-8")) == words(draw())


def test_every_command_is_in_the_tour() -> None:
    """Somebody who reads the README has seen them all."""
    commands = [command for command, _ in chain.from_iterable(SESSIONS)]
    shown = {command.split()[1] for command in commands if command.startswith("leaderboard ")}

    assert shown >= set(COMMANDS) - {"datasets"}


def test_tables_are_up_to_date() -> None:
    """They are made again with ``leaderboard sync README.md``."""
    command = [sys.executable, "-m", "leaderboard", "sync", "--check", str(README)]
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}

    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (answer.stdout, answer.stderr) == (f"{README}: up to date\n", "")
