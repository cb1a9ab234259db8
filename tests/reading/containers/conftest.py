from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leaderboard.reading.containers import Container
    from leaderboard.reading.sheet import Sheet


@pytest.fixture
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], list[Sheet]]:
    """Read a text by the container that the module of the test names."""
    container: Container = request.module.CONTAINER

    def read(text: str) -> list[Sheet]:
        path = tmp_path / f"table{container.SUFFIXES[0]}"
        path.write_text(text, encoding="utf-8", newline="")
        return container.sheets(path)

    return read
