"""What people import: a board that answers questions."""

from __future__ import annotations

import os
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.board.board import Board

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from os import PathLike

    import pandas as pd
    from matplotlib.figure import Figure

    from leaderboard.board.board import Runs
    from leaderboard.notebook import Shown, View
    from leaderboard.plots import Picture
    from leaderboard.reading import PathOrAddress
    from leaderboard.reading.large import Large


_LEADERS = 20
"""So many of the leaders are shown for a board."""


class Leaderboard(Board):
    """A board that answers questions; each answer is a frame with plain columns.

    :attr:`view` has the same answers as people read them.
    """

    def __repr__(self) -> str:
        return f"<Leaderboard: {self._summary}>"

    def _repr_html_(self) -> str:
        """Show the leaders, as a notebook does."""
        return f"<p>{self._summary}</p>\n{self._leaders._repr_html_()}"

    def _repr_markdown_(self) -> str:
        return f"{self._summary}\n\n{self._leaders._repr_markdown_()}"

    def _repr_latex_(self) -> str:
        return f"{self._summary}\n\n{self._leaders._repr_latex_()}"

    @property
    def _leaders(self) -> Shown:
        return self.view.top().first(_LEADERS)

    @property
    def _summary(self) -> str:
        counts = {name: self.results_table[name].nunique() for name in ("network", "dataset")}
        said = [(len(self.results_table), "score"), *((number, name) for name, number in counts.items())]
        scores, networks, datasets = (f"{number:,} {name}{'s' * (number != 1)}" for number, name in said)
        return f"{scores} of {networks} on {datasets}"

    @cached_property
    def view(self) -> View:
        """The answers as tables for people, with links, signs and bold, which a notebook shows."""
        from leaderboard.notebook import View

        return View(self)

    def top(
        self,
        dataset: str | None = None,
        *,
        split: str | None = None,
        metric: str | None = None,
        limit: int | None = None,
        every_score: bool = False,
    ) -> pd.DataFrame:
        """Rank the networks of a *dataset*; without one, give the leaders of every board.

        See :func:`leaderboard.answers.ranking.top` and :func:`leaderboard.answers.ranking.leaders`.
        """
        from leaderboard.answers import ranking

        if dataset is None:
            return ranking.leaders(self.on_split(split).in_metric(metric))[:limit]
        chosen = self.on(dataset, split=split, metric=metric)
        return ranking.top(chosen, limit=limit, every_score=every_score)

    def show(self, *networks: str) -> pd.DataFrame:
        """Give each score of the *networks* with its place; see :func:`leaderboard.answers.ranking.show`."""
        from leaderboard.answers import ranking

        return ranking.show(self, networks)

    def table(self) -> pd.DataFrame:
        """Put networks in rows and datasets in columns; see :func:`leaderboard.answers.ranking.table`."""
        from leaderboard.answers import ranking

        return ranking.table(self)

    def rank(self) -> pd.DataFrame:
        """Rank every score of every board; see :func:`leaderboard.answers.ranking.rank`."""
        from leaderboard.answers import ranking

        return ranking.rank(self)

    def datasets(self, query: str = "") -> pd.DataFrame:
        """List the boards; see :func:`leaderboard.answers.listing.datasets`."""
        from leaderboard.answers import listing

        return listing.datasets(self, query)

    def papers(self, query: str = "", *, topic: str | None = None) -> pd.DataFrame:
        """List the papers, the latest first; see :func:`leaderboard.answers.listing.papers`."""
        from leaderboard.answers import listing

        return listing.papers(self, query, topic=topic)

    def history(
        self, dataset: str | None = None, *, split: str | None = None, metric: str | None = None
    ) -> pd.DataFrame:
        """Give the records of a *dataset*, or of each; see :func:`leaderboard.answers.history.history`."""
        from leaderboard.answers import history

        if dataset is None:
            return history.history(self.on_split(split).in_metric(metric))
        return history.history(self.on(dataset, split=split, metric=metric))

    def records(self, *, today: date | None = None) -> pd.DataFrame:
        """Give the record that stands on every board; see :func:`leaderboard.answers.history.records`."""
        from datetime import datetime

        from leaderboard.answers import history

        return history.records(self, today or datetime.now().astimezone().date())

    def plot_top(
        self,
        dataset: str,
        *,
        split: str | None = None,
        metric: str | None = None,
        limit: int | None = 10,
        every_score: bool = False,
        dark: bool = False,
    ) -> Figure:
        """Draw the best networks of a *dataset*, with spreads; see :func:`leaderboard.plots.top.chart`."""
        from leaderboard.plots.top import chart

        chosen = self.on(dataset, split=split, metric=metric)
        return _drawn(chart(chosen, limit=limit, every_score=every_score), chosen, dark=dark)

    def plot_history(
        self, dataset: str, *, split: str | None = None, metric: str | None = None, dark: bool = False
    ) -> Figure:
        """Draw the scores of a *dataset* over time; see :func:`leaderboard.plots.history.chart`."""
        from leaderboard.plots.history import chart

        chosen = self.on(dataset, split=split, metric=metric)
        return _drawn(chart(chosen), chosen, dark=dark)

    def tradeoff(
        self,
        dataset: str,
        *,
        by: str = "fps",
        device: str | None = None,
        split: str | None = None,
        metric: str | None = None,
    ) -> pd.DataFrame:
        """Put networks by what they cost; see :func:`leaderboard.answers.tradeoff.tradeoff`."""
        from leaderboard.answers import tradeoff

        return tradeoff.tradeoff(self.on(dataset, split=split, metric=metric), by=by, device=device)

    def plot_tradeoff(
        self,
        dataset: str,
        *,
        by: str = "fps",
        device: str | None = None,
        split: str | None = None,
        metric: str | None = None,
        dark: bool = False,
    ) -> Figure:
        """Draw scores of a *dataset* by what they cost; see :func:`leaderboard.plots.tradeoff.picture`."""
        from leaderboard.plots.tradeoff import picture

        chosen = self.on(dataset, split=split, metric=metric)
        return _drawn(picture(chosen, by=by, device=device), chosen, dark=dark)

    def cite(self, *names: str, part: Board | None = None) -> pd.DataFrame:
        """Give the BibTeX entries of some or all; see :func:`leaderboard.answers.bibtex.cite`."""
        from leaderboard.answers import bibtex

        return bibtex.cite(self, names, part=part)

    def compare(self, *networks: str, all_datasets: bool = False) -> pd.DataFrame:
        """Put *networks* side by side; see :func:`leaderboard.answers.comparison.compare`."""
        from leaderboard.answers import comparison

        return comparison.compare(self, networks, all_datasets=all_datasets)

    def plot_compare(self, *networks: str, all_datasets: bool = False, dark: bool = False) -> Figure:
        """Draw *networks* side by side; see :func:`leaderboard.plots.compare.chart`."""
        from leaderboard.answers import comparison
        from leaderboard.plots.compare import chart

        found = comparison.compare(self, networks, all_datasets=all_datasets)
        names = comparison.named(self, networks)
        return _drawn(chart(self, found, names), comparison.scores_of(self, names), dark=dark)

    def overall(
        self,
        *,
        datasets: Sequence[str] | None = None,
        method: str = "win-rate",
        min_datasets: int | None = None,
        min_networks: int | None = None,
        with_doubtful: bool = False,
    ) -> pd.DataFrame:
        """Rank the networks over several datasets; see :func:`leaderboard.answers.overall.overall`."""
        from leaderboard.answers import overall

        return overall.overall(
            self,
            datasets=datasets,
            method=method,
            min_datasets=min_datasets,
            min_networks=min_networks,
            with_doubtful=with_doubtful,
        )

    def plot_overall(
        self,
        *,
        datasets: Sequence[str] | None = None,
        method: str = "win-rate",
        min_datasets: int | None = None,
        min_networks: int | None = None,
        with_doubtful: bool = False,
        limit: int | None = 10,
        dark: bool = False,
    ) -> Figure:
        """Draw the places of networks over several datasets; see :func:`leaderboard.plots.overall.chart`."""
        from leaderboard.plots.overall import chart

        ranges = chart(
            self,
            datasets=datasets,
            method=method,
            min_datasets=min_datasets,
            min_networks=min_networks,
            with_doubtful=with_doubtful,
            limit=limit,
        )
        return _drawn(ranges, self, dark=dark)


def _drawn(picture: Picture, board: Board, *, dark: bool) -> Figure:
    """Draw a picture of a *board*, which says of when its newest score is."""
    from leaderboard.answers.history import newest_score
    from leaderboard.plots import dated, figure

    return figure.draw(dated(picture, newest_score(board)), dark=dark)


class LargeLeaderboard(Leaderboard):
    """A leaderboard whose data is in an engine, which is asked for what an answer needs.

    The engine looks for the dataset that is chosen before it takes the best. What is chosen beside that is
    kept apart by the engine and chosen after it, since the metric that ranks a dataset depends on all of it.
    """

    def __init__(self, data: Large, runs: Runs, chosen: tuple[_Choice, ...] = ()) -> None:
        """Take what an engine has, and what was chosen of it before."""
        for name, value in {"_data": data, "runs": runs, "_chosen": chosen}.items():
            object.__setattr__(self, name, value)

    def __getattribute__(self, name: str) -> Any:
        """Read what is chosen as soon as anything else is asked than to choose."""
        own = LargeLeaderboard.__dict__
        if name.startswith("__") or name in own or name in {"_data", "_chosen", "runs"}:
            return super().__getattribute__(name)
        return getattr(self._read, name)

    def __repr__(self) -> str:
        if "_read" in self.__dict__:
            return repr(self._read)
        return f"<Leaderboard: {self._data.name}, of which nothing is read before it is asked for>"

    @cached_property
    def _read(self) -> Leaderboard:
        return self._taken()

    def _taken(self, dataset: str | None = None, networks: Sequence[str] = ()) -> Leaderboard:
        """Take what is chosen out of the engine; of some *networks* every score, and not only the best."""
        from leaderboard.reading.wanted import Wanted

        dataset = next((one.dataset for one in self._chosen if one.dataset), dataset)
        board = answering(self._data.read(Wanted(dataset, tuple(networks))).board, runs=self.runs)
        for one in self._chosen:
            board = one.of(board)
        return board

    def _choosing(self, of: Callable[[Leaderboard], Leaderboard], dataset: str | None = None) -> Any:
        return LargeLeaderboard(self._data, self.runs, (*self._chosen, _Choice(of, dataset)))

    def on(self, dataset: str, *, split: str | None = None, metric: str | None = None) -> Any:
        """Choose a dataset, which the engine looks for; see :meth:`leaderboard.board.board.Board.on`."""
        return self._choosing(lambda board: board.on(dataset, split=split, metric=metric), dataset)

    def on_split(self, split: str | None) -> Any:
        """Choose a split; see :meth:`leaderboard.board.board.Board.on_split`."""
        return self._choosing(lambda board: board.on_split(split))

    def in_metric(self, metric: str | None) -> Any:
        """Rank by a metric; see :meth:`leaderboard.board.board.Board.in_metric`."""
        return self._choosing(lambda board: board.in_metric(metric))

    def where(self, **said: Any) -> Any:
        """Keep what fits; see :meth:`leaderboard.board.board.Board.where`."""
        return self._choosing(lambda board: board.where(**said))

    def top(self, dataset: str | None = None, **said: Any) -> pd.DataFrame:
        """Rank the networks of a *dataset*; see :meth:`Leaderboard.top`."""
        return self._on_one(dataset).top(dataset, **said)

    def history(self, dataset: str | None = None, **said: Any) -> pd.DataFrame:
        """Give the records of a *dataset*; see :meth:`Leaderboard.history`."""
        return self._on_one(dataset).history(dataset, **said)

    def show(self, *networks: str) -> pd.DataFrame:
        """Give each score of the *networks*; see :meth:`Leaderboard.show`."""
        return self._taken(networks=networks).show(*networks)

    def compare(self, *networks: str, all_datasets: bool = False) -> pd.DataFrame:
        """Put *networks* side by side; see :meth:`Leaderboard.compare`."""
        return self._taken(networks=networks).compare(*networks, all_datasets=all_datasets)

    def _on_one(self, dataset: str | None) -> Leaderboard:
        return self._read if dataset is None or "_read" in self.__dict__ else self._taken(dataset)


class _Choice(NamedTuple):
    """What was chosen of a board, and the dataset, where it was one."""

    of: Callable[[Leaderboard], Leaderboard]
    dataset: str | None


def load(
    path: Any = None,
    *,
    stated: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    table: str | int | None = None,
    runs: Runs = "mean",
    raise_limits: int = 1,
    rev: str | None = None,
) -> Leaderboard:
    """Read a leaderboard.

    Args:
        path: A frame of pandas, Polars, PyArrow, DuckDB, Ibis, PySpark or Dask, of which the engine takes
            the best scores when an answer asks for them; or else a folder
            with ``results.csv`` (and, if there are any, ``papers.csv``, ``links.csv``,
            ``datasets.csv``, ``metrics.csv`` and ``speeds.csv``), one file of scores in any
            format or its ``https`` address, or a folder of such files; it may be packed with gzip,
            and ``-`` is standard input. Without a path, the board that comes with the program,
            whatever a ``leaderboard.toml`` says: a script answers the same wherever it is started.
        stated: What the file does not say, by role: ``{"dataset": "CULane", "better": "lower"}``.
        columns: Titles of columns by their roles: ``{"network": "Modell"}``.
        table: Which table of a file with several to read: its number from 1, or its name.
        runs: How several runs of one score count: their ``mean``, the ``best``, or ``each``.
        raise_limits: How many times as large a file may be, in bytes, columns and cells, as is safe
            with files of strangers; up to 100.
        rev: The file or folder as it was at this revision of its git repository.

    Raises:
        DataError: There is nothing to read, or nothing in it can be used; the text starts with
            the file, and the line where there is one.
    """
    from leaderboard.errors import UsageError
    from leaderboard.reading import Known, Stated, limits, read
    from leaderboard.scale.frames import frame_of, is_frame

    said = Stated.parsed(
        tuple(f"{role}={value}" for role, value in (stated or {}).items()),
        tuple(f"{role}={title}" for role, title in (columns or {}).items()),
        table=None if table is None else str(table),
    )
    if is_frame(path):
        if rev is not None:
            raise UsageError("a frame has no revisions")
        from leaderboard.reading.large import Large, named

        with named("the frame"):
            return LargeLeaderboard(Large(frame_of(path), "the frame", said, Known()), runs)
    with limits.raised(raise_limits):
        return answering(read(_place(path, rev), said), runs=runs)


def _place(path: str | PathLike[str] | None, rev: str | None) -> PathOrAddress | None:
    from leaderboard.reading import place_of, shipped

    place = None if path is None else place_of(os.fspath(path))
    if rev is None:
        return place
    from leaderboard.reading.at_revision import at_revision

    return at_revision(place or shipped(), rev)


def diff(old: Board | None, new: Board | None) -> pd.DataFrame:
    """Give what changed from one board to another; see :func:`leaderboard.answers.changes.changes`."""
    from leaderboard.answers.changes import changes

    return changes(old, new)


def answering(board: Board, *, runs: Runs = "mean") -> Leaderboard:
    """Return a *board* as one that answers questions."""
    given: dict[str, Any] = {one.name: getattr(board, one.name) for one in fields(board) if one.init}
    return Leaderboard(**{**given, "runs": runs})
