"""The README and the pages in docs/ say what is so: their console and Python blocks are run and compared."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from pages import PAGES, ROOT, answered, commands, pictures

from leaderboard.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page,
            id=str(page.relative_to(ROOT)),
            marks=[pytest.mark.apart] if page.parent.name == "tutorials" else [],
        )
        for page in PAGES
    ],
)
def test_blocks_show_what_the_program_answers(page: Path, tmp_path: Path) -> None:
    """Every block is run as it stands there, in order; ``make docs`` writes what they answer now."""
    if page.stem == "scale" and not all(map(find_spec, ("duckdb", "narwhals"))):
        pytest.skip("the page is about the engine, which is not installed")
    text = page.read_text(encoding="utf-8")

    assert answered(text, tmp_path) == text
    for path, picture in pictures(page, tmp_path).items():
        assert path.read_bytes() == picture


def test_an_answer_that_is_not_so_is_found(tmp_path: Path) -> None:
    """Of a command in this process, of one that needs a shell, of Python, and of a file that is there."""
    said = """```console
$ cat a.csv
network,dataset,miou
A,b,1.0
$ leaderboard export --data a.csv --format csv
{}
$ leaderboard export --data a.csv --format csv | tail -n 1 | \\
    cut -c 1
{}
$ cat a.csv
{}
```
```pycon
>>> 1 + 1
{}
```
"""
    wrong = said.format(*"wxyz")

    now = answered(wrong, tmp_path)

    assert [line for line in wrong.splitlines() if line not in now.splitlines()] == ["w", "x", "y", "z"]
    assert answered(now, tmp_path) == now


def test_every_command_is_shown() -> None:
    """Somebody who reads the pages has seen them all at work."""
    shown = {
        words[1] for page in PAGES for one in commands(page) if (words := one.split())[0] == "leaderboard"
    }

    assert shown >= set(COMMANDS)
