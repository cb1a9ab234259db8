"""``leaderboard rename``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from typing import Annotated

import typer

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.errors import UsageError
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import renaming


def _complete_old(ctx: typer.Context) -> list[str]:
    """Return the names of the kind that is renamed, as far as an option has said so."""
    if ctx.params.get("dataset"):
        return options.complete_dataset(ctx)
    return options.complete_paper(ctx) if ctx.params.get("paper") else options.complete_network(ctx)


@gathered
def rename(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="The name now.", autocompletion=_complete_old),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    dataset: Annotated[bool, typer.Option("--dataset", help="Rename a dataset.")] = False,
    paper: Annotated[
        bool, typer.Option("--paper", help="Rename the key of a paper, given by its key or title.")
    ] = False,
    *,
    into: options.Place,
) -> None:
    """Give a network, dataset or paper another name everywhere.

    The name changes in every table, and the old name stays an alias.

    A name that something else has is refused. Shows each line before and after; all others stay as
    they are.

    Examples:

        leaderboard rename DeepLabv3+ "DeepLab v3+"
        leaderboard rename --dataset ade20k ade
    """
    if dataset and paper:
        raise UsageError("say --dataset or --paper, not both")
    kind = renaming.dataset if dataset else renaming.paper if paper else renaming.network
    remarks: list[str] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        found = kind(tables, old, new)
        remarks[:] = [found.remark]
        return found.changes

    written = _writing.write(updates.own_place(into.given), changes)
    if not written:
        delivery.note("it is called so already; nothing is written")
    for remark in filter(None, remarks):
        delivery.note(remark)
