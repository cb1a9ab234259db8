"""Every Eval Ever: records of evaluations, schema 0.2 and 0.3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from conftest import Write

    from .conftest import Reading


def result(name: str = "Fens", score: Any = 0.75, *, details: Any = (), data: Any = (), **config: Any) -> Any:
    """Return a result of an evaluation, in a metric that *config* describes."""
    return {
        "evaluation_name": name,
        "source_data": {"dataset_name": name, "source_type": "other", **dict(data)},
        "metric_config": {"metric_name": "accuracy", "lower_is_better": False, **config},
        "score_details": {"score": score, **dict(details)},
    }


def record(*results: Any, model: str = "pond/newt", **said: Any) -> dict[str, Any]:
    """Return a record of a *model* with *results*."""
    return {
        "schema_version": "0.3.0",
        "evaluation_id": f"fens/{model}/1795651489",
        "retrieved_timestamp": "1795651489.5",
        "source_metadata": {
            "source_name": "A Board",
            "source_type": "documentation",
            "evaluator_relationship": "third_party",
        },
        "model_info": {"name": model.partition("/")[2], "id": model},
        "evaluation_results": list(results) or [result()],
        **said,
    }


def test_a_result_is_read_with_what_is_said_of_it(read: Reading) -> None:
    """The day is that of the evaluation, not of when the record was made."""
    error = {"uncertainty": {"standard_error": {"value": 0.02}, "num_samples": 40}}
    found = read(
        record(result(details=error, min_score=0.0, max_score=1.0), evaluation_timestamp="1795651088"),
        "a.json",
    )

    assert found.rows(
        *(
            "network",
            "dataset",
            "metric",
            "cell",
            "better",
            "spread",
            "spread_of",
            "date",
            "source",
            "evidence",
        )
    ) == [
        (
            *("pond/newt", "Fens", "accuracy", "0.75", "higher", "0.02", "stderr", "2026-11-25", "A Board"),
            "reproduced",
        )
    ]


@pytest.mark.parametrize(
    ("name", "config", "dataset", "metric"),
    [
        ("IFEval", {"metric_name": None, "evaluation_description": "Exact Match on IFEval"}, "IFEval", "Exact Match"),
        ("gsm8k", {"metric_name": "exact_match", "evaluation_description": "exact_match (filter: strict)"}, "gsm8k", "exact_match (strict)"),
        ("MMLU (law)", {"metric_name": "MMLU (law)", "metric_kind": "accuracy"}, "MMLU (law)", "accuracy"),
        ("accuracy on evals/arc for scorer choice", {"metric_name": ""}, "arc", "choice accuracy"),
        ("mean on evals/arc for scorer f1", {"metric_name": ""}, "arc", "f1"),
        ("Fens", {"metric_name": "", "evaluation_description": "How well a model knows all of the fens"}, "Fens", ""),
        ("Fens", {"metric_name": "", "metric_id": "lm-eval/word_perplexity"}, "Fens", "word_perplexity"),
    ],
)  # fmt: skip
def test_dataset_and_metric_stand_in_one_of_several_places(
    read: Reading, name: str, config: dict[str, str], dataset: str, metric: str
) -> None:
    """Who converts results of others writes both into the name, or what is measured into the description."""
    found = read(record(result(name, **config)), "a.json")

    assert found.rows("dataset", "metric") == [(dataset, metric)]


def test_a_filter_behind_a_dataset_belongs_to_the_metric(read: Reading) -> None:
    """As the converter of lm_eval writes it."""
    one = result("gsm8k/strict-match", data={"dataset_name": "gsm8k"}, metric_name="exact_match")

    assert read(record(one), "a.json").rows("dataset", "metric") == [("gsm8k", "exact_match (strict-match)")]


@pytest.mark.parametrize(
    ("config", "unit", "in_unit"),
    [
        ({"min_score": 0, "max_score": 1}, "", "share"),
        ({"min_score": 0.0, "max_score": 100.0}, "%", "%"),
        ({"metric_unit": "percent", "max_score": 1}, "%", "%"),
        ({"metric_unit": "proportion"}, "", "share"),
        ({"metric_unit": "points", "min_score": 0, "max_score": 100}, "", ""),
        ({"metric_unit": "seconds"}, "s", ""),
        ({"min_score": 1.0, "max_score": "Infinity"}, "", ""),
        ({}, "", ""),
    ],
)
def test_the_unit_or_else_the_bounds_tell_percent(
    read: Reading, config: dict[str, Any], unit: str, in_unit: str
) -> None:
    """Nothing else does: 0.75 may be percent, too."""
    assert read(record(result(**config)), "a.json").rows("unit", "in_unit") == [(unit, in_unit)]


def test_shares_and_percentages_of_one_board_are_compared(write: Write) -> None:
    """Where the files say what they are; also 0.9 percent is less than a share of 0.5."""
    records = [
        record(result(score=0.5, min_score=0, max_score=1), model="a/half"),
        record(result(score=60.5, min_score=0, max_score=100), model="a/most"),
        record(result(score=0.9, min_score=0, max_score=100), model="a/few"),
        record(result(score=0.004, min_score=0, max_score=1), model="a/none"),
    ]
    board = leaderboard.load(write("\n".join(map(json.dumps, records)), "all.jsonl"))

    ranked = board.top("Fens")

    assert ranked[["network", "score_text"]].to_numpy().tolist() == [
        ["a/most", "60.5"],
        ["a/half", "50"],
        ["a/few", "0.9"],
        ["a/none", "0.4"],
    ]
    assert set(ranked["unit"]) == {"%"}


def test_a_share_beyond_its_bounds_is_refused(read: Reading) -> None:
    """It says two things of which one is wrong."""
    found = read(record(result(score=75.5, min_score=0, max_score=1), result("Moss")), "a.json")

    assert found.rows("dataset") == [("Moss",)]
    assert found.unusable == ["result 1: 75.5 is not between its bounds, which are those of a share of 1"]


@pytest.mark.parametrize(
    ("uncertainty", "said"),
    [
        (
            {"confidence_interval": {"lower": 0.7, "upper": 0.8, "confidence_level": 0.95}},
            ("0.05", "ci95", ""),
        ),
        ({"confidence_interval": {"lower": 0.4, "upper": 0.8}}, ("", "", "interval from 0.4 to 0.8")),
        ({"standard_deviation": 0.4, "num_samples": 10}, ("0.4", "std", "")),
        ({"standard_error": {"value": "N/A"}}, ("", "", "")),
        ({"num_samples": 40}, ("", "", "")),
    ],
)
def test_what_is_uncertain_is_a_spread(
    read: Reading, uncertainty: dict[str, Any], said: tuple[str, ...]
) -> None:
    """An interval is one where the score stands in the middle of it."""
    found = read(record(result(details={"uncertainty": uncertainty})), "a.json")

    assert found.rows("spread", "spread_of", "note") == [said]


def test_a_run_that_dropped_rows_is_doubtful(read: Reading) -> None:
    """Both numbers stand there."""
    one = result(data={"samples_number": 2000}, details={"uncertainty": {"num_samples": 1800}})

    assert read(record(one), "a.json").rows("note") == [("Doubtful: measured on 1,800 of 2,000 samples",)]


def test_a_document_is_cited_by_its_address(read: Reading) -> None:
    """A run has none: the address is that of its samples."""
    at = {"source_type": "url", "url": ["https://a.example/board"]}
    run = {"source_metadata": {"source_type": "evaluation_run", "evaluator_relationship": "first_party"}}

    assert read(record(result(data=at)), "a.json").rows("source") == [("https://a.example/board",)]
    assert read(record(result(data=at), **run), "b.json").rows("source", "evidence") == [
        ("b.json", "authors")
    ]


def test_what_this_program_writes_into_details_is_read_back(read: Reading) -> None:
    """The schema has no other place for it."""
    one = result(
        data={"additional_details": {"split": "val"}},
        details={"details": {"spread": "0.3", "spread_of": "std", "runs": "5", "note": "by us", "x": "y"}},
    )
    one["generation_config"] = {"additional_details": {"variant": "R50", "test_time": "flip", "seed": "7"}}

    assert read(record(one), "a.json").rows(
        *("split", "spread", "spread_of", "runs", "note", "variant", "test_time")
    ) == [("val", "0.3", "std", "5", "by us", "R50", "flip")]


def test_ranks_are_no_scores_and_parameters_are_costs(write: Write) -> None:
    """Active parameters are others."""
    model = {"id": "a/b", "additional_details": {"params_billions": 8.357, "params_billions_active": "1"}}
    board = leaderboard.load(
        write(json.dumps(record(result(), result("Rank", metric_kind="rank"), model_info=model)), "a.json")
    )

    assert list(board.datasets()["dataset"]) == ["Fens"]
    assert list(board.speeds()["params"]) == [8357]


def test_of_json_lines_a_damaged_record_does_not_cost_the_others(read: Reading) -> None:
    """It is named, as is one of a version that is not read."""
    lines = [
        record(),
        '{"schema_version": "0.3.0", ',
        record(schema_version="1.0.0"),
        [],
        record(model="a/toad"),
    ]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)

    found = read(text, "all.jsonl")

    assert found.rows("network") == [("pond/newt",), ("a/toad",)]
    assert found.unusable == [
        "2: the JSON is cut off: what is open here is never closed",
        "3: version '1.0.0' of the schema of Every Eval Ever; 0.2 and 0.3 can be read",
        "4: no record of an evaluation",
    ]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"schema_version": "0.1.0"}, "version '0.1.0' of the schema"),
        ({"schema_version": None}, "no version of the schema"),
        ({"evaluation_results": []}, r"a record without results \(pond/newt\)"),
    ],
)
def test_a_record_of_no_use_is_an_error(read: Reading, said: dict[str, Any], problem: str) -> None:
    """One line says why."""
    with pytest.raises(DataError, match=f"^a.json: {problem}"):
        read(record(**said), "a.json")


def test_results_of_no_use_are_said(read: Reading) -> None:
    """No score, no evaluation, no object; -1 is no score where it means that none is known."""
    found = read(
        record(
            result(),
            result(score=None),
            result(""),
            "text",
            result(score=-1, has_unknown_level=True),
        ),
        "a.json",
    )

    assert len(found.rows("cell")) == 1
    assert found.unusable == [
        "result 2: no score is given (pond/newt on Fens)",
        "result 3: no evaluation is named",
        "result 4: no evaluation is named",
        "result 5: no score is given (pond/newt on Fens)",
    ]


def test_samples_are_no_scores(read: Reading) -> None:
    """They stand beside the records, in files with the same words."""
    line = {"schema_version": "0.3.0", "evaluation_id": "a", "sample_id": "1", "evaluation": {"score": 1.0}}

    found = read("\n".join([json.dumps(line)] * 2), "a_samples.jsonl")

    assert found.rows("cell") == []
    assert found.unusable == []
