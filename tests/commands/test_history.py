"""``leaderboard history``, on the shipped board."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

NAMED = "network,dataset,miou,date\n"


def test_shows_the_records_of_a_dataset(run: Callable[..., Result]) -> None:
    """Since when each stood, for how many months, and by how much it was better."""
    answer = run("history", "-d", "cityscapes", "--until", 2018)

    assert answer.stdout == (
        " Cityscapes test · records · mIoU (%)\n"
        "\n"
        "  Since     Network      mIoU   Gain   Months   Published\n"
        "  2014-11   FCN-8s       65.3              19   CVPR 2015\n"
        "  2016-06   Deeplab v2   70.4   +5.1        5   TPAMI 2018\n"
        "  2016-11   RefineNet    73.6   +3.2        1   CVPR 2017\n"
        "  2016-12   PSPNet       80.2   +6.6        6   CVPR 2017\n"
        "  2017-06   DeepLabv3    81.3   +1.1        8   arXiv 2017\n"
        "  2018-02   DeepLabv3+   82.1   +0.8        7   ECCV 2018\n"
        "  2018-09   DPC          82.7   +0.6    still   NeurIPS 2018\n"
        "\n"
        " 7 records among 28 scores · newest score 2018-09\n"
        " left out: 2 scores without a date\n"
        " --plot draws it\n"
    )


def test_the_record_that_stands_is_bold(run: Callable[..., Result]) -> None:
    """In documents; hints stand in none."""
    text = run("history", "-d", "camvid", "-f", "markdown").stdout

    assert "**84.62**" in text
    assert text.count("**") == 4  # with the title
    assert "--plot" not in text


def test_programs_get_numbers(run: Callable[..., Result]) -> None:
    """What is not there is null: the gain of the first, the end of the last."""
    rows = json.loads(run("history", "-d", "camvid", "-f", "json").stdout)

    assert [(row["date"], row["gain"], row["months"], row["until"]) for row in rows] == [
        ("2014-12", None, 11, "2015-11"),
        ("2015-11", 3.7, 12, "2016-11"),
        ("2016-11", 1.6, 5, "2017-04"),
        ("2017-04", 0.2, 3, "2017-07"),
        ("2017-07", 0.9, 7, "2018-02"),
        ("2018-02", 13.7, 48, "2022-02"),
        ("2022-02", 2.0, 23, "2024-01"),
        ("2024-01", 0.92, None, None),
    ]


def test_without_a_dataset_shows_the_records_that_stand(
    run: Callable[..., Result], the_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With their age, on the day that reproducible builds may name: the first of May 2019 here."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1556668800")

    lines = run("history", "--data", the_list).stdout.splitlines()

    assert lines[2:9] == [
        "  Dataset                     Split   Record of     mIoU (%)   Since           Age   Published",
        "  PASCAL VOC 2012             test    DUpsampling      85.3    2019-03    2 months   CVPR 2019",
        "  PASCAL VOC 2012 with COCO   test    DUpsampling      88.1    2019-03    2 months   CVPR 2019",
        "  PASCAL Context              val     HRNetV2          54.0    2019-04    1 month    arXiv 2019",
        "  CamVid                      test    DDSC             70.9    2018-06   11 months   CVPR 2018",
        "  Cityscapes                  test    DPC              82.7    2018-09    8 months   NeurIPS 2018",
        "  ADE20K                      val     OCNet            45.45   2018-09    8 months   arXiv 2018",
    ]


def test_ages_are_those_of_today(
    run: Callable[..., Result], the_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the environment names a day."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    rows = csv.DictReader(io.StringIO(run("history", "--data", the_list, "-f", "csv").stdout))

    assert all(int(row["age"]) >= 75 for row in rows)


def test_scores_without_a_date_are_counted(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """And boards on which none has one are named."""
    data = own(f"{NAMED}A,voc,70,2018-01\nB,voc,71,\nC,voc,72,2018\nB,camvid,60,\n")

    one = run("history", "--data", data, "-d", "voc")
    every = run("history", "--data", data)

    assert (
        " 1 record among 1 score · newest score 2018-01\n left out: 2 scores without a date\n" in one.stdout
    )
    assert " left out: 3 scores without a date\n no score with a date: CamVid\n" in every.stdout


@pytest.mark.parametrize("words", [[], ["-d", "voc"], ["-d", "voc", "--plot"], ["-d", "voc", "-o", "a.png"]])
def test_a_board_without_any_date_is_an_error_that_says_the_mend(
    run: Callable[..., Result],
    own: Callable[[str], Path],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is written, to stdout or a file."""
    monkeypatch.chdir(tmp_path)
    data = own("network,dataset,miou\nA,voc,70\nB,voc,71\nB,camvid,71\n")

    answer = run("history", "--data", data, *words, exit_code=1)

    where = " on 'PASCAL VOC 2012'" if words else ""
    assert answer.stderr == f"error: no score{where} has a date: its paper needs a 'date' such as 2018-02\n"
    assert answer.stdout == ""
    assert not (tmp_path / "a.png").exists()


def test_a_single_score_holds_the_record(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Still; and it can be drawn."""
    data = own(f"{NAMED}A,voc,70,2018-01\n")

    answer = run("history", "--data", data, "-d", "voc", "--plot")

    assert "A 70" in answer.stdout
    assert "  2018-01   A           70           still\n" in answer.stdout


def test_a_filter_that_leaves_nothing_says_so(run: Callable[..., Result]) -> None:
    """As an answer; there is just nothing to draw."""
    assert run("history", "-d", "camvid", "--since", 2030).stdout.endswith(" no score fits\n")
    assert run("history", "--since", 2030).stdout.endswith(" no score fits\n")
    assert run("history", "-d", "camvid", "--since", 2030, "--plot", exit_code=1).stderr == (
        "error: nothing to draw: no score on 'CamVid' fits\n"
    )


def test_tells_of_boards_on_other_splits(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Each has a history of its own."""
    data = own("network,dataset,miou,split,date\nA,voc,70,test,2018-01\nB,voc,75,val,2018-01\n")

    answer = run("history", "--data", data, "-d", "voc")

    assert answer.stdout.endswith(
        " --plot draws it\n another board on val: 1 network · --split val shows it\n"
    )


def test_plot_draws_above_the_table(run: Callable[..., Result]) -> None:
    """In a pipe 80 columns wide, and without codes."""
    answer = run("history", "-d", "ade", "--plot", "--until", 2018)

    drawn, _, table = answer.stdout.partition("\n\n ADE20K val · records · mIoU (%)\n")
    assert "│                SAC-multiple 44.3             ◆" in drawn
    assert "  2018-09   OCNet          45.45   +0.80    still   arXiv 2018   later release\n" in table
    assert max(map(len, drawn.splitlines())) <= 80
    assert "\x1b" not in answer.stdout


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "PNG"])
def test_a_file_can_be_a_figure(run: Callable[..., Result], tmp_path: Path, suffix: str) -> None:
    """A figure of ours may be written again."""
    path = tmp_path / f"history.{suffix}"

    run("history", "-d", "camvid", "--output", path)
    run("history", "-d", "camvid", "--since", "2016", "--output", path)

    assert path.read_bytes()[:5] in {b"\x89PNG\r", b"<?xml", b"%PDF-"}


def test_a_figure_does_not_replace_what_others_made(run: Callable[..., Result], tmp_path: Path) -> None:
    """Unless it is forced."""
    path = tmp_path / "history.png"
    path.write_bytes(b"a picture of somebody's cat")

    answer = run("history", "-d", "camvid", "-o", path, exit_code=1)
    kept = path.read_bytes()
    run("history", "-d", "camvid", "-o", path, "--force")

    assert answer.stderr == (f"error: {path} exists and holds something else; use --force to replace it\n")
    assert kept == b"a picture of somebody's cat"
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_figure_in_a_folder_that_is_not_there_is_one_line(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    """With the folder."""
    path = tmp_path / "nowhere" / "history.svg"

    answer = run("history", "-d", "camvid", "-o", path, exit_code=1)

    assert answer.stderr == f"error: cannot write {path}: there is no folder {str(path.parent)!r}\n"


def test_other_files_are_tables(run: Callable[..., Result], tmp_path: Path) -> None:
    """By their suffix, or by the format that is named."""
    run("history", "-d", "camvid", "-o", tmp_path / "a.md")
    run("history", "-d", "camvid", "-f", "csv", "-o", tmp_path / "a.svg")

    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("<!-- made by leaderboard -->")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("date,network,score,gain")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--plot"], "one dataset is drawn at a time: choose it with --dataset"),
        (["-o", "a.png"], "one dataset is drawn at a time: choose it with --dataset"),
        (["-d", "voc", "--plot", "-o", "a.md"], "--plot draws in the terminal; for a file, say --output history.svg instead"),
        (["-d", "voc", "--plot", "-f", "csv"], "--plot draws in the terminal; for a file, say --output history.svg instead"),
        (["-d", "voc", "-o", "a.gif"], "no format belongs to the suffix '.gif'; use one of .txt, .md, .markdown, .csv, .tsv, .json, .tex, .html, .htm, .rst, .org, .adoc, .textile, or say --format; .svg, .png or .pdf makes a picture"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(run: Callable[..., Result], words: list[str], problem: str) -> None:
    """Before any data is read."""
    assert run("history", *words, exit_code=2).stderr == f"error: {problem}\n"


def test_other_commands_draw_no_figure(run: Callable[..., Result]) -> None:
    """They say which suffixes they know."""
    answer = run("datasets", "-o", "a.png", exit_code=2)

    assert answer.stderr.startswith("error: no format belongs to the suffix '.png'; use one of .txt, ")
    assert "picture" not in answer.stderr


def test_an_unknown_dataset_is_one_line(run: Callable[..., Result]) -> None:
    """With near names."""
    assert run("history", "-d", "citscapes", exit_code=1).stderr == (
        "error: no dataset named 'citscapes'; did you mean 'cityscapes'?\n"
    )


@pytest.mark.parametrize(("words", "library"), [(["--plot"], "plotille"), (["-o", "a.png"], "matplotlib")])
def test_without_the_extra_the_error_says_how_to_install_it(
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    library: str,
) -> None:
    """Nothing but the error is written."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)

    answer = run("history", "-d", "camvid", *words, exit_code=1)

    assert answer.stderr == (
        f"error: drawing needs {library}, which is not installed: pip install 'benchmark-leaderboard[plot]'\n"
    )
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == []
