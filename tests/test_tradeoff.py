"""What a better score costs: ``leaderboard.answers.tradeoff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard.answers import tradeoff
from leaderboard.board.columns import FACTS
from leaderboard.errors import AmbiguousName, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Write

    from leaderboard import Leaderboard

DATASETS = """\
dataset,title,metric,unit,better,split
streets,City Streets,mIoU,%,higher,test
depth,Depth,RMSE,m,lower,test
"""

# On streets, device K: A is best and slowest, B and C are equal, D is beaten by both, E is fastest.
# F has the only speed on L, G none that says where, H none at all. I was measured on val.
RESULTS = """\
network,dataset,score,split,variant
A,streets,80.0,test,
A,streets,79.0,test,
B,streets,75.5,,
C,streets,75.50,test,big
C,streets,90.0,test,small
D,streets,74.0,test,
E,streets,60.0,test,
F,streets,70.0,test,
G,streets,99.0,test,
H,streets,50.0,test,
I,streets,70.0,val,
A,depth,0.5,,
B,depth,0.4,,
C,depth,0.6,,big
"""

SPEEDS = """\
network,variant,dataset,split,fps,device,resolution,params,gflops,source,note
A,,streets,test,10,Big K 1,512x1024,40,,,
B,,streets,,50.0,Big K 1,512x1024,4,,,
C,big,streets,test,50,big k1,256x512,4.0,,,
D,,streets,test,49,Big K 1,512x1024,5,,,
E,,streets,test,200,Big K 1,,6,,,
F,,streets,test,300,L (fast),,,,,
G,,streets,test,500,,,3,9,,
I,,streets,val,10,Big K 1,,1,,,
nobody,,streets,test,999,Big K 1,,,,,
A,,depth,,10,Big K 1,,,,,
B,,depth,,5,Big K 1,,,,,
C,big,depth,,5,Big K 1,,,,,
"""


def load(write: Write, speeds: str = SPEEDS) -> Leaderboard:
    """Read a board from a folder of three tables."""
    folder = write(RESULTS, "results.csv").parent
    write(DATASETS, "datasets.csv")
    write(speeds, "speeds.csv")
    return leaderboard.load(folder)


def front_of(found: pd.DataFrame) -> list[str]:
    """Return the networks on the front."""
    return list(found["network"][found["front"]])


def test_each_device_has_a_front_of_its_own(write: Write) -> None:
    """Equal rows share it, however their devices are spelled; who is alone on a device, or says none, has none."""
    found = load(write).tradeoff("streets")

    assert found[["network", "score", "fps", "front"]].to_numpy().tolist() == [
        ["G", 99.0, 500.0, False],
        ["F", 70.0, 300.0, False],
        ["E", 60.0, 200.0, True],
        ["B", 75.5, 50.0, True],
        ["C", 75.5, 50.0, True],
        ["D", 74.0, 49.0, False],
        ["A", 80.0, 10.0, True],
    ]


def test_a_configuration_has_its_best_score(write: Write) -> None:
    """Not another of the same variant, and not that of another variant, although it is better."""
    found = load(write).tradeoff("streets").set_index("network")

    assert found.loc["A", "score"] == 80.0
    assert (found.loc["C", "variant"], found.loc["C", "score_text"]) == ("big", "75.50")


def test_rows_have_the_digits_published_and_the_facts(write: Write) -> None:
    """The source of the speed stands apart from that of the score."""
    found = load(write).tradeoff("streets")

    assert found["fps_text"].to_list() == ["500", "300", "200", "50.0", "50", "49", "10"]
    assert {"device", "resolution", "params", "gflops", "speed_source", "source", "evidence"} <= set(found)
    assert set(FACTS) <= set(found)


def test_fewer_parameters_are_better_on_any_device(write: Write) -> None:
    """There is one front, and a device does not matter."""
    found = load(write).tradeoff("streets", by="params")

    assert found[["network", "params", "front"]].to_numpy().tolist() == [
        ["G", 3.0, True],
        ["B", 4.0, False],
        ["C", 4.0, False],
        ["D", 5.0, False],
        ["E", 6.0, False],
        ["A", 40.0, False],
    ]


def test_where_lower_scores_are_better_the_front_turns(write: Write) -> None:
    """Of equal speeds only the lowest error stands on it, and comes first."""
    found = load(write).tradeoff("depth")

    assert found[["network", "front"]].to_numpy().tolist() == [["A", True], ["B", True], ["C", False]]


def test_a_speed_without_a_split_is_on_the_own_of_its_dataset(write: Write) -> None:
    """And does not move to another that is asked for."""
    board = load(write)

    assert list(board.tradeoff("streets", split="val")["network"]) == ["I"]
    assert list(board.on_split("val").tradeoff("streets")["network"]) == ["I"]


def test_who_is_alone_has_no_front(write: Write) -> None:
    """Nothing was compared."""
    assert front_of(load(write).tradeoff("streets", split="val")) == []
    assert front_of(load(write).tradeoff("streets", by="gflops")) == []


def test_several_speeds_of_a_configuration_are_rows_each(write: Write) -> None:
    """The slower is beaten by the faster of the same score."""
    found = load(write, f"{SPEEDS}A,,streets,test,11,Big K 1,256x512,,,,\n").tradeoff("streets")

    assert found[found["network"] == "A"][["fps", "front"]].to_numpy().tolist() == [
        [11.0, True],
        [10.0, False],
    ]


def test_where_no_device_is_known_at_all_everything_compares(write: Write) -> None:
    """A team that measured on one machine need not name it."""
    speeds = "network,dataset,fps\nA,streets,10\nB,streets,50\nD,streets,49\n"

    assert front_of(load(write, speeds).tradeoff("streets")) == ["B", "A"]


def test_a_filter_does_not_make_unknown_devices_one(write: Write) -> None:
    """What is left says no device, but others in the collection do."""
    board = load(write, f"{SPEEDS}H,,streets,test,5,,,,,,\n")

    assert front_of(board.where(networks=["G", "H"]).tradeoff("streets")) == []


@pytest.mark.parametrize("typed", ["Big K 1", "big-k1", "k1", "BIG"])
def test_devices_are_found_as_people_type_them(write: Write, typed: str) -> None:
    """A part of the name will do, and all its spellings count."""
    found = load(write).tradeoff("streets", device=typed)

    assert list(found["network"]) == ["E", "B", "C", "D", "A"]


def test_an_unknown_device_is_an_error_with_near_names(write: Write) -> None:
    """Those of the board."""
    with pytest.raises(UnknownName, match=r"^no device named 'big k 2'; did you mean 'Big K 1'\?$"):
        load(write).tradeoff("streets", device="big k 2")


def test_a_part_of_several_names_is_an_error(shipped: Leaderboard) -> None:
    """A name that is a part of others is no such part."""
    with pytest.raises(
        AmbiguousName,
        match="names more than one device: 'Titan V', 'Titan X', 'Titan X \\(Maxwell\\)' or 'Titan Xp'",
    ):
        shipped.tradeoff("cityscapes", device="titan")
    assert set(shipped.tradeoff("cityscapes", device="titan x")["device"]) == {"Titan X"}


def test_an_unknown_measure_is_an_error(shipped: Leaderboard) -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match="no measure named 'latency'; use fps, params, gflops or mIoU"):
        shipped.tradeoff("cityscapes", by="latency")


def test_a_board_without_speeds_has_no_rows(board: Leaderboard) -> None:
    """But all columns."""
    found = board.tradeoff("streets")

    assert found.empty
    assert {"front", "network", "score", "fps"} <= set(found)


def test_measurements_without_a_score_are_counted(write: Write) -> None:
    """Of the board that is asked for."""
    board = load(write)

    assert tradeoff.unscored(board.on("streets"), by="fps") == 1
    assert tradeoff.unscored(board.on("depth"), by="fps") == 0


def test_boards_that_were_measured_are_known(shipped: Leaderboard) -> None:
    """On the split that they rank."""
    assert tradeoff.boards_measured(shipped, by="fps") == ["camvid", "cityscapes"]
    assert tradeoff.boards_measured(shipped, by="gflops") == ["cityscapes"]
    assert tradeoff.boards_measured(shipped.on_split("val"), by="params") == ["cityscapes"]


ROWS = st.lists(
    st.tuples(st.integers(0, 6).map(float), st.integers(0, 6).map(float), st.sampled_from("ab")), max_size=20
)


@given(ROWS)
def test_the_front_is_what_nothing_dominates(rows: list[tuple[float, float, str]]) -> None:
    """As found by comparing each with each of its group."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["gain", "merit", "group"]).astype({"gain": float, "merit": float})

    found = tradeoff.on_front(frame["gain"], frame["merit"], frame["group"].astype("str"))

    assert found.to_list() == [
        not any(
            g >= gain and m >= merit and (g > gain or m > merit) and other == group for g, m, other in rows
        )
        for gain, merit, group in rows
    ]


@pytest.mark.parametrize(
    ("device", "front"),
    [
        (
            "GTX 1080 Ti",
            [
                ("PP-LiteSeg", "T1, STDC1", "72.0", "273.6"),
                ("PP-LiteSeg", "B1, STDC2", "73.9", "195.3"),
                ("PP-LiteSeg", "T2, STDC1", "74.9", "143.6"),
                ("PP-LiteSeg", "B2, STDC2", "77.5", "102.6"),
                ("SFNet", "ResNet-18", "80.4", "25.7"),
            ],
        ),
        (
            "RTX 3090",
            [
                ("SFNet-Lite", "STDC", "78.8", "120"),
                ("SFNet-Lite", "ResNet-18", "80.1", "60"),
                ("PIDNet", "L", "80.6", "31.1"),
            ],
        ),
        ("RTX 2080 Ti", [("DDRNet", "23-slim", "77.4", "102")]),
    ],
)
def test_the_shipped_fronts_of_cityscapes(
    shipped: Leaderboard, device: str, front: list[tuple[str, str, str, str]]
) -> None:
    """As read off the figures that were gathered; with or without the others beside it."""
    every = shipped.tradeoff("cityscapes")
    every = every[every["device"] == device]
    alone = shipped.tradeoff("cityscapes", device=device)

    for found in (every, alone):
        rows = found[found["front"]][["network", "variant", "score_text", "fps_text"]]
        assert list(rows.itertuples(index=False, name=None)) == front


def test_a_speed_stands_beside_a_score_at_one_scale(tmp_path: Path) -> None:
    """Several scales take several times as long; parameters stay the same."""
    (tmp_path / "results.csv").write_text(
        "network,dataset,miou,test_time\nA,voc,80.0,single-scale\nA,voc,82.0,multi-scale\nB,voc,81.0,multi-scale\n",
        encoding="utf-8",
    )
    (tmp_path / "speeds.csv").write_text(
        "network,dataset,fps,params,source\nA,voc,100,5,x\nB,voc,90,6,x\n", encoding="utf-8"
    )
    board = leaderboard.load(tmp_path)

    assert list(board.tradeoff("voc")["score"]) == [80.0, 81.0]
    assert list(board.tradeoff("voc", by="params")["score"]) == [82.0, 81.0]
