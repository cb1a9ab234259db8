"""``leaderboard show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import named
from leaderboard.answers.ranking import show as scores_of
from leaderboard.board import dates, trust
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
        typer.Option("--metric", metavar="NAME", help="Only scores in this metric."),
    ] = None,
    *,
    output: options.Output,
    source: options.Input,
) -> None:
    """Show all about a network: scores, places, paper, code, tags.

    Examples:

        leaderboard show DeepLabv3+
        leaderboard show psanet ocnet --format json
    """
    whole = source.read()
    beside_names = named(whole, options.named_list(beside))
    names = dict.fromkeys(whole.network_names.find(name) for name in networks)
    board = whole.in_metric(metric)
    output.show(*(portrait(board, name, beside=beside_names, parts=parts) for name in names))


def portrait(board: Board, network: str, *, beside: Sequence[str] = (), parts: bool = False) -> Table:
    """Lay out one network: what is known of it, and each of its scores; *parts* of metrics on demand."""
    found = scores_of(board, [network])
    if board.metric is not None:
        found = found[found["metric"] == board.metric]
    hidden = found["group"] != ""
    if not parts:
        found = found[~hidden]
    found = found.reset_index(drop=True)
    rows_beside, others = _cells.beside(board, found, beside)
    dataset = _cells.title_of(board)
    sources = _Sources()
    shown = [
        Shown(Column("dataset", "Dataset"), dataset),
        Shown(Column("split", "Split")),
        *_cells.metric_column(found),
        Shown(Column("score", _cells.heading_of(found, "Value"), "number"), _cells.score),
        Shown(_cells.RUNS, _cells.runs),
        *others,
        Shown(Column("place", "Place", "number"), _standing),
        Shown(Column("gap", "Gap", "number", expendable=3), _cells.gap),
        Shown(
            Column("conditions", "Conditions", expendable=2, wraps=True, legible=28, view="document"),
            _conditions,
        ),
        Shown(Column("read_in", "Read in", expendable=1, view="document"), sources.cell),
    ]
    columns, rows = _cells.lay_out(rows_beside, shown)
    return Table(
        network,
        columns,
        rows,
        facts=tuple(_facts(board, network)),
        sources=tuple(sources.listed()),
        notes=tuple(_remarks(_cells.rows_of(found), dataset)),
        hints=(f"--parts shows {_cells.count(int(hidden.sum()), 'part')} of metrics",)
        if hidden.any() and not parts
        else (),
    )


def _remarks(rows: list[Row], dataset: Callable[[Row], Cell]) -> Iterator[str]:
    """Say what the signs mean, and what there is to be said of single scores."""
    if not rows:
        yield "no score on any board"
    yield from _trust.second_hand(rows)
    for row in rows:
        if row["note"]:
            doubt = trust.doubt(row["note"])
            sign = f"{trust.DOUBTFUL} " if doubt else ""
            yield f"{sign}{dataset(row).text} {row['score_text']}: {doubt or row['note']}"


def _conditions(row: Row) -> Cell:
    """How a score was reached: all that is known, in one cell."""
    extra = f"with {', '.join(row['extra_data'])}" if row["extra_data"] else None
    said = (row["variant"], row["test_time"], row["resolution"], row["protocol"], extra)
    return Cell(text="; ".join(filter(None, said)))


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


def _facts(board: Board, network: str) -> list[Fact]:
    """Say what is known of a network's paper, and give its addresses."""
    papers = board.paper_facts
    introduced = papers[[network in names.split(";") for names in papers["network"]]]
    facts = []
    for paper in _cells.rows_of(introduced):
        facts.append(Fact("Title", Cell(text=paper["title"] or "", url=paper["paper_url"] or "")))
        facts.append(Fact("Published", Cell(text=_appearance(paper))))
        facts.append(Fact("Authors", Cell(text=_people(paper["authors"] or ""))))
        facts.append(Fact("Tags", Cell(paper["tags"])))
        facts.append(Fact("Also called", Cell(paper["aliases"])))
        links = board.links_table[board.links_table["paper"] == paper["paper"]]
        for link in _cells.rows_of(links):
            label = f"{link['kind']} ({link['detail']})" if link["detail"] else link["kind"]
            facts.append(
                Fact(
                    label.capitalize() if label.islower() else label[:1].upper() + label[1:],
                    Cell(text=link["url"], url=link["url"]),
                )
            )
        facts.append(Fact("Status", Cell(paper["status"])))
        facts.append(Fact("Note", Cell(paper["note"])))
    return [fact for fact in facts if fact.cell.text]


def _appearance(paper: Row) -> str:
    published = _cells.published(paper).text
    seen = dates.in_words(paper["date"] or "")
    return ", ".join(filter(None, (published, f"first seen in {seen}" if seen else "")))


def _people(authors: str) -> str:
    """Turn ``Last, First and Last, First`` into ``First Last, First Last``."""
    people = (" ".join(reversed(person.split(", ", 1))) for person in authors.split(" and "))
    return ", ".join(people)
