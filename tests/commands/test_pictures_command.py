"""Pictures as files: ``--output`` with a suffix that says so, titles and sizes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.mark.parametrize("words", [["history", "-d", "camvid"], ["tradeoff", "-d", "camvid"], ["overall"]])
def test_a_file_may_be_written_again_if_it_is_ours(
    run: Callable[..., Result], tmp_path: Path, words: list[str]
) -> None:
    """Also with another title and size; what others made stays."""
    path, other = tmp_path / "a.svg", tmp_path / "b.svg"
    other.write_text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>\n', encoding="utf-8")

    run(*words, "--output", path)
    run(*words, "--output", path, "--title", "My <board> & yours", "--size", "400x300")
    refused = run(*words, "--output", other, exit_code=1)

    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own
    assert (root.get("aria-label"), root.get("width")) == ("My <board> & yours", "400")
    assert refused.stderr == f"error: {other} exists and holds something else; use --force to replace it\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--title", "T"], "--title and --size are for a picture: write one with --output picture.svg"),
        (["--size", "400x300", "-o", "a.md"], "--title and --size are for a picture: write one with --output picture.svg"),
        (["--size", "400", "-o", "a.svg"], "--size is width x height in pixels, 240 to 8000 each, such as 800x400; it is '400'"),
        (["--size", "100x300", "-o", "a.svg"], "--size is width x height in pixels, 240 to 8000 each, such as 800x400; it is '100x300'"),
        (["--size", "9999999999999x300", "-o", "a.svg"], "--size is width x height in pixels, 240 to 8000 each, such as 800x400; it is '9999999999999x300'"),
    ],
)  # fmt: skip
def test_wrong_titles_and_sizes_are_one_line(
    run: Callable[..., Result], words: list[str], problem: str
) -> None:
    """Before any data is read."""
    assert run("history", "-d", "voc", *words, exit_code=2).stderr == f"error: {problem}\n"


def test_an_overall_ranking_is_drawn_as_svg_alone(run: Callable[..., Result]) -> None:
    """The other kinds of pictures are named by the commands that have them."""
    answer = run("overall", "-o", "a.png", exit_code=2)

    assert answer.stderr.endswith("or say --format; .svg makes a picture\n")


def test_a_figure_has_the_size_that_was_asked_for(run: Callable[..., Result], tmp_path: Path) -> None:
    """In pixels."""
    run("history", "-d", "camvid", "-o", tmp_path / "a.png", "--size", "800x400", "--title", "Mine")

    content = (tmp_path / "a.png").read_bytes()
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (800, 400)
