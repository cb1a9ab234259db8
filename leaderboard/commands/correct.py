"""``leaderboard correct``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import dataclass, fields
from typing import Annotated

import typer

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.commands._which import Selectors
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered

_NEW = "What is to stand there; '' takes away what does"


@dataclass(frozen=True)
class NewValues:
    """What is put right."""

    score: Annotated[
        str | None,
        typer.Option(
            "--miou",
            "--score",
            metavar="NUMBER",
            help="The score, with the digits it was published with.",
            rich_help_panel=_NEW,
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(metavar="WHERE", help="An address, or a short citation.", rich_help_panel=_NEW),
    ] = None
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What else is worth knowing.", rich_help_panel=_NEW)
    ] = None
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="list, paper, authors, reproduced or aggregator.",
            autocompletion=options.complete_evidence,
            rich_help_panel=_NEW,
        ),
    ] = None
    spread: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="How much the score spreads.", rich_help_panel=_NEW)
    ] = None
    spread_of: Annotated[
        str | None,
        typer.Option("--spread-of", metavar="WORD", help="std, stderr or ci95.", rich_help_panel=_NEW),
    ] = None
    runs: Annotated[
        str | None, typer.Option(metavar="N", help="Of how many runs it is the mean.", rich_help_panel=_NEW)
    ] = None
    date: Annotated[
        str | None,
        typer.Option("--reached", metavar="DATE", help="When it was reached.", rich_help_panel=_NEW),
    ] = None


@gathered
def correct(
    network: options.Network,
    dataset: options.Dataset = None,
    *,
    new: NewValues,
    selectors: Selectors,
    into: options.Place,
) -> None:
    """Put right a score, or its source or note.

    A mistake in copying is replaced, and its note says what it was. The figure of another source
    stands beside the first. All other cells and lines stay as they are.

    Examples:

        leaderboard correct PSPNet -d cityscapes --miou 80.3
        leaderboard correct PSPNet -d voc --note "Read off a plot."
    """
    which = selectors.which(network, dataset)
    said = {one.name: text for one in fields(new) if (text := getattr(new, one.name)) is not None}
    place = updates.own_place(into.given)
    found: list[updates.Correction] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        found.append(updates.corrected(tables, which, said))
        return found[-1].changes

    written = _writing.write(place, changes)
    done = found[-1]
    if done.remark:
        delivery.note(done.remark)
    if not written:
        delivery.note(f"{done.path}:{done.line} says so already; nothing is written")
    _writing.say_standing(place, done.score, written)
