"""The colors of plots, each for a light and for a dark ground."""

from __future__ import annotations

from typing import NamedTuple


class Color(NamedTuple):
    """One color on a *light* and on a *dark* ground."""

    light: str
    dark: str


GROUND = Color("#ffffff", "#0d1117")
INK = Color("#1f2328", "#e6edf3")
FAINT = Color("#59636e", "#9198a1")
RULE = Color("#e4e8ec", "#262c34")
OTHER = Color("#9aa5b1", "#6e7781")
KINDS = (
    Color("#0b57d0", "#8ab4f8"),
    Color("#b3261e", "#f28b82"),
    Color("#0f7b4a", "#5bd49a"),
    Color("#8430b5", "#d7aefb"),
    Color("#8a5a00", "#e6b450"),
    Color("#c2185b", "#ff8bb3"),
)
"""Of what is marked: of the first kind and of the others."""
