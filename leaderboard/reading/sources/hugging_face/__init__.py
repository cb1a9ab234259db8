"""Hugging Face: the results in the front matter of a model card, and ``.eval_results/*.yaml``.

A card names its network, and the metric of every value; a repository is one source. The
files of ``.eval_results`` name neither: the network is the folder that holds them, and only
scores on datasets that are known can be used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.names import fold, split_of
from leaderboard.errors import DataError
from leaderboard.importers import _evaluations
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._finds import Finds
from leaderboard.importers._measured import Measured, hand_over
from leaderboard.importers._text import start_of
from leaderboard.reading import yaml_text
from leaderboard.reading.yaml_text import Mapping, Text
from leaderboard.reading.yaml_values import at, everything, listed, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.board.board import Leaderboard
    from leaderboard.importers import Hints
    from leaderboard.reading.yaml_text import Value

SUFFIXES: tuple[str, ...] = ()
"""Cards are Markdown and the others YAML: only the content tells."""

_CARD = "readme.md"

_RESULTS = re.compile(r"^[\"']?model-index[\"']?[ \t]*:", re.MULTILINE)

_MOST_WORDS = 20
"""Words of a name in which a configuration is looked for."""

_WHOLE = {"", "default", "all", "plaintext"}
"""Names of configurations that are the dataset itself, folded."""


def recognises(start: str) -> bool:
    """Whether it is a card with results, or a list of datasets with values."""
    front = _front_matter(start)
    return bool(front and _RESULTS.search(front[1])) or _evaluations.begins(start)


def recognises_folder(path: Path) -> bool:
    """Whether it is a repository with results, or holds such."""
    return any(True for _ in _files(path))


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read a card, a file of results, a repository that holds them, or a folder of repositories."""
    finds = Finds(path)
    known = Descriptions(better=hints.better)
    if path.is_dir():
        values = []
        for file in _files(path):
            values += _of_one_of_several(file, file.relative_to(path).as_posix(), known, finds)
    else:
        source = path.name if path.is_absolute() else path.as_posix()
        values = list(_of_file(path, source, known, finds))
    hand_over(values, finds)
    return finds.leaderboard(hints)


# Files


def _files(folder: Path) -> Iterator[Path]:
    """Find the files with results in a repository, or in each repository in a folder."""
    if folder.name == _evaluations.FOLDER:
        yield from _evaluation_files(folder)
        return
    inside = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    for repository in [folder, *inside]:
        try:
            yield from (one for one in sorted(repository.iterdir()) if _is_card(one))
            yield from _evaluation_files(repository / _evaluations.FOLDER)
        except PermissionError:
            continue


def _evaluation_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.suffix.casefold() in {".yaml", ".yml"})


def _is_card(path: Path) -> bool:
    """Whether a file is a card with results; the other Markdown in a repository is none of ours."""
    if path.name.casefold() != _CARD or not path.is_file():
        return False
    front = _front_matter(start_of(path))
    return bool(front and _RESULTS.search(front[1]))


def _of_one_of_several(path: Path, source: str, known: Descriptions, finds: Finds) -> list[Measured]:
    """Read a file; a bad one does not spoil the others."""
    try:
        return list(_of_file(path, source, known, finds))
    except DataError as error:
        finds.refuse(f"{path}:{error.line}" if error.line else str(path), error.problem)
    except OSError as error:
        finds.refuse(str(path), (error.strerror or str(error)).lower())
    return []


def _of_file(path: Path, source: str, known: Descriptions, finds: Finds) -> Iterator[Measured]:
    text = yaml_text.decoded(path)
    front = _front_matter(text)
    if not front or not _RESULTS.search(front[1]):
        yield from _evaluations.values(path, yaml_text.documents(path, text), source, known, finds)
        return
    above, yaml, closed = front
    if not closed:
        raise DataError(path, "the front matter is opened with '---' and never closed", line=above)
    for document in yaml_text.documents(path, yaml, above=above):
        yield from _of_card(path, document, source, finds)


def _front_matter(text: str) -> tuple[int, str, bool] | None:
    """Return how many lines stand above the front matter of a text, the front matter, and if it is closed."""
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines) if line.strip()), len(lines) - 1)
    if lines[begin].rstrip() != "---":
        return None
    end = next((number for number in range(begin + 1, len(lines)) if lines[number].rstrip() == "---"), None)
    return begin + 1, "\n".join(lines[begin + 1 : end]), end is not None


# Model cards


def _of_card(path: Path, card: Value, source: str, finds: Finds) -> Iterator[Measured]:
    given = everything(card, "model-index") if isinstance(card, Mapping) else []
    for model in (model for value in given for model in listed(value)):
        if not isinstance(model, Mapping):
            finds.refuse(at(path, model), "an entry of 'model-index' that is no mapping")
            continue
        for result in (result for value in everything(model, "results") for result in listed(value)):
            if isinstance(result, Mapping) and isinstance(value_of(result, "dataset"), Mapping):
                yield from _of_result(path, text_of(model, "name"), result, source, finds)
            else:
                finds.refuse(at(path, result), "a result without a dataset")


def _of_result(path: Path, network: str, result: Mapping, source: str, finds: Finds) -> Iterator[Measured]:
    dataset, task, origin = (_mapping(value_of(result, key)) for key in ("dataset", "task", "source"))
    said = {
        "split": split_of(text_of(dataset, "split")) or text_of(dataset, "split").strip().casefold(),
        "evidence": "authors",
        "source": text_of(origin, "url") or source,
    }
    for metric in (metric for value in everything(result, "metrics") for metric in listed(value)):
        one = _mapping(metric)
        value, name = value_of(one, "value"), text_of(one, "name") or text_of(one, "type")
        if not isinstance(value, Text) or not name:
            finds.refuse(at(path, metric), "no name and single value of a metric")
            continue
        verified = text_of(one, "verified").casefold() == "true"
        yield Measured(
            at(path, value),
            network,
            _called(dataset),
            name,
            str(value),
            text_of(task, "name") or text_of(task, "type"),
            {
                **said,
                "variant": ", ".join([*_arguments(dataset), *_arguments(one)]),
                "note": "verified by Hugging Face" if verified else "",
            },
        )


def _mapping(value: Value | None) -> Mapping:
    return value if isinstance(value, Mapping) else Mapping()


def _called(dataset: Mapping) -> str:
    """Return what a dataset is called, with its configuration where that is a part of it."""
    name = text_of(dataset, "name") or text_of(dataset, "type")
    part = text_of(dataset, "config") or text_of(dataset, "args")
    words = [fold(word) for word in re.findall(r"[^\W_]+", name)][:_MOST_WORDS]
    said = {"".join(words[begin:end]) for end in range(len(words) + 1) for begin in range(end)}
    return name if not name or fold(part) in _WHOLE | said else f"{name} {part}"


def _arguments(mapping: Mapping) -> list[str]:
    """Write arguments such as ``num_few_shot=5``; a text in their place is a configuration."""
    given = _mapping(value_of(mapping, "args"))
    return [f"{name}={' '.join(value.split())}" for name, value in given.items() if isinstance(value, Text)]
