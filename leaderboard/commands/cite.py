"""``leaderboard cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import storage
from leaderboard.answers import bibtex
from leaderboard.answers.ranking import top
from leaderboard.errors import LeaderboardError, UsageError, listed
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
            metavar="NETWORK", help="Whose papers to cite.", autocompletion=options.complete_network
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Every paper that is known.")] = False,
    dataset: options.Dataset = None,
    output: options.File = None,
    force: options.Force = False,
    *,
    no_pager: options.NoPager = False,
    filters: options.Filters,
    source: options.Input,
) -> None:
    """Write BibTeX for networks, or for a whole board.

    For bibtex and biblatex. Keys stay the same whatever else is cited; what is not known
    is left out, and said on stderr.

    Examples:

        leaderboard cite PSPNet DeepLabv3+
        leaderboard cite --dataset cityscapes --since 2018
        leaderboard cite --all --output refs.bib
    """
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
    if output is None:
        delivery.print_text(text, paged=not no_pager)
    else:
        content = f"{bibtex.STAMP}\n\n{text}".encode()
        storage.save(output, content, is_ours=bibtex.was_made_here, force=force)


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
