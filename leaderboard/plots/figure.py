"""The plot as a figure for a slide or a paper: PNG or PDF.

Everything is drawn with matplotlib's own style and font, whatever is configured, so that
the same scores give the same file. No state of pyplot is touched.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from leaderboard.plots import Panels, Rows, _axes, _labels, _rows, _words, meanings, missing
from leaderboard.plots._drawing import EDGE, SIZE, SMALL, Size
from leaderboard.plots._sheet import DARK, LIGHT, Sheet, plain_style
from leaderboard.plots._text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.figure import Figure

    from leaderboard.plots import Chart, Picture
    from leaderboard.plots._sheet import Shades

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
_EMBEDDED = {"pdf.fonttype": 42}
"""Fonts as TrueType: publishers refuse those that are drawings of letters (Type 3)."""

# Sizes are in points, 72 to an inch.
_WIDTH, _SLIDE = 720.0, 405.0
_SMALLEST = 480.0
_WIDTHS = (600.0, _SMALLEST, 360.0)
_SIZES = ((13, _SLIDE), (11, _SLIDE), (11, 540.0), (10, _WIDTH))
"""The size of labels and the height of the figure: as high as a slide if all that is marked can be named so,
and else as high as it takes."""
_FIXED = ((13, _SLIDE), (11, _SLIDE), (9, _SLIDE))
"""The same where the figure stays as high as a slide."""
_PANELS = ((11, 185.0), (10, 185.0), (9, 185.0), (9, 210.0), (9, 240.0), (9, 280.0))
"""The same for each of several charts side by side."""
_ACROSS, _BETWEEN = 2, 10.0
_LEAST = 200.0
"""Of the room between the axes."""


def image(
    picture: Picture, suffix: str, size: Size | None = None, *, dark: bool = False, subject: bytes = b""
) -> bytes:
    """Return the figure as a file of one of :data:`SUFFIXES`; the same picture gives the same bytes.

    With a *size*, it has so many pixels, and letters as large as that allows. The mark of its *subject*
    (:func:`leaderboard.plots.mark_of_subject`) stands in the file.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    figure = draw(picture, size, dark=dark)
    with io.BytesIO() as file, plain_style(_EMBEDDED):
        metadata = {**_METADATA[suffix], **({"Subject": subject.decode()} if subject else {})}
        figure.savefig(file, format=suffix[1:], dpi=figure.dpi, metadata=metadata)
        return file.getvalue()


def was_made_here(content: bytes) -> bool:
    """Say whether a file is a figure that this program made."""
    return any(content.startswith(begins) and mark in content for begins, mark in _MARKS)


def draw(picture: Picture, size: Size | None = None, *, dark: bool = False) -> Figure:
    """Draw a picture: all scores of a board with the line of those that are marked, or rows of scores.

    Raises:
        LeaderboardError: matplotlib is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401 - to see that it is there
    except ImportError:
        raise missing("matplotlib") from None
    shades = DARK if dark else LIGHT
    with plain_style():
        if isinstance(picture, Rows):
            return _of_rows(picture, size, shades)
        attempts = (
            _of_panels(picture, size, shades)
            if isinstance(picture, Panels)
            else _of_chart(picture, size, shades)
        )
        return _first_whole(attempts)


def _first_whole(attempts: Iterator[tuple[Figure, int]]) -> Figure:
    """Return the first figure that lacks no label, or the one that lacks the fewest."""
    best, fewest = next(attempts)
    for figure, lacking in attempts:
        if not fewest:
            break
        if lacking < fewest:
            best, fewest = figure, lacking
    return best


def _usual(asked: Size | None) -> float:
    """Return the width of a figure in points: a small one is narrower, so that it can be read."""
    return _WIDTH if asked is None else min(_WIDTH, max(_SMALLEST, asked.width))


def _fitted(asked: Size | None, height_of: Callable[[float], float], width: float) -> Size:
    """Return the size of a figure in points that has the proportions that are *asked* for, and all it needs.

    *height_of* says how high it has to be at a width.
    """
    if asked is None:
        return Size(width, height_of(width))
    ratio = asked.height / asked.width
    width = max(width, height_of(width) / ratio)  # where it is wider, it needs no more height
    return Size(width, width * ratio)


def _of_rows(chart: Rows, asked: Size | None, shades: Shades) -> Figure:
    def height_of(width: float) -> float:
        return (
            _rows.natural(chart, width) if asked is None else _rows.layout(chart, Size(width, 0)).size
        ).height

    width = _usual(asked)
    if asked is not None:  # a high figure is narrow, so that its letters are large
        ratio = asked.height / asked.width
        widths = [width, *(one for one in _WIDTHS if one < width)]
        fitting = (one for one in widths if _rows.natural(chart, one).height >= one * ratio)
        width = next(fitting, widths[-1])
    size = _fitted(asked, height_of, width)
    found = _rows.layout(chart, size)
    sheet = Sheet(found.size, asked, shades)
    sheet.write(found.items)
    for block in found.blocks:
        _axes.plot_rows(sheet, block)
    return sheet.figure


def _of_chart(chart: Chart, asked: Size | None, shades: Shades) -> Iterator[tuple[Figure, int]]:
    """Give figures of a chart and how many of those that are marked have no label there, the nicest first."""
    for letters, wished in _SIZES if chart.axis.every_name else _FIXED:
        below = _axes.BELOW_TITLED if chart.axis.titled else _axes.BELOW

        def height_of(width: float, wished: float = wished, below: float = below) -> float:
            _, top = _words.head(chart.title, _words.legend(chart), width)
            _, end = _words.notes(chart.meanings, chart.caption, width, 0)
            return max(wished if asked is None else 0, top + _LEAST + below + end + EDGE)

        size = _fitted(asked, height_of, _usual(asked))
        sheet = Sheet(size, asked, shades)
        head, top = _words.head(chart.title, _words.legend(chart), size.width)
        _, end = _words.notes(chart.meanings, chart.caption, size.width, 0)
        bottom = size.height - EDGE - end
        notes, _ = _words.notes(chart.meanings, chart.caption, size.width, bottom)
        sheet.write([*head, *notes])
        left = 52 if chart.axis.titled else 44
        axes = _axes.chart_axes(sheet, chart, (left, top, size.width - EDGE, bottom - below), SIZE)
        labelled = _labels.place(axes, chart, _labels.Look(letters, shades))
        yield sheet.figure, len(chart.marked) - labelled


def _of_panels(panels: Panels, asked: Size | None, shades: Shades) -> Iterator[tuple[Figure, int]]:
    """Do so with charts side by side."""
    signs = "".join(chart.signs for chart in panels.charts)
    down = -(-len(panels.charts) // _ACROSS)
    for letters, high in _PANELS:

        def height_of(width: float, high: float = high) -> float:
            _, top = _words.head(panels.title, _words.legend_of_panels(panels), width)
            _, end = _words.notes(meanings(signs), panels.caption, width, 0)
            return top + down * (high + _BETWEEN) + end + EDGE

        size = _fitted(asked, height_of, _usual(asked))
        sheet = Sheet(size, asked, shades)
        head, top = _words.head(panels.title, _words.legend_of_panels(panels), size.width)
        _, end = _words.notes(meanings(signs), panels.caption, size.width, 0)
        notes, _ = _words.notes(meanings(signs), panels.caption, size.width, size.height - EDGE - end)
        sheet.write([*head, *notes])
        wide, each = size.width / _ACROSS, (size.height - top - end - EDGE) / down
        lacking = 0
        for place, chart in enumerate(panels.charts):
            row, column = divmod(place, _ACROSS)
            left, above = column * wide, top + row * each
            name = _words.Text(chart.title, left + EDGE, above + 12, bold=True)
            sheet.write([name._replace(words=cut(chart.title, SIZE, wide - 2 * EDGE))])
            box = (left + 40, above + 20, left + wide - EDGE, above + each - _BETWEEN - 24)
            axes = _axes.chart_axes(sheet, chart, box, SMALL)
            lacking += len(chart.marked) - _labels.place(axes, chart, _labels.Look(letters, shades))
        yield sheet.figure, lacking
