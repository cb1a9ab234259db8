"""What changed between two versions of a board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.answers import changes, gate
from leaderboard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard import Leaderboard

HEADER = "network,dataset,miou,split,variant,spread,spread_of,runs,source,note"
BEFORE = """\
Alpha,streets,82.0,test,,0.3,std,5,one,
Beta,streets,81.0,test,,,,,one,
Gamma,streets,80.0,test,,,,,one,
Delta,streets,79.0,test,,,,,one,
"""


def board(folder: Path, rows: str, **tables: str) -> Leaderboard:
    """Return a board of these rows, with other tables."""
    folder.mkdir(exist_ok=True)
    for name, text in {"results": f"{HEADER}\n{rows}", **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return leaderboard.load(folder)


def between(
    folder: Path, after: str, *names: str, before: str = BEFORE, **tables: str
) -> list[tuple[Any, ...]]:
    """Return some columns of what changed, missing values as None."""
    found = leaderboard.diff(board(folder / "old", before), board(folder / "new", after, **tables))
    chosen = found[list(names)].astype("object")
    return list(chosen.where(chosen.notna() & (chosen != ""), None).itertuples(index=False, name=None))


STANDING = ("change", "network", "score_before", "score", "place_before", "place", "record", "others_moved")


def test_nothing_changed_where_only_the_order_did(tmp_path: Path) -> None:
    """Rows may stand anywhere."""
    after = "\n".join(reversed(BEFORE.splitlines()))

    assert between(tmp_path, after, *STANDING) == []


def test_a_corrected_score_has_both_values_and_places(tmp_path: Path) -> None:
    """Those who moved by it are counted, and who holds the record now is named."""
    after = BEFORE.replace("Alpha,streets,82.0", "Alpha,streets,79.5")

    assert between(tmp_path, after, *STANDING) == [
        ("moved", "Beta", 81.0, 81.0, 2, 1, "won", 1),
        ("corrected", "Alpha", 82.0, 79.5, 1, 3, "lost", 1),
    ]


def test_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    """Each on its own side only."""
    after = BEFORE.replace("Beta,streets,81.0,test,,,,,one,\n", "") + "Omega,streets,90,test,,,,,two,\n"

    assert between(tmp_path, after, *STANDING) == [
        ("new", "Omega", None, 90.0, None, 1, "won", 0),
        ("moved", "Alpha", 82.0, 82.0, 1, 2, "lost", 0),
        ("removed", "Beta", 81.0, None, 2, None, None, 0),
    ]


def test_another_source_with_another_value_is_a_correction(tmp_path: Path) -> None:
    """The source is said before and after."""
    after = BEFORE.replace("Gamma,streets,80.0,test,,,,,one", "Gamma,streets,80.5,test,,,,,two")

    found = between(tmp_path, after, "change", "network", "source_before", "source", "changed")

    assert found == [("corrected", "Gamma", "one", "two", "score;source")]


def test_the_figure_of_another_source_beside_the_first_is_new(tmp_path: Path) -> None:
    """The first row stays as it is, though both say the same of everything else."""
    after = BEFORE + "Gamma,streets,80.5,test,,,,,two,\n"

    assert between(tmp_path, after, "change", "network", "score", "place_before", "place") == [
        ("new", "Gamma", 80.5, 3, 3)
    ]


def test_a_condition_that_is_filled_in_is_a_correction(tmp_path: Path) -> None:
    """What it is of is known by the number."""
    after = BEFORE.replace("Gamma,streets,80.0,test,", "Gamma,streets,80.0,test,ResNet-101")

    assert between(tmp_path, after, "change", "network", "changed", "details") == [
        ("corrected", "Gamma", "variant", "variant: not said → ResNet-101")
    ]


PAPERS = "paper,network,aliases\na,Alpha Two,Alpha\n"


def test_a_network_that_is_renamed_is_neither_removed_nor_added(tmp_path: Path) -> None:
    """The old name is an alias; it holds the record under the new one."""
    after = BEFORE.replace("Alpha,", "Alpha Two,")

    found = between(
        tmp_path,
        after,
        "change",
        "network_before",
        "network",
        "place_before",
        "place",
        "record",
        papers=PAPERS,
    )

    assert found == [("renamed", "Alpha", "Alpha Two", 1, 1, None)]


def test_renamed_and_corrected_at_once_is_both(tmp_path: Path) -> None:
    """The correction knows the score before, under the other name."""
    after = BEFORE.replace("Alpha,streets,82.0", "Alpha Two,streets,82.5")

    names = ("change", "network_before", "network", "score_before", "score")
    assert between(tmp_path, after, *names, papers=PAPERS) == [
        ("renamed", "Alpha", "Alpha Two", None, 82.5),
        ("corrected", "Alpha", "Alpha Two", 82.0, 82.5),
    ]


def test_without_an_alias_it_is_another_network(tmp_path: Path) -> None:
    """Nothing else says that two names are of one thing."""
    after = BEFORE.replace("Alpha,", "Quite Another,")

    assert {one for (one,) in between(tmp_path, after, "change")} == {"new", "removed"}


def test_a_dataset_may_be_renamed(tmp_path: Path) -> None:
    """One line for its board, and no score of it is new."""
    after = BEFORE.replace(",streets,", ",roads,")
    datasets = "dataset,title,aliases,metric,unit,better,split\nroads,Roads,streets,mIoU,%,higher,test\n"

    assert between(tmp_path, after, "change", "dataset_before", "dataset", "network", datasets=datasets) == [
        ("renamed", "streets", "roads", None)
    ]


def test_where_lower_is_better_a_lower_score_is_no_drop(tmp_path: Path) -> None:
    """The direction of the board decides."""
    datasets = "dataset,title,metric,better,split\nstreets,Streets,delay,lower,test\n"
    rows = "Alpha,streets,2.0,test,,,,,one,\nBeta,streets,3.0,test,,,,,one,\n"
    old = board(tmp_path / "old", rows, datasets=datasets)

    new = board(tmp_path / "new", rows.replace("3.0", "1.0"), datasets=datasets)
    there, back = leaderboard.diff(old, new), leaderboard.diff(new, old)

    assert there[there["network"] == "Beta"]["worse_by"].isna().all()
    assert back[back["network"] == "Beta"]["worse_by"].tolist() == [2.0]
    assert there[["network", "record"]].to_numpy().tolist() == [["Beta", "won"], ["Alpha", "lost"]]


def test_what_is_better_may_change(tmp_path: Path) -> None:
    """It is said once, and places before are those of then."""
    described = "dataset,title,metric,better,split\nstreets,Streets,points,{},test\n"
    old = board(tmp_path / "old", BEFORE, datasets=described.format("higher"))

    found = leaderboard.diff(old, board(tmp_path / "new", BEFORE, datasets=described.format("lower")))

    assert found["change"].tolist() == ["direction", "moved", "moved"]
    assert found["network"].tolist() == ["", "Delta", "Alpha"]
    assert found["place_before"].tolist()[1:] == [4, 1]
    assert found["place"].tolist()[1:] == [1, 4]


def test_from_nothing_and_to_nothing(tmp_path: Path) -> None:
    """Everything is new, or was removed, and the record goes with it."""
    only = board(tmp_path / "only", BEFORE)

    assert leaderboard.diff(None, only)["change"].unique().tolist() == ["new"]
    gone = leaderboard.diff(only, None)
    assert gone["change"].unique().tolist() == ["removed"]
    assert gone["record"].tolist() == ["lost", "", "", ""]
    assert leaderboard.diff(None, None).empty


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(0, 4)), min_size=1, max_size=8))
def test_places_are_those_of_the_ranking(
    tmp_path_factory: pytest.TempPathFactory, scores: list[tuple[str, int]]
) -> None:
    """Whatever ties there are, and however often a network is there."""
    rows = "".join(
        f"{name},streets,{score},test,{number},,,,one,\n" for number, (name, score) in enumerate(scores)
    )
    one = board(tmp_path_factory.mktemp("one"), rows)

    found = leaderboard.diff(None, one)

    ranked = one.top("streets").set_index("network")
    for row in found.itertuples():
        assert (row.place, row.tied, row.of) == tuple(ranked.loc[row.network, ["place", "tied", "of"]])


def test_papers_are_counted(tmp_path: Path) -> None:
    """What is said of them, too."""
    old = board(tmp_path / "old", BEFORE, papers="paper,title\na,A\nb,B\nc,C\n")
    new = board(tmp_path / "new", BEFORE, papers="paper,title\na,A\nb,Bee\nd,D\n")

    assert changes.papers(old, new) == {"new": 1, "changed": 1, "removed": 1}


# The gate


def stopped(folder: Path, after: str, *typed: str) -> list[tuple[str, str]]:
    """Return which rules stop which networks."""
    found = leaderboard.diff(board(folder / "old", BEFORE), board(folder / "new", after))
    rows = gate.stopped(found, gate.rules(typed))
    return list(rows[["rule", "network"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("after", "rule", "expected"),
    [
        ("Beta,streets,80.9,test,,,,,one,", "drop", ["Beta"]),
        ("Beta,streets,80.9,test,,,,,one,", "drop=0.2", []),
        ("Beta,streets,80.9,test,,,,,one,", "corrected", ["Beta"]),
        ("Beta,streets,81.1,test,,,,,one,", "drop", []),
        ("Beta,streets,83.0,test,,,,,one,", "record-lost", ["Alpha"]),
        ("Beta,streets,83.0,test,,,,,one,", "record-won", ["Beta"]),
        ("Beta,streets,82.0,test,,,,,one,", "record-lost", []),
        ("", "removed", ["Beta"]),
        ("Beta,streets,81.0,test,,,,,one,", "new", []),
        ("Beta,streets,81.9,test,,0.2,,,one,", "behind", []),
        ("Beta,streets,81.5,test,,0.2,,,one,", "behind", ["Beta"]),
        ("Beta,streets,81.5,test,,0.2,,,one,", "behind=0.5", []),
        ("Beta,streets,81.0,test,,,,,one,Checked.", "behind", []),
        ("Beta,streets,81.0,test,,,,,one,Checked.", "corrected", ["Beta"]),
    ],
)
def test_rules_stop_what_they_name(tmp_path: Path, after: str, rule: str, expected: list[str]) -> None:
    """A drop is one beyond what is allowed, and beyond the spread."""
    rows = BEFORE.replace("Beta,streets,81.0,test,,,,,one,\n", f"{after}\n" if after else "")

    assert stopped(tmp_path, rows, rule) == [(rule, network) for network in expected]


@pytest.mark.parametrize(("score", "expected"), [("81.7", []), ("81.5", [("drop", "Alpha")])])
def test_a_drop_within_the_spread_is_none(
    tmp_path: Path, score: str, expected: list[tuple[str, str]]
) -> None:
    """Five runs each of 0.3 have a standard error of their difference of 0.19, which Student's t makes 0.44."""
    after = BEFORE.replace("Alpha,streets,82.0", f"Alpha,streets,{score}")

    assert stopped(tmp_path, after, "drop") == expected


def test_a_record_that_is_lost_within_the_spread_stops_nobody(tmp_path: Path) -> None:
    """Who surpassed it by less than its spread may be no better."""
    after = BEFORE + "Omega,streets,82.2,test,,,,,two,\n"

    assert stopped(tmp_path, after, "record-lost") == []
    assert stopped(tmp_path, after.replace("82.2", "82.4"), "record-lost") == [("record-lost", "Alpha")]


@pytest.mark.parametrize(
    "typed", ["nonsense", "", "new=1", "drop=", "drop=-1", "drop=nan", "drop=inf", "behind=x"]
)
def test_rules_that_make_no_sense_are_refused(typed: str) -> None:
    """A slip in a gate would let everything through."""
    with pytest.raises(UsageError):
        gate.rules([typed])
