"""The output of commands whose answer can be drawn, too."""

from __future__ import annotations

from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from leaderboard import exporters, storage
from leaderboard.errors import UsageError
from leaderboard.plots import figure, terminal
from leaderboard.terminal import options

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.plots import Chart

_WIDEST = 110
"""In columns: a wider plot only pulls the points apart."""

Plot: TypeAlias = Annotated[bool, typer.Option("--plot", "-p", help="Draw it in the terminal, too.")]


@dataclass(frozen=True)
class Drawing(options.Output):
    """Where the answer goes, and as what; a file can be a figure, too."""

    @property
    def picture(self) -> Path | None:
        """The file if its suffix says that it is a figure."""
        is_figure = self.path and not self.format and self.path.suffix.casefold() in figure.SUFFIXES
        return self.path if is_figure else None

    @property
    def chosen(self) -> exporters.Exporter:
        """The format of the table, if one is written."""
        if self.picture:
            return exporters.get(self.default_format)
        if self.format is None and self.path and self.path.suffix and not exporters.by_suffix(self.path):
            figures = ", ".join(figure.SUFFIXES)
            raise UsageError(f"{exporters.unknown_suffix(self.path)}; {figures} make a figure")
        return super().chosen

    def check_plot(self, name: str, *, plot: bool) -> None:
        """Refuse to *plot* to anything but a terminal; a file could have the *name* of the command."""
        if plot and (self.path or self.exporter.name != self.default_format):
            raise UsageError(f"--plot draws in the terminal; for a file, say --output {name}.png instead")

    def drawing(self, chart: Chart) -> str:
        """Draw for the terminal, within its width."""
        width = min(get_terminal_size().columns, _WIDEST)
        return terminal.draw(chart, width=width, color=self.color) + "\n"

    def save(self, chart: Chart, path: Path) -> None:
        """Write a figure."""
        content = figure.image(chart, path.suffix.casefold())
        storage.save(path, content, is_ours=figure.was_made_here, force=self.force)
