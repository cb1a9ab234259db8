"""A score that is there already: found by what tells it from others, put right or taken out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board import metrics, trust
from leaderboard.board.columns import KEY
from leaderboard.board.names import fold, several
from leaderboard.errors import DataError, LeaderboardError, UsageError, few_of, listed, quoted
from leaderboard.updates import papers, values
from leaderboard.updates.addition import Addition, evidence_of, tidied

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leaderboard.storage import Change, CsvFile, Record, Row
    from leaderboard.updates.tables import Tables

_CONDITIONS = tuple(name for name in KEY if name not in {"network", "dataset"})
"""What tells scores of a network on a dataset apart."""

_LISTED = 8
"""So many scores are named where several fit."""


@dataclass(frozen=True)
class Which:
    """Which score is meant."""

    network: str
    dataset: str
    said: Mapping[str, str]
    """What is given of its conditions, by the columns of the results; an empty text is none."""
    line: int | None = None
    """Where it stands, if that is given."""


@dataclass(frozen=True)
class Correction:
    """What is to be written for a score that is there."""

    path: Path
    line: int
    """Where the score stands."""
    score: Addition
    """As it is then."""
    changes: tuple[Change, ...]
    """Nothing if all of it stands there already."""
    remark: str = ""


@dataclass(frozen=True)
class _Found:
    """A row that may be meant."""

    begins: int
    line: int
    row: Row


@dataclass(frozen=True)
class _Place:
    """The row that is meant, and how its file is laid out for its metric."""

    found: _Found
    which: Which
    """With the names as they stand in the tables."""
    file: CsvFile
    score: int
    """The number of the column that its score is in."""
    record: Record

    def column(self, name: str) -> int | None:
        """Return the number of a column."""
        return self.score if name == "score" else self.file.place_of(name)

    def texts(self, said: Mapping[str, str]) -> dict[int, str]:
        """Return what is said by the numbers of the columns.

        Raises:
            DataError: There is no column for something.
        """
        placed = {}
        for name, text in said.items():
            column = self.column(name)
            if column is not None:
                placed[column] = text
            elif text:
                columns = ", ".join(map(quoted, self.file.header))
                raise DataError(
                    self.file.path, f"no column {quoted(name)} for {quoted(text)}; the columns are {columns}"
                )
        return placed

    def score_of(self, row: Row) -> str:
        """Return the text of a score in the same column."""
        return row[fold(self.file.header[self.score])]


def corrected(tables: Tables, which: Which, new: Mapping[str, str]) -> Correction:
    """Put a score right, or what is said of it; what is given of it is checked as that of a new one.

    Another figure of the same source takes the place of the one that is there, which goes into
    the note. Another source's figure goes into a row of its own, beside it.

    Args:
        tables: The tables as they are.
        which: The score that is meant.
        new: What is to stand there, by the columns of the results; an empty text takes away what does.

    Raises:
        UsageError: Something given is not what it should be.
        LeaderboardError: No such score is there, or several are; or the same stands there elsewhere.
    """
    if not new:
        raise UsageError("nothing to correct: say --score, --source, --note or what else is to stand there")
    said = {name: tidied(Addition(new))[name] for name in new}
    place = _meant(tables, which, said.get("source", ""))
    old = place.found.row
    if said.get("score") == "":
        raise UsageError("the new score is empty; 'leaderboard remove' takes a score out")
    if "score" in said:
        values.score(said["score"], _described(tables, place, old)["unit"])
    was, source = place.score_of(old), old["source"]
    is_other = "score" in said and said["score"] != was
    if is_other and source and not _is_same_source(said.get("source", source), source):
        return _beside(tables, place, said, was)
    note, remark = said.get("note", old["note"]), ""
    if is_other and place.column("note") is None:
        remark = f"{tables.path} has no column 'note', so that {was} is in no note"
    elif is_other:
        said["note"] = trust.corrected(note, was)
    if is_other:
        _refuse_twin(tables, place, {**old, **said})
    texts = place.texts(said)
    there = {name: was if name == "score" else old[name] for name in said}
    if all(there[name] == text for name, text in said.items()):
        return _done(tables, place, said, (), remark)
    content = storage.with_cells(place.file, place.record, texts)
    return _done(tables, place, said, (storage.edit(place.file, {place.found.begins: content}),), remark)


def removed(tables: Tables, which: Which) -> Correction:
    """Take a score out: its row, or its cell alone where the row has scores in other metrics, too.

    Raises:
        LeaderboardError: No such score is there, or several are.
    """
    place = _meant(tables, which)
    row = place.found.row
    others = [column for column in tables.layout.scores.values() if column != place.score]
    is_shared = any(row[fold(place.file.header[column])] for column in others)
    content = storage.with_cells(place.file, place.record, {place.score: ""}) if is_shared else b""
    edit = storage.edit(place.file, {place.found.begins: content})
    left = storage.where(tables.results, "network", place.which.network)
    has_paper = tables.folder and place.which.network in tables.bibliography.owners
    remark = ""
    if len(left) == 1 and has_paper and not is_shared:
        remark = f"{place.which.network} has no other score; its paper stays in papers.csv"
    return _done(tables, place, {}, (edit,), remark)


def _done(
    tables: Tables, place: _Place, said: Mapping[str, str], changes: tuple[Change, ...], remark: str
) -> Correction:
    row = place.found.row
    score = {name: row[name] for name in _CONDITIONS}
    score |= {"network": place.which.network, "dataset": place.which.dataset, "score": place.score_of(row)}
    score["metric"] = _described(tables, place, row)["metric"]
    return Correction(tables.path, place.found.line, Addition({**score, **said}), changes, remark)


def _beside(tables: Tables, place: _Place, said: dict[str, str], was: str) -> Correction:
    """Put the figure of another source into a row of its own."""
    row = place.found.row
    same = {name: row[name] for name in (*KEY, "date") if place.column(name) is not None}
    note = said.get("note") or f"{was} is known, too"
    new = {**same, **said, "note": note if place.column("note") is not None else ""}
    if "evidence" not in said and place.column("evidence") is not None:
        owned = papers.in_folder(tables, place.which.network, {}).owned if tables.folder else []
        new["evidence"] = evidence_of(said["source"], owned)
    _refuse_twin(tables, place, new)
    facts = {
        number: row[fold(place.file.header[number])]
        for number in tables.layout.facts.values()
        if number < len(place.file.header)
    }
    edit = storage.beside(place.file, place.record, {**facts, **place.texts(new)})
    remark = f"another source has {was}, which stays; to replace it, leave out --source"
    return _done(tables, place, said, (edit,), remark)


def _refuse_twin(tables: Tables, place: _Place, new: Mapping[str, str]) -> None:
    """See that the same score of the same source does not stand elsewhere."""
    for begins, other in storage.where(tables.results, "network", place.found.row["network"]):
        is_same = all(other[name] == new.get(name, "") for name in (*KEY, "source"))
        if begins != place.found.begins and is_same and place.score_of(other) == new["score"]:
            line = tables.results.line_number(begins)
            raise LeaderboardError(
                f"{tables.path}:{line} has {new['score']} of that source already;"
                " 'leaderboard remove' takes a score out"
            )


def _is_same_source(one: str, other: str) -> bool:
    """Whether two sources are the same, also as two addresses of one paper on arXiv."""
    return one.rstrip("/") == other.rstrip("/") or (
        bool(values.arxiv(one)) and values.arxiv(one) == values.arxiv(other)
    )


# Which row is meant


def _meant(tables: Tables, which: Which, source: str = "") -> _Place:
    """Find the one row that is meant; of several, the one with the same *source*.

    Raises:
        UnknownName: There is no such network or dataset.
        LeaderboardError: No row fits, or several do.
    """
    said = {name: values.plain(f"--{name.replace('_', '-')}", text) for name, text in which.said.items()}
    network = _network(tables, values.plain("NETWORK", which.network))
    dataset = tables.dataset(values.plain("--dataset", which.dataset), new=True)
    which = Which(network, dataset, said, which.line)
    own = tables.description(dataset)["metric"]
    metric = tables.description(dataset, metrics.plain(said.get("metric", "")))["metric"]
    score = tables.layout.for_metric(metric or own)["score"]
    title = fold(tables.results.header[score])
    there = [
        _Found(begins, tables.results.line_number(begins), row)
        for begins, row in storage.where(tables.results, "network", network)
        if row[title] and _is_on(tables, row, dataset)
    ]
    if not there:
        raise LeaderboardError(
            f"{quoted(network)} has no score on {quoted(dataset)}{_elsewhere(tables, network)}"
        )
    fitting = [one for one in there if which.line in {None, one.line}]
    for name, text in said.items():
        fitting = _narrowed(tables, fitting, name, text, which)
    if len(fitting) > 1 and source:
        fitting = [one for one in fitting if _is_same_source(one.row["source"], source)] or fitting
    if not fitting:
        asked = [f"--line {which.line}" if which.line is not None else "", *map(_option, said.items())]
        raise LeaderboardError(
            f"no score of {quoted(network)} on {quoted(dataset)} fits {' '.join(filter(None, asked))};"
            f" there is {_told_apart(there, title)}"
        )
    if len(fitting) > 1:
        apart = [name for name in _CONDITIONS if len({one.row[name] for one in fitting}) > 1]
        options = listed([*(f"--{name.replace('_', '-')}" for name in apart), "--line"], "or")
        raise LeaderboardError(
            f"{len(fitting)} scores of {quoted(network)} on {quoted(dataset)} fit:"
            f" {_told_apart(fitting, title)}; say which with {options}"
        )
    found = fitting[0]
    roles = {**tables.layout.roles, "score": score}
    file = tables.results.with_roles(roles)
    return _Place(found, which, file, score, storage.record_at(file, found.begins))


def _network(tables: Tables, typed: str) -> str:
    return typed if storage.has(tables.results, "network", typed) else tables.networks.find(typed)


def _is_on(tables: Tables, row: Row, dataset: str) -> bool:
    if tables.layout.dataset or row["dataset"] == dataset:
        return True
    with suppress(LeaderboardError):  # a name that fits several datasets, or none, is not this one
        return tables.dataset(row["dataset"], new=True) == dataset
    return False


def _elsewhere(tables: Tables, network: str) -> str:
    """Say where a network has scores."""
    rows = storage.where(tables.results, "network", network)
    names = list(dict.fromkeys(filter(None, (row["dataset"] for _, row in rows))))
    return f"; it has on {few_of(list(map(quoted, names)))}" if names else ""


def _narrowed(tables: Tables, found: list[_Found], name: str, text: str, which: Which) -> list[_Found]:
    """Return the rows that have what is given in a column, or else those of which that is so unsaid."""
    if name == "extra_data":
        wanted = set(map(fold, several(text)))
        return [one for one in found if set(map(fold, several(one.row[name]))) == wanted]
    about = tables.description(which.dataset)
    if name == "metric":
        own = [one for one in found if metrics.same(one.row["metric"] or about["metric"], text)]
        return own or [one for one in found if not one.row["metric"]]
    exact = [one for one in found if fold(one.row[name]) == fold(text)]
    if not exact and name == "split" and fold(text) == fold(about["split"]):
        return [one for one in found if not one.row[name]]
    return exact


def _told_apart(found: list[_Found], title: str) -> str:
    """Name rows by their lines, with their scores and what tells them apart."""
    apart = [name for name in _CONDITIONS if len({one.row[name] for one in found}) > 1]
    if not apart:
        apart = [name for name in ("source",) if len({one.row[name] for one in found}) > 1]
    lines = [
        f"line {one.line} ({' '.join([one.row[title], *(_option((name, one.row[name])) for name in apart)])})"
        for one in found
    ]
    more = [f"{len(lines) - _LISTED} more"] if len(lines) > _LISTED else []
    return ", ".join([*lines[:_LISTED], *more])


def _option(said: tuple[str, str]) -> str:
    name, text = said
    return f"--{name.replace('_', '-')} {quoted(text)}"


def _described(tables: Tables, place: _Place, row: Row) -> Row:
    """Return what is known of the metric of a row."""
    named = [name for name, column in tables.layout.scores.items() if column == place.score]
    return tables.description(place.which.dataset, metrics.plain(row["metric"] or named[0]))
