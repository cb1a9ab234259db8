"""``leaderboard diff``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from leaderboard import exporters
from leaderboard.answers import gate
from leaderboard.board import metrics
from leaderboard.commands import _cells, _changes
from leaderboard.commands._annotations import annotation
from leaderboard.errors import UsageError
from leaderboard.reading import PathOrAddress, with_places
from leaderboard.reading.at_revision import AtRevision, copied
from leaderboard.reading.boards import NoScores
from leaderboard.reading.versions import HERE, versions
from leaderboard.table import Note, Table, printable
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.board.names import Names
    from leaderboard.commands._cells import Row
    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.versions import Version

_GITHUB = "github"

_MOST = 10
"""Changes that are said one by one; GitHub shows so many annotations of each severity."""


def _complete_format() -> list[str]:
    return [*exporters.all_names(), _GITHUB]


@dataclass(frozen=True)
class Review(options.Output):
    """Where the answer goes, and as what; annotations on a pull request, too."""

    own_formats: ClassVar[tuple[str, ...]] = (_GITHUB,)

    format: Annotated[
        str | None,
        options.format_option(
            "Write markdown, csv, json, github, …\n\nThe Markdown fits a comment on a pull request;"
            " github writes annotations.",
            complete=_complete_format,
        ),
    ] = None


@gathered
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="[OLD]",
            help="A git revision, a range (main..HEAD), a folder or a file.",
        ),
    ] = "",
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The same; without it, the data as it is now.")
    ] = "",
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="RULE,…",
            help="Exit with 1 on record-lost, drop=0.2, removed, …"
            f"\n\nThe rules are {', '.join(gate.WORDS)}; drop=0.2 allows a drop of 0.2.",
            autocompletion=lambda: list(gate.WORDS),
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
    dataset: Annotated[
        list[str] | None,
        typer.Option(
            "--dataset",
            "-d",
            metavar="NAME",
            help="Show changes on this dataset; repeat it for several.",
            autocompletion=options.complete_dataset,
        ),
    ] = None,
    metric: Annotated[
        str | None,
        typer.Option(
            "--metric",
            metavar="NAME",
            help="Show changes in this metric.",
            autocompletion=options.completing("metric"),
            rich_help_panel=options.panels.FILTERS,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", "-a", help="Show every change of every board.")] = False,
    *,
    output: Review,
    source: options.Said,
) -> None:
    """Show what changed between two versions of a board.

    Compares git revisions, folders or files; without them, HEAD and the files now.

    A change within the spread of its scores breaks no rule of --fail-on.

    Examples:

        leaderboard diff
        leaderboard diff main...HEAD --format markdown
        leaderboard diff --fail-on record-lost,drop=0.2,removed
    """
    rules = gate.rules(options.named_list(fail_on))
    if fail_on is not None and not rules:
        raise UsageError("name at least one rule for --fail-on, such as record-lost")
    if output.is_own_format and output.path:
        raise UsageError("annotations are for the log of a run, not for a file: leave out --output")
    one, other = versions(old, new, source.place)
    before = _read_old(one, source)
    found = _read_new(other, source)
    after = found.board if found else None

    from leaderboard.answers import changes as answers

    changes = answers.changes(before, after)
    if dataset:
        known = [board.dataset_names for board in (after, before) if board is not None]
        names = {_found(name, known) for name in dataset}
        changes = changes[changes["dataset"].isin(names)]
    if metric is not None:
        known = [board.metric_names for board in (after, before) if board is not None]
        changes = changes[changes["metric"] == _found(metrics.plain(metric), known)]
    papers = {} if dataset or metric is not None else answers.papers(before, after)
    stopped = gate.stopped(changes, rules)
    if output.is_own_format:
        output.refuse_empty(not changes.empty)
        lines = _annotations(changes, stopped, found, other.place)
        delivery.print_text("".join(f"{line}\n" for line in lines))
    elif output.exporter.holds == "data":
        output.show(_changes.for_programs(changes))
    else:
        tables = _tables(one, other, before, after, changes, _changes.papers_said(papers), every=every)
        output.show(*(_changes.inert(tables) if output.exporter.name == "markdown" else tables))
    for row in _cells.rows_of(stopped[:_MOST]):
        delivery.say(f"{row['rule']}: {_sentence(row)}")
    if len(stopped) > _MOST:
        delivery.say(f"{len(stopped) - _MOST} more changes that a rule stops")
    if len(stopped) or (exit_code and (len(changes) or papers)):
        raise typer.Exit(1)


def _found(name: str, known: Sequence[Names]) -> str:
    """Return what is meant, by the names of the first version that has it."""
    fitting = [names for names in known if names.matching(name)]
    return (fitting or known)[0].find(name)


def _read_old(version: Version, source: options.Said) -> Board | None:
    """Read the version before; what is to be said of how it was read was said then."""
    if not version.is_there:
        return None
    try:
        return source.with_runs(with_places(version.place, source.stated).board)
    except NoScores as error:
        if not error.is_empty:
            raise
        return None


def _read_new(version: Version, source: options.Said) -> Sorted | None:
    if not version.is_there:
        return None
    try:
        return source.read_board(version.place)
    except NoScores as error:
        if not error.is_empty:
            raise
        return None


def _tables(
    one: Version,
    other: Version,
    before: Board | None,
    after: Board | None,
    changes: pd.DataFrame,
    papers: str,
    *,
    every: bool,
) -> list[Table]:
    title = f"From {_named(one, other)} to {_named(other, one)}"
    said: Sequence[str] = [papers] if papers else []
    if changes.empty:
        return [Table(title, (), (), notes=("no score changed", *said))]
    whole = "everything was removed" if _is_bare(after) else "everything is new" if _is_bare(before) else ""
    if whole and not every:
        note = Note(f"{whole}: {_changes.everything(changes)}", "--all shows them")
        return [Table(title, (), (), notes=(note, *said))]
    boards = changes[["dataset", "split", "metric"]].drop_duplicates()
    summary = f"{_changes.counted(_cells.rows_of(changes))} on {_cells.count(len(boards), 'board')}"
    return [Table(title, (), (), notes=(summary, *said)), *_changes.by_board(changes, every=every)]


def _is_bare(board: Board | None) -> bool:
    return board is None or board.scores.empty


def _named(version: Version, other: Version) -> str:
    """Name a version; where data was called otherwise, say so."""
    place = version.place
    if not isinstance(place, AtRevision):
        return version.name
    path = other.place.path if isinstance(other.place, AtRevision) else ""
    if isinstance(other.place, Path) and other.name == HERE:
        path = place.repository.inside(other.place)
    return str(place) if path and path != place.path else version.name


def _sentence(row: Row) -> str:
    return _changes.sentence(row, with_record=row["rule"].startswith("behind"))


def _annotations(
    changes: pd.DataFrame, stopped: pd.DataFrame, found: Sorted | None, place: PathOrAddress
) -> Iterator[str]:
    """Write each change as an annotation; what a rule stops is an error, what got worse a warning."""
    rules = stopped["rule"].to_dict()
    written: Counter[str] = Counter()
    for index, row in zip(changes.index, _cells.rows_of(changes), strict=True):
        worse = row["record"] == "lost" or (row["worse_by"] and not row["within_spread"])
        severity = (
            "error" if index in rules else "warning" if worse or row["change"] == "removed" else "notice"
        )
        written[severity] += 1
        if written[severity] > _MOST:
            continue
        file, line = _place_of(row["row"], found, place)
        title = f"{rules[index]}: {row['change']}" if index in rules else row["change"]
        message = printable(_sentence({**row, "rule": rules.get(index, "")}))
        yield annotation(severity, message, file=file, line=line, title=title)
    if more := sum(max(0, number - _MOST) for number in written.values()):
        yield annotation("notice", f"{more} more changes; the summary of 'leaderboard diff' has them")


def _place_of(row: int | None, found: Sorted | None, place: PathOrAddress) -> tuple[str, int | None]:
    """Return the file in which a score stands, as seen from here or from the root, and its line."""
    path, line = str(place.path if isinstance(place, AtRevision) else place), None
    if row is not None and found is not None:
        (said,) = found.found.places([int(found.rows[row])])
        if isinstance(place, AtRevision):
            with copied(place) as copy:
                said = said.replace(str(copy), place.path)
        named, _, number = said.rpartition(":")
        path, line = (named, int(number)) if number.isdigit() else (said, None)
    if Path(path).is_absolute() and Path(path).is_relative_to(Path.cwd()):
        path = str(Path(path).relative_to(Path.cwd()))
    return printable(path), line
