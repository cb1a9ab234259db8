"""Frames of other engines: which objects are some, and their rows as columns of text."""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from leaderboard.errors import LeaderboardError, how_to_install, said_by
from leaderboard.scale.reduction import as_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import narwhals as nw
    import pandas as pd

_ENGINES = frozenset("pandas polars pyarrow duckdb _duckdb ibis pyspark dask narwhals modin".split())
"""Libraries whose objects may be frames."""


class Stopped(LeaderboardError):
    """An engine could not go on."""

    def __init__(self, text: str, *, is_of_data: bool = False) -> None:
        """Say why, and whether that is for what stands in the data."""
        self.is_of_data = is_of_data
        super().__init__(text)


def is_frame(thing: Any) -> bool:
    """Say whether a thing is of a library of frames; nothing is imported for that."""
    return type(thing).__module__.partition(".")[0] in _ENGINES


def frame_of(thing: Any) -> nw.LazyFrame[Any]:
    """Take a frame of any engine that narwhals knows; it is computed when it is asked, and never changed.

    Raises:
        LeaderboardError: narwhals is not installed, or the thing is no frame with columns.
    """
    try:
        import narwhals as nw
    except ImportError:
        raise LeaderboardError(f"frames of other engines take narwhals: {how_to_install('scale')}") from None
    with asking(type(thing).__module__.partition(".")[0].strip("_")):
        taken: Any = nw.from_native(_plain(thing), pass_through=True)
        if not isinstance(taken, nw.DataFrame | nw.LazyFrame):
            raise LeaderboardError(f"{type(thing).__name__} is no frame; give one with columns")
        return taken.lazy()


def _plain(thing: Any) -> Any:
    """Give a pandas frame its index as columns, and texts where its objects are of several types."""
    if type(thing).__module__.partition(".")[0] != "pandas" or not hasattr(thing, "columns"):
        return thing
    import numpy as np
    import pandas as pd

    named = [name for name in thing.index.names if name is not None]
    frame = thing.reset_index() if named else thing.reset_index(drop=True)
    mixed = [
        number for number, kind in enumerate(frame.dtypes) if isinstance(kind, np.dtype) and kind.kind == "O"
    ]
    columns = {
        number: frame.iloc[:, number].map(_text, na_action="ignore").astype("str")
        if number in mixed
        else frame.iloc[:, number]
        for number in range(frame.shape[1])
    }
    titles = [str(name) for name in frame.columns]
    return pd.DataFrame(columns).set_axis(titles, axis="columns")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def rows_of(frame: nw.LazyFrame[Any], most: int) -> pd.DataFrame:
    """Collect at most so many rows; texts stay, numbers are written with the digits that tell them apart.

    Raises:
        Stopped: The engine could not.
    """
    import numpy as np
    import pandas as pd

    written, _ = as_texts(frame)
    with asking():
        found = written.head(most).collect(backend="pandas").to_native()
    columns = {}
    for name in found.columns:
        column = found[name]
        empty = column.isna().to_numpy(dtype="bool")
        if column.dtype.kind == "f":
            texts = column.to_numpy().astype("str").astype("object")
        else:
            texts = column.to_numpy(dtype="object", na_value="").copy()
        texts[empty] = ""
        columns[name] = pd.Series(np.asarray(texts, dtype="object"), dtype="object")
    return pd.DataFrame(columns)


@contextmanager
def asking(engine: str = "the engine") -> Iterator[None]:
    """Make one line of whatever stops an engine: a damaged file, no memory, a connection that is closed.

    Raises:
        Stopped: It was stopped.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what engines say of their own versions is nothing for our users
        try:
            yield
        except _errors() as error:
            kind = type(error).__name__
            if isinstance(error, MemoryError) or kind == "OutOfMemoryException":
                why = (
                    "no memory is left, and no room to spill to; --memory gives it more, TMPDIR another disk"
                )
                raise Stopped(f"{engine} stopped: {why}") from error
            raise Stopped(f"{engine} stopped: {said_by(error)}", is_of_data=kind in _OF_DATA) from error


_OF_DATA = {"InvalidInputException", "ConversionException", "SerializationException", "BinderException"}
"""What is raised for what stands in a file."""

_ERRORS = (
    *(("duckdb", "Error"), ("polars.exceptions", "PolarsError"), ("pyarrow", "ArrowException")),
    *(("pyspark.errors", "PySparkException"), ("py4j.protocol", "Py4JError")),
    *(("distributed.scheduler", "KilledWorker"), ("ibis.common.exceptions", "IbisError")),
    ("narwhals.exceptions", "NarwhalsError"),
)
"""What engines raise, by the modules that have it."""


def _errors() -> tuple[type[Exception], ...]:
    """Return what the system raises, and the engines that are imported: others cannot."""
    known = (getattr(sys.modules[module], name) for module, name in _ERRORS if module in sys.modules)
    return (MemoryError, OSError, *known)
