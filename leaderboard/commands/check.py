"""``leaderboard check``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import exporters, storage, updates
from leaderboard.commands import _writing
from leaderboard.commands._annotations import annotation
from leaderboard.commands._cells import count, repeated
from leaderboard.errors import UnknownName, UsageError
from leaderboard.reading import Address, PathOrAddress, place_of
from leaderboard.table import Column, Table, printable, visible
from leaderboard.terminal import control_codes, delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from leaderboard.checks import Report
    from leaderboard.checks.addresses import Ask

_FEW = 10
"""So many problems of a kind are named in a file, and the others counted."""

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
            metavar="[PATH...]",
            show_default="what leaderboard.toml names, or the board that comes with the program",
            help="Folders, files or addresses, instead of --data.",
        ),
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option(
            "--strict/--no-strict",
            show_default="what leaderboard.toml says, or --no-strict",
            help="Exit with 1 on warnings, too.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend order, spaces, quotes and spelling.")
    ] = False,
    links: Annotated[
        bool,
        typer.Option("--links", help="Ask the web for each address; this takes minutes."),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Name every problem of a kind, not only the first.")
    ] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="Write text, json or github.\n\nThe latter are annotations on a pull request.",
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    no_color: Annotated[
        bool,
        typer.Option(
            "--no-color",
            help="Write without colours, as with NO_COLOR.",
            rich_help_panel=options.panels.OUTPUT,
        ),
    ] = False,
    *,
    source: options.Input,
) -> None:
    """Check the data: every problem with its file and line.

    Errors make the exit status 1: data that is wrong or cannot be used.

    Warnings are likely slips, or say what had to be assumed. Where data is unusual but right, a word
    in its note column ends the warning. --fix changes what has only one right form; the rest is
    reported. With --links, an address that answers 404 or 410 is an error, and any other answer a note.

    Examples:

        leaderboard check
        leaderboard check --strict --format github
        leaderboard check --fix
    """
    if format_ not in _FORMATS:
        raise UsageError(f"{UnknownName('format', format_)}; use one of {', '.join(_FORMATS)}")
    from leaderboard import checks

    places = [source.at_rev(place_of(path)) for path in paths or ()] or [source.place]
    if strict is None:
        said = [source.settings.of(place_of(path)) for path in paths or ()] or [source.settings]
        strict = any(one.strict for one in said)
    for place in places if fix else ():
        _mend(place, every=every)
    reports = {
        _named(place): checks.examine(place, stated=source.stated, ask=_asking(links=links))
        for place in places
    }
    rows = [row for report in reports.values() for row in _rows(report.problems)]
    color = control_codes.are_wanted(sys.stdout, no_color=no_color)
    if format_ != "json" and not every:
        rows = _few_of_each(rows)
    delivery.print_text(_written(rows, format_, color=color))
    for name, report in reports.items():
        for note in report.notes:
            delivery.note(note)
        delivery.say(_summary(name, report))
    severities = {row["severity"] for row in rows}  # also of a kind of which not all are shown
    if "error" in severities or (strict and severities):
        raise typer.Exit(1)


def _asking(*, links: bool) -> Ask | None:
    """Return what asks whether something is at an address, if that is wanted."""
    if not links:
        return None
    from leaderboard.reading.addresses import alive

    return alive.answers


def _mend(place: PathOrAddress, *, every: bool) -> None:
    """Mend what can be mended, and say what was."""
    from leaderboard.checks import mending

    own = updates.own_place(place)
    with storage.locked(own) as completed:
        _writing.note_completed(completed)
        mended = mending.mend(own, datetime.now().astimezone().date())
    told: Counter[tuple[Path, str]] = Counter()
    for one in mended:
        told[one.path, one.kind] += 1
        if every or told[one.path, one.kind] <= _FEW:
            where = _relative(str(one.path)) + (f":{one.line}" if one.line else "")
            delivery.say(f"{where}: mended: {one.what} [{one.kind}]")
    for (path, kind), number in told.items():
        if not every and number > _FEW:
            delivery.say(f"{_relative(str(path))}: mended: {number - _FEW} more, which --all names [{kind}]")


def _few_of_each(rows: list[dict[str, str | int | None]]) -> list[dict[str, str | int | None]]:
    """Keep the first few problems of each kind in a file; behind them, count the others."""
    kinds = Counter((row["path"], row["rule"]) for row in rows)
    seen: Counter[tuple[str | int | None, str | int | None]] = Counter()
    kept = []
    for row in rows:
        kind = (row["path"], row["rule"])
        seen[kind] += 1
        more = kinds[kind] - _FEW
        if seen[kind] <= _FEW or more == 1:
            kept.append(row)
        elif seen[kind] == kinds[kind]:
            kept.append({**row, "line": None, "problem": f"{more} more of this kind; --all names them"})
    return kept


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
        cells = [repeated(row[column.key] for row in rows) for column in columns]
        return exporters.get("json").render([Table("", columns, tuple(zip(*cells, strict=True)))])
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
