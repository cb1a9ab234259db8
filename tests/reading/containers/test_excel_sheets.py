"""Sheets of Excel."""

from __future__ import annotations

import sys
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from leaderboard.errors import DataError
from leaderboard.reading.containers import excel
from leaderboard.reading.sheet import Words
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_every_sheet_is_read(tmp_path: Path) -> None:
    """Its name stands above it, unless the program gave it."""
    table = [["m", "f1"], ["A", 1]]
    one, two = excel.sheets(
        book(tmp_path / "b.xlsx", River=table, Tabelle1=table, Empty=[], Head=[["m", "f1"]])
    )
    assert (one.header, rows(one), one.context) == (("m", "f1"), [["A", "1"]], (Words("heading", "River"),))
    assert two.context == ()
    assert two.place("b.xlsx", 0) == "b.xlsx: sheet 'Tabelle1', row 1"


def test_values_are_written_as_people_read_them(tmp_path: Path) -> None:
    """Whole numbers without a fraction, days without an hour; a share that is shown as percent is a share."""
    values = ["A", 81.0, 0.9123, date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), True, "  x\ny "]  # noqa: DTZ001
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"default_date_format": "yyyy-mm-dd hh:mm"}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, list("abcdefg"))
        sheet.write_row(1, 0, values)
        sheet.write_number(1, 2, 0.9123, workbook.add_format({"num_format": "0.0%"}))
    (read,) = excel.sheets(tmp_path / "b.xlsx")
    assert rows(read) == [["A", "81", "0.9123", "2026-03-01", "2026-03-01T12:30:00", "true", "x y"]]


def test_titles_empty_rows_and_rows_of_titles_are_understood(tmp_path: Path) -> None:
    """As people lay out sheets."""
    table = [
        ["Results of May"],
        [],
        ["Model", "mIoU", "", "FPS"],
        ["", "val", "test"],
        ["A", 1, 2.5, 3],
        ["B"],
    ]
    (sheet,) = excel.sheets(book(tmp_path / "b.xlsx", Sheet1=table))
    assert sheet.header == ("Model", "mIoU val", "mIoU test", "FPS")
    assert rows(sheet) == [["A", "1", "2.5", "3"], ["B", "", "", ""]]
    assert sheet.context == (Words("caption", "Results of May"),)


def test_a_workbook_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """One cell in the farthest corner makes a sheet of billions."""
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as workbook:
        workbook.add_worksheet().write(1_048_575, 16_383, "x")
    with pytest.raises(DataError, match="columns"):
        excel.sheets(tmp_path / "b.xlsx")


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes can say any size."""
    monkeypatch.setattr(excel, "MOST", 1_000_000)
    path = book(tmp_path / "b.xlsx", A=[["m", "f1"], ["A", 1]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image.bin", bytes(2_000_000))
    with pytest.raises(DataError, match="1 MB when unpacked"):
        excel.sheets(path)


def test_what_is_no_workbook_is_one_clear_error(tmp_path: Path) -> None:
    """Damaged, cut off, or another packed file."""
    path = book(tmp_path / "b.xlsx", A=[["m", "f1"], ["A", 1]])
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(DataError, match="not a workbook"):
        excel.sheets(path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("header.json", "{}")
    with pytest.raises(DataError, match="not a workbook"):
        excel.sheets(path)


def zip_of(path: Path, *parts: str) -> bytearray:
    """Return a zip of some *parts*, of which sheets have one cell."""
    with zipfile.ZipFile(path, "w") as packed:
        for part in parts:
            packed.writestr(part, "<c r='A1'/>" if part.startswith("xl/") else "." * 2_000)
    return bytearray(path.read_bytes())


@pytest.mark.parametrize("claimed", [100_000, 1 << 30])
def test_a_part_that_claims_more_than_there_is_is_one_clear_error(tmp_path: Path, claimed: int) -> None:
    """Its length is said at the end of the file; nobody makes room for that."""
    path = tmp_path / "b.xlsx"
    content = zip_of(path, "xl/worksheets/sheet1.xml")
    entry = content.index(b"PK\1\2")
    content[entry + 20 : entry + 24] = claimed.to_bytes(4, "little")  # how long it is packed
    path.write_bytes(content)

    with pytest.raises(DataError, match="a workbook that can be read: a zip that is damaged"):
        excel.sheets(path)


def test_names_of_parts_in_no_encoding_are_one_clear_error(tmp_path: Path) -> None:
    """They say that they are UTF-8."""
    path = tmp_path / "b.xlsx"
    path.write_bytes(zip_of(path, "xl/worksheets/ä.xml").replace("ä".encode(), b"\xff\xff"))

    with pytest.raises(DataError, match="not a workbook that can be read: a zip that is damaged"):
        excel.sheets(path)


def test_a_part_that_ends_too_early_is_one_clear_error(tmp_path: Path) -> None:
    """Cut off inside, where another part stands in its place; newer Pythons see that first."""
    path = tmp_path / "b.xlsx"
    content = zip_of(path, "xl/worksheets/sheet1.xml", "more")
    entry = content.index(b"PK\1\2")
    for place in (20, 24):  # how long it is packed, and unpacked
        content[entry + place : entry + place + 4] = (len(content) - 1).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(DataError, match="not a workbook that can be read: "):
        excel.sheets(path)


def test_without_the_library_the_error_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(DataError, match=r"pip install 'benchmark-leaderboard\[excel\]'"):
        excel.sheets(book(tmp_path / "b.xlsx", A=[["m", "f1"], ["A", 1]]))


def test_a_workbook_is_recognised_by_its_parts(tmp_path: Path) -> None:
    """Whatever it is called."""
    path = book(tmp_path / "b.xlsx", A=[["m", "f1"], ["A", 1]])
    assert excel.recognises(Start(path.read_bytes(), ".csv")) == 1
    assert excel.recognises(Start(b"PK\x03\x04header.json", ".eval")) == 0
    assert excel.recognises(Start(b"m,f1\n", ".xlsx")) == 0


def test_what_is_wrong_with_a_workbook_is_one_line(tmp_path: Path) -> None:
    """However much of the file the library quotes."""
    path = book(tmp_path / "b.xlsx", A=[["m", "f1"], ["A", 1]])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    data[part.header_offset + 26 : part.header_offset + 28] = (60_000).to_bytes(
        2, "little"
    )  # a name too long
    path.write_bytes(data + b"\n" * 60_000)

    with pytest.raises(DataError) as raised:
        excel.sheets(path)

    assert len(str(raised.value)) < 500
