"""Files with mistakes, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from faultless import FOLDER, said

if TYPE_CHECKING:
    from pathlib import Path


class InFolder(Protocol):
    """Checks a folder whose tables have other rows than the faultless one."""

    def __call__(self, **rows: str) -> list[str]:
        """Take the rows of tables by their names; without rows, a table is faultless."""


@pytest.fixture
def in_folder(tmp_path: Path) -> InFolder:
    """Check a folder: rows that are given stand in place of those of a faultless table.

    Those that begin with a header stand in place of the whole table. Of speeds, which follow from
    scores, only those are there that are given.
    """

    def in_folder(**rows: str) -> list[str]:
        for name, text in FOLDER.items():
            if name == "speeds" and name not in rows:
                continue
            header = text.split("\n", 1)[0]
            own = rows.get(name, text.split("\n", 1)[1])
            content = own if own.startswith("network,") else f"{header}\n{own}"
            (tmp_path / f"{name}.csv").write_bytes(content.encode())
        return said(tmp_path)

    return in_folder


class InFile(Protocol):
    """Checks a file of scores of one's own."""

    def __call__(self, content: str | bytes, name: str = "own.csv", *, whole: bool = False) -> list[str]:
        """Write *content* and check it, or the *whole* folder in which it is."""


@pytest.fixture
def in_file(tmp_path: Path) -> InFile:
    """Check one file of scores."""

    def in_file(content: str | bytes, name: str = "own.csv", *, whole: bool = False) -> list[str]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return said(tmp_path if whole else path)

    return in_file
