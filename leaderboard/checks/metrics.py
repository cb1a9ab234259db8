"""Rules for ``metrics.csv``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.checks.problems import Finding, Rules, told
from leaderboard.checks.texts import unit_problem
from leaderboard.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.written import Written

RULES = Rules()


@RULES.error
def unknown_dataset(table: Written, folder: Folder) -> Iterator[Finding]:
    """A metric is one on a dataset that is described, or on any."""
    yield from told(table.column("dataset"), folder.unknown_dataset)


@RULES.warning
def dataset_alias(table: Written, folder: Folder) -> Iterator[Finding]:
    """In a table that is kept, a dataset is written in one way."""
    yield from told(table.column("dataset"), folder.dataset_alias)


@RULES.warning
def unit(table: Written, _: Folder) -> Iterator[Finding]:
    """Only the sign tells that scores are between 0 and 100."""
    yield from told(table.column("unit"), unit_problem)


@RULES.warning
def own_metric(table: Written, folder: Folder) -> Iterator[Finding]:
    """The metric that ranks a dataset is described with it, unless it is a part of something."""
    own = {one["dataset"]: one["metric"] for one in folder.datasets if one["metric"]}
    for row, one in enumerate(table.rows(("metric", "dataset", "group"))):
        if one["dataset"] in own and not one["group"] and metrics.same(own[one["dataset"]], one["metric"]):
            yield Finding(
                row,
                f"{quoted(one['metric'])} is what ranks {quoted(one['dataset'])}, so that datasets.csv"
                " describes it; remove the row",
            )
