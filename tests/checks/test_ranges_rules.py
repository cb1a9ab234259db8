"""Rules for scores far from all others: a digit lost, a point moved; what is only weak, or better, is no slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import InFile

BOARD = [61.0, 70.5, 74.0, 78.25, 81.0, 82.5, 84.0]


def file_of(*scores: object, metric: str = "miou", dataset: str = "camvid") -> str:
    """Write a file with a network for each score; a tuple has a network and a note, too."""
    rows = []
    for number, one in enumerate(scores):
        score, network, note = one if isinstance(one, tuple) else (one, f"N{number}", "")
        rows.append(f"{network},{dataset},{score},{note}\n")
    return f"network,dataset,{metric},note\n{''.join(rows)}"


def far(problems: list[str]) -> list[str]:
    """Return the scores that are said to be far."""
    return [one.split("warning: ")[1].split()[0] for one in problems if one.endswith("[far-score]")]


@pytest.mark.parametrize(
    ("slips", "found"),
    [
        (["4.2"], ["4.2"]),
        (["8.42"], ["8.42"]),
        (["24.8"], ["24.8"]),
        (["40.0"], []),
        (["99.0"], []),
        (["48.2"], []),
    ],
)
def test_a_score_is_far_if_the_gap_is_wider_than_the_board(
    in_file: InFile, slips: list[str], found: list[str]
) -> None:
    """Weak and good methods are at home there."""
    assert far(in_file(file_of(*BOARD, *slips))) == found


def test_says_where_the_others_are(in_file: InFile) -> None:
    """And what to write if it is right."""
    (problem,) = in_file(file_of(*BOARD, "4.2"))
    assert problem == (
        "own.csv:9: warning: 4.2 is far from the other 7 scores of its board, 61.0 to 84.0; mend it, or say in a"
        " note that it is 4.2 [far-score]"
    )


def test_a_score_may_be_far_from_those_of_its_own_network(in_file: InFile) -> None:
    """Outside of the board, and farther from all of them than that is wide."""
    others = [60.5, 74.0, 78.25, 81.0, 82.5, ("84.0", "Net", "")]

    assert far(in_file(file_of(*others, ("58.4", "Net", "")))) == ["58.4"]
    assert far(in_file(file_of(*others, ("66.4", "Net", "")))) == []
    assert far(in_file(file_of(*others, ("58.4", "Other", "")))) == []


def test_slips_do_not_hide_each_other(in_file: InFile) -> None:
    """Several at one end, or one at each."""
    many = [*BOARD, *(round(one + 0.3, 2) for one in BOARD), *(round(one + 0.6, 2) for one in BOARD)]

    assert far(in_file(file_of(*many, "4.2", "8.1"))) == ["4.2", "8.1"]
    assert far(in_file(file_of(*many, "0.06", "842", metric="psnr"))) == ["0.06", "842"]


@pytest.mark.parametrize(
    ("scores", "metric"),
    [
        (BOARD[:6], "miou"),
        ([99.1, 99.2, 99.25, 99.3, 99.4, 99.5, 91.6], "accuracy"),
        ([30.0, 31.0, 32.0, 33.0, 34.0, 35.0, 2500.0], "fps"),
        ([1.0, 3.0, 10.0, 40.0, 160.0, 700.0, 2900.0, 12000.0], "perplexity"),
        ([70.0] * 7, "miou"),
    ],
)
def test_is_silent_where_scores_tell_nothing(in_file: InFile, scores: list[float], metric: str) -> None:
    """On boards with few scores, among nearly equal ones, of speed, and where each is many times another."""
    assert far(in_file(file_of(*scores[1:], scores[0], metric=metric))) == []


def test_scores_of_other_boards_do_not_count(in_file: InFile) -> None:
    """Another metric has another range."""
    rows = "".join(f"N{number},camvid,{one},{one / 100 * 3},\n" for number, one in enumerate(BOARD))

    assert far(in_file(f"network,dataset,miou,RMSE,note\n{rows}")) == []


@pytest.mark.parametrize(
    ("note", "is_far"),
    [
        ("It really is 4.2.", False),
        ("Doubtful: read off a plot.", False),
        ("Measured by others.", True),
        ("Corrected from 84.2.", True),
        ("Corrected from 14.2.", True),
    ],
)
def test_a_note_that_speaks_of_the_score_explains_it(in_file: InFile, note: str, *, is_far: bool) -> None:
    """Many notes are about something else, and what 'correct' writes explains nothing."""
    assert bool(far(in_file(file_of(*BOARD, ("4.2", "N", note))))) == is_far


@pytest.mark.parametrize("metric", ["accuracy", "Top-1 Acc", "F1", "mAP", "IoU"])
@pytest.mark.parametrize("score", ["104.9", "-3"])
def test_a_share_is_between_0_and_100_percent(in_file: InFile, score: str, metric: str) -> None:
    """Also on a small board of which nothing states the unit."""
    text = f"network,dataset,score,metric\nA,streets,{score},{metric}\nB,streets,71,{metric}\nC,streets,80,{metric}\n"

    (problem,) = [one for one in in_file(text) if "[outside-percent]" in one or "[unusable]" in one]
    assert problem.startswith("own.csv:2: ")
    assert f"{score} is not between 0 and 100 %" in problem


@pytest.mark.parametrize(
    ("scores", "metric"), [((104.9, 71, 80), "WER"), ((104.9, 71, 80), "PSNR"), ((900, 700, 800), "mAP")]
)
def test_other_metrics_have_no_end(in_file: InFile, scores: tuple[float, ...], metric: str) -> None:
    """There may be more errors than things, and a share may be in another unit."""
    rows = "".join(f"N{one},streets,{one},{metric}\n" for one in scores)
    problems = in_file(f"network,dataset,score,metric\n{rows}")

    assert not any("percent]" in one for one in problems)


def test_a_correction_explains_no_conflict(in_file: InFile) -> None:
    """Two figures under one key need somebody who says why, and not a note that a command wrote."""
    text = "network,dataset,miou,source,note\nA,camvid,70,s,Corrected from 7.\nA,camvid,71,t,\n"

    assert any("conflicting-scores" in one for one in in_file(text))
