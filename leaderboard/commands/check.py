"""``leaderboard check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import exporters
from leaderboard.commands._annotations import annotation
from leaderboard.commands._cells import count
from leaderboard.errors import UnknownName, UsageError
from leaderboard.reading import Address, PathOrAddress, place_of
from leaderboard.table import Cell, Column, Table, printable, visible
from leaderboard.terminal import control_codes, delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from leaderboard.checks import Report

_FORMATS = ("text", "json", "github")
_COLORS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW}
_ROWS = {
    "results": "score",
    "papers": "paper",
    "links": "link",
    "datasets": "dataset",
    "metrics": "metric",
    "speeds": "speed",
}


@gathered
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            show_default="the board that comes with the program",
            help="Folders of tables, or files of scores or their addresses; in place of --data.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, json, or github: annotations on a pull request.",
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Write plain text; NO_COLOR does the same.")
    ] = False,
    *,
    source: options.Input,
) -> None:
    """Check the data: every problem with its file and line.

    Errors are what cannot be right or cannot be used, and make the exit status 1. Warnings are
    likely slips, and what reading had to assume; where data is doubtful but right, a word in
    the note column says so and ends the warning. A folder of tables is to be written in one way.

    Examples:

        leaderboard check
        leaderboard check --strict --format github
    """
    if format_ not in _FORMATS:
        raise UsageError(f"{UnknownName('format', format_)}; use one of {', '.join(_FORMATS)}")
    from leaderboard import checks

    places = [source.at_rev(place_of(path)) for path in paths or ()] or [source.place]
    reports = {_named(place): checks.examine(place, stated=source.stated) for place in places}
    rows = [row for report in reports.values() for row in _rows(report.problems)]
    color = control_codes.are_wanted(sys.stdout, no_color=no_color)
    delivery.print_text(_written(rows, format_, color=color))
    for name, report in reports.items():
        delivery.say(_summary(name, report))
    severities = {row["severity"] for row in rows}
    if "error" in severities or (strict and severities):
        raise typer.Exit(1)


def _named(place: PathOrAddress) -> str:
    return "stdin" if str(place) == "-" else _relative(str(place))


def _relative(path: str) -> str:
    """Name a place as seen from here, if it is not elsewhere."""
    if isinstance(place_of(path), Address):
        return path
    try:
        here = Path.cwd()
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay what they are called
    except FileNotFoundError:  # somebody has deleted the folder that is worked in
        return path
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else path


def _rows(problems: pd.DataFrame) -> list[dict[str, str | int | None]]:
    seen_from_here = {path: printable(_relative(path)) for path in problems["path"].unique()}
    return [
        {
            "path": seen_from_here[path],
            "line": None if line is None else int(line),
            "severity": severity,
            "rule": rule,
            "problem": printable(problem),
        }
        for path, line, severity, rule, problem in zip(
            problems["path"],
            problems["line"].astype("object").where(problems["line"].notna(), None),
            *(problems[name] for name in ("severity", "rule", "problem")),
            strict=True,
        )
    ]


def _written(rows: list[dict[str, str | int | None]], format_: str, *, color: bool) -> str:
    if format_ == "json":
        columns = tuple(map(Column, ("path", "line", "severity", "rule", "problem")))
        cells = (tuple(map(Cell, row.values())) for row in rows)
        return exporters.get("json").render([Table("", columns, tuple(cells))])
    lines: Iterable[str] = (
        (_annotation(row) for row in rows)
        if format_ == "github"
        else (_line(row, color=color) for row in rows)
    )
    return "".join(f"{line}\n" for line in lines)


def _line(row: dict[str, str | int | None], *, color: bool) -> str:
    """Write a problem as compilers do, so that editors find the place."""
    place = visible(f"{row['path']}:{row['line']}:" if row["line"] is not None else f"{row['path']}:")
    severity = str(row["severity"])
    painted = typer.style(severity, fg=_COLORS[severity], bold=True) if color else severity
    return f"{place} {painted}: {visible(str(row['problem']))} [{row['rule']}]"


def _annotation(row: dict[str, str | int | None]) -> str:
    """Write a problem as a workflow command of GitHub Actions."""
    place = {"file": row["path"], "line": row["line"], "title": row["rule"]}
    return annotation(str(row["severity"]), str(row["problem"]), **place)


def _summary(name: str, report: Report) -> str:
    found = report.problems["severity"].value_counts()
    said = [count(int(found[kind]), kind) for kind in ("error", "warning") if kind in found.index]
    rows = ", ".join(count(number, _ROWS[table]) for table, number in report.counts.items())
    if said:
        return visible(f"{', '.join(said)} in {name}")
    return visible(f"{name}: {rows}: no problems")
