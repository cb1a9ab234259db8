"""Conditions of scores: what their words mean, and choosing by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.board import conditions

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard

RESULTS = """\
network,dataset,miou,variant,test_time,extra_data,protocol
Oak,streets,84.0,Swin-L + UPerNet,multi-scale,ImageNet-22K,
Oak,streets,83.0,Swin-L + UPerNet,single-scale,ImageNet-22K,
Oak,streets,81.0,Swin-T,multi-scale,none,
Elm,streets,82.0,,single-scale,none,
Ash,streets,80.0,,,,
Fir,streets,85.0,ViT-g,,LVD-142M,linear probe
Yew,streets,79.0,ViT-B,,none,frozen
"""

SPEEDS = """\
network,variant,dataset,split,fps,device,resolution,params,gflops,source,note
Oak,Swin-L + UPerNet,streets,,,,,234.0,,x,
Oak,Swin-T,streets,,,,,28.0,,x,
Elm,,streets,,,,,3.5,,x,
"""


@pytest.fixture
def trees(tmp_path: Path) -> Leaderboard:
    """Return a board of scores under different conditions."""
    (tmp_path / "results.csv").write_text(RESULTS, encoding="utf-8")
    (tmp_path / "speeds.csv").write_text(SPEEDS, encoding="utf-8")
    return leaderboard.load(tmp_path)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"without_extra_data": True}, [("Elm", "82.0"), ("Oak", "81.0"), ("Yew", "79.0")]),
        (
            {"without_extra_data": True, "or_unsaid": True},
            [("Elm", "82.0"), ("Oak", "81.0"), ("Ash", "80.0"), ("Yew", "79.0")],
        ),
        ({"test_time": "Single scale"}, [("Oak", "83.0"), ("Elm", "82.0")]),
        ({"variant": "swin l"}, [("Oak", "84.0")]),
        ({"variant": "swin"}, [("Oak", "84.0")]),
        ({"protocol": "Linear Probe"}, [("Fir", "85.0")]),
        ({"protocol": "frozen"}, [("Yew", "79.0")]),
        ({"protocol": "fine-tuned"}, [("Oak", "84.0"), ("Elm", "82.0"), ("Ash", "80.0")]),
        ({"max_params": 28}, [("Elm", "82.0"), ("Oak", "81.0")]),
        ({"max_params": 27.9}, [("Elm", "82.0")]),
        ({"max_params": 30, "without_extra_data": True, "test_time": "multi-scale"}, [("Oak", "81.0")]),
    ],
)
def test_conditions_are_chosen_among_scores_first(
    trees: Leaderboard, filters: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """A network then appears with its best score of those that fit."""
    ranked = trees.where(**filters).top("streets")

    assert list(zip(ranked["network"], ranked["score_text"], strict=True)) == expected


@pytest.mark.parametrize(
    "text", ["x", "X", "\u00d7", "✗", "✘", "☒", "❌", "No", "none", "NONE", "false", r"$\times$", ":x:"]
)
def test_a_cross_says_that_there_was_no_extra_data(write: Write, text: str) -> None:
    """In the column for that, whatever it stands for elsewhere."""
    board = leaderboard.load(write(f"network,dataset,miou,Extra data\nA,voc,80.1,{text}\n"))

    assert board.results_table["extra_data"].tolist() == ["none"]


@pytest.mark.parametrize("text", ["✓", "✔️", "☑", "✅", "yes", "Y", r"$\checkmark$", ":white_check_mark:"])
def test_a_tick_says_that_there_was_some(write: Write, text: str) -> None:
    """Which one it does not say."""
    board = leaderboard.load(write(f"network,dataset,miou,extra data\nA,voc,80.1,{text}\n"))

    assert board.results_table["extra_data"].tolist() == ["unspecified"]


@pytest.mark.parametrize("text", ["", "-", "—", "n/a", "?"])
def test_a_dash_says_nothing(write: Write, text: str) -> None:
    """It is never taken for none."""
    board = leaderboard.load(write(f"network,dataset,miou,extra data\nA,voc,80.1,{text}\n"))

    assert board.results_table["extra_data"].tolist() == [""]
    assert board.where(without_extra_data=True).results_table.empty


def test_marks_mean_so_in_a_table_of_a_page(write: Write) -> None:
    """As people write them there."""
    text = "| Method | Extra Data | Cityscapes |\n|---|:-:|---|\n| A | ✓ | 80.1 |\n| B | ✗ | 79.0 |\n| C | - | 78 |\n"

    results = leaderboard.load(write(text, "page.md")).results_table

    assert list(zip(results["network"], results["extra_data"], strict=True)) == [
        ("A", "unspecified"),
        ("B", "none"),
        ("C", ""),
    ]


@pytest.mark.parametrize(
    "protocol", ["frozen", "Linear probe", "linear probing", "linear head", "k-NN", "kNN, k=20"]
)
def test_probes_leave_the_encoder_as_it_was(protocol: str) -> None:
    """However they are spelled."""
    assert conditions.is_probe(protocol)


@pytest.mark.parametrize(
    "protocol", ["", "fine-tuned", "5-shot", "zero-shot", "subset de", "linear evaluation of all"]
)
def test_other_protocols_are_no_probes(protocol: str) -> None:
    """What is said of other fields is another matter."""
    assert not conditions.is_probe(protocol)
