"""Tables of HTML pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading.containers import html
from leaderboard.reading.sheet import HEADER, Words
from leaderboard.reading.start import Start

CONTAINER = html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leaderboard.reading.sheet import Sheet

    Read = Callable[[str], list[Sheet]]


def rows(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows.itertuples(index=False)]


def test_every_table_is_a_sheet(read: Read) -> None:
    """Each with its header, its rows and their lines."""
    one, two = read(
        "<table>\n<tr><th>model<th>f1\n<tr><td>A<td>1.0\n</table><table><tr><td>m<td>acc<tr><td>B<td>2"
    )
    assert (one.header, rows(one)) == (("model", "f1"), [["A", "1.0"]])
    assert (one.line(HEADER), one.line(0)) == (2, 3)
    assert (two.header, rows(two)) == (("m", "acc"), [["B", "2"]])


def test_what_spans_rows_stands_in_each_of_them(read: Read) -> None:
    """The file says so."""
    (sheet,) = read(
        "<table><tr><th>m<th>seed<th>f1<tr><td rowspan=2>A<td>1<td>5<tr><td>2<td>6<tr><td>B<td>1<td>7</table>"
    )
    assert rows(sheet) == [["A", "1", "5"], ["A", "2", "6"], ["B", "1", "7"]]


def test_titles_that_span_columns_are_joined_with_those_below(read: Read) -> None:
    """With cells of a header, and with plain ones."""
    for tag in ("th", "td"):
        (sheet,) = read(
            f"<table><tr><{tag} rowspan=2>Model</{tag}><{tag} colspan=2>mIoU</{tag}>"
            f"<tr><{tag}>val<{tag}>test<tr><td>A<td>1<td>2</table>"
        )
        assert (sheet.header, rows(sheet)) == (("Model", "mIoU val", "mIoU test"), [["A", "1", "2"]])


def test_a_row_of_one_cell_above_the_header_is_a_caption(read: Read) -> None:
    """It stands over all columns."""
    (sheet,) = read("<table><tr><th colspan=2>Meadow<tr><th>m<th>f1<tr><td>A<td>1</table>")
    assert (sheet.header, sheet.context) == (("m", "f1"), (Words("caption", "Meadow"),))


def test_a_row_of_one_cell_between_others_is_not_repeated(read: Read) -> None:
    """It says something of the rows below it, not of each column."""
    (sheet,) = read("<table><tr><th>m<th>f1<tr><td colspan=2>Baselines<tr><td>A<td>1</table>")
    assert rows(sheet) == [["Baselines", ""], ["A", "1"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<b>81.2</b>", "81.2"),
        ("81.2<sup>1</sup>", "81.2[1]"),
        ("81.2%<sup>*</sup>", "81.2%[*]"),
        ("81.2<sub>±0.3</sub>", "81.2 ±0.3"),
        ("Net<sup>1</sup>", "Net[1]"),
        ("<sub>First <b>2024</b></sub>", "First 2024"),
        ("AP<sub>50</sub>", "AP50"),
        ("AP<sup>box</sup>", "AP box"),
        ("R<sup>2</sup>", "R2"),
        ("F<sub>1</sub>", "F1"),
        ("box<br>AP", "box AP"),
        ("<s>79</s>", "79"),
        ("<img alt=Net src=x>&nbsp;1 &amp; 2", "Net 1 & 2"),
        ("<p>one</p><p>two</p>", "one two"),
        ("a<script>b</script><!-- c -->", "a"),
        ("1<table><tr><td>2</table>", "1"),
    ],
)
def test_a_cell_is_what_people_see(read: Read, cell: str, text: str) -> None:
    """And a footnote is no digit."""
    path_sheets = read(f"<table><tr><th>a<tr><td>{cell}<tr><td>x</table>")
    assert path_sheets[0].rows.iloc[0, 0] == text


def test_links_are_kept_by_cell(read: Read) -> None:
    """Those to a place on the same page lead nowhere."""
    (sheet,) = read(
        "<table><tr><th>m<th>f1<tr><td><a href='http://a.org/x'>A</a> <a href='#n'>note</a><td>1"
        "<tr><td>B, http://b.org.<td>2</table>"
    )
    assert sheet.links == {(0, 0): (("A", "http://a.org/x"),), (1, 0): (("", "http://b.org"),)}
    assert sheet.rows.iloc[0, 0] == "A note"


def test_words_around_a_table_are_found(read: Read) -> None:
    """A caption, a bold line, the paragraph above it, the headings of its sections and the title of the page."""
    (sheet,) = read(
        "<title>Site</title><h1>Top</h1><h2>Gone</h2><h2>Part</h2><h3>Small</h3><h2>Last</h2>"
        "<div><strong>Meadow</strong>:</div><p>We test on <i>all</i>.</p>"
        "<table><caption>Scores</caption><tr><th>m<th>f1<tr><td>A<td>1</table>"
    )
    assert sheet.context == (
        Words("caption", "Scores"),
        Words("bold", "Meadow:"),
        Words("sentence", "We test on all."),
        Words("heading", "Last"),
        Words("heading", "Top"),
        Words("heading", "Site"),
    )


def test_what_pandas_writes_is_read(read: Read) -> None:
    """Its rows of titles name the index and, above it, the columns."""
    import pandas as pd

    index = pd.Index(["A", "B"], name="model")
    plain = pd.DataFrame({"f1": [1.5, 2.0]}, index=index)
    assert read(plain.to_html())[0].header == ("model", "f1")
    assert read(plain.rename_axis(columns="metric").to_html())[0].header == ("model", "f1")
    deep = pd.concat(
        {"f1": pd.DataFrame({"mean": [1.0, 2.0], "std": [3.0, 4.0]}, index=index)}, axis="columns"
    )
    (sheet,) = read(deep.to_html())
    assert (sheet.header, rows(sheet)) == (
        ("model", "f1 mean", "f1 std"),
        [["A", "1.0", "3.0"], ["B", "2.0", "4.0"]],
    )


def test_a_row_that_is_too_long_is_reported(read: Read) -> None:
    """With its line."""
    (sheet,) = read("<table><tr><th>m<th>f1\n<tr><td>A<td>1<td>x</table>")
    assert sheet.loose == ((2, "'x' stands beyond the last column"),)


def test_a_table_too_large_is_refused(read: Read) -> None:
    """A few bytes can say many columns and rows."""
    wide = "<td colspan=1000>x" * 11
    with pytest.raises(DataError, match=r"table.html:2: .* columns"):
        read(f"<table>\n<tr>{wide}<tr><td>x</table>")


def test_deep_nesting_is_read(read: Read) -> None:
    """Tags within tags take neither stack nor time."""
    deep = "<div>" * 20_000
    assert len(read(f"{deep}<table><tr><th>m<th>f1<tr><td>{'<sup>' * 5_000}A<td>1</table>")) == 1


def test_a_page_without_a_table_is_refused(read: Read) -> None:
    """There is nothing to read."""
    with pytest.raises(DataError, match="no table"):
        read("<p>None</p>")


def test_a_page_is_recognised_by_what_stands_in_it() -> None:
    """Whatever it is called."""
    assert html.recognises(Start(b"\n<!DOCTYPE html><p>", ".csv")) == 1
    assert html.recognises(Start(b"<table border=1>", ".txt")) > 0
    assert html.recognises(Start(b"m,f1\nA,<table>", ".csv")) == 0


def test_costs_of_what_has_no_score_are_joined_to_nothing(tmp_path: Path) -> None:
    """A cell that spans columns pushes a name and its variant aside; neither is known from a score."""
    path = tmp_path / "shifted.html"
    path.write_text(
        "<table>\n<tr><th colspan=2>network</th><th>dataset</th><th>params (M)</th><th colspan=2>variant</th>"
        "<th>extra_data</th><th rowspan=2></th><th>tags</th>\n"
        "<tr><td>A<td>voc12<td>0.00<td rowspan=2><td><td>x<td rowspan=2></tr>\n"
        "<tr><td>B</td><td>1</td><td>31.66</td><td>large</td><td>COCO</td><td>x</td><td>real-time</td></tr>\n"
        "<tr><td colspan=2>ours (large)<td>voc12<td>0<td><td>COCO<td>x</tr>\n</table>\n",
        encoding="utf-8",
    )

    assert leaderboard.load(path).speeds_table.empty
