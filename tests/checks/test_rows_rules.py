"""Rules for how rows of scores stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFile, InFolder

HEADER = "network,dataset,miou,variant,test_time,source,note,epochs\n"


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (
            ["A,camvid,70.5,,,s,,", "A,camvid,70.50,,,s,,"],
            ["own.csv:3: error: the same score of the same source stands in line 2; remove one of them [duplicate-key]"],
        ),
        (["A,camvid,70.5,,,s,,", "A,camvid,70.5,,,t,,"], []),
        (
            ["A,camvid,70,,,s,,", "A,camvid,71,,,t,,"],
            [
                ("own.csv:3: warning: 71 here and 70 in line 2 are the same but for the score;"
                " tell them apart by variant or test_time, or say why in a note [conflicting-scores]")
            ],
        ),
        (["A,camvid,70,,,s,,", "A,camvid,71,,,t,of a later release,"], []),
        (["A,camvid,70,,,s,,", "A,camvid,71,R101,,s,,"], []),
        (["A,camvid,70,,,s,,100", "A,camvid,71,,,s,,200"], []),
        (
            ["A,camvid,71,,single-scale,s,,", "A,camvid,70,,multi-scale,t,,"],
            [
                ("own.csv:2: warning: the single-scale score 71 is better than the multi-scale 70 in line 3;"
                " mend one of them, or say in a note why [single-above-multi-scale]")
            ],
        ),
        (["A,camvid,71,,single-scale,s,,", "A,camvid,70,,multi-scale,t,other weights,"], []),
        (["A,camvid,70,,single-scale,s,,", "A,camvid,71,,multi-scale,t,,"], []),
        (["A,camvid,71,R50,single-scale,s,,", "A,camvid,70,R101,multi-scale,t,,"], []),
    ],
)  # fmt: skip
def test_rows_agree_or_a_note_says_why_not(in_file: InFile, rows: list[str], problems: list[str]) -> None:
    """The key is all columns but score, evidence, source and note."""
    assert in_file(f"{HEADER}{chr(10).join(rows)}\n") == problems


def test_where_lower_is_better_single_scale_is_higher(in_folder: InFolder) -> None:
    """The rule is turned round."""
    single, multi = "AlphaNet,depth,{},,,single-scale,,,s,\n", "AlphaNet,depth,{},,,multi-scale,,,s,\n"

    assert in_folder(results=single.format("0.6") + multi.format("0.5")) == []
    assert len(in_folder(results=single.format("0.5") + multi.format("0.6"))) == 1


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


def test_a_file_of_ones_own_may_have_any_order(in_file: InFile) -> None:
    """Order is for tables that are kept by several people."""
    assert in_file(f"{HEADER}B,camvid,70,,,s,,\nA,camvid,71,,,s,,\nA,ade20k,40,,,s,,\n") == []
