"""``leaderboard overall``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.answers.beside import COSTS, named
from leaderboard.answers.history import newest_score
from leaderboard.answers.overall import (
    METHODS,
    RANGE,
    SIGNS,
    TITLES,
    Least,
    counted,
    least,
    method_named,
    scores_behind,
    signs,
    trusted,
    written,
)
from leaderboard.answers.overall import overall as rank_overall
from leaderboard.board import trust
from leaderboard.commands import _cells
from leaderboard.commands._cells import Row, Shown
from leaderboard.commands._drawing import Picture
from leaderboard.plots.overall import chart
from leaderboard.table import Cell, Column, Table
from leaderboard.terminal import options
from leaderboard.terminal.option_groups import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

_EXPLAINED = {
    "win-rate": (
        "win rate: on each dataset, the share of the other networks there that it beats (a tie counts half),"
        " averaged over its datasets"
    ),
    "bradley-terry": (
        "strength (Bradley-Terry): the odds that one network is ahead of another are e to the difference of"
        " theirs, each dataset weighing the same"
    ),
}


def _complete_method() -> list[str]:
    return list(METHODS)


@gathered
def overall(
    datasets: Annotated[
        list[str] | None,
        typer.Option(
            "--datasets",
            metavar="NAME,…",
            help="Only these, however few networks they have.",
            autocompletion=options.complete_datasets,
        ),
    ] = None,
    method: Annotated[
        str,
        typer.Option(
            "--method", metavar="METHOD", help=" or ".join(METHODS) + ".", autocompletion=_complete_method
        ),
    ] = METHODS[0],
    min_datasets: Annotated[
        int | None,
        typer.Option(
            "--min-datasets",
            metavar="N",
            min=1,
            show_default="3 where more than four datasets count, else 2",
            help="Networks on fewer are not ranked.",
        ),
    ] = None,
    min_networks: Annotated[
        int | None,
        typer.Option(
            "--min-networks",
            metavar="N",
            min=1,
            show_default="5 where three datasets have that many, else 2",
            help="Datasets with fewer do not count.",
        ),
    ] = None,
    with_doubtful: Annotated[
        bool, typer.Option("--with-doubtful", help="Count doubtful scores, too.")
    ] = False,
    behind: Annotated[bool, typer.Option("--scores", help="Show the scores on each dataset, too.")] = False,
    limit: options.Limit = None,
    beside: options.Beside = None,
    *,
    filters: options.ScoreFilters,
    output: Picture,
    source: options.Input,
) -> None:
    """Rank the networks over several datasets.

    Networks are compared only where they share a dataset, so that an empty cell counts
    neither for nor against anybody. Documents show the first 10 unless --limit says
    otherwise; csv, tsv and json have them all. A file that ends in .svg becomes a picture.

    Examples:

        leaderboard overall
        leaderboard overall --datasets voc,cityscapes,ade --until 2018
        leaderboard overall --method bradley-terry --output overall.svg
    """
    method = method_named(method)
    if limit is None and output.exporter.holds == "document":
        limit = 10
    whole = source.read()
    names = named(whole, options.named_list(beside))
    everything = filters.choose(whole)
    board = trusted(everything, with_doubtful=with_doubtful)
    chosen = None if datasets is None else _split(board, datasets)
    if output.picture:
        ranges = chart(
            board,
            datasets=chosen,
            method=method,
            min_datasets=min_datasets,
            min_networks=min_networks,
            with_doubtful=True,
            limit=limit,
        )
        output.save(ranges, output.picture)
        return
    needed = least(board, datasets=chosen, min_datasets=min_datasets, min_networks=min_networks)
    found = rank_overall(
        board,
        datasets=chosen,
        method=method,
        min_datasets=needed.datasets,
        min_networks=needed.networks,
        with_doubtful=True,
    )
    counting = counted(board, datasets=chosen, min_networks=needed.networks)
    found, shown = _beside(board, found, names, method)
    if behind:
        shown += _behind(board, counting)
    first, *others = tables(
        found,
        counting,
        method=method,
        metric=board.metric,
        needed=needed,
        limit=limit,
        beside=shown,
        newest=newest_score(board),
        doubtful=0 if with_doubtful else doubtful_on(everything, counting),
    )
    output.show(filters.noted(first, whole), *others, of=source.place)


def doubtful_on(board: Board, counting: pd.DataFrame) -> int:
    """Count the doubtful scores on the datasets in question."""
    scores = board.own_scores()
    doubtful = scores["dataset"].isin(list(counting["dataset"])) & trust.doubtful(scores)
    return board.number_of(scores.index[doubtful])


def _beside(
    board: Board, found: pd.DataFrame, names: Sequence[str], method: str
) -> tuple[pd.DataFrame, list[Shown]]:
    """Add costs, and the same score by other metrics, to the ranking; return their columns, too."""
    costs = [name for name in names if name in COSTS]
    placeless = found.assign(dataset="", split="", variant="")
    with_costs, shown = _cells.beside(board, placeless, costs)
    found = with_costs.drop(columns=["dataset", "split", "variant"])
    for name in names:
        if name not in COSTS:
            by = rank_overall(board.in_metric(name), method=method, min_datasets=1, min_networks=2)
            scores = dict(zip(by["network"], by["score"], strict=True))
            found = found.assign(**{name: found["network"].map(scores).astype("float64")})
            column = Column(name, f"{TITLES[method]} in {name}", "number")
            shown.append(Shown(column, partial(_in_other_metric, name, method)))
    return found, shown


def _behind(board: Board, counting: pd.DataFrame) -> Iterator[Shown]:
    """Yield a column for each dataset that counts, with the scores behind the ranking."""
    counts = counting[counting["counts"]]
    scores = {
        (row["network"], row["dataset"]): row
        for row in _cells.rows_of(scores_behind(board, list(counts["dataset"])))
    }
    for name, title in zip(counts["dataset"], counts["title"], strict=True):
        yield Shown(Column(f"score_on_{name}", title, "number"), partial(_score_on, scores, name))


def _score_on(scores: Mapping[tuple[str, str], Row], dataset: str, row: Row) -> Cell:
    score = scores.get((row["network"], dataset))
    return _cells.plain_score(score) if score else Cell()


def _in_other_metric(name: str, method: str, row: Row) -> Cell:
    return replace(
        _score(method, {**row, "score": row[name], "datasets": 0, "second_hand": 0, "doubtful": 0}), signs=""
    )


def _split(board: Board, typed: Sequence[str]) -> list[str]:
    """Take lists apart at their commas, unless a comma belongs to a name."""
    return [
        name
        for text in typed
        for name in ([text] if board.dataset_names.matching(text) else text.split(","))
        if name.strip()
    ]


def tables(
    found: pd.DataFrame,
    counting: pd.DataFrame,
    *,
    method: str,
    metric: str | None,
    needed: Least,
    limit: int | None,
    beside: Sequence[Shown] = (),
    newest: str = "",
    doubtful: int = 0,
) -> list[Table]:
    """Lay out the ranking, and those that are not ranked apart.

    The *newest* score is of this month, and so many *doubtful* ones are left out.
    """
    rows = found[:limit]
    ranked = rows["place"].notna()
    datasets = int(counting["counts"].sum())
    first = Table(
        " · ".join(filter(None, ("Overall", _cells.count(datasets, "dataset"), metric))),
        *_lay_out(rows[ranked], method, beside),
        notes=(
            *_notes(found, counting, shown=rows, method=method, needed=needed, newest=newest),
            *([f"not counted: {_cells.count(doubtful, 'doubtful score')}"] if doubtful else []),
        ),
        hints=(
            *_hints(found, counting, shown=rows),
            *(["--with-doubtful counts doubtful ones"] if doubtful else []),
        ),
    )
    if ranked.all():
        return [first]
    return [
        first,
        Table(
            f"Not ranked: on {_fewer(needed.datasets, 'dataset')}", *_lay_out(rows[~ranked], method, beside)
        ),
    ]


def _lay_out(
    rows: pd.DataFrame, method: str, beside: Sequence[Shown]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    return _cells.lay_out(
        rows,
        [
            Shown(Column("place", "#", "number", expendable=1), _cells.place),
            Shown(Column("network", "Network"), _cells.network),
            Shown(Column("score", TITLES[method], "number"), partial(_score, method)),
            *beside,
            Shown(Column("on", "Datasets", "number", view="document"), _coverage),
            Shown(Column("range", "Range", "number", expendable=2, view="document"), _range),
            Shown(Column("published", "Published", expendable=3, view="document"), _cells.published),
            Shown(Column("code", "Code", expendable=4, view="screen"), _cells.code),
        ],
    )


def _score(method: str, row: Row) -> Cell:
    text = "" if row["score"] is None else written(row["score"], method)
    return Cell(row["score"], text, signs=_signs(row))


def _signs(row: Row) -> str:
    return signs(row["second_hand"], row["doubtful"], row["datasets"])


def _coverage(row: Row) -> Cell:
    return Cell(text=f"{row['datasets']} of {row['of']}")


def _range(row: Row) -> Cell:
    best, worst = row["best_place"], row["worst_place"]
    if best is None:
        return Cell()
    return Cell(text=f"{best}" if best == worst else f"{best}–{worst}")


def _notes(
    found: pd.DataFrame,
    counting: pd.DataFrame,
    *,
    shown: pd.DataFrame,
    method: str,
    needed: Least,
    newest: str,
) -> Iterator[str]:
    """Say how many are ranked and how, and what does not count."""
    if found.empty:
        yield "no score fits"
        return
    ranked, rows = int(found["place"].notna().sum()), int(shown["place"].notna().sum())
    if not counting["counts"].any():
        yield f"nothing to rank: every dataset has {_fewer(needed.networks, 'network')}"
        return
    if not ranked:
        yield f"nothing to rank: every network is on {_fewer(needed.datasets, 'dataset')} that count"
    else:
        cut = f"{rows} of " if rows < ranked else ""
        hidden = len(found) - ranked if len(shown) < len(found) else 0
        more = f" · {hidden} more on {_fewer(needed.datasets, 'dataset')}, not ranked" if hidden else ""
        yield _cells.fresh(f"{cut}{_cells.count(ranked, 'network')}{more}", newest)
    yield _EXPLAINED[method]
    if found["best_place"].notna().any():
        yield f"range: {RANGE}"
    yield from _trusted(_cells.rows_of(shown))
    small = [f"{row['title']} ({row['networks']})" for row in _cells.rows_of(counting[~counting["counts"]])]
    if small:
        yield f"not counted, with {_fewer(needed.networks, 'network')}: {', '.join(small)}"


def _trusted(rows: list[Row]) -> Iterator[str]:
    """Say what the signs mean, and how many doubtful scores are behind a row."""
    if any(trust.SECOND_HAND in _signs(row) for row in rows):
        yield f"{trust.SECOND_HAND} {SIGNS[trust.SECOND_HAND]}"
    doubtful = [
        f"{row['network']} ({row['doubtful']} of {row['datasets']})" for row in rows if row["doubtful"]
    ]
    if doubtful:
        yield f"{trust.DOUBTFUL} {SIGNS[trust.DOUBTFUL]}: {', '.join(doubtful)}"


def _hints(found: pd.DataFrame, counting: pd.DataFrame, *, shown: pd.DataFrame) -> Iterator[str]:
    """Say what to type to have more ranked or shown."""
    if len(shown) < len(found):
        yield f"-n {len(found)} shows all"
    lacking = counting.loc[~counting["counts"], "networks"]
    if (lacking > 1).any() and not counting["counts"].any():
        yield f"--min-networks {lacking.max()} counts the largest"
    elif (lacking > 1).any():
        yield f"--min-networks {lacking[lacking > 1].min()} counts smaller ones"
    elif found["place"].isna().all() and found["datasets"].max() > 0:
        yield f"--min-datasets {found['datasets'].max()} ranks those on the most"


def _fewer(least: int, thing: str) -> str:
    return f"fewer than {_cells.count(least, thing)}"
