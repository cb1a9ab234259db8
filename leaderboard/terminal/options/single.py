"""Options and arguments that a command takes one by one."""

# No ``from __future__ import annotations``: typer reads these annotations.

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from leaderboard.errors import UsageError
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.completion import complete_dataset, complete_metrics, complete_network

if TYPE_CHECKING:
    from collections.abc import Sequence

Dataset: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        "-d",
        metavar="NAME",
        help="The dataset; 'leaderboard datasets' lists them.",
        autocompletion=complete_dataset,
    ),
]
Datasets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--dataset",
        "-d",
        metavar="NAME",
        help="The dataset; may be repeated.",
        autocompletion=complete_dataset,
    ),
]
Word: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="[DATASET]", hidden=True, autocompletion=complete_dataset),
]
"""The dataset without --dataset; help names it in the line of usage alone."""
Words: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="[DATASET...]", hidden=True, autocompletion=complete_dataset),
]
Networks: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="NETWORK...",
        help="The networks; case and hyphens do not matter.",
        autocompletion=complete_network,
    ),
]
Network: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="NETWORK",
        help="The network; case and hyphens do not matter.",
        autocompletion=complete_network,
    ),
]
Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="Show the first N rows.")
]
EveryScore: TypeAlias = Annotated[
    bool, typer.Option("--all", "-a", help="Show every score of a network, not only its best.")
]


Beside: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="NAME,…",
        help="Show other metrics, params, gflops or fps, too.",
        autocompletion=complete_metrics,
        rich_help_panel=panels.COLUMNS,
    ),
]
Parts: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--parts",
        help="Show the parts of metrics, too, such as the IoU of a class.",
        rich_help_panel=panels.COLUMNS,
    ),
]


def named_list(typed: "Sequence[str] | None") -> list[str]:
    """Take lists of names apart at their commas."""
    return [name.strip() for text in typed or () for name in text.split(",") if name.strip()]


def said_once(word: str | None, dataset: str | None) -> str | None:
    """Return the dataset, which is given as a word or with --dataset.

    Raises:
        UsageError: It is given as both.
    """
    if word is not None and dataset is not None:
        raise UsageError("give the dataset once: as a word or with --dataset")
    return dataset if word is None else word


def only(names: "Sequence[str] | None") -> str | None:
    """Return the one name there is, or nothing where there are none or several."""
    found = dict.fromkeys(names or ())
    return next(iter(found)) if len(found) == 1 else None
