"""The options that choose which columns a table shows, and the order of its rows."""

# No ``from __future__ import annotations``: typer reads these annotations.

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leaderboard.answers.beside import COSTS
from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.errors import UnknownName, UsageError, few_of
from leaderboard.near import nearest
from leaderboard.terminal.options import panels
from leaderboard.terminal.options.completion import complete_fields
from leaderboard.terminal.options.single import named_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.table import Column, Table

_STANDS_FOR = {
    "published": "year",
    "code": "code_url",
    "leader": "network",
    "model": "network",
    "method": "network",
    "on": "datasets",
    "range": "best_place",
    "years": "last_year",
    "winrate": "score",
    "strength": "score",
    "best": "score",
    "since": "date",
    "heldfor": "date",
    "networks": "of",
    "tested": "test_time",
    "certainty": "not_separable_from",
}
"""What is meant by the names of columns that only people see, by titles, and by other words."""

_LARGEST_FIRST = {
    *("fps", "score", "gain", "year", "date", "newest", "last_year", "first_year"),
    *("networks", "datasets", "scores", "runs", "of", "front", "own"),
}
_DISTANCES = {"gap"}
"""The nearest to the best first, on whichever side of it."""


@dataclass(frozen=True)
class Fields:
    """Which columns are shown, and in which order the rows."""

    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--fields",
            metavar="NAME,…",
            help="Show these columns, in this order; metrics and costs, too.",
            autocompletion=complete_fields,
            rich_help_panel=panels.COLUMNS,
        ),
    ] = None
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="NAME",
            help="Sort by this column, the best first; NAME:asc or NAME:desc to choose.",
            autocompletion=complete_fields,
            rich_help_panel=panels.COLUMNS,
        ),
    ] = None
    full: Annotated[
        bool, typer.Option("--full", help="Show every column there is.", rich_help_panel=panels.COLUMNS)
    ] = False

    def __post_init__(self) -> None:
        """Refuse what makes no sense before any work is done."""
        if self.full and self.fields:
            raise UsageError("--full shows every column: say --fields or --full, not both")
        if self.fields is not None and not self._named:
            raise UsageError("name at least one column, such as --fields network,score")

    @property
    def _named(self) -> list[str]:
        return list(dict.fromkeys(named_list(self.fields)))

    @property
    def given(self) -> "dict[str, object]":
        """What was asked for, by the options."""
        return {"--fields": self.fields, "--sort": self.sort, "--full": self.full}

    def beside(self, board: "Board", names: "Sequence[str]") -> list[str]:
        """Add to the *names* of what stands beside the scores the metrics and costs that are named here."""
        found = list(names)
        typed = [*self._named, *([self._sort_by[0]] if self.sort else [])]
        for name in typed:
            if fold(name) in COSTS:
                found.append(fold(name))
            elif fitting := board.metric_names.matching(metrics.plain(name)):
                # The only metric is that of the scores themselves.
                own = board.boards.loc[board.boards["own"], "metric"].astype("str").unique()
                found += [one for one in fitting[:1] if list(own) != [one] and fold(one) not in _OWN]
        return list(dict.fromkeys(found))

    @property
    def _sort_by(self) -> tuple[str, str]:
        """What is sorted by, and the direction if one was said."""
        name, direction = re.fullmatch(
            r"(.*?)(?::(asc|desc))?", (self.sort or "").strip(), re.DOTALL
        ).groups()  # type: ignore[union-attr]
        return name, direction or ""

    def ordered(
        self, rows: "pd.DataFrame", better: "Callable[[], Mapping[str, str]] | None" = None
    ) -> "pd.DataFrame":
        """Sort rows as was asked for; equal ones stay as they are, and the last are those that say nothing.

        Args:
            rows: Columns under the names that programs see.
            better: Says for columns of scores whether ``higher`` or ``lower`` is better.

        Raises:
            UsageError: There is no such column.
        """
        if self.sort is None:
            return rows
        typed, direction = self._sort_by
        name = _column_of(rows, typed)
        values, largest = _merit(rows, name, better() if better else {})
        if direction:
            values, largest = _values(rows[name]), direction == "desc"
        ordered = values.reset_index(drop=True).sort_values(
            ascending=not largest, kind="stable", na_position="last"
        )
        return rows.take(ordered.index.to_numpy()).reset_index(drop=True)

    def of(self, *tables: "Table") -> "tuple[Table, ...]":
        """Return the tables with the columns that were asked for.

        Raises:
            UsageError: None of them has such a column.
        """
        if self.full:
            return tuple(_filled(table) for table in tables)
        if not self._named:
            return tables
        known = [_keys(table.columns) for table in tables]
        for name in self._named:
            if not any(fold(name) in keys for keys in known):
                raise _unknown(name, [column for table in tables for column in table.columns])
        return tuple(
            table.only(list(dict.fromkeys(keys[fold(name)] for name in self._named if fold(name) in keys)))
            for table, keys in zip(tables, known, strict=True)
        )


_OWN = {"network", "dataset", "score", "place", "paper", "split", "metric"}
"""Names of columns before those of metrics."""


def _filled(table: "Table") -> "Table":
    """Show people all columns of a table in which something stands, none of them twice."""
    keys = {column.key for column in table.columns}
    said = {
        column.key for place, column in enumerate(table.columns) if any(row[place].text for row in table.rows)
    }
    twice = {
        column.key
        for column in table.columns
        if column.view in {"document", "screen"} and _STANDS_FOR.get(column.key) in keys
    }
    return table.without(twice).with_all(said)


def _keys(columns: "Iterable[Column]") -> dict[str, str]:
    """Return the keys of columns by their titles and by themselves, as they may be typed."""
    columns = [column for column in columns if column.view != "terminal"]
    titles = {fold(title): column.key for column in reversed(columns) for title in _titles(column)}
    keys = {fold(column.key): column.key for column in columns}
    others = {name: key for name, key in _STANDS_FOR.items() if key in keys}
    return others | titles | keys


def _titles(column: "Column") -> list[str]:
    """Return the title of a column, and the same without its unit."""
    return [title for title in (column.title, re.sub(r" \([^()]*\)$", "", column.title)) if title]


def _column_of(rows: "pd.DataFrame", typed: str) -> str:
    """Find the column that is sorted by."""
    names = {fold(f"{name}"): f"{name}" for name in rows.columns if not f"{name}".endswith("_text")}
    wanted = fold(typed)
    if wanted not in names and _STANDS_FOR.get(wanted) in rows.columns:
        return _STANDS_FOR[wanted]
    if wanted not in names and "score" in rows.columns and "metric" in rows.columns:
        measured = {fold(metric) for metric in rows["metric"].astype("str").unique()}
        wanted = "score" if measured == {wanted} else wanted
    if wanted not in names:
        near = nearest(typed.casefold(), list(names.values()), limit=3)
        raise _no_field(typed, near, list(names.values()))
    return names[wanted]


def _merit(rows: "pd.DataFrame", name: str, better: "Mapping[str, str]") -> "tuple[pd.Series[Any], bool]":
    """Return what puts the best first, and whether the largest of it is."""
    values = _values(rows[name])
    if name in _DISTANCES:
        return values.abs(), False
    if name == "score" and "better" in rows.columns:
        lower = rows["better"].astype("str") == "lower"
        return values.where(~lower, -values), True
    if name in better:
        return values, better[name] == "higher"
    return values, name in _LARGEST_FIRST


def _values(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return what a column is sorted by: numbers, or texts whose case does not matter."""
    import pandas as pd
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_bool_dtype(column) or is_numeric_dtype(column):
        return column.astype("float64")
    if all(value is None or not isinstance(value, str) for value in column):
        return pd.to_numeric(column)  # costs, some of which are not known
    text = column.astype("object").map(lambda value: value.casefold() if isinstance(value, str) else "")
    return text.where(text != "")


def _unknown(typed: str, columns: "Sequence[Column]") -> UsageError:
    """Say that a table has no such column, and which are near."""
    columns = [column for column in columns if column.view != "terminal"]
    names = list(dict.fromkeys(column.key for column in columns))
    titles = {title.casefold(): title for column in columns for title in _titles(column)}
    near = nearest(typed.casefold(), [*names, *titles], limit=3)
    seen = [column.key for column in columns if column.view != "data"]
    return _no_field(typed, list(dict.fromkeys(titles.get(name, name) for name in near)), seen)


def _no_field(typed: str, near: "Sequence[str]", names: "Sequence[str]") -> UsageError:
    problem = str(UnknownName("field", typed, near))
    return UsageError(problem if near else f"{problem}; use {few_of(names)}")
