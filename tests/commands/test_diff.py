"""``leaderboard diff``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from repository import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

BEFORE = "network,dataset,miou,split,source\nAlpha,streets,82.0,test,one\nBeta,streets,81.0,test,one\n"
DROPPED = BEFORE.replace("82.0", "80.0")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of tables below a repository, and work in that."""
    root = tmp_path / "repo"
    (root / "data").mkdir(parents=True)
    write(root / "data", BEFORE)
    commit(root, "Begin")
    git(root, "tag", "v1")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return root / "data"


def write(folder: Path, text: str) -> None:
    """Write the scores."""
    (folder / "results.csv").write_text(text, encoding="utf-8")


def test_the_work_tree_is_compared_with_the_last_commit(run: Callable[..., Result], data: Path) -> None:
    """The whole screen, on 80 columns."""
    write(data, DROPPED)

    assert (
        run("diff", "--data", data).stdout
        == """\
 From HEAD to the work tree

 1 corrected · 1 record won · 1 record lost on 1 board

 streets test · mIoU

  Change      Network   Before    Now   Place   Record
  moved       Beta        81.0   81.0   2 → 1   won
  corrected   Alpha       82.0   80.0   1 → 2   lost
"""
    )


def test_where_nothing_changed_that_is_said(run: Callable[..., Result], data: Path) -> None:
    """The other files of the repository do not count."""
    (data.parent / "README.md").write_text("new", encoding="utf-8")

    answer = run("diff", "--exit-code", "--data", data)

    assert answer.stdout == " From HEAD to the work tree\n\n no score changed\n"
    assert json.loads(run("diff", "--data", data, "--format", "json").stdout) == []


@pytest.mark.parametrize(
    "words",
    [
        ["v1", "HEAD"],
        ["v1..HEAD"],
        ["v1.."],
        ["v1...HEAD"],
        ["HEAD~1", "main"],
        ["v1"],
        ["HEAD^"],
        ["v1", "data"],
    ],
)
def test_versions_are_named_as_git_names_them(
    run: Callable[..., Result], data: Path, words: list[str]
) -> None:
    """Two, a range, or one and the work tree; folders and files, too."""
    write(data, DROPPED)
    commit(data.parent, "Drop")

    rows = json.loads(run("diff", *words, "--data", "data", "--format", "json").stdout)

    assert [(row["network"], row["score_before"], row["score"]) for row in rows] == [
        ("Beta", 81.0, 81.0),
        ("Alpha", 82.0, 80.0),
    ]


def test_three_dots_begin_where_a_branch_left(run: Callable[..., Result], data: Path) -> None:
    """What happened on main meanwhile is no change of the branch."""
    root = data.parent
    git(root, "checkout", "--quiet", "-b", "branch")
    write(data, BEFORE + "Gamma,streets,70.0,test,one\n")
    commit(root, "Gamma")
    git(root, "checkout", "--quiet", "main")
    write(data, DROPPED)
    commit(root, "Drop")

    two, three = (
        run("diff", f"main{dots}branch", "--data", data, "--format", "json").stdout for dots in ("..", "...")
    )

    assert {row["network"] for row in json.loads(two)} == {"Alpha", "Beta", "Gamma"}
    assert [row["network"] for row in json.loads(three)] == ["Gamma"]


def test_two_files_of_any_format_are_compared(run: Callable[..., Result], tmp_path: Path) -> None:
    """Without any repository."""
    old, new = tmp_path / "old.md", tmp_path / "new.csv"
    old.write_text("| Network | Cityscapes |\n|---|---|\n| A | 70.1 |\n", encoding="utf-8")
    new.write_text("network,dataset,miou\nA,cityscapes,70.4\n", encoding="utf-8")

    (row,) = json.loads(run("diff", old, new, "--format", "json").stdout)

    assert (row["change"], row["score_before"], row["score"]) == ("corrected", 70.1, 70.4)


def test_exit_code_says_whether_anything_changed(run: Callable[..., Result], data: Path) -> None:
    """As that of git does; without it, a difference is no failure."""
    write(data, DROPPED)

    run("diff", "--data", data)
    run("diff", "--data", data, "--exit-code", exit_code=1)
    run("diff", "--data", data, "-d", "streets", "--exit-code", exit_code=1)


@pytest.mark.parametrize("format_", ["table", "json", "github", "markdown"])
def test_a_rule_that_is_broken_fails_and_says_which(
    run: Callable[..., Result], data: Path, format_: str
) -> None:
    """Whatever the format, the answer stands on stdout all the same."""
    write(data, DROPPED)

    answer = run("diff", "--data", data, "--fail-on", "removed,drop=1.5", "-f", format_, exit_code=1)

    assert answer.stderr == (
        "drop=1.5: Alpha on streets test · mIoU: corrected: 82.0 → 80.0, place 1 → 2, record lost,"
        " 2.0 worse than before\n"
    )
    assert "Alpha" in answer.stdout
    run("diff", "--data", data, "--fail-on", "drop=2", "--fail-on", "removed", "-f", format_)


def test_a_rule_that_does_not_exist_is_wrong_usage(run: Callable[..., Result], data: Path) -> None:
    """Before anything is read."""
    answer = run("diff", "--data", data, "--fail-on", "record-list", exit_code=2)

    assert answer.stderr.startswith("error: no rule 'record-list' for --fail-on; the rules are record-won, ")
    run("diff", "--data", data, "--fail-on", ",", exit_code=2)


def test_annotations_stand_at_the_lines_of_scores(run: Callable[..., Result], data: Path) -> None:
    """An error where a rule is broken, a warning where something got worse, else a notice."""
    write(data, DROPPED + "Gamma,streets,70.0,test,one\n")
    at, board = "file=data/results.csv,", "streets test · mIoU"
    lost = "place 1 → 2, record lost, 2.0 worse than before"

    lines = run("diff", "--data", "data", "--fail-on", "new", "-f", "github", exit_code=1).stdout.splitlines()

    assert lines == [
        f"::notice {at}line=3,title=moved::Beta on {board}: moved: 81.0, place 2 → 1, record won",
        f"::warning {at}line=2,title=corrected::Alpha on {board}: corrected: 82.0 → 80.0, {lost}",
        f"::error {at}line=4,title=new%3A new::Gamma on {board}: new: 70.0, place 3",
    ]


def test_annotations_are_as_many_as_are_shown(run: Callable[..., Result], data: Path) -> None:
    """GitHub drops what is more; that there is more is said."""
    write(data, BEFORE + "".join(f"Net{n},streets,{n}.0,test,one\n" for n in range(30)))

    lines = run("diff", "--data", "data", "-f", "github").stdout.splitlines()

    assert len(lines) == 11
    assert lines[-1].startswith("::notice::20 more changes")


HOSTILE = """"@octocat <img src=x onerror=alert(1)> [a](javascript:x) `b` org/repo#12 GH-3",streets,90.0,test,@team
"x
::error file=a::b",streets,60.0,test,##[add-mask]x
"""


def test_a_hostile_name_is_inert_in_a_comment(run: Callable[..., Result], data: Path) -> None:
    """Nobody is mentioned, nothing referred to, no markup means anything."""
    write(data, BEFORE + HOSTILE)

    text = run("diff", "--data", data, "--format", "markdown").stdout

    assert not re.search(r"@\w|#\d|GH-\d", text)
    assert not re.search(r"(?<!\\)(<img|\[a\]|`)", text)
    assert not re.search(r"^\s*::|##\[", text, re.MULTILINE)
    assert "@\u200boctocat" in text


def test_a_hostile_name_gives_no_command(run: Callable[..., Result], data: Path) -> None:
    """Each annotation is one line, on stdout and on stderr."""
    write(data, BEFORE + HOSTILE)

    answer = run("diff", "--data", data, "-f", "github", "--fail-on", "new", exit_code=1)

    assert [line.partition(" ")[0] for line in answer.stdout.splitlines()] == [
        "::error",
        "::warning",
        "::error",
    ]
    assert not re.search(r"^\s*::|##\[", answer.stderr, re.MULTILINE)


def test_a_metric_with_an_at_sign_stays(run: Callable[..., Result], data: Path) -> None:
    """It mentions nobody."""
    write(data, "network,dataset,metric,score,split\nAlpha,streets,Acc@1,82.0,test\n")

    assert "Acc@1" in run("diff", "--all", "--data", data, "--format", "markdown").stdout


def test_everything_that_is_new_is_one_line(run: Callable[..., Result], data: Path) -> None:
    """As in the first commit."""
    (data.parent / "more").mkdir()
    write(data.parent / "more", BEFORE)

    answer = run("diff", "--data", "more")

    assert "everything is new: 2 scores of 2 networks on 1 board · --all shows them\n" in answer.stdout
    assert "Alpha" in run("diff", "--data", "more", "--all").stdout


@pytest.mark.parametrize("left", [None, "network,dataset,miou,split,source\n"])
def test_a_change_that_deletes_everything_fails_the_gate(
    run: Callable[..., Result], data: Path, left: str | None
) -> None:
    """Whether the table is gone or empty."""
    write(data, left) if left else (data / "results.csv").unlink()
    commit(data.parent, "Delete")

    for words in (["v1..HEAD"], ["v1"]):
        answer = run("diff", *words, "--data", "data", "--fail-on", "removed", exit_code=1)
        assert "everything was removed: 2 scores of 2 networks on 1 board" in answer.stdout
        assert answer.stderr.startswith("removed: Alpha on streets test")


def test_a_folder_that_was_moved_is_the_same_board(run: Callable[..., Result], data: Path) -> None:
    """Committed, or only told to git."""
    git(data.parent, "mv", "data", "board")

    moved = run("diff", "--data", "board").stdout
    commit(data.parent, "Move")

    assert moved == " From HEAD:data to the work tree\n\n no score changed\n"
    assert run("diff", "HEAD~1..HEAD", "--data", "board").stdout.splitlines()[2] == " no score changed"
    assert run("diff", "HEAD~1..HEAD", "--data", "data").stdout.splitlines()[2] == " no score changed"


def test_two_boards_in_one_repository_stay_apart(run: Callable[..., Result], data: Path) -> None:
    """Only the one that is named is looked at."""
    (data.parent / "other").mkdir()
    write(data.parent / "other", BEFORE)
    commit(data.parent, "Another")
    write(data, DROPPED)

    run("diff", "--data", "other", "--exit-code")
    run("diff", "--data", "data", "--exit-code", exit_code=1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            BEFORE + "<<<<<<< HEAD\nX,streets,1,test,a\n=======\nX,streets,2,test,a\n>>>>>>> branch\n",
            ":4: a merge left",
        ),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 3\n", ": a pointer of Git LFS"),
        ("\0\1\2\x7f", ":"),
    ],
)
def test_what_is_no_data_is_one_line(run: Callable[..., Result], data: Path, text: str, problem: str) -> None:
    """In the work tree and at a revision, which the line names."""
    write(data, text)
    here = run("diff", "--data", "data", exit_code=1)
    commit(data.parent, "Damage")
    write(data, BEFORE)

    there = run("diff", "--data", "data", exit_code=1)

    assert here.stderr.startswith(f"error: data/results.csv{problem}")
    assert there.stderr.startswith(f"error: HEAD:data/results.csv{problem}")
    assert (len(here.stderr.splitlines()), len(there.stderr.splitlines())) == (1, 1)
    assert here.stdout == there.stdout == ""


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (["nope"], 1, "no revision 'nope' in "),
        (["--", "--output=x"], 1, "no revision '--output=x' in "),
        (["v1..HEAD", "v1"], 2, "'v1..HEAD' names two revisions"),
        (["both"], 2, "'both' is a path and a revision"),
        (["v1", "--data", "elsewhere"], 1, "v1:elsewhere: no data there"),
        (["-f", "github", "-o", "x"], 2, "annotations are for the log"),
        (["-d", "nope"], 1, "no dataset named 'nope'"),
        (["--metric", "nope"], 1, "no metric named 'nope'"),
        (["v1", "--data", "https://example.org/a.csv"], 2, "only files and folders"),
    ],
)
def test_wrong_words_are_one_line(
    run: Callable[..., Result], data: Path, words: list[str], status: int, problem: str
) -> None:
    """Each says what is wrong, and nothing is written."""
    git(data.parent, "tag", "both")
    (data.parent / "both").mkdir()

    answer = run("diff", "--data", "data", *words, exit_code=status)

    assert answer.stderr.startswith(f"error: {problem}")
    assert not (data.parent / "x").exists()
    assert (len(answer.stderr.splitlines()), answer.stdout) == (1, "")


def test_many_changes_of_a_board_are_counted(run: Callable[..., Result], data: Path) -> None:
    """A comment stays short; all of them are to be had."""
    write(data, BEFORE + "".join(f"Net{n},streets,{n}.0,test,one\n" for n in range(30)))

    assert "\n 10 more: 10 new · --all shows them\n" in run("diff", "--data", data).stdout
    assert "10 more" not in run("diff", "--data", data, "--all").stdout
    assert len(json.loads(run("diff", "--data", data, "-f", "json").stdout)) == 30


def test_many_boards_are_counted(run: Callable[..., Result], data: Path) -> None:
    """Likewise."""
    write(data, BEFORE + "".join(f"Alpha,set{n},{n}.0,test,one\n" for n in range(40)))

    answer = run("diff", "--data", data).stdout

    assert answer.endswith("\n 10 more boards changed · --all shows them\n")
    assert "more boards" not in run("diff", "--data", data, "--all").stdout


@pytest.mark.parametrize("option", ["--standalone", "--spreadsheet-safe"])
def test_annotations_are_no_text_of_a_table(run: Callable[..., Result], data: Path, option: str) -> None:
    """What changes such a text is refused, not passed over."""
    answer = run("diff", "--data", data, "-f", "github", option, exit_code=2)

    assert answer.stderr.startswith(f"error: {option} is for ")


def test_one_metric_can_be_chosen(run: Callable[..., Result], tmp_path: Path) -> None:
    """Changes in the others are not shown, and break no rule."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("network,dataset,F1,latency\nAlpha,d,80,5\nBeta,d,81,6\n", encoding="utf-8")
    new.write_text("network,dataset,F1,latency\nAlpha,d,80,9\nBeta,d,81,6\n", encoding="utf-8")

    assert " d · latency\n" in run("diff", old, new, "--metric", "Latency").stdout
    assert "no score changed" in run("diff", old, new, "--metric", "f1", "--fail-on", "corrected").stdout
