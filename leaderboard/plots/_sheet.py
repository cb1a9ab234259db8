"""A figure of matplotlib on which places are points from the upper left corner, in light or dark."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.plots._colors import FAINT, GROUND, INK, KINDS, OTHER, RULE
from leaderboard.plots._words import Sign, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from leaderboard.plots._drawing import Size
    from leaderboard.plots._words import Item

_DPI = 200
_FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Source Han Sans", "WenQuanYi Zen Hei"),
    *("PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Arial Unicode MS"),
    *("Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Noto Sans"),
)
"""Fonts of Linux, macOS and Windows that have letters which matplotlib's own font lacks."""
_SIGN = 7.0
"""The size of a sign among words."""


class Shades(NamedTuple):
    """The colors of a figure."""

    ground: str
    ink: str
    faint: str
    rule: str
    other: str
    kinds: tuple[str, ...]

    def of(self, name: str) -> str:
        """Return a color by its name in pictures, such as ``ink`` or ``kind0``."""
        return self.kinds[int(name[4:])] if name.startswith("kind") else str(getattr(self, name))


LIGHT = Shades(
    GROUND.light, INK.light, FAINT.light, RULE.light, OTHER.light, tuple(color.light for color in KINDS)
)
DARK = Shades(GROUND.dark, INK.dark, FAINT.dark, RULE.dark, OTHER.dark, tuple(color.dark for color in KINDS))


class Sheet:
    """A figure to write and draw on."""

    def __init__(self, size: Size, asked: Size | None, shades: Shades) -> None:
        """Take the *size* in points, and the size in pixels that was *asked* for."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        class Shown(Figure):
            """A figure that a notebook shows, also where nobody has told it of matplotlib."""

            def _repr_png_(self) -> bytes:
                import io

                with io.BytesIO() as file:
                    self.savefig(file, format="png", dpi=self.dpi / 2)
                    return file.getvalue()

        dpi = _DPI if asked is None else 72 * asked.width / size.width
        self.size, self.shades = size, shades
        self.figure: Figure = Shown(
            figsize=(size.width / 72, size.height / 72), dpi=dpi, facecolor=shades.ground
        )
        FigureCanvasAgg(self.figure)

    def write(self, items: Iterable[Item]) -> None:
        """Write texts and signs."""
        from matplotlib.lines import Line2D
        from matplotlib.patheffects import withStroke

        ground = [withStroke(linewidth=4, foreground=self.shades.ground)]
        for item in items:
            if isinstance(item, Text):
                self.figure.text(
                    item.left / self.size.width,
                    1 - item.baseline / self.size.height,
                    item.words,
                    size=item.size,
                    color=self.shades.of(item.color),
                    weight="bold" if item.bold else "normal",
                    ha={"start": "left", "middle": "center", "end": "right"}[item.anchor],
                    va="baseline",
                    parse_math=False,
                    path_effects=ground if item.halo else None,
                )
            elif isinstance(item, Sign):
                color = self.shades.of(item.color)
                self.figure.add_artist(
                    Line2D(
                        [item.across / self.size.width],
                        [1 - item.middle / self.size.height],
                        marker=item.shape.marker,
                        markersize=_SIGN,
                        color=color,
                        markeredgewidth=2 if item.shape.is_open or item.shape.marker == "_" else 0,
                        linestyle="none",
                    )
                )

    def axes(self, left: float, top: float, right: float, bottom: float) -> Axes:
        """Return axes between these places."""
        width, height = self.size
        box = (left / width, 1 - bottom / height, (right - left) / width, (bottom - top) / height)
        axes = self.figure.add_axes(box)
        axes.set_facecolor(self.shades.ground)
        return axes


@cache
def _families() -> list[str]:
    """Return matplotlib's own font, and which others of this system have what it lacks."""
    from matplotlib import font_manager

    there = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in _FAMILIES if name in there)]


def plain_style(more: Mapping[Any, Any] | None = None) -> AbstractContextManager[None]:
    """Give matplotlib its own style, and do not complain of letters that its font lacks."""
    import warnings
    from contextlib import ExitStack, contextmanager

    from matplotlib import rc_context, style

    @contextmanager
    def plain() -> Iterator[None]:
        with ExitStack() as stack:
            stack.enter_context(style.context("default"))
            stack.enter_context(rc_context({"font.family": _families(), **(more or {})}))
            stack.enter_context(warnings.catch_warnings())
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield

    return plain()
