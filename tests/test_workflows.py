"""The workflows of this repository, its action, and those that ``init`` writes: nobody's text is run in them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leaderboard.updates.beginning import Beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


@pytest.fixture(params=["ours", "begun"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a repository with workflows: this one, or one that ``init`` begins."""
    for folder in ("workflows", "ISSUE_TEMPLATE"):
        (tmp_path / ".github" / folder).mkdir(parents=True)
    if request.param == "ours":
        shutil.copytree(ROOT / ".github", tmp_path / ".github", dirs_exist_ok=True)
        shutil.copy(ROOT / "action.yml", tmp_path)
    else:
        (tmp_path / "data").mkdir()
        start = Beginning(title="Roads", datasets={"a": "A"}, ranked=["a"], program="")
        for name, content in start.files().items():
            (tmp_path / name).write_bytes(content)
    return tmp_path


def tool(name: str) -> str:
    """Return where a program is, beside this Python or on the PATH; skip the test if it is nowhere."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def loaded(text: str | bytes) -> Any:
    """Read YAML."""
    import yaml

    return yaml.safe_load(text)


def texts(folder: Path) -> Iterator[Path]:
    """Give the workflows and the action in a folder."""
    yield from sorted(folder.glob(".github/workflows/*.yml"))
    yield from sorted(folder.glob("action.yml"))


def scripts(value: Any) -> Iterator[str]:
    """Give whatever a shell is given, anywhere in a workflow."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "run":
                yield str(below)
            yield from scripts(below)
    elif isinstance(value, list):
        for below in value:
            yield from scripts(below)


def test_actionlint_finds_nothing(repository: Path) -> None:
    """No workflow says what GitHub would not take."""
    workflows = sorted(map(str, repository.glob(".github/workflows/*.yml")))

    answer = subprocess.run([tool("actionlint"), *workflows], capture_output=True, text=True, check=False)

    assert answer.stdout + answer.stderr == ""
    assert answer.returncode == 0


def test_zizmor_finds_nothing(repository: Path) -> None:
    """No workflow lets strangers run what they wrote, with any right."""
    command = [
        tool("zizmor"),
        "--offline",
        "--no-progress",
        "--quiet",
        "--collect=all",
        "--strict-collection",
        ".",
    ]

    answer = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_no_text_becomes_a_part_of_a_script(repository: Path) -> None:
    """A shell gets what others say as variables."""
    found = [script for path in texts(repository) for script in scripts(loaded(path.read_text("utf-8")))]

    assert found
    assert [script for script in found if re.search(r"\$\{\{(?!\s*matrix\.)", script)] == []


def test_actions_of_others_are_pinned(repository: Path) -> None:
    """By a hash, with what it is called behind it."""
    used = [
        line.split("uses:")[1].strip()
        for path in texts(repository)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]

    assert used
    assert [one for one in used if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v[\d.]+", one)] == []


def test_what_may_write_takes_nothing_from_a_pull_request() -> None:
    """The workflow that comments checks nothing out, installs nothing, and has no right beyond commenting."""
    start = Beginning(title="Roads", datasets={}, ranked=[], program="")
    workflow = loaded(start.files()[".github/workflows/leaderboard-comment.yml"])
    (job,) = workflow["jobs"].values()

    assert workflow["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step] == [
        "actions/download-artifact"
    ]
    (script,) = scripts(job)
    assert re.findall(r"\b(?:git|pip|python|leaderboard|eval|source|bash|sh)\b(?! found)", script) == []


def test_what_a_pull_request_runs_may_only_read() -> None:
    """Whoever opens one runs what stands in it."""
    start = Beginning(title="Roads", datasets={}, ranked=[], program="")
    workflow = loaded(start.files()[".github/workflows/leaderboard.yml"])

    assert workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["if"] == "github.event_name == 'push'"
    assert "pull_request_target" not in str(workflow)
