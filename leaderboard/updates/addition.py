"""A score with all that is said of it: checked, and fitted into the tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics
from leaderboard.board.columns import EVIDENCE, KEY, LINKS, PAPERS, SPLITS, SPREADS, TEST_TIMES
from leaderboard.board.names import fold
from leaderboard.errors import LeaderboardError, NearName, UnknownName, UsageError, quoted
from leaderboard.storage import Insertion, Row, insertion
from leaderboard.updates import datasets, papers, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from leaderboard.updates.tables import Tables

_ASIDE = ("spread", "spread_of", "runs", "date", "evidence", "source", "note")
"""What is said of a score besides what tells it from others."""


@dataclass(frozen=True)
class Addition:
    """What is given: a score, how it was reached, and what is known of the network's paper."""

    said: Mapping[str, str]
    """By the columns of the results; ``score`` is text."""
    paper: Mapping[str, str] = field(default_factory=dict)
    """By :data:`papers.FACTS` and :data:`papers.KINDS`, as far as it is given."""
    new: bool = False
    """Whether network and dataset are what they are called, however much they resemble others."""

    def __getitem__(self, name: str) -> str:
        """Return what is given for a column, or nothing."""
        return self.said.get(name, "")

    def saying(self, **said: str) -> Addition:
        """Return the same with other values."""
        return replace(self, said={**self.said, **said})


@dataclass(frozen=True)
class Checked:
    """What is to be written for a score."""

    path: Path
    """The table of the scores."""
    score: Addition
    """As it is written: names as they are spelled in the tables."""
    insertions: tuple[Insertion, ...]
    """In the order to write them: a score comes after the paper of its network."""
    there: int | None = None
    """The line on which the very same score stands already; there is nothing to write then."""
    remark: str = ""


def checked(tables: Tables, given: Addition) -> Checked:
    """Check a score against what is in the tables, and find its place.

    Raises:
        UsageError: Something given is not what it should be.
        UnknownName: There is no such dataset, or the name is too near to another.
        AmbiguousName: A name fits several.
        LeaderboardError: A score with the same key stands there already, and no note says
            why both should; or something given contradicts the tables.
    """
    given = _spelled(tables, tidied(given))
    values.score(given["score"], tables.description(given["dataset"], given["metric"])["unit"])
    said = papers.checked(given.paper)
    paper = (
        papers.in_folder(tables, given["network"], said) if tables.folder else papers.in_file(tables, said)
    )
    if not given["evidence"] and "evidence" in tables.layout.roles:
        given = given.saying(evidence=evidence_of(given["source"], paper.owned))
    roles = tables.layout.for_metric(given["metric"] or tables.description(given["dataset"])["metric"])
    row = row_of(tables, given.said)
    there = _twin(tables, row, roles["score"])
    if there is not None:
        return Checked(tables.path, given, (), there=there)
    score = insertion(tables.results.with_roles(roles), [row | paper.columns], order=order(tables))
    return Checked(tables.path, given, (*_of_paper(tables, paper), score), remark=paper.remark)


def row_of(tables: Tables, said: Mapping[str, str]) -> dict[str, str]:
    """Write what is said of a score as a row, without what every row of the file says.

    A metric is not named where it is the dataset's own, or where its column of scores names it.
    """
    row = {name: said.get(name, "") for name in (*KEY, "score", *_ASIDE)}
    own = tables.description(row["dataset"])["metric"]
    if (own and metrics.same(row["metric"], own)) or row["metric"] in tables.layout.scores:
        row["metric"] = ""
    if tables.layout.dataset:
        row["dataset"] = ""
    return row


def tidied(given: Addition) -> Addition:
    """Tidy what was given, and check what can be checked without the tables."""
    said = {name: values.plain(f"--{name.replace('_', '-')}", text) for name, text in given.said.items()}
    paper = {name: values.plain(f"--{name}", text) for name, text in given.paper.items() if text.strip()}
    given = replace(given, said=said, paper=paper)
    if ";" in given["network"]:
        raise UsageError(f"--network {quoted(given['network'])} holds ';', which stands between networks")
    values.source(given["source"])
    values.number("--spread", given["spread"])
    values.number("--runs", given["runs"], whole=True)
    values.date(given["date"], "--reached")
    words = {"evidence": EVIDENCE, "test_time": TEST_TIMES, "spread_of": SPREADS}
    return given.saying(
        **{
            name: values.word(f"--{name.replace('_', '-')}", given[name], known)
            for name, known in words.items()
        }
    )


def _spelled(tables: Tables, given: Addition) -> Addition:
    """Write names and splits the way the tables do."""
    dataset = dataset_of(tables, given)
    split = given["split"].casefold()
    if split and split not in SPLITS and split != tables.description(dataset)["split"].casefold():
        known = {name.casefold() for name in storage.occurring(tables.results, "split")}
        split = values.word("--split", split, tuple(dict.fromkeys((*SPLITS, *sorted(known)))))
    network = tables.network(given["network"], new=given.new)
    metric = tables.description(dataset, metrics.plain(given["metric"]))["metric"] if given["metric"] else ""
    return given.saying(network=network, dataset=dataset, split=split, metric=metric)


def dataset_of(tables: Tables, given: Addition) -> str:
    """Return the dataset that is meant, as the tables write it.

    Raises:
        UnknownName: There is none; the text says what is typed to add it.
        AmbiguousName: Several fit.
    """
    typed = given["dataset"]
    try:
        return tables.dataset(typed, new=given.new)
    except NearName:
        raise
    except UnknownName as error:
        words = datasets.words(tables.place, typed, given["metric"], given["split"], tables.described)
        error.args = (f"{error}{' if not,' if error.near else ';'} add it first with: {words}",)
        raise


def evidence_of(source: str, owned: list[tuple[str, str]]) -> str:
    """Tell what is plain from where a score was read: its own paper, or the code of its authors."""
    arxiv = values.arxiv(source)
    for kind, url in owned:
        if url == source or (arxiv and values.arxiv(url) == arxiv):
            return {"paper": "paper", "code": "authors"}.get(kind, "")
    return ""


def _twin(tables: Tables, row: Mapping[str, str], score: int) -> int | None:
    """Return the line of the very same score, if there is one.

    Raises:
        LeaderboardError: There is one that is told apart by nothing but its figure.
    """
    column = fold(tables.results.header[score])
    for begins, other in storage.where(tables.results, "network", row["network"]):
        if any(row[name] != other[name] for name in KEY) or not other[column]:
            continue
        line = tables.results.line_number(begins)
        same_score = _number(other[column]) == float(row["score"])
        if same_score and all(row[name] == other[name] for name in _ASIDE):
            return line
        if not row["note"]:
            raise LeaderboardError(
                f"{tables.path}:{line} has {other[column]} for it already; tell them apart"
                " (--variant, --split, --test-time, --extra-data), or say with --note why both stand"
            )
    return None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def order(tables: Tables) -> Callable[[Row], tuple[int, str, str] | None] | None:
    """Sort scores by dataset, network and variant, where the order of datasets is known."""
    places = {name: place for place, name in enumerate(tables.described)}
    if not places:
        return None

    def key(row: Row) -> tuple[int, str, str] | None:
        place = places.get(row["dataset"])
        return None if place is None else (place, row["network"].casefold(), row["variant"])

    return key


def _of_paper(tables: Tables, paper: papers.Paper) -> list[Insertion]:
    """Fit the rows of a paper into its tables; they are begun where there are none."""
    return [
        tables.fitted(name, rows, columns, order=lambda row: row["paper"])
        for name, rows, columns in (("papers", paper.rows, PAPERS), ("links", paper.links, LINKS))
        if rows
    ]
