"""Several metrics of one dataset, parts of metrics, spreads and runs, in every command that shows scores."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Ask = Callable[..., str]

# Cars has two metrics beside its own, two parts of another, and a speed; Farms has scores on val only.
RESULTS = """\
network,dataset,miou,metric,split,spread,spread_of,runs,date
Able,cars,80.6,,test,0.2,std,3,2024-03
Able,cars,91.0,pixAcc,test,,,,2024-03
Able,cars,70.1,IoU road,test,,,,
Able,cars,55.0,IoU sky,test,,,,
Able,cars,30.0,latency,test,,,,
Able,farms,60.0,,val,,,,2024-03
Baker,cars,80.4,,test,0.3,std,3,2023-05
Baker,cars,92.5,pixAcc,test,,,,2023-05
Baker,cars,71.2,IoU road,test,,,,
Baker,farms,61.0,,val,,,,2023-05
Cole,cars,78.0,,test,0.1,std,3,2022-01
Cole,cars,12.5,latency,test,,,,
"""

METRICS = """\
metric,dataset,title,unit,better,group
IoU road,cars,,%,higher,IoU per class
IoU sky,cars,,%,higher,IoU per class
latency,,,ms,lower,
"""

DATASETS = """\
dataset,title,metric,unit,better,split
cars,Cars,mIoU,%,higher,test
farms,Farms,mIoU,%,higher,test
"""

SPEEDS = (
    "network,variant,dataset,split,params,fps,device\nAble,,cars,test,12.5,40,K\nCole,,cars,test,3,90,K\n"
)


@pytest.fixture
def ask(run: Callable[..., Result], tmp_path: Path) -> Ask:
    """Ask the board of the tables above, and return what is written to stdout."""
    texts = {"results": RESULTS, "metrics": METRICS, "datasets": DATASETS, "speeds": SPEEDS}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return lambda *words: run(*words, "--data", tmp_path).stdout


def rows(text: str) -> list[list[str]]:
    """Return the cells of the rows of a table on the screen, its header first; two spaces stand between."""
    return [
        [cell.strip() for cell in line.split("   ") if cell.strip()]
        for line in text.splitlines()
        if line.startswith("  ")
    ]


def entries(text: str) -> list[dict[str, object]]:
    """Return the rows of a table in JSON."""
    found: list[dict[str, object]] = json.loads(text)
    return found


# top


def test_top_ranks_by_the_own_metric_of_a_dataset(ask: Ask) -> None:
    """What else is measured there is said, with how to see it."""
    text = ask("top", "-d", "cars")

    assert text.splitlines()[0] == " Cars test · mIoU (%)"
    assert [row[1] for row in rows(text)] == ["Network", "Able", "Baker", "Cole"]
    assert text.endswith(" also measured: latency, pixAcc · --metric latency ranks by it\n")


def test_top_ranks_by_another_metric(ask: Ask) -> None:
    """As people type it; of a latency, less is better."""
    by_accuracy = ask("top", "-d", "cars", "--metric", "PIXACC")
    by_latency = ask("top", "-d", "cars", "--metric", "latency")

    assert by_accuracy.splitlines()[0] == " Cars test · pixAcc"
    assert rows(by_accuracy) == [
        ["#", "Network", "pixAcc", "Gap"],
        ["1", "Baker", "92.5"],
        ["2", "Able", "91.0", "−1.5"],
    ]
    assert by_latency.splitlines()[0] == " Cars test · latency (ms)"
    assert rows(by_latency)[1:] == [["1", "Cole", "12.5"], ["2", "Able", "30.0", "+17.5"]]


def test_the_title_of_a_metric_stands_over_its_board(ask: Ask, tmp_path: Path) -> None:
    """Its column keeps the name that is typed."""
    path = tmp_path / "metrics.csv"
    written = [ask("history", "-d", "cars")]
    path.write_text(METRICS.replace("latency,,,", "latency,,Latency on a phone,"), encoding="utf-8")

    shown = ask("top", "-d", "cars", "--metric", "latency").splitlines()

    assert shown[0] == " Cars test · Latency on a phone (ms)"
    assert shown[2].split() == ["#", "Network", "latency", "Gap"]
    assert [ask("history", "-d", "cars")] == written


def test_top_shows_other_metrics_and_costs_beside_the_score(ask: Ask) -> None:
    """With their units; who has none has an empty cell."""
    found = entries(ask("top", "-d", "cars", "--with", "pixacc,latency", "--with", "params", "-f", "json"))
    header = rows(ask("top", "-d", "cars", "--with", "latency,params"))[0]

    assert [[row[name] for name in ("network", "pixAcc", "latency", "params")] for row in found] == [
        ["Able", 91.0, 30.0, 12.5],
        ["Baker", 92.5, None, None],
        ["Cole", None, 12.5, 3],
    ]
    assert [name for name in header if name in {"latency (ms)", "Params (M)"}] == header[5:7]


def test_a_metric_that_nothing_is_measured_in_is_one_line(run: Callable[..., Result]) -> None:
    """With near names, whatever asks for it."""
    for words in (["--metric", "mIou2"], ["--with", "mIou2"]):
        answer = run("top", *words, exit_code=1)

        assert answer.stderr == "error: no metric named 'mIou2'; did you mean 'mIoU'?\n"


def test_leaders_name_their_metrics_where_they_differ(run: Callable[..., Result], tables: Path) -> None:
    """Each with its unit in the data; one metric of all is in the heading."""
    several = rows(run("top", "--data", tables).stdout)
    one = rows(run("top", "--data", tables, "--metric", "mIoU").stdout)

    assert several[0][:5] == ["Dataset", "Split", "Metric", "Leader", "Best"]
    assert [row[2] for row in several[1:]] == ["mIoU", "mIoU", "RMSE"]
    assert one[0][:4] == ["Dataset", "Split", "Leader", "mIoU (%)"]


def test_leaders_by_another_metric_are_those_of_its_boards(ask: Ask) -> None:
    """Farms is not measured in it."""
    assert rows(ask("top", "--metric", "latency"))[1:] == [["Cars", "test", "Cole", "12.5", "2"]]


@pytest.mark.parametrize(
    "words",
    [
        ["top"],
        ["top", "-d", "cars"],
        ["show", "Able"],
        ["compare", "Able", "Baker"],
        ["overall"],
        ["history"],
        ["history", "-d", "cars"],
        ["datasets"],
        ["tradeoff", "-d", "cars"],
    ],
    ids=" ".join,
)
def test_no_column_is_headed_score(ask: Ask, words: list[str]) -> None:
    """What was measured has a name."""
    assert "Score" not in ask(*words, "-f", "markdown")


# show


def test_show_names_the_metric_of_each_score_and_hides_parts(ask: Ask) -> None:
    """How many are hidden is said."""
    text = ask("show", "able")

    assert [row[2:4] for row in rows(text)] == [
        ["Metric", "Value"],
        ["mIoU", "80.6 ±0.2"],
        ["latency", "30.0"],
        ["pixAcc", "91.0"],
        ["mIoU", "60.0"],
    ]
    assert text.endswith(" --parts shows 2 parts of metrics\n")


def test_show_has_parts_on_demand(ask: Ask) -> None:
    """Each with its place among those who have it; nothing is hidden then."""
    text = ask("show", "able", "--parts")

    assert ["Cars", "test", "IoU road", "70.1", "2 of 2", "−1.1"] in rows(text)
    assert ["Cars", "test", "IoU sky", "55.0", "1 of 1"] in rows(text)
    assert "--parts" not in text


def test_show_keeps_one_metric(ask: Ask) -> None:
    """Then it is the heading."""
    assert rows(ask("show", "able", "--metric", "pixAcc")) == [
        ["Dataset", "Split", "pixAcc", "Place", "Gap"],
        ["Cars", "test", "91.0", "2 of 2", "−1.5"],
    ]


def test_show_puts_metrics_beside_scores(ask: Ask) -> None:
    """Of the same dataset and split."""
    found = entries(ask("show", "able", "--with", "pixAcc", "-f", "json"))

    assert [(row["dataset"], row["metric"], row["pixAcc"]) for row in found] == [
        ("cars", "mIoU", 91.0),
        ("cars", "latency", 91.0),
        ("cars", "pixAcc", 91.0),
        ("farms", "mIoU", None),
    ]


# compare


def test_compare_goes_by_another_metric(ask: Ask) -> None:
    """No split is hinted at on which it leads nowhere."""
    text = ask("compare", "able", "baker", "--metric", "pixAcc")

    assert text.splitlines()[0] == " Able and Baker · pixAcc"
    assert rows(text)[1:] == [["Cars", "test", "91.0", "92.5", "+1.5"]]
    assert " Baker is ahead on 1 of 1 shared dataset (Cars +1.5)\n" in text
    assert "--split" not in text


def test_compare_has_a_row_for_each_metric_beside(ask: Ask) -> None:
    """Sentences then name the metric of a dataset that has several."""
    text = ask("compare", "able", "baker", "--with", "pixAcc")

    assert [row[2] for row in rows(text)] == ["Metric", "mIoU", "pixAcc", "mIoU"]
    assert "(Cars pixAcc +1.5, Farms +1.0); Able on 1 (Cars mIoU +0.2)\n" in text


def test_compare_has_parts_on_demand(ask: Ask) -> None:
    """Those that both have; the others are shown with all datasets."""
    shared = rows(ask("compare", "able", "baker", "--parts"))
    everything = rows(ask("compare", "able", "baker", "--parts", "--all-datasets"))

    assert [row[2] for row in shared] == ["Metric", "mIoU", "IoU road", "mIoU"]
    assert [row[2] for row in everything] == ["Metric", "mIoU", "IoU road", "IoU sky", "mIoU"]


def test_compare_shows_spreads(ask: Ask) -> None:
    """Beside the scores that have one."""
    text = ask("compare", "able", "baker")
    first = entries(ask("compare", "able", "baker", "-f", "json"))[0]

    assert rows(text)[1] == ["Cars", "test", "80.6 ±0.2", "80.4 ±0.3", "−0.2"]
    assert [first[name] for name in ("metric", "spread", "spread_of", "runs")] == ["mIoU", 0.2, "std", 3]


# overall, history, export, datasets, tradeoff


def test_overall_ranks_by_another_metric(ask: Ask) -> None:
    """Which the title names."""
    text = ask("overall", "--metric", "pixAcc", "--min-datasets", 1, "--min-networks", 2)

    assert text.splitlines()[0] == " Overall · 1 dataset · pixAcc"
    assert [row[1] for row in rows(text)] == ["Network", "Baker", "Able"]


def test_overall_shows_the_ranking_by_other_metrics_beside(ask: Ask) -> None:
    """As win rates; costs as they are."""
    options = ("--min-datasets", 1, "--min-networks", 2, "--with", "pixAcc,params")

    found = entries(ask("overall", *options, "-f", "json"))

    assert [[row[name] for name in ("network", "score", "pixAcc", "params")] for row in found] == [
        ["Baker", 0.75, 1.0, None],
        ["Able", 0.5, 0.0, 12.5],
        ["Cole", 0.0, None, 3],
    ]


def test_history_goes_by_another_metric(ask: Ask) -> None:
    """It has records of its own."""
    text = ask("history", "-d", "cars", "--metric", "pixAcc")

    assert text.splitlines()[0] == " Cars test · records · pixAcc"
    assert rows(text)[1:] == [["2023-05", "Baker", "92.5", "still"]]


def test_history_shows_metrics_beside(ask: Ask) -> None:
    """Of the network that holds the record."""
    found = entries(ask("history", "-d", "cars", "--with", "pixAcc", "-f", "json"))

    assert [(row["network"], row["pixAcc"]) for row in found] == [
        ("Cole", None),
        ("Baker", 92.5),
        ("Able", 91.0),
    ]


def test_history_marks_records_within_the_spread(ask: Ask) -> None:
    """80.6 ±0.2 cannot be told apart from 80.4 ±0.3; 80.4 can from 78.0."""
    text = ask("history", "-d", "cars")
    found = entries(ask("history", "-d", "cars", "-f", "json"))

    assert [row["within_spread"] for row in found] == [False, False, True]
    assert text.count("not separable from the one before") == 1
    assert "80.6 ±0.2   +0.2   not separable from the one before" in text


def test_history_of_one_network_is_its_curve(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """By the dates of its own scores, the falls too."""
    scores = "A,d,70.0,2024-01\nA,d,72.5,2024-02\nA,d,71.0,2024-04\nB,d,90.0,2024-03\nA,d,60.0,\n"
    data = own(f"network,dataset,accuracy,date\n{scores}")

    text = run("history", "--data", data, "-d", "d", "--network", "a").stdout

    assert text == (
        " A on d · accuracy\n"
        "\n"
        "  Date      accuracy   Change\n"
        "  2024-01       70.0\n"
        "  2024-02       72.5     +2.5\n"
        "  2024-04       71.0     −1.5\n"
        "\n"
        " 3 scores\n"
    )


def test_export_puts_other_metrics_behind_the_datasets(ask: Ask) -> None:
    """Under the key of both; documents name them by the title."""
    header = ask("export", "--with", "pixAcc").splitlines()[2]
    able = entries(ask("export", "--with", "pixAcc", "-f", "json"))[0]

    assert [cell.strip() for cell in header.strip("|").split("|")] == [
        *("Network", "Cars", "Farms", "Cars pixAcc"),
    ]
    assert (able["cars"], able["cars pixAcc"]) == (80.6, 91.0)


def test_export_goes_by_another_metric(ask: Ask) -> None:
    """Only what is measured in it is a column."""
    assert ask("export", "--metric", "pixAcc").startswith("**2 networks on 1 dataset · pixAcc**\n")


def test_datasets_lists_every_board_and_what_to_type_for_it(ask: Ask) -> None:
    """What is typed there shows the board."""
    found = rows(ask("datasets"))

    assert [row[1] for row in found] == [
        "Typed as",
        "cars",
        "cars --split test --metric latency",
        "cars --split test --metric pixAcc",
        "farms",
    ]
    assert [row[3:6] for row in found[1:4]] == [
        ["mIoU", "3", "Able"],
        ["latency", "2", "Cole"],
        ["pixAcc", "2", "Baker"],
    ]


def test_datasets_has_a_row_of_every_board_for_programs(ask: Ask) -> None:
    """With what is measured, the leader, and whether it is what ranks the dataset."""
    found = entries(ask("datasets", "--parts", "-f", "json"))

    keys = ("dataset", "split", "metric", "unit", "better", "group", "own", "networks", "leader", "score")
    assert [[row[name] for name in keys] for row in found] == [
        ["cars", "test", "mIoU", "%", "higher", None, True, 3, "Able", 80.6],
        ["cars", "test", "IoU road", "%", "higher", "IoU per class", False, 2, "Baker", 71.2],
        ["cars", "test", "IoU sky", "%", "higher", "IoU per class", False, 1, "Able", 55.0],
        ["cars", "test", "latency", "ms", "lower", None, False, 2, "Cole", 12.5],
        ["cars", "test", "pixAcc", None, "higher", None, False, 2, "Baker", 92.5],
        ["farms", "val", "mIoU", "%", "higher", None, True, 2, "Baker", 61.0],
    ]


def test_datasets_keeps_the_boards_of_one_metric(ask: Ask) -> None:
    """And says how each is typed."""
    found = rows(ask("datasets", "--metric", "pixacc"))

    assert found[1:] == [["Cars", "cars --metric pixAcc", "test", "2", "Baker", "92.5", "2024-03"]]


def test_datasets_shows_metrics_of_the_leaders_beside(ask: Ask) -> None:
    """On the same board."""
    found = entries(ask("datasets", "--with", "latency", "-f", "json"))

    assert [(row["leader"], row["latency"]) for row in found] == [
        ("Able", 30.0),
        ("Cole", 12.5),
        ("Baker", None),
        ("Baker", None),
    ]


def test_tradeoff_goes_by_any_metric(ask: Ask) -> None:
    """Of a latency, less is better; each is the best in one of the two, so both are on the front."""
    text = ask("tradeoff", "-d", "cars", "--by", "latency")

    assert text.splitlines()[0] == " Cars test · mIoU (%) by latency"
    assert rows(text)[1:] == [["◆", "Cole", "78.0", "12.5"], ["◆", "Able", "80.6", "30.0"]]
    assert " without latency: 1 more on the board\n" in text


def test_tradeoff_scores_in_another_metric(ask: Ask) -> None:
    """By what the network costs; metrics can stand beside."""
    words = ("tradeoff", "-d", "cars", "--by", "params", "--metric", "pixAcc", "--with", "latency")

    text = ask(*words)

    assert text.splitlines()[0] == " Cars test · pixAcc by parameters"
    assert rows(text)[1][:3] == ["Able", "91.0", "12.5"]
    assert entries(ask(*words, "-f", "json"))[0]["latency"] == 30.0


# Spreads and runs


def test_top_shows_spreads_runs_and_what_cannot_be_told_apart(ask: Ask) -> None:
    """Beside the score, the number of runs, and behind them the place."""
    assert rows(ask("top", "-d", "cars")) == [
        ["#", "Network", "mIoU", "Runs", "Gap", "Certainty"],
        ["1", "Able", "80.6 ±0.2", "3"],
        ["2", "Baker", "80.4 ±0.3", "3", "−0.2", "not separable from 1"],
        ["3", "Cole", "78.0 ±0.1", "3", "−2.6"],
    ]


def test_programs_get_spreads_as_numbers(ask: Ask) -> None:
    """In JSON as in CSV; the score stays a number."""
    keys = ("score", "spread", "spread_of", "runs", "not_separable_from")
    in_json = entries(ask("top", "-d", "cars", "-f", "json"))[1]
    in_csv = list(csv.DictReader(io.StringIO(ask("top", "-d", "cars", "-f", "csv"))))[1]

    assert [in_json[name] for name in keys] == [80.4, 0.3, "std", 3, 1]
    assert [in_csv[name] for name in keys] == ["80.4", "0.3", "std", "3", "1"]


@pytest.mark.parametrize(
    ("how", "expected"), [("mean", ["80.15 ±0.07"]), ("best", ["80.2 ±0.07"]), ("each", ["80.2", "80.1"])]
)
def test_runs_count_as_asked_for(
    run: Callable[..., Result], own: Callable[[str], Path], how: str, expected: list[str]
) -> None:
    """By their mean, the best of them, or each as a score."""
    data = own("network,dataset,accuracy,seed\nA,d,80.1,0\nA,d,80.2,1\n")

    text = run("top", "--data", data, "-d", "d", "--all", "--runs", how).stdout

    assert re.findall(r"\d+\.\d+(?: ±\d+\.\d+)?(?= |$)", text, re.MULTILINE)[: len(expected)] == expected


def test_another_way_to_count_runs_is_wrong_usage(run: Callable[..., Result]) -> None:
    """It is said before anything is read."""
    answer = run("top", "--runs", "median", exit_code=2)

    assert answer.stderr.startswith("error: --runs is mean, best or each, not 'median'")


# What is not said is not made up


def test_a_dataset_with_scores_on_val_only_shows_those(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """Its title says so, though the program knows that its own split is test."""
    data = own("network,dataset,miou,split\nA,cityscapes,80.1,val\n")

    lines = run("top", "--data", data, "-d", "cityscapes").stdout.splitlines()

    assert lines[0] == " Cityscapes val · mIoU (%)"
    assert "  1   A         80.1" in lines


def test_an_unknown_dataset_has_no_split_and_no_unit(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """Nobody said them."""
    data = own("network,dataset,miou\nA,meadow,80.1\n")

    (row,) = entries(run("top", "--data", data, "-d", "meadow", "-f", "json").stdout)

    assert [row[name] for name in ("split", "metric", "unit", "better")] == [None, "mIoU", None, "higher"]
    assert run("top", "--data", data, "-d", "meadow").stdout.startswith(" meadow · mIoU\n")


def test_what_is_better_is_asked_for_where_nothing_tells(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """With the very words to add, which do it."""
    data = own("network,dataset,score\nA,d,3\nB,d,1\n")

    answer = run("top", "--data", data, "-d", "d", exit_code=1)
    ranked = run("top", "--data", data, "-d", "d", "--set", "better=lower").stdout

    assert "--set better=lower" in answer.stderr
    assert [row[1] for row in rows(ranked)[1:]] == ["B", "A"]


def test_the_user_names_columns_that_no_vocabulary_has(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """And what the file is silent about."""
    data = own("Modell,Güte\nA,80.1\nB,81.0\n")

    words = ("--column", "network=Modell", "--column", "score=Güte", "--set", "dataset=Wiese")
    text = run("top", "--data", data, "-d", "wiese", *words, "--set", "metric=accuracy").stdout

    assert text.startswith(" Wiese · accuracy\n")
    assert [row[1] for row in rows(text)[1:]] == ["B", "A"]


@pytest.mark.parametrize(
    "words",
    [["--set", "dataset"], ["--set", "colour=red"], ["--set", "better=more"], ["--column", "colour=red"]],
    ids=" ".join,
)
def test_a_role_or_value_that_there_is_not_is_wrong_usage(
    run: Callable[..., Result], words: list[str]
) -> None:
    """One line, before anything is read."""
    answer = run("top", "--data", "/nowhere", *words, exit_code=2)

    assert answer.stderr.startswith(f"error: {words[0]} ")
    assert answer.stderr.count("\n") == 1
