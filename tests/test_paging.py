"""Answers that are taller than the terminal: shown by a pager, and only where somebody can use one."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminals import LEADERBOARD, environment, on_terminal, pty
from wording import of_system

pytestmark = pytest.mark.apart

TALL = ["top", "-d", "cityscapes", "-n", "30"]
"""An answer that 24 lines are too few for."""

INTERRUPTIBLE = [
    sys.executable,
    "-c",
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])",
]
"""Starts what follows so that Ctrl-C reaches it, even where tests run in the background."""


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a pager that says where it begins and ends."""
    return _script(tmp_path, 'echo "<pager $*>"; cat; echo "</pager>"')


def _script(folder: Path, text: str, name: str = "pager") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_what_is_taller_than_the_terminal_is_paged(pager: str) -> None:
    """The whole answer goes through the pager that the user names, with its options."""
    lines = on_terminal(*TALL, width=80, height=24, PAGER=f"{pager} --tidy").splitlines()

    assert [line for line in lines if line.endswith("<pager --tidy>")]
    assert lines[-1] == "</pager>"
    assert len(lines) > 30


def test_colour_goes_through_the_pager_and_links_do_not(pager: str) -> None:
    """Older pagers write the codes of links as text."""
    text = on_terminal(*TALL, width=80, height=24, PAGER=pager)

    assert "\x1b[1;32m86.4\x1b[0m" in text
    assert "\x1b]8;" not in text


@pytest.mark.parametrize(
    "words",
    [
        ["papers"],
        ["export"],
        ["show", "DeepLabv3+", "PSPNet"],
        ["cite", "--all"],
        ["history", "-d", "cityscapes", "--plot"],
        ["top", "-d", "cityscapes", "-f", "csv"],
    ],
    ids=" ".join,
)
def test_every_command_pages(pager: str, words: list[str]) -> None:
    """Once, in whatever format."""
    assert on_terminal(*words, width=80, height=24, PAGER=pager).count("</pager>") == 1


@pytest.mark.parametrize(
    ("words", "height", "changes"),
    [
        (TALL, 60, {}),
        ([*TALL, "--no-pager"], 24, {}),
        (["cite", "--all", "--no-pager"], 24, {}),
        (TALL, 24, {"TERM": "dumb"}),
        (TALL, 24, {"CI": "true"}),
    ],
    ids=["it fits", "--no-pager", "cite --no-pager", "TERM=dumb", "CI"],
)
def test_no_pager_where_none_is_wanted(
    pager: str, words: list[str], height: int, changes: dict[str, str]
) -> None:
    """The answer is written as it is."""
    assert "<pager" not in on_terminal(*words, width=80, height=height, **{"PAGER": pager, **changes})


def test_lines_that_the_terminal_breaks_count_as_they_are_seen(pager: str) -> None:
    """Two lines of BibTeX are more than two of a narrow terminal."""
    narrow = on_terminal("cite", "PSPNet", width=20, height=12, PAGER=pager)
    wide = on_terminal("cite", "PSPNet", width=200, height=12, PAGER=pager)

    assert ("<pager" in narrow, "<pager" in wide) == (True, False)


@pytest.mark.parametrize("named", ["", "cat"])
def test_a_pager_that_pages_nothing_is_not_started(named: str) -> None:
    """Links stay then."""
    assert "\x1b]8;" in on_terminal(*TALL, width=80, height=24, PAGER=named)


@pytest.mark.parametrize("named", ["/nowhere/pager", "'"], ids=["missing", "a quotation mark"])
def test_without_the_pager_the_answer_is_written(named: str) -> None:
    """And one line says why."""
    text = on_terminal(*TALL, width=80, height=24, PAGER=named)

    assert f"note: no pager: {named}: {of_system(errno.ENOENT)}\n" in text
    assert "VLTSeg" in text


def test_a_pager_that_fails_is_named(tmp_path: Path) -> None:
    """Whatever it has shown, there is a way without it."""
    text = on_terminal(*TALL, width=80, height=24, PAGER=_script(tmp_path, "exit 3"))

    assert text.endswith("note: the pager failed with 3; --no-pager does without it\n")


def test_leaving_the_pager_early_is_no_error(tmp_path: Path) -> None:
    """Though more is to be written than a pipe holds."""
    text = on_terminal("cite", "--all", width=80, height=24, PAGER=_script(tmp_path, "head -n 1"))

    assert text.splitlines()[-1].startswith("@")
    assert "Traceback" not in text


def test_ctrl_c_is_for_the_pager(tmp_path: Path) -> None:
    """It decides what to do; the program waits for it to end."""
    named = _script(tmp_path, "trap 'echo caught; exit' INT; echo ready; while :; do sleep 0.05; done")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*INTERRUPTIBLE, *LEADERBOARD, "cite", "--all"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(PAGER=named),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        written = b""
        while b"ready" not in written:
            written += os.read(ours, 65536)

        os.killpg(process.pid, signal.SIGINT)
        while b"caught" not in written:
            written += os.read(ours, 65536)

    os.close(ours)
    assert process.returncode == 0
    assert b"Traceback" not in written


def test_less_is_told_what_git_tells_it(tmp_path: Path) -> None:
    """It is the usual pager; colours get through, whatever LESS says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _script(folder, 'echo "less $*: $LESS"; cat >/dev/null', name="less")
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"

    ours = on_terminal(*TALL, width=80, height=24, PATH=path, PAGER="less -S")
    theirs = on_terminal(*TALL, width=80, height=24, PATH=path, PAGER="less", LESS="-i")

    assert ours.endswith("less -S -R: FRX\n")
    assert theirs.endswith("less -R: -i\n")


def test_a_pipe_gets_everything_at_once(pager: str) -> None:
    """Nobody turns its pages."""
    answer = subprocess.run(
        [*LEADERBOARD, *TALL], capture_output=True, text=True, check=True, env=environment(PAGER=pager)
    )

    assert "<pager" not in answer.stdout
