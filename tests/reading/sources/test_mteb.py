"""MTEB: results of embedding models, in folders that name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from leaderboard.errors import DataError
from leaderboard.reading import Stated
from leaderboard.reading import read as read_board

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Reading

REVISION = "b0fddb56ed78048fa8b90373c8a3cfc37b684831"
FILE = f"pond__newt-base/{REVISION}/FenSTS.json"


def subset(name: str = "default", score: Any = 0.75, **more: Any) -> dict[str, Any]:
    """Return the scores on a subset."""
    return {"hf_subset": name, "languages": ["eng-Latn"], "main_score": score, **more}


def results(*subsets: dict[str, Any], task: str = "FenSTS", **splits: Any) -> dict[str, Any]:
    """Return what the tool writes of a task; without other splits it was measured on the test split."""
    return {
        "dataset_revision": REVISION,
        "task_name": task,
        "mteb_version": "1.29.7",
        "scores": splits or {"test": list(subsets)},
        "evaluation_time": 0.19,
        "kg_co2_emissions": None,
    }


def test_the_model_is_the_folder_above_its_revision(read: Reading) -> None:
    """The main score ranks, the others are further metrics; what the evaluation took is none."""
    found = read(results(subset(cosine_spearman=0.75, pearson=0.5)), FILE)

    assert found.rows("network", "dataset", "metric", "cell", "split", "better", "note") == [
        ("pond/newt-base", "FenSTS", metric, cell, "test", "higher", "revision b0fddb56ed78")
        for metric, cell in (("main_score", "0.75"), ("cosine_spearman", "0.75"), ("pearson", "0.5"))
    ]


@pytest.mark.parametrize(
    ("name", "network", "said"),
    [
        ("pond__newt/FenSTS.json", "pond/newt", ("", "", "")),
        ("pond__newt/no_revision_available/FenSTS.json", "pond/newt", ("", "", "")),
        ("pond__newt/external/FenSTS.json", "pond/newt", ("from the model's own card", "authors", "")),
        (
            "pond__newt/main/experiments/prompt_on/FenSTS.json",
            "pond/newt",
            ("revision main", "", "prompt on"),
        ),
        (f"newt/{REVISION}/FenSTS.json", "newt", ("revision b0fddb56ed78", "", "")),
        ("pond__newt__base/1/FenSTS.json", "pond/newt__base", ("revision 1", "", "")),
    ],
)
def test_folders_say_the_model_its_revision_and_its_settings(
    read: Reading, name: str, network: str, said: tuple[str, ...]
) -> None:
    """What the user says counts before them."""
    found = read(results(subset()), name)

    assert found.rows("network", "around", "note", "evidence", "variant") == [(network, "network", *said)]


def test_the_mean_of_the_subsets_is_the_score_and_they_are_its_parts(read: Reading) -> None:
    """It has one digit more."""
    found = read(results(subset("de", 0.75, f1=0.5), subset("fr", 0.5, f1=0.25)), FILE)

    assert found.rows("metric", "cell", "group", "protocol") == [
        ("main_score", "0.625", "", "mean of 2 subsets"),
        ("main_score de", "0.75", "subsets", ""),
        ("main_score fr", "0.5", "subsets", ""),
        ("f1", "0.375", "", "mean of 2 subsets"),
    ]


def test_one_subset_of_several_is_named(read: Reading) -> None:
    """A score on it does not compare with a mean over all."""
    assert read(results(subset("de")), FILE).rows("metric", "protocol") == [("main_score", "subset de")]


def test_where_a_subset_has_no_score_there_is_none_of_the_whole(read: Reading) -> None:
    """The mean of the others would be that of another task."""
    found = read(results(subset("de", f1=0.5), subset("fr", float("nan"), f1=0.5)), FILE)

    assert found.rows("metric") == [("main_score de",), ("f1",)]
    assert found.unusable == ["test: no main_score on fr, so that there is none of the whole"]


def test_experiments_are_runs(read: Reading) -> None:
    """The score is their mean; which metric the main score is, its value tells."""
    runs = [{"accuracy": 0.5, "f1": 0.25}, {"accuracy": 1.0, "f1": 0.25}]
    found = read(results(subset(score=0.75, accuracy=0.75, f1=0.25, scores_per_experiment=runs)), FILE)

    assert found.rows("metric", "spread", "spread_of", "runs") == [
        ("main_score", "0.353553", "std", "2"),
        ("accuracy", "0.353553", "std", "2"),
        ("f1", "0.000000", "std", "2"),
    ]


def test_a_deviation_is_a_spread_and_no_metric(read: Reading) -> None:
    """It stands beside its metric."""
    found = read(results(subset(score=0.5, v_measure=0.5, v_measure_std=0.1, nauc_map_at_1_std=0.2)), FILE)

    assert found.rows("metric", "spread", "group") == [
        ("main_score", "0.1", ""),
        ("v_measure", "0.1", ""),
        ("nauc_map_at_1_std", "", "nauc"),
    ]


def test_splits_are_boards_of_their_own(read: Reading) -> None:
    """One without scores is said."""
    found = read(results(test=[subset()], validation=[subset(score=0.5)], dev2=[]), FILE)

    assert found.rows("split", "cell") == [("test", "0.75"), ("val", "0.5")]
    assert found.unusable == ["dev2: no scores on this split"]


def test_what_is_said_of_a_model_is_what_it_costs(read: Reading) -> None:
    """It stands in a file beside the results; the name in it is the model's own."""
    about = {"name": "pond/newt", "revision": "main", "n_parameters": 149014272, "embed_dim": 768}

    found = read({**about, "similarity_fn_name": "cosine"}, "pond__newt/main/model_meta.json")

    assert found.rows("network", "dataset", "metric", "cell") == [("pond/newt", "", "params", "149014272")]


def test_the_user_can_name_the_model(tmp_path: Path) -> None:
    """The name of a folder is no word of the file."""
    path = tmp_path / "FenSTS.json"
    path.write_text(json.dumps(results(subset())), encoding="utf-8")

    board = read_board(path, Stated.parsed(("network=ours",)))

    assert set(board.results_table["network"]) == {"ours"}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            {"dataset_revision": "a", "mteb_dataset_name": "STS12", "mteb_version": "1.0.2", "test": {}},
            "results of MTEB before version 1.11, which have no main_score; a newer mteb converts them",
        ),
        ({"dataset_revision": "a", "task_name": "STS12", "scores": []}, "results of MTEB without scores"),
    ],
)
def test_a_file_of_no_use_is_an_error(read: Reading, value: dict[str, Any], problem: str) -> None:
    """One line says why."""
    with pytest.raises(DataError, match=problem):
        read(value, FILE)
