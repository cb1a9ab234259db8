"""The content of a published site: every board and network laid out, each thing computed once for all."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from leaderboard.answers import bibtex, news, tradeoff
from leaderboard.answers.history import month_number, newest_month, newest_score, timeline
from leaderboard.answers.overall import METHODS, counted, least, trusted
from leaderboard.answers.overall import overall as rank_overall
from leaderboard.answers.ranking import everywhere
from leaderboard.board import dates, trust
from leaderboard.board.conditions import NONE
from leaderboard.commands import _cells, _comparable, _trust, overall, papers, show, top
from leaderboard.commands._cells import Shown
from leaderboard.errors import LeaderboardError
from leaderboard.plots import history as history_plot
from leaderboard.plots import overall as overall_plot
from leaderboard.plots import svg
from leaderboard.plots import tradeoff as tradeoff_plot
from leaderboard.site.content import Board as Published
from leaderboard.site.content import News, Paper, Site, Standing
from leaderboard.table import Cell, Column, Fact, Table, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.commands._cells import Row
    from leaderboard.site.content import Settings

Key = tuple[str, str, str]

_MOST_RANKED_OVER = 100
"""Datasets: one ranking over more of them, which have little in common, tells nothing, and takes long."""

_MOST_LISTED = 1000
"""Papers and changes on their pages; all of them are in the data."""

_PICTURE = svg.Size(760, 440)
_DRAWN = 15
"""Networks of the overall ranking whose ranges are drawn."""


def site_of(board: Board, settings: Settings, data: Mapping[str, bytes], lines: Mapping[str, int]) -> Site:
    """Gather what is published of a *board*: the files of its *data*, and on which *lines* networks stand."""
    return _Published(board, settings).site(data, lines)


class _Published:
    def __init__(self, board: Board, settings: Settings) -> None:
        self._board = board
        self._settings = settings
        found = everywhere(board)
        self._names = found.columns.tolist()
        sized, self._sizes = _cells.beside(board, found, ["params"])
        self._rows: dict[Key, list[Row]] = {}
        for row in _cells.rows_of(sized):
            self._rows.setdefault(_key(row), []).append(row)

    def site(self, data: Mapping[str, bytes], lines: Mapping[str, int]) -> Site:
        board = self._board
        networks = self._networks()
        happened = news.news(board)
        scores = _cells.count(len(board.scores), "score")
        scored = _cells.count(int(board.scores["network"].nunique()), "network")
        datasets = _cells.count(int(board.scores["dataset"].nunique()), "dataset")
        return Site(
            settings=self._settings,
            summary=f"{_cells.fresh(f'{scores} of {scored} on {datasets}', newest_score(board))}.",
            boards=[self._published(about) for about in self._abouts],
            networks=networks,
            portraits=lambda: show.portraits(board, networks, given=("split", "metric")),
            entries=self._entries_of(networks),
            overall=(ranked := self._overall()),
            overall_pictures=self._overall_pictures() if ranked[0].rows else (),
            papers=papers.bibliography(board, "", topic=None, limit=_MOST_LISTED),
            changes=self._changes(happened[:_MOST_LISTED], len(happened)),
            news=[self._news(row) for row in _cells.rows_of(happened[:_MOST_LISTED])],
            found=[
                Paper(row["title"], row["paper_url"] or "")
                for row in _cells.rows_of(board.paper_facts[["title", "paper_url"]])
                if row["title"]
            ],
            data={**data, "refs.bib": self._bibliography().encode(errors="backslashreplace")},
            corrected_in="results.csv" if lines else "",
            lines=lines,
        )

    def _networks(self) -> list[str]:
        """Return all networks, those of which papers tell, too, the first to appear first."""
        first, names = self._board.first_dates, self._board.network_names.aliases
        return sorted(names, key=lambda name: first.get(name) or "9999")

    # Boards

    @cached_property
    def _abouts(self) -> list[Row]:
        """What is known of each board that has a row."""
        described = self._board.datasets_table.set_index("dataset", drop=False)
        plain = {row["dataset"]: row for row in _cells.rows_of(described)}
        return [
            {
                **plain[row["dataset"]],
                **row,
                "metric_title": row["title"] or row["metric"],
                "title": plain[row["dataset"]]["title"],
            }
            for row in _cells.rows_of(self._board.boards)
            if _key(row) in self._rows
        ]

    def _published(self, about: Row) -> Published:
        key, rows = _key(about), self._rows[_key(about)]
        metric = "" if about["own"] or about["metric"] == self._own_metric[key[0]] else about["metric"]
        seen = [row["date"] for row in rows if row["date"]]
        return Published(
            key=key,
            name="/".join(filter(None, (key[0], key[1], metric))),
            title=visible(_cells.board_title(about)),
            scale=visible(_cells.scale({**about, "unit": about["unit"] or ""})),
            better=about["better"] or "",
            standings=[self._standing(key, row) for row in rows],
            newest=dates.in_words(max(seen, default="")),
            command=_command(about, metric),
            own=about["own"],
            shown=partial(self._shown, about, rows),
            given=partial(top.ranked, about, rows, self._names),
            rows=lambda: [_filtered_by(row) for row in rows],
            bibtex=partial(self._bibtex, rows),
            facts=tuple(_facts(about)),
            pictures=partial(self._pictures, about),
            spark=partial(self._spark, about),
        )

    @cached_property
    def _own_metric(self) -> dict[str, str]:
        own = self._board.boards[self._board.boards["own"]]
        return dict(zip(own["dataset"].astype("str"), own["metric"].astype("str"), strict=True))

    def _standing(self, key: Key, row: Row) -> Standing:
        score = _cells.plain_score(row)
        doubtful = bool(trust.doubt(row["note"] or ""))
        return Standing(
            key, row["network"], _cells.place(row).text, row["of"] or 0, score.whole, row["score"], doubtful
        )

    def _shown(self, about: Row, rows: list[Row]) -> Table:
        """Lay out a board for its page: all that is known of each score."""
        columns, cells = _cells.lay_out_rows(
            rows,
            (),
            [
                Shown(Column("place", "#", "number"), _cells.place),
                Shown(Column("network", "Network"), lambda row: Cell(row["network"])),
                Shown(
                    Column("score", _cells.scale({**about, "unit": about["unit"] or ""}), "number"),
                    _cells.score,
                ),
                Shown(_cells.RUNS),
                Shown(Column("gap", "Gap", "number", expendable=4), _cells.gap),
                *(replace(size, column=replace(size.column, expendable=1)) for size in self._sizes),
                Shown(_cells.CERTAINTY, _cells.certainty),
                Shown(Column("published", "Published", expendable=3), _paper),
                Shown(Column("code", "Code", expendable=5, view="screen"), _cells.code),
                *_cells.conditions("variant", "test_time", "extra_data", "protocol"),
                Shown(Column("source", "Source", expendable=1, wraps=True), _source),
            ],
        )
        notes = (
            [f"{_cells.count(len(rows), 'network')} · best published score of each"]
            if about["better"]
            else []
        )
        notes += [*_comparable.counted(rows), *_trust.explained(rows), *_named_sources(rows)]
        return Table("", columns, cells, notes=tuple(notes))

    # Pictures

    @cached_property
    def _timelines(self) -> dict[Key, pd.DataFrame]:
        scores = timeline(self._board, every_board=True)
        dated = scores[scores["date"] != ""]
        return {
            (str(one), str(two), str(three)): rows
            for (one, two, three), rows in dated.groupby(["dataset", "split", "metric"])
        }

    @cached_property
    def _until(self) -> int:
        return month_number(newest_month(self._board))

    def _history(self, about: Row) -> Any:
        scores = self._timelines.get(_key(about))
        if scores is None:
            return None
        return history_plot.chart_of_scores(_plain(about), scores, until=self._until)

    def _spark(self, about: Row) -> str:
        chart = self._history(about)
        return svg.spark(chart) if chart and len(chart.marked) > 1 else ""

    def _pictures(self, about: Row) -> list[tuple[str, str]]:
        found = []
        chart = self._history(about)
        if chart and len(chart.points) > 1:
            found.append(("Who held the record, and when", svg.picture(chart, _PICTURE)))
        by = next((name for name in tradeoff.MEASURES if about["dataset"] in self._costs[name]), "")
        if by and about["own"] and about["better"]:
            measure = tradeoff.MEASURES[by]
            chart = tradeoff_plot.chart_of_rows(_plain(about), self._costs[by][about["dataset"]], by, measure)
            words = f"What a better score costs in {measure.words}"
            found.append((words, svg.picture(tradeoff_plot.apart(chart), _PICTURE)))
        return found

    @cached_property
    def _costs(self) -> dict[str, dict[str, pd.DataFrame]]:
        """The trade-offs of each dataset by each measure, where several networks have it."""
        if self._board.speeds_table.empty:
            return {name: {} for name in tradeoff.MEASURES}
        return {
            name: {
                str(dataset): rows
                for dataset, rows in tradeoff_plot.drawable(
                    tradeoff.tradeoff(self._board, by=name), name
                ).groupby("dataset")
                if len(rows) > 1
            }
            for name in tradeoff.MEASURES
        }

    # Papers

    @cached_property
    def _entries(self) -> dict[str, str]:
        """The BibTeX of each network, by its first paper that can be cited."""
        found: dict[str, str] = {}
        for text, names in self._cited[["bibtex", "network"]].itertuples(index=False):
            for name in filter(None, names.split(";")):
                found.setdefault(name, text)
        return found

    @cached_property
    def _cited(self) -> pd.DataFrame:
        return bibtex.cite(self._board)

    def _entries_of(self, networks: Sequence[str]) -> dict[str, str]:
        return {name: self._entries[name] for name in networks if name in self._entries}

    def _bibtex(self, rows: list[Row]) -> str:
        texts = dict.fromkeys(
            self._entries[row["network"]] for row in rows if row["network"] in self._entries
        )
        return "\n".join(texts)

    def _bibliography(self) -> str:
        return "\n".join([f"{bibtex.STAMP}\n", *self._cited["bibtex"]])

    # Other pages

    def _overall(self) -> list[Table]:
        board, method = trusted(self._board, with_doubtful=False), METHODS[0]
        counting = counted(board)
        if (number := int(counting["counts"].sum())) > _MOST_RANKED_OVER:
            note = f"no ranking over {number} datasets: see 'leaderboard overall --datasets NAME,…'"
            return [Table("Overall", (), (), notes=(note,))]
        return overall.tables(
            rank_overall(board, method=method, with_doubtful=True),
            counting,
            method=method,
            metric=None,
            needed=least(board),
            limit=None,
            newest=newest_score(board),
            doubtful=overall.doubtful_on(self._board, counting),
        )

    def _overall_pictures(self) -> list[tuple[str, str]]:
        try:
            chart = overall_plot.chart(self._board, limit=_DRAWN)
        except LeaderboardError:  # no network is ranked
            return []
        return [
            (
                "Places, and how far they move when each dataset in turn is left out",
                svg.picture(chart, svg.Size(_PICTURE.width, 0)),
            )
        ]

    def _changes(self, found: pd.DataFrame, total: int) -> Table:
        def on(row: Row) -> Cell:
            return Cell(row["dataset"], self._titles[_key(row)])

        columns, cells = _cells.lay_out(
            found,
            [
                Shown(Column("date", "Month")),
                Shown(Column("network", "Network")),
                Shown(Column("dataset", "Board"), on),
                Shown(Column("score", _cells.heading_of(found, "Score"), "number"), _cells.plain_score),
                Shown(Column("what", "What"), lambda row: Cell(_happened(row))),
            ],
        )
        number = _cells.count(total, "change")
        notes = [f"{len(cells)} of {number}" if len(cells) < total else number]
        notes.append("by the month of a score, or else of its paper; scores without one are left out")
        return Table("Changes", columns, cells, notes=(*notes, *_trust.explained(_cells.rows_of(found), on)))

    @cached_property
    def _titles(self) -> dict[Key, str]:
        return {_key(about): _cells.board_title(about) for about in self._abouts}

    def _news(self, row: Row) -> News:
        on = self._titles[_key(row)]
        score = _cells.plain_score(row).whole
        return News(
            date=row["date"],
            title=visible(f"{row['network']} on {on}: {score}"),
            text=visible(f"{_happened(row)}, {score} {row['metric']} on {on}"),
            network=row["network"],
            board=_key(row),
            identity="\0".join((*_key(row), row["network"], "record" if row["record"] else "new")),
        )


def _key(row: Mapping[str, Any]) -> Key:
    return row["dataset"], row["split"] or "", row["metric"]


def _plain(about: Row) -> Row:
    """Return what is known of a board as plots expect it: what is missing is empty."""
    return {**about, "split": about["split"] or "", "unit": about["unit"] or ""}


def _command(about: Row, metric: str) -> str:
    """Say what to type to see a board."""
    from shlex import quote

    words = ["leaderboard", "top", "-d", quote(about["dataset"])]
    words += ["--split", quote(about["split"])] if about["split"] and not about["own"] else []
    words += ["--metric", quote(metric)] if metric else []
    return visible(" ".join(words))


def _filtered_by(row: Row) -> dict[str, str]:
    """Say by what a row is filtered and sorted that does not stand in it in plain numbers."""
    return {
        "date": row["date"] or "",
        "year": "" if row["year"] is None else f"{row['year']}",
        "code": "yes" if row["code_url"] else "",
        "extra": "" if row["extra_data"] is None else NONE if row["extra_data"] == (NONE,) else "some",
        "tested": row["test_time"] or "",
        "protocol": row["protocol"] or "",
        "evidence": row["evidence"] or "",
        "size": row.get("params_text") or "",
    }


def _paper(row: Row) -> Cell:
    """Venue and year, leading to the paper."""
    text = _cells.published(row).text
    return Cell(text=text or ("paper" if row["paper_url"] else ""), url=row["paper_url"] or "")


def _source(row: Row) -> Cell:
    """How a score is known, leading to where it was read; a source that is no address is named below."""
    evidence, source = row["evidence"] or "", row["source"] or ""
    return Cell(text=evidence or ("source" if source else ""), url=source)


def _named_sources(rows: Sequence[Row]) -> Iterator[str]:
    """Name the sources that are no addresses, by how scores are known from them."""
    named = {
        (row["evidence"] or "source", row["source"]): None
        for row in rows
        if row["source"] and not Cell(url=row["source"]).url
    }
    yield from (f"{evidence}: {source}" for evidence, source in list(named)[:_FEW_SOURCES])
    if len(named) > _FEW_SOURCES:
        yield f"{len(named) - _FEW_SOURCES} more sources that are no addresses: see the pages of the networks"


_FEW_SOURCES = 5


def _facts(about: Row) -> Iterator[Fact]:
    """Say what is known of the dataset of a board."""
    said = {"Dataset": about["url"], "Official board": about["official"]}
    for label, address in said.items():
        if address:
            yield Fact(label, Cell(text=address, url=address))
    for label, name in {"Classes": "classes", "Images": "images", "About": "note"}.items():
        if about[name]:
            yield Fact(label, Cell(text=str(about[name])))


def _happened(row: Row) -> str:
    """Say what a score was in its month, or is by now."""
    if row["record"] and row["gain"] is None:
        return "first record"
    if row["record"]:
        return f"new record, {_cells.differing(row['gain'], row['score_text'], row['from_text'])}"
    return f"new network, now {row['place']} of {row['of']}"
