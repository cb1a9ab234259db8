"""The options that several commands share, declared once.

A group of options is a dataclass whose fields are options; a command takes the whole
group as one parameter and is decorated with :func:`gathered`.
"""

# No ``from __future__ import annotations``: typer reads these annotations.

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias

import typer

from leaderboard import delivery, exporters, progress
from leaderboard.board import Leaderboard
from leaderboard.columns import EVIDENCE
from leaderboard.errors import LeaderboardError, UnknownName, UsageError
from leaderboard.importers import load, shipped
from leaderboard.names import Names
from leaderboard.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from leaderboard.board import Unusable
    from leaderboard.directory import Directory

_FILTERS = "Filters"
_OUTPUT = "Input and output"


# Completion: all that is known, of which leaderboard.shells takes what begins as what was typed


def _directory(context: typer.Context) -> "Directory":
    """Read names without complaint, for which there is no place while somebody types."""
    from leaderboard import directory

    try:
        return directory.read(context.params.get("data") or os.environ.get("LEADERBOARD_DATA") or None)
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


def complete_evidence() -> list[str]:
    """Return the kinds of evidence."""
    return list(EVIDENCE)


def _complete_evidences(incomplete: str) -> list[str]:
    return _listed(EVIDENCE, incomplete)


def _complete_format() -> list[str]:
    return exporters.all_names()


def _listed(names: "Sequence[str]", incomplete: str) -> list[str]:
    """Put each of the *names* behind the last comma of what was typed."""
    before = incomplete[: incomplete.rfind(",") + 1]
    return [f"{before}{name}" for name in names]


# Options of one parameter

Data: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="PATH",
        envvar="LEADERBOARD_DATA",
        show_default="the board that comes with the program",
        help="A folder of tables, or one file of scores (CSV, JSON, Markdown, …); - is standard input.",
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


NoPager: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help="Do not show through $PAGER what is taller than the screen.",
        rich_help_panel=_OUTPUT,
    ),
]


@dataclass(frozen=True)
class Input:
    """What is read, and what the user says of it."""

    data: Data = None
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="N", min=1, help="Which table of the file.", rich_help_panel=_OUTPUT),
    ] = None
    lower_is_better: Annotated[
        bool,
        typer.Option(
            "--lower-is-better", help="On datasets whose data does not tell.", rich_help_panel=_OUTPUT
        ),
    ] = False
    higher_is_better: Annotated[
        bool,
        typer.Option(
            "--higher-is-better", help="On datasets whose data does not tell.", rich_help_panel=_OUTPUT
        ),
    ] = False

    def __post_init__(self) -> None:
        """Refuse what contradicts itself before any work is done."""
        if self.lower_is_better and self.higher_is_better:
            raise UsageError("give --lower-is-better or --higher-is-better, not both")

    def read(self, dataset: str | None = None, *, brief: bool = False) -> Leaderboard:
        """Read the leaderboard, and say on stderr what was assumed, and what could not be used.

        If only one *dataset* is asked for, others may be left out; if the answer is *brief*,
        what is said of papers besides their years.
        """
        board = self.read_file(self.data, dataset, brief=brief)
        if board.unusable:
            file = "stdin" if str(self.data) == "-" else str(self.data)
            delivery.note(f"{file}: not used: {_counted(board.unusable, file)}")
        return board

    def read_file(self, file: Path | None, dataset: str | None = None, *, brief: bool = False) -> Leaderboard:
        """Read a file by what the user says of it, and say on stderr what was assumed."""
        with progress.doing(f"reading {file or 'the data'}"):
            board = load(file, table=self.table, better=self.better, dataset=dataset, brief=brief)
        for remark in board.remarks:
            delivery.note(remark)
        return board

    @property
    def place(self) -> Path:
        """Where the data is."""
        return self.data or shipped()

    @property
    def better(self) -> Literal["higher", "lower"] | None:
        """What is better on datasets of which the data does not tell."""
        if self.lower_is_better:
            return "lower"
        return "higher" if self.higher_is_better else None


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

    def choose(self, board: Leaderboard) -> Leaderboard:
        """Keep what fits the filters; say so if a venue or tag does not occur at all."""
        _hint("venue", self.venue, board.papers_table["venue"])
        _hint("tag", self.tag, board.papers_table["tags"])
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
            help="Trained on nothing beyond the dataset and ImageNet-1k.",
            rich_help_panel=_FILTERS,
        ),
    ] = False
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

    def __post_init__(self) -> None:
        """Refuse a list of nothing before any work is done."""
        if self.evidence is not None and not self._evidence:
            raise UsageError("name at least one kind of evidence, such as paper")

    def choose(self, board: Leaderboard) -> Leaderboard:
        """Keep what fits the filters; say so if a kind of evidence does not occur at all."""
        for word in self._evidence:
            _hint("evidence", word, board.results_table["evidence"])
        return (
            super()
            .choose(board)
            .where(without_extra_data=self.without_extra_data, evidence=self._evidence, split=self.split)
        )

    def noted(self, table: Table) -> Table:
        """Say below a table what a filter cannot know of what it let through."""
        if not self.without_extra_data:
            return table
        return replace(table, notes=(*table.notes, "only scores whose source names no extra data"))

    @property
    def _evidence(self) -> list[str]:
        return [word.strip() for text in self.evidence or () for word in text.split(",") if word.strip()]


@dataclass(frozen=True)
class Output:
    """Where the answer goes, and as what."""

    default_format: ClassVar[str] = "table"

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            show_default="table, or what the suffix of the file says",
            help="table, markdown, csv, tsv, json, latex, html, or one of tabulate's (grid, rst, jira, …).",
            autocompletion=_complete_format,
            rich_help_panel=_OUTPUT,
        ),
    ] = None
    output: File = None
    force: Force = False
    no_color: Annotated[
        bool,
        typer.Option("--no-color", help="Write plain text; NO_COLOR does the same.", rich_help_panel=_OUTPUT),
    ] = False
    no_pager: NoPager = False

    def __post_init__(self) -> None:
        """Refuse a format that does not exist before any work is done."""
        _ = self.exporter

    @cached_property
    def exporter(self) -> exporters.Exporter:
        """The format: the one that was named, or the one that the file's suffix says."""
        if self.format is not None:
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

    def show(self, *tables: Table, above: str = "") -> None:
        """Deliver the tables; on the screen, a text *above* them."""
        if self.path is not None:
            delivery.save_tables(tables, self.exporter, self.path, force=self.force)
        else:
            color = not (self.no_color or os.environ.get("NO_COLOR"))
            delivery.print_tables(tables, self.exporter, color=color, paged=not self.no_pager, above=above)


@dataclass(frozen=True)
class Export(Output):
    """Where the answer goes when a document is wanted."""

    default_format: ClassVar[str] = "markdown"

    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Write to this file; its suffix picks the format.")
    ] = None

    @property
    def path(self) -> Path | None:
        """The file to write, if any."""
        if self.file and self.output:
            raise UsageError("give the file once: as an argument or with --output")
        return self.file or self.output


def _hint(kind: str, typed: str | None, known: "pd.Series[str]") -> None:
    """Name near names on stderr when what was *typed* is not among those *known*, which may be lists."""
    if typed is None:
        return
    names = Names(kind, {name: () for name in known.str.split(";").explode().unique() if name})
    if not names.matching(typed):
        delivery.note(str(UnknownName(kind, typed, names.near(typed))))


def _counted(unusable: "Sequence[Unusable]", file: str) -> str:
    """Say how many there are, and the first of them, without repeating the *file*."""
    listed = "; ".join(f"{_within(one.place, file)}: {one.reason}" for one in unusable[:_FIRST])
    if len(unusable) == 1:
        return listed
    more = " …" if len(unusable) > _FIRST else ""
    return f"{len(unusable)} scores: {listed}{more}"


def _within(place: str, file: str) -> str:
    """Return where in a *file* a place is: ``list.md:12`` is in line 12."""
    if not place.startswith(f"{file}:"):
        return place
    where = place.removeprefix(f"{file}:").lstrip()
    return f"line {where}" if where.isdigit() else where


_FIRST = 3
