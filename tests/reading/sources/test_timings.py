"""Timings: hyperfine, and pytest-benchmark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from conftest import Write

    from .conftest import Reading


def command(name: str = "sort a", mean: Any = 0.25, **more: Any) -> dict[str, Any]:
    """Return how long a command took."""
    return {
        "command": name,
        "mean": mean,
        "stddev": 0.5,
        "median": 0.125,
        "times": [0.1, 0.4],
        "exit_codes": [0, 0],
    } | more


def test_the_mean_time_of_a_command_is_its_score(read: Reading) -> None:
    """In seconds, better when lower; the other figures are parts, and the board is called after the file."""
    found = read({"results": [command()]}, "sorting.json")

    assert found.rows(
        *("network", "dataset", "metric", "cell", "unit", "better", "spread", "spread_of", "runs", "group")
    ) == [
        ("sort a", "sorting", "mean", "0.25", "s", "lower", "0.5", "std", "2", ""),
        ("sort a", "sorting", "median", "0.125", "s", "lower", "", "", "", "times"),
    ]
    assert found.rows("around") == [("dataset",)] * 2
    assert len(found.found.remarks) == 1


def test_commands_that_failed_are_doubtful(read: Reading) -> None:
    """They were timed all the same; a run that was killed has no status."""
    found = read({"results": [command(exit_codes=[0, 1, None])]}, "a.json")

    assert found.rows("note")[0] == ("Doubtful: 2 of 3 runs ended with an error",)


def test_of_one_run_there_is_no_deviation(read: Reading) -> None:
    """The tool says so."""
    assert read({"results": [command(stddev=None)]}, "a.json").rows("spread", "spread_of")[0] == ("", "")


def test_a_command_without_times_is_said(read: Reading) -> None:
    """The others are read."""
    found = read({"results": [command(), command(mean=None), "text"]}, "a.json")

    assert found.unusable == [
        "result 2: no command with the mean of its times",
        "result 3: no command with the mean of its times",
    ]


def benchmark(name: str = "test_parse[newt]", group: str | None = "parse", **more: Any) -> dict[str, Any]:
    """Return how long a test took."""
    return {
        "group": group,
        "name": name,
        "fullname": f"tests/test_speed.py::{name}",
        "params": {"model": "newt"},
        "extra_info": {},
        "options": {"min_rounds": 5},
        "stats": {
            "min": 0.1,
            "mean": 0.25,
            "stddev": 0.05,
            "rounds": 25,
            "outliers": "5;1",
            "ops": 4.0,
            "iterations": 3,
        },
    } | more


def benchmarks(*those: Any) -> dict[str, Any]:
    """Return what the tool writes."""
    machine = {
        "machine": "x86_64",
        "system": "Linux",
        "python_version": "3.11.7",
        "cpu": {"brand_raw": "Duck 9"},
    }
    return {
        "machine_info": machine,
        "commit_info": {"id": "abc", "dirty": False},
        "benchmarks": list(those),
        "datetime": "2026-11-26T00:06:59.127260+00:00",
        "version": "5.3.1",
    }


def test_the_mean_time_of_a_test_is_its_score(read: Reading) -> None:
    """The group is the dataset, the parameter the network; counts are no scores."""
    found = read(benchmarks(benchmark()), "speed.json")

    assert found.rows(
        *("network", "dataset", "metric", "cell", "unit", "better", "spread", "spread_of", "runs", "group")
    ) == [
        ("newt", "parse", "mean", "0.25", "s", "lower", "0.05", "std", "25", ""),
        ("newt", "parse", "min", "0.1", "s", "lower", "", "", "", "times"),
        ("newt", "parse", "ops/s", "4.0", "", "higher", "", "", "", "times"),
    ]
    assert found.rows("date", "note")[0] == ("2026-11-26", "measured on Duck 9, Linux x86_64, 3.11.7")


@pytest.mark.parametrize(
    ("one", "dataset", "network", "variant"),
    [
        (benchmark(group=None), "test_parse", "newt", ""),
        (benchmark(name="test_sort", group=None, params=None), "tests/test_speed.py", "test_sort", ""),
        (benchmark(name="test_sort", params=None), "parse", "test_sort", ""),
        (benchmark(params={"n": 100}), "parse", "100", ""),
        (benchmark(params={"size": 3, "model": "newt"}), "parse", "newt", "size 3"),
        (benchmark(params={"size": 3, "fast": True}), "parse", "test_parse[newt]", ""),
    ],
)
def test_group_parameters_and_test_name_dataset_and_network(
    read: Reading, one: dict[str, Any], dataset: str, network: str, variant: str
) -> None:
    """A parameter that names a model is the network, whatever else there is."""
    found = read(benchmarks(one), "speed.json")

    assert found.rows("dataset", "network", "variant")[0] == (dataset, network, variant)


def test_tests_of_a_group_that_would_be_called_the_same_keep_their_names(read: Reading) -> None:
    """They are different things."""
    found = read(
        benchmarks(benchmark(), benchmark("test_scan[newt]"), benchmark("test_scan[newt]", "scan")), "s.json"
    )

    assert sorted(set(found.rows("dataset", "network"))) == [
        ("parse", "test_parse[newt]"),
        ("parse", "test_scan[newt]"),
        ("scan", "newt"),
    ]


def test_what_a_test_wrote_down_may_be_a_score(read: Reading) -> None:
    """Counts, seeds and texts are none."""
    info = {"accuracy": 0.98, "n_items": 7, "seed": 3, "commit": "abc"}

    found = read(benchmarks(benchmark(extra_info=info)), "speed.json")

    assert found.rows("metric", "cell")[3:] == [("accuracy", "0.98")]


def test_a_dataset_is_ranked_by_the_time_and_not_by_what_stands_beside_it(write: Write) -> None:
    """Whatever else a test wrote down."""
    path = write(json.dumps(benchmarks(benchmark(extra_info={"accuracy": 0.98}))), "speed.json")

    assert list(leaderboard.load(path).top("parse")["metric"]) == ["mean"]


def test_a_test_without_times_is_said(read: Reading) -> None:
    """It failed, or was not run."""
    found = read(benchmarks(benchmark(), benchmark(stats={}), "text"), "speed.json")

    assert found.unusable == [
        "benchmark 2: no test with the mean of its times",
        "benchmark 3: no test with the mean of its times",
    ]


def test_files_of_older_versions_are_read(read: Reading) -> None:
    """They knew fewer figures."""
    older = benchmark("test_fast[0]", None, params=None)
    del older["extra_info"], older["stats"]["ops"]

    assert read({"benchmarks": [older], "datetime": "2015-08-15T00:04:18"}, "0001.json").rows(
        "dataset", "network", "metric", "date"
    )[0] == ("tests/test_speed.py", "test_fast[0]", "mean", "2015-08-15")


@pytest.mark.parametrize(
    "value",
    [{"machine_info": {}, "commit_info": {}}, {"machine_info": {}, "commit_info": {}, "benchmarks": 1}],
)
def test_a_file_without_benchmarks_is_an_error(read: Reading, value: dict[str, Any]) -> None:
    """It has the words of one."""
    with pytest.raises(DataError, match=r"^speed.json: it holds no benchmarks$"):
        read(value, "speed.json")
