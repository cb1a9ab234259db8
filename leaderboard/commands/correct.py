"""``leaderboard correct``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.commands._which import which_score
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered


@gathered
def correct(
    network: options.Network,
    dataset: options.Dataset = None,
    *,
    facts: options.Facts,
    conditions: options.Conditions,
    line: options.Line = None,
    into: options.Place,
) -> None:
    """Put right a score, or its source or note.

    A copying mistake is replaced, and the note keeps the old value. With another --source, the
    score is added beside the first.

    An empty text ('') stands for an empty cell: --note '' takes the note away, and --variant '' means the
    score without a variant. All other cells and lines stay as they are.

    Examples:

        leaderboard correct PSPNet -d cityscapes --miou 80.3
        leaderboard correct PSPNet -d voc --note "Read off a plot."
    """
    which = which_score(network, dataset, conditions, line)
    place = updates.own_place(into.given)
    found: list[updates.Correction] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        found.append(updates.corrected(tables, which, facts.given()))
        return found[-1].changes

    written = _writing.write(place, changes)
    done = found[-1]
    if done.remark:
        delivery.note(done.remark)
    if not written:
        delivery.note(f"{done.path}:{done.line} says so already; nothing is written")
    _writing.say_standing(place, done.score, written)
