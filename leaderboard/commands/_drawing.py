"""The output of commands whose answer can be drawn, too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, ClassVar, TypeAlias

import typer

from leaderboard import exporters
from leaderboard.errors import UsageError, listed
from leaderboard.plots import Ranges, figure, svg, terminal
from leaderboard.table import visible
from leaderboard.terminal import delivery, options

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.plots import Chart

_WIDEST = 110
"""In columns: a wider plot only pulls the points apart."""

Plot: TypeAlias = Annotated[bool, typer.Option("--plot", "-p", help="Draw a plot in the terminal, too.")]


_PICTURE = "Picture"
_PIXELS = re.compile(r"(\d+)x(\d+)", re.IGNORECASE | re.ASCII)
_LEAST, _MOST = 240, 8000


@dataclass(frozen=True)
class Drawing(options.Output):
    """Where the answer goes, and as what; a file can be a picture, too."""

    suffixes: ClassVar[tuple[str, ...]] = (".svg", *figure.SUFFIXES)

    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="The title of the picture.", rich_help_panel=_PICTURE),
    ] = None
    size: Annotated[
        str | None,
        typer.Option(
            "--size",
            metavar="WxH",
            help="The size of the picture in pixels, such as 800x400.",
            rich_help_panel=_PICTURE,
        ),
    ] = None

    def __post_init__(self) -> None:
        """Refuse what no picture can be before any work is done."""
        super().__post_init__()
        if not self.picture and (self.title is not None or self.size is not None):
            raise UsageError("--title and --size are for a picture: write one with --output picture.svg")
        _ = self.pixels

    @property
    def picture(self) -> Path | None:
        """The file if its suffix says that it is a picture."""
        is_picture = self.path and not self.format and self.path.suffix.casefold() in self.suffixes
        return self.path if is_picture else None

    @property
    def pixels(self) -> svg.Size | None:
        """The size that was asked for.

        Raises:
            UsageError: It is none, or too small or large.
        """
        if self.size is None:
            return None
        found = _PIXELS.fullmatch(self.size.strip())
        if not found or not all(_LEAST <= int(side[:9]) <= _MOST for side in found.groups()):
            problem = f"--size is width x height in pixels, {_LEAST} to {_MOST} each, such as 800x400"
            raise UsageError(f"{problem}; it is {self.size!r}")
        return svg.Size(*map(int, found.groups()))

    @property
    def chosen(self) -> exporters.Exporter:
        """The format of the table, if one is written."""
        if self.picture:
            return exporters.get(self.default_format)
        if self.format is None and self.path and self.path.suffix and not exporters.by_suffix(self.path):
            pictures = listed(self.suffixes, "or")
            raise UsageError(f"{exporters.unknown_suffix(self.path)}; {pictures} makes a picture")
        return super().chosen

    def check_plot(self, name: str, *, plot: bool) -> None:
        """Refuse to *plot* to anything but a terminal; a file could have the *name* of the command."""
        if plot and (self.path or self.exporter.name != self.default_format):
            raise UsageError(f"--plot draws in the terminal; for a file, say --output {name}.svg instead")

    def drawing(self, chart: Chart) -> str:
        """Draw for the terminal, within its width."""
        width = min(get_terminal_size().columns, _WIDEST)
        return terminal.draw(chart, width=width, color=self.color) + "\n"

    def save(self, chart: Chart | Ranges, path: Path) -> None:
        """Write a picture."""
        if self.title is not None:
            chart = replace(chart, title=visible(self.title))
        suffix = path.suffix.casefold()
        if isinstance(chart, Ranges) or suffix == svg.SUFFIX:
            content, is_ours = svg.document(chart, self.pixels or svg.WIDE), svg.was_made_here
        else:
            content, is_ours = figure.image(chart, suffix, self.pixels), figure.was_made_here
        delivery.save(path, content, is_ours=is_ours, force=self.force)


@dataclass(frozen=True)
class Picture(Drawing):
    """The same where a picture is SVG, and nothing else."""

    suffixes: ClassVar[tuple[str, ...]] = (svg.SUFFIX,)
