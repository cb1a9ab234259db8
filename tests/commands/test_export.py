"""``leaderboard export``, on the shipped board."""

import csv
import errno
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result
from wording import of_system

from leaderboard import exporters


def test_writes_the_whole_table_as_markdown(run: Callable[..., Result]) -> None:
    """Networks stand in rows by first appearance, datasets in columns; best and second are marked."""
    lines = run("export").stdout.splitlines()

    assert lines[0] == "**262 networks on 9 datasets · mIoU (%)**"
    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == [
        "Network",
        "PASCAL VOC 2012",
        "PASCAL VOC 2012 with COCO",
        "PASCAL Context",
        "CamVid",
        "Cityscapes",
        "ADE20K",
        "COCO-Stuff 10K",
        "COCO-Stuff",
        "NYU Depth v2",
        "Published",
    ]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[4:177]]
    assert rows[0] == [
        "[FCN-8s](http://arxiv.org/abs/1411.4038)",
        "62.2",
        "",
        "37.8",
        "",
        "65.3",
        "",
        "27.2†",
        "",
        "",
        "CVPR 2015",
    ]
    assert rows[-1] == [
        "[BEiT v2](https://arxiv.org/abs/2208.06366)",
        "",
        "",
        "",
        "",
        "",
        "57.5",
        "",
        "",
        "",
        "arXiv 2022",
    ]
    every = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[4:266]]
    assert [row[5] for row in every if "*" in row[5] or "<u>" in row[5]] == ["<u>86.2</u>†", "**86.4**"]


def test_two_second_bests_are_both_marked(run: Callable[..., Result]) -> None:
    """63.0 on ADE20K is reached twice."""
    marked = [line for line in run("export").stdout.splitlines() if "<u>63.0</u>" in line]

    assert [line.split("]")[0] for line in marked] == ["| [ONE-PEACE", "| [DINOv3"]


def test_all_puts_two_figures_into_one_cell(run: Callable[..., Result]) -> None:
    """The better one comes first; the cell as a whole is the best of its column."""
    answer = run("export", "--all", "--network", "ocnet", "-f", "table")

    assert "  OCNet     81.7 (81.2)   45.45 (45.08)   arXiv 2018\n" in answer.stdout


def test_programs_get_a_wide_table(run: Callable[..., Result]) -> None:
    """The columns are called by the ids of the datasets, and what is known of the papers follows."""
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout)))

    assert len(rows) == 262
    assert list(rows[0])[:7] == [
        "network",
        "voc12",
        "voc12-coco",
        "pascal-context",
        "camvid",
        "cityscapes",
        "ade20k",
    ]
    assert sum(cell != "" for row in rows for cell in list(row.values())[1:7]) == 350


def test_a_wide_table_is_read_back(run: Callable[..., Result], tmp_path: Path) -> None:
    """What was exported is data of one's own: the board it gives is the same."""
    path = tmp_path / "wide.csv"

    run("export", path, "--all")
    again = run("top", "--data", path, "-d", "ade", "--all")

    said = run("top", "-d", "ade", "--all").stdout.replace("‡", "")  # which says more than a number
    before = [line.split()[:3] for line in said.splitlines()[3:14]]
    assert [line.split()[:3] for line in again.stdout.splitlines()[3:14]] == before


def test_one_dataset_is_exported_whole(run: Callable[..., Result], tmp_path: Path) -> None:
    """Unlike on the screen, all 99 networks are there; the suffix picks the format."""
    path = tmp_path / "cityscapes.tex"

    answer = run("export", path, "--dataset", "cityscapes")

    text = path.read_text(encoding="utf-8")
    assert answer.stdout == ""
    assert r"\toprule" in text
    assert text.count(r" \\") == 101  # the caption and the head are lines, too
    assert "FCN-8s" in text


@pytest.mark.parametrize("name", exporters.all_names())
def test_every_format_is_written_and_written_again(
    run: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    """A file that the program made itself is replaced without asking."""
    path = tmp_path / "board"

    run("export", path, "-d", "camvid", "-f", name)
    run("export", path, "-d", "camvid", "-f", name)

    assert "DDSC" in path.read_text(encoding="utf-8")


def test_a_file_of_someone_else_is_not_replaced(run: Callable[..., Result], tmp_path: Path) -> None:
    """It stays as it was, unless --force is given."""
    path = tmp_path / "notes.md"
    path.write_text("# My notes\n", encoding="utf-8")

    answer = run("export", path, exit_code=1)

    assert answer.stderr == f"error: {path} exists and holds something else; use --force to replace it\n"
    assert path.read_text(encoding="utf-8") == "# My notes\n"
    run("export", path, "--force")
    assert "**262 networks" in path.read_text(encoding="utf-8")


def test_a_folder_that_does_not_exist_is_named(run: Callable[..., Result], tmp_path: Path) -> None:
    """Nothing is made on the way."""
    folder = tmp_path / "nowhere"

    answer = run("export", folder / "table.md", exit_code=1)

    assert answer.stderr == f"error: cannot write {folder / 'table.md'}: there is no folder '{folder}'\n"
    assert not folder.exists()


def test_a_full_disk_is_one_line(run: Callable[..., Result]) -> None:
    """The device that is always full stands for it."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")

    answer = run("export", "/dev/full", "-f", "csv", exit_code=1)

    assert answer.stderr == f"error: cannot write /dev/full: {of_system(errno.ENOSPC)}\n"


def test_a_suffix_without_a_format_is_wrong_usage(run: Callable[..., Result], tmp_path: Path) -> None:
    """The known ones are listed, and nothing is written."""
    answer = run("export", tmp_path / "table.docx", exit_code=2)

    assert answer.stderr.startswith("error: no format belongs to the suffix '.docx'; use one of .txt, .md")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_given_once(run: Callable[..., Result]) -> None:
    """As an argument or as an option."""
    answer = run("export", "a.md", "--output", "b.md", exit_code=2)

    assert answer.stderr == "error: give the file once: as an argument or with --output\n"


def test_nothing_left_is_a_valid_document(run: Callable[..., Result]) -> None:
    """There is a table without rows, and it says so."""
    answer = run("export", "--since", 2030)

    assert "0 networks on 0 datasets" in answer.stdout
    assert "no score fits" in answer.stdout
    assert run("export", "--since", 2030, "-f", "json").stdout == "[]\n"


def test_names_are_text_in_every_format(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """Markup in a name stays text, and an escape sequence never reaches the terminal."""
    data = own('network,dataset,miou\n"[bold]x[/x]|&<script>\x1b[31m\n2",cityscapes,80\n')

    for name in exporters.all_names():
        text = run("export", "--data", data, "-f", name).stdout
        assert "\x1b" not in text
        assert "<script>" not in text or name not in {"html", "unsafehtml"}
    assert "  [bold]x[/x]|&<script>\\x1b[31m\\n2   " in run("export", "--data", data, "-f", "table").stdout


def test_programs_are_told_what_is_measured_where_not_every_reader_knows(
    run: Callable[..., Result], tables: Path
) -> None:
    """In columns behind those of the scores; documents have none of them."""
    zeta = json.loads(run("export", "--data", tables, "--network", "zeta", "-f", "json").stdout)[0]
    known = json.loads(run("export", "--network", "DPC", "-f", "json").stdout)[0]

    said = ("metric", "unit", "better", "split")
    assert [zeta[f"depth_{name}"] for name in said] == ["RMSE", "m", "lower", "test"]
    assert [zeta[f"streets_{name}"] for name in said] == ["mIoU", "%", "higher", "test"]
    assert [key for key in known if key.endswith("_metric")] == []
    assert "RMSE |" not in run("export", "--data", tables).stdout
