"""The shipped tables against the figures that were gathered for them, where these are at hand."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
FACTS = Path(__file__).parents[2] / "shared" / "facts"

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the gathered figures are not at hand")

Row = dict[str, str]

NAMES = {
    # The spelling of the list stays.
    "DANet": "DAN",
    # A way to train or to augment is no network, and a reproduction is no other one.
    "Copy-Paste": "EfficientNet + NAS-FPN",
    "EfficientNet-L2 + NAS-FPN": "EfficientNet + NAS-FPN",
    "VideoProp + LabelRelax": "DeepLabv3+",
    # The short name of two is the name, the long one an alias.
    "Hierarchical Multi-Scale Attention": "HMSA",
    "MscaleOCRNet (PaddleSeg CityscapesSOTA)": "HMSA",
    "SegFormer-B0 (mmseg reproduction)": "SegFormer",
    "LPSNet-L (PaddleSeg reproduction)": "LPSNet",
    "MobileSeg (PaddleSeg)": "MobileSeg",
    "RTSeg (SkipNet-MobileNet)": "RTSeg",
    # Sizes of one network.
    "AFFormer-base": "AFFormer",
    "BiSeNetV2-L": "BiSeNetV2",
    "DDRNet-23": "DDRNet",
    "DDRNet-23-slim": "DDRNet",
    "DDRNet-39": "DDRNet",
    "DSNet (2024, atrous)": "DSNet (2024)",
    "DSNet-Base (2024, atrous)": "DSNet (2024)",
    "ESeg-Lite-L": "ESeg-Lite",
    "ESeg-Lite-S": "ESeg-Lite",
    "EfficientViT-Seg-B0": "EfficientViT-Seg",
    "EfficientViT-Seg-B1": "EfficientViT-Seg",
    "EfficientViT-Seg-L1": "EfficientViT-Seg",
    "EfficientViT-Seg-L2": "EfficientViT-Seg",
    "HyperSeg-L": "HyperSeg",
    "HyperSeg-M": "HyperSeg",
    "HyperSeg-S": "HyperSeg",
    "P2AT-S": "P2AT",
    "PIDNet-L": "PIDNet",
    "PIDNet-M": "PIDNet",
    "PIDNet-S": "PIDNet",
    "PP-LiteSeg-B": "PP-LiteSeg",
    "PP-LiteSeg-B1": "PP-LiteSeg",
    "PP-LiteSeg-B2": "PP-LiteSeg",
    "PP-LiteSeg-T": "PP-LiteSeg",
    "PP-LiteSeg-T1": "PP-LiteSeg",
    "PP-LiteSeg-T2": "PP-LiteSeg",
    "RTFormer-Base": "RTFormer",
    "RTFormer-Slim": "RTFormer",
    "S2-FPN34M": "S2-FPN",
    "STDC1-Seg50": "STDC",
    "STDC1-Seg75": "STDC",
    "STDC2-Seg50": "STDC",
    "STDC2-Seg75": "STDC",
    "SegNeXt-T": "SegNeXt",
}

LEFT_OUT = {
    ("Hierarchical Multi-Scale Attention", "cityscapes", "test", "85.1"),  # its authors have 85.4 by now
    ("M3I Pre-training", "ade20k", "val", "62.9"),  # the same model as InternImage-H
    ("SERNet-Former", "ade20k", "val", "59.35"),  # on a list only
    ("LinkNet", "cityscapes", "test", "76.4"),  # of which split is in doubt
}

ASIDE = {"Copy-Paste", "VideoProp + LabelRelax", "M3I Pre-training"}
"""Names of papers that introduce no network."""

EXTRA_DATA = {
    "62M unlabeled images (depth)": "62M unlabelled images",
    "BEiT pretraining": "BEiT",
    "BEiTv2 pretraining": "BEiT v2",
    "CLIP pretraining": "CLIP",
    "CLIP-taught tokenizer (VQ-KD)": "CLIP",
    "COCO (assumed)": "COCO",
    "COCO use assumed, not stated in the abstract": "COCO",
    "COCO use not stated in source": "",
    "Copy-Paste pre-training": "unnamed data",
    "DINOv2 LVD-142M": "LVD-142M",
    "DINOv3 LVD-1689M": "LVD-1689M",
    "EVA-02 pretraining": "EVA-02",
    "ImageNet + unlabeled images (self-training)": "unlabelled images",
    "ImageNet-21K": "ImageNet-22K",
    "InternImage-H pretraining": "InternImage-H",
    "InternViT-6B pretraining": "InternViT-6B",
    "JFT (OpenCodePapers label Xception-65-JFT; abstract does not say)": "JFT",
    "JFT (proprietary)": "JFT",
    "PaddleClas ImageNet weights": "PaddleClas weights",
    "Stable Diffusion pretraining": "Stable Diffusion",
    "coarse not ruled out": "",
    "extra data not stated in the abstract": "",
    "image-text pretraining": "image-text data",
    'larger private pre-training set (abstract: "more pre-training data")': "private data",
    "multi-domain training": "multi-domain data",
    "multi-modal BEiTv2 pretraining": "BEiT v2;multi-modal data",
    "multi-modal pretraining": "multi-modal data",
}
"""What is written another way, or is no data; every other name is the same here and there."""

EXTRA_DATA_SAID_ELSEWHERE = {
    ("Auto-DeepLab", "voc12-coco", "85.6"): {"COCO"},  # of the board
    ("BiSeNetV2", "camvid", "78.5"): {"Cityscapes"},
    ("DDRNet", "camvid", "80.6"): {"Cityscapes"},
    ("PIDNet", "camvid", "80.1"): {"Cityscapes"},
    ("PIDNet", "camvid", "82.0"): {"Cityscapes"},
    ("RegSeg", "camvid", "80.9"): {"Cityscapes"},
    ("SFNet", "cityscapes", "80.4"): {"Mapillary"},
}

DEVICES = {
    "A100 (TensorRT fp16)": "A100 (TensorRT FP16)",
    "GTX 1080Ti": "GTX 1080 Ti",
    "RTX 2080Ti": "RTX 2080 Ti",
    "TITAN V": "Titan V",
    "Titan XP": "Titan Xp",
}


def read(path: Path) -> list[Row]:
    """Read the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gathered(name: str) -> list[Row]:
    """Read gathered scores under the names of the networks here, without those to leave out."""
    return [
        {**row, "network": NAMES.get(row["network"], row["network"])}
        for row in read(FACTS / name)
        if (row["network"], row["dataset"], row["split"], row["miou"]) not in LEFT_OUT
    ]


def modern() -> list[Row]:
    """Read the gathered scores that were looked for by accuracy."""
    return gathered("results_modern.csv")


def realtime() -> list[Row]:
    """Read the gathered scores that were looked for by speed."""
    return gathered("results_realtime.csv")


def shipped() -> list[Row]:
    """Read the shipped scores that are not from the list."""
    return [row for row in read(DATA / "results.csv") if row["evidence"] != "list"]


def picked(rows: list[Row], *columns: str) -> Counter[tuple[str, ...]]:
    """Count what stands in some columns."""
    return Counter(tuple(row[column] for column in columns) for row in rows)


def data_named(cell: str) -> set[str]:
    """Read what was gathered of extra data as a set of names."""
    parts = re.split(r";\s+(?![^(]*\))", cell) if cell else []
    return {name for part in parts for name in EXTRA_DATA.get(part, part).split(";") if name}


def said_elsewhere(row: Row) -> set[str]:
    """Return the extra data that a gathered score has, but not in the column for it."""
    return EXTRA_DATA_SAID_ELSEWHERE.get((row["network"], row["dataset"], row["miou"]), set())


def test_gathered_figures_are_read_whole() -> None:
    """What is compared below is all there is, but for the four to leave out."""
    assert (len(read(FACTS / "results_modern.csv")), len(modern())) == (215, 212)
    assert (len(read(FACTS / "results_realtime.csv")), len(realtime())) == (103, 102)
    assert len(read(FACTS / "papers.csv")) == 224


def test_every_gathered_score_is_shipped_and_no_other() -> None:
    """Digit by digit, on its dataset and split, with its evidence; ten stand in both files and here once."""
    columns = ("network", "dataset", "split", "miou", "evidence")
    by_accuracy, by_speed = picked(modern(), *columns), picked(realtime(), *columns)

    found = picked(shipped(), *columns)

    assert found == by_accuracy | by_speed
    assert found.total() == 304
    assert (by_accuracy & by_speed).total() == 10


def test_scores_to_leave_out_are_left_out() -> None:
    """They are superseded, read twice, or in doubt."""
    found = {(row["network"], row["dataset"], row["split"], row["miou"]) for row in shipped()}

    left_out = {(NAMES.get(network, network), *rest) for network, *rest in LEFT_OUT}
    assert found & left_out == set()
    assert "M3I Pre-training" not in {row["network"] for row in shipped()}


def test_so_many_scores_were_gathered_on_each_board() -> None:
    """Test and validation scores are apart, and every score names its split."""
    boards = picked(shipped(), "dataset", "split")

    assert boards == {
        ("voc12", "test"): 8,
        ("voc12", "val"): 6,
        ("voc12-coco", "test"): 4,
        ("pascal-context", "val"): 26,
        ("camvid", "test"): 25,
        ("cityscapes", "test"): 92,
        ("cityscapes", "val"): 54,
        ("ade20k", "val"): 89,
    }


def test_evidence_is_that_of_the_gathered_scores() -> None:
    """So many were read in each kind of place."""
    evidence = picked(shipped(), "evidence")

    assert evidence == {("aggregator",): 119, ("authors",): 131, ("paper",): 51, ("reproduced",): 3}


def test_every_source_is_an_address_that_was_read_or_that_of_the_paper() -> None:
    """Where a score was read without an address, its paper's at arXiv stands."""
    read_at = {
        (row["network"], row["miou"], address)
        for row in modern() + realtime()
        for address in [*re.findall(r"https?://\S+", row["source_url"])]
    }
    papers = {
        (row["network"], row["miou"], f"https://arxiv.org/abs/{row['arxiv_id']}")
        for row in modern() + realtime()
        if row["source_url"].startswith("github-index")
    }

    sources = {(row["network"], row["miou"], row["source"]) for row in shipped()}

    assert sources <= read_at | papers
    assert {network for network, *_ in sources & papers} == {"CABiNet", "DiNAT"}


def test_ways_of_testing_are_those_that_were_gathered() -> None:
    """What is unknown is empty, and nothing else is said."""
    columns = ("network", "dataset", "split", "miou", "test_time")
    said = picked([row for row in modern() if row["test_time"] != "unknown"], *columns)

    assert picked([row for row in shipped() if row["test_time"]], *columns) == said
    assert said.total() == 110


def test_extra_data_is_on_every_score_that_has_it() -> None:
    """Under one name each, and nowhere else."""
    columns = ("network", "dataset", "split", "miou")
    said = Counter(
        (*(row[column] for column in columns), frozenset(data_named(row["extra_data"]) | said_elsewhere(row)))
        for row in modern()
    )
    by_speed_only = picked(realtime(), *columns) - picked(modern(), *columns)
    said += Counter(
        (*(row[column] for column in columns), frozenset(said_elsewhere(row)))
        for row in realtime()
        if tuple(row[column] for column in columns) in by_speed_only
    )

    found = Counter(
        (*(row[column] for column in columns), frozenset(filter(None, row["extra_data"].split(";"))))
        for row in shipped()
    )

    assert found == said
    assert len([row for row in shipped() if row["extra_data"]]) == 126


def test_variants_are_in_the_words_of_what_was_gathered() -> None:
    """No backbone, head or size is made up."""
    said: dict[tuple[str, ...], str] = {}
    for name in ("results_modern.csv", "results_realtime.csv"):
        for before, row in zip(read(FACTS / name), read(FACTS / name), strict=True):
            key = (NAMES.get(row["network"], row["network"]), row["dataset"], row["split"], row["miou"])
            words = " ".join(
                [
                    before["network"],
                    *(row.get(c) or "" for c in ("variant_backbone", "backbone", "resolution")),
                ]
            )
            said[key] = said.get(key, "") + re.sub(r"[^a-z0-9]", "", words.casefold())

    odd = [
        (row["network"], row["variant"])
        for row in shipped()
        for word in re.findall(r"[a-z0-9]+", row["variant"].casefold())
        if word not in said[row["network"], row["dataset"], row["split"], row["miou"]]
    ]

    assert odd == []


def test_doubts_are_said() -> None:
    """A score that the second reading doubts says why, in front of anything else."""
    doubted = picked(
        [row for row in modern() + realtime() if row["check"].startswith("doubtful")],
        "network",
        "dataset",
        "split",
        "miou",
    )

    said = picked(
        [row for row in shipped() if row["note"].startswith("Doubtful: ")],
        "network",
        "dataset",
        "split",
        "miou",
    )

    # The other doubts are about speeds: see below.
    assert {network for network, *_ in doubted - said} == {"EfficientViT-Seg", "SegNeXt"}
    assert (doubted - said).total() == 5
    assert said - doubted == Counter()
    assert said.total() == 11


def test_tops_of_boards_that_were_read_on_a_list_only_say_so() -> None:
    """So do the others of these networks."""
    networks = {
        "MetaPrompt-SD",
        "VPNeXt",
        "PlainSeg",
        "RSSeg",
        "HS3-Fuse",
        "InverseForm",
        "SIW",
        "DSNet (2024)",
    }

    notes = {row["note"].partition(";")[0].rstrip(".") for row in shipped() if row["network"] in networks}

    assert notes == {"Read on a list only"}


def test_what_a_network_costs_is_as_it_was_gathered() -> None:
    """Every speed, size and count of operations, with its digits, device and resolution."""
    columns = ("network", "dataset", "split", "fps", "params", "gflops", "device", "resolution")
    gathered = [
        {
            **row,
            "params": row["params_m"],
            "device": DEVICES.get(row["gpu"], row["gpu"]),
            "resolution": row["resolution"].removesuffix(" crops (sliding)"),
        }
        for row in realtime()
        if row["fps"] or row["params_m"] or row["gflops"]
    ]
    speeds = read(DATA / "speeds.csv")

    assert picked(speeds, *columns) == picked(gathered, *columns)
    assert len(speeds) == 93
    assert len([row for row in speeds if row["fps"]]) == 81


def test_speeds_are_at_the_scores_they_were_gathered_with() -> None:
    """The variant leads from a speed to the score of the same row."""
    scores = {
        (row["network"], row["variant"], row["dataset"], row["split"]): row["miou"] for row in shipped()
    }
    found = Counter(
        (
            row["network"],
            row["fps"],
            row["params"],
            row["gflops"],
            scores[row["network"], row["variant"], row["dataset"], row["split"]],
        )
        for row in read(DATA / "speeds.csv")
    )

    said = picked(
        [row for row in realtime() if row["fps"] or row["params_m"] or row["gflops"]],
        "network",
        "fps",
        "params_m",
        "gflops",
        "miou",
    )

    assert found == said


def test_multiply_adds_and_doubtful_speeds_are_marked() -> None:
    """EfficientViT counts other operations than the rest; one speed has no device and no source of its own."""
    notes = {(row["network"], row["note"]) for row in read(DATA / "speeds.csv")}

    assert {note for network, note in notes if network == "EfficientViT-Seg"} == {
        "gflops counts multiply-adds."
    }
    assert {network for network, note in notes if note.startswith("Doubtful: ")} == {"SegNeXt"}


def test_papers_are_as_they_were_gathered() -> None:
    """All of them and no other, with title, authors, venue, year, month and arXiv id."""
    columns = ("paper", "title", "authors", "venue", "year", "date", "arxiv", "topic")

    shipped, gathered = (
        picked(read(DATA / "papers.csv"), *columns),
        picked(
            [
                # The short names of workshops leave room for the rest of a row.
                {**row, "venue": row["venue"].replace(" Workshops", "W")}
                for row in read(FACTS / "papers.csv")
            ],
            *columns,
        ),
    )

    # Its arXiv id stands with its score.
    assert {paper[0] for paper in shipped - gathered} == {"afformer"}
    assert {paper[0] for paper in gathered - shipped} == {"afformer"}
    assert shipped.total() == 224


def test_networks_belong_to_the_papers_that_they_were_gathered_with() -> None:
    """By their names here, and what is no network belongs to none."""
    said = {
        row["paper"]: {
            NAMES.get(name, name) for name in row["networks"].split(";") if name and name not in ASIDE
        }
        for row in read(FACTS / "papers.csv")
    }

    found = {row["paper"]: set(filter(None, row["network"].split(";"))) for row in read(DATA / "papers.csv")}

    assert {paper for paper, names in found.items() if not said[paper] - {"DANet"} <= names} == set()


def test_gathered_names_are_found() -> None:
    """Whoever types a name as it stands elsewhere gets to the network."""
    import leaderboard

    names = leaderboard.load().network_names
    typed = {name for name in NAMES if name not in ASIDE and "(" not in name}

    assert {name: names.find(name) for name in typed} == {name: NAMES[name] for name in typed}


def test_links_of_later_papers_are_those_that_were_gathered() -> None:
    """The paper at arXiv and the code, as far as they are known."""
    papers = [row for row in read(FACTS / "papers.csv") if row["in_seed"] == "no"]
    before = {
        "dpc",
        "dpn",
        "deep-dual-learning",
        "frrn",
        "g-frnet",
        "scale-adaptive-convolutions",
        "segmodel",
        "upernet",
    }
    said = {
        (row["paper"], kind, address)
        for row in papers
        if row["paper"] not in before
        for kind, address in [
            ("paper", row["arxiv"] and f"https://arxiv.org/abs/{row['arxiv']}"),
            ("code", row["code_url"]),
        ]
        if address
    }
    later = {row["paper"] for row in papers} - before

    found = {
        (row["paper"], row["kind"], row["url"]) for row in read(DATA / "links.csv") if row["paper"] in later
    }

    assert said <= found
    assert {(paper, kind) for paper, kind, _ in found - said} == {("afformer", "paper"), ("dranet", "code")}


def test_no_text_of_others_is_shipped() -> None:
    """Quotations that prove a figure stay where they are; names and numbers are facts."""
    text = " ".join(
        (DATA / name).read_text(encoding="utf-8") for name in ("results.csv", "speeds.csv", "papers.csv")
    )
    quotes = [
        row["source_quote"]
        for name in ("results_modern.csv", "results_realtime.csv")
        for row in read(FACTS / name)
    ]
    titles = " ".join(row["title"] for row in read(DATA / "papers.csv"))

    runs = {
        " ".join(words[start : start + 6])
        for words in (re.findall(r"\w+", quote.casefold()) for quote in quotes)
        for start in range(len(words) - 5)
    }
    notes = [
        " ".join(re.findall(r"\w+", row["note"].casefold()))
        for name in ("results.csv", "speeds.csv", "papers.csv")
        for row in read(DATA / name)
    ]

    assert [quote for quote in quotes if len(quote) > 25 and quote in text and quote not in titles] == []
    assert [run for run in runs if any(run in note for note in notes)] == []
