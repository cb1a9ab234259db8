"""CSV: own results, long or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import Leaderboard
from leaderboard.columns import DATASETS
from leaderboard.importers import _layout
from leaderboard.importers._facts import papers_and_links

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".csv",)


def read(path: Path) -> Leaderboard:
    """Read one file of scores; what it says of papers and code comes along."""
    import pandas as pd

    scores = _layout.read(path, pd.DataFrame(columns=list(DATASETS), dtype="str"))
    papers, links = papers_and_links(path, scores.rows)
    return Leaderboard(scores.results, papers, links, scores.datasets, scores.remarks, scores.digits)
