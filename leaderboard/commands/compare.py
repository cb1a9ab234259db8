"""``leaderboard compare``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from operator import methodcaller
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers import comparison
from leaderboard.answers.beside import COSTS, named
from leaderboard.answers.history import newest_score
from leaderboard.board.conditions import NONE
from leaderboard.commands import _cells, _trust
from leaderboard.commands._cells import Row, Shown
from leaderboard.errors import listed
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_CONDITIONS = ("test_time", "extra_data", "resolution", "protocol")

_TWO, _MANY = 2, 3
"""Of more than two networks, it is said of which two a sentence is; of more than three, nothing of two."""


@gathered
def compare(
    compared: options.Networks,
    datasets: options.Datasets = None,
    all_datasets: Annotated[
        bool, typer.Option("--all-datasets", help="Show datasets that only some of them share, too.")
    ] = False,
    beside: options.Beside = None,
    parts: options.Parts = False,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Drawing,
    source: options.Input,
) -> None:
    """Compare networks on the datasets they share.

    If they all share none, shows every dataset that two of them share.

    Documents have a row for each dataset; csv, tsv and json have a row for each score. A file
    that ends in .svg, .png or .pdf becomes a picture.

    Examples:

        leaderboard compare DeepLabv3+ PSPNet
        leaderboard compare GFF CCNet OCNet --all-datasets
        leaderboard compare encnet danet -d ade20k --format json
    """
    comparison.refuse_one(compared)
    output.check_picture(shown.given)
    whole = source.read(networks=compared)
    names = comparison.named(whole, compared)
    metrics = [name for name in named(whole, options.named_list(beside)) if name not in COSTS]
    better = _cells.better_of(whole)
    board = filters.choose(whole).on_several(datasets or ())
    # A dataset that is asked for is shown, whoever has a score on it.
    every = all_datasets or bool(datasets)
    found, counts = comparison.chosen(board, names, all_datasets=every, metrics=metrics, parts=parts)
    if output.picture:
        from leaderboard.plots.compare import chart

        drawn = chart(board, found[counts], names)
        newest = newest_score(comparison.scores_of(board, names))
        output.save(drawn, output.picture, of=source.place, newest=newest)
        return
    if output.exporter.holds == "data":
        table = long(shown.ordered(found[counts], better))
    else:
        rows = found[counts] if counts.any() else found
        asked = whole.on_several(datasets or ())
        table = filters.noted(
            wide(board, found, rows, names, shown=shown, chosen=bool(datasets)),
            asked,
            methodcaller("where", networks=names),
        )
    output.show(*shown.of(table), of=source.place)


def long(rows: pd.DataFrame) -> Table:
    """Lay out a comparison for programs: a row for each score."""
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


def wide(
    board: Board,
    found: pd.DataFrame,
    rows: pd.DataFrame,
    names: Sequence[str],
    *,
    shown: options.Fields | None = None,
    chosen: bool = False,
) -> Table:
    """Lay out the *rows* of a comparison for people: boards in rows, networks in columns, the best marked.

    The datasets may be *chosen* from those there are, so that nothing is said of the others.
    """
    side = _Side(found, rows, names)
    boards = rows[[*_BOARD, "unit", "better"]].drop_duplicates()
    if shown is not None:
        boards = shown.ordered(side.beside(boards), lambda: dict.fromkeys(names, "higher"))[boards.columns]
    title = _cells.title_of(board)
    tells_apart = boards[["dataset", "split"]].drop_duplicates()["dataset"].duplicated().any()
    columns, cells = _cells.lay_out(
        boards,
        [
            Shown(Column("dataset", "Dataset", wraps=True), title),
            Shown(Column("split", "Split", expendable=0 if tells_apart else 3)),
            *_cells.metric_column(boards["metric"]),
            *side.columns(),
            Shown(
                Column("conditions", "Conditions", expendable=1, wraps=True, legible=20, view="document"),
                side.conditions,
            ),
        ],
    )
    named_boards = _names_of_boards(found, title)
    notes: list[str] = [*_sentences(found, rows, names, named_boards, chosen=chosen)]
    lower = [named_boards[_on(one)] for one in _cells.rows_of(boards) if one["better"] == "lower"]
    if side.variants:
        said = [f"{name} ({variant})" for name, variant in side.variants.items()]
        notes.append(f"one variant on every board: {listed(said)}")
    if lower:
        notes.append(f"lower is better on {listed(lower)}")
    hidden = found["dataset"].nunique() - boards["dataset"].nunique()
    more = f"--all-datasets shows {_cells.count(hidden, 'more dataset')}" if hidden else ""
    fresh = _cells.fresh("", newest_score(comparison.scores_of(board, names)))
    notes += filter(None, [fresh])
    notes += _trust.explained(_cells.rows_of(rows), title)
    splits = [split for split in _other_splits(board, names) if split not in set(boards["split"])]
    hints = [*filter(None, [more]), *(f"--split {quote(split)} compares them there" for split in splits)]
    scales = boards[["metric", "unit"]].drop_duplicates()
    scale = f" · {_cells.scale(_cells.rows_of(scales)[0])}" if len(scales) == 1 else ""
    return Table(f"{listed(list(names))}{scale}", columns, cells, notes=tuple(notes), hints=tuple(hints))


_BOARD = ["dataset", "split", "metric"]


def _on(row: Row) -> tuple[str, str, str]:
    """Return which board a row is on."""
    return str(row["dataset"]), row["split"] or "", str(row["metric"])


def _names_of_boards(found: pd.DataFrame, title: Callable[[Row], Cell]) -> dict[tuple[str, str, str], str]:
    """Name boards in sentences: by their dataset, and by their split or metric where it has several."""
    boards = _cells.rows_of(found[_BOARD].drop_duplicates())
    splits, metrics = (
        Counter(dataset for dataset, _ in {(one["dataset"], one[name]) for one in boards})
        for name in ("split", "metric")
    )
    return {
        _on(one): " ".join(
            filter(
                None,
                [
                    title(one).text,
                    one["split"] if splits[one["dataset"]] > 1 else "",
                    one["metric"] if metrics[one["dataset"]] > 1 else "",
                ],
            )
        )
        for one in boards
    }


def _other_splits(board: Board, names: Sequence[str]) -> list[str]:
    """Return the splits besides the ones compared on on which several of the networks have scores."""
    theirs = comparison.scores_of(board, names)
    own = board.boards[board.boards["own"]]
    split_of = {(one["dataset"], one["metric"]): one["split"] for one in own.to_dict("records")}
    others = theirs.boards[theirs.boards["networks"] > 1].to_dict("records")
    found = [
        str(one["split"])
        for one in others
        if split_of.get((one["dataset"], one["metric"]), one["split"]) != one["split"]
    ]
    return [split for split in dict.fromkeys(found) if split]


class _Side:
    """The scores of the networks, to be found by dataset and network."""

    def __init__(self, found: pd.DataFrame, rows: pd.DataFrame, names: Sequence[str]) -> None:
        self._names = names
        seen: dict[str, list[Row]] = {}
        for row in _cells.rows_of(rows):
            seen.setdefault(row["network"], []).append(row)
        self.variants = {
            network: variant
            for network, theirs in seen.items()
            for variant in [theirs[0]["variant"]]
            if len(theirs) > 1 and all(one["variant"] == variant and _is_variant(one) for one in theirs)
        }
        """Those of networks that have several scores here, all of the same variant: it is said once."""
        self._rows = {(_on(row), row["network"]): row for row in _cells.rows_of(found)}

    def columns(self) -> Iterator[Shown]:
        """A column for each network, and for all but the first of few one for the difference to it."""
        first, *others = self._names
        others = others if len(others) < _MANY else []
        for number, name in enumerate(self._names):
            yield Shown(Column(f"score_{number}", name, "number"), self._score(name))
        for number, name in enumerate(others, start=1):
            title = "Difference" if len(others) == 1 else f"{name} − {first}"
            yield Shown(Column(f"difference_{number}", title, "number", expendable=2), self._difference(name))

    def _score(self, name: str) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            score = self._rows.get((_on(row), name))
            if score is None:
                return Cell()
            best = score["place"] == 1 and score["of"] > 1
            return replace(_cells.plain_score(score), mark="best" if best else "")

        return cell

    def _difference(self, name: str) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            score = self._rows.get((_on(row), name))
            if score is None or score["difference"] is None:
                return Cell()
            first = self._rows[_on(row), self._names[0]]
            texts = (score["score_text"], first["score_text"])
            return Cell(score["difference"], _cells.differing(score["difference"], *texts))

        return cell

    def beside(self, boards: pd.DataFrame) -> pd.DataFrame:
        """Add to boards a column of scores for each network, by which they can be sorted."""
        on = [_on(row) for row in _cells.rows_of(boards)]
        scores = {
            name: [self._rows[one, name]["score"] if (one, name) in self._rows else None for one in on]
            for name in self._names
        }
        return boards.assign(**{name: list(map(_number, found)) for name, found in scores.items()})

    def conditions(self, row: Row) -> Cell:
        """Say of each network what sets its score apart from those of the others on the same board.

        Which variant a score is of matters where its network has scores of several there. Nothing is said
        where the source says nothing.
        """
        on = _on(row)
        rows = [self._rows[on, name] for name in self._names if (on, name) in self._rows]
        differing = [name for name in _CONDITIONS if len({one[name] for one in rows}) > 1]
        said = []
        for one in rows:
            words = [one["variant"]] if _is_variant(one) and one["network"] not in self.variants else []
            words += [_said(name, one[name]) for name in differing]
            if text := ", ".join(filter(None, words)):
                said.append(f"{one['network']}: {text}")
        return Cell(text="; ".join(said))


def _is_variant(row: Row) -> bool:
    """Say whether it matters which variant a score is of, beside the score of another network."""
    return bool(row["variant"]) and row["variants"] > 1 and row["of"] > 1


def _number(score: float | None) -> float:
    return float("nan") if score is None else score


def _sentences(
    found: pd.DataFrame,
    rows: pd.DataFrame,
    names: Sequence[str],
    boards: dict[tuple[str, str, str], str],
    *,
    chosen: bool,
) -> Iterator[str]:
    """Say what is true of each two of the networks."""
    nothing = "none of these datasets" if chosen else "no dataset"
    fought: dict[tuple[str, str], list[Row]] = {pair: [] for pair in combinations(names, 2)}
    for row in _cells.rows_of(comparison.duels(found, names)):
        fought[row["network"], row["other"]].append(row)
    if len(names) > _TWO and any(fought.values()) and not found["shared"].any():
        yield f"{nothing} is shared by all of them"
    if len(names) > _MANY:
        yield _best_of(rows, names)
        return
    texts = {(_on(row), row["network"]): row["score_text"] for row in _cells.rows_of(found)}
    for (network, other), duels in fought.items():
        if not duels:
            yield f"{network} and {other} share {nothing}"
            continue
        won = {
            name: [
                f"{boards[_on(duel)]} {_cells.differing(sign * duel['difference'], *said)}"
                for duel in duels
                for said in [(texts[_on(duel), network], texts[_on(duel), other])]
                if duel["ahead"] == name
            ]
            for name, sign in ((network, 1), (other, -1))
        }
        tied = [boards[_on(duel)] for duel in duels if duel["ahead"] is None]
        yield _sentence(won, tied, named=len(names) > _TWO)


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


def _said(condition: str, value: str | tuple[str, ...] | None) -> str:
    if condition != "extra_data" or value is None or isinstance(value, str):
        return str(value or "")
    return "no extra data" if value == (NONE,) else f"with {' and '.join(value)}"


def _best_of(rows: pd.DataFrame, names: Sequence[str]) -> str:
    """Say of many networks how often each is the best on the boards that several share."""
    shared = rows[rows["of"] > 1]
    if shared.empty:
        return "no two of them share a dataset"
    best = Counter(shared.loc[shared["place"] == 1, "network"].astype("str"))
    said = [f"{name} on {best[name]}" for name in sorted(names, key=lambda name: -best[name]) if best[name]]
    boards = _cells.count(len(shared[_BOARD].drop_duplicates()), "board")
    return f"best of them on {boards} that several share: {', '.join(said)}"
