"""Choosing the columns and the order of what is shown: ``--fields``, ``--sort`` and ``--full``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from typer.testing import Result

from leaderboard.terminal.options.completion import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]

SCORES = (
    "network,dataset,miou,date,params (M),variant\n"
    "Elm,streets,80.5,2024-03,40,\n"
    "Fir,streets,79.0,2025-01,4,B2\n"
    "Oak,streets,78.5,2023-07,,\n"
    "Elm,rooms,50.25,2024-03,40,\n"
    "Oak,rooms,51.0,2023-07,,\n"
)
COMMANDS = {
    "top": ("top", "-d", "camvid"),
    "show": ("show", "PSPNet"),
    "compare": ("compare", "PSPNet", "DeepLabv3+"),
    "overall": ("overall",),
    "history": ("history", "-d", "camvid"),
    "tradeoff": ("tradeoff", "-d", "camvid"),
    "export": ("export",),
    "datasets": ("datasets",),
    "papers": ("papers",),
}


@pytest.fixture
def data(own: Callable[[str], Path]) -> Path:
    """A file with scores on two datasets, and what some of the networks cost."""
    return own(SCORES)


def cells(answer: Result) -> list[list[str]]:
    """Return the header and the rows of a CSV."""
    return list(csv.reader(io.StringIO(answer.stdout)))


def test_fields_are_shown_in_the_order_of_their_names(run: Run, data: Path) -> None:
    """By their keys or titles, as people type them; each once."""
    answer = run("top", "-d", "streets", "--data", data, "--fields", "mIoU,Model,date, network", "-n", 2)

    assert answer.stdout.splitlines()[2:5] == [
        "  mIoU   Network   Date",
        "  80.5   Elm       2024-03",
        "  79.0   Fir       2025-01",
    ]


def test_programs_get_every_column_unless_fields_are_named(run: Run, data: Path) -> None:
    """With the digits that were published."""
    words = ("top", "-d", "rooms", "--data", data, "-f")

    assert cells(run(*words, "csv", "--fields", "score,network")) == [
        ["score", "network"],
        ["51.0", "Oak"],
        ["50.25", "Elm"],
    ]
    assert run(*words, "json", "--full").stdout == run(*words, "json").stdout


def test_costs_and_metrics_can_be_named(run: Run, data: Path) -> None:
    """They need no --with; the smallest is the best of parameters, and who says nothing is last."""
    words = ("top", "-d", "streets", "--data", data, "--sort", "params")

    assert cells(run(*words, "-f", "csv", "--fields", "network,params,place")) == [
        ["network", "params", "place"],
        ["Fir", "4", "2"],
        ["Elm", "40", "1"],
        ["Oak", "", "3"],
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("score", ["Elm", "Fir", "Oak"]),
        ("miou", ["Elm", "Fir", "Oak"]),
        ("score:asc", ["Oak", "Fir", "Elm"]),
        ("gap", ["Elm", "Fir", "Oak"]),
        ("date", ["Fir", "Elm", "Oak"]),
        ("date:asc", ["Oak", "Elm", "Fir"]),
        ("network:desc", ["Oak", "Fir", "Elm"]),
        ("variant", ["Fir", "Elm", "Oak"]),
        ("params:desc", ["Elm", "Fir", "Oak"]),
    ],
)
def test_the_best_comes_first_unless_a_direction_is_said(
    run: Run, data: Path, sort: str, expected: list[str]
) -> None:
    """The newest of dates; what says nothing is last in both directions, and equal rows stay as they were."""
    answer = run("top", "-d", "streets", "--data", data, "--sort", sort, "--fields", "network", "-f", "csv")

    assert [name for (name,) in cells(answer)[1:]] == expected


def test_rows_are_cut_after_they_are_sorted(run: Run, data: Path) -> None:
    """The first of a sorted table are not the best ones sorted."""
    for words in (("top", "-d", "streets"), ("papers",), ("export",)):
        everything = cells(run(*words, "--data", data, "--sort", "network:desc", "-f", "csv"))
        cut = cells(run(*words, "--data", data, "--sort", "network:desc", "-f", "csv", "-n", 1))

        assert cut == everything[:2]


def test_lower_is_better_where_the_metric_says_so(run: Run, tables: Path) -> None:
    """A sorted board still has its best first."""
    answer = run("top", "-d", "depth", "--data", tables, "--sort", "score", "-f", "csv", "--fields", "score")
    scores = [float(score) for (score,) in cells(answer)[1:]]

    assert scores == sorted(scores)


def test_who_is_ranked_stays_above_who_is_not(run: Run) -> None:
    """Whatever the order."""
    rows = json.loads(run("overall", "--sort", "network", "-f", "json").stdout)
    ranked = [row["place"] is not None for row in rows]

    assert ranked == sorted(ranked, reverse=True)


def test_a_comparison_is_sorted_by_a_network(run: Run) -> None:
    """Its titles are names of fields."""
    words = ("compare", "DeepLabv3+", "PSPNet", "--sort", "pspnet", "--fields", "dataset,PSPNet")

    assert [line.split()[-1] for line in run(*words).stdout.splitlines()[3:6]] == ["85.4", "80.2", "42.42†"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("--fields", "network,scor"),
            "error: no field named 'scor'; did you mean 'score' or 'source'?",
        ),
        (("--sort", "yaer"), "error: no field named 'yaer'; did you mean 'year' or 'paper'?"),
        (("--fields", "xxxxxx"), "error: no field named 'xxxxxx'; use place, network, score, 3 more"),
        (
            ("--fields", "network", "--full"),
            "error: --full shows every column: say --fields or --full, not both",
        ),
        (("--fields", ","), "error: name at least one column, such as --fields network,score"),
    ],
)
def test_an_unknown_field_names_near_ones(
    run: Run, data: Path, words: tuple[str, ...], expected: str
) -> None:
    """In one line, as wrong usage."""
    answer = run("top", "-d", "streets", "--data", data, *words, exit_code=2)

    assert answer.stdout == ""
    assert answer.stderr == f"{expected}\n"


def test_full_shows_all_that_is_known(run: Run, data: Path) -> None:
    """What programs get, but for what is empty in every row."""
    answer = run("top", "-d", "streets", "--data", data, "--full", "-n", 2)
    header = answer.stdout.splitlines()[2].split("   ")

    assert "Variant" in {title.strip() for title in header}
    assert "Authors" not in {title.strip() for title in header}


def test_several_boards_stand_one_below_the_other(run: Run, data: Path) -> None:
    """Each with its own title; in one table for programs."""
    words = ("top", "-d", "streets", "-d", "rooms", "--data", data, "-n", 1)

    titles = [line for line in run(*words).stdout.splitlines() if line.endswith(" · mIoU")]
    rows = cells(run(*words, "-f", "csv", "--fields", "dataset,network"))

    assert titles == [" streets · mIoU", " rooms · mIoU"]
    assert rows == [["dataset", "network"], ["streets", "Elm"], ["rooms", "Oak"]]


def test_boards_with_different_columns_are_one_csv(run: Run, own: Callable[[str], Path]) -> None:
    """A cell stands under its own title, also where conditions are shown of one board only."""
    data = own("network,dataset,miou,test_time\nA,one,80,flip\nB,one,81,\nA,two,70,flip\nB,two,71,flip\n")

    found = csv.DictReader(
        io.StringIO(run("top", "-d", "two", "-d", "one", "--data", data, "-f", "csv").stdout)
    )

    assert [(row["dataset"], row["network"], row["test_time"]) for row in found] == [
        ("two", "B", "flip"),
        ("two", "A", "flip"),
        ("one", "B", ""),
        ("one", "A", "flip"),
    ]


def test_several_datasets_are_one_table_of_a_paper(run: Run) -> None:
    """With the networks that were named, cited."""
    words = ("export", "-d", "ade20k", "-d", "cityscapes", "--network", "DPC", "--network", "SegFormer")
    text = run(*words, "--cite", "-f", "latex").stdout

    (header,) = (line for line in text.splitlines() if line.lstrip().startswith("Network"))
    assert [title.strip() for title in header.split("&")[:3]] == ["Network", "ADE20K", "Cityscapes"]
    assert r"SegFormer \cite{xie2021segformer}" in text


def test_two_splits_of_a_dataset_are_two_columns(run: Run) -> None:
    """Told apart in their titles, and for programs in their keys."""
    words = ("export", "-d", "cityscapes", "-d", "cityscapes val", "--network", "SegFormer", "-f")

    assert "   Cityscapes test   Cityscapes val   " in run(*words, "table").stdout.splitlines()[2]
    (row,) = json.loads(run(*words, "json").stdout)
    assert (row["cityscapes test"], row["cityscapes val"]) == (83.1, 84.0)


def test_the_neighbours_of_a_network(run: Run) -> None:
    """Three on each side, and a sign before the row that was asked for."""
    lines = run("top", "-d", "cityscapes", "--around", "deeplab v3 plus").stdout.splitlines()

    assert [line.split()[:3] for line in lines[3:10]] == [
        ["24", "MCIBI", "82.54"],
        ["25", "DDRNet", "82.4"],
        ["26", "GFF", "82.3"],
        ["→", "27=", "DeepLabv3+"],
        ["27=", "Auto-DeepLab", "82.1†"],
        ["29=", "DGCNet", "82.0"],
        ["29=", "SPNet", "82.0†"],
    ]
    assert lines[11] == " 7 of 99 networks, around DeepLabv3+ · -n 99 shows all"


def test_neighbours_at_an_end_are_as_many(run: Run) -> None:
    """They are those that there are."""
    rows = json.loads(
        run("top", "-d", "cityscapes", "--around", "vltseg", "-n", 4, "-f", "json").stdout,
    )

    assert [row["place"] for row in rows] == [1, 2, 3, 4]


def test_a_network_without_a_score_has_no_neighbours(run: Run) -> None:
    """It is said where it has some."""
    assert run("top", "-d", "cityscapes", "--around", "segnext", exit_code=1).stderr == (
        "error: no score of 'SegNeXt' on 'Cityscapes test' fits; it has some on voc12-coco test,"
        " cityscapes val, ade20k val\n"
    )
    late = run("top", "-d", "camvid", "--since", 2100, "--around", "pspnet", exit_code=1)
    assert late.stderr == "error: no score of 'PSPNet' on 'CamVid test' fits; no score of it does\n"
    assert run("top", "--around", "segnext", exit_code=2).stderr == (
        "error: --around is for a board: choose it with --dataset\n"
    )


@pytest.mark.parametrize("command", FIELDS)
def test_every_field_that_is_completed_is_known(run: Run, command: str) -> None:
    """In documents, where all of them can be seen."""
    answer = run(*COMMANDS[command], "--fields", ",".join(FIELDS[command]), "-f", "html")

    assert answer.stderr == ""
