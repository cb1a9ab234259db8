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
from leaderboard.plots.overall import chart
from leaderboard.table import Cell, Column, Note, Table
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
            help="Use only these datasets, however small.",
            autocompletion=options.complete_datasets,
        ),
    ] = None,
    method: Annotated[
        str,
        typer.Option(
            "--method",
            metavar="METHOD",
            help=f"Rank by {' or '.join(METHODS)}.",
            autocompletion=_complete_method,
        ),
    ] = METHODS[0],
    min_datasets: Annotated[
        int | None,
        typer.Option(
            "--min-datasets",
            metavar="N",
            min=1,
            show_default="3 where more than four datasets count, else 2",
            help="Rank networks with scores on at least N datasets.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = None,
    min_networks: Annotated[
        int | None,
        typer.Option(
            "--min-networks",
            metavar="N",
            min=1,
            show_default="5 where three datasets have that many, else 2",
            help="Count datasets with at least N networks.",
            rich_help_panel=options.panels.MORE,
        ),
    ] = None,
    with_doubtful: Annotated[
        bool,
        typer.Option(
            "--with-doubtful", help="Count doubtful scores, too.", rich_help_panel=options.panels.MORE
        ),
    ] = False,
    behind: Annotated[bool, typer.Option("--scores", help="Show the scores on each dataset, too.")] = False,
    limit: options.Limit = None,
    beside: options.Beside = None,
    *,
    shown: options.Fields,
    filters: options.ScoreFilters,
    output: options.Drawing,
    source: options.Input,
) -> None:
    """Rank the networks over several datasets.

    Networks are compared on the datasets they share; a missing score counts neither for
    nor against them.

    Documents show 10 networks without --limit; csv, tsv and json have all of them. A file
    that ends in .svg, .png or .pdf becomes a picture.

    Examples:

        leaderboard overall
        leaderboard overall --datasets voc,cityscapes,ade --until 2018
        leaderboard overall --method bradley-terry --output overall.svg
    """
    method = method_named(method)
    output.check_picture({"--scores": behind, "--with": beside, **shown.given})
    if limit is None and output.exporter.holds == "document":
        limit = 10
    whole = source.read()
    names = shown.beside(whole, named(whole, options.named_list(beside)))
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
        output.save(ranges, output.picture, of=source.place, newest=newest_score(board))
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
    found, columns = _beside(board, found, names, method)
    if behind:
        columns += _behind(board, counting)
    first, *others = tables(
        _ranked_first(shown.ordered(found, _cells.better_of(board))),
        counting,
        method=method,
        metric=board.metric,
        needed=needed,
        limit=limit,
        beside=columns,
        newest=newest_score(board),
        doubtful=0 if with_doubtful else doubtful_on(everything, counting),
    )
    output.show(*shown.of(filters.noted(first, whole), *others), of=source.place)


def _ranked_first(found: pd.DataFrame) -> pd.DataFrame:
    return found.take(found["place"].isna().to_numpy().argsort(kind="stable")).reset_index(drop=True)


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
        *_lay_out(rows[ranked], method, beside, places=int(found["place"].notna().sum())),
        notes=(
            *_notes(found, counting, shown=rows, method=method, needed=needed, newest=newest),
            *_uncounted(counting, needed, doubtful),
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
    rows: pd.DataFrame, method: str, beside: Sequence[Shown], *, places: int = 0
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
            *_drawn(places if len(rows) <= _cells.MOST_DRAWN else 0),
        ],
    )


def _drawn(places: int) -> Iterator[Shown]:
    """Yield a column that draws the range of each network between the first and the last place."""

    def cell(row: Row) -> Cell:
        if row["best_place"] is None:
            return Cell()
        at, best, worst = ((row[name] - 1) / (places - 1) for name in ("place", "best_place", "worst_place"))
        return _cells.bar(at, best, worst, steps=places)

    if places > 1:
        yield Shown(Column("drawn", f"1 – {places}", expendable=9, view="terminal"), cell)


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
        most = counting["networks"].max()
        yield Note(
            f"nothing to rank: every dataset has {_fewer(needed.networks, 'network')}",
            f"--min-networks {most} counts the largest" if most > 1 else "",
        )
        return
    if not ranked:
        few = f"nothing to rank: every network is on {_fewer(needed.datasets, 'dataset')} that count"
        most = found["datasets"].max()
        yield Note(few, f"--min-datasets {most} ranks those on the most" if most else "")
    else:
        cut = f"{rows} of " if rows < ranked else ""
        counted_ = _cells.fresh(f"{cut}{_cells.count(ranked, 'network')}", newest)
        yield Note(counted_, f"-n {ranked} shows all" if cut else "")
    yield _EXPLAINED[method]
    if found["best_place"].notna().any():
        always = found.loc[found["worst_place"] == 1, "network"].to_list()
        yield f"range: {RANGE}" + (f"; {always[0]} is first each time" if len(always) == 1 else "")
    yield from _trusted(_cells.rows_of(shown))
    yield from _unranked(found, shown, needed)


def _unranked(found: pd.DataFrame, shown: pd.DataFrame, needed: Least) -> Iterator[str]:
    """Say how many networks are not ranked, and what to type to have more of them."""
    without = found[found["place"].isna()]
    if without.empty or len(without) == len(found) or len(shown) == len(found):
        return
    most = int(without["datasets"].max())
    hint = f"--min-datasets {most} ranks {(without['datasets'] == most).sum()} of them" if most else ""
    yield Note(f"not ranked: {len(without)} more on {_fewer(needed.datasets, 'dataset')}", hint)


def _uncounted(counting: pd.DataFrame, needed: Least, doubtful: int) -> Iterator[str]:
    """Say which datasets and scores do not count, and what to type so that they do."""
    left = counting[~counting["counts"]]
    if len(left) < len(counting) and len(left):
        lacking = left.loc[left["networks"] > 1, "networks"]
        hint = f"--min-networks {lacking.min()} counts smaller ones" if len(lacking) else ""
        small = [f"{row['title']} ({row['networks']})" for row in _cells.rows_of(left)]
        yield Note(f"not counted, with {_fewer(needed.networks, 'network')}: {', '.join(small)}", hint)
    if doubtful:
        yield Note(f"not counted: {_cells.count(doubtful, 'doubtful score')}", "--with-doubtful counts them")


def _trusted(rows: list[Row]) -> Iterator[str]:
    """Say what the signs mean, and how many doubtful scores are behind a row."""
    if any(trust.SECOND_HAND in _signs(row) for row in rows):
        yield f"{trust.SECOND_HAND} {SIGNS[trust.SECOND_HAND]}"
    doubtful = [
        f"{row['network']} ({row['doubtful']} of {row['datasets']})" for row in rows if row["doubtful"]
    ]
    if doubtful:
        yield f"{trust.DOUBTFUL} {SIGNS[trust.DOUBTFUL]}: {', '.join(doubtful)}"


def _fewer(least: int, thing: str) -> str:
    return f"fewer than {_cells.count(least, thing)}"
