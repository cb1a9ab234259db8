from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leaderboard.storage import CsvFile, has, occurring, where

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("way")

ROWS = b"network,dataset,miou\nNet,d,1\nNet 2,d,2\n\n Net ,e,3\nd,Net,4\n"


def test_finds_the_rows_with_a_text(table: Callable[..., Path]) -> None:
    """In that column, and as the whole cell but for the spaces around it."""
    file = CsvFile.read(table(ROWS))

    found = where(file, "Network", "Net")

    assert [(file.line_number(begins), row["miou"]) for begins, row in found] == [(2, "1"), (5, "3")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b'network,note\n"A, B",x\n', "A, B"),
        (b'network,note\n"A ""B""",x\n', 'A "B"'),
        (b'network,note\n"A\nB",x\n', "A\nB"),
        (b'network,note\nA,"x\ny"\n', "A"),
        (b"\xef\xbb\xbfnetwork,note\r\nA,x\r\n", "A"),
        (b"note,network\nx,A", "A"),
    ],
)
def test_finds_what_is_quoted(table: Callable[..., Path], content: bytes, text: str) -> None:
    """Commas, quotation marks and line breaks inside of cells are no obstacle."""
    file = CsvFile.read(table(content))

    assert len(where(file, "network", text)) == 1
    assert has(file, "network", text)
    assert occurring(file, "network") == {text}


def test_text_inside_of_a_cell_is_no_row(table: Callable[..., Path]) -> None:
    """Also if it stands on a line of its own there."""
    file = CsvFile.read(table(b'network,note\nA,"x\nB,y\n"\n'))

    assert where(file, "network", "B") == []
    assert occurring(file, "network") == {"A"}


def test_says_whether_a_text_stands_in_a_column(table: Callable[..., Path]) -> None:
    """In that one, not in another."""
    file = CsvFile.read(table(ROWS))

    assert has(file, "dataset", "e")
    assert not has(file, "network", "e")
    assert not has(file, "split", "e")
    assert not has(file, "network", "")


def test_gathers_the_texts_of_a_column(table: Callable[..., Path]) -> None:
    """Each once; a column that is not there has none."""
    file = CsvFile.read(table(ROWS))

    assert occurring(file, "network") == {"Net", "Net 2", "d"}
    assert occurring(file, "split") == set()
