"""The options of commands whose answer can be drawn: in the terminal, or as a picture in a file."""

# No ``from __future__ import annotations``: typer reads these annotations.

import re
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from leaderboard import exporters
from leaderboard.errors import UsageError, listed
from leaderboard.table import visible
from leaderboard.terminal import delivery
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.output import Output

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaderboard.plots import Chart, Picture
    from leaderboard.plots.svg import Size
    from leaderboard.reading import PathOrAddress

Plot: TypeAlias = Annotated[bool, typer.Option("--plot", "-p", help="Draw a plot in the terminal, too.")]

_WIDEST = 110
"""In columns: a wider plot only pulls the points apart."""
_PIXELS = re.compile(r"(\d+)x(\d+)", re.IGNORECASE | re.ASCII)
_LEAST, _MOST = 240, 8000
_SUFFIXES = (".svg", ".png", ".pdf")


@dataclass(frozen=True)
class Drawing(Output):
    """Where the answer goes, and as what; a file can be a picture, too."""

    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="The title of the picture.", rich_help_panel=panels.PICTURE
        ),
    ] = None
    size: Annotated[
        str | None,
        typer.Option(
            "--size",
            metavar="WxH",
            help="The size of the picture in pixels, such as 800x400.",
            rich_help_panel=panels.PICTURE,
        ),
    ] = None
    dark: Annotated[
        bool,
        typer.Option("--dark", help="Draw on a dark ground, as for slides.", rich_help_panel=panels.PICTURE),
    ] = False

    def __post_init__(self) -> None:
        """Refuse what no picture can be before any work is done."""
        super().__post_init__()
        if not self.picture and (self.title is not None or self.size is not None or self.dark):
            raise UsageError(
                "--title, --size and --dark are for a picture: write one with --output picture.svg"
            )
        _ = self.pixels

    @property
    def picture(self) -> Path | None:
        """The file if its suffix says that it is a picture."""
        is_picture = self.path and not self.format and self.path.suffix.casefold() in _SUFFIXES
        return self.path if is_picture else None

    def check_picture(self, given: "Mapping[str, object]") -> None:
        """Refuse what only a table can show, of the options that are *given*, where a picture is written.

        Raises:
            UsageError: There is some of it.
        """
        if self.picture and (unfit := [name for name, value in given.items() if value]):
            raise UsageError(f"{unfit[0]} is for a table, not for a picture")

    @property
    def pixels(self) -> "Size | None":
        """The size that was asked for.

        Raises:
            UsageError: It is none, or too small or large.
        """
        if self.size is None:
            return None
        from leaderboard.plots.svg import Size

        found = _PIXELS.fullmatch(self.size.strip())
        if not found or not all(_LEAST <= int(side[:9]) <= _MOST for side in found.groups()):
            problem = f"--size is width x height in pixels, {_LEAST} to {_MOST} each, such as 800x400"
            raise UsageError(f"{problem}; it is {self.size!r}")
        return Size(*map(int, found.groups()))

    @property
    def chosen(self) -> exporters.Exporter:
        """The format of the table, if one is written."""
        if self.picture:
            return exporters.get(self.default_format)
        if self.format is None and self.path and self.path.suffix and not exporters.by_suffix(self.path):
            pictures = listed(_SUFFIXES, "or")
            raise UsageError(f"{exporters.unknown_suffix(self.path)}; {pictures} makes a picture")
        return super().chosen

    def check_plot(self, name: str, *, plot: bool) -> None:
        """Refuse to *plot* to anything but a terminal; a file could have the *name* of the command."""
        if plot and (self.path or self.exporter.name != self.default_format):
            raise UsageError(f"--plot draws in the terminal; for a file, say --output {name}.svg instead")

    def drawing(self, chart: "Chart") -> str:
        """Draw for the terminal, within its width."""
        from leaderboard.plots import terminal

        width = min(get_terminal_size().columns, _WIDEST)
        return terminal.draw(chart, width=width, color=self.color) + "\n"

    def save(
        self, picture: "Picture", path: Path, *, of: "PathOrAddress | None" = None, newest: str = ""
    ) -> None:
        """Write a picture; below it stands the month of the *newest* score and the day *of* the data."""
        from leaderboard import storage
        from leaderboard.plots import dated, figure, has_other_subject, mark_of_subject, svg

        day = storage.revision_of(of)[1] if isinstance(of, Path) else ""
        subject = mark_of_subject(picture)
        picture = dated(picture, newest, day)
        if self.title is not None:
            picture = replace(picture, title=visible(self.title))
        suffix = path.suffix.casefold()
        if suffix == svg.SUFFIX:
            content = svg.document(picture, self.pixels, dark=self.dark, subject=subject)
            was_made_here = svg.was_made_here
        else:
            content = figure.image(picture, suffix, self.pixels, dark=self.dark, subject=subject)
            was_made_here = figure.was_made_here

        def is_ours(old: bytes) -> bool:
            return was_made_here(old) and not has_other_subject(old, subject)

        delivery.save(path, content, is_ours=is_ours, force=self.force)
