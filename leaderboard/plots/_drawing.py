"""Writing SVG: elements, texts that are only texts, few digits, and colors for light and dark."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.plots._colors import FAINT, GROUND, INK, KINDS, OTHER, RULE
from leaderboard.table import printable

if TYPE_CHECKING:
    from leaderboard.plots._colors import Color

FONT = "system-ui, sans-serif"
SIZE = 13.0
SMALL = 11.0
"""Of letters, in pixels: unless said otherwise, and of those that matter less."""
EDGE = 16.0
"""What is left free around a picture."""


class Size(NamedTuple):
    """The width and the height of a picture, in pixels."""

    width: float
    height: float


_COLORS = {
    "ground": GROUND,
    "ink": INK,
    "faint": FAINT,
    "rule": RULE,
    "other": OTHER,
    **{f"kind{number}": color for number, color in enumerate(KINDS)},
}


def _rule(name: str, color: Color) -> str:
    return f".lb-plot .{name}{{color:light-dark({color.light},{color.dark})}}"


# Attributes have the colors of a light ground: they are for what does not know light-dark(), such as
# editors of drawings and older browsers. Only a file of its own says that it has two schemes; within
# a page, the page does.
STYLE = "".join(
    [
        "svg:root.lb-plot{color-scheme:light dark}",
        *(_rule(name, color) for name, color in _COLORS.items()),
        f".lb-plot .halo{{stroke:light-dark({GROUND.light},{GROUND.dark})}}",
        ".lb-plot .hits{opacity:1}",
        ".lb-plot .hit{outline:none}",
        ".lb-plot .hit text{display:none;text-anchor:middle;paint-order:stroke;stroke-linejoin:round}",
        f".lb-plot .hit text{{stroke:light-dark({GROUND.light},{GROUND.dark});stroke-width:6px}}",
        ".lb-plot .hit:is(:hover,:focus) text{display:inline}",
        ".lb-plot .hit:is(:hover,:focus) circle{stroke:currentColor;stroke-width:2}",
    ]
)
"""The style of every picture, which stands in it. A page can allow it by name in its policy."""


def darkened(picture: str) -> str:
    """Return a picture that is dark, whatever the page or the system is."""
    shades = {color.light: color.dark for color in _COLORS.values()}

    def dark(found: re.Match[str]) -> str:
        return f'{found[1]}="{shades.get(found[2], found[2])}"'

    # In attributes alone: a quotation mark within a text is written as an entity.
    found = re.sub(r'\b(color|stroke)="(#[0-9a-f]{6})"', dark, picture)
    return found.replace("{color-scheme:light dark}", "{color-scheme:dark}", 1)


def number(value: float) -> str:
    """Write a place in a picture, to a tenth of a pixel."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def shape(path: str, radius: float) -> str:
    """Return a path with its measures: radius, diameter, and a few shares of the radius."""
    sizes = {"r": 1, "d": 2, "q": 1.25, "t": 1 / 3, "u": 2 / 3}
    return path.format(**{name: number(share * radius) for name, share in sizes.items()})


def text_of(text: str) -> str:
    """Return *text* so that it is nothing but text in XML and HTML, whatever it holds."""
    return escape(printable(text))


def element(name: str, *content: str, **attributes: str | float | None) -> str:
    """Return an element with its *content*, which is XML; names of *attributes* may end in an underscore."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return text_of(value) if isinstance(value, str) else number(value)


def group(*content: str, color: str | None = None, **attributes: str | float | None) -> str:
    """Return elements together, in a *color* by its name; nothing if there are none."""
    if not any(content):
        return ""
    if color is not None:
        attributes["class_"] = " ".join(filter(None, (color, str(attributes.pop("class_", "")))))
        attributes["color"] = _COLORS[color].light
    return element("g", *content, **attributes)


def line_of_text(text: str, left: float, baseline: float, **more: str | float | None) -> str:
    """Return a line of text that begins at *left*, or is anchored there as *text_anchor* says."""
    return element("text", text_of(text), x=left, y=baseline, **more)


HALO: dict[str, str | float] = {
    "paint_order": "stroke",
    "stroke": GROUND.light,
    "stroke_width": 4,
    "stroke_linejoin": "round",
}
"""For text of the class ``halo``, which stands over lines: it has some ground around it."""


def svg(width: float, height: float, title: str, description: str, *content: str) -> str:
    """Return a picture of a size in pixels, whose *title* and *description* are read out.

    It is a group and no image: nothing within an image can be focused. Its title is no element of its
    own, which browsers would show over the names of points.
    """
    return element(
        "svg",
        element("desc", text_of(description)),
        element("style", STYLE),
        group(element("rect", width=width, height=height), color="ground"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        class_="lb-plot",
        role="group",
        aria_label=title,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        font_family=FONT,
        font_size=SIZE,
        fill="currentColor",
    )
