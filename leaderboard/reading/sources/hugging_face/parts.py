"""Configurations and tasks that are a part of a dataset: scores on two of them are not comparable."""

from __future__ import annotations

import re

from leaderboard.board.names import fold

_MOST_WORDS = 20
"""Words of a name in which a part is looked for."""

_WHOLE = {"", "default", "all", "plaintext"}
"""Names of parts that are the dataset itself, folded."""


def with_part(name: str, part: str) -> str:
    """Return what a part of a dataset is called: ``glue sst2``, and ``GLUE SST2`` where the name says it."""
    words = [fold(word) for word in re.findall(r"[^\W_]+", name)][:_MOST_WORDS]
    said = {"".join(words[begin:end]) for end in range(len(words) + 1) for begin in range(end)}
    return name if not name or fold(part) in _WHOLE | said else f"{name} {part}"
