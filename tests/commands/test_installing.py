"""Installing the completion of a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder of one's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "files"),
    [
        ("bash", [".bash_completions/leaderboard.sh", ".bashrc"]),
        ("zsh", [".zfunc/_leaderboard", ".zshrc"]),
        ("Fish", [".config/fish/completions/leaderboard.fish"]),
    ],
)
def test_the_shell_that_is_named_gets_its_files(
    run: Callable[..., Result], home: Path, shell: str, files: list[str]
) -> None:
    """It is said which, and all that were written; the script asks the program for completions."""
    answer = run("--install-completion", shell)

    written = " and ".join(str(home / name) for name in files)
    assert (
        answer.stdout
        == f"installed completion for {shell.lower()}: wrote {written}; it works in new shells\n"
    )
    assert sorted(path for path in home.rglob("*") if path.is_file()) == sorted(home / name for name in files)
    assert f"_LEADERBOARD_COMPLETE=complete_{shell.lower()}" in (home / files[0]).read_text(encoding="utf-8")


def test_what_stood_in_the_file_that_a_shell_reads_stays(run: Callable[..., Result], home: Path) -> None:
    """A line is added to it."""
    (home / ".bashrc").write_text("alias ll='ls -l'\n", encoding="utf-8")

    run("--install-completion", "bash")

    lines = (home / ".bashrc").read_text(encoding="utf-8").split()
    assert lines[:3] == ["alias", "ll='ls", "-l'"]
    assert lines[-1] == f"'{home / '.bash_completions/leaderboard.sh'}'"


def test_the_script_can_be_looked_at(run: Callable[..., Result], home: Path) -> None:
    """Nothing is written then."""
    assert "_LEADERBOARD_COMPLETE=complete_zsh" in run("--show-completion", "zsh").stdout
    assert list(home.iterdir()) == []


def test_another_shell_is_refused(run: Callable[..., Result], home: Path) -> None:
    """The line names those that are known."""
    answer = run("--install-completion", "tcsh", exit_code=2)

    assert answer.stderr == (
        "error: no completion for the shell 'tcsh'; use one of bash, zsh, fish, powershell, pwsh\n"
    )
    assert list(home.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_line(run: Callable[..., Result], home: Path) -> None:
    """It is named, with the reason of the system."""
    (home / ".zshrc").mkdir()

    answer = run("--install-completion", "zsh", exit_code=1)

    assert answer.stderr.startswith(f"error: cannot install completion for zsh: {home / '.zshrc'}: ")
    assert answer.stderr.count("\n") == 1
