"""Files of nested formats that are damaged: they are read, or one line says why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import DataError
from leaderboard.reading.measurements import MEASURED
from leaderboard.reading.sources import sources
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "model_name": "A",
    "paper_title": "T",
    "paper_date": "2018-01-02",
    "metrics": {"mIoU": "80.1", "FPS": "5"},
}
SOTA = {"metrics": ["mIoU", "FPS"], "rows": [ROW, {**ROW, "code_links": [{"url": "https://x.example"}]}]}
FILES = {
    "papers-with-code.json": json.dumps(
        [{"task": "T", "datasets": [{"dataset": "Streets", "sota": SOTA, "subdatasets": []}], "subtasks": []}]
    ),
    "metafile.yml": (
        "Collections:\n- Name: PSPNet\n  Paper: {Title: T, URL: https://x.example}\nModels:\n- Name: pspnet_r50\n"
        "  In Collection: PSPNet\n  Metadata: {Architecture: [R-50, PSPNet]}\n  Results:\n"
        "  - Task: &task Semantic Segmentation\n    Dataset: Streets\n    Metrics: {mIoU: 77.85, mIoU(ms+flip): 79}\n"
        "  - {Task: *task, Dataset: Rooms, Metrics: [{name: mIoU, value: 5}]}\n"
    ),
    "README.md": (
        "---\nmodel-index:\n- name: A\n  results:\n  - task: {type: image-segmentation}\n"
        "    dataset: {name: Streets, type: streets, split: val, args: {a: 1}}\n"
        "    metrics: [{type: mean_iou, value: 80.1, verified: true}]\n    source: {url: https://x.example}\n---\n# A\n"
    ),
    "results_2026.json": json.dumps(
        {
            "results": {
                "fern": {"alias": "fern", "acc,none": 0.5, "acc_stderr,none": 0.1},
                "bog": {"acc,none": 0.5},
            },
            "groups": {"bog": {"acc,none": 0.5}},
            "group_subtasks": {"bog": ["fern"]},
            "configs": {"fern": {"metric_list": [{"metric": "acc", "higher_is_better": True}]}},
            "n-shot": {"fern": 5},
            "higher_is_better": {"bog": {"acc": True}},
            "n-samples": {"fern": {"original": 40, "effective": 40}},
            "config": {"model_args": {"revision": "a"}, "model_num_parameters": 14067712, "random_seed": 0},
            "date": 1795651025.98,
            "model_name": "a/b",
        }
    ),
    "record.jsonl": json.dumps(
        {
            "schema_version": "0.3.0",
            "evaluation_id": "fens/a/1",
            "evaluation_timestamp": "1795651088",
            "source_metadata": {"source_name": "B", "source_type": "documentation"},
            "model_info": {"id": "a/b", "additional_details": {"params_billions": 8}},
            "evaluation_results": [
                {
                    "evaluation_name": "accuracy on fens for scorer match",
                    "source_data": {
                        "dataset_name": "fens",
                        "url": ["https://x.example"],
                        "samples_number": 9,
                    },
                    "metric_config": {"metric_unit": "percent", "lower_is_better": False, "max_score": 1},
                    "score_details": {
                        "score": 50.5,
                        "uncertainty": {
                            "confidence_interval": {"lower": 50.4, "upper": 50.6},
                            "num_samples": 8,
                        },
                    },
                }
            ],
        }
    ),
    "log.json": json.dumps(
        {
            "version": 2,
            "status": "success",
            "eval": {
                "eval_id": "e",
                "task": "t",
                "model": "m",
                "created": "2026-11-26T00:02:11Z",
                "dataset": {"samples": 4},
                "config": {"epochs": 2},
                "task_args_passed": {"a": 1},
            },
            "results": {
                "total_samples": 8,
                "completed_samples": 8,
                "scores": [
                    {
                        "name": "s",
                        "scorer": "s",
                        "reducer": "mean",
                        "metrics": {
                            "accuracy": {
                                "name": "accuracy",
                                "value": 0.5,
                                "group": "g",
                                "params": {"group_key": "k"},
                            },
                            "stderr": {"name": "stderr", "value": 0.1},
                        },
                    }
                ],
            },
        }
    ),
    "FenSTS.json": json.dumps(
        {
            "dataset_revision": "a",
            "task_name": "FenSTS",
            "scores": {
                "test": [
                    {
                        "hf_subset": "de",
                        "main_score": 0.5,
                        "f1": 0.5,
                        "scores_per_experiment": [{"f1": 0.4}, {"f1": 0.6}],
                    },
                    {"hf_subset": "fr", "main_score": 1e-7, "f1": 0.5, "f1_std": 0.1, "languages": ["fra"]},
                ]
            },
        }
    ),
    "hyperfine.json": json.dumps(
        {
            "results": [
                {"command": "a b", "mean": 0.5, "stddev": 0.1, "min": 0.4, "times": [0.4], "exit_codes": [0]}
            ]
        }
    ),
    "benchmark.json": json.dumps(
        {
            "machine_info": {"cpu": {"brand_raw": "c"}, "system": "Linux"},
            "commit_info": {"id": "a"},
            "benchmarks": [
                {
                    "group": None,
                    "name": "test_a[b]",
                    "fullname": "t.py::test_a[b]",
                    "params": {"model": "b", "size": 3},
                    "extra_info": {"accuracy": 0.5},
                    "stats": {"mean": 0.5, "stddev": 0.1, "rounds": 5, "ops": 2.0, "min": 0.4},
                }
            ],
            "datetime": "2026-11-26T00:06:59",
        }
    ),
    ".eval_results/own.yaml": "- dataset: {id: a/streets, task_id: val}\n  value: 80.1\n  date: 2024-01-02\n",
}
PIECES = [
    *(
        "\0",
        "\n",
        '"',
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "  ",
        "\t",
        "---\n",
        ",",
        "null",
        "true",
        "NaN",
        "1e999",
        "'",
    ),
    *(
        "\\ud800",
        "\ufeff",
        "\u2028",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "<<: ",
        "? ",
        "[" * 2000,
        "| ",
    ),
]


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Cut off, with a part left out, or with something in between; whatever format it is taken for."""
    content = FILES[name]
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, len(content)))
    piece = data.draw(st.sampled_from(["", *PIECES]) | st.text(max_size=3))
    path = tmp_path_factory.mktemp("damaged") / name
    path.parent.mkdir(exist_ok=True)
    rest = data.draw(st.sampled_from([content[end:], content[begin:], ""]))
    path.write_bytes((content[:begin] + piece + rest).encode("utf-8", "surrogatepass"))

    for source in sources():
        read_or_refused(source.measurements, path)
        assert 0 <= source.recognises(Start.of(path)) <= 1


def read_or_refused(measurements, path: Path) -> None:  # noqa: ANN001 - of any source
    """Read a file, and look at what comes out."""
    try:
        found = measurements(path, "own file")
    except DataError as error:
        text = str(error)
        assert text.startswith("own file:")
        assert "\n" not in text
        return
    assert set(found.scores.columns) <= set(MEASURED)
    assert found.scores.astype("object").map(lambda cell: isinstance(cell, str)).all(axis=None)
    assert not found.papers.isna().any(axis=None)
    assert all(one.place.partition(":")[0] == "own file" and "\n" not in one.reason for one in found.unusable)


@pytest.mark.parametrize("name", FILES)
def test_each_format_is_recognised_by_one_source(name: str) -> None:
    """So that the suffix need not decide."""
    start = Start(FILES[name].encode())

    assert [source.recognises(start) > 0 for source in sources()].count(True) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_read_without_loss(tmp_path: Path, name: str) -> None:
    """Else the damaged ones would prove nothing."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(FILES[name], encoding="utf-8")
    start = Start.of(path)
    (source,) = (source for source in sources() if source.recognises(start))

    found = source.measurements(path, name)

    assert not found.scores.empty
    assert found.unusable == ()
