"""Large files: the digits of scores are looked up when they are shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

import leaderboard
from leaderboard.importers import _large
from leaderboard.plots import history

Write = Callable[..., Path]

pytestmark = pytest.mark.parametrize("way", ["fast"], indirect=True)

HEADER = "dataset,network,note,miou\n"


def shown(path: Path) -> list[tuple[str, str]]:
    """Read a file and return the networks of dataset x with their scores as published."""
    top = leaderboard.load(path).top("x")
    return list(zip(top["network"], top["score_text"], strict=True))


def test_large_files_are_read_as_numbers(write: Write) -> None:
    """The results have no text, and every answer has."""
    board = leaderboard.load(write(f"{HEADER}x,A,,72.0\nx,B,,45.20\n"))

    assert board.digits is not None
    assert board.results_table["score_text"].to_list() == ["", ""]
    assert board.top("x")["score_text"].to_list() == ["72.0", "45.20"]
    assert board.top()["score_text"].to_list() == ["72.0"]
    assert board.show("B")["score_text"].to_list() == ["45.20"]
    assert board.datasets()["score_text"].to_list() == ["72.0"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEADER}x,A,,72.0\n\n\nx,B,,45.20\n", id="blank lines"),
        pytest.param(f'{HEADER}x,A,"two\nlines",72.0\nx,B,,45.20\n', id="a quoted line break"),
        pytest.param(f'\ufeff{HEADER}x, A ,"a, b",72.0\r\n"x","B",,"45.20"\r\n', id="from a spreadsheet"),
        pytest.param(f"{HEADER}x,B,,45.20\nx,A,,72.0", id="another order, and no last line end"),
        pytest.param(f"{HEADER}x,B,,45.2\nx,B,,45.20\nx,A,,72.0\n", id="a worse one comes first")
    ],
)  # fmt: skip
def test_digits_are_found_whatever_the_lines_are(write: Write, text: str) -> None:
    """Where a line is no row, the column is read again."""
    first, second = shown(write(text))

    assert first == ("A", "72.0")
    assert second[0] == "B"
    assert second[1] in {"45.20", "45.2"}


def test_many_digits_are_read_at_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """For more than a few scores, line by line would be slow."""
    monkeypatch.setattr(_large, "_FEW", 1)

    assert shown(write(f"{HEADER}x,A,,72.0\nx,B,,45.20\n")) == [("A", "72.0"), ("B", "45.20")]


@pytest.mark.parametrize("name", ["007", "1e5", "True", "nan"])
def test_names_that_look_like_something_else_stay_names(write: Write, name: str) -> None:
    """The parser would make numbers of them; such files are read the careful way."""
    assert shown(write(f"{HEADER}x,{name},,72.0\n")) == [(name, "72.0")]


def test_what_a_large_file_tells_of_networks_is_read(write: Write) -> None:
    """Each network once, however many scores it has."""
    text = "network,dataset,miou,year,code\n" + "".join(f"A,x{n},80,2020,https://a.org\n" for n in range(3))

    board = leaderboard.load(write(text))

    assert board.top("x1")[["network", "year", "code_url"]].to_numpy().tolist() == [
        ["A", 2020, "https://a.org"]
    ]
    assert len(board.papers_table) == 1


def test_a_folder_may_be_large(write: Write) -> None:
    """The same holds for results.csv among other tables."""
    folder = write("network,dataset,miou\nA,x,72.0\n", "results.csv").parent

    assert leaderboard.load(folder).top("x")["score_text"].to_list() == ["72.0"]


def test_every_answer_has_the_published_digits(write: Write) -> None:
    """Comparisons, records and plots look them up, too."""
    text = "network,dataset,miou,date\nA,x,72.0,2018-02\nB,x,75.20,2019-03\n"

    board = leaderboard.load(write(text))

    assert board.digits is not None
    assert board.compare("A", "B")["score_text"].to_list() == ["72.0", "75.20"]
    assert board.history("x")["score_text"].to_list() == ["72.0", "75.20"]
    assert [point.label for point in history.chart(board.on("x")).points] == ["A 72.0", "B 75.20"]
