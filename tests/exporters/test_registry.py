from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaderboard import exporters
from leaderboard.errors import UsageError


def test_the_formats_of_the_folder_come_first_and_in_the_order_of_use() -> None:
    """The names are those of the files, the most used first."""
    names = exporters.names()

    assert names[:7] == ["table", "markdown", "csv", "tsv", "json", "latex", "html"]


def test_every_file_of_the_folder_is_a_format() -> None:
    """A file becomes a format by being there, unless its name starts with an underscore."""
    files = {path.stem for path in Path(exporters.__path__[0]).glob("*.py")}

    names = exporters.names()

    assert set(names) == {name for name in files if not name.startswith("_")}


def test_the_formats_of_tabulate_are_known_by_its_names() -> None:
    """All names include those of tabulate, each name once."""
    names = exporters.all_names()

    assert {"grid", "rst", "orgtbl", "jira", "github"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", exporters.all_names())
def test_every_name_leads_to_its_format(name: str) -> None:
    """What is listed can be had, under the name it is listed with."""
    exporter = exporters.get(name)

    assert exporter.name == name
    assert exporter.holds in {"document", "data"}


@pytest.mark.parametrize(
    ("typed", "name"), [("md", "markdown"), ("tex", "latex"), ("CSV", "csv"), ("Grid", "grid")]
)
def test_formats_are_found_the_way_people_type_them(typed: str, name: str) -> None:
    """Case does not matter, and usual suffixes are names as well."""
    exporter = exporters.get(typed)

    assert exporter.name == name


def test_an_unknown_format_is_answered_with_near_names() -> None:
    """A misspelled name is wrong usage, and the message shows the right spelling."""
    with pytest.raises(UsageError, match=r"^no format named 'markdwon'; did you mean 'markdown'") as caught:
        exporters.get("markdwon")

    assert caught.value.exit_code == 2


def test_a_format_unlike_any_is_answered_with_all_names() -> None:
    """Where nothing is near, the message lists what there is."""
    with pytest.raises(UsageError, match=r"^no format named 'qqq'; use one of table, markdown, csv, "):
        exporters.get("qqq")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("README.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.csv", "csv"),
        ("a.TSV", "tsv"),
        (Path("folder.x/a.json"), "json"),
        ("a.tex", "latex"),
        ("a.html", "html"),
        ("a.htm", "html"),
        ("a.txt", "table"),
        ("a.rst", "rst"),
        ("a.org", "orgtbl"),
    ],
)
def test_the_suffix_of_a_file_picks_the_format(path: str | Path, name: str) -> None:
    """A file is written in the format that its suffix stands for."""
    exporter = exporters.by_suffix(path)

    assert exporter is not None
    assert exporter.name == name


@pytest.mark.parametrize("path", ["a.xlsx", "a", ".md"])
def test_other_suffixes_pick_no_format(path: str) -> None:
    """Without a known suffix there is no format, rather than a guess."""
    assert exporters.by_suffix(path) is None


def test_an_unknown_suffix_is_answered_with_the_known_ones() -> None:
    """The error names the suffix, those that would do, and the other way to say it."""
    error = exporters.unknown_suffix("a.xlsx")

    assert str(error).startswith(
        "no format belongs to the suffix '.xlsx'; use one of .txt, .md, .markdown, .csv"
    )
    assert str(error).endswith(", or say --format")
    assert error.exit_code == 2


def test_a_missing_suffix_is_answered_with_the_known_ones() -> None:
    """The error names the file if it has no suffix."""
    error = exporters.unknown_suffix("results")

    assert str(error).startswith("'results' has no suffix to go by; use one of .txt, ")


def test_naming_the_formats_imports_nothing_heavy() -> None:
    """The names, and the formats of the folder, are there without any library of drawing or of frames."""
    script = (
        "import sys; from leaderboard import exporters;"
        "[exporters.get(name) for name in exporters.names()]; exporters.by_suffix('a.md');"
        "print({'tabulate', 'rich', 'pandas'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
