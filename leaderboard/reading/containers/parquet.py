"""Parquet: the columns of a data frame, its index included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, how_to_install, quoted
from leaderboard.reading.header import MOST_COLUMNS
from leaderboard.reading.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.start import Start

SUFFIXES = (".parquet", ".pq")

MOST = 1_000_000_000
"""Bytes of its columns that are read at most."""

_MOST_BY_BYTE = 100
"""Cells that a byte of the file stands for at most; a few bytes can say any number of them."""

_FEW = 1_000_000

_MAGIC = b"PAR1"


def recognises(start: Start) -> float:
    """Every file begins alike."""
    return 1.0 if start.data.startswith(_MAGIC) else 0.0


def sheets(path: Path) -> list[Sheet]:
    """Read the table; numbers have as few digits as tell them apart, since they have none of their own."""
    import pandas as pd

    try:
        import pyarrow as pa
    except ImportError:
        raise DataError(path, f"reading Parquet takes pyarrow: {how_to_install('parquet')}") from None
    try:
        table = _table(path)
        columns = list(_columns(table))
    except (pa.ArrowException, OSError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise DataError(path, f"not a Parquet file that can be read: {first.rstrip('.')}") from None
    loose = [
        (None, f"{quoted(title)} holds {kind}, which is not read")
        for title, kind in columns
        if isinstance(kind, str)
    ]
    columns = [(title, cells) for title, cells in columns if not isinstance(cells, str)]
    rows = pd.DataFrame(
        {number: pd.Series(cells, dtype="object") for number, (_, cells) in enumerate(columns)}
    )
    return [Sheet(tuple(title for title, _ in columns), rows, loose=tuple(loose))]


def _table(path: Path) -> Any:
    """Read all columns, those of the index first.

    Raises:
        DataError: They are too large.
    """
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        about = file.metadata
        size = sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups))
        if size > MOST:
            raise DataError(path, f"more than {MOST // 1_000_000} MB when unpacked, which is not read")
        cells = about.num_rows * about.num_columns
        if about.num_columns > MOST_COLUMNS or cells > _FEW + _MOST_BY_BYTE * path.stat().st_size:
            raise DataError(path, "more columns or rows than a file of its size can hold")
        table = file.read()
    index = _index(table.schema)
    return table.select([*index, *(name for name in table.column_names if name not in index)])


def _index(schema: Any) -> list[str]:
    """Return the columns that pandas says are the index; what it wrote may be damaged as all else."""
    try:
        said = schema.pandas_metadata
    except ValueError:
        return []
    columns = said.get("index_columns") if isinstance(said, dict) else None
    named = columns if isinstance(columns, list) else []
    return [name for name in named if isinstance(name, str) and schema.names.count(name) == 1]


def _columns(table: Any) -> Iterator[tuple[str, Any]]:
    """Give titles and cells; a column of objects is one of each of their keys."""
    import pyarrow as pa

    waiting = [(name, column) for name, column in zip(table.column_names, table.columns, strict=True)][::-1]
    while waiting:
        title, column = waiting.pop()
        if pa.types.is_struct(column.type):
            inner = pa.table({"": column}).flatten()
            names = [inner.column_names[number].removeprefix(".") for number in range(inner.num_columns)]
            waiting += reversed(
                [(f"{title} {name}", one) for name, one in zip(names, inner.columns, strict=True)]
            )
        else:
            untitled = title.startswith("__index_level_") and title.endswith("__")
            yield ("" if untitled else title.strip()), _texts(column)


def _texts(column: Any) -> list[str] | str:
    """Write a column as text, empty where nothing stands; or say what it holds that is no text."""
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_floating(kind):
        # numpy writes a float of 32 bits with the digits that it has.
        values = column.to_numpy().astype("str").tolist()
        return [
            "" if none else value for value, none in zip(values, column.is_null().to_pylist(), strict=True)
        ]
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_map(kind):
        return str(kind)
    if pa.types.is_nested(kind) or pa.types.is_temporal(kind):
        if pa.types.is_nested(kind) and pa.types.is_nested(kind.value_type):
            return "lists of more than names and numbers"
        return [_text(value) for value in column.to_pylist()]
    texts = compute.utf8_trim_whitespace(column.cast(pa.large_string()))
    return list(compute.fill_null(texts, "").to_pylist())


def _text(value: Any) -> str:
    from datetime import datetime, time

    if isinstance(value, list):
        return ";".join(map(_text, value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
