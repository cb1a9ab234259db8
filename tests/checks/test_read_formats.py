"""What reading met on the way is told for every format, each problem at its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from faultless import FOLDER, said

from leaderboard.checks import check
from leaderboard.errors import DataError
from leaderboard.reading import Stated

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import InFile

ROWS = [("A", "80.1"), ("B", "ninety"), ("C", "80.3"), ("C", "80.9")]
"""The second score is none, the last two contradict each other."""


def csv_of(rows: list[tuple[str, str]]) -> str:
    return "model,camvid mIoU\n" + "".join(f"{name},{score}\n" for name, score in rows)


def markdown_of(rows: list[tuple[str, str]]) -> str:
    return "| model | camvid mIoU |\n|---|---|\n" + "".join(f"| {name} | {score} |\n" for name, score in rows)


def json_of(rows: list[tuple[str, str]]) -> str:
    objects = [json.dumps({"model": name, "camvid mIoU": score}) for name, score in rows]
    return "[\n" + ",\n".join(objects) + "\n]\n"


@pytest.mark.parametrize(
    ("name", "content", "first"),
    [("own.csv", csv_of(ROWS), 2), ("own.md", markdown_of(ROWS), 3), ("own.json", json_of(ROWS), 2)],
)
def test_a_text_file_is_told_by_lines(in_file: InFile, name: str, content: str, first: int) -> None:
    """The same problems, whatever format the table is in."""
    assert in_file(content, name) == [
        f"{name}:{first + 1}: error: 'ninety' is no number (B on camvid) [unusable]",
        (
            f"{name}:{first + 3}: warning: 80.9 here and 80.3 in line {first + 2} are the same but for the score;"
            " tell them apart by variant, run or test_time, or say why in a note [conflicting-scores]"
        ),
    ]


def test_a_spreadsheet_is_told_by_sheets_and_rows(tmp_path: Path) -> None:
    """There are no lines in it."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "own.xlsx") as book:
        sheet = book.add_worksheet("May")
        for row, cells in enumerate([("model", "camvid mIoU"), *ROWS]):
            sheet.write_row(row, 0, cells)

    found = said(tmp_path / "own.xlsx")

    assert [one.rsplit("[", 1)[1] for one in found] == ["unusable]", "conflicting-scores]"]
    assert all(one.startswith("own.xlsx:: ") for one in found)
    assert "'May'" in found[0]
    assert "'ninety' is no number (B on camvid)" in found[0]


def test_a_nested_source_is_told_by_lines(in_file: InFile) -> None:
    """As tables are."""
    index = (
        "Models:\n- Name: A\n  Results:\n"
        "  - Task: Semantic Segmentation\n    Dataset: camvid\n    Metrics:\n      mIoU: ninety\n"
        "- Name: B\n  Results:\n"
        "  - Task: Semantic Segmentation\n    Dataset: camvid\n    Metrics:\n      mIoU: 80.1\n"
    )

    (found,) = in_file(index, "metafile.yaml")

    assert found.startswith("metafile.yaml:7: error: 'ninety' is no number")


def test_a_folder_of_files_is_told_file_by_file(tmp_path: Path) -> None:
    """Scores of several files are compared, too."""
    (tmp_path / "a.csv").write_text(csv_of(ROWS[:2]))
    (tmp_path / "b.md").write_text(markdown_of([("A", "80.2")]))

    found = said(tmp_path)

    assert found[0] == "a.csv:3: error: 'ninety' is no number (B on camvid) [unusable]"
    assert found[1].startswith(f"b.md:3: warning: 80.2 here and 80.1 in {tmp_path / 'a.csv'}:2 are the same")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("model,dataset,miou,Farbe\nA,camvid,80,rot\n", "own.csv:1: warning: not used: the columns 'Farbe'"),
        ("model,miou\nA,80\n", "own.csv:: warning: no dataset is named, so the board is called 'own'"),
        ("model,dataset,blub\nA,mine,80\n", "own.csv:: warning: not ranked, since it is not known whether"),
        ("model,dataset,miou\nA,camvid,0.8\nB,camvid,0.7\n", "own.csv:: warning: the scores on camvid mIoU are shares"),
    ],
)  # fmt: skip
def test_what_reading_had_to_assume_is_doubtful(in_file: InFile, content: str, problem: str) -> None:
    """A warning, as it may be right."""
    (found,) = in_file(content)

    assert found.startswith(problem)
    assert found.endswith("[remark]")


def test_what_the_user_says_is_not_assumed(tmp_path: Path) -> None:
    """As with every command."""
    path = tmp_path / "own.csv"
    path.write_text("model,blub\nA,80\n")

    assert check(path, stated=Stated.parsed(("dataset=mine", "better=lower"))).empty


def test_a_repeated_row_is_told_once(in_file: InFile) -> None:
    """However many scores stand in it."""
    found = in_file("model,dataset,miou,f1\nA,camvid,80,81\nA,camvid,80,81\n")

    assert [one.split(": the same")[0] for one in found] == ["own.csv:3: warning"]


def test_where_nothing_can_be_used_each_score_is_told(in_file: InFile) -> None:
    """The error that ends reading names only the first."""
    assert in_file("model,camvid mIoU\nA,80\nB,90\n".replace("80", "eighty").replace("90", "120")) == [
        "own.csv:2: error: 'eighty' is no number (A on camvid) [unusable]",
        "own.csv:3: error: 120 is not between 0 and 100 % (B on camvid) [unusable]",
    ]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("own.csv", b"", ""),
        ("own.csv", b"network,dataset,miou\nA,x,\xff\n", "2"),
        ("own.csv", b'network,dataset,miou\nA,x,1\n"B,x,2\n', "3"),
        ("own.csv", b"network,dataset,miou\n", ""),
        ("own.csv", b"title\nx\n", ""),
        ("own.nonsense", b"nothing", ""),
        ("own.json", b"{", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(
    in_file: InFile, name: str, content: bytes, line: str
) -> None:
    """It says what hinders."""
    (found,) = in_file(content, name)

    assert found.startswith(f"{name}:{line}")
    assert found.endswith("[unreadable]")


def test_one_table_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    """What can be known without it is still found."""
    for name, text in FOLDER.items():
        (tmp_path / f"{name}.csv").write_text(text)
    (tmp_path / "papers.csv").write_bytes(b"\xff")
    (tmp_path / "links.csv").write_text("paper,kind,address\na,code,https://a b\n")
    (tmp_path / "results.csv").write_text("network,dataset,miou,source\nA,streets,good,s\nA,streets,80,s\n")

    found = [(one.split(": ")[0], one.rsplit("[", 1)[1]) for one in said(tmp_path)]

    assert found == [
        ("links.csv:1", "unreadable]"),
        ("papers.csv:1", "unreadable]"),
        ("results.csv:2", "unusable]"),
        ("speeds.csv:2", "no-score]"),
        ("speeds.csv:3", "no-score]"),
    ]


def test_a_table_beside_the_scores_is_checked_with_them(tmp_path: Path) -> None:
    """Papers, links and datasets are no scores by themselves."""
    for name, text in FOLDER.items():
        (tmp_path / f"{name}.csv").write_text(text)

    assert said(tmp_path / "papers.csv") == []


def test_without_data_there_is_nothing_to_check(tmp_path: Path) -> None:
    """That is no problem of the data."""
    with pytest.raises(DataError, match="no such file or folder"):
        check(tmp_path / "nowhere.csv")
