"""Markers in Markdown: which count, what is wrong with others, and what stays when blocks are filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from leaderboard.errors import DataError
from leaderboard.updates import documents

PATH = Path("a.md")

TOP, END = "<!-- leaderboard: top -->", "<!-- /leaderboard -->"


def commands(text: str) -> list[tuple[int, str]]:
    """Return the line and the command of each block."""
    return [(block.line, block.command) for block in documents.blocks(text, PATH)]


def problem(text: str) -> str:
    """Return what is said of a document that cannot be used."""
    with pytest.raises(DataError) as raised:
        documents.blocks(text, PATH)
    return str(raised.value)


def test_finds_the_blocks_and_their_lines() -> None:
    """In the order of the document; old contents do not matter."""
    text = f"# Title\n\n{TOP}\nold\n\n| a |\n{END}\nand\n<!--leaderboard:  cite A   -->\n{END}"

    assert commands(text) == [(3, "top"), (9, "cite A")]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{TOP}\n{END}\n```\n",
        f"~~~md\n{TOP}\n~~~\n",
        f"Code:\n\n    {TOP}\n    {END}\n",
        f"Write `{TOP}` and ``{END}``.\n",
        f"- a list\n\n  ```\n  {TOP}\n  ```\n",
        "<!-- made by leaderboard -->\n\nThe leaderboard: top\n",
        "<!-- leaderboards of 2020 -->\n<!-- leaderboard-start -->\n",
        "&lt;!-- leaderboard: top --&gt; \\<!-- leaderboard: top -->\n",
        "",
    ],
    ids=["fence", "tildes", "indented", "inline", "in a list", "stamp", "others", "escaped", "empty"],
)
def test_what_is_code_or_somebody_elses_is_no_marker(text: str) -> None:
    """Documentation shows markers without having them."""
    assert commands(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Text above.\n{TOP}\n{END}\ntext below\n",
        f'<div align="center">\n{TOP}\n{END}\n</div>\n',
        f"- a list\n\n  {TOP}\n  {END}\n",
        f"`code\n{TOP}\n{END}\n`\n",
    ],
    ids=["at a paragraph", "in HTML", "in a list", "amid backticks"],
)
def test_markers_count_wherever_markdown_sees_a_comment(text: str) -> None:
    """Blank lines around them are not needed."""
    assert [command for _, command in commands(text)] == ["top"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"x\n{TOP}\ny\n", "a.md:2: the block is never ended; add '<!-- /leaderboard -->' below it"),
        (f"x\n{END}\n", "a.md:2: '<!-- /leaderboard -->' ends nothing: no block begins above"),
        (f"{TOP}\n{END}\n{END}\n", "a.md:3: '<!-- /leaderboard -->' ends nothing: no block begins above"),
        (f"{TOP}\nx\n{TOP}\n{END}\n{END}\n", "a.md:3: a block begins inside the one of line 1; end that first with '<!-- /leaderboard -->'"),
        (f"{TOP}\n```\n{END}\n", "a.md:1: the block is never ended; add '<!-- /leaderboard -->' below it"),
    ],
    ids=["no end", "no beginning", "two ends", "nested", "the end is code"],
)  # fmt: skip
def test_markers_come_in_pairs(text: str, said: str) -> None:
    """What is unmatched or nested is one line with the place."""
    assert problem(text) == said


@pytest.mark.parametrize(
    "line",
    [
        "<!-- leaderboard top -->",
        "<!-- Leaderboard: top -->",
        "<!-- leaderboard: top",
        "<!-- /leaderboard: top -->",
        "<!-- / leaderboard -->",
        f"a table: {TOP}",
        f"{TOP} <b>here</b>",
        f"> {TOP}",
        f"| {TOP} |",
        "<!-- leaderboard: show A-->B -->",
    ],
)
def test_what_is_nearly_a_marker_is_an_error(line: str) -> None:
    """Not left alone, since somebody waits for the table in vain."""
    assert problem(f"# A\n\n{line}\n{END}\n") == (
        f"a.md:3: no marker: {line!r}; on a line of its own goes "
        "'<!-- leaderboard: COMMAND -->' or '<!-- /leaderboard -->'"
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("top -d 'pascal voc' -n 5", ["top", "-d", "pascal voc", "-n", "5"]),
        ("leaderboard show  DeepLabv3+", ["show", "DeepLabv3+"]),
    ],
)
def test_commands_are_taken_apart_as_by_a_shell(command: str, words: list[str]) -> None:
    """With or without the name of the program."""
    (block,) = documents.blocks(f"<!-- leaderboard: {command} -->\n{END}\n", PATH)

    assert documents.words(block, PATH) == words


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "a.md:1: the marker has no command; say for example 'top --dataset NAME'"),
        ("leaderboard", "a.md:1: the marker has no command; say for example 'top --dataset NAME'"),
    ],
)
def test_a_marker_without_a_command_is_an_error(command: str, said: str) -> None:
    """With the place of the marker."""
    (block,) = documents.blocks(f"<!-- leaderboard: {command} -->\n{END}\n", PATH)

    with pytest.raises(DataError) as raised:
        documents.words(block, PATH)

    assert str(raised.value) == said


def test_a_command_that_cannot_be_taken_apart_is_an_error() -> None:
    """With the place of the marker, and what stands there."""
    (block,) = documents.blocks(f"<!-- leaderboard: top -d 'voc -->\n{END}\n", PATH)

    with pytest.raises(DataError, match=r"""^a\.md:1: .+ in "top -d 'voc"$"""):
        documents.words(block, PATH)


def test_fills_a_block_between_blank_lines() -> None:
    """So that Markdown sees a table; what was there goes."""
    text = f"a\n{TOP}\nold\n{END}\nb"

    assert documents.fill(text, PATH, ["| x |\n|---|\n"]) == f"a\n{TOP}\n\n| x |\n|---|\n\n{END}\nb"


def test_an_empty_content_is_one_blank_line() -> None:
    """However often it is filled."""
    once = documents.fill(f"{TOP}\n{END}", PATH, [""])

    assert once == f"{TOP}\n\n{END}"
    assert documents.fill(once, PATH, [""]) == once


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    """New lines end as the marker does, also where the file mixes them."""
    text = f"\ufeff{TOP}\r\nold\n{END}\r\nx\ry\x0bz\u2028"

    assert documents.fill(text, PATH, ["new\n"]) == (
        f"\ufeff{TOP}\r\n\r\nnew\r\n\r\n{END}\r\nx\ry\x0bz\u2028"
    )


def test_a_content_is_indented_like_its_marker() -> None:
    """So that it belongs to the item of a list; blank lines stay blank."""
    text = f"- a\n\n  {TOP}\n  {END}\n"

    assert documents.fill(text, PATH, ["b\n\nc\n"]) == f"- a\n\n  {TOP}\n\n  b\n\n  c\n\n  {END}\n"


@pytest.mark.parametrize("content", [f"{END}\n", f"{END}\n{TOP}\n", "```\n", f"{TOP}\n"])
def test_a_content_that_would_break_the_block_is_refused(content: str) -> None:
    """It would be lost, or take the rest of the document with it."""
    with pytest.raises(DataError) as raised:
        documents.fill(f"a\n{TOP}\n{END}\nb\n", PATH, [content])

    assert str(raised.value) == "a.md:2: what the command writes would break the block"


@pytest.mark.parametrize("content", ["```", f"{END}", "a ````` b\n```", "<!--", "\n\n", ""])
def test_in_code_nothing_breaks_the_block(content: str) -> None:
    """The fence is longer than any in the content."""
    filled = documents.fill(f"{TOP}\n{END}\n", PATH, [documents.in_code(content, "csv")])

    assert commands(filled) == [(1, "top")]


@given(before=st.text(), after=st.text(), content=st.text(alphabet="ab|\n-"))
def test_all_else_stays_byte_for_byte(before: str, after: str, content: str) -> None:
    """Whatever stands around the block, and a second time changes nothing."""
    around = [f"{before}\n\n", f"{TOP}\n", f"{END}\n", after]
    text = "".join(around)
    assume("`" not in text and "~" not in text and "<" not in before + after)
    assume(len(commands(text)) == 1)  # a list or a quotation above may go on

    filled = documents.fill(text, PATH, [content])

    assert filled.startswith(around[0] + around[1])
    assert filled.endswith(around[2] + around[3])
    assert documents.fill(filled, PATH, [content]) == filled


def test_says_which_blocks_changed_and_where_they_are_then() -> None:
    """A block above moves the one below."""
    old = f"{TOP}\n{END}\n{TOP}\n\nx\n\n{END}\n{TOP}\n{END}\n"
    new = documents.fill(old, PATH, ["a\n", "x\n", "b\n"])

    lines = [(before.line, after.line) for before, after in documents.changed(old, new, PATH)]

    assert lines == [(1, 1), (8, 11)]


def test_a_file_that_is_not_utf_8_is_an_error() -> None:
    """With the line."""
    with pytest.raises(DataError) as raised:
        documents.decode(b"a\r\nb\n\xff\n", PATH)

    assert str(raised.value) == "a.md:3: not UTF-8"


def test_a_table_is_a_table_behind_a_marker() -> None:
    """As Markdown reads it."""
    filled = documents.fill(f"a\n{TOP}\n{END}\nb\n", PATH, ["| x |\n|---|\n| 1 |\n"])

    assert "<td>1</td>" in MarkdownIt("commonmark").enable("table").render(filled)
