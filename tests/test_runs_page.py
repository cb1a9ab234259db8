"""The page about runs says what is so: its console blocks are run and compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "runs.md"
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
SESSIONS = [re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in BLOCKS]
"""The commands of each console block, and what each is said to write."""


@pytest.mark.parametrize("session", SESSIONS, ids=[session[0][0] for session in SESSIONS])
def test_the_page_shows_what_the_program_writes(session: list[tuple[str, str]], tmp_path: Path) -> None:
    """Of the files that it shows with ``cat``; notes stand above the answer."""
    commands = []
    for command, output in session:
        if command.startswith("cat "):
            file = tmp_path / command.removeprefix("cat ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(output, encoding="utf-8")
        else:
            commands.append((command, output))

    for command, output in commands:
        assert said_by(command, tmp_path) == (output, 0)
    assert commands


def said_by(command: str, folder: Path) -> tuple[str, int]:
    """Run a command in a folder, as the page shows it."""
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    answer = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return answer.stdout, answer.returncode
