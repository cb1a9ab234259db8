"""Bringing finished tables to where they were asked for: a terminal, a pipe or a file."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leaderboard.errors import LeaderboardError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leaderboard.exporters import Exporter
    from leaderboard.table import Table


def print_tables(tables: Sequence[Table], exporter: Exporter, *, color: bool) -> None:
    """Write to stdout: drawn for its width and colours if it is a terminal, else as it is.

    Raises:
        LeaderboardError: The device is full.
    """
    if exporter.name == "table" and sys.stdout.isatty():
        from leaderboard.exporters import table

        with _output_that_can_end():
            table.draw(tables, sys.stdout, color=color)
    else:
        print_text(exporter.render(tables))


def save_tables(tables: Sequence[Table], exporter: Exporter, path: Path, *, force: bool) -> None:
    """Write to a file, whole or not at all.

    Raises:
        OverwriteRefused: The file exists, does not look like one that was written here
            before, and *force* is off.
        LeaderboardError: The file cannot be written.
    """
    from leaderboard import store

    text = exporter.stamped(exporter.render(tables))

    def is_ours(old: bytes) -> bool:
        return exporter.is_earlier_edition(old.decode(errors="replace"), text)

    store.save(path, text.encode(), is_ours=is_ours, force=force)


def print_text(text: str) -> None:
    """Write *text* to stdout."""
    with _output_that_can_end():
        sys.stdout.write(text)


@contextmanager
def _output_that_can_end() -> Iterator[None]:
    """Let stdout end early: quietly when nobody reads on, as an error when it is full."""
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
        raise LeaderboardError(
            f"cannot write to the output: {(error.strerror or str(error)).lower()}"
        ) from None


def _silence() -> None:
    """Send what is still buffered nowhere: Python would try, and complain, again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
