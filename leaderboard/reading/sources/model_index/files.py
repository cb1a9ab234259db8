"""The files of a catalogue of models: what they look like, and which there are."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from leaderboard.reading import folders
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES = 5_000
"""Files that one catalogue may have."""

SUFFIXES = (".yml", ".yaml")
ROOTS = ("model-index.yml", "model-index.yaml")

_BEGINS = re.compile(r"[\"']?[A-Za-z][^:]{0,200}:(?:\s|$)|-\s|\{")
"""How a mapping or a list begins."""

_ROOT = re.compile(
    r"^(?:\{[ \t]*)?[\"']?(?:Models|Collections|Import)[\"']?[ \t]*:(?=\s|$)", re.IGNORECASE | re.MULTILINE
)
_NAMED = re.compile(r"\b(?:Name|In Collection)[\"']?[ \t]*:\s", re.IGNORECASE)
FILE = re.compile(r"\.(?:ya?ml|json|md)\b", re.IGNORECASE)
_RESULTS = re.compile(r"(?:^[-{ \t]{0,8}|[{,][ \t]{0,4})[\"']?Results[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)
_NAME = re.compile(r"(?:^[-{ \t]{0,8}|[{,][ \t]{0,4})[\"']?Name[\"']?[ \t]*:\s", re.MULTILINE)


def begins(start: Start) -> bool:
    """Whether a file that starts so is part of a catalogue."""
    lines = [line for line in start.text.splitlines() if line.strip() and line[0] not in "#%"]
    if lines and lines[0].rstrip() == "---":  # what stands behind the next such line may be no YAML
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        lines = lines[1:end]
    if not lines or not _BEGINS.match(lines[0]):
        return False
    yaml = "\n".join(lines)
    if _ROOT.search(yaml):
        return bool(_NAMED.search(yaml) or FILE.search(yaml))
    return bool(_RESULTS.search(yaml) and _NAME.search(yaml))


def is_one(path: Path) -> bool:
    """Whether a file can be read and is part of a catalogue."""
    try:
        return begins(Start.of(path))
    except OSError:
        return False


def files_in(folder: Path) -> Iterator[Path]:
    """Find the YAML files in a folder and below, in order; hidden folders are left alone."""
    return (path for path in folders.files_in(folder) if path.name.casefold().endswith(SUFFIXES))


def fitting(folder: Path, pattern: str) -> list[Path]:
    """Find the files in a folder that a path fits, which may have wildcards.

    Raises:
        ValueError: It is no such path; the text says why.
    """
    if pattern.count("**") > 1:
        raise ValueError("more than one '**'")
    try:
        if not any(mark in pattern for mark in "*?["):
            return [folder / pattern] if (folder / pattern).is_file() else []
        return sorted(file for file in islice(folder.glob(pattern), MOST_FILES) if file.is_file())
    except (OSError, NotImplementedError) as error:
        raise ValueError(str(error.args[-1]).lower()) from None
