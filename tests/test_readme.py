"""The README says what is so: its console and Python blocks are run and compared."""

import doctest
import os
import re
import subprocess
import sys
from itertools import pairwise
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


def commands() -> list[tuple[str, str]]:
    """Return the commands of the console blocks, each with what it is said to write."""
    found = []
    for block in blocks("console"):
        starts = [match.start() for match in re.finditer(r"^\$ ", block, re.MULTILINE)]
        for start, end in pairwise([*starts, len(block)]):
            command, _, output = block[start + 2 : end].partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the files that the README shows with ``cat``."""
    made = tmp_path_factory.mktemp("readme")
    for command, output in commands():
        if command.startswith("cat "):
            (made / command.removeprefix("cat ")).write_text(output, encoding="utf-8")
    return made


@pytest.mark.parametrize(("command", "output"), commands(), ids=[command for command, _ in commands()])
def test_console_blocks_show_what_the_program_writes(command: str, output: str, folder: Path) -> None:
    """Every command of the README is run as it stands there."""
    bin_folder = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}
    environment["PATH"] = f"{bin_folder}{os.pathsep}{environment['PATH']}"

    answer = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.stderr == ""
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
    shown = {command.split()[1] for command, _ in commands() if command.startswith("leaderboard ")}

    assert shown >= set(COMMANDS) - {"datasets"}


def test_tables_are_up_to_date() -> None:
    """They are made again with ``leaderboard sync README.md``."""
    command = [sys.executable, "-m", "leaderboard", "sync", "--check", str(README)]
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}

    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (answer.stdout, answer.stderr) == (f"{README}: up to date\n", "")
