"""What the shell completes: all that is known.

Of it :mod:`leaderboard.terminal.shells` takes what begins as what was typed.
"""

# No ``from __future__ import annotations``: typer reads these annotations.

import os
from typing import TYPE_CHECKING

import typer

from leaderboard import exchange, exporters
from leaderboard.answers.beside import COSTS
from leaderboard.board.columns import EVIDENCE
from leaderboard.errors import LeaderboardError
from leaderboard.reading import Address, place_of
from leaderboard.terminal.options.data import VARIABLE, settings_here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leaderboard.reading.directory import Directory


def _directory(context: typer.Context) -> "Directory":
    """Read names without complaint, for which there is no place while somebody types."""
    from leaderboard.reading import addresses, directory

    typed = context.params.get("data") or os.environ.get(VARIABLE)
    try:
        place = place_of(typed) if typed else settings_here().data
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


def complete_paper(ctx: typer.Context) -> list[str]:
    """Return the keys of the papers of the data that is named on the command line so far."""
    return list(_directory(ctx).papers)


def complete_datasets(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return datasets to go behind the last comma of a list."""
    return _listed(complete_dataset(ctx), incomplete)


def completing(column: str) -> "Callable[[typer.Context], list[str]]":
    """Complete what stands in a *column* of the data."""

    def complete(ctx: typer.Context) -> list[str]:
        return _directory(ctx).values(column)

    return complete


def complete_condition(column: str) -> "Callable[[typer.Context], list[str]]":
    """Complete what a *column* says of the scores of the network and dataset that are named so far."""

    def complete(ctx: typer.Context) -> list[str]:
        # While an option lacks its value, typer has not come to the arguments yet.
        network = ctx.params.get("network") or next(iter(ctx.args), "")
        return _directory(ctx).values_of(column, network, ctx.params.get("dataset") or "")

    return complete


def complete_metrics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the last name of a list of metrics."""
    return _listed(_directory(ctx).values("metric"), incomplete)


def complete_fields(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the columns of what a command shows, and the metrics and costs that can stand beside them."""
    fields = FIELDS.get(ctx.info_name or "", ())
    beside = (*COSTS, *_directory(ctx).values("metric")) if "score" in fields else ()
    return _listed(list(dict.fromkeys((*fields, *beside))), incomplete)


_OF_SCORES = (
    *("network", "score", "place", "gap", "of", "dataset", "split", "metric", "variant", "test_time"),
    *("extra_data", "resolution", "protocol", "runs", "spread", "evidence", "source", "note", "date"),
    *("published", "year", "venue", "title", "authors", "code", "paper_url", "code_url", "tags"),
)
FIELDS = {
    "top": _OF_SCORES,
    "show": tuple(name for name in _OF_SCORES if name not in {"published", "code", "of"}),
    "compare": ("dataset", "split", "metric", "conditions"),
    "overall": (
        *("place", "network", "score", "on", "range", "datasets", "best_place", "worst_place"),
        *("published", "year", "venue", "title", "code", "paper_url", "code_url", "tags"),
    ),
    "history": (
        "date",
        "network",
        "score",
        "variant",
        "extra_data",
        "published",
        "year",
        "source",
        "evidence",
    ),
    "tradeoff": (
        *("front", "network", "variant", "score", "fps", "device", "resolution", "params", "gflops"),
        *("extra_data", "test_time", "source", "speed_source", "year", "title", "paper_url", "code_url"),
    ),
    "export": ("network", "published", "year", "venue", "title", "authors", "paper_url", "code_url", "tags"),
    "datasets": (
        *("title", "dataset", "split", "metric", "networks", "scores", "leader", "score", "years", "newest"),
        *("official", "aliases", "classes", "images", "unit", "better", "url", "note"),
    ),
    "papers": (
        *("title", "network", "published", "topic", "code", "paper", "authors", "venue", "year", "date"),
        *("arxiv", "tags", "status", "paper_url", "code_url", "aliases", "note"),
    ),
}
"""Columns that can be asked for, the most used first, by the commands that show them."""


def complete_evidence() -> list[str]:
    """Return the kinds of evidence."""
    return list(EVIDENCE)


def complete_evidences(incomplete: str) -> list[str]:
    """Return the last word of a list of kinds of evidence."""
    return _listed(EVIDENCE, incomplete)


def complete_format() -> list[str]:
    """Return the formats of answers."""
    return exporters.all_names()


def complete_export_format() -> list[str]:
    """Return the formats of answers, and those for other programs."""
    return [*exchange.names(), *exporters.all_names()]


def complete_fact(ctx: typer.Context) -> list[str]:
    """Return the facts that the chosen format asks for."""
    writer = exchange.get(ctx.params.get("format") or "")
    return [f"{name}=" for name in writer.format.ASKS] if writer else []


def _listed(names: "Sequence[str]", incomplete: str) -> list[str]:
    """Put each of the *names* behind the last comma of what was typed."""
    before = incomplete[: incomplete.rfind(",") + 1]
    return [f"{before}{name}" for name in names]
