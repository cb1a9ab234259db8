"""What is too large for one frame is reduced by an engine first, and read as everything else from there on.

The recogniser looks at the first rows, so that it is the same that says what each column holds. What tells
measurements apart is a key of the reduction; the rows that are left make a sheet, of which measurements and a
board are made as of any other. Nothing is asked of all rows but which are the best.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leaderboard.board import trust
from leaderboard.board.columns import KEY
from leaderboard.board.dates import month_of
from leaderboard.board.pairs import signs_of
from leaderboard.errors import DataError, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.coded import Cells
from leaderboard.reading.sheet import Sheet
from leaderboard.reading.understanding import columns_of, understood
from leaderboard.scale import frames, reduction
from leaderboard.scale.reduction import COPIES, SCORES, Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import narwhals as nw
    import pandas as pd

    from leaderboard.reading.boards import Sorted
    from leaderboard.reading.columns import Columns
    from leaderboard.reading.known import Known
    from leaderboard.reading.rows import Bools, Ints
    from leaderboard.reading.stated import Stated
    from leaderboard.reading.wanted import Wanted

MOST_ROWS = 5_000_000
"""Rows that are left by a reduction at most."""

_SAMPLE = 5_000
"""Rows that tell what the columns hold."""

_MOST_NAMES = 2_000_000
"""Different names that are looked through for those that are asked for."""

# Runs are keys: an engine keeps each, and they are averaged as those of any other table. A run that stands
# there twice counts once, under whichever of its names its network and dataset have, and the mean and the
# deviation are made of the digits that are published, in decimals: both are known after the reading alone.
_BESIDE = ("spread", "spread_of", "runs", "source")
"""Roles of columns that tell no measurements apart."""


class Damaged(DataError):
    """An engine stopped at what stands in the data, and not for want of memory or a connection."""


@contextmanager
def named(name: str) -> Iterator[None]:
    """Name the data where its engine stops.

    Raises:
        DataError: It did.
    """
    try:
        with frames.asking():
            yield
    except frames.Stopped as error:
        raise (Damaged if error.is_of_data else DataError)(name, str(error)) from None


class Large:
    """A frame of an engine, and what its columns hold."""

    def __init__(
        self,
        frame: nw.LazyFrame[Any],
        name: str,
        stated: Stated,
        known: Known,
        *,
        decimal_comma: bool = False,
        remarks: tuple[str, ...] = (),
        settled: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]] = lambda frame: frame,
    ) -> None:
        """Take a *frame* that is called *name* in messages, and what the user says of it."""
        self.name, self._stated, self._known = name, stated, known
        self._decimal_comma, self._remarks, self._settled = decimal_comma, remarks, settled
        with named(self.name):
            self._frame, refused = reduction.as_texts(frame)
            self._titles = tuple(self._frame.collect_schema().names())
            self._loose = tuple(
                (None, f"{quoted(title)} holds {kind}, which is not read") for title, kind in refused.items()
            )

    def _sheet(self, rows: pd.DataFrame) -> Sheet:
        return Sheet(
            tuple(_title(title) for title in self._titles),
            rows.set_axis(range(rows.shape[1]), axis="columns"),
            placed=False,
            loose=self._loose,
            decimal_comma=self._decimal_comma,
        )

    @cached_property
    def _sample(self) -> pd.DataFrame:
        return frames.rows_of(self._frame, _SAMPLE)

    @cached_property
    def _understood(self) -> tuple[tuple[int, ...], Columns]:
        """What the columns hold, and which of the frame they are: some are the digits of others."""
        sheet, columns = columns_of(self._sheet(self._sample), self.name, self._stated, self._known)
        kept = set(sheet.header)
        places = [number for number, title in enumerate(self._titles) if _title(title) in kept]
        return tuple(places), columns

    def _of_role(self, role: str) -> list[str]:
        """Return the columns of the frame that have a role."""
        places, columns = self._understood
        numbers = columns.roles.get(role, [])
        if role == "network":
            numbers = [] if columns.network is None else [columns.network]
        return [self._titles[places[number]] for number in numbers]

    @cached_property
    def _keys(self) -> list[Key]:
        """What tells measurements apart: everything that is understood, but for what stands beside scores."""
        places, columns = self._understood
        beside = {one.spread.number for one in columns.scores if one.spread is not None}
        numbers = _named_things(columns)
        for role, those in columns.roles.items():
            if role not in {*_BESIDE, "note", "date"}:
                numbers |= set(those)
        keys = [Key(self._titles[places[number]]) for number in sorted(numbers - beside)]
        keys += [Key(title, "doubt") for title in self._of_role("note")]
        return keys + [Key(title, "month") for title in self._of_role("date")]

    def read(self, wanted: Wanted) -> Sorted:
        """Read what is wanted.

        Raises:
            DataError: There is no score in it, more is left than a frame holds, or the engine stopped.
            UnknownName: There is no such dataset.
            AmbiguousName: Several fit.
        """
        with named(self.name):
            return self._taken(wanted)

    def _taken(self, wanted: Wanted) -> Sorted:
        places, columns = self._understood
        if not columns.scores or (columns.network is None and not self._stated["network"]):
            return self._sorted(self._sample, columns, None)
        texts, positions = self._chosen(wanted)
        one_text = {title for title, those in texts.items() if len(those) == 1}
        keys = [key for key in self._keys if key.column not in one_text]
        scores = [
            one for one in columns.scores if positions is None or one.number in positions
        ] or columns.scores[:1]
        others = [one for one in columns.scores if one not in scores][:1]
        columns = replace(columns, scores=tuple(one for one in columns.scores if one in (*scores, *others)))
        used = {places[number] for number in self._used(columns)}
        used |= {number for number in range(len(self._titles)) if number not in places}
        numbers = [self._titles[places[one.number]] for one in scores]
        silent = {places[one.number] for one in others}
        names = [self._titles[number] for number in sorted(used - silent)]
        frame = reduction.only(self._frame.select(*names), texts)
        whole = self._networks(wanted)
        best = reduction.only(frame, whole, keep=False) if whole else frame
        rows = frames.rows_of(
            reduction.reduced(
                best,
                keys,
                numbers,
                decimal_comma=self._decimal_comma,
                padded=self._padded,
                settled=self._settled,
            ),
            MOST_ROWS + 1,
        )
        if whole:
            rows = self._with_every(rows, frames.rows_of(reduction.only(frame, whole), MOST_ROWS + 1))
        if len(rows) > MOST_ROWS:
            raise DataError(
                self.name,
                f"more than {MOST_ROWS:,} rows are left where only the best of each network counts, too many"
                " for one frame; name a dataset, or name fewer columns that tell scores apart:"
                " --column ignore=TITLE",
            )
        rows = rows.sort_values(list(names), kind="stable", ignore_index=True)
        plain = {one.number: self._plain(rows, title) for one, title in zip(scores, numbers, strict=True)}
        return self._sorted(rows, columns, plain)

    @cached_property
    def _padded(self) -> bool:
        """Whether blanks stand around scores."""
        places, columns = self._understood
        titles = [self._titles[places[one.number]] for one in columns.scores]
        return any(bool((self._sample[title].str.strip() != self._sample[title]).any()) for title in titles)

    def _plain(self, rows: pd.DataFrame, title: str) -> Bools:
        """Say which cells of a column the engine took as numbers, and counted."""
        if self._frame.collect_schema()[title].is_float():
            return ~rows[title].isin(("", "inf", "-inf")).to_numpy()
        texts = rows[title].drop_duplicates()
        plain = texts[
            [
                reduction.is_plain(text, decimal_comma=self._decimal_comma, padded=self._padded)
                for text in texts
            ]
        ]
        return rows[title].isin(plain).to_numpy()

    def _used(self, columns: Columns) -> set[int]:
        numbers = _named_things(columns).union(*columns.roles.values())
        numbers |= {one.number for one in columns.scores}
        return numbers | {one.spread.number for one in columns.scores if one.spread is not None}

    def _with_every(self, best: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
        """Put all rows of some networks below the best of the others; each of them counts once."""
        import pandas as pd

        counted = {name: "1" for name in best.columns if name == COPIES or name.startswith(SCORES)}
        return pd.concat([best, every.assign(**counted, whole="1")], ignore_index=True)

    def _sorted(self, rows: pd.DataFrame, columns: Columns, plain: Mapping[int, Bools] | None) -> Sorted:
        """Make a board of the rows that are left."""
        import pandas as pd

        from leaderboard.reading.boards import sorted_out

        empty = pd.Series([""], dtype="object").repeat(len(rows)).reset_index(drop=True)
        cells = pd.DataFrame({title: rows.get(title, empty) for title in self._titles}, copy=False)
        found = understood([self._sheet(cells)], self.name, self._stated, self._known, columns)
        found = replace(found, remarks=(*self._remarks, *found.remarks))
        done = sorted_out(found, self.name, self._known, self._stated)
        if plain is None:
            return done
        return _best(done, rows, plain, [key.column for key in self._keys if not key.part])

    # What is asked for

    def _chosen(self, wanted: Wanted) -> tuple[dict[str, list[str]], set[int] | None]:
        """Find how the dataset that is wanted is called in its column, or which columns of scores are on it.

        It is looked for on a board on which each name stands once.
        """
        if wanted.dataset is None:
            return {}, None
        columns = self._of_role("dataset")
        done, texts = self._small(columns)
        results = done.board.results_table
        results = results[results["dataset"] == done.board.meant(wanted.dataset)[0]]
        measured = done.found.scores.iloc[done.rows[results.index.to_numpy()]]
        kept = texts.iloc[sorted(set(measured["row"].tolist()))]
        positions = None
        if not columns and all(len(one.title.metrics) <= 1 for one in self._understood[1].scores):
            positions = set(measured["position"].tolist())
        return {title: sorted(set(kept[title])) for title in columns}, positions

    def _networks(self, wanted: Wanted) -> dict[str, list[str]]:
        """Find the names in the data of the networks of which every score is wanted."""
        columns = self._of_role("network")
        if not wanted.networks or not columns:
            return {}
        done, texts = self._small(columns)
        names = {done.board.network_names.find(name) for name in wanted.networks}
        results = done.board.results_table
        measured = done.found.scores.iloc[done.rows[results.index[results["network"].isin(names)].to_numpy()]]
        kept = texts.iloc[sorted(set(measured["row"].tolist()))]
        return {title: sorted(set(kept[title])) for title in columns}

    def _small(self, columns: Sequence[str]) -> tuple[Sorted, pd.DataFrame]:
        """Make a board on which each different text of some columns has a score, a row each."""
        import pandas as pd

        texts = (
            frames.rows_of(reduction.different(self._frame, columns), _MOST_NAMES + 1)
            if columns
            else pd.DataFrame(index=range(1))
        )
        if len(texts) > _MOST_NAMES:
            raise DataError(self.name, f"more than {_MOST_NAMES:,} different names are in it")
        example = self._example.to_dict()
        texts = texts.sort_values(list(columns), ignore_index=True) if columns else texts
        rows = texts.assign(**{str(title): text for title, text in example.items() if title not in columns})
        done = self._sorted(rows, self._understood[1], None)
        return done, rows

    @cached_property
    def _example(self) -> pd.Series[str]:
        """A row of the sample with a score in as many columns as one has."""
        import numpy as np

        places, columns = self._understood
        titles = [self._titles[places[one.number]] for one in columns.scores]
        told = np.sum([_has_score(self._sample[title]) for title in titles], axis=0)
        return self._sample.iloc[int(told.argmax())]


def _named_things(columns: Columns) -> set[int]:
    """Return the columns of networks, of their parts, and of what is said of them."""
    named_ = (number for number in (columns.network, columns.parts) if number is not None)
    return {*named_, *columns.facts, *columns.costs}


def _best(done: Sorted, rows: pd.DataFrame, plain: Mapping[int, Bools], telling: Sequence[str]) -> Sorted:
    """Leave out what is not the best of its key, now that it is known what is better, and count the scores.

    Args:
        done: The board of all rows that are left.
        rows: These rows, and what was counted of each.
        plain: In which rows each of the columns of scores has what the engine took as a number.
        telling: The columns that tell rows apart.
    """
    import numpy as np
    import pandas as pd

    board, results = done.board, done.board.results_table
    measured = done.found.scores.iloc[done.rows]
    at, position = measured["row"].to_numpy(), measured["position"].to_numpy()
    group = _groups(results)
    whole = (rows["whole"] == "1").to_numpy()[at] if "whole" in rows else np.zeros(len(at), dtype="bool")
    merit = pd.Series(signs_of(results, board.metrics_table) * results["score"].to_numpy())
    best = (merit == merit.groupby(group).transform("max")).to_numpy() | whole

    counted = {number: f"{SCORES}{place}" for place, number in enumerate(plain)}
    column = np.where(np.isin(position, list(plain)), position, position // 100)  # a cell may have several
    number_of = np.zeros(len(at), dtype="int64")
    counts = np.zeros(len(at), dtype="bool")
    for number, name in counted.items():
        here = column == number
        counts[here] = plain[number][at[here]]
        number_of[here] = rows[name].to_numpy()[at[here]].astype("int64")
    alone = np.where(counts, 0, rows[COPIES].to_numpy()[at].astype("int64"))
    of_raw = pd.DataFrame(
        {"group": group, "column": column, "raw": _numbered(rows[list(telling)])[at], "counts": counts}
    )
    number_of = np.where(of_raw.duplicated().to_numpy() | ~counts, 0, number_of) + alone
    total = np.bincount(group, np.where(whole, 0, number_of)).astype("int64")
    first = ~pd.Series(np.where(best & ~whole, group, -1)).duplicated().to_numpy()
    copies = np.where(whole | (results["run"] != "").to_numpy(), 1, np.where(first, total[group], 0))
    kept = results[best]
    return done._replace(
        board=replace(board, results_table=kept, copies=pd.Series(copies[best], index=kept.index)),
        rows=done.rows[best],
    )


def _has_score(column: pd.Series[str]) -> Ints:
    """Say in which rows of a column a score stands."""
    import numpy as np

    cells = Cells.of(column)
    read = grammar.read(cells.texts)
    told = np.isfinite(read.numbers)
    told[[number for number, one in read.careful.items() if one is not None]] = True
    return told[cells.codes].astype("int64")


def _groups(results: pd.DataFrame) -> Ints:
    """Number what is one measurement for all answers: they ask for its month, and how far it is trusted."""
    import numpy as np
    import pandas as pd

    date, dates = pd.factorize(results["date"])
    months = np.array([month_of(str(text)) for text in dates], dtype="object")
    return _numbered(
        results[list(KEY)].assign(
            month=months[date],
            evidence=results["evidence"],
            doubtful=trust.doubtful(results),
        )
    )


def _numbered(columns: pd.DataFrame) -> Ints:
    """Number the different rows of some columns."""
    import numpy as np
    import pandas as pd

    if not len(columns.columns):
        return np.zeros(len(columns), dtype="int64")
    codes = pd.DataFrame({name: pd.factorize(columns[name])[0] for name in columns.columns})
    return codes.groupby(list(codes.columns), sort=False).ngroup().to_numpy()


def _title(name: str) -> str:
    """Return the title of a column; that of an index without a name says nothing."""
    return "" if name.startswith("__index_level_") and name.endswith("__") else name.strip()
