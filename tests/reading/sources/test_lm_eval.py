"""lm-evaluation-harness: results of a model on tasks and groups of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from .conftest import Reading

TASKS = {
    "fern_mc": {"alias": "fern_mc", "sample_len": 40, "acc,none": 0.5, "acc_stderr,none": 0.07},
    "moss_ppl": {"alias": "moss_ppl", "bits_per_byte,none": 1.25, "bits_per_byte_stderr,none": "N/A"},
}
BETTER = {"fern_mc": {"acc": True}, "moss_ppl": {"bits_per_byte": False}}


def results(**said: Any) -> dict[str, Any]:
    """Return what the tool writes, with more or other things *said*."""
    return {
        "results": TASKS,
        "higher_is_better": BETTER,
        "n-shot": {"fern_mc": 5, "moss_ppl": 0},
        "versions": {"fern_mc": 1.0},
        "config": {"model": "hf", "model_args": {"pretrained": "pond/newt"}, "random_seed": 0},
        "date": 1795651025.98,
        "model_name": "pond/newt",
    } | {
        key.replace("_shot", "-shot").replace("n_samples", "n-samples"): value for key, value in said.items()
    }


def test_each_metric_of_each_task_is_read_with_its_error_and_direction(read: Reading) -> None:
    """What is no number is no error; the number of samples is no score."""
    found = read(results(), "results_2026.json")

    assert found.rows("network", "dataset", "metric", "cell", "spread", "spread_of", "better") == [
        ("pond/newt", "fern_mc", "acc", "0.5", "0.07", "stderr", "higher"),
        ("pond/newt", "moss_ppl", "bits_per_byte", "1.25", "", "", "lower"),
    ]
    assert found.unusable == []


def test_conditions_seeds_and_the_day_are_kept(read: Reading) -> None:
    """The day is that of Greenwich; each seed counts once."""
    config = {
        "model_args": "pretrained=pond/newt,revision=step100,dtype=half",
        "random_seed": 0,
        "numpy_seed": 7,
        "torch_seed": 7,
    }
    found = read(results(config=config, chat_template="{{x}}"), "r.json")

    assert found.rows("variant", "protocol", "run", "date", "source")[0] == (
        "revision step100, n-shot 5",
        "chat template",
        "0,7",
        "2026-11-25",
        "r.json",
    )


def test_of_an_error_only_the_first_digits_are_kept(read: Reading) -> None:
    """Of a score all are."""
    tasks = {"a": {"acc,none": 0.30000000000000004, "acc_stderr,none": 0.07844645405527362}}

    assert read(results(results=tasks), "r.json").rows("cell", "spread") == [
        ("0.30000000000000004", "0.0784465")
    ]


def test_the_filters_of_a_metric_are_metrics(read: Reading) -> None:
    """They find the answer in different ways; the plain one is not named."""
    tasks = {
        "gen": {
            "exact_match,strict-match": 0.4,
            "exact_match_stderr,strict-match": 0.1,
            "exact_match,none": 0.6,
        }
    }

    assert read(results(results=tasks), "r.json").rows("metric", "cell", "spread") == [
        ("exact_match (strict-match)", "0.4", "0.1"),
        ("exact_match", "0.6", ""),
    ]


def test_a_group_stands_apart_from_its_tasks(read: Reading) -> None:
    """It would count twice what its tasks say; a group without a mean of its own is no mistake."""
    group = {"alias": "bog", "acc,none": 0.45}
    found = read(
        results(
            results={"bog": group, **TASKS, "fen": {" ": " ", "alias": "fen"}},
            groups={"bog": group},
            group_subtasks={"bog": ["fern_mc", "moss_ppl"], "fen": ["fern_mc"]},
        ),
        "r.json",
    )

    assert found.rows("dataset", "group") == [("bog", "over its tasks"), ("fern_mc", ""), ("moss_ppl", "")]
    assert found.unusable == []


def test_a_group_has_a_board_for_who_asks_and_is_no_dataset_of_the_others(write: Write) -> None:
    """Nor is it one after it was imported: see the tests of the import."""
    import json

    written = results(
        results={"bog": {"acc,none": 0.45}, "fern_mc": {"acc,none": 0.5}},
        groups={"bog": {}},
        group_subtasks={"bog": ["fern_mc"]},
        higher_is_better={"bog": {"acc": True}, "fern_mc": {"acc": True}},
    )
    board = leaderboard.load(write(json.dumps(written), "r.json"))

    assert list(board.top("bog")["score"]) == [0.45]
    assert list(board.datasets()["dataset"]) == ["fern_mc"]


def test_what_cannot_be_used_is_said_and_the_rest_is_read(read: Reading) -> None:
    """A score that is none, a task without a metric."""
    tasks = {
        **TASKS,
        "null": {"acc,none": None, "f1,none": "N/A"},
        "nan": {"acc,none": float("nan")},
        "bare": {},
    }

    found = read(results(results=tasks), "r.json")

    assert len(found.rows("cell")) == 2
    assert found.unusable == [
        "null, acc,none: no score is given (pond/newt on null)",
        "null, f1,none: no score is given (pond/newt on null)",
        "nan, acc,none: no score is given (pond/newt on nan)",
        "bare: a task without a metric",
    ]


def test_a_run_on_fewer_samples_is_doubtful(read: Reading) -> None:
    """As with the option that is for trying things out."""
    samples = {"fern_mc": {"original": 1319, "effective": 10}, "moss_ppl": {"original": 5, "effective": 5}}

    assert read(results(n_samples=samples), "r.json").rows("note") == [
        ("Doubtful: measured on 10 of 1,319 samples",),
        ("",),
    ]


def test_files_that_say_no_number_of_samples_may_say_a_limit(read: Reading) -> None:
    """Older ones do."""
    found = read(results(config={"limit": 12.0, "model_args": {}}), "r.json")

    assert found.rows("note")[0] == ("Doubtful: measured on no more than 12 samples",)


def test_a_file_with_sorted_keys_is_known_by_its_settings(read: Reading) -> None:
    """They may be longer than what is looked at of a file."""
    settings = {"doc_to_target": "y", "metric_list": [], "doc_to_text": "x" * 110_000}
    written = {"configs": {"a": settings}, **results()}

    assert len(read(written, "r.json").rows("cell")) == 2


def test_a_metric_without_a_direction_has_none(read: Reading) -> None:
    """Older files say it in the settings of the task."""
    said = {"higher_is_better": {"fern_mc": {"acc": None}}}
    older = {"configs": {"fern_mc": {"metric_list": [{"metric": "acc", "higher_is_better": True}]}}}

    assert read(results(**said), "r.json").rows("better")[0] == ("",)
    assert read(results(higher_is_better={}, **older), "r.json").rows("better")[0] == ("higher",)


def test_files_of_older_versions_are_read(read: Reading) -> None:
    """They know no filters, and the model stands among its arguments."""
    older = {
        "results": {"anagrams": {"acc": 0.25, "acc_stderr": 0.1}},
        "versions": {"anagrams": 0},
        "config": {"model": "gpt2", "model_args": "pretrained=pond/newt,dtype=half"},
    }

    assert read(older, "res.json").rows("network", "metric", "cell", "spread") == [
        ("pond/newt", "acc", "0.25", "0.1")
    ]


def test_a_model_that_nothing_names_is_named_by_its_folder(read: Reading) -> None:
    """The tool calls it after the model; what the user says counts before it."""
    found = read({"results": TASKS, "n-shot": {}}, "pond__newt/results_2026.json")

    assert found.rows("network", "around")[0] == ("pond/newt", "network")


def test_parameters_are_what_the_network_costs(write: Write) -> None:
    """Whatever variant it was measured in."""
    import json

    config = {"model_num_parameters": 14067712, "model_args": {}}
    board = leaderboard.load(write(json.dumps(results(config=config)), "r.json"))

    assert set(board.speeds()["params"]) == {14.067712}


def test_samples_are_no_scores(read: Reading) -> None:
    """They stand beside the results."""
    line = '{"doc_id": 0, "doc": {"q": 1}, "filtered_resps": ["x"], "filter": "none", "acc": 1.0}\n'

    found = read(line * 3, "samples_fern_mc_2026.jsonl")

    assert found.rows("cell") == []
    assert found.unusable == []


def test_a_file_without_tasks_is_an_error(read: Reading) -> None:
    """There is nothing to read in it."""
    with pytest.raises(DataError, match=r"r\.json: results of lm_eval without any task"):
        read({"results": {}, "lm_eval_version": "0.4.13"}, "r.json")


def test_a_folder_holds_models_and_tables_side_by_side(tmp_path: Path) -> None:
    """What is nested and what is a table is one board."""
    import json

    for name, score in (("newt", 0.5), ("toad", 0.75)):
        folder = tmp_path / f"pond__{name}"
        folder.mkdir()
        tasks = {"fern_mc": {"acc,none": score}}
        written = results(
            results=tasks, model_name=f"pond/{name}", higher_is_better={"fern_mc": {"acc": True}}
        )
        (folder / "results_2026.json").write_text(json.dumps(written), encoding="utf-8")
    (tmp_path / "ours.csv").write_text("model,dataset,acc,f1\nours,fern_mc,0.7 (0.6),0.5\n", encoding="utf-8")

    board = leaderboard.load(tmp_path)

    assert list(board.top("fern_mc", metric="acc")["network"]) == ["pond/toad", "ours", "pond/newt"]
