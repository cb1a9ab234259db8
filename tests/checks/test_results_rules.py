"""Rules for what stands in a row of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFile, InFolder

HEADER = "network,dataset,miou,split,test_time,extra_data,evidence,source\n"


def test_a_faultless_folder_has_no_problems(in_folder: InFolder) -> None:
    """Nothing is said of what is right."""
    assert in_folder() == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",cityscapes,80,,,,,s", "error: no network is named; name it, or remove the row [missing-name]"),
        ("A,,80,,,,,s", "error: no dataset is named; name it, or remove the row [missing-name]"),
        ("A,cityscapes,,,,,,s", "error: the score is empty; write it, or remove the row [no-number]"),
        ("A,cityscapes,good,,,,,s", "error: the score 'good' is not a finite number; write a decimal, such as 81.2 [no-number]"),
        ("A,cityscapes,80%,,,,,s", "error: the score '80%' is not a finite number; write 80 [no-number]"),
        ('A,cityscapes,"80,1",,,,,s', "error: the score '80,1' is not a finite number; write 80.1 [no-number]"),
        ("A,cityscapes,inf,,,,,s", "error: the score 'inf' is not a finite number; write a decimal, such as 81.2 [no-number]"),
        ("A,cityscapes,101,,,,,s", "error: the score is not between 0 and 100 %; mend it [out-of-range]"),
        ("A,cityscapes,-1,,,,,s", "error: the score is not between 0 and 100 %; mend it [out-of-range]"),
        ("A,cityscapes,0.812,,,,,s", "error: the score 0.812 is a fraction where others are on a scale to 100; write it in percent: 81.2 [fraction]"),
        ("A,camvid,0.7,,,,,s", "warning: the score 0.7 would be very low for %; write it in percent, 70, if it is a fraction [fractions]"),
        ("A,citscapes,80,,,,,s", "warning: the dataset 'citscapes' is not known; did you mean 'cityscapes'? [doubtful-dataset]"),
        ("A,cityscapes,80,Test,,,,s", "warning: the split 'Test' is not known; did you mean 'test'? [unknown-word]"),
        ("A,cityscapes,80,validation,,,,s", "warning: the split 'validation' is not known; did you mean 'val'? [unknown-word]"),
        ("A,cityscapes,80,dev,,,,s", "warning: the split 'dev' is not known; write 'test' or 'val', or nothing [unknown-word]"),
        ("A,cityscapes,80,,multiscale,,,s", "warning: the test_time 'multiscale' is not known; did you mean 'multi-scale'? [unknown-word]"),
        ("A,cityscapes,80,,,,papers,s", "warning: the evidence 'papers' is not known; did you mean 'paper'? [unknown-word]"),
        ("A,cityscapes,80,,,COCO; coarse,,s", "warning: extra_data is a list joined by ';' without spaces, gaps and repetitions; write 'COCO;coarse' [untidy-list]"),
        ("A,cityscapes,80,,,;,,s", "warning: extra_data is a list joined by ';' without spaces, gaps and repetitions; leave it empty [untidy-list]"),
        ("A,cityscapes,80,,,,,", "warning: no source; write where the score can be read [missing-source]"),
        ("A,cityscapes,80,,,,,ftp://a.example/b", "error: the address 'ftp://a.example/b' does not begin with https:// or http://; write it whole [bad-address]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_row_is_found_with_its_line(in_file: InFile, row: str, problem: str) -> None:
    """One line says what it is and what to do."""
    assert in_file(f"{HEADER}X,cityscapes,70,test,,,,s\nY,cityscapes,71,,,,,s\n{row}\n") == [
        f"own.csv:4: {problem}"
    ]


@pytest.mark.parametrize(
    "row",
    [
        "A,cityscapes,80,val,single-scale,COCO;coarse,reproduced,Able (2018)",
        "A,cityscapes,0,,,,,s",
        "A,Cityscapes,100,TEST,,,,https://a.example/b_(c)?d=e#f",
        "A,my streets,80,,,,,see www.example.org",
        "A,kitti,80,,,,,https://web.archive.org/web/2020/https://a.example/",
    ],
)
def test_what_is_right_is_left_alone(in_file: InFile, row: str) -> None:
    """Known words, unknown datasets, plain addresses and citations."""
    assert [one for one in in_file(f"{HEADER}{row}\n") if "unknown-word" not in one] == []


def test_all_mistakes_are_found_and_ordered(in_file: InFile) -> None:
    """Not only the first, at which reading would end."""
    found = in_file(f"{HEADER}A,cityscapes,x,,,,,s\n,cityscapes,200,,,,,s\nB,cityscapes,y,,,,,\n")

    assert [one.split(": ")[0] + " " + one.rsplit(" ", 1)[1] for one in found] == [
        "own.csv:2 [no-number]",
        "own.csv:3 [missing-name]",
        "own.csv:3 [out-of-range]",
        "own.csv:4 [no-number]",
        "own.csv:4 [missing-source]",
    ]


def test_lower_scores_may_be_low(in_folder: InFolder) -> None:
    """An error rate under one percent, or half a metre, is a good score and no fraction."""
    found = in_folder(
        results="AlphaNet,depth,0.5,,,,,,s,\nAlphaNet,depth,20,,b,,,,s,\nBeta-Net,depth,30,,,,,,s,\n"
    )

    assert found == []


def test_a_bare_score_is_a_fraction_only_among_percent(in_file: InFile) -> None:
    """Without a unit, the others have to be far from it."""
    header = "network,dataset,score,source\n"

    assert in_file(f"{header}A,mine,0.5,s\nB,mine,3,s\nC,mine,80,s\n") == []
    assert in_file(f"{header}A,mine,0.5,s\nB,mine,75,s\nC,mine,80,s\n") == [
        (
            "own.csv:2: error: the score 0.5 is a fraction where others are on a scale to 100;"
            " write it in percent: 50 [fraction]"
        )
    ]


def test_a_wide_table_is_checked_cell_by_cell(in_file: InFile) -> None:
    """Two scores in a cell are fine; each mistake is on its row's line."""
    found = in_file("network,Cityscapes,VOC12\nA,80.2 (80.9),-\nB,0.8,n/a\nC,80.x,85\n")

    assert found == [
        (
            "own.csv:3: error: the score 0.8 is a fraction where others are on a scale to 100;"
            " write it in percent: 80 [fraction]"
        ),
        "own.csv:4: error: the score '80.x' is not a finite number; write a decimal, such as 81.2 [no-number]",
    ]


def test_a_lacking_column_is_one_problem(in_file: InFile) -> None:
    """At the header; a source is asked for once, not on every line."""
    assert in_file("network,dataset\nA,x\n") == [
        "own.csv:1: error: no column 'miou' (or 'score'); the columns are 'network', 'dataset' [missing-column]"
    ]
    assert in_file("network,dataset,miou\nA,cityscapes,80\nB,cityscapes,81\n") == [
        "own.csv:1: warning: no column 'source'; add one that says where each score can be read [missing-source]"
    ]


def test_a_column_that_is_nearly_a_known_one_is_doubted(in_file: InFile) -> None:
    """What is quite different is the user's own affair."""
    assert in_file("network,dataset,miou,source,varient,epochs\nA,cityscapes,80,s,,3\n") == [
        "own.csv:1: warning: the column 'varient' is not used; did you mean 'variant'? [unused-column]"
    ]
