"""``leaderboard compare``, on the shipped board and on files of one's own."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Own = Callable[[str], Path]


def test_puts_two_networks_side_by_side(run: Run, the_list: Path) -> None:
    """The datasets they share, the difference, and who is ahead on how many."""
    answer = run("compare", "--data", the_list, "DeepLabv3+", "PSPNet")

    assert answer.stdout == (
        " DeepLabv3+ and PSPNet · mIoU (%)\n"
        "\n"
        "  Dataset                     Split   DeepLabv3+   PSPNet   Difference\n"
        "  PASCAL VOC 2012 with COCO   test          87.8     85.4         −2.4\n"
        "  Cityscapes                  test          82.1     80.2         −1.9\n"
        "\n"
        " DeepLabv3+ is ahead on 2 of 2 shared datasets (PASCAL VOC 2012 with COCO +2.4, Cityscapes +1.9)\n"
        " newest score 2018-02\n"
        " --all-datasets shows 1 more dataset\n"
    )


def test_the_one_that_is_ahead_on_more_comes_first_in_the_sentence(run: Run, the_list: Path) -> None:
    """Whatever the order in which they were typed, and the other's wins are told as well."""
    answer = run("compare", "--data", the_list, "encnet", "dupsampling")

    sentence, newest = answer.stdout.splitlines()[-3:-1]
    assert newest == " newest score 2019-03"
    assert sentence == (
        " DUpsampling is ahead on 3 of 3 shared datasets"
        " (PASCAL VOC 2012 +2.4, PASCAL VOC 2012 with COCO +2.2, PASCAL Context +0.8)"
    )


def test_wins_of_both_are_told(run: Run, the_list: Path) -> None:
    """As many for both: the one that was typed first comes first."""
    answer = run("compare", "--data", the_list, "psanet", "pspnet")

    assert (
        " PSANet is ahead on 1 of 2 shared datasets (PASCAL VOC 2012 with COCO +0.3); PSPNet on 1 (Cityscapes +0.1)\n"
        in answer.stdout
    )


def test_more_than_two_are_compared_pair_by_pair(run: Run, the_list: Path) -> None:
    """A column for each network, one for each difference to the first, and a sentence for each pair."""
    answer = run("compare", "--data", the_list, "psanet", "deeplabv3", "dpc")

    assert answer.stdout == (
        " PSANet, DeepLabv3 and DPC · mIoU (%)\n"
        "\n"
        "  Dataset                     Split   PSANet   DeepLabv3    DPC   DeepLabv3 − PSANet   DPC − PSANet\n"
        "  PASCAL VOC 2012 with COCO   test      85.7        85.7   87.9                  0.0           +2.2\n"
        "  Cityscapes                  test      80.1        81.3   82.7                 +1.2           +2.6\n"
        "\n"
        " DeepLabv3 is ahead of PSANet on 1 of 2 shared datasets (Cityscapes +1.2); they tie on 1 (PASCAL VOC 2012 with COCO)\n"
        " DPC is ahead of PSANet on 2 of 2 shared datasets (PASCAL VOC 2012 with COCO +2.2, Cityscapes +2.6)\n"
        " DPC is ahead of DeepLabv3 on 2 of 2 shared datasets (PASCAL VOC 2012 with COCO +2.2, Cityscapes +1.4)\n"
        " newest score 2018-09\n"
        " --all-datasets shows 1 more dataset\n"
    )


def test_all_datasets_shows_blank_cells(run: Run) -> None:
    """What is not reported is neither 0 nor a difference."""
    rows = run("compare", "dpc", "uper net", "--all-datasets").stdout.splitlines()[2:8]

    assert rows == [
        "  Dataset                     Split    DPC   UperNet",
        "  PASCAL VOC 2012 with COCO   test    87.9",
        "  Cityscapes                  test    82.7",
        "  ADE20K                      val              42.66",
        "",
        " DPC and UperNet share no dataset",
    ]


def test_no_shared_dataset_is_said(run: Run) -> None:
    """That is an answer, not an error."""
    answer = run("compare", "dpc", "upernet")

    assert " DPC and UperNet share no dataset\n" in answer.stdout
    assert answer.stderr == ""


def test_where_all_share_none_those_of_two_are_shown(run: Run, own: Own) -> None:
    """On every split, each with the best marked; a dataset on two splits is told apart in sentences."""
    scores = (
        "A,cityscapes,80.1,test\nB,cityscapes,81.2,test\nB,cityscapes,82.0,val\nC,cityscapes,82.5,val\n"
        "A,ade20k,40.0,val\nC,camvid,70.0,test\n"
    )

    answer = run("compare", "--data", own(f"network,dataset,miou,split\n{scores}"), "A", "B", "C")

    assert answer.stdout == (
        " A, B and C · mIoU (%)\n"
        "\n"
        "  Dataset      Split      A      B      C   B − A\n"
        "  Cityscapes   test    80.1   81.2           +1.1\n"
        "  Cityscapes   val            82.0   82.5\n"
        "\n"
        " no dataset is shared by all of them\n"
        " B is ahead of A on 1 of 1 shared dataset (Cityscapes test +1.1)\n"
        " A and C share no dataset\n"
        " C is ahead of B on 1 of 1 shared dataset (Cityscapes val +0.5)\n"
        " --all-datasets shows 2 more datasets\n"
    )


def test_who_shares_nothing_is_shown_with_what_there_is(run: Run) -> None:
    """A screen is never empty; programs get the header alone."""
    answer = run("compare", "dpc", "upernet")

    assert "  ADE20K                      val              42.66\n" in answer.stdout
    assert answer.stdout.splitlines()[2].split() == ["Dataset", "Split", "DPC", "UperNet"]


def test_documents_mark_the_best_of_each_row(run: Run, the_list: Path) -> None:
    """The better of two; both if they tie."""
    rows = run("compare", "--data", the_list, "psanet", "deeplabv3", "-f", "markdown").stdout.splitlines()[
        4:6
    ]

    assert [line.split("|")[3].strip() for line in rows] == ["**85.7**", "80.1"]
    assert [line.split("|")[4].strip() for line in rows] == ["**85.7**", "**81.3**"]


def test_a_score_that_nobody_else_has_is_not_the_best(run: Run) -> None:
    """It is the only one in its row."""
    answer = run("compare", "dpc", "upernet", "--all-datasets", "-f", "markdown")

    assert "**42.66**" not in answer.stdout


def test_variants_are_told_where_there_are_several(run: Run) -> None:
    """OCNet's two releases were both measured on Cityscapes and ADE20K."""
    answer = run("compare", "gff", "ocnet")

    assert "  Cityscapes   test    82.3    81.7         −0.6\n" in answer.stdout
    assert "one variant on every board: OCNet (later release)\n" in answer.stdout


def test_conditions_that_differ_are_marked(run: Run, own: Own) -> None:
    """In the row, as the sources say; those that are the same are not."""
    data = own(
        "network,dataset,miou,test_time,extra_data\n"
        "A,cityscapes,80.1,multi-scale,\n"
        "B,cityscapes,80.3,single-scale,COCO;JFT\n"
        "A,ade,44.0,multi-scale,\n"
        "B,ade,45.25,multi-scale,\n"
    )

    answer = run("compare", "--data", data, "A", "B")

    assert answer.stdout.splitlines()[3:] == [
        "  Cityscapes   test    80.1   80.3         +0.2    A: multi-scale; B: single-scale, with COCO and JFT",
        "  ADE20K       val     44.0   45.25        +1.25",
        "",
        " B is ahead on 2 of 2 shared datasets (Cityscapes +0.2, ADE20K +1.25)",
    ]


def test_lower_is_better_where_the_dataset_says_so(run: Run, tables: Path) -> None:
    """Ahead is then who has less, and a note says so; the metrics have a column."""
    answer = run("compare", "--data", tables, "omega", "zeta")

    assert answer.stdout.splitlines()[2:] == [
        "  Dataset        Split   Metric   Omega    Zeta   Difference",
        "  City Streets   test    mIoU     72.0    65.25        −6.75",
        "  Depth          test    RMSE      0.51    0.48        −0.03",
        "",
        " Omega is ahead on 1 of 2 shared datasets (City Streets +6.75); Zeta on 1 (Depth −0.03)",
        " lower is better on Depth",
    ]


def test_ties_on_all_are_told(run: Run, own: Own) -> None:
    """Nobody is ahead then."""
    data = own("network,dataset,miou\nA,cityscapes,80\nB,cityscapes,80\n")

    assert " A and B tie on 1 of 1 shared dataset (Cityscapes)\n" in run(
        "compare", "--data", data, "A", "B"
    ).stdout  # fmt: skip


def test_whole_numbers_have_whole_differences(run: Run, own: Own) -> None:
    """No digit appears that nobody published."""
    data = own("network,dataset,miou\nA,cityscapes,80\nB,cityscapes,77\n")

    answer = run("compare", "--data", data, "A", "B")

    assert "  Cityscapes   test    80   77           −3\n" in answer.stdout


def test_where_there_are_scores_on_one_split_only_that_is_compared(run: Run, own: Own) -> None:
    """Nobody has to name it."""
    data = own("network,dataset,miou,split\nA,cityscapes,80.1,val\nB,cityscapes,81.2,val\n")

    text = run("compare", "--data", data, "A", "B").stdout

    assert "  Cityscapes   val     80.1   81.2         +1.1\n" in text


def test_other_splits_are_shown_or_hinted_at(run: Run, own: Own) -> None:
    """Shown if nothing is shared otherwise; else the option that compares there is named."""
    scores = "A,cityscapes,79,test\nA,cityscapes,80.1,val\nB,cityscapes,81.2,val\n"
    apart = own(f"network,dataset,miou,split\n{scores}")

    shown = run("compare", "--data", apart, "A", "B").stdout
    hinted = run(
        "compare", "--data", own(f"network,dataset,miou,split\n{scores}B,cityscapes,78,test\n"), "A", "B"
    )

    assert "  Cityscapes   val     80.1   81.2         +1.1\n" in shown
    assert "hint" not in shown
    assert "--split" not in shown
    assert hinted.stdout.endswith("\n --split val compares them there\n")


def test_filters_take_scores_away(run: Run) -> None:
    """A network that is filtered away still has its name."""
    answer = run("compare", "fcn8s", "dpc", "--since", 2018)

    assert " FCN-8s and DPC share no dataset\n" in answer.stdout


def test_programs_get_a_row_for_each_score(run: Run) -> None:
    """Under stable keys, with the published digits and what is known of the score."""
    first, second = json.loads(run("compare", "crf-rnn", "ddsc", "-f", "json").stdout)[:2]

    assert first["score"] == 72.0
    assert second == {
        "dataset": "voc12",
        "split": "test",
        "network": "DDSC",
        "score": 81.2,
        "metric": "mIoU",
        "unit": "%",
        "difference": 9.2,
        "place": 1,
        "tied": False,
        "of": 2,
        "ahead": True,
        "shared": True,
        "variants": 1,
        "better": "higher",
        "spread": None,
        "spread_of": None,
        "runs": None,
        "variant": None,
        "test_time": None,
        "extra_data": None,
        "resolution": None,
        "protocol": None,
        "evidence": "list",
        "source": "Deep-Learning-Semantic-Segmentation, a paper list (April 2019)",
        "note": None,
    }


@pytest.mark.parametrize(("words", "rows"), [([], 0), (["--all-datasets"], 3)])
def test_no_shared_dataset_is_an_empty_document_for_programs(run: Run, words: list[str], rows: int) -> None:
    """CSV is a header then, unless all datasets are wanted."""
    answer = run("compare", "dpc", "upernet", "-f", "csv", *words)

    assert len(list(csv.DictReader(io.StringIO(answer.stdout)))) == rows


@pytest.mark.parametrize(
    ("words", "exit_code", "problem"),
    [
        (["DPC"], 2, "comparing takes two networks or more; name another beside 'DPC'"),
        (["DPC", "dpc"], 2, "'DPC' and 'dpc' are the same network; name another"),
        (["DPC", "PSPNett"], 1, "no network named 'PSPNett'; did you mean 'PSPNet', 'SPNet' or 'PSANet'?"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    run: Run, words: list[str], exit_code: int, problem: str
) -> None:
    """On stderr, with the mend, and nothing on stdout."""
    answer = run("compare", *words, exit_code=exit_code)

    assert answer.stderr == f"error: {problem}\n"
    assert answer.stdout == ""


def test_datasets_can_be_chosen(run: Callable[..., Result]) -> None:
    """Of these, one is shown on which only one of the networks has a score, too."""
    answer = run("compare", "GFF", "PSPNet", "-d", "ade20k", "-d", "cityscapes")

    assert [line.split()[0] for line in answer.stdout.splitlines()[3:5]] == ["Cityscapes", "ADE20K"]
    assert "--all-datasets" not in answer.stdout


def test_of_chosen_datasets_none_may_be_shared(run: Callable[..., Result]) -> None:
    """Nothing is said of the others, which they may share."""
    answer = run("compare", "DeepLabv3+", "PSPNet", "-d", "ade20k")

    assert "DeepLabv3+ and PSPNet share none of these datasets" in answer.stdout
