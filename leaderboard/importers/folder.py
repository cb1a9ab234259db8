"""A folder of tables: ``results.csv``, and the other four if they are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.board import Leaderboard
from leaderboard.board.columns import DATASETS, LINKS, PAPERS
from leaderboard.errors import DataError
from leaderboard.importers import _layout
from leaderboard.importers._datasets import Descriptions, filled_in
from leaderboard.importers._facts import checked_papers, is_fact
from leaderboard.importers._speeds import WRITTEN, checked_speeds
from leaderboard.importers._text import line_of, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from leaderboard.importers import Hints

_STRAY = re.compile(rb'[ \t](?:[",\r\n]|\Z)|"[ \t]')
"""A space before the end of a cell, or behind the mark that opens one."""


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read the tables in the folder at *path*."""
    scores = path / "results.csv"
    given = Descriptions(_described(path / "datasets.csv"), hints.better)
    papers, speeds = path / "papers.csv", path / "speeds.csv"
    found = _layout.long(scores, given)
    return Leaderboard(
        results_table=found.results,
        papers_table=checked_papers(papers, _table(papers, PAPERS, required=["paper"])),
        links_table=_table(path / "links.csv", LINKS, required=["paper", "kind", "url"]),
        datasets_table=found.datasets,
        remarks=(
            *_layout.left(scores, [name for name in found.sheet.rows.columns if is_fact(name)]),
            *found.remarks,
        ),
        digits=found.digits,
        speeds_table=checked_speeds(
            speeds, _table(speeds, WRITTEN, required=["network", "dataset"]), found.datasets
        ),
    )


def _described(path: Path) -> pd.DataFrame:
    """Read descriptions of datasets, and fill in where they are silent."""
    given = _table(path, DATASETS, required=["dataset"])
    for row, better in enumerate(given["better"]):
        if better not in {"higher", "lower", ""}:
            raise DataError(path, f"better is 'higher' or 'lower', not {better!r}", line=line_of(path, row))
    repeated = given["dataset"].duplicated()
    if repeated.any():
        row = int(repeated.to_numpy().argmax())
        raise DataError(path, f"{given['dataset'].iloc[row]!r} is described twice", line=line_of(path, row))
    return filled_in(given)


def _table(path: Path, columns: Sequence[str], *, required: Sequence[str]) -> pd.DataFrame:
    """Read a table of text; one that is not there has no rows."""
    import pandas as pd

    if not path.exists():
        return pd.DataFrame(columns=list(columns), dtype="str")
    rows = read_text(path, required=required)
    lacking = [name for name in columns if name not in rows.columns]
    rows = rows.assign(**dict.fromkeys(lacking, ""))[list(columns)].astype("str")
    if not _STRAY.search(path.read_bytes()):  # which costs less than looking at every cell
        return rows
    return rows.assign(**{name: rows[name].str.strip() for name in columns})
