"""What programs find on a site: data for its script, a description of the data, and ``llms.txt``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.site.content import Site

_ELSEWHERE = re.compile("[<>\u2028\u2029]")
"""What means something in a page, or ends a line of a script; JSON can escape any character."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data of the script, ``datapackage.json`` and ``llms.txt``."""
    yield "data/site.js", script("site", _searched(site)).encode()
    yield "data/datapackage.json", f"{_package(site)}\n".encode()
    yield "llms.txt", "".join(f"{line}\n" for line in _described(site)).encode()


def script(name: str, value: Any) -> str:
    """Write data as a call of the site's script: pages that are opened from a disk cannot fetch any."""
    return f"leaderboard.take({literal(name)}, {literal(value)})\n"


def literal(value: Any) -> str:
    """Write a value as JSON that means nothing in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ELSEWHERE.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", text.encode(errors="backslashreplace").decode()
    )


def _searched(site: Site) -> dict[str, Any]:
    """Return what the search finds, and the scores that the page of comparisons compares.

    A board is its address, title, scale and which direction is better; a network its name, its address
    and its scores, each the number of its board, its place, its text and what is compared.
    """
    of_networks: dict[str, list[list[Any]]] = {network: [] for network in site.networks}
    for number, board in enumerate(site.boards):
        for one in board.standings:
            of_networks[one.network].append([number, one.place, visible(one.text), one.compared])
    return {
        "boards": [
            [site.board_slugs[board.key], board.title, visible(board.scale), board.better]
            for board in site.boards
        ],
        "networks": [
            [visible(network), site.network_slugs[network], scores] for network, scores in of_networks.items()
        ],
        "papers": [[visible(paper.title), paper.address] for paper in site.found],
    }


def _package(site: Site) -> str:
    """Describe the tables as a data package (https://specs.frictionlessdata.io/data-package/)."""
    tables = [
        {
            "name": name.removesuffix(".csv"),
            "path": name,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": {"fields": [{"name": column} for column in _columns(content)]},
        }
        for name, content in site.data.items()
        if name.endswith(".csv")
    ]
    boards = [
        {
            "name": f"board-{slug}",
            "title": f"{board.title} · {visible(board.scale)}",
            "path": f"boards/{slug}.json",
            "format": "json",
            "mediatype": "application/json",
        }
        for board in site.boards
        if (slug := site.board_slugs[board.key])
    ]
    about = {"profile": "data-package", "name": "leaderboard", "title": site.title}
    said = {"version": site.settings.date} if site.settings.date else {}
    return json.dumps({**about, **said, "resources": [*tables, *boards]}, ensure_ascii=True, indent=1)


def _columns(content: bytes) -> list[str]:
    import csv

    text = content.decode("utf-8-sig", errors="replace")
    return next(csv.reader(text.splitlines()), [])


def _described(site: Site) -> Iterator[str]:
    """Say in Markdown where what is (https://llmstxt.org)."""
    yield f"# {_plain(site.title)}"
    yield ""
    yield f"> {_plain(site.summary)} {site.as_of}".rstrip()
    yield ""
    yield "Each board is a list of objects, the best first: place, network, score, metric, split, source, …"
    yield "`gap` is the distance to the best; a score whose note begins with `Doubtful:` is doubtful."
    yield ""
    yield "## Boards"
    yield ""
    base = f"{site.settings.base_url}/" if site.settings.base_url else ""
    for board in site.boards:
        led = f", led by {_plain(board.leader)} with {_plain(board.leader_score)}" if board.leader else ""
        about = f"{_plain(board.scale)}, {board.direction}, {board.counted}{led}"
        yield f"- [{_plain(board.title)}]({base}data/boards/{site.board_slugs[board.key]}.json): {about}"
    yield ""
    yield "## Data"
    yield ""
    for name in site.data:
        yield f"- [{name}]({base}data/{name})"
    yield f"- [datapackage.json]({base}data/datapackage.json): what the tables hold"


def _plain(text: str) -> str:
    r"""Write text in Markdown so that none of it is markup."""
    return re.sub(r"([\\`*_\[\]<>|~#!&])", r"\\\1", " ".join(visible(text).split()))
