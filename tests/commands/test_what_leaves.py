"""What strangers write into tables does nothing where the output of a command is read.

The output of commands stands in terminals and in the logs of CI systems, and its files are opened
by browsers and other programs.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hostile import HOSTILE
from repository import commit

from leaderboard import exporters
from leaderboard.cli import READING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer.testing import Result

NAMES = [text.encode(errors="replace").decode().replace("\x00", "") for text in HOSTILE]
FILE = "::error::x.csv"
ASKED = {
    "top": [["top", "-d", NAMES[0]], ["top"], ["top", "-d", NAMES[0], "--all"]],
    "show": [["show", NAMES[0]], ["show", NAMES[7]]],
    "compare": [["compare", *NAMES[:4]]],
    "overall": [["overall", "--min-datasets", "1"]],
    "history": [["history", "-d", NAMES[0]], ["history"], ["history", "-d", NAMES[0], "--network", NAMES[0]]],
    "tradeoff": [["tradeoff", "-d", NAMES[0]]],
    "datasets": [["datasets"]],
    "papers": [["papers"]],
    "diff": [["diff"], ["diff", "--all"], ["diff", "HEAD", "--fail-on", "direction"]],
    "log": [["log"], ["log", "--all"]],
    "export": [["export"], ["export", "-d", NAMES[0]], ["export", "--all"]],
}
"""Each command that has formats, asked in some ways."""
FORMATS = [*exporters.names(), "plain"]


def table(*rows: Sequence[str]) -> str:
    """Return CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of our tables in which every text does something where it can."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "::warning::data"
    folder.mkdir()
    results = [
        (name, dataset, f"{70 + number / 10:.1f}", "::x", name, name, name, "2020-01", name)
        for number, name in enumerate(NAMES)
        for dataset in NAMES[:2]
    ]
    columns = "network dataset miou split variant evidence source date note".split()
    tables = {
        "results": table(columns, *results),
        "papers": table(
            "paper network title authors venue year date tags status note".split(),
            *((name, name, name, name, name, "2019", "2019-01", name, name, name) for name in NAMES),
        ),
        "links": table(
            ("paper", "kind", "detail", "url"),
            *(
                (name, kind, name, f"https://e.example/{name}")
                for name in NAMES
                for kind in ("paper", "code")
            ),
            *((name, name, name, f"javascript://{name}") for name in NAMES),
        ),
        "datasets": table(
            ("dataset", "title", "metric", "unit", "better", "split", "note"),
            *((name, name, "mIoU", "%", "higher", "::x", name) for name in NAMES[:2]),
        ),
        "speeds": table(
            ("network", "dataset", "split", "variant", "fps", "device"),
            *((name, NAMES[0], "::x", name, "30", name) for name in NAMES),
        ),
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / "results.csv").write_text(table(columns, *_before(results)), encoding="utf-8", newline="")
    commit(tmp_path, NAMES[0])
    (folder / "results.csv").write_text(tables["results"], encoding="utf-8", newline="")
    return folder


def _before(results: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the scores as they were: some others, some not there, some with other sources."""
    return [(*row[:2], "60.0", *row[3:6], "elsewhere", *row[7:]) for row in results[2:]]


def assert_harmless(answer: Result, *, name: str = "") -> None:
    """Read what a command wrote as a CI system and a terminal do."""
    assert_harmless_text(answer.stdout, name=name)
    assert_harmless_text(answer.stderr)


def assert_harmless_text(text: str, *, name: str = "") -> None:
    """Read a text as a CI system and a terminal do; CSV cannot write ``##[`` in another way."""
    lines = re.split("[\n\r\x85\u2028\u2029]", text)
    assert [line for line in lines if line.lstrip().startswith("::")] == []
    assert name in {"csv", "tsv"} or not re.search(r"##\w*\[", text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_every_command_that_reads_is_asked() -> None:
    """A new one belongs into the list, or is looked at by a test of its own."""
    assert {*ASKED, "cite"} == set(READING)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_of_any_command_does_anything(run: Callable[..., Result], data: Path, name: str) -> None:
    """Nor do the notes beside it; each answer is asked for in a third of the formats."""
    place = FORMATS.index(name)
    for words in [words for asked in ASKED.values() for words in asked][place % 3 :: 3]:
        answer = run(*words, "--data", data, "--format", name)

        assert answer.stdout.strip()
        assert_harmless(answer, name=name)
        if name == "json":
            json.loads(answer.stdout)


def test_the_table_that_is_drawn_where_none_is_asked_for(run: Callable[..., Result], data: Path) -> None:
    """The usual output, and plots."""
    for words in (words for asked in ASKED.values() for words in asked):
        assert_harmless(run(*words, "--data", data))
    assert_harmless(run("history", "-d", NAMES[0], "--data", data, "--plot"))
    assert_harmless(run("tradeoff", "-d", NAMES[0], "--data", data, "--plot"))


def test_annotations_and_feeds(run: Callable[..., Result], data: Path) -> None:
    """A command to GitHub is written where one is asked for, one a line; a feed is XML."""
    answer = run("diff", "--data", data, "--format", "github", "--fail-on", "corrected", exit_code=1)
    feed = run("log", "--data", data, "--format", "atom")

    assert all(
        re.match("::(notice|warning|error)( file=[^:]*)?::", line) for line in answer.stdout.splitlines()
    )
    assert_harmless_text(answer.stderr)
    assert_harmless(feed)
    ET.fromstring(feed.stdout)  # noqa: S314 - it was made here


def test_citations_and_addresses(run: Callable[..., Result], data: Path) -> None:
    """Of all papers, and of each network that has an address for a browser."""
    assert_harmless(run("cite", "--all", "--data", data))
    assert_harmless(run("open", "+1", "--print", "--data", data))
    assert_harmless(run("open", "javascript:alert(1)", "--print", "--data", data))


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("place", ["::warning::data", FILE, ":"])
def test_what_check_says_of_files(run: Callable[..., Result], data: Path, form: str, place: str) -> None:
    """Who makes a pull request chooses the names of its files as well."""
    for name in (FILE, ":"):
        (data.parent / name).write_text("network,dataset,miou\n::error::x,::y,180\n" * 2)

    answer = run("check", place, "--format", form, exit_code=1)

    assert_harmless(answer)
    if form == "json":
        assert {row["path"].partition("/")[0] for row in json.loads(answer.stdout)} == {place}


def test_what_check_says_to_github(run: Callable[..., Result], data: Path) -> None:
    """Each line is one command of ours, with its text in it."""
    (data.parent / FILE).write_text("network,dataset,miou\n::error::x%0A::error::y,::y,180\n")

    answer = run("check", data, FILE, "--format", "github", exit_code=1)

    command = re.compile(r"::(error|warning) file=[^,:]+(,line=\d+)?,title=[a-z-]+::.*")
    assert [line for line in answer.stdout.split("\n")[:-1] if not command.fullmatch(line)] == []
    assert "%0A" not in answer.stdout
    assert "%250A" in answer.stdout
    assert_harmless_text(answer.stderr)


def test_what_else_names_a_file(run: Callable[..., Result], data: Path) -> None:
    """A path begins many a line."""
    document = Path("::error::x.md")
    document.write_text("<!-- leaderboard: top --data own.csv -->\n<!-- /leaderboard -->\n")
    Path("own.csv").write_text("network,dataset,miou\n::error::x,streets,80\n")

    assert_harmless(run("sync", "--check", document, exit_code=1))
    assert_harmless(run("sync", document))
    assert_harmless(run("sync", document))
    assert_harmless(run("import", FILE, exit_code=1))
    assert_harmless(run("top", "--data", FILE, exit_code=1))
    Path(FILE).write_text("network,dataset,miou\nA,streets,80\n")
    words = ["--network", "::error::x", "--dataset", "streets", "--miou", "81", "--new", "--data", FILE]
    assert_harmless(run("add", *words))
    assert_harmless(run("import", FILE, "--data", data))


@pytest.mark.parametrize("words", [["history"], ["tradeoff"]])
def test_figures_are_valid_xml(run: Callable[..., Result], data: Path, words: list[str]) -> None:
    """With nothing in them that runs, or leads anywhere but to their own parts."""
    run(*words, "-d", NAMES[0], "--data", data, "--output", "figure.svg")

    figure = ET.fromstring(Path("figure.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    elements = {element.tag.rpartition("}")[2] for element in figure.iter()}
    assert not elements & {"script", "foreignObject", "a", "image", "iframe", "set", "animate"}
    addresses = [
        value for one in figure.iter() for key, value in one.items() if key.rpartition("}")[2] == "href"
    ]
    assert all(address.startswith("#") for address in addresses)
    assert not any(key.startswith("on") for one in figure.iter() for key in one.attrib)


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_files_for_spreadsheets(run: Callable[..., Result], data: Path, suffix: str) -> None:
    """Every command that writes a table can keep it from calculating; a plain file keeps names as they are."""
    begins = re.compile(r"\s*[=+@-]")
    delimiter = {"csv": ",", "tsv": "\t"}[suffix]
    for words in (words for asked in ASKED.values() for words in asked):
        run(*words, "--data", data, "--output", f"safe.{suffix}", "--spreadsheet-safe", "--force")

        rows = csv.reader(io.StringIO(Path(f"safe.{suffix}").read_text("utf-8")), delimiter=delimiter)
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if begins.match(cell) and not re.fullmatch(r"-[0-9.]+", cell)] == []
    plain = run("top", "-d", NAMES[0], "--data", data, "--format", suffix).stdout
    networks = [row["network"] for row in csv.DictReader(io.StringIO(plain), delimiter=delimiter)]
    assert {"=HYPERLINK(1)", "+1", "-1;=1+1", "@SUM(1)"} <= set(networks)


def test_only_what_a_spreadsheet_reads_is_for_spreadsheets(run: Callable[..., Result]) -> None:
    """Else the option would do nothing."""
    for words in (["top"], ["export"], ["history", "-d", "voc", "-o", "x.svg"]):
        answer = run(*words, "--spreadsheet-safe", exit_code=2)

        assert answer.stderr.startswith("error: --spreadsheet-safe is for csv and tsv, not for ")
