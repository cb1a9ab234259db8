"""From sheets to measurements: what each column holds is applied to all of its rows at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from leaderboard.board.metrics import direction
from leaderboard.board.names import fold, split_of
from leaderboard.errors import few_of, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading import console_tables, limits, titles
from leaderboard.reading.coded import Cells
from leaderboard.reading.columns import Columns, Recogniser, setting
from leaderboard.reading.context import Named, named, told_apart
from leaderboard.reading.facts import Facts, is_key
from leaderboard.reading.measurements import COSTS, Measurements, Part, stacked
from leaderboard.reading.score_columns import Scores
from leaderboard.reading.sheet import HEADER, Unusable, with_digits
from leaderboard.reading.vocabulary import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np

    from leaderboard.reading.known import Known
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated

_TOLD_BY_ROWS = (
    *("test_time", "extra_data", "resolution", "protocol", "device", "runs", "run", "step", "date"),
    *("evidence", "source", "note", "unit", "better", "group", "spread_of", "state"),
)
_MOST_TITLES = 12
"""Titles of columns that a message names."""
_AVERAGES = {"avg", "average"}
"""Words at the end of what is the average of classes, folded."""
_JOINED = ("variant", "run")
"""Roles of which several columns are said together."""


def columns_of(sheet: Sheet, name: str, stated: Stated, known: Known) -> tuple[Sheet, Columns]:
    """Say what the columns of a sheet hold, and return it with the digits that a column beside them has."""
    reader = _Reader(name, stated, known)
    recogniser, columns = reader.recognised(sheet, named(sheet.context, known))
    return recogniser.sheet, columns


def understood(
    sheets: Sequence[Sheet], name: str, stated: Stated, known: Known, columns: Columns | None = None
) -> Measurements:
    """Read the measurements of the sheets of a file that is called *name*.

    Cells that are plain text stay so: what a network, a dataset or a score is called in
    the file is what stands in the frame. What the *columns* hold may be known already, where
    the sheet is a part of a larger one.
    """
    import pandas as pd

    reader = _Reader(name, stated, known, decided=columns)
    sheets = console_tables.plain(sheets)
    around = told_apart([named(sheet.context, known) for sheet in sheets])
    parts = [part for sheet, words in zip(sheets, around, strict=True) for part in reader.take(sheet, words)]
    papers, links = reader.facts.frames()
    if reader.headings:
        reader.remarks.append(_called_after_words(name, reader.headings))
    scores = stacked(parts) if parts else pd.DataFrame()
    return Measurements(
        scores,
        papers,
        links,
        unusable=(*reader.unusable, *(reader.nameless if parts else ())),
        remarks=tuple(reader.remarks),
        sheets=tuple((name, sheet) for sheet in reader.sheets),
        costs=stacked(reader.costs) if reader.costs else None,
        long=reader.long,
        nearest=reader.nearest,
        nearest_line=reader.nearest_line,
    )


def _called_after_words(name: str, datasets: Sequence[str]) -> str:
    """Say which datasets are called after what stands above a table."""
    few = few_of(list(map(quoted, datasets)))
    if len(datasets) == 1:
        said = f"the dataset is called {few} after the words above its table"
    else:
        said = f"datasets are called after the words above their tables: {few}"
    return f"{name}: {said}; --set dataset=NAME names it otherwise"


@dataclass
class _Reader:
    """Reads sheet after sheet, and keeps in view what cannot be used."""

    name: str
    stated: Stated
    known: Known
    decided: Columns | None = None
    """What the columns hold, where that is known already."""
    unusable: list[Unusable] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    sheets: list[Sheet] = field(default_factory=list)
    costs: list[Part] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    """Words that datasets are called after, which nobody knows to be datasets."""
    nearest: str = ""
    """What came nearest to a table of scores, for the error of a file without any."""
    nearest_line: int | None = None
    nameless: list[Unusable] = field(default_factory=list)
    """Tables of scores without a column of networks."""

    def take(self, sheet: Sheet, around: Named) -> Iterator[Part]:
        """Give the measurements of a sheet, a part for each column of scores.

        The words *around* it name things.
        """
        recogniser, columns = self.recognised(sheet, around)
        sheet = recogniser.sheet
        if not columns.scores or (columns.network is None and not self.stated["network"]):
            self._near(sheet, columns)
            return
        if columns.network is not None:
            number = len(recogniser.cells(columns.network).texts)
            if number > limits.most(limits.MOST_NETWORKS):
                raise limits.too_much(self.name, f"a table of {number:,} networks")
        self.unusable += [
            Unusable(f"{self.name}:{line}" if line else self.name, problem) for line, problem in sheet.loose
        ]
        self.long |= "dataset" in columns.roles
        number = len(self.sheets)
        self.sheets.append(sheet)
        again = {one for role, numbers in columns.roles.items() if role not in _JOINED for one in numbers[1:]}
        if unused := sorted(again.union(columns.unused)):
            titles = ", ".join(quoted(sheet.header[one]) for one in unused)
            self.remarks.append(f"{sheet.place(self.name, HEADER)}: not used: the columns {titles}")
        rows = _Rows(recogniser, columns, _of_rows(sheet, self.name, self.stated), around, number)
        if rows.is_called_after_words and around.dataset not in self.headings:
            self.headings.append(around.dataset)
        for scores in columns.scores:
            yield from rows.measurements(scores)
        self._take_facts(sheet, recogniser, columns)
        self._take_costs(recogniser, columns, rows)

    def recognised(self, sheet: Sheet, around: Named) -> tuple[Recogniser, Columns]:
        """Find out what the columns of a sheet hold, if that is not known already."""
        recogniser = Recogniser(self._with_commas(with_digits(sheet)), self.stated, self.known)
        if self.decided is not None:
            return recogniser, self.decided
        return recogniser, self._with_unknown(recogniser.sheet, recogniser.columns(), around)

    def _with_commas(self, sheet: Sheet) -> Sheet:
        """Write the numbers of a sheet with decimal commas with points."""
        import pandas as pd

        if not sheet.decimal_comma:
            return sheet
        written = {
            number: pd.Series(
                [
                    grammar.with_point(text)
                    if grammar.has_decimal_commas([text]) or _may_be_number(text)
                    else text
                    for text in sheet.rows[number]
                ],
                dtype="object",
            )
            for number in sheet.rows.columns
        }
        return replace(sheet, rows=pd.DataFrame(written), decimal_comma=False)

    def _with_unknown(self, sheet: Sheet, columns: Columns, around: Named) -> Columns:
        """Take columns of numbers under unknown titles for datasets or metrics, where the other is given.

        Where the metric is given, by the user or around the table, they are datasets. Else they
        are metrics: of the dataset that is given, or of one that is called after the file.
        """
        if not columns.unknown:
            return columns
        has_dataset = bool(self.stated["dataset"]) or "dataset" in columns.roles
        metric_given = bool(self.stated["metric"]) or (around.metric != "" and not around.dataset)
        as_datasets = metric_given and not has_dataset
        of_rows = has_dataset and ("metric" in columns.roles or bool(self.stated["metric"]))
        if of_rows and any(not one.title.metrics for one in columns.scores):
            # Each row is one score, in the column that is called so: other numbers are none.
            return replace(columns, unknown=(), unused=tuple(sorted((*columns.unused, *columns.unknown))))
        beside_known = [one for one in columns.scores if one.title.dataset and not one.title.metrics]
        new = []
        for number in columns.unknown:
            title = sheet.header[number].strip()
            if as_datasets or (beside_known and not has_dataset):
                new.append(Scores(number, titles.Title(title, dataset=title)))
            else:
                read = titles.read(title, self.known)
                new.append(Scores(number, replace(read, metrics=(read.text or title,))))
        scores = sorted((*columns.scores, *new), key=lambda one: one.number)
        return replace(columns, scores=tuple(scores), unknown=())

    def _near(self, sheet: Sheet, columns: Columns) -> None:
        """Keep what a sheet lacks to be a table of scores."""
        more = ", …" if len(sheet.header) > _MOST_TITLES else ""
        header = ", ".join(map(quoted, sheet.header[:_MOST_TITLES])) + more
        if not len(sheet.rows):
            said = "there are no rows below the header"
        elif columns.scores:
            said = (
                "no column of networks, such as 'model' or 'method'; name it with --column network=TITLE,"
                " or the only network with --set network=NAME"
            )
        elif columns.network is not None:
            said = self._wordy(sheet) or "no column of scores; name one with --column score=TITLE"
        else:
            said = "no column of networks and none of scores"
        if columns.scores and len(sheet.rows):
            self.nameless.append(Unusable(sheet.place(self.name, HEADER), said))
        if not self.nearest or (columns.scores and not self._near_scores):
            self._near_scores = bool(columns.scores)
            self.nearest_line = sheet.line(HEADER)
            self.nearest = f"{said}; the columns are {header}"

    def _wordy(self, sheet: Sheet) -> str:
        """Name the column that is one of scores by its title, and holds none."""
        for number, title in enumerate(sheet.header):
            if titles.read(title, self.known).names_something or MEANINGS.get(fold(title)) == "score":
                text = next(filter(None, map(str.strip, sheet.rows[number])), "")
                return f"no cell of the column {quoted(title)} is a number: {quoted(text)}" if text else ""
        return ""

    long: bool = False
    _near_scores: bool = False

    # What is said of networks

    def _take_facts(self, sheet: Sheet, recogniser: Recogniser, columns: Columns) -> None:
        """Gather facts per network: rows that say the same are looked at once."""
        if columns.network is None or not (columns.facts or sheet.links):
            return
        meanings = list(columns.facts.values())
        named_ = {
            number: "key" if is_key(meaning, sheet.header[number], meanings) else meaning
            for number, meaning in columns.facts.items()
        }
        network = recogniser.cells(columns.network)
        facts = [(meaning, recogniser.cells(number)) for number, meaning in named_.items()]
        told = _different([network, *(column for _, column in facts)])
        linked: dict[int, list[tuple[str, Any]]] = {}
        for (row, number), links in sheet.links.items():
            if number in named_ or number == columns.network:
                linked.setdefault(row, []).extend((named_.get(number, ""), link) for link in links)
        rows = sorted({*told, *linked})
        names, *cells_ = (
            column.take(rows).expanded().tolist() for column in (network, *(column for _, column in facts))
        )
        for number, (row, name) in enumerate(zip(rows, names, strict=True)):
            if not name:
                continue
            said: dict[str, str] = {}
            for (meaning, _), texts in zip(facts, cells_, strict=True):
                if text := texts[number]:
                    said.setdefault("paper" if meaning == "key" and "://" in text else meaning, text)
            for problem in self.facts.take(name, said, linked.get(row, [])):
                self.unusable.append(Unusable(sheet.place(self.name, row), problem))

    def _take_costs(self, recogniser: Recogniser, columns: Columns, rows: _Rows) -> None:
        """Keep parameters and operations of each row, which are facts and no boards."""
        if not columns.costs or columns.network is None:
            return
        figures: dict[str, Cells] = {}
        for number, kind in columns.costs.items():
            column, title = recogniser.cells(number), recogniser.sheet.header[number]
            texts = ["" if grammar.is_not_reported(text) else f"{text}\0{title}" for text in column.texts]
            cells_ = Cells(column.codes, texts)
            figures[kind] = cells_.or_else(figures[kind]) if kind in figures else cells_
        self.costs.append(rows.costs(figures))


def _may_be_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and all(one.isdigit() or one in " .,+-%±()/" for one in text)


def _different(columns: Sequence[Cells]) -> list[int]:
    """Return the first of the rows that say the same in some columns."""
    import numpy as np
    import pandas as pd

    together = columns[0].codes
    for column in columns[1:]:
        size = max(len(column.texts), 1)
        if int(together.max(initial=0)) > np.iinfo("int64").max // size - size:
            together = pd.factorize(together)[0]
        together = together.astype("int64") * size + column.codes
    return np.flatnonzero(~pd.Series(together).duplicated().to_numpy()).tolist()


class _Rows:
    """What the rows of a sheet say of each of their measurements."""

    def __init__(
        self, recogniser: Recogniser, columns: Columns, stated: Mapping[str, Text], around: Named, number: int
    ) -> None:
        self._recogniser, self._columns, self._stated, self._around = recogniser, columns, stated, around
        self._number = number
        self._length = len(recogniser.sheet.rows)
        self._shared: dict[str, np.ndarray | str] | None = None

    def _said(self, role: str) -> Text:
        """Return what the user says of a role."""
        return self._stated.get(role, "")

    def measurements(self, scores: Scores) -> Iterator[Part]:
        """Give a part for a column of scores, or one for each metric where its cells hold several."""
        import numpy as np

        said = dict(self._of_rows())
        title = scores.title
        dataset = self._dataset(scores, said)
        conditions = {**title.said}
        if "variant" in conditions:
            said["variant"] = _joined(said.get("variant", ""), conditions.pop("variant"))
        said |= {name: text for name, text in conditions.items() if not _says(said.get(name, ""))}
        said["dataset"] = dataset[0]
        said["split"] = _first(
            said.get("split", ""),
            scores.beside.get("split") or title.split,
            self._said("split"),
            self._around.split,
        )
        said["in_unit"] = _first(said.get("unit", ""), scores.beside.get("unit", ""))
        said["unit"] = _first(said["in_unit"], title.unit, self._said("unit"))
        said["better"] = _first(said.get("better", ""), scores.beside.get("better") or title.better)
        if scores.spread is not None:
            said["spread"] = self._texts(scores.spread.number)
            said["spread_of"] = _first(said.get("spread_of", ""), scores.spread.kind)
        cells_ = self._without_parents(self._recogniser.cells(scores.number))
        columns = {
            "sheet": np.full(self._length, self._number, dtype="int16"),
            "row": np.arange(self._length, dtype="int32"),
            "position": np.full(self._length, scores.number, dtype="int32"),
        }
        metrics = title.metrics
        if dataset[1] and title.metrics:
            metrics = (title.whole_metric(), *title.metrics[1:])
        if len(metrics) == 1 and self._columns.parts is not None:
            yield columns | self._whole({**said, **self._of_parts(metrics[0], cells_)})
            return
        if len(metrics) <= 1:
            of_row = said.pop("metric", "")
            # Beside other scores a title says what is below it; alone, the row does.
            named_ = (*metrics, of_row) if len(self._columns.scores) > 1 else (of_row, *metrics)
            metric = _first(*named_, self._said("metric"), self._around.metric)
            yield columns | self._whole({**said, "metric": metric, "cell": cells_})
            return
        parts = [_parts(one, len(metrics)) for one in cells_.texts]
        for number, metric in enumerate(metrics):
            each = Cells(cells_.codes, [part[number] for part in parts])
            columns["position"] = np.full(self._length, scores.number * 100 + number, dtype="int32")
            yield columns | self._whole({**said, "metric": metric, "cell": each})

    def _of_parts(self, metric: str, cells_: Cells) -> dict[str, Text]:
        """Say what is measured of the one network in each row.

        A row is a class, an average of them or a metric, as in the reports of scikit-learn, which
        may be turned round; without averages, it is a dataset if none is named.
        """
        import numpy as np

        keys = self._texts(cast("int", self._columns.parts))
        has_averages = any(map(_is_average, (*keys.texts, *(one.title.text for one in self._columns.scores))))
        splits = list(map(split_of, keys.texts))
        if any(splits):  # {"val": {"accuracy": 0.9}, "train": {"accuracy": 0.95}}
            names = [
                metric if split else f"{key} {metric}" for key, split in zip(keys.texts, splits, strict=True)
            ]
            return {"split": Cells(keys.codes, splits), "metric": Cells(keys.codes, names), "cell": cells_}
        if not has_averages and not _says(self._said("dataset")) and not self._around.dataset:
            return {"dataset": keys, "metric": metric, "cell": cells_}
        first = self._columns.scores[0].title.metrics[:1] == (metric,)
        names, groups, silent = [], [], []
        for row, key in enumerate(keys.texts):
            row_is_metric, column_is_metric = (direction(one) != "" for one in (key, metric))
            if row_is_metric and not column_is_metric:
                part, measured = metric, key
            else:
                part, measured = key, metric
            is_alone = row_is_metric and column_is_metric  # "accuracy" stands below each title
            alone = metric if _is_turned(self._columns) else key
            names.append(alone if is_alone else " ".join(filter(None, (part, measured))))
            groups.append("" if is_alone or not has_averages or not part or _is_average(part) else measured)
            silent.append(
                (is_alone and (row > 0 if _is_turned(self._columns) else not first))
                or MEANINGS.get(fold(key)) == "ignored"
            )
        cells_ = cells_.written(np.array(silent)[keys.codes], lambda _: "") if any(silent) else cells_
        said: dict[str, Text] = {"metric": Cells(keys.codes, names), "cell": cells_}
        return said | ({"group": Cells(keys.codes, groups)} if any(groups) else {})

    def _without_parents(self, cells_: Cells) -> Cells:
        """Leave out what a run says of others together, where these say it themselves."""
        import numpy as np

        silent = [
            row
            for row, children in self._recogniser.children.items()
            if any(not grammar.is_not_reported(cells_[child]) for child in children)
        ]
        return cells_.written(np.array(silent), lambda _: "") if silent else cells_

    @property
    def is_called_after_words(self) -> bool:
        """Whether scores are on a dataset that nobody knows, called as the words around the table are."""
        said = self._of_rows().get("dataset", "")
        return (
            bool(self._around.text)
            and not _says(self._said("dataset"))
            and not _says(said)
            and any(not one.title.dataset for one in self._columns.scores)
        )

    def costs(self, figures: Mapping[str, Cells]) -> Part:
        """Return the *figures* of each kind, with what the rows say of where they belong."""
        said = self._of_rows()
        dataset = _first(said.get("dataset", ""), self._said("dataset"), self._around.dataset)
        places = {"network": said["network"], "dataset": dataset, "variant": said.get("variant", "")}
        return self._whole({**dict.fromkeys(COSTS, ""), **places, **figures})

    def _dataset(self, scores: Scores, said: Mapping[str, Any]) -> tuple[Any, bool]:
        """Return the dataset of each row, and whether it is named elsewhere than in front of the metric."""
        title = scores.title
        cells_ = said.get("dataset", "")
        elsewhere = _first(self._said("dataset"), self._around.dataset)
        if title.dataset:
            return _first(title.dataset) if not _says(cells_) else _first(cells_, title.dataset), True
        if _says(cells_):
            return _first(cells_, elsewhere), True
        if _says(elsewhere):
            return elsewhere, True
        return title.before, not title.before

    def _of_rows(self) -> dict[str, Any]:
        """Return what the rows say, whatever is measured."""
        if self._shared is not None:
            return self._shared
        roles = self._columns.roles
        said: dict[str, Any] = {}
        network = self._columns.network
        said["network"] = self._texts(network) if network is not None else self._said("network")
        for role in ("dataset", "metric", "split", *_TOLD_BY_ROWS):
            if role in roles:
                said[role] = self._texts(roles[role][0])
            if role not in {"dataset", "metric", "split", "unit", "better"} and _says(self._said(role)):
                said[role] = _first(said.get(role, ""), self._said(role))
        if len(roles.get("run", ())) > 1:
            said["run"] = self._together(roles["run"])
        if "variant" in roles:
            said["variant"] = self._together(roles["variant"])
        if _says(self._said("variant")):
            said["variant"] = _first(said.get("variant", ""), self._said("variant"))
        if "spread" in roles:
            said["spread"] = self._texts(roles["spread"][0])
        self._shared = said
        return said

    def _texts(self, number: int) -> Cells:
        return self._recogniser.cells(number)

    def _together(self, numbers: Sequence[int]) -> Text:
        """Join what several columns say of a row."""
        import numpy as np

        header = self._recogniser.sheet.header
        parts: list[Text] = []
        for number in numbers:
            column = self._recogniser.cells(number)
            said = [
                "" if grammar.is_not_reported(text) else setting(header[number], text)
                for text in column.texts
            ]
            parts.append(np.array(said, dtype="object")[column.codes])
        return reduce(_joined, parts)

    def _whole(self, said: Mapping[str, Any]) -> dict[str, Cells | np.ndarray]:
        """Make a column of each text; those in which nothing stands are left out."""
        import numpy as np

        whole: dict[str, Cells | np.ndarray] = {}
        for name, text in said.items():
            if not isinstance(text, str):
                whole[name] = text if isinstance(text, Cells) else Cells.of(text)
            elif text or name in {"network", "dataset", "metric", "cell", *COSTS}:
                whole[name] = Cells(np.zeros(self._length, dtype="int8"), [text])
        return whole


def _is_average(name: str) -> bool:
    return fold(name.rpartition(" ")[2]) in _AVERAGES


def _is_turned(columns: Columns) -> bool:
    """Whether the columns of a report are its classes and averages, and its rows the metrics."""
    return any(_is_average(one.title.text) for one in columns.scores)


def _of_rows(sheet: Sheet, name: str, stated: Stated) -> dict[str, Text]:
    """Return what is stated of the rows of a sheet in the file called *name*, or of several files."""
    import numpy as np

    if not sheet.files or not stated.is_of_paths:
        return dict(stated.of_file(name).said)
    of_files = [stated.of_file(file).said for file, _ in sheet.files]
    lengths = [len(one.rows) for _, one in sheet.files]
    said: dict[str, Text] = {}
    for role in stated.said:
        different = {text: number for number, text in enumerate(dict.fromkeys(one[role] for one in of_files))}
        codes = np.repeat([different[one[role]] for one in of_files], lengths).astype("int32")
        said[role] = Cells(codes, list(different))
    return said


Text: TypeAlias = "str | np.ndarray | Cells"
"""What rows say: one text for all, or one each."""


def _says(text: Text) -> bool:
    """Say whether any row says something."""
    if isinstance(text, str):
        return text != ""
    if isinstance(text, Cells):
        return any(text.texts)
    return bool((text != "").any())


def _first(*texts: Text) -> Text:
    """Return for each row the first text that says something."""
    import numpy as np

    found: Text = ""
    for text in texts:
        if not _says(found):
            found = text
        elif isinstance(found, str) or (isinstance(found, Cells) and not found.is_silent):
            return found
        elif _says(text):
            here, other = _array(found), _array(text)
            found = np.where(here == "", other, here)
    return found


def _array(text: Text) -> Any:
    return text.expanded() if isinstance(text, Cells) else text


def _joined(first: Text, second: Text) -> Text:
    """Join two texts, or columns of them, by a comma where both say something."""
    import numpy as np

    if isinstance(first, str) and isinstance(second, str):
        return ", ".join(filter(None, (first, second)))
    pairs = np.broadcast_arrays(
        np.asarray(_array(first), dtype="object"), np.asarray(_array(second), dtype="object")
    )
    return np.array([", ".join(filter(None, pair)) for pair in zip(*pairs, strict=True)], dtype="object")


def _parts(text: str, number: int) -> list[str]:
    """Take a cell with several numbers apart; a cell with another number of them stays as it is."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) == number:
        return parts
    if grammar.is_not_reported(text):
        return [""] * number
    return [text, *[""] * (number - 1)]
