"""``leaderboard datasets``, on the shipped list."""

import json
from collections.abc import Callable

from typer.testing import Result

BOARDS = """\
 Datasets

  Dataset                     Typed as                                  Split   Networks   Leader        mIoU (%)   Years
  PASCAL VOC 2012             voc12, voc, voc2012, pascal voc           test          11   DUpsampling      85.3    2015–2019
  PASCAL VOC 2012 with COCO   voc12-coco, VOC12 with COCO, voc12+coco   test          18   DUpsampling      88.1    2015–2019
  PASCAL Context              pascal-context, context                   val           10   HRNetV2          54.0    2015–2019
  CamVid                      camvid                                    test           3   DDSC             70.9    2017–2018
  Cityscapes                  cityscapes                                test          22   DPC              82.7    2015–2019
  ADE20K                      ade20k, ade                               val           10   OCNet            45.45   2017–2019

 6 boards
"""


def test_lists_the_boards(run: Callable[..., Result]) -> None:
    """Each dataset has its names, split, networks, leader and years."""
    assert run("datasets").stdout == BOARDS


def test_filters_choose_what_counts(run: Callable[..., Result]) -> None:
    """Up to 2017, four datasets have another leader."""
    rows = json.loads(run("datasets", "--until", 2017, "-f", "json").stdout)

    assert [(row["dataset"], row["leader"], row["networks"]) for row in rows] == [
        ("voc12", "PSPNet", 7),
        ("voc12-coco", "DIS", 9),
        ("pascal-context", "RefineNet", 3),
        ("camvid", "G-FRNet", 2),
        ("cityscapes", "DeepLabv3", 8),
        ("ade20k", "SAC-multiple", 2),
    ]
