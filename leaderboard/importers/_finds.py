"""What a file of other people says, score by score, on its way to a Leaderboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import Leaderboard, Unusable
from leaderboard.columns import LINKS, PAPERS, RESULTS
from leaderboard.errors import DataError
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import typed
from leaderboard.importers._reported import reported
from leaderboard.importers._scores import RANGES, complete

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from leaderboard.importers import Hints

_CONDITIONS = tuple(name for name in RESULTS if name not in {"network", "dataset", "score", "score_text"})


class Finds:
    """Collects scores, and what is said of networks and datasets; keeps what cannot be used in view."""

    def __init__(self, path: Path) -> None:
        """Take the file or folder that is read, for messages."""
        self.path = path
        self.unusable: list[Unusable] = []
        self._rows: list[tuple[str, ...]] = []
        self._papers: dict[str, dict[str, str]] = {}
        self._links: dict[tuple[str, str, str], str] = {}
        self._told: dict[str, dict[str, str]] = {}

    def score(self, place: str, network: str, dataset: str, cell: str, **conditions: str) -> None:
        """Take the score or scores that stand in a *cell*, as people write them.

        Args:
            place: Where it stands, such as ``list.md:12``.
            network: Its name.
            dataset: The name of the dataset as it stands there.
            cell: What is written; see :func:`leaderboard.importers._reported.reported`.
            conditions: Other columns of the results, such as ``variant`` and ``source``.
        """
        try:
            scores = reported(cell)
        except ValueError as error:
            self.refuse(place, f"{error} ({network} on {dataset})" if network else str(error))
            return
        if scores and not (network and dataset):
            self.refuse(place, f"no {'dataset' if network else 'network'} is named")
            return
        given = [conditions.get(name, "") for name in _CONDITIONS[:-1]]
        for score in scores:
            note = "; ".join(filter(None, (conditions.get("note", ""), score.note)))
            self._rows.append((place, network, dataset, score.text, *given, note))
            if score.percent:
                self.tell(dataset, unit="%")

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
        paper = self._papers.setdefault(network, {"paper": network, "network": network})
        for name, value in facts.items():
            if value:
                paper.setdefault(name, value)

    def link(self, network: str, kind: str, url: str, detail: str = "") -> None:
        """Give an address of a *network*; what is no address is passed over."""
        if "://" in url:
            self._papers.setdefault(network, {"paper": network, "network": network})
            self._links.setdefault((network, kind, url), detail)

    def leaderboard(self, hints: Hints, *remarks: str) -> Leaderboard:
        """Return what was found.

        Raises:
            DataError: There is no score that can be used.
        """
        import pandas as pd

        columns = ["place", "network", "dataset", "score_text", *_CONDITIONS]
        rows = pd.DataFrame(self._rows, columns=columns, dtype="str")
        given = Descriptions(better=hints.better)
        rows, datasets, assumed = given.identify(rows, "score", told=self._told)
        rows = rows.assign(score=rows["score_text"].astype("float64"))
        outside = _out_of_range(rows, datasets)
        refused = rows.loc[outside, ["place", "score_text", "network", "dataset"]]
        for place, text, network, dataset in refused.to_numpy().tolist():
            self.refuse(place, f"{text} is not between 0 and 100 % ({network} on {dataset})")
        rows = rows[~outside]
        if rows.empty:
            raise self._nothing()
        papers = pd.DataFrame(list(self._papers.values()), columns=list(PAPERS), dtype="str").fillna("")
        links = [(network, kind, detail, url) for (network, kind, url), detail in self._links.items()]
        return Leaderboard(
            complete(rows, RESULTS).reset_index(drop=True),
            typed(papers),
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


def _out_of_range(rows: pd.DataFrame, datasets: pd.DataFrame) -> pd.Series[bool]:
    """Say which scores cannot be, on datasets whose unit is known."""
    import numpy as np
    import pandas as pd

    outside = pd.Series(~np.isfinite(rows["score"]), index=rows.index)
    for unit, (low, high) in RANGES.items():
        bounded = datasets.loc[(datasets["unit"] == unit) & (datasets["metric"] == "mIoU"), "dataset"]
        outside |= rows["dataset"].isin(bounded) & ~rows["score"].between(low, high)
    return outside
