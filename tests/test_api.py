"""What a notebook uses: ``import leaderboard``."""

from __future__ import annotations

import inspect
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard import Leaderboard, LeaderboardError
from leaderboard.answers import ranking
from leaderboard.errors import AmbiguousName, DataError, OverwriteRefused, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

METHODS = [
    name for name, member in inspect.getmembers(Leaderboard, inspect.isfunction) if not name.startswith("_")
]


def test_everything_offered_is_there() -> None:
    """Names in ``__all__`` can be imported."""
    assert leaderboard.__all__ == ["Leaderboard", "LeaderboardError", "__version__", "diff", "load"]
    assert all(hasattr(leaderboard, name) for name in leaderboard.__all__)


def test_without_a_path_the_shipped_board_is_loaded() -> None:
    """It begins with the six datasets of the list."""
    board = leaderboard.load()

    assert list(board.datasets_table["dataset"])[:6] == [
        *("voc12", "voc12-coco", "pascal-context", "camvid", "cityscapes", "ade20k"),
    ]
    assert len(board.top("cityscapes", limit=5)) == 5
    assert board.remarks == ()


def test_a_path_can_be_text_or_a_path(tables: Path) -> None:
    """Either leads to the same board."""
    assert leaderboard.load(str(tables)).table().equals(leaderboard.load(tables).table())


@pytest.mark.parametrize("name", ["top", "show", "datasets", "papers", "table", "rank"])
def test_methods_that_answer_return_frames(board: Leaderboard, name: str) -> None:
    """Each answer is a new one, which the caller may change."""
    import pandas as pd

    words = ["Delta"] if name == "show" else []

    answer = getattr(board, name)(*words)
    before = answer.copy(deep=True)
    answer.iloc[:, :] = answer.iloc[::-1].to_numpy()

    assert isinstance(answer, pd.DataFrame)
    assert getattr(board, name)(*words).equals(before)


@pytest.mark.parametrize("name", ["on", "where", "on_split"])
def test_methods_that_choose_return_a_leaderboard(board: Leaderboard, name: str) -> None:
    """The board itself stays whole."""
    words = {"on": ["streets"], "on_split": ["val"]}.get(name, [])

    chosen = getattr(board, name)(*words)

    assert isinstance(chosen, Leaderboard)
    assert len(board.results_table) == 15


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_documented_and_typed(name: str) -> None:
    """The first line is a sentence; every argument and the answer have a type."""
    method = getattr(Leaderboard, name)
    signature = inspect.signature(method)

    first = inspect.getdoc(method).splitlines()[0]

    assert first[0].isupper()
    assert first.endswith((".", ":", ","))
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(
        parameter.annotation is not inspect.Parameter.empty
        for parameter in signature.parameters.values()
        if parameter.name != "self"
    )


@pytest.mark.parametrize("name", ["rank", "top", "leaders", "show", "table"])
def test_the_answers_say_what_they_return(name: str) -> None:
    """Rows, columns and units stand in the documentation."""
    assert "Returns" in inspect.getdoc(getattr(ranking, name))


def test_the_package_is_typed() -> None:
    """Type checkers look for this file."""
    assert (files("leaderboard") / "py.typed").is_file()


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (UsageError("x"), 2),
        (UnknownName("network", "x"), 1),
        (AmbiguousName("network", "x", ["a", "b"]), 1),
        (DataError("x", "y"), 1),
        (OverwriteRefused("x"), 1),
    ],
)
def test_every_problem_that_a_user_can_mend_is_one_kind_of_error(
    error: LeaderboardError, exit_code: int
) -> None:
    """One clause catches them all."""
    assert isinstance(error, LeaderboardError)
    assert error.exit_code == exit_code


def test_an_error_of_data_tells_its_line() -> None:
    """A program need not take the message apart."""
    assert DataError("a.csv", "wrong", line=3).line == 3
    assert str(DataError("a.csv", "wrong", line=3)) == "a.csv:3: wrong"
    assert str(DataError("a.csv", "wrong")) == "a.csv: wrong"


def test_a_refusal_says_how_to_insist() -> None:
    """The file is named."""
    assert str(OverwriteRefused("a.md")) == (
        "a.md exists and holds something else; use --force to replace it"
    )
