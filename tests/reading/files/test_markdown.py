"""Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard import Leaderboard

TABLE = """\
# Results

| Method | Cityscapes | ADE20K val | Published In |
|:-------|-----------:|-----------:|--------------|
| A      | 80.1       | 45         | CVPR 2018    |
| B      | 81.2(81.7) |
"""


def scores(board: Leaderboard, *columns: str) -> list[list[object]]:
    """Return what was read: network, dataset, score as text, and more."""
    return board.results_table[["network", "dataset", "score_text", *columns]].astype(str).to_numpy().tolist()


def unusable(board: Leaderboard, path: Path) -> list[str]:
    """Return what could not be used, without the name of the file."""
    return [f"{one.place}: {one.reason}".removeprefix(f"{path}:") for one in board.unusable]


def test_a_network_in_each_row_and_a_dataset_in_each_column(write: Write) -> None:
    """Known datasets are found by their names and splits; short rows are fine."""
    board = leaderboard.load(write(TABLE, "list.md"))

    assert sorted(scores(board, "split")) == [
        ["A", "ade20k", "45", "val"],
        ["A", "cityscapes", "80.1", ""],
        ["B", "cityscapes", "81.2", ""],
        ["B", "cityscapes", "81.7", ""],
    ]
    assert board.network_facts.loc["A", ["venue", "year"]].tolist() == ["CVPR", 2018]
    assert board.remarks == ()
    assert board.unusable == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.md", TABLE),
        ("list.markdown", TABLE),
        ("list", TABLE),
        ("list.csv", TABLE),
        ("list.md", f"\ufeff{TABLE}"),
        ("list.md", TABLE.replace("\n", "\r\n")),
        ("list.md", TABLE.replace("\n| ", "\n").replace("\n|:", "\n:")),
        ("list.md", TABLE.replace("| Method", "> | Method").replace("\n|", "\n> |")),
    ],
    ids=["md", "markdown", "no suffix", "other suffix", "mark", "windows", "no pipe in front", "quoted"],
)
def test_it_is_known_by_its_table(write: Write, name: str, content: str) -> None:
    """Whatever the file is called."""
    board = leaderboard.load(write(content, name))

    assert list(board.top("cityscapes")["network"]) == ["B", "A"]


def test_cells_are_read_as_people_see_them(write: Write) -> None:
    """Bold, code, escapes, entities and footnotes; a raised 1 is no digit."""
    board = leaderboard.load(
        write(
            "| Network | Cityscapes |\n|-|-|\n"
            "| **A** | <u>**80.1**</u> |\n"
            "| `b\\|c` | ~~79~~ |\n"
            "| D&amp;E<br>F | 78.5<sup>1</sup> |\n"
            "| _G_ | 77 &plusmn; 0.5 |\n"
            "| H | $76 \\pm 0.1$ |\n"
            "| I | 75.5%† |\n"
            "| J | - |\n| K | n/a |\n| L | |\n",
            "list.md",
        )
    )

    assert scores(board, "spread_text", "note") == [
        ["A", "cityscapes", "80.1", "", ""],
        ["b|c", "cityscapes", "79", "", ""],
        ["D&E F", "cityscapes", "78.5", "", "[1]"],
        ["G", "cityscapes", "77", "0.5", ""],
        ["H", "cityscapes", "76", "0.1", ""],
        ["I", "cityscapes", "75.5", "", "marked †"],
    ]
    assert board.unusable == ()


def test_links_are_kept(write: Write) -> None:
    """On the name, in a column of papers or of code, by reference or bare."""
    board = leaderboard.load(
        write(
            "| Network | Cityscapes | Paper | Code |\n|-|-|-|-|\n"
            "| [A](https://a.example) | 80 | | [here](https://code.example/a) |\n"
            "| [B](https://github.com/b) | 81 | [A Title of B][b] | |\n"
            "| C | 82 | <https://c.example> | https://code.example/c |\n"
            '| D | 83 | <a href="https://d.example">pdf</a> | ✓ |\n'
            "\n[b]: https://b.example\n",
            "list.md",
        )
    )

    facts = board.facts_of(["A", "B", "C", "D"])
    assert facts[["title", "paper_url", "code_url"]].to_numpy().tolist() == [
        ["", "https://a.example", "https://code.example/a"],
        ["A Title of B", "https://b.example", "https://github.com/b"],
        ["", "https://c.example", "https://code.example/c"],
        ["", "https://d.example", ""],
    ]


@pytest.mark.parametrize("title", ["Network", "model", "Method", "Name", "Architecture", "Backbone", ""])
def test_the_column_of_networks_has_many_names(write: Write, title: str) -> None:
    """Or none."""
    board = leaderboard.load(write(f"| # | {title} | Cityscapes |\n|-|-|-|\n| 1 | A | 80 |\n", "list.md"))

    assert scores(board) == [["A", "cityscapes", "80"]]


def test_the_user_names_the_column_of_networks(write: Write) -> None:
    """Where its title does not."""
    path = write("| # | Modell | Cityscapes |\n|-|-|-|\n| 1 | A | 80 |\n", "list.md")

    with pytest.raises(DataError, match="--column network=TITLE"):
        leaderboard.load(path)

    assert scores(leaderboard.load(path, columns={"network": "Modell"})) == [["A", "cityscapes", "80"]]


def test_numbers_that_are_no_scores_are_on_no_board(write: Write) -> None:
    """Sizes are facts, and settings are conditions."""
    board = leaderboard.load(
        write(
            "| Model | Backbone | Cityscapes | Params (M) | GFLOPs | LR |\n"
            "|-|-|-|-|-|-|\n| A | R-101 | 80 | 60.1 | 900 | 0.01 |\n",
            "list.md",
        )
    )

    assert scores(board, "variant") == [["A", "cityscapes", "80", "R-101, LR 0.01"]]
    assert board.speeds_table[["params", "gflops"]].to_numpy().tolist() == [[60.1, 900.0]]
    assert board.remarks == ()


def test_titles_say_metric_split_and_test_time(write: Write) -> None:
    """What is measured beside the metric of a dataset is a board of its own."""
    board = leaderboard.load(
        write(
            "| Model | Cityscapes val mIoU (ms+flip) | Cityscapes (val, mIoU %) | Cityscapes Pixel Acc | Mine FID ↓ |\n"
            "|-|-|-|-|-|\n| A | 81 | 80 | 95.5 | 12.5 |\n",
            "list.md",
        )
    )

    assert scores(board, "metric", "split", "test_time") == [
        ["A", "cityscapes", "81", "mIoU", "val", "multi-scale"],
        ["A", "cityscapes", "80", "mIoU", "val", ""],
        ["A", "cityscapes", "95.5", "Pixel Acc", "", ""],
        ["A", "Mine", "12.5", "FID", "", ""],
    ]
    assert board.boards is not None
    better = board.boards.set_index("metric")["better"]
    assert better[["Pixel Acc", "FID"]].tolist() == ["higher", "lower"]


@pytest.mark.parametrize(
    "heading", ["# Cityscapes val", "## Results on the Cityscapes val set", "Cityscapes val benchmark\n---"]
)
def test_the_heading_names_the_dataset_where_the_table_does_not(write: Write, heading: str) -> None:
    """The nearest that names a known one."""
    table = "| Model | mIoU | mIoU (ms) |\n|-|-|-|\n| A | 80 | 81 |\n"

    board = leaderboard.load(write(f"# ADE20K\n\n{heading}\n\n### Numbers\n\n{table}", "list.md"))

    assert scores(board, "split", "test_time") == [
        ["A", "cityscapes", "80", "val", ""],
        ["A", "cityscapes", "81", "val", "multi-scale"],
    ]


TABLES = (
    "| Dataset | Images |\n|-|-|\n| Cityscapes | 5000 |\n\n"
    "| Model | Cityscapes |\n|-|-|\n| A | 80 |\n\n"
    "```\n| Model | Cityscapes |\n|-|-|\n| C | 82 |\n```\n\n"
    "| Model | ADE20K |\n|-|-|\n| B | 45 |\n"
)


def test_every_table_with_scores_is_read(write: Write) -> None:
    """Those in code are none."""
    board = leaderboard.load(write(TABLES, "list.md"))

    assert scores(board) == [["A", "cityscapes", "80"], ["B", "ade20k", "45"]]


def test_one_of_the_tables_can_be_asked_for(write: Write) -> None:
    """By its number in the file; if there is none of it, that is an error."""
    path = write(TABLES, "list.md")

    assert scores(leaderboard.load(path, table=3)) == [["B", "ade20k", "45"]]
    with pytest.raises(DataError, match=r"list\.md: no table 4: it has 3 tables$"):
        leaderboard.load(path, table=4)


def test_what_cannot_be_used_is_kept_in_view_with_its_line(write: Write) -> None:
    """Typos, cells beyond the header, rows without a name; nothing else of their rows is lost."""
    path = write(
        "| Model | Cityscapes | ADE20K | Year |\n|-|-|-|-|\n"
        "| A | 8O.1 | 45 | 2018 |\n"
        "| B | 80 | 46 | 2019 | 99.9 |\n"
        "|  | 81 | | 2019 |\n"
        "| C | 810 | 93.0/90.7 | 19 |\n\n"
        "| Model | Cityscapes |\n|-|-|-|\n| D | 80 |\n",
        "list.md",
    )

    board = leaderboard.load(path)

    assert sorted(scores(board)) == [
        ["A", "ade20k", "45"],
        ["B", "ade20k", "46"],
        ["B", "cityscapes", "80"],
    ]
    told = sorted(unusable(board, path))
    expected = [
        ("3: ", "'8O.1'"),
        ("4: ", "'99.9'"),
        ("5: ", "no network"),
        ("6: ", "'19' is not a year"),
        ("6: ", "'93.0/90.7' is two numbers"),
        ("6: ", "810 is not between 0 and 100 %"),
        ("8: ", "no table"),
    ]
    assert len(told) == len(expected)
    for one, (line, problem) in zip(told, expected, strict=True):
        assert one.startswith(line)
        assert problem in one


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("# Nothing\n", ": there is no table in it"),
        ("\n| a | b |\n|-|-|\n| c | d |\n", ":2: no column of networks and none of scores"),
        ("| a | b |\n|-|-|-|\n", ":1: no table"),
        ("| Model | Cityscapes |\n|-|-|\n| A | good |\n", ":1: no cell of the column 'Cityscapes'"),
        ("| Model | Cityscapes |\n|-|-|\n", ": no score was found in it"),
        (b"| Model | Cityscapes |\n|-|-|\n| \xe9 | 80 |\n", ":3: not UTF-8 text"),
    ],
)
def test_a_file_without_scores_is_an_error(write: Write, content: str | bytes, problem: str) -> None:
    """One line that says what was looked for."""
    path = write(content, "list.md")

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value).startswith(f"{path}{problem}")


def test_a_file_that_is_too_large_is_refused(write: Write) -> None:
    """Before any of it is read."""
    path = write(b"| a | b |\n|-|-|\n" + b"|" * 10_000_000, "list.md")

    with pytest.raises(DataError, match=r"list\.md: more than 10 MB"):
        leaderboard.load(path)


@pytest.mark.apart
def test_rows_beyond_what_a_table_may_lack_are_kept_in_view(write: Write) -> None:
    """A table may lack some 65,000 cells; the library ends it there."""
    width = 300
    header = "| Model | Cityscapes |" + " x |" * width
    path = write(header + "\n|-|-|" + "-|" * width + "\n" + "| A | 80 |\n" * 220, "list.md")

    board = leaderboard.load(path)

    lost = [one for one in board.unusable if "no part of its table" in one.reason]
    assert len(board.results_table) + len(lost) == 220


def test_the_program_reads_its_own_markdown(write: Write, shipped: Leaderboard) -> None:
    """Bold, underlined, and with every score in parentheses."""
    from leaderboard.commands import export
    from leaderboard.exporters import get

    text = get("markdown").render([export.whole(shipped, limit=None, every_score=True)])

    board = leaderboard.load(write(text, "table.md"))

    own = shipped.rank()
    assert sorted(board.rank()["score_text"]) == sorted(own.loc[own["own"], "score_text"])


@given(
    text=st.lists(
        st.sampled_from(
            [
                "|",
                "-",
                ":",
                "\n",
                " ",
                "A",
                "80",
                "Cityscapes",
                "Model",
                "[",
                "]",
                "(",
                ")",
                "`",
                "**",
                "<a",
                ">",
                "\\",
            ]
        )
        | st.text(max_size=3),
        max_size=60,
    ).map("".join)
)
def test_no_text_ends_in_a_traceback(text: str, tmp_path: Path) -> None:
    """It is read, or refused with the name of the file."""
    path = tmp_path / "list.md"
    path.write_text(f"| Model | Cityscapes |\n|-|-|\n| A | 80 |\n{text}", encoding="utf-8", errors="replace")

    try:
        board = leaderboard.load(path)
    except DataError as error:
        problem = str(error)
    else:
        problem = f"{path}: "
        assert board.top("cityscapes")["score"].between(0, 100).all()
    assert problem.startswith(str(path))
