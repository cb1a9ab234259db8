"""How far a score is to be trusted: what its own row says of that.

Nothing else decides it. A score is *second-hand* by its evidence: somebody else lists it,
or somebody else measured it. It is *doubtful* if its note begins with ``Doubtful:``; the
rest of the note says why. It is a *probe* if by its protocol the encoder was not fine-tuned: no less
true, but another thing than the scores around it. It can be all three.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leaderboard.board.conditions import is_probe

if TYPE_CHECKING:
    import pandas as pd

SECOND_HAND = "†"
DOUBTFUL = "?"
PROBE = "‡"
"""The signs behind such scores, wherever they are shown."""

KNOWN = "known only from an aggregator or a reimplementation"
"""What is so of second-hand scores."""

NOT_FINE_TUNED = "not fine-tuned: measured on an encoder that stayed as it was"
"""What is so of probes."""

SIGNS = {SECOND_HAND: KNOWN, DOUBTFUL: "doubtful: its note says why", PROBE: NOT_FINE_TUNED}
"""What the signs in a picture mean."""

_SECOND_HAND = {"aggregator", "reproduced"}
_DOUBTFUL = "doubtful:"
_CORRECTED = re.compile(r"(?:; )?Corrected from [^;]*?\.(?=\s|$)")


def is_second_hand(evidence: str) -> bool:
    """Say whether a score of this *evidence* comes from neither its paper nor its authors."""
    return evidence.casefold() in _SECOND_HAND


def doubt(note: str) -> str:
    """Return what the *note* of a score says against it; empty if it says nothing of the kind."""
    begins, reason = note[: len(_DOUBTFUL)], note[len(_DOUBTFUL) :].strip()
    return (reason or note) if begins.casefold() == _DOUBTFUL else ""


def corrected(note: str, was: str) -> str:
    """Return the *note* of a score with what that *was* until a mistake in copying it was put right."""
    joint = "" if not note else " " if note.endswith((".", "!", "?")) else "; "
    return f"{note}{joint}Corrected from {was}."


def explanation(note: str) -> str:
    """Return what people say in a *note*: all but what it was corrected from."""
    return _CORRECTED.sub("", note).strip()


@lru_cache(maxsize=1000)
def signs(evidence: str, note: str, protocol: str = "") -> str:
    """Return the signs that belong behind a score; none if it can be taken as it is."""
    return SECOND_HAND * is_second_hand(evidence) + DOUBTFUL * bool(doubt(note)) + PROBE * is_probe(protocol)


def second_hand(scores: pd.DataFrame) -> pd.Series[bool]:
    """Say which of the *scores*, which have the column ``evidence``, are second-hand."""
    evidence = scores["evidence"]
    return evidence.isin([word for word in evidence.unique() if is_second_hand(word)])


def doubtful(scores: pd.DataFrame) -> pd.Series[bool]:
    """Say which of the *scores*, which have the column ``note``, are doubtful."""
    notes = scores["note"]
    return notes.isin([note for note in notes.unique() if doubt(note)])
