"""A column of a table, with each different text only once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.checks._rules import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column, with each different text only once."""

    codes: np.ndarray
    """Which of the texts stands in each row."""
    texts: list[str]

    @classmethod
    def of(cls, cells: pd.Series[str]) -> Column:
        """Take a column of text or of categories that are text."""
        import pandas as pd

        if isinstance(cells.dtype, pd.CategoricalDtype):
            return cls(cells.cat.codes.to_numpy(), cells.cat.categories.to_list())
        codes, texts = pd.factorize(cells)
        return cls(codes, list(texts))

    @classmethod
    def empty(cls, rows: int) -> Column:
        """Return a column in which nothing stands."""
        import numpy as np

        return cls(np.zeros(rows, dtype="int8"), [""])

    def __getitem__(self, row: int) -> str:
        return self.texts[int(self.codes[row])]

    def changed(self, change: Callable[[str], str]) -> Column:
        """Return the column with other texts; those that become equal become one."""
        import pandas as pd

        texts = [change(text) for text in self.texts]
        if texts == self.texts:
            return self
        codes, unique = pd.factorize(pd.Series(texts, dtype="object"))
        return Column(codes[self.codes], list(unique))

    def each(self, judge: Callable[[str], bool]) -> np.ndarray:
        """Say of each row whether its text is one of those judged so."""
        import numpy as np

        judged: np.ndarray = np.fromiter((judge(text) for text in self.texts), bool, len(self.texts))
        return judged.take(self.codes)

    def told(self, problem: Callable[[str], str | None]) -> Iterator[Finding]:
        """Find the rows whose text has a *problem*."""
        import numpy as np

        problems = [problem(text) for text in self.texts]
        if any(problems):
            bad = np.fromiter((one is not None for one in problems), bool, len(problems))
            rows = np.flatnonzero(bad.take(self.codes))
            yield Finding(rows, [problems[code] or "" for code in self.codes[rows]])

    def told_once(self, problem: Callable[[str], str | None]) -> Iterator[Finding]:
        """Find, for each text with a *problem*, the first of its rows."""
        import numpy as np

        codes, rows = np.unique(self.codes, return_index=True)
        for code, row in zip(codes.tolist(), rows.tolist(), strict=True):
            if said := problem(self.texts[code]):
                yield Finding(row, said)
