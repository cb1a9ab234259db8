"""Catalogues of models: ``model-index.yml``, and the metafiles of mmsegmentation and its kin.

A file holds models, the collections that they belong to, and paths of further files; a
folder of such files is one source. The network is the collection, the variant is the rest of
the model's name. Scores of segmentation are on the validation split, at a single scale
unless they say otherwise: in the name of a metric, or under *Split* and *Test Time*. All were
measured by the makers of the catalogue: reproduced.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board.metrics import plain
from leaderboard.board.names import fold, without_split
from leaderboard.errors import quoted
from leaderboard.reading.measurements import Collector
from leaderboard.reading.sources.model_index import files
from leaderboard.reading.sources.model_index.catalogue import Catalogue
from leaderboard.reading.sources.model_index.model_names import network_of, variant_of
from leaderboard.reading.tasks import Measured, collect
from leaderboard.reading.yaml_text import Mapping, Text, everything, listed, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.sources.model_index.catalogue import Entry, File
    from leaderboard.reading.start import Start
    from leaderboard.reading.yaml_text import Value

SUFFIXES = files.SUFFIXES


class _Spelling(NamedTuple):
    """How they spell a dataset."""

    dataset: str
    """What others call it."""
    in_names: tuple[str, ...] = ()
    """How the names of models spell it."""
    variant: str = ""
    note: str = ""


_SPELLINGS = {
    fold(name): spelling
    for name, spelling in {
        "Pascal VOC 2012 + Aug": _Spelling(
            "Pascal VOC 2012", ("voc12aug", "voc12"), note="trained on the augmented training set"
        ),
        "Pascal VOC 2012": _Spelling("Pascal VOC 2012", ("voc12",)),
        "Pascal Context 59": _Spelling(
            "Pascal Context", ("pascal-context-59", "pascal-context"), variant="59 classes"
        ),
    }.items()
}

_TEST_TIMES = {
    "ms+flip": "multi-scale",
    "ms": "multi-scale",
    "ss": "single-scale",
    "ss+flip": "flip",
    "flip": "flip",
}
_STATED = {"split": "split", "test time": "test_time"}
"""What a result may state, also that it is not known; by the columns that say it here."""

_METRIC = re.compile(
    rf"(?P<metric>.*\S)\s*\((?P<how>{'|'.join(map(re.escape, _TEST_TIMES))})\)", re.IGNORECASE
)

_ARXIV = re.compile(
    r"https?://(?:\w+\.)?arxiv\.org/(?:abs|pdf)/(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5})",
    re.ASCII | re.IGNORECASE,
)


def recognises(start: Start) -> float:
    """Look for YAML that lists models or collections by name, or imports such files."""
    return 0.9 if files.begins(start) else 0.0


def recognises_folder(folder: Path) -> bool:
    """Look for such a file in the folder, or in one below."""
    return any(map(files.is_one, files.files_in(folder)))


def measurements(path: Path, name: str) -> Measurements:
    """Read a file with all that it imports, or a folder of files."""
    found = Collector()
    catalogue = Catalogue(path, name, found)
    measured = [(entry, value) for entry in catalogue.models for value in _values(catalogue, entry, found)]
    collect(_apart(measured), found)
    _facts(catalogue, found)
    found.remarks += catalogue.remarks
    return found.measurements()


# Scores


def _values(catalogue: Catalogue, entry: Entry, found: Collector) -> Iterator[Measured]:
    """Give what was measured of a model, value by value."""
    for results in everything(entry.model, "results"):
        for result in listed(results):
            if isinstance(result, Mapping):
                yield from _of_result(catalogue, entry, result, found)
            elif not isinstance(result, Text) or result:
                found.refuse(entry.file.place(result), "a result that is no mapping")


def _of_result(catalogue: Catalogue, entry: Entry, result: Mapping, found: Collector) -> Iterator[Measured]:
    name, architecture, network = text_of(entry.model, "name"), entry.architecture, _network(entry)
    dataset, task = _name_in(value_of(result, "dataset")), _name_in(value_of(result, "task"))
    spelling = _SPELLINGS.get(fold(dataset), _Spelling(dataset))
    variant = variant_of(name, network, architecture, [dataset, *spelling.in_names])
    stated = {key.casefold() for key in result}
    for place, written, cell in _metrics(entry.file, result, found):
        split_off = None if "test time" in stated else _METRIC.fullmatch(written)
        metric, how = (split_off["metric"], split_off["how"].casefold()) if split_off else (written, "ss")
        segments = plain(metric) == "mIoU" or fold(task) == "semanticsegmentation"
        said = {
            "variant": ", ".join(filter(None, [variant, spelling.variant])),
            "split": "val" if segments and not without_split(dataset)[1] else "",
            "test_time": _TEST_TIMES[how] if split_off or segments else "",
            **{name: text_of(result, key) for key, name in _STATED.items() if key in stated},
            "evidence": "reproduced",
            "source": catalogue.source(entry),
            "note": spelling.note,
        }
        yield Measured(place, network, spelling.dataset, metric, cell, task, said)


def _network(entry: Entry) -> str:
    name, collection = (text_of(entry.model, key) for key in ("name", "in collection"))
    return network_of(name, collection, entry.architecture)


def _metrics(file: File, result: Mapping, found: Collector) -> Iterator[tuple[str, str, str]]:
    """Give the place, name and text of each value; a list of name and value is fine, too."""
    given = everything(result, "metrics")
    if not given:
        found.refuse(file.place(result), "a result without metrics")
    for metrics in given:
        for one in listed(metrics):
            if not isinstance(one, Mapping):
                if one:
                    found.refuse(file.place(one), f"{quoted(str(one))} is no metric with a value")
                continue
            name, value = value_of(one, "name"), value_of(one, "value")
            pairs = [(name, value)] if name is not None and value is not None else one.items()
            for key, cell in pairs:
                if isinstance(key, Text) and isinstance(cell, Text):
                    yield file.place(cell), " ".join(key.split()), str(cell)
                else:
                    found.refuse(file.place(cell), f"the value of {quoted(str(key))} is no single value")


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
            yield value._replace(said={**value.said, "variant": text_of(entry.model, "name")})


def _key(value: Measured) -> tuple[str, ...]:
    return (value.network, value.dataset, value.metric, value.said["variant"], value.said["test_time"])


# Papers and code


def _facts(catalogue: Catalogue, found: Collector) -> None:
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
            if network not in papered and _paper(network, paper, found):
                papered.add(network)
        for code in _all(mapping, "code"):
            found.link(network, "code", _address(code))


def _paper(network: str, paper: Value, found: Collector) -> bool:
    url = _address(paper)
    facts = {"title": text_of(paper, "title") if isinstance(paper, Mapping) else ""}
    if arxiv := _ARXIV.match(url):
        facts |= {"arxiv": arxiv["id"], "date": f"20{arxiv['year']}-{arxiv['month']}"}
    found.paper(network, **facts)
    found.link(network, "paper", url)
    return bool(url or facts["title"])


def _all(mapping: Mapping, key: str) -> list[Value]:
    return [one for value in everything(mapping, key) for one in listed(value)]


def _address(value: Value) -> str:
    if isinstance(value, Mapping):
        return text_of(value, "url")
    return str(value) if isinstance(value, Text) else ""
