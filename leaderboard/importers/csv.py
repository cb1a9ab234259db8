"""CSV and TSV: own results, long or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.board import Leaderboard
from leaderboard.board.names import fold
from leaderboard.importers import _layout
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import papers_and_links
from leaderboard.importers._text import delimiter_of_line

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.importers import Hints

SUFFIXES = (".csv", ".tsv")


def recognises(start: str) -> bool:
    """Whether the first line names a column of networks, and others."""
    header = start.lstrip().partition("\n")[0]
    cells = header.split(delimiter_of_line(header))
    return len(cells) > 1 and "network" in (fold(cell.strip(' \r"')) for cell in cells)


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read one file of scores; what it says of papers and code comes along."""
    scores = _layout.read(path, Descriptions(better=hints.better))
    papers, links = papers_and_links(scores.sheet)
    return Leaderboard(scores.results, papers, links, scores.datasets, scores.remarks, scores.digits)
