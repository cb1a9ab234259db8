"""``leaderboard log``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from leaderboard import exporters, storage
from leaderboard.commands import _cells, _changes
from leaderboard.commands._cells import Shown
from leaderboard.errors import DataError, UnknownName
from leaderboard.reading.at_revision import AtRevision, at_revision
from leaderboard.site import feed
from leaderboard.table import Column, Note, Table
from leaderboard.terminal import delivery, options, progress
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row
    from leaderboard.storage import Commit

_ATOM = "atom"

_LINES = {"everything": "everything is new", "papers": "papers", "unreadable": "unreadable"}
"""What begins the line of a revision that is said in one."""

_MOST = 10
"""Changes of one revision that are shown one by one."""


def _complete_format() -> list[str]:
    return [*exporters.all_names(), _ATOM]


@dataclass(frozen=True)
class Journal(options.Output):
    """Where the answer goes, and as what; a feed, too."""

    own_formats: ClassVar[tuple[str, ...]] = (_ATOM,)

    format: Annotated[
        str | None,
        options.format_option(
            "Write markdown, csv, json, atom, …\n\nThe format atom is a feed.",
            complete=_complete_format,
        ),
    ] = None


@dataclass(frozen=True)
class _Change:
    """What a revision did."""

    commit: Commit
    rows: list[dict[str, Any]]
    """As :func:`leaderboard.answers.changes.each` gives them."""
    kind: str = ""
    """Where it is said in a line: ``everything``, ``papers`` or ``unreadable``."""
    line: str = ""


@gathered
def log(
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
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="Show the last N revisions.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", "-a", help="Show every change, also where a revision has many.")
    ] = False,
    *,
    output: Journal,
    source: options.Input,
) -> None:
    """Show the changes of a board over its history.

    The history comes from git, the newest revision first.

    It follows first parents, so the changes of a branch count when it was merged. It follows data
    that was moved or renamed.

    Examples:

        leaderboard log -n 10
        leaderboard log -d cityscapes
        leaderboard log --format atom --output changes.xml
    """
    place = source.place
    if not isinstance(place, AtRevision):
        place = at_revision(place, "HEAD")
    found = []
    with progress.doing("reading the history"):
        for change in _history(place, source, dataset or ()):
            found.append(change)
            if limit is not None and len(found) == limit:
                break
    if output.is_own_format:
        output.refuse_empty(bool(found))
        _deliver(_feed(place, found), output)
    elif output.exporter.holds == "data":
        output.show(_for_programs(found))
    else:
        table = _table(place, found, every=every)
        output.show(*(_changes.inert([table]) if output.exporter.name == "markdown" else [table]))


def _history(place: AtRevision, source: options.Input, datasets: Sequence[str]) -> Iterator[_Change]:
    """Give what each revision did, the newest first; those that did nothing here are left out."""
    from leaderboard.reading.histories import Boards, steps

    boards = Boards(source.stated)
    chosen = _Chosen(datasets)
    last: Commit | None = None
    waiting: tuple[Commit, Board | None] | None = None
    unreadable: list[_Change] = []  # between what waits and what is before it
    for step in steps(place):
        last, board = step.commit, boards.at(step.place)
        if isinstance(board, DataError):
            problem = f"{board}".replace(f"{step.place}", step.place.path or ".")
            unreadable.append(_Change(step.commit, [], "unreadable", problem))
            continue
        if board is not None:
            board = source.with_runs(board)
        if waiting is not None and (change := chosen.change(waiting[0], board, waiting[1])):
            yield change
        yield from unreadable
        waiting, unreadable = (step.commit, board), []
    if last is None:
        raise DataError(str(place), "there is no such file or folder, and there never was in this history")
    if place.repository.is_cut(last):
        delivery.note(f"the history ends at {last.short}: {storage.SHALLOW}")
    elif waiting is not None and (change := chosen.change(waiting[0], None, waiting[1])):
        yield change
    yield from unreadable
    chosen.refuse_unknown()


class _Chosen:
    """Keeps to the datasets that were asked for, by what each is called at a revision."""

    def __init__(self, datasets: Sequence[str]) -> None:
        self._wanted = datasets
        self._missing: dict[str, UnknownName] = {}
        self._found: set[str] = set()

    def change(self, commit: Commit, old: Board | None, new: Board | None) -> _Change | None:
        """Return what a revision did, if it did something."""
        from leaderboard.answers import changes as answers

        rows = answers.each(old, new)
        if self._wanted:
            ids = self._ids(old) | self._ids(new)
            rows = [row for row in rows if row["dataset"] in ids]
            return _Change(commit, rows) if rows else None
        if (old is None or old.scores.empty) and rows:
            return _Change(commit, rows, "everything", _changes.everything(answers.framed(rows)))
        if rows:
            return _Change(commit, rows)
        papers = answers.papers(old, new)
        return (
            _Change(commit, [], "papers", " · ".join(f"{n} {kind}" for kind, n in papers.items()))
            if papers
            else None
        )

    def _ids(self, board: Board | None) -> set[str]:
        found = set()
        for name in self._wanted:
            if board is not None:
                try:
                    found.add(board.dataset_names.find(name))
                    self._found.add(name)
                except UnknownName as error:
                    self._missing.setdefault(name, error)
        return found

    def refuse_unknown(self) -> None:
        """Raise what is to be said of a dataset that no revision knows."""
        for name, error in self._missing.items():
            if name not in self._found:
                raise error


def _for_programs(found: Sequence[_Change]) -> Table:
    """Lay out one row for each change; what was done to papers alone, or cannot be read, has one row."""
    from leaderboard.answers import changes as answers

    rows = []
    for one in found:
        commit = one.commit
        said = {"commit": commit.id, "date": commit.date, "author": commit.author, "subject": commit.subject}
        rows += [{**said, **row} for row in one.rows or [{"change": one.kind, "details": one.line}]]
    frame = answers.framed(rows, ("commit", "date", "author", "subject"))
    return _changes.for_programs(frame)


def _table(place: AtRevision, found: Sequence[_Change], *, every: bool) -> Table:
    rows: list[Row] = []
    for one in found:
        first = {"date": one.commit.date[:10], "commit": one.commit.short, "subject": one.commit.subject}
        for row in _rows(one, every=every):
            rows.append({**first, **row})
            first = dict.fromkeys(first, "")
    columns, cells = _cells.lay_out_rows(
        rows,
        (),
        [
            Shown(Column("date", "Date")),
            Shown(Column("commit", "Commit", expendable=5)),
            Shown(Column("board", "Dataset", expendable=1, wraps=True)),
            Shown(Column("change", "Change", expendable=4)),  # the others show it, too
            Shown(Column("network", "Network", wraps=True)),
            Shown(Column("score", "Score", expendable=1)),
            Shown(Column("place", "Place", expendable=2)),
            Shown(Column("record", "Record", expendable=3)),
            Shown(Column("subject", "Subject", expendable=6, wraps=True)),
        ],
    )
    note = _cells.count(len(found), "revision") if found else "no revision changed this"
    hidden = not every and any(len(one.rows) > _MOST or one.kind == "everything" for one in found)
    note = Note(note, "--all shows every change" if hidden else "")
    return Table(f"Changes of {place.path or place.repository.root.name}", columns, cells, notes=(note,))


def _rows(one: _Change, *, every: bool) -> Iterator[dict[str, Any]]:
    """Give the rows of a revision: its changes, or what these come to on each board, or one line."""
    nothing = dict.fromkeys(("board", "change", "network", "score", "place", "record"), "")
    if one.kind and not (every and one.rows):
        change = "new" if one.kind == "everything" else one.kind
        yield {**nothing, "change": change, "network": f"{_LINES[one.kind]}: {one.line}"}
    elif every or len(one.rows) <= _MOST:
        for row in _plain(one):
            board = _cells.board_title({**row, "split": row["split"] or ""})
            yield {
                "board": board,
                "change": row["change"],
                "network": _changes.network(row).text,
                "score": f"{_changes.scores(row)}{' → –' if row['change'] == 'removed' else ''}",
                "place": _changes.place(row),
                "record": _changes.record(row),
            }
    else:
        groups: dict[tuple[str, str, str], list[Row]] = {}
        for row in _plain(one):
            groups.setdefault((row["dataset"], row["split"], row["metric"]), []).append(row)
        for rows in groups.values():
            board = _cells.board_title({**rows[0], "split": rows[0]["split"] or ""})
            yield {**nothing, "board": board, "change": "several", "network": _changes.counted(rows)}


def _plain(one: _Change) -> list[Row]:
    from leaderboard.answers.changes import COLUMNS

    return [{name: row.get(name) for name in COLUMNS} for row in one.rows]


def _feed(place: AtRevision, found: Sequence[_Change]) -> str:
    name = place.path or place.repository.root.name
    entries = []
    for one in found:
        lines = [one.line] if one.kind else [_changes.sentence(row) for row in _plain(one)]
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        kind = f"{_LINES[one.kind]}: " if one.kind else ""
        entries.append(
            feed.Entry(
                f"{kind}{lines[0]}{more}",
                feed.identity("revision", f"{one.commit.id} {place.path}"),
                one.commit.date,
                "\n".join((one.commit.subject, "", *lines)),
                author=one.commit.author,
            )
        )
    return feed.document(f"Changes of {name}", feed.identity("log", name), entries)


def _deliver(text: str, output: Journal) -> None:
    if output.path is None:
        delivery.print_text(text)
        return
    delivery.save(output.path, text.encode(), is_ours=feed.is_ours, force=output.force)
