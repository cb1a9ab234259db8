"""Rules for the networks and datasets that scores are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faultless import said

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import InFile, InFolder


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("AlphaNet,streats,80,,,,,,s,", "error: no dataset 'streats' in datasets.csv; did you mean 'streets'? [unknown-dataset]"),
        ("AlphaNet,cityscapes,80,,,,,,s,", "error: no dataset 'cityscapes' in datasets.csv; describe it there, or mend the name [unknown-dataset]"),
        ("AlphaNet,cs,80,,,,,,s,", "warning: 'cs' is another name for the dataset 'streets'; write that [dataset-alias]"),
        ("AlphaNet,Streets,80,,,,,,s,", "warning: 'Streets' is another name for the dataset 'streets'; write that [dataset-alias]"),
        ("anet,streets,80,,,,,,s,", "warning: 'anet' is another name for the network 'AlphaNet'; write that [unknown-network]"),
        ("alpha-net,streets,80,,,,,,s,", "warning: 'alpha-net' differs from 'AlphaNet' only in spelling; write it in one way [spelling]"),
        ("AlphaNets,streets,80,,,,,,s,", "warning: no paper in papers.csv has the network 'AlphaNets'; did you mean 'AlphaNet'? [unknown-network]"),
        ("Gamma,streets,80,,,,,,s,", "warning: no paper in papers.csv has the network 'Gamma'; name it at its paper [unknown-network]"),
    ],
)  # fmt: skip
def test_names_are_those_of_the_other_tables(in_folder: InFolder, row: str, problem: str) -> None:
    """Datasets by their ids, networks as their papers have them."""
    assert in_folder(results=f"{row}\n") == [f"results.csv:2: {problem}"]


def test_networks_that_differ_only_in_spelling_are_doubted(in_file: InFile) -> None:
    """The one that stands more often is taken to be meant; digits make a difference."""
    rows = "PSPNet,cityscapes,80,s\nPSP-Net,camvid,70,s\nPSPNet,ade20k,40,s\nrun 1.1,camvid,1.5,s\nrun 11,camvid,2,s\n"

    assert in_file(f"network,dataset,miou,source\n{rows}") == [
        "own.csv:3: warning: 'PSP-Net' differs from 'PSPNet' only in spelling; write it in one way [spelling]"
    ]


def test_a_folder_without_descriptions_may_use_those_of_the_program(tmp_path: Path, in_file: InFile) -> None:
    """By name or alias; another dataset is to be described, as its unit and direction are not known."""
    in_file("network,dataset,miou,source\nA,ade,40,s\nA,potholes,60,s\n", "results.csv")

    assert said(tmp_path) == [
        (
            "results.csv:3: warning: the dataset 'potholes' is not known; describe it in a datasets.csv"
            " [doubtful-dataset]"
        )
    ]
