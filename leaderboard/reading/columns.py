"""What the columns of a table hold: one recogniser for the sheets of every format.

A table is understood by its columns: each title once, then what stands below it as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leaderboard.board import metrics
from leaderboard.board.names import fold
from leaderboard.reading import cells, titles
from leaderboard.reading.vocabulary import MEANINGS, NAMES, SETTINGS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from leaderboard.reading.known import Known
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated
    from leaderboard.reading.titles import Title

    Ints = npt.NDArray[np.int32]

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_UNTITLED = re.compile(r"(?:unnamed: ?\d+(?:_level_\d+)?|__index_level_\d+__|index)?", re.IGNORECASE)
_DESCRIBING = ("metric", "unit", "better", "split")
"""What a column beside one of scores may say of it, with its name in front: ``depth_metric``."""


class Cells:
    """The cells of one column: its different texts, and which of them stands in each row."""

    def __init__(self, codes: Ints, texts: list[str]) -> None:
        """Take the number of the text in each row, and the texts."""
        self.codes, self.texts = codes, texts

    @classmethod
    def of(cls, column: Any) -> Cells:
        """Take a column of text; spaces around the texts do not count."""
        import pandas as pd

        if isinstance(column.dtype, pd.CategoricalDtype):
            values = column.array if isinstance(column, pd.Series) else column
            return cls(values.codes, values.categories.tolist())
        codes, found = pd.factorize(
            column.to_numpy(dtype="object") if isinstance(column, pd.Series) else column
        )
        texts = [text.strip() for text in found]
        if any(one is not two for one, two in zip(texts, found, strict=True)):
            again, found = pd.factorize(pd.Series(texts, dtype="object"))
            codes, texts = again[codes], list(found)
        return cls(codes.astype("int32"), texts)

    @classmethod
    def empty(cls, rows: int) -> Cells:
        """Return a column in which nothing stands."""
        import numpy as np

        return cls(np.zeros(rows, dtype="int32"), [""])

    def __getitem__(self, row: int) -> str:
        """Return the text of a row."""
        return self.texts[int(self.codes[row])]

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


_SAMPLE = 2_000
"""Different texts of a column that tell what it holds."""


@dataclass(frozen=True)
class Spreads:
    """A column of spreads."""

    kind: str
    """``std``, ``stderr``, ``ci95`` or nothing."""
    number: int


@dataclass(frozen=True)
class Scores:
    """A column of scores: what is said of them by its title, and in the columns beside it."""

    number: int
    title: Title
    spread: Spreads | None = None
    beside: dict[str, str] = field(default_factory=dict)
    """``metric``, ``unit``, ``better`` and ``split`` that a column of their own gives."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a sheet hold, by their numbers."""

    network: int | None
    roles: dict[str, list[int]]
    """Conditions and other roles; several columns may say one."""
    scores: tuple[Scores, ...]
    facts: dict[int, str]
    costs: dict[int, str]
    unknown: tuple[int, ...] = ()
    """Columns of numbers of which neither title nor user says what they are."""
    unused: tuple[int, ...] = ()
    """Columns of text that mean nothing to the program."""

    def role(self, name: str) -> int | None:
        """Return the first column of a role."""
        return next(iter(self.roles.get(name, ())), None)


class Recogniser:
    """Finds out what the columns of one sheet hold."""

    def __init__(self, sheet: Sheet, stated: Stated, known: Known) -> None:
        """Take the sheet, what the user says of it, and the datasets that are known."""
        self.sheet, self._stated, self._known = sheet, stated, known
        self._cells: dict[int, Cells] = {}
        self._folded = [fold(_BRACKETS.sub(" ", title).strip()) or fold(title) for title in sheet.header]

    def cells(self, number: int) -> Cells:
        """Return the cells of a column."""
        if number not in self._cells:
            self._cells[number] = Cells.of(self.sheet.rows[number])
        return self._cells[number]

    def columns(self) -> Columns:
        """Say what each column holds."""
        header = self.sheet.header
        roles: dict[str, list[int]] = {}
        facts: dict[int, str] = {}
        costs: dict[int, str] = {}
        scores: list[Scores] = []
        spreads: list[tuple[int, titles.Spread]] = []
        unclear: list[int] = []
        beside, describing = self._describing()
        network = self._network()
        for number, title in enumerate(header):
            meaning = self._meaning(number)
            if number == network or meaning == "ignored" or number in describing:
                continue
            if meaning == "named spread" and (spread := self._spread(number)):
                spreads.append((number, spread))
            elif meaning.startswith("fact:"):
                facts[number] = meaning.removeprefix("fact:")
            elif meaning.startswith("cost:"):
                costs[number] = meaning.removeprefix("cost:")
            elif meaning == "scores":
                scores.append(Scores(number, titles.read(titles.without_mean(title), self._known)))
            elif meaning:
                roles.setdefault(meaning, []).append(number)
            else:
                unclear.append(number)
        generic = roles.pop("score", [])
        has_metric = "metric" in roles
        scores += [Scores(one, self._generic(one, alone=has_metric or len(generic) == 1)) for one in generic]
        numeric = [number for number in unclear if self.cells(number).is_numeric and header[number].strip()]
        unused = [number for number in unclear if number not in numeric and not self.cells(number).is_empty]
        scores, spreads_left = _with_spreads(scores, spreads, self._known)
        scores += [Scores(number, titles.read(header[number], self._known)) for number in spreads_left]
        scores = [
            replace(one, beside=beside.get(one.number, {}))
            for one in sorted(scores, key=lambda one: one.number)
        ]
        roles |= self._fold_in_index(network, roles)
        return Columns(
            network,
            roles,
            tuple(scores),
            facts,
            costs,
            tuple(numeric),
            tuple(number for number in unused if header[number].strip()),
        )

    # Single columns

    def _meaning(self, number: int) -> str:
        """Return the role of a column: ``scores``, a condition, …; empty where its title does not tell."""
        title, folded = self.sheet.header[number], self._folded[number]
        if stated := self._stated.columns.get(fold(title)):
            if stated == "score":
                return "scores"
            if stated in {"year", "venue", "title", "paper", "code"}:
                return f"fact:{stated}"
            return "ignored" if stated == "ignore" else stated
        if self._known.dataset(title.strip()) and self.cells(number).has_numbers:
            return "scores"
        if self._spread(number) is not None:
            return "named spread"
        meaning = MEANINGS.get(folded) or MEANINGS.get(folded.lstrip("#")) or MEANINGS.get(fold(title)) or ""
        if meaning:
            return self._checked(number, meaning)
        if _UNTITLED.fullmatch(title.strip()):
            return ""
        read = titles.read(title, self._known)
        cells_ = self.cells(number)
        several = len(read.metrics) > 1 and any("/" in text for text in cells_.texts)
        if read.names_something and (cells_.has_numbers or cells_.is_empty or several):
            return "scores"
        return "ignored" if self._ends_like_none(title) else ""

    def _checked(self, number: int, meaning: str) -> str:
        """Take what a title means where what stands below it can be that."""
        column = self.cells(number)
        if (
            meaning in {"dataset", "metric"}
            and column.is_numeric
            and not self._known.dataset(column.texts[0])
        ):
            return "scores" if meaning == "metric" else ""
        if meaning == "split" and column.is_numeric:
            return "run"
        if meaning == "score" and not column.has_numbers and not column.is_empty:
            return ""
        if meaning == "variant" and fold(self.sheet.header[number]) == "loss" and column.is_numeric:
            return "scores"
        return "ignored" if meaning == "device" and column.is_numeric else meaning

    def _spread(self, number: int) -> titles.Spread | None:
        spread = titles.spread_of(self.sheet.header[number])
        if spread is None or not (self.cells(number).has_numbers or self.cells(number).is_empty):
            return None
        return spread

    def _ends_like_none(self, title: str) -> bool:
        """Say whether a title ends in a word for a number that is no score: ``Model size``."""
        words = re.findall(r"[^\W_]+", _BRACKETS.sub(" ", title).casefold())
        return bool(words) and MEANINGS.get(words[-1]) == "ignored" and words[-1] not in {"total", "type"}

    def _generic(self, number: int, *, alone: bool) -> Title:
        """Return what a column called ``score`` or ``value`` says: nothing, where it is the only one."""
        title = self.sheet.header[number]
        read = titles.read(title, self._known)
        return read if alone or read.metrics else replace(read, metrics=(read.text,))

    # Networks

    def _network(self) -> int | None:
        """Return the column of networks: the one that is called so, or else the first that can be it."""
        header, columns = self.sheet.header, range(len(self.sheet.header))
        for number in columns:
            if self._stated.columns.get(fold(header[number])) == "network":
                return number
        if self._stated["network"]:
            return None
        named = [
            (NAMES[self._folded[number]], number)
            for number in columns
            if self._folded[number] in NAMES
            and fold(header[number]) not in self._stated.columns
            and (any(self.cells(number).texts) or not len(self.sheet.rows))
        ]
        # Names may be numbers, but then the title has to say so plainly.
        plainly = [
            (rank, number) for rank, number in named if not self.cells(number).is_numeric or rank < _PLAINLY
        ]
        if plainly:
            return min(plainly)[1]
        nearly = [
            number
            for number in columns
            if not _PLAIN_NAMES.isdisjoint(re.findall(r"[^\W_]+", header[number].casefold()))
            and self._meaning(number) == ""
        ]
        untitled = [number for number in columns if _UNTITLED.fullmatch(header[number].strip())]
        for number in (*nearly, *untitled):
            if not self.cells(number).is_numeric and not self.cells(number).is_empty:
                return number
        return None

    def _fold_in_index(self, network: int | None, roles: dict[str, list[int]]) -> dict[str, list[int]]:
        """Take an untitled index for folds if it starts anew for each network."""
        untitled = [
            number
            for number, title in enumerate(self.sheet.header)
            if number != network and _UNTITLED.fullmatch(title.strip()) and self.cells(number).is_numeric
        ]
        if "run" in roles or network is None or not untitled:
            return {}
        index, names = self.cells(untitled[0]), self.cells(network)
        if len(index.texts) == len(index.codes):
            return {}
        pairs = set(zip(names.codes.tolist(), index.codes.tolist(), strict=True))
        first = min(range(len(index.texts)), key=lambda code: (len(index.texts[code]), index.texts[code]))
        starts_anew = all((code, first) in pairs for code in range(len(names.texts)))
        return {"run": [untitled[0]]} if starts_anew and len(pairs) == len(index.codes) else {}

    # Columns that describe others

    def _describing(self) -> tuple[dict[int, dict[str, str]], set[int]]:
        """Take columns such as ``depth_metric``, which describe the one called ``depth``."""
        numbers = {title.strip(): number for number, title in enumerate(self.sheet.header)}
        said: dict[int, dict[str, str]] = {}
        taken: set[int] = set()
        for title, number in numbers.items():
            if title and f"{title}_metric" in numbers:
                beside = {
                    one: numbers[f"{title}_{one}"] for one in _DESCRIBING if f"{title}_{one}" in numbers
                }
                said[number] = {
                    one: next(filter(None, self.cells(column).texts), "") for one, column in beside.items()
                }
                taken |= set(beside.values())
        return said, taken


_PLAIN_NAMES = frozenset(["network", "model", "method", "name", "system", "approach", "algorithm", "agent", "llm"])
"""Words of which one in a longer title says that names of networks stand there: ``Model / paper``."""

_PLAINLY = 12
"""So many of the words for networks say plainly that names stand there."""


def _with_spreads(
    scores: list[Scores], spreads: Sequence[tuple[int, titles.Spread]], known: Known
) -> tuple[list[Scores], list[int]]:
    """Give the columns of spreads to those of the scores that they are about.

    Returned, too, are the columns that are scores after all: ``std accuracy`` beside no accuracy.
    """
    found = {one.number: one for one in scores}
    left: list[int] = []
    for number, spread in spreads:
        about = [
            one.number
            for one in found.values()
            if spread.metric and _is_about(spread.metric, one.title, known)
        ]
        if spread.metric and not about:
            left.append(number)
            continue
        before = [one for one in found if one < number]
        about = about or ([max(before)] if before else [])
        for one in about[:1]:
            if found[one].spread is None:
                found[one] = replace(found[one], spread=Spreads(spread.of, number))
    return list(found.values()), left


def _is_about(metric: str, title: Title, known: Known) -> bool:
    """Say whether a spread that names a metric is that of a column of scores."""
    if metrics.key(metric) == metrics.key(title.text):
        return True
    read = titles.read(titles.without_mean(metric), known)
    same = [metrics.key(one) for one in read.metrics] == [metrics.key(one) for one in title.metrics]
    return same and read.metrics != () and (read.dataset, read.before) == (title.dataset, title.before)


def setting(title: str, text: str) -> str:
    """Write a condition, with its title where that is needed to understand it: ``lr 0.1``."""
    return f"{title.strip()} {text}" if text and fold(title) in SETTINGS else text
