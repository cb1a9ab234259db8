"""What a file of other people says, score by score, on its way to a Leaderboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.board import Leaderboard, Unusable
from leaderboard.board.columns import LINKS, PAPERS, RESULTS
from leaderboard.errors import DataError
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import typed
from leaderboard.importers._reported import NUMBER, Reported, reported
from leaderboard.importers._scores import RANGES, complete

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from leaderboard.importers import Hints

_CONDITIONS = tuple(name for name in RESULTS if name not in {"network", "dataset", "score", "score_text"})

_NEEDED = ("place", "network", "dataset", "score_text", "split")
_SCORES = tuple(dict.fromkeys((*_NEEDED, *_CONDITIONS)))


class Finds:
    """Collects scores, and what is said of networks and datasets; keeps what cannot be used in view.

    What is found is kept by columns, of which pandas makes frames quickly.
    """

    def __init__(self, path: Path) -> None:
        """Take the file or folder that is read, for messages."""
        self.path = path
        self.unusable: list[Unusable] = []
        self._scores: dict[str, list[str]] = {name: [] for name in _SCORES}
        self._papers: dict[str, list[str]] = {name: [] for name in PAPERS}
        self._paper_of: dict[str, int] = {}
        self._links: dict[tuple[str, str, str], str] = {}
        self._told: dict[str, dict[str, str]] = {}

    def score(self, place: str, network: str, dataset: str, cell: str, **conditions: str) -> bool:
        """Take the score or scores that stand in a *cell*, as people write them.

        Returns False if nothing is reported there; what cannot be used is refused, and so is
        a score without a network or dataset.

        Args:
            place: Where it stands, such as ``list.md:12``.
            network: Its name.
            dataset: The name of the dataset as it stands there.
            cell: What is written; see :func:`leaderboard.importers._reported.reported`.
            conditions: Other columns of the results, such as ``variant`` and ``source``.
        """
        given = {name: [value] for name, value in conditions.items()}
        return not self.scores([place], [network], [dataset], [cell], **given)

    def scores(
        self,
        places: Sequence[str],
        networks: Sequence[str],
        datasets: Sequence[str],
        cells: Sequence[str],
        **conditions: Sequence[str],
    ) -> list[int]:
        """Take many cells at once, as :meth:`score` takes one; return which hold none."""
        found: list[int] = []
        texts: list[str] = []
        notes: dict[int, str] = {}
        unreported: list[int] = []
        percent: set[str] = set()
        named = all(networks) and all(datasets)
        for number, cell in enumerate(cells):
            plain = cell.removesuffix("%")
            if named and NUMBER.fullmatch(plain):  # as most are
                if plain is not cell:
                    percent.add(datasets[number])
                found.append(number)
                texts.append(plain)
                continue
            scores = self._usable(cell, places[number], networks[number], datasets[number])
            if scores is None:
                unreported.append(number)
            for score in scores or ():
                if score.note:
                    notes[len(found)] = score.note
                if score.percent:
                    percent.add(datasets[number])
                found.append(number)
                texts.append(score.text)
        for dataset in percent:
            self.tell(dataset, unit="%")
        begins = len(self._scores["note"])
        given = {"place": places, "network": networks, "dataset": datasets, **conditions}
        _extend(self._scores, given, found)
        self._scores["score_text"][begins:] = texts
        for number, note in notes.items():
            before = self._scores["note"][begins + number]
            self._scores["note"][begins + number] = f"{before}; {note}" if before else note
        return unreported

    def _usable(self, cell: str, place: str, network: str, dataset: str) -> list[Reported] | None:
        """Return the scores in a cell; None if nothing is reported, and none of those that are refused."""
        try:
            scores = reported(cell)
        except ValueError as error:
            self.refuse(place, f"{error} ({short(network)} on {short(dataset)})" if network else str(error))
            return []
        if scores and not (network and dataset):
            self.refuse(place, f"no {'dataset' if network else 'network'} is named")
            return []
        return scores or None

    def refuse(self, place: str, reason: str) -> None:
        """Keep in view what cannot be used."""
        self.unusable.append(Unusable(place, reason))

    def tell(self, dataset: str, **said: str) -> None:
        """Describe a *dataset* by columns of its table; what was said first counts."""
        told = self._told.setdefault(dataset, {})
        for name, value in said.items():
            told.setdefault(name, value)

    def paper(self, network: str, **facts: str) -> None:
        """Say something of the paper of a *network* by columns of the papers; what was said first counts."""
        self.papers([network])
        number = self._paper_of[network]
        for name, value in facts.items():
            column = self._papers[name]
            column[number] = column[number] or value

    def papers(self, networks: Sequence[str], **facts: Sequence[str]) -> list[int]:
        """Say something of many papers at once; networks of which something was said are passed over.

        Returns which of the *networks* were not, by their numbers.
        """
        known = self._paper_of
        begins = len(known)
        first: list[int] = []
        for number, network in enumerate(networks):
            if network and network not in known:
                known[network] = begins + len(first)
                first.append(number)
        _extend(self._papers, {"paper": networks, "network": networks, **facts}, first)
        return first

    def link(self, network: str, kind: str, url: str, detail: str = "") -> None:
        """Give an address of a *network*; what is no address is passed over."""
        if "://" in url:
            if network not in self._paper_of:
                self.papers([network])
            self._links.setdefault((network, kind, url), detail)

    def leaderboard(self, hints: Hints, *remarks: str) -> Leaderboard:
        """Return what was found.

        Raises:
            DataError: There is no score that can be used.
        """
        import pandas as pd

        said = {name: column for name, column in self._scores.items() if name in _NEEDED or any(column)}
        rows = pd.DataFrame({name: _categories(said[name]) for name in ("network", "dataset")})
        rows = rows.assign(**{name: pd.Series(said[name], dtype="str") for name in said if name not in rows})
        facts = {name: column for name, column in self._papers.items() if any(column)}
        papers = pd.DataFrame(facts, index=range(len(self._paper_of)), dtype="str")
        papers = papers.assign(**dict.fromkeys(self._papers.keys() - facts.keys(), ""))
        given = Descriptions(better=hints.better)
        rows, datasets, assumed = given.identify(rows, "score", told=self._told)
        rows = rows.assign(score=list(map(float, self._scores["score_text"])))
        outside = _out_of_range(rows, datasets)
        refused = rows.loc[outside, ["place", "score_text", "network", "dataset"]]
        for place, text, network, dataset in refused.to_numpy().tolist():
            self.refuse(place, f"{text} is not between 0 and 100 % ({short(network)} on {short(dataset)})")
        rows = rows[~outside]
        if rows.empty:
            raise self._nothing()
        networks, kinds, urls = zip(*self._links, strict=True) if self._links else ((), (), ())
        links = {"paper": networks, "kind": kinds, "detail": list(self._links.values()), "url": urls}
        return Leaderboard(
            complete(rows, RESULTS).reset_index(drop=True),
            typed(papers[list(PAPERS)]),
            pd.DataFrame(links, columns=list(LINKS), dtype="str"),
            datasets,
            (*remarks, *assumed),
            unusable=tuple(self.unusable),
        )

    def _nothing(self) -> DataError:
        if not self.unusable:
            return DataError(self.path, "no score was found in it")
        first = self.unusable[0]
        return DataError(
            self.path, f"none of its {len(self.unusable)} scores can be used; {first.place}: {first.reason}"
        )


def short(name: str) -> str:
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"


_LONG = 40


def _categories(column: Sequence[str]) -> pd.Categorical[str]:
    """Return the texts of a column as categories, in the order in which they occur."""
    import numpy as np
    import pandas as pd

    codes, texts = pd.factorize(np.array(column, dtype="object"))
    return pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str"))


def _extend(
    columns: dict[str, list[str]], given: Mapping[str, Sequence[str]], numbers: Sequence[int]
) -> None:
    """Add to *columns* what is *given*, of which the items of some *numbers*; often that is all of them."""
    for name, column in columns.items():
        new = given.get(name)
        if new is None:
            column.extend([""] * len(numbers))
        elif numbers == list(range(len(new))):
            column.extend(new)
        else:
            column.extend(map(new.__getitem__, numbers))


def _out_of_range(rows: pd.DataFrame, datasets: pd.DataFrame) -> pd.Series[bool]:
    """Say which scores cannot be, on datasets whose unit is known."""
    import numpy as np
    import pandas as pd

    outside = pd.Series(~np.isfinite(rows["score"]), index=rows.index)
    for unit, (low, high) in RANGES.items():
        bounded = datasets.loc[(datasets["unit"] == unit) & (datasets["metric"] == "mIoU"), "dataset"]
        outside |= rows["dataset"].isin(bounded) & ~rows["score"].between(low, high)
    return outside
