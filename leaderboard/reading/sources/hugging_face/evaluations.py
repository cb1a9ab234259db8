"""Evaluation results of Hugging Face: lists of datasets with values, in the folder ``.eval_results``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.names import fold, split_of, without_split
from leaderboard.reading.sources.hugging_face.parts import with_part
from leaderboard.reading.tasks import Measured
from leaderboard.reading.yaml_text import Mapping, Text, listed, mapping_of, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from leaderboard.reading.measurements import Collector
    from leaderboard.reading.start import Start
    from leaderboard.reading.yaml_text import Value

FOLDER = ".eval_results"

_KEYS = [
    re.compile(rf"(?:^[-{{ \t]{{0,8}}|[{{,][ \t]{{0,4}})[\"']?{key}[\"']?[ \t]*:", re.MULTILINE)
    for key in ("dataset", "value")
]
_ID = re.compile(r"[\s{,][\"']?id[\"']?[ \t]*:")

_ITSELF = {"semanticsegmentation"}
"""Tasks that are no part of a dataset, folded."""


def begins(start: Start) -> bool:
    """Whether a file that starts so is a list of datasets with values."""
    lines = [line for line in start.text.splitlines() if line.strip() and line[0] not in "#%"]
    if lines and lines[0].rstrip() == "---":
        del lines[0]
    yaml = "\n".join(lines)
    return yaml.startswith("- ") and all(part.search(yaml) for part in [*_KEYS, _ID])


def values(
    path: Path, name: str, documents: Iterable[Value], source: str, found: Collector
) -> Iterator[Measured]:
    """Give the values in a file, which messages call *name*; the metric is never said."""
    folder = path.resolve().parent
    network = folder.parent.name if folder.name == FOLDER else ""
    for one in (one for document in documents for one in listed(document)):
        dataset = mapping_of(one, "dataset") if isinstance(one, Mapping) else None
        value = value_of(one, "value") if isinstance(one, Mapping) else None
        if not isinstance(one, Mapping) or not dataset or not isinstance(value, Text):
            found.refuse(f"{name}:{one.line}", "no dataset with a value")
            continue
        place = f"{name}:{value.line}"
        board, split = _board(text_of(dataset, "id"), text_of(dataset, "task_id"))
        said = {"split": split, "date": text_of(one, "date"), "around": "network", **_origin(one, source)}
        yield Measured(place, network, board, "", str(value), "", said)


def _board(identifier: str, task: str) -> tuple[str, str]:
    """Return the dataset that an id and a task mean, and the split if the task says one.

    ``huggingface/cityscapes`` with the task ``val`` is cityscapes on its split val;
    ``Idavidrein/gpqa`` with the task ``diamond`` is a part, gpqa diamond.
    """
    last = identifier.rpartition("/")[2]
    if split := split_of(task):
        return last, split
    part, split = without_split(task)
    return (last if fold(part) in _ITSELF else with_part(last, part)), split


def _origin(evaluation: Mapping, source: str) -> dict[str, str]:
    """Say who gives a value, and where: the makers of the network, if it is nobody else."""
    origin = mapping_of(evaluation, "source")
    user = text_of(origin, "user")
    notes = [text_of(evaluation, "notes"), f"reported by {user}" if user else ""]
    return {
        "evidence": "" if user else "authors",
        "source": text_of(origin, "url") or source,
        "note": "; ".join(filter(None, notes)),
    }
