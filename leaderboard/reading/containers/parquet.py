"""Parquet: the columns of a data frame, its index included."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, how_to_install, quoted, said_by
from leaderboard.reading import limits
from leaderboard.reading.limits import MOST_COLUMNS
from leaderboard.reading.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaderboard.reading.start import Start

SUFFIXES = (".parquet", ".pq")

LARGE = 1_000_000
"""Bytes from which on a file is left to an engine, which gains more than its start takes; they are packed."""

MOST = limits.MOST_BYTES
"""Bytes that are read at most once they are unpacked, and of text, where the same text counts every time."""

_MOST_BY_BYTE = 100
"""Cells that a byte of the file stands for at most; a few bytes can say any number of them."""

_FEW = 1_000_000

_WRITTEN = {"STRING", "NONE"}
"""Types of columns whose values may be of any length."""

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
        said = said_by(error).rstrip(".")
        raise DataError(path, f"not a Parquet file that can be read: {said}") from None
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
    """Read all columns, those of the index first; texts stay in dictionaries, where a file repeats them.

    Raises:
        DataError: They are too large.
    """
    from pyarrow import parquet

    size = path.stat().st_size
    most, is_large = limits.most_unpacked(size, MOST), size >= LARGE
    with parquet.ParquetFile(path) as file:
        about, schema = file.metadata, file.schema
    groups = [about.row_group(number) for number in range(about.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > most:
        raise limits.too_much(path, f"more than {limits.size_of(most)} when unpacked", is_large=is_large)
    columns = [schema.column(number) for number in range(len(schema))]
    lists = any(column.max_repetition_level for column in columns)
    cells = max(_values(path) if lists else 0, about.num_rows * about.num_columns)
    if about.num_columns > limits.most(MOST_COLUMNS) or cells > limits.most(_FEW + _MOST_BY_BYTE * size):
        raise limits.too_many_cells(path, is_large=is_large)
    texts = [
        column.path
        for column in columns
        if column.physical_type == "BYTE_ARRAY" and column.logical_type.type in _WRITTEN
    ]
    with parquet.ParquetFile(path, read_dictionary=texts) as file:
        table = file.read()
    if sum(map(_characters, table.columns)) > most:
        raise limits.too_much(path, f"more than {limits.size_of(most)} of text", is_large=is_large)
    index = _index(table.schema)
    return table.select([*index, *(name for name in table.column_names if name not in index)])


_COUNTING = """
import sys
from pyarrow import parquet
with parquet.ParquetFile(sys.argv[1]) as file:
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
print(sum(group.column(number).num_values for group in groups for number in range(group.num_columns)))
"""


def _values(path: Path) -> int:
    """Return how many values a file has, those in lists included.

    It is another process that asks: in damaged files, pyarrow does not raise an error but ends the
    process (up to version 26, at least).

    Raises:
        DataError: The file is damaged.
    """
    counted = subprocess.run(  # noqa: S603 - our own words, and -P looks for no module in the folder
        [sys.executable, "-P", "-c", _COUNTING, str(path)], capture_output=True, text=True, check=False
    )
    if counted.returncode:
        raise DataError(path, "not a Parquet file that can be read: what it says of its columns is damaged")
    return int(counted.stdout)


def _characters(column: Any) -> int:
    """Return how many bytes the texts in a column have, each as often as it stands there."""
    import pyarrow as pa
    from pyarrow import compute

    found = 0
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        if pa.types.is_dictionary(chunk.type):
            if pa.types.is_string(chunk.type.value_type) or pa.types.is_binary(chunk.type.value_type):
                lengths = compute.cast(compute.binary_length(chunk.dictionary), pa.int64())
                found += compute.sum(lengths.take(chunk.indices)).as_py() or 0
        elif pa.types.is_struct(chunk.type):
            found += sum(map(_characters, chunk.flatten()))
        elif pa.types.is_nested(chunk.type):
            found += _characters(chunk.items if pa.types.is_map(chunk.type) else chunk.flatten())
        else:
            found += chunk.nbytes
    return found


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

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _repeated(column)
    if pa.types.is_float32(kind) or pa.types.is_float64(kind) or pa.types.is_integer(kind):
        # Scores have few digits: among a million there are some thousands to write.
        return _repeated(pa.chunked_array([column.combine_chunks().dictionary_encode()]))
    return _each(column)


def _each(column: Any) -> list[str] | str:
    """Write one value after the other as text, as :func:`_texts` does."""
    import pyarrow as pa
    from pyarrow import compute

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


def _repeated(column: Any) -> list[str] | str:
    """Write a column of a dictionary, whose texts are there once however often they stand in it."""
    import numpy as np
    import pyarrow as pa

    texts: list[str] = []
    for chunk in column.chunks:
        words = _each(pa.chunked_array([chunk.dictionary]))
        if isinstance(words, str):
            return words
        known = np.array([*words, ""], dtype="object")
        places = chunk.indices.cast(pa.int64()).fill_null(len(words)).to_numpy(zero_copy_only=False)
        texts += known[places].tolist()
    return texts


def _text(value: Any) -> str:
    from datetime import datetime, time

    if isinstance(value, list):
        return ";".join(map(_text, value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
