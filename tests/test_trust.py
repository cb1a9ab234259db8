"""How far scores are to be trusted: ``leaderboard.board.trust``, and the signs that commands show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import leaderboard
from leaderboard.board import trust
from leaderboard.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

OURS = """\
network,dataset,miou,split,variant,extra_data,evidence,source,note
Alpha,cityscapes,84.25,test,,,authors,https://a.example,"Doubtful: nobody else gets there, or near."
Beta,cityscapes,83.1,test,,,aggregator,https://b.example,
Beta,cityscapes,82.0,test,small,,Paper,https://c.example,
Gamma,cityscapes,81.5,test,,COCO,reproduced,,doubtful: guessed.
Delta,cityscapes,80.0,test,,,list,,Counts 59 classes.
Delta,camvid,70.0,test,,,,,
Alpha,camvid,71.0,test,,,aggregator,,
"""


@pytest.fixture
def ours(write: Write) -> Path:
    """Return scores of one's own: doubtful, second-hand, both and neither."""
    return write(OURS)


def said(*words: object, error: bool = False) -> str:
    """Return what the program says."""
    answer = CliRunner().invoke(app, [str(word) for word in words], env={"LEADERBOARD_DATA": None})
    assert answer.exit_code == (2 if error else 0), answer.output
    return answer.output if error else answer.stdout


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("aggregator", True),
        ("reproduced", True),
        ("Aggregator", True),
        ("paper", False),
        ("authors", False),
        ("list", False),
        ("", False),
        ("a run of ours", False),
    ],
)
def test_evidence_decides_what_is_second_hand(evidence: str, expected: bool) -> None:  # noqa: FBT001
    """Neither the paper nor its authors."""
    assert trust.is_second_hand(evidence) is expected


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Doubtful: guessed.", "guessed."),
        ("doubtful:  guessed", "guessed"),
        ("Doubtful:", "Doubtful:"),
        ("Doubtful, but right.", ""),
        ("Not doubtful: checked.", ""),
        ("", ""),
    ],
)
def test_a_note_that_begins_so_is_a_doubt(note: str, reason: str) -> None:
    """The rest of it is the reason."""
    assert trust.doubt(note) == reason


def test_of_equal_scores_the_better_known_one_counts(write: Write) -> None:
    """A network is second-hand on a board only where nothing better says the same."""
    data = write(
        "network,dataset,miou,variant,evidence,note\n"
        "A,cityscapes,80.0,one,aggregator,\n"
        "A,cityscapes,80.0,two,paper,Doubtful: guessed.\n"
        "A,cityscapes,80.0,three,paper,\n"
    )

    ranked = leaderboard.load(data).top("cityscapes", every_score=True)

    assert list(ranked["variant"]) == ["three", "one", "two"]
    assert list(ranked["place"].fillna(0)) == [1, 0, 0]


def test_signs_stand_behind_scores_and_points_line_up(ours: Path) -> None:
    """A line for each sign says what it means, and why somebody doubts."""
    assert said("top", "-d", "cityscapes", "--data", ours) == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #   Network     mIoU     Gap   Extra data\n"
        "  1   Alpha     84.25?\n"
        "  2   Beta      83.1†    −1.15\n"
        "  3   Gamma     81.5†?   −2.75   COCO\n"
        "  4   Delta     80.0     −4.25\n"
        "\n"
        " 4 networks · best published score of each\n"
        " extra data: 1 some, 3 do not say\n"
        " † known only from an aggregator or a reimplementation\n"
        " ? Alpha 84.25: nobody else gets there, or near.\n"
        " ? Gamma 81.5: guessed.\n"
    )


def test_lines_explain_what_is_shown_and_no_more(ours: Path) -> None:
    """A sign that does not occur is not explained."""
    assert "†" not in said("top", "-d", "cityscapes", "--data", ours, "-n", 1)
    assert "?" not in said("top", "-d", "cityscapes", "--data", ours, "--network", "beta")


def test_many_doubts_are_counted(write: Write) -> None:
    """More than three in full would be longer than the table."""
    rows = "".join(f"N{number},cityscapes,{80 + number},Doubtful: guessed.\n" for number in range(4))
    data = write(f"network,dataset,miou,note\n{rows}")

    assert " ? doubtful: 4 of these scores, whose notes say why\n" in said(
        "top", "-d", "cityscapes", "--data", data
    )


@pytest.mark.parametrize(
    "words",
    [
        ["top"],
        ["datasets"],
        ["export"],
        ["export", "--all"],
        ["show", "alpha"],
        ["compare", "alpha", "delta"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["table", "markdown", "html", "latex", "grid"])
def test_every_screen_and_document_has_the_signs(ours: Path, words: list[str], form: str) -> None:
    """In the words of the format."""
    text = said(*words, "--data", ours, "--format", form)

    behind = {"markdown": "**84.25**?", "html": "<b>84.25</b>?", "latex": r"\textbf{84.25}?"}
    assert behind.get(form, "84.25?") in text or "84.25?" in text
    assert (r"$\dagger$" if form == "latex" else "†") in text


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
@pytest.mark.parametrize(
    "words", [["top"], ["top", "-d", "cityscapes"], ["datasets"], ["export"], ["show", "alpha"]]
)
def test_programs_get_plain_numbers(ours: Path, words: list[str], form: str) -> None:
    """What the signs say stands in columns of its own."""
    text = said(*words, "--data", ours, "--format", form)

    assert "84.25" in text
    assert "84.25?" not in text
    assert "†" not in text


def test_records_carry_signs(shipped: leaderboard.Leaderboard) -> None:
    """Of a board, and of each."""
    assert shipped.history("camvid")["network"].iloc[-1] == "SERNet-Former"
    assert "  SERNet-Former   84.62?" in said("history", "-d", "camvid")
    assert "84.62?" in said("history")


def test_overall_says_on_what_a_place_rests() -> None:
    """Doubtful scores lift a network as high as others, where they count."""
    text = said("overall", "-n", 6, "--min-datasets", 2, "--with-doubtful")

    assert "  3   SERNet-Former         96.4?      2 of 9" in text
    assert " ? some of its scores are doubtful: " in text
    assert "SERNet-Former (2 of 2)" in text
    assert "SERNet-Former" not in said("overall", "-n", 6, "--min-datasets", 2)
    assert " † all of its scores are known only from an aggregator or a reimplementation\n" in text


def test_overall_counts_them_for_programs() -> None:
    """How many of the scores that count are of which kind."""
    third = json.loads(said("overall", "--min-datasets", 2, "--with-doubtful", "-f", "json"))[2]

    assert (third["network"], third["datasets"], third["second_hand"], third["doubtful"]) == (
        *("SERNet-Former", 2),
        *(0, 2),
    )


def test_evidence_chooses_scores(ours: Path) -> None:
    """Case does not matter; a score of which nothing is said does not fit."""
    board = leaderboard.load(ours)

    assert list(board.where(evidence=["paper"]).top("cityscapes")["score"]) == [82.0]
    assert list(board.where(evidence=["authors", "list"]).top("cityscapes")["network"]) == ["Alpha", "Delta"]
    assert board.where(evidence=["paper"]).top("camvid").empty


@pytest.mark.parametrize(
    "words", [["--evidence", "paper,authors"], ["--evidence", "paper", "--evidence", " authors ,"]]
)
def test_evidence_is_a_list(ours: Path, words: list[str]) -> None:
    """With commas, or by saying it again."""
    text = said("top", "-d", "cityscapes", "--data", ours, "-f", "csv", *words)

    assert [line.split(",")[1] for line in text.splitlines()[1:]] == ["Alpha", "Beta"]


def test_evidence_that_does_not_occur_is_said() -> None:
    """With near words; the answer stands as it is."""
    answer = CliRunner().invoke(app, ["top", "--evidence", "papers"])

    assert answer.stderr == "note: no evidence named 'papers'; did you mean 'paper'?\n"
    assert "no score fits" in answer.stdout


def test_evidence_of_nothing_is_wrong_usage() -> None:
    """An empty list cannot be meant."""
    assert said("top", "--evidence", ",", error=True) == (
        "error: name at least one kind of evidence, such as paper\n"
    )
