"""The shapes of points, for SVG and for matplotlib, and how the lines of each kind are broken."""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A shape: the *path* around its middle, which ``_drawing.shape`` gives a size, and its *marker*."""

    path: str
    marker: str
    is_open: bool = False
    """Whether it is drawn with lines alone."""


CIRCLE = Shape("m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z", "o")
CROSS = Shape("m-{r}-{r}l{d} {d}m0-{d}l-{d} {d}", "x", is_open=True)
BAR = Shape("m-{r}-{t}h{d}v{u}h-{d}z", "_")
"""Stands for a line in a legend."""

KINDS = (
    CIRCLE,
    Shape("m-{r}-{r}h{d}v{d}h-{d}z", "s"),
    Shape("m0-{r}l{r} {d}h-{d}z", "^"),
    Shape("m0-{q}l{q} {q}l-{q} {q}l-{q}-{q}z", "D"),
    Shape("m0 {r}l-{r}-{d}h{d}z", "v"),
    Shape("m-{t}-{r}h{u}v{u}h{u}v{u}h-{u}v{u}h-{u}v-{u}h-{u}v-{u}h{u}z", "P"),
)
"""Kinds are told apart without color, too."""
PLAIN = (CROSS, CIRCLE)
DASHES = ((), (7, 3), (7, 2, 2, 2), (2, 2), (11, 3, 3, 3), (4, 2))
"""Drawn and left out in turn, of the line of each kind."""
