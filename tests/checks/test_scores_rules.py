"""Rules for how scores stand to each other, and for their names, in files of every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFile, InFolder

HEADER = "network,dataset,miou,variant,test_time,source,note,run,metric\n"

TWICE = "the same score of the same source stands in line 2; remove one of them, or say which run each is"
APART = "are the same but for the score; tell them apart by variant, run or test_time, or say why in a note"


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (["A,camvid,70.5,,,s", "A,camvid,70.50,,,s"], [f"own.csv:3: warning: {TWICE} [repeated-score]"]),
        (["A,camvid,70.5,,,s", "A,camvid,70.5,,,t"], []),
        (
            ["A,camvid,70,,,s", "A,camvid,71,,,t"],
            [f"own.csv:3: warning: 71 here and 70 in line 2 {APART} [conflicting-scores]"],
        ),
        (
            ["A,camvid,70,,,s", "A,camvid,71,,,t", "A,camvid,72,,,u", "A,camvid,73,,,v"],
            [
                (
                    "own.csv:3: warning: 71 here and 70 in line 2, and 2 more further down,"
                    f" {APART} [conflicting-scores]"
                )
            ],
        ),
        (["A,camvid,70,,,s", "A,camvid,71,,,t,of a later release"], []),
        (["A,camvid,70,,,s", "A,camvid,71,R101,,s"], []),
        (["A,camvid,70,,,s,,1", "A,camvid,70,,,s,,2"], []),
        (["A,camvid,70,,,s,,1", "A,camvid,70,,,s,,1"], [f"own.csv:3: warning: {TWICE} [repeated-score]"]),
        (["A,camvid,70,,,s", "A,camvid,71,,,s,,,F1"], []),
        (
            ["A,camvid,71,,single-scale,s", "A,camvid,70,,multi-scale,t"],
            [
                (
                    "own.csv:2: warning: the single-scale score 71 is better than the multi-scale 70 in line 3;"
                    " mend one of them, or say in a note why [single-above-multi-scale]"
                )
            ],
        ),
        (["A,camvid,71,,single-scale,s", "A,camvid,70,,multi-scale,t,other weights"], []),
        (["A,camvid,70,,single-scale,s", "A,camvid,71,,multi-scale,t"], []),
        (["A,camvid,71,R50,single-scale,s", "A,camvid,70,R101,multi-scale,t"], []),
    ],
)
def test_rows_agree_or_a_note_says_why_not(in_file: InFile, rows: list[str], problems: list[str]) -> None:
    """The key is all that tells measurements apart: also run and metric."""
    assert in_file(f"{HEADER}{chr(10).join(rows)}\n") == problems


def test_in_our_tables_a_score_stands_once(in_folder: InFolder) -> None:
    """There it is an error, as nobody else can have meant something by it."""
    row = "AlphaNet,streets,80,,,,,,s,\n"

    assert in_folder(results=row + row) == [f"results.csv:3: error: {TWICE} [duplicate-key]"]


def test_where_lower_is_better_single_scale_is_higher(in_folder: InFolder) -> None:
    """The rule is turned round."""
    single, multi = "AlphaNet,depth,{},,,single-scale,,,s,\n", "AlphaNet,depth,{},,,multi-scale,,,s,\n"

    assert in_folder(results=single.format("0.6") + multi.format("0.5")) == []
    assert len(in_folder(results=single.format("0.5") + multi.format("0.6"))) == 1


def test_a_cell_with_two_scores_is_no_contradiction(in_file: InFile) -> None:
    """They are meant to stand there."""
    assert in_file("network,Cityscapes,VOC12\nA,80.2 (80.9),-\nB,79.8 (80.1),n/a\n") == []


def test_the_one_row_that_is_out_of_order_is_named_with_its_place(in_folder: InFolder) -> None:
    """By dataset as in datasets.csv, network, variant; the other rows stay."""
    found = in_folder(
        results="AlphaNet,rooms,40,,b,,,,s,\n"
        "AlphaNet,streets,80,,,,,,s,\n"
        "Beta-Net,streets,81,,,,,,s,\n"
        "AlphaNet,rooms,39,,a,,,,s,\n"
        "AlphaNet,rooms,41,,c,,,,s,\n"
    )

    assert found == [
        (
            "results.csv:2: warning: out of order; scores go by dataset, network, variant:"
            " move it after line 5 ('AlphaNet' on 'rooms') [order]"
        )
    ]


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
    rows = (
        "PSPNet,cityscapes,80\nPSP-Net,camvid,70\nPSPNet,ade20k,40\nrun 1.1,camvid,71.5\nrun 11,camvid,72\n"
    )

    assert in_file(f"network,dataset,miou\n{rows}") == [
        "own.csv:3: warning: 'PSP-Net' differs from 'PSPNet' only in spelling; write it in one way [spelling]"
    ]


def test_datasets_that_differ_only_in_spelling_are_doubted(in_file: InFile) -> None:
    """Reading takes them for one, which may be wrong."""
    assert in_file("network,dataset,miou\nA,pot-holes,80\nB,potholes,70\nC,potholes,71\n") == [
        "own.csv:2: warning: 'pot-holes' differs from 'potholes' only in spelling; write it in one way [spelling]"
    ]


def test_a_dataset_that_is_nearly_a_known_one_is_doubted(in_file: InFile) -> None:
    """Any other name is the user's own affair."""
    assert in_file("network,dataset,miou\nA,citscapes,80\nA,potholes,80\n") == [
        "own.csv:2: warning: the dataset 'citscapes' is not known; did you mean 'cityscapes'? [doubtful-dataset]"
    ]


def test_a_folder_without_descriptions_may_use_those_of_the_program(in_file: InFile) -> None:
    """By name or alias; another dataset is to be described, as its unit and direction are not known."""
    assert in_file(
        "network,dataset,miou,source\nA,ade,40,s\nA,potholes,60,s\n", "results.csv", whole=True
    ) == [
        (
            "results.csv:3: warning: the dataset 'potholes' is not known; describe it in a datasets.csv"
            " [doubtful-dataset]"
        )
    ]


def test_a_date_that_cannot_be_read_is_named(in_file: InFile) -> None:
    """A year, a month, a day and a time of a day can."""
    dates = ["2018", "2018-02", "2018-02-15", "2018-02-15T12:00:00Z", "2018-13"]
    rows = [f"{network},camvid,70,{date}" for network, date in zip("ABCDE", dates, strict=True)]

    (problem,) = in_file("network,dataset,miou,date\n" + "\n".join(rows) + "\n")

    assert problem.startswith("own.csv:6: warning: '2018-13' is no date")
