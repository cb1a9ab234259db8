"""How sure a place is: ``leaderboard.answers.certainty``, with numbers worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.answers.certainty import not_separable_from, standard_errors

if TYPE_CHECKING:
    import pandas as pd
    from conftest import Write

Score = tuple[float, float, str, int | None]
"""A score, its spread, what that is, and of how many runs."""

NAN = float("nan")
INF = float("inf")


def scores(*rows: Score) -> pd.DataFrame:
    """Return the rows of a board, which stand there from the best to the worst."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["score", "spread", "spread_of", "runs"])
    places = frame["score"].rank(ascending=False, method="min").astype("Int64")
    return frame.astype({"runs": "Int64"}).assign(place=places)


def close_to(*rows: Score) -> list[int]:
    """Return for each row the best place from which it cannot be told apart, 0 for none."""
    return not_separable_from(scores(*rows)).fillna(0).to_list()


@pytest.mark.parametrize(
    ("spread", "spread_of", "runs", "error", "freedom"),
    [
        (0.3, "std", 9, 0.1, 8),
        (0.3, "std", None, NAN, NAN),
        (0.3, "std", 1, NAN, NAN),
        (0.2, "stderr", None, 0.2, INF),
        (0.2, "stderr", 4, 0.2, 3),
        (0.196, "ci95", None, 0.1, INF),
        (0.196, "ci95", 5, 0.1, 4),
        (0.3, "", 9, NAN, 8),
        (NAN, "", 9, NAN, 8),
    ],
)
def test_a_standard_error_is_what_the_data_says_of_the_spread(
    spread: float, spread_of: str, runs: int | None, error: float, freedom: float
) -> None:
    """Without the number of runs, or the kind of the spread, nothing is known."""
    found = standard_errors(scores((80.0, spread, spread_of, runs)))

    assert [values[0] for values in found] == pytest.approx([error, freedom], nan_ok=True)


@pytest.mark.parametrize(("second", "place"), [(80.03, 1), (80.01, 0)])
def test_standard_errors_of_many_runs_are_those_of_a_normal_distribution(second: float, place: int) -> None:
    """1.96 times the root of 0.3² + 0.4² is 0.98, between the distances 0.97 and 0.99."""
    assert close_to((81.0, 0.3, "stderr", None), (second, 0.4, "stderr", None)) == [0, place]


@pytest.mark.parametrize(("second", "place"), [(80.40, 1), (80.38, 0)])
def test_with_few_runs_students_t_takes_the_place_of_1_96(second: float, place: int) -> None:
    """Two runs each leave 2 degrees of freedom: 4.303 times the root of 0.1² + 0.1² is 0.6085."""
    deviation = 0.1 * 2**0.5

    assert close_to((81.0, deviation, "std", 2), (second, deviation, "std", 2)) == [0, place]


@pytest.mark.parametrize(("second", "place"), [(80.34, 1), (80.33, 0)])
def test_degrees_of_freedom_are_those_of_welch(second: float, place: int) -> None:
    """Of 0.2 and 0.3 in three runs they are 3.48, so 3: 3.182 times the root of 0.13 / 3 is 0.6624."""
    assert close_to((81.0, 0.2, "std", 3), (second, 0.3, "std", 3)) == [0, place]


def test_the_best_place_that_cannot_be_told_apart_is_given() -> None:
    """The third cannot be told from the second, nor that from the first; it can from the first."""
    rows = [(score, 0.1, "stderr", None) for score in (81.0, 80.8, 80.6)]

    assert close_to(*rows) == [0, 1, 2]


def test_networks_with_the_same_score_are_not_compared() -> None:
    """They share a place, which says it all."""
    assert close_to((81.0, 0.1, "stderr", None), (81.0, 0.1, "stderr", None)) == [0, 0]


def test_a_spread_of_which_the_kind_is_not_said_tells_nothing() -> None:
    """However large it is: it may be of anything."""
    assert close_to((81.0, 5.0, "", 3), (80.9, 5.0, "", 3)) == [0, 0]


def test_a_score_without_a_spread_is_passed_over() -> None:
    """It has a place, and those around it are compared with each other."""
    rows = [(81.0, 0.1, "stderr", None), (80.95, NAN, "", None), (80.9, 0.1, "stderr", None)]

    assert close_to(*rows) == [0, 0, 1]


def test_where_lower_is_better_the_distance_counts_all_the_same(write: Write) -> None:
    """0.50 and 0.51 are as close as 0.51 and 0.50."""
    path = write("network,dataset,RMSE,spread,spread_of\nA,d,0.50,0.01,stderr\nB,d,0.51,0.01,stderr\n")

    ranked = leaderboard.load(path).top("d")

    assert list(ranked["network"]) == ["A", "B"]
    assert ranked["not_separable_from"].fillna(0).to_list() == [0, 1]


def test_places_stay_by_score(write: Write) -> None:
    """Being close renumbers nothing."""
    rows = "A,d,81.0,0.1,stderr\nB,d,80.8,0.1,stderr\nC,d,80.6,0.1,stderr\n"

    ranked = leaderboard.load(write(f"network,dataset,accuracy,spread,spread_of\n{rows}")).top("d")

    assert list(ranked["place"]) == [1, 2, 3]
    assert ranked["not_separable_from"].fillna(0).to_list() == [0, 1, 2]
