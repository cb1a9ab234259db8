"""Parquet: scores as data frames keep them, long or wide as in a CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.board.board import Leaderboard
from leaderboard.board.names import fold
from leaderboard.errors import DataError, how_to_install, quoted
from leaderboard.importers import _layout
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import papers_and_links
from leaderboard.importers._sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from leaderboard.importers import Hints

SUFFIXES = (".parquet", ".pq")

MOST = 50_000_000
"""Cells that are read at most; a few bytes can say any number of them."""


def recognises(start: str) -> bool:
    """Whether it begins as every Parquet file does."""
    return start.startswith("PAR1")


def read(path: Path, hints: Hints) -> Leaderboard:
    """Read scores, and what is said of papers and code.

    Numbers have no digits of their own there: they are written with as few as tell them apart.
    """
    frame = _frame(path)
    if not len(frame):
        raise DataError(path, "there are no scores in it")
    sheet = Sheet(path, frame, lambda _: None)
    texts = {name: _texts(sheet, name) for name in frame.columns}
    sheet = Sheet(path, _table(texts), sheet.line)
    scores = _layout.read_sheet(sheet, Descriptions(better=hints.better))
    papers, links = papers_and_links(scores.sheet)
    return Leaderboard(scores.results, papers, links, scores.datasets, scores.remarks)


def _frame(path: Path) -> pd.DataFrame:
    """Read the columns, those of the index included.

    Raises:
        DataError: It is no Parquet file, damaged or too large, or a column is named twice.
    """
    import pandas as pd

    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise DataError(path, f"reading Parquet takes pyarrow: {how_to_install('parquet')}") from None
    try:
        about = parquet.read_metadata(path)
        if about.num_rows * about.num_columns > MOST:
            raise DataError(path, f"more than {MOST // 1_000_000} million cells, which are not read")
        frame = pd.read_parquet(path, engine="pyarrow")
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, IndexError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise DataError(path, f"not a Parquet file that can be read: {first.rstrip('.')}") from None
    named = [name is not None for name in frame.index.names]
    frame = frame.reset_index(drop=not any(named))
    frame = frame.set_axis([str(name).strip() for name in frame.columns], axis="columns")
    for name in frame.columns[frame.columns.duplicated()]:
        raise DataError(path, f"the column {quoted(name)} stands there twice")
    return frame


def _table(texts: dict[str, list[str]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(texts, dtype="str")


def _texts(sheet: Sheet, name: str) -> list[str]:
    """Write what stands in a column as text, empty where nothing does.

    Raises:
        DataError: Something is neither text, number, date, list of names nor nothing.
    """
    column = sheet.rows[name]
    absent = column.isna().tolist()
    if column.dtype.kind == "f":
        # numpy writes a float of 32 bits with the digits that it has.
        values: Iterable[Any] = column.to_numpy().astype("str").tolist()
        if fold(name) == "year":
            values = [value.removesuffix(".0") for value in values]
    elif column.dtype.kind == "M":
        values = column.dt.strftime("%Y-%m-%d").tolist()
    else:
        values = column.astype("object").tolist()
    return [
        "" if none else _text(sheet, row, name, value)
        for row, (value, none) in enumerate(zip(values, absent, strict=True))
    ]


def _text(sheet: Sheet, row: int, name: str, value: Any) -> str:
    from datetime import date
    from decimal import Decimal

    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal | date):
        return str(value)
    names = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(names, list) and all(isinstance(one, str) for one in names):
        return ";".join(names)
    raise sheet.error(f"{quoted(name)} holds neither text, number nor a list of names", row)
