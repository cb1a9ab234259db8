"""The options that say which score is meant and what is known of it: those of add, correct and remove.

An empty text is an empty cell in all of them: what the source does not say.
"""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeAlias

import typer

from leaderboard.board.columns import SPREADS
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.completion import complete_condition, complete_evidence, completing


def _condition(*names: str, metavar: str, about: str, complete: Any) -> Any:
    return typer.Option(
        *names,
        metavar=metavar,
        help=about,
        autocompletion=complete,
        rich_help_panel=panels.CONDITIONS,
    )


def _fact(*names: str, metavar: str, about: str, complete: Any = None) -> Any:
    return typer.Option(
        *names, metavar=metavar, help=about, autocompletion=complete, rich_help_panel=panels.FACTS
    )


@dataclass(frozen=True)
class Conditions:
    """What tells a score from others of its network on its dataset."""

    split: Annotated[
        str | None,
        _condition(metavar="SPLIT", about="The split: test, val, …", complete=completing("split")),
    ] = None
    metric: Annotated[
        str | None,
        _condition(
            metavar="NAME",
            about="The metric, if it is not that of the dataset.",
            complete=completing("metric"),
        ),
    ] = None
    variant: Annotated[
        str | None,
        _condition(
            metavar="TEXT",
            about="The variant of the network: its backbone, …",
            complete=complete_condition("variant"),
        ),
    ] = None
    test_time: Annotated[
        str | None,
        _condition(
            "--test-time",
            metavar="HOW",
            about="How it was tested: single-scale, flip or multi-scale.",
            complete=completing("test_time"),
        ),
    ] = None
    extra_data: Annotated[
        list[str] | None,
        _condition(
            "--extra-data",
            metavar="NAME",
            about="Training data beyond the dataset and ImageNet-1k, or none; repeat it for several.",
            complete=completing("extra_data"),
        ),
    ] = None
    run: Annotated[
        str | None,
        _condition(metavar="TEXT", about="The run: a seed, a fold.", complete=complete_condition("run")),
    ] = None
    resolution: Annotated[
        str | None,
        _condition(metavar="TEXT", about="The size of the input.", complete=complete_condition("resolution")),
    ] = None
    protocol: Annotated[
        str | None,
        _condition(
            metavar="TEXT", about="The protocol: linear probe, frozen, …", complete=completing("protocol")
        ),
    ] = None

    def given(self) -> dict[str, str]:
        """Return the cells of those that were given, by their columns."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        if self.extra_data is not None:
            said["extra_data"] = ";".join(self.extra_data)
        return {name: text for name, text in said.items() if text is not None}


Line: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--line",
        min=1,
        metavar="N",
        help="The line of the score in its file.",
        rich_help_panel=panels.CONDITIONS,
    ),
]


@dataclass(frozen=True)
class Facts:
    """The score, and what is known of it besides its conditions."""

    score: Annotated[
        str | None,
        typer.Option(
            "--miou", "--score", metavar="NUMBER", help="The score, with all digits that were published."
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(metavar="WHERE", help="Where to read the score: an address or a citation."),
    ] = None
    evidence: Annotated[
        str | None,
        _fact(
            metavar="KIND",
            about="The evidence: paper, authors, reproduced, list or aggregator.",
            complete=complete_evidence,
        ),
    ] = None
    spread: Annotated[str | None, _fact(metavar="NUMBER", about="The spread of its runs.")] = None
    spread_of: Annotated[
        str | None,
        _fact(
            "--spread-of",
            metavar="WORD",
            about=f"The kind of that spread: {', '.join(SPREADS)}.",
            complete=lambda: list(SPREADS),
        ),
    ] = None
    runs: Annotated[str | None, _fact(metavar="N", about="The number of runs that it is the mean of.")] = None
    reached: Annotated[
        str | None,
        _fact("--reached", metavar="DATE", about="Its date, if it is not that of the paper."),
    ] = None
    note: Annotated[str | None, _fact(metavar="TEXT", about="Anything else worth knowing.")] = None

    def given(self) -> dict[str, str]:
        """Return the cells of those that were given, by their columns."""
        said = {
            "date" if one.name == "reached" else one.name: getattr(self, one.name) for one in fields(self)
        }
        return {name: text for name, text in said.items() if text is not None}
