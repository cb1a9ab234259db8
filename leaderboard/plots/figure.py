"""The plot as a figure for a slide or a paper: PNG, SVG or PDF.

Everything is drawn with matplotlib's own style and font, whatever is configured, so that
the same scores give the same file. No state of pyplot is touched.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from leaderboard.plots import _labels, _ticks, missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from leaderboard.plots import Chart

SUFFIXES = (".png", ".svg", ".pdf")

_MAKER = "leaderboard"
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": _MAKER},
    ".svg": {"Creator": _MAKER, "Date": None},
    ".pdf": {"Creator": _MAKER, "Producer": None, "CreationDate": None},
}
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", b"tEXtSoftware\0leaderboard"),
    (b"<?xml", b"<dc:title>leaderboard</dc:title>"),
    (b"%PDF-", b"/Creator (leaderboard)"),
)
"""How files begin, and what stands in those that were made here."""

_SIZE = (10, 5.625)
"""Inches: as wide and high as a slide."""
_DPI = 200
_LEFT = 0.02
_PLACE = (0.065, 0.105, 0.915, 0.745)
"""Of the text and of the axes in the figure: left, bottom, width, height."""

_RECORD, _SCORE, _INK, _FAINT, _RULE = "#0b57d0", "#9aa5b1", "#1f2328", "#59636e", "#e4e8ec"


def image(chart: Chart, suffix: str) -> bytes:
    """Return the figure as a file of one of :data:`SUFFIXES`; the same chart gives the same bytes.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    figure = draw(chart)
    from matplotlib import rc_context

    with io.BytesIO() as file, _style(), rc_context({"svg.hashsalt": _MAKER}):
        figure.savefig(file, format=suffix[1:], dpi=_DPI, metadata=_METADATA[suffix])
        return file.getvalue()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a figure that this program made."""
    return any(content.startswith(begins) and mark in content for begins, mark in _MARKS)


def draw(chart: Chart) -> Figure:
    """Draw all scores of a board as points, and the record as a line of steps with its holders.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise missing("matplotlib") from None
    with _style():
        figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes(_PLACE)
        first, last = _ticks.around_months(*chart.months, 0.035)
        lowest, highest = _ticks.around_scores(*chart.scores, 0.1)
        axes.set(xlim=(first, last), ylim=(lowest, highest))
        _rule(axes, _ticks.of_months(first, last, 10), _ticks.of_scores(lowest, highest, 7))
        _plot(axes, chart, last)
        _head(figure, chart)
        _labels.place(axes, chart, last, color=_INK)
    return figure


def _style() -> AbstractContextManager[None]:
    """Give matplotlib its own style, and do not complain of letters that its font lacks."""
    import warnings
    from contextlib import ExitStack, contextmanager

    from matplotlib import style

    @contextmanager
    def plain() -> Iterator[None]:
        with ExitStack() as stack:
            stack.enter_context(style.context("default"))
            stack.enter_context(warnings.catch_warnings())
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield

    return plain()


def _rule(axes: Axes, months: list[tuple[int, str]], scores: list[tuple[float, str]]) -> None:
    axes.set_xticks([month for month, _ in months], [label for _, label in months])
    axes.set_yticks([score for score, _ in scores], [label for _, label in scores])
    axes.tick_params(length=0, pad=7, labelsize=13, labelcolor=_FAINT)
    axes.tick_params(axis="x", length=5, color=_FAINT)
    axes.grid(axis="y", color=_RULE, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.spines["bottom"].set_color(_FAINT)


def _plot(axes: Axes, chart: Chart, last: float) -> None:
    months, scores = zip(*chart.steps(last), strict=True)
    axes.plot(months, scores, color=_RECORD, linewidth=2.5, solid_joinstyle="miter", zorder=2)
    for points, color, size, layer in ((chart.others, _SCORE, 45, 3), (chart.records, _RECORD, 80, 4)):
        axes.scatter(
            [point.month for point in points],
            [point.score for point in points],
            s=size,
            color=color,
            edgecolors="white",
            linewidths=1.2,
            zorder=layer,
        )


def _head(figure: Figure, chart: Chart) -> None:
    """Write the title, and below it what is measured and what the signs mean."""
    title = figure.text(
        _LEFT, 0.965, chart.title, size=20, weight="bold", color=_INK, va="top", parse_math=False
    )
    width = _width(title)
    if width > 1 - 2 * _LEFT:
        title.set_fontsize(20 * (1 - 2 * _LEFT) / width)
    end = _LEFT
    for air, color, words in (
        (0.0, _FAINT, f"{chart.scale} by month of first appearance"),
        (0.025, _RECORD, "●"),
        (0.006, _FAINT, "record"),
        (0.025, _SCORE, "●"),
        (0.006, _FAINT, "other score"),
    ):
        text = figure.text(end + air, 0.895, words, size=13, color=color, va="top", parse_math=False)
        end += air + _width(text)


def _width(text: Text) -> float:
    """Return the width of a text as a share of its figure's."""
    figure = text.get_figure(root=True)
    return text.get_window_extent().width / figure.bbox.width if figure else 0.0
