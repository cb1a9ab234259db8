"""Mending: what a check finds and what can be put right without knowing more than the tables say.

In a folder of our tables these are stray spaces, quotation marks, line ends, the spelling of words,
lists and names that are known, and the order of rows. In a file of somebody else it is stray spaces
alone. Every other byte stays as it is; what needs somebody who knows is left for the check to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard import storage
from leaderboard.board.columns import EVIDENCE, SPLITS, SPREADS, TEST_TIMES
from leaderboard.board.metrics import unit_of
from leaderboard.board.names import fold, split_of
from leaderboard.checks import links, results
from leaderboard.checks.folder import Folder
from leaderboard.checks.layout import without_stray_spaces
from leaderboard.checks.order import rising
from leaderboard.checks.texts import are_alike
from leaderboard.checks.written import Written
from leaderboard.errors import DataError, UsageError, quoted, readable
from leaderboard.reading import own
from leaderboard.reading.containers import delimited
from leaderboard.reading.start import Start
from leaderboard.storage import CsvFile, Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Any, TypeAlias

    Mend: TypeAlias = Callable[[str], str]
    """Returns a text as it is written here; the text itself if that is not known."""

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Mended:
    """One thing that was mended."""

    path: Path
    line: int | None
    """Where it stood; None if it is about the whole file."""
    kind: str
    """The rule that it would break."""
    what: str


def mend(place: Path, today: date) -> list[Mended]:
    """Mend a folder of our tables or a CSV file, and return what was mended.

    The lock of the place is to be held.

    Raises:
        UsageError: It is neither of them.
        LeaderboardError: A file cannot be written.
    """
    with readable(place):
        if not place.exists():
            raise DataError(place, "no such file or folder")
        if place.stem in own.TABLES and own.is_own(place.parent):
            place = place.parent  # as these tables are checked
        is_own = own.is_own(place)
        is_table = place.is_file() and delimited.recognises(Start.of(place)) > 0
    if not is_own and not is_table:
        raise UsageError(f"--fix mends a folder of tables or a CSV file, and {str(place)!r} is neither")
    folder = place if place.is_dir() else place.parent

    def cells() -> list[Mended]:
        tables = _tables(folder, today) if is_own else None
        mended, edits = [], []
        for path in _paths(folder) if is_own else [place]:
            found, edit = _cells_of(path, tables)
            mended += found
            edits += [edit] if edit.changes else []
        storage.write(edits)
        return mended

    def order(names: Iterable[str]) -> list[Mended]:
        tables = _tables(folder, today)
        edits = [edit for name in names if name in tables.tables and (edit := _in_order(name, tables))]
        storage.write(edits)
        return [
            Mended(edit.file.path, line.line, "order", "moved to where it belongs")
            for edit in edits
            for line in edit.written()
            if line.removed
        ]

    mended = storage.afresh(cells)
    for names in (("papers",), ("results", "links", "speeds")) if is_own else ():  # links go by papers
        mended += storage.afresh(lambda names=names: order(names))  # type: ignore[misc]
    return mended


def _paths(folder: Path) -> list[Path]:
    paths = (folder / f"{name}.csv" for name in ("results", *own.TABLES))
    return [path for path in paths if path.exists()]


def _tables(folder: Path, today: date) -> Folder:
    """Read our tables; what cannot be read is for the check to say."""
    tables = {}
    for path in _paths(folder):
        try:
            sheet = own.table_sheet(path, path.stem)
        except DataError:
            continue
        if sheet is not None:
            tables[path.stem] = Written(str(path), sheet)
    return Folder(tables, today)


def _cells_of(path: Path, tables: Folder | None) -> tuple[list[Mended], Edit]:
    """Mend the cells of a file, and in our own tables its line ends."""
    with readable(path), path.open("rb") as opened:
        delimiter = delimited.Table.of(path, opened).delimiter
    file = CsvFile.read(path, delimiter=delimiter)
    mends = _mends(path.stem, tables) if tables is not None else {}
    by_place = [mends.get(title, _as_it_is) for title in file.header]
    mended: list[Mended] = []
    changes: list[tuple[int, int, bytes]] = []
    if tables is not None and (header := _ended(file.content[: file.body])) != file.content[: file.body]:
        changes.append((0, file.body, header))
    for begins, _ in file.rows():
        record = storage.record_at(file, begins)
        texts: dict[int, str] = {}
        said: list[tuple[str, str]] = []
        for place, text in enumerate(storage.texts_of(file, record)[: len(by_place)]):
            tidy = without_stray_spaces(text)
            new = by_place[place](tidy)
            is_plain = storage.is_plain(file, record, place)
            starts = file.content[record.cells[place][0] : record.cells[place][0] + 1]
            if new == text and (is_plain or (tables is None and starts != b" ")):
                continue
            texts[place] = new
            title = quoted(file.header[place])
            if tidy != text or starts == b" ":
                said.append(("stray-space", f"a space in {title}"))
            if new != tidy:
                said.append(("spelling", f"{title}: {quoted(tidy)} is {quoted(new)}"))
            elif tidy == text and starts != b" ":
                said.append(("quoting", f"quotation marks in {title}"))
        old = file.content[record.begins : record.ends]
        line = storage.with_cells(file, record, texts, keep_quotation=tables is None) if texts else old
        line = _ended(line) if tables is not None else line
        if line != old:
            changes.append((record.begins, record.ends, line))
        number = file.line_number(begins) if said else None
        mended += [Mended(path, number, kind, what) for kind, what in said]
    if any(_ended(old := file.content[begins:ends]) != old for begins, ends, _ in changes) and tables:
        mended.append(
            Mended(path, None, "line-ends", "the mark, line ends other than LF, or none at the end")
        )
    return mended, Edit(file, tuple(changes))


def _ended(lines: bytes) -> bytes:
    """Return whole records without a byte-order mark, and with a bare line feed at their end."""
    bare = lines.removeprefix(_MARK)
    return bare.rstrip(b"\r\n") + b"\n" if bare.endswith((b"\r\n", b"\r")) or bare[-1:] != b"\n" else bare


def _in_order(name: str, tables: Folder) -> Edit | None:
    """Move the rows of a table that are out of order, as few as there need to be."""
    table = tables.tables[name]
    ranks: list[Any]
    if name in {"results", "speeds"} and "datasets" in tables.tables:
        ranks = results.ranks(table, tables)
    elif name == "papers":
        ranks = table.column("paper").expanded().tolist()
    elif name == "links":
        ranks = links.ranks(table, tables)
    else:
        return None
    stay = rising(ranks)
    if len(stay) == len(ranks):
        return None
    file = CsvFile.read(Path(table.path), delimiter=table.lines.table.delimiter)
    return storage.reordered(file, ranks, stay)


def _as_it_is(text: str) -> str:
    return text


def _mends(name: str, tables: Folder) -> Mapping[str, Mend]:
    """Return how the cells of a table are mended, by its columns."""
    splits = [*SPLITS, *filter(None, (one["split"] for one in tables.datasets))]

    def split(text: str) -> str:
        plain = _word(splits)(text)
        return split_of(text) if plain not in splits and split_of(text) in splits else plain

    def dataset(text: str) -> str:
        fitting = tables.dataset_names.matching(text) if text else []
        return fitting[0] if len(fitting) == 1 else text

    def network(text: str) -> str:
        alike = [one for one in tables.networks.matching(text) if are_alike(one, text)] if text else []
        return alike[0] if len(alike) == 1 else text

    def unit(text: str) -> str:
        return unit_of(text) or text

    ways: dict[str, Mend] = {"better": _word(("higher", "lower")), "unit": unit}
    scores: dict[str, Mend] = {"dataset": dataset, "network": network, "split": split}
    mends: dict[str, dict[str, Mend]] = {
        "results": {
            **scores,
            "test_time": _word(TEST_TIMES),
            "spread_of": _word(SPREADS),
            "evidence": _word(EVIDENCE),
            "extra_data": _list,
        },
        "speeds": scores,
        "papers": {"network": _list, "aliases": _list, "tags": _list},
        "links": {"kind": _word(links.KINDS)},
        "datasets": {**ways, "aliases": _list},
        "metrics": {**ways, "dataset": dataset},
    }
    return mends.get(name, {})


def _word(words: Iterable[str]) -> Mend:
    known = {fold(word): word for word in words}

    def spelled(text: str) -> str:
        return text if text in known.values() else known.get(fold(text), text)

    return spelled


def _list(text: str) -> str:
    """Join names by ``;`` alone, each of them once."""
    return ";".join(dict.fromkeys(filter(None, (part.strip() for part in text.split(";")))))
