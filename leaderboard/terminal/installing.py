"""The completion of a shell: the script that asks the program at each TAB, and where it belongs."""

from __future__ import annotations

from pathlib import Path

from leaderboard.errors import LeaderboardError, UsageError, listed, quoted, reason_of
from leaderboard.terminal import delivery
from leaderboard.terminal.shells import SHELLS

START = {"bash": ".bashrc", "zsh": ".zshrc"}
"""The files of the home folder that these shells read first; a line in them reads the script."""


def install(shell: str, *, program: str, variable: str) -> None:
    """Install the completion of a *program* for a *shell*, or for the one in use, and say where it went.

    Raises:
        UsageError: There is no such shell.
        LeaderboardError: It is not known which shell is in use, or a file cannot be written.
    """
    from typer import completion

    shell = _known(shell, "--install-completion")
    try:
        _, script = completion.install(  # type: ignore[attr-defined]
            shell=shell, prog_name=program, complete_var=variable
        )
    except OSError as error:
        problem = f"{error.filename}: {reason_of(error)}" if error.filename else reason_of(error)
        raise LeaderboardError(f"cannot install completion for {shell}: {problem}") from None
    except UnicodeError as error:
        raise LeaderboardError(f"cannot install completion for {shell}: {error}") from None
    start = [str(Path.home() / START[shell])] if shell in START else []
    delivery.print_text(
        f"installed completion for {shell}: wrote {listed([str(script), *start])}; it works in new shells\n"
    )


def show(shell: str, *, program: str, variable: str) -> None:
    """Write the script of a *shell*, or of the one in use, to stdout.

    Raises:
        UsageError: There is no such shell.
        LeaderboardError: It is not known which shell is in use.
    """
    from typer import completion

    shell = _known(shell, "--show-completion")
    text = completion.get_completion_script(  # type: ignore[attr-defined]
        prog_name=program, complete_var=variable, shell=shell
    )
    delivery.print_text(f"{text}\n")


def _known(shell: str, option: str) -> str:
    if shell:
        if shell.casefold() in SHELLS:
            return shell.casefold()
        raise UsageError(f"no completion for the shell {quoted(shell)}; use one of {', '.join(SHELLS)}")
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        shell, _ = detect_shell()
    except ShellDetectionFailure:
        shell = ""
    if shell not in SHELLS:
        what = f"{quoted(shell)} has no completion" if shell else "it is not known which shell this is"
        raise LeaderboardError(f"{what}; say {option} with one of {', '.join(SHELLS)}")
    return shell
