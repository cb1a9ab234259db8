"""What is said of the conditions of the scores that are shown, of what a filter left out, and how fresh they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

RESULTS = """\
network,dataset,miou,split,variant,test_time,extra_data,protocol,note
Oak,streets,84.0,test,L,multi-scale,ImageNet-22K,,
Oak,streets,81.0,test,T,multi-scale,none,,
Elm,streets,82.0,test,,single-scale,none,,
Ash,streets,80.0,test,,,,,
Fir,streets,85.0,test,,,LVD-142M,linear probe,
Fir,rooms,50.0,test,,,LVD-142M,linear probe,
Elm,rooms,51.0,test,,single-scale,none,,
"""

PAPERS = """\
paper,network,title,venue,year,date
oak,Oak,Oaks,CVPR,2024,2024-03
elm,Elm,Elms,CVPR,2025,2025-11
"""

SPEEDS = """\
network,variant,dataset,split,fps,device,resolution,params,gflops,source,note
Oak,L,streets,,,,,234.0,,x,
Elm,,streets,,,,,3.5,,x,
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write tables of scores under different conditions."""
    for name, text in {"results": RESULTS, "papers": PAPERS, "speeds": SPEEDS}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_line_counts_the_conditions_in_which_rows_differ(run: Callable[..., Result], data: Path) -> None:
    """Of the rows that are shown; and the columns appear."""
    text = run("top", "--data", data, "-d", "streets").stdout

    assert " tested: 1 multi-scale, 1 single-scale, 2 do not say\n" in text
    assert " extra data: 2 some, 1 none, 1 does not say\n" in text
    assert " protocol: 1 linear probe, 3 do not say\n" in text
    assert "Tested" in text
    assert "Protocol" in text


def test_rows_that_do_not_differ_are_not_counted(run: Callable[..., Result], data: Path) -> None:
    """A condition that is the same for all is no news."""
    text = run("top", "--data", data, "-d", "streets", "--test-time", "single-scale").stdout

    assert "tested:" not in text
    assert "Tested" not in text


def test_export_counts_them_too(run: Callable[..., Result], data: Path) -> None:
    """And compare has them in a column."""
    text = run("export", "--data", data).stdout

    assert "tested: " in text
    assert "extra data: " in text
    assert "protocol: " in text


def test_probes_carry_a_sign(run: Callable[..., Result], data: Path) -> None:
    """Wherever they are shown to people; programs read the protocol."""
    assert "85.0‡" in run("top", "--data", data, "-d", "streets").stdout
    assert "85.0‡" in run("export", "--data", data, "-f", "table").stdout
    assert "50.0‡" in run("compare", "Elm", "Fir", "--data", data).stdout
    assert "85.0‡" in run("datasets", "--data", data).stdout
    assert "85.0‡" in run("show", "Fir", "--data", data).stdout
    assert (
        " ‡ not fine-tuned: measured on an encoder that stayed as it was\n"
        in run("show", "Fir", "--data", data).stdout
    )
    (row,) = json.loads(run("top", "--data", data, "-d", "streets", "-n", 1, "-f", "json").stdout)
    assert (row["score"], row["protocol"]) == (85.0, "linear probe")


def test_what_a_source_does_not_say_is_left_out_and_counted(run: Callable[..., Result], data: Path) -> None:
    """It is not taken for none, and a hint says how to see it."""
    text = run("top", "--data", data, "-d", "streets", "--without-extra-data").stdout

    assert [line.split()[1] for line in text.splitlines() if line[2:3].isdigit()] == ["Elm", "Oak"]
    assert (
        " left out: 1 score whose source does not say whether there was extra data"
        " · --or-unsaid shows those, too\n"
    ) in text


def test_what_is_not_said_is_marked(run: Callable[..., Result], data: Path) -> None:
    """In every row, so that none of them passes for none."""
    text = run("top", "--data", data, "-d", "streets", "--without-extra-data", "--or-unsaid").stdout

    rows = [line.split() for line in text.splitlines() if line[2:3].isdigit()]
    assert [(row[1], " ".join(row[-2:])) for row in rows if row[1] == "Ash"] == [("Ash", "not said")]
    assert [row[-1] for row in rows] == ["none", "none", "said"]
    assert "left out" not in text


def test_unsaid_alone_is_wrong_usage(run: Callable[..., Result], data: Path) -> None:
    """It goes with what it adds to."""
    answer = run("top", "--data", data, "--or-unsaid", exit_code=2)

    assert answer.stderr == "error: --or-unsaid goes with --without-extra-data\n"


def test_networks_of_unknown_size_are_left_out_and_counted(run: Callable[..., Result], data: Path) -> None:
    """Their scores do not fit, and do not vanish in silence."""
    text = run("top", "--data", data, "-d", "streets", "--max-params", 10).stdout

    assert [line.split()[1] for line in text.splitlines() if line[2:3].isdigit()] == ["Elm"]
    assert " left out: 3 scores of which the parameters are not known\n" in text


def test_a_word_that_does_not_occur_is_said(run: Callable[..., Result], data: Path) -> None:
    """With near ones."""
    answer = run("top", "--data", data, "-d", "streets", "--test-time", "single")

    assert answer.stderr == "note: no test time named 'single'; did you mean 'single-scale'?\n"


@pytest.mark.parametrize("format_", ["csv", "tsv", "json"])
def test_programs_tell_none_from_not_said(run: Callable[..., Result], data: Path, format_: str) -> None:
    """The one is a word, the other is nothing."""
    words = ["--data", data, "-d", "streets", "-f", format_]
    text = run("top", *words, "--without-extra-data", "--or-unsaid").stdout
    if format_ == "json":
        said = [row["extra_data"] for row in json.loads(text)]
    else:
        header, *rows = [line.split("," if format_ == "csv" else "\t") for line in text.splitlines()]
        said = [row[header.index("extra_data")] for row in rows]

    assert said == ([["none"], ["none"], None] if format_ == "json" else ["none", "none", ""])


@pytest.mark.parametrize(
    ("words", "month"),
    [
        (["top", "-d", "streets"], "2025-11"),
        (["top"], "2025-11"),
        (["export"], "2025-11"),
        (["overall"], "2025-11"),
        (["datasets"], "2025-11"),
        (["compare", "Elm", "Fir"], "2025-11"),
        (["history", "-d", "streets"], "2025-11"),
        (["top", "-d", "streets", "--until", "2024"], "2024-03"),
    ],
)
def test_tables_say_how_fresh_they_are(
    run: Callable[..., Result], data: Path, words: list[str], month: str
) -> None:
    """By their newest score, in documents as well."""
    assert f"newest score {month}" in run(*words, "--data", data).stdout
    assert f"newest score {month}" in run(*words, "--data", data, "-f", "markdown").stdout


def test_without_dates_nothing_is_said_of_that(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """The clock is never asked."""
    assert "newest" not in run("top", "--data", own("network,dataset,miou\nA,voc,80.1\n"), "-d", "voc").stdout


def test_the_list_of_boards_has_the_newest_month_of_each(run: Callable[..., Result], data: Path) -> None:
    """Under a name for programs, too."""
    boards = json.loads(run("datasets", "--data", data, "-f", "json").stdout)

    assert {one["dataset"]: one["newest"] for one in boards} == {"rooms": "2025-11", "streets": "2025-11"}
