"""The formats' own tools take what is written; each of these tests skips where its tool is missing."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from awkward import AWKWARD
from boards import full, named, written
from hostile import HOSTILE

from leaderboard.api import Leaderboard, load

if TYPE_CHECKING:
    from pathlib import Path

BOARDS = pytest.mark.parametrize("board", ["shipped", "full", "awkward", "hostile"], indirect=True)


@pytest.fixture
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Leaderboard:
    """Return a board by its name."""
    makers = {
        "shipped": load,
        "full": lambda: full(tmp_path),
        "awkward": lambda: named(tmp_path, AWKWARD),
        "hostile": lambda: named(tmp_path, HOSTILE),
    }
    made: Leaderboard = makers[request.param]()
    return made


def tool(name: str, package: str) -> Any:
    """Import what checks a format."""
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"{package} is not installed, or not for this Python")


@BOARDS
def test_every_eval_ever_passes_its_validator(board: Leaderboard, tmp_path: Path) -> None:
    """Its schema, and its rules for places, names and scores, without a warning."""
    checks = tool("every_eval_ever.validator.validation_core", "every-eval-ever")

    folder = written("every-eval-ever", board, tmp_path / "records")

    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert files
    for file in files:
        place = file.relative_to(folder).as_posix()
        report = checks.validate_aggregate(file, repo_path=place, run_semantic_checks=True)
        assert (report.errors, report.warnings) == ([], []), place


@BOARDS
def test_the_hub_reads_evaluation_results(board: Leaderboard, tmp_path: Path) -> None:
    """And would write the very same again, so that no key is one that it does not know."""
    import yaml

    hub = tool("huggingface_hub", "huggingface-hub")
    said = [
        f"hub.{name} {split}=someone/{name}:{split}"
        for name in board.datasets_table["dataset"]
        for split in ("test", "val")
    ]

    folder = written("eval-results", board, tmp_path / "models", said)

    files = list(folder.glob("*/.eval_results/*.yaml"))
    assert files
    for file in files:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert hub.eval_result_entries_to_yaml(hub.parse_eval_result_entries(read)) == read
        assert all(isinstance(one["value"], int | float) for one in read)


@BOARDS
def test_model_index_finds_no_fault(board: Leaderboard, tmp_path: Path) -> None:
    """In the catalogue, its collections, models and results."""
    catalogue = tool("modelindex", "model-index")

    file = written("model-index", board, tmp_path / "model-index.yml")

    read = catalogue.load(str(file))
    assert [one for one in read.collect_check_errors() if one["errors"]] == []
    assert len(read.models) == len(set(zip(board.scores["network"], board.scores["variant"], strict=True)))


PWC = {
    "task": {"task": str, "description": str, "categories": list, "datasets": list, "subtasks": list, "synonyms": list, "source_link": type(None)},
    "dataset": {"dataset": str, "description": str, "sota": dict, "subdatasets": list, "dataset_links": list, "dataset_citations": list},
    "row": {"model_name": str, "paper_title": str, "paper_url": str, "paper_date": str | None, "code_links": list, "model_links": list, "metrics": dict, "uses_additional_data": bool},
}  # fmt: skip
"""What an object of each kind holds; the tool of Papers with Code is for Python 3.6."""


@BOARDS
def test_papers_with_code_holds_what_its_files_hold(board: Leaderboard, tmp_path: Path) -> None:
    """Every key, none that is not known there, and scores as text."""
    file = written("papers-with-code", board, tmp_path / "tables.json")

    (task,) = json.loads(file.read_text(encoding="utf-8"))

    objects = [("task", task)]
    for dataset in task["datasets"]:
        assert set(dataset["sota"]) == {"metrics", "rows"}
        objects += [("dataset", dataset), *(("row", row) for row in dataset["sota"]["rows"])]
    for kind, one in objects:
        assert {key: isinstance(value, PWC[kind][key]) for key, value in one.items()} == dict.fromkeys(
            PWC[kind], True
        )
    scores = [score for kind, row in objects if kind == "row" for score in row["metrics"].values()]
    assert len(scores) == len(board.scores)
    assert all(isinstance(score, str) for score in scores)


RECORD = {
    "": {"schema_version", "evaluation_id", "retrieved_timestamp", "source_metadata", "eval_library", "model_info", "evaluation_results"},
    "result": {"evaluation_name", "source_data", "metric_config", "score_details"},
    "optional": {"evaluation_timestamp", "generation_config"},
}  # fmt: skip
"""What a record of Every Eval Ever and its results have to hold, and may hold."""


@BOARDS
def test_every_eval_ever_holds_what_its_schema_asks_for(board: Leaderboard, tmp_path: Path) -> None:
    """Where its validator is missing, too."""
    folder = written("every-eval-ever", board, tmp_path / "records")

    for file in folder.glob("data/*/*/*/*.json"):
        record = json.loads(file.read_text(encoding="utf-8"))
        assert set(record) == RECORD[""]
        assert record["model_info"]["id"].partition("/")[0] == record["model_info"]["developer"]
        assert {"deployment_type", "model_availability"} <= set(record["model_info"]["additional_details"])
        for result in record["evaluation_results"]:
            assert set(result) - RECORD["optional"] == RECORD["result"]
            assert isinstance(result["metric_config"]["lower_is_better"], bool)
            assert isinstance(result["score_details"]["score"], int | float)
            strings = [*result["score_details"].get("details", {}).values()]
            strings += result.get("generation_config", {}).get("additional_details", {}).values()
            assert all(isinstance(one, str) for one in strings)
