"""What taking in scores from elsewhere would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.board.unusable import Unusable
from leaderboard.errors import AmbiguousName, UnknownName
from leaderboard.reading import boards
from leaderboard.updates import merging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Write

    from leaderboard import Leaderboard

HEADER = "network,dataset,miou,split,variant,test_time\n"


@pytest.fixture
def planned(board: Leaderboard, write: Write) -> object:
    """Return a way to plan rows of a file against the small board: status, network, score there."""

    def plan(
        rows: str, names: Mapping[str, str] | None = None, *, all_new: bool = False
    ) -> list[tuple[str, ...]]:
        found = leaderboard.load(write(HEADER + rows), stated={"better": "higher"})
        made = merging.plan(board, found, names=names, all_new=all_new)
        return list(made[["status", "network", "present"]].itertuples(index=False, name=None))

    return plan


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("Novel,streets,70.0,,,\n", ("new network", "Novel", "")),
        ("Delta,depth,0.4,,,\n", ("new score", "Delta", "")),
        ("Delta,rooms,45.22,,,\n", ("same", "Delta", "45.22")),
        ("Delta,rooms,45.22,val,,\n", ("same", "Delta", "45.22")),
        ("Delta,rooms,45.22,test,,\n", ("new score", "Delta", "")),
        ("Delta,rooms,45.3,,,\n", ("conflicting", "Delta", "45.22")),
        ("Delta,rooms,45.3,,big,\n", ("new score", "Delta", "")),
        ("AlphaNet,streets,80.0,,,\n", ("same", "AlphaNet", "80.0")),
        ("AlphaNet,streets,80.0,,,multi-scale\n", ("new score", "AlphaNet", "")),
        ("AlphaNet,streets,81.50,,,\n", ("same", "AlphaNet", "81.5")),
    ],
)
def test_a_score_is_compared_with_those_of_its_network_on_its_board(
    planned: object, row: str, outcome: tuple[str, ...]
) -> None:
    """An empty split is the dataset's own; a score without conditions is the same as an equal one."""
    assert planned(row) == [outcome]  # type: ignore[operator]


@pytest.mark.parametrize("name", ["alpha net", "ALPHANET", "anet", "Alpha-Net"])
def test_names_typed_another_way_and_aliases_are_the_network(planned: object, name: str) -> None:
    """Nobody needs to be asked about those."""
    assert planned(f"{name},streets,80.0,,,\n") == [("same", "AlphaNet", "80.0")]  # type: ignore[operator]


def test_datasets_are_found_as_people_type_them(planned: object) -> None:
    """By alias, and with the split behind the name."""
    rows = "Delta,road scenes,72,,,\nDelta,City Streets val,79.9,,,\n"

    assert planned(rows) == [("same", "Delta", "72.0"), ("same", "Delta", "79.9")]  # type: ignore[operator]


def test_a_near_name_is_asked_about(planned: object) -> None:
    """It is neither merged nor taken for a new network."""
    assert planned("Omegas,streets,72.0,,,\n") == [("undecided", "Omegas", "")]  # type: ignore[operator]


def test_the_answer_may_be_that_it_is_the_same(planned: object) -> None:
    """The name of the data is used then, as people type it."""
    assert planned("Omegas,streets,72.0,,,\n", {"Omegas": "OMEGA"}) == [("same", "Omega", "72.0")]  # type: ignore[operator]


def test_the_answer_may_be_that_it_is_another(planned: object) -> None:
    """For one, or for all."""
    new = [("new network", "Omegas", "")]

    assert planned("Omegas,streets,72.0,,,\n", {"Omegas": "Omegas"}) == new  # type: ignore[operator]
    assert planned("Omegas,streets,72.0,,,\n", all_new=True) == new  # type: ignore[operator]


def test_scores_of_one_file_are_compared_with_each_other(planned: object) -> None:
    """What stands there twice is taken in once; two figures under one key both stand, as in the file."""
    rows = "Novel,streets,70,,,\nNovel,streets,70.0,test,,\nNovel,streets,71,,,\n"

    assert planned(rows) == [  # type: ignore[operator]
        ("new network", "Novel", ""),
        ("same", "Novel", "70"),
        ("new network", "Novel", ""),
    ]


def test_what_cannot_be_used_stands_in_the_plan(board: Leaderboard) -> None:
    """With the place and the reason."""
    found = Unusable("list.md:3", "'abc' is not a finite number")
    nothing = boards.nothing()

    made = merging.plan(board, type(nothing)(*_frames(nothing), unusable=(found,)))

    assert made[["status", "place", "reason"]].to_numpy().tolist() == [
        ["unusable", "list.md:3", "'abc' is not a finite number"]
    ]


def _frames(board: Leaderboard) -> list[object]:
    return [getattr(board, f"{name}_table") for name in ("results", "papers", "links", "datasets")]


def test_into_nothing_everything_is_new(board: Leaderboard) -> None:
    """The first scores of a new board."""
    made = merging.plan(boards.nothing(), board)

    assert made["status"].value_counts().to_dict() == {"new network": 15}


def test_a_board_holds_itself(board: Leaderboard) -> None:
    """Taking in what was written changes nothing."""
    assert set(merging.plan(board, board)["status"]) == {"same"}


def test_one_dataset_of_several_files_can_be_chosen(write: Write) -> None:
    """By any of its names."""
    one = leaderboard.load(write("network,dataset,miou\nA,ade20k,40\nA,cityscapes,80\n", "one.csv"))
    two = leaderboard.load(write("network,dataset,miou\nB,ADE,41\n", "two.csv"))

    chosen = merging.combined([one, two], "ade")

    assert list(chosen.results_table["network"]) == ["A", "B"]
    with pytest.raises(UnknownName):
        merging.combined([one, two], "camvid")


def test_an_answer_that_fits_several_networks_is_an_error(write: Write) -> None:
    """It is not an answer."""
    board = leaderboard.load(write("network,dataset,miou\nNet,x,1\nNET,x,2\n"))

    with pytest.raises(AmbiguousName):
        merging.plan(board, board, names={"Net": "net"})
