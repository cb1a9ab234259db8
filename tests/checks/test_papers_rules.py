"""Rules for papers, links, datasets and metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFolder

FIRST = "alpha-net,AlphaNet,,Attention,,CVPR,2018,2017-11,,,,,\n"
BETA = "beta-net,Beta-Net,,Streets at Once,,ECCV,2018,2018-03,,,,,\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",,,T,,,,,,,,,", "error: no slug; give the paper one [missing-paper]"),
        ("beta-net,,,T,,,,,,,,,", "error: the slug 'beta-net' is that of line 3, too; give each paper its own [repeated-paper]"),
        ("C_Net,,,T,,,,,,,,,", "warning: the slug 'C_Net' is hard to type; use small letters, digits and single hyphens [slug]"),
        ("c,,,,,,,,,,,,", "warning: no title; write the paper's [missing-title]"),
        ("c,C,,T,,,,,,,,,", "warning: the paper 'c' has no address, and 'C' no score; add what is missing, take the paper out, or say in a note why it is listed [lone-paper]"),
        ("c,Beta-Net,,T,,,,,,,,,", "warning: the network 'Beta-Net' is also of line 3; keep it at the paper that introduced it, or say in a note why it is of both [network-of-two-papers]"),
        ("c,C,alphanet,T,,,,,,,,,Listed.", "warning: 'alphanet' also means 'AlphaNet' of line 2; spell two networks so that they can be told apart, and leave an alias to one [ambiguous-alias]"),
        ("c,C;,,T,,,,,,,,,Listed.", "warning: network is a list joined by ';' without spaces, gaps and repetitions; write 'C' [untidy-list]"),
        ("c,,,T,,,18,,,,,,", "error: '18' is not a year; write four digits [unusable]"),
        ("c,,,T,,,2108,,,,,,", "error: the year 2108 is not between 1950 and 2027; mend it [bad-year]"),
        ("c,,,T,,,,2018-13,,,,,", "error: '2018-13' is no date; write YYYY, YYYY-MM or YYYY-MM-DD [bad-date]"),
        ("c,,,T,,,,2018-02-30,,,,,", "error: '2018-02-30' is no date; write YYYY, YYYY-MM or YYYY-MM-DD [bad-date]"),
        ("c,,,T,,,,2026-07,,,,,", "error: '2026-07' is in the future; mend it [bad-date]"),
        ("c,,,T,,,2017,2018-01,,,,,", "error: the year 2017 is before the date 2018-01; one of them is wrong [year-before-date]"),
        ("c,,,T,,,2023,2018-01,,,,,", "warning: the year 2023 is long after the date 2018-01; mend one of them, or say in a note why [year-long-after-date]"),
        ("c,,,T,,,,,1713.00001,,,,", "error: '1713.00001' is no arXiv id; it is year, month, a dot and the number, as in 1706.05587 (four digits after the dot until 2014) [bad-arxiv-id]"),
        ("c,,,T,,,,,1706.0558,,,,", "error: '1706.0558' is no arXiv id; it is year, month, a dot and the number, as in 1706.05587 (four digits after the dot until 2014) [bad-arxiv-id]"),
        ("c,,,T,,,,,2607.00001,,,,", "error: the arXiv id '2607.00001' is of a month to come; mend it [bad-arxiv-id]"),
        ("c,,,T,,,,2018-01,1706.05587,,,,", "warning: the date 2018-01 is later than the arXiv id 1706.05587; the first appearance is 2017-06 [date-against-arxiv-id]"),
        ("c,,,T,,,,2017-01,1706.05587,,,,", "warning: the date 2017-01 is earlier than the arXiv id 1706.05587; say in a note where it appeared before [date-against-arxiv-id]"),
        ("c,,,T,,,,,,,,retracted,", "warning: the status 'retracted' is not known; write 'withdrawn' or nothing [status]"),
        ("c,,,T,Ann Able et al.,,,,,,,,", "warning: the authors 'Ann Able et al.' are not written 'Last, First and Last, First'; write them so [authors]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_paper_is_found(in_folder: InFolder, row: str, problem: str) -> None:
    """One line, at the row."""
    found = in_folder(papers=f"{FIRST}{BETA}{row}\n")

    assert [one for one in found if "[order]" not in one] == [f"papers.csv:4: {problem}"]


@pytest.mark.parametrize(
    "row",
    [
        'c,,,T,"Able, Ann and OpenAI",arXiv,2026,2026-06,2606.00001,,,withdrawn,',
        "c,,,T,,,2015,2014-12,1412.7062,,,,",
        "c,,,T,,,2001,2001-12,cs/0112017,,,,",
        "c,,,T,,,2018,2018,1801.00001,,,,",
        "c,,,T,,,2018,2018-01-31,1801.00001,,,,",
        "c,,,T,,,2018,2017-07,1706.05587v2,,,,",
        "c,,,T,,,2023,2018-01,1801.00001,,,,Printed five years later.",
        "c,,,T,,,2018,2017-01,1801.00001,,,,At a workshop before.",
        "c,C,,T,,,,,,,,,Its scores are on a dataset that is not listed.",
        "c,Beta-Net,,T,,,,,,,,,Both introduce it.",
    ],
)
def test_what_is_right_or_explained_is_left_alone(in_folder: InFolder, row: str) -> None:
    """A note on the row acknowledges what is doubtful."""
    assert in_folder(papers=f"{FIRST}{BETA}{row}\n") == []


def test_papers_go_by_their_slugs(in_folder: InFolder) -> None:
    """The one that has to move is named."""
    links = "beta-net,paper,,https://papers.example/beta\nalpha-net,paper,,https://papers.example/alpha\n"

    assert in_folder(papers=f"{BETA}{FIRST}c,,,T,,,,,,,,,\n", links=links) == [
        "papers.csv:2: warning: out of order; papers go by their slugs: move it after line 3 ('alpha-net') [order]"
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("beta-nets,code,,https://b.example/c", "error: no paper 'beta-nets' in papers.csv; did you mean 'beta-net'? [unknown-paper]"),
        ("zzz,code,,https://b.example/c", "error: no paper 'zzz' in papers.csv; write a slug that stands there [unknown-paper]"),
        ("beta-net,,,https://b.example/c", "warning: no kind; write one of paper, code, project, slides, video, demo, tutorial, model, reimplementation [unknown-kind]"),
        ("beta-net,slide,,https://b.example/c", "warning: the kind 'slide' is not known; did you mean 'slides'? [unknown-kind]"),
        ("alpha-net,code,,https://papers.example/alpha", "warning: the same address stands in line 2; keep one of them [repeated-link]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_link_is_found(in_folder: InFolder, row: str, problem: str) -> None:
    """One line, at the row."""
    found = in_folder(links=f"alpha-net,paper,,https://papers.example/alpha\n{row}\n")

    assert found == [f"links.csv:3: {problem}"]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "no address; write one, or remove the row"),
        ("https://a.example/b c", "the address 'https://a.example/b c' has a space in it; write the one address, without anything else"),
        ("a.example/b", "the address 'a.example/b' does not begin with https:// or http://; write it whole"),
        ("javascript:alert(1)", "the address 'javascript:alert(1)' does not begin with https:// or http://; write it whole"),
        ("https://localhost/b", "the address 'https://localhost/b' has no host that can be; write it as in a browser"),
        ("http:///b", "the address 'http:///b' has no host that can be; write it as in a browser"),
        ("http://[a/b", "the address 'http://[a/b' has no host that can be; write it as in a browser"),
        ("http://a.example:port/b", "the address 'http://a.example:port/b' has no host that can be; write it as in a browser"),
        ("https://a.example/bhttps://c.example", "the address 'https://a.example/bhttps://c.example' is two pasted together; write one of them"),
        ("https://a.example/b.", "the address 'https://a.example/b.' ends in '.'; leave that out"),
        ("https://a.example/b)", "the address 'https://a.example/b)' ends in ')'; leave that out"),
        ("https://a.example/<b>/c", "the address 'https://a.example/<b>/c' has a character that addresses do not have; copy it from a browser"),
    ],
)  # fmt: skip
def test_addresses_can_be_followed(in_folder: InFolder, url: str, problem: str) -> None:
    """What is wrong is said, and what to do."""
    assert in_folder(links=f"alpha-net,paper,,{url}\n") == [
        f"links.csv:2: error: {problem} (or say in the note of its paper why the address is so) [bad-address]"
    ]


@pytest.mark.parametrize(
    ("note", "problems"),
    [("The code address is broken.", 0), ("The link is kept.", 0), ("The venue is second-hand.", 1)],
)
def test_a_note_of_the_paper_acknowledges_a_broken_address(
    in_folder: InFolder, note: str, problems: int
) -> None:
    """If it speaks of an address, a link, or links of this kind."""
    found = in_folder(
        papers=FIRST.replace(",,,\n", f",,,{note}\n") + BETA, links="alpha-net,code,,https://a b\n"
    )

    assert len(found) == problems


def test_links_stand_in_the_order_of_papers(in_folder: InFolder) -> None:
    """And together."""
    row = "{},paper,,https://a.example/{}\n".format

    found = in_folder(
        links=row("alpha-net", 1) + row("beta-net", 2) + row("beta-net", 3) + row("alpha-net", 4)
    )

    assert found == [
        (
            "links.csv:5: warning: out of order; links go by the order of the papers:"
            " move it after line 2 ('alpha-net') [order]"
        )
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",T,,mIoU,%,higher,val,,,,,", "error: no dataset is named [unusable]"),
        ("streets,,,mIoU,%,higher,val,,,,,", "error: 'streets' is described in line 2, too; keep one row [unusable]"),
        ("My Set,,,mIoU,%,higher,val,,,,,", "warning: the id 'My Set' is hard to type; use small letters, digits and hyphens, and put this name among the aliases [dataset-id]"),
        ("other,,Rooms,mIoU,%,higher,val,,,,,", "warning: 'Rooms' is also a name of 'rooms' (line 3); leave it to one of them [ambiguous-alias]"),
        ("other,,a; b,mIoU,%,higher,val,,,,,", "warning: aliases is a list joined by ';' without spaces, gaps and repetitions; write 'a;b' [untidy-list]"),
        ("other,,,mIoU,%,up,val,,,,,", "error: better is 'higher' or 'lower', not 'up' [unusable]"),
        ("other,,,mIoU,percent,higher,val,,,,,", "warning: the unit 'percent' is written '%' [unit]"),
        ("other,,,mIoU,%,higher,,,,,,", "warning: no split; write the one that is ranked, such as 'test' or 'val' [missing-split]"),
        ("other,,,mIoU,%,higher,val,,,,example,", "error: the address 'example' does not begin with https:// or http://; write it whole [bad-address]"),
        ("other,,,mIoU,%,higher,val,,,example,,", "error: the address 'example' does not begin with https:// or http://; write it whole [bad-address]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_dataset_is_found(in_folder: InFolder, row: str, problem: str) -> None:
    """One line, at the row."""
    found = in_folder(
        datasets=f"streets,City Streets,,mIoU,%,higher,test,,,,,\nrooms,Rooms,,mIoU,%,higher,val,,,,,\n{row}\n"
    )

    assert [one for one in found if "metrics.csv" not in one] == [f"datasets.csv:4: {problem}"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("mIoU,streets,,%,higher,,", "warning: 'mIoU' is what ranks 'streets', so that datasets.csv describes it; remove the row [own-metric]"),
        ("WER,streats,,%,lower,,", "error: no dataset 'streats' in datasets.csv; did you mean 'streets'? [unknown-dataset]"),
        ("WER,cs,,%,lower,,", "warning: 'cs' is another name for the dataset 'streets'; write that [dataset-alias]"),
        ("WER,,,%,down,,", "error: better is 'higher' or 'lower', not 'down' [unusable]"),
        ("F-1,,,%,higher,,", "error: 'F-1' is described in line 2, too; keep one row [unusable]"),
        (",,,%,higher,,", "error: no metric is named [unusable]"),
        ("WER,,,percent,lower,,", "warning: the unit 'percent' is written '%' [unit]"),
        ("WER,,,%,lower,,,more", "error: 'more' stands beyond the last column [unusable]"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_metric_is_found(in_folder: InFolder, row: str, problem: str) -> None:
    """One line, at the row."""
    assert in_folder(metrics=f"F1,,,%,higher,,\n{row}\n") == [f"metrics.csv:3: {problem}"]
