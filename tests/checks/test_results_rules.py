"""Rules for what stands in a row of ``results.csv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFile, InFolder

HEADER = "network,dataset,miou,source,split,test_time,extra_data,evidence,spread,spread_of,runs,date,metric\n"


def test_a_faultless_folder_has_no_problems(in_folder: InFolder) -> None:
    """Nothing is said of what is right."""
    assert in_folder() == []


ROWS = [
    (",streets,80,s", "error: no network is named [unusable]"),
    ("AlphaNet,,80,s", "error: no dataset is named; say --set dataset=NAME [unusable]"),
    ("AlphaNet,streets,,s", "error: there is no score; write it, or remove the row [empty-score]"),
    ("AlphaNet,streets,good,s", "error: 'good' is no number (AlphaNet on streets) [unusable]"),
    ("AlphaNet,streets,80%,s", "warning: '80%' is more than a number; write 80 [plain-number]"),
    ("AlphaNet,streets,80.1 ± 0.2,s", "warning: '80.1 ± 0.2' is more than a number; write 80.1, the spread into its own column [plain-number]"),
    ("AlphaNet,streets,inf,s", "error: 'inf' is no number (AlphaNet on streets) [unusable]"),
    ("AlphaNet,streets,101,s", "error: 101 is not between 0 and 100 % (AlphaNet on streets) [unusable]"),
    ("AlphaNet,streets,0.812,s", "error: 0.812 looks like a share of 1, where scores are in percent (AlphaNet on streets) [unusable]"),
    ("AlphaNet,streets,80,s,Test", "warning: the split 'Test' is not known; did you mean 'test'? [unknown-word]"),
    ("AlphaNet,streets,80,s,validation", "warning: the split 'validation' is not known; did you mean 'val'? [unknown-word]"),
    ("AlphaNet,streets,80,s,dev", "warning: the split 'dev' is not known; write 'test' or 'val', or nothing [unknown-word]"),
    ("AlphaNet,streets,80,s,,multiscale", "warning: the test_time 'multiscale' is not known; did you mean 'multi-scale'? [unknown-word]"),
    ("AlphaNet,streets,80,s,,,COCO; coarse", "warning: extra_data is a list joined by ';' without spaces, gaps and repetitions; write 'COCO;coarse' [untidy-list]"),
    ("AlphaNet,streets,80,s,,,x", "warning: the extra_data 'x' is read as 'none'; write that, or what it was [sign-for-data]"),
    ("AlphaNet,streets,80,s,,,yes", "warning: the extra_data 'yes' is read as 'unspecified'; write that, or what it was [sign-for-data]"),
    ("AlphaNet,streets,80,s,,,;", "warning: extra_data is a list joined by ';' without spaces, gaps and repetitions; leave it empty [untidy-list]"),
    ("AlphaNet,streets,80,s,,,COCO;none", "error: 'COCO;none' says none and names some; write one of them [none-beside-data]"),
    ("AlphaNet,streets,80,s,,,,papers", "warning: the evidence 'papers' is not known; did you mean 'paper'? [unknown-word]"),
    ("AlphaNet,streets,80,s,,,,,-0.2", "error: the spread '-0.2' is not a number from 0 on; mend it [bad-spread]"),
    ("AlphaNet,streets,80,s,,,,,wide", "error: the spread 'wide' is not a number from 0 on; mend it [bad-spread]"),
    ("AlphaNet,streets,80,s,,,,,0.2,sdt", "warning: the spread_of 'sdt' is not known; did you mean 'std'? [unknown-word]"),
    ("AlphaNet,streets,80,s,,,,,,std", "warning: there is no spread that is 'std'; write it [spread-of-nothing]"),
    ("AlphaNet,streets,80,s,,,,,,,0", "error: '0' is no number of runs; write a whole number from 1 on [bad-runs]"),
    ("AlphaNet,streets,80,s,,,,,,,2.5", "error: '2.5' is no number of runs; write a whole number from 1 on [bad-runs]"),
    ("AlphaNet,streets,80,s,,,,,,,,2018-02-30", "error: '2018-02-30' is no date; write YYYY, YYYY-MM or YYYY-MM-DD [bad-date]"),
    ("AlphaNet,streets,80,s,,,,,,,,2026-06-16", "error: '2026-06-16' is in the future; mend it [bad-date]"),
    ("AlphaNet,streets,80,", "warning: no source; write where the score can be read [missing-source]"),
    ("AlphaNet,streets,80,ftp://a.example/b", "error: the address 'ftp://a.example/b' does not begin with https:// or http://; write it whole [bad-address]"),
]  # fmt: skip
"""Rows, and what is said of them."""


@pytest.mark.parametrize(("row", "problem"), ROWS)
def test_each_mistake_in_a_row_is_found_with_its_line(in_folder: InFolder, row: str, problem: str) -> None:
    """One line says what it is and what to do."""
    first = "AlphaNet,streets,70,s,,,,,,,,,\nAlphaNet,streets,71,t,test,single-scale,,,,,,,\n"

    found = in_folder(results=f"{HEADER}{first}{row}\n")

    ours = [one for one in found if "[order]" not in one and "[single-above" not in one]
    assert [one for one in ours if "[conflicting" not in one] == [f"results.csv:4: {problem}"]


@pytest.mark.parametrize(
    "row",
    [
        "AlphaNet,streets,80,Able (2018),val,single-scale,COCO;coarse,reproduced",
        "AlphaNet,streets,0,s",
        "AlphaNet,streets,100,https://a.example/b_(c)?d=e#f,,flip,none",
        "AlphaNet,streets,80,see www.example.org,,multi-scale",
        "AlphaNet,streets,80,https://web.archive.org/web/2020/https://a.example/",
        "AlphaNet,streets,80,s,,,,,0,ci95,1,2018",
        "AlphaNet,streets,80,s,,,,,,,3,2026-06-15",
        "AlphaNet,streets,0.3,s,,,,,,,,,Zap",
    ],
)
def test_what_is_right_is_left_alone(in_folder: InFolder, row: str) -> None:
    """Known words, plain addresses and citations, all kinds of dates, metrics that are described."""
    assert in_folder(results=f"{HEADER}{row}\n") == []


def test_all_mistakes_are_found_and_ordered(in_folder: InFolder) -> None:
    """Not only the first."""
    found = in_folder(
        results=f"{HEADER}AlphaNet,rooms,good,s\nAlphaNet,rooms,200,s\nAlphaNet,rooms,bad,\nAlphaNet,rooms,42,s\n"
    )

    assert [one.split(": ")[0] + " " + one.rsplit(" ", 1)[1] for one in found] == [
        "results.csv:2 [unusable]",
        "results.csv:3 [unusable]",
        "results.csv:4 [missing-source]",
        "results.csv:4 [unusable]",
    ]


def test_lower_scores_may_be_low(in_folder: InFolder) -> None:
    """An error rate under one percent, or half a metre, is a good score and no share."""
    rows = "AlphaNet,depth,0.5,,,,,,s,\nAlphaNet,depth,20,,b,,,,s,\nBeta-Net,depth,30,,,,,,s,\n"

    assert in_folder(results=rows) == []


def test_a_table_without_sources_is_told_so_once(in_folder: InFolder) -> None:
    """Not on every line."""
    assert in_folder(results="network,dataset,miou\nAlphaNet,streets,80\nBeta-Net,streets,81\n") == [
        "results.csv:1: warning: no column 'source'; add one that says where each score can be read [missing-source]"
    ]


@pytest.mark.parametrize(
    ("title", "mend"),
    [("varient", "did you mean 'variant'?"), ("colour", "remove it"), ("score_text", "remove it")],
)
def test_a_column_that_is_none_of_the_table_is_doubted(in_folder: InFolder, title: str, mend: str) -> None:
    """Once, whether text or numbers stand in it."""
    for cell in ("blue", "7"):
        found = in_folder(results=f"network,dataset,miou,source,{title}\nAlphaNet,streets,80,s,{cell}\n")

        unused = [one for one in found if "the column" in one]
        assert unused == [
            f"results.csv:1: warning: the column '{title}' is not one of this table; {mend} [unused-column]"
        ]


def test_a_file_of_ones_own_is_left_its_own_way(in_file: InFile) -> None:
    """It needs no source, no order and none of our words."""
    rows = "B,camvid,70%,validation,a;; b\nA,camvid,71%,dev,none;x\n"

    assert in_file(f"model,dataset,miou,split,extra_data\n{rows}") == []
