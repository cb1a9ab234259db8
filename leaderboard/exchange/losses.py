"""What a format does not hold, counted and named: nothing is left out in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.columns import DATASETS
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leaderboard.exchange.rows import Row, Rows

_LABELS = {
    "split": "split",
    "variant": "variant",
    "test_time": "test time",
    "extra_data": "extra data",
    "spread": "spread",
    "spread_of": "kind of spread",
    "runs": "number of runs",
    "run": "single runs",
    "resolution": "resolution",
    "protocol": "protocol",
    "date": "date",
    "evidence": "evidence",
    "source": "source",
    "note": "note",
    "unit": "unit",
    "better": "what is better",
    "group": "group of parts",
}
"""The columns of a measurement that a format may lack, with their names in a sentence."""

_OF_PAPERS = ("title", "aliases", "authors", "venue", "year", "date", "topic", "tags", "status")
_OF_DATASETS = tuple(name for name in DATASETS if name not in {"dataset", "metric", "unit", "better"})


class Losses:
    """Counts what is not held by a format."""

    def __init__(self, format_: str, rows: Rows) -> None:
        """Begin with nothing, for the *rows* that are written."""
        self._format, self._rows = format_, rows
        self._lost: dict[str, str] = {}

    def scores(self, what: str, number: int) -> None:
        """Say that of a *number* of scores something is not held."""
        self._add(_LABELS.get(what, what), number, "score")

    def count(self, column: str, is_lost: Callable[[Row], bool]) -> None:
        """Count the scores of which what stands in a *column* is lost."""
        self.scores(column, sum(map(is_lost, self._rows.rows)))

    def columns(self, *held: str) -> None:
        """Count what is said in all columns of a measurement but those that are *held*."""
        for name in _LABELS:
            if name not in held and name not in {"run", *_UNDERSTOOD}:
                self.count(name, lambda row, name=name: bool(row[name]))  # type: ignore[misc]

    def single_runs(self) -> None:
        """Count the runs that are taken together."""
        if self._rows.board.runs != "each":
            self._add(_LABELS["run"], int((self._rows.board.results_table["run"] != "").sum()), "run")

    def understood(self, *, unit: bool) -> None:
        """Count what a reader does not understand of metrics by their names and numbers.

        *unit* says whether units stand behind numbers.
        """
        from leaderboard.exchange.rows import has_unit

        def known(row: Row) -> dict[str, str]:
            about = self._rows.known.get(row["dataset"], {})
            return about if about and metrics.same(about["metric"], row["metric"]) else {}

        def unit_of(row: Row) -> str:
            return known(row).get("unit", "") or (row["unit"] if unit and has_unit(row["unit"]) else "")

        def better(row: Row) -> str:
            return known(row).get("better", "") or metrics.direction(row["metric"], unit_of(row))

        self.count("unit", lambda row: unit_of(row) != row["unit"])
        self.count("better", lambda row: better(row) != row["better"])

    def ranking_metrics(self) -> None:
        """Count the datasets of which it is not said which of several metrics ranks."""
        measured: dict[str, set[str]] = {}
        for row in self._rows.rows:
            measured.setdefault(row["dataset"], set()).add(row["metric"])
        several = [
            name for name, those in measured.items() if len(those) > 1 and name not in self._rows.known
        ]
        self._add("the metric that ranks", len(several), "dataset")

    def around(self, *held: str, links: Iterable[str] = ()) -> None:
        """Name what is said of papers, of datasets and of speeds, but what is *held* of papers."""
        self._papers(held, set(links))
        self._datasets()
        self._metrics()
        networks = set(self._rows.board.results_table["network"].unique())
        speeds = self._rows.board.speeds_table
        self._add("speeds and sizes", int(speeds["network"].isin(networks).sum()), "row")

    def _papers(self, held: Iterable[str], links: set[str]) -> None:
        import pandas as pd

        papers = self._rows.board.papers_table
        networks = set(self._rows.networks)
        named = [any(printable(one) in networks for one in text.split(";")) for text in papers["network"]]
        used = papers[pd.Series(named, index=papers.index, dtype="bool")]
        lost = [
            name
            for name in _OF_PAPERS
            if name not in held and (used[name].notna() & (used[name].astype("str") != "")).any()
        ]
        kinds = sorted({kind for name in networks for kind, _, _ in self._rows.paper(name).links} - links)
        lost += [f"{kind} links" for kind in kinds]
        if lost:
            self._lost[f"of papers: {' / '.join(lost)}"] = ""
        self._add("papers without a score here", len(papers) - len(used), "paper")

    def _datasets(self) -> None:
        lost: dict[str, None] = {}
        for name, said in self._rows.datasets.items():
            known = self._rows.known.get(name, {"title": name})
            lost |= {
                column: None for column in _OF_DATASETS if said[column] and said[column] != known.get(column)
            }
        if lost:
            self._lost[f"of datasets: {' / '.join(one for one in _OF_DATASETS if one in lost)}"] = ""

    def _metrics(self) -> None:
        table = self._rows.board.metrics_table
        used = {(row["dataset"], row["metric"]) for row in self._rows.rows}
        pairs = zip(table["dataset"], table["metric"], table["title"], table["note"], strict=True)
        lost = {
            what
            for dataset, metric, title, note in pairs
            if (printable(dataset), printable(metric)) in used
            for what, is_lost in (("title", title not in {"", metric}), ("note", bool(note)))
            if is_lost
        }
        if lost:
            self._lost[f"of metrics: {' / '.join(sorted(lost, reverse=True))}"] = ""

    def _add(self, what: str, number: int, thing: str) -> None:
        if number:
            self._lost[what] = f" ({number} {thing}{'' if number == 1 else 's'})"

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence that names all of it; none where nothing is lost."""
        if not self._lost:
            return ()
        return (f"{self._format} does not hold: {', '.join(what + how for what, how in self._lost.items())}",)


_UNDERSTOOD = ("unit", "better")
"""What a reader may understand without being told."""
