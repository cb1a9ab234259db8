"""``leaderboard top``, on the scores of the shipped list."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

LIST = "Deep-Learning-Semantic-Segmentation, a paper list (April 2019)"


def test_ranks_the_networks_of_a_dataset(run: Callable[..., Result]) -> None:
    """The best network comes first, with its gap, where it was published, and whether there is code."""
    answer = run("top", "--dataset", "cityscapes", "--until", 2019, "-n", 5)

    assert answer.stdout == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #   Network      mIoU    Gap   Published      Code\n"
        "  1   DPC          82.7          NeurIPS 2018   ✓\n"
        "  2   GFF          82.3   −0.4   arXiv 2019     ✓\n"
        "  3   DeepLabv3+   82.1   −0.6   ECCV 2018      ✓\n"
        "  4   OCNet        81.7   −1.0   arXiv 2018     ✓\n"
        "  5   HRNetV2      81.6   −1.1   arXiv 2019     ✓\n"
        "\n"
        " 5 of 22 networks · best published score of each\n"
        " -n 22 shows all\n"
    )


def test_shared_places_carry_a_sign(run: Callable[..., Result]) -> None:
    """Of the list's scores on VOC 2012 with COCO, 87.9 and 85.7 are each reached by two networks."""
    rows = run("top", "-d", "voc12+coco", "--all").stdout.splitlines()[3:12]

    assert [line.split()[:3] for line in rows] == [
        ["1", "DUpsampling", "88.1"],
        ["2=", "ExFuse", "87.9"],
        ["2=", "DPC", "87.9"],
        ["4", "DeepLabv3+", "87.8"],
        ["5", "DIS", "86.8"],
        ["6", "DFN", "86.2"],
        ["7", "EncNet", "85.9"],
        ["8=", "DeepLabv3", "85.7"],
        ["8=", "PSANet", "85.7"],
    ]


def test_shows_ten_unless_told_otherwise(run: Callable[..., Result]) -> None:
    """A document has ten rows by default."""
    answer = run("top", "-d", "cityscapes")

    assert "10   DFN" in answer.stdout
    assert "PSPNet" not in answer.stdout
    assert " 10 of 22 networks · best published score of each\n -n 22 shows all\n" in answer.stdout


def test_programs_get_all_rows(run: Callable[..., Result]) -> None:
    """CSV has every network, since nobody reads it from the top."""
    rows = list(csv.DictReader(io.StringIO(run("top", "-d", "cityscapes", "-f", "csv").stdout)))

    assert len(rows) == 22
    assert rows[-1]["network"] == "FCN-8s"


def test_programs_get_every_column(run: Callable[..., Result]) -> None:
    """JSON carries what is known of a score and its paper under stable keys, numbers as numbers."""
    (best,) = json.loads(run("top", "-d", "ade20k", "-n", 1, "--format", "json").stdout)

    assert best == {
        "place": 1,
        "network": "OCNet",
        "score": 45.45,
        "gap": 0.0,
        "extra_data": None,
        "tied": False,
        "of": 10,
        "dataset": "ade20k",
        "split": "val",
        "variant": "later release",
        "test_time": None,
        "evidence": "list",
        "source": LIST,
        "note": "Of the authors' later release, which mends multi-scale testing; in parentheses in the list.",
        "paper": "ocnet",
        "title": "OCNet: Object Context Network for Scene Parsing",
        "authors": "Yuan, Yuhui and Wang, Jingdong",
        "venue": "arXiv",
        "year": 2018,
        "date": "2018-09",
        "arxiv": "1809.00916",
        "topic": "segmentation",
        "tags": ["attention"],
        "status": None,
        "paper_url": "https://arxiv.org/abs/1809.00916",
        "code_url": "https://github.com/PkuRainBow/OCNet",
        "project_url": None,
    }


def test_published_digits_stay(run: Callable[..., Result]) -> None:
    """A score of 72.0 is not written 72, in JSON neither."""
    answer = run("top", "-d", "voc12", "--network", "CRF-RNN", "-f", "json")

    assert '"score": 72.0,' in answer.stdout


def test_all_lists_every_score(run: Callable[..., Result]) -> None:
    """A score that is not its network's best has no place, and what tells the two apart is shown."""
    rows = run("top", "-d", "ade", "--all").stdout.splitlines()[2:7]

    assert rows == [
        "   #   Network         mIoU     Gap   Published      Code   Variant",
        "   1   OCNet          45.45           arXiv 2018     ✓      later release",
        "   2   GFF            45.33   −0.12   arXiv 2019     ✓",
        "   3   CCNet          45.22   −0.23   ICCV 2019      ✓",
        "       OCNet          45.08   −0.37   arXiv 2018     ✓      first release",
    ]


def test_without_a_dataset_shows_the_leaders(run: Callable[..., Result]) -> None:
    """Every dataset has a line with its leader."""
    rows = run("top").stdout.splitlines()[3:9]

    assert [line.split("  ")[1] for line in rows] == [
        "PASCAL VOC 2012",
        "PASCAL VOC 2012 with COCO",
        "PASCAL Context",
        "CamVid",
        "Cityscapes",
        "ADE20K",
    ]
    assert (
        rows[4]
        == "  Cityscapes                  test    DPC              82.7          22   NeurIPS 2018   ✓"
    )


def test_a_filter_that_leaves_nothing_says_so(run: Callable[..., Result]) -> None:
    """An empty board is an answer, not an error."""
    answer = run("top", "-d", "camvid", "--since", 2020)

    assert answer.stdout.endswith(" no network fits\n")
    assert answer.stderr == ""


def test_a_filter_that_leaves_nothing_is_an_empty_document_for_programs(run: Callable[..., Result]) -> None:
    """JSON is an empty list then, and CSV a header."""
    assert run("top", "-d", "camvid", "--since", 2020, "-f", "json").stdout == "[]\n"
    assert run("top", "-d", "camvid", "--since", 2020, "-f", "csv").stdout.count("\n") == 1


def test_a_venue_that_does_not_occur_is_hinted_at(run: Callable[..., Result]) -> None:
    """The empty board comes with near names on stderr."""
    answer = run("top", "-d", "cityscapes", "--venue", "nips")

    assert answer.stderr == "note: no venue named 'nips'; did you mean 'NeurIPS'?\n"


def test_tells_of_boards_on_other_splits(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """A line under the table says how to see them; test and val are never mixed."""
    data = own(
        "network,dataset,miou,split\nA,cityscapes,80.1,test\nB,cityscapes,81.2,val\nC,cityscapes,82.3,val\n"
    )

    answer = run("top", "--data", data, "-d", "cityscapes")

    assert answer.stdout == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #   Network   mIoU\n"
        "  1   A         80.1\n"
        "\n"
        " 1 network · best published score of each\n"
        " another board on val: 2 networks\n"
        " --split val shows it\n"
    )


def test_extra_data_is_shown_where_it_is_known(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """The column appears with the first row that has it, and the filter takes such rows away."""
    data = own("network,dataset,miou,extra_data\nA,voc,80.1,COCO;JFT\nB,voc,79.0,\n")

    everything = run("top", "--data", data, "-d", "voc")
    plain = run("top", "--data", data, "-d", "voc", "--without-extra-data")

    assert "  1   A         80.1          COCO, JFT\n" in everything.stdout
    assert "A  " not in plain.stdout
    assert "Extra data" not in plain.stdout
