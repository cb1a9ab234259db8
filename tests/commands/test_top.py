"""``leaderboard top``, on the shipped board."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result


def test_ranks_the_networks_of_a_dataset(run: Callable[..., Result]) -> None:
    """The best network comes first, with its gap, where it was published, and whether there is code."""
    answer = run("top", "--dataset", "cityscapes", "-n", 5)

    assert answer.stdout == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #   Network          mIoU    Gap   Published    Code   Extra data\n"
        "  1   VLTSeg          86.4           ACCV 2024           CLIP\n"
        "  2   MetaPrompt-SD   86.2†   −0.2   arXiv 2023   ✓      Stable Diffusion\n"
        "  3   InternImage     86.1†   −0.3   CVPR 2023    ✓      coarse, Joint 427M, Mapillary\n"
        "  4   HS3-Fuse        85.8†   −0.6   BMVC 2021\n"
        "  5   InverseForm     85.6†   −0.8   CVPR 2021    ✓\n"
        "\n"
        " 5 of 99 networks · -n 99 shows all\n"
        " best published score of each · newest score 2024-01\n"
        " extra data: 3 some, 2 do not say\n"
        " † known only from an aggregator or a reimplementation\n"
        " another board on val: 58 networks · --split val shows it\n"
    )


def test_shared_places_carry_a_sign(run: Callable[..., Result]) -> None:
    """On VOC 2012 with COCO, 87.9 and 85.7 are each reached by two networks."""
    rows = run("top", "-d", "voc12+coco", "-n", 11).stdout.splitlines()[3:14]

    assert [line.split()[:3] for line in rows] == [
        ["1", "SegNeXt", "90.6?"],
        ["2", "DeepLabv3+", "89.0"],
        ["3", "EMANet", "88.2"],
        ["4", "DUpsampling", "88.1"],
        ["5=", "ExFuse", "87.9"],
        ["5=", "DPC", "87.9"],
        ["7", "DeepLabv3", "86.9†"],
        ["8", "DIS", "86.8"],
        ["9", "SDN", "86.6†?"],
        ["10", "DFN", "86.2"],
        ["11", "SANet", "86.1†"],
    ]


def test_shows_ten_unless_told_otherwise(run: Callable[..., Result]) -> None:
    """A document has ten rows by default."""
    answer = run("top", "-d", "cityscapes")

    assert "10   DCNAS" in answer.stdout
    assert "EfficientPS" not in answer.stdout
    assert " 10 of 99 networks · -n 99 shows all\n" in answer.stdout
    assert " best published score of each · newest score 2024-01\n" in answer.stdout


def test_programs_get_all_rows(run: Callable[..., Result]) -> None:
    """CSV has every network, since nobody reads it from the top."""
    rows = list(csv.DictReader(io.StringIO(run("top", "-d", "cityscapes", "-f", "csv").stdout)))

    assert len(rows) == 99
    assert rows[-1]["network"] == "SegNet"


def test_programs_get_every_column(run: Callable[..., Result]) -> None:
    """JSON carries what is known of a score and its paper under stable keys, numbers as numbers."""
    (best,) = json.loads(run("top", "-d", "ade20k", "-n", 1, "--format", "json").stdout)

    assert best == {
        "place": 1,
        "network": "ViT-P",
        "score": 63.6,
        "runs": None,
        "gap": 0.0,
        "not_separable_from": None,
        "protocol": None,
        "extra_data": ["InternImage-H"],
        "tied": False,
        "of": 137,
        "dataset": "ade20k",
        "split": "val",
        "metric": "mIoU",
        "variant": "InternImage-H",
        "test_time": None,
        "resolution": None,
        "spread": None,
        "spread_of": None,
        "run": None,
        "date": "2025-05",
        "evidence": "paper",
        "source": "https://arxiv.org/html/2505.19795v1",
        "note": "The backbone is named on a list only.",
        "unit": "%",
        "better": "higher",
        "group": None,
        "paper": "vit-p",
        "title": "The Missing Point in Vision Transformers for Universal Image Segmentation",
        "authors": "Shahabodini, Sajjad and Mansoori, Mobina and Bayatmakou, Farnoush and Abouei, Jamshid and Plataniotis, Konstantinos N. and Mohammadi, Arash",
        "venue": "CVPR",
        "year": 2026,
        "arxiv": "2505.19795",
        "topic": "segmentation",
        "tags": ["transformer", "mask-classification"],
        "status": None,
        "paper_url": "https://arxiv.org/abs/2505.19795",
        "code_url": "https://github.com/sajjad-sh33/vit-p",
        "project_url": None,
    }


def test_published_digits_stay(run: Callable[..., Result]) -> None:
    """A score of 72.0 is not written 72, in JSON neither."""
    answer = run("top", "-d", "voc12", "--network", "CRF-RNN", "-f", "json")

    assert '"score": 72.0,' in answer.stdout


def test_all_lists_every_score(run: Callable[..., Result]) -> None:
    """A score that is not its network's best has no place, and what tells the two apart is shown."""
    rows = run("top", "-d", "camvid", "--all").stdout.splitlines()[2:12]

    assert rows == [
        "   #   Network           mIoU      Gap   Published                               Code   Variant                             Tested         Extra data",
        "   1   SERNet-Former   84.62?            CVPRW 2024                              ✓      Efficient-ResNet",
        "   2   SIW             83.7†     −0.92   IJCV 2024                                                                                         multi-domain data",
        "   3   DSNet (2024)    83.32     −1.30   CVPRW 2024                              ✓      Base                                               Cityscapes",
        "   4   RTFormer        82.5†     −2.12   NeurIPS 2022                            ✓      Base",
        "   5   PIDNet          82.0      −2.62   CVPR 2023                               ✓      M                                   single-scale   Cityscapes",
        "   6   DeepLabv3+      81.7†     −2.92   ECCV 2018                               ✓      SDCNetAug, VideoProp + LabelRelax",
        "       RTFormer        81.4†     −3.22   NeurIPS 2022                            ✓      Slim",
        "   7   RegSeg          80.9      −3.72   arXiv 2021                              ✓      exp48_decoder26                                    Cityscapes",
        "   8   DDRNet          80.6†     −4.02   TITS 2022                               ✓      23                                                 Cityscapes",
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
        == "  Cityscapes                  test    VLTSeg                     86.4           99   ACCV 2024"
    )


def test_a_filter_that_leaves_nothing_says_so(run: Callable[..., Result]) -> None:
    """An empty board is an answer, not an error."""
    answer = run("top", "-d", "camvid", "--since", 2030)

    assert answer.stdout.endswith(" no network fits\n")
    assert answer.stderr == ""


def test_a_filter_that_leaves_nothing_is_an_empty_document_for_programs(run: Callable[..., Result]) -> None:
    """JSON is an empty list then, and CSV a header."""
    assert run("top", "-d", "camvid", "--since", 2030, "-f", "json").stdout == "[]\n"
    assert run("top", "-d", "camvid", "--since", 2030, "-f", "csv").stdout.count("\n") == 1


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
        " another board on val: 2 networks · --split val shows it\n"
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


def test_the_dataset_can_be_a_word(run: Callable[..., Result]) -> None:
    """A word means what --dataset means; both together are several boards."""
    assert run("top", "ADE20k").stdout == run("top", "-d", "ade20k").stdout
    assert run("top", "cityscapes", "-d", "ade20k").stdout == run("top", "cityscapes", "ade20k").stdout


@pytest.mark.parametrize("command", ["history", "tradeoff"])
def test_one_dataset_is_said_once(run: Callable[..., Result], command: str) -> None:
    """Where one dataset is shown, it is a word or behind --dataset; two are wrong usage."""
    assert run(command, "cityscapes").stdout == run(command, "-d", "cityscapes").stdout

    answer = run(command, "cityscapes", "-d", "ade20k", exit_code=2)

    assert answer.stdout == ""
    assert "give the dataset once" in answer.stderr


@pytest.mark.parametrize("format_", ["table", "csv"])
@pytest.mark.parametrize("command", ["top", "history"])
def test_a_single_dataset_needs_no_name(
    run: Callable[..., Result], own: Callable[[str], Path], command: str, format_: str
) -> None:
    """Its board is shown, in every format, and not only its leader."""
    data = own("network,dataset,accuracy,date\nA,d,80,2020-01\nB,d,81,2021-01\n")

    assert (
        run(command, "--data", data, "-f", format_).stdout
        == run(command, "d", "--data", data, "-f", format_).stdout
    )


def test_what_is_beside_a_score_is_there_once(run: Callable[..., Result]) -> None:
    """Programs get the number, and not its text as well."""
    header = run("top", "camvid", "-n", 1, "--with", "params,fps", "-f", "csv").stdout.splitlines()[0]

    assert {"params", "fps"} <= set(header.split(","))
    assert "_text" not in header
