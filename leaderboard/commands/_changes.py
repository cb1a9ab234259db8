"""Changes of a board, laid out for people and for programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.commands import _cells
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Fact, Note, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from leaderboard.commands._cells import Row

MOST = 20
"""Changes of one board that are shown, if not all are asked for."""

_MOST_BOARDS = 30
"""Boards that are shown, if not all are asked for."""

_BOARD = ("dataset", "split", "metric")
_MENTION = re.compile(r"(?<!\w)@(?=\w)|#(?=\d)|\bGH-(?=\d)", re.IGNORECASE)
"""What GitHub and GitLab make a notification or a reference of, wherever it stands in a comment."""
_NOTHING = "\u200b"
"""A space of no width: what stands behind it is no mention any more, and looks the same."""

_KINDS = ("new", "corrected", "renamed", "removed", "direction")


def for_programs(changes: pd.DataFrame) -> Table:
    """Lay changes out with all that is known of each."""
    columns, rows = _cells.lay_out(changes.drop(columns=["row", "worse_by_text", "behind_text"]), [])
    return Table("", columns, rows)


def by_board(changes: pd.DataFrame, *, every: bool) -> list[Table]:
    """Lay changes out as a table for each board."""
    groups = [rows for _, rows in changes.groupby(list(_BOARD), sort=False)]
    shown = groups if every else groups[:_MOST_BOARDS]
    tables = [_board(rows, every=every) for rows in shown]
    if len(shown) < len(groups):
        more = f"{len(groups) - len(shown)} more boards changed"
        tables.append(Table("", (), (), notes=(Note(more, "--all shows them"),)))
    return tables


def _board(changes: pd.DataFrame, *, every: bool) -> Table:
    found = _cells.rows_of(changes)
    shown, about = found if every else found[:MOST], found[0]
    columns, rows = _cells.lay_out_rows(
        shown,
        (),
        [
            Shown(Column("change", "Change")),
            Shown(Column("network", "Network", wraps=True), network),
            Shown(Column("score_before", "Before", "number"), _before),
            Shown(Column("score", "Now", "number"), _now),
            Shown(Column("place", "Place"), lambda row: Cell(row["place"], place(row))),
            Shown(Column("record", "Record", expendable=1), lambda row: Cell(row["record"], record(row))),
            Shown(Column("variant", "Variant", expendable=3, wraps=True)),
            Shown(Column("details", "What", expendable=2, wraps=True), lambda row: Cell(details(row))),
        ],
    )
    notes: list[str] = []
    if len(shown) < len(found):
        more = f"{len(found) - len(shown)} more: {counted(found[len(shown) :])}"
        notes.append(Note(more, "--all shows them"))
    if about["others_moved"]:
        notes.append(f"{_cells.count(about['others_moved'], 'other network')} moved")
    sources = tuple(Fact(*one) for one in dict.fromkeys(_sources(shown)))
    return Table(title_of(about), columns, rows, notes=tuple(notes), sources=sources)


def title_of(row: Mapping[str, str | None]) -> str:
    """Name the board of a change, and what is measured on it."""
    about = {**row, "unit": row["unit"] or "", "split": row["split"] or ""}
    return f"{_cells.board_title(about)} · {_cells.scale(about)}"


def network(row: Row) -> Cell:
    """Name what a change is about."""
    if row["change"] == "direction":
        return Cell("", "all")
    if not row["network"]:
        return Cell(row["title"], f"dataset {row['dataset']} (was {row['dataset_before']})")
    was = f" (was {row['network_before']})" if row["network_before"] else ""
    return Cell(row["network"], f"{row['network']}{was}")


def _before(row: Row) -> Cell:
    return Cell() if row["change"] == "renamed" else _score(row, "_before")


def _now(row: Row) -> Cell:
    return _score(row, "")


def _score(row: Row, end: str) -> Cell:
    return Cell(row[f"score{end}"], _scored(row, end))


def place(row: Row) -> str:
    """Write the place before and after."""
    before, after = _place(row, "_before"), _place(row, "")
    if not before or not after:
        return after or (before and f"{before} → –")
    return after if before == after else f"{before} → {after}"


def _place(row: Row, end: str) -> str:
    if row[f"place{end}"] is None:
        return ""
    return f"{row[f'place{end}']}{'=' if row[f'tied{end}'] else ''}"


def record(row: Row) -> str:
    """Say whether a record was won or lost."""
    return f"{row['record'] or ''}{', within the spread' if row['record_within_spread'] else ''}"


def details(row: Row) -> str:
    """Say what was corrected, and what it means."""
    said = [row["details"]] if row["details"] else []
    if row["source_before"] and row["source"] and row["source"] != row["source_before"]:
        said.append("source")
    if row["within_spread"]:
        said.append("within its spread")
    return "; ".join(said)


def sentence(row: Row, *, with_record: bool = False) -> str:
    """Say one change in a line, perhaps with its distance to the record there was."""
    said = (
        scores(row),
        f"place {place(row)}" if place(row) else "",
        f"record {record(row)}" if row["record"] else "",
        f"{row['worse_by_text']} worse than before" if row["worse_by"] else "",
        f"{row['behind_text']} behind the record before" if row["behind"] and with_record else "",
        details(row),
    )
    return f"{network(row).text} on {title_of(row)}: {row['change']}: {', '.join(filter(None, said))}"


def scores(row: Row) -> str:
    """Write the score before and after, with the spreads."""
    before, now = (_scored(row, end) for end in ("_before", ""))
    return f"{before} → {now}" if before and now and before != now else now or before


def _scored(row: Row, end: str) -> str:
    text, spread = row[f"score_text{end}"], row[f"spread_text{end}"]
    return f"{text or ''}{f' ±{spread}' if spread else ''}"


def _sources(rows: Iterable[Row]) -> Iterable[tuple[str, Cell]]:
    """Give the sources of what is new, and those that were exchanged."""
    for row in rows:
        if row["change"] not in {"new", "corrected"}:
            continue
        before, after = row["source_before"], row["source"]
        if row["change"] == "new":
            if after:
                yield f"source of {row['network']}", Cell(after, url=after)
        elif before != after:
            yield f"source of {row['network']}", Cell(f"{before or 'not said'} → {after or 'not said'}")


def counted(rows: Iterable[Row]) -> str:
    """Count changes by their kinds: ``2 new · 1 corrected``."""
    rows = list(rows)
    found = [(sum(row["change"] == kind for row in rows), kind) for kind in _KINDS]
    said = [f"{number} {kind}" for number, kind in found if number]
    for kind in ("won", "lost"):
        number = sum(row["record"] == kind for row in rows)
        said += [f"{_cells.count(number, 'record')} {kind}"] if number else []
    return " · ".join(said)


def everything(changes: pd.DataFrame) -> str:
    """Say in one line how much there is."""
    boards = changes[list(_BOARD)].drop_duplicates()
    said = (
        _cells.count(len(changes), "score"),
        f"of {_cells.count(changes['network'].nunique(), 'network')}",
        f"on {_cells.count(len(boards), 'board')}",
    )
    return " ".join(said)


def papers_said(papers: Mapping[str, int]) -> str:
    """Say what happened to papers; nothing if nothing did."""
    said = " · ".join(f"{number} {kind}" for kind, number in papers.items())
    return f"papers: {said}" if said else ""


def inert(tables: Iterable[Table]) -> list[Table]:
    """Return tables for a comment: nobody is mentioned by a name in them, and no issue referred to."""
    return [
        replace(
            table,
            title=_inert(table.title),
            rows=tuple(tuple(replace(cell, text=_inert(cell.text)) for cell in row) for row in table.rows),
            sources=tuple(Fact(_inert(one.label), _inert_source(one.cell)) for one in table.sources),
            notes=tuple(map(_inert, table.notes)),
        )
        for table in tables
    ]


def _inert_source(cell: Cell) -> Cell:
    return cell if cell.url else replace(cell, text=_inert(cell.text))


def _inert(text: str) -> str:
    return _MENTION.sub(lambda found: f"{found[0]}{_NOTHING}", text)


def rows_of(changes: pd.DataFrame) -> Sequence[Row]:
    """Return changes as plain rows."""
    return _cells.rows_of(changes)
