"""JSON as texts: numbers with their digits, and numbers that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaderboard.errors import DataError
from leaderboard.reading.json_text import parsed

PATH = Path("own.json")


@pytest.mark.parametrize("written", ["72.0", "1e999", "-0.50", "9" * 5000])
def test_numbers_keep_their_digits(written: str) -> None:
    """However large or small they are."""
    assert parsed(PATH, f"[{written}]") == [written]


@pytest.mark.parametrize(("written", "text"), [("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf")])
def test_what_is_no_number_does_not_cost_the_file(written: str, text: str) -> None:
    """It is the text of a cell, which cannot be used or reports nothing."""
    assert parsed(PATH, f'{{"a": {written}, "b": 80.10, "c": "{written}"}}') == {
        "a": text,
        "b": "80.10",
        "c": written,
    }


@pytest.mark.parametrize("content", ["[-NaN]", "[nan]", "[+Infinity]"])
def test_other_words_are_no_json(content: str) -> None:
    """They stay a mistake, with its line."""
    with pytest.raises(DataError, match=r"^own\.json:1: not JSON: "):
        parsed(PATH, content)
