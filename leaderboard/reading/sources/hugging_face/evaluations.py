"""Evaluation results of Hugging Face: lists of datasets with values, in the folder ``.eval_results``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import quoted
from leaderboard.importers._measured import Measured
from leaderboard.reading.yaml_text import Mapping, Text
from leaderboard.reading.yaml_values import at, listed, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from leaderboard.importers._datasets import Descriptions
    from leaderboard.importers._finds import Finds
    from leaderboard.reading.yaml_text import Value

FOLDER = ".eval_results"

_KEYS = [
    re.compile(rf"(?:^[-{{ \t]{{0,8}}|[{{,][ \t]{{0,4}})[\"']?{key}[\"']?[ \t]*:", re.MULTILINE)
    for key in ("dataset", "value")
]
_ID = re.compile(r"[\s{,][\"']?id[\"']?[ \t]*:")

_ITSELF = {"", "default", "semanticsegmentation"}
"""Tasks that are the dataset itself, folded."""


def begins(start: str) -> bool:
    """Whether a file that starts so is a list of datasets with values."""
    lines = [line for line in start.splitlines() if line.strip() and line[0] not in "#%"]
    if lines and lines[0].rstrip() == "---":
        del lines[0]
    yaml = "\n".join(lines)
    return yaml.startswith("- ") and all(part.search(yaml) for part in [*_KEYS, _ID])


def values(
    path: Path, documents: Iterable[Value], source: str, known: Descriptions, finds: Finds
) -> Iterator[Measured]:
    """Give the values on datasets that are *known*; of others neither metric nor unit can be told."""
    folder = path.resolve().parent
    for one in (one for document in documents for one in listed(document)):
        dataset = value_of(one, "dataset") if isinstance(one, Mapping) else None
        value = value_of(one, "value") if isinstance(one, Mapping) else None
        if not isinstance(one, Mapping) or not isinstance(dataset, Mapping) or not isinstance(value, Text):
            finds.refuse(at(path, one), "no dataset with a value")
            continue
        place = at(path, value)
        if folder.name != FOLDER:
            finds.refuse(place, f"no network is named: it is the folder that holds {quoted(FOLDER)}")
            continue
        identifier, task = text_of(dataset, "id"), text_of(dataset, "task_id")
        found = _board(identifier, task, known)
        if not found:
            named = f"{identifier} {task}".strip()
            finds.refuse(place, f"no dataset {quoted(named)} is known, so neither is what is measured")
            continue
        description, split = found
        network = folder.parent.name
        conditions = {"split": split, **_origin(one, source)}
        yield Measured(place, network, description["dataset"], "", str(value), conditions=conditions)


def _board(identifier: str, task: str, known: Descriptions) -> tuple[dict[str, str], str] | None:
    """Return the dataset that an id and a task mean, and the split if they say one.

    The dataset ``huggingface/cityscapes`` with the task ``val`` is Cityscapes on its split val.
    A task that is no name of the dataset, of its split or of the whole is one that is not known.
    """
    last = identifier.rpartition("/")[2]
    names = [f"{last} {task}", last if fold(task) in _ITSELF else "", task]
    found = (known.board(name.strip()) for name in names if name.strip())
    return next(filter(None, found), None)


def _origin(evaluation: Mapping, source: str) -> dict[str, str]:
    """Say who gives a value, and where: the makers of the network, if it is nobody else."""
    said = value_of(evaluation, "source")
    origin = said if isinstance(said, Mapping) else Mapping()
    user = text_of(origin, "user")
    return {
        "evidence": "" if user else "authors",
        "source": text_of(origin, "url") or source,
        "note": "; ".join(
            filter(None, [text_of(evaluation, "notes"), f"reported by {user}" if user else ""])
        ),
    }
