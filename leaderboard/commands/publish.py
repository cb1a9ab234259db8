"""``leaderboard publish``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import storage
from leaderboard.commands import _data, _published
from leaderboard.errors import LeaderboardError, UsageError, few_of, quoted
from leaderboard.reading.settings import plain_address
from leaderboard.site import manifest
from leaderboard.site.content import Settings
from leaderboard.terminal import delivery, options, progress
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaderboard.board.board import Board


@gathered
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder: new, empty, or published before.")
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if DIR is out of date.")
    ] = False,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title of the site.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="The address of the site, for its feed and badges."),
    ] = None,
    link_to_source: Annotated[
        str | None,
        typer.Option(
            "--link-to-source",
            metavar="URL",
            help="The address where the data can be corrected.",
        ),
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="TEXT", help="The licence of the data.")
    ] = None,
    *,
    source: options.Input,
) -> None:
    """Make a web site of the boards, for any host.

    Pages open from a disk, without a network and without JavaScript. Only files that publish
    made are replaced or removed.

    Examples:

        leaderboard publish site
        leaderboard publish site --base-url https://example.org/board
        leaderboard publish --check site
    """
    given = {"title": title, "base_url": base_url, "source": link_to_source, "licence": licence}
    typed = {name: text for name, text in given.items() if text is not None}
    for name in {"base_url", "source"} & typed.keys():
        typed[name] = _address(typed[name])
    said = _settled(source) | typed
    earlier = manifest.read(folder)
    if check:
        _check(folder, earlier, said, source)
        return
    board = source.read(every_score=True)
    revision, day = _data.revision_of(source.place)
    settings = Settings(**said, revision=revision, date=day or _newest(board))
    made = storage.publish(
        folder,
        _files(board, settings, source),
        earlier=earlier.files if earlier else (),
        listed=(manifest.NAME, partial(manifest.text, settings)),
    )
    delivery.print_text(f"{folder}: {made}\n")


def _settled(source: options.Input) -> dict[str, str]:
    """Return what ``leaderboard.toml`` says of this board."""
    found = source.settings
    said = {
        "title": found.title,
        "base_url": found.base_url,
        "source": found.source_url,
        "licence": found.licence,
    }
    return {name: text for name, text in said.items() if text}


def _address(typed: str) -> str:
    """Return an address of the web without a slash at its end.

    Raises:
        UsageError: It is none.
    """
    if not (address := plain_address(typed)):
        raise UsageError(f"{quoted(typed)} is no address of the web, such as https://example.org/board")
    return address


def _newest(board: Board) -> str:
    from leaderboard.answers.history import newest_month

    return newest_month(board)


def _files(board: Board, settings: Settings, source: options.Input) -> Iterator[tuple[str, bytes]]:
    from leaderboard.site import pages

    with progress.doing("ranking every board"):
        folder = _data.folder_of_ours(source.place)
        tables = _data.tables(board, folder)
        lines = _data.lines(tables["results.csv"]) if folder else {}
        site = _published.site_of(board, settings, tables, lines)
    with progress.doing("writing pages"):
        yield from pages.files(site)


def _check(
    folder: Path, earlier: manifest.Manifest | None, said: dict[str, str], source: options.Input
) -> None:
    """Compare a folder with what would be published; when the data is of, and its revision, do not count."""
    if earlier is None:
        raise LeaderboardError(f"nothing is published in {folder}")
    settings = replace(earlier.settings, **said)
    names, stale = set(), []
    for name, content in _files(source.read(every_score=True), settings, source):
        names.add(name)
        if storage.content_of(folder / name) != content:
            stale.append(name)
    stale += sorted(set(earlier.files) - names)
    if stale:
        delivery.print_text(f"{folder}: stale: {few_of(stale)}\n")
        raise typer.Exit(1)
    delivery.print_text(f"{folder}: up to date\n")
