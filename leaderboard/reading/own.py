"""A folder of our own tables: ``results.csv``, and the others if they are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.board import no_rows
from leaderboard.board.columns import DATASETS, LINKS, MEASURES, METRICS, PAPERS, SPEEDS
from leaderboard.board.names import fold
from leaderboard.errors import DataError, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.boards import board_of
from leaderboard.reading.containers import delimited
from leaderboard.reading.known import Known, shipped
from leaderboard.reading.sheet import HEADER, Unusable
from leaderboard.reading.understanding import understood

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from leaderboard.board.board import Board
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

_SCORE = ("score", "miou")


def is_own(folder: Path) -> bool:
    """Say whether a folder holds tables of ours."""
    return (folder / "results.csv").is_file()


def read(folder: Path, stated: Stated) -> Board:
    """Read the tables in a folder.

    Raises:
        DataError: A table is no table, or a column is missing or named twice; with the line.
    """
    unusable: list[Unusable] = []
    known = Known(
        _described(folder / "datasets.csv", "datasets", unusable),
        _described(folder / "metrics.csv", "metrics", unusable),
        with_shipped=not folder.samefile(shipped()),
    )
    results = folder / "results.csv"
    (sheet,) = delimited.sheets(results)
    refuse_repeated(results, sheet)
    sheet, measured = _with_score(sheet, known)
    found = understood([sheet], str(results), stated, known)
    board = board_of(found, str(results), known, stated, default_metric=measured)
    speeds = _speeds(folder / "speeds.csv", known, unusable)
    return replace(
        board,
        papers_table=_papers(folder / "papers.csv", unusable),
        links_table=_table(folder / "links.csv", "links"),
        speeds_table=speeds,
        unusable=(*board.unusable, *unusable),
    )


def _with_score(sheet: Sheet, known: Known) -> tuple[Sheet, str]:
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
    """Read one of :data:`TABLES` as it stands; None if there is no such file.

    Raises:
        DataError: It is no table, or a column that it needs is missing; with the line.
    """
    if not path.exists():
        return None
    (sheet,) = delimited.sheets(path)
    refuse_repeated(path, sheet)
    for column in TABLES[name][1]:
        if column not in sheet.header:
            columns = ", ".join(map(quoted, sheet.header))
            problem = f"no column {quoted(column)}; the columns are {columns}"
            raise DataError(path, problem, line=sheet.line(HEADER))
    return sheet


def _table(path: Path, name: str) -> pd.DataFrame:
    """Read one of :data:`TABLES` as text; one that is not there has no rows."""
    return _texts(table_sheet(path, name), TABLES[name][0])


def _texts(sheet: Sheet | None, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a sheet; those that it lacks are empty."""
    import pandas as pd

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


def _described(path: Path, name: str, unusable: list[Unusable]) -> list[dict[str, str]]:
    """Read descriptions of datasets or metrics; what contradicts another is reported and left out.

    Raises:
        DataError: As :func:`table_sheet`.
    """
    sheet = table_sheet(path, name)
    rows: list[dict[str, str]] = []
    seen: set[tuple[str, ...]] = set()
    columns = TABLES[name][0]
    for number, row in enumerate(_texts(sheet, columns).to_dict("records")):
        said = {str(column): str(text) for column, text in row.items()}
        place = sheet.place(str(path), number) if sheet else str(path)
        key = (said["dataset"],) if name == "datasets" else (said["dataset"], metrics.key(said["metric"]))
        if said["better"] not in {"higher", "lower", ""}:
            unusable.append(Unusable(place, f"better is 'higher' or 'lower', not {quoted(said['better'])}"))
            said["better"] = ""
        if not key[-1]:
            unusable.append(Unusable(place, f"no {name.removesuffix('s')} is named"))
        elif key in seen:
            unusable.append(Unusable(place, f"{quoted(' '.join(filter(None, key)))} is described twice"))
        else:
            seen.add(key)
            rows.append(said)
    return rows


def _papers(path: Path, unusable: list[Unusable]) -> pd.DataFrame:
    """Read the papers; a year that is none is reported and left out."""
    from leaderboard.board.names import several
    from leaderboard.reading.facts import typed

    sheet = table_sheet(path, "papers")
    papers = _texts(sheet, PAPERS)
    bad = (papers["year"] != "") & ~papers["year"].str.fullmatch(r"\d{4}")
    if bad.any():
        for row in bad[bad].index:
            place = sheet.place(str(path), int(row)) if sheet else str(path)
            unusable.append(Unusable(place, f"{quoted(papers['year'][row])} is not a year"))
    return typed(papers.assign(network=[";".join(several(names)) for names in papers["network"]]))


def _speeds(path: Path, known: Known, unusable: list[Unusable]) -> pd.DataFrame:
    """Read what networks cost; a measure that is no number above 0 is reported and left out."""
    import numpy as np

    sheet = table_sheet(path, "speeds")
    rows = _texts(sheet, TABLES["speeds"][0])
    if rows.empty:
        return no_rows(*SPEEDS)()
    for name in MEASURES:
        texts = rows[name].tolist()
        values = [float(text) if grammar.NUMBER.fullmatch(text) else np.nan for text in texts]
        for row, (text, value) in enumerate(zip(texts, values, strict=True)):
            if text and not 0 < value < np.inf:
                place = sheet.place(str(path), row) if sheet else str(path)
                unusable.append(Unusable(place, f"{name} {quoted(text)} is not a finite number above 0"))
                values[row], texts[row] = np.nan, ""
        rows = rows.assign(**{name: values, f"{name}_text": texts})
    ids = {name: known.board(name)[1] for name in rows["dataset"].unique()}
    rows = rows.assign(dataset=rows["dataset"].map(ids).astype("str"), split=rows["split"].str.casefold())
    named = (rows["network"] != "") & (rows["dataset"] != "")
    for row in rows.index[~named]:
        place = sheet.place(str(path), int(row)) if sheet else str(path)
        unusable.append(Unusable(place, "no network or no dataset is named"))
    return rows.loc[named, list(SPEEDS)].reset_index(drop=True)
