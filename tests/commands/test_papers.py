"""``leaderboard papers``, on the shipped board."""

import csv
import io
from collections.abc import Callable

from typer.testing import Result

CONTEXT = """\
 Papers

  Title                                                                                  Network     Published    Topic          Code
  ISNet: Integrate Image-Level and Semantic-Level Context for Semantic Segmentation      ISNet       ICCV 2021    segmentation   ✓
  Mining Contextual Information Beyond Image for Semantic Segmentation                   MCIBI       ICCV 2021    segmentation   ✓
  Exploring Relational Context for Multi-Task Dense Prediction                           ATRC        ICCV 2021    segmentation   ✓
  CABiNet: Efficient Context Aggregation Network for Low-Latency Semantic Segmentation   CABiNet     ICRA 2021    real-time      ✓
  Context Prior for Scene Segmentation                                                   CPNet       CVPR 2020    segmentation   ✓
  Object-Contextual Representations for Semantic Segmentation                            HRNet+OCR   ECCV 2020    segmentation   ✓
  Semantic Correlation Promoted Shape-Variant Context for Segmentation                   SVCNet      CVPR 2019    segmentation   ✓
  Adaptive Pyramid Context Network for Semantic Segmentation                             APCNet      CVPR 2019    segmentation   ✓
  CGNet: A Light-weight Context Guided Network for Semantic Segmentation                 CGNet       TIP 2020     real-time      ✓
  OCNet: Object Context Network for Scene Parsing                                        OCNet       arXiv 2018   segmentation   ✓
  Context Encoding for Semantic Segmentation                                             EncNet      CVPR 2018    segmentation   ✓

 11 papers
"""


def test_searches_the_papers(run: Callable[..., Result]) -> None:
    """The word is in title, authors, names or tags; filters hold besides; the latest comes first."""
    assert run("papers", "context", "--since", 2018, "--until", 2021, "--with-code").stdout == CONTEXT


def test_lists_a_topic(run: Callable[..., Result]) -> None:
    """The list has seven papers on losses, none of which introduces a network."""
    answer = run("papers", "--topic", "loss")

    assert answer.stdout.endswith("\n 7 papers\n")
    assert "Network " not in answer.stdout


def test_every_paper_is_listed(run: Callable[..., Result]) -> None:
    """82 papers of the list, 8 behind its table, and those of later networks."""
    rows = list(csv.DictReader(io.StringIO(run("papers", "-f", "csv").stdout)))

    assert len(rows) == 312
    assert {row["topic"] for row in rows} == {
        "segmentation",
        "real-time",
        "loss",
        "review",
        "instance",
        "panoptic",
        "backbone",
    }


def test_a_limit_is_said(run: Callable[..., Result]) -> None:
    """The note tells how many there are."""
    answer = run("papers", "--topic", "review", "-n", 2)

    assert answer.stdout.endswith("\n 2 of 3 papers · -n 3 shows all\n")


def test_a_withdrawn_paper_is_marked(run: Callable[..., Result]) -> None:
    """ShelfNet is struck through in the list."""
    answer = run("papers", "shelfnet")

    assert "ShelfNet for Fast Semantic Segmentation (withdrawn)" in answer.stdout


def test_nothing_found_says_so(run: Callable[..., Result]) -> None:
    """An empty list is an answer."""
    assert run("papers", "zebra").stdout.endswith("\n no paper fits\n")
    assert run("papers", "zebra", "-f", "json").stdout == "[]\n"
