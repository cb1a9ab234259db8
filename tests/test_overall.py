"""One ranking over several datasets: by hand on the small board, and the shipped list as a whole."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as some

import leaderboard
from leaderboard.answers import overall
from leaderboard.errors import LeaderboardError, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Write

    from leaderboard import Leaderboard

# Win shares on the small board:
#            streets (6)       rooms (2)  depth (3, lower is better)
# Gamma+     5 of 5            0
# AlphaNet   3.5 of 5
# Beta-Net   3.5 of 5                     0.5 of 2
# Delta      1.5 of 5          1 of 1
# Omega      1.5 of 5                     0.5 of 2
# Zeta       0                            2 of 2


def columns(found: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    """Return some columns, row by row, with None for what is missing."""
    return list(found[list(names)].astype("object").where(found[list(names)].notna(), None).itertuples(index=False, name=None))  # fmt: skip


def test_win_rates_are_averaged_over_the_datasets_of_a_network(board: Leaderboard) -> None:
    """The share of the others that it beats on each, a tie counting half."""
    found = board.overall(min_networks=2)

    assert columns(found, "place", "network", "score") == [
        (1, "Delta", 0.65),
        (2, "Gamma+", 0.5),
        (2, "Zeta", 0.5),
        (4, "Beta-Net", 0.475),
        (5, "Omega", 0.275),
        (None, "AlphaNet", 0.7),
    ]


def test_ties_are_signed(board: Leaderboard) -> None:
    """Those who share a place know it; who is not ranked shares none."""
    found = board.overall(min_networks=2)

    assert found["tied"].to_list() == [False, True, True, False, False, False]


def test_coverage_counts_the_datasets_that_count(board: Leaderboard) -> None:
    """With rooms left out, Gamma+ is on one of two."""
    found = board.overall(min_networks=3).set_index("network")

    assert (found["datasets"]["Gamma+"], found["of"]["Gamma+"]) == (1, 2)
    assert (found["datasets"]["Zeta"], found["of"]["Zeta"]) == (2, 2)


def test_ranges_are_the_places_without_each_dataset(board: Leaderboard) -> None:
    """Beta-Net is 3rd without streets, 3rd without rooms and 1st without depth."""
    found = board.overall(min_networks=2)

    assert columns(found, "network", "best_place", "worst_place") == [
        ("Delta", 1, 4),
        ("Gamma+", 1, 5),
        ("Zeta", 1, 5),
        ("Beta-Net", 1, 3),
        ("Omega", 3, 5),
        ("AlphaNet", None, None),
    ]


def test_networks_on_too_few_datasets_are_opponents_all_the_same(board: Leaderboard) -> None:
    """Delta beats Omega's tie and Zeta among five others on streets, unranked AlphaNet included."""
    found = board.overall(min_networks=2, min_datasets=2).set_index("network")
    fewer = board.where(networks=["delta", "gamma+", "zeta", "beta-net", "omega"]).overall(min_networks=2)

    assert found["score"]["Delta"] == 0.65
    assert fewer.set_index("network")["score"]["Delta"] == 0.6875


def test_who_has_no_dataset_left_has_no_place_that_time(board: Leaderboard) -> None:
    """AlphaNet is on streets alone: its range is over leaving out the other two."""
    found = board.overall(min_networks=2, min_datasets=1).set_index("network")

    assert (found["place"]["AlphaNet"], found["score"]["AlphaNet"]) == (1, 0.7)
    assert (found["best_place"]["AlphaNet"], found["worst_place"]["AlphaNet"]) == (1, 2)


def test_one_dataset_has_no_ranges(board: Leaderboard) -> None:
    """Nothing is left when it is left out."""
    found = board.overall(datasets=["depth"], min_datasets=1)

    assert columns(found, "place", "network", "score", "best_place", "worst_place") == [
        (1, "Zeta", 1.0, None, None),
        (2, "Beta-Net", 0.25, None, None),
        (2, "Omega", 0.25, None, None),
    ]


def test_datasets_with_few_networks_do_not_count(board: Leaderboard) -> None:
    """Only streets has five; the others are listed as not counting."""
    counted = overall.counted(board, min_networks=5)

    assert columns(counted, "dataset", "title", "networks", "counts") == [
        ("streets", "City Streets", 6, True),
        ("rooms", "Rooms", 2, False),
        ("depth", "Depth", 3, False),
    ]


def test_named_datasets_count_however_few_networks_they_have(board: Leaderboard) -> None:
    """By any of their names, once each."""
    counted = overall.counted(board, datasets=["road scenes", "rooms", "CS"])

    assert columns(counted, "dataset", "counts") == [("streets", True), ("rooms", True)]


def test_a_network_on_no_dataset_that_counts_is_listed_without_a_score(listed: Leaderboard) -> None:
    """In the list, SegNet has a score on CamVid alone, which three networks have."""
    last = listed.overall().iloc[-1]

    assert (last["network"], last["datasets"], last["of"]) == ("SegNet", 0, 5)
    assert str(last["score"]) == "nan"
    assert str(last["place"]) == "<NA>"


def test_facts_stand_beside_the_networks(board: Leaderboard) -> None:
    """As in the other frames."""
    found = board.overall(min_networks=2).set_index("network")

    assert found["venue"]["Delta"] == "ICCV"
    assert found["code_url"]["Gamma+"] == "https://code.example/gamma"


# The shipped list.

BEST = """
    DPC OCNet GFF HRNetV2 DUpsampling DeepLabv3+ CCNet DFN DDSC FastFCN EncNet DeepLabv3 PSPNet DAN G-FRNet
    PSANet TKCN SegModel SAC-multiple DPN RefineNet GCN Deeplab_v2 CRF-RNN FCN-8s
"""
WITHOUT_CAMVID = """
    DPC OCNet GFF HRNetV2 DUpsampling DeepLabv3+ CCNet DFN FastFCN EncNet DeepLabv3 PSPNet DAN DDSC
    PSANet TKCN SegModel SAC-multiple DPN RefineNet GCN Deeplab_v2 CRF-RNN FCN-8s
"""
FIRST_RELEASE = """
    GFF DPC HRNetV2 DUpsampling DeepLabv3+ CCNet OCNet DFN DDSC FastFCN EncNet DeepLabv3 PSPNet DAN G-FRNet
    PSANet TKCN SegModel SAC-multiple DPN RefineNet GCN Deeplab_v2 CRF-RNN FCN-8s
"""
STRENGTHS = """
    OCNet GFF DPC HRNetV2 CCNet DeepLabv3+ DUpsampling FastFCN EncNet DFN DeepLabv3 DAN PSPNet PSANet
    SAC-multiple DDSC TKCN SegModel GCN RefineNet DPN Deeplab_v2 CRF-RNN FCN-8s
"""


def names(text: str) -> list[str]:
    """Take a list of names apart."""
    return [name.replace("_", " ") for name in text.split()]


@pytest.fixture(scope="module")
def listed(shipped: Leaderboard) -> Leaderboard:
    """Return the scores of the list alone."""
    results = shipped.results_table
    return replace(shipped, results_table=results[results["evidence"] == "list"])


@pytest.fixture(scope="module")
def first_release(listed: Leaderboard) -> Leaderboard:
    """Return the scores of the list with OCNet's first figures, without those in parentheses."""
    results = listed.results_table
    return replace(listed, results_table=results[results["variant"] != "later release"])


def ranked(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a place."""
    return found[found["place"].notna()]


def test_order_of_the_list(listed: Leaderboard) -> None:
    """All 25 networks with two scores or more, CamVid counted; OCNet with its better figures."""
    found = ranked(listed.overall(min_networks=2, min_datasets=2))

    assert found["network"].to_list() == names(BEST)
    assert found["place"].to_list() == list(range(1, 26))


def test_order_of_the_list_without_camvid(listed: Leaderboard) -> None:
    """It has too few networks; G-FRNet is left with one score then, DDSC with two worse ones."""
    found = ranked(listed.overall(min_datasets=2))

    assert found["network"].to_list() == names(WITHOUT_CAMVID)


def test_order_of_the_list_with_the_first_figures_of_ocnet(first_release: Leaderboard) -> None:
    """GFF is beaten by nobody on ADE20K then, and the first three are GFF, DPC and HRNetV2."""
    found = ranked(first_release.overall(min_networks=2, min_datasets=2))

    assert found["network"].to_list() == names(FIRST_RELEASE)


def test_first_three_by_hand(listed: Leaderboard, first_release: Leaderboard) -> None:
    """The shares that one counts in the boards themselves.

    DPC: 21 of 21 on Cityscapes, 15.5 of 17 on VOC 2012 with COCO (it ties with ExFuse).
    OCNet: 18 of 21 and 9 of 9 on ADE20K; with its first figures 15 of 21 and 7 of 9.
    GFF: 20 of 21, and 8 of 9 behind OCNet or 9 of 9. HRNetV2: 17 or 18 of 21, and 9 of 9
    on PASCAL Context.
    """
    scores = listed.overall().set_index("network")["score"]
    before = first_release.overall().set_index("network")["score"]

    assert scores["DPC"] == pytest.approx((21 / 21 + 15.5 / 17) / 2)
    assert scores["OCNet"] == pytest.approx((18 / 21 + 9 / 9) / 2)
    assert scores["GFF"] == pytest.approx((20 / 21 + 8 / 9) / 2)
    assert before["GFF"] == pytest.approx((20 / 21 + 9 / 9) / 2)
    assert before["DPC"] == pytest.approx((21 / 21 + 15.5 / 17) / 2)
    assert before["HRNetV2"] == pytest.approx((18 / 21 + 9 / 9) / 2)
    assert before["OCNet"] == pytest.approx((15 / 21 + 7 / 9) / 2)


def test_ranges_of_the_list(listed: Leaderboard, first_release: Leaderboard) -> None:
    """OCNet's later figures, on both of its datasets, change its own range most."""

    def ranges(board: Leaderboard) -> dict[str, tuple[int, int]]:
        found = board.overall(min_datasets=2).set_index("network")
        five = found.loc[["GFF", "DPC", "HRNetV2", "FastFCN", "OCNet"]]
        return dict(zip(five.index, zip(five["best_place"], five["worst_place"], strict=True), strict=True))

    assert ranges(first_release) == {
        "GFF": (1, 2),
        "DPC": (1, 3),
        "HRNetV2": (1, 5),
        "FastFCN": (4, 13),
        "OCNet": (7, 8),
    }
    assert ranges(listed) == {
        "GFF": (2, 4),
        "DPC": (1, 3),
        "HRNetV2": (1, 6),
        "FastFCN": (4, 13),
        "OCNet": (1, 7),
    }


def rank_correlation(one: pd.Series[float], other: pd.Series[float]) -> float:
    """Return Spearman's rank correlation."""
    return float(one.rank().corr(other.rank()))


@pytest.mark.parametrize("method", ["win-rate", "bradley-terry"])
def test_coverage_is_not_rewarded(listed: Leaderboard, method: str) -> None:
    """Over all networks of the list, the rank correlation of the score with the coverage is near zero."""
    found = listed.overall(method=method, min_datasets=1).dropna(subset="score")

    assert len(found) == 36
    assert abs(rank_correlation(found["score"], found["datasets"])) < 0.05


def test_methods_agree_on_the_list(listed: Leaderboard) -> None:
    """Rank correlation 0.97, as far as two digits tell."""
    rates = listed.overall(min_datasets=1).set_index("network")["score"].dropna()
    strengths = listed.overall(min_datasets=1, method="bradley-terry").set_index("network")["score"]

    assert round(rank_correlation(rates, strengths[rates.index]), 2) == 0.97


# Bradley-Terry.


def test_strengths_order_the_list(listed: Leaderboard) -> None:
    """Against whom one won counts: SAC-multiple rises by its opponents on ADE20K."""
    found = ranked(listed.overall(method="bradley-terry", min_datasets=2))

    assert found["network"].to_list() == names(STRENGTHS)


def test_strengths_of_two_networks(write: Write) -> None:
    """One win of weight 1, and a prior of half a draw each, have a solution that can be checked.

    With strengths x and −x: 1 = s(2x) + (s(x) − 1/2) / 2, where s is the logistic function.
    """
    board = leaderboard.load(write("network,dataset,miou\nA,one,80\nB,one,70\n"))

    found = board.overall(method="bradley-terry", min_networks=2, min_datasets=1)

    assert columns(found, "network", "score") == [("A", 1.012001), ("B", -1.012001)]


def test_equal_networks_are_equally_strong(write: Write) -> None:
    """Every score equal: all are first, with strength 0."""
    board = leaderboard.load(write("network,dataset,miou\nA,one,80\nB,one,80.0\nA,two,70\nB,two,70\n"))

    found = board.overall(method="bradley-terry", min_networks=2)

    assert columns(found, "place", "network", "score", "best_place", "worst_place") == [
        (1, "A", 0.0, 1, 1),
        (1, "B", 0.0, 1, 1),
    ]


def test_strengths_stay_finite_for_who_always_wins(write: Write) -> None:
    """The prior sees to it, even along a chain of networks of which only neighbours meet."""
    lines = [f"N{n:02},d{d:02},{50 + n - d}\n" for d in range(40) for n in (d, d + 1)]
    board = leaderboard.load(write(f"network,dataset,miou\n{''.join(lines)}"))

    found = board.overall(method="bradley-terry", min_networks=2, min_datasets=1)

    assert found["network"].to_list() == [f"N{n:02}" for n in range(40, -1, -1)]
    assert found["score"].abs().max() < 100


# What cannot be ranked.


@pytest.mark.parametrize("method", ["win-rate", "bradley-terry"])
@pytest.mark.parametrize("text", ["A,one,80\n", "A,one,80\nB,two,70\n"])
def test_networks_without_opponents_are_not_ranked(write: Write, method: str, text: str) -> None:
    """There is nobody to compare them with."""
    board = leaderboard.load(write(f"network,dataset,miou\n{text}"))

    found = board.overall(method=method, min_networks=1, min_datasets=1)

    assert found["place"].isna().all()
    assert found["score"].isna().all()
    assert found["of"].unique().tolist() == [0]


@pytest.mark.parametrize("method", ["win-rate", "bradley-terry"])
def test_an_empty_board_is_an_empty_ranking(board: Leaderboard, method: str) -> None:
    """With all its columns."""
    found = board.where(since=2100).overall(method=method)

    assert found.empty
    assert list(found.columns)[:8] == [
        "place",
        "network",
        "score",
        "datasets",
        "of",
        "best_place",
        "worst_place",
        "tied",
    ]


@pytest.mark.parametrize(
    ("settings", "error", "problem"),
    [
        ({"method": "winrat"}, UsageError, "no method named 'winrat'; did you mean 'win-rate'?"),
        ({"method": "elo"}, UsageError, "no method named 'elo'; use win-rate or bradley-terry"),
        ({"datasets": []}, UsageError, "name at least one dataset to rank on"),
        ({"datasets": ["strets"]}, UnknownName, "no dataset named 'strets'; did you mean 'streets'?"),
        (
            {"datasets": ["empty"]},
            LeaderboardError,
            "nothing to rank on 'empty': a dataset counts when it has scores of two networks",
        ),
    ],
)
def test_what_cannot_be_done_is_said(
    board: Leaderboard, settings: dict[str, object], error: type[Exception], problem: str
) -> None:
    """In one line that says the mend."""
    with pytest.raises(error) as raised:
        board.overall(**settings)  # type: ignore[arg-type]

    assert str(raised.value) == problem


def test_methods_are_found_as_people_type_them() -> None:
    """As all names are."""
    assert overall.method_named("Bradley Terry") == "bradley-terry"


# What holds for every board.

Scores: TypeAlias = dict[tuple[str, str], int]
"""The score of each network and dataset."""

# Few networks and few scores, so that ties are common.
tables = some.dictionaries(
    some.tuples(some.sampled_from("ABCDEF"), some.sampled_from(["up", "down", "third"])),
    some.integers(1, 6),
    min_size=1,
)


def written(scores: Scores, folder: Path) -> Leaderboard:
    """Write scores, of which those on *down* are better the lower they are, and read them."""
    text = "".join(f"{network},{dataset},{score}\n" for (network, dataset), score in scores.items())
    (folder / "results.csv").write_text(f"network,dataset,score\n{text}")
    (folder / "datasets.csv").write_text("dataset,better\nup,higher\ndown,lower\nthird,higher\n")
    return leaderboard.load(folder)


def plainly(scores: Scores) -> dict[str, Fraction]:
    """Find the mean win rates in the plainest way."""
    shares: dict[str, list[Fraction]] = {}
    for (network, dataset), score in scores.items():
        others = [s for (n, d), s in scores.items() if d == dataset and n != network]
        sign = -1 if dataset == "down" else 1
        if others:
            won = sum(Fraction(1 + (sign * score > sign * s) - (sign * score < sign * s), 2) for s in others)
            shares.setdefault(network, []).append(won / len(others))
    return {network: sum(rates, Fraction()) / len(rates) for network, rates in shares.items()}


@given(scores=tables)
def test_win_rates_are_those_of_counting(scores: Scores, tmp_path: Path) -> None:
    """They lie between 0 and 1."""
    found = written(scores, tmp_path).overall(min_networks=2, min_datasets=1).dropna(subset="score")

    rates = dict(zip(found["network"], found["score"], strict=True))
    assert rates == {network: pytest.approx(float(rate)) for network, rate in plainly(scores).items()}
    assert found["score"].between(0, 1).all()


@given(scores=tables)
def test_ranges_are_those_of_ranking_without_each_dataset(scores: Scores, tmp_path: Path) -> None:
    """The same as taking the scores away."""
    found = written(scores, tmp_path).overall(min_networks=2, min_datasets=1).dropna(subset="place")

    counting = {d for _, d in scores if sum(other == d for _, other in scores) > 1}
    places: dict[str, list[int]] = {network: [] for network in found["network"]}
    for left_out in counting if len(counting) > 1 else ():
        rates = plainly({key: score for key, score in scores.items() if key[1] != left_out})
        for network, rate in rates.items():
            places[network].append(1 + sum(other > rate for other in rates.values()))
    expected = {n: (min(seen), max(seen)) if seen else (None, None) for n, seen in places.items()}
    assert {n: (best, worst) for n, best, worst in columns(found, "network", "best_place", "worst_place")} == expected  # fmt: skip


@given(scores=tables)
def test_win_rates_of_one_dataset_average_one_half(scores: Scores, tmp_path: Path) -> None:
    """Every win is somebody's loss."""
    board = written(scores, tmp_path)

    for dataset in board.datasets()["dataset"]:
        found = board.where().on(dataset).overall(min_networks=2, min_datasets=1)
        assert found["score"].isna().all() or found["score"].mean() == pytest.approx(0.5)


@given(scores=tables, method=some.sampled_from(overall.METHODS))
def test_the_order_of_rows_does_not_matter(scores: Scores, method: str, tmp_path: Path) -> None:
    """Neither for places and scores nor for ranges."""
    one = written(scores, tmp_path).overall(method=method, min_networks=2)
    other = written(dict(reversed(scores.items())), tmp_path).overall(method=method, min_networks=2)

    assert one.drop(columns="score").equals(other.drop(columns="score"))
    assert one["score"].to_list() == pytest.approx(other["score"].to_list(), abs=2e-6, nan_ok=True)


@given(scores=tables)
def test_who_is_better_everywhere_is_stronger(scores: Scores, tmp_path: Path) -> None:
    """By both methods, a network that beats all others on all of its datasets is first of these."""
    board = written(scores, tmp_path)

    rates = board.overall(min_networks=2, min_datasets=1).set_index("network")["score"].dropna()
    strengths = board.overall(method="bradley-terry", min_networks=2, min_datasets=1)
    strengths = strengths.set_index("network")["score"].dropna()

    assert set(rates.index) == set(strengths.index)
    assert all(strengths[rates == 1] > 0)
    assert all(strengths[rates == 0] < 0)


# What counts if nothing is said.


def sizes(write: Write, *networks: int) -> Leaderboard:
    """Make a board with so many networks on each of its datasets."""
    rows = [
        f"N{network},d{dataset},{50 + network}"
        for dataset, most in enumerate(networks)
        for network in range(most)
    ]
    return leaderboard.load(write("\n".join(["network,dataset,accuracy", *rows])))


@pytest.mark.parametrize(
    ("networks", "expected"),
    [
        ((3,), (2, 2)),
        ((3, 3, 3), (2, 2)),
        ((9, 9, 3), (2, 2)),
        ((5, 5, 5), (2, 5)),
        ((5, 5, 5, 4, 4), (2, 5)),
        ((5, 5, 5, 5), (2, 5)),
        ((5, 5, 5, 5, 5), (3, 5)),
        ((4, 4, 4, 4, 4), (3, 2)),
        ((9, 9, 2, 2, 2, 1), (3, 2)),
    ],
)
def test_one_rule_says_what_counts(
    write: Write, networks: tuple[int, ...], expected: tuple[int, int]
) -> None:
    """Three datasets from five that count on; five networks where three datasets have them."""
    found = overall.least(sizes(write, *networks))

    assert (found.datasets, found.networks) == expected


def test_a_team_with_three_models_on_three_datasets_gets_an_answer(write: Write) -> None:
    """Nothing has to be said for that."""
    found = sizes(write, 3, 3, 3).overall()

    assert columns(found, "place", "network") == [(1, "N2"), (2, "N1"), (3, "N0")]


def test_named_datasets_count_by_the_same_rule(write: Write) -> None:
    """From two networks on, however many others have."""
    board = sizes(write, 9, 9, 9, 9, 9, 2)

    assert overall.least(board, datasets=["d0", "d5"]) == overall.Least(2, 2)
    assert overall.least(board, datasets=[f"d{number}" for number in range(5)]) == overall.Least(3, 2)


def test_doubtful_scores_do_not_count_unless_asked(write: Write) -> None:
    """Another score of the network may count then; one that has no other is not there."""
    board = leaderboard.load(
        write(
            "network,dataset,accuracy,variant,note\n"
            "A,one,90,big,Doubtful: nobody else came near\nA,one,70,small,\nB,one,80,,\nC,one,75,,\n"
            "D,one,99,,doubtful: a claim\n"
            "A,two,60,,\nB,two,50,,\n"
        )
    )

    without, counted = board.overall(), board.overall(with_doubtful=True)

    assert "D" not in set(without["network"])
    assert "D" in set(counted["network"])
    rate = dict(zip(without["network"], without["score"], strict=True))
    assert rate["A"] == pytest.approx((0 / 2 + 1) / 2)
    assert dict(zip(counted["network"], counted["score"], strict=True))["A"] == pytest.approx((2 / 3 + 1) / 2)
    assert without["doubtful"].sum() == 0
