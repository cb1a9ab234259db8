"""Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.errors import DataError, LeaderboardError

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

    assert scores(board, "split", "evidence", "source") == [
        ["A", "cityscapes", "80.1", "", "list", "list.md"],
        ["A", "ade20k", "45", "val", "list", "list.md"],
        ["B", "cityscapes", "81.2", "", "list", "list.md"],
        ["B", "cityscapes", "81.7", "", "list", "list.md"],
    ]
    assert list(board.datasets_table["dataset"]) == ["cityscapes", "ade20k"]
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

    assert scores(board, "note") == [
        ["A", "cityscapes", "80.1", ""],
        ["b|c", "cityscapes", "79", ""],
        ["D&E F", "cityscapes", "78.5", "[1]"],
        ["G", "cityscapes", "77", "± 0.5"],
        ["H", "cityscapes", "76", "\\pm 0.1"],
        ["I", "cityscapes", "75.5", "marked †"],
    ]
    assert board.unusable == ()


def test_links_are_kept(write: Write) -> None:
    """On the name, in a column of papers or of code, by reference or bare; the paper is the source."""
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
    assert list(board.results_table["source"]) == [
        *("https://a.example", "https://b.example", "https://c.example", "https://d.example")
    ]


@pytest.mark.parametrize(
    ("title", "network"),
    [
        ("Network", "A"),
        ("model", "A"),
        ("Method", "A"),
        ("Name", "A"),
        ("Architecture", "A"),
        ("Backbone", "A"),
        ("Whatever", "A"),
        ("", "A"),
    ],
)
def test_the_column_of_networks_has_many_names(write: Write, title: str, network: str) -> None:
    """If it has none of them, it is the first that holds no scores."""
    board = leaderboard.load(write(f"| # | {title} | Cityscapes |\n|-|-|-|\n| 1 | A | 80 |\n", "list.md"))

    assert scores(board) == [[network, "cityscapes", "80"]]


def test_numbers_that_are_no_scores_are_left_with_a_remark(write: Write) -> None:
    """Sizes, speeds and settings; a known dataset always counts."""
    path = write(
        "| Model | Backbone | Cityscapes | Params (M) | GFLOPs | FPS | Inference time (ms) | LR |\n"
        "|-|-|-|-|-|-|-|-|\n| A | R-101 | 80 | 60.1 | 900 | 2.5 | 400 | 0.01 |\n",
        "list.md",
    )

    board = leaderboard.load(path)

    assert scores(board, "variant") == [["A", "cityscapes", "80", "R-101"]]
    assert board.remarks == (
        f"{path}: not used: the columns 'Params (M)', 'GFLOPs', 'FPS', 'Inference time (ms)', 'LR'",
    )


def test_titles_say_metric_split_and_test_time(write: Write) -> None:
    """What is measured beside the metric of a dataset is a board of its own."""
    board = leaderboard.load(
        write(
            "| Model | Cityscapes val mIoU (ms+flip) | Cityscapes (val, mIoU %) | Cityscapes Pixel Acc | Mine FID ↓ |\n"
            "|-|-|-|-|-|\n| A | 81 | 80 | 95.5 | 12.5 |\n",
            "list.md",
        )
    )

    assert scores(board, "split", "test_time") == [
        ["A", "cityscapes", "81", "val", "multi-scale"],
        ["A", "cityscapes", "80", "val", ""],
        ["A", "Cityscapes Pixel Acc", "95.5", "", ""],
        ["A", "Mine", "12.5", "", ""],
    ]
    described = board.datasets_table.set_index("dataset")[["metric", "better"]]
    assert described.loc["Cityscapes Pixel Acc"].tolist() == ["Pixel Acc", "higher"]
    assert described.loc["Mine"].tolist() == ["FID", "lower"]


def test_a_dataset_of_ones_own_beside_known_ones_is_taken_to_be_in_miou(write: Write) -> None:
    """Which is said."""
    path = write("| Model | Cityscapes | Mine |\n|-|-|-|\n| A | 80 | 50 |\n", "list.md")

    board = leaderboard.load(path)

    assert board.remarks == (f"{path}: 'Mine' is taken for a dataset, measured in mIoU (%)",)


def test_what_is_better_is_asked_for(write: Write) -> None:
    """Where no title tells what is measured, nothing is ranked unless the user says so."""
    path = write("| Model | Quiz | Riddles |\n|-|-|-|\n| A | 80 | 50 |\n| B | 70 | 60 |\n", "list.md")

    with pytest.raises(LeaderboardError, match="is higher or lower 'score' better on 'Quiz'"):
        leaderboard.load(path).top("quiz")

    assert list(leaderboard.load(path, better="lower").top("quiz")["network"]) == ["B", "A"]


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


def test_scores_on_nobody_knows_what_are_an_error(write: Write) -> None:
    """The message says how to mend it."""
    path = write("# Our results\n\n| Model | mIoU |\n|-|-|\n| A | 80 |\n", "list.md")

    with pytest.raises(DataError) as caught:
        leaderboard.load(path)

    assert str(caught.value) == (
        f"{path}:3: it is not said on which dataset 'mIoU' is measured; name it in the heading above the table"
    )


def test_one_score_a_row(write: Write) -> None:
    """A column of datasets, and metrics in the title or a column of their own."""
    board = leaderboard.load(
        write(
            "| Model | Dataset | Metric | Score |\n|-|-|-|-|\n"
            "| A | Cityscapes | mIoU | 80 |\n| A | Mine | FID | 12 |\n| A | Mine | IS | 9 |\n",
            "list.md",
        )
    )

    assert scores(board) == [
        ["A", "cityscapes", "80"],
        ["A", "Mine", "12"],
        ["A", "Mine IS", "9"],
    ]
    assert board.datasets_table.set_index("dataset").loc["Mine", "better"] == "lower"


TABLES = (
    "| Dataset | Images |\n|-|-|\n| Cityscapes | 5000 |\n\n"
    "| Model | Cityscapes |\n|-|-|\n| A | 80 |\n\n"
    "```\n| Model | Cityscapes |\n|-|-|\n| C | 82 |\n```\n\n"
    "| Model | ADE20K |\n|-|-|\n| B | 45 |\n"
)


def test_of_several_tables_the_first_with_scores_is_read(write: Write) -> None:
    """How many there are is said; those in code are none."""
    path = write(TABLES, "list.md")

    board = leaderboard.load(path)

    assert scores(board) == [["A", "cityscapes", "80"]]
    assert board.remarks == (
        f"{path}: 2 tables with scores; number 1, on line 5, is read, and --table N picks another",
    )


def test_another_table_can_be_asked_for(write: Write) -> None:
    """By its number among those with scores; if there is none of it, that is an error."""
    path = write(TABLES, "list.md")

    assert scores(leaderboard.load(path, table=2)) == [["B", "ade20k", "45"]]
    with pytest.raises(DataError, match=r"list\.md: no table 3: it has 2 tables with scores, on line 5, 15$"):
        leaderboard.load(path, table=3)


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

    assert scores(board) == [["A", "ade20k", "45"], ["B", "cityscapes", "80"], ["B", "ade20k", "46"]]
    assert unusable(board, path) == [
        "8: no table, since the header has not as many cells as the line of dashes below it",
        "3: '8O.1' is not a finite number (A on Cityscapes)",
        "4: '99.9' stands beyond the last column",
        "5: no network is named",
        "6: '93.0/90.7' is two numbers (C on ADE20K)",
        "6: '19' is not a year",
        "6: 810 is not between 0 and 100 % (C on cityscapes)",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("# Nothing\n", ": it has no table with scores: a network in each row and a dataset in each column"),
        ("| a | b |\n|-|-|\n| c | d |\n", ": none of its 1 tables holds scores: a network in each row and"),
        (
            "| a | b |\n|-|-|-|\n",
            ":1: no table, since the header has not as many cells as the line of dashes",
        ),
        ("| Model | Cityscapes |\n|-|-|\n| A | good |\n", ": none of its 1 scores can be used; "),
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

    with pytest.raises(DataError, match=r"more than 10 MB, which is too much for Markdown$"):
        leaderboard.load(path)


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
