"""The package is called leaderboard and is distributed as benchmark-leaderboard."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from leaderboard.errors import how_to_install

ROOT = Path(__file__).parents[1]

TEXTS = [
    path
    for pattern in ("*.md", "docs/*.md", ".github/**/*", ".ci/*", "leaderboard/**/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path.is_file()
]


def test_the_command_comes_with_the_distribution() -> None:
    """What people install under one name, they start under the other."""
    (command,) = distribution("benchmark-leaderboard").entry_points.select(group="console_scripts")

    assert command.name == "leaderboard"


@pytest.mark.parametrize("extra", ["excel", "parquet", "plot"])
def test_what_a_message_says_to_install_exists(extra: str) -> None:
    """The distribution has the extra that a message names."""
    found = re.fullmatch(r"pip install '([\w-]+)\[(\w+)\]'", how_to_install(extra))

    assert found
    assert found[2] in (distribution(found[1]).metadata.get_all("Provides-Extra") or ())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_is_told_to_install_another_project(path: Path) -> None:
    """On the package index, leaderboard is somebody else's."""
    told = re.findall(
        r"(?<![\w-])leaderboard\[[a-z]|install [\"']?leaderboard\b", path.read_text(encoding="utf-8")
    )

    assert told == []
