"""Sites that are published once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import hostile_table, published

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of which every name is hostile, with an address and a title that are, too."""
    folder = tmp_path_factory.mktemp("hostile")
    table = folder / "board.csv"
    table.write_text(hostile_table(), encoding="utf-8")
    words = ["--data", table, "--title", "</title><script>alert(1)</script>", "--licence", "<b>x</b>"]
    return published(folder / "site", *words, "--base-url", "https://a.example/\"><b>'")


@pytest.fixture(scope="session")
def small(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the small board."""
    return published(tmp_path_factory.mktemp("small") / "site", "--data", tables)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the board that comes with the program."""
    return published(tmp_path_factory.mktemp("large") / "site", "--base-url", "https://a.example/b/")
