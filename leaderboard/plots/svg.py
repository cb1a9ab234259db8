"""The plot as a picture for the web: SVG, written without a library.

A picture is light or dark as the page or the system is, and needs nothing from elsewhere. What is
marked has its name beside it, or a number that is explained below. Every point says all that is
known of it where somebody points at it or touches it, and the marked ones also where somebody
walks over them with the Tab key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.plots import Panels, Rows, _rows, _scatter
from leaderboard.plots._drawing import STYLE, Size, darkened, element, number

if TYPE_CHECKING:
    from leaderboard.plots import Chart, Picture

__all__ = ["NARROW", "STYLE", "SUFFIX", "WIDE", "Size", "document", "picture", "spark", "was_made_here"]

SUFFIX = ".svg"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by leaderboard -->\n'

WIDE = Size(960, 480)
NARROW = Size(360, 400)
"""For a screen, and for a phone."""
_CARD = Size(120, 28)


def document(chart: Picture, size: Size | None = None, *, dark: bool = False, subject: bytes = b"") -> bytes:
    """Return a picture as a file; the same chart gives the same bytes. It is *dark*, or as the system is.

    The mark of its *subject* (:func:`leaderboard.plots.mark_of_subject`) stands in the file.
    """
    drawn = picture(chart, size or (Size(WIDE.width, 0) if isinstance(chart, Rows) else WIDE))
    mark = f"<!-- {subject.decode()} -->\n" if subject else ""
    return f"{_HEADER}{mark}{darkened(drawn) if dark else drawn}\n".encode()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a picture that this program made."""
    return content.replace(b"\r\n", b"\n").startswith(_HEADER.encode())


def picture(chart: Picture, size: Size = WIDE) -> str:
    """Draw a chart as an ``<svg>`` element, for a page or a file.

    It is as wide as asked for, and higher where what is marked needs a key below; rows are as high as
    they need if the height is 0. All text is within it and, by widths that are estimated, no label
    meets another.
    """
    if isinstance(chart, Rows):
        return _rows.draw(chart, size if size.height else _rows.natural(chart, size.width))
    if isinstance(chart, Panels):
        return _scatter.draw_panels(chart, size)
    return _scatter.draw(chart, size)


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
