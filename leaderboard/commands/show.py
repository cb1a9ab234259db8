"""``leaderboard show``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import named
from leaderboard.answers.ranking import show as scores_of
from leaderboard.board import dates, trust
from leaderboard.board.conditions import NONE
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Shown
from leaderboard.table import Cell, Column, Fact, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row


@gathered
def show(
    networks: options.Networks,
    beside: options.Beside = None,
    parts: options.Parts = False,
    metric: Annotated[
        str | None,
        typer.Option(
            "--metric",
            metavar="NAME",
            help="Show only scores in this metric.",
            autocompletion=options.completing("metric"),
        ),
    ] = None,
    *,
    shown: options.Fields,
    output: options.Output,
    source: options.Input,
) -> None:
    """Show all about a network: scores, places, paper, code, tags.

    Examples:

        leaderboard show DeepLabv3+
        leaderboard show psanet ocnet --format json
    """
    whole = source.read(networks=networks)
    beside_names = shown.beside(whole, named(whole, options.named_list(beside)))
    names = dict.fromkeys(whole.network_names.find(name) for name in networks)
    board = whole.in_metric(metric)
    tables = portraits(board, list(names), beside=beside_names, parts=parts, shown=shown)
    output.show(*shown.of(*tables))


def portraits(
    board: Board,
    networks: Sequence[str],
    *,
    beside: Sequence[str] = (),
    parts: bool = False,
    given: Sequence[str] | None = None,
    shown: options.Fields | None = None,
) -> Iterator[Table]:
    """Lay out networks: what is known of each, and each of its scores; *parts* of metrics on demand.

    Programs are given the columns that are named, or all.
    """
    found = scores_of(board, networks)
    if board.metric is not None:
        found = found[found["metric"] == board.metric]
    found, others = _cells.beside(board, found.reset_index(drop=True), beside)
    if shown is not None:
        found = shown.ordered(found, _cells.better_of(board))
    names = found.columns.tolist() if given is None else given
    rows: dict[str, list[Row]] = {network: [] for network in networks}
    for row in _cells.rows_of(found):
        rows[row["network"]].append(row)
    papers, dataset = _Papers(board), _cells.title_of(board)
    for network in networks:
        seen = [row for row in rows[network] if parts or not row["group"]]
        hidden = len(rows[network]) - len(seen)
        table = _portrait(seen, names, others, dataset)
        hints = (f"--parts shows {_cells.count(hidden, 'part')} of metrics",) if hidden else ()
        yield replace(table, title=network, facts=tuple(papers.facts(network)), hints=hints)


def _portrait(
    rows: list[Row], names: Sequence[str], others: Sequence[Shown], dataset: Callable[[Row], Cell]
) -> Table:
    sources = _Sources()
    shown = [
        Shown(Column("dataset", "Dataset", wraps=True), dataset),
        Shown(Column("split", "Split")),
        *_cells.metric_column(row["metric"] for row in rows),
        Shown(Column("score", _cells.heading_of_rows(rows, "Value"), "number"), _cells.score),
        Shown(_cells.RUNS, _cells.runs),
        *others,
        Shown(Column("place", "Place", "number"), _standing),
        Shown(Column("gap", "Gap", "number", expendable=3), _cells.gap),
        Shown(
            Column("conditions", "Conditions", expendable=2, wraps=True, legible=20, view="document"),
            _conditions,
        ),
        Shown(Column("read_in", "Read in", expendable=1, view="document"), sources.cell),
        Shown(Column("drawn", "First – last", expendable=9, view="terminal"), _drawn),
    ]
    columns, cells = _cells.lay_out_rows(rows, names, shown)
    return Table("", columns, cells, sources=tuple(sources.listed()), notes=tuple(_remarks(rows, dataset)))


def _remarks(rows: list[Row], dataset: Callable[[Row], Cell]) -> Iterator[str]:
    """Say what the signs mean, and what there is to be said of single scores."""
    if not rows:
        yield "no score on any board"
    yield from _trust.second_hand(rows)
    yield from _trust.probes(rows)
    for row in rows:
        if row["note"]:
            doubt = trust.doubt(row["note"])
            sign = f"{trust.DOUBTFUL} " if doubt else ""
            yield f"{sign}{dataset(row).text} {row['score_text']}: {doubt or row['note']}"


def _conditions(row: Row) -> Cell:
    """How a score was reached: all that is known, in one cell."""
    extra = _extra_data(row["extra_data"])
    said = (row["variant"], row["test_time"], row["resolution"], row["protocol"], extra)
    return Cell(text="; ".join(filter(None, said)))


def _extra_data(named: tuple[str, ...] | None) -> str | None:
    if named is None:
        return None
    return "no extra data" if named == (NONE,) else f"with {', '.join(named)}"


class _Sources:
    """Where scores were read: numbered as they come up, and listed below the scores."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def cell(self, row: Row) -> Cell:
        """The number of the source of a score; without one, how the score is known."""
        evidence, source = row["evidence"] or "", row["source"]
        if not source:
            return Cell(text=evidence)
        number = self._numbers.setdefault((evidence, source), len(self._numbers) + 1)
        return Cell(text=f"[{number}]", url=source)

    def listed(self) -> Iterator[Fact]:
        """Yield the sources in the order of their numbers, and how scores are known from them."""
        for (evidence, source), number in self._numbers.items():
            yield Fact(f"[{number}] {evidence}".strip(), Cell(text=source, url=source))


def _standing(row: Row) -> Cell:
    if row["place"] is None:
        return Cell() if row["better"] else Cell(text="not ranked")
    shared = "=" if row["tied"] else ""
    return Cell(row["place"], f"{row['place']}{shared} of {row['of']}")


def _drawn(row: Row) -> Cell:
    """Where the place lies between the first and the last of the board."""
    if row["place"] is None or row["of"] == 1:
        return Cell()
    return _cells.bar((row["place"] - 1) / (row["of"] - 1))


class _Papers:
    """The papers of a board by their networks, with all their addresses."""

    def __init__(self, board: Board) -> None:
        self._of: dict[str, list[Row]] = {}
        for paper in _cells.rows_of(board.paper_facts):
            for network in dict.fromkeys((paper["network"] or "").split(";")):
                self._of.setdefault(network, []).append(paper)
        self._links: dict[str, list[Row]] = {}
        for link in _cells.rows_of(board.links_table):
            self._links.setdefault(link["paper"], []).append(link)

    def facts(self, network: str) -> Iterator[Fact]:
        """Say what is known of the papers of a network, and give their addresses."""
        return (fact for paper in self._of.get(network, ()) for fact in self._said(paper) if fact.cell.text)

    def _said(self, paper: Row) -> Iterator[Fact]:
        yield Fact("Title", Cell(text=paper["title"] or "", url=paper["paper_url"] or ""))
        yield Fact("Published", Cell(text=_appearance(paper)))
        yield Fact("Authors", Cell(text=_people(paper["authors"] or "")))
        yield Fact("Tags", Cell(paper["tags"]))
        yield Fact("Also called", Cell(paper["aliases"]))
        for link in self._links.get(paper["paper"], ()):
            label = f"{link['kind']} ({link['detail']})" if link["detail"] else link["kind"] or ""
            yield Fact(
                label.capitalize() if label.islower() else label[:1].upper() + label[1:],
                Cell(text=link["url"] or "", url=link["url"] or ""),
            )
        yield Fact("Status", Cell(paper["status"]))
        yield Fact("Note", Cell(paper["note"]))


def _appearance(paper: Row) -> str:
    published = _cells.published(paper).text
    seen = dates.in_words(paper["date"] or "")
    return ", ".join(filter(None, (published, f"first seen in {seen}" if seen else "")))


def _people(authors: str) -> str:
    """Turn ``Last, First and Last, First`` into ``First Last, First Last``."""
    people = (" ".join(reversed(person.split(", ", 1))) for person in authors.split(" and "))
    return ", ".join(people)
