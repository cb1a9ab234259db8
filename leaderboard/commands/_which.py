"""Which score is meant, among those of a network on a dataset."""

# No ``from __future__ import annotations``: typer reads these annotations.

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

from leaderboard.errors import UsageError
from leaderboard.terminal import options
from leaderboard.updates import Which

_WHICH = "Which of several scores; '' means that nothing is said"


@dataclass(frozen=True)
class Selectors:
    """What tells a score from others of its network on its dataset."""

    split: Annotated[
        str | None,
        typer.Option(
            metavar="SPLIT",
            help="test or val.",
            autocompletion=options.completing("split"),
            rich_help_panel=_WHICH,
        ),
    ] = None
    metric: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What was measured.", rich_help_panel=_WHICH),
    ] = None
    variant: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Backbone, input size, …", rich_help_panel=_WHICH)
    ] = None
    test_time: Annotated[
        str | None,
        typer.Option(
            "--test-time", metavar="HOW", help="single-scale or multi-scale.", rich_help_panel=_WHICH
        ),
    ] = None
    extra_data: Annotated[
        list[str] | None,
        typer.Option("--extra-data", metavar="NAME", help="May be repeated.", rich_help_panel=_WHICH),
    ] = None
    run: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A seed, a fold.", rich_help_panel=_WHICH)
    ] = None
    resolution: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Size of the input.", rich_help_panel=_WHICH)
    ] = None
    protocol: Annotated[
        str | None, typer.Option(metavar="TEXT", help="linear probe, frozen, …", rich_help_panel=_WHICH)
    ] = None
    line: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Where it stands in the file.", rich_help_panel=_WHICH),
    ] = None

    def which(self, network: str, dataset: str | None) -> Which:
        """Return which score is meant.

        Raises:
            UsageError: The dataset is missing.
        """
        if not dataset:
            raise UsageError("--dataset is missing: say on which dataset the score is")
        said: Mapping[str, str | None] = {
            "split": self.split,
            "metric": self.metric,
            "variant": self.variant,
            "test_time": self.test_time,
            "extra_data": None if self.extra_data is None else ";".join(self.extra_data),
            "run": self.run,
            "resolution": self.resolution,
            "protocol": self.protocol,
        }
        return Which(
            network, dataset, {name: text for name, text in said.items() if text is not None}, self.line
        )
