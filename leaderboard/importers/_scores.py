"""From rows of text to scores that can be ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.columns import RESULTS
from leaderboard.errors import quoted
from leaderboard.importers._reported import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    import pandas as pd

    from leaderboard.importers._sheet import Sheet

RANGES = {"%": (0.0, 100.0)}
"""What a score can be, by the unit of its dataset."""


def complete(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Give a frame exactly these *columns*; those it lacks are empty.

    An empty column is categorical, which for a million rows is one byte a row.
    """
    import numpy as np
    import pandas as pd

    empty = pd.Categorical.from_codes(np.zeros(len(frame), dtype="int8"), pd.Index([""]))
    lacking = [name for name in columns if name not in frame.columns]
    return frame.assign(**dict.fromkeys(lacking, empty))[list(columns)]


def tidied(rows: pd.DataFrame, column: str, tidy: Callable[[str], str]) -> pd.DataFrame:
    """Write each text of a *column* in its tidy form, looking at every different text once."""
    forms = {text: tidy(text) for text in rows[column].unique()}
    if all(text == form for text, form in forms.items()):
        return rows
    return rows.assign(**{column: rows[column].map(forms)})


def checked(sheet: Sheet, rows: pd.DataFrame, datasets: pd.DataFrame) -> pd.DataFrame:
    """Turn rows of text into results.

    Args:
        sheet: Where they come from, for messages.
        rows: Text with ``network``, ``dataset``, ``score`` and any other column of the
            results; the index says which row of the file each comes from, from 0. The
            scores may be finite numbers already; their text then is empty.
        datasets: The description of every dataset that occurs, for the units.

    Raises:
        DataError: A network or dataset has no name, or a score is no finite number or
            outside the range of its unit; with the line.
    """
    import pandas as pd

    for name in ("network", "dataset"):
        _refuse(sheet, rows, rows[name] == "", f"no {name} is named")
    if rows["score"].dtype == "str":
        codes, texts = pd.factorize(rows["score"])
        texts = texts.str.strip()
        score = pd.Series(numbers(texts)[codes], index=rows.index)
        _refuse(sheet, rows, score.isna(), _no_number)
        rows = rows.assign(score=score, score_text=texts.take(codes))
    for unit, (low, high) in RANGES.items():
        outside = ~rows["score"].between(low, high)
        if outside.any():
            outside &= rows["dataset"].isin(datasets.loc[datasets["unit"] == unit, "dataset"])
            _refuse(sheet, rows, outside, f"the score is not between {low:g} and {high:g} {unit}")
    return complete(rows, RESULTS).reset_index(drop=True)


def numbers(texts: Iterable[str]) -> np.ndarray:
    """Read numbers as Python does, to the nearest double; what is no finite number becomes NaN."""
    import numpy as np

    numbers = np.array([float(text) if NUMBER.fullmatch(text) else np.nan for text in texts], dtype="float64")
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _no_number(text: str) -> str:
    return f"the score {quoted(text)} is not a finite number" if text.strip() else "the score is empty"


def _refuse(
    sheet: Sheet, rows: pd.DataFrame, bad: pd.Series[bool], problem: str | Callable[[str], str]
) -> None:
    """Raise a DataError for the first *bad* row, if there is one."""
    if bad.any():
        first = int(bad.to_numpy().argmax())
        text = problem if isinstance(problem, str) else problem(rows["score"].iloc[first])
        raise sheet.error(text, int(rows.index[first]))
