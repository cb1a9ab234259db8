"""CSV: own results, long or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import Leaderboard
from leaderboard.columns import DATASETS
from leaderboard.importers import _layout
from leaderboard.importers._facts import papers_and_links
from leaderboard.importers._text import read_text

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".csv",)


def read(path: Path) -> Leaderboard:
    """Read one file of scores; what it says of papers and code comes along."""
    import pandas as pd

    rows = read_text(path)
    given = pd.DataFrame(columns=list(DATASETS), dtype="str")
    lay_out = _layout.long if _layout.is_long(rows) else _layout.wide
    results, datasets, remarks = lay_out(path, rows, given)
    papers, links = papers_and_links(path, rows)
    return Leaderboard(results, papers, links, datasets, remarks)
