"""From the rows of a frame to the cells that several commands show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from shlex import quote
from typing import TYPE_CHECKING, Any, TypeAlias

from leaderboard.answers.beside import beside as beside_scores
from leaderboard.answers.history import months_between
from leaderboard.answers.ranking import digits_of
from leaderboard.answers.tradeoff import MEASURES
from leaderboard.board import trust
from leaderboard.board.dates import month_of
from leaderboard.commands import _trust
from leaderboard.table import Cell, Column, Mark, Note, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from leaderboard.board.board import Board

Row: TypeAlias = dict[str, Any]
"""One row of a frame: plain Python values, missing ones as None."""

_LISTS = ("aliases", "tags", "extra_data")
"""Columns that hold several names joined by ``;``."""


_UNSEEN: dict[View, View] = {
    "both": "data",
    "data": "data",
    "document": "none",
    "screen": "none",
    "terminal": "none",
}

_CONDITIONS = {
    "protocol": Column("protocol", "Protocol", expendable=2, wraps=True),
    "extra_data": Column("extra_data", "Extra data", expendable=1, wraps=True),
    "variant": Column("variant", "Variant", expendable=2, wraps=True),
    "test_time": Column("test_time", "Tested", expendable=2),
    "resolution": Column("resolution", "Resolution", expendable=4),
}
"""Extra data decides what can be compared, a variant tells the scores of a network apart."""

_MARKS: dict[int | None, Mark] = {1: "best", 2: "second"}


@dataclass(frozen=True)
class Shown:
    """A column that people see, and how its cells are made of a row (by default, the value of its key)."""

    column: Column
    cell: Callable[[Row], Cell] | None = None


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as plain values; empty text is missing, lists are tuples."""
    return _rows_of(columns_of(frame))


def _rows_of(columns: Mapping[str, Sequence[Any]]) -> list[Row]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def columns_of(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns of a frame as plain values, as :func:`rows_of` does the rows."""
    return {name: _plain_column(name, frame[name]) for name in frame.columns.tolist()}


def _plain_column(name: str, column: pd.Series) -> list[Any]:
    import pandas as pd

    if isinstance(column.dtype, pd.CategoricalDtype):
        plain = [*_plain(name, column.cat.categories.tolist()), None]  # the last is where none is
        return list(map(plain.__getitem__, column.cat.codes.tolist()))
    if isinstance(column.dtype, pd.StringDtype):
        return _plain(name, column.to_numpy(dtype="object").tolist())  # which is quicker
    return _plain(name, column.tolist())


def _plain(name: str, values: list[Any]) -> list[Any]:
    import pandas as pd

    plain = [
        None if value is pd.NA or value == "" or value != value else value  # noqa: PLR0124 - NaN alone differs from itself
        for value in values
    ]
    if name in _LISTS:
        return [value if value is None else tuple(value.split(";")) for value in plain]
    return plain


def lay_out(
    frame: pd.DataFrame, shown: Iterable[Shown]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Make the columns and rows of a table: what people see, then the rest of the frame for programs.

    People do not see an expendable column in which nothing stands.
    """
    columns = columns_of(frame)
    return _laid_out(_rows_of(columns), columns, columns, tuple(shown))


def lay_out_rows(
    found: Sequence[Row], names: Iterable[str], shown: Iterable[Shown]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Do as :func:`lay_out` does, with rows that hold these *names*, and perhaps more."""
    shown = tuple(shown)
    names = list(names)
    keys = dict.fromkeys([*names, *(one.column.key for one in shown if not one.cell)])
    return _laid_out(found, {key: [row[key] for row in found] for key in keys}, names, shown)


def _laid_out(
    found: Sequence[Row], values: Mapping[str, Sequence[Any]], names: Iterable[str], shown: Sequence[Shown]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Make cells of rows, and of the *values* of those columns that need no more than that."""
    keys = {one.column.key for one in shown}
    keys |= {f"{key}_text" for key in keys} | {"score_text", "from_text", "spread_text"}
    hidden = [name for name in names if name not in keys]
    columns = [
        [one.cell(row) for row in found] if one.cell else repeated(values[one.column.key]) for one in shown
    ]
    said = [any(cell.text for cell in cells) for cells in columns]
    columns += [repeated(values[name]) for name in hidden]
    rows = tuple(zip(*columns, strict=True)) if columns else ((),) * len(found)
    seen = (
        one.column
        if says or not one.column.expendable
        else replace(one.column, view=_UNSEEN[one.column.view])
        for one, says in zip(shown, said, strict=True)
    )
    return (*seen, *(Column(name, view="data") for name in hidden)), rows


def repeated(values: Iterable[Any]) -> list[Cell]:
    """Make cells of values that often come again, and then are one cell."""
    made: dict[Any, Cell] = {}
    return [made.get(value) or made.setdefault(value, Cell(value)) for value in values]


def conditions(*names: str) -> list[Shown]:
    """Return the columns that say how scores were reached."""
    return [Shown(_CONDITIONS[name]) for name in names]


def place(row: Row) -> Cell:
    """The place, with a sign where it is shared; nothing for a score that is not its network's best."""
    if row["place"] is None:
        return Cell()
    return Cell(row["place"], f"{row['place']}=" if row["tied"] else f"{row['place']}")


def network(row: Row) -> Cell:
    """The network, leading to its paper."""
    return Cell(row["network"], url=row["paper_url"] or "")


def score(row: Row) -> Cell:
    """The score as it was published; the best and the second best are marked."""
    return plain_score(row, _MARKS.get(row["place"], ""))


def plain_score(row: Row, mark: Mark = "") -> Cell:
    """The score as it was published, with signs if it is to be trusted less."""
    return _score(row["score"], row["score_text"], row.get("spread_text"), _trust.signs(row), mark)


def scores(frame: pd.DataFrame) -> Iterator[Cell]:
    """Give the cells of :func:`score` for very many scores, of which no rows are made."""
    said = columns_of(frame[["score", "score_text", "spread_text", "place", "evidence", "note", "protocol"]])
    for number, text, spread, place, evidence, note, protocol in zip(*said.values(), strict=True):
        signs = trust.signs(evidence or "", note or "", protocol or "")
        yield _score(number, text, spread, signs, _MARKS.get(place, ""))


@lru_cache(maxsize=100_000)
def _score(number: float, text: str, spread: str | None, signs: str, mark: Mark) -> Cell:
    """Make the cell of a score; among very many, most are the same as others."""
    return Cell(number, f"{text} ±{spread}" if spread else text, mark, signs=signs)


RUNS = Column("runs", "Runs", "number", expendable=5)
"""Of how many runs a score is the mean."""


def runs(row: Row) -> Cell:
    """Of how many runs; nothing for people where it is one, which every score is."""
    return Cell(row["runs"], "" if row["runs"] in {None, 1} else f"{row['runs']}")


def certainty(row: Row) -> Cell:
    """The better place from which a network cannot be told apart, for people."""
    place = row["not_separable_from"]
    return Cell(place, f"not separable from {place}" if place else "")


CERTAINTY = Column("not_separable_from", "Certainty", expendable=6)


def gap(row: Row) -> Cell:
    """The distance to the best with its sign; nothing for the best.

    None is known where it is not known what is better.
    """
    value = row["gap"]
    if not value:
        return Cell(value, "")
    return Cell(value, differing(value, row["score_text"], row["from_text"]))


def differing(by: float, *texts: str) -> str:
    """Write with its sign by how much two scores differ, with as many digits as people see of these."""
    return signed(by, digits_of(*texts))


def signed(number: float, digits: int) -> str:
    """Write a distance with its sign, if it is one."""
    return f"{number:+.{digits}f}".replace("-", "−") if number else f"{number:.{digits}f}"


def decimals(text: str) -> int:
    """Return how many digits stand behind the point."""
    return len(text.partition(".")[2])


def published(row: Row) -> Cell:
    """Venue and year, as far as they are known."""
    return Cell(text=" ".join(str(part) for part in (row["venue"], row["year"]) if part))


def code(row: Row) -> Cell:
    """A tick that leads to the code, where it is known."""
    return Cell(text="✓", url=row["code_url"]) if row["code_url"] else Cell()


def title_of(board: Board) -> Callable[[Row], Cell]:
    """Make the cells that name the dataset of a row, by its title."""
    titles: dict[str, str] = dict(board.datasets_table[["dataset", "title"]].itertuples(index=False))
    return lambda row: Cell(row["dataset"], titles[row["dataset"]])


def beside(board: Board, rows: pd.DataFrame, names: Sequence[str]) -> tuple[pd.DataFrame, list[Shown]]:
    """Add to some rows of scores what is to be shown beside them, and return the columns of that."""
    found = beside_scores(board, rows, names)
    titles = {"params": "Params (M)", "gflops": "GFLOPs", "fps": "FPS"}
    measured = board.metrics_table[["metric", "unit"]].drop_duplicates()
    once = rows_of(measured[~measured["metric"].duplicated(keep=False)])
    titles |= {about["metric"]: scale(about) for about in once}
    shown = [
        Shown(
            Column(name, titles.get(name, name), "left" if name in {"device", "resolution"} else "number"),
            _beside(name),
        )
        for name in names
    ]
    return rows.assign(**{name: found[name] for name in found.columns}), shown


def _beside(name: str) -> Callable[[Row], Cell]:
    return lambda row: Cell(row[name], row[f"{name}_text"] or "")


def other_boards(chosen: Board) -> list[str]:
    """Hint on which other splits, and in which other metrics, a dataset has scores, and how to see them.

    These are no notes: a document is about one board.
    """
    about, others = chosen.about, chosen.other_boards()
    here = others["metric"] == about["metric"]
    hints = [
        Note(
            f"another board on {one['split'] or 'no split'}: {count(one['networks'], 'network')}",
            f"--split {quote(one['split'])} shows it" if one["split"] else "",
        ).with_hint
        for one in rows_of(others[here & (others["split"] != about["split"])])
    ]
    measured = list(dict.fromkeys(others.loc[~here, "metric"]))
    if measured:
        more = f" and {len(measured) - _FEW} more" if len(measured) > _FEW else ""
        note = Note(
            f"also measured: {', '.join(measured[:_FEW])}{more}", f"--metric {quote(measured[0])} ranks by it"
        )
        hints.append(note.with_hint)
    return hints


_FEW = 3


def age(today: date) -> Callable[[Row], Cell]:
    """Make the cells that say how many months ago the score of a row appeared."""
    this_month = f"{today:%Y-%m}"

    def cell(row: Row) -> Cell:
        month = month_of(row["date"] or "")
        return Cell(text=count(months_between(month, this_month) or 0, "month") if month else "")

    return cell


def better_of(board: Board) -> Callable[[], dict[str, str]]:
    """Return what says by the names of their columns whether higher or lower is better.

    Columns are of metrics, datasets and costs. Only where something is sorted is it asked for, since it
    looks at every board.
    """

    def better() -> dict[str, str]:
        own = board.boards[board.boards["own"]]
        costs = {name: "higher" if measure.more_is_better else "lower" for name, measure in MEASURES.items()}
        metrics = board.metrics_table
        return {
            **costs,
            **dict(zip(metrics["metric"], metrics["better"], strict=True)),
            **dict(zip(own["dataset"].astype("str"), own["better"].astype("str"), strict=True)),
        }

    return better


def bar(at: float, begin: float | None = None, end: float | None = None, *, steps: int = 0) -> Cell:
    """Draw a place on a line, and what lies around it, as shares of its length.

    So many *steps* have a character each, if they are neither few nor too many.
    """
    length = min(max(steps, _SHORTEST), _LONGEST)
    first, place, last = (
        round((at if share is None else share) * (length - 1)) for share in (begin, at, end)
    )
    line = ["━" if first <= number <= last else "─" for number in range(length)]
    line[place] = "●"
    return Cell(text="".join(line))


_SHORTEST, _LONGEST = 24, 48
"""In characters."""
MOST_DRAWN = 200
"""Of so many rows places are drawn, which takes time."""


def only_dataset(board: Board) -> str | None:
    """Return the dataset that is meant where nobody names one: the only one that has scores, if any is.

    One of which it is not known what is better has no ranking, and so nobody means it.
    """
    boards = board.boards
    found = boards["dataset"].unique().tolist()
    is_ranked = len(found) == 1 and (boards["own"] & (boards["better"] != "")).any()
    return f"{found[0]}" if is_ranked else None


def count(number: int, thing: str) -> str:
    """Say how many: ``1 paper``, ``2 papers``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def fresh(note: str, newest: str) -> str:
    """Say behind a *note* of which month the newest score is (``YYYY-MM``), if that is known."""
    return " · ".join(filter(None, (note, f"newest score {newest}" if newest else "")))


def heading_of(rows: pd.DataFrame, several: str = "Best") -> str:
    """Return the title of a column of scores of several boards: ``mIoU (%)``, or the word for *several*."""
    return heading_of_rows(rows_of(rows[["metric", "unit"]].astype("str").drop_duplicates()), several)


def heading_of_rows(rows: Sequence[Row], several: str = "Best") -> str:
    """Do as :func:`heading_of` does, with rows."""
    measured = dict.fromkeys((row["metric"], row["unit"]) for row in rows)
    if len(measured) != 1:
        return several
    ((metric, unit),) = measured
    return scale({"metric": metric, "unit": unit})


def metric_column(metrics: Iterable[str], expendable: int = 0) -> list[Shown]:
    """Return a column that names the metric of each row, where these are several."""
    return [Shown(Column("metric", "Metric", expendable=expendable))] if len(set(metrics)) > 1 else []


def scale(about: Mapping[str, Any]) -> str:
    """Say what is measured on a board, such as ``mIoU (%)``."""
    metric = about.get("metric_title") or about["metric"]
    return f"{metric} ({about['unit']})" if about["unit"] else f"{metric}"


def board_title(about: Mapping[str, Any]) -> str:
    """Name a board: its dataset and split."""
    return " ".join(filter(None, (about["title"], about["split"])))
