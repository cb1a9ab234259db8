"""Large files of scores: read as fast as the parser can, with published digits looked up when they are shown.

Reading every score as text, to keep its digits, takes as long again as reading the file.
So the parser makes numbers of them, and the digits of the few that are shown are read
from the file afterwards. Whatever is not plain in a file, and any mistake in it, makes
these functions give up; the careful way then reads the file again and says what is wrong.
"""

from __future__ import annotations

import csv
import warnings
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from leaderboard.importers._text import delimiter, delimiter_of_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

_LARGE = 4_000_000
"""Bytes; below, the careful way takes less than a tenth of a second."""

_FEW = 1_000
"""Scores; for more, the column is read again as a whole."""

_REPEATED = ("network", "dataset", "split", "test_time", "extra_data", "evidence")
"""Columns in which the same words come again and again."""


def is_large(path: Path) -> bool:
    """Whether the file at *path* is better read the fast way."""
    return path.stat().st_size > _LARGE


def read_numbers(path: Path, meaning: Mapping[str, str]) -> pd.DataFrame | None:
    """Read the rows of a long table with scores as numbers.

    Args:
        path: A CSV file.
        meaning: What its columns hold, by their names in the order of the header.

    Returns the columns by their names in the file: the scores as floats, the names of
    networks and datasets as categories, the rest as text; or None if the file has to be
    read the careful way.
    """
    import numpy as np
    import pandas as pd

    kinds = {"score": "float64", **dict.fromkeys(_REPEATED, "category")}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            rows = pd.read_csv(
                path,
                names=list(meaning),
                header=0,
                dtype={column: kinds.get(name, "str") for column, name in meaning.items()},
                na_filter=False,
                index_col=False,
                skipinitialspace=True,
                low_memory=False,
                sep=delimiter(path),
            )
    except (ValueError, pd.errors.ParserWarning):  # what the parser raises is a ValueError, too
        return None
    score = next(column for column, name in meaning.items() if name == "score")
    # Words that look like numbers are made numbers by pandas: "007" is 7 then.
    words = all(
        rows[column].cat.categories.dtype == "str" for column, name in meaning.items() if name in _REPEATED
    )
    return rows if words and np.isfinite(rows[score]).all() else None


@dataclass(frozen=True)
class PublishedDigits:
    """Looks up how scores are written in a large file."""

    path: Path
    network: str
    """The column of networks, by which a row is recognised."""
    score: str
    """The column of scores."""

    def __call__(self, scores: pd.DataFrame) -> list[str]:
        """Return the text of each score; ``row`` says in which row of the file it stands."""
        rows = scores["row"]
        found = self._in_lines(rows) if len(scores) <= _FEW else {}
        texts = []
        for row, network, score in zip(rows, scores["network"], scores["score"], strict=True):
            name, text = found.get(row, ("", ""))
            if name != network or not _says(text, score):
                return self._in_column(rows)
            texts.append(text)
        return texts

    def _in_lines(self, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return network and score of some *rows*, as if every line were a row."""
        found = {}
        with self.path.open("rb") as file:
            first = file.readline().decode("utf-8-sig")
            cells_of = partial(csv.reader, delimiter=delimiter_of_line(first), skipinitialspace=True)
            header = next(cells_of([first]))
            network, score = header.index(self.network), header.index(self.score)
            passed = 0
            for row in sorted(set(rows)):
                line = next(islice(file, row - passed, None), b"").decode()
                passed = row + 1
                cells = next(cells_of([line]), [])
                if len(cells) > max(network, score):
                    found[row] = cells[network].strip(), cells[score].strip()
        return found

    def _in_column(self, rows: pd.Series[int]) -> list[str]:
        import pandas as pd

        texts = pd.read_csv(
            self.path,
            usecols=[self.score],
            dtype="str",
            na_filter=False,
            index_col=False,
            skipinitialspace=True,
            sep=delimiter(self.path),
        )[self.score]
        return [text.strip() for text in texts.take(rows.to_numpy())]


def _says(text: str, score: float) -> bool:
    try:
        return float(text) == score
    except ValueError:
        return False
