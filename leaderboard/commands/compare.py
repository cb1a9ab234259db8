"""``leaderboard compare``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import comparison
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Row, Shown
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_CONDITIONS = {"variant": "variant", "test_time": "test time", "extra_data": "extra data"}

_MANY = 2
"""Of more networks than this, it is said of which two a sentence is."""


@gathered
def compare(
    compared: options.Networks,
    all_datasets: Annotated[
        bool, typer.Option("--all-datasets", help="Datasets that not all of them share, too.")
    ] = False,
    *,
    filters: options.ScoreFilters,
    output: options.Output,
    source: options.Input,
) -> None:
    """Compare networks on the datasets they share.

    Documents have a row for each dataset; csv, tsv and json a row for each score.

    Examples:

        leaderboard compare DeepLabv3+ PSPNet
        leaderboard compare GFF CCNet OCNet --all-datasets
        leaderboard compare encnet danet --format json
    """
    comparison.refuse_one(compared)
    board = source.read()
    names = comparison.named(board, compared)
    board = filters.choose(board)
    if output.exporter.holds == "data":
        output.show(long(board, names, all_datasets=all_datasets))
    else:
        output.show(filters.noted(wide(board, names, all_datasets=all_datasets)))


def long(board: Board, names: Sequence[str], *, all_datasets: bool) -> Table:
    """Lay out a comparison for programs: a row for each score."""
    found = comparison.side_by_side(board, names)
    rows = found if all_datasets else found[found["shared"]]
    columns, cells = _cells.lay_out(
        rows,
        [
            Shown(Column("dataset")),
            Shown(Column("split")),
            Shown(Column("network")),
            Shown(Column("score"), _cells.score),
        ],
    )
    return Table("", columns, cells)


def wide(board: Board, names: Sequence[str], *, all_datasets: bool) -> Table:
    """Lay out a comparison for people: datasets in rows, networks in columns, the best of each row marked."""
    found = comparison.side_by_side(board, names)
    side = _Side(found, names)
    rows = found if all_datasets else found[found["shared"]]
    datasets = rows[["dataset", "split"]].drop_duplicates()
    measured = board.datasets_table[board.datasets_table["dataset"].isin(datasets["dataset"])]
    about = _cells.rows_of(measured)
    title = _cells.title_of(board)
    columns, cells = _cells.lay_out(
        datasets,
        [
            Shown(Column("dataset", "Dataset"), title),
            Shown(Column("split", "Split", expendable=3)),
            *side.columns(),
            Shown(Column("differs_in", "Differs in", expendable=1, view="document"), side.differing),
        ],
    )
    notes = [*_sentences(found, names, title), *side.conditions(datasets["dataset"].to_list(), title)]
    lower = [one["title"] for one in about if one["better"] == "lower"]
    if lower:
        notes.append(f"lower is better on {_listed(lower)}")
    notes += _trust.explained(_cells.rows_of(rows), title)
    hidden = found["dataset"].nunique() - len(datasets)
    hints = [f"--all-datasets shows {_cells.count(hidden, 'more dataset')}"] if hidden else []
    results = board.results_table
    theirs = replace(board, results_table=results[results["network"].isin(list(names))])
    hints += [f"--split {split} compares them there" for split, on in theirs.other_splits().items() if on > 1]
    scale = f" · {_cells.scale(about)}" if about else ""
    return Table(f"{_listed(names)}{scale}", columns, cells, notes=tuple(notes), hints=tuple(hints))


class _Side:
    """The scores of the networks, to be found by dataset and network."""

    def __init__(self, found: pd.DataFrame, names: Sequence[str]) -> None:
        self._names = names
        self._rows = {(row["dataset"], row["network"]): row for row in _cells.rows_of(found)}

    def columns(self) -> Iterator[Shown]:
        """A column for each network, and for all but the first one for the difference to the first."""
        first, *others = self._names
        for number, name in enumerate(self._names):
            yield Shown(Column(f"score_{number}", name, "number"), self._score(name))
        for number, name in enumerate(others, start=1):
            title = "Difference" if len(others) == 1 else f"{name} − {first}"
            yield Shown(Column(f"difference_{number}", title, "number", expendable=2), self._difference(name))

    def _score(self, name: str) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            score = self._rows.get((row["dataset"], name))
            if score is None:
                return Cell()
            best = score["place"] == 1 and score["of"] > 1
            return replace(_cells.plain_score(score), mark="best" if best else "")

        return cell

    def _difference(self, name: str) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            score = self._rows.get((row["dataset"], name))
            if score is None or score["difference"] is None:
                return Cell()
            first = self._rows[row["dataset"], self._names[0]]
            digits = max(_digits(score), _digits(first))
            return Cell(score["difference"], _cells.signed(score["difference"], digits))

        return cell

    def differing(self, row: Row) -> Cell:
        """The conditions that are not the same for all networks on the dataset of a row."""
        return Cell(text=", ".join(_CONDITIONS[name] for name in self._differences(row["dataset"])))

    def _differences(self, dataset: str) -> dict[str, str]:
        """Say for each condition that differs what it is for each network.

        Which variant a score is of matters where its network has scores of several there.
        """
        rows = [self._rows[dataset, name] for name in self._names if (dataset, name) in self._rows]
        found = {}
        for condition in _CONDITIONS:
            said = {row["network"]: row[condition] for row in rows}
            if condition == "variant":
                said = {row["network"]: row["variant"] for row in rows if row["variants"] > 1}
                said = {network: text for network, text in said.items() if text}
                if said:
                    found[condition] = ", ".join(f"{network} {text}" for network, text in said.items())
            elif len(set(said.values())) > 1:
                found[condition] = ", ".join(f"{network} {_said(value)}" for network, value in said.items())
        return found

    def conditions(self, datasets: Sequence[str], title: Callable[[Row], Cell]) -> Iterator[str]:
        """Say what differs, once for all the datasets on which it is the same."""
        grouped: dict[tuple[str, str], list[str]] = {}
        for dataset in datasets:
            for condition, text in self._differences(dataset).items():
                grouped.setdefault((condition, text), []).append(title({"dataset": dataset}).text)
        for (condition, text), titles in grouped.items():
            yield f"{_CONDITIONS[condition]} on {_listed(titles)}: {text}"


def _sentences(found: pd.DataFrame, names: Sequence[str], title: Callable[[Row], Cell]) -> Iterator[str]:
    """Say what is true of each two of the networks."""
    fought: dict[tuple[str, str], list[Row]] = {pair: [] for pair in combinations(names, 2)}
    for row in _cells.rows_of(comparison.duels(found, names)):
        fought[row["network"], row["other"]].append(row)
    if len(names) > _MANY and any(fought.values()) and not found["shared"].any():
        yield "no dataset is shared by all of them"
    digits = {
        dataset: max(_digits(row) for row in _cells.rows_of(rows))
        for dataset, rows in found.groupby("dataset", observed=True)
    }
    for (network, other), duels in fought.items():
        if not duels:
            yield f"{network} and {other} share no dataset"
            continue
        won = {
            name: [
                f"{title(duel).text} {_cells.signed(sign * duel['difference'], digits[duel['dataset']])}"
                for duel in duels
                if duel["ahead"] == name
            ]
            for name, sign in ((network, 1), (other, -1))
        }
        tied = [title(duel).text for duel in duels if duel["ahead"] is None]
        yield _sentence(won, tied, named=len(names) > _MANY)


def _sentence(won: dict[str, list[str]], tied: list[str], *, named: bool) -> str:
    """Say on how many datasets each of two networks is ahead, the one that is on more of them first."""
    first, second = sorted(won, key=lambda name: -len(won[name]))
    shared = _cells.count(len(won[first]) + len(won[second]) + len(tied), "shared dataset")
    if not won[first]:
        return f"{first} and {second} tie on {len(tied)} of {shared} ({', '.join(tied)})"
    of = f" of {second}" if named else ""
    said = [f"{first} is ahead{of} on {len(won[first])} of {shared} ({', '.join(won[first])})"]
    if won[second]:
        said.append(f"{second} on {len(won[second])} ({', '.join(won[second])})")
    if tied:
        said.append(f"they tie on {len(tied)} ({', '.join(tied)})")
    return "; ".join(said)


def _digits(row: Row) -> int:
    """Return how many digits behind the point a difference of this score can have."""
    exponent = Decimal(repr(row["score"])).normalize().as_tuple().exponent
    return max(_cells.decimals(row["score_text"]), -int(exponent))


def _said(value: str | tuple[str, ...] | None) -> str:
    if value is None:
        return "not said"
    return value if isinstance(value, str) else " and ".join(value)


def _listed(names: Sequence[str]) -> str:
    """Join names as in a sentence: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
