"""A network, a dataset or a paper under another name, in every table; the old name stays an alias."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board.names import Names, fold, several
from leaderboard.errors import LeaderboardError, UsageError, quoted
from leaderboard.updates import values
from leaderboard.updates.addition import order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leaderboard.storage import Change, CsvFile, Order, Row
    from leaderboard.updates.tables import Tables


@dataclass(frozen=True)
class Renaming:
    """What is to be written."""

    changes: tuple[Change, ...]
    remark: str = ""


def network(tables: Tables, old: str, new: str) -> Renaming:
    """Call a network *new* in all tables; its paper keeps the old name as an alias.

    Raises:
        UnknownName: There is no such network.
        LeaderboardError: The new name is that of another network.
    """
    new = _name(new, "network")
    names = Names("network", _networks(tables))
    old = names.find(old)
    _refuse_other(names, old, new, "network", tables)
    owners = tables.bibliography.owners if tables.folder else {}
    written = [name for name in names.aliases if name == old or (_alike(name, old) and name not in owners)]
    by_order = order(tables)
    changes = [_renamed(tables.results, "network", written, new, by_order)]
    if speeds := tables.file("speeds"):
        changes.append(_renamed(speeds, "network", written, new, by_order))
    remark = ""
    papers = tables.file("papers")
    owner = owners.get(old)
    if papers and owner:
        together = several(owner["network"])

        def renamed(row: Row) -> dict[str, str]:
            owned = several(row["network"])
            if old not in owned:
                return {}
            aliases = _aliases(row["aliases"], old, new) if len(owned) == 1 else row["aliases"]
            owned = [new if name == old else name for name in owned]
            return {"network": ";".join(owned), "aliases": aliases}

        changes.append(_changed(papers, renamed))
        if len(together) > 1:
            remark = (
                f"{quoted(old)} is no alias now: the paper {quoted(owner['paper'])} has"
                f" {len(together)} networks, which share its aliases"
            )
    elif fold(old) != fold(new):
        where = "no paper in papers.csv has the network" if tables.folder else f"{tables.path} has no aliases"
        remark = f"{quoted(old)} is not kept as an alias: {where}"
    return Renaming(_only(changes), remark)


def dataset(tables: Tables, old: str, new: str) -> Renaming:
    """Call a dataset *new* in all tables; ``datasets.csv`` keeps the old name as an alias.

    Raises:
        UnknownName: There is no such dataset.
        LeaderboardError: The new name is that of another dataset.
    """
    new = _name(new, "dataset")
    if tables.layout.dataset:
        raise LeaderboardError(f"the dataset of {tables.path} is called after the file; rename that")
    known: dict[str, list[str]] = {
        name: [row["title"], *several(row["aliases"])] for name, row in tables.described.items()
    }
    described = Names("dataset", dict(known))
    for name in sorted(storage.occurring(tables.results, "dataset")):
        if not described.matching(name):
            known.setdefault(name, [])
    names = Names("dataset", known)
    old = names.find(old)
    _refuse_other(names, old, new, "dataset", tables)
    changes = [_renamed(tables.results, "dataset", [old], new)]
    changes += [
        _renamed(file, "dataset", [old], new) for name in ("speeds", "metrics") if (file := tables.file(name))
    ]
    datasets = tables.file("datasets")
    if datasets and old in tables.described:

        def renamed(row: Row) -> dict[str, str]:
            if row["dataset"] != old:
                return {}
            known_as = fold(old) == fold(row["title"])
            aliases = row["aliases"] if known_as else _aliases(row["aliases"], old, new)
            return {"dataset": new, "aliases": aliases}

        changes.append(_changed(datasets, renamed))
        return Renaming(_only(changes))
    where = "datasets.csv does not describe it" if tables.folder else f"{tables.path} has no aliases"
    return Renaming(_only(changes), f"{quoted(old)} is not kept as an alias: {where}")


def paper(tables: Tables, old: str, new: str) -> Renaming:
    """Call a paper *new*: its key in ``papers.csv`` and ``links.csv``, or its title if *old* is that.

    Raises:
        UnknownName: No paper has this key or title.
        LeaderboardError: Another paper is called so.
    """
    new = _name(new, "paper", may_join=True)
    papers, links = tables.file("papers"), tables.file("links")
    if papers is None:
        raise LeaderboardError(f"{tables.place} has no papers.csv")
    slugs = Names("paper", {row["paper"]: [row["title"]] for row in tables.papers})
    slug = slugs.find(old)
    if fold(old) != fold(slug):
        return Renaming(_only([_changed(papers, lambda row: {"title": new} if row["paper"] == slug else {})]))
    _refuse_other(slugs, slug, new, "paper", tables)
    changes = [_renamed(papers, "paper", [slug], new, lambda row: row["paper"])]
    if links:
        changes.append(_renamed(links, "paper", [slug], new, lambda row: row["paper"]))
    return Renaming(_only(changes))


def _name(text: str, kind: str, *, may_join: bool = False) -> str:
    text = values.plain("NEW", text)
    if not text:
        raise UsageError(f"the new name of the {kind} is empty")
    if ";" in text and not may_join:
        raise UsageError(f"{quoted(text)} holds ';', which stands between names")
    return text


def _networks(tables: Tables) -> dict[str, list[str]]:
    names = {name: list(aliases) for name, aliases in tables.networks.aliases.items()}
    if speeds := tables.file("speeds"):
        for name in sorted(storage.occurring(speeds, "network")):
            names.setdefault(name, [])
    return names


def _refuse_other(names: Names, old: str, new: str, kind: str, tables: Tables) -> None:
    """See that the new name is nobody else's: two would become one, and nothing tells them apart again."""
    if new == old:
        raise LeaderboardError(f"that {kind} is called {quoted(old)} already; nothing is written")
    mine = [name for name in names.aliases if name == old or _alike(name, old)]
    others = [name for name in names.matching(new) if name not in mine]
    others = others or [name for name in names.aliases if fold(name) == fold(new) and name not in mine]
    if others:
        also = "" if others[0] == new else f"another name of {quoted(others[0])}, "
        count = len(storage.where(tables.results, kind, others[0])) if kind != "paper" else 0
        scores = f" with {count} score{'' if count == 1 else 's'}" if count else ""
        raise LeaderboardError(
            f"{quoted(new)} is {also}a {kind} of its own{scores}; a rename would merge the two, so nothing is"
            f" written: if they are one, {_MERGE[kind]}"
        )


_MERGE = {
    "network": "take the scores of one out with 'leaderboard remove' and add them to the other",
    "dataset": "take the scores out of one with 'leaderboard remove' and add them to the other",
    "paper": "keep one row of papers.csv, with the networks of both",
}


def _aliases(cell: str, old: str, new: str) -> str:
    """Add the old name to the aliases, and take out the new one; another spelling is found anyway."""
    kept = [alias for alias in several(cell) if fold(alias) != fold(new)]
    if fold(old) not in {fold(new), *map(fold, kept)}:
        kept.append(old)
    return ";".join(kept)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ only in spelling; ``1.5`` and ``15`` differ in more than a dot."""
    return fold(one) == fold(other) and re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _renamed(file: CsvFile, column: str, olds: Sequence[str], new: str, order: Order | None = None) -> Change:
    """Write another text into a column wherever an old one stands; rows that were in order stay so."""
    rows = [found for old in olds for found in storage.where(file, column, old)]
    return _edited(file, {begins: {column: new} for begins, _ in rows}, order)


def _changed(file: CsvFile, change: Callable[[Row], Mapping[str, str]]) -> Change:
    """Write into each row what *change* says, by the names of its columns."""
    found = ((begins, row, change(row)) for begins, row in file.rows())
    texts = {
        begins: {name: text for name, text in said.items() if row[name] != text}
        for begins, row, said in found
        if said
    }
    return _edited(file, texts, None)


def _edited(file: CsvFile, texts: Mapping[int, Mapping[str, str]], order: Order | None) -> Change:
    records = {}
    for begins, said in texts.items():
        placed = {column: text for name, text in said.items() if (column := file.place_of(name)) is not None}
        records[begins] = storage.with_cells(file, storage.record_at(file, begins), placed)
    return storage.edit(file, records, order=order if records else None)


def _only(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Leave out the tables in which nothing changes."""
    return tuple(change for change in changes if change.written())
