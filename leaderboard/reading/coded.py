"""A column as codes: its different texts, and which of them stands in each row."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from leaderboard.reading import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Ints = npt.NDArray[np.integer]

_SAMPLE = 2_000
"""Different texts of a column that tell what it holds."""


class Cells:
    """The cells of one column: its different texts, and which of them stands in each row."""

    def __init__(self, codes: Ints, texts: list[str], kind: pd.CategoricalDtype[str] | None = None) -> None:
        """Take the number of the text in each row, and the texts; the *kind* has them as categories."""
        self.codes, self.texts, self._kind = codes, texts, kind

    @classmethod
    def of(cls, column: Any) -> Cells:
        """Take a column, or a list, of texts; spaces around them do not count."""
        import pandas as pd

        if isinstance(column, list):
            column = pd.Series(column, dtype="object")
        if isinstance(column.dtype, pd.CategoricalDtype):
            values: Any = column.array if isinstance(column, pd.Series) else column
            return cls(values.codes, values.categories.tolist(), values.dtype)
        codes, found = pd.factorize(
            column.to_numpy(dtype="object") if isinstance(column, pd.Series) else column
        )
        texts = [text.strip() for text in found]
        if texts != list(found):
            again, stripped = pd.factorize(pd.Series(texts, dtype="object"))
            codes, texts = again[codes], list(stripped)
        return cls(codes.astype("int32"), texts)

    @classmethod
    def empty(cls, rows: int) -> Cells:
        """Return a column in which nothing stands."""
        import numpy as np

        return cls(np.zeros(rows, dtype="int32"), [""])

    @classmethod
    def stacked(cls, parts: Sequence[Cells | None], lengths: Sequence[int]) -> Cells:
        """Put parts of a column one below the other, of which each has so many rows; one may lack."""
        import numpy as np

        if len(parts) == 1 and parts[0] is not None:
            return parts[0]
        standing: dict[str, int] = {}
        moved: dict[int, Ints] = {}
        codes = []
        for part, rows in zip(parts, lengths, strict=True):
            if part is None:
                codes.append(np.full(rows, standing.setdefault("", len(standing)), dtype="int32"))
                continue
            if id(part.texts) not in moved:  # networks are the same in many parts
                new = [standing.setdefault(text, len(standing)) for text in part.texts]
                moved[id(part.texts)] = np.array(new, dtype="int32")
            codes.append(moved[id(part.texts)][part.codes])
        return cls(np.concatenate(codes), list(standing))

    def __getitem__(self, row: int) -> str:
        """Return the text of a row."""
        return self.texts[int(self.codes[row])]

    def take(self, rows: Any) -> Cells:
        """Return some of the rows."""
        return Cells(self.codes[rows], self.texts, self._kind)

    def or_else(self, other: Cells) -> Cells:
        """Return these texts, and those of another column where nothing stands in this one."""
        import numpy as np

        if not any(other.texts):
            return self
        silent = np.array([not text for text in self.texts], dtype="bool")[self.codes]
        codes = np.where(silent, other.codes.astype("int32") + len(self.texts), self.codes)
        return Cells(codes, [*self.texts, *other.texts])

    def written(self, rows: Any, write: Callable[[str], str]) -> Cells:
        """Return the cells with what *write* makes of the texts of some rows."""
        import numpy as np
        import pandas as pd

        codes, texts = self.codes.copy(), list(self.texts)
        new = np.arange(len(texts), dtype=codes.dtype)
        for number in pd.unique(codes[rows]).tolist():
            text = write(texts[number])
            if text != texts[number]:
                new[number] = len(texts)
                texts.append(text)
        codes[rows] = new[codes[rows]]
        return Cells(codes, texts)

    @cached_property
    def categorical(self) -> pd.Categorical[str]:
        """The cells as a column of a frame, in which each text is one category."""
        import numpy as np
        import pandas as pd

        if self._kind is not None:
            return pd.Categorical.from_codes(self.codes, dtype=self._kind)
        texts = pd.Index(self.texts, dtype="object")
        if texts.is_unique:
            return pd.Categorical.from_codes(self.codes, texts)
        standing = {text: number for number, text in enumerate(dict.fromkeys(self.texts))}
        codes = np.array([standing[text] for text in self.texts])[self.codes]
        return pd.Categorical.from_codes(codes, pd.Index(list(standing), dtype="object"))

    @cached_property
    def is_silent(self) -> bool:
        """Whether some row says nothing."""
        return "" in self.texts

    @cached_property
    def counted(self) -> tuple[int, int]:
        """How many of the different texts are scores, and how many something else; of many, a sample."""
        every = max(len(self.texts) // _SAMPLE, 1)
        return cells.looks_numeric(self.texts[::every])

    @property
    def is_numeric(self) -> bool:
        """Whether there are more scores than other things."""
        scores, others = self.counted
        return scores > others

    @cached_property
    def has_numbers(self) -> bool:
        """Whether there is any score."""
        return self.counted[0] > 0 or (len(self.texts) > _SAMPLE and cells.looks_numeric(self.texts)[0] > 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return all(cells.is_not_reported(text) for text in self.texts)

    def expanded(self) -> np.ndarray:
        """Return the text of each row."""
        import numpy as np

        texts: np.ndarray = np.array(self.texts, dtype="object")[self.codes]
        return texts
