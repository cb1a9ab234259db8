"""The plot as a figure for a slide or a paper: PNG or PDF.

Everything is drawn with matplotlib's own style and font, whatever is configured, so that
the same scores give the same file. No state of pyplot is touched.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.board import trust
from leaderboard.plots import _labels, _ticks, missing
from leaderboard.plots._colors import FAINT, INK, KINDS, OTHER, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from leaderboard.plots import Chart, Point
    from leaderboard.plots._drawing import Size

SUFFIXES = (".png", ".pdf")

_MAKER = "leaderboard"
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": _MAKER},
    ".pdf": {"Creator": _MAKER, "Producer": None, "CreationDate": None},
}
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", b"tEXtSoftware\0leaderboard"),
    (b"%PDF-", b"/Creator (leaderboard)"),
)
"""How files begin, and what stands in those that were made here."""

_SIZES = ((13, 5.625), (11, 5.625), (11, 7.5), (10, 10.0))
"""The size of labels in points, and the height of the figure in inches: as high as a slide if
all that is marked can be named so, and else as high as it takes."""
_SLIDE = ((13, 5.625), (11, 5.625), (9, 5.625))
"""The same where the figure stays as high as a slide."""
_WIDTH = 10
_DPI = 200
_LEFT = 0.02
_HEAD = 0.895
"""Where the text begins, and where the top of its second line is; shares of the figure."""
_LINE = 0.052
_HEADROOM = 0.12
"""The share of the axes that is free for names beyond the best score."""
_PLACE = (0.065, 0.105, 0.915, 0.745)
_TITLED = (0.085, 0.15, 0.895, 0.7)
"""Of the axes in the figure, without titles and with: left, bottom, width, height."""

_OTHER, _INK, _FAINT, _RULE = (color.light for color in (OTHER, INK, FAINT, RULE))
_COLORS = [color.light for color in KINDS]


class _Look(NamedTuple):
    """How a kind of points is drawn: its shape, the same as text, its color, and the dashes of its line."""

    shape: str
    sign: str
    color: str
    dashes: Any = "solid"


_KINDS = (
    _Look("o", "●", _COLORS[0]),
    _Look("s", "■", _COLORS[1], (0, (5, 2))),
    _Look("^", "▲", _COLORS[2], (0, (5, 1.5, 1, 1.5))),
    _Look("D", "◆", _COLORS[3], (0, (1.2, 1.2))),
    _Look("v", "▼", _COLORS[4], (0, (8, 2, 2, 2))),
    _Look("P", "✚", _COLORS[5], (0, (3, 1))),
)
"""They are told apart without colour, too."""
_PLAIN = (_Look("x", "\N{MULTIPLICATION SIGN}", _FAINT), _Look(".", "•", _FAINT))


def image(chart: Chart, suffix: str, size: Size | None = None) -> bytes:
    """Return the figure as a file of one of :data:`SUFFIXES`; the same chart gives the same bytes.

    With a *size*, it has so many pixels, and letters that grow with its width.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    figure = draw(chart, size)
    with io.BytesIO() as file, _style():
        figure.savefig(file, format=suffix[1:], dpi=figure.dpi, metadata=_METADATA[suffix])
        return file.getvalue()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a figure that this program made."""
    return any(content.startswith(begins) and mark in content for begins, mark in _MARKS)


def draw(chart: Chart, size: Size | None = None) -> Figure:
    """Draw all scores of a board as points, and those that are marked as a line of steps with their names.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise missing("matplotlib") from None
    most, found = -1, Figure()
    with _style():
        for letters, height in _SIZES if chart.axis.every_name else _SLIDE:
            high, dpi = (_WIDTH * size.height / size.width, size.width / _WIDTH) if size else (height, _DPI)
            figure = Figure(figsize=(_WIDTH, high), dpi=dpi, facecolor="white")
            FigureCanvasAgg(figure)
            if (labelled := _fill(figure, chart, letters)) > most:
                most, found = labelled, figure
            if labelled == len(chart.marked):
                break
    return found


def _fill(figure: Figure, chart: Chart, size: int) -> int:
    """Draw a chart with labels of a *size*, and return how many of those that are marked have one."""
    below = _head(figure, chart)
    left, bottom, width, height = _TITLED if chart.axis.titled else _PLACE
    axes = figure.add_axes((left, bottom, width, height - below))
    first, last = chart.span(0.035)
    lowest, highest = chart.heights(_HEADROOM)
    axes.set(xlim=(first, last), ylim=(lowest, highest))
    _rule(axes, chart.axis.ticks(first, last, 10), _ticks.of_scores(lowest, highest, 7))
    if chart.axis.titled:
        axes.set_xlabel(chart.axis.words, size=13, color=_FAINT, labelpad=8, parse_math=False)
        axes.set_ylabel(chart.scale, size=13, color=_FAINT, labelpad=8, parse_math=False)
    _plot_lines(axes, chart)
    _plot(axes, chart)
    return _labels.place(axes, chart, _labels.Look(size, _INK, _FAINT))


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


def _rule(axes: Axes, across: list[tuple[float, str]], scores: list[tuple[float, str]]) -> None:
    axes.set_xticks([place for place, _ in across], [label for _, label in across])
    axes.set_yticks([score for score, _ in scores], [label for _, label in scores])
    axes.tick_params(length=0, pad=7, labelsize=13, labelcolor=_FAINT)
    axes.tick_params(axis="x", length=5, color=_FAINT)
    axes.grid(axis="y", color=_RULE, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.spines["bottom"].set_color(_FAINT)


def _plot(axes: Axes, chart: Chart) -> None:
    """Draw the points; of several kinds, those that are marked are filled."""
    for point in chart.points:
        # Of two at the same place, both can be seen: the smaller is above.
        layer = (4 if point.label else 3) + point.kind / 10
        axes.scatter(point.across, point.score, zorder=layer, **_settings(chart, point))


def _plot_lines(axes: Axes, chart: Chart) -> None:
    width = 1.8 if chart.all_kinds else 2.5
    for kind, corners in chart.lines.items():
        across, scores = zip(*corners, strict=True)
        _, _, color, dashes = _KINDS[kind]
        (line,) = axes.plot(across, scores, color=color, linewidth=width, zorder=2)
        line.set(linestyle=dashes, solid_joinstyle="miter")


def _settings(chart: Chart, point: Point) -> dict[str, Any]:
    filled = {"edgecolors": "white", "linewidths": 1.2}
    if not chart.all_kinds:
        return (
            {"s": 80, "color": _COLORS[0], **filled} if point.label else {"s": 45, "color": _OTHER, **filled}
        )
    shape, _, color, _ = (*_KINDS[: len(chart.kinds)], *_PLAIN)[point.kind]
    if point.kind >= len(chart.kinds):
        return {"s": 40, "marker": shape, "color": color, "linewidths": 1.2, "alpha": 0.7}
    if point.label:
        return {"s": 110 - 15 * point.kind, "marker": shape, "color": color, **filled}
    return {"s": 36, "marker": shape, "facecolors": "white", "edgecolors": color, "linewidths": 1.1}


def _head(figure: Figure, chart: Chart) -> float:
    """Write the title, and below it what is measured and what the signs mean.

    Returns what this takes of the height of the figure beyond one line.
    """
    title = figure.text(
        _LEFT, 0.965, chart.title, size=20, weight="bold", color=_INK, va="top", parse_math=False
    )
    width = _width(title)
    if width > 1 - 2 * _LEFT:
        title.set_fontsize(20 * (1 - 2 * _LEFT) / width)
    end, top = _LEFT, _HEAD
    for entry in _legend(chart):
        written = []
        for color, words in entry:
            text = figure.text(end, top, words, size=13, color=color, va="top", parse_math=False)
            written.append(text)
            end += _width(text) + 0.006
        if end - 0.006 > 1 - _LEFT and written[0].get_position()[0] > _LEFT:
            end, top = _LEFT, top - _LINE
            for text in written:
                text.set_position((end, top))
                end += _width(text) + 0.006
        end += 0.019
    return _HEAD - top


def _legend(chart: Chart) -> Iterator[list[tuple[str, str]]]:
    """Give the entries of the legend: texts with their colours."""
    axis = chart.axis
    if not axis.titled:
        yield [(_FAINT, f"{chart.scale} by {axis.words}")]
    if not chart.all_kinds:
        yield [(_COLORS[0], "●"), (_FAINT, axis.marked)]
        yield [(_OTHER, "●"), (_FAINT, axis.other)]
    for name, look in zip(chart.all_kinds, (*_KINDS[: len(chart.kinds)], *_PLAIN), strict=False):
        yield [(look.color, look.sign), (_FAINT, name)]
    if chart.kinds:
        yield [(_FAINT, axis.filled)]
    written = "".join(f"{point.label}{point.name}" for point in chart.points if point.signs)
    for sign, meaning in trust.SIGNS.items():
        if sign in written:
            yield [(_FAINT, f"{sign} {meaning}")]


def _width(text: Text) -> float:
    """Return the width of a text as a share of its figure's."""
    figure = text.get_figure(root=True)
    return text.get_window_extent().width / figure.bbox.width if figure else 0.0
