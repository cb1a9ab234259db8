"""Results of evaluation tools whose files are nested in ways of their own, and cannot be read yet.

Taken for tables, they would give boards of sample counts and settings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from leaderboard.errors import DataError
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = ()

_TOOLS = {
    "lm_eval": (r'\A\s*\{\s*"results"\s*:\s*\{', r'"\w+,[\w-]+"\s*:'),
    "inspect": (r'\A\s*\{\s*"version"\s*:\s*\d+\s*,\s*"status"\s*:', r'"eval"\s*:\s*\{'),
    "every_eval_ever": (r'\A\s*\{\s*"schema_version"\s*:', r'"evaluation_id"\s*:'),
    "mteb": (r'\A\s*\{\s*"[a-z_]+"\s*:', r'"mteb_version"\s*:'),
    "pytest-benchmark": (r'\A\s*\{\s*"machine_info"\s*:', r'"commit_info"\s*:'),
}
"""What the files of a tool begin with, and what is found further on."""
_PATTERNS = {tool: tuple(map(re.compile, patterns)) for tool, patterns in _TOOLS.items()}


def recognises(start: Start) -> float:
    """Their keys tell them."""
    return 0.95 if _tool(start) else 0.0


def recognises_folder(_folder: Path) -> bool:
    """Read no folder as a whole."""
    return False


def measurements(path: Path, name: str) -> NoReturn:
    """Raise a DataError that says whose results these are."""
    raise DataError(
        name, f"results of {_tool(Start.of(path))}, which cannot be read yet; a table of them can"
    )


def _tool(start: Start) -> str:
    found = (tool for tool, patterns in _PATTERNS.items() if all(one.search(start.text) for one in patterns))
    return next(found, "")
