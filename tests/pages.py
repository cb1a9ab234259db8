"""The README and the pages in docs/, and what their blocks answer. Run this file to write what they answer now.

A page is a session: its blocks are run one after the other, in one folder that is empty at first. ``cat FILE``
shows a file that the reader makes; from then on, it is there.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from typer.testing import CliRunner

from leaderboard.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

BLOCK = re.compile(r"^```(console|pycon|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STEP = re.compile(r"^\$ (.*<<'EOF'\n(?:.*\n)*?EOF|(?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
"""A command, which a backslash at the end of a line or a text up to EOF carries on, and what it writes."""

ALONE = re.compile(r"leaderboard [^|&;<>$`*\\\n]*")
"""A command that needs no shell, so that it runs in this process, which is ten times as fast."""

SOMEBODY = {
    "GIT_CEILING_DIRECTORIES": str(ROOT),  # the day of our last commit to data/ stands on no page
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_AUTHOR_NAME": "Ann Able",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann Able",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
    "GIT_AUTHOR_DATE": "2026-08-03T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-08-03T12:00:00Z",
}
"""Who uses git on a page, and when."""

UNSET = {"LEADERBOARD_DATA", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "GITHUB_ACTIONS", "CI"}


def commands(page: Path) -> list[str]:
    """Return the commands of the console blocks of a page."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [command for kind, block in blocks if kind == "console" for command, _ in STEP.findall(block)]


def answered(text: str, folder: Path) -> str:
    """Return the text of a page with what its blocks answer now, when they are run in a folder."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    names: dict[str, object] = {"__name__": "__main__"}

    def block(found: re.Match[str]) -> str:
        kind, code = found.groups()
        if kind == "console":
            shown = STEP.sub(lambda step: f"$ {step[1]}\n{_written(step[1], step[2])}", code)
        elif kind == "pycon":
            shown = _python_session(code, names)
        else:
            exec(compile(code, "page", "exec"), names)  # noqa: S102 - the page is ours
            shown = code
        return f"```{kind}\n{shown}```"

    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, {**kept, **SOMEBODY, "PATH": path}, clear=True),
    ):
        return BLOCK.sub(block, text)


def _written(command: str, said: str) -> str:
    """Run a command and return what it writes, on both streams; what ``cat`` shows first is made."""
    if command.startswith("cat ") and not (file := Path(command.removeprefix("cat "))).exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, encoding="utf-8")
    if command.startswith("cd "):
        os.chdir(command.removeprefix("cd "))
        return ""
    if ALONE.fullmatch(command):
        answer = CliRunner().invoke(app, shlex.split(command)[1:])
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.output
    run = subprocess.run(
        ["/bin/sh", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return run.stdout


def _python_session(code: str, names: dict[str, object]) -> str:
    """Run what stands behind the prompts of a Python session, and return it with the answers."""
    shown = []
    for part in doctest.DocTestParser().parse(code):
        if isinstance(part, str):
            shown.append(part)
            continue
        lines = part.source.splitlines()
        shown += [f"{'...' if number else '>>>'} {line}".rstrip() + "\n" for number, line in enumerate(lines)]
        with contextlib.redirect_stdout(io.StringIO()) as written:
            exec(compile(part.source, "page", "single"), names)  # noqa: S102 - the page is ours
        shown.append(written.getvalue())
    return "".join(shown)


def pictures(page: Path, folder: Path) -> dict[Path, bytes]:
    """Return the pictures that a page shows and its commands have made in a folder, by where the page has them."""
    shown = re.findall(r"^!\[.*\]\(([\w-]+\.svg)\)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {page.parent / name: made.read_bytes() for name in shown if (made := folder / name).exists()}


def renew() -> None:
    """Write what the blocks of every page answer now, and name the pages that are not as they were."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text(encoding="utf-8")
            if (now := answered(text, Path(folder))) != text:
                page.write_text(now, encoding="utf-8")
                print(page.relative_to(ROOT))  # noqa: T201
            for path, picture in pictures(page, Path(folder)).items():
                path.write_bytes(picture)


if __name__ == "__main__":
    renew()
