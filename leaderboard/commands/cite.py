"""``leaderboard cite``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import bibtex
from leaderboard.answers.ranking import top
from leaderboard.commands import _data
from leaderboard.errors import LeaderboardError, UsageError, listed
from leaderboard.reading import Address
from leaderboard.reading.citation import Citation, citation_of
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board


@gathered
def cite(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NETWORK...]",
            help="Networks whose papers to cite.",
            autocompletion=options.complete_network,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Cite every paper of the board.")] = False,
    whole: Annotated[bool, typer.Option("--board", help="Cite the board itself, at its revision.")] = False,
    dataset: options.Dataset = None,
    output: options.File = None,
    force: options.Force = False,
    *,
    no_pager: options.NoPager = False,
    filters: options.Filters,
    source: options.Input,
) -> None:
    """Write BibTeX for networks, or for a whole board.

    The entries are for bibtex and biblatex, and the key of a paper never changes.

    Fields that are not known are left out. Networks without a known paper are named on stderr.

    Examples:

        leaderboard cite PSPNet DeepLabv3+
        leaderboard cite --dataset cityscapes --since 2018
        leaderboard cite --board
    """
    if whole:
        if named or everything or dataset or any(vars(filters).values()):
            raise UsageError("--board cites the board itself: name no networks, and choose none")
        _deliver(_board(source), output, force=force, paged=not no_pager, entries=1)
        return
    if not (named or everything or dataset or any(vars(filters).values())):
        raise UsageError("name networks, or choose with --dataset, --since or another filter, or say --all")
    if named and (everything or dataset):
        raise UsageError("name networks, or say --all or --dataset, but not both")
    board = source.read()
    part = filters.choose(board)
    names = named or []
    if dataset is not None:
        names = top(part.on(dataset))["network"].to_list()
        if not names:
            raise LeaderboardError("no paper fits: nothing on the board does")
    unknown = _without_paper(board, names)
    entries = bibtex.cite(board, names, part=part)
    if entries.empty:
        raise LeaderboardError(f"no paper is known for {listed(unknown)}" if unknown else "no paper fits")
    _tell(entries, unknown)
    text = "\n".join(entries["bibtex"])
    _deliver(text, output, force=force, paged=not no_pager, entries=len(entries))


def _board(source: options.Input) -> str:
    """Return the entry of the board itself: by its ``CITATION.cff``, and what else is known for certain."""
    source.read()  # what is no board is not cited
    place, settings = source.place, source.settings
    revision, day = _data.revision_of(place)
    if isinstance(place, Address):
        said = Citation()
    else:  # who made it is said in the work tree, whatever the revision of the data
        said = citation_of(place if isinstance(place, Path) else place.repository.root / place.path)
    title = said.title or settings.title
    if not title:
        raise LeaderboardError("it is not known what the board is called: say 'title' in a leaderboard.toml")
    text, lacking = bibtex.board_entry(
        title,
        said.authors,
        day=day or said.released,
        revision=revision,
        version=said.version,
        doi=said.doi,
        url=said.url or settings.base_url or said.repository or settings.source_url,
    )
    if lacking:
        delivery.note(f"no {listed(lacking, 'or')} is known for the board")
    return text


def _deliver(text: str, output: Path | None, *, force: bool, paged: bool, entries: int) -> None:
    if output is None:
        delivery.print_text(text, paged=paged)
    else:
        content = f"{bibtex.STAMP}\n\n{text}".encode()
        holds = f"{entries} {'entry' if entries == 1 else 'entries'}"
        delivery.save(output, content, is_ours=bibtex.was_made_here, force=force, holds=holds)


def _without_paper(board: Board, names: list[str]) -> list[str]:
    keys = bibtex.keys(board)
    return [name for name in names if bibtex.paper_of(board, name) not in keys]


def _tell(entries: pd.DataFrame, unknown: list[str]) -> None:
    """Say on stderr what could not be cited, what entries lack, and what was withdrawn."""
    keys: dict[str, list[str]] = {f"no {field} is known for": [] for field in ("paper", "author", "year")}
    keys["no paper is known for"] += unknown
    for key, lacking in entries[["key", "lacking"]].itertuples(index=False):
        for field in filter(None, lacking.split(";")):
            keys[f"no {field} is known for"].append(key)
    keys["withdrawn:"] = entries.loc[entries["status"] == "withdrawn", "key"].to_list()
    for problem, those in keys.items():
        if those:
            delivery.note(f"{problem} {', '.join(those)}")
