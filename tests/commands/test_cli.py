"""What all commands have in common: help, errors, options for input and output."""

import errno
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import repository
from typer.testing import Result

from leaderboard import __version__
from leaderboard.cli import COMMANDS, CONTENTS, PARTS
from leaderboard.reading import shipped

GIVEN = {
    "show": ["PSPNet"],
    "compare": ["PSPNet", "GCN"],
    "cite": ["PSPNet"],
    "open": ["PSPNet"],
    "publish": ["nowhere"],
    "correct": ["PSPNet", "-d", "voc12", "--miou", "82.5"],
    "rename": ["PSPNet", "PSP"],
    "remove": ["PSPNet", "-d", "voc12"],
}
"""What commands have to be given, such as those that are about networks."""

every_command = pytest.mark.parametrize("command", COMMANDS)


def plain(text: str) -> str:
    """Take the line breaks of help away."""
    return " ".join(text.split())


def test_help_lists_the_commands_in_their_panels(run: Callable[..., Result]) -> None:
    """One line each, in the order of the table of contents."""
    lines = run("--help").stdout.splitlines()

    listed = [words[0] for line in lines if len(words := line.split()) > 2 and words[0] in COMMANDS]
    assert listed == [
        "top",
        "show",
        "compare",
        "overall",
        "history",
        "tradeoff",
        "datasets",
        "papers",
        "log",
        "diff",
        "export",
        "cite",
        "publish",
        "open",
        "add",
        "correct",
        "rename",
        "remove",
        "import",
        "check",
        "sync",
        "init",
    ]
    assert [line for line in lines if line.endswith(":")] == ["Look:", "Share:", "Keep:"]


def test_without_words_shows_the_help(run: Callable[..., Result]) -> None:
    """Somebody who types just the name wants to know what there is."""
    assert run().stdout == run("--help").stdout


def test_says_its_version(run: Callable[..., Result]) -> None:
    """On stdout, for scripts."""
    assert run("--version").stdout == f"leaderboard {__version__}\n"


METAFILE = """\
Models:
- Name: psp_r50_cityscapes
  In Collection: PSPNet
  Results: {Task: Semantic Segmentation, Dataset: Cityscapes, Metrics: {mIoU: 77.85}}
"""


@pytest.mark.parametrize("command", [*COMMANDS, *PARTS])
def test_every_command_has_examples_that_run(
    run: Callable[..., Result], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two or three at the end of its help, and each does what it says."""
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    monkeypatch.chdir(tmp_path)
    Path("ours.csv").write_text("network,dataset,score\nTinyNet,potholes,61.0\n", encoding="utf-8")
    monkeypatch.setenv("LEADERBOARD_DATA", str(shutil.copytree(shipped(), "board")))  # some commands write
    Path("results.md").write_text("| Network | Cityscapes |\n|---|---|\n| DANet | 81.5 |\n", encoding="utf-8")
    Path("metafiles").mkdir()
    Path("metafiles/metafile.yml").write_text(METAFILE, encoding="utf-8")
    (tmp_path / "README.md").write_text("<!-- leaderboard: top -->\n<!-- /leaderboard -->\n")
    (tmp_path / "leaderboard.toml").write_text('title = "Ours"\n')
    repository.commit(tmp_path, "Begin")
    text = run(*command.split(), "--help").stdout
    examples = re.findall(r"^ +leaderboard (.+?) *$", text.partition("Examples:")[2], re.MULTILINE)

    for example in examples:
        run(*shlex.split(example))

    assert len(examples) in {2, 3}
    assert all(example.startswith(f"{command} ") or example == command for example in examples)


@every_command
def test_help_of_the_program_says_what_that_of_the_command_says(
    run: Callable[..., Result], command: str
) -> None:
    """The table of contents quotes the first line of each command."""
    (line,) = [lines[command] for lines in CONTENTS.values() if command in lines]

    assert plain(run(command, "--help").stdout).split(" Examples:")[0].count(line) == 1


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "init"])
def test_every_command_takes_data(run: Callable[..., Result], command: str) -> None:
    """Whatever can be asked of the shipped board can be asked of one's own."""
    assert "--data" in run(command, "--help").stdout


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command not in {"sync", "import", "init"}]
)
def test_data_that_is_not_there_is_one_line(run: Callable[..., Result], command: str) -> None:
    """With the path, on stderr, and nothing on stdout; import would make it."""
    words = GIVEN.get(command, [])

    answer = run(command, *words, "--data", "/nowhere/at-all", exit_code=1)

    assert answer.stderr == "error: /nowhere/at-all: no such file or folder\n"
    assert answer.stdout == ""


def test_data_can_come_from_the_environment(
    run: Callable[..., Result], own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """LEADERBOARD_DATA stands for --data."""
    monkeypatch.setenv("LEADERBOARD_DATA", str(own("network,dataset,miou\nMyNet,cityscapes,83.1\n")))

    assert "  1   MyNet     83.1\n" in run("top", "-d", "cityscapes").stdout


def test_what_cannot_be_used_is_one_line_with_the_place(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """File and line come first, as compilers write them; the rest is read, and stdout stays data."""
    data = own("network,dataset,miou\nA,cityscapes,80\nB,cityscapes,eighty\n")

    answer = run("top", "--data", data, "-d", "cityscapes", "-f", "tsv")

    assert answer.stderr == f"note: not used: {data}:3: 'eighty' is no number (B on cityscapes)\n"
    assert [line.split("\t")[1] for line in answer.stdout.splitlines()] == ["network", "A"]


def test_of_much_that_cannot_be_used_the_first_five_are_named(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """And how many there are, with what lists them all."""
    rows = "".join(f"N{number},cityscapes,bad\n" for number in range(6))
    data = own(f"network,dataset,miou\nA,cityscapes,80\n{rows}")

    lines = run("top", "--data", data).stderr.splitlines()

    assert [line.partition(": ")[2].partition(" (")[0] for line in lines[:-1]] == [
        f"not used: {data}:{line}: 'bad' is no number" for line in range(3, 8)
    ]
    assert lines[-1] == (
        f"note: not used: 6 cells, rows or tables in all; 'leaderboard check {data}' lists them"
    )


def test_data_of_which_nothing_can_be_used_is_an_error(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """There is no answer; the line says what is nearest to a score."""
    data = own("network,dataset,miou\nA,cityscapes,bad\n")

    answer = run("top", "--data", data, exit_code=1)

    assert answer.stderr == (
        f"error: {data}:1: no cell of the column 'miou' is a number: 'bad';"
        " the columns are 'network', 'dataset', 'miou'\n"
    )
    assert answer.stdout == ""


@pytest.mark.parametrize(
    ("words", "named", "see"),
    [
        (["tpo"], ["'tpo'", "'top'"], "leaderboard"),
        (["top", "--limit", 0], ["--limit", "0"], "leaderboard top"),
        (["top", "-n", "ten"], ["--limit", "'ten'"], "leaderboard top"),
        (["top", "--sinc", 2018], ["--sinc", "--since"], "leaderboard top"),
        (["overall", "--min-datasets", 0], ["--min-datasets", "0"], "leaderboard overall"),
        (["show"], ["NETWORK"], "leaderboard show"),
        (["compare"], ["NETWORK"], "leaderboard compare"),
    ],
)
def test_wrong_usage_is_one_line(
    run: Callable[..., Result], words: list[object], named: list[str], see: str
) -> None:
    """It names what is wrong and where to read on, with exit status 2; the words between are typer's."""
    answer = run(*words, exit_code=2)

    assert re.fullmatch(rf"error: [a-z].*[^.] \(see '{see} --help'\)\n", answer.stderr)
    assert [name for name in named if name not in answer.stderr] == []
    assert answer.stdout == ""


def test_an_option_without_its_value_is_one_line(run: Callable[..., Result]) -> None:
    """It names the option, with exit status 2."""
    answer = run("top", "--dataset", exit_code=2)

    assert re.fullmatch(r"error: [a-z].*'--dataset'.*[^.]\n", answer.stderr)


def test_an_unknown_format_is_one_line_with_near_names(run: Callable[..., Result]) -> None:
    """With exit status 2, as all that makes no sense whatever the data says."""
    answer = run("top", "-f", "markdwon", exit_code=2)

    assert answer.stderr == "error: no format named 'markdwon'; did you mean 'markdown'?\n"
    assert answer.stdout == ""


def test_an_unknown_dataset_is_one_line_with_near_names(run: Callable[..., Result]) -> None:
    """The mend is in the message."""
    answer = run("top", "-d", "citscapes", exit_code=1)

    assert answer.stderr == "error: no dataset named 'citscapes'; did you mean 'cityscapes'?\n"


def test_a_name_that_would_steer_the_terminal_is_made_visible_in_errors(run: Callable[..., Result]) -> None:
    """An escape sequence is not passed on."""
    answer = run("top", "--data", "/no\x1b[31m\nwhere", exit_code=1)

    assert answer.stderr == "error: /no\\x1b[31m\\nwhere: no such file or folder\n"


def test_a_bug_keeps_its_traceback(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only errors that a user can mend become messages."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("leaderboard.terminal.options.data.with_places", broken)

    with pytest.raises(ZeroDivisionError):
        run("top")


@pytest.mark.parametrize(
    "words",
    [
        ["add", "--network", "A", "-d", "rooms", "--miou", "40", "--source", "x", "--data"],
        ["import", "list.csv", "--write", "--data"],
        ["import", "list.csv", "--data"],
        ["check"],
        ["top", "-d", "rooms", "--data"],
    ],
)
@pytest.mark.parametrize("name", ["closed/own.csv", "closed"])
def test_a_folder_that_may_not_be_entered_is_one_line(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], name: str
) -> None:
    """Root may enter every folder, so the system is made to say that this one is closed."""
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("network,dataset,miou\nA,rooms,40\n")
    Path("closed").mkdir()
    Path("closed/own.csv").write_text("network,dataset,miou\n")
    Path("closed/results.csv").write_text("network,dataset,miou\n")
    stat = os.stat

    def closed(path: str | Path | int, **given: Any) -> os.stat_result:
        if not isinstance(path, int) and Path(path).parent.name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, **given)

    monkeypatch.setattr(os, "stat", closed)
    answer = run(*words, name, exit_code=1)

    assert answer.stderr.startswith(f"error: {name}")
    assert answer.stderr.count("\n") == 1
