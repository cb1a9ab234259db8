"""The measurements of one file as they are sorted into boards: the columns, and the rows that are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.coded import Cells
from leaderboard.reading.costs import with_costs_apart
from leaderboard.reading.sheet import Unusable
from leaderboard.reading.vocabulary import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from leaderboard.reading.known import Known
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.stated import Stated

    Ints = npt.NDArray[np.integer]
    Bools = npt.NDArray[np.bool_]

_LONG = 40
"""The longest name in a sentence."""


@dataclass
class Pair:
    """A metric on a dataset."""

    number: int
    dataset: str
    metric: str
    title: str = ""
    unit: str = ""
    better: str = ""
    group: str = ""
    note: str = ""
    position: int = 0


class Rows:
    """The measurements of a file, of which fewer are left from step to step."""

    def __init__(
        self, found: Measurements, name: str, known: Known, stated: Stated, default_metric: str
    ) -> None:
        """Take what was *found* in the file that is called *name*, what is known, and what the user says."""
        self.name, self.known, self.stated, self.default_metric = name, known, stated, default_metric
        self.found = with_costs_apart(replace(found, scores=found.scores.reset_index(drop=True)))
        self.rows = self.found.scores
        self.unusable: list[Unusable] = []
        self.remarks: list[str] = []
        self.described: dict[str, dict[str, str]] = {}
        self._columns: dict[str, Cells] = {}
        self.pairs: list[Pair] = []
        self.metric: Ints
        self.text: Cells
        self.spread: Cells

    def _column(self, name: str) -> Cells:
        """Return a column of the measurements; one that is not there is empty."""
        if name not in self._columns:
            if name in self.rows.columns:
                self._columns[name] = Cells.of(self.rows[name])
            else:
                self._columns[name] = Cells.empty(len(self.rows))
        return self._columns[name]

    def _says(self, name: str) -> bool:
        return name in self.rows.columns and any(self._column(name).texts)

    def _left(self, name: str) -> Cells:
        """Return a column for the rows that are left; where that is all of them, it is no copy."""
        column = self._column(name)
        return column if self._is_whole else column.take(self.at)

    def _codes(self, name: str) -> Ints:
        """Return the codes of a column for the rows that are left."""
        return self._left(name).codes

    def _keep(self, kept: Bools) -> None:
        """Keep some of the rows that are left."""
        if not kept.all():
            self._take(kept)

    def _take(self, rows: Bools | Ints) -> None:
        for name in ("at", "score", "network", "dataset", "metric", "split", "percent"):
            if hasattr(self, name):
                setattr(self, name, getattr(self, name)[rows])
        self.text, self.spread = self.text.take(rows), self.spread.take(rows)
        self._is_whole = False

    def _refuse(self, bad: Bools, reason: Callable[[int], str]) -> None:
        """Report some of the rows that are left, and leave them out."""
        import numpy as np

        if not bad.any():
            return
        rows = np.flatnonzero(bad)
        places = self.found.places(self.at[rows].tolist())
        self.unusable += [
            Unusable(place, reason(int(row))) for place, row in zip(places, rows.tolist(), strict=True)
        ]
        self._keep(~bad)

    def _read_cells(self) -> None:
        """Read the number of each cell; what cannot be read is reported."""
        import numpy as np

        column = self._column("cell")
        self.parsed = grammar.read(column.texts)
        silent = np.zeros(len(column.texts), dtype="bool")
        silent[[number for number, one in self.parsed.careful.items() if one is None]] = True
        self.at = np.flatnonzero(~silent[column.codes])
        numbers, texts = self.parsed.numbers.copy(), list(column.texts)
        spreads = [""] * len(texts)
        for number, one in self.parsed.careful.items():
            if one is not None:
                numbers[number], texts[number], spreads[number] = float(one.text), one.text, one.spread
        self._is_whole = len(self.at) == len(column.codes)
        codes = self._codes("cell")
        self.score, self.text = numbers[codes], Cells(codes, texts)
        self.spread = self._left("spread")
        if any(spreads):
            self.spread = Cells(codes, spreads).or_else(self.spread)
        self.percent = np.zeros(len(codes), dtype="bool")
        signed = [
            number for number, one in self.parsed.careful.items() if one is not None and one.unit == "%"
        ]
        if signed:
            self.percent = np.isin(codes, signed)
        if self._says("in_unit"):
            in_percent = np.array([text == "%" for text in self._column("in_unit").texts], dtype="bool")
            self.percent |= in_percent[self._codes("in_unit")]
        if self.parsed.wrong:
            wrong = np.zeros(len(texts), dtype="bool")
            wrong[list(self.parsed.wrong)] = True
            names = self._left("network")
            nameless = np.array([not text for text in names.texts], dtype="bool")[names.codes]
            self._keep(~(wrong[codes] & nameless))  # a line that parts a table in groups
            codes = self._codes("cell")
            self._refuse(wrong[codes], lambda row: f"{self.parsed.wrong[int(codes[row])]}{self._of(row)}")

    def _leave_out_unfinished(self) -> None:
        """Report the scores of runs that failed, crashed, or go on."""
        import numpy as np

        if not self._says("state"):
            return
        column = self._column("state")
        unfinished = np.array([fold(text) in UNFINISHED for text in column.texts])
        codes = self._codes("state")
        self._refuse(
            unfinished[codes],
            lambda row: (
                f"the run is {quoted(column.texts[int(codes[row])])}, so that its score does not count"
                f"{self._of(row)}"
            ),
        )

    def _of(self, row: int) -> str:
        """Say of which network and dataset a row is, as the file calls them."""
        names = (self._column(name) for name in ("network", "dataset"))
        said = [_short(column.texts[column.codes[self.at[row]]]) for column in names]
        return f" ({' on '.join(filter(None, said))})" if any(said) else ""


def _short(name: str) -> str:
    """Return a name of a length that fits into a sentence."""
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
