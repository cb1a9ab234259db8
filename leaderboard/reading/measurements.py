"""Measurements as they stand in files, before they are sorted into boards.

A measurement is one number that somebody reported. Here it is still the text of its cell,
under the names that the file gives to its network, dataset, metric and split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from leaderboard.board.columns import LINKS, PAPERS
from leaderboard.reading.coded import Cells
from leaderboard.reading.sheet import Unusable
from leaderboard.reading.stated import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import pandas as pd

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated

MEASURED = (
    *("place", "network", "dataset", "metric", "cell", "split", "variant", "test_time", "extra_data"),
    *("spread", "spread_of", "runs", "run", "step", "resolution", "protocol", "device", "date"),
    *("evidence", "source", "note", "unit", "better", "group", "around", "state"),
    "in_unit",
)
"""What can be said of a measurement: ``cell`` is the text that holds the score, ``step`` the
epoch or iteration of a training log, ``unit``, ``better`` and ``group`` are about its metric;
``around`` names what comes from the name of a file or folder, such as ``network``: the user's
word counts before it; ``state`` says of a run that it failed; ``in_unit`` is
the unit where a column of its own says it of the very number, which then is no share of it;
or :data:`SHARE`, where it is said to be a share of one."""

SHARE = "share"

_FILE = re.compile(r".*?\.\w+(?=:|$)")
"""The path at the beginning of a place."""

COSTS = ("network", "dataset", "variant", "params", "gflops")
"""What is said of costs: figures have the title of their column behind a zero character."""


@dataclass(frozen=True)
class Measurements:
    """What was found in a file."""

    scores: pd.DataFrame
    """One row is one measurement, all text, with some of the columns :data:`MEASURED`."""
    papers: pd.DataFrame
    """What is said of papers, all text, with the columns of the table of papers."""
    links: pd.DataFrame
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is said of datasets, by their names: ``title``, ``aliases``, ``note``, …"""
    unusable: tuple[Unusable, ...] = ()
    remarks: tuple[str, ...] = ()
    sheets: tuple[tuple[str, Sheet], ...] = ()
    """The sheets that the columns ``sheet`` and ``row`` of the scores speak of, with their files' names."""
    costs: pd.DataFrame | None = None
    """What is said of parameters and operations, all text, with the columns :data:`COSTS`."""
    long: bool = False
    """Whether datasets are named row by row."""
    nearest: str = ""
    """Where there is no score: what came nearest to a table of scores."""
    nearest_line: int | None = None
    """The line of that, from 1; None where there are none."""

    def places(self, rows: Sequence[int]) -> list[str]:
        """Return where some rows of the scores stand."""
        scores = self.scores.iloc[list(rows)]
        if "place" in scores.columns:
            return scores["place"].tolist()
        where = zip(scores["sheet"].tolist(), scores["row"].tolist(), strict=True)
        return [self.sheets[sheet][1].place(self.sheets[sheet][0], row) for sheet, row in where]


Part: TypeAlias = "Mapping[str, Cells | np.ndarray]"
"""Some rows by columns, which are texts or numbers."""


def stacked(parts: Sequence[Part]) -> pd.DataFrame:
    """Put parts of measurements one below the other; a text that one does not have is empty there."""
    import pandas as pd

    names = dict.fromkeys(name for part in parts for name in part)
    lengths = [
        len(one.codes) if isinstance(one := next(iter(part.values())), Cells) else len(one) for part in parts
    ]
    columns = {name: _one_column([part.get(name) for part in parts], lengths) for name in names}
    return pd.DataFrame(columns, copy=False)


def _one_column(parts: Sequence[Any], lengths: Sequence[int]) -> Any:
    import numpy as np

    if any(isinstance(part, np.ndarray) for part in parts):
        lacking = (
            np.full(rows, np.nan) if part is None else part for part, rows in zip(parts, lengths, strict=True)
        )
        return np.concatenate(list(lacking))
    return Cells.stacked(parts, lengths).categorical


def with_stated(found: Measurements, stated: Stated) -> Measurements:
    """Fill what a nested file leaves open with what the user says, and what only its folder's name says.

    What the user says by the paths of files is looked up in the places of the scores.
    """
    scores = found.scores
    filling: dict[str, Any] = {}
    for role, said in stated.said.items():
        if role not in MEASURED or scores.empty:
            continue
        value: Any = said
        if "{" in said:
            files = scores["place"].map(_file_of)
            value = files.map({file: filled(said, file) for file in files.unique()})
        if role in scores.columns:
            silent = scores[role] == ""
            if "around" in scores.columns:
                silent |= scores["around"] == role
            if not silent.any():
                continue
            value = scores[role].astype("object").mask(silent, value)
        filling[role] = value
    return replace(found, scores=scores.assign(**filling)) if filling else found


def _file_of(place: str) -> str:
    """Return the file that a place such as ``list.yaml:12`` is in."""
    found = _FILE.match(place)
    return found[0] if found else place


def together(found: Sequence[Measurements]) -> Measurements:
    """Put the measurements of several files into one; a run that stands in two of them is one."""
    import pandas as pd

    frames: list[pd.DataFrame] = []
    sheets: list[tuple[str, Sheet]] = []
    nested: dict[tuple[str, ...], list[tuple[int, pd.DataFrame]]] = {}
    # A frame without rows lacks columns, too, and numbers in them would not be whole any more.
    for number, one in enumerate([one for one in found if not one.scores.empty] or found):
        if "sheet" not in one.scores.columns:
            nested.setdefault(tuple(one.scores.columns), []).append((number, one.scores))
            continue
        frame = one.scores.assign(file=number, sheet=one.scores["sheet"] + len(sheets))
        sheets += one.sheets
        if any("place" in other.scores.columns for other in found):
            frame = frame.assign(place=one.places(range(len(frame))))
        frames.append(frame)
    # What stands in no sheet comes behind what does.
    behind = {"sheet": len(sheets), "row": 0, "position": 0} if sheets else {}
    frames += [_below(columns, those).assign(**behind) for columns, those in nested.items()]
    scores = stacked([{name: _column(frame[name]) for name in frame.columns} for frame in frames])
    costs = [one.costs for one in found if one.costs is not None]
    return Measurements(
        _without_copies(scores),
        _concatenated([one.papers for one in found]),
        _concatenated([one.links for one in found]),
        {name: said for one in reversed(found) for name, said in one.told.items()},
        tuple(unusable for one in found for unusable in one.unusable),
        tuple(remark for one in found for remark in one.remarks),
        tuple(sheets),
        pd.concat(costs, ignore_index=True) if costs else None,
        long=any(one.long for one in found),
    )


def _below(columns: tuple[str, ...], frames: Sequence[tuple[int, pd.DataFrame]]) -> pd.DataFrame:
    """Put frames of text with the numbers of their files one below the other; there may be thousands."""
    import numpy as np
    import pandas as pd

    cells = np.concatenate([frame.to_numpy(dtype="object") for _, frame in frames])
    numbers = np.repeat([number for number, _ in frames], [len(frame) for _, frame in frames])
    return pd.DataFrame(cells, columns=list(columns), dtype="object").assign(file=numbers)


def _concatenated(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def _column(column: pd.Series) -> Cells | np.ndarray:
    import pandas as pd

    return column.to_numpy() if pd.api.types.is_numeric_dtype(column.dtype) else Cells.of(column)


def _without_copies(scores: pd.DataFrame) -> pd.DataFrame:
    """Leave out runs that another file has, too: they say the same, and which run they are."""
    said = [
        name for name in scores.columns if name not in {"file", "sheet", "row", "position", "place", "source"}
    ]
    files = scores["file"]
    scores = scores.drop(columns="file")
    if "run" not in scores.columns:
        return scores
    first = scores[said].assign(file=files).groupby(said, sort=False, observed=True)["file"].transform("min")
    return scores[(scores["run"] == "") | (files == first)].reset_index(drop=True)


class Collector:
    """Collects the measurements of a nested file one by one; keeps in view what cannot be used."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.unusable: list[Unusable] = []
        self.remarks: list[str] = []
        self._number = 0
        self._scores: dict[str, list[str]] = {name: [] for name in MEASURED}
        """By columns, which may be shorter than their number where nothing more was said."""
        self._papers: dict[str, int] = {}
        """Networks, with the numbers of their papers."""
        self._facts: dict[str, list[str]] = {name: [] for name in PAPERS}
        """What is said of papers, by columns, which may be shorter, too."""
        self._links: dict[tuple[str, str, str], str] = {}
        self._told: dict[str, dict[str, str]] = {}

    def score(self, place: str, network: str, dataset: str, metric: str, cell: str, **said: str) -> None:
        """Take the *cell* of a measurement.

        Args:
            place: Where it stands, such as ``list.yaml:12``.
            network: Its name.
            dataset: The name of the dataset as it stands there; a split may stand behind it.
            metric: The name of what is measured; empty where the file does not say.
            cell: What is written, as people write scores.
            said: Others of :data:`MEASURED`, such as ``variant`` and ``source``.
        """
        said |= {"place": place, "network": network, "dataset": dataset, "metric": metric, "cell": cell}
        for name, value in said.items():
            if value:
                column = _padded(self._scores[name], self._number)
                column.append(value)
        self._number += 1

    def refuse(self, place: str, reason: str) -> None:
        """Keep in view what cannot be used."""
        self.unusable.append(Unusable(place, reason))

    def tell(self, dataset: str, **said: str) -> None:
        """Describe a *dataset* by columns of its table; what was said first counts."""
        self._told[dataset] = {**said, **self._told.get(dataset, {})}

    def paper(self, network: str, **facts: str) -> None:
        """Say something of the paper of a *network* by columns of the papers; what was said first counts."""
        number = self._papers.setdefault(network, len(self._papers))
        for name, value in facts.items():
            column = _padded(self._facts[name], number + 1)
            column[number] = column[number] or value

    def link(self, network: str, kind: str, url: str, detail: str = "") -> None:
        """Give an address of a *network*; what is no address is passed over."""
        if "://" in url:
            self._papers.setdefault(network, len(self._papers))
            self._links.setdefault((network, kind, url), detail)

    def measurements(self) -> Measurements:
        """Return all that was collected."""
        import numpy as np
        import pandas as pd

        said = {
            name: _padded(column, self._number)
            for name, column in self._scores.items()
            if any(column) or name in MEASURED[:5]
        }
        networks = list(self._papers)
        facts = {name: _padded(column, len(networks)) for name, column in self._facts.items()}
        papers, kinds, urls = zip(*self._links, strict=True) if self._links else ((), (), ())
        links = {"paper": papers, "kind": kinds, "detail": list(self._links.values()), "url": urls}
        cells = np.array(list(said.values()), dtype="object").reshape(len(said), self._number)
        return Measurements(
            pd.DataFrame(cells.T, columns=list(said), dtype="object"),
            text_frame({**facts, "paper": networks, "network": networks}),
            text_frame({name: links[name] for name in LINKS}),
            self._told,
            tuple(self.unusable),
            tuple(self.remarks),
        )


def text_frame(columns: Mapping[str, Sequence[str]], names: Iterable[str] | None = None) -> pd.DataFrame:
    """Make a frame of equally long columns of text; of *names*, those that are not given are empty."""
    import numpy as np
    import pandas as pd

    rows = len(next(iter(columns.values())))
    if not rows:
        return _without_rows(tuple(names or columns))
    empty = np.full(rows, "", dtype="object")
    arrays = {
        name: np.array(columns[name], dtype="object") if name in columns else empty
        for name in names or columns
    }
    return pd.DataFrame(arrays, dtype="object", copy=False)


@cache
def _without_rows(columns: tuple[str, ...]) -> pd.DataFrame:
    """Make a frame in which nothing is said; most of many files say nothing of papers."""
    import pandas as pd

    return pd.DataFrame(columns=list(columns), dtype="object")


def _padded(column: list[str], length: int) -> list[str]:
    """Fill a column up to a length."""
    column += [""] * (length - len(column))
    return column
