"""The package is called leaderboard and is distributed as benchmark-leaderboard."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from leaderboard import __version__
from leaderboard.errors import how_to_install
from leaderboard.updates.beginning import Beginning

ROOT = Path(__file__).parents[1]

TEXTS = [
    path
    for pattern in ("*.md", "docs/**/*.md", ".github/**/*", ".ci/*", "leaderboard/**/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path.is_file()
]


def test_the_command_comes_with_the_distribution() -> None:
    """What people install under one name, they start under the other."""
    (command,) = distribution("benchmark-leaderboard").entry_points.select(group="console_scripts")

    assert command.name == "leaderboard"


@pytest.mark.parametrize("begun", [False, True], ids=["ours", "of a board that begins"])
def test_a_citation_file_says_what_its_schema_demands(*, begun: bool) -> None:
    """And nothing that the schema does not know; cffconvert --validate says so, too."""
    import yaml

    start = Beginning(title="Roads", datasets={}, ranked=[], program="").files()["CITATION.cff"]
    said = yaml.safe_load(start if begun else (ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert said["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(said)
    assert set(said) <= {*"cff-version message type title authors version license keywords url".split()}
    assert said["type"] in {"dataset", "software"}
    assert [set(author) for author in said["authors"]] == [{"name"}]
    assert said.get("version", __version__) == __version__


def test_the_version_has_its_part_of_the_changelog() -> None:
    """With the day of its release, below what is not released yet."""
    parts = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert parts[0] == "[Unreleased]"
    assert re.fullmatch(rf"\[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d", parts[1])


@pytest.mark.parametrize("extra", ["excel", "parquet", "plot"])
def test_what_a_message_says_to_install_exists(extra: str) -> None:
    """The distribution has the extra that a message names."""
    found = re.fullmatch(r"pip install '([\w-]+)\[(\w+)\]'", how_to_install(extra))

    assert found
    assert found[2] in (distribution(found[1]).metadata.get_all("Provides-Extra") or ())


def test_nobody_is_told_to_install_another_project() -> None:
    """On the package index, leaderboard is somebody else's."""
    wrong = re.compile(r"(?<![\w-])leaderboard\[[a-z]|install [\"']?leaderboard\b")
    told = {
        str(path.relative_to(ROOT)): found
        for path in TEXTS
        if (found := wrong.findall(path.read_text(encoding="utf-8")))
    }

    assert told == {}
