"""JSON of our own, as ``--format json`` writes it, and JSON Lines: an object per score or per network."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from leaderboard.board.board import Leaderboard
from leaderboard.errors import DataError, quoted
from leaderboard.importers import _layout, model_index, papers_with_code
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import papers_and_links
from leaderboard.importers._objects import line_in_list, only_objects, sheet_of
from leaderboard.reading.json_text import RepeatedKeyError, parsed, read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leaderboard.importers import Hints

SUFFIXES = (".json", ".jsonl", ".ndjson")

_LINES = (".jsonl", ".ndjson")

_BEGINS = re.compile(r"\s*(?:\[\s*)?\{\s*\"|\s*\[\s*\]")


def recognises(start: str) -> bool:
    """Whether it is an object, or a list of them, and not in the shape of somebody else's."""
    others = (papers_with_code, model_index)
    return bool(_BEGINS.match(start)) and not any(other.recognises(start) for other in others)


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read scores, long or wide as in a CSV, and what is said of papers and code.

    Numbers keep their digits. An object per line need not be in a list; a list may stand
    in an object under ``results``.
    """
    text = read_whole(path)
    objects, line = _lines(path, text) if _is_lines(path, text) else _list(path, text)
    if any(map(papers_with_code.is_task, objects)):
        return papers_with_code.from_tasks(path, objects, hints)
    if not objects:
        raise DataError(path, "there are no scores in it")
    scores = _layout.read_sheet(sheet_of(path, objects, line), Descriptions(better=hints.better))
    papers, links = papers_and_links(scores.sheet)
    return Leaderboard(scores.results, papers, links, scores.datasets, scores.remarks)


def _is_lines(path: Path, text: str) -> bool:
    """Whether every line is an object of its own, as far as the first tells."""
    if path.suffix.casefold() in _LINES:
        return True
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _lines(path: Path, text: str) -> tuple[list[dict[str, Any]], Callable[[int], int | None]]:
    found, lines = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            found.append(parsed(path, line, line=number, pairs=_object))
            lines.append(number)
    return only_objects(path, found, lines.__getitem__), lines.__getitem__


def _list(path: Path, text: str) -> tuple[list[dict[str, Any]], Callable[[int], int | None]]:
    found = parsed(path, text, pairs=_object)
    line: Callable[[int], int | None] = partial(line_in_list, path)
    if isinstance(found, dict):
        results = found.get("results")
        found, line = (results if isinstance(results, list) else [found]), _nowhere
    if not isinstance(found, list):
        raise DataError(path, "no list of objects, each with a network and a score")
    return only_objects(path, found, line), line


def _nowhere(_: int) -> None:
    """Know no line."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RepeatedKeyError(f"the key {quoted(twice)} stands in an object twice")
    return found
