"""What the documents for contributors say is so."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from test_architecture import FLOORS

from leaderboard.board.columns import EVIDENCE, SPLITS, TEST_TIMES
from leaderboard.cli import COMMANDS

ROOT = Path(__file__).parents[1]
MAP = ROOT / "docs" / "architecture.md"
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
GUIDES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "Makefile")),
    ROOT / ".pre-commit-config.yaml",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / ".github" / "pull_request_template.md",
    *FORMS,
]

every_guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
every_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


@every_guide
def test_links_lead_somewhere(path: Path) -> None:
    """To a file of the repository, and to a heading where they name one."""
    for target in re.findall(r"\]\((?!http)([^)\s]+)\)", path.read_text(encoding="utf-8")):
        name, _, heading = target.partition("#")
        file = path.parent / name if name else path

        assert file.exists(), target
        assert not heading or heading in headings(file), target


@every_guide
def test_paths_exist(path: Path) -> None:
    """Those that begin in the root; NAME stands for one that somebody will make."""
    named = re.findall(
        r"(?<![\w/.])(?:leaderboard|tests|data|docs|\.ci|\.github)/[\w./]*", path.read_text(encoding="utf-8")
    )
    known = {one.rstrip(".") if "NAME" not in one else str(Path(one).parent) for one in named}

    assert {one for one in known if not (ROOT / one).exists()} == set()


@every_guide
def test_commands_exist(path: Path) -> None:
    """Of the program, and of make."""
    code = "\n".join(
        re.findall(
            r"`[^`\n]+`|^[\t ]*[$.][^\n]*|^make [^\n]*|^ *entry: [^\n]*", path.read_text(), re.MULTILINE
        )
    )
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(re.findall(r"(?<![\w-])leaderboard ([a-z]+)", code)) <= set(COMMANDS)
    assert set(re.findall(r"(?<![\w-])make ([a-z]+)", code)) <= set(targets)


def test_make_says_what_each_target_does() -> None:
    """``make`` alone lists them."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.findall(r"^[a-z]+:(?!=)(?!.*## \S).*", text, re.MULTILINE) == []


def test_the_test_that_is_shown_is_one_of_ours() -> None:
    """Contributors see how tests look, not how they once did."""
    (shown,) = re.findall(
        r"^```python\n(.*?)^```$",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )

    assert any(shown in path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))


def test_every_room_is_on_the_map() -> None:
    """And the map has no room that is not there."""
    package = ROOT / "leaderboard"
    rooms = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    rooms |= {path.name for path in package.glob("*.py") if not path.name.startswith("__")}

    assert set(re.findall(r"^\| `([\w./]+)` \|", MAP.read_text(encoding="utf-8"), re.MULTILINE)) == rooms


def test_the_map_shows_the_floors() -> None:
    """As the imports are tested, from the top."""
    (shown,) = re.findall(
        r"^```text\n(cli .*?)^```$", MAP.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )

    assert [line.split() for line in shown.splitlines()] == [one for one in FLOORS if one != ["__main__"]]


@every_form
def test_forms_are_what_github_takes(path: Path) -> None:
    """Every question has a name of its own and a label, and every choice has answers."""
    form = read(path)
    asked = [one for one in form["body"] if one["type"] != "markdown"]

    assert {"name", "description", "body"} <= set(form)
    assert {one["type"] for one in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({one["id"] for one in asked}) == len(asked)
    assert all(one["attributes"]["label"] for one in asked)
    assert all(one["attributes"]["options"] for one in asked if one["type"] == "dropdown")


def test_forms_offer_the_datasets_of_the_board() -> None:
    """A new dataset is one that scores can be reported for."""
    with (ROOT / "data" / "datasets.csv").open(encoding="utf-8") as file:
        titles = [row["title"] for row in csv.DictReader(file)]

    assert questions("new-score")["dataset"] == titles
    assert questions("wrong-number")["dataset"] == [*titles, "none of them"]


def test_the_form_for_scores_asks_for_the_columns_of_scores() -> None:
    """With the words that can stand there."""
    asked = questions("new-score")

    with (ROOT / "data" / "results.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    assert set(asked) - {"paper"} == {"score" if name == "miou" else name for name in columns}
    assert set(asked["split"]) == {*SPLITS, "the source does not say"}
    assert set(asked["test_time"]) == {*TEST_TIMES, "the source does not say"}
    assert set(asked["evidence"]) == set(EVIDENCE)


def headings(path: Path) -> set[str]:
    """Return the headings of a document, as addresses name them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in found}


def read(form: Path) -> dict[str, Any]:
    """Read a form."""
    from yaml import safe_load

    found: dict[str, Any] = safe_load(form.read_text(encoding="utf-8"))
    return found


def questions(form: str) -> dict[str, Any]:
    """Return what a form asks for, each with the answers to choose from."""
    body = read(ROOT / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml")["body"]
    return {one["id"]: one["attributes"].get("options") for one in body if "id" in one}
