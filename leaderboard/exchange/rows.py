"""The measurements of a board as writers take them: safe text, in an order that stays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from leaderboard.board import metrics
from leaderboard.board.columns import RESULTS
from leaderboard.errors import AmbiguousName
from leaderboard.exchange.texts import number
from leaderboard.reading import Known
from leaderboard.table import printable, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

Row: TypeAlias = dict[str, str]
"""One measurement: the columns of the results and :data:`DESCRIBED`, all text, empty where unknown; and
``counted_on``, the split that it counts on."""

DESCRIBED = ("unit", "better", "group")
"""What is known of the metric of a row."""

_SPLITS = {"test": 0, "": 1, "val": 2}


@dataclass(frozen=True)
class Paper:
    """What is known of the paper of a network."""

    title: str = ""
    date: str = ""
    links: tuple[tuple[str, str, str], ...] = ()
    """Kind, detail and address of each link."""

    def addresses(self, kind: str) -> list[tuple[str, str]]:
        """Return detail and address of the links of a *kind*."""
        return [(detail, url) for one, detail, url in self.links if one == kind]

    @property
    def url(self) -> str:
        """The address of the paper; empty where it is not known."""
        return next((url for _, url in self.addresses("paper")), "")


class Rows:
    """The measurements that are chosen of a board, and what is known around them."""

    def __init__(self, board: Board) -> None:
        """Take a *board*; where a split or a metric of it was chosen, only that counts."""
        self.board = chosen(board)

    @cached_property
    def rows(self) -> list[Row]:
        """The scores, runs taken together, by dataset, metric, split and network."""
        import pandas as pd

        frame = described(self.board, self.board.scores)
        frame["counted_on"] = self.board.counted_on().astype("object").map(printable)
        values = {name: frame.pop(name).tolist() for name in ("score", "spread", "runs")}
        columns = {name: frame[name].tolist() for name in frame.columns}
        columns["score"] = list(map(number, values["score"], columns["score_text"]))
        columns["spread"] = [
            number(value, text) if text else ""
            for value, text in zip(values["spread"], columns["spread_text"], strict=True)
        ]
        columns["runs"] = ["" if pd.isna(value) else str(int(value)) for value in values["runs"]]
        names = list(columns)
        found = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return sorted(found, key=self._order)

    def _order(self, row: Row) -> tuple[object, ...]:
        return (
            self._dataset_order.get(row["dataset"], 0),
            self._metric_order.get((row["dataset"], row["metric"]), 0),
            _SPLITS.get(row["counted_on"], len(_SPLITS)),
            row["counted_on"],
            row["network"].casefold(),
            *(row[name] for name in RESULTS),
        )

    @cached_property
    def _dataset_order(self) -> dict[str, int]:
        return {printable(name): at for at, name in enumerate(self.board.datasets_table["dataset"])}

    @cached_property
    def _metric_order(self) -> dict[tuple[str, str], int]:
        pairs = zip(self.board.metrics_table["dataset"], self.board.metrics_table["metric"], strict=True)
        return {(printable(dataset), printable(metric)): at for at, (dataset, metric) in enumerate(pairs)}

    @cached_property
    def networks(self) -> list[str]:
        """The networks that have a score, each once, in order."""
        return sorted({row["network"] for row in self.rows}, key=lambda name: (name.casefold(), name))

    @cached_property
    def datasets(self) -> dict[str, dict[str, str]]:
        """The datasets that have scores, in order, each with what is said of it."""
        used = {row["dataset"] for row in self.rows}
        rows = self.board.datasets_table.to_dict("records")
        found = ({str(name): printable(str(text)) for name, text in row.items()} for row in rows)
        return {row["dataset"]: row for row in found if row["dataset"] in used}

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """What is known of the papers of the networks."""
        links: dict[str, list[tuple[str, str, str]]] = {}
        for paper, kind, detail, url in self.board.links_table[["paper", "kind", "detail", "url"]].itertuples(
            index=False
        ):
            if web_address(url):
                links.setdefault(paper, []).append((printable(kind), printable(detail), web_address(url)))
        facts = self.board.network_facts
        columns = (facts[name].tolist() for name in ("paper", "title", "date"))
        return {
            printable(network): Paper(printable(title), printable(date), tuple(links.get(paper, ())))
            for network, paper, title, date in zip(facts.index, *columns, strict=True)
        }

    def paper(self, network: str) -> Paper:
        """Return what is known of the paper of a *network*."""
        return self.papers.get(network, Paper())

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """Those of the datasets whose title means them to everybody who has this program."""
        known = Known()
        found: dict[str, dict[str, str]] = {}
        for name, row in self.datasets.items():
            try:
                meant = known.dataset(row["title"])
            except AmbiguousName:
                continue
            if meant is not None and meant["dataset"] == name:
                found[name] = meant
        return found

    def called(self, dataset: str) -> str:
        """Return what a dataset is called so that it is read as the same: its title if known, or its id."""
        return self.datasets[dataset]["title"] if dataset in self.known else dataset


def chosen(board: Board) -> Board:
    """Keep the scores on the split and in the metric that were chosen of a board, if any were."""
    from dataclasses import replace

    if board.split is not None:
        board = board.on_split(board.split)
    if board.metric is None:
        return board
    scores = board.results_table
    fitting = [name for name in scores["metric"].unique() if metrics.same(name, board.metric)]
    return replace(board, results_table=scores[scores["metric"].isin(fitting)])


def described(board: Board, scores: pd.DataFrame) -> pd.DataFrame:
    """Return scores with what is known of their metrics behind them; no text in it does anything."""
    import pandas as pd

    about = board.metrics_table[["dataset", "metric", *DESCRIBED]].drop_duplicates(["dataset", "metric"])
    left = scores.astype({"dataset": "str", "metric": "str"})
    frame = left.merge(about, on=["dataset", "metric"], how="left").set_axis(scores.index)
    for name in frame.columns:
        if not pd.api.types.is_numeric_dtype(frame[name].dtype):
            texts = frame[name].tolist()
            written = {text: printable(text) if isinstance(text, str) else "" for text in set(texts)}
            frame[name] = pd.Series([written[text] for text in texts], index=frame.index, dtype="object")
    return frame


def side_by_side(rows: Iterable[Row], alike: Sequence[str]) -> list[list[Row]]:
    """Put rows that are *alike* in some columns together, as long as each is in another metric.

    A second score in a metric begins a group of its own, so that none is lost.
    """
    groups: dict[tuple[str, ...], list[list[Row]]] = {}
    for row in rows:
        those = groups.setdefault(tuple(row[name] for name in alike), [])
        free = next((one for one in those if row["metric"] not in {other["metric"] for other in one}), None)
        if free is None:
            those.append([row])
        else:
            free.append(row)
    return [group for those in groups.values() for group in those]


def written_out(row: Row) -> str:
    """Write a score as people do, with its spread and its unit: ``85.1% ± 0.3``, ``12.0 ± 0.4 ms``."""
    unit = row["unit"] if has_unit(row["unit"]) else ""
    spread = f" ± {row['spread']}" if row["spread"] else ""
    return f"{row['score']}%{spread}" if unit == "%" else f"{row['score']}{spread} {unit}".rstrip()


def has_unit(unit: str) -> bool:
    """Say whether a unit is understood behind a number."""
    return metrics.unit_of(unit) == unit != "/s"
