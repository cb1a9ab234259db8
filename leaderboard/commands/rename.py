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


@gathered
def rename(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="How it is called.", autocompletion=options.complete_network),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="How it is to be called.")],
    dataset: Annotated[bool, typer.Option("--dataset", help="It is a dataset.")] = False,
    paper: Annotated[
        bool, typer.Option("--paper", help="It is a paper: its key in the tables, or its title.")
    ] = False,
    *,
    into: options.Place,
) -> None:
    """Give a network, dataset or paper another name everywhere.

    It changes in every table. The old name stays an alias, so that it is still found. A name that
    another one has is refused. Shows each line before and after; all others stay as they are.

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
