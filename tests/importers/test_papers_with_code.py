"""Papers with Code: evaluation tables of tasks, datasets, and what is nested in them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leaderboard
from leaderboard.errors import AmbiguousName, DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard


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
def read(write: Write) -> Callable[..., Leaderboard]:
    """Return a way to read tasks."""
    return lambda *tasks, **said: leaderboard.load(write(json.dumps(tasks), "pwc.json"), **said)


def scores(board: Leaderboard, *more: str) -> list[list[str]]:
    """Return what was read."""
    return board.results_table[["network", "dataset", "score_text", *more]].astype(str).to_numpy().tolist()


def unusable(board: Leaderboard) -> list[str]:
    """Return what could not be used, without the name of the file."""
    return [f"{one.place}: {one.reason}".partition("pwc.json: ")[2] for one in board.unusable]


def test_a_known_dataset_is_the_one_that_the_program_knows(read: Callable[..., Leaderboard]) -> None:
    """With its split, its metric and its names."""
    board = read(task(table(row()), table(row("B", "75"), name="Cityscapes val", metrics=("mIoU",))))

    assert scores(board, "split", "evidence") == [["A", "cityscapes", "80.1", "test", "aggregator"]]
    assert unusable(board) == [
        "Semantic Segmentation / Cityscapes val, row 1: no score to rank by is given (B)"
    ]
    assert list(board.top("Cityscapes test")["network"]) == ["A"]


def test_the_first_metric_ranks(read: Callable[..., Leaderboard]) -> None:
    """That the others are not read is said."""
    result = {"model_name": "A", "metrics": {"EM": "0.5", "F1": "0.8"}}

    board = read(
        task(table(result, name="Quiz", metrics=("EM", "F1"))), task(table(row(), name="X"), name="T")
    )

    assert scores(board)[0] == ["A", "Quiz", "0.5"]
    (remark, *_) = board.remarks
    assert remark.endswith(
        "each table is ranked by its first metric; 1 further metrics in 1 of 2 tables are not read"
    )


def test_tasks_and_datasets_are_nested(read: Callable[..., Leaderboard]) -> None:
    """A part of a dataset is called after both."""
    part = {"subdataset": "German", "sota": {"metrics": ["BLEU"], "rows": [row("B", "30", "BLEU")]}}
    other = {"subdataset": "WMT French", "sota": {"metrics": ["BLEU"], "rows": [row("C", "40", "BLEU")]}}
    inner = task(table(row("D", "5", "BLEU"), name="Multi30k", metrics=("BLEU",)), name="Multimodal")

    board = read(
        {
            "task": "Translation",
            "datasets": [
                table(row("A", "20", "BLEU"), name="WMT", metrics=("BLEU",), subdatasets=[part, other])
            ],
            "subtasks": [{"task": "More", "datasets": None, "subtasks": [inner]}],
        }
    )

    assert scores(board) == [
        ["A", "WMT", "20"],
        ["B", "WMT German", "30"],
        ["C", "WMT French", "40"],
        ["D", "Multi30k", "5"],
    ]


def test_a_dataset_of_several_tasks_has_several_boards(read: Callable[..., Leaderboard]) -> None:
    """Called after both, except where the program knows the dataset in that metric."""
    board = read(
        task(table(row("A", "80")), name="Semantic Segmentation"),
        task(table(row("B", "30", "AP"), metrics=("AP",)), name="Instance Segmentation"),
        task(table(row("C", "70")), name="Real-Time Segmentation"),
        task(
            table(row("D", "99", "Accuracy"), name="CIFAR-10", metrics=("Accuracy",)), name="Classification"
        ),
        task(table(row("E", "3", "FID"), name="CIFAR-10", metrics=("FID",)), name="Generation"),
    )

    assert scores(board) == [
        ["A", "cityscapes", "80"],
        ["B", "Cityscapes test (Instance Segmentation)", "30"],
        ["C", "cityscapes", "70"],
        ["D", "CIFAR-10 (Classification)", "99"],
        ["E", "CIFAR-10 (Generation)", "3"],
    ]
    with pytest.raises(AmbiguousName):
        board.on("cifar10")


def test_a_table_that_stands_there_twice_is_read_once(read: Callable[..., Leaderboard]) -> None:
    """As in files where a task is a part of several others."""
    board = read(task(table(row())), task(table(row())))

    assert scores(board) == [["A", "cityscapes", "80.1"]]
    assert board.remarks[-1].endswith(
        "1 tables stand there twice and are read once, first Semantic Segmentation / Cityscapes test"
    )


def test_the_paper_of_a_network_is_kept(read: Callable[..., Leaderboard]) -> None:
    """The first in which it occurs; where a result has no name, the title is one."""
    paper = {
        "paper_title": "A Paper\n on  Things",
        "paper_url": "https://arxiv.org/abs/1706.05587v3",
        "paper_date": "2017-06-17",
        "code_links": [{"title": "org/repo", "url": "https://github.com/org/repo"}, {"url": None}, None],
        "model_links": [],
        "uses_additional_data": True,
    }

    board = read(
        task(table(row("A", **paper), row("A", "81", paper_title="Another"), row("", "79", **paper)))
    )

    assert scores(board, "extra_data", "source") == [
        ["A", "cityscapes", "80.1", "unspecified", "https://arxiv.org/abs/1706.05587v3"],
        ["A", "cityscapes", "81", "", "pwc.json"],
        ["A Paper on Things", "cityscapes", "79", "unspecified", "https://arxiv.org/abs/1706.05587v3"],
    ]
    facts = board.facts_of(["A"])[["title", "year", "date", "arxiv", "paper_url", "code_url"]]
    assert facts.to_numpy().tolist() == [
        [
            *("A Paper on Things", 2017, "2017-06", "1706.05587"),
            *("https://arxiv.org/abs/1706.05587v3", "https://github.com/org/repo"),
        ]
    ]


@pytest.mark.parametrize(
    ("value", "text", "note"),
    [
        ("85.1%", "85.1", ""),
        ("0.8428 ± 0.0014", "0.8428", "± 0.0014"),
        ("0.25±0.005", "0.25", "±0.005"),
        ("63.7*", "63.7", "marked *"),
        ("\ufeff63.7", "63.7", ""),
        ("70.14 (measured by them, 2018)", "70.14", "measured by them, 2018"),
        (80.10, "80.1", ""),
        (80, "80", ""),
    ],
)
def test_scores_are_written_in_many_ways(
    read: Callable[..., Leaderboard], value: object, text: str, note: str
) -> None:
    """Numbers as well as text."""
    assert scores(read(task(table(row(value=value)))), "note") == [["A", "cityscapes", text, note]]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, "no score to rank by is given (A)"),
        ("", "no score to rank by is given (A)"),
        ("--*", "no score to rank by is given (A)"),
        ("−", "no score to rank by is given (A)"),
        ("93.0/90.7", "'93.0/90.7' is two numbers (A on Cityscapes test)"),
        ("(16.97 15.58)", "'(16.97 15.58)' is not a finite number (A on Cityscapes test)"),
        ("good", "'good' is not a finite number (A on Cityscapes test)"),
        ([1, 2], "'a list' is not a finite number (A on Cityscapes test)"),
        ("101", "101 is not between 0 and 100 % (A on cityscapes)"),
    ],
)
def test_no_result_is_dropped_silently(read: Callable[..., Leaderboard], value: object, problem: str) -> None:
    """It is a score, or it is kept in view with its place."""
    board = read(task(table(row(value=value), row("B"))))

    assert scores(board) == [["B", "cityscapes", "80.1"]]
    assert unusable(board) == [f"Semantic Segmentation / Cityscapes test, row 1: {problem}"]


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
            "T / Cityscapes test, row 1: no score to rank by is given (B)",
        ),
        ({"task": "T", "datasets": [table(row(""))]}, "T / Cityscapes test, row 1: no network is named"),
    ],
)
def test_what_is_broken_does_not_harm_the_rest(
    read: Callable[..., Leaderboard], broken: object, problem: str
) -> None:
    """It is kept in view."""
    board = read(broken, task(table(row(), name="Other"), name="Good"))

    assert scores(board) == [["A", "Other", "80.1"]]
    assert unusable(board) == [problem] or unusable(board) == [""]


def test_what_is_better_is_known_or_asked_for(read: Callable[..., Leaderboard]) -> None:
    """Never guessed: boards of metrics that say nothing are not ranked."""
    tasks = [
        task(table(row("A", "5", "WER"), row("B", "4", "WER"), name="Speech", metrics=("WER",))),
        task(
            table(row("A", "5", "Score"), row("B", "4", "Score"), name="Games", metrics=("Score",)), name="G"
        ),
    ]

    board = read(*tasks)

    assert list(board.top("speech")["network"]) == ["B", "A"]
    assert any("'Games' (Score)" in remark for remark in board.remarks)
    assert list(read(*tasks, better="lower").top("games")["network"]) == ["B", "A"]


@pytest.mark.parametrize("content", ["[]", "{}", '[{"task": "T"}]', '{"datasets": []}', '[{"datasets": []}]'])
def test_a_file_without_scores_is_an_error(write: Write, content: str) -> None:
    """One line."""
    with pytest.raises(DataError):
        leaderboard.load(write(content, "pwc.json"))


def test_it_is_read_from_gzip_and_known_without_its_suffix(write: Write) -> None:
    """As the copies are packed."""
    content = json.dumps([task(table(row()))]).encode()

    for name in ("evaluation-tables.json.gz", "evaluation-tables"):
        assert scores(leaderboard.load(write(gzip.compress(content), name))) == [["A", "cityscapes", "80.1"]]


def test_a_deep_file_is_read_or_refused(write: Write) -> None:
    """Tasks within tasks, beyond what anybody writes."""
    deep = "".join('{"task": "T", "subtasks": [' for _ in range(5000)) + "]}" * 5000

    with pytest.raises(DataError, match="nested too deeply"):
        leaderboard.load(write(f"[{deep}]", "pwc.json"))


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


@settings(max_examples=150)
@given(thing=things)
def test_nothing_ends_in_a_traceback(thing: object, tmp_path: Path) -> None:
    """Whatever stands where something else belongs."""
    path = tmp_path / "pwc.json"
    path.write_text(json.dumps([task(thing, table(row("A", "1"))), thing]), encoding="utf-8")

    board = leaderboard.load(path)

    assert board.top("cityscapes").loc[0, "score"] >= 1


@pytest.mark.parametrize("typed", ["Cityscapes test", "cityscapes", "CITYSCAPES VAL"])
def test_of_many_boards_one_can_be_read(read: Callable[..., Leaderboard], typed: str) -> None:
    """As people type it, with its split or without; the places are the same."""
    tables = [
        table(row(), row("B", "79")),
        table(row("C"), name="Cityscapes val"),
        table(row("D"), name="CamVid"),
    ]

    whole, part = read(task(*tables)), read(task(*tables), dataset=typed)

    for column in ("place", "network"):
        assert list(part.top(typed)[column]) == list(whole.top(typed)[column])
    assert "camvid" not in set(part.results_table["dataset"])


def test_a_board_that_is_not_found_at_once_is_looked_for_among_all(read: Callable[..., Leaderboard]) -> None:
    """By the names that the program knows."""
    board = read(task(table(row(), name="PASCAL VOC 2012 test"), table(row("B"))), dataset="voc")

    assert list(board.top("voc")["network"]) == ["A"]


def test_a_brief_reading_keeps_the_years(read: Callable[..., Leaderboard]) -> None:
    """And no more of papers; the list of boards is the same."""
    tasks = task(
        table(row(paper_title="T", paper_url="https://arxiv.org/abs/1801.00001", paper_date="2018-01-02"))
    )

    whole, brief = read(tasks), read(tasks, brief=True)

    assert brief.datasets().equals(whole.datasets())
    assert list(brief.datasets()["first_year"].dropna()) == [2018]
    assert brief.links_table.empty
