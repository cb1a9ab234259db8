"""What networks cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFolder

ALPHA = "AlphaNet,,streets,test,30.5,GTX 1080 Ti,1024x2048,12.4,,https://papers.example/alpha,\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "AlphaNet,,streets,test,fast,,,,,a list,\n",
            "error: fps 'fast' is not a finite number above 0 [unusable]",
        ),
        (
            "AlphaNet,,streets,test,0,,,,,a list,\n",
            "error: fps '0' is not a finite number above 0 [unusable]",
        ),
        (
            "AlphaNet,,streets,test,,,,,,a list,\n",
            "error: nothing is measured; write fps, params or gflops, or remove the row [no-measure]",
        ),
        (",,streets,test,30,,,,,a list,\n", "error: no network is named [unusable]"),
        (
            "AlphaNet,big,streets,test,30,,,,,a list,\n",
            (
                "warning: results.csv has no score of 'AlphaNet' on 'streets' ('big', 'test'); "
                "write all four columns as they stand there [no-score]"
            ),
        ),
        (
            "AlphaNet,,streets,test,30,,2048,,,a list,\n",
            "warning: the resolution '2048' is not height x width; write it like 1024x2048 [resolution]",
        ),
        (
            "AlphaNet,,streets,test,30,,,,,,\n",
            "warning: no source; write where the figures can be read [missing-source]",
        ),
        (
            "AlphaNet,,streets,test,30,,,,,https://a,\n",
            "error: the address 'https://a' has no host that can be; write it as in a browser [bad-address]",
        ),
    ],
)
def test_a_row_with_a_problem(in_folder: InFolder, row: str, problem: str) -> None:
    """Each is told with its line and what to do."""
    assert in_folder(speeds=row) == [f"speeds.csv:2: {problem}"]


def test_a_configuration_on_a_device_stands_there_once(in_folder: InFolder) -> None:
    """Unless a note says why it does again; another device is another row."""
    other = ALPHA.replace("1080 Ti", "2080 Ti")
    again = ALPHA.replace("30.5", "31")

    assert in_folder(speeds=ALPHA + other) == []
    assert in_folder(speeds=ALPHA + again.replace(",\n", ",in half precision\n")) == []
    assert in_folder(speeds=ALPHA + again) == [
        "speeds.csv:3: warning: the same configuration stands in line 2; say why in a note [repeated-speed]"
    ]


def test_speeds_stand_as_scores_do(in_folder: InFolder) -> None:
    """By dataset, network and variant."""
    beta = "Beta-Net,,rooms,,,,,3,1.5,a list,\n"

    assert in_folder(speeds=beta + ALPHA) == [
        (
            "speeds.csv:2: warning: out of order; speeds go by dataset, network, variant: "
            "move it after line 3 ('AlphaNet') [order]"
        )
    ]
