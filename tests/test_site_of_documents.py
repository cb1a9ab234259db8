"""What makes a site of the pages in docs/; that it is made without a warning, CI sees."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest
import typer

from leaderboard.cli import COMMANDS, PARTS, app

DOCS = Path(__file__).parents[1] / "docs"
sys.path.append(str(DOCS / "_extensions"))

from command_reference import MARKER, reference  # noqa: E402
from links_of_the_repository import as_page  # noqa: E402


@pytest.mark.parametrize("name", [*COMMANDS, *PARTS])
def test_the_reference_has_every_option_of_a_command(name: str) -> None:
    """The hidden ones too, below the heading of the command."""
    command = typer.main.get_command(app).commands[name]
    _, _, behind = reference().partition(f"### {name}\n")
    part, _, _ = behind.partition("\n### ")

    options = [one for one in command.params if one.opts[0].startswith("-") and one.name != "help"]
    rows = {line.split("`")[1] for line in part.splitlines() if line.startswith("| `-")}
    assert {one.opts[0] for one in options} - {"--help", "--help-all"} == rows


def test_the_reference_is_a_page() -> None:
    """It stands where the page says."""
    assert MARKER in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "written", "shown"),
    [
        ("data", "[a](../CONTRIBUTING.md#a-number)", "[a](contributing.md#a-number)"),
        ("tutorials/team", "[a](../../README.md)", "[a](../index.md)"),
        ("tutorials/team", "[a](../runs.md#dvc)", "[a](../runs.md#dvc)"),
        ("publish", "[a](../.github/workflows/pages.yml)", "a"),
        ("publish", *["[a](https://example.org/b) ![c](site-board.png) [d](#e)"] * 2),
    ],
    ids=["a page of the root", "the README", "a page", "no page", "elsewhere"],
)
def test_links_lead_to_pages(page: str, written: str, shown: str) -> None:
    """Those that lead to files of the repository on GitHub."""
    assert as_page(written, PurePosixPath(page)) == shown


def test_a_file_of_the_root_is_a_page() -> None:
    """Its links count from the root."""
    found = as_page((DOCS / "contributing.md").read_text(encoding="utf-8"), PurePosixPath("contributing"))

    assert found.startswith("# Contributing\n")
    assert "(architecture.md#a-command)" in found
    assert "(changelog.md)" in found
