from __future__ import annotations

import pytest

from leaderboard.exporters import _numbers, _values
from leaderboard.table import Cell, Value


def test_numbers_line_up_on_the_end_of_their_first_integer_part() -> None:
    """Decimal points are in one place, and what follows a number does not move it."""
    texts = ["82.1", "45.33", "-0.4", "2=", "81.7 (81.2)", "3 of 22", "100"]

    padded = _numbers.padded(texts)

    assert padded == [
        " 82.1       ",
        " 45.33      ",
        " -0.4       ",
        "  2=        ",
        " 81.7 (81.2)",
        "  3 of 22   ",
        "100         ",
    ]


def test_empty_texts_stay_empty() -> None:
    """A score that is not reported is not made of spaces."""
    padded = _numbers.padded(["", "82.1"])

    assert padded == ["", "82.1"]


def test_texts_without_a_number_end_where_the_integers_end() -> None:
    """A word among numbers is set above their integer parts."""
    padded = _numbers.padded(["n/a", "82.1"])

    assert padded == ["n/a  ", " 82.1"]


def test_marks_around_a_number_do_not_move_it() -> None:
    """Emphasis counts as text: the point stays in its place."""
    padded = _numbers.padded(["**82.1**", "45.33"])

    assert padded == ["**82.1**", "  45.33 "]


def test_what_a_number_lacks_makes_the_rests_equally_long() -> None:
    """Set on the right, each number followed by what it lacks lines up with the others."""
    lacking = _numbers.lacking(["82.1", "45.33", "7", ""], [""] * 4)

    assert lacking == ["3", "", ".33", ""]


def test_a_sign_that_a_number_lacks_is_lacked_by_itself() -> None:
    """Signs have widths of their own: a digit is no stand-in for one."""
    lacking = _numbers.lacking(["82.1", "45.33", "7.0"], ["†", "", "?"])

    assert lacking == ["3?", "†?", "3†"]


def test_no_texts_line_up_as_well() -> None:
    """A column without rows has nothing to pad."""
    assert _numbers.padded([]) == []
    assert _numbers.lacking([], []) == []


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (72.0, "72.0", "72.0"),
        (45.2, "45.20", "45.20"),
        (-0.4, "\N{MINUS SIGN}0.4", "-0.4"),
        (2, "2=", "2"),
        (3, "3 of 22", "3"),
        (82.7, "82.69", "82.7"),
        (1000, "1_000", "1000"),
        (0.0, "", "0.0"),
        (2**70, "1e21", "1180591620717411303424"),
        (float("nan"), "nan", ""),
        (float("inf"), "Infinity", ""),
        ("82.7", "82.7", ""),
        (None, "", ""),
    ],
)
def test_programs_get_the_published_digits_of_the_value(value: Value, text: str, number: str) -> None:
    """The digits are those of the text if it says the same number; what is no number is empty."""
    assert _values.number(Cell(value, text)) == number
