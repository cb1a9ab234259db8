"""The plot as a picture for the web: SVG, written without a library.

A picture is light or dark as the page or the system is, and needs nothing from elsewhere. What is
marked has its name beside it, or a number that is explained below. Every point says all that is
known of it where somebody points at it or touches it, and the marked ones also where somebody
walks over them with the Tab key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.plots import Ranges, _ranges, _scatter
from leaderboard.plots._drawing import STYLE, Size, element, number

if TYPE_CHECKING:
    from leaderboard.plots import Chart

__all__ = ["NARROW", "STYLE", "SUFFIX", "WIDE", "Size", "document", "picture", "spark", "was_made_here"]

SUFFIX = ".svg"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by leaderboard -->\n'

WIDE = Size(960, 480)
NARROW = Size(360, 400)
"""For a screen, and for a phone."""
_CARD = Size(120, 28)


def document(chart: Chart | Ranges, size: Size = WIDE) -> bytes:
    """Return a picture as a file; the same chart gives the same bytes."""
    return f"{_HEADER}{picture(chart, size)}\n".encode()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a picture that this program made."""
    return content.replace(b"\r\n", b"\n").startswith(_HEADER.encode())


def picture(chart: Chart | Ranges, size: Size = WIDE) -> str:
    """Draw a chart as an ``<svg>`` element, for a page or a file.

    It is as wide as asked for, and higher where what is marked needs a key below. All text is within
    it and, by widths that are estimated, no label meets another.
    """
    draw = _ranges.draw if isinstance(chart, Ranges) else _scatter.draw
    return draw(chart, size)  # type: ignore[arg-type]


def spark(chart: Chart, size: Size = _CARD) -> str:
    """Draw the line of what is marked as a small ``<svg>`` element, in the color of the text around.

    It has no text and says nothing to those who have pages read to them: a card has the record in words.
    """
    corners = chart.lines.get(0) or [(point.across, point.score) for point in chart.marked[:1]]
    edge = 3.0
    first, lowest = (min(values) for values in zip(*corners, strict=True)) if corners else (0.0, 0.0)
    last, highest = (max(values) for values in zip(*corners, strict=True)) if corners else (0.0, 0.0)

    def at(place: float, score: float) -> str:
        across = (place - first) / ((last - first) or 1)
        upward = (score - lowest) / (highest - lowest) if highest > lowest else 0.5
        left = edge + across * (size.width - 2 * edge)
        return f"{number(left)} {number(size.height - edge - upward * (size.height - 2 * edge))}"

    drawn = []
    if corners:
        line = "L".join(at(*corner) for corner in corners)
        drawn.append(element("path", d=f"M{line}", stroke_width="1.5"))
        drawn.append(element("path", d=f"M{at(*corners[-1])}h0", stroke_width="5", stroke_linecap="round"))
    return element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_="lb-spark",
        aria_hidden="true",
        viewBox=f"0 0 {number(size.width)} {number(size.height)}",
        width=size.width,
        height=size.height,
        fill="none",
        stroke="currentColor",
    )
