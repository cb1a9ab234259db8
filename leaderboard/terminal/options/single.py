"""Options and arguments that a command takes one by one."""

# No ``from __future__ import annotations``: typer reads these annotations.

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from leaderboard.terminal.options.completion import complete_dataset, complete_metrics, complete_network

if TYPE_CHECKING:
    from collections.abc import Sequence

Dataset: TypeAlias = Annotated[
    str | None,
    typer.Option("--dataset", "-d", metavar="NAME", help="The dataset.", autocompletion=complete_dataset),
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
Networks: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="NETWORK...", help="Networks, as you would type them.", autocompletion=complete_network
    ),
]
Network: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="NETWORK", help="A network, as you would type it.", autocompletion=complete_network
    ),
]
Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many rows.")
]
EveryScore: TypeAlias = Annotated[
    bool, typer.Option("--all", "-a", help="Every score of every network, not only the best.")
]


Beside: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="NAME,…",
        help="Show these metrics, or params, gflops and fps, beside the score.",
        autocompletion=complete_metrics,
    ),
]
Parts: TypeAlias = Annotated[
    bool, typer.Option("--parts", help="The parts of metrics too, such as the IoU of each class.")
]


def named_list(typed: "Sequence[str] | None") -> list[str]:
    """Take lists of names apart at their commas."""
    return [name.strip() for text in typed or () for name in text.split(",") if name.strip()]
