"""How tables are written, and files that can hardly be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faultless import FOLDER, TODAY, said
from hypothesis import given, settings
from hypothesis import strategies as st

from leaderboard.checks import check
from leaderboard.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import InFile

HEADER = "network,dataset,miou,source,note\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A ,camvid,70,s,", "warning: a space at the edge in 'network'; write 'A' [stray-space]"),
        ("A, camvid,70,s,", "warning: a space at the edge in 'dataset'; write 'camvid' [stray-space]"),
        (" A,camvid,70,s,", "warning: a space after a comma; remove it [stray-space]"),
        ('A,camvid,70, "s, t",', "warning: a space after a comma; remove it [stray-space]"),
        ('A,camvid,70, "s",', "warning: a space after a comma; remove it [stray-space]"),
        ("A  B,camvid,70,s,", "warning: two spaces in 'network'; write 'A B' [stray-space]"),
        ("A\tB,camvid,70,s,", "warning: a tab in 'network'; write 'A B' [stray-space]"),
        ("A\u00a0B,camvid,70,s,", "warning: a no-break space in 'network'; write 'A B' [stray-space]"),
        ('A,camvid,70,s,"b\nc"', "warning: a line break in 'note'; write 'b c' [stray-space]"),
        ("A,camvid,70,s, ", "warning: a space at the edge in 'note'; leave it empty [stray-space]"),
        ("A\x1b[31m,camvid,70,s,", "error: 'network' holds the character U+001B, which cannot be seen; remove it [control-character]"),
        ("A\u202eB,camvid,70,s,", "error: 'network' holds the character U+202E, which cannot be seen; remove it [control-character]"),
        ("A\u200bB,camvid,70,s,", "error: 'network' holds the character U+200B, which cannot be seen; remove it [control-character]"),
        ("A\x00,camvid,70,s,", "error: 'network' holds the character U+0000, which cannot be seen; remove it [control-character]"),
        ("A,camvid,70,s,,", "error: 6 cells where the header has 5; quote a cell that holds a comma [too-many-cells]"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_found(in_file: InFile, row: str, problem: str) -> None:
    """At its line, with the column and the mend."""
    assert in_file(f"{HEADER}X,camvid,60,s,\n{row}\n") == [f"own.csv:3: {problem}"]


def test_accents_and_other_scripts_are_letters(in_file: InFile) -> None:
    """Only what cannot be seen is refused."""
    assert in_file(f"{HEADER}Šegvić,camvid,70,東京　大学,naïve – “x” · ①\n") == []


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("A,camvid,70,s,\nB,camvid,x,s,\n", 3),
        ("\n\nA,camvid,70,s,\n\nB,camvid,x,s,\n", 6),
        ('A,camvid,70,s,"two\nlines"\nB,camvid,x,s,\n', 4),
        ('A,camvid,70,"s, t",\r\nB,camvid,x,s,\r\n', 3),
        ("A,camvid,70,s,\rB,camvid,x,s,\r", 3),
        ("A,camvid,70,s,,,\nB,camvid,x,s,\n", 3),
    ],
    ids=["plain", "blank lines", "quoted break", "windows", "old mac", "too many cells"],
)
def test_the_line_is_the_one_that_an_editor_shows(in_file: InFile, rows: str, line: int) -> None:
    """Whatever stands above it."""
    found = [one for one in in_file(f"{HEADER}{rows}") if "[no-number]" in one]

    assert found == [
        f"own.csv:{line}: error: the score 'x' is not a finite number; write a decimal, such as 81.2 [no-number]"
    ]


def test_how_a_file_is_written_is_said_once(in_file: InFile) -> None:
    """Not on every line."""
    assert in_file(b"\xef\xbb\xbfnetwork,dataset,miou,source\r\nA,camvid,70,s\r\nB,camvid,71,s") == [
        "own.csv:: warning: the file begins with a byte-order mark; save it as plain UTF-8 [line-ends]",
        "own.csv:: warning: the file has line ends that are not bare line feeds; save it with LF [line-ends]",
        (
            "own.csv:: warning: the file does not end in a line end; add one, so that the next row is a new line"
            " [line-ends]"
        ),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", ": error: the file is empty [unreadable]"),
        (b"network,dataset,miou\nA,x,\xff\n", "2: error: not UTF-8 text; save the file with that encoding [unreadable]"),
        (b'network,dataset,miou\nA,x,1\n"B,x,2\n', "3: error: a quotation mark is opened and never closed; close it, or double it inside a cell [unreadable]"),
        (b'network,dataset,miou\nA,x,"' + b"1" * 200_000, "2: error: a quotation mark is opened and never closed; close it, or double it inside a cell [unreadable]"),
        (b"network,network\n", "1: error: the column 'network' stands there twice [unreadable]"),
        (b"title\nx\n", "1: error: no column 'network'; the columns are 'title' [missing-column]"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_problem(in_file: InFile, content: bytes, problem: str) -> None:
    """It says what hinders."""
    assert in_file(content) == [f"own.csv:{problem}"]


def test_one_table_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    """What can be known without it is still found."""
    for name, text in FOLDER.items():
        (tmp_path / f"{name}.csv").write_text(text)
    (tmp_path / "papers.csv").write_bytes(b"\xff")
    (tmp_path / "links.csv").write_text("paper,kind,address\na,code,https://a b\n")
    (tmp_path / "results.csv").write_text("network,dataset,miou,source\nA,streets,x,s\n")

    found = [(one.split(": ")[0], one.rsplit("[", 1)[1]) for one in said(tmp_path)]

    assert found == [
        ("links.csv:1", "missing-column]"),
        ("links.csv:1", "unused-column]"),
        ("papers.csv:1", "unreadable]"),
        ("results.csv:2", "no-number]"),
        ("speeds.csv:2", "no-score]"),
        ("speeds.csv:3", "no-score]"),
    ]


def test_a_table_beside_the_scores_is_checked_with_them(tmp_path: Path) -> None:
    """Papers, links and datasets are no scores by themselves."""
    for name, text in FOLDER.items():
        (tmp_path / f"{name}.csv").write_text(text)

    assert said(tmp_path / "papers.csv") == []


def test_a_file_of_another_kind_is_read(in_file: InFile) -> None:
    """What its importer refuses is the problem."""
    (found,) = in_file("nothing", "own.nonsense")

    assert found.startswith("own.nonsense:: error: cannot read files of this kind")


def test_without_data_there_is_nothing_to_check(tmp_path: Path) -> None:
    """That is no problem of the data."""
    with pytest.raises(DataError, match="this folder has no results"):
        check(tmp_path)
    with pytest.raises(DataError, match="no such file or folder"):
        check(tmp_path / "nowhere.csv")


TEXT = st.text(alphabet=st.sampled_from("aAé1.,;\"'\n\r\t \x00\u202e-%+:/(){}"), max_size=40)


@settings(max_examples=150)
@given(
    table=st.sampled_from(sorted(FOLDER)),
    tail=st.one_of(st.binary(max_size=60), TEXT.map(str.encode)),
    whole=st.booleans(),
)
def test_no_bytes_end_in_a_traceback(tmp_path: Path, table: str, tail: bytes, whole: bool) -> None:  # noqa: FBT001
    """Whatever stands in a table, each problem is a line with a place."""
    for name, text in FOLDER.items():
        content = text.encode()
        if name == table:
            content = tail if whole else content + tail
        (tmp_path / f"{name}.csv").write_bytes(content)

    found = check(tmp_path, today=TODAY)

    assert list(found.columns) == ["path", "line", "severity", "rule", "problem"]
    assert set(found["severity"]) <= {"error", "warning"}
    assert not any("\n" in problem or "\x00" in problem for problem in found["problem"])


@given(rows=st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=5), wide=st.booleans())
def test_no_file_of_ones_own_ends_in_a_traceback(tmp_path: Path, rows: list[list[str]], wide: bool) -> None:  # noqa: FBT001
    """Long or wide."""
    header = "network,camvid,%" if wide else "network,dataset,score"
    path = tmp_path / "own.csv"
    path.write_bytes("\n".join([header, *(",".join(row) for row in rows)]).encode())

    assert not check(path, today=TODAY).empty
