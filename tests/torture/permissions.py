"""Folders and files that may not be read, written or entered, as a user without privileges (for root: Linux)."""

from __future__ import annotations

import ctypes
import os
import struct
from functools import partial
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from torture.outcome import Plan

_CAPABILITIES = 0x20080522
"""The version of the lists of capabilities that Linux takes (capset(2)), which are empty here."""

FOLDERS = (0o755, 0o555, 0o333, 0o666, 0o444, 0o222, 0o111, 0o000)
FILES = (0o644, 0o444, 0o222, 0o000)

READING = ("top", "datasets", "papers", "overall", "history", "check")


def permissions(plan: Plan) -> Outcome:
    """Let every command meet every combination of rights on its folder and on its files."""
    outcome = Outcome("permissions")
    folders = FOLDERS[1::2] if plan.is_short else FOLDERS
    for writer in writing.writers(plan.place):
        bench = writing.Bench(writer, plan.place / "board")
        asks = [(writer.name, writer.words)]
        if writer.name == "add":
            asks += [(word, partial(_reading, word)) for word in READING]
        for name, words in asks:
            for folder in folders:
                for file in FILES:
                    what = f"{name} on a folder of {folder:o} and files of {file:o}"
                    _try(outcome, bench, what, words, folder, file)
    return outcome


def _reading(word: str, folder: Path) -> list[object]:
    return ["check", folder] if word == "check" else [word, "--data", folder]


def _try(
    outcome: Outcome, bench: writing.Bench, name: str, words: writing.Words, folder: int, file: int
) -> None:
    board = writing.lay_out(bench.folder, bench.writer.before)
    if not board.exists():
        return
    _open(board, 0o755, 0o644)
    _open(board, folder, file)
    try:
        answer = program.answer(words(board), _give_up_privileges)
        outcome.tries += 1
    finally:
        _open(board, 0o755, 0o644)
    found = writing.content(board)
    outcome.saw(f"status {answer.status}")
    outcome.failures += [f"{name}: {one}" for one in writing.problems("it", answer)]
    outcome.failures += [f"{name}: left behind: {one}" for one in writing.litter(board)]
    may = bench.new if answer.status == 0 and words == bench.writer.words else dict(bench.writer.before)
    if found != may:
        outcome.failures.append(f"{name}: ended with {answer.status}, and there is {found}")


def _open(board: Path, folder: int, file: int) -> None:
    """Give a folder and the files in it their rights."""
    board.chmod(0o755)
    for path in board.iterdir():
        path.chmod(file)
    board.chmod(folder)


def _give_up_privileges() -> None:
    """Let rights hold for root, too, who still may read the program and the libraries, wherever they are."""
    if os.geteuid() == 0:
        header = struct.pack("Ii", _CAPABILITIES, 0)
        if ctypes.CDLL(None, use_errno=True).capset(header, bytes(24)):
            raise OSError(ctypes.get_errno(), "root keeps its privileges here")
