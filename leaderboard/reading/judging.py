"""What each number says: a score, a spread or none, in the unit of its board."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.columns import KEY
from leaderboard.errors import few_of, quoted
from leaderboard.reading import cells as grammar
from leaderboard.reading.coded import Cells
from leaderboard.reading.measurements import SHARE
from leaderboard.reading.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leaderboard.reading.rows import Bools, Pair


_ALIKE = (0.8, 1.25)
_SEVERAL_ALIKE = (0.5, 2.0)
"""The ratios between which a number in brackets is a second score."""


class Judging(Naming):
    """Judges the scores of the rows, which have been named."""

    def _take_brackets(self) -> None:
        """Take numbers in brackets for further scores, for spreads, or for remarks.

        What most of the cells of a column say is what all of them say.
        """
        import numpy as np

        self._notes: dict[int, str] = {}
        further: list[tuple[int, str]] = []
        spreads: dict[int, str] = {}
        for told in self._bracketed():
            alike = {row: self._are_alike(row, texts) for row, texts in told.items()}
            many = 2 * sum(alike.values()) > len(told)
            for row, texts in told.items():
                if many and alike[row]:
                    further += [(row, text) for text in texts]
                elif len(texts) == 1 and not self.spread[row] and (not many or self._is_small(row, texts[0])):
                    spreads[row] = texts[0]
                else:
                    self._notes[int(self.at[row])] = f"({', '.join(texts)})"
        if spreads:
            in_brackets = np.full(len(self.at), "", dtype="object")
            in_brackets[list(spreads)] = list(spreads.values())
            self.spread = Cells.of(in_brackets).or_else(self.spread)
        if further:
            self._take_further(further)

    def _bracketed(self) -> Iterable[dict[int, tuple[str, ...]]]:
        """Give the numbers in brackets by their rows, for one column of a file after the other."""
        import numpy as np

        texts = {
            n: one.bracketed for n, one in self.parsed.careful.items() if one is not None and one.bracketed
        }
        if not texts:
            return ()
        codes = self._codes("cell")
        places = [self.rows[name].to_numpy() for name in ("sheet", "position") if name in self.rows]
        columns: dict[tuple[int, ...], dict[int, tuple[str, ...]]] = {}
        for row in np.flatnonzero(np.isin(codes, list(texts))).tolist():
            place = tuple(int(one) for numbers in places if np.isfinite(one := numbers[self.at[row]]))
            place = place or (int(self.metric[row]),)  # nested files have no columns
            columns.setdefault(place, {})[row] = texts[int(codes[row])]
        return columns.values()

    def _take_further(self, further: Sequence[tuple[int, str]]) -> None:
        """Put further scores behind those of their rows."""
        import numpy as np

        rows, texts = zip(*further, strict=True)
        number = len(self.at)
        self._take(np.concatenate([np.arange(number), np.array(rows)]))
        self.score[number:] = np.array(texts, dtype="float64")
        self.text = Cells(
            np.concatenate([self.text.codes[:number], np.arange(len(texts)) + len(self.text.texts)]),
            [*self.text.texts, *texts],
        )
        self.spread = self.spread.written(np.arange(number, len(self.at)), lambda _: "")
        self._take(np.argsort(self.at, kind="stable"))

    def _are_alike(self, row: int, others: Sequence[str]) -> bool:
        """Say whether numbers in brackets are each like the one in front of it, and may be scores.

        Where there are several, none of them is a spread, so that they may lie farther apart.
        """
        if self.pairs[int(self.metric[row])].better == "lower":
            return False
        least, most = _ALIKE if len(others) == 1 else _SEVERAL_ALIKE
        numbers = [float(self.score[row]), *map(float, others)]
        return all(before and least <= number / before <= most for before, number in pairwise(numbers))

    def _is_small(self, row: int, other: str) -> bool:
        return abs(float(other)) < abs(float(self.score[row])) * _ALIKE[0]

    def _agree_on_units(self) -> None:
        """Report scores that are in another unit than most of their board: 2 s among milliseconds."""
        import numpy as np

        units = {
            n: one.unit
            for n, one in self.parsed.careful.items()
            if one is not None and one.unit not in {"", "%"}
        }
        if not units:
            return
        codes = self._codes("cell")
        rows = np.flatnonzero(np.isin(codes, list(units)))
        said: dict[int, dict[str, list[int]]] = {}
        for row in rows.tolist():
            said.setdefault(int(self.metric[row]), {}).setdefault(units[int(codes[row])], []).append(row)
        bad = np.zeros(len(codes), dtype="bool")
        for number, found in said.items():
            pair = self.pairs[number]
            most = max(sorted(found), key=lambda unit: len(found[unit]))
            pair.unit = pair.unit or most
            pair.better = pair.better or metrics.direction(pair.metric, pair.unit)
            for unit, those in found.items():
                bad[those] = unit != pair.unit
        texts = self._column("cell").texts
        self._refuse(
            bad,
            lambda row: f"{quoted(texts[int(codes[row])])} is in another unit than its board{self._of(row)}",
        )

    def _scale_shares(self) -> None:
        """Write shares of one in percent where the board is, if all are; report them among percentages.

        Errors of less than one percent are not rare, so that only scores of which more is better count.
        """
        import numpy as np

        stated = self._says_share() & self._is_in_percent()
        self._in_percent(stated)
        self.percent = self.percent | stated
        here = self._is_percentage() & np.isfinite(self.score) & (self.score != 0)
        low = here & ~self.percent & (np.abs(self.score) <= 1)
        if not low.any():
            return
        board = self.metric.astype("int64") * len(self.splits) + self.split
        size = len(self.pairs) * len(self.splits)
        lows, all_ = (np.bincount(board[rows], minlength=size) for rows in (low, here))
        shares = (lows > 0) & (lows == all_)
        self._in_percent(low & shares[board])
        for number in np.flatnonzero(shares).tolist():
            pair, split = self.pairs[number // len(self.splits)], number % len(self.splits)
            self.remarks.append(
                f"{self.name}: the scores on {self._board(pair, split)} are shares, shown in percent"
            )
        self._refuse(
            low & ~shares[board],
            lambda row: (
                f"{self.text[row]} looks like a share of 1, where scores are in percent{self._of(row)}"
            ),
        )

    def _is_percentage(self) -> Bools:
        """Say which scores stand on boards of percentages of which more is better."""
        import numpy as np

        higher = np.array([pair.better == "higher" for pair in self.pairs], dtype="bool")
        found: Bools = self._is_in_percent() & higher[self.metric]
        return found

    def _is_in_percent(self) -> Bools:
        import numpy as np

        boards = np.array([pair.unit == "%" for pair in self.pairs], dtype="bool")
        found: Bools = boards[self.metric]
        return found

    def _says_share(self) -> Bools:
        """Say of which scores the file itself says that they are shares of one."""
        import numpy as np

        said = np.array([text == SHARE for text in self._column("in_unit").texts], dtype="bool")
        found: Bools = said[self._codes("in_unit")]
        return found

    def _in_percent(self, rows: Bools) -> None:
        import numpy as np

        if not rows.any():
            return
        self.text = self.text.written(rows, _hundredfold)
        self.spread = self.spread.written(
            rows, lambda text: _hundredfold(text) if grammar.NUMBER.fullmatch(text) else text
        )
        numbers = np.array([grammar.number_of(text) for text in self.text.texts])
        self.score[rows] = numbers[self.text.codes[rows]]

    def _refuse_outside(self) -> None:
        """Report scores that no percentage can be."""
        import numpy as np

        outside = self._is_percentage() & ~((self.score >= 0) & (self.score <= 100))  # noqa: PLR2004 - percent
        self._refuse(outside, lambda row: f"{self.text[row]} is not between 0 and 100 %{self._of(row)}")
        infinite = ~np.isfinite(self.score)
        self._refuse(
            infinite, lambda row: f"{quoted(str(self.text[row]))} is no finite number{self._of(row)}"
        )

    def _board(self, pair: Pair, split: int) -> str:
        return " ".join(filter(None, [pair.dataset, self.splits[split], pair.metric]))

    def _board_of_log(self, metric: int, split: int) -> str:
        return " ".join(filter(None, [self.splits[split], self.pairs[metric].metric]))

    def _take_last_steps(self) -> None:
        """Of a training log, keep the last step of each measurement; say where an earlier one was better."""
        import numpy as np
        import pandas as pd

        if not self._says("step"):
            return
        column = self._column("step")
        steps = np.array([grammar.number_of(text) for text in column.texts])[self._codes("step")]
        keys = pd.DataFrame(
            {"network": self.network, "metric": self.metric, "split": self.split}
            | {
                name: self._codes(name)
                for name in KEY
                if name not in {"network", "dataset", "metric", "split"}
            }
        )
        frame = keys.assign(step=steps, score=self.score, row=np.arange(len(steps)))
        logged = frame[np.isfinite(steps)]
        if not logged.duplicated(list(keys.columns)).any():
            return
        last = logged.sort_values("step", kind="stable").drop_duplicates(list(keys.columns), keep="last")
        better = np.array([pair.better for pair in self.pairs], dtype="object")
        earlier = logged.merge(last, on=list(keys.columns), suffixes=("", "_last"))
        sign = np.where(better[earlier["metric"]] == "lower", -1, 1)
        ahead = earlier[
            (sign * (earlier["score"] - earlier["score_last"]) > 0) & (better[earlier["metric"]] != "")
        ]
        if not ahead.empty:
            named = [
                f"{self.networks[int(network)]} ({self._board_of_log(int(metric), int(split))})"
                for network, metric, split in ahead[["network", "metric", "split"]]
                .drop_duplicates()
                .itertuples(index=False)
            ]
            self.remarks.append(
                f"{self.name}: the last step counts; an earlier one was better for {few_of(named)};"
                " if these are runs and no steps, say --column run=TITLE"
            )
        kept = np.zeros(len(steps), dtype="bool")
        kept[last["row"].to_numpy()] = True
        self._keep(kept | ~np.isfinite(steps))


def _hundredfold(text: str) -> str:
    """Write a share of one in percent, with the digits that it has: ``0.8230`` is ``82.30``."""
    number = Decimal(text).scaleb(2)
    return f"{number:f}"
