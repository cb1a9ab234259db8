from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from leaderboard import exporters
from leaderboard.table import Cell, Column, Table


def one_cell(name: str, text: str) -> str:
    """Return the line of a table of one cell that holds it."""
    source = exporters.get(name).render([Table("", (Column("a", "H"),), ((Cell(text),),))])
    return next(line for line in reversed(source.splitlines()) if "x" in line)


def test_a_grid_is_the_table_alone(board: Table) -> None:
    """The rows are drawn as tabulate draws them, with numbers lined up and nothing around them."""
    text = exporters.get("simple_outline").render([board.without(["tags", "code"])])

    assert text == (
        "┌─────┬───────────┬─────────────┬───────┐\n"
        "│   # │ Network   │        mIoU │   Gap │\n"
        "├─────┼───────────┼─────────────┼───────┤\n"
        "│  1  │ DPC       │ 82.70       │       │\n"
        "│  2= │ GFF       │ 82.3        │  −0.4 │\n"
        "│  3  │ FCN-8s    │ 65.0 (64.2) │ −17.7 │\n"
        "└─────┴───────────┴─────────────┴───────┘\n"
    )


def test_several_tables_stand_one_below_another(board: Table) -> None:
    """A blank line divides them."""
    text = exporters.get("plain").render([board.without(["tags", "code"]), replace(board, rows=())])

    assert "\n\n" in text


def test_a_table_without_rows_is_its_head(board: Table) -> None:
    """An empty result shows which columns it has."""
    text = exporters.get("psql").render([replace(board, rows=())])

    assert "Network" in text


@pytest.mark.parametrize("text", ["1e5", "007", "62.20", "0x10", "1_000"])
def test_what_looks_like_a_number_stays_text(text: str) -> None:
    """Tabulate would write it anew."""
    source = exporters.get("plain").render([Table("", (Column("a", "A"),), ((Cell(text),),))])

    assert source == f"A\n{text}\n"


@pytest.mark.parametrize("name", ["pipe", "github"])
def test_the_markdown_of_tabulate_is_valid_as_well(name: str, awkward: Table) -> None:
    """Pipes and tags are escaped, which tabulate leaves to others."""
    source = exporters.get(name).render([awkward])

    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    assert sum(token.type == "td_open" for token in tokens) == 2 * len(awkward.rows)
    assert "<script>" not in MarkdownIt("commonmark").enable("table").render(source)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("orgtbl", "x|y", r"| x\vert{}y |"),
        ("jira", "x|[y]{z}", r"| x\|\[y\]\{z\} |"),
        ("asciidoc", "x|y", r"| x\|y "),
        ("mediawiki", "x|<y>", "| x&#124;&lt;y&gt;"),
        ("unsafehtml", "x<y>", "<tr><td>x&lt;y&gt;</td></tr>"),
        ("latex_raw", "x_y & z", r" x\_y \& z \\"),
        ("rst", "x* `y` |z|", r"x\* \`y\` \|z\|"),
        ("rst", "snake_case x_", r"snake_case x\_"),
        ("rst", "- x", r"\ - x"),
        ("rst", "1. x", r"\ 1. x"),
        ("rst", "#. x", r"\ #. x"),
        ("rst", ".. x", r"\ .. x"),
        ("rst", "x::", r"x:\:"),
        ("rst", "FCN-8sx", "FCN-8sx"),
        ("grid", "x|*y*", "| x|*y* |"),
    ],
)
def test_names_read_as_typed_in_the_language_of_the_format(name: str, text: str, line: str) -> None:
    """What means something there is escaped, and nothing where a format is only drawn."""
    assert one_cell(name, text) == line
