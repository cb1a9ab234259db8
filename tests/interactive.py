"""Typing in a real shell, in a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from terminals import fcntl, pty, read_terminal, termios

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROMPT = "READY>"
RAN = "<ran>"
SECONDS = 60
"""How long nothing may happen until something is wrong."""

# Completes as the program does; any other call only leaves behind what it was given.
PROGRAM = """\
#!/bin/sh
[ -z "$_LEADERBOARD_COMPLETE" ] || exec '{python}' -m leaderboard "$@"
printf '%s\\0' "$@" > '{given}'
echo '<'ran'>'
"""

BASH = f"""\
PS1='{PROMPT} '
shopt -s extglob
bind 'set page-completions off'
bind 'set completion-query-items 0'
eval "$(_LEADERBOARD_COMPLETE=source_bash leaderboard)"
"""

ZSH = f"""\
PS1='{PROMPT} '
autoload -Uz compinit
compinit -u -D
eval "$(_LEADERBOARD_COMPLETE=source_zsh leaderboard)"
"""

FISH = f"""\
set -g fish_greeting
function fish_prompt; echo -n '{PROMPT} '; end
env _LEADERBOARD_COMPLETE=source_fish leaderboard | source
"""

STARTS = {
    "bash": (["bash", "--rcfile", ".bashrc", "-i"], ".bashrc", BASH),
    "zsh": (["zsh", "--no-globalrcs", "-i"], ".zshrc", ZSH),
    "fish": (["fish", "-i"], ".config/fish/config.fish", FISH),
}
"""How each shell is called, and what stands in the file that it reads first."""

LEADS = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal that of the session, as a shell wants it that runs others, and becomes the shell."""


@contextmanager
def typing_in(shell: str, folder: Path) -> Iterator[Typist]:
    """Start a *shell* in a *folder*, which is its home as well, and wait for it."""
    given = folder / "given"
    program = folder / "bin" / "leaderboard"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable, given=given), encoding="utf-8")
    program.chmod(0o755)
    command, name, content = STARTS[shell]
    start = folder / name
    start.parent.mkdir(parents=True, exist_ok=True)
    start.write_text(content, encoding="utf-8")
    environment = {
        "HOME": str(folder),
        "ZDOTDIR": str(folder),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 200, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", LEADS, *command],
        **dict.fromkeys(("stdin", "stdout", "stderr"), theirs),
        env=environment,
        cwd=folder,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            yield Typist(shell, ours, given)
        finally:
            process.kill()
            os.close(ours)


class Typist:
    """Somebody in front of a shell that completes for the program."""

    def __init__(self, shell: str, terminal: int, given: Path) -> None:
        """Take the *terminal* of a *shell*, and the file with what the program was given last."""
        self.shell = shell
        self._terminal = terminal
        self._given = given
        self._seen = ""
        self._until(PROMPT)

    def enter(self, keys: str) -> list[str]:
        """Type *keys* behind the name of the program, and then Enter; return what the program is given."""
        self._type(f"leaderboard {keys}\r")
        self._until(RAN)
        self._until(PROMPT)
        return self._given.read_text(encoding="utf-8").split("\0")[:-1]

    def look(self, keys: str) -> str:
        """Type *keys* behind the name of the program, and take all back; return what the terminal got."""
        clear = "\x15"
        self._type(f"leaderboard {keys}{clear}echo al''most\r")
        shown = self._until("almost")
        self._until(PROMPT)
        return shown

    def finds(self, name: str) -> bool:
        """Say whether there is a file of that *name* where the shell is."""
        return self._given.with_name(name).exists()

    def _type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def _until(self, text: str) -> str:
        while text not in self._seen:
            ready, _, _ = select.select([self._terminal], [], [], SECONDS)
            read = read_terminal(self._terminal) if ready else b""
            if not read:
                pytest.fail(f"no {text!r} comes after {self._seen!r}")
            self._seen += read.decode(errors="replace")
        before, _, self._seen = self._seen.partition(text)
        return before
