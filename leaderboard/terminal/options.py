"""The options that several commands share, declared once.

A group of options is a dataclass whose fields are options; a command takes the whole
group as one parameter and is decorated with :func:`gathered`.
"""

# No ``from __future__ import annotations``: typer reads these annotations.

import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, cast

import typer

from leaderboard import exchange, exporters
from leaderboard.board.board import Board
from leaderboard.board.columns import EVIDENCE
from leaderboard.board.conditions import FINE_TUNED
from leaderboard.board.names import Names, fold
from leaderboard.errors import LeaderboardError, UnknownName, UsageError, listed, quoted
from leaderboard.reading import Address, Known, PathOrAddress, Stated, place_of, shipped, with_places
from leaderboard.reading.settings import Settings, settings_of
from leaderboard.table import Cell, Table
from leaderboard.terminal import control_codes, delivery, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from leaderboard.board.board import Runs
    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.directory import Directory

_VARIABLE = "LEADERBOARD_DATA"
_FILTERS = "Filters"
_OUTPUT = "Input and output"


# Completion: all that is known, of which leaderboard.terminal.shells takes what begins as what was typed


def _directory(context: typer.Context) -> "Directory":
    """Read names without complaint, for which there is no place while somebody types."""
    from leaderboard.reading import addresses, directory

    typed = context.params.get("data") or os.environ.get(_VARIABLE)
    try:
        place = place_of(typed) if typed else _settings_here().data
        if isinstance(place, Address):  # what is fetched is fetched by a command, never by TAB
            place = addresses.kept_copy(place)
            return directory.read(place) if place else directory.Directory()
        return directory.read(place)
    except (LeaderboardError, OSError):
        return directory.Directory()


def complete_network(ctx: typer.Context) -> list[str]:
    """Return the networks of the data that is named on the command line so far."""
    return list(_directory(ctx).networks)


def complete_dataset(ctx: typer.Context) -> list[str]:
    """Return the datasets of the data that is named on the command line so far."""
    return list(_directory(ctx).datasets)


def complete_datasets(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return datasets to go behind the last comma of a list."""
    return _listed(complete_dataset(ctx), incomplete)


def completing(column: str) -> "Callable[[typer.Context], list[str]]":
    """Complete what stands in a *column* of the data."""

    def complete(ctx: typer.Context) -> list[str]:
        return _directory(ctx).values(column)

    return complete


def _complete_metrics(ctx: typer.Context, incomplete: str) -> list[str]:
    return _listed(_directory(ctx).values("metric"), incomplete)


def complete_evidence() -> list[str]:
    """Return the kinds of evidence."""
    return list(EVIDENCE)


def _complete_evidences(incomplete: str) -> list[str]:
    return _listed(EVIDENCE, incomplete)


def complete_format() -> list[str]:
    """Return the formats of answers."""
    return exporters.all_names()


def _complete_export_format() -> list[str]:
    return [*exchange.names(), *exporters.all_names()]


def _complete_fact(ctx: typer.Context) -> list[str]:
    writer = exchange.get(ctx.params.get("format") or "")
    return [f"{name}=" for name in writer.format.ASKS] if writer else []


def _listed(names: "Sequence[str]", incomplete: str) -> list[str]:
    """Put each of the *names* behind the last comma of what was typed."""
    before = incomplete[: incomplete.rfind(",") + 1]
    return [f"{before}{name}" for name in names]


# Options of one parameter

Data: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="PATH",
        envvar=_VARIABLE,
        show_default="what leaderboard.toml names, or the board that comes with the program",
        help="A folder of tables, a file of scores (CSV, JSON, …) or its https address; - is standard input.",
        rich_help_panel=_OUTPUT,
    ),
]
Rev: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--rev",
        metavar="REV",
        help="The data as it was at this revision of git: a tag, a branch, a commit, HEAD~3, …",
        rich_help_panel=_OUTPUT,
    ),
]
RaiseLimits: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--raise-limits",
        metavar="TIMES",
        min=1,
        help="Read files so many times as large, up to 100, as is safe with files of strangers.",
        rich_help_panel=_OUTPUT,
    ),
]
Roles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ROLE=VALUE",
        help="What the file does not say: dataset=CULane, metric=accuracy, split=val, better=lower, …",
        rich_help_panel=_OUTPUT,
    ),
]
Titles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=TITLE",
        help="What a column of the file holds: network=Modell.",
        rich_help_panel=_OUTPUT,
    ),
]
Only: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="N",
        help="The only table of the file to read, by number or name.",
        rich_help_panel=_OUTPUT,
    ),
]
Dataset: TypeAlias = Annotated[
    str | None,
    typer.Option("--dataset", "-d", metavar="NAME", help="The dataset.", autocompletion=complete_dataset),
]
Networks: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="NETWORK...", help="Networks, as you would type them.", autocompletion=complete_network
    ),
]
Network: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="NETWORK", help="A network, as you would type it.", autocompletion=complete_network
    ),
]
Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many rows.")
]
File: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=_OUTPUT),
]
Force: TypeAlias = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that was made by something else.", rich_help_panel=_OUTPUT),
]
EveryScore: TypeAlias = Annotated[
    bool, typer.Option("--all", "-a", help="Every score of every network, not only the best.")
]


Beside: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="NAME,…",
        help="Show these metrics, or params, gflops and fps, beside the score.",
        autocompletion=_complete_metrics,
    ),
]
Parts: TypeAlias = Annotated[
    bool, typer.Option("--parts", help="The parts of metrics too, such as the IoU of each class.")
]


NoPager: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help="Do not show through $PAGER what is taller than the screen.",
        rich_help_panel=_OUTPUT,
    ),
]


def _settings_here() -> Settings:
    try:
        here = Path.cwd()
    except FileNotFoundError:  # somebody has deleted the folder that is worked in
        return Settings()
    return settings_of(here)


class _Named:
    """What was named as the data."""

    data: str | None
    rev: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """What ``leaderboard.toml`` says of the board that is read."""
        found = _settings_here()
        return found.of(place_of(self.data)) if self.data else found

    @property
    def given(self) -> "PathOrAddress | None":
        """The data that was named, on the command line or else in ``leaderboard.toml``, if any was."""
        named = place_of(self.data) if self.data else self.settings.data
        return self.at_rev(named or shipped()) if self.rev is not None else named

    @property
    def place(self) -> "PathOrAddress":
        """Where the data is."""
        return self.given or shipped()

    def at_rev(self, place: Path | Address) -> "PathOrAddress":
        """Return a place as it was at the revision that was named, if one was.

        Raises:
            LeaderboardError: There is no such revision, or no repository.
        """
        if self.rev is None:
            return place
        from leaderboard.reading.at_revision import at_revision

        return at_revision(place, self.rev)


@dataclass(frozen=True)
class Place(_Named):
    """What is read, where nothing can be said of it."""

    data: Data = None
    raise_limits: RaiseLimits = None


class Stating:
    """What the user says of a file, and reading by it."""

    said: list[str] | None
    columns: list[str] | None
    table: str | None

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        _ = self.stated

    @cached_property
    def stated(self) -> Stated:
        """What the user says where the file is silent."""
        return Stated.parsed(tuple(self.said or ()), tuple(self.columns or ()), table=self.table)

    def read_file(self, file: "PathOrAddress | None") -> Board:
        """Read a file by what the user says of it, and say on stderr what was assumed."""
        return self.read_placed(file).board

    def read_placed(self, file: "PathOrAddress | None", known: Known | None = None) -> "Sorted":
        """Read a file as :meth:`read_file` does, and keep in view where each score stands."""
        with progress.doing(f"reading {file or 'the data'}"):
            found = with_places(file, self.stated, known)
        for remark in found.board.remarks:
            delivery.note(remark)
        return found


@dataclass(frozen=True)
class Telling(Stating):
    """What the user says of files that are read besides the data."""

    said: Roles = None
    columns: Titles = None
    table: Only = None
    raise_limits: RaiseLimits = None


@dataclass(frozen=True)
class PlaceAtRev(Place):
    """What is only read, where nothing can be said of it."""

    rev: Rev = None


@dataclass(frozen=True)
class Said(_Named, Stating):
    """What is read or written, and what the user says of it."""

    data: Data = None
    said: Roles = None
    columns: Titles = None
    table: Only = None
    runs: Annotated[
        str,
        typer.Option(
            "--runs",
            metavar="HOW",
            help="How the runs of one score count: mean, best or each.",
            autocompletion=lambda: list(_RUNS),
            rich_help_panel=_OUTPUT,
        ),
    ] = "mean"
    raise_limits: RaiseLimits = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        if self.runs not in _RUNS:
            raise UsageError(f"--runs is {', '.join(_RUNS[:-1])} or {_RUNS[-1]}, not {quoted(self.runs)}")
        super().__post_init__()

    def read(self) -> Board:
        """Read the data, and say on stderr what was assumed, and what could not be used."""
        self.name_at_the_end()
        return self.read_board(self.given).board

    def read_board(self, place: "PathOrAddress | None") -> "Sorted":
        """Read a board as :meth:`read` does, and keep in view where each score stands."""
        found = self.read_placed(place)
        board = found.board
        for one in board.unusable[:_FIRST]:
            delivery.note(f"not used: {one.place}: {one.reason}")
        if len(board.unusable) > _FIRST:
            file = self._to_check(place)
            file = f"; '{file}' lists them" if file else ""
            delivery.note(f"not used: {len(board.unusable)} cells, rows or tables in all{file}")
        return found._replace(board=self.with_runs(board))

    def with_runs(self, board: Board) -> Board:
        """Return a board on which runs count as the user says."""
        return replace(board, runs=cast("Runs", self.runs))

    def name_at_the_end(self) -> None:
        """Say below the answer what is read, if nobody typed it just now."""
        if where := self._named_by():
            delivery.note_at_the_end(f"the board is {self.place}, as {where} says")

    def _named_by(self) -> str:
        """Return what named the data, if nobody typed it just now."""
        if not self.data:
            return str(self.settings.path) if self.settings.data else ""
        return _VARIABLE if self.data == os.environ.get(_VARIABLE) else ""

    @staticmethod
    def _to_check(place: "PathOrAddress | None") -> str:
        """Return what lists all that cannot be used."""
        if place is None or isinstance(place, Path | Address):
            return "" if str(place) == "-" else f"leaderboard check {place or shipped()}"
        return f"leaderboard check {place.repository.root / place.path} --rev {place.revision}"


@dataclass(frozen=True)
class Input(Said):
    """What is only read, and what the user says of it."""

    rev: Rev = None


_RUNS = ("mean", "best", "each")


@dataclass(frozen=True)
class Filters:
    """Which scores and papers count."""

    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Published in this year.", rich_help_panel=_FILTERS)
    ] = None
    since: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Published in this year or later.", rich_help_panel=_FILTERS),
    ] = None
    until: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Published in this year or earlier.", rich_help_panel=_FILTERS),
    ] = None
    venue: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Published at this venue.",
            autocompletion=completing("venue"),
            rich_help_panel=_FILTERS,
        ),
    ] = None
    tag: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Its paper has this tag.",
            autocompletion=completing("tags"),
            rich_help_panel=_FILTERS,
        ),
    ] = None
    with_code: Annotated[
        bool, typer.Option("--with-code", help="Code is known.", rich_help_panel=_FILTERS)
    ] = False
    networks: Annotated[
        list[str] | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="Only this network; may be repeated.",
            autocompletion=complete_network,
            rich_help_panel=_FILTERS,
        ),
    ] = None

    def choose(self, board: Board) -> Board:
        """Keep what fits the filters; say so if a word does not occur at all."""
        self._hint(board)
        return self.fitting(board)

    def _hint(self, board: Board) -> None:
        _hint("venue", self.venue, board.papers_table["venue"])
        _hint("tag", self.tag, board.papers_table["tags"])

    def fitting(self, board: Board) -> Board:
        """Keep what fits the filters."""
        return board.where(
            year=self.year,
            since=self.since,
            until=self.until,
            venue=self.venue,
            tag=self.tag,
            with_code=self.with_code,
            networks=self.networks or (),
        )


@dataclass(frozen=True)
class ScoreFilters(Filters):
    """Which scores count: by their networks, and by how they were reached."""

    without_extra_data: Annotated[
        bool,
        typer.Option(
            "--without-extra-data",
            help="Trained on nothing beyond the dataset and ImageNet-1k, as its source says.",
            rich_help_panel=_FILTERS,
        ),
    ] = False
    or_unsaid: Annotated[
        bool,
        typer.Option(
            "--or-unsaid",
            help="With --without-extra-data: also where the source does not say it.",
            rich_help_panel=_FILTERS,
        ),
    ] = False
    test_time: Annotated[
        str | None,
        typer.Option(
            "--test-time",
            metavar="HOW",
            help="Tested so: single-scale, flip or multi-scale.",
            autocompletion=completing("test_time"),
            rich_help_panel=_FILTERS,
        ),
    ] = None
    protocol: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Measured so: linear probe, frozen, …, or fine-tuned for all others.",
            autocompletion=completing("protocol"),
            rich_help_panel=_FILTERS,
        ),
    ] = None
    variant: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="These words are in its variant.", rich_help_panel=_FILTERS),
    ] = None
    max_params: Annotated[
        float | None,
        typer.Option(
            "--max-params",
            metavar="M",
            min=0,
            help="Of at most so many million parameters.",
            rich_help_panel=_FILTERS,
        ),
    ] = None
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="WORD,…",
            help="Known so: paper, authors, list, …; commas between.",
            autocompletion=_complete_evidences,
            rich_help_panel=_FILTERS,
        ),
    ] = None
    split: Annotated[
        str | None,
        typer.Option(
            metavar="SPLIT",
            help="On this split, in place of each dataset's own.",
            autocompletion=completing("split"),
            rich_help_panel=_FILTERS,
        ),
    ] = None
    metric: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="By this metric, in place of each dataset's own.",
            autocompletion=completing("metric"),
            rich_help_panel=_FILTERS,
        ),
    ] = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        if self.evidence is not None and not self._evidence:
            raise UsageError("name at least one kind of evidence, such as paper")
        if self.or_unsaid and not self.without_extra_data:
            raise UsageError("--or-unsaid goes with --without-extra-data")

    def _hint(self, board: Board) -> None:
        super()._hint(board)
        for word in self._evidence:
            _hint("evidence", word, board.results_table["evidence"])
        _hint("test time", self.test_time, board.results_table["test_time"])
        if self.protocol is not None and fold(self.protocol) != fold(FINE_TUNED):
            _hint("protocol", self.protocol, board.results_table["protocol"])

    def fitting(self, board: Board) -> Board:
        """Keep what fits the filters."""
        return (
            super()
            .fitting(board)
            .where(
                without_extra_data=self.without_extra_data,
                or_unsaid=self.or_unsaid,
                test_time=self.test_time,
                protocol=self.protocol,
                variant=self.variant,
                max_params=self.max_params,
                evidence=self._evidence,
                split=self.split,
                metric=self.metric,
            )
        )

    def noted(
        self, table: Table, whole: Board, part: "Callable[[Board], Board]" = lambda board: board
    ) -> Table:
        """Say with a table what was left out because it is not known whether it fits.

        Args:
            table: What is shown.
            whole: The board that the filters chose from.
            part: Makes of a board the part of it that is shown.
        """
        notes, hints = [], []
        if self.or_unsaid:
            table = _with_unsaid(table)
        elif self.without_extra_data:
            left = part(replace(self, without_extra_data=False).fitting(whole)).own_scores()
            if unsaid := int((left["extra_data"] == "").sum()):
                notes.append(
                    f"left out: {_scores(unsaid)} whose source does not say whether there was extra data"
                )
                hints.append("--or-unsaid shows those, too")
        if self.max_params is not None:
            every = part(replace(self, max_params=None).fitting(whole))
            left = every.own_scores()
            if unknown := int(every.costs_of(left, "params")["value"].isna().sum()):
                notes.append(f"left out: {_scores(unknown)} of which the parameters are not known")
        return replace(table, notes=(*table.notes, *notes), hints=(*table.hints, *hints))

    @property
    def _evidence(self) -> list[str]:
        return named_list(self.evidence)


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
            "table, markdown, csv, tsv, json, latex, html, or one of tabulate's (grid, rst, jira, …).",
            panel=_OUTPUT,
        ),
    ] = None
    output: File = None
    force: Force = False
    spreadsheet_safe: Annotated[
        bool,
        typer.Option(
            "--spreadsheet-safe",
            help="In CSV and TSV, put ' before what a spreadsheet would calculate.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False
    standalone: Annotated[
        bool,
        typer.Option(
            "--standalone", help="In LaTeX, write a document that compiles.", rich_help_panel=_OUTPUT
        ),
    ] = False
    no_color: Annotated[
        bool,
        typer.Option("--no-color", help="Write plain text; NO_COLOR does the same.", rich_help_panel=_OUTPUT),
    ] = False
    no_pager: NoPager = False

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

    def show(self, *tables: Table, above: str = "", of: "PathOrAddress | None" = None) -> None:
        """Deliver the tables; on the screen, a text *above* them, and of when the data is that they are *of*.

        The latter stands in no document, which would be stale after each commit.
        """
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
            "table, markdown, csv, tsv, json, latex, html, or one of tabulate's; for other programs"
            f" {', '.join(exchange.names())}.",
            default=default_format,
            complete=_complete_export_format,
            panel=_OUTPUT,
        ),
    ] = None
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="NAME=VALUE",
            help="What a format for other programs asks for and the data does not say: task, developer, …",
            autocompletion=_complete_fact,
            rich_help_panel=_OUTPUT,
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
            delivery.save_files(written.files, self.path, is_ours=writer.format.is_ours, force=self.force)

    @property
    def path(self) -> Path | None:
        """The file to write, if any."""
        if self.file and self.output:
            raise UsageError("give the file once: as an argument or with --output")
        return self.file or self.output


def _dated(table: Table, place: Path) -> Table:
    """Say with a table on which day the data was last changed, if a repository knows."""
    from leaderboard import storage

    revision, day = storage.revision_of(place)
    since = "" if revision.isalnum() else ", and changed since"
    return replace(table, notes=(*table.notes, f"data of {day}{since}")) if day else table


def _scores(number: int) -> str:
    return f"{number} score{'s' * (number != 1)}"


def _with_unsaid(table: Table) -> Table:
    """Say for people in each row that its source does not speak of extra data, where it does not."""
    at = [number for number, column in enumerate(table.columns) if column.key == "extra_data"]
    if not at:
        return table
    (place,) = at
    before, behind = slice(place), slice(place + 1, None)
    column = replace(table.columns[place], title="Extra data", view="both", expendable=0, wraps=True)
    unsaid = Cell(text="not said")
    rows = tuple(
        (*row[before], row[place] if row[place].text else unsaid, *row[behind]) for row in table.rows
    )
    return replace(table, columns=(*table.columns[before], column, *table.columns[behind]), rows=rows)


def _hint(kind: str, typed: str | None, known: "pd.Series[str]") -> None:
    """Name near names on stderr when what was *typed* is not among those *known*, which may be lists."""
    if typed is None:
        return
    names = Names(kind, {name: () for name in known.str.split(";").explode().unique() if name})
    if not names.matching(typed):
        delivery.note(str(UnknownName(kind, typed, names.near(typed))))


def named_list(typed: "Sequence[str] | None") -> list[str]:
    """Take lists of names apart at their commas."""
    return [name.strip() for text in typed or () for name in text.split(",") if name.strip()]


_FIRST = 5
"""So many of what could not be used are named one by one."""
