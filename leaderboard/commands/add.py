"""``leaderboard add``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import typer

from leaderboard import storage, updates
from leaderboard.board.conditions import extra_data
from leaderboard.commands import _asking, _writing
from leaderboard.errors import UsageError, listed
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import Addition, Checked, Tables

_PAPER = "Paper of a new network"
_ASKED = ("network", "dataset", "score", "source")
"""What every score has to have, in the order in which it is asked for."""


@dataclass(frozen=True)
class PaperFacts:
    """What is known of the paper."""

    paper: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The address of the paper; from arXiv also its id and date.",
            rich_help_panel=_PAPER,
        ),
    ] = None
    code: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address of the code.", rich_help_panel=_PAPER)
    ] = None
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title of the paper.", rich_help_panel=_PAPER)
    ] = None
    authors: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="The authors, as 'Last, First and Last, First'.", rich_help_panel=_PAPER
        ),
    ] = None
    venue: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The venue: CVPR, arXiv, …",
            autocompletion=options.completing("venue"),
            rich_help_panel=_PAPER,
        ),
    ] = None
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="The year of publication.", rich_help_panel=_PAPER)
    ] = None
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM", help="The month of its first appearance.", rich_help_panel=_PAPER),
    ] = None
    arxiv: Annotated[str | None, typer.Option(metavar="ID", help="The arXiv id.", rich_help_panel=_PAPER)] = (
        None
    )
    topic: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The topic: segmentation, real-time, …",
            autocompletion=options.completing("topic"),
            rich_help_panel=_PAPER,
        ),
    ] = None
    tags: Annotated[
        str | None,
        typer.Option(
            metavar="TAGS",
            help="Tags, with ';' between them.",
            autocompletion=options.completing("tags"),
            rich_help_panel=_PAPER,
        ),
    ] = None


@gathered
def add(
    network: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="The name of the network.",
            autocompletion=options.complete_network,
        ),
    ] = None,
    dataset: options.Dataset = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add a network though its name is almost that of another.")
    ] = False,
    *,
    facts: options.Facts,
    conditions: options.Conditions,
    paper_facts: PaperFacts,
    into: options.Place,
) -> None:
    """Add one score to the data, in its place.

    On a terminal it asks for what is missing. 'leaderboard add dataset' and 'leaderboard add paper'
    add a dataset and a paper.

    An empty text ('') stands for an empty cell. Shows each new line with its place; all other lines
    stay as they are.

    Examples:

        leaderboard add --network MyNet -d ade --miou 45.9 --source https://a.io
        leaderboard add --data ours.csv --network BigNet -d potholes --score 64.0
    """
    place = updates.own_place(into.given)
    said = {
        "network": network,
        "dataset": dataset,
        **facts.given(),
        **conditions.given(),
        "extra_data": extra_data(conditions.given().get("extra_data", "")),
    }
    given = Addition(
        {name: text or "" for name, text in said.items()},
        {one.name: text for one in fields(paper_facts) if (text := getattr(paper_facts, one.name))},
        new,
    )
    given = _complete(given, place)

    def attempt() -> tuple[Checked, list[storage.Written]]:
        found = updates.checked(Tables(place), given)
        _writing.note_other_names(insertion.file.path for insertion in found.insertions)
        return found, storage.write(found.insertions)

    with storage.locked(place) as completed:
        _writing.note_completed(completed)
        found, written = storage.afresh(attempt)
    if found.remark:
        delivery.note(found.remark)
    if found.there is not None:
        delivery.note(f"{found.path}:{found.there} says so already; nothing is written")
    _writing.show(written)
    _writing.say_standing(place, found.score, written)


def _complete(given: Addition, place: Path) -> Addition:
    """Ask for what is missing, if there is somebody to ask."""
    tables = Tables(place)
    asked = _ASKED if "source" in tables.layout.roles else _ASKED[:-1]
    missing = [name for name in asked if not given[name].strip()]
    if _asking.possible():
        return _asking.complete(given, tables, missing)
    if missing:
        names = ["--miou" if name == "score" else f"--{name}" for name in missing]
        raise UsageError(
            f"{listed(names)} {'is' if len(names) == 1 else 'are'} missing (see 'leaderboard add --help')"
        )
    return given
