"""Hugging Face: model cards, and the files of ``.eval_results``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.errors import LeaderboardError
from leaderboard.importers import importer_of

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard

CARD = """\
---
license: mit
datasets:
- huggingface/cityscapes
model-index:
- name: streetformer-b0
  results:
  - task:
      type: image-segmentation
      name: Image Segmentation
    dataset:
      name: Cityscapes
      type: huggingface/cityscapes
      config: default
      split: validation
    metrics:
    - type: mean_iou
      value: 76.20
      name: Mean IoU
    - type: accuracy
      value: "20.0 ± 1.2"
      verified: true
    source:
      name: Leaderboard
      url: https://board.example
---

# Streetformer

| Model | mIoU |
|---|---|
| ours | 99.9 |

Models:
- Name: not this one
"""

EVALUATIONS = """\
- dataset:
    id: huggingface/cityscapes
    task_id: val
    revision: abc
  value: 81.30
  date: "2026-01-14"
  source:
    url: https://huggingface.co/spaces/me/traces
    name: Traces
  notes: "no tools"
- dataset: {id: cais/hle, task_id: hle}
  value: 22.8
"""


def scores_of(board: Leaderboard, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the results, row by row."""
    return list(board.results_table[list(columns)].astype("str").itertuples(index=False, name=None))


def reasons(board: Leaderboard) -> list[str]:
    """Return what could not be used, with the names of files alone."""
    return [f"{os.path.basename(one.place)}: {one.reason}" for one in board.unusable]  # noqa: PTH119


def card(results: str, name: str = "net") -> str:
    """Write a card with some results of one network."""
    return f"---\nmodel-index:\n- name: {name}\n  results: {results}\n---\n"


# Model cards


def test_a_card_becomes_scores(write: Write) -> None:
    """From its front matter alone; the metric is called by its name, or else by its type."""
    path = write(CARD, "README.md")

    board = leaderboard.load(path)

    assert importer_of(path).__name__ == "leaderboard.importers.hugging_face"
    columns = ("network", "dataset", "score_text", "split", "evidence", "source", "note")
    assert scores_of(board, *columns) == [
        ("streetformer-b0", "cityscapes", "76.20", "val", "authors", "https://board.example", ""),
        ("streetformer-b0", "Cityscapes accuracy", "20.0", "val", "authors", "https://board.example",
         "verified by Hugging Face; ± 1.2"),
    ]  # fmt: skip
    assert (board.unusable, board.remarks) == ((), ())


@pytest.mark.parametrize(
    ("dataset", "board"),
    [
        ("{name: glue, type: glue, config: sst2}", "glue sst2 accuracy"),
        ("{name: GLUE SST2, type: glue, config: sst2}", "GLUE SST2 accuracy"),
        ("{name: GLUE, type: glue, args: sst2}", "GLUE sst2 accuracy"),
        ("{name: squad, type: squad, config: plain_text}", "squad accuracy"),
        ("{type: openslr, config: en}", "openslr en accuracy"),
        ("{name: beans, args: default}", "beans accuracy"),
    ],
)
def test_a_configuration_is_a_part_of_the_dataset(write: Write, dataset: str, board: str) -> None:
    """Scores on two of them are not comparable."""
    path = write(card(f"[{{dataset: {dataset}, metrics: [{{type: accuracy, value: 0.9}}]}}]"), "README.md")

    assert scores_of(leaderboard.load(path), "dataset", "score_text") == [(board, "0.9")]


@pytest.mark.parametrize(
    ("split", "found"), [("test", "test"), ("Validation", "val"), ("test[:200]", "test[:200]"), ("''", "")]
)
def test_splits_are_called_as_they_are_here(write: Write, split: str, found: str) -> None:
    """A part of a split is another one."""
    results = f"[{{dataset: {{name: beans, split: '{split}'}}, metrics: [{{type: accuracy, value: 0.9}}]}}]"

    board = leaderboard.load(write(card(results.replace("''''", "''")), "README.md"))

    assert scores_of(board, "split") == [(found,)]


def test_arguments_tell_two_scores_apart(write: Write) -> None:
    """Of the dataset, and of the metric."""
    results = """
  - dataset: {name: ARC, args: {num_few_shot: 25}}
    metrics: [{type: acc_norm, value: 59.1}, {type: acc_norm, value: 60, args: {k: 2}}]
"""
    board = leaderboard.load(write(card(results), "README.md"), better="higher")

    assert scores_of(board, "variant") == [("num_few_shot=25",), ("num_few_shot=25, k=2",)]


def test_shares_are_not_taken_for_percent(write: Write) -> None:
    """Where a dataset is known to have scores in percent, they cannot be used."""
    results = (
        "[{dataset: {name: Cityscapes}, metrics: [{type: mean_iou, value: 0.762}, {type: miou, value: 70}]}]"
    )

    board = leaderboard.load(write(card(results), "README.md"))

    assert scores_of(board, "score_text") == [("70",)]
    reason = "0.762 looks like a share of 1, where scores are in percent (net on Cityscapes)"
    assert reasons(board) == [f"README.md:4: {reason}"]


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        ("7", "a result without a dataset"),
        ("{metrics: [{type: wer, value: 7}]}", "a result without a dataset"),
        ("{dataset: {split: test}, metrics: [{type: wer, value: 7}]}", "no dataset is named"),
        ("{dataset: {name: a}, metrics: [{type: wer}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [{value: 7}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [{type: wer, value: {a: 1}}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [wer]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [{type: wer, value: true}]}", "'true' is not a finite number (net on a wer)"),
    ],
)  # fmt: skip
def test_what_is_no_result_of_a_card_is_kept_in_view(write: Write, result: str, reason: str) -> None:
    """With its line; the others are used."""
    good = "{dataset: {name: b}, metrics: {type: wer, value: 5}}"

    board = leaderboard.load(write(card(f"[{result}, {good}]"), "README.md"))

    assert scores_of(board, "dataset") == [("b wer",)]
    assert reasons(board) == [f"README.md:4: {reason}"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (card("[]"), "README.md: no score was found in it"),
        (card("[]\n  results: []"), "README.md:5: the key 'results' stands there twice, first on line 4"),
        (card("!!set {}"), "README.md:4: the tag 'tag:yaml.org,2002:set'; tags are not read"),
        ("\n---\nmodel-index: []\n", "README.md:2: the front matter is opened with '---' and never closed"),
        (card("[]").encode() + b"\n\xff", "README.md:7: not UTF-8 text; save the file with that encoding"),
    ],
)
def test_a_card_that_cannot_be_used_is_one_line(
    write: Write, monkeypatch: pytest.MonkeyPatch, content: str | bytes, problem: str
) -> None:
    """With its line in the whole file."""
    path = write(content, "README.md")
    monkeypatch.chdir(path.parent)

    with pytest.raises(LeaderboardError) as caught:
        leaderboard.load("README.md")

    assert str(caught.value) == problem


def test_a_card_that_the_grammar_refuses_is_one_line(write: Write) -> None:
    """The line is that of the whole file."""
    path = write(card("[{dataset: {name: b}"), "README.md")

    with pytest.raises(LeaderboardError, match=r"README\.md:5: not YAML: .+$"):
        leaderboard.load(path)


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: mit\n---\n\nmodel-index: below\n",
        "# Title\n\n---\nmodel-index:\n---\n",
        "| Method | Cityscapes |\n|---|---|\n| A | 80 |\n",
        "- dataset: streets\n- value: 7\n",
    ],
)
def test_other_texts_are_not_taken_for_a_card(write: Write, text: str) -> None:
    """Only the front matter counts."""
    path = write(text, "README.md")

    try:
        name = importer_of(path).__name__
    except LeaderboardError:
        name = ""
    assert name != "leaderboard.importers.hugging_face"


# Evaluation results


def test_evaluations_on_known_datasets_become_scores(write: Write) -> None:
    """Of others nobody knows the metric; the network is the folder."""
    path = write(EVALUATIONS, ".eval_results/streets.yaml")

    board = leaderboard.load(path)

    columns = ("network", "dataset", "score_text", "split", "evidence", "source", "note")
    assert scores_of(board, *columns) == [
        (path.parents[1].name, "cityscapes", "81.30", "val", "authors",
         "https://huggingface.co/spaces/me/traces", "no tools"),
    ]  # fmt: skip
    assert reasons(board) == [
        "streets.yaml:12: no dataset 'cais/hle hle' is known, so neither is what is measured"
    ]


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        ("{id: huggingface/cityscapes}", ("cityscapes", "")),
        ("{id: scene_parse/ade20k, task_id: default}", ("ade20k", "")),
        ("{id: x/cityscapes, task_id: semantic-segmentation}", ("cityscapes", "")),
        ("{id: x/driving, task_id: cityscapes_test}", ("cityscapes", "test")),
        ("{id: x/cityscapes, task_id: panoptic}", None),
        ("{id: x/cityscapes-panoptic}", None),
    ],
)
def test_a_task_that_is_not_known_is_not_the_dataset(
    write: Write, dataset: str, found: tuple[str, str] | None
) -> None:
    """It may be measured in another way."""
    good = "- {dataset: {id: a/camvid}, value: 70}\n"

    board = leaderboard.load(write(f"- {{dataset: {dataset}, value: 80}}\n{good}", ".eval_results/a.yaml"))

    assert scores_of(board, "dataset", "split") == [*filter(None, [found]), ("camvid", "")]
    assert len(board.unusable) == (not found)


def test_what_somebody_else_reports_is_not_the_authors_evidence(write: Write) -> None:
    """It says who."""
    text = "- dataset: {id: a/camvid}\n  value: 70\n  source: {user: someone, url: https://a.example}\n"

    board = leaderboard.load(write(text, ".eval_results/a.yaml"))

    assert scores_of(board, "evidence", "note") == [("", "reported by someone")]


def test_evaluations_outside_of_their_folder_have_no_network(write: Write) -> None:
    """The file does not say it."""
    path = write(EVALUATIONS, "a.yaml")

    with pytest.raises(
        LeaderboardError, match=r"no network is named: it is the folder that holds '.eval_results'"
    ):
        leaderboard.load(path)


# Folders


def test_a_repository_is_one_source(write: Write) -> None:
    """Its card and its evaluations; bad files do not spoil the others."""
    write(CARD, "README.md")
    write("- x: [", ".eval_results/bad.yaml")
    path = write(EVALUATIONS, ".eval_results/good.yaml")
    repository = path.parents[1]

    board = leaderboard.load(repository)

    networks = [("streetformer-b0", "76.20"), ("streetformer-b0", "20.0"), (repository.name, "81.30")]
    assert scores_of(board, "network", "score_text") == networks
    assert [reason.partition(": ")[0] for reason in reasons(board)] == ["bad.yaml:2", "good.yaml:12"]


def test_a_folder_of_repositories_is_one_source(write: Write) -> None:
    """In order of their names; a README that is no card is left alone."""
    write(card("[{dataset: {name: b}, metrics: [{type: wer, value: 5}]}]", "second"), "b/README.md")
    write("# Nothing\n", "c/README.md")
    path = write(card("[{dataset: {name: b}, metrics: [{type: wer, value: 6}]}]", "first"), "a/README.md")

    board = leaderboard.load(path.parents[1])

    assert scores_of(board, "network", "source") == [("first", "a/README.md"), ("second", "b/README.md")]


def test_the_folder_of_evaluations_itself_can_be_read(write: Write) -> None:
    """It says in what it lies."""
    path = write(EVALUATIONS, ".eval_results/good.yaml")

    assert len(leaderboard.load(path.parent).results_table) == 1


@given(
    st.recursive(
        st.sampled_from(["0.9", "None", "Cityscapes", "''", "{}", "true", "&a x", "*a", "[]"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
            | st.dictionaries(
                st.sampled_from(
                    ["name", "type", "results", "metrics", "dataset", "value", "args", "source", "url", "split",
                     "config", "id", "task_id", "task", "verified", "notes"]
                ),
                inner,
                max_size=5,
            ).map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}")
        ),
        max_leaves=25,
    )
)  # fmt: skip
def test_nothing_of_hugging_face_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, yaml: str
) -> None:
    """Whatever stands where: it is read, or one line says why not."""
    repository = tmp_path_factory.mktemp("any")
    (repository / ".eval_results").mkdir()
    (repository / ".eval_results" / "a.yaml").write_text(f"- {yaml}\n- {{dataset: {yaml}, value: {yaml}}}\n")
    (repository / "README.md").write_text(
        f"---\nmodel-index:\n- name: x\n  results: [{yaml}]\n- {yaml}\n---\n"
    )

    try:
        board = leaderboard.load(repository)
    except LeaderboardError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some are read
    else:
        assert all("\n" not in one.reason for one in board.unusable)
