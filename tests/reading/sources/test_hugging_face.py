"""Hugging Face: model cards, and the files of ``.eval_results``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import LeaderboardError
from leaderboard.reading.sources import hugging_face
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard.reading.measurements import Measurements

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


def read(path: Path) -> Measurements:
    """Read a file, which messages call by its name alone, or a folder."""
    return hugging_face.measurements(path, "nets" if path.is_dir() else path.name)


def scores_of(found: Measurements, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the scores, row by row."""
    rows = found.scores.reindex(columns=list(columns), fill_value="")
    return list(rows.itertuples(index=False, name=None))


def reasons(found: Measurements) -> list[str]:
    """Return what could not be used."""
    return [f"{one.place}: {one.reason}" for one in found.unusable]


def card(results: str, name: str = "net") -> str:
    """Write a card with some results of one network."""
    return f"---\nmodel-index:\n- name: {name}\n  results: {results}\n---\n"


# Model cards


def test_a_card_becomes_scores(write: Write) -> None:
    """From its front matter alone; the metric is called by its name, or else by its type."""
    path = write(CARD, "README.md")

    found = read(path)

    assert hugging_face.recognises(Start.of(path)) > 0.5
    columns = ("place", "network", "dataset", "metric", "cell", "split", "evidence", "source", "note")
    said = ("val", "authors", "https://board.example")
    assert scores_of(found, *columns) == [
        ("README.md:18", "streetformer-b0", "Cityscapes", "Mean IoU", "76.20", *said, ""),
        (
            "README.md:21",
            "streetformer-b0",
            "Cityscapes",
            "accuracy",
            "20.0 ± 1.2",
            *said,
            "verified by Hugging Face",
        ),
    ]
    assert (found.unusable, found.remarks, found.told) == ((), (), {})


@pytest.mark.parametrize(
    ("dataset", "called"),
    [
        ("{name: glue, type: glue, config: sst2}", "glue sst2"),
        ("{name: GLUE SST2, type: glue, config: sst2}", "GLUE SST2"),
        ("{name: GLUE, type: glue, args: sst2}", "GLUE sst2"),
        ("{name: squad, type: squad, config: plain_text}", "squad"),
        ("{type: openslr, config: en}", "openslr en"),
        ("{name: beans, args: default}", "beans"),
    ],
)
def test_a_configuration_is_a_part_of_the_dataset(write: Write, dataset: str, called: str) -> None:
    """Scores on two of them are not comparable."""
    path = write(card(f"[{{dataset: {dataset}, metrics: [{{type: accuracy, value: 0.9}}]}}]"), "README.md")

    assert scores_of(read(path), "dataset", "cell") == [(called, "0.9")]


@pytest.mark.parametrize(
    ("split", "expected"), [("test", "test"), ("Validation", "val"), ("test[:200]", "test[:200]"), ("''", "")]
)
def test_splits_are_called_as_they_are_here(write: Write, split: str, expected: str) -> None:
    """A part of a split is another one."""
    results = f"[{{dataset: {{name: beans, split: '{split}'}}, metrics: [{{type: accuracy, value: 0.9}}]}}]"

    found = read(write(card(results.replace("''''", "''")), "README.md"))

    assert scores_of(found, "split") == [(expected,)]


def test_arguments_tell_two_scores_apart(write: Write) -> None:
    """Of the dataset, and of the metric."""
    results = """
  - dataset: {name: ARC, args: {num_few_shot: 25}}
    metrics: [{type: acc_norm, value: 59.1}, {type: acc_norm, value: 60, args: {k: 2}}]
"""
    found = read(write(card(results), "README.md"))

    assert scores_of(found, "variant") == [("num_few_shot=25",), ("num_few_shot=25, k=2",)]


@pytest.mark.parametrize("value", ["0.762", "true", "20.0 ± 1.2", "good"])
def test_cells_are_handed_over_as_they_stand(write: Write, value: str) -> None:
    """What they say is decided elsewhere, for every format."""
    results = f"[{{dataset: {{name: Cityscapes}}, metrics: [{{type: mean_iou, value: {value}}}]}}]"

    assert scores_of(read(write(card(results), "README.md")), "cell") == [(value,)]


def test_tasks_that_measure_the_same_on_a_dataset_are_told_apart(write: Write) -> None:
    """The accuracy of a translation is not that of a classification."""
    one = (
        "{task: {type: %s}, dataset: {name: XY}, metrics: [{type: accuracy, value: 9}, {type: %s, value: 8}]}"
    )
    results = f"[{one % ('translation', 'bleu')}, {one % ('classification', 'f1')}]"

    found = read(write(card(results), "README.md"))

    assert scores_of(found, "dataset", "metric") == [
        ("XY (translation)", "accuracy"),
        ("XY (translation)", "bleu"),
        ("XY (classification)", "accuracy"),
        ("XY (classification)", "f1"),
    ]


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        ("7", "a result without a dataset"),
        ("{metrics: [{type: wer, value: 7}]}", "a result without a dataset"),
        ("{dataset: {name: a}, metrics: [{type: wer}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [{value: 7}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [{type: wer, value: {a: 1}}]}", "no name and single value of a metric"),
        ("{dataset: {name: a}, metrics: [wer]}", "no name and single value of a metric"),
    ],
)  # fmt: skip
def test_what_is_no_result_of_a_card_is_kept_in_view(write: Write, result: str, reason: str) -> None:
    """With its line; the others are used."""
    good = "{dataset: {name: b}, metrics: {type: wer, value: 5}}"

    found = read(write(card(f"[{result}, {good}]"), "README.md"))

    assert scores_of(found, "dataset") == [("b",)]
    assert reasons(found) == [f"README.md:4: {reason}"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (card("[{dataset: {name: b}"), "5: not YAML: "),
        (card("[]\n  results: []"), "5: the key 'results' stands there twice, first on line 4"),
        (card("!!set {}"), "4: the tag 'tag:yaml.org,2002:set'; tags are not read"),
        ("\n---\nmodel-index: []\n", "2: the front matter is opened with '---' and never closed"),
        (card("[]").encode() + b"\n\xff", "7: not UTF-8 text; save the file with that encoding"),
    ],
)
def test_a_card_that_cannot_be_used_is_one_line(write: Write, content: str | bytes, problem: str) -> None:
    """With its line in the whole file."""
    path = write(content, "README.md")

    with pytest.raises(LeaderboardError) as caught:
        hugging_face.measurements(path, "my card")

    assert str(caught.value).startswith(f"my card:{problem}")


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: mit\n---\n\nmodel-index: below\n",
        "# Title\n\n---\nmodel-index:\n---\n",
        "| Method | Cityscapes |\n|---|---|\n| A | 80 |\n",
        "- dataset: streets\n- value: 7\n",
    ],
)
def test_other_texts_are_not_taken_for_a_card(text: str) -> None:
    """Only the front matter counts."""
    assert hugging_face.recognises(Start(text.encode())) == 0


# Evaluation results


def test_evaluations_become_scores(write: Write) -> None:
    """On any dataset; the metric is not said, and the network is the folder."""
    path = write(EVALUATIONS, ".eval_results/streets.yaml")

    found = read(path)

    columns = ("place", "dataset", "metric", "cell", "split", "date", "evidence", "source", "note")
    assert hugging_face.recognises(Start.of(path)) > 0.5
    assert scores_of(found, *columns) == [
        ("streets.yaml:5", "cityscapes", "", "81.30", "val", "2026-01-14", "authors",
         "https://huggingface.co/spaces/me/traces", "no tools"),
        ("streets.yaml:12", "hle", "", "22.8", "", "", "authors", "streets.yaml", ""),
    ]  # fmt: skip
    assert set(found.scores["network"]) == {path.parents[1].name}
    assert set(found.scores["around"]) == {"network"}
    assert found.unusable == ()


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("{id: huggingface/cityscapes}", ("cityscapes", "")),
        ("{id: cityscapes, task_id: validation}", ("cityscapes", "val")),
        ("{id: scene_parse/ade20k, task_id: default}", ("ade20k", "")),
        ("{id: x/cityscapes, task_id: semantic-segmentation}", ("cityscapes", "")),
        ("{id: x/cityscapes, task_id: panoptic}", ("cityscapes panoptic", "")),
        ("{id: Idavidrein/gpqa, task_id: diamond}", ("gpqa diamond", "")),
        ("{id: TIGER-Lab/MMLU-Pro, task_id: mmlu_pro}", ("MMLU-Pro", "")),
        ("{id: x/driving, task_id: driving_test}", ("driving", "test")),
        ("{id: x/driving, task_id: night_test}", ("driving night", "test")),
        ("{task_id: night}", ("", "")),
    ],
)
def test_a_task_is_a_part_of_a_dataset_or_its_split(
    write: Write, dataset: str, expected: tuple[str, str]
) -> None:
    """Scores on two parts are not comparable."""
    found = read(write(f"- {{dataset: {dataset}, value: 80}}\n", ".eval_results/a.yaml"))

    assert scores_of(found, "dataset", "split") == [expected]


@pytest.mark.parametrize(
    "one", ["7", "{value: 7}", "{dataset: a, value: 7}", "{dataset: {id: a}, value: [7]}"]
)
def test_what_is_no_evaluation_is_kept_in_view(write: Write, one: str) -> None:
    """With its line; the others are used."""
    found = read(write(f"- {{dataset: {{id: a}}, value: 7}}\n- {one}\n", ".eval_results/a.yaml"))

    assert scores_of(found, "dataset") == [("a",)]
    assert reasons(found) == ["a.yaml:2: no dataset with a value"]


def test_what_somebody_else_reports_is_not_the_authors_evidence(write: Write) -> None:
    """It says who."""
    text = "- dataset: {id: a/camvid}\n  value: 70\n  source: {user: someone, url: https://a.example}\n"

    found = read(write(text, ".eval_results/a.yaml"))

    assert scores_of(found, "evidence", "note") == [("", "reported by someone")]


def test_evaluations_outside_of_their_folder_have_no_network(write: Write) -> None:
    """The file does not say it, so that the user has to."""
    found = read(write(EVALUATIONS, "a.yaml"))

    assert scores_of(found, "network", "cell") == [("", "81.30"), ("", "22.8")]


# Folders


def test_a_repository_is_one_source(write: Write) -> None:
    """Its card and its evaluations; bad files do not spoil the others."""
    write(CARD, "README.md")
    write("- x: [", ".eval_results/bad.yaml")
    path = write(EVALUATIONS, ".eval_results/good.yaml")
    repository = path.parents[1]

    found = read(repository)

    name = repository.name
    assert scores_of(found, "network", "cell", "source") == [
        ("streetformer-b0", "76.20", "https://board.example"),
        ("streetformer-b0", "20.0 ± 1.2", "https://board.example"),
        (name, "81.30", "https://huggingface.co/spaces/me/traces"),
        (name, "22.8", ".eval_results/good.yaml"),
    ]
    assert [reason.partition(": ")[0] for reason in reasons(found)] == ["nets/.eval_results/bad.yaml:2"]
    assert hugging_face.recognises_folder(repository)


def test_a_folder_of_repositories_is_one_source(write: Write) -> None:
    """In order of their names; a README that is no card is left alone."""
    write(card("[{dataset: {name: b}, metrics: [{type: wer, value: 5}]}]", "second"), "b/README.md")
    write("# Nothing\n", "c/README.md")
    path = write(card("[{dataset: {name: b}, metrics: [{type: wer, value: 6}]}]", "first"), "a/README.md")

    found = read(path.parents[1])

    assert scores_of(found, "network", "source") == [("first", "a/README.md"), ("second", "b/README.md")]


@pytest.mark.parametrize(("others", "sure"), [("", True), ("b", False), ("bcd", False)])
def test_a_folder_is_recognised_by_most_of_what_it_holds(write: Write, others: str, *, sure: bool) -> None:
    """One repository among other folders does not hide those."""
    for other in others:
        write("model,score\n", f"{other}/scores.csv")
    path = write(CARD, "a/README.md")

    assert hugging_face.recognises_folder(path.parents[1]) is sure
    assert hugging_face.recognises_folder(path.parent)


def test_the_folder_of_evaluations_itself_can_be_read(write: Write) -> None:
    """It says in what it lies."""
    path = write(EVALUATIONS, ".eval_results/good.yaml")

    assert len(read(path.parent).scores) == 2


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
        found = read(repository)
    except LeaderboardError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some are read
    else:
        assert all("\n" not in one.reason for one in found.unusable)
