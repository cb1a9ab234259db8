"""The options for what is read, and what the user says of it."""

# No ``from __future__ import annotations``: typer reads these annotations.

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias, cast

import typer

from leaderboard.board.board import Board
from leaderboard.errors import UsageError, quoted
from leaderboard.reading import Address, Known, PathOrAddress, Stated, place_of, shipped, with_places
from leaderboard.reading.settings import Settings, settings_of
from leaderboard.terminal import delivery, progress
from leaderboard.terminal.options import panels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.board.board import Runs
    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.wanted import Wanted

VARIABLE = "LEADERBOARD_DATA"
_RUNS = ("mean", "best", "each")


_FIRST = 5
"""So many of what could not be used are named one by one."""


Data: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="PATH",
        envvar=VARIABLE,
        show_default="what leaderboard.toml names, or the board that comes with the program",
        help="Read this folder, file or https address.\n\nThe address - is standard input.",
        rich_help_panel=panels.OUTPUT,
    ),
]
Rev: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--rev",
        metavar="REV",
        help="Read the data of this git revision: a tag, a branch, HEAD~3, …",
        rich_help_panel=panels.OUTPUT,
    ),
]
RaiseLimits: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--raise-limits",
        metavar="TIMES",
        min=1,
        help="Read files up to TIMES larger than the limit for files of strangers, at most 100.",
        rich_help_panel=panels.OUTPUT,
    ),
]
Memory: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory",
        metavar="AMOUNT",
        help="Memory that large data may take before it spills to the temporary folder: 4GB.",
        rich_help_panel=panels.OUTPUT,
    ),
]
Roles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ROLE=VALUE",
        help="Supply what the file lacks: dataset=CULane, metric=accuracy, split=val, better=lower, …",
        rich_help_panel=panels.OUTPUT,
    ),
]
Titles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=TITLE",
        help="Name the column that holds something: network=Modell.",
        rich_help_panel=panels.OUTPUT,
    ),
]
Only: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="N",
        help="Read only this table of the file: its number or name.",
        rich_help_panel=panels.OUTPUT,
    ),
]


def settings_here() -> Settings:
    """Read the ``leaderboard.toml`` of the folder that is worked in."""
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
        found = settings_here()
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

    def read_placed(
        self, file: "PathOrAddress | None", known: Known | None = None, wanted: "Wanted | None" = None
    ) -> "Sorted":
        """Read a file as :meth:`read_file` does, and keep in view where each score stands."""
        with progress.doing(f"reading {file or 'the data'}"):
            found = with_places(file, self.stated, known, wanted)
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
            help="Count the mean of the runs of a score, the best, or each.",
            autocompletion=lambda: list(_RUNS),
            rich_help_panel=panels.OUTPUT,
        ),
    ] = "mean"
    raise_limits: RaiseLimits = None
    memory: Memory = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        if self.runs not in _RUNS:
            raise UsageError(f"--runs is {', '.join(_RUNS[:-1])} or {_RUNS[-1]}, not {quoted(self.runs)}")
        super().__post_init__()

    def read(
        self, *, dataset: str | None = None, networks: "Sequence[str]" = (), every_score: bool = False
    ) -> Board:
        """Read the data, and say on stderr what was assumed, and what could not be used.

        Of data that is left to an engine, only what is asked for is taken: the best scores, on one
        *dataset* if it is named, and every score of the *networks* that are named.
        """
        from leaderboard.reading.wanted import Wanted

        self.name_at_the_end()
        wanted = None if every_score else Wanted(dataset, tuple(networks))
        return self.read_board(self.given, wanted).board

    def read_board(self, place: "PathOrAddress | None", wanted: "Wanted | None" = None) -> "Sorted":
        """Read a board as :meth:`read` does, and keep in view where each score stands."""
        found = self.read_placed(place, wanted=wanted)
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
        return VARIABLE if self.data == os.environ.get(VARIABLE) else ""

    @staticmethod
    def _to_check(place: "PathOrAddress | None") -> str:
        """Return what lists all that cannot be used."""
        if place is None or isinstance(place, Path | Address):
            is_file = not isinstance(place, Path) or (place.exists() and place.suffix != ".duckdb")
            return "" if not is_file else f"leaderboard check {place or shipped()}"
        return f"leaderboard check {place.repository.root / place.path} --rev {place.revision}"


@dataclass(frozen=True)
class Input(Said):
    """What is only read, and what the user says of it."""

    rev: Rev = None
