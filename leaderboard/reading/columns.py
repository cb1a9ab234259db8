"""What the columns of a table hold: one recogniser for the sheets of every format.

A table is understood by its columns: each title once, then what stands below it as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold, split_of
from leaderboard.reading import cells, titles, vocabulary
from leaderboard.reading.coded import Cells
from leaderboard.reading.score_columns import Scores, with_qualifiers, with_spreads
from leaderboard.reading.vocabulary import MEANINGS, NAMES, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from leaderboard.reading.known import Known
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.stated import Stated
    from leaderboard.reading.titles import Title

    Ints = npt.NDArray[np.integer]

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_UNTITLED = re.compile(r"(?:unnamed: ?\d+(?:_level_\d+)?|__index_level_\d+__|index)?", re.IGNORECASE)
_STATED_FACTS = {"year", "venue", "title", "paper", "code"}
_APART = (
    "dataset",
    "metric",
    "split",
    "variant",
    "test_time",
    "extra_data",
    "resolution",
    "protocol",
    "device",
    "run",
    "step",
)
"""Roles of columns that tell measurements of a network apart."""
_DESCRIBING = ("metric", "unit", "better", "split")
"""What a column beside one of scores may say of it, with its name in front: ``depth_metric``."""


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
    parts: int | None = None
    """The column of what is measured of the one network that the user names: ``class_0``, ``macro avg``."""

    def role(self, name: str) -> int | None:
        """Return the first column of a role."""
        return next(iter(self.roles.get(name, ())), None)


class Recogniser:
    """Finds out what the columns of one sheet hold."""

    def __init__(self, sheet: Sheet, stated: Stated, known: Known) -> None:
        """Take the sheet, what the user says of it, and the datasets that are known."""
        self.sheet, self._stated, self._known = sheet, stated, known
        self._cells: dict[int, Cells] = {}
        self._titles = [_bare(title) for title in sheet.header]
        self._folded = [fold(_BRACKETS.sub(" ", title).strip()) or fold(title) for title in self._titles]

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
        network, parts = self._network(), self._parts()
        for number in range(len(header)):
            meaning = self._meaning(number)
            if number in {network, parts} or meaning == "ignored" or number in describing:
                continue
            if number in beside:
                scores.append(self._described(number, beside[number]))
                continue
            if meaning == "named spread" and (spread := self._spread(number)):
                spreads.append((number, spread))
            elif meaning.startswith("fact:"):
                facts[number] = meaning.removeprefix("fact:")
            elif meaning.startswith("cost:"):
                costs[number] = meaning.removeprefix("cost:")
            elif meaning == "scores":
                scores.append(
                    Scores(number, titles.read(titles.without_mean(self._titles[number]), self._known))
                )
            elif meaning:
                roles.setdefault(meaning, []).append(number)
            else:
                unclear.append(number)
        generic = roles.pop("score", [])
        has_metric = "metric" in roles
        scores += [Scores(one, self._generic(one, alone=has_metric or len(generic) == 1)) for one in generic]
        numeric = [number for number in unclear if self.cells(number).is_numeric and header[number].strip()]
        numeric, uncounted = _parted(numeric, self._is_no_score)
        rest = sorted({*unclear}.difference(numeric))
        unused = [number for number in rest if not self.cells(number).is_empty]
        scores, spreads_left, spreads_unused = with_spreads(scores, spreads, self._known)
        scores += [Scores(number, titles.read(header[number], self._known)) for number in spreads_left]
        unused = sorted({*unused, *uncounted, *spreads_unused, *roles.pop("unused", ())})
        scores = self._on_datasets_below(with_qualifiers(scores), roles)
        scores.sort(key=lambda one: one.number)
        roles, unused = self._told_apart(network, roles, unused)
        return Columns(
            network,
            roles,
            tuple(scores),
            facts,
            costs,
            tuple(numeric),
            tuple(number for number in unused if header[number].strip() and number != parts),
            parts,
        )

    def _told_apart(
        self, network: int | None, roles: dict[str, list[int]], unused: list[int]
    ) -> tuple[dict[str, list[int]], list[int]]:
        """Find what else tells the scores of a network apart: an index, and conditions of runs."""
        roles = roles | self._index(network, roles)
        if "step" in roles:  # of epoch, iteration and step, the one that all rows have
            roles["step"] = [min(roles["step"], key=self._silent_rows)]
        if "step" in roles and "variant" in roles:
            roles["variant"] = self._without_schedules(network, roles)
        if conditions := self._conditions_of_runs(network, roles, unused):
            roles["variant"] = sorted({*roles.get("variant", ()), *conditions})
        left = [number for number in unused if number not in conditions]
        return {role: numbers for role, numbers in roles.items() if numbers}, left

    def _silent_rows(self, number: int) -> int:
        """Count the rows of a column in which nothing stands."""
        import numpy as np

        column = self.cells(number)
        silent = np.array([cells.is_not_reported(text) for text in column.texts], dtype="bool")
        return int(silent[column.codes].sum()) if len(column.texts) else 0

    # Single columns

    def _meaning(self, number: int) -> str:
        """Return the role of a column: ``scores``, a condition, …; empty where its title does not tell.

        The first way of telling that knows the title counts.
        """
        ways = (
            self._as_stated,
            self._as_log,
            self._as_size,
            self._as_dataset,
            self._as_spread,
            self._as_setting,
            self._as_word,
            self._as_untitled,
            self._as_metric,
        )
        return next((meaning for way in ways if (meaning := way(number)) is not None), "")

    def _as_stated(self, number: int) -> str | None:
        stated = self._stated.columns.get(fold(self.sheet.header[number]))
        if stated in _STATED_FACTS:
            return f"fact:{stated}"
        return {"score": "scores", "ignore": "ignored"}.get(stated, stated) if stated else None

    def _as_log(self, number: int) -> str | None:
        """Pass over how long runs took, and how far they came, in a table with a row for each run."""
        title = self.sheet.header[number].strip().casefold()
        if title == "time" and "datatime" in self._folded:
            return "ignored"  # of a step of training
        if not self._is_of_runs:
            return None
        is_step = MEANINGS.get(self._folded[number]) == "step" and self.cells(number).is_numeric
        return "ignored" if is_step or vocabulary.OF_LOGS & {title, self._folded[number]} else None

    @cached_property
    def _is_of_runs(self) -> bool:
        """Whether each row is a run that a tracking tool kept, and none a step of one."""
        return not vocabulary.OF_RUNS.isdisjoint(self._folded)

    def _as_size(self, number: int) -> str | None:
        title = self.sheet.header[number]
        cost = _cost(title) if "size" in titles.words(title) else ""
        return f"cost:{cost}" if cost else None

    def _as_dataset(self, number: int) -> str | None:
        is_known = self._known.dataset(self.sheet.header[number].strip()) and self.cells(number).has_numbers
        return "scores" if is_known else None

    def _as_spread(self, number: int) -> str | None:
        return "named spread" if self._spread(number) is not None else None

    def _as_setting(self, number: int) -> str | None:
        """Return the role of a setting that a tracking tool wrote down: ``params.seed`` is the run."""
        setting = vocabulary.SETTINGS_OF.fullmatch(self.sheet.header[number].strip())
        if not setting:
            return None
        name = setting["name"]
        words = re.findall(r"[^\W_]+", name.casefold())
        if all(word in vocabulary.ABOUT_COUNTS for word in words):
            return "cost:params"
        meaning = MEANINGS.get(fold(name), "variant")
        if meaning.startswith(("fact:", "cost:")) or meaning in {"ignored", "score", "step"}:
            return "ignored" if meaning == "ignored" else "variant"
        return "variant" if (checked := self._checked(number, meaning)) in {"", "scores"} else checked

    def _as_word(self, number: int) -> str | None:
        folded = self._folded[number]
        spellings = (folded, folded.lstrip("#"), fold(self.sheet.header[number]))
        meaning = next(filter(None, map(MEANINGS.get, spellings)), "")
        if meaning == "derived":
            several = sum(MEANINGS.get(one) == "derived" for one in self._folded) > 1
            return "ignored" if several else None
        return self._checked(number, meaning) if meaning else None

    def _as_untitled(self, number: int) -> str | None:
        return "" if _UNTITLED.fullmatch(self.sheet.header[number].strip()) else None

    def _as_metric(self, number: int) -> str | None:
        title = self.sheet.header[number]
        if cost := _cost(title):
            return f"cost:{cost}"
        read, column = titles.read(self._titles[number], self._known), self.cells(number)
        several = len(read.metrics) > 1 and any("/" in text for text in column.texts)
        if read.names_something and (column.has_numbers or column.is_empty or several):
            return "unused" if self._is_never_score(title) and not read.better else "scores"
        return None

    def _checked(self, number: int, meaning: str) -> str:
        """Take what a title means where what stands below it can be that."""
        column = self.cells(number)
        if meaning == "score":
            return meaning if column.has_numbers or column.is_empty else ""
        if meaning == "split" and self._folded[number] in {"mode", "phase"}:
            return meaning if all(map(split_of, filter(None, column.texts))) else ""
        if meaning == "state" and vocabulary.UNFINISHED.isdisjoint(map(fold, column.texts)):
            return "fact:status" if self._folded[number] == "status" else ""
        return self._of_numbers(number, meaning) if column.is_numeric else meaning

    def _of_numbers(self, number: int, meaning: str) -> str:
        """Take what a title means where only numbers stand below it."""
        texts = self.cells(number).texts
        if meaning in {"dataset", "metric", "network"} and not self._known.dataset(texts[0]):
            return "scores" if meaning == "metric" else ""
        if meaning == "variant" and metrics.is_metric_word(self._folded[number]):
            return "variant" if set(texts) <= _BITS else "scores"
        return {"split": "run", "device": "ignored"}.get(meaning, meaning)

    def _spread(self, number: int) -> titles.Spread | None:
        spread = titles.spread_of(self.sheet.header[number])
        if spread is None or not (self.cells(number).has_numbers or self.cells(number).is_empty):
            return None
        return spread

    def _is_never_score(self, title: str) -> bool:
        """Say whether a title ends or begins in a word for numbers that are no scores: ``top1_diff``."""
        words = titles.words(title)
        return bool(words) and (words[-1] in vocabulary.NEVER_LAST or words[0] in vocabulary.NEVER_FIRST)

    def _is_no_score(self, number: int) -> bool:
        """Say whether numbers under a title that names no metric count something: ``n_wins``."""
        title = self.sheet.header[number]
        if self._is_never_score(title) or self._folded[number] in NAMES or self._is_count_of_names(number):
            return True
        words = titles.words(title)
        return bool(words) and (words[-1] in vocabulary.COUNTED_LAST or words[0] in vocabulary.COUNTED_FIRST)

    def _is_count_of_names(self, number: int) -> bool:
        """Say whether numbers tell how many networks or datasets there are: ``networks``."""
        one = self._folded[number].removesuffix("s")
        is_name = one in NAMES or MEANINGS.get(one) == "dataset"
        return one != self._folded[number] and is_name and self.cells(number).is_numeric

    def _generic(self, number: int, *, alone: bool) -> Title:
        """Return what a column called ``score`` or ``value`` says: nothing, where it is the only one."""
        title = self.sheet.header[number]
        read = titles.read(title, self._known)
        if alone and MEANINGS.get(fold(title)) == "score":
            return replace(read, metrics=())  # also where a metric is called so: its rows say it
        return read if alone or read.metrics else replace(read, metrics=(read.text,))

    # Networks

    def _network(self) -> int | None:
        """Return the column of networks: the one that is called so, or else the first that can be it."""
        header, columns = self.sheet.header, range(len(self.sheet.header))
        for number in columns:
            if self._stated.columns.get(fold(header[number])) == "network":
                return number
        if self._stated["network"] and (self.sheet.keyed or not self._is_named()):
            return None
        # Where networks are counted, what has a title of its own is no network but a board.
        entitled = _ENTITLED if any(map(self._is_count_of_names, columns)) else len(NAMES)
        named = [
            (NAMES[self._folded[number]], number)
            for number in columns
            if self._folded[number] in NAMES
            and fold(header[number]) not in self._stated.columns
            and not self._is_count_of_names(number)
            and NAMES[self._folded[number]] < entitled
            and (any(self.cells(number).texts) or not len(self.sheet.rows))
        ]
        # Names may be numbers, but then the title has to say so plainly, and no column of text can be it.
        fitting = [
            (self.cells(number).is_numeric, rank, number) for rank, number in named if rank < _PLAINLY
        ] or [(False, rank, number) for rank, number in named if not self.cells(number).is_numeric]
        if fitting:
            return min(fitting)[-1]
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

    def _is_named(self) -> bool:
        """Say whether some column names networks plainly, so that the user need not."""
        return any(
            NAMES.get(folded, _PLAINLY) < _PLAINLY
            and not self.cells(number).is_numeric
            and not self.cells(number).is_empty
            for number, folded in enumerate(self._folded)
        )

    def _parts(self) -> int | None:
        """Return the column of keys or of untitled names, where the user names the network of the table."""
        if not self._stated["network"] or not self.sheet.header:
            return None
        if "network" in self._stated.columns.values():
            return None
        title = self.sheet.header[0]
        is_untitled = _UNTITLED.fullmatch(title.strip()) and not self._is_named()
        is_text = not self.cells(0).is_numeric and not self.cells(0).is_empty
        return 0 if is_text and (self.sheet.keyed or is_untitled) else None

    def _index(self, network: int | None, roles: dict[str, list[int]]) -> dict[str, list[int]]:
        """Take an untitled index for folds if it starts anew for each network, or for what its tool says."""
        untitled = [
            number
            for number, title in enumerate(self.sheet.header)
            if number != network and _UNTITLED.fullmatch(title.strip()) and self.cells(number).is_numeric
        ]
        if "run" in roles or "step" in roles or not untitled:
            return {}
        titles_ = {title.strip() for title in self.sheet.header}
        if network is None and titles_ >= vocabulary.CROSS_VALIDATED:
            return {"run": untitled[:1]}
        if network is None and any(f"val_{title}" in titles_ for title in titles_):
            return {"step": untitled[:1]}  # the history of Keras
        if network is None:
            return {}
        index, names = self.cells(untitled[0]), self.cells(network)
        if len(index.texts) == len(index.codes):
            return {}
        pairs = set(zip(names.codes.tolist(), index.codes.tolist(), strict=True))
        first = min(range(len(index.texts)), key=lambda code: (len(index.texts[code]), index.texts[code]))
        starts_anew = all((code, first) in pairs for code in range(len(names.texts)))
        return {"run": [untitled[0]]} if starts_anew and len(pairs) == len(index.codes) else {}

    def _without_schedules(self, network: int | None, roles: dict[str, list[int]]) -> list[int]:
        """Leave out settings that follow a schedule: they change step by step, and tell nothing apart."""
        import pandas as pd

        kept = list(roles["variant"])
        others = [one for role in _APART if role != "variant" for one in roles.get(role, ())]
        telling = [*([] if network is None else [network]), *others]
        for number in roles["variant"]:
            is_schedule = self._folded[number] in SETTINGS and len(self.cells(number).texts) > 1
            if is_schedule and self.cells(number).is_numeric:
                rest = {one: self.cells(one).codes for one in (*telling, *kept) if one != number}
                if not pd.DataFrame(rest).duplicated().any():
                    kept.remove(number)
        return kept

    def _conditions_of_runs(
        self, network: int | None, roles: dict[str, list[int]], unused: Sequence[int]
    ) -> list[int]:
        """Take columns for conditions where runs of one number differ in them."""
        import pandas as pd

        if "run" not in roles or network is None:
            return []
        telling = [network, *(one for role in _APART for one in roles.get(role, ()))]
        keys = pd.DataFrame({number: self.cells(number).codes for number in telling})
        found = []
        for number in unused:
            if not keys.duplicated().any():
                break
            more = keys.assign(more=self.cells(number).codes)
            groups = more.drop(columns=roles["run"]).drop_duplicates()
            # What is another in nearly every row is the name of a run.
            if 2 * len(groups) <= len(more) and more.duplicated().sum() < keys.duplicated().sum():
                found.append(number)
                keys = more.rename(columns={"more": number})
        return found

    def _on_datasets_below(self, scores: list[Scores], roles: Mapping[str, object]) -> list[Scores]:
        """Take the keys below a metric for datasets, where nothing else names any: ``pass@1`` of ``mbpp``."""
        if not self.sheet.keyed or "dataset" in roles or self._stated["dataset"] or self.sheet.context:
            return scores
        below = {one.number: self.sheet.under.get(self.sheet.header[one.number]) for one in scores}
        if not all(
            keys and metrics.direction(keys[0]) and not metrics.direction(keys[1]) and not split_of(keys[1])
            for keys in below.values()
        ):
            return scores
        named = [(one, keys) for one in scores if (keys := below[one.number])]
        return [
            replace(one, title=replace(one.title, dataset=inner, before="", metrics=(metrics.plain(outer),)))
            for one, (outer, inner) in named
        ]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The rows of runs that are parts of another, by the row of that one."""
        titles_ = [title.strip().casefold() for title in self.sheet.header]
        parents = [number for number, title in enumerate(titles_) if title.endswith(_PARENT)]
        ids = [number for number, folded in enumerate(self._folded) if folded == "runid"]
        if not parents or not ids:
            return {}
        rows = {text: row for row, text in enumerate(self.cells(ids[0]).expanded().tolist()) if text}
        found: dict[int, list[int]] = {}
        for row, text in enumerate(self.cells(parents[0]).expanded().tolist()):
            if text in rows:
                found.setdefault(rows[text], []).append(row)
        return found

    # Columns that describe others

    def _describing(self) -> tuple[dict[int, dict[str, str]], set[int]]:
        """Take columns such as ``depth_metric``, by which exports describe the one called ``depth``."""
        numbers = {title.strip(): number for number, title in enumerate(self.sheet.header)}
        said: dict[int, dict[str, str]] = {}
        taken: set[int] = set()
        for title, number in numbers.items():
            beside = {one: numbers.get(f"{title}_{one}", -1) for one in _DESCRIBING}
            if not title or min(beside["metric"], beside["better"]) < 0 or not self.cells(number).has_numbers:
                continue
            texts = {one: self.cells(column).texts for one, column in beside.items() if column >= 0}
            if all(len(set(filter(None, those))) <= 1 for those in texts.values()):
                said[number] = {one: "".join(those) for one, those in texts.items()}
                taken |= {column for column in beside.values() if column >= 0}
        return said, taken

    def _described(self, number: int, beside: Mapping[str, str]) -> Scores:
        """Return a column of scores that is called after its dataset, and described by others."""
        title, metric = self.sheet.header[number].strip(), beside["metric"]
        dataset = title.removesuffix(f" {metric}") if metric else title
        known = self._known.dataset(dataset)
        named = titles.Title(
            title, dataset=known["dataset"] if known else dataset, metrics=(metric,) if metric else ()
        )
        return Scores(number, named, beside={one: text for one, text in beside.items() if one != "metric"})


_PLAIN_NAMES = frozenset("network model method name system approach algorithm agent llm".split())
"""Words of which one in a longer title says that names of networks stand there: ``Model / paper``."""

_PLAINLY = NAMES["framework"] + 1
"""So many of the words for networks say plainly that names stand there."""

_ENTITLED = NAMES["paper"]
"""From here on the words for networks are those of what introduced them."""

_BITS = {"4", "8", "16", "32", "64", ""}
"""What stands in a column called precision that is none of scores."""

_PARENT = ".parentrunid"
"""How the column ends that names the run which a run is a part of."""


def _bare(title: str) -> str:
    """Return a title without the word that a tracking tool puts in front of it: ``metrics.val/accuracy``."""
    found = vocabulary.SETTINGS_OF.fullmatch(title.strip()) or vocabulary.METRICS_OF.fullmatch(title.strip())
    return found["name"] if found else title


def _cost(title: str) -> str:
    """Return which cost a title counts: ``# of params`` the parameters; or nothing."""
    words = [word for word in titles.words(title) if word not in vocabulary.ABOUT_COUNTS]
    if words == ["size"] and re.search(r"[(\[][mb][)\]]\s*$", title.casefold()):
        return "params"  # Model size (B)
    meaning = MEANINGS.get(words[0], "") if len(words) == 1 else ""
    return meaning.removeprefix("cost:") if meaning.startswith("cost:") else ""


def _parted(numbers: Sequence[int], is_other: Callable[[int], bool]) -> tuple[list[int], list[int]]:
    """Part numbers in two."""
    return [one for one in numbers if not is_other(one)], [one for one in numbers if is_other(one)]


def setting(title: str, text: str) -> str:
    """Write a condition, with its title where that is needed to understand it: ``lr 0.1``."""
    name = _bare(title).strip()
    bare = _BRACKETS.sub(" ", name).strip()
    if fold(text) == fold(bare):
        return ""  # the text of a link
    return f"{bare} {text}" if text and (fold(bare) in SETTINGS or name != title.strip()) else text
