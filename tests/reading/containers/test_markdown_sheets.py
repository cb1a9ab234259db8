"""Tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import DataError
from leaderboard.reading.containers import markdown
from leaderboard.reading.sheet import HEADER, Words
from leaderboard.reading.start import Start

CONTAINER = markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.reading.sheet import Sheet

    Read = Callable[[str], list[Sheet]]

TABLE = "| Model | f1 |\n|---|---|\n| A | 1.0 |\n"


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_every_table_is_a_sheet_with_its_lines(read: Read) -> None:
    """Also behind what describes the file, with pipes left out, and with Windows' line ends."""
    one, two = read(f"---\ntitle: x\n---\n\n{TABLE}\nm|acc\n-|-\nB|2\n".replace("\n", "\r\n"))
    assert (one.header, rows(one), one.context) == (("Model", "f1"), [["A", "1.0"]], ())
    assert (one.line(HEADER), one.line(0)) == (5, 7)
    assert (two.header, rows(two), two.line(0)) == (("m", "acc"), [["B", "2"]], 11)


def test_a_cell_is_what_people_see(read: Read) -> None:
    """Marks and tags are gone; a footnote is no digit, and a link is its text."""
    (sheet,) = read(
        "| <sub>Model ID</sub> | f1 | x |\n|---|---|---|\n"
        "| **[A](http://a.org/p)** | ~~79~~ | `b\\|c` |\n| D&amp;E<br>F | 78.5<sup>1</sup> | ![Net](i.png) |\n"
    )
    assert sheet.header == ("Model ID", "f1", "x")
    assert rows(sheet) == [["A", "79", "b|c"], ["D&E F", "78.5[1]", "Net"]]
    assert sheet.links == {(0, 0): (("A", "http://a.org/p"),)}


def test_links_by_reference_lead_somewhere(read: Read) -> None:
    """Their addresses stand below."""
    (sheet,) = read("|m|f1|\n|-|-|\n|[A][1]|1|\n\n[1]: http://a.org/x\n")
    assert sheet.links == {(0, 0): (("A", "http://a.org/x"),)}


def test_html_tables_are_read_with_their_lines(read: Read) -> None:
    """Also with empty lines, comments and Markdown within."""
    (sheet,) = read(
        "## Blocks\n\n<table>\n<tbody>\n<!-- c -->\n<th>Name</th><th>box<br/>AP</th>\n\n"
        "<tr><td>\n\n**A**\n\n</td><td>37.9</td></tr>\n</tbody></table>\n"
    )
    assert (sheet.header, rows(sheet)) == (("Name", "box AP"), [["A", "37.9"]])
    assert (sheet.line(HEADER), sheet.line(0)) == (6, 8)
    assert sheet.context == (Words("heading", "Blocks"),)


def test_headings_count_while_their_section_is_open(read: Read) -> None:
    """All of them, the nearest first, however they are underlined."""
    *_, last = read(f"Top\n===\n\n## One\n\n### Deep\n{TABLE}\nTwo\n---\n\n{TABLE}")
    assert last.context == (Words("heading", "Two"), Words("heading", "Top"))


def test_a_bold_line_counts_within_its_section(read: Read) -> None:
    """For all tables until the next one."""
    one, two, three = read(f"# Top\n**CULane**\n{TABLE}\n{TABLE}\n# Next\n{TABLE}")
    assert one.context == two.context == (Words("bold", "CULane"), Words("heading", "Top"))
    assert three.context == (Words("heading", "Next"),)


def test_a_bold_sentence_is_a_sentence(read: Read) -> None:
    """Nothing is called so."""
    (sheet,) = read(f"**Here we compare all models.**\n\n{TABLE}")
    assert sheet.context == (Words("sentence", "Here we compare all models."),)


def test_a_picture_is_not_bold_and_code_may_have_a_bold_title(read: Read) -> None:
    """Neither is a title of the table below."""
    (sheet,) = read(f"**Run**\n\n```\nx\n```\n\n![A plot](x.png)\n\n{TABLE}")
    assert sheet.context == (Words("sentence", "A plot"),)


def test_a_paragraph_counts_right_above_its_table(read: Read) -> None:
    """And not for the table behind that, nor across code."""
    one, two, three = read(
        f"On the *Meadow*\ndataset:\n\n{TABLE}\n{TABLE}\nRun it:\n\n```\nx\n```\n\n{TABLE}"
    )
    assert one.context == (Words("sentence", "On the Meadow dataset:"),)
    assert two.context == (Words("below", "Run it:"),)
    assert three.context == ()


def test_a_caption_stands_above_or_below(read: Read) -> None:
    """Between two tables it is of the one that the others of the file are of."""
    above = read(f"Table 1: One.\n\n{TABLE}\nTable 2: Two.\n\n{TABLE}")
    below = read(f"Text.\n\n{TABLE}\nTable 1: One.\n\n{TABLE}\n**Table 2:** Two.\n")
    for sheets in (above, below):
        assert [sheet.context[0].text.split()[-1] for sheet in sheets] == ["One.", "Two."]
        assert {sheet.context[0].kind for sheet in sheets} == {"caption"}


def test_a_second_row_of_titles_is_joined_to_the_first(read: Read) -> None:
    """Rows below keep their lines."""
    (sheet,) = read("| Model | mIoU | |\n|---|---|---|\n| | val | **test** |\n| A | 1 | 2 |\n")
    assert (sheet.header, rows(sheet)) == (("Model", "mIoU val", "mIoU test"), [["A", "1", "2"]])
    assert sheet.line(0) == 4


def test_short_rows_are_filled_and_long_ones_reported(read: Read) -> None:
    """A pipe that is escaped parts nothing."""
    (sheet,) = read("| m | f1 |\n|---|---|\n| A \\| B |\n| C | 1 | 2 | | 3 |\n")
    assert rows(sheet) == [["A | B", ""], ["C", "1"]]
    assert sheet.loose == ((4, "'2 3' stands beyond the last column"),)


def test_lines_that_look_like_tables_are_reported(read: Read) -> None:
    """With the table above them."""
    one, two = read(f"{TABLE}\n| a | b |\n|---|\n\n> {TABLE.replace(chr(10), chr(10) + '> ')}\n")
    assert [line for line, _ in one.loose] == [5]
    assert two.loose == ()


def test_where_nothing_is_a_table_the_error_says_what_is_wrong(read: Read) -> None:
    """And where."""
    with pytest.raises(DataError, match=r"table.md:1: no table, since"):
        read("| a | b |\n|---|\n")
    with pytest.raises(DataError, match="there is no table in it"):
        read("Words.\n")


def test_code_and_comments_hold_no_tables(read: Read) -> None:
    """They are not shown as such."""
    assert len(read(f"```\n{TABLE}```\n\n<!--\n{TABLE}-->\n\n{TABLE}")) == 1


def test_a_tag_that_swallows_the_page_is_text(read: Read) -> None:
    """As where Markdown is shown."""
    (sheet,) = read(f"Say <title> and <textarea>.\n\n{TABLE}")
    assert sheet.context == (Words("sentence", "Say <title> and <textarea>."),)


def test_long_runs_of_spaces_take_no_time(read: Read) -> None:
    """Nothing looks at them twice."""
    spaces = " " * 200_000
    (sheet,) = read(f"| m | f1 |\n|{spaces}---|---|\n| A{spaces} | 1 |\n\n|{spaces}-{spaces}|x\n")
    assert rows(sheet) == [["A", "1"]]
    assert markdown.recognises(Start(f"|{spaces}:-{spaces}x".encode())) == 0


def test_markdown_is_recognised_by_its_tables() -> None:
    """Whatever it is called."""
    assert markdown.recognises(Start(TABLE.encode(), ".txt")) > 0
    assert markdown.recognises(Start(TABLE.encode(), ".md")) > markdown.recognises(Start(b"# A", ".md")) > 0
    assert markdown.recognises(Start(b"a,b\n1,2\n", ".csv")) == 0
