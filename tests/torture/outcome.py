"""What a part is asked for, and what came of it."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Outcome:
    """What came of one part: a row of the table."""

    part: str
    tries: int = 0
    accepted: int | None = None
    """How many inputs were read, of those that were made up; None for other parts."""
    failures: list[str] = field(default_factory=list)
    """What is wrong, a line for each."""
    seconds: float = 0.0
    skipped: str = ""
    """Why nothing was tried."""
    details: dict[str, int] = field(default_factory=dict)
    """How often what was seen, in words."""

    def saw(self, what: str) -> None:
        """Count what was seen."""
        self.details[what] = self.details.get(what, 0) + 1


@dataclass(frozen=True)
class Plan:
    """What a part is asked for."""

    place: Path
    """An empty folder to work in."""
    seed: int
    is_short: bool
    tries: int | None
    """How often, where somebody says so."""
    keeps: Path
    """Where to put what failed."""

    def number(self, short: int, long: int) -> int:
        """Return how often to try."""
        return self.tries or (short if self.is_short else long)

    def chance(self, *what: object) -> Random:
        """Return a source of chance for one try, which is the same each time."""
        return Random(":".join(map(str, (self.seed, *what))))

    def keep(self, name: str, folder: Path, told: str) -> str:
        """Put a folder of a failure, and what was told, where they can be looked at; return where."""
        kept = self.keeps / f"{name}-{self.seed}"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept, symlinks=True, dirs_exist_ok=True)
        (kept / "told.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
        return str(kept)


class Clock:
    """Measures the seconds of a part."""

    def __init__(self) -> None:
        """Begin."""
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return time.monotonic() - self._began
