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


HOSTILE = "$(touch run) `touch run` ${{ github.token }}\n::set-output name=x::y\n'; touch run; '\n"


def run_as_a_step(script: str, folder: Path, commands: dict[str, str], **said: str) -> str:
    """Run the script of a step as GitHub does, with stand-ins for *commands*; return what they were given."""
    for name, text in commands.items():
        (folder / "bin").mkdir(exist_ok=True)
        (folder / "bin" / name).write_text(f'#!/bin/sh\necho "$0 $@" >> "$TOLD"\n{text}\n', encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)
    environment = {
        "PATH": f"{folder / 'bin'}:/usr/bin:/bin",
        "TOLD": str(folder / "told"),
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "GITHUB_REPOSITORY": "us/board",
        **said,
    }
    bash = tool("bash")
    subprocess.run([bash, "-e", "-c", script], cwd=folder, env=environment, check=True)
    told = folder / "told"
    return told.read_text(encoding="utf-8") if told.exists() else ""


def steps(name: str) -> list[dict[str, Any]]:
    """Return the steps with a script of the first job of a workflow that ``init`` writes."""
    start = Beginning(title="Roads", datasets={}, ranked=[], program="")
    jobs = loaded(start.files()[f".github/workflows/{name}"])["jobs"]
    return [step for step in next(iter(jobs.values()))["steps"] if "run" in step]


def test_what_a_pull_request_says_is_posted_as_text(tmp_path: Path) -> None:
    """Nothing in it is run; where there was a comment before, that is replaced."""
    (tmp_path / "comment.md").write_text(HOSTILE, encoding="utf-8")
    (script,) = steps("leaderboard-comment.yml")
    gh = """
case "$*" in
*/pulls*) echo 7 ;;
*PATCH*) ;;
*/comments*--jq*) [ ! -f "$RUNNER_TEMP/posted" ] || echo 11 ;;
*) cp "$RUNNER_TEMP/body.md" "$RUNNER_TEMP/posted" ;;
esac"""

    for _ in range(2):
        told = run_as_a_step(
            script["run"], tmp_path, {"gh": gh}, FOUND=str(tmp_path / "comment.md"), HEAD="0" * 40
        )

    assert (tmp_path / "posted").read_text("utf-8") == f"<!-- what leaderboard found -->\n{HOSTILE}"
    assert told.count("repos/us/board/issues/7/comments -F body=@") == 1
    assert told.count("PATCH repos/us/board/issues/comments/11 -F body=@") == 1
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("kind", ["link", "empty", "nothing"])
def test_what_is_no_comment_is_not_posted(tmp_path: Path, kind: str) -> None:
    """A link would post another file of the machine."""
    found = tmp_path / "comment.md"
    if kind == "link":
        (tmp_path / "secret").write_text("secret")
        found.symlink_to(tmp_path / "secret")
    elif kind == "empty":
        found.touch()
    (script,) = steps("leaderboard-comment.yml")

    told = run_as_a_step(script["run"], tmp_path, {"gh": "echo 7"}, FOUND=str(found), HEAD="0" * 40)

    assert told == ""


def test_what_changes_is_shown_and_may_fail_the_run(tmp_path: Path) -> None:
    """What the program writes of the pull request goes into the summary and a file, also where that fails."""
    (*_, script) = steps("leaderboard.yml")
    program = f"cat <<'E'\n{HOSTILE}E\nexit 1"

    with pytest.raises(subprocess.CalledProcessError):
        run_as_a_step(script["run"], tmp_path, {"leaderboard": program}, BASE="abc")

    for path in (tmp_path / "summary", tmp_path / "comment" / "comment.md"):
        assert path.read_text(encoding="utf-8") == HOSTILE
    assert not (tmp_path / "run").exists()
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert told.endswith("leaderboard diff abc...HEAD --format markdown --fail-on removed\n")


def test_what_the_action_is_told_is_text(tmp_path: Path) -> None:
    """Its inputs reach the program as they are, and no shell takes them for more."""
    text = "$(touch run) `touch run`; touch run"
    action = loaded((ROOT / "action.yml").read_text(encoding="utf-8"))
    given = {
        "DATA": text,
        "README": "a.md b.md",
        "FAIL_ON": text,
        "STRICT": "--strict",
        "PROGRAM": text,
        "BASE": "abc",
    }

    for script in scripts(action["runs"]["steps"]):
        stand_ins = {"leaderboard": "echo said", "python": ""}
        run_as_a_step(script, tmp_path, stand_ins, GITHUB_OUTPUT=str(tmp_path / "output"), **given)

    assert not (tmp_path / "run").exists()
    told = (tmp_path / "told").read_text(encoding="utf-8").replace(f"{tmp_path / 'bin'}/", "").splitlines()
    assert told == [
        f"python -m pip install -q {text}",
        f"leaderboard diff abc...HEAD --data {text} --fail-on {text} --format markdown",
        f"leaderboard check --strict {text} --format github",
        f"leaderboard sync --check --data {text} -- a.md b.md",
    ]
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"comment={tmp_path}/comment/comment.md\n"
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "said\n"


def test_what_a_pull_request_runs_may_only_read() -> None:
    """Whoever opens one runs what stands in it."""
    start = Beginning(title="Roads", datasets={}, ranked=[], program="")
    workflow = loaded(start.files()[".github/workflows/leaderboard.yml"])

    assert workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["if"] == "github.event_name == 'push'"
    assert "pull_request_target" not in str(workflow)
