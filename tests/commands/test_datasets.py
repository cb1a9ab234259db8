"""``leaderboard datasets``, on the shipped board."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Write
    from typer.testing import Result

BOARDS = """\
 Datasets

  Dataset                     Typed as                 Split   Networks   Leader                   mIoU (%)   Years       Newest    Official   Also
  PASCAL VOC 2012             voc12                    test          20   EfficientNet + NAS-FPN     90.5     2015–2021   2021-09   ✓          voc, voc2012, 'pascal voc'
  PASCAL VOC 2012             voc12 --split val        val            8   EfficientNet + NAS-FPN     90.0     2020–2026   2026-04   ✓
  PASCAL VOC 2012 with COCO   voc12-coco               test          24   SegNeXt                    90.6?    2015–2022   2022-09   ✓          'VOC12 with COCO', voc12+coco
  PASCAL Context              pascal-context           val           41   VPNeXt                     71.1†    2015–2025   2025-02              context
  CamVid                      camvid                   test          29   SERNet-Former              84.62?   2015–2024   2024-06
  Cityscapes                  cityscapes               test          99   VLTSeg                     86.4     2015–2024   2024-01   ✓
  Cityscapes                  cityscapes --split val   val           58   ViT-P                      87.4     2019–2026   2025-05   ✓
  ADE20K                      ade20k                   val          137   ViT-P                      63.6     2017–2026   2026-03   ✓          ade
  COCO-Stuff 10K              coco-stuff-10k           test          43   InternImage                59.6?    2015–2024   2024-05   ✓
  COCO-Stuff                  coco-stuff               val           23   VPNeXt                     53.7†?   2015–2026   2025-05   ✓          COCO-Stuff-164K
  NYU Depth v2                nyu-depth-v2             test          13   InternImage                68.1     2017–2024   2024-03              NYUD, NYUDv2, NYUv2, nyu

 11 boards · newest score 2026-03
 † known only from an aggregator or a reimplementation
 ? doubtful: 4 of these scores, whose notes say why
"""


def test_lists_the_boards(run: Callable[..., Result]) -> None:
    """Each dataset has its names, split, networks, leader and years."""
    assert run("datasets").stdout == BOARDS


def test_filters_choose_what_counts(run: Callable[..., Result]) -> None:
    """Up to 2017, four datasets have another leader."""
    rows = json.loads(run("datasets", "--until", 2017, "-f", "json").stdout)

    assert [(row["dataset"], row["leader"], row["networks"]) for row in rows] == [
        ("voc12", "PSPNet", 7),
        ("voc12-coco", "DeepLabv3", 9),
        ("pascal-context", "RefineNet", 3),
        ("camvid", "G-FRNet", 5),
        ("cityscapes", "DeepLabv3", 11),
        ("ade20k", "SAC-multiple", 2),
        ("coco-stuff-10k", "PSPNet", 6),
        ("coco-stuff", "DeepLabv3", 3),
        ("nyu-depth-v2", "RefineNet", 1),
    ]


def test_boards_are_found_by_part_of_their_names(run: Callable[..., Result]) -> None:
    """Each word is in the title, in what is typed, or is the split."""
    for words, expected in {
        "voc": ["voc12 test", "voc12 val", "voc12-coco test"],
        "VOC coco": ["voc12-coco test"],
        "val": ["voc12 val", "pascal-context val", "cityscapes val", "ade20k val", "coco-stuff val"],
        "scape test": ["cityscapes test"],
    }.items():
        rows = json.loads(run("datasets", words, "-f", "json").stdout)

        assert [f"{row['dataset']} {row['split']}" for row in rows] == expected


def test_where_no_name_fits_that_is_said(run: Callable[..., Result]) -> None:
    """There is a list without boards."""
    assert run("datasets", "imagenet").stdout.endswith(" no board fits\n")
    assert run("datasets", "imagenet", "-f", "json").stdout == "[]\n"


def test_what_to_type_is_quoted_for_a_shell(run: Callable[..., Result], write: Write) -> None:
    """Whoever copies it runs the program and nothing else."""
    data = write("network,dataset,split,miou\nA,$(x),test,1\nB,$(x),test,1\nA,$(x),my;val,1\n")

    shown = run("datasets", "--data", data).stdout
    board = run("top", "--data", data, "-d", "$(x)").stdout

    assert "'$(x)' --split 'my;val'" in shown
    assert "--split 'my;val' shows it" in board
