"""What the words mean that say under which conditions a score was reached.

Extra data is what a network was trained on beyond the dataset and ImageNet-1k. A source that says
that there was none, one that names some and one that does not say are three things: the first is
:data:`NONE`, the last is empty, and is never taken for the first.
"""

from __future__ import annotations

from leaderboard.board.names import fold

NONE = "none"
"""The extra data of a score whose source says that there was none."""

UNNAMED = "unspecified"
"""Extra data of which a source says only that there was some."""

FINE_TUNED = "fine-tuned"
"""What people type for the protocol of a score that names none."""

_NO = frozenset(
    "no none n false x \u00d7 \u2715 \u2716 \u2717 \u2718 \u2612 \u274c :x: :no: \\times \\xmark".split()
)
_YES = frozenset(
    """
    yes y true \u221a \u2713 \u2714 \u2611 \u2705
    :heavy_check_mark: :white_check_mark: :ballot_box_with_check: \\checkmark \\cmark
    """.split()
)
_EMOJI = dict.fromkeys(map(ord, "\ufe0e\ufe0f$"))
"""What asks for a sign in colour or in black, and what stands around a formula."""

_PROBES = ("frozen", "linearprob", "linearhead", "knn", "kneighbo")
"""How the words begin, folded, for measuring an encoder that was not fine-tuned."""


def extra_data(text: str) -> str:
    """Write what a cell says of extra data in our words: a cross is none, a tick some that is not named."""
    word = text.translate(_EMOJI).strip().casefold()
    if word in _NO:
        return NONE
    return UNNAMED if word in _YES else text


def is_probe(protocol: str) -> bool:
    """Say whether a *protocol* leaves the encoder as it was trained elsewhere."""
    return fold(protocol).startswith(_PROBES)
