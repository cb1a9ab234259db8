"""A score with all that is said of it: checked, and fitted into the tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from leaderboard import storage
from leaderboard.board.columns import EVIDENCE, KEY, LINKS, PAPERS, SPLITS, TEST_TIMES
from leaderboard.errors import LeaderboardError, UsageError, quoted
from leaderboard.storage import Insertion, Row, insertion
from leaderboard.updates import papers, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from leaderboard.updates.tables import Tables

_ASIDE = ("evidence", "source", "note")
"""What is said of a score besides."""


@dataclass(frozen=True)
class Addition:
    """What is given: a score, how it was reached, and what is known of the network's paper."""

    network: str = ""
    dataset: str = ""
    score: str = ""
    source: str = ""
    split: str = ""
    variant: str = ""
    test_time: str = ""
    extra_data: str = ""
    evidence: str = ""
    note: str = ""
    paper: Mapping[str, str] = field(default_factory=dict)
    """By :data:`papers.FACTS` and :data:`papers.KINDS`, as far as it is given."""
    new: bool = False
    """Whether network and dataset are what they are called, however much they resemble others."""


@dataclass(frozen=True)
class Checked:
    """What is to be written for a score."""

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
    given = _spelled(tables, _plain(given))
    unit = tables.description(given.dataset)["unit"]
    values.score(given.score, unit)
    said = papers.checked(given.paper)
    paper = papers.in_folder(tables, given.network, said) if tables.folder else papers.in_file(tables, said)
    if not given.evidence and "evidence" in tables.results.columns:
        given = replace(given, evidence=_evidence(given.source, paper.owned))
    row = _row(given)
    there = _twin(tables, row)
    if there is not None:
        return Checked(given, (), there=there)
    score = insertion(
        tables.path,
        [row | paper.columns],
        order=order(tables),
        other_names={"score": tables.score_names},
    )
    return Checked(given, (*_of_paper(tables, paper), score), remark=paper.remark)


def _plain(given: Addition) -> Addition:
    """Tidy what was given, and check what can be checked without the tables."""
    texts = {
        name: values.plain(f"--{name.replace('_', '-')}", text)
        for name, text in asdict(given).items()
        if isinstance(text, str)
    }
    paper = {name: values.plain(f"--{name}", text) for name, text in given.paper.items() if text.strip()}
    if ";" in texts["network"]:
        raise UsageError(f"--network {quoted(texts['network'])} holds ';', which stands between networks")
    values.source(texts["source"])
    texts["evidence"] = values.word("--evidence", texts["evidence"], EVIDENCE)
    texts["test_time"] = values.word("--test-time", texts["test_time"], TEST_TIMES)
    return replace(given, paper=paper, **cast("dict[str, Any]", texts))


def _spelled(tables: Tables, given: Addition) -> Addition:
    """Write names and splits the way the tables do."""
    dataset = tables.dataset(given.dataset, new=given.new)
    split = given.split.casefold()
    if split and split not in SPLITS and split != tables.description(dataset)["split"].casefold():
        known = {name.casefold() for name in storage.occurring(tables.results, "split")}
        split = values.word("--split", split, tuple(dict.fromkeys((*SPLITS, *sorted(known)))))
    network = tables.network(given.network, new=given.new)
    return replace(given, network=network, dataset=dataset, split=split)


def _row(given: Addition) -> dict[str, str]:
    return {name: getattr(given, name) for name in (*KEY, "score", *_ASIDE)}


def _evidence(source: str, owned: list[tuple[str, str]]) -> str:
    """Tell what is plain from where a score was read: its own paper, or the code of its authors."""
    arxiv = values.arxiv(source)
    for kind, url in owned:
        if url == source or (arxiv and values.arxiv(url) == arxiv):
            return {"paper": "paper", "code": "authors"}.get(kind, "")
    return ""


def _twin(tables: Tables, row: dict[str, str]) -> int | None:
    """Return the line of the very same score, if there is one.

    Raises:
        LeaderboardError: There is one that is told apart by nothing but its figure.
    """
    place = tables.results.place_of("score", tables.score_names)
    column = tables.results.header[place] if place is not None else "score"
    for begins, other in storage.where(tables.results, "network", row["network"]):
        if any(row[name] != other[name] for name in KEY):
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
    found = []
    for name, rows, columns in (("papers", paper.rows, PAPERS), ("links", paper.links, LINKS)):
        path: Path | None = tables.table(name)
        if rows and path:
            found.append(insertion(path, rows, order=lambda row: row["paper"], columns=columns))
    return found
