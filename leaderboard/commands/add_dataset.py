"""``leaderboard add dataset``."""

# No ``from __future__ import annotations``: typer reads these annotations.

from dataclasses import dataclass, fields
from typing import Annotated

import typer

from leaderboard import storage, updates
from leaderboard.commands import _writing
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import datasets


@dataclass(frozen=True)
class Description:
    """What is known of the dataset."""

    metric: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The metric that ranks it: mIoU, accuracy, …",
            autocompletion=options.completing("metric"),
        ),
    ] = None
    split: Annotated[
        str | None,
        typer.Option(
            metavar="SPLIT",
            help="The split that is ranked: test, val, …",
            autocompletion=options.completing("split"),
        ),
    ] = None
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="The unit of the scores: %, ms, …")] = None
    better: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="higher or lower, for a metric that is not well known.",
            autocompletion=lambda: ["higher", "lower"],
        ),
    ] = None
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title to show.")] = None
    classes: Annotated[
        str | None,
        typer.Option(metavar="N", help="The number of classes.", rich_help_panel=options.panels.MORE),
    ] = None
    images: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The number of images, such as 2975/500/1525.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = None
    url: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="The address of its home page.", rich_help_panel=options.panels.MORE
        ),
    ] = None
    official: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The address of the leaderboard of its makers.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = None
    note: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="Anything else worth knowing.", rich_help_panel=options.panels.MORE
        ),
    ] = None


@gathered
def add_dataset(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name to type: small letters, digits and hyphens.")
    ],
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", metavar="NAME", help="Another name of it; repeat the option for several."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add it though its name is almost that of another.")
    ] = False,
    *,
    description: Description,
    into: options.Place,
) -> None:
    """Describe a dataset, so that scores can be added to it.

    A metric has the unit and direction that it has on other datasets. Shows each new line with its
    place; all other lines stay as they are.

    Examples:

        leaderboard add dataset potholes --metric mIoU --split test
        leaderboard add dataset kitti --metric RMSE --unit m --split val
    """
    given = {one.name: text for one in fields(description) if (text := getattr(description, one.name))}
    given |= {"aliases": ";".join(alias)} if alias else {}
    remarks: list[str] = []

    def changes(tables: updates.Tables) -> tuple[storage.Change, ...]:
        insertion, remark = datasets.added(tables, name, given, new=new)
        remarks[:] = [remark]
        return (insertion,)

    _writing.write(updates.own_place(into.given), changes, signed=False)
    for remark in filter(None, remarks):
        delivery.note(remark)
