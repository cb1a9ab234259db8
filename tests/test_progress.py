"""The line that says what takes so long."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from terminals import remains, written_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

# Each is a program whose line is drawn at once, and that waits where it is until it has been.
BEGIN = """
import sys
from threading import Event
from leaderboard.terminal import progress
progress.DELAY = progress.TICK = 0.001
drawn = Event()
write = progress._Line._write
def noticed(line, text):
    write(line, text)
    if " s" in text: drawn.set()
progress._Line._write = noticed
def wait():
    drawn.clear()
    assert drawn.wait(30)
"""

SLOW_READING = """
from leaderboard.terminal.options import data as options
read = options.with_places
def slow(*said):
    board = read(*said)
    wait()
    return board
options.with_places = slow
from leaderboard.cli import app
app()
"""

EMPTY_LINE = "\r\x1b[K"


def on_terminal(code: str, *words: str, **changes: str) -> tuple[str, int]:
    """Run Python in a terminal, and return what it wrote there, and its exit status."""
    return written_on_terminal([sys.executable, "-c", BEGIN + code, *words], **changes)


def test_a_slow_command_says_what_it_does_and_takes_it_back() -> None:
    """In the end there is only the answer."""
    text, status = on_terminal(SLOW_READING, "top", "-d", "cityscapes", "-n", "1", "-f", "tsv")

    assert re.search(r"top · reading the data · \d+ s", text)
    assert remains(text).startswith("place\tnetwork\t")
    assert remains(text).count("\n") == 2
    assert status == 0


def test_the_line_tells_how_many_files_have_been_read() -> None:
    """Of a folder of them."""
    code = """
from leaderboard.reading import counting
with progress.doing("reading runs"):
    counting.count(1200, 10_000)
    wait()
"""
    text, _ = on_terminal(code)

    assert re.search(r" reading runs · 1,200 of 10,000 files · \d+ s\r", text)


def test_the_line_names_the_file_and_nothing_steers_the_terminal(tmp_path: Path) -> None:
    """A name is made visible, and cut to the width."""
    path = tmp_path / "a\x1b[31m.csv"
    path.write_text("network,dataset,miou\nA,streets,80\n")

    text, _ = on_terminal(SLOW_READING, "top", "--data", str(path))

    assert "\x1b[31m" not in text
    drawn = re.findall(r"\r\x1b\[K([^\r]* s)(?=\r)", text)
    assert any(line[1:].startswith(" top · reading /") for line in drawn)
    assert max(map(len, drawn)) < 80


def test_notes_stand_on_lines_of_their_own() -> None:
    """The line is gone before, and comes back after."""
    code = """
from leaderboard.terminal import delivery
with progress.doing("reading"):
    wait()
    delivery.note("something")
    wait()
    delivery.print_text("answer\\n")
    wait()
"""
    text, _ = on_terminal(code)

    assert f"{EMPTY_LINE}note: something\n" in text
    assert f"{EMPTY_LINE}answer\n" in text
    assert remains(text) == "note: something\nanswer\n"


def test_a_step_inside_is_added_to_what_is_being_done() -> None:
    """And is taken away when it is over."""
    code = """
with progress.doing("outer"):
    with progress.doing("inner"):
        wait()
    wait()
"""
    text, _ = on_terminal(code)

    assert re.search(r" outer · inner · \d+ s\r.* outer · \d+ s\r", text)


@pytest.mark.parametrize("way", ["interrupted", "failed"])
def test_nothing_remains_however_it_ends(way: str) -> None:
    """Neither the line nor a hidden cursor."""
    code = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where it is ignored
try:
    with progress.doing("waiting"):
        wait()
        if "failed" in sys.argv: raise ValueError
        os.kill(os.getpid(), signal.SIGINT)
        wait()
except (KeyboardInterrupt, ValueError):
    print("over")
"""
    text, status = on_terminal(code, way)

    assert remains(text) == "over\n"
    assert "\x1b[?25l" not in text
    assert status == 0


def test_without_utf_8_the_wheel_is_plain() -> None:
    """Braille needs it."""
    text, _ = on_terminal("with progress.doing('reading'): wait()", PYTHONIOENCODING="ascii:backslashreplace")

    assert re.search(r"\r\x1b\[K[|/\\-] reading", text)


def test_a_pipe_gets_nothing() -> None:
    """Not even when it takes long."""
    code = BEGIN + SLOW_READING.replace("    wait()\n", "")

    answer = subprocess.run(
        [sys.executable, "-c", code, "top", "-n", "1"], capture_output=True, text=True, check=True
    )

    assert answer.stderr == ""
    assert "\x1b" not in answer.stdout


def test_a_command_that_is_quick_writes_no_line() -> None:
    """The delay is there so that nothing flickers."""
    code = "progress.DELAY = 3600\nwith progress.doing('reading'): pass\nprint('over')"

    assert on_terminal(code) == ("over\n", 0)
