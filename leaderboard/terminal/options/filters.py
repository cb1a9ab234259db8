"""The options that choose among scores and papers."""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.board.board import Board
from leaderboard.board.conditions import FINE_TUNED
from leaderboard.board.names import Names, fold
from leaderboard.errors import UnknownName, UsageError
from leaderboard.table import Cell, Note, Table
from leaderboard.terminal import delivery
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.completion import complete_evidences, complete_network, completing
from leaderboard.terminal.options.single import named_list

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(frozen=True)
class Filters:
    """Which scores and papers count."""

    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR", help="Keep what was published in this year.", rich_help_panel=panels.FILTERS
        ),
    ] = None
    since: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            help="Keep what was published in this year or later.",
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    until: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            help="Keep what was published in this year or earlier.",
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    venue: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Keep what was published at this venue.",
            autocompletion=completing("venue"),
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    tag: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Keep what has a paper with this tag.",
            autocompletion=completing("tags"),
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    with_code: Annotated[
        bool, typer.Option("--with-code", help="Keep what has public code.", rich_help_panel=panels.FILTERS)
    ] = False
    networks: Annotated[
        list[str] | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="Keep this network; repeat the option for several.",
            autocompletion=complete_network,
            rich_help_panel=panels.FILTERS,
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
            help="Keep scores whose source says that only the dataset and ImageNet-1k were trained on.",
            rich_help_panel=panels.FILTERS,
        ),
    ] = False
    or_unsaid: Annotated[
        bool,
        typer.Option(
            "--or-unsaid",
            help="With --without-extra-data, also keep scores whose source does not say.",
            rich_help_panel=panels.FILTERS,
        ),
    ] = False
    test_time: Annotated[
        str | None,
        typer.Option(
            "--test-time",
            metavar="HOW",
            help="Keep scores tested this way: single-scale, flip or multi-scale.",
            autocompletion=completing("test_time"),
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    protocol: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Keep scores of this protocol: fine-tuned, linear probe, frozen, …",
            autocompletion=completing("protocol"),
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    variant: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS", help="Keep scores whose variant has these words.", rich_help_panel=panels.FILTERS
        ),
    ] = None
    max_params: Annotated[
        float | None,
        typer.Option(
            "--max-params",
            metavar="M",
            min=0,
            help="Keep networks of up to M million parameters.",
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="WORD,…",
            help="Keep scores with this evidence: paper, authors, list, …",
            autocompletion=complete_evidences,
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    split: Annotated[
        str | None,
        typer.Option(
            metavar="SPLIT",
            help="Use this split instead of the dataset's own.",
            autocompletion=completing("split"),
            rich_help_panel=panels.FILTERS,
        ),
    ] = None
    metric: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Use this metric instead of the dataset's own.",
            autocompletion=completing("metric"),
            rich_help_panel=panels.FILTERS,
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
        notes: list[str] = []
        if self.or_unsaid:
            table = _with_unsaid(table)
        elif self.without_extra_data:
            left = part(replace(self, without_extra_data=False).fitting(whole)).own_scores()
            if unsaid := int((left["extra_data"] == "").sum()):
                said = f"left out: {_scores(unsaid)} whose source does not say whether there was extra data"
                notes.append(Note(said, "--or-unsaid shows those, too"))
        if self.max_params is not None:
            every = part(replace(self, max_params=None).fitting(whole))
            left = every.own_scores()
            if unknown := int(every.costs_of(left, "params")["value"].isna().sum()):
                notes.append(f"left out: {_scores(unknown)} of which the parameters are not known")
        return replace(table, notes=(*table.notes, *notes))

    @property
    def _evidence(self) -> list[str]:
        return named_list(self.evidence)


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
