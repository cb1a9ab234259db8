"""``leaderboard add paper``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import fields
from typing import Annotated

import typer

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.commands.add import PaperFacts
from leaderboard.errors import UsageError, quoted
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import papers, values


@gathered
def add_paper(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help="A known paper to add to: key, address, arXiv id or title.",
            autocompletion=options.complete_paper,
        ),
    ] = None,
    network: Annotated[
        list[str] | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="A network that it introduced; repeat it for several.",
            autocompletion=options.complete_network,
        ),
    ] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", metavar="NAME", help="Another name of its network; repeat it for several."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything else worth knowing.")] = None,
    *,
    facts: PaperFacts,
    into: options.Place,
) -> None:
    """Add a paper, or a network to one that is there.

    With KEY, adds networks, aliases and addresses to that paper. Shows each line that it writes; all
    others stay as they are.

    Examples:

        leaderboard add paper --title "A Survey" --paper https://a.io --topic review
        leaderboard add paper pspnet --network PSPNet-Lite
    """
    said = {
        one.name: values.plain(f"--{one.name}", text)
        for one in fields(facts)
        if (text := getattr(facts, one.name))
    }
    networks, aliases = (
        [values.plain("--network", one) for one in names or ()] for names in (network, alias)
    )
    for name in (*networks, *aliases):
        if ";" in name or not name:
            raise UsageError(f"{quoted(name)} is no name: ';' stands between names")
    found: list[str] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        slug, changes = papers.added(
            tables, networks, said, key=key or "", aliases=aliases, note=values.plain("--note", note or "")
        )
        found[:] = [slug]
        return changes

    if not _writing.write(updates.own_place(into.given), changes):
        delivery.note(f"the paper {quoted(found[0])} says so already; nothing is written")
