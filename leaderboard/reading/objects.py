"""Tables in JSON and YAML: which lists and objects are rows, whatever shape they are kept in.

Values are as the parsers of this folder give them: texts (numbers are text, too), truth
values, nothing, lists and objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from leaderboard.errors import DataError, quoted
from leaderboard.reading import limits
from leaderboard.reading.cells import NUMBER
from leaderboard.reading.limits import MOST_CELLS, MOST_COLUMNS
from leaderboard.reading.sheet import HEADER, Lines, Sheet, Words, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Keys: TypeAlias = tuple[str, ...]
"""The keys that lead to a value."""

Object: TypeAlias = Mapping[str, Any]

DEEPEST = 100
"""How deep objects may stand in each other."""

_SPARSE = 20
"""Cells that a table may have for each that a row fills, before the others are counted as made up."""

_LONGEST_TITLE = 1_000
"""Characters of the keys that what is nested stands under, which are written out for each of its values."""

_WRAPPERS = {
    *(
        "results",
        "result",
        "data",
        "rows",
        "row",
        "leaderboard",
        "records",
        "entries",
        "items",
        "scores",
        "score",
    ),
    *(
        "models",
        "networks",
        "methods",
        "systems",
        "submissions",
        "evaluations",
        "runs",
        "experiments",
        "table",
    ),
    *("values", "benchmark", "benchmarks", "metrics"),
}
"""Keys that say of their value no more than that it is a table."""

_NETWORKS = {
    *(
        "model",
        "modelname",
        "modelid",
        "models",
        "method",
        "methodname",
        "network",
        "networkname",
        "name",
        "system",
    ),
    *("systemname", "approach", "algorithm", "team", "teamname", "run", "runname", "runid", "agent"),
}
"""Titles under which the names of networks stand."""

_METRICS = {
    *(
        "accuracy",
        "acc",
        "f1",
        "precision",
        "recall",
        "auc",
        "auroc",
        "rmse",
        "mse",
        "mae",
        "mape",
        "error",
        "loss",
        "wer",
        "cer",
    ),
    *(
        "per",
        "bleu",
        "rouge",
        "iou",
        "ap",
        "ndcg",
        "mrr",
        "perplexity",
        "ppl",
        "psnr",
        "ssim",
        "fid",
        "elo",
        "score",
        "r2",
        "latency",
    ),
    *("fps", "throughput", "params", "flops", "time", "memory"),
}
"""Words that tell titles from the names of networks, where nothing else does; one in a table is enough."""

_ABOUT = {"dataset", "split", "metric", "task", "benchmark"}
"""What stands beside a table and is said of all of it."""

_TITLES = {"name", "title", "id", *_ABOUT}
"""What a table of several is called by."""

_NETWORK = "model"
"""The title that names get which stand before rows as keys."""


class Rows(NamedTuple):
    """A table that was found."""

    rows: Sequence[Object]
    keys: Keys | None = None
    """What leads to the rows in the file, if they stand in it as such."""
    context: tuple[Words, ...] = ()
    loose: tuple[tuple[int, str], ...] = ()
    """Items of the list that are no rows, by number, and what is wrong with them."""
    numbers: Sequence[int] = ()
    """Which items the rows are, where others stand between them."""
    keyed: bool = False
    """Whether the first column holds the keys of the rows, under a title of ours."""
    part: str = ""
    """Which of several tables it is, where that has a name."""


def object_sheets(path: Path, value: Any, lines: Callable[[Keys], Lines]) -> list[Sheet]:
    """Make a sheet of each table in a value.

    Args:
        path: The file, for messages.
        value: What stands in it.
        lines: Gives the lines of the items of a list or an object, by the keys that lead to it.

    Raises:
        DataError: There is no table, or it is too large.
    """
    found = []
    room = limits.most_cells(0)
    for rows in _tables_in(path, value):
        if rows.rows:
            sheet, empty = _sheet(path, rows, lines, room)
            found.append(sheet)
            room -= empty
    if not found:
        raise DataError(path, "there is no table in it: no list of objects, each with a network and a score")
    return found


def _tables_in(path: Path, value: Any, keys: Keys = (), context: tuple[Words, ...] = ()) -> Iterator[Rows]:
    """Find the tables in a value, which the *keys* lead to."""
    if len(keys) > DEEPEST:
        raise _too_deep(path)
    if isinstance(value, list):
        if value and all(_is_entitled(one) for one in value):
            for one in value:
                yield from _entitled(path, one, keys, context)
        else:
            yield _records(value, keys, context)
    elif isinstance(value, Mapping) and value:
        pandas = _of_pandas(value)
        if pandas is not None:
            yield pandas._replace(context=context)
        else:
            yield from _in_object(path, value, keys, context)


def _is_entitled(item: Any) -> bool:
    """Whether an object is a table of results under a name, as pages with several leaderboards have them."""
    return isinstance(item, Mapping) and any(
        _folded(key) in _WRAPPERS and _is_list_of_objects(one) for key, one in item.items()
    )


def _entitled(path: Path, item: Object, keys: Keys, context: tuple[Words, ...]) -> Iterator[Rows]:
    """Find the tables in an object whose name is their heading."""
    named = tuple(
        Words("heading", one)
        for key, one in item.items()
        if _folded(key) in _TITLES and isinstance(one, str) and one
    )
    for key, one in item.items():
        if _folded(key) in _WRAPPERS and _is_list_of_objects(one):
            part = f"table {quoted(named[0].text)}" if named else ""
            for rows in _tables_in(path, one, (*keys, key), (*named[:1], *context)):
                yield rows._replace(keys=None, part=rows.part or part)


def _records(items: Sequence[Any], keys: Keys, context: tuple[Words, ...]) -> Rows:
    """Take a list of objects, or of lists of which the first are titles."""
    if len(items) > 1 and all(isinstance(one, list) for one in items) and _are_titles(items[0]):
        rows = [_pair_up(items[0], one) for one in items[1:]]
        return Rows(rows, keys, context, numbers=range(1, len(items)))
    numbers = [number for number, one in enumerate(items) if isinstance(one, Mapping)]
    others = set(range(len(items))) - set(numbers)
    loose = tuple(
        (number, f"item {number + 1} is no object with a network and a score") for number in sorted(others)
    )
    return Rows([items[number] for number in numbers], keys, context, loose, numbers)


def _in_object(path: Path, value: Object, keys: Keys, context: tuple[Words, ...]) -> Iterator[Rows]:
    """Look for tables under the keys of an object; else it is one row, or has a row under each key."""
    words = tuple(
        Words("heading", one)
        for key, one in value.items()
        if _folded(key) in _ABOUT and isinstance(one, str) and one
    )
    tables = [key for key, one in value.items() if _is_list_of_objects(one)]
    objects = [key for key, one in value.items() if isinstance(one, Mapping) and one]
    is_row = any(_folded(key) in _NETWORKS and isinstance(one, str) for key, one in value.items())
    if not tables and not is_row:
        tables = [key for key in objects if _folded(key) in _WRAPPERS and _is_table(value[key])]
    if tables and not is_row:
        for key in tables:
            named = () if _folded(key) in _WRAPPERS else (Words("heading", key),)
            yield from _tables_in(path, value[key], (*keys, key), (*named, *words, *context))
    elif is_row or len(objects) < min(2, len(value)):
        yield Rows([value], None, context)
    else:
        beside = {key: one for key, one in value.items() if _is_metric(key) and _is_number(one)}
        yield _keyed({key: value[key] for key in objects}, beside, list(value), keys, (*words, *context))


def _keyed(
    objects: Mapping[str, Object], beside: Object, order: list[str], keys: Keys, context: tuple[Words, ...]
) -> Rows:
    """Take an object under each name, or under each title an object with a value for each name."""
    inner = list(dict.fromkeys(key for one in objects.values() for key in one))
    flat = not any(isinstance(cell, Mapping | list) for one in objects.values() for cell in one.values())
    if flat and len(objects) == len(order) and _are_columns(list(objects), inner):
        title = _index_title(inner, list(objects))
        rows = [{title: name} | {key: one.get(name) for key, one in objects.items()} for name in inner]
        return Rows(rows, None, context)
    title = _index_title(list(objects), inner)
    rows = [{title: name} | dict(one) for name, one in objects.items()]
    rows += [{title: "", name: score} for name, score in beside.items()]
    places = {name: number for number, name in enumerate(order)}
    numbers = [places[name] for name in (*objects, *beside)]
    return Rows(rows, keys, context, numbers=numbers, keyed=title == _NETWORK)


def _are_columns(outer: Sequence[str], inner: Sequence[str]) -> bool:
    """Whether the outer keys of objects in an object are titles, and the inner ones name the rows."""
    if all(map(str.isdecimal, inner)):
        return True
    if all(map(str.isdecimal, outer)) or any(_folded(key) in _NETWORKS for key in inner):
        return False
    if any(_folded(key) in _NETWORKS for key in outer):
        return True
    return any(map(_is_metric, outer)) and not any(map(_is_metric, inner))


def _index_title(names: Sequence[str], titles: Sequence[str]) -> str:
    """Return the title of the names before rows: they are networks unless a column names these."""
    if all(map(str.isdecimal, names)) or any(_folded(title) in _NETWORKS for title in titles):
        return ""
    return _NETWORK


def _of_pandas(value: Object) -> Rows | None:
    """Take what pandas writes of a frame as ``split``, ``tight``, ``table`` or ``list``."""
    data, columns = value.get("data"), value.get("columns")
    if "schema" in value and isinstance(data, list) and _is_list_of_objects(data):
        return _records(data, ("data",), ())
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        titles = [" ".join(map(_text, one)) if isinstance(one, list) else _text(one) for one in columns]
        index = value.get("index")
        if not isinstance(index, list) or len(index) != len(data):
            return Rows([_pair_up(titles, row) for row in data])
        names = ["; ".join(map(_text, one)) if isinstance(one, list) else _text(one) for one in index]
        given = value.get("index_names")
        title = _text(given[0]) if isinstance(given, list) and len(given) == 1 else ""
        title = title or _index_title(names, titles)
        return Rows([{title: name} | _pair_up(titles, row) for name, row in zip(names, data, strict=True)])
    lengths = {len(one) if isinstance(one, list) else -1 for one in value.values()}
    if (
        len(value) > 1
        and len(lengths) == 1
        and min(lengths) > 0
        and not any(map(_is_list_of_objects, value.values()))
    ):
        return Rows([dict(zip(value, row, strict=True)) for row in zip(*value.values(), strict=True)])
    return None


def _sheet(path: Path, found: Rows, lines: Callable[[Keys], Lines], room: int) -> tuple[Sheet, int]:
    """Make a sheet, and count the empty cells in it that no row has; there is *room* for so many."""
    problems: dict[str, tuple[int, str]] = {}
    rows = [_flat(path, row, number, problems) for number, row in enumerate(found.rows)]
    under = {
        " ".join((*outer.split(), *inner.split())): (outer, inner)
        for row in found.rows
        for outer, cell in row.items()
        if isinstance(cell, Mapping)
        for inner in cell
    }
    titles = list(dict.fromkeys(key for row in rows for key in row))
    filled = sum(map(len, rows))
    empty = max(len(titles) * len(rows) - _SPARSE * filled, 0)
    if len(titles) > limits.most(MOST_COLUMNS) or filled > limits.most(MOST_CELLS) or empty > room:
        raise limits.too_many_cells(path)
    items: Lines = lines(found.keys) if found.keys is not None else lambda _: None

    def line(row: int) -> int | None:
        return None if row == HEADER else items(found.numbers[row] if found.numbers else row)

    loose = [(items(number), problem) for number, problem in found.loose]
    loose += [(line(row), problem) for row, problem in problems.values()]
    cells = [[row.get(title, "") for title in titles] for row in rows]
    sheet = sheet_of(
        titles,
        cells,
        line=line,
        context=found.context,
        loose=tuple(loose),
        keyed=found.keyed,
        part=found.part,
        under=under,
    )
    return sheet, empty


def _too_deep(path: Path) -> DataError:
    return DataError(path, f"objects are nested more than {DEEPEST} deep")


def _flat(path: Path, row: Object, number: int, problems: dict[str, tuple[int, str]]) -> dict[str, str]:
    """Write a row as text; what is nested has the titles of all that it stands under."""
    cells: dict[str, str] = {}
    waiting: list[tuple[str, Any, int]] = [("", row, 0)]
    while waiting:
        title, value, depth = waiting.pop()
        if isinstance(value, Mapping):
            if depth > DEEPEST:
                raise _too_deep(path)
            if len(title) > _LONGEST_TITLE and value:
                raise DataError(path, f"more than {_LONGEST_TITLE} characters of keys lead to a value")
            inner = [
                (" ".join(filter(None, [title, *key.split()])), one, depth + 1) for key, one in value.items()
            ]
            if len(cells) + len(waiting) + len(inner) > limits.most(MOST_COLUMNS):
                raise limits.too_many_cells(path)
            waiting += reversed(inner)
        elif isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value):
            problems.setdefault(
                title, (number, f"{quoted(title)} holds a list of more than names and numbers")
            )
        else:
            text = ";".join(map(_text, value)) if isinstance(value, list) else _text(value)
            cells[title] = _on_one_line(text)
    return cells


@lru_cache(maxsize=256)
def _on_one_line(text: str) -> str:
    """Return a text with one space between its words; YAML may repeat a long one in all rows."""
    return " ".join(text.split())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or isinstance(value, Mapping | list) else str(value)


def _pair_up(titles: Sequence[Any], cells: Sequence[Any]) -> dict[str, Any]:
    """Put cells under their titles; what has none is found beyond the last."""
    given = [*map(_text, titles), *[""] * (len(cells) - len(titles))]
    return dict(zip(given, cells, strict=False))


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _is_table(value: Object) -> bool:
    return _of_pandas(value) is not None or all(isinstance(one, Mapping | list) for one in value.values())


def _are_titles(row: Sequence[Any]) -> bool:
    return len(row) > 1 and all(isinstance(one, str) and any(map(str.isalpha, one)) for one in row)


def _folded(key: str) -> str:
    return "".join(filter(str.isalnum, key)).casefold()


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and bool(NUMBER.fullmatch(value))


def _is_metric(key: str) -> bool:
    words = "".join(one if one.isalnum() else " " for one in key).casefold().split()
    return any(word in _METRICS or word.removeprefix("m") in _METRICS for word in words)
