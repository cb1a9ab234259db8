"""``leaderboard import``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import storage, updates
from leaderboard.commands import _asking, _cells, _found, _planned, _writing
from leaderboard.errors import LEFT_OUT, DataError, UsageError, quoted, readable, reason_of
from leaderboard.reading import Known, place_of, read
from leaderboard.reading.boards import nothing
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import merging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_NAMES = "Names and provenance"


@gathered
def import_(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files, folders or https addresses; - is standard input."),
    ],
    *,
    dataset: Annotated[
        str | None,
        typer.Option(
            "--dataset",
            "-d",
            metavar="NAME",
            help="Take scores of this dataset only.",
            autocompletion=options.complete_dataset,
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write what is new; without it, only show the plan.")
    ] = False,
    with_conflicts: Annotated[
        bool,
        typer.Option(
            "--with-conflicts",
            help="Take conflicting scores, too; each gets a note and stands beside the old one.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", "-a", help="List scores that are there already, too.")
    ] = False,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FROM=TO",
            help="Call the network FROM by the name TO; FROM=FROM takes it as a new one.",
            rich_help_panel=_NAMES,
        ),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option(
            "--map-file",
            metavar="FILE",
            help="Read FROM=TO from the lines of this file.",
            rich_help_panel=_NAMES,
        ),
    ] = None,
    all_new: Annotated[
        bool,
        typer.Option(
            "--all-new", help="Take networks with similar names as new ones.", rich_help_panel=_NAMES
        ),
    ] = False,
    output: options.Output,
    source: options.Said,
) -> None:
    """Take in scores from other formats.

    Shows what is new, the same, in conflict or unusable; only --write changes the data.

    It changes the data of --data, or the board that leaderboard.toml names. A folder that does not
    exist yet is made.

    The exit status of --write is 3 if it left out a score: one that cannot be used, is in conflict,
    or has a network whose name is almost that of another.

    Examples:

        leaderboard import results.md
        leaderboard import results.md -d cityscapes --map DANet=DAN
        leaderboard import metafiles --data board --write --all-new -f json
    """
    names = _names(mapped or (), map_file)
    place = updates.own_place(source.given) if write else updates.path_of(source.place)
    board = _target(place)
    known = Known.of(board.datasets_table, board.metrics_table)
    found = merging.combined(_found.boards([place_of(file) for file in files], source, known), dataset)
    there = set(found.results_table["network"])
    unknown = [name for name in names if name not in there]
    if unknown:
        delivery.note(f"mapped, but not found: {', '.join(map(quoted, unknown))}")

    def show(board: Board, planned: pd.DataFrame, files: Mapping[Path, int]) -> None:
        if output.exporter.name == "json":
            parts = _planned.parts(planned, board, found, files, with_conflicts=with_conflicts)
            output.show(*parts)
        else:
            output.show(_planned.overview(planned, board, found, every=every))

    if not write:
        planned = merging.plan(board, found, names=names, all_new=all_new)
        show(board, planned, {})
        _ask_in_notes(planned)
        return
    if _asking.possible():
        open_ones = _planned.undecided(merging.plan(board, found, names=names, all_new=all_new))
        names |= {name: _asking.which(name, others) for name, others in open_ones}

    def attempt() -> tuple[Board, pd.DataFrame, updates.Taken, Counter[Path]]:
        tables = updates.Tables(place)
        board = _target(place)
        planned = merging.plan(board, found, names=names, all_new=all_new)
        chosen = merging.chosen(planned, with_conflicts=with_conflicts)
        if chosen.empty:
            return board, planned, updates.Taken(), Counter()
        insertions, taken = updates.take_in(tables, chosen, found)
        _writing.note_other_names(insertion.file.path for insertion in insertions)
        return board, planned, taken, Counter(line.path for line in storage.write(insertions))

    with updates.opened(place, found) as completed:
        _writing.note_completed(completed)
        board, planned, taken, changed = storage.afresh(attempt)
    show(board, planned, changed)
    left = merging.left_out(planned, with_conflicts=with_conflicts)
    _report(place, planned, taken, left)
    if not left.empty:
        raise typer.Exit(LEFT_OUT)


def _ask_in_notes(planned: pd.DataFrame) -> None:
    """Say on stderr which networks are in question, and how to answer."""
    for question in _planned.questions(planned):
        delivery.note(question)


def _target(place: Path) -> Board:
    """Read the data as it is; where there is no score yet, there is nothing."""
    if not updates.is_begun(place):
        return nothing()
    with readable(place):
        table = place / "results.csv" if place.is_dir() else place
        is_table = table.suffix.casefold() in {".csv", ".tsv", ".tab"} and table.exists()
    if is_table and storage.CsvFile.read(table).is_empty:
        return nothing()
    return read(place)


def _report(place: Path, planned: pd.DataFrame, taken: updates.Taken, left: pd.DataFrame) -> None:
    """Say what was written, what was there already, and what was left out, and why."""
    for remark in taken.remarks:
        delivery.note(remark)
    _ask_in_notes(left)
    _found.note_unusable(left)
    if conflicts := int((left["status"] == "conflicting").sum()):
        scores = _cells.count(conflicts, "conflicting score")
        delivery.note(f"left out: {scores}; --with-conflicts takes them in beside those there, with a note")
    written = [_cells.count(number, name.removesuffix("s")) for name, number in taken.counts.items()]
    said = [f"{', '.join(written)} written" if written else "nothing new"]
    if same := int((planned["status"] == "same").sum()):
        said.append(f"{same} there already")
    if len(left):
        said.append(f"{len(left)} left out")
    delivery.say(f"{place}: {' · '.join(said)}")


def _names(mapped: Sequence[str], file: Path | None) -> dict[str, str]:
    """Read what networks are called in the data, by what they are called in the files."""
    names = _names_in(file) if file else {}
    for given in mapped:
        called, name = _pair(given)
        if not name:
            raise UsageError(f"--map takes FROM=TO, not {quoted(given)}")
        names[called] = name
    return names


def _names_in(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise DataError(file, "not UTF-8 text; save the file with that encoding") from None
    except OSError as error:
        raise DataError(file, reason_of(error)) from None
    names = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            called, name = _pair(line)
            if not name:
                raise DataError(file, f"a line says FROM=TO, not {quoted(line)}", line=number)
            names[called] = name
    return names


def _pair(text: str) -> tuple[str, str]:
    """Take FROM=TO apart; names in the data have no = in them, others may."""
    called, _, name = text.rpartition("=")
    return (called.strip(), name.strip()) if called.strip() else ("", "")
