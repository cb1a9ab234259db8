"""``leaderboard show``, on the shipped board."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result


def test_shows_all_about_a_network(run: Callable[..., Result]) -> None:
    """The paper, the code and the tags, then each score with its place, its gap and where it was read."""
    answer = run("show", "DeepLabv3+", "--format", "table")

    assert answer.stdout == (
        " DeepLabv3+\n"
        "\n"
        " Title       Encoder-Decoder with Atrous Separable Convolution for Semantic Image Segmentation\n"
        " Published   ECCV 2018, first seen in February 2018\n"
        " Authors     Liang-Chieh Chen, Yukun Zhu, George Papandreou, Florian Schroff, Hartwig Adam\n"
        " Tags        encoder-decoder, dilated, multi-scale\n"
        " Paper       https://arxiv.org/pdf/1802.02611.pdf\n"
        " Code        https://github.com/tensorflow/models/tree/master/research/deeplab\n"
        "\n"
        "  Dataset                     Split   mIoU (%)       Place      Gap   Conditions                          Read in\n"
        "  PASCAL VOC 2012 with COCO   test       89.0     2 of 24     −1.6    Xception-65; with COCO, JFT         [1]\n"
        "  PASCAL VOC 2012 with COCO   test       87.8                 −2.8                                        [2]\n"
        "  CamVid                      test       81.7†    6 of 29     −2.92   SDCNetAug, VideoProp + LabelRelax   [3]\n"
        "  Cityscapes                  test       82.1    27= of 99    −4.3                                        [2]\n"
        "  COCO-Stuff                  val        38.4†   19 of 23    −15.3    ResNet-50                           [4]\n"
        "\n"
        " [1] paper        https://github.com/Visual-Attention-Network/SegNeXt/blob/HEAD/configs/deeplabv3plus/README.md\n"
        " [2] list         Deep-Learning-Semantic-Segmentation, a paper list (April 2019)\n"
        " [3] aggregator   https://github.com/DanBmh/OpenCodePapers/blob/HEAD/benchmarks/semantic-segmentation-on-camvid.md\n"
        " [4] reproduced   https://arxiv.org/abs/2105.15203\n"
        " † known only from an aggregator or a reimplementation\n"
        " PASCAL VOC 2012 with COCO 89.0: Pre-trained on JFT, unlike the 87.8 of the list; that COCO was used is assumed.\n"
        " PASCAL VOC 2012 with COCO 87.8: Without pre-training on JFT.\n"
        " CamVid 81.7: Trained by video propagation and label relaxation (CVPR 2019), later than the network.\n"
        " COCO-Stuff 38.4: Reproduced by the authors of SegFormer.\n"
    )


def test_names_are_found_as_people_type_them(run: Callable[..., Result]) -> None:
    """Spaces, plus in words and aliases lead to the network."""
    assert run("show", "deeplab v3 plus").stdout == run("show", "DeepLabv3+").stdout
    assert run("show", "danet").stdout.startswith(" DAN\n")
    assert run("show", "deeplab").stdout.startswith(" DeepLab\n")


def test_shows_several_networks_one_below_the_other(run: Callable[..., Result]) -> None:
    """Each has its own part; naming one twice shows it once."""
    answer = run("show", "psanet", "gcn", "PSANet")

    titles = [line for line in answer.stdout.splitlines() if line in {" PSANet", " GCN"}]
    assert titles == [" PSANet", " GCN"]


def test_programs_get_one_list_of_scores(run: Callable[..., Result]) -> None:
    """CSV has one header and a row per score, network by network."""
    rows = list(csv.DictReader(io.StringIO(run("show", "psanet", "gcn", "-f", "csv").stdout)))

    assert [(row["network"], row["dataset"], row["score"], row["place"], row["of"]) for row in rows] == [
        ("PSANet", "voc12-coco", "85.7", "13", "24"),
        ("PSANet", "cityscapes", "80.1", "46", "99"),
        ("PSANet", "ade20k", "43.77", "126", "137"),
        ("GCN", "voc12-coco", "83.6", "17", "24"),
        ("GCN", "voc12-coco", "82.2", "", "24"),
        ("GCN", "cityscapes", "76.9", "54", "99"),
    ]


def test_a_network_without_a_score_is_shown_with_its_paper(run: Callable[..., Result]) -> None:
    """U-Net is described in the list and has no score there."""
    answer = run("show", "u-net")

    assert " Published   MICCAI 2015, first seen in May 2015\n" in answer.stdout
    assert answer.stdout.endswith("\n no score on any board\n")
    assert run("show", "u-net", "-f", "json").stdout == "[]\n"


def test_a_withdrawn_paper_says_so(run: Callable[..., Result]) -> None:
    """ShelfNet is struck through in the list."""
    answer = run("show", "shelfnet")

    assert " Status      withdrawn\n" in answer.stdout


def test_a_network_without_a_paper_has_only_scores(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """In one's own results little else is known, and nothing is made up."""
    data = own("network,dataset,miou\nMyNet,cityscapes,83.1\n")

    answer = run("show", "mynet", "--data", data)

    assert answer.stdout == (
        " MyNet\n\n  Dataset      Split   mIoU (%)    Place\n  Cityscapes   test        83.1   1 of 1\n"
    )


def test_an_unknown_network_is_one_line_with_near_names(run: Callable[..., Result]) -> None:
    """Nothing is guessed."""
    answer = run("show", "pspnt", exit_code=1)

    assert answer.stdout == ""
    assert answer.stderr == "error: no network named 'pspnt'; did you mean 'PSPNet', 'SPNet' or 'PSANet'?\n"


def test_a_name_of_two_networks_is_an_error_that_names_them(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """The wrong one is never picked silently."""
    data = own("network,dataset,miou\nFoo-Net,cityscapes,80\nFooNet,cityscapes,81\n")

    answer = run("show", "foo net", "--data", data, exit_code=1)

    assert answer.stderr == "error: 'foo net' names more than one network: 'Foo-Net' or 'FooNet'\n"


def test_without_a_direction_there_is_no_gap(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Beside a board of which it is known what is better, the cell of the other one stays empty."""
    data = own(
        "network,dataset,metric,value\nA,fens,accuracy,5\nB,fens,accuracy,6\nA,moor,zeal,7\nB,moor,zeal,8\n"
    )

    answer = run("show", "A", "--data", data)

    assert [line.split() for line in answer.stdout.splitlines()[3:]] == [
        ["fens", "accuracy", "5", "2", "of", "2", "−1"],
        ["moor", "zeal", "7", "not", "ranked"],
    ]
