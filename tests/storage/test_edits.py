"""Records that change among bytes that stay, in files as everybody writes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.storage import CsvFile, beside, edit, record_at, reordered, texts_of, with_cells

CELLS = st.text(st.sampled_from('ab;,"\n é'), max_size=6).map(str.strip)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=5)
STYLES = st.fixed_dictionaries(
    {
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "delimiter": st.sampled_from([",", ";", "\t"]),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
    }
)


def written(rows: list[tuple[str, ...]], style: dict[str, object]) -> bytes:
    """Write rows with a header as a program of somebody does."""
    text = io.StringIO()
    csv.writer(text, **style).writerows([("x", "y", "z"), *rows])  # type: ignore[arg-type]
    return text.getvalue().encode()


def table(content: bytes, style: dict[str, object]) -> CsvFile:
    """Take the bytes of a table as those of a file."""
    delimiter = str(style["delimiter"])
    newline = str(style["lineterminator"]).encode()
    file = CsvFile(Path("t.csv"), content, ("x", "y", "z"), 0, newline, delimiter=delimiter)
    body = next(iter([begins for begins, _ in file.records()][1:]), len(content))
    return CsvFile(Path("t.csv"), content, ("x", "y", "z"), body, newline, delimiter=delimiter)


def read(content: bytes, style: dict[str, object]) -> list[list[str]]:
    """Read the rows of a table, with Python's own reader."""
    lines = io.StringIO(content.decode(), newline="")
    rows = csv.reader(lines, delimiter=str(style["delimiter"]), skipinitialspace=True)
    return [row for row in rows if any(map(str.strip, row))][1:]


@given(rows=ROWS, style=STYLES, mark=st.booleans(), is_open=st.booleans(), data=st.data())
def test_one_cell_changes_and_no_other_byte(
    rows: list[tuple[str, ...]], style: dict[str, object], *, mark: bool, is_open: bool, data: st.DataObject
) -> None:
    """Whatever stands in it and around it."""
    content = b"\xef\xbb\xbf" * mark + written(rows, style)
    content = content.rstrip(b"\r\n") if is_open else content
    file = table(content, style)
    records = [begins for begins, _ in file.rows()]
    row = data.draw(st.integers(0, len(records) - 1))
    place, new = data.draw(st.integers(0, 2)), data.draw(CELLS.filter(bool))

    record = record_at(file, records[row])
    assert [text.strip() for text in texts_of(file, record)] == [one.strip() for one in rows[row]]
    line = with_cells(file, record, {place: new})
    changed = b"".join(edit(file, {record.begins: line}).parts())

    expected = [list(one) for one in rows]
    expected[row][place] = new
    assert read(changed.removeprefix(b"\xef\xbb\xbf"), style) == expected
    begins, ends = record.cells[place]
    assert changed.startswith(content[:begins])
    assert changed.endswith(content[ends:])


@given(rows=ROWS, style=STYLES, is_open=st.booleans(), data=st.data())
def test_records_go_and_come_as_a_whole(
    rows: list[tuple[str, ...]], style: dict[str, object], *, is_open: bool, data: st.DataObject
) -> None:
    """Also one that runs over several lines, and the last one without a line end."""
    content = written(rows, style)
    content = content.rstrip(b"\r\n") if is_open else content
    file = table(content, style)
    records = [begins for begins, _ in file.rows()]
    row = data.draw(st.integers(0, len(records) - 1))
    record = record_at(file, records[row])

    more = b"".join(beside(file, record, {0: "n", 2: "e,w"}).parts())
    assert read(more, style) == [list(one) for one in [*rows[: row + 1], ("n", "", "e,w"), *rows[row + 1 :]]]
    less = b"".join(edit(file, {record.begins: b""}).parts())
    assert read(less, style) == [list(one) for one in [*rows[:row], *rows[row + 1 :]]]


@given(rows=ROWS, style=STYLES, is_open=st.booleans(), data=st.data())
def test_records_move_to_where_they_belong(
    rows: list[tuple[str, ...]], style: dict[str, object], *, is_open: bool, data: st.DataObject
) -> None:
    """Those that stay are in order; the others go behind what is not after them."""
    content = written(rows, style)
    content = content.rstrip(b"\r\n") if is_open else content
    file = table(content, style)
    ranks = data.draw(st.lists(st.integers(0, 4), min_size=len(rows), max_size=len(rows)))
    stay: list[int] = []
    for row, rank in enumerate(ranks):
        if not stay or ranks[stay[-1]] <= rank:
            stay.append(row)

    moved = b"".join(reordered(file, ranks, stay).parts())

    kept = [(ranks[row], 0, row) for row in stay]
    others = [(ranks[row], 1, row) for row in range(len(rows)) if row not in stay]
    assert read(moved, style) == [list(rows[row]) for _, _, row in sorted(kept + others)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"a",b,c\n', b'"n",b,c\n'),
        (b'"a,1",b,c\n', b"n,b,c\n"),
        (b' a , "b",c\n', b'n, "b",c\n'),
        (b"a\n", b"n\n"),
        (b'"a""1", b,c,too,many\r\n', b"n, b,c,too,many\r\n"),
    ],
)
def test_a_cell_keeps_its_quotation_if_that_is_the_way_of_its_file(old: bytes, new: bytes) -> None:
    """Marks that the old text needed go with it."""
    file = table(b"x,y,z\n" + old, {"delimiter": ",", "lineterminator": "\n"})

    assert with_cells(file, record_at(file, 6), {0: "n"}) == new


def test_a_short_record_gets_the_cells_that_it_lacks() -> None:
    """As many as are needed, and no more."""
    file = table(b"x,y,z\na\n", {"delimiter": ",", "lineterminator": "\n"})

    assert with_cells(file, record_at(file, 6), {1: "n"}) == b"a,n\n"
    assert with_cells(file, record_at(file, 6), {2: "n"}) == b"a,,n\n"
