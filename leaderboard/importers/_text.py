"""One CSV file as a frame of text, with its mistakes found and placed."""

from __future__ import annotations

import csv
import re
import warnings
from typing import TYPE_CHECKING

from leaderboard.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd


def read_text(path: Path, *, required: Sequence[str] = ()) -> pd.DataFrame:
    """Read a CSV file: every cell as the text that stands there, empty where nothing does.

    A byte-order mark, Windows line ends, quoted line breaks and a space after a comma are
    fine. The columns are those of the header.

    Raises:
        DataError: The file is missing, empty, not UTF-8 or not a CSV table; a column is
            named twice; one of the *required* columns is missing.
    """
    try:
        header = _header(path)
        missing = [name for name in required if name not in header]
        if missing:
            problem = f"no column {_quoted(missing)}; the columns are {_quoted(header)}"
            raise DataError(path, problem, line=1)
        return _body(path, header)
    except UnicodeDecodeError:
        problem = "not UTF-8 text; save the file with that encoding"
        raise DataError(path, problem, line=_undecodable_line(path)) from None
    except OSError as error:
        raise DataError(path, (error.strerror or str(error)).lower()) from None


def line_of(path: Path, row: int) -> int:
    """Return the line on which a row begins; rows count from 0 after the header.

    Lines and rows differ where cells contain line breaks or lines are empty, so this
    reads the file again; only errors pay for it.
    """
    end = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, skipinitialspace=True)
        for seen, record in enumerate(_records(reader), start=-1):
            if seen == row:
                return reader.line_num - sum(cell.count("\n") for cell in record)
            end = reader.line_num
    return end


def _records(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    return (record for record in reader if record)


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = next(_records(csv.reader(file, skipinitialspace=True)), None)
        except csv.Error as error:
            raise DataError(path, f"not a CSV table: {error}", line=1) from None
    if header is None:
        raise DataError(path, "the file is empty")
    names = [name.strip() for name in header]
    while names and not names[-1]:  # spreadsheets leave such columns behind
        names.pop()
    for name in names:
        if names.count(name) > 1:
            raise DataError(path, f"the column {name!r} stands there twice", line=1)
    return names


def _body(path: Path, header: list[str]) -> pd.DataFrame:
    import pandas as pd

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                path,
                names=header,
                header=0,
                dtype="str",
                na_filter=False,
                index_col=False,
                skipinitialspace=True,
                encoding="utf-8",
                low_memory=False,
            )
    except pd.errors.ParserWarning:
        problem = f"more cells than the {len(header)} of the header"
        raise DataError(path, problem, line=line_of(path, 0)) from None
    except pd.errors.ParserError as error:
        raise _placed(path, str(error)) from None


def _placed(path: Path, problem: str) -> DataError:
    """Say what pandas' parser found in the words of this program."""
    if counts := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", problem):
        expected, line, seen = map(int, counts.groups())
        return DataError(path, f"{seen} cells where the header has {expected}", line=line)
    if opened := re.search(r"EOF inside string starting at row (\d+)", problem):
        return DataError(path, "a quotation mark is opened and never closed", line=int(opened[1]) + 1)
    return DataError(path, f"not a CSV table: {problem.strip()}")


def _undecodable_line(path: Path) -> int | None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names))
