"""Papers with Code: evaluation tables of tasks, datasets, and what is nested in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading.sources import papers_with_code
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Write

    from leaderboard.reading.measurements import Measurements


def row(
    name: str = "A", value: Any = "80.1", metric: str = "Mean IoU (class)", **more: Any
) -> dict[str, Any]:
    """Return a result."""
    return {"model_name": name, "metrics": {metric: value}, **more}


def table(
    *rows: Any, name: str = "Cityscapes test", metrics: tuple[str, ...] = ("Mean IoU (class)",), **more: Any
) -> dict[str, Any]:
    """Return a dataset with its table."""
    return {"dataset": name, "sota": {"metrics": list(metrics), "rows": list(rows)}, **more}


def task(*datasets: Any, name: str = "Semantic Segmentation", **more: Any) -> dict[str, Any]:
    """Return a task."""
    return {"task": name, "datasets": list(datasets), "subtasks": [], **more}


@pytest.fixture
def read(write: Write) -> Callable[..., Measurements]:
    """Return a way to read tasks."""
    return lambda *tasks: papers_with_code.measurements(write(json.dumps(tasks), "pwc.json"), "pwc.json")


def scores(found: Measurements, *columns: str) -> list[tuple[str, ...]]:
    """Return what was read."""
    names = ["network", "dataset", "metric", "cell", *columns]
    return list(found.scores.reindex(columns=names, fill_value="").itertuples(index=False, name=None))


def unusable(found: Measurements) -> list[str]:
    """Return what could not be used, without the name of the file."""
    return [f"{one.place}: {one.reason}".removeprefix("pwc.json: ") for one in found.unusable]


def test_all_metrics_are_read_and_the_first_ranks(read: Callable[..., Measurements]) -> None:
    """As they stand there, each row with its place; the first that the table lists ranks."""
    rows = [
        {"model_name": "A", "metrics": {"F1": "0.80", "EM": "50.5%", "Extra": 7}},
        {"model_name": "B", "metrics": {"EM": "0.4 ± 0.1", "F1": None}},
    ]

    found = read(task(table(*rows, name="Quiz", metrics=("EM", "F1")), name="Answering"))

    place = "pwc.json: Answering / Quiz, row"
    assert scores(found, "place", "evidence", "source") == [
        ("A", "Quiz", "F1", "0.80", f"{place} 1", "aggregator", "pwc.json"),
        ("A", "Quiz", "EM", "50.5%", f"{place} 1", "aggregator", "pwc.json"),
        ("A", "Quiz", "Extra", "7", f"{place} 1", "aggregator", "pwc.json"),
        ("B", "Quiz", "EM", "0.4 ± 0.1", f"{place} 2", "aggregator", "pwc.json"),
    ]
    assert found.told == {"Quiz": {"metric": "EM", "note": "Answering"}}
    assert (found.unusable, found.remarks) == ((), ())


def test_parameters_among_the_metrics_are_what_a_network_costs(write: Write) -> None:
    """They are no scores, and what is not said of them is empty."""
    metrics = {"Top-1": "80", "Number of params": "5M"}
    found = table({"model_name": "A", "metrics": metrics}, metrics=("Top-1", "Number of params"))

    board = leaderboard.load(write(json.dumps([task(found)]), "pwc.json"))

    assert board.results_table["score_text"].tolist() == ["80"]
    assert board.speeds_table[["network", "params_text"]].to_numpy().tolist() == [["A", "5M"]]


def test_a_metric_without_scores_does_not_rank(read: Callable[..., Measurements]) -> None:
    """As where the metrics of one table were copied from another."""
    found = read(
        task(table(row("A", "3", "Top-1 Error"), name="ImageNet", metrics=("Test Error", "Top-1 Error")))
    )

    assert scores(found) == [("A", "ImageNet", "Top-1 Error", "3")]
    assert found.told["ImageNet"]["metric"] == "Top-1 Error"


def test_a_split_stays_in_the_name_of_the_dataset(read: Callable[..., Measurements]) -> None:
    """What it means is decided elsewhere, as is what the metric is."""
    found = read(task(table(row("B", "75"), name="Cityscapes val")))

    assert scores(found, "split", "unit") == [("B", "Cityscapes val", "Mean IoU (class)", "75", "", "")]


def test_tasks_and_datasets_are_nested(read: Callable[..., Measurements]) -> None:
    """A part of a dataset is called after both."""
    part = {"subdataset": "German", "sota": {"metrics": ["BLEU"], "rows": [row("B", "30", "BLEU")]}}
    other = {"subdataset": "WMT French", "sota": {"metrics": ["BLEU"], "rows": [row("C", "40", "BLEU")]}}
    inner = task(table(row("D", "5", "BLEU"), name="Multi30k", metrics=("BLEU",)), name="Multimodal")

    found = read(
        {
            "task": "Translation",
            "datasets": [
                table(row("A", "20", "BLEU"), name="WMT", metrics=("BLEU",), subdatasets=[part, other])
            ],
            "subtasks": [{"task": "More", "datasets": None, "subtasks": [inner]}],
        }
    )

    assert scores(found) == [
        ("A", "WMT", "BLEU", "20"),
        ("B", "WMT German", "BLEU", "30"),
        ("C", "WMT French", "BLEU", "40"),
        ("D", "Multi30k", "BLEU", "5"),
    ]


def test_tasks_that_measure_the_same_on_a_dataset_are_told_apart(read: Callable[..., Measurements]) -> None:
    """By a name of their own, of which the dataset is another; tasks that measure something else are not."""
    found = read(
        task(table(row("A", "80", "AP"), name="COCO", metrics=("AP",)), name="Object Detection"),
        task(table(row("B", "30", "ap"), name="COCO", metrics=("ap", "Time")), name="Key Points"),
        task(table(row("C", "70", "PQ"), name="COCO", metrics=("PQ",)), name="Panoptic"),
    )

    assert scores(found) == [
        ("A", "COCO (Object Detection)", "AP", "80"),
        ("B", "COCO (Key Points)", "ap", "30"),
        ("C", "COCO", "PQ", "70"),
    ]
    assert found.told == {
        "COCO (Object Detection)": {"metric": "AP", "aliases": "COCO", "note": "Object Detection"},
        "COCO (Key Points)": {"metric": "ap", "aliases": "COCO", "note": "Key Points"},
        "COCO": {"metric": "PQ", "note": "Panoptic"},
    }


def test_tables_of_a_task_on_a_dataset_are_one(read: Callable[..., Measurements]) -> None:
    """The first says what ranks."""
    found = read(task(table(row("A")), table(row("B", "3", "FID"), metrics=("FID",)), table(row("C"))))

    assert [network for network, *_ in scores(found)] == ["A", "C", "B"]
    assert found.told["Cityscapes test"]["metric"] == "Mean IoU (class)"
    assert found.remarks == ()


def test_a_table_that_stands_there_twice_is_read_once(read: Callable[..., Measurements]) -> None:
    """As in files where a task is a part of several others."""
    found = read(task(table(row())), task(table(row())))

    assert len(found.scores) == 1
    assert found.remarks == (
        "pwc.json: 1 tables stand there twice and are read once, first Semantic Segmentation / Cityscapes test",
    )


def test_the_paper_of_a_network_is_kept(read: Callable[..., Measurements]) -> None:
    """The first in which it occurs; where a result has no name, the title is one."""
    paper = {
        "paper_title": "A Paper\n on  Things",
        "paper_url": "https://arxiv.org/abs/1706.05587v3",
        "paper_date": "2017-06-17",
        "code_links": [{"title": "org/repo", "url": "https://github.com/org/repo"}, {"url": None}, None],
        "model_links": [{"title": "weights", "url": "https://models.example"}],
        "uses_additional_data": True,
    }

    found = read(
        task(table(row("A", **paper), row("A", "81", paper_title="Another"), row("", "79", **paper)))
    )

    assert list(found.scores[["network", "extra_data", "source"]].itertuples(index=False, name=None)) == [
        ("A", "unspecified", "https://arxiv.org/abs/1706.05587v3"),
        ("A", "", "pwc.json"),
        ("A Paper on Things", "unspecified", "https://arxiv.org/abs/1706.05587v3"),
    ]
    facts = found.papers[["paper", "network", "title", "year", "date", "arxiv"]].to_numpy().tolist()
    assert facts[0] == ["A", "A", "A Paper on Things", "2017", "2017-06-17", "1706.05587"]
    assert found.links[found.links["paper"] == "A"].to_numpy().tolist() == [
        ["A", "paper", "", "https://arxiv.org/abs/1706.05587v3"],
        ["A", "code", "org/repo", "https://github.com/org/repo"],
        ["A", "model", "weights", "https://models.example"],
    ]


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        ("2018-02-15", "2018-02-15"),
        ("2018-02", "2018-02"),
        ("2018-02-15T10:00:00", "2018-02-15"),
        ("2018-13-01", ""),
        ("2018-00", ""),
        ("2018", ""),
        ("spring", ""),
        (None, ""),
        (5, ""),
    ],
)
def test_dates_are_kept_whole(read: Callable[..., Measurements], date: object, kept: str) -> None:
    """What is none is not kept."""
    found = read(task(table(row(paper_title="T", paper_date=date))))

    assert found.papers[["date", "year"]].to_numpy().tolist() == [[kept, kept[:4]]]


@pytest.mark.parametrize("value", ["--*", "−", "93.0/90.7", "(16.97 15.58)", "good", "80.10"])
def test_cells_are_handed_over_as_they_stand(read: Callable[..., Measurements], value: str) -> None:
    """What they say is decided elsewhere, for every format."""
    assert [cell for *_, cell in scores(read(task(table(row(value=value)))))] == [value]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (None, "nothing where a task or dataset belongs"),
        (5, "'5' where a task or dataset belongs"),
        ({"task": "T", "datasets": 5}, "T: 'datasets' is '5', not a list"),
        ({"task": "T", "datasets": [[]]}, "T: a list where a task or dataset belongs"),
        (
            {"task": "T", "datasets": [{"dataset": "D", "sota": []}]},
            "T / D: a list where a table of results belongs",
        ),
        ({"task": "T", "datasets": [table(5, name="D")]}, "T / D, row 1: '5' where a result belongs"),
        ({"task": "T", "datasets": [table(row(), name="")]}, "T, row 1: no dataset is named for this table"),
        (
            {"task": "T", "datasets": [table(row(), metrics=())]},
            "T / Cityscapes test, row 1: no metric is named for this table",
        ),
        (
            {"task": "T", "datasets": [table({"model_name": "B"})]},
            "T / Cityscapes test, row 1: no score is given ('B')",
        ),
        (
            {"task": "T", "datasets": [table({"metrics": {"Mean IoU (class)": 1, "b": 2}}, name="D")]},
            "T / D, row 1: no network is named",
        ),
        (
            {"task": "T", "datasets": [table(row(value=None), name="D")]},
            "T / D, row 1: no score is given ('A')",
        ),
    ],
)
def test_what_is_broken_does_not_harm_the_rest(
    read: Callable[..., Measurements], broken: object, problem: str
) -> None:
    """It is kept in view."""
    found = read(broken, task(table(row(), name="Other"), name="Good"))

    assert scores(found) == [("A", "Other", "Mean IoU (class)", "80.1")]
    assert unusable(found) == [problem]


@pytest.mark.parametrize(
    "content", ["[]", "{}", "5", '[{"task": "T"}]', "[", '{"datasets": ', '[{"task": "T", "subtasks": []']
)
def test_a_file_without_tasks_is_an_error(write: Write, content: str) -> None:
    """One line, with the name that the user knows."""
    path = write(content, "pwc.json")

    with pytest.raises(DataError, match=r"^board\.json\.gz:") as caught:
        papers_with_code.measurements(path, "board.json.gz")

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("deep", [900, 940, 960, 980, 990, 5000])
def test_a_deep_file_is_read_or_refused(write: Write, deep: int) -> None:
    """Rows that hold lists in lists, beyond what anybody writes."""
    results = [f'{{"model_name": "A", "metrics": {{"m": {"[" * deep + "]" * deep}}}}}'] * 2
    sota = f'{{"metrics": ["m"], "rows": [{results[0]}]}}'
    datasets = ", ".join([f'{{"dataset": "D", "sota": {sota}}}'] * 2)
    path = write(f'[{{"task": "T", "datasets": [{datasets}]}}]', "pwc.json")

    try:
        found = papers_with_code.measurements(path, "pwc.json")
    except DataError as error:
        assert "nested too deeply" in str(error)  # noqa: PT017 - some are read
    else:
        assert scores(found) == [("A", "D", "m", "a list")]


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        ('[{"task": "T", "datasets": [', True),
        ('\ufeff {"subtasks": null', True),
        ('[{"network": "A", "dataset": "x"}]', False),
        ('"datasets": [', False),
    ],
)
def test_tasks_are_recognised_by_what_they_hold(content: str, *, sure: bool) -> None:
    """Whatever the file is called."""
    assert (papers_with_code.recognises(Start(content.encode())) > 0.5) is sure


things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "task",
                        "datasets",
                        "subtasks",
                        "dataset",
                        "subdatasets",
                        "subdataset",
                        "sota",
                        "metrics",
                    ),
                    *(
                        "rows",
                        "model_name",
                        "paper_title",
                        "paper_url",
                        "paper_date",
                        "code_links",
                        "url",
                        "m",
                    ),
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(thing=things)
def test_nothing_ends_in_a_traceback(thing: object, tmp_path: Path) -> None:
    """Whatever stands where something else belongs."""
    path = tmp_path / "pwc.json"
    path.write_text(json.dumps([task(thing, table(row("A", "1"))), thing]), encoding="utf-8")

    found = papers_with_code.measurements(path, "pwc.json")

    assert ("A", "1") in {(network, cell) for network, *_, cell in scores(found)}
    assert all("\n" not in one.reason for one in found.unusable)
