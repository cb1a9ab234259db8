"""Rules for scores: which networks and datasets are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.names import Names
from leaderboard.checks._rules import Rules
from leaderboard.checks._texts import alike, are_alike, likely
from leaderboard.errors import AmbiguousName, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.checks._rules import Finding
    from leaderboard.checks._scores import Scores
    from leaderboard.checks._tables import Tables

RULES = Rules()


@RULES.error
def unknown_dataset(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Where datasets are described, a score is on one of them."""
    if "datasets" not in tables.sheets:
        return
    names = tables.dataset_names
    written = Names("dataset", dict.fromkeys(tables.known_datasets, ()))

    def problem(name: str) -> str | None:
        if not name or names.matching(name):
            return None
        meant = likely(name, written)
        mend = (
            f"did you mean {quoted(tables.known_datasets[meant])}?"
            if meant
            else "describe it there, or mend the name"
        )
        return f"no dataset {quoted(name)} in datasets.csv; {mend}"

    yield from scores.column("dataset").told(problem)


@RULES.warning
def doubtful_dataset(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Without descriptions a dataset may be called anything, but not nearly like a known one."""
    if "datasets" in tables.sheets:
        return
    known = Names("dataset", dict.fromkeys(scores.descriptions.known(), ()))

    def meant(name: str) -> str | None:
        return likely(name, known, alike=85) if name and "dataset" not in scores.described(name) else None

    def undescribed(name: str) -> str | None:
        if not name or meant(name) or "dataset" in scores.described(name):
            return None
        return f"the dataset {quoted(name)} is not known; describe it in a datasets.csv"

    yield from scores.column("dataset").told(
        lambda name: (
            f"the dataset {quoted(name)} is not known; did you mean {quoted(one)}?"
            if (one := meant(name))
            else None
        )
    )
    if tables.folder:
        yield from scores.column("dataset").told_once(undescribed)


@RULES.error
def ambiguous_dataset(scores: Scores, _: Tables) -> Iterator[Finding]:
    """A name leads to one dataset."""

    def problem(name: str) -> str | None:
        try:
            _ = scores.descriptions.find(name) if name else None
        except AmbiguousName as error:
            return f"{error}; write the id of one"
        return None

    yield from scores.column("dataset").told(problem)


@RULES.warning
def dataset_alias(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """In a table that is kept, a dataset is written in one way."""
    names = tables.dataset_names

    def problem(name: str) -> str | None:
        fitting = names.matching(name) if name else []
        if len(fitting) != 1 or fitting == [name]:
            return None
        return f"{quoted(name)} is another name for the dataset {quoted(fitting[0])}; write that"

    yield from scores.column("dataset").told(problem)


@RULES.warning
def unknown_network(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Where papers are listed, every network belongs to one, under its own name."""
    if "papers" not in tables.sheets:
        return
    names = tables.networks

    def alias(name: str) -> str | None:
        fitting = names.matching(name)
        if not name or len(fitting) != 1 or are_alike(name, fitting[0]):
            return None
        return f"{quoted(name)} is another name for the network {quoted(fitting[0])}; write that"

    def unknown(name: str) -> str | None:
        fitting = names.matching(name)
        if not name or len(fitting) == 1 or any(are_alike(name, one) for one in fitting):
            return None
        meant = likely(name, names, alike=85)
        mend = f"did you mean {quoted(meant)}?" if meant else "name it at its paper"
        return f"no paper in papers.csv has the network {quoted(name)}; {mend}"

    yield from scores.column("network").told(alias)
    yield from scores.column("network").told_once(unknown)


@RULES.warning
def spelling(scores: Scores, tables: Tables) -> Iterator[Finding]:
    """Two names that differ only in case, spaces or hyphens are likely one network's.

    Meant is the one that a paper has, or else the one that stands more often, or first.
    """
    import numpy as np

    networks = scores.column("network")
    standings = dict.fromkeys(tables.owners, (True, 0, 0))
    codes, first, counts = np.unique(networks.codes, return_index=True, return_counts=True)
    for code, row, count in zip(codes.tolist(), first.tolist(), counts.tolist(), strict=True):
        if name := networks.texts[code]:
            standings[name] = (name in tables.owners, count, -row)
    meant = {name: max(group, key=standings.__getitem__) for group in alike(standings) for name in group}
    yield from networks.told(
        lambda name: (
            f"{quoted(name)} differs from {quoted(meant[name])} only in spelling; write it in one way"
            if name in meant and meant[name] != name and name not in tables.owners
            else None
        )
    )
