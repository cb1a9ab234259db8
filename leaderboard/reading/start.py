"""How a file begins, which is what tells its format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 100_000
"""Bytes that are looked at."""


@dataclass(frozen=True)
class Start:
    """The beginning of a file."""

    data: bytes
    suffix: str = ""
    """Of its name, in lower case: ``.md``."""

    @classmethod
    def of(cls, path: Path) -> Start:
        """Read the beginning of the file at *path*.

        Raises:
            OSError: It cannot be opened.
        """
        with path.open("rb") as file:
            return cls(file.read(_BYTES), path.suffix.casefold())

    @cached_property
    def text(self) -> str:
        """The beginning as text; it need not be right at its end, or in its encoding."""
        if self.data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return self.data.decode("utf-16", errors="replace")
        return self.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def first(self) -> str:
        """The first character that is no space, which tells what may be JSON; empty if there is none."""
        return next((one for one in self.text if not one.isspace()), "")

    @property
    def is_text(self) -> bool:
        """Whether it is text at all."""
        return "\0" not in self.text
