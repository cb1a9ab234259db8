"""``leaderboard tradeoff``, on the shipped board."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result


def test_shows_what_a_better_score_costs(run: Callable[..., Result]) -> None:
    """On one device, the fastest first, with what is to be known of the measurements."""
    answer = run("tradeoff", "-d", "cityscapes", "--device", "rtx 2080ti")

    assert answer.stdout == (
        " Cityscapes test · RTX 2080 Ti · mIoU (%) by frames per second\n"
        "\n"
        "      Network   Variant        mIoU   FPS   Resolution   Params (M)\n"
        "  ◆   DDRNet    23-slim       77.4    102                      5.7\n"
        "      CABiNet   MobileNetV3   75.9     76\n"
        "      FDDWNet                 71.5†    60   512x1024           0.8\n"
        "      CFPNet                  70.1     30   1024x2048          0.55\n"
        "\n"
        " 4 measurements of 4 networks · newest score 2024-01\n"
        " ◆ Pareto front: nothing else is as good in both and better in one · --front shows it alone\n"
        " resolutions differ: 1 each at 1024x2048 and 512x1024, 2 do not say\n"
        " without frames per second on RTX 2080 Ti: 95 more on the board\n"
        " † known only from an aggregator or a reimplementation\n"
        " --plot draws it\n"
        " another board on val: 13 measurements · --split val shows it\n"
    )


def test_says_that_devices_do_not_compare(run: Callable[..., Result]) -> None:
    """With those there are, most measurements first."""
    text = run("tradeoff", "-d", "cityscapes", "-n", 2, "--all-devices").stdout

    assert " 2 of 53 measurements of 37 networks · newest score 2024-01 · -n 53 shows all\n" in text
    assert (
        " ◆ Pareto front of each device with several measurements: nothing else there is as good in both and"
        " better in one\n"
        " frames per second on different devices do not compare: 20 on GTX 1080 Ti, 5 on RTX 3090,"
        " 5 on Titan X, 4 on RTX 2080 Ti, 1 each on T4 (mixed precision), Titan V, Titan X (Maxwell) and"
        " Titan Xp, 15 do not say\n"
    ) in text


def test_the_device_with_most_measurements_is_shown_and_its_front_first(run: Callable[..., Result]) -> None:
    """What else there is is counted; programs get every device, the fastest first."""
    lines = run("tradeoff", "-d", "cityscapes").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("tradeoff", "-d", "cityscapes", "-f", "csv").stdout)))

    assert lines[0] == " Cityscapes test · GTX 1080 Ti · mIoU (%) by frames per second"
    assert [line.startswith("  ◆") for line in lines[3:10]] == [True] * 5 + [False] * 2
    assert " on other devices: 33 measurements · --all-devices shows all, --device NAME one" in lines
    assert len(rows) == 53
    assert [row["front"] for row in rows[:3]] == ["true", "false", "true"]


def test_one_device_or_all(run: Callable[..., Result]) -> None:
    """Both together make no sense."""
    answer = run("tradeoff", "-d", "cityscapes", "--device", "2080", "--all-devices", exit_code=2)

    assert answer.stderr.startswith("error: --all-devices shows every device")


def test_one_device_is_named_in_the_title_alone(run: Callable[..., Result]) -> None:
    """Programs get the column all the same."""
    words = ["tradeoff", "-d", "camvid", "--device", "3090"]

    assert "Device" not in run(*words).stdout
    assert "do not compare" not in run(*words).stdout
    assert {row["device"] for row in json.loads(run(*words, "-f", "json").stdout)} == {"RTX 3090"}


def test_by_parameters_devices_do_not_matter(run: Callable[..., Result]) -> None:
    """The front comes first, the smallest before all."""
    lines = run("tradeoff", "-d", "cityscapes", "--by", "params", "-n", 2).stdout.splitlines()

    assert lines[0] == " Cityscapes test · mIoU (%) by parameters"
    assert [line.split()[:4] for line in lines[3:5]] == [
        ["◆", "ESPNet", "60.3†", "0.36"],
        ["◆", "FPENet", "68.0", "0.4"],
    ]
    assert not [line for line in lines if "do not compare" in line or "resolutions" in line]


def test_what_is_said_of_measurements_is_quoted(run: Callable[..., Result]) -> None:
    """Once for a network if it holds for all of its rows; multiply-adds are not operations."""
    text = run("tradeoff", "-d", "cityscapes", "--split", "val", "--by", "gflops").stdout

    assert " EfficientViT-Seg: gflops counts multiply-adds.\n" in text
    assert " SegNeXt: Doubtful: the speed is read on a list only" in text


def test_front_alone(run: Callable[..., Result]) -> None:
    """The rows that a deployer chooses from."""
    rows = csv.DictReader(
        io.StringIO(run("tradeoff", "-d", "cityscapes", "--device", "titanx", "--front", "-f", "csv").stdout)
    )

    assert [(row["network"], row["fps"], row["front"]) for row in rows] == [
        ("DFANet", "160", "true"),
        ("FANet", "72", "true"),
        ("FANet", "58", "true"),
    ]


def test_programs_get_numbers_and_no_texts(run: Callable[..., Result]) -> None:
    """What is not known is null; the front is a truth value."""
    (row,) = json.loads(run("tradeoff", "-d", "cityscapes", "-n", 1, "-f", "json").stdout)

    assert list(row)[:9] == [
        *("front", "network", "variant", "score", "fps", "device", "resolution", "params", "gflops"),
    ]
    assert (row["front"], row["score"], row["fps"], row["params"]) == (True, 72.0, 273.6, None)
    assert not [name for name in row if name.endswith("_text")]
    assert row["speed_source"].startswith("https://")


def test_documents_mark_the_front(run: Callable[..., Result]) -> None:
    """By a sign and in bold; LaTeX knows the sign."""
    words = ["tradeoff", "-d", "cityscapes", "--device", "2080", "-n", 2]

    markdown = run(*words, "-f", "markdown").stdout
    latex = run(*words, "-f", "latex").stdout

    assert (
        "| ◆  | [DDRNet](https://arxiv.org/abs/2101.06085)  | 23-slim     | **77.4** | **102** |" in markdown
    )
    assert "**75.9**" not in markdown
    assert r"$\blacklozenge$" in latex
    assert r"% \usepackage{amssymb}" in latex


def test_filters_choose_before_the_front_is_found(run: Callable[..., Result]) -> None:
    """Of the networks until 2020, others are the best."""
    rows = json.loads(
        run("tradeoff", "-d", "cityscapes", "--device", "1080ti", "--until", 2020, "-f", "json").stdout
    )

    assert [row["network"] for row in rows if row["front"]] == ["FasterSeg", "U-HarDNet-70", "SFNet"]
    assert max(row["year"] for row in rows) <= 2020


def test_a_filter_that_leaves_nothing_says_so(run: Callable[..., Result]) -> None:
    """As an answer; there is just nothing to draw."""
    words = ["tradeoff", "-d", "camvid", "--since", 2030]

    assert run(*words).stdout.endswith(" no score with frames per second fits\n")
    assert run(*words, "--plot", exit_code=1).stderr == (
        "error: nothing to draw: no score on 'CamVid' that fits has frames per second\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        ([], 2, "one dataset is shown at a time: choose with --dataset; frames per second are known on 'camvid' and 'cityscapes'"),
        (["-d", "ade"], 1, "no frames per second are known on 'ADE20K val'; they are on 'camvid' and 'cityscapes'"),
        (["-d", "camvid", "--by", "gflops"], 1, "no GFLOPs are known on 'CamVid test'; they are on 'cityscapes'"),
        (["-d", "camvid", "--split", "val"], 1, "no frames per second are known on 'CamVid val'; they are on 'cityscapes'"),
        (["-d", "citscapes"], 1, "no dataset named 'citscapes'; did you mean 'cityscapes'?"),
        (["-d", "camvid", "--device", "titan"], 1, "no device named 'titan'"),
        (["-d", "camvid", "--device", "rtx"], 1, "'rtx' names more than one device: 'RTX 2080 Ti' or 'RTX 3090'"),
        (["--by", "latency"], 2, "no measure named 'latency'; use fps, params, gflops or mIoU"),
        (["--plot", "-f", "csv"], 2, "--plot draws in the terminal; for a file, say --output tradeoff.svg instead"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_one_line(
    run: Callable[..., Result], words: list[str], status: int, problem: str
) -> None:
    """With what to type instead."""
    answer = run("tradeoff", *words, exit_code=status)

    assert answer.stderr == f"error: {problem}\n"
    assert answer.stdout == ""


def test_the_only_board_with_speeds_needs_no_name(run: Callable[..., Result]) -> None:
    """By operations, that is Cityscapes."""
    assert run("tradeoff", "--by", "gflops").stdout.startswith(" Cityscapes test · mIoU (%) by GFLOPs\n")


def test_a_split_that_has_speeds_is_named(run: Callable[..., Result], folder: Callable[..., Path]) -> None:
    """If the own has none."""
    data = folder(
        "network,dataset,miou,split\nA,cityscapes,70,val\nA,cityscapes,69,test\n",
        "network,dataset,split,fps\nA,cityscapes,val,10\n",
    )

    assert run("tradeoff", "--data", data, "-d", "cityscapes", exit_code=1).stderr == (
        "error: no frames per second are known on 'Cityscapes test'; they are on --split val\n"
    )


def test_data_without_speeds_says_where_they_belong(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """A file of scores has none."""
    data = own("network,dataset,miou\nA,cityscapes,70\n")

    assert run("tradeoff", "--data", data, exit_code=1).stderr == (
        "error: no frames per second are known: they stand in a speeds.csv, under 'fps'\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of scores and speeds."""

    def write(results: str, speeds: str) -> Path:
        (tmp_path / "results.csv").write_text(results, encoding="utf-8")
        (tmp_path / "speeds.csv").write_text(speeds, encoding="utf-8")
        return tmp_path

    return write


def test_own_measurements_need_no_device(run: Callable[..., Result], folder: Callable[..., Path]) -> None:
    """That they are taken to share one is said, and what has no score is counted."""
    data = folder(
        "network,dataset,miou\nA,cityscapes,70\nB,cityscapes,60\n",
        "network,dataset,fps\nA,cityscapes,10\nB,cityscapes,20\nC,cityscapes,30\n",
    )

    text = run("tradeoff", "--data", data).stdout

    assert text.endswith(
        "      Network   mIoU   FPS\n"
        "  ◆   B           60    20\n"
        "  ◆   A           70    10\n"
        "\n"
        " 2 measurements of 2 networks\n"
        " ◆ Pareto front: nothing else is as good in both and better in one\n"
        " no device is said: all count as measured on the same\n"
        " left out: 1 measurement without a score of the same network and variant\n"
        " --plot draws it\n"
    )


def test_plot_draws_above_the_table(run: Callable[..., Result]) -> None:
    """In a pipe 80 columns wide, and without codes."""
    answer = run("tradeoff", "-d", "cityscapes", "--device", "1080ti", "--plot")

    drawn, _, table = answer.stdout.partition("\n\n Cityscapes test · GTX 1080 Ti · mIoU (%) by frames")
    assert "PP-LiteSeg B2, STDC2" in drawn
    assert "T1, STDC1" in table
    assert "--plot draws it" not in table
    assert max(map(len, drawn.splitlines())) <= 80
    assert "\x1b" not in answer.stdout


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_file_can_be_a_figure(run: Callable[..., Result], tmp_path: Path, suffix: str) -> None:
    """A figure of ours may be written again."""
    path = tmp_path / f"tradeoff.{suffix}"

    run("tradeoff", "-d", "camvid", "--output", path)
    run("tradeoff", "-d", "camvid", "--since", "2016", "--output", path)

    assert path.read_bytes()[:5] in {b"\x89PNG\r", b"<?xml", b"%PDF-"}


def test_costs_beside_scores_on_several_splits(run: Callable[..., Result], tmp_path: Path) -> None:
    """Each counts on the split of its score."""
    file = tmp_path / "rooms.csv"
    file.write_text("network,dataset,split,miou,params\nA,rooms,test,50.5,5M\nB,rooms,val,60.5,7M\n")

    rows = run("tradeoff", "-d", "rooms", "--by", "params", "-f", "csv", "--data", file).stdout.splitlines()

    assert len(rows) == 2
    assert "A" in rows[1]
