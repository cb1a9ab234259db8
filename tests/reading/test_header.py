"""Where a table begins in rows of text."""

from leaderboard.reading.header import beyond, headed, joined
from leaderboard.reading.sheet import Words


def cells(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip("\n").split("\n")]


def test_the_first_row_is_the_header() -> None:
    """Nothing stands above it in most files."""
    found = headed(cells("model|f1\nA|1"))
    assert found is not None
    assert (found.header, list(found.rows), found.first, found.titles) == (
        ["model", "f1"],
        [["A", "1"]],
        1,
        (),
    )


def test_titles_and_empty_rows_stand_above_the_header() -> None:
    """The titles are kept, the nearest first."""
    found = headed(cells("Results||\n||\nof May||\nmodel|f1|\nA|1|"))
    assert found is not None
    assert (found.header, found.first) == (["model", "f1"], 4)
    assert found.titles == (Words("caption", "of May"), Words("caption", "Results"))


def test_an_untitled_index_is_no_title() -> None:
    """A series of pandas has one title, over its second column."""
    found = headed(cells("|f1\nA|1"))
    assert found is not None
    assert (found.header, found.titles) == (["", "f1"], ())


def test_a_title_stands_over_the_middle_of_a_table() -> None:
    """As merged cells have it."""
    found = headed(cells("||Results\nmodel|val|test\nA|1|2"))
    assert found is not None
    assert (found.header, found.titles) == (["model", "val", "test"], (Words("caption", "Results"),))


def test_a_single_column_has_a_header() -> None:
    """It is no title, since nothing below it has more cells."""
    found = headed(cells("f1\n1\n2"))
    assert found is not None
    assert (found.header, found.titles) == (["f1"], ())


def test_rows_of_nothing_have_no_header() -> None:
    """There is no table."""
    assert headed(cells("||\n|")) is None


def test_labels_under_a_repeated_title_are_joined_to_it() -> None:
    """``mIoU`` over ``val`` and ``test``."""
    assert joined(["Model", "mIoU", "mIoU"], cells("|val|test\nA|1|2")) == (
        ["Model", "mIoU val", "mIoU test"],
        1,
    )


def test_labels_under_a_title_that_spans_empty_ones_are_joined_to_it() -> None:
    """The title of the first column may stand below."""
    rows = cells("Model|val|test|\nA|1|2|3")
    assert joined(["", "mIoU", "", "FPS"], rows) == (["Model", "mIoU val", "mIoU test", "FPS"], 1)


def test_three_rows_of_titles_are_joined() -> None:
    """As pandas writes columns of two levels."""
    rows = cells("|mean|std|mean|std\nmodel||||\nA|1|2|3|4")
    titles = ["model", "f1 mean", "f1 std", "acc mean", "acc std"]
    assert joined(["", "f1", "f1", "acc", "acc"], rows) == (titles, 2)


def test_a_first_row_of_words_is_a_row() -> None:
    """Where each column has a title already, and where what is below are numbers or nothing."""
    for header, rows in [
        (["Model", "Data", "Data"], "A|x|y\nB|1|2"),
        (["Model", "f1", "f1"], "|1|2\nB|1|2"),
        (["Model", "f1", "f1"], "|n/a|-\nB|1|2"),
        (["Model", "f1", "f1"], "|val|test\nB|x|y"),
    ]:
        assert joined(header, cells(rows)) == (header, 0)


def test_cells_beyond_the_header_are_placed() -> None:
    """Empty ones are none."""
    assert list(beyond(cells("A|1|x\nB|2|"), 2, lambda row: row + 2)) == [
        (2, "'x' stands beyond the last column")
    ]
