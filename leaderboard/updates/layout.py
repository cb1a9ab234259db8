"""Which column of a file of scores holds what, so that a row can be added to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.errors import DataError, UsageError, listed, quoted
from leaderboard.reading.columns import Recogniser
from leaderboard.reading.containers import delimited
from leaderboard.reading.header import headed
from leaderboard.reading.sheet import sheet_of
from leaderboard.reading.stated import Stated
from leaderboard.reading.text_file import mistakes

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.reading.known import Known

_HEAD = 500
"""Rows that are looked at."""


@dataclass(frozen=True)
class Layout:
    """Which column holds what, by numbers from 0."""

    path: Path
    roles: dict[str, int]
    """By the names of the columns of ``results.csv``."""
    scores: dict[str, int]
    """The columns of scores by their metrics; under ``""`` the one that names none."""
    facts: dict[str, int]
    """What is said of a network's paper: ``published``, ``year``, …"""
    delimiter: str
    """What stands between cells."""
    dataset: str = ""
    """What the only dataset is called, where the file has no column for it."""

    def for_metric(self, metric: str) -> dict[str, int]:
        """Return the roles of a score in a *metric*, or in the dataset's own if that is empty.

        Raises:
            UsageError: There are several columns of scores, and it is not said which is meant.
        """
        wanted = metrics.key(metrics.plain(metric))
        named = {metrics.key(name): column for name, column in self.scores.items()}
        if wanted and wanted in named:
            return {**self.roles, "score": named[wanted]}
        if "" in self.scores:
            return {**self.roles, "score": self.scores[""]}
        if len(self.scores) == 1 and (not wanted or "metric" in self.roles):
            return {**self.roles, "score": next(iter(self.scores.values()))}
        names = listed(list(map(quoted, self.scores)), "or")
        raise UsageError(f"{self.path} has scores in {names}; say which with --metric")


def layout_of(path: Path, known: Known) -> Layout:
    """Find out which column of a file holds what, in the way in which it is read.

    Raises:
        DataError: It is no table of a row for each score; the text says what is in the way.
    """
    with mistakes(path), path.open("rb") as file:
        table = delimited.Table.of(path, file)
        with table.records(file) as found:
            head = [record.cells for record in islice(found, _HEAD)]
    below = headed(head)
    if below is None:
        raise DataError(path, "the header names no column")
    if table.skipped or below.first != 1:
        raise DataError(
            path, "its header is not its first line; scores are added to tables that begin with it"
        )
    columns = Recogniser(sheet_of(below.header, below.rows), Stated(), known).columns()
    wide = [one for one in columns.scores if one.title.dataset and not one.title.metrics]
    if wide and "dataset" not in columns.roles:
        problem = "it has a column for each dataset; scores are added to files with one score in each row"
        raise DataError(path, problem)
    if columns.network is None:
        raise DataError(path, "no column of networks, such as 'network' or 'model'", line=1)
    scores = {(one.title.whole_metric() if one.title.metrics else ""): one.number for one in columns.scores}
    if not scores:
        raise DataError(path, "no column of scores, such as 'score' or 'miou'", line=1)
    roles = {role: numbers[0] for role, numbers in columns.roles.items() if len(numbers) == 1}
    return Layout(
        path,
        {**roles, "network": columns.network},
        scores,
        {meaning: number for number, meaning in columns.facts.items()},
        table.delimiter,
        "" if "dataset" in roles else path.name.partition(".")[0],
    )


def own_layout(path: Path, known: Known) -> Layout:
    """Return the layout of ``results.csv``, whose scores measure what their datasets say."""
    found = layout_of(path, known)
    if "dataset" not in found.roles:
        raise DataError(path, "no column 'dataset'", line=1)
    whole = [name for name in found.scores if fold(name) in {"", "miou"} or known.is_metric(name)]
    return replace(found, scores={"": found.scores[whole[0]]}) if whole else found
