"""Hugging Face: the results in the front matter of a model card, and ``.eval_results/*.yaml``.

A card names its network, and the metric of every value; a repository is one source. The
files of ``.eval_results`` name neither: the network is the folder that holds them.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from leaderboard.board.names import split_of
from leaderboard.errors import DataError, reason_of
from leaderboard.reading import yaml_text
from leaderboard.reading.folders import files_in, leads_out
from leaderboard.reading.measurements import Collector
from leaderboard.reading.sources.hugging_face import evaluations
from leaderboard.reading.sources.hugging_face.parts import with_part
from leaderboard.reading.start import Start
from leaderboard.reading.tasks import Measured, collect
from leaderboard.reading.yaml_text import Mapping, Text, everything, listed, mapping_of, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.yaml_text import Value

SUFFIXES: tuple[str, ...] = ()
"""Cards are Markdown and the others YAML: only the content tells."""

_CARD = "readme.md"
_YAML = {".yaml", ".yml"}

_RESULTS = re.compile(r"^[\"']?model-index[\"']?[ \t]*:", re.MULTILINE)


def recognises(start: Start) -> float:
    """Look for a card with results, or a list of datasets with values."""
    front = _front_matter(start.text)
    return 0.95 if (front and _RESULTS.search(front[1])) or evaluations.begins(start) else 0.0


def recognises_folder(folder: Path) -> bool:
    """Look for results in a repository, or in most of the folders that this one holds."""
    if any(True for _ in _of_repository(folder, folder)):
        return True
    inside = [any(True for _ in _of_repository(one, folder)) for one in _inside(folder)]
    return 2 * sum(inside) > len(inside)


def measurements(path: Path, name: str) -> Measurements:
    """Read a card, a file of results, a repository that holds them, or a folder of repositories."""
    found = Collector()
    if path.is_dir():
        values = []
        for file in _files(path):
            source = file.relative_to(path).as_posix()
            called = (PurePath(name) / source).as_posix()
            if leads_out(file, path):
                found.refuse(called, "behind a link that leads out of the folder, which is not followed")
                continue
            values += _of_one_of_several(file, called, source, found)
    else:
        plain = PurePath(name)
        values = list(_of_file(path, name, plain.name if plain.is_absolute() else plain.as_posix(), found))
    collect(values, found)
    return found.measurements()


# Files


def _files(folder: Path) -> Iterator[Path]:
    """Find the files with results in a repository, and in each that a folder or one below it holds."""
    near = [file for repository in [folder, *_inside(folder)] for file in _of_repository(repository, folder)]
    yield from near
    for file in files_in(folder):
        is_ours = (
            file.suffix.casefold() in _YAML if file.parent.name == evaluations.FOLDER else _is_card(file)
        )
        if is_ours and file not in near:
            yield file


def _inside(folder: Path) -> list[Path]:
    if folder.name == evaluations.FOLDER:
        return []
    return sorted(
        one
        for one in folder.iterdir()
        if one.is_dir() and not one.name.startswith(".") and not leads_out(one, folder)
    )


def _of_repository(folder: Path, root: Path) -> Iterator[Path]:
    """Find the card of a repository, if it has results and lies within *root*, and its evaluations."""
    if folder.name == evaluations.FOLDER:
        yield from _evaluation_files(folder)
        return
    try:
        yield from (one for one in sorted(folder.iterdir()) if not leads_out(one, root) and _is_card(one))
        yield from _evaluation_files(folder / evaluations.FOLDER)
    except PermissionError:
        return


def _evaluation_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.suffix.casefold() in _YAML)


def _is_card(path: Path) -> bool:
    """Whether a file is a card with results; the other Markdown in a repository is none of ours."""
    if path.name.casefold() != _CARD or not path.is_file():
        return False
    front = _front_matter(Start.of(path).text)
    return bool(front and _RESULTS.search(front[1]))


def _of_one_of_several(path: Path, name: str, source: str, found: Collector) -> list[Measured]:
    """Read a file; a bad one does not spoil the others."""
    try:
        return list(_of_file(path, name, source, found))
    except DataError as error:
        found.refuse(f"{name}:{error.line}" if error.line else name, error.problem)
    except OSError as error:
        found.refuse(name, reason_of(error))
    return []


def _of_file(path: Path, name: str, source: str, found: Collector) -> Iterator[Measured]:
    text = yaml_text.decoded(path, name)
    front = _front_matter(text)
    if not front or not _RESULTS.search(front[1]):
        yield from evaluations.values(path, name, yaml_text.documents(name, text), source, found)
        return
    above, yaml, closed = front
    if not closed:
        raise DataError(name, "the front matter is opened with '---' and never closed", line=above)
    for document in yaml_text.documents(name, yaml, above=above):
        yield from _of_card(name, document, source, found)


def _front_matter(text: str) -> tuple[int, str, bool] | None:
    """Return how many lines stand above the front matter of a text, the front matter, and if it is closed."""
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines) if line.strip()), len(lines) - 1)
    if lines[begin].rstrip() != "---":
        return None
    end = next((number for number in range(begin + 1, len(lines)) if lines[number].rstrip() == "---"), None)
    return begin + 1, "\n".join(lines[begin + 1 : end]), end is not None


# Model cards


def _of_card(name: str, card: Value, source: str, found: Collector) -> Iterator[Measured]:
    given = everything(card, "model-index") if isinstance(card, Mapping) else []
    for model in (model for value in given for model in listed(value)):
        if not isinstance(model, Mapping):
            found.refuse(f"{name}:{model.line}", "an entry of 'model-index' that is no mapping")
            continue
        for result in (result for value in everything(model, "results") for result in listed(value)):
            if isinstance(result, Mapping) and isinstance(value_of(result, "dataset"), Mapping):
                yield from _of_result(name, text_of(model, "name"), result, source, found)
            else:
                found.refuse(f"{name}:{result.line}", "a result without a dataset")


def _of_result(name: str, network: str, result: Mapping, source: str, found: Collector) -> Iterator[Measured]:
    dataset, task = mapping_of(result, "dataset"), mapping_of(result, "task")
    board = with_part(
        text_of(dataset, "name") or text_of(dataset, "type"),
        text_of(dataset, "config") or text_of(dataset, "args"),
    )
    said = {
        "split": split_of(text_of(dataset, "split")) or text_of(dataset, "split").casefold(),
        "evidence": "authors",
        "source": text_of(mapping_of(result, "source"), "url") or source,
    }
    for metric in (metric for value in everything(result, "metrics") for metric in listed(value)):
        one = metric if isinstance(metric, Mapping) else Mapping()
        value, measure = value_of(one, "value"), text_of(one, "name") or text_of(one, "type")
        if not isinstance(value, Text) or not measure:
            found.refuse(f"{name}:{metric.line}", "no name and single value of a metric")
            continue
        verified = text_of(one, "verified").casefold() == "true"
        conditions = {
            "variant": ", ".join([*_arguments(dataset), *_arguments(one)]),
            "note": "verified by Hugging Face" if verified else "",
        }
        yield Measured(
            f"{name}:{value.line}",
            network,
            board,
            measure,
            str(value),
            text_of(task, "name") or text_of(task, "type"),
            said | conditions,
        )


def _arguments(mapping: Mapping) -> list[str]:
    """Write arguments such as ``num_few_shot=5``; a text in their place is a configuration."""
    given = mapping_of(mapping, "args")
    return [f"{name}={' '.join(value.split())}" for name, value in given.items() if isinstance(value, Text)]
