"""Pictures as files: ``--output`` with a suffix that says so, titles and sizes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


ALL = [
    ["history", "-d", "camvid"],
    ["tradeoff", "-d", "camvid"],
    ["top", "-d", "camvid"],
    ["compare", "DeepLabv3+", "PSPNet"],
    ["overall"],
]


@pytest.mark.parametrize("words", ALL, ids=lambda words: words[0])
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
        (["--title", "T"], "--title, --size and --dark are for a picture: write one with --output picture.svg"),
        (["--size", "400x300", "-o", "a.md"], "--title, --size and --dark are for a picture: write one with --output picture.svg"),
        (["--dark", "--plot"], "--title, --size and --dark are for a picture: write one with --output picture.svg"),
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


@pytest.mark.parametrize("words", ALL, ids=lambda words: words[0])
def test_a_figure_is_written_by_its_suffix(
    run: Callable[..., Result], tmp_path: Path, words: list[str]
) -> None:
    """Light or dark; fonts are embedded as such, since publishers refuse drawings of letters (Type 3)."""
    files = {suffix: tmp_path / f"a.{suffix}" for suffix in ("svg", "png", "pdf")}
    run(*words, "--output", files["svg"], "--dark")
    run(*words, "--output", files["png"])
    run(*words, "--output", files["pdf"], "--dark")

    svg, png, pdf = (file.read_bytes() for file in files.values())
    assert b"svg:root.lb-plot{color-scheme:dark}" in svg
    assert b'color="#0d1117"' in svg
    assert png.startswith(b"\x89PNG")
    assert b"/Type3" not in pdf
    assert b"/FontFile2" in pdf


def test_a_picture_says_of_when_it_is(run: Callable[..., Result], tmp_path: Path) -> None:
    """The month of the newest score; and the day of the data, where git knows that."""
    data = tmp_path / "own.csv"
    data.write_text("network,dataset,miou,date\nA,d,70,2020-05\nB,d,71,2019-01\n", encoding="utf-8")

    run("top", "--data", data, "-d", "d", "-o", tmp_path / "a.svg")
    run("top", "-d", "cityscapes", "-o", tmp_path / "b.svg")

    assert ">newest score 2020-05<" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert re.search(r">newest score \d{4}-\d\d[^<]*<", (tmp_path / "b.svg").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["top", "-o", "a.png"], "one dataset is drawn at a time: choose it with --dataset"),
        (["compare", *"ABCDEFG"], "a picture compares up to 6 networks, and these are 7"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    run: Callable[..., Result], tmp_path: Path, words: list[str], problem: str
) -> None:
    """Before anything is written."""
    data = tmp_path / "own.csv"
    data.write_text(
        "network,dataset,miou\nA,e,70\n" + "".join(f"{name},d,70\n" for name in "ABCDEFG"), encoding="utf-8"
    )

    answer = run(*words, "--data", data, "-o", tmp_path / "a.png", exit_code=2)

    assert answer.stderr == f"error: {problem}\n"
    assert not (tmp_path / "a.png").exists()


def test_a_figure_has_the_size_that_was_asked_for(run: Callable[..., Result], tmp_path: Path) -> None:
    """In pixels."""
    run("history", "-d", "camvid", "-o", tmp_path / "a.png", "--size", "800x400", "--title", "Mine")

    content = (tmp_path / "a.png").read_bytes()
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (800, 400)


@pytest.mark.parametrize(
    "words",
    [
        ("top", "cityscapes", "--with", "params"),
        ("top", "cityscapes", "--sort", "year"),
        ("compare", "GFF", "PSPNet", "--fields", "dataset"),
        ("history", "cityscapes", "--with", "params"),
        ("tradeoff", "cityscapes", "--front"),
        ("tradeoff", "cityscapes", "-n", "3"),
        ("overall", "--scores"),
    ],
)
def test_what_a_picture_does_not_show_is_wrong_usage(
    run: Callable[..., Result], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """It is not left out in silence."""
    file = tmp_path / "drawn.svg"

    answer = run(*words, "-o", file, exit_code=2)

    assert "is for a table, not for a picture" in answer.stderr
    assert not file.exists()


@pytest.mark.apart
@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_picture_of_something_else_is_not_replaced(
    run: Callable[..., Result], tmp_path: Path, suffix: str
) -> None:
    """Another title of one's own, or another size, is still of the same."""
    file = tmp_path / f"drawn{suffix}"
    run("history", "camvid", "-o", file)
    run("history", "camvid", "-o", file, "--title", "Another", "--dark")
    drawn = file.read_bytes()

    refused = run("history", "ade20k", "-o", file, exit_code=1)

    assert refused.stderr == f"error: {file} exists and holds something else; use --force to replace it\n"
    assert file.read_bytes() == drawn
