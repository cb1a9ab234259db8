"""``data/datapackage.json`` describes the tables beside it, for whoever reads them without the program."""

from __future__ import annotations

import csv
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest

import leaderboard
from leaderboard import checks
from leaderboard.board import columns
from leaderboard.reading import own

DATA = Path(leaderboard.__file__).parents[1] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {one["name"]: one for one in PACKAGE["resources"]}
WORDS = {"split": columns.SPLITS, "test_time": columns.TEST_TIMES, "evidence": columns.EVIDENCE}
NUMBERS = {"miou", *columns.MEASURES}

every_table = pytest.mark.parametrize("name", RESOURCES)


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Return how the columns of a table are described, by their names."""
    return {one["name"]: one for one in RESOURCES[name]["schema"]["fields"]}


def problems(folder: Path) -> list[tuple[str, str]]:
    """Return what a reader of Data Packages finds: in which table, and of what kind."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what that library uses
        frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
        report = frictionless.validate(str(folder / "datapackage.json"))
    assert len(report.tasks) == len(RESOURCES)
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


def test_a_reader_of_data_packages_finds_nothing_wrong() -> None:
    """Neither in the description nor in the tables."""
    assert problems(DATA) == []


def test_it_finds_a_score_that_is_none(tmp_path: Path) -> None:
    """And a paper of a link that is not there."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    for name, line in {
        "results": "A,ade20k,high,,,,,,list,x,\n",
        "links": "nobody,code,,https://a.example\n",
    }.items():
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(line)

    assert problems(folder) == [("results", "type-error"), ("links", "foreign-key")]


def test_every_table_is_described() -> None:
    """By its file."""
    assert {one["path"] for one in RESOURCES.values()} == {path.name for path in DATA.glob("*.csv")}


@every_table
def test_the_fields_are_the_columns(name: str) -> None:
    """As they stand in the file, in that order; and as the program knows them."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    known = columns.RESULTS if name == "results" else own.TABLES[name][0]
    called = ["score" if one == "miou" else one for one in header]

    assert list(fields(name)) == header
    assert called == [one for one in known if one in called]


@every_table
def test_the_fields_say_what_can_stand_there(name: str) -> None:
    """The words that the program knows, numbers as numbers, and what has to be there."""
    described = fields(name)

    for column, words in WORDS.items():
        if column in described:
            assert set(described[column]["constraints"]["enum"]) == set(words)
    assert {one for one, field in described.items() if field["type"] == "number"} == NUMBERS & set(described)
    if name != "results":
        required = {one for one, field in described.items() if field.get("constraints", {}).get("required")}
        assert required >= set(own.TABLES[name][1])
    assert all(field["description"] for field in described.values())


def test_the_description_is_no_table_of_scores(tmp_path: Path) -> None:
    """A folder of files is read without it, and a folder of tables is one with it."""
    shutil.copy(DATA / "datapackage.json", tmp_path)
    (tmp_path / "scores.csv").write_text("network,dataset,miou\nA,rooms,40\n")
    of_files, of_tables = leaderboard.load(tmp_path), leaderboard.load(DATA)

    assert (of_files.unusable, of_tables.unusable) == ((), ())
    assert checks.check(tmp_path).empty
    assert checks.check(DATA).empty
