from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import Changed, DataError
from leaderboard.storage import CsvFile, Row, insert_rows, insertion, write

if TYPE_CHECKING:
    from collections.abc import Callable


def by_name(row: Row) -> str | None:
    """Sort by network; a row without one has no place."""
    return row["network"] or None


pytestmark = pytest.mark.usefixtures("way")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"network,miou\nA,1\n", b"network,miou\nA,1\nB,2\n"),
        (b"network,miou\r\nA,1\r\n", b"network,miou\r\nA,1\r\nB,2\r\n"),
        (b"\xef\xbb\xbfnetwork,miou\nA,1\n", b"\xef\xbb\xbfnetwork,miou\nA,1\nB,2\n"),
        (b"network,miou\nA,1", b"network,miou\nA,1\nB,2\n"),
        (b"network,miou\r\nA,1", b"network,miou\r\nA,1\r\nB,2\r\n"),
        (b"network,miou\n", b"network,miou\nB,2\n"),
        (b"network,miou", b"network,miou\nB,2\n"),
        (b"network,miou\nA,1\n\n\n", b"network,miou\nA,1\nB,2\n\n\n"),
        (b"network,miou\r\nA,1\r\n\r\n", b"network,miou\r\nA,1\r\nB,2\r\n\r\n"),
        (b"network,miou\n\nA,1\n", b"network,miou\n\nA,1\nB,2\n"),
        (b"\nnetwork,miou\nA,1\n", b"\nnetwork,miou\nA,1\nB,2\n"),
        (b"miou, network ,x\n1,A\n", b"miou, network ,x\n1,A\n2,B,\n"),
        (b'network,miou\n"A\nB, C",1\n', b'network,miou\n"A\nB, C",1\nB,2\n'),
        (b'"net\nwork",network,miou\n', b'"net\nwork",network,miou\n,B,2\n'),
        (b'network,miou\nA 5" disk,1\n', b'network,miou\nA 5" disk,1\nB,2\n'),
    ],
)
def test_every_other_byte_stays(table: Callable[..., Path], before: bytes, after: bytes) -> None:
    """Line ends, byte-order mark, blank lines, spaces and quotation marks are the file's own."""
    path = table(before)

    insert_rows(path, [{"network": "B", "miou": "2"}])

    assert path.read_bytes() == after


def test_tabs_stand_between_the_cells_of_a_tsv(table: Callable[..., Path]) -> None:
    """Its suffix says so."""
    path = table(b"network\tmiou\nA\t1\n", "own.tsv")

    insert_rows(path, [{"network": "B, C", "miou": "2"}])

    assert path.read_bytes() == b"network\tmiou\nA\t1\nB, C\t2\n"


def test_quotes_stand_only_where_needed(table: Callable[..., Path]) -> None:
    """Commas, quotation marks and line breaks need them (RFC 4180)."""
    path = table(b"network,note,source,miou\n")

    insert_rows(path, [{"network": "A, B", "note": 'say "hi"', "source": "two\nlines", "miou": "1"}])

    assert path.read_bytes() == b'network,note,source,miou\n"A, B","say ""hi""","two\nlines",1\n'


def test_fields_find_their_columns(table: Callable[..., Path]) -> None:
    """Whatever the order and the spelling of the header, and also by another name."""
    path = table(b"mIoU,Test Time,NETWORK\n")

    insert_rows(
        path,
        [{"network": "A", "score": "80.10", "test_time": "single-scale"}],
        roles={"score": 0},
    )

    assert path.read_bytes() == b"mIoU,Test Time,NETWORK\n80.10,single-scale,A\n"


def test_a_field_without_a_column_is_refused(table: Callable[..., Path]) -> None:
    """What is given is never dropped; what is empty needs no column."""
    path = table(b"network,miou\nA,1\n")

    with pytest.raises(DataError, match="no column 'split' for 'val'; the columns are 'network', 'miou'"):
        insert_rows(path, [{"network": "B", "note": "", "split": "val"}])

    assert path.read_bytes() == b"network,miou\nA,1\n"


def test_rows_go_where_they_belong(table: Callable[..., Path]) -> None:
    """Several at once, behind those that they do not come before; each says on which line it is."""
    path = table(b"network,miou\nA,1\nC,1\nC,2\nE,1\n")

    written = insert_rows(path, [{"network": name, "miou": "9"} for name in "FCBA"], order=by_name)

    assert path.read_bytes() == b"network,miou\nA,1\nA,9\nB,9\nC,1\nC,2\nC,9\nE,1\nF,9\n"
    assert [(line.line, line.text) for line in written] == [(3, "A,9"), (4, "B,9"), (7, "C,9"), (9, "F,9")]


def test_a_row_goes_to_the_end_of_a_table_that_is_not_in_order(table: Callable[..., Path]) -> None:
    """There is no place that would be right."""
    path = table(b"network,miou\nC,1\nA,1\nE,1\n")

    insert_rows(path, [{"network": "B", "miou": "9"}], order=by_name)

    assert path.read_bytes() == b"network,miou\nC,1\nA,1\nE,1\nB,9\n"


def test_a_row_without_a_place_goes_to_the_end(table: Callable[..., Path]) -> None:
    """Behind those that have one."""
    path = table(b"network,miou\nB,1\n")

    insert_rows(path, [{"miou": "8"}, {"network": "A", "miou": "9"}], order=by_name)

    assert path.read_bytes() == b"network,miou\nA,9\nB,1\n,8\n"


def test_a_row_never_lands_inside_a_cell(table: Callable[..., Path]) -> None:
    """Not even where the lines of a cell look like rows in order."""
    path = table(b'network,miou\nA,"x\nB,1\nC,1\nE,1\nF,1\nG,1\nH,1\nI,1"\n')

    insert_rows(path, [{"network": "D", "miou": "9"}], order=by_name)

    assert path.read_bytes() == b'network,miou\nA,"x\nB,1\nC,1\nE,1\nF,1\nG,1\nH,1\nI,1"\nD,9\n'


@pytest.mark.parametrize("cell", [b"1", b"1" * 200_000], ids=["short", "long"])
def test_the_end_has_to_be_closed(table: Callable[..., Path], cell: bytes) -> None:
    """A row behind an open quotation mark would be part of a cell."""
    path = table(b'network,miou\nA,"' + cell + b"\n")

    with pytest.raises(DataError, match=r"own\.csv:2: a quotation mark is opened and never closed"):
        insert_rows(path, [{"network": "B", "miou": "9"}])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        ("Größe,miou\n".encode("latin-1"), "not UTF-8 text"),
        (b"network,miou,network\n", "the column 'network' stands there twice"),
    ],
)
def test_what_is_no_table_is_refused(table: Callable[..., Path], content: bytes, problem: str) -> None:
    """As in reading."""
    path = table(content)

    with pytest.raises(DataError, match=problem):
        insert_rows(path, [{"network": "B"}])

    assert path.read_bytes() == content


def test_a_table_is_begun_where_there_is_none(tmp_path: Path) -> None:
    """If it is said which columns it has."""
    path = tmp_path / "links.csv"

    insert_rows(
        path, [{"paper": "b"}, {"paper": "a"}], columns=("paper", "url"), order=lambda row: row["paper"]
    )

    assert path.read_bytes() == b"paper,url\na,\nb,\n"


def test_a_change_by_something_else_is_not_lost(table: Callable[..., Path]) -> None:
    """An editor knows of no lock; what it saved meanwhile stays."""
    path = table(b"network,miou\nA,1\n")
    planned = insertion(CsvFile.read(path), [{"network": "B", "miou": "2"}])
    path.write_bytes(b"network,miou\nA,1\nedited,3\n")

    with pytest.raises(Changed, match="was changed by something else just now"):
        write([planned])

    assert path.read_bytes() == b"network,miou\nA,1\nedited,3\n"
    assert list(path.parent.iterdir()) == [path]


CELLS = st.text(st.sampled_from('ab ,;"\n\té'), max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)


def parsed(content: bytes) -> list[list[str]]:
    """Read records as Python does."""
    return [record for record in csv.reader(io.StringIO(content.decode(), newline="")) if record]


@given(ROWS, ROWS.filter(bool), st.sampled_from(["\n", "\r\n"]), st.sampled_from([None, by_name]))
def test_whatever_stands_there_stays(
    there: list[list[str]], new: list[list[str]], newline: str, order: Callable[[Row], str | None] | None
) -> None:
    """The rows that were there and the new ones are all that is there, each with the cells it had."""
    text = io.StringIO()
    csv.writer(text, lineterminator=newline).writerows([["network", "b", "c"], *there])
    before = text.getvalue().encode()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        path.write_bytes(before)
        rows = [dict(zip(("network", "b", "c"), row, strict=True)) for row in new]
        insert_rows(path, rows, order=order)
        after = path.read_bytes()

    records = parsed(after)
    assert sorted(records) == sorted([*parsed(before), *new])
