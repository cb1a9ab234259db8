"""Completion of what is being typed, as the shell asks for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from typer._completion_classes import BashComplete
from typer._completion_shared import COMPLETION_SCRIPT_POWER_SHELL, Shells
from typer.testing import CliRunner, Result

import leaderboard
from leaderboard.cli import app
from leaderboard.terminal.shells import SHELLS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write
    from web import Web

Ask: TypeAlias = Callable[..., list[str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask as a shell does when TAB is pressed at the end of a line, and return the lines it gets."""
    monkeypatch.delenv("LEADERBOARD_DATA", raising=False)

    def ask(line: str, shell: str = "bash") -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_LEADERBOARD_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        answer = CliRunner().invoke(app)
        assert answer.stderr == ""
        return answer.stdout.splitlines()

    return ask


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("leaderboard t", ["top", "tradeoff"]),
        ("leaderboard he", ["help"]),
        ("leaderboard help t", ["top", "tradeoff"]),
        ("leaderboard add ", ["dataset", "paper"]),
        ("leaderboard help add d", ["dataset"]),
        ("leaderboard add dataset d", []),
        ("leaderboard add paper psp", ["pspnet"]),
        ("leaderboard top ade", ["ade20k"]),
        ("leaderboard top camvid ADE", ["ade20k"]),
        ("leaderboard history cam", ["camvid"]),
        ("leaderboard tradeoff --front cam", ["camvid"]),
        ("leaderboard rename PSPN", ["PSPNet"]),
        ("leaderboard rename --dataset cam", ["camvid"]),
        ("leaderboard rename --paper pspn", ["pspnet"]),
        ("leaderboard remove icnet -d Cityscapes --variant ", ["PSPNet50"]),
        ("leaderboard correct ICNet --variant=p", ["'--variant=PSPNet50'"]),
        ("leaderboard add --network icnet -d camvid --variant ", []),
        ("leaderboard show PSPNet --metric m", ["mIoU"]),
        ("leaderboard log --format at", ["atom"]),
        ("leaderboard diff --format gi", ["github"]),
        ("leaderboard --install-completion z", ["zsh"]),
        ("leaderboard top --fo", ["--force", "--format"]),
        ("leaderboard top --dataset c", ["camvid", "cityscapes", "coco-stuff", "coco-stuff-10k"]),
        ("leaderboard show Deep", ["'Deeplab v2'", "DeepLab", "DeepLabv3", "DeepLabv3+"]),
        ("leaderboard open PSP", ["PSPNet"]),
        ("leaderboard top --network PSP", ["PSPNet"]),
        ("leaderboard top --format ma", ["markdown"]),
        ("leaderboard check --format j", ["json"]),
        ("leaderboard top --venue CVPR", ["CVPR", "CVPRW"]),
        ("leaderboard top --tag att", ["attention"]),
        ("leaderboard top --split ", ["test", "val"]),
        ("leaderboard top --evidence pa", ["paper"]),
        ("leaderboard papers --topic rev", ["review"]),
        ("leaderboard top --test-time m", ["multi-scale"]),
        ("leaderboard top --protocol l", ["'linear probe'"]),
        ("leaderboard tradeoff --device RTX", ["'RTX 2080 Ti'", "'RTX 3090'"]),
        ("leaderboard tradeoff --by p", ["params"]),
        ("leaderboard overall --method w", ["win-rate"]),
        ("leaderboard add --evidence rep", ["reproduced"]),
        ("leaderboard top --data /nowhere -d c", []),
        ("leaderboard show nonsense", []),
        ("leaderboard nonsense --what", []),
    ],
)
def test_completes(ask: Ask, line: str, expected: list[str]) -> None:
    """Commands, options and what they take; data that cannot be read completes to nothing."""
    assert sorted(ask(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("leaderboard T", ["top", "tradeoff"]),
        ("leaderboard show pspnet", ["PSPNet"]),
        ("leaderboard show DEEPLABV", ["DeepLabv3", "DeepLabv3+"]),
        ("leaderboard top --format MARK", ["markdown"]),
        ("leaderboard top --venue cvprw", ["CVPRW"]),
    ],
)
def test_case_does_not_matter(ask: Ask, line: str, expected: list[str]) -> None:
    """What comes out is written as it is in the data."""
    assert sorted(ask(line)) == expected


def test_what_was_typed_stays_where_names_differ_in_case(ask: Ask, write: Write) -> None:
    """Bash would cut it down to what the names have in common."""
    data = write("network,dataset,miou\nMixOne,x,1\nmIxTwo,x,1\n")

    assert ask(f"leaderboard show --data {data} mix") == ["mixOne", "mixTwo"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("leaderboard top --evidence paper,a", ["paper,aggregator", "paper,authors"]),
        ("leaderboard overall --datasets voc12,CI", ["voc12,cityscapes"]),
        ("leaderboard overall --datasets CI", ["cityscapes"]),
    ],
)
def test_the_last_of_a_list_is_completed(ask: Ask, line: str, expected: list[str]) -> None:
    """Behind a comma comes another one."""
    assert sorted(ask(line)) == expected


def test_completes_names_of_ones_own_data(ask: Ask, write: Write) -> None:
    """From the file that --data or the environment names."""
    data = write("network,dataset,score,venue\nMyNet,benchmark,1,Here; There\n")

    assert ask(f"leaderboard top --data {data} -d b") == ["benchmark"]
    assert ask(f"leaderboard top --data {data} --venue h") == ["'Here; There'"]


def test_completes_names_of_the_data_that_the_environment_names(
    ask: Ask, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the program reads it."""
    monkeypatch.setenv("LEADERBOARD_DATA", str(write("network,dataset,score\nMyNet,benchmark,1\n")))

    assert ask("leaderboard show M") == ["MyNet"]


def test_completes_names_of_the_board_of_a_repository(
    ask: Ask, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any folder of it; while its file cannot be read, there is nothing to complete."""
    (tmp_path / ".git").mkdir()
    write("network,dataset,score\nMyNet,benchmark,1\n")
    write('data = "own.csv"\n', "leaderboard.toml")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")

    assert ask("leaderboard show M") == ["MyNet"]
    write("data = 1\n", "leaderboard.toml")
    assert ask("leaderboard show M") == []


def test_completes_what_only_an_importer_can_read(ask: Ask, write: Write) -> None:
    """A Markdown table, for example."""
    data = write("| network | cityscapes | venue |\n|---|---|---|\n| MyNet | 80.1 | CVPR |\n", "own.md")

    assert ask(f"leaderboard show --data {data} m") == ["MyNet"]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "name", ["A\x1b[31mB", "A\x07B", "A\x9bB", "A\u202eB", "A\u2028B", "A\tB", "A\nB", "-AB", "--force"]
)
def test_what_steers_or_is_an_option_is_left_out(ask: Ask, write: Write, name: str, shell: str) -> None:
    """Control characters never come out, and nobody who completes a name means an option."""
    good = write("network,dataset,miou\nAll,x,1\n", "good.csv")
    bad = write(f'network,dataset,miou\n"{name}",x,1\nAll,x,1\n', "bad.csv")

    expected = ask(f"leaderboard show --data {good} ", shell)

    assert "All" in " ".join(expected)
    assert ask(f"leaderboard show --data {bad} ", shell) == expected


def test_a_name_that_looks_like_an_option_is_completed_where_options_have_ended(
    ask: Ask, write: Write
) -> None:
    """Behind two hyphens it is a name."""
    data = write("network,dataset,miou\n-AB,x,1\n")

    assert ask(f"leaderboard show --data {data} -- -a") == []
    assert ask(f"leaderboard show --data {data} -- -A") == ["-AB"]


@pytest.mark.parametrize("shell", SHELLS)
def test_what_an_option_prints_is_no_completion(ask: Ask, shell: str) -> None:
    """Zsh would run it."""
    assert "leaderboard" not in " ".join(ask("leaderboard --version t", shell))


def test_an_unknown_shell_gets_nothing(ask: Ask) -> None:
    """Typer might know it; what it would make of names, nobody here does."""
    assert ask("leaderboard show PSP", "nushell") == []


def test_fish_is_told_by_the_exit_status_whether_there_is_anything(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it completes names of files."""
    monkeypatch.setenv("_LEADERBOARD_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "leaderboard show PSP")
    run(exit_code=0)
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "leaderboard show nonsense")
    run(exit_code=1)


def test_options_and_commands_come_with_what_they_mean(ask: Ask) -> None:
    """In the shells that show it."""
    assert ask("leaderboard t", "fish")[0].split("\t") == [
        "top",
        "Rank the networks of a dataset, or show...",
    ]
    assert ask("leaderboard t", "pwsh")[0].split(":::") == [
        "top",
        "Rank the networks of a dataset, or show...",
    ]
    assert r"top\x3aRank\x20the" in ask("leaderboard t", "zsh")[0]


@pytest.mark.parametrize("typed", ["Deep`", "'Deep", '"deep'])
def test_powershell_gets_names_in_its_own_quotation_marks(ask: Ask, write: Write, typed: str) -> None:
    """All of them doubled, the typographic ones too; what an older one cannot pass on is left out."""
    data = write('network,dataset,miou\nDeep $(x) \u2019\'`,x,1\nDeep\\,x,1\n"Deep ""x",x,1\nDeep:::x,x,1\n')

    assert ask(f"leaderboard show --data {data} {typed} ".strip(), "pwsh") == [
        "'Deep $(x) \u2019\u2019''`'::: "
    ]


def test_when_typer_hides_what_is_needed_nothing_is_completed(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than what typer would print itself."""
    monkeypatch.setitem(sys.modules, "typer._completion_classes", None)

    assert ask("leaderboard show PSP") == []


def test_typer_has_what_is_needed() -> None:
    """The private names that are relied upon, the shells, and a script that no shell is here to try."""
    assert set(SHELLS) == {shell.value for shell in Shells}
    assert callable(BashComplete.get_completions)
    assert '-Split ":::"' in COMPLETION_SCRIPT_POWER_SHELL
    assert "$Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete" in COMPLETION_SCRIPT_POWER_SHELL
    assert "$command, $command, 'ParameterValue', $helpString" in COMPLETION_SCRIPT_POWER_SHELL


def test_nothing_is_fetched(ask: Ask, web: Web) -> None:
    """At an address, what a command has fetched before is known."""
    web["/scores.csv"] = "network,dataset,miou\nBigNet,rooms,80.2\nTinyNet,rooms,71.4\n"
    address = f"{web.address}/scores.csv"
    line = f"leaderboard show --data {address} B"

    assert ask(line) == []
    assert web.asked == []
    leaderboard.load(address)
    assert ask(line) == ["BigNet"]
    assert len(web.asked) == 1


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_its_script(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """To evaluate at its start, where nothing is installed."""
    monkeypatch.setenv("_LEADERBOARD_COMPLETE", f"source_{shell}")
    asked = run().stdout
    monkeypatch.delenv("_LEADERBOARD_COMPLETE")

    assert "_LEADERBOARD_COMPLETE" in asked
    assert asked == run("--show-completion", shell).stdout
