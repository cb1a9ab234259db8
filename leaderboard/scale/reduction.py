"""What the answers need of a large table, as one expression that every engine understands.

Of the rows that say the same in some columns, the keys, those are kept whose number is the highest or the
lowest, each different row once. What is better is not known here, so that both ends stay. A cell that is no
plain number is for others to judge, so that its row stays, too; an empty one is nothing.

Null is a key as any other text: engines do not join on it, so that keys are compared as texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import narwhals as nw
    from narwhals.dtypes import DType

_PLAIN = r"^-?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?$"
"""A number that every engine reads as the same double; what is longer is judged elsewhere."""

_NOTHING = ("", "nan", "NaN")
"""What stands in an empty cell, and what frames write there."""

COPIES, SCORES = "our copies", "our scores"
"""The names of columns that count: equal rows, and (with the number of a column) the numbers of one key."""


_COMPARED = 10
"""Texts up to which each is compared by itself."""


class Key(NamedTuple):
    """A column whose texts tell rows apart."""

    column: str
    part: str = ""
    """``month`` of a date, or ``doubt``: whether a note says that its score is doubtful; else all of it."""


def reduced(
    frame: nw.LazyFrame[Any],
    keys: Sequence[Key],
    numbers: Sequence[str],
    *,
    decimal_comma: bool = False,
    padded: bool = False,
    settled: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]] = lambda frame: frame,
) -> nw.LazyFrame[Any]:
    """Keep the rows that are best, or worst, among those of equal *keys* in one of the columns of *numbers*.

    Args:
        frame: A frame of any engine.
        keys: What tells rows apart.
        numbers: Columns of scores: texts, or floats.
        decimal_comma: Whether ``81,2`` is a number.
        padded: Whether there may be blanks around a number; looking for them takes as long as all the rest.
        settled: Computes a frame of a row for each key once, where an engine had better not do so twice.

    Returns the columns of the frame, each different row once, in no order; ``COPIES`` is how often it stood
    there, and ``SCORES`` with 0, 1, … how many plain numbers its key has in each of the columns.
    """
    import narwhals as nw

    schema = frame.collect_schema()
    names = list(schema.names())
    values = [f"our value{place}" for place in range(len(numbers))]
    strange = [f"our strange{place}" for place in range(len(numbers))]
    compared = [f"our key{place}" for place in range(len(keys))]
    texts = [_compared(key).alias(name) for key, name in zip(keys, compared, strict=True)]
    if frame.implementation.is_dask() and len(texts) > 1:  # which joins on no more than one column
        compared = compared[:1]
        texts = [nw.concat_str(*texts, separator="\x1f").alias(compared[0])]
    made: list[nw.Expr] = list(texts)
    for number, value, other in zip(numbers, values, strange, strict=True):
        read, judged = _read(number, schema[number], decimal_comma=decimal_comma, padded=padded)
        made += [read.alias(value), judged.alias(other)]
    prepared = frame.with_columns(*made)
    of_key = [
        one
        for place, value in enumerate(values)
        for one in (
            nw.col(value).max().alias(f"our most{place}"),
            nw.col(value).min().alias(f"our least{place}"),
            nw.col(value).count().alias(f"{SCORES}{place}"),
        )
    ]
    extremes = prepared.group_by(*compared).agg(*of_key)
    extremes = settled(extremes)
    both = prepared.join(extremes, on=compared, how="inner")
    at_an_end = [
        (nw.col(value) == nw.col(f"our {end}{place}")).fill_null(value=False)
        for place, value in enumerate(values)
        for end in ("most", "least")
    ]
    counts = [f"{SCORES}{place}" for place in range(len(values))]
    kept = both.filter(_any([*at_an_end, *map(nw.col, strange)])).select(*names, *counts)
    silent = {name: f"our silent{place}" for place, name in enumerate(names)}
    kept = kept.with_columns(nw.col(name).is_null().alias(other) for name, other in silent.items())
    filled = kept.with_columns(_filled(name, schema[name]) for name in names)
    grouped = filled.group_by(*names, *silent.values(), *counts).agg(nw.len().alias(COPIES))
    return grouped.with_columns(
        nw.when(~nw.col(other)).then(nw.col(name)).otherwise(None).alias(name)
        for name, other in silent.items()
    ).drop(*silent.values())


def only(
    frame: nw.LazyFrame[Any], chosen: Mapping[str, Sequence[str]], *, keep: bool = True
) -> nw.LazyFrame[Any]:
    """Keep the rows with one of the *chosen* texts in each of some columns (or leave them out)."""
    import narwhals as nw

    schema = frame.collect_schema()
    for name, texts in chosen.items():
        column = nw.col(name) if schema[name] == nw.String else nw.col(name).cast(nw.String)
        if keep and "" not in texts and len(texts) <= _COMPARED:  # with which engines skip parts of a file
            frame = frame.filter(_any([column == text for text in texts]))
            continue
        fits = column.fill_null("").is_in(list(texts))
        frame = frame.filter(fits if keep else ~fits)
    return frame


def different(frame: nw.LazyFrame[Any], columns: Sequence[str]) -> nw.LazyFrame[Any]:
    """Return the different rows of some columns, as texts; null is the empty one."""
    import narwhals as nw

    texts = frame.select(nw.col(name).cast(nw.String).fill_null("").alias(name) for name in columns)
    return texts.group_by(*columns).agg(nw.len().alias(COPIES)).select(*columns)


def as_texts(frame: nw.LazyFrame[Any]) -> tuple[nw.LazyFrame[Any], dict[str, str]]:
    """Write all columns but floats as text, as the digits of those are best written last.

    Returned, too, are the columns that hold what is no text, with what that is; they are left out.
    """
    import narwhals as nw

    schema = frame.collect_schema()
    refused = {
        name: str(kind)
        for name, kind in schema.items()
        if isinstance(kind, nw.List | nw.Struct | nw.Array | nw.Binary | nw.Object | nw.Unknown)
    }
    written = [_written(name, kind) for name, kind in schema.items() if name not in refused]
    return frame.select(*written), refused


def _written(name: str, kind: DType) -> nw.Expr:
    import narwhals as nw

    column = nw.col(name)
    if kind == nw.String or kind.is_float():
        return column
    if kind == nw.Boolean:
        return (
            nw.when(column.is_null())
            .then(nw.lit(None, dtype=nw.String))
            .otherwise(nw.when(column).then(nw.lit("true")).otherwise(nw.lit("false")))
            .alias(name)
        )
    if isinstance(kind, nw.Datetime):
        return column.dt.to_string("%Y-%m-%dT%H:%M:%S")
    return column.cast(nw.String)


def _compared(key: Key) -> nw.Expr:
    import narwhals as nw

    column = nw.col(key.column).cast(nw.String).fill_null("")
    if key.part == "month":
        return column.str.slice(0, 7)
    if key.part == "doubt":
        return (
            nw.when(column.str.to_lowercase().str.starts_with("doubtful:"))
            .then(nw.lit("1"))
            .otherwise(nw.lit(""))
        )
    return column


def _read(name: str, kind: DType, *, decimal_comma: bool, padded: bool) -> tuple[nw.Expr, nw.Expr]:
    """Return the number of a cell, null where it is none, and whether something else stands there."""
    import narwhals as nw

    column = nw.col(name)
    if kind.is_float():
        finite = (column.is_finite()).fill_null(value=False)
        infinite = ~finite & ~column.is_null() & ~column.is_nan()
        value = nw.when(finite).then(column).otherwise(None).cast(nw.Float64)
        return value, infinite.fill_null(value=False)
    text = column.str.strip_chars() if padded else column
    plain = text.str.replace_all(",", ".", literal=True) if decimal_comma else text
    is_number = plain.str.contains(_PLAIN).fill_null(value=False)
    value = nw.when(is_number).then(plain).otherwise(None).cast(nw.Float64)
    return value, (~is_number & ~text.is_in(_NOTHING)).fill_null(value=False)


def is_plain(text: str, *, decimal_comma: bool, padded: bool) -> bool:
    """Say whether a text is what :func:`reduced` takes as a number."""
    text = text.strip() if padded else text
    return bool(re.fullmatch(_PLAIN, text.replace(",", ".") if decimal_comma else text))


def _filled(name: str, kind: DType) -> nw.Expr:
    """Write something for null, so that rows without a value are compared in every engine."""
    import narwhals as nw

    return nw.col(name).fill_null(0.0 if kind.is_float() else "")


def _any(conditions: Sequence[nw.Expr]) -> nw.Expr:
    found, *rest = conditions
    for one in rest:
        found = found | one
    return found
