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

    metric: Annotated[str | None, typer.Option(metavar="NAME", help="What ranks it: mIoU, accuracy, …")] = (
        None
    )
    split: Annotated[str | None, typer.Option(metavar="SPLIT", help="What is ranked: test, val, …")] = None
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="%, ms, …")] = None
    better: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="higher or lower, where the metric does not tell.",
            autocompletion=lambda: ["higher", "lower"],
        ),
    ] = None
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="As it is shown.")] = None
    classes: Annotated[str | None, typer.Option(metavar="N", help="How many there are.")] = None
    images: Annotated[str | None, typer.Option(metavar="TEXT", help="How many, as in 2975/500/1525.")] = None
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Its home page.")] = None
    official: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The board of its makers.")] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What else is worth knowing.")] = None


@gathered
def add_dataset(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What is typed for it: small letters, digits, hyphens.")
    ],
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; may be repeated.")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="It is new, though it is called almost like another.")
    ] = False,
    *,
    description: Description,
    into: options.Place,
) -> None:
    """Describe a dataset, so that scores can be added to it.

    How a metric is measured on other datasets counts here, too. Shows each line that it puts in,
    with its place; all other lines stay as they are.

    Examples:

        leaderboard add dataset potholes --metric mIoU --split test
        leaderboard add dataset nyu --metric RMSE --unit m --better lower --split test
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
