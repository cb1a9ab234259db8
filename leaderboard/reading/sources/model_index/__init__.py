"""Catalogues of models: ``model-index.yml``, and the metafiles of mmsegmentation and its kin.

A file holds models, the collections that they belong to, and paths of further files; a
folder of such files is one source. The network is the collection, the variant is the rest of
the model's name, and its scores are on the validation split, at a single scale unless they
say otherwise, measured by the makers of the catalogue: reproduced.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board.metrics import plain
from leaderboard.board.names import fold, without_split
from leaderboard.errors import quoted
from leaderboard.importers import _catalogue_files
from leaderboard.importers._catalogue import Catalogue, Entry
from leaderboard.importers._finds import Finds
from leaderboard.importers._measured import Measured, hand_over
from leaderboard.importers._model_names import network_of, variant_of
from leaderboard.reading.yaml_text import Mapping, Text
from leaderboard.reading.yaml_values import at, everything, listed, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.board.board import Leaderboard
    from leaderboard.importers import Hints
    from leaderboard.reading.yaml_text import Value

SUFFIXES = (".yml", ".yaml")


class _Known(NamedTuple):
    """A dataset of the program under a name of theirs."""

    dataset: str
    in_names: tuple[str, ...] = ()
    """How the names of models spell it."""
    variant: str = ""
    note: str = ""


_SPELLINGS = {
    fold(name): known
    for name, known in {
        "Pascal VOC 2012 + Aug": _Known("voc12", ("voc12aug",), note="trained on the augmented training set"),
        "Pascal VOC 2012": _Known("voc12", ("voc12",)),
        "Pascal Context 59": _Known("pascal-context", ("pascal-context-59",), variant="59 classes"),
    }.items()
}

_TEST_TIMES = {
    "ms+flip": "multi-scale",
    "ms": "multi-scale",
    "ss": "single-scale",
    "ss+flip": "single-scale",
    "flip": "single-scale",
}
_METRIC = re.compile(
    rf"(?P<metric>.*\S)\s*\((?P<how>{'|'.join(map(re.escape, _TEST_TIMES))})\)", re.IGNORECASE
)

_ARXIV = re.compile(
    r"https?://(?:\w+\.)?arxiv\.org/(?:abs|pdf)/(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5})",
    re.ASCII | re.IGNORECASE,
)


def recognises(start: str) -> bool:
    """Whether it is YAML that lists models or collections by name, or imports such files."""
    return _catalogue_files.begins(start)


def recognises_folder(path: Path) -> bool:
    """Whether there is such a file in the folder, or in one below."""
    return any(_catalogue_files.is_one(file) for file in _catalogue_files.files_in(path))


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read a file with all that it imports, or a folder of files."""
    finds = Finds(path)
    catalogue = Catalogue(path, finds)
    measured = [(entry, value) for entry in catalogue.models for value in _values(catalogue, entry, finds)]
    hand_over(_apart(measured), finds)
    _facts(catalogue, finds)
    return finds.leaderboard(hints, *catalogue.remarks)


# Scores


def _values(catalogue: Catalogue, entry: Entry, finds: Finds) -> Iterator[Measured]:
    """Give what was measured of a model, value by value."""
    for results in everything(entry.model, "results"):
        for result in listed(results):
            if isinstance(result, Mapping):
                yield from _of_result(catalogue, entry, result, finds)
            elif not isinstance(result, Text) or result:
                finds.refuse(at(entry.path, result), "a result that is no mapping")


def _of_result(catalogue: Catalogue, entry: Entry, result: Mapping, finds: Finds) -> Iterator[Measured]:
    name, architecture, network = text_of(entry.model, "name"), entry.architecture, _network(entry)
    dataset, task = _name_in(value_of(result, "dataset")), _name_in(value_of(result, "task"))
    known = _SPELLINGS.get(fold(dataset), _Known(dataset))
    variant = variant_of(name, network, architecture, [dataset, known.dataset, *known.in_names])
    for place, written, cell in _metrics(entry.path, result, finds):
        found = _METRIC.fullmatch(written)
        metric, how = (found["metric"], _TEST_TIMES[found["how"].casefold()]) if found else (written, "")
        segments = plain(metric) == "mIoU" or fold(task) == "semanticsegmentation"
        conditions = {
            "variant": ", ".join(filter(None, [variant, known.variant])),
            "split": "val" if segments and not without_split(dataset)[1] else "",
            "test_time": how or ("single-scale" if plain(metric) == "mIoU" else ""),
            "evidence": "reproduced",
            "source": catalogue.source(entry),
            "note": known.note,
        }
        yield Measured(place, network, known.dataset, metric, cell, task, conditions)


def _network(entry: Entry) -> str:
    name, collection = (text_of(entry.model, key) for key in ("name", "in collection"))
    return network_of(name, collection, entry.architecture)


def _metrics(path: Path, result: Mapping, finds: Finds) -> Iterator[tuple[str, str, str]]:
    """Give the place, name and text of each value; a list of name and value is fine, too."""
    given = everything(result, "metrics")
    if not given:
        finds.refuse(at(path, result), "a result without metrics")
    for metrics in given:
        for one in listed(metrics):
            if not isinstance(one, Mapping):
                if one:
                    finds.refuse(at(path, one), f"{quoted(str(one))} is no metric with a value")
                continue
            name, value = value_of(one, "name"), value_of(one, "value")
            pairs = [(name, value)] if name is not None and value is not None else one.items()
            for key, cell in pairs:
                if isinstance(key, Text) and isinstance(cell, Text):
                    yield at(path, cell), " ".join(key.split()), str(cell)
                else:
                    finds.refuse(at(path, cell), f"the value of {quoted(str(key))} is no single value")


def _name_in(value: Value | None) -> str:
    """Return a name, which may stand in a mapping."""
    if isinstance(value, Mapping):
        value = value_of(value, "name")
    return " ".join(value.split()) if isinstance(value, Text) else ""


def _apart(measured: list[tuple[Entry, Measured]]) -> Iterator[Measured]:
    """Give every value, with the whole name as the variant where a part of it would not tell two apart."""
    named: dict[tuple[str, ...], set[str]] = {}
    for entry, value in measured:
        named.setdefault(_key(value), set()).add(text_of(entry.model, "name"))
    for entry, value in measured:
        if len(named[_key(value)]) == 1:
            yield value
        else:
            whole = {**value.conditions, "variant": text_of(entry.model, "name")}
            yield replace(value, conditions=whole)


def _key(value: Measured) -> tuple[str, ...]:
    conditions = value.conditions
    return (value.network, value.dataset, value.metric, conditions["variant"], conditions["test_time"])


# Papers and code


def _facts(catalogue: Catalogue, finds: Finds) -> None:
    """Say what is known of the networks: what their collections say counts before what models do."""
    papered: set[str] = set()
    said: list[tuple[str, Mapping]] = []
    for entry in catalogue.models:
        if network := _network(entry):
            collection = catalogue.collection(entry)
            said += [(network, one) for one in (collection, entry.model) if one]
    collected = {id(collection) for collection in catalogue.collections}
    said.sort(key=lambda pair: id(pair[1]) not in collected)
    for network, mapping in said:
        for paper in _all(mapping, "paper"):
            if network not in papered and _paper(network, paper, finds):
                papered.add(network)
        for code in _all(mapping, "code"):
            finds.link(network, "code", _address(code))


def _paper(network: str, paper: Value, finds: Finds) -> bool:
    url = _address(paper)
    facts = {"title": text_of(paper, "title") if isinstance(paper, Mapping) else ""}
    if arxiv := _ARXIV.match(url):
        facts |= {"arxiv": arxiv["id"], "date": f"20{arxiv['year']}-{arxiv['month']}"}
    finds.paper(network, **facts)
    finds.link(network, "paper", url)
    return bool(url or facts["title"])


def _all(mapping: Mapping, key: str) -> list[Value]:
    return [one for value in everything(mapping, key) for one in listed(value)]


def _address(value: Value) -> str:
    if isinstance(value, Mapping):
        return text_of(value, "url")
    return str(value) if isinstance(value, Text) else ""
