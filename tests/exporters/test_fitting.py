from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaderboard.exporters._fitting import Space, fit, fits

PLACE = Space(2, 2, 2)
NETWORK = Space(12, 12, 12)
TITLE = Space(80, 24, 14, expendable=1)
YEAR = Space(4, 4, 4, expendable=2)
CODE = Space(4, 4, 4, expendable=3)


def test_columns_are_as_wide_as_they_like_if_there_is_room() -> None:
    """Nothing changes in a wide terminal."""
    widths = fit([PLACE, NETWORK, TITLE, YEAR, CODE], room=200, gap=2)

    assert widths == {0: 2, 1: 12, 2: 80, 3: 4, 4: 4}


def test_text_that_wraps_gives_way_first() -> None:
    """As long as that is enough, all columns are shown."""
    widths = fit([PLACE, NETWORK, TITLE, YEAR, CODE], room=60, gap=2)

    assert widths == {0: 2, 1: 12, 2: 30, 3: 4, 4: 4}


def test_the_most_expendable_column_is_left_out_first() -> None:
    """Then the next, until the others fit."""
    assert list(fit([PLACE, NETWORK, TITLE, YEAR, CODE], room=53, gap=2)) == [0, 1, 2, 3]
    assert list(fit([PLACE, NETWORK, TITLE, YEAR, CODE], room=45, gap=2)) == [0, 1, 2]
    assert list(fit([PLACE, NETWORK, TITLE, YEAR, CODE], room=30, gap=2)) == [0, 1]


def test_of_equally_expendable_columns_the_last_is_left_out() -> None:
    """People read from the left."""
    widths = fit([NETWORK, YEAR, YEAR], room=20, gap=2)

    assert widths == {0: 12, 1: 4}


def test_the_others_are_never_left_out() -> None:
    """A column that is not expendable is rather broken into lines."""
    widths = fit([PLACE, NETWORK], room=10, gap=2)

    assert widths == {0: 2, 1: 6}


def test_text_is_broken_between_words_before_words_are_broken() -> None:
    """Names are whole as long as any other text can give way."""
    widths = fit([NETWORK, Space(30, 30, 8)], room=24, gap=2)

    assert widths == {0: 12, 1: 10}


def test_there_is_always_a_place_for_a_character() -> None:
    """If not even that fits, the room is exceeded rather than anything cut."""
    widths = fit([NETWORK, NETWORK], room=2, gap=2)

    assert widths == {0: 2, 1: 2}


def test_no_columns_fit_anywhere() -> None:
    """A table without columns is no problem."""
    assert fit([], room=1, gap=2) == {}
    assert fits([], room=0, gap=2)


def test_columns_fit_if_their_natural_widths_and_the_gaps_do() -> None:
    """The gap is between columns only."""
    assert fits([PLACE, NETWORK], room=16, gap=2)
    assert not fits([PLACE, NETWORK], room=15, gap=2)


@given(
    st.lists(
        st.tuples(st.integers(2, 60), st.integers(2, 60), st.integers(2, 60), st.integers(0, 3)).map(
            lambda numbers: Space(*sorted(numbers[:3], reverse=True), expendable=numbers[3])
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(32, 200),
)
def test_what_is_shown_fits(columns: list[Space], room: int) -> None:
    """With room for two characters of each column, the room is never exceeded."""
    widths = fit(columns, room, gap=2)

    assert sum(widths.values()) + 2 * (len(widths) - 1) <= room
    assert all(place in widths for place, space in enumerate(columns) if not space.expendable)
    assert all(width <= columns[place].natural for place, width in widths.items())
