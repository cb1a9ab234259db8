"""``leaderboard overall``, on the shipped list, on the small board, and on files of one's own."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Own = Callable[[str], Path]

WIN_RATE = (
    " win rate: on each dataset, the share of the other networks there that it beats (a tie counts half),"
    " averaged over its datasets\n"
)
FEW = " nothing to rank: every network is on fewer than 2 datasets that count"
RANGE = " range: places when each dataset in turn is left out\n"


def test_ranks_over_all_datasets(run: Run, the_list: Path) -> None:
    """With coverage and range, and below it what the numbers mean and what does not count."""
    answer = run("overall", "--data", the_list, "--min-datasets", 2, "-n", 3)

    assert answer.stdout == (
        " Overall · 5 datasets\n"
        "\n"
        "  #   Network   Win rate (%)   Datasets   Range   Published      Code\n"
        "  1   DPC               95.6     2 of 5     1–3   NeurIPS 2018   ✓\n"
        "  2   OCNet             92.9     2 of 5     1–7   arXiv 2018     ✓\n"
        "  3   GFF               92.1     2 of 5     2–4   arXiv 2019     ✓\n"
        "\n"
        " 3 of 24 networks · newest score 2019-04 · -n 24 shows all\n"
        f"{WIN_RATE}{RANGE}"
        " not ranked: 13 more on fewer than 2 datasets · --min-datasets 1 ranks 12 of them\n"
        " not counted, with fewer than 5 networks: CamVid (3) · --min-networks 3 counts smaller ones\n"
    )


def test_networks_on_few_datasets_stand_apart(run: Run, tables: Path) -> None:
    """In a table of their own, without a place."""
    answer = run("overall", "--data", tables, "--min-networks", 2)

    assert answer.stdout == (
        " Overall · 3 datasets\n"
        "\n"
        "   #   Network    Win rate (%)   Datasets   Range   Published   Code\n"
        "  1    Delta              65.0     2 of 3     1–4   ICCV 2019\n"
        "  2=   Gamma+             50.0     2 of 3     1–5   NIPS 2016   ✓\n"
        "  2=   Zeta               50.0     2 of 3     1–5\n"
        "  4    Beta-Net           47.5     2 of 3     1–3   ECCV 2018\n"
        "  5    Omega              27.5     2 of 3     3–5\n"
        "\n"
        " 5 networks · newest score 2019-02\n"
        f"{WIN_RATE}{RANGE}"
        "\n"
        " Not ranked: on fewer than 2 datasets\n"
        "\n"
        "  Network    Win rate (%)   Datasets   Published   Code\n"
        "  AlphaNet           70.0     1 of 3   CVPR 2018   ✓\n"
    )


def test_strengths_are_written_with_their_sign(run: Run, own: Own) -> None:
    """To two digits, and the sentence is about them."""
    data = own("network,dataset,miou\nA,one,80\nB,one,70\nC,one,75\n")

    answer = run(
        "overall", "--data", data, "--method", "bradley-terry", "--datasets", "one", "--min-datasets", 1
    )

    assert [line.split() for line in answer.stdout.splitlines()[2:6]] == [
        ["#", "Network", "Strength", "Datasets"],
        ["1", "A", "+1.29", "1", "of", "1"],
        ["2", "C", "0.00", "1", "of", "1"],
        ["3", "B", "−1.29", "1", "of", "1"],
    ]
    assert answer.stdout.endswith(
        " strength (Bradley-Terry): the odds that one network is ahead of another are"
        " e to the difference of theirs, each dataset weighing the same\n"
    )


def test_datasets_can_be_chosen(run: Run) -> None:
    """As people type them, between commas or one by one; CamVid counts when it is named."""
    commas = run("overall", "--datasets", "voc,pascal context, camvid", "-f", "csv")
    one_by_one = run("overall", "--datasets", "voc12", "--datasets", "camvid,context", "-f", "csv")

    rows = list(csv.DictReader(io.StringIO(commas.stdout)))
    assert {row["of"] for row in rows} == {"3"}
    assert commas.stdout == one_by_one.stdout


def test_a_comma_can_belong_to_a_name(run: Run, own: Own) -> None:
    """If there is a dataset of the whole name."""
    data = own('network,dataset,miou\nA,"road, rain",80\nB,"road, rain",70\n')

    answer = run("overall", "--data", data, "--datasets", "road, rain", "-f", "csv")

    assert len(answer.stdout.splitlines()) == 3


def test_programs_get_all_networks_in_one_table(run: Run, the_list: Path) -> None:
    """Those that are not ranked have no place, and every number is a number."""
    rows = json.loads(run("overall", "--data", the_list, "--min-datasets", 2, "-f", "json").stdout)

    assert len(rows) == 37
    assert {key: rows[0][key] for key in list(rows[0])[:8]} == {
        "place": 1,
        "network": "DPC",
        "score": 0.955882352941,
        "tied": False,
        "datasets": 2,
        "of": 5,
        "best_place": 1,
        "worst_place": 3,
    }
    assert [row["place"] for row in rows[23:25]] == [24, None]
    assert rows[-1]["score"] is None


def test_csv_has_one_header(run: Run) -> None:
    """Though people see two tables."""
    lines = run("overall", "-f", "csv").stdout.splitlines()

    assert len(lines) == 260
    assert lines[0].startswith(
        "place,network,score,datasets,of,best_place,worst_place,tied,second_hand,doubtful,paper,"
    )


def test_filters_choose_who_is_compared(run: Run, the_list: Path) -> None:
    """Win rates are among those that are left."""
    answer = run("overall", "--data", the_list, "--until", 2017, "-n", 1)

    assert "  1   DeepLabv3           93.8     2 of 3       1   arXiv 2017   ✓\n" in answer.stdout
    assert (
        " not counted, with fewer than 5 networks: PASCAL Context (3), CamVid (2), ADE20K (2) ·"
        in answer.stdout
    )


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["--min-networks", 200],
            [
                " nothing to rank: every dataset has fewer than 200 networks · --min-networks 137 counts the largest",
                " not counted: 21 doubtful scores · --with-doubtful counts them",
            ],
        ),
        (
            ["--datasets", "camvid"],
            [
                f"{FEW} · --min-datasets 1 ranks those on the most",
                f"{WIN_RATE[:-1]}",
                " † all of its scores are known only from an aggregator or a reimplementation",
                " not counted: 1 doubtful score · --with-doubtful counts them",
            ],
        ),
        (["--since", 2100], [" no score fits"]),
        (
            ["--network", "dpc"],
            [" nothing to rank: every dataset has fewer than 2 networks"],
        ),
    ],
)  # fmt: skip
def test_nothing_to_rank_is_said(run: Run, words: list[object], lines: list[str]) -> None:
    """With the reason and what to type instead; that is an answer, not an error."""
    answer = run("overall", *words)

    assert answer.stdout.split("\n\n")[2].splitlines() == lines
    assert answer.stderr == ""


def test_two_networks_on_one_dataset(run: Run, own: Own) -> None:
    """The hints lead to a ranking step by step."""
    data = own("network,dataset,miou\nA,cityscapes,80\nB,cityscapes,81\n")

    first = run("overall", "--data", data, "--min-networks", 3)
    second = run("overall", "--data", data)
    third = run("overall", "--data", data, "--min-datasets", 1)

    assert " · --min-networks 2 counts the largest\n" in first.stdout
    assert " · --min-datasets 1 ranks those on the most\n" in second.stdout
    assert (
        "  1   B                100.0     1 of 1\n  2   A                  0.0     1 of 1\n" in third.stdout
    )


def test_every_score_equal(run: Run, own: Own) -> None:
    """All share the first place, whatever is left out."""
    data = own("network,dataset,miou\nA,one,80\nB,one,80\nA,two,70\nB,two,70\n")

    rows = run("overall", "--data", data, "--min-networks", 2).stdout.splitlines()[3:5]

    assert rows == [
        "  1=   A                 50.0     2 of 2       1",
        "  1=   B                 50.0     2 of 2       1",
    ]


def test_hidden_networks_that_are_ranked_are_no_more_than_cut(run: Run, own: Own) -> None:
    """Nobody is said to be on too few datasets if nobody is."""
    data = own("network,dataset,miou\nA,one,80\nB,one,80\nA,two,70\nB,two,70\n")

    answer = run("overall", "--data", data, "--min-networks", 2, "-n", 1)

    assert "\n 1 of 2 networks · -n 2 shows all\n" in answer.stdout


@pytest.mark.parametrize(
    ("words", "exit_code", "problem"),
    [
        (["--method", "winrate2"], 2, "no method named 'winrate2'; did you mean 'win-rate'?"),
        (["--method", "elo"], 2, "no method named 'elo'; use win-rate or bradley-terry"),
        (["--datasets", ","], 2, "name at least one dataset to rank on"),
        (["--datasets", "voc,citscapes"], 1, "no dataset named 'citscapes'; did you mean 'cityscapes'?"),
        (
            ["--datasets", "ade", "--since", 2100],
            1,
            "nothing to rank on 'ade20k': a dataset counts when it has scores of two networks",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, words: list[object], exit_code: int, problem: str) -> None:
    """On stderr, with the mend, and nothing on stdout."""
    answer = run("overall", *words, exit_code=exit_code)

    assert answer.stderr == f"error: {problem}\n"
    assert answer.stdout == ""


def test_methods_are_completed() -> None:
    """Both of them."""
    from leaderboard.commands.overall import _complete_method

    assert _complete_method() == ["win-rate", "bradley-terry"]


def test_shows_ten_unless_told_otherwise(run: Run) -> None:
    """As with one dataset; the rest is a number to type away."""
    answer = run("overall")

    assert " 10 of 41 networks · newest score 2026-03 · -n 41 shows all\n" in answer.stdout
    assert (
        " not ranked: 218 more on fewer than 3 datasets · --min-datasets 2 ranks 50 of them\n"
        in answer.stdout
    )
    assert "Not ranked:" not in answer.stdout


def test_scores_behind_a_rate_are_shown_on_demand(run: Run, own: Own) -> None:
    """A column for each dataset that counts, for people and for programs."""
    data = own("network,dataset,miou\nA,one,80.50\nB,one,81\nA,two,70\nB,two,71\nC,two,72\n")

    text = run("overall", "--data", data, "--scores").stdout
    rows = list(csv.DictReader(io.StringIO(run("overall", "--data", data, "--scores", "-f", "csv").stdout)))

    assert text.splitlines()[2].split() == [
        "#",
        "Network",
        "Win",
        "rate",
        "(%)",
        "one",
        "two",
        "Datasets",
        "Range",
    ]
    assert [row["score_on_one"] for row in rows if row["network"] == "A"] == ["80.50"]
    assert [row["score_on_one"] for row in rows if row["network"] == "C"] == [""]


def test_doubtful_scores_are_counted_where_they_do_not_count(run: Run, own: Own) -> None:
    """With the word that lets them count."""
    data = own(
        "network,dataset,miou,note\nA,one,80,\nB,one,81,Doubtful: x\nA,two,70,\nB,two,71,\nC,one,79,\nC,two,60,\n"
    )

    without = run("overall", "--data", data).stdout
    counted = run("overall", "--data", data, "--with-doubtful").stdout

    assert " not counted: 1 doubtful score · --with-doubtful counts them\n" in without
    assert "?" not in without
    assert "  1   B               100.0?     2 of 2" in counted
    assert "not counted" not in counted
