"""How CSV files are written, and files that can hardly be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faultless import FOLDER, TODAY
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.checks import check

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import InFile, InFolder

HEADER = "network,dataset,miou,source,note\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A ,camvid,70,s,", "warning: a space at the edge in 'network'; write 'A' [stray-space]"),
        ("A, camvid,70,s,", "warning: a space in front of a cell; remove it [stray-space]"),
        (" A,camvid,70,s,", "warning: a space in front of a cell; remove it [stray-space]"),
        ('A,camvid,70, "s, t",', "warning: a space in front of a cell; remove it [stray-space]"),
        ('A,camvid,70, "s",', "warning: a space in front of a cell; remove it [stray-space]"),
        ("A  B,camvid,70,s,", "warning: two spaces in 'network'; write 'A B' [stray-space]"),
        ("A\tB,camvid,70,s,", "warning: a tab in 'network'; write 'A B' [stray-space]"),
        ("A\u00a0B,camvid,70,s,", "warning: a no-break space in 'network'; write 'A B' [stray-space]"),
        ('A,camvid,70,s,"b\nc"', "warning: a line break in 'note'; write 'b c' [stray-space]"),
        ("A,camvid,70,s ,", "warning: a space at the edge in 'source'; write 's' [stray-space]"),
        ("A\x1b[31m,camvid,70,s,", "error: 'network' holds the character U+001B, which cannot be seen; remove it [control-character]"),
        ("A\u202eB,camvid,70,s,", "error: 'network' holds the character U+202E, which cannot be seen; remove it [control-character]"),
        ("A\u200bB,camvid,70,s,", "error: 'network' holds the character U+200B, which cannot be seen; remove it [control-character]"),
        ("A,camvid,70,s,,more", "error: 'more' stands beyond the last column [unusable]"),
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
        ("A,camvid,70,s,\nB,camvid,bad,s,\n", 3),
        ("\n\nA,camvid,70,s,\n\nB,camvid,bad,s,\n", 6),
        ('A,camvid,70,s,"two\nlines"\nB,camvid,bad,s,\n', 4),
        ('A,camvid,70,"s, t",\r\nB,camvid,bad,s,\r\n', 3),
        ("A,camvid,70,s,\rB,camvid,bad,s,\r", 3),
        ("A,camvid,70,s,,,\nB,camvid,bad,s,\n", 3),
    ],
    ids=["plain", "blank lines", "quoted break", "windows", "old mac", "too many cells"],
)
def test_the_line_is_the_one_that_an_editor_shows(in_file: InFile, rows: str, line: int) -> None:
    """Whatever stands above it."""
    found = [one for one in in_file(f"{HEADER}{rows}") if "[unusable]" in one]

    assert found == [f"own.csv:{line}: error: 'bad' is no number (B on camvid) [unusable]"]


def test_spaces_of_others_are_told_once_for_each_column(in_file: InFile, in_folder: InFolder) -> None:
    """Somebody may like them; in our own tables each is to go."""
    found = in_file("network,dataset,miou\nA , camvid,70\nB , camvid,71\nC , camvid,72\n")

    assert found == [
        "own.csv:2: warning: a space at the edge in 'network'; write 'A' (and 2 more rows) [stray-space]",
        "own.csv:2: warning: a space in front of a cell; remove it (and 2 more rows) [stray-space]",
    ]
    assert len(in_folder(speeds="AlphaNet ,,streets,test,3,,,,,s,\nBeta-Net ,,rooms,,3,,,,,s,\n")) == 2


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


TEXT = st.text(alphabet=st.sampled_from("aAé1.,;\"'\n\r\t \x00\u202e-%+:/(){}"), max_size=40)


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

    found = check(path, today=TODAY)

    assert not any("\n" in problem for problem in found["problem"])
