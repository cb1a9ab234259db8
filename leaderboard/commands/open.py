"""``leaderboard open``."""

from __future__ import annotations

from typing import Annotated

import typer

from leaderboard.errors import LeaderboardError, UsageError
from leaderboard.reading import directory
from leaderboard.table import web_address
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered


@gathered
def open_(
    network: options.Network,
    code: Annotated[bool, typer.Option("--code", help="Open the code instead of the paper.")] = False,
    project: Annotated[
        bool, typer.Option("--project", help="Open the project page instead of the paper.")
    ] = False,
    print_only: Annotated[bool, typer.Option("--print", help="Print the address and open nothing.")] = False,
    *,
    source: options.PlaceAtRev,
) -> None:
    """Open a network's paper, code or project page.

    Examples:

        leaderboard open PSPNet
        leaderboard open PSPNet --code --print
    """
    if code and project:
        raise UsageError("choose one of --code and --project")
    kind = "code" if code else "project" if project else "paper"
    found = directory.read(source.place)
    for remark in found.remarks:
        delivery.note(remark)
    name, known = found.addresses(network, kind)
    address = next(filter(None, map(web_address, known)), None)
    if address is None:
        problem = f"is not for a browser: {known[0]!r}" if known else "is not known"
        raise LeaderboardError(f"the {kind} address of {name!r} {problem}")
    if print_only:
        delivery.print_text(f"{address}\n")
    else:
        _browse(address)


def _browse(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        raise LeaderboardError(f"no browser could be started; the address is {address}")
