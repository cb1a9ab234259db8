"""Tables of bytes, in files that count as small and in files that count as large."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(params=["small", "large"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take even small files for large ones in every second run."""
    if request.param == "large":
        monkeypatch.setattr(sys.modules["leaderboard.storage.insertion"], "_LARGE", 0)
    return request.param


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a way to write a table as it is, byte for byte."""

    def write(content: bytes, name: str = "own.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write
