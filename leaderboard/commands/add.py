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

_HOW = "How it was reached"
_PAPER = "The paper of a network that has none yet"
_ASKED = ("network", "dataset", "score", "source")
"""What every score has to have, in the order in which it is asked for."""


@dataclass(frozen=True)
class Conditions:
    """What tells a score from others of its network."""

    split: Annotated[
        str | None,
        typer.Option(
            metavar="SPLIT",
            help="test or val.",
            autocompletion=options.completing("split"),
            rich_help_panel=_HOW,
        ),
    ] = None
    variant: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Backbone, input size, …", rich_help_panel=_HOW)
    ] = None
    test_time: Annotated[
        str | None,
        typer.Option("--test-time", metavar="HOW", help="single-scale or multi-scale.", rich_help_panel=_HOW),
    ] = None
    extra_data: Annotated[
        list[str] | None,
        typer.Option(
            "--extra-data",
            metavar="NAME",
            help="Training data beyond the dataset and ImageNet-1k, or none; may be repeated.",
            rich_help_panel=_HOW,
        ),
    ] = None
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="How it is known: list, paper, authors, reproduced or aggregator.",
            autocompletion=options.complete_evidence,
            rich_help_panel=_HOW,
        ),
    ] = None
    spread: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="How much the score spreads.", rich_help_panel=_HOW),
    ] = None
    spread_of: Annotated[
        str | None,
        typer.Option(
            "--spread-of", metavar="WORD", help="What that is: std, stderr or ci95.", rich_help_panel=_HOW
        ),
    ] = None
    runs: Annotated[
        str | None,
        typer.Option(metavar="N", help="Of how many runs it is the mean.", rich_help_panel=_HOW),
    ] = None
    run: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Which run it is: a seed, a fold.", rich_help_panel=_HOW),
    ] = None
    resolution: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Size of the input.", rich_help_panel=_HOW)
    ] = None
    protocol: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="linear probe, frozen, …", rich_help_panel=_HOW),
    ] = None
    reached: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="When it was reached, if not with its paper.",
            rich_help_panel=_HOW,
        ),
    ] = None
    note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What else is worth knowing.", rich_help_panel=_HOW),
    ] = None


@dataclass(frozen=True)
class PaperFacts:
    """What is known of the paper."""

    paper: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Where it is; one on arXiv tells its id and date.",
            rich_help_panel=_PAPER,
        ),
    ] = None
    code: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where the code is.", rich_help_panel=_PAPER)
    ] = None
    title: Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_PAPER)] = None
    authors: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="'Last, First and Last, First'.", rich_help_panel=_PAPER),
    ] = None
    venue: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=options.completing("venue"), rich_help_panel=_PAPER),
    ] = None
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="Of publication.", rich_help_panel=_PAPER)
    ] = None
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM", help="Of first appearance.", rich_help_panel=_PAPER),
    ] = None
    arxiv: Annotated[str | None, typer.Option(metavar="ID", rich_help_panel=_PAPER)] = None
    topic: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="segmentation, real-time, …",
            autocompletion=options.completing("topic"),
            rich_help_panel=_PAPER,
        ),
    ] = None
    tags: Annotated[
        str | None, typer.Option(metavar="TEXTS", help="Joined by ';'.", rich_help_panel=_PAPER)
    ] = None


@gathered
def add(
    network: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="The network, as you would type it.",
            autocompletion=options.complete_network,
        ),
    ] = None,
    dataset: options.Dataset = None,
    score: Annotated[
        str | None,
        typer.Option(
            "--miou", "--score", metavar="NUMBER", help="The score, with the digits it was published with."
        ),
    ] = None,
    metric: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What was measured, if not the dataset's own metric."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="WHERE", help="Where it can be read: an address, or a short citation."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="It is new, though it is called almost like another.")
    ] = False,
    *,
    conditions: Conditions,
    facts: PaperFacts,
    into: options.Place,
) -> None:
    """Add one score to the data, in its place.

    Asks for what is missing when on a terminal. Shows each line that it puts in, with its place;
    all other lines stay as they are. For a dataset or a paper: leaderboard add dataset --help,
    leaderboard add paper --help.

    Examples:

        leaderboard add --network MyNet -d ade --miou 45.9 --source https://a.io
        leaderboard add --data ours.csv --network BigNet -d potholes --score 64.0
    """
    place = updates.own_place(into.given)
    said = {
        "network": network,
        "dataset": dataset,
        "score": score,
        "metric": metric,
        "source": source,
        **{one.name: getattr(conditions, one.name) for one in fields(conditions)},
        "extra_data": extra_data(";".join(conditions.extra_data or ())),
        "date": conditions.reached,
    }
    given = Addition(
        {name: text or "" for name, text in said.items()},
        {one.name: text for one in fields(facts) if (text := getattr(facts, one.name))},
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
