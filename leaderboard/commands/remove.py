"""``leaderboard remove``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.commands._which import which_score
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered


@gathered
def remove(
    network: options.Network,
    dataset: options.Dataset = None,
    *,
    conditions: options.Conditions,
    line: options.Line = None,
    into: options.Place,
) -> None:
    """Take one score out of the data.

    Shows the line that goes; all others stay as they are, and so does the paper.

    An empty text ('') stands for an empty cell: --variant '' means the score without a variant.

    Examples:

        leaderboard remove PSPNet -d cityscapes
        leaderboard remove ICNet -d cityscapes --variant PSPNet50 --split test
    """
    which = which_score(network, dataset, conditions, line)
    remarks: list[str] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        found = updates.removed(tables, which)
        remarks[:] = [found.remark]
        return found.changes

    _writing.write(updates.own_place(into.given), changes)
    for remark in filter(None, remarks):
        delivery.note(remark)
