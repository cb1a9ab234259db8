"""A folder of our own tables: ``results.csv``, and the others if they are there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.board import no_rows
from leaderboard.board.columns import DATASETS, LINKS, MEASURES, METRICS, PAPERS, SPEEDS
from leaderboard.board.names import fold, several
from leaderboard.errors import DataError, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.boards import Sorted, nothing, sorted_out
from leaderboard.reading.containers import delimited
from leaderboard.reading.facts import YEAR, typed
from leaderboard.reading.folders import refuse_outside
from leaderboard.reading.known import Known, shipped
from leaderboard.reading.sheet import HEADER, Unusable
from leaderboard.reading.text_file import whole
from leaderboard.reading.understanding import understood

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated

TABLES = {
    "datasets": (DATASETS, ("dataset",)),
    "metrics": (METRICS, ("metric",)),
    "papers": (PAPERS, ("paper",)),
    "links": (LINKS, ("paper", "kind", "url")),
    "speeds": (tuple(name for name in SPEEDS if not name.endswith("_text")), ("network", "dataset")),
}
"""The tables beside ``results.csv``: their columns, and those that have to be there."""


def is_own(folder: Path) -> bool:
    """Say whether a folder holds tables of ours."""
    return (folder / "results.csv").is_file()


def read(folder: Path, stated: Stated) -> Sorted:
    """Read the tables in a folder.

    Raises:
        DataError: A table is no table, or a column is missing or named twice; with the line.
    """
    sheets = {name: table_sheet(folder / f"{name}.csv", name) for name in ("results", *TABLES)}
    return sorted_out_of(folder, {name: sheet for name, sheet in sheets.items() if sheet}, stated)


@dataclass(frozen=True)
class Beside:
    """What the tables beside the results say."""

    known: Known
    papers: pd.DataFrame
    links: pd.DataFrame
    speeds: pd.DataFrame
    unusable: tuple[Unusable, ...]


def beside(folder: Path, sheets: Mapping[str, Sheet]) -> Beside:
    """Take what the tables beside the results say, as far as they are there."""
    tables = _Tables(folder, sheets)
    is_shipped = shipped().is_dir() and folder.samefile(shipped())
    known = Known(tables.described("datasets"), tables.described("metrics"), with_shipped=not is_shipped)
    speeds, papers, links = tables.speeds(known), tables.papers(), tables.texts("links")
    return Beside(known, papers, links, speeds, tuple(tables.unusable))


def sorted_out_of(
    folder: Path, sheets: Mapping[str, Sheet], stated: Stated, others: Beside | None = None
) -> Sorted:
    """Make a board of the tables of a folder, of which those of the results have to be there.

    What the *others* say is taken from the sheets, if it is not known already.

    Raises:
        NoScores: There are rows, and no score that can be used.
        AmbiguousName: A dataset is called as several are.
    """
    import numpy as np

    others = others or beside(folder, sheets)
    results = str(folder / "results.csv")
    sheet, measured = with_score(sheets["results"], others.known)
    found = understood([sheet], results, stated, others.known)
    found = replace(found, unusable=(*found.unusable, *others.unusable))
    if sheet.rows.size or found.unusable or found.nearest:
        done = sorted_out(found, results, others.known, stated, default_metric=measured)
    else:  # a board that has just begun
        done = Sorted(nothing(others.known.datasets.values()), found, np.array([], dtype=int))
    board = replace(
        done.board, papers_table=others.papers, links_table=others.links, speeds=lambda: others.speeds
    )
    return done._replace(board=board)


def with_score(sheet: Sheet, known: Known) -> tuple[Sheet, str]:
    """Call the column of scores ``score``, whatever metric it is called after; return that, too.

    What a score measures is what its row says, or else what its dataset is described by; the name of
    the column counts only where neither says anything.
    """
    header = [fold(title) for title in sheet.header]
    if "score" in header or "dataset" not in header:
        return sheet, "score"
    for number, title in enumerate(sheet.header):
        if fold(title) == "miou" or known.is_metric(title):
            renamed = (*sheet.header[:number], "score", *sheet.header[number + 1 :])
            return replace(sheet, header=renamed), metrics.plain(title)
    return sheet, "score"


def refuse_repeated(path: Path, sheet: Sheet) -> None:
    """Raise a DataError for a column that is named twice."""
    seen: set[str] = set()
    for title in filter(None, sheet.header):
        if title in seen:
            raise DataError(path, f"the column {quoted(title)} stands there twice", line=sheet.line(HEADER))
        seen.add(title)


def table_sheet(path: Path, name: str) -> Sheet | None:
    """Read one of our tables as it stands; None if there is no such file.

    Raises:
        DataError: It is no table, or leads out of its folder, or a column that it needs is missing.
    """
    refuse_outside(path)
    if not path.exists():
        return None
    with whole(path):
        (sheet,) = delimited.sheets(path)
    refuse_repeated(path, sheet)
    for column in TABLES[name][1] if name in TABLES else ():
        if column not in sheet.header:
            columns = ", ".join(map(quoted, sheet.header))
            problem = f"no column {quoted(column)}; the columns are {columns}"
            raise DataError(path, problem, line=sheet.line(HEADER))
    return sheet


class _Tables:
    """Reads the tables beside the results; what cannot be used is kept in view."""

    def __init__(self, folder: Path, sheets: Mapping[str, Sheet]) -> None:
        self._folder, self._sheets = folder, sheets
        self.unusable = [
            Unusable(f"{folder / name}.csv:{line}", problem)
            for name, sheet in sheets.items()
            if name in TABLES
            for line, problem in sheet.loose
        ]

    def texts(self, name: str) -> pd.DataFrame:
        """Return one of :data:`TABLES` as text; one that is not there has no rows."""
        import pandas as pd

        columns = TABLES[name][0]
        sheet = self._sheets.get(name)
        if sheet is None:
            return pd.DataFrame(columns=list(columns), dtype="str")
        texts = {}
        for column in columns:
            if column in sheet.header:
                cells = sheet.rows[sheet.header.index(column)].tolist()
                texts[column] = [cell.strip() for cell in cells]
            else:
                texts[column] = [""] * len(sheet.rows)
        return pd.DataFrame(texts, dtype="str")

    def _refuse(self, name: str, row: int, reason: str) -> None:
        place = self._sheets[name].place(str(self._folder / f"{name}.csv"), row)
        self.unusable.append(Unusable(place, reason))

    def described(self, name: str) -> list[dict[str, str]]:
        """Return descriptions of datasets or metrics; what contradicts another is left out."""
        rows: list[dict[str, str]] = []
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(self.texts(name).to_dict("records")):
            said = {str(column): str(text) for column, text in row.items()}
            words = ("dataset", "metric") if name == "metrics" else ("dataset",)
            key = tuple(metrics.key(said[word]) if word == "metric" else said[word] for word in words)
            if said["better"] not in {"higher", "lower", ""}:
                self._refuse(name, number, f"better is 'higher' or 'lower', not {quoted(said['better'])}")
                said["better"] = ""
            if not key[-1]:
                self._refuse(name, number, f"no {name.removesuffix('s')} is named")
            elif (first := seen.setdefault(key, number)) != number:
                called = quoted(" ".join(filter(None, (said[word] for word in words))))
                line = self._sheets[name].line(first)
                self._refuse(name, number, f"{called} is described in line {line}, too; keep one row")
            else:
                rows.append(said)
        return rows

    def papers(self) -> pd.DataFrame:
        """Return the papers; a year that is none is left out."""
        papers = self.texts("papers")
        years: list[str] = papers["year"].tolist()
        for row, year in enumerate(years):
            if year and not YEAR.fullmatch(year):
                self._refuse("papers", row, f"{quoted(year)} is not a year; write four digits")
        return typed(papers.assign(network=[";".join(several(names)) for names in papers["network"]]))

    def speeds(self, known: Known) -> pd.DataFrame:
        """Return what networks cost; a measure that is no number above 0 is left out."""
        import numpy as np

        rows = self.texts("speeds")
        if rows.empty:
            return no_rows(*SPEEDS)()
        for name in MEASURES:
            texts = rows[name].tolist()
            values = [float(text) if grammar.NUMBER.fullmatch(text) else np.nan for text in texts]
            for row, (text, value) in enumerate(zip(texts, values, strict=True)):
                if text and not 0 < value < np.inf:
                    self._refuse("speeds", row, f"{name} {quoted(text)} is not a finite number above 0")
                    values[row], texts[row] = np.nan, ""
            rows = rows.assign(**{name: values, f"{name}_text": texts})
        called = rows["dataset"].tolist()
        meant, unclear = known.meant(rows["dataset"].unique())
        ids = [meant[name][0] if name in meant else "" for name in called]
        rows = rows.assign(dataset=ids, split=rows["split"].str.casefold()).astype({"dataset": "str"})
        for row, speed in enumerate(rows[["network", "dataset"]].to_dict("records")):
            for column, text in speed.items():
                if not text:
                    reason = unclear.get(called[row]) if column == "dataset" else None
                    self._refuse("speeds", row, reason or f"no {column} is named")
        named = (rows["network"] != "") & (rows["dataset"] != "")
        return rows.loc[named, list(SPEEDS)].reset_index(drop=True)
