"""The help of the commands, and what is said to a slip in the name of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer

from leaderboard.cli import COMMANDS, PARTS, Program, app

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

SCREEN = 24
WIDTH = 80

every_command = pytest.mark.parametrize("command", [*COMMANDS, *PARTS])


def options_of(command: str) -> list[str]:
    """Return the long names of the options of a command."""
    program = typer.main.get_command(app)
    assert isinstance(program, Program)
    found = [name for one in program.commands[command].params for name in one.opts]
    return [name for name in found if name.startswith("--")]


@every_command
def test_help_fits_a_screen(run: Callable[..., Result], command: str) -> None:
    """With a line left for the prompt; an option that is rarely needed belongs in a panel."""
    lines = run(*command.split(), "--help").stdout.splitlines()

    assert len(lines) < SCREEN
    assert [line for line in lines if len(line) > WIDTH] == []


@every_command
def test_all_of_help_has_every_option(run: Callable[..., Result], command: str) -> None:
    """Each with what it means."""
    text = run(*command.split(), "--help-all").stdout

    assert [name for name in options_of(command) if f"{name} " not in text] == []
    assert [line for line in text.splitlines() if re.fullmatch(r" +(-\w, )?--\S+( \S+)?", line)] == []


@every_command
def test_help_is_plain_english(run: Callable[..., Result], command: str) -> None:
    """A reader who learned English at school understands it at once."""
    text = run(*command.split(), "--help-all").stdout

    assert re.findall(r"<bool>|\bso (?:many|much)\b|\bis not said\b|\b\w+ so:|\bLikewise\b", text) == []


@pytest.mark.parametrize("command", ["top", "add dataset"])
def test_the_word_help_does_the_same(run: Callable[..., Result], command: str) -> None:
    """Before the name of a command, as with git."""
    assert run("help", *command.split()).stdout == run(*command.split(), "--help").stdout


def test_the_word_help_alone_shows_the_commands(run: Callable[..., Result]) -> None:
    """As the name of the program alone does."""
    assert run("help").stdout == run("--help").stdout


@pytest.mark.parametrize("width", [40, 60, 200])
def test_help_goes_with_the_width(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Lines are broken, and not made longer than is easy to read; examples are copied, and stay whole."""
    monkeypatch.setenv("COLUMNS", str(width))

    text = run("top", "--help-all").stdout.partition("Examples:")[0]

    assert max(map(len, text.splitlines())) <= min(width, 100)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["datset"], "no command named 'datset'; did you mean 'datasets'? (see 'leaderboard --help')"),
        (["TOP"], "no command named 'TOP'; did you mean 'top'? (see 'leaderboard --help')"),
        (["help", "exprot"], "no command named 'exprot'; did you mean 'export'? (see 'leaderboard --help')"),
        (["xyzzy"], "no command named 'xyzzy' (see 'leaderboard --help')"),
        (
            ["add", "papr"],
            "no command named 'add papr'; did you mean 'add paper'? (see 'leaderboard --help')",
        ),
        (
            ["top", "--fromat", "csv"],
            "no option named '--fromat'; did you mean '--format'? (see 'leaderboard top --help')",
        ),
        (["top", "-Z"], "no option named '-Z' (see 'leaderboard top --help')"),
    ],
)
def test_a_slip_is_answered_with_near_names(
    run: Callable[..., Result], words: list[str], message: str
) -> None:
    """Of commands and of options, as of everything else."""
    assert run(*words, exit_code=2).stderr == f"error: {message}\n"


def test_on_a_small_terminal_all_commands_are_seen() -> None:
    """In 24 lines of 80 columns, the prompt included; a dumb one gets no codes, and nobody gets frames."""
    from terminals import on_terminal

    shown = on_terminal(width=WIDTH, height=SCREEN, TERM="dumb")

    assert len(shown.splitlines()) < SCREEN
    assert [command for command in COMMANDS if f" {command} " not in shown] == []
    assert not re.search("[\x1b─│╭]", shown)


def test_conditions_are_the_same_wherever_a_score_is_named(run: Callable[..., Result]) -> None:
    """One name, one meaning: in add, correct and remove; a line is only there for scores that are there."""
    texts = [run(command, "--help-all").stdout for command in ("add", "correct", "remove")]

    panels = [text.partition("Conditions of the score:\n")[2].partition("\n\n")[0] for text in texts]
    rows = [[line for line in panel.splitlines() if "--line" not in line] for panel in panels]
    assert len(rows[0]) >= 8
    assert rows[0] == rows[1] == rows[2]
