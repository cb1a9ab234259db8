"""Bringing finished tables to where they were asked for: a terminal, a pipe or a file.

What is written goes through here, because a line of progress has to be gone by then.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError, OverwriteRefused, few_of, reason_of
from leaderboard.table import spelled_out, visible
from leaderboard.terminal import pager, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaderboard.exporters import Exporter
    from leaderboard.table import Table


_AS_WIDE_AS_NEEDED = 100_000
"""In columns: what is no terminal has no width."""


def print_tables(
    tables: Sequence[Table], exporter: Exporter, *, color: bool, paged: bool, above: str = ""
) -> None:
    """Write to stdout, below a text *above*: drawn for a terminal or in colours, else as it is.

    Raises:
        LeaderboardError: The device is full.
    """
    with progress.doing("laying out the table"):
        is_seen = sys.stdout.isatty()
        if exporter.name == "table" and (is_seen or color):
            from leaderboard.exporters import table

            page = io.StringIO()
            table.draw(tables, page, color=color, width=None if is_seen else _AS_WIDE_AS_NEEDED)
            drawn = page.getvalue() if is_seen else pager.without_links(page.getvalue())
            text = spelled_out(drawn)  # a text that was broken begins lines anew
        else:
            text = exporter.render(tables)
    print_text(above + text, paged=paged)


def save_tables(tables: Sequence[Table], exporter: Exporter, path: Path, *, force: bool) -> None:
    """Write tables to a file, as :func:`save` does."""
    with progress.doing("laying out the table"):
        text = exporter.stamped(exporter.render(tables))

    def is_ours(old: bytes) -> bool:
        return exporter.is_earlier_edition(old.decode(errors="replace"), text)

    rows = sum(len(table.rows) for table in tables)
    save(path, text.encode(), is_ours=is_ours, force=force, holds=f"{rows} row{'s' * (rows != 1)}")


def save(
    path: Path,
    content: bytes,
    *,
    is_ours: Callable[[bytes], bool],
    force: bool,
    holds: str = "",
) -> None:
    """Write a file, whole or not at all, and say on stderr that it is written, and what it *holds*.

    On a terminal, a file that holds something else is asked about.

    Raises:
        OverwriteRefused: The file exists, is no earlier edition, and neither *force* nor an answer allows it.
        LeaderboardError: The file cannot be written.
    """
    from leaderboard import storage

    _replacing(lambda *, force: storage.save(path, content, is_ours=is_ours, force=force), force=force)
    _say_written(path, holds)


def save_files(
    files: Mapping[str, bytes],
    path: Path,
    *,
    is_ours: Callable[[bytes, bytes], bool],
    force: bool,
    holds: str,
) -> None:
    """Write the files of a format, one at *path* or many in a folder there; say which others stay in it.

    Raises:
        OverwriteRefused: As :func:`save` does.
        LeaderboardError: A file cannot be written.
    """
    from leaderboard import storage

    if list(files) == [""]:
        content = files[""]
        save(path, content, is_ours=lambda old: is_ours(old, content), force=force, holds=holds)
        return
    others: list[str] = []

    def put(*, force: bool) -> None:
        others[:] = storage.save_folder(path, files, is_ours=is_ours, force=force)

    _replacing(put, force=force)
    _say_written(path, holds)
    if others:
        note(f"{path} holds other files, which stay: {few_of(others)}")


def _replacing(write: Callable[..., None], *, force: bool) -> None:
    """Write, and ask on a terminal whether that may take the place of something else."""
    try:
        write(force=force)
    except OverwriteRefused as refused:
        if not can_ask():
            raise
        try:
            answer = ask(f"{refused.path} exists and holds something else; replace it? [y/N]")
        except EOFError:
            answer = ""
        if answer.casefold() not in {"y", "yes"}:
            raise
        write(force=True)


def _say_written(path: Path, holds: str) -> None:
    say(f"wrote {path}: {holds}" if holds else f"wrote {path}")


def print_text(text: str, *, paged: bool = False) -> None:
    """Write *text* to stdout; *paged*, a screen at a time if that is a terminal with too little room.

    Raises:
        LeaderboardError: The device is full, or stdout is closed.
    """
    if paged and pager.is_wanted(text):
        try:
            with progress.set_aside():
                status = pager.page(text)
        except OSError as error:
            note(f"no pager: {error.filename}: {reason_of(error)}")
        else:
            if status > 0:
                note(f"the pager failed with {status}; --no-pager does without it")
            return
    with progress.set_aside(), output_that_can_end():
        sys.stdout.write(text)


def note(text: str) -> None:
    """Say on stderr what is worth knowing beside the answer."""
    say(f"note: {text}")


def note_at_the_end(text: str) -> None:
    """Say something once, when the answer stands there: nobody looks for it above a long one."""
    _at_the_end[text] = None


def say_what_is_left() -> None:
    """Say what waited for the end."""
    while _at_the_end:
        text = next(iter(_at_the_end))
        del _at_the_end[text]
        note(text)


_at_the_end: dict[str, None] = {}


def say(text: str) -> None:
    """Write one line on stderr."""
    with progress.set_aside(), suppress(OSError):  # there is no other place to say so
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()


def can_ask() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """Return the line that is typed in answer; the question goes to stderr, since stdout is for data.

    Raises:
        EOFError: There is nobody to answer.
    """
    with progress.set_aside():
        sys.stderr.write(f"{visible(question)}: ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise
        if not line:
            sys.stderr.write("\n")
            raise EOFError
    return line.strip()


@contextmanager
def output_that_can_end() -> Iterator[None]:
    """Let stdout end early: quietly when nobody reads on, as an error when it is full or closed.

    Raises:
        LeaderboardError: The device is full, or there is none.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")  # files have no locale
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise LeaderboardError(f"cannot write to the output: {reason_of(error)}") from None


def _silence() -> None:
    """Send what is still buffered nowhere: Python would try, and complain, again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
