"""Badges: the place of a network on a board, for the endpoints of shields.io."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from leaderboard.site.programs import literal
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.site.content import Board, Site, Standing


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each place of each network; a doubtful score has none."""
    for board in site.boards:
        for one in board.standings:
            if one.place and not one.doubtful:
                badge = {
                    "schemaVersion": 1,
                    "label": board.title,
                    "message": f"#{one.place} of {one.of} · {visible(one.text)}",
                    "color": _color(one),
                }
                yield path(site, board, one.network), f"{literal(badge)}\n".encode()


def path(site: Site, board: Board, network: str) -> str:
    """Return where the badge of a network on a board stands in the folder."""
    return f"badges/{site.network_slugs[network]}/{site.board_slugs[board.key]}.json"


def addresses(site: Site, network: str) -> list[tuple[str, str]]:
    """Return the boards on which a network has a badge, each with the address of that for shields.io."""
    base = site.settings.base_url
    boards = site.boards_of.get(network, ()) if base else ()
    addresses = ((board.title, f"{base}/{path(site, board, network)}") for board in boards)
    return [(title, f"{_SHIELDS}{quote(address, safe='')}") for title, address in addresses]


_SHIELDS = "https://img.shields.io/endpoint?url="


def _color(one: Standing) -> str:
    place = int(one.place.rstrip("="))
    return "brightgreen" if place == 1 else "green" if place <= _FEW else "blue"


_FEW = 3
