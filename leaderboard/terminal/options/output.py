"""The options for where the answer goes, and as what."""

# No ``from __future__ import annotations``: typer reads these annotations.

import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, cast

import typer

from leaderboard import exchange, exporters
from leaderboard.board.board import Board
from leaderboard.errors import LeaderboardError, UsageError, listed
from leaderboard.table import Table
from leaderboard.terminal import control_codes, delivery, progress
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.completion import complete_export_format, complete_fact, complete_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.reading import PathOrAddress

File: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file; its suffix picks the format.",
        rich_help_panel=panels.OUTPUT,
    ),
]
Force: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--force", help="Replace the file even if it holds something else.", rich_help_panel=panels.OUTPUT
    ),
]
NoPager: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help="Do not open a pager for a long answer.",
        rich_help_panel=panels.OUTPUT,
    ),
]


def format_option(
    about: str,
    *,
    default: str = "table",
    complete: "Callable[[], list[str]]" = complete_format,
    panel: str | None = None,
) -> Any:
    """Return the option for the format of an answer."""
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        show_default=f"{default}, or what the suffix of the file says",
        help=about,
        autocompletion=complete,
        rich_help_panel=panel,
    )


@dataclass(frozen=True)
class Output:
    """Where the answer goes, and as what."""

    default_format: ClassVar[str] = "table"
    own_formats: ClassVar[tuple[str, ...]] = ()
    """Formats that a command writes itself."""

    format: Annotated[
        str | None,
        format_option(
            "Write markdown, csv, json, latex, html, grid, rst, …\n\nThe formats of tabulate have its names.",
            panel=panels.OUTPUT,
        ),
    ] = None
    output: File = None
    force: Force = False
    spreadsheet_safe: Annotated[
        bool,
        typer.Option(
            "--spreadsheet-safe",
            help="In CSV and TSV, put ' before what a spreadsheet takes for a formula.",
            rich_help_panel=panels.OUTPUT,
        ),
    ] = False
    standalone: Annotated[
        bool,
        typer.Option(
            "--standalone",
            help="In LaTeX, write a whole document that compiles.",
            rich_help_panel=panels.OUTPUT,
        ),
    ] = False
    no_color: Annotated[
        bool,
        typer.Option(
            "--no-color", help="Write without colours, as with NO_COLOR.", rich_help_panel=panels.OUTPUT
        ),
    ] = False
    no_pager: NoPager = False
    fail_empty: Annotated[
        bool,
        typer.Option(
            "--fail-empty",
            help="Exit with 1, and write nothing, if the answer is empty.",
            rich_help_panel=panels.OUTPUT,
        ),
    ] = False

    def __post_init__(self) -> None:
        """Refuse a format that does not exist before any work is done."""
        if self.is_own_format:
            self._refuse_for(str(self.format))
        else:
            _ = self.exporter

    def _refuse_for(self, name: str) -> None:
        """Refuse what is only for texts of tables, where the format is none.

        Raises:
            UsageError: Something of that kind was asked for.
        """
        if self.spreadsheet_safe:
            raise UsageError(f"--spreadsheet-safe is for csv and tsv, not for {name}")
        if self.standalone:
            raise UsageError(f"--standalone is for latex, not for {name}")

    @property
    def is_own_format(self) -> bool:
        """Whether the command writes the format itself."""
        return self.format in self.own_formats

    @cached_property
    def exporter(self) -> exporters.Exporter:
        """The format, as it is to be written."""
        found = self.chosen.standalone() if self.standalone else self.chosen
        return found.for_spreadsheets() if self.spreadsheet_safe else found

    @property
    def chosen(self) -> exporters.Exporter:
        """The format: the one that was named, or the one that the file's suffix says."""
        if self.format is not None:
            if self.own_formats and not exporters.exists(self.format):
                raise exporters.unknown(self.format, self.own_formats)
            return exporters.get(self.format)
        if self.path is None or not self.path.suffix:
            return exporters.get(self.default_format)
        found = exporters.by_suffix(self.path)
        if found is None:
            raise exporters.unknown_suffix(self.path)
        return found

    @property
    def path(self) -> Path | None:
        """The file to write, if any."""
        return self.output

    @property
    def is_on_a_terminal(self) -> bool:
        """Whether somebody reads the answer as it comes."""
        return self.path is None and sys.stdout.isatty()

    @property
    def color(self) -> bool:
        """Whether the answer may have colours and links."""
        return control_codes.are_wanted(sys.stdout, no_color=self.no_color)

    def refuse_empty(self, is_full: bool, *tables: Table) -> None:  # noqa: FBT001 - it says itself
        """Refuse an answer that is empty, in the words of its first note, if ``--fail-empty`` asks for that.

        Raises:
            LeaderboardError: It is.
        """
        if self.fail_empty and not is_full:
            raise LeaderboardError(
                next((note for table in tables for note in table.notes), "nothing is found")
            )

    def show(self, *tables: Table, above: str = "", of: "PathOrAddress | None" = None) -> None:
        """Deliver the tables; on the screen, a text *above* them, and of when the data is that they are *of*.

        The latter stands in no document, which would be stale after each commit.

        Raises:
            LeaderboardError: There is nothing in them, and ``--fail-empty`` is on.
        """
        self.refuse_empty(any(table.rows or table.facts for table in tables), *tables)
        if isinstance(of, Path) and tables and self.exporter.name == "table" and self.is_on_a_terminal:
            tables = (*tables[:-1], _dated(tables[-1], of))
        if self.path is not None:
            delivery.save_tables(tables, self.exporter, self.path, force=self.force)
        else:
            delivery.print_tables(
                tables, self.exporter, color=self.color, paged=not self.no_pager, above=above
            )


@dataclass(frozen=True)
class Export(Output):
    """Where the answer goes when a document is wanted, or a board for another program."""

    default_format: ClassVar[str] = "markdown"

    format: Annotated[
        str | None,
        format_option(
            "Write markdown, csv, json, latex, html, parquet, grid, …"
            f"\n\nFor other programs: {', '.join(exchange.names())}.",
            default=default_format,
            complete=complete_export_format,
            panel=panels.OUTPUT,
        ),
    ] = None
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="NAME=VALUE",
            help="Supply what a format for other programs needs and the data lacks: task, developer, …",
            autocompletion=complete_fact,
            rich_help_panel=panels.OUTPUT,
        ),
    ] = None
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Write to this file; its suffix picks the format.")
    ] = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        writer = self.writer
        if writer is None:
            if self.facts:
                raise UsageError(
                    f"--fact is for {listed(exchange.names(), 'or')}, not for {self.chosen.name}"
                )
            super().__post_init__()
            return
        self._refuse_for(writer.name)
        if writer.format.NEEDS_FILE and self.path is None:
            kind = "folder" if writer.format.IS_FOLDER else "file"
            raise UsageError(f"{writer.name} is a {kind}: say --output {kind.upper()}")

    @cached_property
    def writer(self) -> exchange.Writer | None:
        """What writes a board for another program, if that is asked for."""
        if self.format is None:
            return None if self.path is None else exchange.by_suffix(self.path)
        found = exchange.get(self.format)
        if found is None and not exporters.exists(self.format):
            raise exporters.unknown(self.format, exchange.names())
        return found

    def hand_over(self, board: Board) -> None:
        """Write a board for another program, and say what that does not hold."""
        writer = cast("exchange.Writer", self.writer)
        with progress.doing(f"writing {writer.name}"):
            written = writer.write(board, self.facts or ())
        for note in written.notes:
            delivery.note(note)
        if not written.files:
            raise LeaderboardError("no score fits, so there is nothing to write")
        if self.path is None:
            delivery.print_text(written.files[""].decode())
        else:
            delivery.save_files(
                written.files,
                self.path,
                is_ours=writer.format.is_ours,
                force=self.force,
                holds=_scores(len(board.results_table)),
            )

    @property
    def path(self) -> Path | None:
        """The file to write, if any."""
        if self.file and self.output:
            raise UsageError("give the file once: as an argument or with --output")
        return self.file or self.output


def _scores(number: int) -> str:
    return f"{number} score{'s' * (number != 1)}"


def _dated(table: Table, place: Path) -> Table:
    """Say with a table on which day the data was last changed, if a repository knows."""
    from leaderboard import storage

    revision, day = storage.revision_of(place)
    since = "" if revision.isalnum() else ", and changed since"
    return replace(table, notes=(*table.notes, f"data of {day}{since}")) if day else table
