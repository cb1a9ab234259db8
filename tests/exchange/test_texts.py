"""How text, numbers and names of files are written for other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from awkward import AWKWARD
from boards import FACTS, full, named, written
from hostile import HOSTILE

from leaderboard import exchange
from leaderboard.exchange.texts import folder_name, folder_names, json_of, number, yaml_of
from leaderboard.table import printable

if TYPE_CHECKING:
    from pathlib import Path

every_text_format = pytest.mark.parametrize("name", [name for name in exchange.names() if name != "parquet"])

TEXTS = [printable(text) for text in (*AWKWARD, *HOSTILE, "x <b>", "#", "a: b", "- a", "yes", "1e3", "~", "")]


@every_text_format
@pytest.mark.parametrize("names", [AWKWARD, HOSTILE], ids=["awkward", "hostile"])
def test_what_is_written_does_nothing_where_it_is_shown(
    name: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    """Neither in a terminal, nor in a page, nor in the log of a CI system."""
    said = ["hub=someone/cityscapes:val"] if name == "eval-results" else FACTS[name]

    place = written(name, named(tmp_path, names), tmp_path / "written", said)

    for file in [path for path in [place, *place.rglob("*")] if path.is_file()]:
        text = file.read_bytes().decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", text)
        assert not re.search(r"^\s*::|##\w*\[|[<>]", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("72.0", "72.0"), ("82.70", "82.70"), ("1e-05", "0.00001"), ("+.5", "0.5"), ("7", "7"), ("nan", "72")],
)
def test_numbers_have_the_digits_that_were_published(text: str, digits: str) -> None:
    """As JSON and YAML write numbers."""
    assert json_of({"a": number(72, text)}) == f'{{\n "a": {digits}\n}}\n'.encode()
    assert yaml_of({"a": number(72, text)}).decode().endswith(f"\na: {digits}\n")


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was(text: str) -> None:
    """As a key and as a value, whatever stands in it."""
    import yaml

    given = {text: [text, {"b": text}]}

    assert json.loads(json_of(given)) == given
    assert yaml.safe_load(yaml_of(given)) == given


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DeepLabv3+", "DeepLabv3+"),
        ("BEiT v2", "BEiT v2"),
        ("a/b", "a-b"),
        ("../x", "_..-x"),
        ("..", "_"),
        (".hidden", "_.hidden"),
        ("", "_"),
        ("con", "_con"),
        ("NUL.x", "_NUL.x"),
        ("a?b", "a-b"),
        ("end. ", "end"),
    ],
)
def test_folders_are_called_after_networks_where_every_system_can(text: str, name: str) -> None:
    """And never lead anywhere else."""
    assert folder_name(text) == name


def test_long_names_are_told_apart() -> None:
    """By more than where they begin."""
    one, other = (folder_name("x" * 500 + end) for end in "ab")

    assert len(one) < 100
    assert one != other


def test_two_networks_never_share_a_folder() -> None:
    """Where a system does not tell small letters from capitals, too."""
    assert folder_names(["a/b", "a-b", "A-B"]) == {"a/b": "a-b", "a-b": "a-b-2", "A-B": "A-B-3"}


@pytest.mark.parametrize("name", exchange.names())
def test_the_same_board_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Whatever order its rows are in, except in a table of the rows themselves."""
    from dataclasses import replace

    board = full(tmp_path)
    shuffled = board.results_table if name == "parquet" else board.results_table[::-1].reset_index(drop=True)
    said = (
        ["hub.meadow val=a/b:c", "hub.meadow=a/b:d", "hub.bog=a/e:f"]
        if name == "eval-results"
        else FACTS[name]
    )
    writer = exchange.get(name)
    assert writer is not None

    assert writer.write(board, said).files == writer.write(replace(board, results_table=shuffled), said).files
